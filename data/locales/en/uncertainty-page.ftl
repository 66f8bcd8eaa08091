# The Uncertainty page, and words about chances that the Risk page shares.
uncertainty-futures = { $share } of futures
uncertainty-forced = { $opening } with { $count ->
    [one] “{ $name }”
   *[other] { $count } cases
  } forced on,
uncertainty-goal = { $measure } of { $value } in { $year }
measure-programme-net = net programme cost
measure-programme-gross = gross programme cost
measure-churn-rate = customer churn
measure-revenue = revenue
measure-operating-profit = profit
measure-margin = margin
measure-headcount = headcount
measure-market-share = market share
measure-cagr = growth since the base year
measure-new-product-share = new-product share
measure-revenue-per-rep = revenue per rep
measure-revenue-per-customer-cost = revenue per customer-facing { $plan-currency }
measure-core-revenue = revenue of core products
measure-new-revenue = revenue of new products
measure-of-region = { $region } { $measure }
outcome-of-region = { $measure }, { $region }
measure-in-year = { $part ->
    [H1] first-half
    [H2] second-half
    [Q1] first-quarter
    [Q2] second-quarter
    [Q3] third-quarter
   *[Q4] fourth-quarter
  } { $measure }
outcome-in-year = { $measure }, { $part ->
    [H1] first half
    [H2] second half
    [Q1] first quarter
    [Q2] second quarter
    [Q3] third quarter
   *[Q4] fourth quarter
  }
uncertainty-stop = Stop

uncertainty-sentence = { $opening } { $calm } { $year } { $measure } is <b>{ $single }</b>. { $world } <b>{ $futures }</b> reach { $target }; four in five end between { $low } and { $high }.
uncertainty-sentence-short = { $opening } { $calm } { $year } { $measure } is <b>{ $single }</b>. { $world } <em>{ $futures }</em> reach { $target }; four in five end between { $low } and { $high }.
uncertainty-world = With all that can happen,
uncertainty-world-left = What is left when a plan without slack meets its risks:
uncertainty-calm = and if no risk strikes,
uncertainty-calm-forced = and if no further risk strikes,

uncertainty-number-chance = Chance of { $target } in { $year }
uncertainty-number-low = Cautious (P10), { $measure } { $year }
    .note = nine in ten futures end higher
uncertainty-number-middle = Median (P50), { $measure } { $year }
    .note = as many end higher as lower
uncertainty-number-high = Optimistic (P90), { $measure } { $year }
    .note = one in ten futures ends higher
uncertainty-number-gap-note = worst tenth ends at { $worst }

uncertainty-fan-title = Four in five futures end between { $low } and { $high } ({ $period })
uncertainty-fan-subtitle = { $measure }, { $unit } · black: actual · bands hold 50, 80 and 90 % of futures · dotted: as promised
uncertainty-fan-subtitle-quarter = { $measure }, { $unit } a quarter · black: { $start } by season · bands hold 50, 80 and 90 % of futures · dotted: as promised
uncertainty-fan-alt = Fan chart. In { $period } four in five futures lie between { $low } and { $high }.
uncertainty-fan-median = Middle { $value }
uncertainty-fan-single = As promised { $value }
uncertainty-fan-target = Target { $value }
uncertainty-fan-band = { $width } %: { $low } to { $high }

uncertainty-target-title = How likely is which target?
uncertainty-target-subtitle = Drag the target: share of futures that reach at least this much · dotted: as promised
uncertainty-target = Target
uncertainty-target-label = Target, now { $goal }
uncertainty-single-mark = as promised
uncertainty-metric = Measure
uncertainty-year = Year
uncertainty-typed = Or type it, { $unit }

uncertainty-tornado-title = “{ $name }” moves the outcome most: { $swing }
uncertainty-tornado-none = Nothing is uncertain with these settings
uncertainty-tornado-subtitle = { $measure } { $year }, change in { $unit } when one input moves and all others stay · widest first
uncertainty-tornado-base = at the means { $value }
uncertainty-tornado-risk = { $name } ({ $chance })
uncertainty-tornado-assumption = { $name } ({ $range })
uncertainty-tornado-all = Show all { $count }
uncertainty-tornado-note = An assumption moves from its P10 to its P90, a risk from “does not happen” to “happens at its most likely size”; its probability stands in brackets.
uncertainty-tornado-alt = Tornado chart. Widest first: { $names }.

uncertainty-variance-title = “{ $name }” causes { $share } of the spread
uncertainty-variance-none = Nothing is uncertain with these settings
uncertainty-variance-waiting = Where the spread comes from
uncertainty-variance-subtitle = Share of the outcome’s variance · dark: by itself (first-order index) · light: with everything it amplifies (total index)
uncertainty-variance-text = { $total } ({ $first } alone)
uncertainty-variance-note = If this source were known for certain, the spread would shrink by at least the dark share. Light shares overlap, so they may add up to more than 100 %. Spread: standard deviation { $sd }. Sobol indices from { $points } points a source.
uncertainty-variance-progress = Splitting the spread …
uncertainty-variance-stopped = Stopped before the end.
uncertainty-variance-start = Calculate
uncertainty-variance-alt = Variance split. Largest sources: { $names }.

uncertainty-years-title-down = It gets harder: { $first } are on track at first, { $last } at the end
uncertainty-years-title-up = It gets likelier: { $first } at first, { $last } in the end
uncertainty-years-title-same = About equally likely every year
uncertainty-years-title-one = { $chance } of futures get there in { $year }
uncertainty-years-subtitle = Share of futures at or above the plan’s own path to the target ({ $unit }) · line: 95 % interval
uncertainty-years-goal = { $sense ->
    [most] ≤
   *[least] ≥
  } { $value }

uncertainty-outside-title = { $universe } of large and about { $ordinary } of ordinary companies grew this fast
uncertainty-outside-subtitle = Outside view: { $growth } growth a year for { $years ->
    [1] one year
   *[other] { $years } years
  } ({ $real } after inflation), set beside the model’s own chance
uncertainty-outside-none = Outside view
uncertainty-outside-only = Published growth rates exist for revenue. Choose revenue as the measure to see them.
uncertainty-outside-own = This scenario, by this model
uncertainty-outside-own-note = with its own levers, assumptions and risks
uncertainty-outside-size = Listed companies of this size
    .note = median { $median } a year · survivors, growth stocks: too favourable · { $sure }
uncertainty-outside-universe = All large listed companies
    .note = median { $median } a year · survivors only · { $sure }
uncertainty-outside-ordinary = Ordinary small and medium companies
    .note = at { $growth } a year, three years running · { $sure }
uncertainty-outside-range = { $low } to { $high }
uncertainty-outside-most = { $high } at most
uncertainty-outside-note = None of these is “the” probability: they say how often others managed it, not why. A model far above all of them has to explain what makes this company different.

uncertainty-delta-title = What we changed: { $changed }. What is assumed: { $assumed }.
uncertainty-delta-none = No difference from { $base }
uncertainty-delta-subtitle = Levers are decisions; assumptions and risk settings are judgements. The parts sum to the difference.
uncertainty-delta-hint = Move a lever, or change an assumption or a risk, to see how much of the difference is each.
uncertainty-delta-measure = Measure of the difference
uncertainty-delta-chance = Chance, %
uncertainty-delta-mean = Mean outcome
uncertainty-delta-changed = Levers
uncertainty-delta-assumptions = Assumptions
uncertainty-delta-risks = Risks
uncertainty-delta-now = Now

uncertainty-assumptions-title = The assumptions used
uncertainty-assumptions-subtitle = The world in which the levers are tested. Assumptions are saved with the scenario; what they change is shown apart and never credited to decisions.
uncertainty-own-none = No value of your own: the set holds as it is.
uncertainty-own = { $count ->
    [one] Your own value
   *[other] { $count } values of your own
  }: { $names }.
uncertainty-own-value = { $name } { $value }
uncertainty-reset = Reset to the set
    .help = Drops all values of your own. Can be undone.
uncertainty-name = Name of your set
uncertainty-save = Save as my own set
uncertainty-set-saved = Saved as set “{ $name }”.
uncertainty-forget = Delete this set
uncertainty-edit = Change one assumption
uncertainty-edit-value = Value, { $unit }
uncertainty-edit-plain = Value
uncertainty-points = points a year
uncertainty-edit-own = This is your own value; it no longer varies between futures.
uncertainty-edit-back = Take the set’s value again
uncertainty-edit-spread = Varies between futures; shown is its mean. Moving the slider fixes it at your value. Allowed: { $range }.
uncertainty-edit-fixed = The same in all futures. Allowed: { $range }.
uncertainty-spread-title = What is uncertain
uncertainty-spread-none = Under this set no assumption varies; the futures differ by the risk cases alone.
uncertainty-spread-own = your own value, the same in all futures
uncertainty-column-assumption = Assumption
uncertainty-column-value = Mean
uncertainty-column-spread = Spread between futures
uncertainty-column-source = Rests on

uncertainty-sampling-title = Chance known to within { $half }
uncertainty-sampling-subtitle = Half of its 95 % interval, twice the ± beside a chance. Seed and number of futures are stored with the scenario.
uncertainty-seed = Seed
    .help = The same seed gives the same futures, also for other scenarios: they differ by their inputs alone.
uncertainty-draws = Futures
uncertainty-target-refused = A target lies between { $low } and { $high }.
uncertainty-capped = This scenario asks for { $asked } futures. Pages show the first { $kept }; the command line goes through all of them.
uncertainty-precise = Make it precise
    .help = Adds futures until the chance is known to within one point (95 %).
uncertainty-precise-enough = Already known to within one point.
uncertainty-precise-progress = Adding futures …
uncertainty-method-single = The single run stands as promised: under the plan’s promise set, with no risk that is left to chance. Risks only ever take away, so most futures end below it: a plan that just meets its target when nothing goes wrong rarely meets it.
uncertainty-method-sobol = Futures are scrambled Sobol points with one dimension for each name. Moving a lever therefore moves the answer smoothly, and two scenarios meet the same luck.
uncertainty-method-assumed = Decisions and judgements are kept apart by exact Shapley values over levers, assumptions and risks: the order in which they are changed does not matter.
