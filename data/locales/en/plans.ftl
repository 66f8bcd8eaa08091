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
    [0] ; bring your own as a pack.
    [one] , one of them your own.
   *[other] , { $own } of them your own.
  }
plans-import = Import
plans-import-text = A plan as a zip of its pack. It is checked first, and kept only when you say so.
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
