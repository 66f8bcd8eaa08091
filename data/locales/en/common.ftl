# Words that every page uses.
app-name = Scenario Lab
page-simulator = Simulator
page-risk = Risk
page-uncertainty = Uncertainty
page-compare = Compare
page-library = Library
page-audit = Audit
page-track = Tracking
page-plans = Plans
page-sources = Sources
page-model = Model
nav-simulate = Simulate
nav-decide = Decide
nav-risk = Risk
nav-compare = Compare
nav-track = Track
nav-plan = Plan
nav-trust = Trust
language-switch-help = Switch the language to { $language }
action-undo = Undo
action-redo = Redo
action-replay = Replay last change
action-save = Save scenario
action-present = Present
with-note = { $name } ({ $note })
preset-baseline = Baseline
preset-plan = Plan
# Saving into the library
save-title = Save this scenario
save-name = Name
save-note = Note (optional)
save-do = Save
save-done = Saved as “{ $name }”.
error-language-unknown = There is no language “{ $value }”. Languages: { $allowed }.

# Tables from outside: CSV files and Excel workbooks
error-table-problems = { $name }: { $count ->
    [one] one cell cannot be used.
   *[other] { $count } cells cannot be used.
  }
table-problem = Row { $row }, column { $column }: { $message }
table-problem-row = Row { $row }: { $message }
table-problem-cell = Cell { $cell } ({ $column }): { $message }
table-problems-more = … and { $count } more.
error-table-size = { $name } is larger than { $most } MB. Please check that it is the right file, or split it.
error-table-rows = { $name } has more than { $most } rows. Please check that it is the right file, or split it.
error-table-format = { $name } is neither a CSV file nor an Excel workbook (.xlsx) that can be read. Save it again as either.
error-table-formula = “{ $formula }” is a formula whose result is not in the file; open the file in a spreadsheet and save it, or put the number in its place
error-table-empty-cell = must not be empty
error-table-no-column = “{ $found }” stands right of the last column name; is there a separator too many in this row?

# The values that reach a target of a value, by which side of it is asked for.
target-at-most = { $value } or less
target-at-least = { $value } or more

# Why the system could not do something with a file, behind a colon or in brackets
reason-missing = there is no such file or folder
reason-denied = that is not permitted
reason-folder = it is a folder
reason-full = no space left
reason-name = the name is too long
reason-links = its links lead round in a circle
reason-device = the disk reports a fault
reason-closed = it is closed
reason-kind = it is no ordinary file
reason-encoding = it is not text in UTF-8
