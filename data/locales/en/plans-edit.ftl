# The numbers of a plan as a table to edit: the card on the Plans page, its errors, and what it says of stored work.
plans-edit-do = Edit numbers
plans-edit-title = Numbers of “{ $name }”
plans-edit-own = Nothing is saved while you type. Once you confirm, your changes become the next version; the earlier version is kept.
plans-edit-shipped = This plan comes with the program or from a folder of the server, and stays as it is. Once you confirm, your changes become a plan of your own.
plans-edit-search = Search name, unit or source
plans-edit-sections = Section
plans-edit-all = All
plans-edit-rests = Rests on
plans-edit-ends = Range (P10 – P90)
plans-edit-ends-help = In eight cases out of ten the true value lies between the ends. Type “5 to 9”, or empty the cell.
plans-edit-basis-help = Measured, estimated or guessed: a guess widens the likely range.
plans-edit-table = Numbers of the plan
plans-edit-shown = { $count ->
    [one] { $count } number
   *[other] { $count } numbers
  } of { $all }
plans-edit-none = No number matches.
plans-edit-undo = Undo
plans-edit-redo = Redo
plans-edit-close = Close
plans-edit-discard = Discard changes
plans-edit-keep = { $own ->
    [yes] Save as a new version …
   *[no] Save as a plan of my own …
  }
plans-edit-changes = { $count ->
    [0] Nothing changed yet. Double-click a value, or type over it.
    [one] One change so far
   *[other] { $count } changes so far
  }
plans-edit-problems = { $count ->
    [one] Correct one entry before saving
   *[other] Correct { $count } entries before saving
  }
plans-edit-figure = Your own figure
plans-edit-sum = Set { $name } to { $value }
plans-edit-origin = your edits
plans-stored = { $count ->
    [0] No saved scenario is based on “{ $plan }” yet.
    [one] One saved scenario is based on “{ $plan }”. It keeps its numbers and still opens with the version it was saved under.
   *[other] { $count } saved scenarios are based on “{ $plan }”. They keep their numbers and still open with the version they were saved under.
  }
plan-change-beside = { $name }: { $part }
plan-part-source = source
plan-part-assumption = reason
plan-part-basis = basis
plan-part-low = low end
plan-part-high = high end
plan-part-year = year
plan-part-strength = strength
error-plan-row = { $row } – { $problem }
error-plan-row-total = { $row } – the parts add up to { $value }, but the total is stated as { $allowed }.
error-plan-number = { $row }: “{ $value }” cannot be entered here. Allowed: { $allowed ->
    [float] a number
   *[other] { $allowed }
  }{ $unit ->
    [none] .
   *[other] {" "}({ $unit }).
  }
error-plan-number-empty = { $row }: the cell is empty. Allowed: { $allowed ->
    [float] a number
   *[other] { $allowed }
  }{ $unit ->
    [none] .
   *[other] {" "}({ $unit }).
  }
error-plan-judged = { $row }: this number takes no basis and no range.
error-plan-number-two = { $row }: “{ $value }” could be { $both }. Write it without a comma.
origin-quantity-base-year = Base year
origin-quantity-years = Years of the plan

# words for keys of a pack
plan-part-cost = cost
plan-part-removes = share of the effect removed
plan-part-weight = weight
plan-part-uniform = uniform distribution
plan-part-normal = normal distribution
plan-part-pareto = Pareto distribution
plan-part-cap = cap
plan-part-trigger = threshold
plan-part-actions = action
plan-part-play = in the simulation
plan-part-release = release threshold
plan-part-times = maximum number of times
plan-part-first = first quarter
plan-part-most = maximum
plan-part-months = months
plan-part-cases = risk case
plan-part-assumptions = assumption
plan-part-fit = fit
plan-part-line = Share of “{ $line }” within its kind
origin-quantity-fiscal-start = First month of the financial year
