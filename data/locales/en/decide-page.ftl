# The Decide page.
page-decide = Decide
decide-opening = { $asked ->
    [chance] What would it take to reach { $goal } in { $year } with a chance of <b>{ $chance }</b>? As promised, { $phrase } comes to { $value }; the chance of the target is <b>{ $likely }</b> today.
   *[none] What would it take to reach { $goal } in { $year }? As promised, { $phrase } comes to <b>{ $value }</b>; the chance of the target is <b>{ $likely }</b> today.
  }
decide-levers = { $asked ->
    [chance] { $count } of { $all } levers could alone bring the chance of { $goal } in { $year } to { $chance }. The shortest way: “{ $lever }” at { $value }
   *[none] { $count } of { $all } levers could bring { $phrase } of { $target } in { $year } alone. The shortest way: “{ $lever }” at { $value }
  }{ $unit ->
    [further] , { $effort } the plan’s own promise, more than the plan itself promises.
    [within] , { $effort } the plan’s own promise.
   *[none] .
  }
decide-levers-met = { $asked ->
    [chance] The chance of { $goal } in { $year } is at least { $chance } already.
   *[none] { $measure } reaches { $target } in { $year } as promised.
  }
decide-levers-out = { $asked ->
    [chance] No lever alone brings the chance of { $goal } in { $year } to { $chance }; “{ $lever }” comes nearest with { $best }.
   *[none] No lever alone brings { $phrase } of { $target } in { $year }; “{ $lever }” comes nearest with { $best }.
  }
decide-levers-none = No lever of ours changes { $phrase } in { $year }.
decide-aim = { $measure } { $year } { $sense ->
    [most] at most { $value }
   *[least] at least { $value }
  }
decide-answer-name = { $asked ->
    [chance] Cheapest way to { $goal } in { $year } with a chance of { $chance }
   *[none] Cheapest way to { $goal } in { $year }
  }

decide-at-least = { $sense ->
    [most] at most
   *[least] at least
  }
decide-drag = Drag target
decide-drag-title = Chance of { $goal } or any other value: drag the target
decide-as-promised = As promised
decide-with-chance = With a chance of
decide-kind = How sure
decide-chance = Chance wanted, %
decide-limits = { $count ->
    [0] Limits
    [one] One limit
   *[other] { $count } limits
  }
decide-limit-budget = Programme of { $plan-years } at most, { $unit }
decide-limit-people = People in any quarter at most, { $unit }
decide-limit-quarterly-hires = Hires in any quarter at most, { $unit }
decide-limit-effort = Ceiling of every promise, times the plan’s own
    .help = 1.0 is what the plan itself promises. Anything above is more than the plan itself promises.
decide-limit-lock = What stays as it is
decide-free = No limit
decide-least = Keep least
decide-least-money = Money
decide-least-effort = Promises
decide-style = Spread of effort
decide-style-fewest = Fewest changes
decide-style-even = Everyone a little

decide-q-lever = What would it take?
decide-q-cheapest = What is the least it takes?
decide-q-frontier = What does more safety cost?
decide-q-allocate = Where should people and money go?
decide-q-discover = When does it fail, when does it work?
decide-tile-open = open to work it out
decide-tile-working = waiting its turn
decide-tile-none = no point meets the limits
decide-tile-lever = levers could do it alone
decide-tile-cheapest = { $kind ->
    [out] best chance within the limits { $likely }
    [short] at best { $value } within the limits
    [stays] as today, nothing is cheaper; chance { $likely }
   *[moved] in pay and net programme; chance { $likely }
  }
decide-tile-refused = no answer for this target
decide-tile-frontier = { $shape ->
    [flat] chance on fresh futures, however much is spent
    [steady] chance on fresh futures at { $cost }; more money buys more all along
   *[bent] chance on fresh futures at { $cost }; beyond that, more money buys less
  }
decide-tile-allocate = at the same totals, on fresh futures: { $before } to { $after }
decide-tile-discover = { $works ->
    [yes] chance where the conditions hold
   *[no] of futures with these conditions miss
  }

decide-working = Working it out …
decide-stopped = Stopped before its end.
decide-again = Work it out
decide-out = out of reach
decide-take = Make it the current scenario
decide-keep = Save it with its question
decide-taken = The answer is the current scenario now. Undo brings the former one back.
decide-stands = This is the current scenario already.
decide-saved-note = Solved. { $question }
decide-tag = solved
decide-kind-promise = Promises: they cost effort
decide-kind-decision = Decisions: they cost money
decide-kind-condition = Conditions: not ours to set, only to hope for
decide-numbers = The answer in numbers

decide-levers-title = What each lever alone would have to be for { $target }
decide-levers-subtitle = Circle: now · diamond: the plan · filled: needed, red where it goes further than the plan’s own promise
decide-levers-approximate = ≈ read from a table of { $draws } futures; the lever opened above is solved and confirmed on fresh ones.
decide-way = From now to needed
decide-best = At best
decide-opened-title = One lever, solved
decide-opened-subtitle = Choose a lever of ours; all others stay as they are
decide-fresh = Chance on { $draws } fresh futures: { $chance }{ $open ->
    [yes] .
   *[no] { "" } ± { $error } (one standard error).
  }

decide-number-cost = Cost, { $plan-years }
decide-number-cost-note = today { $now }, { $change }
decide-number-chance = Chance of the target
decide-number-chance-over = { $open ->
    [yes] on { $draws }
   *[no] ± { $error } on { $draws }
  }
decide-number-chance-note = { $shown } futures, as on every page; checked: { $check } { $checked } fresh futures{ $differs ->
    [yes] ; the search’s own said { $sample }
   *[no] { "" }
  }
decide-number-value = As promised, { $measure } { $year }
decide-number-value-note = target { $target }
decide-number-effort = Effort of all promises
decide-number-effort-note = today { $now }, in units of the plan’s own
decide-moves-title = { $count ->
    [one] One lever moves
   *[other] { $count } levers move
  }
decide-moves-subtitle = What each change adds to the cost · how many times the plan’s own promise; red is more than the plan itself promises
decide-moves = What changes
decide-answer = Answer
decide-cost-change = Cost
decide-binds-title = What holds it back
decide-binds-subtitle = The limits that matter, dearest first, and what a little more room would save
decide-notes-title = To be read with the answer

decide-frontier-title = What each level of cost buys towards { $target }
decide-frontier-subtitle = Chance of the target in { $year }, on fresh futures · cost of { $plan-years }, { $unit }
decide-frontier-foot = cost of { $plan-years }, { $unit }
decide-frontier-click = Every point is a scenario: click one, or use the slider below.
decide-mark-now = Now
decide-point = { $cost }: chance { $chance }, { $effort } of promises
decide-point-subtitle = What this point changes
decide-point-choose = Level of cost
decide-point-there = At this point
decide-point-name = Frontier at { $cost }

decide-allocation-name = Best split at the same totals
decide-family-title = { $family }: split anew alone, the chance goes from { $before } to { $alone }
decide-family-subtitle = { $measure } { $year } as promised, along each share or budget by itself · hollow: now · filled: suggested
decide-cuts-subtitle = A tenth less of what each decision adds, over the same fresh futures · whisker: four in five futures
decide-cut-saved = Saved
decide-cut-chance = Chance lost for each { $each } saved
decide-cuts-note = Cut from the top: the first loses least revenue for its money.

decide-coverage-fails = Misses that look like this
decide-coverage-works = Successes that look like this
decide-coverage =
    .note = of all such cases, on fresh futures
decide-density-fails = Misses where the conditions hold
decide-density-works = Successes where the conditions hold
decide-density =
    .note = where they hold, on fresh futures
decide-base-fails = Misses in all futures
decide-base-works = Successes in all futures
decide-base =
    .note = for comparison, on fresh futures
decide-conditions-title = { $count ->
    [one] One condition tells them apart
   *[other] { $count } conditions tell them apart
  }
decide-conditions-subtitle = Blue: where the condition holds, within all that can happen · grey: how far its limit moves with the sample
decide-conditions-note = With all of them, { $density } on { $draws } fresh futures. “Without it” drops one condition, “alone” keeps only that one.
decide-range = Within what can happen
decide-limit-range = limit between { $low } and { $high } in four of five samples
decide-trade-title = Strict conditions are surer and cover less
decide-trade-subtitle = Up: how often it holds · across: share of cases covered
decide-trade-foot = cases covered
decide-trade-here = In the futures that were searched, these conditions cover { $coverage } of the cases; where they hold, it turns out so in { $density }.
decide-strict = How strict
    .help = Left covers every case, right keeps only the surest.
decide-knee = Back to the suggested balance
decide-strategies-title = Strategies in the same futures
decide-strategies-subtitle = How often each meets all aims at once, how much better another choice would have been (regret), and its worst tenth
decide-strategy = Strategy
decide-satisfies = Meets all aims
decide-each = Each aim alone
decide-regret = Regret, mean
decide-regret-high = Regret, P90
decide-worst = Worst tenth on average
decide-strategies-note = Aims, in this order: { $aims }. Regret is how much more the best of these strategies would have brought in the same future; in one future of ten it is above its P90.
