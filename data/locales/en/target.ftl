# A target worked out as document D3 does: the card on the Plans page and `python -m sim plans target`.
target-do = Work out the target
target-title = { $top } from the top, { $bottom } from the bottom, { $stated } in the plan for { $year }
target-subtitle = As document D3 builds an annual target: history carried on, plus the market, new products, regions and channels; and the other way round, from customers up. Amounts are yours to replace.
target-sides = { $side ->
    [top] From the top
   *[bottom] From the bottom
  }
target-step = Step
target-how = How
target-amount = Amount
target-step-history = History carried on
target-carried = Growth carried on
target-step-market = Market beyond it
target-step-new-customers = New products
target-step-key-accounts = Regions: key accounts
target-step-probing = Regions: new ground
target-step-channels = Channels
target-step-existing = Customers kept
target-step-won = Customers won
target-how-history = base revenue at { $growth }, { $years } years
target-how-market = the market at { $market }, not { $growth }
target-how-new-customers = { $first } of a new industry a year × deal size
target-how-key-accounts = { $first } of the largest kind a year × deal size
target-how-probing = { $first } × { $second } a year × deal size
target-how-channels = D3 states a share ({ $first }), no amount: enter yours
target-how-existing = { $first } kept, each buying { $second } more, every year
target-how-won = { $first } a year × deal size
target-how-no-deal = the plan states no deal size: enter your amount
target-how-own = your own amount
target-gap-top-bottom = { $sign ->
    [more] What is asked from the top exceeds what customers bring by { $gap }: nobody has said yet who sells it.
    [less] What customers bring exceeds what is asked from the top by { $gap }: the target leaves room.
   *[even] Both sides come to the same.
  }
target-gap-stated-top = { $sign ->
    [more] The plan’s own target lies { $gap } above the target from the top: no increment explains that part.
    [less] The plan’s own target lies { $gap } below the target from the top.
   *[even] The plan states what the top comes to.
  }
target-gap-stated-bottom = { $sign ->
    [more] The plan’s own target lies { $gap } above what customers bring.
    [less] The plan’s own target lies { $gap } below what customers bring.
   *[even] The plan states what customers bring.
  }
target-floor = { $floor } of the target from the top, { $amount }, is what D3 calls the least (D3-017).
target-pacing = Spread over quarters
target-team = Reps a team
target-spread-title = The target from the top by region, line, quarter and team ({ $unit })
target-column-region = Region
target-column-today = { $year }
target-column-goal = { $year }
target-column-growth = A year
target-column-teams = Teams
target-column-team = A team
target-column-rep = A rep (today), { $unit }
target-rep = { $then } ({ $now })
target-whole = Company
target-put = Put into the plan
target-put-help = Opens the table of numbers with { $top } as the target for { $year }, and the shares of regions and new products where the plan claims them. Nothing is kept before you say so.
target-close = Close
target-start = Base { $year }
target-end = Target { $year }
target-alt = Steps from the base year’s revenue to the target from the top
cli-command-plans-target = work out a plan’s target from history and increments, and from customers
cli-option-target-step = amount of a step in millions, such as channels=40 (repeatable)
cli-option-target-pacing = how the year is spread over quarters: plan, d4, d3
cli-option-target-team = reps of a team
target-gaps-title = What the top asks, and what customers bring ({ $unit })
target-gaps-by = By
target-by = { $dimension ->
    [region] Region
    [line] Line
    [quarter] Quarter
   *[team] Team
  }
target-column-top = From the top
target-column-bottom = From the bottom
target-column-gap = Gap
target-column-share = Of the top
target-column-says = So
target-says = { $sign ->
    [more] more is asked than customers bring
    [less] customers bring more than is asked
   *[even] both agree
  }
target-sum = Sum
target-widest = { $sign ->
    [more] Furthest apart: { $region }, { $line }, { $quarter }. { $gap } more is asked than customers bring, { $team } a team.
    [less] Furthest apart: { $region }, { $line }, { $quarter }. Customers bring { $gap } more than is asked, { $team } a team.
   *[even] In every region, line and quarter both sides come to the same.
  }
