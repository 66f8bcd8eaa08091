# What would it take: answers in words. “asked” is “chance” where a chance of the target was asked for, else “none”.
decide-goal = { $phrase } of { $value }
decide-goal-alone = { $value }
decide-lever-needed = { $asked ->
    [chance] For the chance of { $goal } in { $year } to be { $chance }, “{ $lever }” would have to be { $value }
   *[none] For { $phrase } of { $target } in { $year }, “{ $lever }” would have to be { $value }
  }{ $unit ->
    [further] : { $effort } the plan’s own promise, more than the plan itself promises.
    [within] : { $effort } the plan’s own promise.
   *[none] .
  }
decide-lever-stays = { $asked ->
    [chance] The chance of { $goal } in { $year } is at least { $chance } already; “{ $lever }” can stay at { $value }.
   *[none] { $measure } reaches { $target } in { $year } already; “{ $lever }” can stay at { $value }.
  }
decide-lever-out = { $asked ->
    [chance] Out of reach for “{ $lever }” alone: the best chance it brings is { $best }, at { $at }.
   *[none] Out of reach for “{ $lever }” alone: { $sense ->
        [most] the least it comes to
       *[least] the most it brings
      } is { $best } in { $year }, at { $at }.
  }
decide-cheapest = { $asked ->
    [chance] The cheapest way to bring the chance of { $goal } in { $year } to { $chance } costs { $cost } in pay and net programme; the chance is then { $likely }, and { $checked } when checked on fresh futures.
   *[none] The cheapest way to { $phrase } of { $target } in { $year } costs { $cost } in pay and net programme, if every promise is kept; the chance of it is { $likely }.
  }
decide-cheapest-stays = Nothing cheaper was found that meets all aims: the current scenario costs { $cost } and stands as it is; the chance of { $goal } in { $year } is { $likely }, and { $checked } when checked on fresh futures.
decide-cheapest-out = { $asked ->
    [chance] Out of reach: within these bounds the best chance of { $goal } in { $year } is { $likely }, and { $checked } when checked on fresh futures, at a cost of { $cost }.
   *[none] Out of reach: within these bounds { $phrase } comes to { $value } { $sense ->
        [most] at least in { $year }, above the target of { $target }.
       *[least] at most in { $year }, short of { $target }.
      }
  }
decide-bound-budget = Programme budget
decide-bound-people = Most reps in any quarter
decide-bound-quarterly-hires = Most hires in any quarter
decide-bound-cost = Total cost
decide-bound-chance = Chance asked for
decide-bound-effort = Ceiling of every promise
decide-bound-effort-of = Promise “{ $lever }”
decide-bound-low-of = Lower end of “{ $lever }”
decide-bound-high-of = Upper end of “{ $lever }”
decide-bound-lock-of = Lock on “{ $lever }”
decide-bound-measure = { $measure } { $year }
decide-price = { $unit ->
    [tenth] { $worth } for a tenth of the promise more
    [person] { $worth } for one person
    [money] { $worth } for each { $each }
   *[point] { $worth } for each point
  }
decide-note-further = Goes further than the plan itself promises: { $levers } (up to { $most }).
decide-note-no-matter = Does not matter here: { $levers }.
decide-note-other = { $choice } { $cost }
decide-note-others = By pace of delivery: { $others }{ $rough ->
    [0] .
   *[other] { "" } (≈: searched roughly, clearly dearer).
  }
decide-note-starts = { $agreeing ->
    [0] { $starts } searches; none agrees with this answer.
   *[other] { $agreeing } of { $starts } searches from different starting points agree.
  }
decide-note-loosen = What would help most: “{ $bound }” { $kind ->
    [lock] given up
   *[wider] wider by { $by }
  } brings { $gain } { $sense ->
    [most] less
   *[least] more
  }.
decide-allocate = { $size ->
    [none] No better split was found at the same totals: on fresh futures the chance of { $goal } in { $year } remains { $before }.
    [little] On fresh futures, another split of people and money at the same totals moves the chance of { $goal } in { $year } from { $before } to { $after } ({ $gain }): allocation alone does not rescue the plan.
   *[much] On fresh futures, another split of people and money at the same totals moves the chance of { $goal } in { $year } from { $before } to { $after } ({ $gain }).
  }
decide-cut = { $count ->
    [one] “{ $first }” is the only decision that saves money: each { $plan-currency } saved costs { $plan-currency } { $lost } of revenue.
   *[other] Cut “{ $first }” first: each { $plan-currency } saved costs { $plan-currency } { $lost } of revenue. Cut “{ $last }” last: it costs { $plan-currency } { $most }.
  }
decide-cut-none = No decision of this scenario costs more than it does today, so there is nothing to cut.
decide-frontier = { $shape ->
    [flat] On fresh futures more money hardly moves the chance of { $goal } in { $year }: { $first } at { $first-cost }, { $last } at { $last-cost }.
    [steady] On fresh futures the chance of { $goal } in { $year } rises from { $first } at { $first-cost } to { $last } at { $last-cost }; more money buys more all along.
   *[bent] On fresh futures the chance of { $goal } in { $year } rises from { $first } at { $first-cost } to { $last } at { $last-cost }; beyond { $bend-cost } ({ $bend }) more money buys clearly less.
  }
decide-frontier-none = No point within these bounds meets the other aims.
decide-limit = { $side ->
    [above] “{ $name }” is at least { $low }
    [below] “{ $name }” is at most { $high }
   *[between] “{ $name }” lies between { $low } and { $high }
  }
decide-limit-case = { $happens ->
    [yes] “{ $name }” happens
   *[no] “{ $name }” does not happen
  }
decide-asked = { $asked ->
    [chance] Asked: { $phrase } of { $target } in { $year } with a chance of { $chance }
   *[none] Asked: { $phrase } of { $target } in { $year }
  }
decide-and = {" and "}
decide-fails = It misses { $goal } in { $year } mostly when { $conditions }: { $coverage } of 100 misses look like this, and in such futures it misses { $density } of 100 times (anywhere: { $base }).
decide-works = It reaches { $goal } in { $year } mostly only when { $conditions }: { $coverage } of 100 successes look like this, and in such futures it succeeds { $density } of 100 times (anywhere: { $base }).

error-solve-lever = { $option } names “{ $id }”, which is neither a lever nor a family of levers. Allowed: { $allowed }.
error-solve-condition = “{ $id }” is a condition: it is not yours to set, so no search moves it.
error-solve-bounds = The bounds of “{ $id }” leave no room: from { $low } to { $high }.
error-solve-nothing = Nothing is left that may move. Levers: { $allowed }.
error-solve-chance = A chance of { $value } cannot be asked for; it must lie between 0 and 1, both excluded.
error-solve-certain = The assumption set “{ $set }” has no spread and no case is left to chance, so every future is the same.
error-solve-same = { $all ->
    [yes] Every simulated future reaches the target of { $year }, so nothing tells success from failure. Choose another target value.
   *[no] No simulated future reaches the target of { $year }, so nothing tells success from failure. Choose another target value.
  }
error-solve-rare = Only { $share } in 100 futures end differently from the rest for { $year }: too few to tell what sets them apart. Choose a target value nearer to the middle.
error-solve-limit = { $option } needs ID=VALUE with a lever or a measure; “{ $id }” is neither. Allowed: { $allowed }.

cli-command-solve = What would it take: solve levers for a target or a chance of it
cli-command-solve-lever = One lever at a time: the value that meets the target, or how near it comes
cli-command-solve-cheapest = The cheapest decisions, with promises bounded, that meet the target
cli-command-solve-frontier = What more safety costs: the best chance at each level of cost
cli-command-solve-allocate = Where people and money should go at the same totals, and what to cut first
cli-command-solve-strategies = Strategies side by side: how often each meets all aims, and regret
cli-command-solve-discover = When it fails, when it works: the conditions that tell misses from successes
cli-option-solve-chance = Chance of the target that is wanted, such as 0.2
cli-option-solve-move = Levers (or families) that may move; without it, decisions and promises
cli-option-solve-lock = Levers (or families) that stay
cli-option-solve-at-most = Upper bound of a lever, or of a measure in the target’s year
cli-option-solve-at-least = Lower bound of a lever, or of a measure in the target’s year
cli-option-solve-budget = Gross programme of all years at most, in the plan’s money unit
cli-option-solve-people = Most reps in any quarter
cli-option-solve-quarterly-hires = Most hires in any quarter, leavers’ places included
cli-option-solve-effort = Ceiling of every promise, in units of the plan’s own (1.2)
cli-option-solve-style = How effort counts: the fewest changes, or everyone a little
cli-option-solve-least = What is kept least: money or effort
cli-option-solve-points = Points of the frontier
cli-option-solve-axis = What is bounded from point to point
cli-option-solve-strict = How strict the conditions are, from 0 (cover every case) to 1 (the densest box)
cli-solve-lever = Lever
cli-solve-now = Now
cli-solve-needed = Needed
cli-solve-effort = Times the promise
cli-solve-best = At best
cli-solve-bound = What binds
cli-solve-price = Worth of more room
cli-solve-cost = Cost
cli-solve-chance = Chance
cli-solve-saved = Saved
cli-solve-lost = Revenue lost for each { $plan-currency } saved
cli-solve-range = Range
cli-solve-profit = Profit gained for each { $plan-currency } saved
cli-solve-condition = Condition
cli-solve-without = Without it
cli-solve-alone = Alone
cli-solve-approximate = ≈ read from { $draws } simulated futures; name one lever with --move to have it solved and confirmed on { $fresh }.
