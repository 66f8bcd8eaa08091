fit-missed = No { $name } from { $low } to { $high } gives the { $what ->
    [year] { $target }
   *[other] { $what } of { $target }
  } stated for { $year }. At { $value }, the nearest, the plan’s levers give { $reached }; results stand on that.
error-plan-fit = { $file }: with { $key } at { $low } or { $high } the model gives no number to compare with { $value }.
error-preset-unknown = There is no preset “{ $preset }”. Presets of this plan: { $allowed }.
error-scenario-key = Unknown key { $key } in the scenario. Allowed: { $allowed }.
error-scenario-missing = The scenario has no { $key }.
error-scenario-type = { $key } of the scenario must be a table of names and values.
error-scenario-whole = { $key } is { $value }; it must be a whole number.
error-not-a-number = { $kind ->
    [lever] Lever
    [assumption] Assumption
   *[setting] Setting
  } { $id } is “{ $value }”; it must be a number.
error-out-of-range = { $kind ->
    [lever] Lever
    [assumption] Assumption
   *[setting] Setting
  } { $id } is { $value }; allowed is { $low } to { $high }.
error-lever-unknown = There is no lever “{ $id }”. Levers: { $allowed }.
error-lever-missing = Lever { $id } has no value.
error-lever-choice = Lever { $id } is “{ $value }”. Allowed: { $allowed }.
error-simplex = The shares of { $family } sum to { $total }; they must sum to 1.
error-set-unknown = There is no assumption set “{ $name }”. Sets of this plan: { $allowed }.
error-assumption-unknown = There is no assumption “{ $id }”. Assumptions: { $allowed }.
error-year = { $value } is not a year of this plan. Years: { $allowed }.
error-target-of-year = { $plan } states no revenue target of a year, nor of all its halves or quarters, so there is nothing to work out. Enter one under “Edit” first.
error-target-metric = The target cannot be measured as “{ $value }”. Allowed: { $allowed }.
