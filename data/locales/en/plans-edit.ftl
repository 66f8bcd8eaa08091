# The numbers of a plan as a table to edit: the card on the Plans page, its errors, and what it says of stored work.
plans-edit-do = Edit numbers
plans-edit-title = Numbers of “{ $name }”
plans-edit-own = Nothing is stored while you type. What you keep becomes the next version; the version before it stays.
plans-edit-shipped = This plan comes with the program and stays as it is. What you keep becomes a plan of your own.
plans-edit-search = Search name, unit or source
plans-edit-sections = Section
plans-edit-all = All
plans-edit-rests = Rests on
plans-edit-ends = Range (P10 – P90)
plans-edit-ends-help = In eight cases of ten the truth lies between its ends. Type “5 to 9”, or empty the cell.
plans-edit-basis-help = Measured, estimated or guessed: a guess widens what is likely.
plans-edit-table = Numbers of the plan
plans-edit-shown = { $count ->
    [one] { $count } number
   *[other] { $count } numbers
  } of { $all }
plans-edit-none = No number fits.
plans-edit-undo = Undo
plans-edit-redo = Redo
plans-edit-close = Close
plans-edit-discard = Discard changes
plans-edit-keep = { $own ->
    [yes] Keep as a new version …
   *[no] Keep as a plan of my own …
  }
plans-edit-changes = { $count ->
    [0] Nothing is changed yet. Double-click a value, or type over it.
    [one] One change so far
   *[other] { $count } changes so far
  }
plans-edit-problems = { $count ->
    [one] One thing has to be put right before this can be kept
   *[other] { $count } things have to be put right before this can be kept
  }
plans-edit-figure = Your own figure
plans-edit-sum = Set { $name } to { $value }
plans-edit-origin = your edits
plans-stored = { $count ->
    [0] No saved scenario stands on “{ $plan }” yet.
    [one] One saved scenario stands on “{ $plan }”. It keeps its numbers and goes on opening with the version it was saved under.
   *[other] { $count } saved scenarios stand on “{ $plan }”. They keep their numbers and go on opening with the version they were saved under.
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
error-plan-row-total = { $row } – it and its fellows sum to { $value }, their total is stated as { $allowed }.
error-plan-number = { $row }: “{ $value }” is no number that may stand here. Allowed: { $allowed ->
    [float] a number
   *[other] { $allowed }
  }{ $unit ->
    [none] .
   *[other] {" "}({ $unit }).
  }
error-plan-judged = { $row }: neither a basis nor a range can be stated for this number.
error-plan-number-two = { $row }: “{ $value }” could be { $both }. Write it without a comma.
origin-quantity-base-year = Base year
origin-quantity-years = Years of the plan

# words for keys of a pack
plan-part-cost = cost
plan-part-removes = part of the effect that it takes away
plan-part-weight = weight
plan-part-uniform = even distribution
plan-part-normal = normal distribution
plan-part-pareto = Pareto distribution
plan-part-cap = largest value
plan-part-trigger = threshold
plan-part-actions = action
plan-part-play = in the simulation
plan-part-release = threshold to end
plan-part-times = at most, times
plan-part-first = first quarter
plan-part-most = at most
plan-part-months = months
plan-part-cases = case
plan-part-assumptions = assumption
plan-part-fit = fitted
plan-part-line = Share of “{ $line }” in its kind
origin-quantity-fiscal-start = Month in which a year begins
