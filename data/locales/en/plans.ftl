# The Plans page, the picker, and what differs between plans.
plan-change = { $name }: { $before } → { $after }
plan-change-part = { $name } ({ $part })
plan-part-base = today
plan-part-plan = plan
plan-part-range = range
plan-part-step = step
plans-picker-help = The current plan. Choosing another one changes every page.
plans-picker-more = { $count ->
    [one] One more on the Plans page.
   *[other] { $count } more on the Plans page.
  }
plans-picker-all = All plans
plans-sentence = You are working on <b>{ $name }</b>. { $count ->
    [one] It is the only plan here
   *[other] There are { $count } plans here
  }{ $own ->
    [0] ; make or import your own.
    [one] , one of them your own.
   *[other] , { $own } of them your own.
  }
plans-import = Import
plans-import-text = A plan as a workbook or as a zip file. It is checked first, and saved only when you confirm.
plans-import-label = Plan file
plans-template = Download a workbook to fill in
plans-pending-new = “{ $name }” from { $file } is ready to save
plans-pending-version = “{ $name }” from { $file } will be the next version
plans-pending-same = “{ $name }” from { $file } has the same numbers as the saved version
plans-pending-subtitle = Nothing is saved yet. What was saved under an earlier version keeps its numbers.
plans-pending-id = Save under the id
plans-keep = Save and open
plans-put-aside = Discard
plans-refused = { $count ->
    [one] One entry in { $file } needs correcting
   *[other] { $count } entries in { $file } need correcting
  }
plans-refused-subtitle = Nothing was saved. Each line names the file, the key, the value found and what is allowed.
plans-refused-more = { $count ->
    [one] One further problem.
   *[other] { $count } further problems.
  }
plans-kept = “{ $name }” is saved as version { $number } and is now open.
plans-list-title = Plans
plans-list-subtitle = Plans that come with the program or lie in a folder of the server, and those in your library. Scenarios, actual figures and assumption sets belong to a plan.
plans-search = Search plans
plans-archived = Archived ({ $count })
plans-more = { $count ->
    [one] One further plan; search for it.
   *[other] { $count } further plans; search for them.
  }
plans-none = No plan matches.
plans-here = In use
plans-open = Open
plans-restore = Restore
plans-more-help = More
plans-versions = Versions and differences
plans-export-zip = Export as a zip
plans-duplicate = Duplicate
plans-archive = Archive
plans-archive-done = Plan { $plan } is archived. What was saved under it can still be opened.
plans-about = { $id } · { $years } · { $regions ->
    [one] one region
   *[other] { $regions } regions
  } · { $target } · { $place }
plans-target = target { $year }: { $of ->
    [revenue] { $value }
   *[other] { $phrase } { $value }
  }
plans-shipped = comes with the program
plans-folder = from a folder of the server
plans-own = your library, version { $number }
plans-versions-title = Versions of { $plan }
plans-versions-subtitle = A version is identified by the content of its files. Saved work stays with its version.
plans-version = Version
plans-hash = Identifier
plans-kept-at = Saved
plans-scenarios = Scenarios
plans-number = Version { $number }
plans-not-kept = not kept; saved numbers only
plans-before = Before
plans-after = After
plans-what = What
plans-differences = Differences
plans-no-difference = The two are identical.
plans-more-differences = { $count ->
    [one] One further difference.
   *[other] { $count } further differences.
  }
plans-pick = { $title } · { $id }, { $years }
workbook-sheet-readme = Read me
workbook-sheet-checks = Checks
workbook-sheet-plan = Plan
workbook-sheet-regions = Regions
workbook-sheet-history = History
workbook-sheet-targets = Targets
workbook-sheet-levers = Levers
workbook-sheet-budget = Budget
workbook-sheet-assumptions = Assumptions
workbook-sheet-likely = Likely sets
workbook-sheet-risks = Risks
workbook-sheet-outside = Outside view
workbook-sheet-tracking = Tracking
workbook-sheet-names = Names
workbook-sheet-facts = Facts
workbook-sheet-documents = Documents
workbook-sheet-references = References
workbook-column-name = What
workbook-column-value = Value
workbook-column-unit = Unit
workbook-column-source = Source
workbook-column-assumption = Reason
workbook-column-basis = Basis
workbook-column-low = Low (P10)
workbook-column-high = High (P90)
workbook-column-allowed = Allowed
workbook-column-key = Key
workbook-help = { $kind ->
    [texts] One row per name, one column per language. A cell left empty shows the original language.
    [rows] One row per number stated in a document. Sources on the other sheets refer to its id.
   *[values] Change the tinted cells. Enter shares as fractions (0.25 is 25 %) and separate lists with commas. A new row needs its key.
  }
workbook-keys-plan = More keys: lines/ID/kind (core or new) and lines/ID/value, the share of a product line within its kind; halves with true where the plan is stated in half-years.
workbook-keys-history = Keys: history/unit once ({ $unit }), then history/{ $before }/value for a year or history/{ $before }Q1/value to Q4 for its quarters.
workbook-keys-targets = A further target has the keys targets/revenue#2/metric, /year and /value, and /period where it is of a half or a quarter ({ $next }H1, { $next }Q4).
workbook-checks-help = Each line is recalculated as you type; importing checks everything again, and more.
workbook-check-sum = The parts of { $name } add up to their total
workbook-readme-plan = Plan { $id }, version { $hash }
workbook-readme-fill = Cells of this colour are yours to fill in; all others are explanations.
workbook-readme-key = The last column says where a value belongs in the plan. Rows are found by this key, so they may be sorted; a row without its key is not read.
workbook-readme-more = A region needs one row each for revenue/ID/value and headcount/ID/value, its ID in the list of regions, and its name on the sheet of names.
workbook-readme-back = Import the file on the Plans page or with “python -m sim plans import”. Differences are shown before anything is saved; errors name sheet and cell.
error-workbook-cell = { $cell }: { $problem }
error-workbook-foreign = This workbook was not made for a plan. Use the template or an exported plan, and keep its hidden sheet.
error-workbook-broken = The workbook cannot be read. Save it again as .xlsx.
error-workbook-sheet = The workbook has a sheet “{ $sheet }” that is not part of a plan. Rename or remove it.
error-workbook-head = { $sheet }: the row of headings is missing. Its columns are found by their headings.
error-workbook-column = { $sheet }: the column “{ $column }” is missing. Columns are found by their headings.
error-workbook-column-twice = { $sheet }: there are two columns “{ $column }”. Keep one.
error-workbook-merged = this number stands in merged cells ({ $range }). Split them and give each number a cell of its own.
error-workbook-place = { $key } does not belong on this sheet. { $of ->
    [keys] Keys here begin with { $allowed }.
   *[sheet] It belongs on “{ $allowed }”.
  }
plans-export-workbook = Export as a workbook
own-measured = Entered by you as measured.
own-estimated = Entered by you as estimated.
own-guessed = Entered by you as a guess.
new-do = New
new-title = A plan from twelve numbers
new-subtitle = The curve follows each entry. “5 to 9 %” is a range. Whatever is not asked takes the program’s default, marked “not yours yet”.
new-name = Name of the plan
new-name-default = Our plan
new-base-year = Base year
new-years = Years of the plan
new-regions = Base-year revenue by region, { $unit }
new-regions-default = Home 420, Export 310
new-target = Revenue target of the last year, { $unit }
new-growth-default = 4 to 8 %
new-growth = Market growth a year
new-reps = Sales reps today
new-reps-end = Sales reps at the end
new-conversion = Lead conversion today
new-conversion-end = Lead conversion at the end
new-churn = Customer churn a year
new-share = New-product share today
new-share-end = New-product share at the end
new-budget = Programme budget, all years, { $unit }
new-basis = Basis
new-range-help = A number, a percentage, or a range such as “5 to 9”: the true value lies within it in eight cases out of ten.
new-line-plan = Plan
new-line-base = No programme
new-picture = { $year }: { $reached } as promised, target { $target }
new-not-yours = A first curve: entries that are still open take the program’s defaults.
new-make = Create the plan
new-workbook = Go on in a workbook
    .help = A workbook with these numbers, and rows for all others. Fill it in and import it here.
new-origin = your entries
error-new-number = “{ $value }” cannot be read here ({ $what ->
    [new-base-year] base year
    [new-years] years of the plan
    [new-regions] revenue by region
    [new-target] revenue target
    [new-growth] market growth
    [new-reps] sales reps today
    [new-reps-end] sales reps at the end
    [new-conversion] lead conversion today
    [new-conversion-end] lead conversion at the end
    [new-churn] customer churn
    [new-lines] product lines
    [new-parts] half-year or quarterly targets
    [new-answer] this number
    [new-share] new-product share today
    [new-share-end] new-product share at the end
   *[new-budget] programme budget
  }). Allowed: { $allowed }.
cli-command-plans-template = Write a workbook to fill in: a small plan whose numbers are to be replaced.
new-currency = Currency
new-scale = Amounts in
new-scale-name = { $scale ->
    [3] thousands
    [6] millions
    [9] billions
   *[12] trillions
  }
new-fiscal = Financial year begins in
new-more = Product lines, half-year and quarterly targets
new-lines-core = Product lines
new-lines-core-example = Pumps 60, Service 40
new-lines-new = New product lines
new-lines-new-example = Software
new-lines-help = Names, with or without their shares of revenue; at most eight lines.
new-parts = Half-year or quarterly targets, { $unit }
new-parts-help = For example “{ $year }H1 480; { $year }Q3 250”.
own-document = Our own numbers
own-line-core = Core products
own-line-new = New products
next-title = The next number: { $name }
next-why = Known exactly, it would narrow the range by { $range } on average{ $close ->
    [none] , more than any other open number.
   *[some] ; “{ $close }” would do about as much.
  }
next-range = { $year }: eight futures in ten lie between { $low } and { $high }.
next-before = Before this answer the range was { $width } wide.
next-error = Calculated from { $draws } futures; { $width } has an error of ± { $error }.
next-usual = So far { $low } to { $high }, { $basis ->
    [measured] measured
    [estimated] estimated
    [guessed] guessed
    [default] not yours yet
   *[stated] as the plan states it
  }.
next-stated = Of the numbers given above, “{ $name }” leaves the most uncertainty: once measured, the range would be { $range } narrower.
next-answer = Answer, { $unit }
new-index = No currency: an index
new-unit = { $currency }, { $scale }
next-take = Use it
next-forget = Withdraw
next-given = { $count ->
    [0] No further number given
    [one] One further number given
   *[other] { $count } further numbers given
  }: { $total } numbers are yours.
next-none = No remaining number would narrow the range further.
next-list = Other numbers that would narrow the range
next-column-name = Number
next-column-width = Width if known exactly
next-column-share = Narrower by
basis-measured = measured
basis-estimated = estimated
basis-guessed = guessed
basis-default = not yours yet
basis-stated = as the plan states it
next-command = { $place }. { $name } ({ $id }): { $width }, narrower by { $share } ± { $error }; { $basis }
next-command-range = { $title }, { $year }: P10 { $low }, P90 { $high }; { $draws } futures.
cli-command-plans-next = The number that would narrow the range of the headline target most, and those behind it.
cli-option-most = How many numbers to list.
cli-option-currency = Currency of the plan, as an ISO 4217 code; XXX is an index.
cli-option-regions = Names of the regions, separated by commas.
error-cli-currency = There is no currency “{ $value }”. Allowed: ISO 4217 codes, such as CNY, EUR, JPY; XXX for an index.
