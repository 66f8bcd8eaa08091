# A target worked out as in a worked example: the card on the Plans page and `python -m sim plans target`.
target-do = Work out the target
target-title = { $year }: { $top } top-down, { $bottom } bottom-up, { $stated } in the plan
target-subtitle = An annual target built up as in a worked example: the historical baseline plus increments from the market, new products, regions and channels; then bottom-up from customers. The example’s counts stand in until you replace an amount with your own.
target-sides = { $side ->
    [top] Top-down
   *[bottom] Bottom-up
  }
target-step = Step
target-how = How
target-amount = Amount
target-step-history = Historical baseline
target-carried = Past growth continued
target-step-market = Market increment
target-step-new-customers = New products
target-step-key-accounts = Regions: key accounts
target-step-probing = Regions: to be probed
target-step-channels = Channels
target-step-existing = Existing customers
target-step-won = New customers
target-how-history = base revenue growing at { $growth }, { $years ->
    [1] one year
   *[other] { $years } years
  }
target-how-market = market { $market }, own growth { $growth }: the difference
target-how-new-customers = { $first } from new industries a year × deal size
target-how-key-accounts = { $first } key accounts a year × deal size
target-how-probing = { $first } × { $second } a year × deal size
target-how-channels = the example states a share ({ $first }), no amount: enter yours
target-how-existing = { $first } kept a year, each buying { $second } more
target-how-won = { $first } new customers a year × deal size
target-how-no-deal = the plan states no deal size: enter your amount
target-how-own = your own amount
target-gap-top-bottom = { $sign ->
    [more] The top-down target exceeds what customers bring by { $gap }: it is open who will sell this part.
    [less] What customers bring exceeds the top-down target by { $gap }: the target leaves room.
   *[even] Both calculations come to the same.
  }
target-gap-stated-top = { $sign ->
    [more] The plan’s own target is { $gap } above the top-down target: no increment explains that part.
    [less] The plan’s own target is { $gap } below the top-down target.
   *[even] The plan’s own target equals the top-down target.
  }
target-gap-stated-bottom = { $sign ->
    [more] The plan’s own target is { $gap } above what customers bring.
    [less] The plan’s own target is { $gap } below what customers bring.
   *[even] The plan’s own target equals what customers bring.
  }
target-floor = The example asks for at least { $floor } of the top-down target, { $amount }.
target-pacing = Spread over quarters
target-team = Reps per team
target-spread-title = The top-down target by region, line, quarter and team ({ $unit })
target-column-region = Region
target-column-today = { $year }
target-column-goal = { $year }
target-column-growth = Growth a year
target-column-teams = Teams
target-column-team = Per team
target-column-rep = Per rep (today), { $unit }
target-rep = { $then } ({ $now })
target-whole = Company
target-put = Put into the plan
target-put-help = Opens the table of numbers with { $top } as the target for { $year }, and the shares of regions and new products where the plan claims them. Nothing is saved until you confirm.
target-close = Close
target-start = Base { $year }
target-end = Target { $year }
target-alt = Steps from base-year revenue to the top-down target
cli-command-plans-target = Work out a plan’s target from history and increments, and from customers
cli-option-target-step = amount of a step in millions, such as channels=40 (repeatable)
cli-option-target-pacing = how the year is spread over quarters: plan (its own seasons), or a shape of the examples, d4 or d3
cli-option-target-team = reps per team
target-gaps-title = Top-down target and what customers bring ({ $unit })
target-gaps-by = By
target-by = { $dimension ->
    [region] Region
    [line] Line
    [quarter] Quarter
   *[team] Team
  }
target-column-top = Top-down
target-column-bottom = Bottom-up
target-column-gap = Gap
target-column-share = Share of top-down
target-column-says = Finding
target-says = { $sign ->
    [more] more is asked than customers bring
    [less] customers bring more than is asked
   *[even] both agree
  }
target-sum = Sum
target-widest = { $sign ->
    [more] Widest gap: { $region }, { $line }, { $quarter }. { $gap } more is asked than customers bring, { $team } per team.
    [less] Widest gap: { $region }, { $line }, { $quarter }. Customers bring { $gap } more than is asked, { $team } per team.
   *[even] In every region, line and quarter both calculations come to the same.
  }
