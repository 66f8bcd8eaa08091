# Tracking: what happened against the plan, and what it says about the future.

# What is entered
track-measure-revenue = Revenue
track-measure-reps = Sales reps, end of quarter
track-measure-conversion = Lead → order
track-measure-churn = Customer churn, a year
track-measure-spend = Programme spend
track-measure-retention = Retention of the sales team
track-measure-repurchase = Repurchase of key customers
track-measure-complaints = Complaint rate
track-measure-attainment = Attainment of the target
track-measure-share = Share of revenue
track-measure-growth = Revenue growth on the year
track-measure-industry = Growth of the industry, a year
track-measure-competitor = Market share of the main competitor
track-measure-nps = Net promoter score
track-measure-online = Share of revenue online
track-measure-all-repurchase = Repurchase of existing customers
track-measure-tools = Use of advanced CRM features
track-measure-website = Conversion of the website
track-measure-cycle = Sales cycle
track-measure-worth = Lifetime value of a customer
track-measure-pilot-revenue = Revenue of the new product’s pilot
track-measure-pilot-conversion = Conversion of the new product’s pilot
track-measure-launch-revenue = Revenue of the new product launched
track-measure-digital-return = Return on digital spend
track-measure-marketing-return = Return on marketing spend
track-measure-campaign-return = Return on the weakest campaign
track-history-cell = { $row }, { $quarter }
track-column-measure = Measure
track-column-region = Region
track-column-item = Product or budget
track-column-unit = Unit
track-column-value = Value
track-file-note = One row a series, one column a quarter; leave open what is not known. Totals may be given instead of parts. Lines that begin with # are not read.
track-file-sheet = Actuals

# Files that cannot be read
error-track-file = The file { $path } cannot be read: { $detail }.
error-track-empty = The table is empty. Download the template for its headings.
error-track-heading = “{ $value }” is not a heading. Allowed: { $allowed }.
error-track-no-plan-quarter = “{ $value }” is { $form ->
    [year] a year
    [half] a half-year
    [month] a month
    [day] a day that neither begins nor ends a quarter
    [fiscal] a financial year over two calendar years
    [span] a span of time
    [outside] a half-year outside the plan
   *[impossible] no period that exists
  }; the plan is stated in { $halves ->
    [yes] half-years, { $first } to { $last }; their quarters may be given, too.
   *[no] quarters, { $first } to { $last }.
  }
error-track-period = “{ $value }” is no { $halves ->
    [yes] half-year or quarter
   *[no] quarter
  }. Write it like { $first }.
error-track-no-value = The table has a row a quarter, but no column with the figures.
error-track-unit-number = “{ $value }” names a unit that does not agree with the row’s unit, { $unit }.
error-track-no-measure = The column “measure” is missing. Download the template for its headings.
error-track-no-quarter = No column is a { $halves ->
    [yes] half-year or quarter
   *[no] quarter
  } of the plan, such as { $first }. The headings are: { $found }.
error-track-quarter-twice = The quarter { $quarter } has two columns. Keep one.
error-track-measure = “{ $value }” is not a measure. Allowed: { $allowed }.
error-track-member = “{ $value }” does not fit here. Allowed: { $allowed }.
error-track-item-alone = A product needs its region. Regions: { $allowed }.
error-track-unit = The unit “{ $value }” does not fit this measure. Allowed: { $allowed }.
error-track-expected = “{ $value }” is marked as an estimate or a plan. Give what happened, in columns such as { $first }.
error-track-year-or-quarter = “{ $value }” can be a whole year or its last quarter. Write { $quarter } for the quarter.
error-track-number = “{ $value }” is not a number. Write digits alone, such as 1250.5, and leave empty what is not reported.
error-track-range = { $value } is outside { $low } to { $high } { $unit }.
error-track-percent = { $value } is more than 100 %. Write 0.18 or 18 %, or “%” as the unit.
error-track-heading-twice = This column appears twice. Keep one.
error-track-percent-unit = { $value } is a percentage, but this row is in { $unit }.
error-track-months-add = A quarter of this measure is not the sum of its months. Give { $quarter } itself.
error-track-months-missing = { $quarter } needs all three of its months; here stand only { $given }.
error-track-twice = Row { $row } gives the same figure for { $quarter } already. Keep one.
error-track-total = The total of { $stated } { $unit } does not match the sum of its parts, { $summed } { $unit }. Correct one of them, or leave the total out.
error-track-author = Please enter your name, so that the history shows who changed what.

# Reasons behind error sizes and rules
reason-track-d3 = Its quarters are counted from March (March to May, June to August, September to November); 13 % remain for December, January and February. Each month takes an equal part of its three.
reason-track-points = Judgement. A competitor’s market share that “rises by 5 % or more” is read as five points of the market, since five per cent of most shares is less than one point.
reason-track-percent = Judgement. Repurchase of key customers that “falls by 10 % or more” is read as ten per cent of the rate before; ten points would warn later.
reason-track-error-revenue = Judgement. A season may be 4 % off in all years, since quarters of a plan are seldom its own company’s; the whole may be 3 % off for good and 2 % in a quarter, a region 8 %, a product 6 %, and one of its rows another 5 % in a single quarter.
reason-track-error-reps = Judgement. Which region hires first is decided from day to day, not an assumption (12 % for good, 6 % in a quarter); the company as a whole may be 2 % off.
reason-track-error-rates = Judgement. Conversion and churn are counted differently from company to company; 5 % for good and 5 % in a single quarter.
reason-track-error-spend = Judgement. Invoices rarely arrive in the quarter of the work (12 %), and a budget may be booked differently for good (10 %).
reason-track-assumed = Assumption of the program, until your plan states its own.
reason-track-two-quarters = Two quarters in a row are a pattern; one may be timing.
reason-track-outlook = Judgement: green at two to one in favour, red at two to one against.
reason-track-reading = Plans date full-year figures at single quarters, so a milestone dated at a quarter is read over the four quarters ending there.
reason-track-window = A rise or fall is measured over a year, so that seasons cannot trigger it.
reason-track-least = With 400 futures a chance of 50 % has a 95 % interval of ±5 points, the coarsest that still tells the three colours apart.
reason-track-draws = 2^14 scrambled Sobol points: a quarter’s update leaves thousands of them effective.

# Pacing

# Early warning
track-warning-industry = Industry growth falls three months in a row
track-warning-competitor = Competitor gains 5 points of market share or more
track-warning-retention = Team retention below 80 %
track-warning-attainment = Attainment below 70 % two months in a row
track-warning-repurchase = Key-customer repurchase falls by 10 % of what it was, or more
track-warning-complaints = Complaint rate above 2 %

# States and the rule that led to them
status-green = on track
status-amber = at risk
status-red = off track
status-none = no data
rule-below-start = below the start
rule-to-enter = to be entered
rule-no-actual = not reported
rule-no-forecast = no forecast
rule-far-below = below 70 %
rule-reached = reached
rule-nearly-reached = at least 95 %
rule-below-again = below 95 % two quarters in a row
rule-below-once = below 95 %
rule-likely = likely
rule-open = open
rule-unlikely = unlikely
rule-too-short = too few quarters
rule-crossed = threshold crossed
rule-not-crossed = not crossed

# Milestones
milestone-revenue = Revenue
milestone-revenue-share = Share of revenue
milestone-revenue-per-rep = Revenue per rep
milestone-market-share = Market share
milestone-churn-rate = Customer churn
milestone-headcount-added = Reps added
milestone-conversion-rate = Lead → order
milestone-revenue-growth = Growth on the year before
milestone-scope-company = company

# Strength of evidence
track-strength-weak = hardly any
track-strength-positive = some
track-strength-strong = strong
track-strength-very-strong = very strong

# Sentences
track-sentence-none = { $zeros ->
    [yes] All figures reported so far are 0, which says nothing about the forecast
   *[no] No quarter has been reported yet
  }; { $target } in { $year } is reached in <b>{ $before }</b> of futures.
track-left-aside = { $count ->
    [one] One figure is 0 and says
   *[other] { $count } figures are 0 and say
  } nothing about the forecast, which compares by ratio: { $rows }{ $more ->
    [yes] , …
   *[no] {""}
  }. Leave a cell empty where nothing is reported yet.
track-sentence = { $quarters ->
    [one] With one quarter reported
   *[other] With { $quarters } quarters reported
  }, the chance of { $target } in { $year } { $direction ->
    [up] rises from { $before } to <b>{ $after }</b>
    [down] falls from { $before } to <em>{ $after }</em>
   *[same] stays at <b>{ $after }</b>
  }{ $tail }.
track-tail-open = ; every remaining quarter must grow <b>{ $growth }</b> on the year before
track-tail-reached = ; the target is reached already
track-tail-missed = ; the target year has ended short of it
track-tail-out-of-reach = ; no plausible growth would still reach it
track-needed = The { $count ->
    [one] open quarter
   *[other] { $count } open quarters
  } of { $year } must bring { $average } on average, against { $before } a year before.{ $known ->
    [yes] { " " }The last four reported quarters grew by { $recent }.
   *[no] { "" }
  }
track-futures = { $draws } simulated futures, weighted by how well they explain the actuals; together they count as { $effective } equal ones.
track-futures-widened = The actuals lie far from what was expected: taken literally they would leave { $left } of { $draws } futures. So they count less (likelihood to the power { $exponent }), which keeps { $effective } futures and widens the forecast.
track-prior = Starting point: { $set }.
track-prior-replaced = Starting point: { $set }, because “{ $asked }” has no spread that actuals could narrow. The chance on the Simulator rests on “{ $asked }” and may differ.
track-milestone-name = { $metric }, { $scope }, { $period }
track-measured-falling = { $count ->
    [0] not falling
    [one] one quarter of decline
   *[other] { $count } quarters of decline
  }, { $quarter }
track-measured-level = { $value }, { $quarter }
track-measured-change = { $change } in a year, { $quarter }
track-measured-otherwise = read as { $reading ->
    [share] a share of what it was
   *[points] points
} ({ $change }), { $crossed ->
    [yes] crossed
   *[no] not crossed
}
track-change = { $before } → { $after }
track-shift = { $shift } sd
track-odds = { $strength } ({ $more ->
    [yes] over { $odds }
   *[no] { $odds }
  } to 1 { $kind ->
    [risk] { $direction ->
        [higher] that it has begun
       *[lower] that it has not begun
      }
   *[assumption] { $direction ->
        [higher] for higher
       *[lower] for lower
      }
  })
track-against-title = What the actuals speak against
track-demo-note = DEMO DATA, not anybody’s figures. { $about }
error-track-no-actuals = Which actuals? Give a file with --actuals FILE, or try { $demo }.
cli-command-track = Compare actuals with the plan and condition the forecast on them.
cli-option-actuals = CSV or Excel file with actuals by quarter; “demo” is the worked example, “-” standard input (CSV).

track-odds-short = { $more ->
    [yes] > { $odds }
   *[no] { $odds }
  } : 1 { $kind ->
    [risk] { $direction ->
        [higher] begun
       *[lower] not begun
      }
   *[assumption] { $direction ->
        [higher] higher
       *[lower] lower
      }
  }

# The page
track-show-demo = Show demo data
track-show-own = Back to your figures
track-demo-badge = DEMO DATA, nobody’s figures
track-group-due = Due
track-group-ahead = Ahead
track-demo-text = { $about } Nobody’s figures; nothing of it is stored.
track-empty = No actuals yet. Enter the first quarter below{ $demo ->
    [yes] , upload a file, or look at the demo data
   *[no] , or upload a file
  }. Until then the forecast is the one you started from.
track-numbers = Headline numbers
track-number-latest = Revenue { $quarter }
    .note = { $attainment } of plan · year so far { $year }
    .source = Sum of what was entered or imported for this quarter. The history at the end of the page names author and file of every figure.
track-number-latest-none = Latest quarter
    .note = { $part ->
        [yes] reported in part, no total yet
       *[no] nothing reported yet
      }
track-number-chance = Chance of { $target } in { $year }
    .note = { $known ->
        [yes] { $before } at first · ± { $error }
       *[no] { $set }, no actuals yet · ± { $error }
      }
track-number-expected = { $measure } { $year }, expected
    .note = 80 %: { $low } to { $high }
track-number-needed = Growth still needed each quarter
    .note = last four quarters { $recent }
track-number-needed-first = on the quarter a year before
track-number-needed-other = only for a revenue target
track-number-milestones = Milestones on track
    .note = ▲ { $amber } at risk · ◆ { $red } off track
track-number-milestones-ahead = Milestones likely to be met
    .note = ▲ { $amber } in doubt · ◆ { $red } likely to be missed
track-number-of = { $part } of { $whole }
track-state-reached = target reached already
track-state-missed = the target year has ended
track-state-out-of-reach = beyond any growth
track-fan-title = { $direction ->
    [up] Actuals lift { $year } from { $first } to { $expected }
    [down] Actuals lower { $year } from { $first } to { $expected }
    [same] Actuals leave { $year } where it was expected: { $expected }
   *[none] { $year } is expected at { $expected }
  }
track-fan-year = { $unit } over four quarters · blue: expected (50, 80 %) · grey: at first
track-fan-quarter = { $unit } a quarter · blue: expected (50, 80 %) · grey: at first
track-fan-alt = Line chart of actual and expected revenue. { $title }.
track-window = Time step of the chart
track-window-year = Last four quarters
track-window-quarter = Single quarters
track-label-expected = Expected { $value }
track-label-first = First expected { $value }
track-label-needed = Needed { $value }
track-evidence-none = Nothing speaks against an assumption yet
track-evidence-title = { $kind ->
    [risk] { $name }: chance that it has begun { $change }
   *[assumption] { $name } is { $direction ->
        [higher] higher
       *[lower] lower
      } than assumed: { $change }
  }
track-evidence-subtitle = Shift in standard deviations · blue lifts revenue, red lowers it · odds
track-evidence-waiting = Once a quarter is reported, this shows which assumptions the figures contradict, and how strongly.
track-evidence-quiet = The actuals agree with every assumption so far.
track-evidence-alt = Bar chart of how far the actuals move each assumption. { $title }.
track-pace-title = { $below ->
    [0] { $count ->
        [one] The reported quarter was on track
       *[other] All { $count } reported quarters were on track
      }
   *[other] { $below } of { $count } reported quarters fell short
  }
track-pace-title-none = What each quarter must bring
track-pace-subtitle = { $shape ->
    [plan] % of the plan’s own quarter · outlined: expected
   *[other] % of { $shares } of the year’s target ({ $place }) · outlined: expected
  }
track-pacing-plan = Plan
track-shape = Shape of the year
track-pace-alt = Bar chart of attainment by quarter. { $title }.
track-pace-tip = { $quarter }: { $known ->
    [yes] { $value } actual
   *[no] { $value } expected
  } against { $target } · { $state }
track-column-state = State
track-column-milestone = Milestone
track-column-asked = Asked for
track-column-reached = Reached, ≈ expected
track-column-chance = Attained / chance
track-column-source = Source
track-column-threshold = Threshold
track-expected = ≈ { $value }
track-rules-card-title = { $crossed ->
    [0] No adjustment rule is triggered
    [one] One of { $count } adjustment rules is triggered
   *[other] { $crossed } of { $count } adjustment rules are triggered
  }{ $silent ->
    [0] { "" }
   *[other] ; { $silent } wait for figures
  }
track-rules-card-subtitle = What the documents say to do, and when.
track-column-rule = Trigger
track-below-base = asks for less than { $year } already had
track-milestone-title = Milestones: { $green } on track, { $amber } at risk, { $red } off track{ $none ->
    [0] { "" }
   *[other] , { $none } without data
  }
track-milestone-none = This plan states no milestones
track-milestone-subtitle = Past ones by attainment, coming ones by their chance in the updated forecast
track-warning-title = { $crossed ->
    [0] No early-warning threshold is crossed
    [one] One of { $count } early-warning thresholds is crossed
   *[other] { $crossed } of { $count } early-warning thresholds are crossed
  }
track-warning-subtitle = { $document ->
    [none] Thresholds that the program watches, read on quarters
   *[some] Thresholds of document { $document }, read on quarters
  }
track-method-title = What the forecast rests on
track-carried = { $used } figures count. What no assumption explains lifts or lowers the next open quarter by { $carried }. { $quarters ->
    [0] No quarter is reported in full yet.
   *[other] { $inside } of { $quarters } reported quarters fell inside the 80 % band expected at the start.
  }
track-rules-title = Rules and error sizes
track-rules-attainment = Past quarters and milestones: ● from { $green } of the target, ◆ below { $red } or below { $green } twice in a row, ▲ in between.
track-rules-outlook = Coming ones: ● from a { $green } chance, ◆ below { $red }, ▲ in between.
track-rules-months = Thresholds stated in months are read on quarters: two or three months in a row are one quarter.
track-rules-errors = Actuals and model may differ although every assumption is right. How far, is stated, and decides how strongly a quarter counts:
track-rules-strength = Words for odds: “some” from 3 to 1, “strong” from 20, “very strong” from 150, after { $citation } ({ $read }).
track-entry-title = Actuals
track-entry-subtitle = Type into the table or upload a file. Totals may be given in files where the parts are not known.
track-entry-demo = This is the demo data, for reading only. Go back to your figures to enter your own.
track-cell = { $row }, { $column }: { $problem }
track-save = { $count ->
    [0] Nothing to save
    [one] Save one change
   *[other] Save { $count } changes
  }
track-saved = { $count ->
    [0] Nothing was different; nothing was changed.
    [one] One figure changed.
   *[other] { $count } figures changed.
  }
track-author = Your name
    .placeholder = for the history
track-download-title = Template, and figures as they stand
track-template-excel = Template (Excel)
track-template-csv = Template (CSV)
track-download-filled = Figures (Excel)
track-file-name = actuals
track-upload = Upload a filled template (CSV or Excel)
track-problems = { $count ->
    [one] One cell cannot be used; nothing has been stored.
   *[other] { $count } cells cannot be used; nothing has been stored.
  }
track-problem = Problem
track-column-row = Row
track-column-column = Column
track-import = { $count ->
    [0] No figures in the file
    [one] Store one figure
   *[other] Store { $count } figures
  }
error-track-no-demo = The plan { $plan } has no worked example of actuals.
error-track-demo-file = This file is marked as demo data in its first line. Remove the mark if these really are your figures.
track-history-title = { $count ->
    [0] History
    [one] History: one change
   *[other] History: { $count } changes
  }
track-history-subtitle = Every edit, with its author and both values; nothing is overwritten. Times are UTC.
track-history-empty = No figure has been entered yet.
track-column-when = When
track-column-who = Who
track-column-what = What
track-column-change = Old → new
track-column-origin = From
track-typed = typed

rule-signpost-crossed = crossed
rule-signpost-near = in doubt
rule-signpost-holds = holds
track-signposts-title = Signposts: what the target depends on
track-signposts-subtitle = Conditions that decide between reaching and missing it, judged by the actuals so far · what to do when one is crossed
track-column-condition = Condition and trigger
track-column-holds = Chance it holds
track-column-action = Next action
track-signpost-needs = Needed: { $condition }
track-signpost-avoids = Fails when: { $condition }
track-signpost-trigger = trigger { $limit } · median now { $middle } · chance it held before actuals { $before }
track-signpost-case = trigger: it happens · probability now { $chance }
track-signpost-protect = Buy “{ $measure }” (Risk page)
track-signpost-lever = See on Decide what restores the chance; “{ $lever }” moves it most
track-signpost-decide = See on Decide what restores the chance
