# Risks: categories, complaints, and what the risk answers say. Names of cases and measures stand in the plan pack.
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
chance-sentence = { $opening } { $share } of futures reach { $target } in { $year }
chance-costs-most = “{ $risk }” costs most
chance-pays = { $count ->
    [0] no countermeasure is sure to pay for itself
    [one] one countermeasure pays for itself
   *[other] { $count } countermeasures pay for themselves
  }
chance-no-cases = { $named ->
    [0] the plan lists no risk case
    [one] the one risk case listed is switched off
   *[other] all { $named } risk cases listed are switched off
  }
chance-joined = { $first }; { $second }; { $third }.
chance-joined-short = { $first }; { $third }.

# Command line.
cli-command-risk = Chance of the target, what each risk costs, which countermeasures pay
cli-command-stress = The scenario under every stress preset
cli-option-precise = Add simulated futures until the chance is known to within one point
cli-option-no-sobol = Leave out the variance split
cli-risk-chance = P({ $measure } { $year } { $sense ->
    [most] ≤
   *[least] ≥
  } { $target }) = { $chance } (standard error, { $draws } futures, seed { $seed })
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
cli-risk-units = { $unit }; expected values over all futures. Revenue of { $year }, profit of { $plan-years }.
cli-stress-case = Stress
cli-stress-revenue = Revenue { $year }
cli-stress-change = Change
cli-stress-profit = Profit, { $plan-years }
cli-stress-chance = Chance of the target
