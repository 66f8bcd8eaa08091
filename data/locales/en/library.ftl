# Backup of the whole library, and what restoring one did. `detail` and `problem` come from the system.
cli-command-library = back up the whole library into one file, or restore it
cli-command-library-log = say who changed what, the latest first
cli-option-log-limit = at most so many lines
cli-command-library-copy = copy the whole library into a database of a server, or into a file
cli-option-copy-to = a postgresql:// address or a file
library-copied = The library was copied to { $place }: { $rows } rows, read back and compared, every one the same.
cli-command-backup = write the whole library into one file
cli-command-restore = merge a backup into the library; nothing that is here is changed or lost
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
    [one] One scenario has been changed here since, in another way; the backup’s version joined it as a scenario of its own.
   *[other] { $count } scenarios have been changed here since, in another way; the backup’s versions joined them as scenarios of their own.
  }
backup-known = { $count ->
    [one] One more scenario was here already.
   *[other] { $count } more scenarios were here already.
  }
backup-nothing = Every scenario of the backup is here already.
backup-empty = The backup holds nothing.
backup-in-bin = { $count ->
    [one] One of them lies in the bin here and was left there.
   *[other] { $count } of them lie in the bin here and were left there.
  }
backup-renamed = Names that were taken got a number: { $names }.
backup-renamed-one = “{ $before }” is now “{ $after }”
backup-renamed-more = and { $count } more
backup-foreign-plan = { $count ->
    [one] One scenario belongs
   *[other] { $count } scenarios belong
  } to the plan “{ $plan }”, which is not here: the saved results are shown, but cannot be computed anew.
backup-plan-edition = { $count ->
    [one] One scenario was computed with another edition of its plan; opening it shows
   *[other] { $count } scenarios were computed with another edition of their plan; opening one shows
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
    [one] One assumption set, story, workshop or table of actual figures differs from the backup and was kept as it is here.
   *[other] { $count } assumption sets, stories, workshops or tables of actual figures differ from the backup and were kept as they are here.
  }
error-backup-foreign = The file is not a backup of a scenario library.
error-backup-newer = The backup was written by a newer version of this program. Update the program, then restore it; the library was not touched.
error-backup-damaged = The backup is damaged ({ $detail }). Nothing was restored; take another copy of it.
error-backup-size = The backup is larger than { $limit } GB, more than this program restores. Nothing was restored.
error-backup-room = The backup could not be unpacked in { $folder }: { $problem }. Free some space, then restore again; the library was not touched.
error-backup-itself = { $file } is the library itself. Give the backup another name.

# The library page. In sentences <b>…</b> is strong and <em>…</em> marks a shortfall.
library-sentence = <b>{ $reached }</b> of { $count } scenarios reach their target; the best, “{ $name }”, makes <b>{ $revenue }</b> in { $year }.
library-sentence-none = <em>None</em> of { $count } scenarios reaches its target; the best, “{ $name }”, makes <b>{ $revenue }</b> in { $year }.
library-sentence-one = One scenario is kept here: “{ $name }” makes <b>{ $revenue }</b> in { $year }.
library-sentence-bin = The library is empty; { $count ->
    [one] one scenario lies
   *[other] { $count } scenarios lie
  } in the bin.
library-sentence-new = Nothing has been saved yet.
library-sentence-broken = The library <em>cannot be used</em> just now; the Simulator works all the same.
library-sentence-unknown = This scenario is not in the library.
library-new-title = Your scenarios will be kept here
library-new-text = Save a scenario in the Simulator, or import one that somebody exported. Every later change stays in its history.
library-new-go = Go to the Simulator
library-broken-title = What is wrong, and what to do
library-broken-subtitle = Nothing has been changed or lost. You can go on simulating; saving waits until the library is back.
library-again = Try again
library-to-simulator = Back to the Simulator
library-unknown-text = It may have been removed for good, or belong to another library.
library-waiting = Opening the library …
library-numbers = The library in numbers
library-number-count = Scenarios kept
library-number-favourites = { $count ->
    [one] 1 favourite
   *[other] { $count } favourites
  }
library-number-bin = { $count } in the bin
library-number-reached = Reach their target
library-number-share = { $share } of all
library-number-best = Highest revenue { $year }
library-number-median = Median revenue { $year }
library-number-median-note = half are above, half below
library-number-lowest = Lowest revenue { $year }
library-list = Saved scenarios
library-search = Search name, note, tag, author
library-filters = Which scenarios
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
library-short = { $gap } short
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
library-unfavour = No longer a favourite
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
library-export-most = At most { $most } scenarios go into one export. Back up the library to take everything.
library-office-most = Slides and workbooks hold at most { $most } scenarios.
library-export-left-out = { $count ->
    [one] One scenario can no longer be run, so it is not in the export.
   *[other] { $count } scenarios can no longer be run, so they are not in the export.
  }
library-tag-name = Name of the tag
library-apply = Apply
library-cancel = Cancel
library-delete = Delete
library-restore = Restore
library-purge = Delete for good
library-purge-sure = The history goes too, and nothing brings it back.
library-purge-one = This removes the scenario with its whole history. Nothing brings it back.
library-previous = Previous
library-next = Next
library-counted = { $first }–{ $last } of { $total }
library-empty-found = No scenario fits. Clear the filters or search for something else.
library-empty-bin = The bin is empty.
library-empty-new = No scenario is kept at the moment; look into the bin, or save one in the Simulator.
library-deleted = { $count ->
    [one] Moved to the bin.
   *[other] { $count } scenarios moved to the bin.
  }
library-restored = { $count ->
    [one] Back in the library.
   *[other] { $count } scenarios are back in the library.
  }
library-purged = { $count ->
    [one] Removed for good.
   *[other] { $count } scenarios removed for good.
  }
library-tagged = { $count ->
    [0] Nothing to change: all of them have the tag “{ $tag }” already.
    [one] One scenario now has the tag “{ $tag }”.
   *[other] { $count } scenarios now have the tag “{ $tag }”.
  }
library-untagged = { $count ->
    [0] Nothing to change: none of them has the tag “{ $tag }”.
    [one] The tag “{ $tag }” was taken from one scenario.
   *[other] The tag “{ $tag }” was taken from { $count } scenarios.
  }
library-import = Import
library-import-text = Scenarios exported as JSON, one or many, or a zip of them. Results are computed anew; names that are taken get a number.
library-import-label = Scenario files
library-upload-choose = Choose files
library-upload-limit = { $kinds } · a scenario takes up to { $limit } MB
library-imported = Stored as “{ $name }”.
library-report = What became of the files
library-report-count = { $done } of { $count } stored.
library-report-close = Close
error-import-backup = This is a backup of a whole library. Restore it under “Back up”.
error-import-many = The archive holds more than { $limit } files. Import it in parts.
error-import-archive = The archive is damaged or protected by a password.
library-backup = Back up
library-backup-text = One file with every scenario and its history, the bin, assumption sets, stories, bookmarks and actual figures.
library-backup-do = Download the backup
library-backup-file = library { $date }.zip
library-restore-text = A backup is merged: nothing that is here is changed or lost.
library-restore-label = Backup to restore
library-restore-found = { $count ->
    [one] One scenario
   *[other] { $count } scenarios
  }, backed up { $time }.
library-restore-do = Restore it
# one scenario
library-one-short = “{ $name }” makes <b>{ $revenue }</b> in { $year }, <em>{ $against }</em> of its { $target } target{ $chance }.
library-one-above = “{ $name }” makes <b>{ $revenue }</b> in { $year }, <b>{ $against }</b> its { $target } target{ $chance }.
library-one-met = “{ $name }” makes <b>{ $revenue }</b> in { $year }, <b>{ $against }</b>: { $target } was asked for{ $chance }.
library-one-chance = ; the chance of reaching it is { $chance }
library-number = { $measure } { $year }
library-now = now { $value }
library-back = Library
library-open-simulator = Open in the Simulator
library-more = More
library-duplicate = Duplicate
library-duplicated = This is the copy, “{ $name }”.
library-since-title = Changed since it was saved
library-since-subtitle = The saved numbers stay as they are; opening the scenario computes it with today’s plan, model and assumptions.
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
library-history-subtitle = Every change is kept; any two revisions can be compared, and any one made the newest again
library-history-all = Show all { $count }
library-revision = No.
library-action = What happened
library-by = By
library-at = When
library-overtook = made from revision { $revision }, while somebody else saved
library-reverted-to = Went back to revision { $revision }
library-action-create = Created
library-action-save = Saved
library-action-duplicate = Duplicated
library-action-import = Imported
library-action-rename = Renamed
library-action-annotate = Note changed
library-action-tag = Tags changed
library-action-favourite = Favourite changed
library-action-delete = Moved to the bin
library-action-restore = Taken out of the bin
library-action-revert = Went back
library-revision-label = { $revision } · { $what }
library-from = Compare revision
library-to = with revision
library-revert = Make revision { $revision } the newest
library-reverted = Revision { $revision } is the newest again; nothing was lost.
library-same-revision = These are the same revision. Choose another one to see what differs.
library-no-difference = Nothing differs between these revisions.
library-revision-short = Revision { $revision }
library-what = What differs
library-diff = Differences between the two revisions
library-diff-results = Results
library-diff-inputs = Inputs
library-diff-texts = Name, note, tags
library-yes = yes
library-no = no
library-comma = {", "}
library-family-title = Where it comes from, and what was made of it
library-family-subtitle = Copies know the revision they were made from
library-family-from = its revision { $revision } was the start
library-family-made = made from revision { $revision }
library-family-gone = a scenario that has been removed for good
library-opened-notes = “{ $name }” has changed since it was saved:
# saving and opening
save-tags = Tags (optional)
save-tags-hint = Choose or type a tag
save-person = Author (optional)
save-person-help = Who saves this; remembered until you close this window
save-how = How to save
save-update = Update “{ $name }” (becomes revision { $revision })
save-over = Save on top of it as revision { $revision }; the other stays in the history
save-new-numbered = Save as a new scenario; as “{ $name }” is taken, its name gets a number
save-apart = Becomes a new scenario; “{ $name }” stays as it is.
save-gone = “{ $name }”, which you have open, has been moved to the bin meanwhile. Saving makes a new scenario.
save-somebody = somebody else or another window
save-overtaken = “{ $name }” has been saved since you opened it: revision { $revision }, by { $who }. Your levers do not hold what was changed there.
save-done-numbered = Saved as “{ $name }”, because “{ $wanted }” was taken.
save-done-revision = Saved “{ $name }” as revision { $revision }.
save-done-overtook = Saved “{ $name }” as revision { $revision }. Somebody else saved revision { $other } meanwhile; both are in the history.
open-title = Open a saved scenario
open-search = Search the library
open-none = No saved scenario fits.
open-empty = Nothing has been saved yet.
open-more = { $count } more in the library
open-library = Go to the library
open-line = { $revenue } · { $against } · { $time }
opening-changed = With “{ $name }” (changed since saved),
action-open = Open a saved scenario
backup-plans = { $count ->
    [one] One plan joined or got a newer version.
   *[other] { $count } plans joined or got newer versions.
  }
library-renew = Take over into the newest version
library-renew-help = Opens the same inputs under the newest version of the plan. What is saved stays as it is until you save.
cli-command-library-check = Look the library over: every block, every row, every hash
