# Comparing scenarios and explaining why they differ.
error-compare-plans = These scenarios belong to different plans ({ $base } and { $other }), so no bridge leads from one to the other. Compare their results side by side instead.
error-compare-count = A comparison takes { $least } to { $most } scenarios; { $count } given.
error-compare-name = The name “{ $name }” is given twice; every scenario in a comparison needs its own.
error-compare-base = “{ $name }” is not among the scenarios compared. Given: { $allowed }.
error-bridge-region = There is no region “{ $value }”. Regions of this plan: { $allowed }.
error-bridge-metric = A bridge cannot be built for “{ $value }”. Measures here: { $allowed }.
error-bridge-chance = The chance of the target belongs to the whole company and to the target’s year { $year }; leave out --region and --year.

# Measures that have no text elsewhere
outcome-gap-to-target = Gap to revenue target
outcome-cagr = Growth since the base year
outcome-revenue-per-customer-cost = Revenue per customer-facing { $plan-currency }
outcome-roi = Additional revenue per { $plan-currency } of programme cost, { $plan-years }
outcome-core-revenue = Revenue of core products
outcome-new-revenue = Revenue of new products
outcome-programme-gross = Programme cost, gross
outcome-p-target = Chance of reaching the target
compare-under-one = under { $one }
compare-over = over { $share }

# Causes in a bridge beside the lever groups
cause-assumptions = Assumptions
cause-risks = Risks

# Sentences about a bridge. $current and $base are names of scenarios.
compare-more = { $measure } { $year }: { $current } reaches { $value }, { $gap } more than { $base }.
compare-less = { $measure } { $year }: { $current } reaches { $value }, { $gap } less than { $base }.
compare-same = { $measure } { $year }: { $current } and { $base } both reach { $value }.
compare-reason-one = The difference comes from { $first } ({ $first-amount }).
compare-reason-two = Most of it comes from { $first } ({ $first-amount }) and { $second } ({ $second-amount }).
compare-reason-against = Working against it: { $first } ({ $first-amount }).
compare-shared = Each bar is a Shapley value: the average effect of a change over every order in which the changes could be made. { $amount } of the difference arises only because changes act together; it is shared out among the bars, not hidden.
compare-shared-none = Each bar is a Shapley value: the average effect of a change over every order in which the changes could be made. Here the changes do not depend on each other.

# What cannot be compared
compare-note-plans = These scenarios belong to different plans ({ $plans }). Results are shown side by side; levers and assumptions that only one plan knows are empty for the others, and no bridge or paired probability leads from one plan to another.
compare-note-regions = The plans divide the company into different regions; regional figures are comparable only where the name is the same.
compare-note-years = The plans cover different years. Headline numbers stand for { $year }, the last year all of them cover.
compare-note-no-year = The plans have no year in common. Headline numbers stand for the last year of each plan.
compare-note-targets = The scenarios aim at different targets. Chances are of reaching the target of the base.
compare-note-draws = The scenarios were set to different seeds or numbers of futures. For a fair comparison all of them meet the futures of the base.

# The plan's own division of its target
claim-note = The plan divides its whole revenue target; the model can only attribute the { $amount } that the programme adds to a { $plan-last } without it. The two shares therefore have different wholes. The plan claims nothing for people and budget, though both are needed for the rest to happen.

# Rows of the table of differences
difference-assumptions = Assumption set
difference-target-metric = Target: measure
difference-target-year = Target: year
difference-target-value = Target: value, CNY m or fraction
difference-seed = Seed
difference-draws = Simulated futures
difference-plan = Plan
difference-plan-hash = Version of the plan
difference-model = Version of the model

# Command line
cli-command-compare = Compare scenarios: results, inputs that differ, why, and the chance of doing better
cli-option-base = Scenario to measure against; the first one by default
cli-option-bridge-metric = Measure the bridge explains, such as operating_profit or p_target; revenue by default
cli-option-bridge-year = Year the bridge explains; the last by default
cli-option-bridge-region = Region the bridge explains; the company by default
compare-cli-title = Headline numbers { $year }, differences from { $base } in brackets
compare-cli-differences = What differs

# A risk case's own settings
compare-risk-default = as in the catalogue
compare-risk-off = off
compare-risk-chance = by chance
compare-risk-on = happens
compare-risk-mitigated = with countermeasure
compare-risk-bare = without countermeasure
compare-risk-probability = probability { $share }
compare-risk-onset = from quarter { $quarter }
compare-risk-size = severity { $share }
risk-response-pay-more = company pays more
    .short = Pay more
risk-response-hold-net-spend = net spend held
    .short = Hold net spend
