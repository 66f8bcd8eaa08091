cli-command-sweep = Run thousands of scenarios over their futures, into Parquet; goes on where it stopped.
cli-option-sweep-vary = Lever to vary: from, to and number of values, or the values.
cli-option-sweep-sample = N points spread evenly over the ranges instead of all combinations.
cli-option-sweep-from = File with one JSON object of lever values a line; “-” reads standard input.
cli-option-sweep-to = Folder for the Parquet parts; a sweep that stopped goes on there.
cli-option-sweep-pool = Who computes: threads, processes, or the address of a Dask scheduler.
cli-option-sweep-workers = Threads or processes; one a core by default.
cli-sweep-progress = { $done } of { $total } scenarios
cli-sweep-title = { $count } { $count ->
    [one] scenario
   *[other] scenarios
  }, { $draws } futures each; { $computed } computed now.
cli-sweep-promise = As promised
cli-sweep-range = P10 – P90
cli-sweep-chance = Chance of target
cli-sweep-more = … and { $count } less likely.
cli-sweep-kept = Kept in { $folder }.
error-sweep-lever = There is no lever “{ $lever }” to vary. Allowed: { $allowed }.
error-sweep-share = { $lever } is a share of a whole and cannot vary alone; give such scenarios with --from. Levers that can: { $allowed }.
error-sweep-choice = { $lever } cannot be “{ $value }”. Allowed: { $allowed }.
error-sweep-axis = “{ $value }” is no range of values. Write LEVER=LOW:HIGH:N with N ≥ 2 and LOW < HIGH, or LEVER=A,B,….
error-sweep-range = { $lever } = { $value } is outside { $low } to { $high }.
error-sweep-number = “{ $value }” is not one number for { $lever }.
error-sweep-many = { $count } scenarios cannot be run; 1 to { $most } can.
error-sweep-draws = { $value } futures cannot be run; 1 to { $most } can.
error-sweep-edition = The worker has another edition of plan “{ $plan }” ({ $found } instead of { $wanted }).
error-sweep-pool = “{ $value }” is no pool. Allowed: { $allowed }.
error-sweep-dask = A cluster needs the package “distributed”, which is not installed.
error-sweep-cluster = No Dask scheduler answers at { $address }.
error-sweep-folder = { $folder } holds something else. Name a new folder, or one that this sweep was kept in.
error-sweep-other = { $folder } holds another sweep: { $keys } differ. Name another folder.
error-sweep-line = Line { $line } of { $file } is no JSON object of lever values.
error-sweep-nothing = Nothing varies. Name levers with --vary, or scenarios with --from.
