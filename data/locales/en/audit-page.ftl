# The Audit page and its commands. Sentences of findings stand in audit.ftl.
audit-page-plan-name = The plan ({ $document })
audit-page-table-name = The table “{ $name }”
audit-page-sentence = { $name } contradicts itself in <em>{ $count } { $count ->
    [one] place
   *[other] places
  }</em>. The one worth most: <b>{ $first }?</b> The choice moves simulated { $year } revenue by <em>{ $effect }</em>.
audit-page-sentence-gravest = { $name } contradicts itself in <em>{ $count } { $count ->
    [one] place
   *[other] places
  }</em>. The gravest: <b>{ $first }</b>.
audit-page-sentence-others = { $count ->
    [one] One more contradiction stands
   *[other] { $count } more stand
  } in other documents, { $all } in all.
audit-page-sentence-none = { $coverage ->
    [empty] This plan holds no figures of a document yet, so <b>nothing can contradict anything</b>. Give a table of figures below; where the plan’s own numbers come from stands on Sources.
    [nothing] In { $name } nothing could be tested: no two of its { $facts } figures can be held against each other. That says nothing about whether they agree.
    [little] Among the { $checked } of { $facts } figures of { $name } that could be tested, no two contradict each other. <b>About the others nothing is known.</b>
   *[most] { $name }: no two of the { $checked } figures (of { $facts }) that could be tested contradict each other; <b>{ $holds ->
        [one] one check holds
       *[other] { $holds } checks hold
      }</b>.
  }
audit-page-column-fact = Figure
audit-page-column-reason = Why it was not checked

audit-page-numbers = Findings in numbers
audit-page-checked = Facts checked
    .note = of { $facts } stated
audit-page-severity = { $mark } { $severity }
audit-page-why-high = headline, 10 % off or more
audit-page-why-medium = smaller, or wording
audit-page-why-low = under 2 %, or only dates
audit-page-moving = Move the simulator
    .note = sides differ in revenue
audit-page-holds = Checks that hold
    .note = by { $rules } rules

audit-page-filter-severity = Severity
audit-page-filter-identity = Rule
audit-page-filter-document = Document
audit-page-filter-effect = Effect on the simulator
audit-page-any-identity = All rules
audit-page-any-document = All documents
audit-page-unnamed-document = Without a name
audit-page-document = { $id } { $title }
audit-page-effect-any = All findings
audit-page-effect-moves = Moves revenue
audit-page-effect-still = Leaves revenue alone

audit-page-list = Findings
audit-page-list-all = { $count ->
    [one] One finding
   *[other] { $count } findings
  }
audit-page-list-title = { $count } of { $all } findings
audit-page-list-by-effect = Largest effect on revenue first, then by severity
audit-page-list-by-severity = Gravest first
audit-page-list-more = { $count } more. The filters narrow the list; the export holds all.
audit-page-caption = { $where } • { $year } revenue moves { $effect }
audit-page-none = No finding passes these filters.

audit-page-title-either = { $what }: { $stated } or { $implied }
audit-page-title-twice = { $what }: { $stated } or { $implied }
audit-page-title-sum = { $what }: parts come to { $stated }, not { $implied }
audit-page-title-present = { $what }: { $stated } promised, { $implied } reached already
audit-page-title-left = { $what }: { $stated } left, { $implied } today
audit-page-title-whole = { $what }: { $stated }, its whole only { $implied }
audit-page-title-most = { $what }: { $stated }, at most { $implied } possible
audit-page-title-least = { $what }: { $stated }, at least { $implied } needed
audit-page-title-due = { $what }: { $stated } promised for two dates
audit-page-title-early = { $what }: { $stated } is the figure for the whole year
audit-page-title-date = { $what }: the date cannot be
audit-page-title-passed = Goals for { $period }, set when it was nearly over
audit-page-title-market = { $what }: { $stated }, but only { $implied } of the market stated
audit-page-side-market-stated = As stated
audit-page-side-market-implied = Of the market stated
audit-page-side-either-stated = As stated
audit-page-side-either-implied = As the rest implies
audit-page-side-twice-stated = Stated here
audit-page-side-twice-implied = Stated there
audit-page-side-sum-stated = The parts come to
audit-page-side-sum-implied = They should come to
audit-page-side-present-stated = Promised
audit-page-side-present-implied = Reached already
audit-page-side-left-stated = Left over
audit-page-side-left-implied = Today
audit-page-side-whole-stated = The part
audit-page-side-whole-implied = The whole
audit-page-side-most-stated = As stated
audit-page-side-most-implied = At most
audit-page-side-least-stated = As stated
audit-page-side-least-implied = At least

audit-page-rule = Rule: { $rule }
audit-page-pair-alt = On one scale: { $stated } against { $implied }
audit-page-tolerance = Rounding is allowed for: the first may stand for { $stated }, the second for { $implied }. That still leaves { $gap } between them.
audit-page-exactly = exactly { $value }
audit-page-anything = anything
audit-page-at-least = { $value } or more
audit-page-at-most = { $value } or less
audit-page-range = { $low } to { $high }

audit-page-believe-title = The choice moves simulated { $year } revenue by { $effect }
audit-page-believe-still = The choice leaves simulated { $year } revenue where it is
audit-page-believe = If { $value } is right
audit-page-no-change = no change
audit-page-setting = { $name }: { $value } (now { $before })
audit-page-setting-same = { $name }: { $value } (as now)
audit-page-base-revenue = { $region } revenue in { $year }
audit-page-target = Revenue target
audit-page-clipped = { $count ->
    [one] The lever does not go further; its end is used.
   *[other] The levers do not go further; their ends are used.
  }
audit-page-base-only = The base year belongs to the plan; correct it there to apply this.
audit-page-target-only = Moves the target, not the result.
audit-page-in-force = The scenario assumes this
audit-page-apply = Assume { $value }
audit-page-applied = { $settings }. { $year } revenue: { $revenue }, { $change } against before. Undo takes it back.
audit-page-setting-applied = { $name } { $value } instead of { $before }
audit-page-no-effect = No lever or assumption rests on this choice; simulated { $year } revenue stays where it is.
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
    [one] One contradiction decides most about { $year } revenue
   *[other] These { $count } contradictions decide most about { $year } revenue
  }
audit-page-worth-subtitle = Simulated { $year } revenue, { $unit } • open circle: as stated • filled circle: as the other figures imply
audit-page-worth-current = now { $revenue }
audit-page-worth-finding = What is in question
audit-page-worth-spread = Difference
audit-page-worth-end = { $value } → { $revenue }
audit-page-worth-note = Each line changes one thing in the scenario at hand. Where a side asks for more than a lever allows, the end of the lever is used.

audit-page-holds-title = { $count ->
    [one] Checked, holds: one check
   *[other] Checked, holds: { $count } checks
  }
audit-page-holds-rule = { $rule } ({ $count })
audit-page-holds-more = { $count } more; the JSON export holds all.
audit-page-column-quantity = Quantity
audit-page-column-stated = Stated
audit-page-column-compared = Compared with
audit-page-column-places = Where

audit-page-upload-title = Audit another plan
audit-page-upload-subtitle = A table of facts, one number a row, as CSV or Excel. It is read in this session only and kept nowhere.
audit-page-upload = Table of facts
audit-page-upload-choose = Choose a file
audit-page-upload-limit = CSV or Excel, up to { $most } MB
audit-page-template-note = The template explains every column. Write figures as printed: 7.6 means between 7.55 and 7.65.
audit-page-template-xlsx = Excel template
audit-page-template-csv = CSV template
audit-page-own-table = Shown: your table “{ $name }”.
audit-page-back = Back to the plan’s documents

audit-page-export = These findings as
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
audit-page-export-revenue-stated = { $year } revenue if stated is right
audit-page-export-revenue-implied = { $year } revenue if implied is right
audit-page-export-effect = Effect on { $year } revenue

cli-command-audit = Check which numbers of a plan cannot all hold.
cli-command-sources = Find sources, and what rests on each.
cli-option-facts = Table of facts, CSV or Excel; “-” reads standard input. Without it, the shipped planning documents.
cli-option-document = Only this document (D1).
cli-audit-summary = { $count } findings: { $high } high, { $medium } medium, { $low } low. { $checked } of { $facts } facts checked, { $holds } checks hold.
cli-audit-severity = severity
cli-audit-what = quantity
cli-audit-rule = rule
cli-audit-stated = stated
cli-audit-implied = implied
cli-audit-effect = revenue moves
cli-audit-places = where
cli-sources-id = id
cli-sources-title = source
cli-sources-place = where
cli-sources-used = used by
cli-sources-judgement = judgement
error-cli-sources-none = No source holds all of these words: { $query }.

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
cli-option-fact-use = Say how many facts are used for what, instead of listing sources.
cli-fact-use = { $used } of { $stated } facts are used; the audit checks { $audited } of all.
cli-fact-use-model = feed the model
cli-fact-use-compared = are compared with its results
cli-fact-use-tracked = are followed on Tracking
cli-fact-use-classes = class customers
cli-fact-use-audited = are checked by the audit alone
cli-fact-use-read = are only read
cli-option-subsidy = What a halved subsidy costs by the plan, the audit and the model, and what each answer does by quarter.
cli-subsidy-cost = A halved subsidy costs { $stated } by the plan, { $implied } by its other figures, { $model } by the model.
error-cli-no-subsidy = The plan { $plan } knows no case in which a subsidy is halved.

alternative-title = { $count ->
    [one] One question that the documents answer in several ways
   *[other] { $count } questions that the documents answer in several ways
  }
alternative-subtitle = { $measure } { $year } under each reading, everything else as it stands • ● what this scenario assumes
alternative-pack = The plan’s own choice
alternative-take = Use this reading
alternative-effect = { $value } ({ $change })
alternative-effect-none = { $value }, unchanged
alternative-also = { $name }: { $before } → { $value }
alternative-set = { $name } { $value }
alternative-taken = { $name }: { $settings }. { $measure } { $effect }. It can be undone.
error-reading-unknown = There is no reading “{ $value }”. Allowed: { $allowed }.
cli-readings = { $count ->
    [one] One question is answered in several ways; { $option } takes another answer:
   *[other] { $count } questions are answered in several ways; { $option } takes another answer:
  }
cli-reading = reading
cli-reading-means = what it says
