# The page “Why believe this model”: every number on it is computed when it is opened.
page-trust = Trust
trust-sentence = <b>{ $fitted ->
    [one] One number
   *[other] { $fitted } numbers
  }</b> was fitted; everything else is stated or judged. <em>{ $share } of what the assumptions can move</em> rests on judgement or the fit.{ $stress ->
    [stated] { " " }On the plan’s own stress case, which was never used for fitting, the model is off by <b>{ $miss }</b>.
   *[none] { " " }The plan states no stress case to test the model on.
  }
trust-numbers = Tests in numbers
trust-of = { $part } of { $whole }
trust-count-near = Predictions within 5 %
    .note = of what the plan says of itself
trust-count-extremes = Extreme conditions
    .note = come out as they must
trust-count-checks = Exact re-computations
    .note = { $count } numbers compared
trust-count-golden = Golden cases
    .note = model version { $version }
trust-count-backtest = Mean error { $plan-past }
    .note = without programme, partly in sample
trust-holds = holds
trust-fails = fails
trust-zero = none
trust-versus = { $model }, plan { $plan }

trust-limits-title = What this model cannot show
trust-limits-subtitle = Read this first
trust-limit-fit = <b>Agreement with { $plan-last } revenue proves nothing.</b> { $fitted ->
    [one] One number was fitted to it.
   *[other] { $fitted } numbers were fitted to it.
  } { $years ->
    [one] There is one year of actual revenue, and no lever was moved in it.
   *[other] There are { $years } years of actual revenue, and none in which a lever was moved.
  }
trust-limit-judgement = <b>{ $count } of { $whole } assumptions rest on judgement.</b> Together with the fitted number they carry { $share } of what all assumptions can move.
limit-feedback = <b>Competitors do not react.</b> A price war or a rival’s hiring is a risk case, not a reaction to what you do.
limit-same-mix = <b>One product mix and one marketing budget for all regions.</b> A launch that works in one region only cannot be shown.
limit-one-company = <b>The literature is about other companies.</b> Most of it studies consumer brands and Western companies; no published figure for a company like this one was found.
limit-no-response-data = <b>How revenue responds to a lever is untested here.</b> Only tracking the coming quarters can test it.
limit-dependence = <b>How assumptions move together is judgement.</b> Two factors, execution and market, stand for all of it.
limit-horizon = <b>{ $plan-quarters } quarters.</b> What pays off after { $plan-last }, such as training or loyalty, counts only as far as it shows by then.
trust-column-grade = Basis
trust-column-assumptions = Assumptions
trust-column-share = Share of influence
trust-limits-note = Influence: share of { $plan-last } revenue that all assumptions together move over their ranges. Calibrated set.
grade-document = a statement of the plan
grade-read = a publication, read
grade-secondary = a publication, quoted elsewhere
grade-memory = a publication, from memory
grade-judgement = judgement
grade-fit = the fit

trust-predictions-title = { $near } of { $count } predictions lie within 5 % of the plan; furthest off: { $worst } ({ $miss })
trust-predictions-subtitle = Difference between the model and what the plan says of { $plan-last }, in per cent of the plan’s number. Pale: fitted, or follows from the fit by arithmetic.
trust-predictions-alt = Bar chart of relative differences: model and plan.
trust-predictions-table = All statements, with sources
trust-revenue-of = Revenue, { $who }
trust-contribution = Contribution: { $name }
trust-column-statement = Statement
trust-column-stated = Plan
trust-column-earlier = Model { $version }
trust-column-model = Model
trust-column-miss = Difference
trust-column-kind = Kind
trust-column-source = Source in the plan
trust-status-fitted = fitted
trust-status-follows = follows from the fit
trust-status-prediction = prediction
trust-reading-fit = Revenue is fitted, so its agreement says nothing. Growth, market share and revenue per rep follow from it by arithmetic: where they miss, the plan’s own figures disagree.
trust-reading-markets = With the markets’ own growth alone, and everything else as planned, { $plan-last } revenue would be <b>{ $revenue }</b>.
trust-reading-regions = { $short } of { $count } regional targets are missed although the total is met. The plan leaves { $left } for { $regions } in { $plan-last }; they sold { $base } in { $plan-base }. So not all of these misses are the model’s.
trust-reading-return = The return differs because the plan does not say what it counts. The model counts all revenue above the baseline, hiring and market growth included, over net programme cost.
trust-reading-contributions = Contributions have different wholes: the plan divides all its revenue, the model only what the programme adds.

trust-fit-title = The one fitted number: { $name } { $value }
trust-fit-subtitle = { $plan-last } revenue of the plan, { $unit }, against the fitted number
trust-fit-alt = Line of { $plan-last } revenue against { $name }; it meets the target at { $value }.
trust-fit-other = Had another assumption been
trust-fit-value = at
trust-fit-needed = { $name } needed
trust-fit-note = One target cannot tell these cases apart: each meets it exactly.
trust-fit-flat = Nothing that the plan sets out to do depends on it: with any value of { $name } the model gives { $reached } in { $plan-last }; the target is { $target }.
trust-fit-missed = No value of { $name } gives { $target } in { $plan-last }: { $value } comes nearest, with { $reached }.

backtest-model = Model
    .short = Model
    .note = started in { $plan-since }, base values as today
backtest-first-year = Model, momentum of { $plan-second } only
    .note = so that { $plan-base } is out of sample
backtest-churn-then = Model, churn as the plan states it
    .short = Churn as stated
    .note = as stated for { $plan-since } and { $plan-base }
backtest-unchanged = No change
    .short = No change
    .note = naive
backtest-market = With the market
    .note = naive: { $plan-market-growth }
trust-backtest-title = From { $plan-since } to { $plan-base } the model is off by { $error } on average
trust-backtest-subtitle = Revenue, { $unit }, { $from }–{ $to }; started at the actual figure of { $from }
trust-backtest-alt = Actual revenue and forecasts from { $plan-since }. Mean error of the model: { $error }.
trust-backtest-actual = Actual
trust-backtest-run = Forecast
trust-backtest-error = Mean error
trust-backtest-shows = It shows that the equations carry momentum forward without much drift (mean error { $error }). Growing with the market, as the plan’s wording suggests, would have been off by { $market }.
trust-backtest-hides = It cannot show how levers work: none was moved. Momentum comes from these same years, so only the second run has a year out of sample, and two yearly figures are very few.

trust-sensitivity-title = { $first } and { $second } move { $plan-last } revenue most
trust-sensitivity-subtitle = { $year } revenue of the plan, { $unit }, at both ends of each assumption’s range. Open circle: low end. Full circle: high end.
trust-sensitivity-alt = Sensitivity of { $plan-last } revenue to every assumption.
trust-sensitivity-table = All { $count } assumptions, with elasticities
trust-sensitivity-note = Elasticity: per cent change of the result for one per cent of the assumption, around the plan. The fitted number is held; fitted again, revenue would meet the target whatever the assumption.
trust-column-value = Value
trust-column-elasticity-revenue = Elasticity of revenue
trust-column-elasticity-profit = Elasticity of profit
trust-column-from-to = Range
trust-column-revenue-from-to = { $plan-last } revenue
trust-per-step = { $effect } per step
trust-range-stated = 80 % of its stated spread
trust-range-convention = ±10 %, or one step: no spread is stated

trust-extremes-title = { $held } of { $count } extreme conditions come out as they must
trust-extremes-subtitle = Inputs at or past their ends, where the answer is known without a model
trust-column-condition = Condition
trust-column-expected = What must be true
trust-column-bound = Expected
trust-column-came-out = Came out
trust-column-verdict = Verdict
trust-below = below { $value }
extreme-zero-budget = No money at all
    .expect = Nothing is spent, and revenue stays below the plan.
extreme-unlimited-budget = A hundred times the money
    .expect = Going from ten to a hundred times adds less than going from one to ten times.
extreme-money-alone = The whole budget spent, nothing realised
    .expect = Every quarter equals the one without any money.
extreme-nothing-realised = Realisation 0
    .expect = Conversion, churn and product mix stay at today’s values.
extreme-no-hiring = No additional reps
    .expect = { $plan-last } revenue lies between the baseline and the plan.
extreme-no-hires-arrive = Hiring attainment 0
    .expect = The team stays at its size of { $plan-base }.
extreme-reps-do-not-matter = Sales-force elasticity 0
    .expect = The smallest and the largest team sell the same.
extreme-instant-ramp = Ramp-up takes no time
    .expect = At the end, effective reps equal reps in every region.
extreme-full-churn = Churn reaches 100 % a year
    .expect = Revenue falls below the baseline but stays positive.
extreme-no-new-business = No customer is ever won
    .expect = Revenue decays at exactly the churn rate, quarter by quarter.
extreme-shrinking-markets = Every market shrinks by 10 % a year
    .expect = Demand stands at 0.9³ of { $plan-base }.
extreme-standing-still = No growth of any kind
    .expect = Every year repeats { $plan-base }.
extreme-full-cannibalisation = Every new product replaces a core one
    .expect = The product mix does not move revenue.
extreme-no-subsidy = No subsidy
    .expect = Net cost equals gross cost.

trust-checks-title = The published equations, calculated again in plain arithmetic
trust-checks-subtitle = 64 settings of all levers, largest relative deviation
trust-checks-note = A second implementation of the whole model, written from the design page alone, agrees in the test suite; it is kept out of the product so that it stays independent.
trust-column-check = Check
trust-column-compared = Compared
trust-column-deviation = Deviation
check-customers = Customer base from leads, conversion and churn
check-revenue = Revenue from customer base, season and mix
check-profit = Profit from its parts
check-regions = Regions sum to the company
check-products = Products sum to revenue
check-money = Money is spent once, the subsidy counted once
check-people = The planned team arrives
check-alone = A run alone equals the run among others

trust-golden-title = { $same } of { $count } published results of version { $version } are reproduced
trust-golden-subtitle = Money in CNY m, as written down before the code existed
trust-column-case = Case
trust-column-published = Published
trust-column-now = Now
golden-fit = Fitted realisation
golden-baseline = Baseline { $year }: { $metric }
golden-plan = Plan { $year }: { $metric }
golden-stress = Stress { $year }: { $metric }

trust-download = All tests (CSV)
trust-csv-test = test
trust-csv-what = what
trust-csv-expected = expected
trust-csv-found = found
trust-csv-note = note
trust-csv-prediction = prediction
trust-csv-extreme = extreme condition
trust-csv-check = re-computation
trust-csv-golden = golden case
trust-csv-backtest = backtest
trust-csv-sensitivity = sensitivity
trust-series = { $name } { $value }
