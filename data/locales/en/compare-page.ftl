# The Compare page.
compare-now = Open scenario
compare-bookmark = bookmark
compare-now-named = { $name } (open)
compare-base = Base
compare-make-base = Make this the base
compare-move-left = Left
compare-move-right = Right
compare-open = Open in the Simulator
compare-drop = Remove
compare-reset = Back to the usual comparison
compare-card-chance = { $chance } chance
compare-add = Add
compare-search = Search the library
compare-search-hint = Name, note, tag or author
compare-search-none = No saved scenario matches.
compare-search-more = { $count ->
    [one] One more fits. Type another word to narrow it down.
   *[other] { $count } more fit. Type another word to narrow them down.
  }
compare-library-empty = Nothing saved yet. Save a scenario in the Simulator and it appears here.
compare-too-many = Only the first { $most } scenarios of this link are shown.
compare-unknown = “{ $name }” is not in this library, so it is left out.
compare-said-of = { $name }: { $note }

# The sentence on top; the pieces follow each other in this order
compare-best-chance = <b>{ $name }</b> is the likeliest to reach { $target }: { $chance } of futures do.{" "}
compare-best-value = <b>{ $name }</b> does best, with { $value }.{" "}
compare-verdict-below = { $measure } { $year }: <b>{ $current }</b> is <em>{ $gap } below</em> { $base }
compare-verdict-above = { $measure } { $year }: <b>{ $current }</b> is <b>{ $gap } above</b> { $base }
compare-verdict-same = { $measure } { $year }: <b>{ $current }</b> and { $base } both reach { $value }.
compare-verdict-none = <b>{ $current }</b> and { $base } have no { $year } in common to compare.
compare-mostly = , mostly because of { $first }
compare-mainly = , mainly because of { $first } and { $second }
compare-offset = , partly offset by { $cause }
compare-reason-end = .
compare-verdict-chance = {" "}{ $current } reaches { $target } in { $chance } of futures, { $base } in { $other }.
compare-verdict-chance-alike = {" "}Both reach { $target } in { $chance } of futures.

# What was done, as the end of “because of”
why-assumptions = other assumptions
why-risks = other risk settings
why-lever-more = a higher value of “{ $name }”
why-lever-less = a lower value of “{ $name }”
why-lever-other = another setting of “{ $name }”

# One line a scenario, under its numbers; ends as the sentence on top does
compare-line-above = { $gap } above { $base }
compare-line-below = { $gap } below { $base }
compare-line-same = Same result as { $base }.

# Trajectories
compare-lines-message = { $measure }: from { $low } ({ $first }) to { $high } ({ $last })
compare-lines-title = { $measure } of the scenarios compared
compare-lines-subtitle = { $unit } · one scale for all · the base, { $base }, is dotted
compare-point = { $name }, { $year }: { $value }
compare-target = Target { $value }

# Chances
compare-chances-title = { $name } has the best chance of the target: { $chance }
compare-chances-even = No scenario leads in its chance of the target: { $chance }
compare-chances-subtitle = { $measure } of { $target } in { $year } · all meet the same { $draws } futures · ± standard error
compare-ahead = ahead of { $base }
compare-chance-of = reaches the target
compare-matrix-title = Who does better, pair by pair
compare-matrix-subtitle = How often the scenario of the row ends ahead of that of the column: { $measure } { $year }, { $draws } shared futures, seed { $seed } · a tie counts half
compare-matrix-corner = Row ahead of column

# Why they differ
compare-causes-title = From { $base } to { $current }
compare-causes-subtitle = Each bar is what a change contributes; bars sum to the whole difference
compare-causes-none = These two scenarios have the same inputs here, so there is nothing to explain.
compare-focus = Explain
compare-whole-company = Whole company
compare-no-region = Profit is not divided by region.
compare-chance-year = Target of the base, { $year } · the first { $draws } of the shared futures
compare-drill = Open a cause
compare-others = { $count } smaller ones
compare-effects-label = What each change brings, by itself and on top of all others

# Tables
compare-headline-title = Headline numbers
compare-headline-subtitle = { $year } · below each number the difference to { $base }, absolute and relative
compare-alike = { $count ->
    [one] One measure does not differ
   *[other] { $count } measures do not differ
  }
compare-matrix-decided = Every pair is decided: the better scenario is ahead in almost every future
compare-last-year = Last year of each plan
compare-inputs-subtitle = Only what differs, with assumptions, risks and versions · bold: not as in the base
compare-kind-lever = Levers
compare-kind-assumption = Assumptions
compare-kind-risk = Risks
compare-kind-setting = Settings
compare-kind-version = Versions
compare-regions-title = Revenue { $year } by region and product
compare-regions-subtitle = { $unit } · all bars on one scale · small figures: difference to { $base }
compare-claims-title = The model attributes the most growth to: { $name }
compare-claims-subtitle = The plan’s division of its { $target } target beside the model’s attribution · { $set } assumptions
compare-claims-source = Source of revenue
compare-claims-said = The plan says
compare-claims-found = The model attributes
compare-claims-none = no claim

# Files made in the background
action-brief = Brief: this scenario on one page (PDF)
action-export = Export: slides, workbook, data, charts
export-dialog-note = “{ $name }” compared with “{ $base }”. Files are created in the background; you can keep working.
export-base-named = { $name } (base)
export-button = Export
export-menu-note = Files are in the language of this page and are created in the background; you can keep working.
export-kind-of-pptx = PowerPoint
export-kind-of-xlsx = Excel
export-kind-of-csv = CSV table
export-kind-of-parquet = Parquet table
export-kind-of-pdf = One-page brief (PDF)
export-kind-of-json = JSON, to import again
export-kind-of-png = Charts as PNG
export-kind-of-svg = Charts as SVG
export-file-many = Comparison of { $count } scenarios
export-running = { $name }: { $percent } %
export-stop = Stop
export-stopped = { $name }: stopped
export-fetch = Download { $name }
export-failed = { $name }: { $reason }
export-failed-unknown = This file could not be created. The server’s log says why.
export-away = Dismiss
