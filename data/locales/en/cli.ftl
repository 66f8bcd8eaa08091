# The command line. Every complaint is one sentence, or two: what is wrong, what is allowed.
cli-program = Scenario simulator for sales strategy.
cli-command-run = Run one scenario: a table, or JSON, CSV or Parquet.
cli-command-levers = List the levers of a plan with their ranges.
cli-command-plans = List the plans.
cli-command-scenarios = Save, find, show and exchange scenarios.
cli-command-assumptions = List assumption sets and save your own.
cli-command-scenarios-save = Save a scenario, or a new revision of the one with this name.
cli-command-scenarios-list = List saved scenarios.
cli-command-scenarios-show = Show a saved scenario, and what has changed since.
cli-command-scenarios-history = List the revisions of a scenario.
cli-command-scenarios-export = Write a scenario as JSON.
cli-command-scenarios-import = Store a scenario from an exported file; “-” reads standard input.
cli-command-scenarios-delete = Move scenarios to the bin.
cli-command-scenarios-restore = Take scenarios out of the bin.
cli-command-scenarios-rename = Give a scenario another name.
cli-command-scenarios-annotate = Give a scenario another note.
cli-command-scenarios-tag = Give a scenario exactly these tags.
cli-command-sets-list = List the assumption sets of the plan and your own.
cli-command-sets-save = Save an assumption set of your own.
cli-command-sets-delete = Take your own assumption set off the list.
cli-help-usage = Usage:
cli-help-options-mark = [options]
cli-option-language = Language of the output: en or zh. Without it, that of the system.
cli-option-help = Show this help.
cli-option-plan = Plan; “python -m sim plans” lists them.
cli-option-preset = Starting point: baseline or plan.
cli-option-scenario = Start from a saved scenario instead of a preset.
cli-option-set = Move a lever. Shares take all values at once: hire_mix=0.2,0.1,0.1,0.35,0.25.
cli-option-assumptions = Assumption set: calibrated, evidence, or one of your own.
cli-option-assume = Replace one assumption.
cli-option-reading = Take another reading of the documents, as audit lists them: customers=reps.
cli-option-risk = Switch a risk case; “on” shows in this run.
cli-option-target = Value of the target.
cli-option-metric = What the target measures, such as revenue, operating_profit, market_share or cagr.
cli-option-year = Year of the target, or a half or quarter of it: YYYY, YYYYH1, YYYYQ3.
cli-option-draws = Number of simulated futures, kept with the scenario.
cli-option-seed = Seed of the simulated futures, kept with the scenario.
cli-option-json = Write JSON.
cli-option-csv = Write quarter × region × product as CSV.
cli-option-parquet = Write quarter × region × product as Parquet.
cli-option-note = Note.
cli-option-tag = Tag.
cli-option-space = On a service with a login: who sees it. private is its owner alone.
cli-option-owner = On a service with a login: whose it is, by the id they log in with.
cli-option-by = Your name, for the history. Without it, that of the account.
cli-option-revision = An earlier revision.
cli-option-search = Words in name, note, tags or author.
cli-option-author = Only this author’s scenarios.
cli-option-reached = Only scenarios that reach their target, or that miss it.
cli-option-bin = Look in the bin.
cli-option-sort = Order.
cli-option-limit = At most so many.
cli-option-to = File to write. Without it, standard output.
cli-option-set-base = Set of the plan to start from (calibrated).
error-cli-command-missing = Which command? There are: { $allowed }. “--help” explains them.
error-cli-command = There is no command “{ $word }”{ $guessed ->
    [no] .
   *[other] . Did you mean “{ $guess }”?
  } Commands: { $allowed }.
error-cli-option = There is no option “{ $option }” here{ $guessed ->
    [no] .
   *[other] . Did you mean “{ $guess }”?
  } “--help” lists them.
error-cli-flag = Option { $option } takes no value.
error-cli-value-missing = Option { $option } needs a value: { $option } { $value }.
error-cli-space = “{ $value }” names nobody who could see it. Allowed: { $allowed }.
error-cli-space-owner = --space needs --owner: somebody must be able to decide later who sees it.
error-cli-twice = Option { $option } is given twice.
error-cli-exclusive = { $first } and { $second } cannot be used together.
error-cli-argument-missing = { $name } is missing.
error-cli-argument-extra = “{ $word }” is one word too many. Put names with blanks in quotation marks.
error-cli-choice = { $option } cannot be “{ $value }”. Allowed: { $allowed }.
error-cli-period = { $option } is “{ $value }”; it must be a year, a half or a quarter: YYYY, YYYYH1, YYYYQ3.
error-cli-whole = { $option } is “{ $value }”; it must be a whole number.
error-cli-number = { $option } is “{ $value }”; it must be a number.
error-cli-encoding = The command contains characters that are not valid text in this system’s encoding.
error-cli-assignment = “{ $found }” is not of the form { $form }, as { $option } needs it.
error-cli-lever = There is no lever “{ $lever }”{ $guessed ->
    [no] .
   *[other] . Did you mean “{ $guess }”?
  } “python -m sim levers” lists them.
error-cli-assumption = There is no assumption “{ $name }”{ $guessed ->
    [no] .
   *[other] . Did you mean “{ $guess }”?
  } “python -m sim run --json” shows them all under “assumptions”.
error-cli-shares = The shares of { $family } now sum to { $total }, not to 1. Give all of them at once, in the order { $members }; for example { $example }.
error-cli-share-count = { $family } needs { $expected } shares, one each for { $members }, but { $found ->
    [one] one was given.
   *[other] { $found } were given.
  }
error-cli-file = { $file } cannot be written: { $problem }. Nothing was changed.
error-cli-file-folder = { $file } is a folder. Give a file name.
error-cli-file-read = { $file } cannot be read: { $problem }.
error-cli-output = The output cannot be written: { $problem }.
cli-run-title = { $plan } · { $start }{ $changed ->
    [0] {""}
    [one] , one lever moved
   *[other] , { $changed } levers moved
  }
cli-run-assumptions = Likely set: { $set }{ $replaced ->
    [0] {""}
    [one] , one value replaced
   *[other] , { $replaced } values replaced
  }
promise-takes = As promised: { $fit ->
    [fit] the measures bring { $share } of each promised improvement (all of it would give { $full })
   *[none] every measure delivers as stated
  } and { $risks ->
    [forced] only these risks occur: { $forced }.
   *[none] no risk occurs.
  }
cli-run-headline = { $measure } { $year }: { $result }. { $side ->
    [met] That meets the target of { $target }.
    [reached] The target of { $target } is reached, with { $gap } to spare.
    [over] That is { $gap } more than the target of { $target } at most.
   *[missed] That is { $gap } short of the target of { $target }.
  }
cli-run-roi = Each { $plan-currency } of programme cost brings { $plan-currency } { $roi } of additional revenue, { $plan-years }.
cli-run-provenance = Plan { $plan } · scenario { $scenario } · model { $model } · seed { $seed } · { $draws } futures
cli-run-written = { $count } rows written to { $file }.
cli-region-title = Region, { $year }
cli-region-new = New products
cli-region-reps = Reps, Q4
cli-region-effective = Effective reps, Q4
cli-region-limit = Held back by
cli-limit-people = people
cli-limit-demand = demand
cli-levers-id = Lever
cli-levers-base = Base
cli-levers-plan = Plan
cli-levers-range = Range
cli-levers-unit = Unit
cli-levers-name = Meaning
cli-levers-shares = The shares of { $family } sum to 1; order: { $members }.
cli-plans-id = Plan
cli-plans-years = Years
cli-plans-presets = Presets
cli-plans-sets = Assumption sets
cli-plans-problem = Plan { $plan } cannot be read: { $problem }
cli-plans-title = Title
cli-plans-languages = Languages
cli-plans-by-id = none: named by ids
cli-plans-fallback = { $language } ({ $count ->
    [one] one text
   *[other] { $count } texts
  } missing)
cli-plans-no-language = { $language } (shown in { $original })
cli-sets-name = Set
cli-sets-base = Based on
cli-sets-values = Meaning or own values
cli-sets-saved = Assumption set “{ $name }” saved (revision { $revision }).
cli-sets-deleted = Assumption set “{ $name }” deleted. Scenarios saved with it keep their values.
cli-scenarios-saved = “{ $name }” saved as { $id }, revision { $revision }.
cli-scenarios-none = No scenario matches.
cli-scenarios-more = { $shown } of { $total } shown; --limit shows more.
cli-scenarios-exported = “{ $name }” exported to { $file }.
cli-scenarios-imported = “{ $name }” imported as { $id }.
cli-scenarios-deleted = “{ $name }” ({ $id }) is in the bin now; “restore” brings it back.
cli-scenarios-restored = “{ $name }” ({ $id }) is out of the bin again.
cli-scenarios-renamed = { $id } is now called “{ $name }”.
cli-scenarios-annotated = Note of “{ $name }” ({ $id }) saved.
cli-scenarios-tagged = Tags of “{ $name }”: { $tags }.
cli-list-id = Id
cli-list-name = Name
cli-list-revenue = Revenue, last year
cli-list-reached = Target reached
cli-list-chance = Chance
cli-list-author = Author
cli-list-time = Changed
cli-yes = yes
cli-no = no
cli-show-title = { $name } ({ $id }, revision { $revision })
cli-show-origin = Author: { $author } · changed { $time } · tags: { $tags }
cli-history-revision = Revision
cli-history-action = What happened
cli-action-create = created
cli-action-save = inputs saved
cli-action-duplicate = duplicated
cli-action-import = imported
cli-action-rename = renamed
cli-action-annotate = note changed
cli-action-tag = tags changed
cli-action-favourite = favourite changed
cli-action-delete = moved to the bin
cli-action-restore = restored
cli-action-revert = earlier revision restored
cli-levers-sources = Rests on
cli-sources-hint = Where any of these numbers comes from: python -m sim sources ID, with ID such as lever:headcount, assumption:elasticity, risk:price_war or metric:revenue.
cli-command-mcp = Answer an assistant over the Model Context Protocol; read-only unless told otherwise.
cli-option-mcp-write = Let the assistant save scenarios in the library.
cli-command-plans-check = Check a plan somebody brings (a folder or zip of the pack, or a workbook): exit code 0 when it is fine, 2 with every problem.
cli-command-plans-import = Keep a plan in the library: a new one, or the next version of one that is there.
cli-command-plans-export = Write a plan into a file that others can import: .zip holds the pack, .xlsx is a workbook to fill in.
cli-command-plans-remove = Take a plan off the list. Scenarios saved under it still open.
cli-option-as = Keep it under another id: small letters, digits, hyphens.
cli-option-dry-run = Only show what would change.
cli-plans-fine = “{ $title }” ({ $plan }, { $years }) is fine. Its version is { $hash }.
cli-plans-problems = { $count ->
    [one] One problem. Correct it, then check again.
   *[other] { $count } problems. Correct them, then check again.
  }
cli-plans-imported = “{ $title }” is in the library as { $plan }, version { $number } ({ $hash }). Use it with --plan { $plan }.
cli-plans-known = “{ $title }” is in the library already: { $plan }, version { $number } ({ $hash }).
cli-plans-dry = Nothing was stored. Without --dry-run “{ $title }” would be saved as { $plan } ({ $hash }).
cli-plans-exported = “{ $title }” written to { $file }.
cli-plans-removed = Plan { $plan } is off the list. What was saved under it still opens; importing it again restores it.
cli-plans-more = { $count ->
    [one] One further difference.
   *[other] { $count } further differences.
  }
error-cli-plans-to = Say with --to where the plan should go; the ending says what is written: { $allowed }.
error-cli-plans-kind = { $file }: a plan is written to a file that ends in { $allowed }.
error-cli-plans-problems = { $first } There { $count ->
    [one] is one problem
   *[other] are { $count } problems
  } more; “plans check” names all of them.
