# Slides, workbooks and other files.
error-template-unreadable = The template is not a PowerPoint file that can be read. Allowed: { $allowed }.
error-template-locked = The template is protected with a password. Save a copy without one and use that.
error-template-missing = The template { $name }, which SCENARIO_TEMPLATE names, cannot be read. Name a .pptx file that exists and may be read, or unset SCENARIO_TEMPLATE.
error-template-size = The template is larger than { $limit } MB.
error-template-layout = The template has no layout with a title. Add one, or name a layout “{ $name }”.

export-template-macros = The template holds macros; slides do not take them over.

export-stamp = { $plan } · { $count ->
    [one] Scenario
   *[other] Scenarios
  } { $scenario } · Seed { $seed }, { $draws } futures · Model { $model } · { $date }
export-by-assumption = assumption
export-own-value = set for this scenario
export-continued = { $title } (continued)
export-change = { $absolute } ({ $relative })
export-versus = { $change } vs { $base }
export-versus-year = { $year } vs { $base }
export-versus-short = vs { $base }

# First page
export-verdict-short = { $scenario }: { $measure } { $year } reaches { $value }, { $sense ->
    [most] { $gap } below the ceiling of { $target }
   *[least] { $gap } short of the { $target } target
  }
export-verdict-over = { $scenario }: { $measure } { $year } reaches { $value }, { $gap } above the { $target } target
export-verdict-met = { $scenario }: { $measure } { $year } reaches { $value } and meets the target
export-headline = { $measure }, { $year }
export-headline-cagr = Growth, { $start }–{ $end }
export-years-title = { $scenario } year by year, as promised
export-headline-subtitle = Headline measures a year; differences from { $base }
export-chance = Chance of { $target }
export-chance-target = Chance of the target

# The board's slides
export-board-chance = { $chance } of simulated futures reach the target
export-board-answer-subtitle = Headline numbers { $year }: baseline, plan and this scenario as promised, and what is likely
export-board-middle = As likely, middle
export-board-range = 8 of 10 futures
export-board-promise = As promised
export-board-promised-note = As promised: every measure delivers what the plan needs of it, and no risk left to chance occurs.
export-board-likely-note = As likely: { $draws } futures under “{ $set }”, risks included.
export-board-believable = { $kind ->
    [never] Out of reach: { $chance } of futures reach { $target }, the middle is { $middle }
    [yes] Believable: { $chance } of futures reach { $target }, the middle is { $middle }
    [no] Possible, not likely: { $chance } of futures reach { $target }, the middle is { $middle }
   *[open] An open question: { $chance } of futures reach { $target }, the middle is { $middle }
  }
export-board-believable-subtitle = { $measure } { $year } in { $unit }, share of { $draws } simulated futures
export-board-missed = { $sense ->
    [most] Above the target
   *[least] Below the target
  }
export-board-reached = Target reached
export-board-bins = Each column is named by its lower end; the outermost hold all that lies beyond.
export-board-chance-of = Chance of { $target }
export-board-growth-asked = Growth asked for, { $start }–{ $end }
export-board-growth-past = Growth achieved, { $start }–{ $end }
export-board-others-size = Listed companies of this size that grew as fast
export-board-others-universe = Large listed companies that did
export-board-others-ordinary = Small and medium companies that did, at most
export-board-needs = What must be true: { $count ->
    [one] one improvement arrives in full,
   *[other] { $count } improvements arrive in full,
  } first of all { $lever } at { $wanted }; and no risk occurs
export-board-needs-share = What must be true: { $share } of { $count ->
    [one] one improvement arrives,
   *[other] each of { $count } improvements arrives,
  } first of all { $lever } at { $wanted }; and no risk occurs
export-board-needs-none = Nothing beyond today has to come true
export-board-needs-none-note = No promised improvement bears on this target. It rests on the market, on today’s performance and on the decisions in the appendix.
export-board-needs-subtitle = { $sense ->
    [most] How much { $measure } { $year } rises, in { $unit },
   *[least] What { $measure } { $year } loses, in { $unit },
  } if one improvement stays as it is today and all others arrive
export-board-needs-note = One at a time, as promised; together they lose more or less than the sum. The company’s own decisions (people, budget, pace) stand in the appendix.
export-board-need = Improvement
export-board-today = Today
export-board-wanted = Needed
export-board-loss = { $sense ->
    [most] Added without it
   *[least] Lost without it
  }
export-board-breaks-subtitle = Loss of { $year } revenue in { $unit }; points off the chance of the target; whether the countermeasure pays for itself
export-board-if = If it happens
export-board-mean = Mean of all futures
export-board-protected = … with countermeasures
export-board-decision = The decision: which promise to make about { $target } in { $year }, and how to protect it
export-board-decision-subtitle = The ways to go beside each other; profit and cost of { $years } together
export-board-row-promise = { $measure } { $year }, as promised
export-board-row-middle = { $measure } { $year }, as likely
export-board-row-profit = Operating profit, { $plan-years }
export-board-row-spent = Programme cost, net, { $plan-years }
export-board-asked = The board is asked to
export-board-ask-run = decide on “{ $scenario }” as the plan of record.
export-board-nine = { $sense ->
    [most] nine of ten futures stay below { $end }
   *[least] nine of ten futures exceed { $end }
  }
export-board-ask-target = { $kind ->
    [never] set a target of its own for “{ $scenario }”: { $chance } of futures reach { $target }. Budget on { $middle }, the middle; { $nine }.
    [yes] adopt “{ $scenario }” and commit to { $target }: { $chance } of futures reach it.
    [no] keep { $target } as an ambition, not as a commitment: { $chance } of futures reach it. Budget on { $middle }, the middle; { $nine }.
   *[open] commit to { $middle } and keep { $target } as the stretch: { $chance } of futures reach it, { $nine }.
  }
export-board-ask-protect = approve { $count ->
    [one] the countermeasure that pays for itself
   *[other] the { $count } countermeasures that pay for themselves
  } ({ $cost } for { $plan-years }): the chance moves from { $before } to { $after }.
export-board-ask-protect-profit = approve { $count ->
    [one] the countermeasure that pays for itself
   *[other] the { $count } countermeasures that pay for themselves
  } ({ $cost } for { $plan-years }): they protect profit, the chance stays at { $after }.
export-board-ask-protect-against = weigh { $count ->
    [one] the countermeasure that pays for itself
   *[other] the { $count } countermeasures that pay for themselves
  } ({ $cost } for { $plan-years }) against the target: with them the chance falls from { $before } to { $after }.
export-board-ask-proof = require proof by the next review of what matters most: { $levers }.
export-appendix = Appendix
export-appendix-note = What stands behind the slides before this one: the path over the years, regions and products, how the scenarios differ and why, the plan’s own claims, every risk, every lever, every assumption, and the sources.
export-bridge-ends = { $base } { $start } → { $current } { $end }

# The one-page brief
export-brief-drivers = What drives it
export-brief-drivers-note = { $measure } { $year } above the baseline, { $unit }
export-brief-drivers-none = Nothing: this is the company without the programme.
export-brief-lost = Lost if one of them stays as it is today, { $unit }: { $list }
export-brief-breaks = What breaks it
export-brief-no-futures = Not asked: no futures were simulated.
export-brief-sources = Rests on { $facts } facts from { $documents ->
    [one] one document
   *[other] { $documents } documents
  } and { $publications } publications; the workbook names them by cell.

# Trajectory
export-actual = Actual
export-target = Target
export-band-80-low = 80 % of futures, lower part
export-band-50 = 50 % of futures
export-band-80-high = 80 % of futures, upper part
export-trajectory-title = { $scenario } grows { $growth } to { $revenue } in { $year }
export-trajectory-title-chance = { $scenario } grows { $growth } to { $revenue } in { $year }; { $chance } of futures reach { $target }
export-trajectory-title-many = { $count } scenarios end between { $low } and { $high } in { $year }
export-trajectory-subtitle = Revenue a year in { $unit }; actual to { $last }, simulated afterwards
export-fan-note = Shaded: half of { $draws } simulated futures lie in the darker band, four fifths in both together. The line is the run as promised, in which no risk case left to chance happens, so it can lie above the middle of the band.

# Regions and products
export-total = Total
export-region = Region
export-growth-a-year = % a year
export-regions-title = { $region } brings { $share } of { $year } revenue, new products { $new }
export-regions-subtitle = { $scenario }, revenue { $year } in { $unit }, by region and product

# Bridge
export-bridge-subtitle = What makes the difference, { $year }, in { $unit }; bars sum to the total
export-chance-bridge-subtitle = What moves the chance of { $target }, in { $unit }; both in the same { $draws } futures; bars sum to the total
export-sheet-chance = Bridge of the chance
export-totals = Totals
export-rises = Rises
export-falls = Falls
export-labels = Labels
export-lever = Lever
export-contribution = Contribution
export-alone = By itself

# Risks
export-risks-title = { $risk } costs most; { $count ->
    [0] no countermeasure clearly pays for itself
    [one] one countermeasure clearly pays for itself
   *[other] { $count } countermeasures clearly pay for themselves
  }
export-risks-subtitle = { $unit }; revenue { $year }, profit of { $plan-years }; mean of { $draws } futures. Net: blue pays, vermilion does not, grey is open. ✓ bought
export-risk-case = Risk
export-risk-happens = Happens in
export-risk-loss = Expected revenue loss
export-risk-profit = Expected profit loss
export-risk-if = Revenue loss if it happens
export-risk-measure = Countermeasure
export-risk-cost = Cost
export-risk-net = Net profit of it
export-risk-chance = Chance of target, points

# Comparison
export-comparison-title = { $scenario } has the highest revenue: { $revenue } in { $year }
export-comparison-subtitle = Headline numbers { $year }; differences from { $base } in brackets and colours
export-measure = Measure
export-beats = Does better than { $base }, same futures
export-chance-source = Share of { $draws } simulated futures, the same for every scenario
export-input = Input
export-differences-title = { $count ->
    [0] The scenarios have the same inputs
    [one] One input differs
   *[other] { $count } inputs differ
  }
export-differences-subtitle = Levers, assumptions, risks, settings and versions; what is equal is left out

# Inputs and sources
export-levers-title = { $count } of { $total } levers { $count ->
    [one] differs
   *[other] differ
  } from the plan
export-levers-subtitle = End values; blue where a scenario differs from the plan. Fact ids lead to the plan documents
export-rests-on = Rests on
export-assumptions-title = What the results assume: { $set }
export-assumptions-subtitle = Central values as used in a single run, their spread in simulated futures, and what they rest on
export-assumption = Assumption
export-value = Value
export-spread = Spread
export-spread-three = { $low } to { $high }, most likely { $mode }
export-spread-range = { $low } to { $high }
export-spread-fit = fitted so that the plan gives { $value }
export-spread-mixture = several possible worlds, see the workbook
export-spread-normal = normal distribution
export-spread-lognormal = lognormal distribution
export-spread-pareto = long upper tail
export-spread-bernoulli = yes or no
export-sources-title = What the numbers rest on
export-sources-subtitle = Documents of the company and publications; how far each was read
export-source = Source
export-citation = Citation
export-how-read = Read
export-document-undated = { $title }
export-document = { $title } ({ $date })
export-read-document = in full

# Workbook
export-sheet-summary = Summary
export-sheet-inputs = Inputs
export-sheet-assumptions = Assumptions
export-sheet-years = Years
export-sheet-modules = Modules
export-modules-title = What the plan’s modules say, as promised
export-modules-subtitle = { $scenario } • customers, channels, lines, pay and cash up to { $year }
export-module = Module
export-sheet-split = Split
export-split-title = Revenue by region, line and channel, as promised
export-sheet-quarters = Quarters
export-sheet-comparison = Comparison
export-sheet-differences = Differences
export-sheet-bridge = Bridge
export-sheet-claims = Claims
export-sheet-findings = Findings
export-finding-more = The workbook has the { $count } { $count ->
    [one] row that does
   *[other] rows that do
  } not fit here.
export-sheet-risks = Risks
export-sheet-sources = Sources
export-scenario = Scenario
export-author = Author
export-note = Note
export-hash = Fingerprint
export-seed = Seed
export-draws = Futures
export-set = Assumption set
export-plan = Plan
export-plan-hash = Version of the plan
export-model = Model version
export-made = Made on
export-year = Year
export-quarter = Quarter
export-product = Product
export-reps = Sales reps
outcome-churn-rate = Customer churn reached
outcome-effective-reps = Effective reps
export-reps-note = Of the region; the same number stands on the row of each product, so do not add them up.
export-effective-reps-note = Reps weighted by how far new ones have got in their ramp-up; computed by the model from hires and ramp-up time.
export-group = Group
export-id = Id
export-unit = Unit
export-reason = Reasoning
export-absolute = { $scenario }, compared with { $base }
export-relative = { $scenario }, relative
export-from = From
export-to = To
export-cause = Cause
export-kind = Level
export-kind-group = group
export-kind-lever = lever
export-kind-family = shares that sum to one
export-kind-assumption = assumption
export-kind-risk = risk
export-last = On top of all others
export-error = Standard error
export-residual = Not explained (rounding)
export-claim = The plan’s source of revenue
export-claimed-share = Claimed share of the target
export-claimed = Claimed amount
export-attributed = Attributed by the model
export-attributed-share = Share of what the programme adds
export-risk-mode = Setting
export-risk-mode-off = off
export-risk-mode-chance = by chance
export-risk-mode-on = forced on
export-risk-probability = Probability
export-risk-worst = Revenue loss in the worst tenth
export-risk-mitigated = Countermeasure bought
export-risk-pays = Pays
export-risk-pays-yes = yes
export-risk-pays-no = no
export-risk-pays-open = open
export-yes = yes
export-no = no
export-finding = Finding, or what rests on it
export-source-words = Source in words
export-chart-trajectory = Revenue a year, { $unit }
export-chart-regions = Revenue { $year } by region, { $unit }
export-chart-bridge = From { $base } to { $current }, { $unit }
export-foot = Foot, not drawn

# Command line
cli-command-export = Write scenarios to a file: slides, workbook, one-page brief, table or JSON
cli-option-export-to = File to write; its ending says what: .pptx, .xlsx, .pdf, .parquet, .csv or .json
cli-option-template = PowerPoint file of your company to use instead of the house template
cli-export-done = { $count ->
    [one] One scenario
   *[other] { $count } scenarios
  } written to { $file }.
error-export-target = Say with --to which file to write. Endings: { $allowed }.
error-export-kind = { $file }: this ending is not known. Endings: { $allowed }.
error-export-template = { $option } is for .pptx files only.
error-export-one = A { $ending } file holds one scenario. Export them one by one.
error-export-font = This machine has no font with Chinese characters, so that a page would show empty boxes. Install one (such as Noto Sans CJK), or export slides: their fonts come from the reader’s machine.
export-notes-title = What was noted of { $scenario }
export-notes-author = Note by { $author }
export-notes-cut = The note goes on; all of it stands in the speaker notes of this page.

# Speaker notes of the deck
export-speaker-title = Where these numbers come from
export-speaker-chance = Share of { $draws } simulated futures under “{ $set }” that reach { $target }. The slide on what the results assume gives every assumption with its source.
export-speaker-inputs = What goes in stands on the slides of levers and assumptions, each value with the plan’s section, the publication or the judgement it rests on; the workbook lists all of it by cell.
