# The Audit page and its commands. Sentences of findings stand in audit.ftl.
audit-page-plan-name = The plan ({ $document })
audit-page-table-name = The table “{ $name }”
audit-page-sentence = { $name } contradicts itself in <em>{ $count } { $count ->
    [one] place
   *[other] places
  }</em>. The one that matters most: <b>{ $first }?</b> The choice moves simulated { $year } revenue by <em>{ $effect }</em>.
audit-page-sentence-gravest = { $name } contradicts itself in <em>{ $count } { $count ->
    [one] place
   *[other] places
  }</em>. The most serious: <b>{ $first }</b>.
audit-page-sentence-others = Other documents hold { $count ->
    [one] one more
   *[other] { $count } more
  }, { $all } in all.
audit-page-sentence-none = { $coverage ->
    [empty] No figures from documents have been entered for this plan yet, so <b>there is nothing to check</b>. Upload a table of figures below; the Sources page shows where the plan’s own numbers come from.
    [nothing] { $name }: none of the { $facts } figures can be compared with another, so whether they agree cannot be told.
    [little] { $name }: no contradiction among the { $checked } of { $facts } figures that could be checked. <b>Nothing can be said about the others.</b>
   *[most] { $name }: no contradiction among the { $checked } of { $facts } figures that could be checked; <b>{ $holds ->
        [one] one check holds
       *[other] { $holds } checks hold
      }</b>.
  }
audit-page-column-fact = Figure
audit-page-column-reason = Why it was not checked

audit-page-numbers = Findings in numbers
audit-page-checked = Figures checked
    .note = of { $facts } stated
audit-page-severity = { $mark } { $severity }
audit-page-why-high = headline, 10 % off or more
audit-page-why-medium = smaller, or wording
audit-page-why-low = under 2 %, or only dates
audit-page-moving = Affect the simulation
    .note = readings differ in revenue
audit-page-holds = Checks that hold
    .note = by { $rules } rules

audit-page-filter-severity = Severity
audit-page-filter-identity = Rule
audit-page-filter-document = Document
audit-page-filter-effect = Effect on the simulation
audit-page-any-identity = All rules
audit-page-any-document = All documents
audit-page-unnamed-document = Without a name
audit-page-document = { $id } { $title }
audit-page-effect-any = All findings
audit-page-effect-moves = Moves revenue
audit-page-effect-still = Leaves revenue unchanged

audit-page-list = Findings
audit-page-list-all = { $count ->
    [one] One finding
   *[other] { $count } findings
  }
audit-page-list-title = { $count } of { $all } findings
audit-page-list-by-effect = Largest effect on revenue first, then by severity
audit-page-list-by-severity = Most serious first
audit-page-list-more = { $count } more. Use the filters to narrow the list; the export contains all of them.
audit-page-caption = { $where } • { $year } revenue moves { $effect }
audit-page-none = No findings match these filters.

audit-page-title-either = { $what }: { $stated } or { $implied }
audit-page-title-twice = { $what }: { $stated } or { $implied }
audit-page-title-sum = { $what }: parts add up to { $stated }, not { $implied }
audit-page-title-present = { $what }: { $stated } promised, { $implied } already reached
audit-page-title-left = { $what }: { $stated } left, { $implied } today
audit-page-title-whole = { $what }: { $stated }, its whole only { $implied }
audit-page-title-most = { $what }: { $stated }, at most { $implied } possible
audit-page-title-least = { $what }: { $stated }, at least { $implied } needed
audit-page-title-due = { $what }: { $stated } promised for two dates
audit-page-title-early = { $what }: { $stated } is the figure for the whole year
audit-page-title-date = { $what }: impossible date
audit-page-title-passed = Targets for { $period }, set when it was nearly over
audit-page-title-market = { $what }: { $stated }, but only { $implied } of the market stated
audit-page-side-market-stated = As stated
audit-page-side-market-implied = Of the market stated
audit-page-side-either-stated = As stated
audit-page-side-either-implied = As the rest implies
audit-page-side-twice-stated = As stated here
audit-page-side-twice-implied = As stated elsewhere
audit-page-side-sum-stated = The parts add up to
audit-page-side-sum-implied = They should add up to
audit-page-side-present-stated = Promised
audit-page-side-present-implied = Already reached
audit-page-side-left-stated = Left over
audit-page-side-left-implied = Today
audit-page-side-whole-stated = The part
audit-page-side-whole-implied = The whole
audit-page-side-most-stated = As stated
audit-page-side-most-implied = At most
audit-page-side-least-stated = As stated
audit-page-side-least-implied = At least

audit-page-rule = Rule: { $rule }
audit-page-pair-alt = On one scale: { $stated } and { $implied }
audit-page-tolerance = Rounding is allowed for: the first may stand for { $stated }, the second for { $implied }. That still leaves { $gap } between them.
audit-page-exactly = exactly { $value }
audit-page-anything = anything
audit-page-at-least = { $value } or more
audit-page-at-most = { $value } or less
audit-page-range = { $low } to { $high }

audit-page-believe-title = The choice moves simulated { $year } revenue by { $effect }
audit-page-believe-still = The choice leaves simulated { $year } revenue unchanged
audit-page-believe = If { $value } is right
audit-page-no-change = no change
audit-page-setting = { $name }: { $value } (now { $before })
audit-page-setting-same = { $name }: { $value } (as now)
audit-page-base-revenue = { $region } revenue in { $year }
audit-page-target = Revenue target
audit-page-clipped = { $count ->
    [one] The value is beyond the lever’s range; the end of the range is used.
   *[other] The values are beyond the levers’ ranges; the ends of the ranges are used.
  }
audit-page-base-only = The base year belongs to the plan; correct it in the plan to apply this.
audit-page-target-only = Moves the target, not the result.
audit-page-in-force = The scenario assumes this
audit-page-apply = Assume { $value }
audit-page-applied = { $settings }. { $year } revenue: { $revenue }, { $change } compared with before. You can undo this.
audit-page-setting-applied = { $name } { $value } instead of { $before }
audit-page-no-effect = No lever or assumption depends on this choice; simulated { $year } revenue is unchanged.
audit-page-facts = { $count ->
    [one] The figure behind it
   *[other] The { $count } figures behind it
  }
audit-page-to-source = Open in Sources
audit-page-note = note: { $note }
audit-page-support = { $count ->
    [0] agrees with no other figure
    [one] agrees in one other check
   *[other] agrees in { $count } other checks
  }
audit-page-dot = { " • " }

audit-page-worth-title = { $count ->
    [one] The contradiction that matters most for { $year } revenue
   *[other] The { $count } contradictions that matter most for { $year } revenue
  }
audit-page-worth-subtitle = Simulated { $year } revenue, { $unit } • open circle: as stated • filled circle: as the other figures imply
audit-page-worth-current = now { $revenue }
audit-page-worth-finding = What is in question
audit-page-worth-spread = Difference
audit-page-worth-end = { $value } → { $revenue }
audit-page-worth-note = Each line changes one thing in the current scenario. Where a reading is beyond a lever’s range, the end of the range is used.

audit-page-holds-title = { $count ->
    [one] One check holds
   *[other] { $count } checks hold
  }
audit-page-holds-rule = { $rule } ({ $count })
audit-page-holds-more = { $count } more; the JSON export contains all of them.
audit-page-column-quantity = Quantity
audit-page-column-stated = Stated
audit-page-column-compared = Compared with
audit-page-column-places = Where

audit-page-upload-title = Audit another plan
audit-page-upload-subtitle = A table of facts, one number per row, as CSV or Excel. It is read for this session only and not stored.
audit-page-upload = Table of facts
audit-page-upload-choose = Choose a file
audit-page-upload-limit = CSV or Excel, up to { $most } MB
audit-page-template-note = The template explains every column. Write figures as printed: 7.6 means between 7.55 and 7.65.
audit-page-template-xlsx = Excel template
audit-page-template-csv = CSV template
audit-page-own-table = Shown: your table “{ $name }”.
audit-page-back = Back to the plan’s documents

audit-page-export = Export these findings
audit-page-export-xlsx = Excel
audit-page-export-csv = CSV
audit-page-export-json = JSON
audit-page-export-sheet = Findings
audit-page-export-title = { $count ->
    [one] Plan audit: one finding
   *[other] Plan audit: { $count } findings
  }
audit-page-export-stamp = Plan { $plan } • { $date } • stated and implied values in the unit of the document, revenue in CNY m
audit-page-export-severity = Severity
audit-page-export-identity = Rule
audit-page-export-subject = Quantity
audit-page-export-stated = Stated
audit-page-export-implied = Implied
audit-page-export-unit = Unit
audit-page-export-gap = Gap
audit-page-export-gap-relative = Gap, relative
audit-page-export-facts = Facts
audit-page-export-places = Where
audit-page-export-sentence = Finding
audit-page-export-revenue-stated = { $year } revenue if the stated value is right
audit-page-export-revenue-implied = { $year } revenue if the implied value is right
audit-page-export-effect = Effect on { $year } revenue

cli-command-audit = Check which numbers of a plan cannot all hold.
cli-command-sources = Find sources, and what rests on each.
cli-option-facts = Table of facts, CSV or Excel; “-” reads standard input. Without it, the facts of the plan’s documents.
cli-option-document = Only this document, by its id.
cli-audit-summary = { $count } { $count ->
    [one] finding
   *[other] findings
  }: { $high } high, { $medium } medium, { $low } low. { $checked } of { $facts } facts checked, { $holds } { $holds ->
    [one] check holds
   *[other] checks hold
  }.
cli-audit-severity = Severity
cli-audit-what = Quantity
cli-audit-rule = Rule
cli-audit-stated = Stated
cli-audit-implied = Implied
cli-audit-effect = Revenue moves
cli-audit-places = Where
cli-sources-id = Id
cli-sources-title = Source
cli-sources-place = Where
cli-sources-used = Used by
cli-sources-judgement = judgement
error-cli-sources-none = No source contains all of these words: { $query }.

# Currencies of fact tables; CNY is the word that the formats of money carry.
fact-currency-cny = CNY
fact-currency-usd = USD
fact-currency-eur = EUR
fact-currency-gbp = GBP
fact-currency-jpy = JPY
fact-currency-hkd = HKD
fact-currency-chf = CHF
fact-currency-sgd = SGD
fact-currency-twd = TWD
fact-currency-krw = KRW
fact-currency-inr = INR
fact-currency-aud = AUD
fact-currency-cad = CAD
cli-command-facts = What became of every fact of the planning documents: a lever, an assumption, followed, checked, or only read, and why.
cli-option-facts-document = Only this document, fact by fact.
cli-option-facts-to = Also write the table to this file (.csv), one fact a row.
cli-facts = { $count } facts of the planning documents, each under the first use it has in a plan that comes with the program:
cli-facts-document = Document
cli-facts-all = All
cli-facts-stated = Stated
cli-facts-role = What it is
cli-facts-why = Why
cli-facts-role-lever = Lever
cli-facts-role-assumption = Assumption
cli-facts-role-base = Base figure
cli-facts-role-risk = Risk
cli-facts-role-compared = Compared
cli-facts-role-tracked = Tracked
cli-facts-role-classes = Classes
cli-facts-role-helper = Target helper
cli-facts-role-audited = Audit only
cli-facts-role-read = Only a fact
cli-facts-why-rests = rests on it: { $used }
cli-facts-why-followed = reported by quarter or as a milestone: Tracking holds actuals against it
cli-facts-why-classifies = a threshold by which customers are classified
cli-facts-why-works-out = a step or the floor of the target that Plans works out from history, market and customers
cli-facts-why-checked = no input or result of the model, but other facts must agree with it
cli-facts-why-others = tells of others or of what a word means, not of this company
cli-facts-why-no-quantity = the model has no such quantity, so nothing could be computed from it
cli-facts-why-alone = the model has this quantity, but not for this scope or period, and no other fact speaks of it
cli-facts-hint = One by one: python -m sim facts --document { $document }; as a table: --to facts.csv
error-cli-facts-document = No document { $document }. Documents: { $allowed }.
error-cli-facts-file = The table of facts is written as .csv, not to { $file }.
cli-option-modules = The modules that the plan switches on: levers, assumptions, sources, and what each changes.
cli-modules-none = { $plan } switches no modules on.
cli-modules-module = Module
cli-modules-levers = Levers
cli-modules-assumptions = Assumptions
cli-modules-facts = Facts
cli-modules-read = Publications read
cli-modules-remembered = Remembered
cli-modules-judged = Judged numbers
cli-modules-revenue = Revenue
cli-modules-profit = Operating profit
cli-modules-note = Revenue and operating profit of { $year } as promised, { $unit }, against the same plan without the module. One that changes nothing waits for its levers to be moved, or only splits what others compute.
cli-option-fact-use = Say how many facts are used for what, instead of listing sources.
cli-fact-use = { $used } of { $stated } facts are used; the audit checks { $audited } of all.
cli-fact-use-model = feed the model
cli-fact-use-compared = are compared with its results
cli-fact-use-tracked = are followed on Tracking
cli-fact-use-classes = classify customers
cli-fact-use-audited = are checked by the audit only
cli-fact-use-read = are only read
cli-option-subsidy = What a halved subsidy costs by the plan, the audit and the model, and what each answer does by quarter.
cli-subsidy-cost = A halved subsidy costs { $stated } by the plan, { $implied } by its other figures, { $model } by the model.
error-cli-no-subsidy = The plan { $plan } has no risk case in which a subsidy is halved.

alternative-title = { $count ->
    [one] One question that the documents answer in different ways
   *[other] { $count } questions that the documents answer in different ways
  }
alternative-subtitle = { $measure } { $year } under each reading, everything else unchanged • ● what this scenario assumes
alternative-pack = The plan’s own choice
alternative-take = Use this reading
alternative-effect = { $value } ({ $change })
alternative-effect-none = { $value }, unchanged
alternative-also = { $name }: { $before } → { $value }
alternative-set = { $name } { $value }
alternative-taken = { $name }: { $settings }. { $measure } { $effect }. You can undo this.
error-reading-unknown = There is no reading “{ $value }”. Allowed: { $allowed }.
cli-readings = { $count ->
    [one] One question is answered in different ways; { $option } takes another answer:
   *[other] { $count } questions are answered in different ways; { $option } takes another answer:
  }
cli-reading = reading
cli-reading-means = what it says
