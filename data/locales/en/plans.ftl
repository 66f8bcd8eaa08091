# The Plans page, the picker, and what differs between plans.
plan-change = { $name }: { $before } → { $after }
plan-change-part = { $name } ({ $part })
plan-part-base = today
plan-part-plan = plan
plan-part-range = range
plan-part-step = step
plans-picker-help = The plan at hand. Another one changes every page.
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
plans-import-text = A plan as a workbook or as a zip of its pack. It is checked first, and kept only when you say so.
plans-import-label = Plan file
plans-pending-new = “{ $name }” from { $file } is fine
plans-pending-version = “{ $name }” from { $file } would be the next version
plans-pending-same = “{ $name }” from { $file } has the same numbers as the version that is kept
plans-pending-subtitle = Nothing is stored yet. What was saved under an earlier version keeps its numbers.
plans-pending-id = Kept under the id
plans-keep = Keep and open
plans-put-aside = Put aside
plans-refused = { $count ->
    [one] One thing in { $file } has to be mended
   *[other] { $count } things in { $file } have to be mended
  }
plans-refused-subtitle = Nothing was stored. Each line names the file, the key, what stands there and what is allowed.
plans-refused-more = { $count ->
    [one] One further problem.
   *[other] { $count } further problems.
  }
plans-kept = “{ $name }” is kept as version { $number } and open now.
plans-list-title = Plans
plans-list-subtitle = Those that come with the program, and those of your library. Scenarios, actuals and assumption sets belong to a plan.
plans-search = Search plans
plans-archived = Put away ({ $count })
plans-more = { $count ->
    [one] One further plan; search for it.
   *[other] { $count } further plans; search for them.
  }
plans-none = No plan fits.
plans-here = In use
plans-open = Open
plans-restore = Put back
plans-more-help = More
plans-versions = Versions and differences
plans-export-zip = Export as a zip
plans-duplicate = Duplicate
plans-archive = Put away
plans-archive-done = Plan { $plan } is put away. What was saved under it still opens.
plans-about = { $id } · { $years } · { $regions ->
    [one] one region
   *[other] { $regions } regions
  } · target { $year }: { $target } · { $place }
plans-shipped = comes with the program
plans-own = your library, version { $number }
plans-versions-title = Versions of { $plan }
plans-versions-subtitle = A version is known by what its files say. What was saved stays under its version.
plans-version = Version
plans-hash = Known by
plans-kept-at = Kept since
plans-scenarios = Scenarios
plans-number = Version { $number }
plans-not-kept = not kept: only saved numbers
plans-before = Before
plans-after = After
plans-what = What
plans-differences = Differences
plans-no-difference = Both say the same.
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
    [texts] A row a name, a column a language. A cell left empty shows the original language.
    [rows] A row a number as a document states it. Sources on the other sheets name its id.
   *[values] Change the tinted cells. Shares are fractions (0.25 is 25 %); a list is written with commas. A new row needs its key.
  }
workbook-checks-help = Each line computes itself while you type; importing checks all of it again, and much more.
workbook-check-sum = The parts of { $name } sum to their total
workbook-readme-plan = Plan { $id }, version { $hash }
workbook-readme-fill = Cells of this colour are yours to fill in; all others explain.
workbook-readme-key = The last column says where a value stands in the plan. Rows are found by it, so they may be sorted; a row without its key is not read.
workbook-readme-more = A region is one row each for revenue/ID/value and headcount/ID/value, its ID in the list of regions, and its name on the sheet of names.
workbook-readme-back = Import the file on the Plans page or with “python -m sim plans import”. What differs is shown before anything is kept; errors name sheet and cell.
error-workbook-cell = { $cell }: { $problem }
error-workbook-foreign = The workbook was not made for a plan. Start from a template or from an exported plan; its hidden sheet must stay.
error-workbook-broken = The file is no workbook that can be read. Save it as .xlsx once more.
error-workbook-sheet = The workbook has a sheet “{ $sheet }” that no plan has. Rename or remove it.
error-workbook-head = { $sheet }: the row of headings is missing. Its columns are found by their headings.
plans-export-workbook = Export as a workbook
own-measured = Stated by you as measured.
own-estimated = Stated by you as estimated.
own-guessed = Stated by you as a guess.
new-do = New
new-title = A plan from twelve numbers
new-subtitle = The line beside it follows each entry. “5 to 9 %” is a range. Everything that is not asked stands at the program’s own value, marked “not yours yet”.
new-name = What the plan is called
new-name-default = Our plan
new-base-year = Base year
new-years = Years of the plan
new-regions = Revenue of the base year by region, { $unit }
new-regions-default = North 420, South 310
new-target = Revenue target of the last year, { $unit }
new-growth-default = 4 to 8 %
new-growth = Growth of the market a year
new-reps = Sales reps today
new-reps-end = Sales reps at the end
new-conversion = Leads that become orders today
new-conversion-end = Leads that become orders at the end
new-churn = Customers lost a year
new-share = Share of new products today
new-share-end = Share of new products at the end
new-budget = Programme money over all years, { $unit }
new-basis = Basis
new-range-help = A number, a percentage, or a range such as “5 to 9”: in eight cases of ten the truth lies between its ends.
new-line-plan = Plan
new-line-base = No programme
new-picture = { $year }: { $reached } as promised, target { $target }
new-not-yours = A first line: what you have not stated yet stands at the program’s own value.
new-make = Make this plan
new-origin = your entries
error-new-number = “{ $value }” cannot be read here ({ $what ->
    [new-base-year] base year
    [new-years] years of the plan
    [new-regions] revenue by region
    [new-target] revenue target
    [new-growth] growth of the market
    [new-reps] sales reps today
    [new-reps-end] sales reps at the end
    [new-conversion] leads that become orders today
    [new-conversion-end] leads that become orders at the end
    [new-churn] customers lost a year
    [new-lines] product lines
    [new-parts] targets of halves and quarters
    [new-answer] this number
    [new-share] share of new products today
    [new-share-end] share of new products at the end
   *[new-budget] programme money
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
new-fiscal = The year begins in
new-more = Lines, and targets of halves or quarters
new-lines-core = Product lines
new-lines-core-example = Pumps 60, Service 40
new-lines-new = New product lines
new-lines-new-example = Software
new-lines-help = Names, with or without their shares of revenue; at most eight lines.
new-parts = Targets of halves or quarters, { $unit }
new-parts-help = For example “{ $year }H1 480; { $year }Q3 250”.
own-document = Our own numbers
own-line-core = Core products
own-line-new = New products
next-title = The next number: { $name }
next-why = Known exactly, it would narrow the range by { $range } on average{ $close ->
    [none] , more than any other open number.
   *[some] ; “{ $close }” would do about as much.
  }
next-range = { $year }: eight futures in ten between { $low } and { $high }.
next-before = Before this answer they were { $width } apart.
next-error = Worked out from { $draws } futures; ± { $error } in { $width }.
next-usual = So far { $low } to { $high }, { $basis ->
    [measured] measured
    [estimated] estimated
    [guessed] guessed
    [default] not yours yet
   *[stated] as the plan states it
  }.
next-stated = Of what you stated above, “{ $name }” leaves most open: measured, the range would be { $range } narrower.
next-answer = Answer, { $unit }
new-index = No currency: an index
new-unit = { $currency }, { $scale }
next-take = Take it
next-forget = Take back
next-given = Answered { $count ->
    [0] nothing yet
    [one] one more number
   *[other] { $count } more numbers
  }: { $total } numbers are yours.
next-none = No open number would narrow the range any more.
next-list = What else would narrow it
next-column-name = Number
next-column-width = Apart, if known exactly
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
cli-option-currency = Currency of the plan, as ISO 4217 has it; XXX is an index.
cli-option-regions = Names of the regions, with commas between them.
error-cli-currency = There is no currency “{ $value }”. Allowed: codes of ISO 4217, such as CNY, EUR, JPY; XXX for an index.
