# The Simulator page. In sentences <b>…</b> is strong and <em>…</em> marks a shortfall.
lever-group-headcount = People
lever-group-conversion = Conversion
lever-group-product = New products
lever-group-region = Regions
lever-group-budget = Budget
rail-label = Levers
rail-start = Start from
rail-more = { $count } more
rail-less = Fewer
rail-all = Each of { $count }
rail-apart = Each of { $count } (not in step)
lever-family-growth = Growth, all regions
lever-family-penetration = Penetration, all regions
lever-family-commission-premium = Premium, all regions
lever-family-churn-by-tier = Churn, all tiers
lever-family-budget = Budget, all items
lever-family-rule = Rules
joint-step = { $name } ±
joint-help = { $kind ->
    [way] Moves all { $count } together: 0 % is today, 100 % the plan, and it goes as far as all of them can go. What is set for one alone keeps its distance.
    [times] Moves all { $count } together: 100 % is today, and it goes as far as all of them can go. What is set for one alone keeps its distance.
    [shares] Moves the whole split: 0 % is today’s, 100 % the plan’s. The { $count } shares always add up to 100 %.
   *[step] Adds the same to all { $count }, as far as all of them can go. What is set for one alone keeps its distance.
  }
rail-marks = Circle: current value. Tick: baseline. Diamond: plan.
rail-value = { $lever }, value in { $unit }
choice-linear = Even
choice-front-loaded = Early
choice-s-curve = S-curve
choice-off = Off
choice-on = On
opening-plan = As planned,
opening-baseline = With no programme,
opening-assumed = With the plan’s levers and assumptions of your own,
opening-own = With these levers,
opening-before = Before the last change,
opening-base = Before ({ $base }):
sentence-short = { $opening } { $year } { $of } reaches <b>{ $revenue }</b>, <em>{ $gap } short</em> of { $target ->
    [plan] the plan
   *[target] target
  }{ $futures }.
sentence-over = { $opening } { $year } { $of } reaches <b>{ $revenue }</b>, <b>{ $gap } above</b> { $target ->
    [plan] the plan
   *[target] target
  }{ $futures }.
sentence-met = { $opening } { $year } { $of } is <b>{ $revenue }</b>, <b>exactly on { $target ->
    [plan] plan
   *[target] target
  }</b>, if { $fit ->
    [fit] { $share } of each promised improvement arrives
   *[none] every measure delivers as stated
  } and { $forced ->
    [0] no risk occurs
   *[other] no other risk occurs
  }{ $futures }.
against = Compared with
against-help = What every change is measured against
headline-label = Headline numbers
headline-revenue = Revenue { $year }
headline-chance = Chance of { $target }
headline-chance-in = Chance of { $period } target
headline-chance-of = Chance of { $target } { $measure } { $year }
headline-cagr = Growth, { $years }
headline-operating-profit = Operating profit { $year }
headline-margin = Operating margin { $year }
headline-market-share = Market share { $year }
headline-change = { $change } vs { $base }
headline-same = same as { $base }
headline-chance-settling = settling …
headline-chance-moving = estimate while moving
headline-chance-none = not simulated yet
trajectory-title-short = { $of } { $gap } below { $what }{ $reason }
trajectory-title-over = { $of } { $gap } above { $what }{ $reason }
trajectory-title-met = { $of } on { $target ->
    [plan] plan
   *[target] target
  }{ $reason }
title-part = { $part ->
    [H1] First-half revenue
    [H2] Second-half revenue
    [Q1] First-quarter revenue
    [Q2] Second-quarter revenue
    [Q3] Third-quarter revenue
    [Q4] Fourth-quarter revenue
   *[year] Revenue
  }
title-target = { $target ->
    [plan] the plan
   *[target] target
  }
trajectory-title-quarter = Quarter by quarter, { $revenue } in { $plan-last }
trajectory-subtitle-year = { $unit } a year · actual to { $to }
trajectory-subtitle-quarter = { $unit } a quarter · simulated
trajectory-year = Years
trajectory-quarter = Quarters
trajectory-view = Time step of the chart
trajectory-alt = Line chart of revenue. { $title }.
label-target = Target { $value }
label-target-each = Target { $value } a quarter
goal-label = Revenue target for { $year }
label-plan = Plan { $value }
label-current = Current { $value }
label-baseline = Baseline { $value }
bridge-title-moving = Why it differs from { $base }
bridge-title-same = No difference from { $base }
bridge-title-less = { $amount } less than { $base }, by cause
bridge-title-more = { $amount } more than { $base }, by cause
title-drag = ; main drag: { $cause }
title-lift = ; main lift: { $cause }
bridge-subtitle = { $unit }, { $year } · parts sum to the total
bridge-empty = Move a lever to see what drives the difference.
bridge-waiting = The causes follow when you let go …
bridge-alt = Bridge chart from { $base } to the current scenario.
bridge-current = Current
breakdown-title-most = { $region } brings the most: { $amount }
breakdown-title-less = { $region } is furthest below { $base }: by { $amount }
breakdown-title-more = { $region } is furthest above { $base }: by { $amount }
breakdown-title-alone-most = { $region } brings { $amount }
breakdown-title-alone-less = { $region } is { $amount } below { $base }
breakdown-title-alone-more = { $region } is { $amount } above { $base }
breakdown-subtitle = { $unit }, { $year } · { $kinds ->
    [1] { "" }
   *[other] core and new products,{ " " }
  }outline: { $base }
breakdown-alt = Bar chart of { $year } revenue by region and product.
moved-title = Levers moved from { $base }
moved-none = No lever differs from { $base }.
moved-lever = Lever
moved-from = { $base }
moved-to = Current
moved-change = Change
outcomes-title = What changes in { $year }
outcomes-measure = Measure
outcome-revenue = Revenue
outcome-operating-profit = Operating profit
outcome-margin = Operating margin
outcome-market-share = Market share
outcome-headcount = Reps in place, end of year
outcome-revenue-per-rep = Revenue per rep
outcome-new-product-share = New products, share reached
outcome-programme-net = Programme cost, net
error-typed-number = { $lever }: enter a number from { $low } to { $high }{ $unit }.
plain-hint = This is the plain version of the Simulator with standard controls.
opening-named = With “{ $name }”,
futures-some = ; with the risks counted, { $share } of simulated futures reach the target
futures-left = ; with no slack and its risks counted, { $share } of simulated futures reach the target
futures-none = ; with the risks counted, almost no simulated future reaches the target
futures-all = ; even with the risks counted, almost every simulated future reaches the target
futures-other = ; { $what }: { $share }
trajectory-bands = { "" } · bands: 50/80 % of futures
stage-lost = The server has not answered. Your last move is kept here and will be sent again.
stage-table-lost = Numbers under the finger are not available now. Each move still gets its answer when you let go.
stage-charts-lost = The charts could not be loaded. All numbers are here.
stage-again = Try again
# what is done with the scenario shown, and questions one click away
acts-label = This scenario
action-save-short = Save
action-copy = Copy link
action-copy-help = Copy the link of what is shown: it restores everything
action-copied = The link is copied.
action-not-copied = The browser does not let the link be copied. It stands in the address bar.
action-reset = Reset
action-reset-help = Back to the plan: levers, assumptions, risks. Undo brings everything back.
what-if-label = What if
what-if-help = { $lever }: { $value }. Again: back to the plan.
what-if-no-subsidy = Subsidy cut to zero
what-if-subsidy = Subsidy cut to { $value }
what-if-headcount = Only { $value }
# added to the sentence where revenue does not tell it all
aside-profit-less = { " " }Revenue is as under { $base }, but operating profit { $years } is <em>{ $amount } lower</em>.
aside-profit-more = { " " }Revenue is as under { $base }, but operating profit { $years } is <b>{ $amount } higher</b>.
aside-leaner = { " " }Compared with { $base }: { $share } less revenue, but an operating margin <b>{ $points } higher</b>.
aside-dearer = { " " }Compared with { $base }: { $share } more revenue, but an operating margin <em>{ $points } lower</em>.
aside-all = { " " }With all of it: { $revenue }.
