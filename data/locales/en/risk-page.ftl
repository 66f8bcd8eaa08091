# The Risk page. In sentences <b>…</b> is strong and <em>…</em> marks a shortfall.
riskpage-sentence = { $opening } <b>{ $futures }</b> reach { $goal }
riskpage-sentence-short = { $opening } <em>{ $futures }</em> reach { $goal }
riskpage-sentence-working = { $first }. Working out what costs most and what protects …
riskpage-sentence-join = { $first }. “{ $risk }” costs most; <b>{ $pays }</b>.
riskpage-sentence-short-join = { $first }; <b>{ $pays }</b>.
riskpage-working = Calculating …
riskpage-failed = This could not be calculated.
riskpage-retry = Try again

riskpage-numbers = Headline numbers
riskpage-number-chance = Chance of { $goal } in { $year }
riskpage-number-gap = Expected shortfall { $year }
riskpage-number-gap-note = { $gap } in the futures that miss
riskpage-number-worst = Worst tenth of futures { $year }
riskpage-number-worst-note = on average { $gap } below target
riskpage-number-worst-over = on average still above target
riskpage-number-best = Best countermeasure, net { $plan-years }
riskpage-number-cost = Programme cost at risk, { $plan-years }
riskpage-number-cost-note = costliest tenth { $cost }, planned { $planned }

riskpage-measure = Losses are shown on
riskpage-on-revenue = On revenue { $year }
riskpage-on-profit = On profit, { $plan-years }
riskpage-settings = { $chance } cases by chance, { $on } forced on, { $off } off · { $bought ->
    [0] no countermeasure bought
    [one] one countermeasure bought
   *[other] { $bought } countermeasures bought
  }

riskpage-map-title = “{ $risk }” costs most: { $loss } expected
riskpage-no-cases = { $named ->
    [0] This plan names no risk cases.
   *[other] No risk case is switched on.
  }
riskpage-map-title-none = No risk case costs anything with these settings
riskpage-map-waiting = Which risk costs most
riskpage-map-subtitle-revenue = Horizontal: probability by the end of { $plan-last }. Vertical: { $year } revenue lost if it happens, { $unit }. Along a dashed line the expected loss is the same.
riskpage-map-subtitle-profit = Horizontal: probability by the end of { $plan-last }. Vertical: profit of { $plan-years } lost if it happens, { $unit }. Along a dashed line the expected loss is the same.
riskpage-map-curve = expected { $loss }
riskpage-map-hint = { $chance } · { $impact } if it happens · { $loss } expected
riskpage-map-point = { $name } ({ $chance }, { $impact })
riskpage-map-alt = Risk map. Largest expected losses: { $points }.
riskpage-map-silent-revenue = No effect on target-year revenue: { $cases }. Switch to profit to see them.
riskpage-map-silent-profit = No effect on profit: { $cases }.

riskpage-benefits-title = { $count ->
    [0] No countermeasure is sure to pay
    [one] One countermeasure pays for itself
   *[other] { $count } countermeasures pay for themselves
  }
riskpage-benefits-waiting = Which countermeasures pay
riskpage-benefits-subtitle = Profit saved less its cost, { $plan-years }, { $unit } · bar: 95 % interval · open mark: bought
riskpage-benefits-alt = Net benefit of every countermeasure with its 95 % interval; the table below has the figures.
riskpage-measure-for = { $risk }: { $measure }
riskpage-package = Together the { $count } cost { $cost } and bring { $gain } profit after that cost, on average. Expected shortfall { $gap } instead of { $before }; chance { $chance }.
riskpage-package-slack = The chance hardly moves because the plan as promised meets the target with nothing to spare: any case that strikes, however softened, misses it.
riskpage-buy = { $count ->
    [one] Take the one that pays back
   *[other] Take the { $count } that pay back
  }
riskpage-sell = Take none

riskpage-catalogue-title = Every case: set it, protect against it, see what it costs
riskpage-catalogue-subtitle-revenue = { $settings }. Figures in { $unit }: losses and benefits on { $year } revenue, net benefit always on profit of { $plan-years }; ± standard error.
riskpage-catalogue-subtitle-profit = { $settings }. Figures in { $unit }: losses and benefits on profit of { $plan-years }, programme cost included; ± standard error.
riskpage-column-case = Case
riskpage-column-mode = Setting
riskpage-column-happens = Happens
riskpage-column-loss = Expected loss
riskpage-column-loss-if = If it happens
riskpage-column-worst = In the worst tenth
riskpage-column-measure = Countermeasure
riskpage-column-cost = Cost
riskpage-column-benefit = Benefit
riskpage-column-net = Net benefit
riskpage-error = ± { $error }
riskpage-pays-yes = pays
riskpage-pays-no = does not pay
riskpage-pays-open = open
riskpage-mode-off = Off
riskpage-mode-chance = By chance
riskpage-mode-on = On
riskpage-note-own = { $category } · own settings
riskpage-more = Own probability, start, size
riskpage-probability = Probability by the end of { $plan-last }
riskpage-onset = Begins
riskpage-window = any quarter from { $first } to { $last }
riskpage-window-one = in { $first }
riskpage-size = Size
riskpage-size-drawn = Random
riskpage-size-fixed = Fixed
riskpage-size-middle = most likely
riskpage-size-severity = { $share } of 100
riskpage-response = If subsidy is lost
riskpage-reset = Back to the catalogue
riskpage-sources = What these numbers rest on
riskpage-reset-all = Reset all cases
    .help = Every case by chance, no countermeasure, the catalogue’s own numbers. Can be undone.

riskpage-stress-title = Stress tests
riskpage-stress-message = “{ $name }” leaves { $value }
riskpage-stress-subtitle = Click to put a stress in force, click again to take it back; each click can be undone
riskpage-stress-case = Stress
riskpage-stress-outcome = { $measure } { $year }
riskpage-stress-bar = Compared with target
riskpage-stress-gap = Short of target
riskpage-stress-met = reached
riskpage-stress-chance = Chance of target
riskpage-stress-profit = Profit, { $plan-years }
riskpage-stress-active = ● { $name } (in force)
riskpage-stress-note = Outcome, gap and profit: as promised, with only the forced cases in it. Chance: the same stress with all other cases still by chance.

riskpage-matrix-open = Open scenario
riskpage-matrix-protected = With the measures that pay
riskpage-matrix-title = “{ $name }” leaves the smallest worst-case loss
riskpage-matrix-subtitle = { $measure } { $year }, { $unit }, as promised with one case forced on · the darker, the more is lost compared with the best choice in that row · frame: worst case
riskpage-matrix-risks = One risk case
riskpage-matrix-stresses = Stress tests
riskpage-matrix-reading = What to take from it
riskpage-matrix-reading-subtitle = Regret: how far a choice falls short of the best one if that case occurs
riskpage-matrix-lesson = <b>{ $name }</b>: worst under “{ $case }” ({ $value }); largest regret { $regret }.
riskpage-matrix-pick = Saved scenarios to compare
riskpage-matrix-pick-none = None chosen
riskpage-matrix-save = Save scenarios in the Simulator to see them here.
riskpage-matrix-world = All are judged under the open scenario’s assumptions and cases; of saved scenarios only the decisions count: levers and countermeasures.
riskpage-matrix-alt = Heat table of scenarios by risk case. Smallest worst-case loss: { $best }. Largest: { $worst }.

riskpage-method-title = How these figures are calculated
riskpage-method-paired = Every loss is a difference within the same futures, with and without the case. So it holds the case’s own effect and nothing else.
riskpage-method-world = The baseline without a programme meets only what also happens to a company without one: market, policy, supply, customers, attrition. It buys no countermeasure. So a difference to the baseline compares two companies in the same world.
riskpage-method-excluded = Cases that cannot happen together are decided together: at most one of them strikes. Forcing one on rules the others out.
riskpage-method-error = The ± of a chance is its standard error as if the futures were independent. They are spread more evenly, so the true error is smaller.
riskpage-method-mitigation = A countermeasure takes away the stated share of the effect and costs its money in every future, whether the case happens or not. One that guards against two cases is paid once.
riskpage-method-negative = A loss below zero means that the case saves more cost than it takes in margin: reps who are not found are not paid either.
riskpage-method-judgement = Most probabilities and the effect of countermeasures are judgement: the plan gives no figure. Change them in the table where you know better; open a case to see what its numbers rest on.

riskpage-subsidy-title = A halved subsidy costs { $model } by the model{ $stated ->
    [no] { "" }
   *[other] , { $stated } by the plan
  }{ $implied ->
    [no] { "" }
   *[other] , { $implied } by the plan’s other figures
  }
riskpage-subsidy-subtitle = What each answer does to revenue and profit by quarter [{ $unit }], against the scenario in which the subsidy stays.
riskpage-subsidy-choice = Answer
riskpage-subsidy-measure = Change of
riskpage-subsidy-sum = Sum
riskpage-subsidy-absorb = Absorb
riskpage-subsidy-hold = Hold net spend
riskpage-subsidy-reserve = Draw the reserve
riskpage-subsidy-revenue = Revenue
riskpage-subsidy-profit = Profit
riskpage-subsidy-drawn = From the reserve
riskpage-subsidy-note = The model’s figure is lower than the plan’s where money spent before the fall had its subsidy. Facts: { $facts }.
