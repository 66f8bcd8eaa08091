# The scenario library. `problem`, `detail` and `path` come from the system.
error-store-locked = The scenario library { $path } is in use by another program (process { $process }: { $command }). Close the other app or command, or do this inside it. Until then the simulator works, but nothing is saved.
error-store-full = There is no room left to save in { $folder }. Nothing of this step was stored; everything saved before is safe. Free some space, then save again.
error-store-wal = The change log { $wal } of the scenario library is damaged, so the library was left as it is. Keep a copy of both files, then move the log away and try again; changes that stood only in the log are lost.
error-store-cut = The change log { $wal } of the scenario library is { $missing } bytes shorter than it was after the last finished save, so at least that save is missing. The library was left as it is. Put the log back from a backup if there is one; to go on without what is missing, delete { $mark }.
error-store-not-a-library = { $path } is not a scenario library, so it was not touched. Set SCENARIO_DB to another place, or move the file away.
error-store-foreign = { $path } is a DuckDB file of another program, so it was not touched. Set SCENARIO_DB to another place.
error-store-newer = { $path } was written by a newer version of this program (library version { $found }; this program knows { $known }). Update the program; the library was not touched.
error-store-engine = { $path } was written by a version of DuckDB that this one cannot read. Install the packages of requirements.txt; the library was not touched.
error-store-corrupt = The scenario library { $path } is damaged ({ $detail }). It was not changed. Keep a copy, then restore a backup or move the file away to start a new library.
error-store-not-writable = No permission to write the scenario library { $path }. Change the permissions of the file and its folder, or set SCENARIO_DB to a place of your own. Until then the simulator works, but nothing is saved.
error-store-directory = { $path } is a folder, but the scenario library is a file. Set SCENARIO_DB to a file name inside it.
error-store-folder = The folder { $folder } for the scenario library cannot be used or made. Set SCENARIO_DB to a place that exists.
error-store-failed = The scenario library { $path } reported a problem: { $detail }. Nothing of this step was stored.
error-store-server = The library’s database { $place } cannot be reached: { $detail }. Check DATABASE_URL and that the server runs. Until then the simulator works, but nothing is saved.
error-store-server-address = { $place } is not an address of a PostgreSQL database (postgresql://user:password@host:port/database). Until it is, the simulator works, but nothing is saved.
error-store-server-failed = The library’s database { $place } reported a problem: { $detail }. Nothing of this step was stored.
error-copy-occupied = { $place } holds a library already ({ $scenarios } { $scenarios ->
    [one] scenario
   *[other] scenarios
  }), so nothing was copied. Give an empty database or a file that does not exist yet.
error-copy-differs = The copy in { $place } differs from its origin in { $tables }. Do not use it.
error-copy-itself = { $place } is the library itself. Give another place to copy it to.
error-store-replaced = The scenario library { $path } was deleted or replaced by another program while it was open. Nothing of this step was stored. Everything saved until then was copied to { $copy }; set SCENARIO_DB to it, or put it back in its place.
error-store-unknown = There is no saved scenario “{ $name }”.
error-store-unknown-in-bin = There is no scenario “{ $name }” in the bin.
error-store-revision = Scenario { $name } has no revision { $revision }.
error-store-ambiguous = Several scenarios in the bin are called “{ $name }”. Give one of these ids instead: { $ids }.
error-store-name-empty = A scenario needs a name: at least one visible letter, digit or sign.
error-store-overtaken = “{ $name }” has been saved by somebody else meanwhile (revision { $revision }); nothing was saved.
error-store-name-taken = There is already a scenario called “{ $name }”. Choose another name.
error-store-long = The { $what ->
    [name] name
    [note] note
    [tag] tag
   *[author] author’s name
  } has { $length } characters; at most { $limit } are allowed.
error-store-characters = The { $what ->
    [name] name
    [note] note
    [tag] tag
   *[author] author’s name
  } contains a character that cannot be stored ({ $code }). Remove it.
error-store-tags = { $count } tags are too many; at most { $limit } are allowed.
error-store-set-reserved = “{ $name }” is an assumption set of the plan. Choose another name for your own.
error-store-set-unknown = There is no assumption set “{ $name }”. Sets here: { $allowed }.
error-import-size = The file is larger than { $limit } MB, too large for a scenario.
error-import-json = The file is not a scenario: it is no valid JSON, or was cut off.
error-import-foreign = The file is JSON, but not a scenario exported by this program.
error-import-newer = The file was exported by a newer version of this program (format { $found }; this program knows { $known }). Update the program, then import it.
error-import-damaged = The scenario file is damaged at “{ $key }”.
error-import-key = The scenario file contains the unknown key “{ $key }”.
error-import-missing = The scenario file has no “{ $key }”.
error-import-plan = The scenario belongs to the plan “{ $plan }”, which is not here. Plans here: { $allowed }.
store-changed-renamed = Lever { $before } is now called { $after }; its value was taken over.
store-changed-plan = The plan has changed since this was saved (plan { $then } then, { $now } now).
store-changed-model = The model has changed since this was saved (version { $then } then, { $now } now).
store-changed-assumptions = { $count ->
    [one] One assumption has another value now
   *[other] { $count } assumptions have other values now
  } than when this was saved: { $named }{ $more ->
    [0] .
   *[other] {" "}and { $more } more.
  }
store-changed-set = The assumption set “{ $name }” has been edited since; this scenario keeps the values it was saved with.
store-changed-cannot-run = The scenario can no longer be run, so only the saved results are shown: { $problem }
store-changed-same-numbers = The results are the same to the last digit.
store-changed-numbers = { $year } revenue was { $then } when saved and is { $now } now.
store-changed-means = The saved results are of the single run at the means of its assumption set. A single run now shows what the plan promises, whatever set says what is likely.
store-changed-machine = Plan, model and assumptions are unchanged, yet the results differ slightly: another processor or another version of the numerical libraries rounds differently.
store-import-renamed = The name “{ $before }” was taken, so the import is called “{ $after }”.
store-import-plan = The file was made with another edition of the plan ({ $then }; here { $now }), so its results were computed anew.
store-import-model = The file was made with another version of the model ({ $then }; here { $now }), so its results were computed anew.
store-import-numbers = The results in the file differ from those computed here; the ones computed here were stored.
store-changed-plan-kept = The plan has a newer version ({ $now }). This scenario keeps the version it was saved with ({ $then }) and its results.
error-store-plan-taken = “{ $plan }” is a plan that comes with the program or from a folder of the server. Import yours under another id.
error-store-plan-shipped = “{ $plan }” comes with the program or from a folder of the server; it cannot be taken off the list.
error-store-plan-unknown = There is no plan “{ $plan }” in the library.
store-changed-numbers-renewed = { $year } revenue was { $then } when saved; under the plan’s newest version it would be { $now }.
library-check-sound = The library is sound: { $scenarios } { $scenarios ->
    [one] scenario
   *[other] scenarios
  }, { $revisions } { $revisions ->
    [one] revision
   *[other] revisions
  }, { $runs } { $runs ->
    [one] run
   *[other] runs
  }; every block was read, every hash agrees.
library-check-revisions = Revision { $what } has no run.
library-check-results = Results of run { $what } belong to no run.
library-check-runs = Run { $what } has no results.
library-check-gaps = Scenario { $what } misses revisions.
library-check-hash = The inputs of run { $what } are not those its hash was made of.
library-check-unreadable = Table { $what }.
error-library-check = The library has { $count } { $count ->
    [one] problem
   *[other] problems
  }: { $findings }
error-import-together = The files are too large together: more than { $limit } MB. Import the rest in a further step.
error-backup-file = { $file } is no ordinary file.
