# Risk cases of the plan pack growth-2026, their countermeasures, stress presets, and what the risk answers say.
# risk-<id>: short name; .help: what happens. mitigation-<measure>: what can be done.
risk-subsidy-halved = Subsidy halved
    .help = From 2025 the subsidy on digital spend falls from 30 % to 15 %.
risk-subsidy-withdrawn = Subsidy withdrawn
    .help = The subsidy on digital spend ends during 2025. Cannot happen beside the halved subsidy.
risk-regional-policy-delay = Regional policy delayed
    .help = Support for the west and the northeast comes late; demand there grows more slowly for a year.
risk-price-war = Price war in the east
    .help = A competitor discounts for a year and takes 5 to 8 % of revenue in the east.
risk-niche-entrant = Niche competitor
    .help = A specialist in smart manufacturing takes part of the growth expected of new products.
risk-market-slowdown = Market slowdown
    .help = Demand grows 3 to 8 points less in every region; 5.8 points are the plan’s own stress case of 4 %.
risk-crm-delay = CRM upgrade late
    .help = The CRM upgrade slips by three quarters and costs more; what digital funding enables has to wait.
risk-low-adoption = Tools not used
    .help = Fewer than half of the reps use the new tools, so digital funding enables less.
risk-data-breach = Data breach
    .help = Customer data leak; for a year fewer leads become orders and more customers leave.
risk-attrition-persists = Attrition stays high
    .help = Reps leave at 18 to 22 % a year instead of the planned fall to 10 %.
risk-hiring-shortfall = Hiring falls short
    .help = Only part of the planned new reps is found.
risk-west-shortfall = West misses its growth
    .help = Demand in the west grows 5 to 15 points less than planned.
risk-budget-overrun = Budget overrun
    .help = The whole programme costs 5 to 50 % more than planned.
risk-key-account-loss = Key accounts lost
    .help = Large customers worth CNY 40 to 180 m a year leave at once; in 2023 it was CNY 120 m.
risk-launch-failure = Launch fails
    .help = New products reach only 10 to 70 % of the planned rise in their share.
risk-service-stall = Service does not improve
    .help = Little or nothing of the planned fall in churn happens.
risk-supply-disruption = Supply disruption
    .help = Parts run short for three quarters; revenue and margin suffer.

mitigation-staged-payments = Staged supplier payments
mitigation-city-agreements = Agreements with city governments
mitigation-bundles = Technology and service bundles
mitigation-early-smart-line = Early smart-manufacturing line
mitigation-lower-tier-cities = Lower-tier cities and flexible contracts
mitigation-phased-go-live = Load test and phased go-live
mitigation-usage-rewards = Playful training and usage rewards
mitigation-encryption-audit = Encryption and yearly audit
mitigation-pay-mix = Better pay mix and long-service award
mitigation-recruiting-partners = Local recruiting partners
mitigation-head-office-experts = Head-office experts and more regional marketing
mitigation-zero-based-budget = Zero-based budgeting
mitigation-key-account-teams = Dedicated key-account teams
mitigation-launch-trials = Case marketing and three-month trials
mitigation-experience-officer = Customer-experience officer, complaints answered in 24 hours
mitigation-second-sources = Second sources and safety stock

category-policy = Policy
category-market = Market
category-technology = Technology
category-team = Team
category-finance = Finance
category-customer = Customers
category-product = Products
category-supply = Supply

stress-none = No stress
    .help = The scenario as it stands.
stress-market-stress = Market grows 4 % a year
    .help = The plan’s own stress case: 5.8 points less growth in every region, every year.
stress-subsidy-halved-2025 = Subsidy halved in 2025
    .help = From the first quarter of 2025 the subsidy is 15 %.
stress-subsidy-withdrawn-2025 = Subsidy withdrawn in 2025
    .help = From the first quarter of 2025 there is no subsidy.
stress-price-war-east = Price war in the east
    .help = A year of discounts in the east at the most likely size.
stress-west-misses = West misses its growth
    .help = Demand in the west grows 10 points less than planned.
stress-digital-late = Digital late and over budget
    .help = The CRM upgrade slips, tools are little used, and the programme costs 20 % more.
stress-perfect-storm = Perfect storm
    .help = Slowdown, price war, no subsidy, late and unused tools, too few hires, weak west, failed launch and lost key accounts together.

# What the numbers of risks.yaml and outside_view.yaml rest on.
reason-risk-judgement = Judgement: the plan documents give no figure. Change it where you know better.
reason-risk-lasting = Once it has happened it is taken to last to the end of 2026.
reason-risk-year = Taken to last four quarters, as a year-long campaign or delay would.
reason-risk-once = A one-off loss; what is lost stays lost with the customer base.
reason-risk-first-year = The upgrade is planned for 2024.
reason-risk-from-start = A condition from the start rather than an event.
reason-risk-any-time = It may happen in any quarter.
reason-risk-mitigation = Cost and effect of the countermeasure are judgement; the plan names the measure without figures.
reason-risk-withdrawn = Withdrawn means a rate of zero.
reason-risk-price-war = The plan expects it in 2024; it may begin a little later.
reason-risk-slowdown = The most likely size is the plan’s stress case: growth of 4 % instead of 9.8 %.
reason-risk-breach = Trust falls by at least 20 %; conversion is taken to fall alike.
reason-risk-west = The plan counts a miss of 25 % growth as this risk; how far it misses is judgement.
reason-risk-key-account = Eight key accounts worth CNY 120 m left in 2023; the range around it is judgement.
reason-risk-launch = In 2023 new products reached two thirds of their target; a failure is taken to be worse.
reason-risk-supply = The stated shortage and price rise concern some products; the effect on the whole is judgement.
reason-stress-market = Growth of 4 % instead of 9.8 %, as the plan’s stress case states.
reason-stress-2025 = The preset asks what happens if it comes at the start of 2025.
reason-outside-currency = Average exchange rate of 2023, rounded.
reason-outside-deflator = US consumer prices 2015 over 2023, rounded.
reason-outside-inflation = Chinese consumer prices rose by about 0.2 % a year in 2023 and 2024.
reason-outside-laplace = Fitted here to the published shares of all companies: 31, 19 and 11 % where 31, 19 and 12 % are published.
ref-mauboussin-2016 = Growth of large listed companies over three years, by starting sales. Read through a public script that repeats the tables, not in the original.
ref-erc-2017 = About 6 % of British firms with ten or more staff grew 20 % a year for three years.
ref-daunfeldt-2015 = The OECD definition of fast growth (20 % a year for three years) leaves out almost 95 % of surviving Swedish firms.

# What can be wrong with risk data and settings.
error-risk-target = { $file }: { $key } acts on “{ $value }”, which the model does not know. Allowed: { $allowed }.
error-risk-helpful = { $file }: { $key } is { $value }; a risk must not help. Allowed is { $low } to { $high }.
error-risk-size-order = { $file }: { $key } is { $value }; give low, most likely and high in ascending order.
error-risk-onset = { $file }: { $key } is quarter { $value }, outside the horizon of { $low } to { $high }.
error-risk-responses = { $file }: { $key } must be given for cases that act on the subsidy, and for no others.
error-risk-unknown = { $file }: { $key } names the case “{ $value }”, which does not exist. Allowed: { $allowed }.
error-risk-exclusion-cycle = These cases exclude each other in a circle: { $cases }. State each exclusion once.
error-risk-exclusion-total = { $cases } exclude each other, but their probabilities sum to { $total }; at most 1 is possible.
error-risk-two-limits = { $file }: { $first } and { $second } both set { $target }; one of them must exclude the other.
error-risk-exclusion-forced = { $first } and { $second } exclude each other; they cannot both be forced on.
error-plan-correlation = { $file }: the correlations of { $first } with { $others } contradict each other (the matrix is not positive definite).
error-risk-case = There is no risk case “{ $id }”. Cases: { $allowed }.
error-risk-setting = Risk { $id } has no setting “{ $key }”. Settings: { $allowed }.
error-risk-value = Risk { $id }: { $key } is “{ $value }”. Allowed: { $allowed }.

# Sentences. chance-* is shared by pages and command line.
chance-sentence = { $opening } { $count } in { $of } futures reach { $target } in { $year }
chance-costs-most = “{ $risk }” costs most
chance-pays = { $count ->
    [0] no countermeasure pays for itself for certain
    [one] one countermeasure pays for itself
   *[other] { $count } countermeasures pay for themselves
  }
chance-joined = { $first }; { $second }; { $third }.
chance-joined-short = { $first }; { $third }.

# Command line.
cli-command-risk = Chance of the target, what each risk costs, which countermeasures pay
cli-command-stress = The scenario under every stress preset
cli-option-precise = Add draws until the chance is known to within one point
cli-option-no-sobol = Leave out the variance split
cli-risk-chance = P({ $measure } { $year } ≥ { $target }) = { $chance } ± { $error } (standard error, { $draws } draws, seed { $seed })
cli-risk-quantiles = P10 { $low } · P50 { $middle } · P90 { $high }
cli-risk-shortfall = Mean gap to the target { $gap }; mean of the worst tenth { $worst }
cli-risk-case = Risk
cli-risk-happens = Happens
cli-risk-revenue = Revenue lost
cli-risk-profit = Profit lost
cli-risk-worst = … in the worst tenth
cli-risk-net = Countermeasure, net profit
cli-risk-pays = Pays?
cli-risk-pays-yes = yes
cli-risk-pays-no = no
cli-risk-pays-open = open
cli-risk-units = { $unit }; expected values over all futures. Revenue of { $year }, profit of all years.
cli-stress-case = Stress
cli-stress-revenue = Revenue { $year }
cli-stress-change = Change
cli-stress-profit = Profit, all years
cli-stress-chance = Chance of the target
