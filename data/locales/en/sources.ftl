# Where numbers come from: words for sources and for what rests on them, and the Sources page.
error-provenance-unknown = There is no number “{ $value }” whose source could be named. Known here: { $allowed }.

origin-line = { $what } ({ $where })
cli-sources-value = { $name }: { $value }
origin-judgement = judgement of this plan pack’s authors
origin-fit = Fitted, not observed: the value at which the plan preset gives the plan’s own { $plan-last } revenue.
origin-user = Set in this scenario.
origin-user-named = Set by { $name }.
origin-reading = Another reading of the documents: { $name }.
origin-model = Computed by the model: { $equations }.
origin-futures = Read from simulated futures: in each, the assumptions of “{ $set }” are drawn, risk cases happen or not, and the model computes the result.
origin-futures-name = Simulated futures: { $name }
origin-by-futures = read from simulated futures
origin-item = { $name } ({ $variant })
origin-target = Target: { $name }
origin-variant-plan = plan
origin-variant-baseline = today
origin-variant-user = own value
origin-part-probability = probability
origin-part-onset = onset
origin-part-duration = duration
origin-part-effect = effect
origin-part-mitigation = countermeasure
origin-quantity-revenue = Revenue { $plan-base }, { $member }
origin-quantity-headcount = Reps { $plan-base }, { $member }
origin-quantity-seasonality = Season, { $member }
origin-quantity-history = Actual revenue { $period }
origin-quantity-entries = First-quarter sales of { $member } as planned, annualised
origin-quantity-revenue-total = Revenue { $plan-base }, total
origin-quantity-headcount-total = Reps { $plan-base }, total
origin-quantity-market-share = Market share { $plan-base }
origin-quantity-market-growth = Market growth a year

read-full = read in full
    .short = read
read-abstract = read: a stored copy or its abstract
    .short = abstract read
read-code = read: the code
    .short = read
read-secondary = not read: quoted elsewhere
    .short = not read
read-memory = from memory: check before quoting
    .short = from memory

fact-metric-operating-profit = Operating profit
fact-metric-revenue-per-customer-cost = Revenue per customer-facing { $plan-currency }
fact-metric-programme-gross = Programme cost, gross
fact-metric-programme-net = Programme cost, net
fact-metric-new-product-share = Share of new products
fact-metric-core-revenue = Revenue of core products
fact-metric-new-revenue = Revenue of new products
fact-metric-effective-reps = Effective reps

# The Sources page
origin-kind-quantity = base year
origin-kind-lever = lever
origin-kind-assumption = assumption
origin-kind-target = target: compared with, not an input
origin-kind-claim = claim: compared with, not an input
origin-kind-risk = risk case
sources-sentence = Behind the model’s numbers stand <b>{ $facts } facts</b>, <b>{ $publications } publications</b> and <em>{ $judgements } judgements</em>. Apart from the target of the fit, { $plan-last } revenue depends most on “{ $first }”: a change of 1 % there moves it by { $effect } %.
sources-sentence-rests = <b>{ $name }</b> rests on <b>{ $facts ->
    [one] one fact
   *[other] { $facts } facts
  }</b>, <b>{ $publications ->
    [one] one publication
   *[other] { $publications } publications
  }</b> and <em>{ $judgements ->
    [one] one judgement
   *[other] { $judgements } judgements
  }</em>.
sources-sentence-model = <b>{ $name }</b> is a result: the model computes it in { $equations } equations from levers and assumptions.
sources-sentence-futures = What is likely of <b>{ $name }</b> (chance, middle, range) is read from simulated futures: from one to the next <b>{ $assumptions } assumptions</b> of “{ $set }” differ, and <b>{ $cases ->
    [one] one risk case
   *[other] { $cases } risk cases
  }</b> happen or not.
sources-numbers = Sources in numbers
sources-count-facts = Facts used
    .note = of { $stated }: { $model } feed the model, { $followed } are followed or compared, { $audited } only audited, { $read } only read
sources-count-publications = Publications
    .note = { $read } read, at least in part
sources-count-judgements = Judgements
    .note = reasons written down
sources-count-numbers = Numbers that rest on them
    .note = every one has a source
sources-count-documents = Documents
    .note = the facts come from
sources-influence-title = The { $count } sources that move results most
sources-influence-subtitle = Per cent change in { $year } for one per cent in the source, all numbers resting on it together. Bar: revenue. Diamond: profit. Set: { $set }.
sources-influence-alt = Bar chart of the elasticity of revenue and profit by source.
sources-influence-note = What revenue was fitted to moves it one for one, by construction. Judgements at zero, such as shocks, have no elasticity and stand on the Trust page. For a budget, it is spending one per cent more than the plan; the plan’s own budget stays the yardstick of full funding.
sources-named = { $id }: { $title }
sources-own-title = { $count ->
    [one] One number of this scenario is your own
   *[other] { $count } numbers of this scenario are your own
  }
sources-own-subtitle = Set by you instead of a source
sources-search-title = Find a source
sources-search-subtitle = Search by words, ids, sections or by the number that rests on it. Select a row to read it in full.
sources-search = Search
sources-search-example = e.g. conversion { $plan-last }, { $has ->
    [fact] { $fact },{ " " }
   *[none] { "" }
  }{ $author }
sources-filter = Kind
sources-kind-fact = Facts
sources-kind-publication = Publications
sources-kind-reason = Judgements
sources-only-used = Only in use
sources-none = No source holds “{ $query }”. Try fewer words.
sources-column-id = Id
sources-column-source = Source
sources-column-place = Where
sources-column-used = Numbers
sources-column-number = Number resting on it
sources-column-value = Value
sources-column-document = Document
sources-column-facts = Facts
sources-column-in-use = In use
sources-detail-place = { $id } · { $place }
sources-detail-document = { $document }, section { $section }: { $title }
sources-detail-kind = Stated as { $kind }: { $value }
sources-detail-note = Remark: { $note }
sources-unused = No number of the model rests on this source. It is kept for the audit and for tracking.
sources-not-an-input = no input under this set
sources-documents-title = Where the facts come from
sources-documents-subtitle = Planning documents, facts taken from each, and how many are in use
sources-download-found = These { $count } sources (CSV)
sources-download-numbers = All numbers with sources (CSV)
sources-profit = ◇ { $effect }
sources-number-title = Where this number comes from
sources-number-lever = A lever: its value today and in the plan, each with its source
sources-number-assumption = An assumption: its value in each set, and why
sources-number-target = A target of the plan: results are compared with it
sources-number-claim = A claim of the plan: results are compared with it
sources-number-quantity = A number of the base year
sources-number-risk = A risk case: every number in it, with its source
sources-number-metric = A result: the model computes it from levers and assumptions
sources-number-futures = The target, and all that differs from one simulated future to the next under “{ $set }”
sources-number-equations = The { $count } equations behind it, first to last
sources-number-model = The whole model, explained
sources-column-comes-from = Comes from
origin-by-model = computed by the model
source-of = Source of { $name }: { $source }
source-of-lever = Source of { $name }, today: { $today }; plan: { $plan }
source-open = All sources of this number
sources-column-this = Number
