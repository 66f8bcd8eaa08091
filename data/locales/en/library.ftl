# Backup of the whole library, and what restoring one did. `detail` and `problem` come from the system.
cli-command-library = Back up the whole library into one file, or restore it
cli-command-library-log = List who changed what, most recent first
cli-option-log-limit = maximum number of lines
cli-command-library-copy = Copy the whole library into a database of a server, or into a file
cli-option-copy-to = a postgresql:// address or a file
library-copied = The library was copied to { $place }: { $rows } rows, read back and compared, all identical.
cli-command-backup = Write the whole library into one file
cli-command-restore = Merge a backup into the library; nothing that is here is changed or lost
backup-written = { $count ->
    [one] One scenario
   *[other] { $count } scenarios
  } written to { $file }.
backup-restored = Backup of { $time }:
backup-added = { $count ->
    [one] One scenario was restored, with its history.
   *[other] { $count } scenarios were restored, with their history.
  }
backup-extended = { $count ->
    [one] One scenario had later revisions in the backup and has them here now.
   *[other] { $count } scenarios had later revisions in the backup and have them here now.
  }
backup-copied = { $count ->
    [one] One scenario has since been changed here in another way; the backup’s version was added as a separate scenario.
   *[other] { $count } scenarios have since been changed here in another way; the backup’s versions were added as separate scenarios.
  }
backup-known = { $count ->
    [one] One more scenario is already here.
   *[other] { $count } more scenarios are already here.
  }
backup-nothing = Every scenario in the backup is already here.
backup-empty = The backup holds nothing.
backup-in-bin = { $count ->
    [one] One of them is in the bin here and was left there.
   *[other] { $count } of them are in the bin here and were left there.
  }
backup-renamed = Names already taken were given a number: { $names }.
backup-renamed-one = “{ $before }” is now “{ $after }”
backup-renamed-more = and { $count } more
backup-foreign-plan = { $count ->
    [one] One scenario belongs
   *[other] { $count } scenarios belong
  } to the plan “{ $plan }”, which is not here: the saved results can be viewed, but not recalculated.
backup-plan-edition = { $count ->
    [one] One scenario was calculated with another edition of its plan; opening it shows
   *[other] { $count } scenarios were calculated with another edition of their plan; opening one shows
  } both results.
backup-sets = { $count ->
    [one] One assumption set was restored.
   *[other] { $count } assumption sets were restored.
  }
backup-stories = { $count ->
    [one] One story was restored.
   *[other] { $count } stories were restored.
  }
backup-rooms = { $count ->
    [one] One workshop was restored.
   *[other] { $count } workshops were restored.
  }
backup-bookmarks = { $count ->
    [one] One bookmark was restored.
   *[other] { $count } bookmarks were restored.
  }
backup-actuals = { $count ->
    [one] One actual figure was restored.
   *[other] { $count } actual figures were restored.
  }
backup-kept = { $count ->
    [one] One assumption set, story, workshop or table of actual figures differs from the backup and was left as it is here.
   *[other] { $count } assumption sets, stories, workshops or tables of actual figures differ from the backup and were left as they are here.
  }
error-backup-foreign = The file is not a backup of a scenario library.
error-backup-newer = The backup was written by a newer version of this program. Update the program, then restore the backup; the library was not changed.
error-backup-damaged = The backup is damaged ({ $detail }). Nothing was restored; use another copy of it.
error-backup-size = The backup is larger than { $limit } GB, the most this program can restore. Nothing was restored.
error-backup-room = The backup could not be unpacked in { $folder }: { $problem }. Free some space, then restore again; the library was not changed.
error-backup-itself = { $file } is the library itself. Give the backup another name.

# The library page. In sentences <b>…</b> is strong and <em>…</em> marks a shortfall.
library-sentence = <b>{ $reached }</b> of { $count } scenarios reach their target; the highest, “{ $name }”, reaches <b>{ $revenue }</b> in { $year }.
library-sentence-none = <em>None</em> of { $count } scenarios reaches its target; the highest, “{ $name }”, reaches <b>{ $revenue }</b> in { $year }.
library-sentence-mixed = { $reached ->
    [0] <em>None</em> of { $count } scenarios reaches its target;
   *[other] <b>{ $reached }</b> of { $count } scenarios reach their target;
  } their plans count in different money, so revenues are compared only within each.
library-sentence-one = The library has one scenario: “{ $name }” reaches <b>{ $revenue }</b> in { $year }.
library-sentence-bin = The library is empty; { $count ->
    [one] one scenario is
   *[other] { $count } scenarios are
  } in the bin.
library-sentence-new = Nothing has been saved yet.
library-sentence-broken = The library <em>cannot be used</em> at the moment; the Simulator still works.
library-sentence-unknown = This scenario is not in the library.
library-new-title = Your saved scenarios will appear here
library-new-text = Save a scenario in the Simulator, or import one that somebody exported. Every later change is kept in its history.
library-new-go = Go to the Simulator
library-broken-title = What is wrong, and what to do
library-broken-subtitle = Nothing has been changed or lost. You can go on simulating, and save once the library is back.
library-again = Try again
library-to-simulator = Back to the Simulator
library-unknown-text = It may have been deleted for good, or belong to another library.
library-waiting = Opening the library …
library-numbers = The library in numbers
library-number-count = Saved scenarios
library-number-favourites = { $count ->
    [one] 1 favourite
   *[other] { $count } favourites
  }
library-number-bin = { $count } in the bin
library-number-reached = Reach their target
library-number-share = { $share } of all
library-number-best = Highest revenue { $year }
library-number-best-in = Highest revenue in { $money }, { $year }
library-number-of = { $name }: { $plan }
library-number-median = Median revenue { $year }
library-number-median-note = half are above, half are below
library-number-lowest = Lowest revenue { $year }
library-list = Saved scenarios
library-search = Search name, note, tag, author
library-filters = Show
library-filter-tag = Tag
library-filter-author = Author
library-filter-plan = Plan
library-filter-time = Last change
library-filter-target = Target
library-all-tags = All tags
library-all-authors = All authors
library-all-plans = All plans
library-any-time = Any time
library-last-day = Last 24 hours
library-last-week = Last 7 days
library-last-month = Last 30 days
library-last-quarter = Last 3 months
library-last-year = Last 12 months
library-any-target = Any result
library-reached = Reach target
library-missed = Miss target
library-show-all = All
library-show-favourites = Favourites
library-show-bin = Bin
library-clear = Clear filters
library-sort = Sort by
library-sort-updated = Last change
library-sort-created = Created
library-sort-name = Name
library-sort-author = Author
library-order-down = Highest or latest first
library-order-up = Lowest or earliest first
library-sorted-by = { $name } { $value }
outcome-incremental-revenue = Additional revenue over baseline
library-column-path = Trajectory
library-column-revenue = Revenue against target
library-column-chance = Chance
library-column-saved = Last change
library-unit = { $unit }, { $year }
library-short = { $gap } { $sense ->
    [most] below
   *[least] short
  }
library-above = { $gap } above
library-met = on target
library-of-target = { $measure }: { $words }
library-target = Target { $year }: { $value }
library-path-alt = Revenue over the years, { $value } in { $year }
library-other-edition = older plan or model
library-likely = likely { $low } to { $high } in { $year } (P10–P90)
library-at-means = single run at the means
library-open = Open
library-details = Show everything about this scenario
library-favourite = Favourite
library-favour = Mark as favourite
library-unfavour = Remove from favourites
library-select = Select
library-select-page = Select all on this page
library-select-all = Select all { $count }
library-selected = { $count } selected
library-unselect = Clear selection
library-compare = Compare
library-compare-most = Choose { $least } to { $most } scenarios to compare.
library-bulk-tag = Add tag
library-bulk-untag = Remove tag
library-bulk-export = Export
library-export-most = One export holds at most { $most } scenarios. To take everything, back up the library.
library-office-most = Slides and workbooks hold at most { $most } scenarios.
library-export-left-out = { $count ->
    [one] One scenario can no longer be run and is not in the export.
   *[other] { $count } scenarios can no longer be run and are not in the export.
  }
library-tag-name = Tag name
library-apply = Apply
library-cancel = Cancel
library-delete = Delete
library-restore = Restore
library-purge = Delete for good
library-purge-sure = The history is deleted too. This cannot be undone.
library-purge-one = This deletes the scenario and its whole history. It cannot be undone.
library-previous = Previous
library-next = Next
library-counted = { $first }–{ $last } of { $total }
library-empty-found = No scenario matches. Clear the filters or search for something else.
library-empty-bin = The bin is empty.
library-empty-new = The library has no scenarios at the moment; look in the bin, or save one in the Simulator.
library-lost = The server has not answered, so what you did last may not have happened. Please try again.
library-deleted = { $count ->
    [one] Moved to the bin.
   *[other] { $count } scenarios moved to the bin.
  }
library-restored = { $count ->
    [one] Back in the library.
   *[other] { $count } scenarios are back in the library.
  }
library-purged = { $count ->
    [one] Deleted for good.
   *[other] { $count } scenarios deleted for good.
  }
library-tagged = { $count ->
    [0] Nothing to change: all of them already have the tag “{ $tag }”.
    [one] One scenario now has the tag “{ $tag }”.
   *[other] { $count } scenarios now have the tag “{ $tag }”.
  }
library-untagged = { $count ->
    [0] Nothing to change: none of them has the tag “{ $tag }”.
    [one] The tag “{ $tag }” was removed from one scenario.
   *[other] The tag “{ $tag }” was removed from { $count } scenarios.
  }
library-import = Import
library-import-text = One or more scenarios exported as JSON, or a zip of them. Results are recalculated; names already taken are given a number.
library-import-label = Scenario files
library-upload-choose = Choose files
library-upload-limit = { $kinds } · up to { $limit } MB per scenario
library-imported = Saved as “{ $name }”.
library-report = Import results
library-report-count = { $done } of { $count } saved.
library-report-close = Close
error-import-backup = This is a backup of a whole library. Restore it under “Back up”.
error-import-many = The archive holds more than { $limit } files. Import it in smaller parts.
error-import-archive = The archive is damaged or protected by a password.
library-backup = Back up
library-backup-text = One file with every scenario and its history, the bin, assumption sets, stories, bookmarks and actual figures.
library-backup-do = Download the backup
library-backup-file = library { $date }.zip
library-restore-text = A backup is merged into the library: nothing that is here is changed or lost.
library-restore-label = Backup to restore
library-restore-found = { $count ->
    [one] One scenario
   *[other] { $count } scenarios
  }, backed up { $time }.
library-restore-do = Restore backup
# one scenario
library-one-short = “{ $name }” reaches <b>{ $revenue }</b> in { $year }, <em>{ $against }</em> { $sense ->
    [most] its
   *[least] of its
  } { $target } target{ $chance }.
library-one-above = “{ $name }” reaches <b>{ $revenue }</b> in { $year }, <b>{ $against }</b> its { $target } target{ $chance }.
library-one-met = “{ $name }” reaches <b>{ $revenue }</b> in { $year }, <b>{ $against }</b> ({ $target }){ $chance }.
library-one-chance = ; the chance of reaching the target is { $chance }
library-number = { $measure } { $year }
library-now = now { $value }
library-back = Library
library-open-simulator = Open in the Simulator
library-more = More
library-duplicate = Duplicate
library-duplicated = This is the copy “{ $name }”.
library-since-title = Changed since it was saved
library-since-subtitle = The saved numbers stay as they are; opening the scenario recalculates it with today’s plan, model and assumptions.
library-then = As saved
library-today = Today
library-picture-title = { $revenue } in { $year }
library-picture-subtitle = Revenue, { $unit } a year · actual, then simulated
path-point = { $year }: { $value }
path-end = { $name } { $value }
library-about-title = About this scenario
library-origin = Revision { $revision } of { $updated } · created { $created } by { $author }
library-nobody = an unnamed author
library-note = Note
library-tags = Tags
library-tags-hint = Choose or type a tag
library-about-save = Save changes
library-changed = Saved.
library-provenance = Plan { $plan } ({ $edition }) · assumptions: { $set } · model { $model } · seed { $seed } · { $draws } futures · scenario { $hash }
library-history-title = { $count ->
    [one] One revision
   *[other] { $count } revisions
  }
library-history-subtitle = Every change is kept; any two revisions can be compared, and any revision can be made the newest again
library-history-all = Show all { $count }
library-revision = No.
library-action = Action
library-by = By
library-at = When
library-overtook = based on revision { $revision }, while somebody else saved
library-reverted-to = Reverted to revision { $revision }
library-action-create = Created
library-action-save = Saved
library-action-duplicate = Duplicated
library-action-import = Imported
library-action-rename = Renamed
library-action-annotate = Note changed
library-action-tag = Tags changed
library-action-favourite = Favourite changed
library-action-delete = Moved to the bin
library-action-restore = Restored from the bin
library-action-revert = Reverted
library-revision-label = { $revision } · { $what }
library-from = Compare revision
library-to = with revision
library-revert = Make revision { $revision } the newest
library-reverted = Revision { $revision } is the newest again; all other revisions are kept.
library-same-revision = Both sides are the same revision. Choose another one to see the differences.
library-no-difference = There is no difference between these revisions.
library-revision-short = Revision { $revision }
library-what = Item
library-diff = Differences between the two revisions
library-diff-results = Results
library-diff-inputs = Inputs
library-diff-texts = Name, note, tags
library-yes = yes
library-no = no
library-comma = {", "}
library-family-title = Origin and copies
library-family-subtitle = Each copy records the revision it was made from
library-family-from = made from its revision { $revision }
library-family-made = made from revision { $revision }
library-family-gone = a scenario that has been deleted for good
library-opened-notes = “{ $name }” has changed since it was saved:
# saving and opening
save-tags = Tags (optional)
save-tags-hint = Choose or type a tag
save-person = Author (optional)
save-person-help = Who saves this; remembered until you close this window
save-how = How to save
save-update = Update “{ $name }” (becomes revision { $revision })
save-over = Save on top of it as revision { $revision }; the other stays in the history
save-new-numbered = Save as a new scenario; “{ $name }” is taken, so its name gets a number
save-apart = Saved as a new scenario; “{ $name }” stays as it is.
save-gone = “{ $name }”, which you have open, has been moved to the bin. Saving creates a new scenario.
save-somebody = somebody else or another window
save-overtaken = “{ $name }” has been saved since you opened it: revision { $revision }, by { $who }. Your current settings do not include those changes.
save-done-numbered = Saved as “{ $name }”, because “{ $wanted }” was taken.
save-done-revision = Saved “{ $name }” as revision { $revision }.
save-done-overtook = Saved “{ $name }” as revision { $revision }. In the meantime somebody else saved revision { $other }; both are in the history.
open-title = Open a saved scenario
open-search = Search the library
open-none = No saved scenario matches.
open-empty = Nothing has been saved yet.
open-more = { $count } more in the library
open-library = Go to the library
open-line = { $revenue } · { $against } · { $time }
opening-changed = With “{ $name }” (changed since saved),
action-open = Open a saved scenario
backup-plans = { $count ->
    [one] One plan was added or updated.
   *[other] { $count } plans were added or updated.
  }
library-renew = Open in the newest version
library-renew-help = Opens the same inputs under the newest version of the plan. The saved scenario stays as it is until you save.
cli-command-library-check = Check the library: every block, every row, every hash
