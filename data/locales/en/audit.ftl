# The plan audit: sentences of findings (audit-<identity>), names of identities, reading of fact tables.
# Every sentence may use: $what (metric, scope, period, kind), $stated, $implied, $gap, $terms and $statedterms (figures with
# their places), $place, $scope, $period, and what the identity adds.
severity-high = High
severity-medium = Medium
severity-low = Low

audit-subject = { $metric } ({ $scope }, { $period }, { $kind })
audit-term = { $label }: { $value } ({ $place })
audit-term-plain = { $value } ({ $place })
audit-label-kind = { $kind }
audit-more = { $count } more
audit-hold = { $identity }. { $what }: { $stated } stated, { $implied } to compare with.

identity-same-quantity = The same quantity stated twice
identity-same-amount = A contribution is the revenue of what contributes
identity-parts-sum = Parts add up to the whole
identity-parts-listed = Listed parts do not exceed the whole
identity-parts-near = Parts that look complete add up to the whole
identity-part-of-whole = A part is not larger than its whole
identity-shares-sum = Shares of a complete list add up to 100 %
identity-shares-listed = Listed shares do not exceed 100 %
identity-shares-near = Shares that look complete add up to 100 %
identity-weights-sum = Weights add up to 100 %
identity-share-of-total = Share = amount ÷ total
identity-implied-total = Amounts and shares imply one total
identity-period-share-bound = A quarter’s total is part of the year’s
identity-between-parts = The whole lies between its parts
identity-between-members = The whole lies between the members of a complete list
identity-contributions-sum = Contributions add up to the total
identity-period-sum = Parts of a period add up to the period
identity-period-part = Part of a period does not exceed the period
identity-period-average = The year is the weighted average of its quarters
identity-period-shares = Shares of the periods add up to 100 %
identity-period-share = Amount of a period = share × total
identity-stage-sum = Stages add up to the total
identity-change = Change = end − start
identity-added = Added = end − start
identity-growth = Annual growth = (end ÷ start)^(1 ÷ years) − 1
identity-growth-bound = Growth needed even from the largest possible start
identity-growth-total = Total growth = end ÷ start − 1
identity-growth-gap = Gap = own growth − market growth
identity-relative-change = Relative change = end ÷ start − 1
identity-attainment = Attainment = actual ÷ target
identity-target-gap = Gap = 1 − actual ÷ target
identity-shortfall = Shortfall = target − actual
identity-below-present = A target is no worse than the present
identity-remainder = What the total leaves for the others
identity-two-dates = One target level, one date
identity-year-end = A number promised for a year is that of its end
identity-falls-back = A cumulative figure is not promised lower at a later date
identity-market-size = Market share = revenue ÷ market size
identity-market-agreement = Firms in one market imply one market size
identity-share-path = Market share moves with growth relative to the market
identity-subsidy-saving = Subsidy = rate × spend
identity-subsidy-loss = Cost of a lower subsidy = drop in the rate × spend
identity-loss-share = Revenue lost = share × revenue
identity-reserve = Reserve = share × budget
identity-retention-churn = Retention + churn = 100 %
identity-renewal-churn = Renewal + churn at most 100 %
identity-repurchase-churn = Repurchase + churn at most 100 %
identity-gap-attainment = Gap to target + attainment = 100 %
identity-threshold = Count × minimum each does not exceed the total
identity-value-range = A figure lies within its natural limits
identity-date-impossible = The period exists
identity-date-future = An actual figure is about the past
identity-date-passed = A target is set before its period ends
identity-dated-early = A year’s figure belongs to the year
identity-ratio = Ratio = numerator ÷ denominator
identity-difference = Result = income − deductions

audit-same-quantity = { $what } is stated as { $stated } ({ $place }), but elsewhere as { $terms }.
audit-same-amount = { $what } is stated as { $stated } ({ $place }), but the revenue of the same scope is { $implied }: { $terms }.
audit-parts-sum = { $what } is stated as { $stated } ({ $place }), but its parts add up to { $implied }: { $terms }.
audit-parts-listed = { $what } is stated as { $stated } ({ $place }), yet the parts listed already come to { $implied }: { $terms }.
audit-parts-near = { $what } is stated as { $stated } ({ $place }); if the list is complete, its parts add up to { $implied }: { $terms }.
audit-part-of-whole = { $what } is stated as { $stated } ({ $place }), more than the whole it is part of: { $terms }.
audit-shares-sum = { $what }: the shares add up to { $stated }, not { $implied }: { $statedterms }.
audit-shares-listed = { $what }: the shares listed add up to { $stated }, more than { $implied }: { $statedterms }.
audit-shares-near = { $what }: if the list is complete, the shares add up to { $stated }, not { $implied }: { $statedterms }.
audit-weights-sum = The weights add up to { $stated }, not { $implied }: { $statedterms }.
audit-share-of-total = { $what } is stated as { $stated } ({ $place }), but amount ÷ total ({ $of }) is { $implied }: { $terms }.
audit-implied-total = { $what } is stated as { $stated } ({ $place }); against the total ({ $of }) that the other shares imply, it would be { $implied }: { $terms }.
audit-period-share-bound = { $what } is stated as { $stated } ({ $place }), but the amount ({ $of }) is { $implied } even of the total for { $whole-period }: { $terms }.
audit-between-parts = { $what } is stated as { $stated } ({ $place }), outside the range of its parts: { $terms }.
audit-between-members = { $what } is stated as { $stated } ({ $place }), outside the range of all its parts: { $terms }.
audit-contributions-sum = The contributions add up to { $stated }, not { $implied }: { $terms }.
audit-period-sum = { $what } is stated as { $stated } ({ $place }), but its periods add up to { $implied }: { $terms }.
audit-period-part = { $what } is stated as { $stated } ({ $place }), more than for all of { $whole-period }: { $terms }.
audit-period-average = { $what } is stated as { $stated } ({ $place }), but the figures of its periods average { $implied }: { $terms }.
audit-period-shares = { $what }: the shares of the periods come to { $stated }, not { $implied }: { $statedterms }.
audit-period-share = { $what } is stated as { $stated } ({ $place }), but amount ÷ total ({ $of }) is { $implied }: { $terms }.
audit-stage-sum = { $what }: the stages add up to { $stated } ({ $statedterms }), but the total is { $implied } ({ $where }).
audit-change = { $what } is stated as { $stated } ({ $place }), but from { $start } to { $end } it changes by { $implied }: { $terms }.
audit-added = { $what } is stated as { $stated } ({ $place }), but from { $start } to { $end } the figure ({ $of }) changes by { $implied }: { $terms }.
audit-growth = { $what } is stated as { $stated } ({ $place }), but { $of } from { $start } to { $end } means { $implied }: { $terms }.
audit-growth-bound = { $what } is stated as { $stated } ({ $place }); even if it had made up all of { $whole } in { $start }, { $of } would have to grow by { $implied } until { $end }: { $terms }.
audit-growth-total = { $what } is stated as { $stated } ({ $place }), but { $of } from { $start } to { $end } means { $implied }: { $terms }.
audit-growth-gap = { $what } is stated as { $stated } ({ $place }), but { $of } less market growth is { $implied }: { $terms }.
audit-relative-change = { $what } is stated as { $stated } ({ $place }), but { $of } from { $start } to { $end } changes by { $implied }: { $terms }.
audit-attainment = { $what } is stated as { $stated } ({ $place }), but actual ÷ target ({ $of }) is { $implied }: { $terms }.
audit-target-gap = { $what } is stated as { $stated } ({ $place }), but actual and target ({ $of }) leave { $implied }: { $terms }.
audit-shortfall = { $what } is stated as { $stated } ({ $place }), but target less actual ({ $of }) is { $implied }: { $terms }.
audit-below-present = { $what } is set at { $stated } ({ $place }), worse than the { $implied } already reached ({ $where }).
audit-remainder = For { $whole-period }, the total leaves { $stated } for { $scope } ({ $statedterms }); in { $present-period } they had { $implied }: { $terms }.
audit-two-dates = { $what } is promised at { $stated } ({ $place }), but the same level is already due in { $first-period } ({ $where }).
audit-year-end = { $what } is promised at { $stated } ({ $place }), but { $whole-period } as a whole at { $implied } ({ $where }); both are figures for the end of the year.
audit-falls-back = { $what } is promised at { $stated } ({ $place }), but { $implied } is already due in { $first-period } ({ $where }).
audit-market-size = { $what } is stated as { $stated } ({ $place }), but { $of } is { $implied } of the market size stated: { $terms }. The share must be of another, narrower market.
audit-market-agreement = { $what } is stated as { $stated } ({ $place }); in the market that the company’s own { $of } and share imply, it would be { $implied }: { $terms }.
audit-share-path = { $what } is stated as { $stated } ({ $place }), but growing that much faster than the market from { $start } to { $end } would make it { $implied }: { $terms }.
audit-subsidy-saving = { $what } is stated as { $stated } ({ $place }), but rate × spend is { $implied }: { $terms }.
audit-subsidy-loss = { $what } is stated as { $stated } ({ $place }), but the drop in the rate × spend is { $implied }: { $terms }.
audit-loss-share = { $what } is stated as { $stated } ({ $place }), but its share × { $of } is { $implied }: { $terms }.
audit-reserve = { $what } is stated as { $stated } ({ $place }), but share × budget is { $implied }: { $terms }.
audit-retention-churn = { $what } is stated as { $stated } ({ $place }), but { $other } leaves { $implied }: { $terms }.
audit-renewal-churn = { $what } is stated as { $stated } ({ $place }), but { $other } leaves at most { $implied }: { $terms }.
audit-repurchase-churn = { $what } is stated as { $stated } ({ $place }), but { $other } leaves at most { $implied }: { $terms }.
audit-gap-attainment = { $what } is stated as { $stated } ({ $place }), but { $other } leaves { $implied }: { $terms }.
audit-threshold = { $what } is stated as { $stated } ({ $place }); at { $each } or more each, the total allows at most { $implied }: { $terms }.
audit-value-range = { $what } is stated as { $stated } ({ $place }); the limit for a figure of this kind is { $implied }.
audit-date-impossible = { $what } ({ $place }): there is no such period.
audit-date-future = { $what } is given as actual ({ $place }) in a document of { $date }, before that period began.
audit-date-passed = A document of { $date } sets targets for { $period }, when that period was nearly over ({ $count ->
    [one] one figure
   *[other] { $count } figures
  }): { $statedterms }.
audit-dated-early = { $what } is stated as { $stated } ({ $place }), which is the figure for all of { $whole-period } ({ $where }): either the date is too early, or nothing is left for the rest of the year.
audit-ratio = { $what } is stated as { $stated } ({ $place }), but { $over } ÷ { $under } is { $implied }: { $terms }.
audit-difference = { $what } is stated as { $stated } ({ $place }), but { $over } − { $under } is { $implied }: { $terms }.

# Metrics that rules name and the shipped documents do not.
fact-metric-profit = Profit
fact-metric-cost = Cost
fact-metric-bonus-share = Share of bonus in pay
fact-metric-pay-share = Share of pay
fact-metric-customers = Customers
fact-metric-orders = Orders
fact-metric-acquisition-spend = Acquisition spend
fact-metric-win-rate = Win rate
fact-metric-revenue-gain = Added revenue

error-facts-missing = There is no file { $name }.
error-facts-empty = { $name } holds no facts. Put the column names into the first row and one fact into each row below.
error-facts-document = There are no facts from document { $document }. The table has: { $documents }.
error-facts-unknown-column = this column is not known; allowed are id, document, section, metric, scope, period, kind, value, unit, note
error-facts-doubled-column = this column appears twice
error-facts-missing-column = this column is missing
error-facts-doubled-id = this id also appears in another row: { $found }
error-facts-long-cell = longer than { $most } characters: { $found }…
error-facts-kind = { $found } is not a kind of statement; allowed are { $kinds }
error-facts-number = { $found } is not a number; write digits, with a point before decimals
error-facts-percent = the value is a percentage, but the unit is { $found }; use pct, pct_per_year or pct_points

audit-template-sheet = Facts
audit-template-help = Columns
audit-column-id = Any id of your own; rows without one are called by their number.
audit-column-document = Figures are compared within one document only.
audit-column-section = Where in the document the figure appears.
audit-column-metric = What is measured: revenue, revenue_share, headcount, churn_rate, … Endings say what a figure is: _share, _growth, _change, _added, A_per_B.
audit-column-scope = Whom it is about: company, a region, a product. “A+B” is A and B together, “X: Y” is Y as a component of X, “X, stress case” is another case.
audit-column-period = Year, span, quarter, half or month: YYYY, YYYY-YYYY, YYYYQ3, YYYYH1 or YYYY-03.
audit-column-kind = actual, target, milestone, plan, forecast, benchmark, policy, definition, assumption, risk, rule or example.
audit-column-value = The figure as printed: 7.6 means between 7.55 and 7.65.
audit-column-unit = pct, pct_per_year, pct_points, persons, days, …; money as CNY_m, EUR_k, USD_bn.
audit-column-note = Remarks that matter: “at least”, “at most”, “about”, “stated as 8 to 12”, “CAGR”, “cumulative”, “full year”, “complete list”.
error-facts-unit-number = “{ $found }” carries a unit that does not agree with the row’s unit, { $unit }; write only one of them

# Why a figure was not checked.
audit-unchecked-unit = The unit of “{ $value }” has no known conversion, and no other figure uses it.
audit-unchecked-case = It is stated for a case of its own (“{ $scope }”), and no other figure is.
audit-unchecked-end = It is one end of a range; the table does not state the other end.
audit-unchecked-change = A change needs { $of } of { $start } and of { $end }, for the same scope; the table does not state both.
audit-unchecked-loss = { $of } of { $start } or { $end } is zero or a loss, so a growth rate cannot be calculated.
audit-unchecked-target = This needs both the actual and the target of { $of }, for the same scope and period.
audit-unchecked-share = A share needs { $of } of the part and of the whole, or all other shares, for the same period.
audit-unchecked-ratio = A ratio needs { $over } and { $under }, for the same scope and period.
audit-unchecked-metric = No other figure is about “{ $metric }”, and no known rule applies to it.
audit-unchecked-alone = No figure in the table is the same quantity, a part of it or the whole of it ({ $scope }).
audit-unchecked-period-none = It has no period in which it could be compared.
audit-unchecked-period-day = “{ $period }” is a day; only the last day of a year stands for a period. Write the year, the quarter or the month.
audit-unchecked-period-day-number = “{ $period }” looks like a spreadsheet’s date number. Write the year, the quarter or the month.
audit-unchecked-period-week = “{ $period }” is a week; years, halves, quarters and months can be compared.
audit-unchecked-period-fiscal = “{ $period }” is a financial year over two calendar years; it can be compared with the same financial year only.
audit-unchecked-period-fiscal-or-month = “{ $period }” can be a month or a financial year. Write YYYY-12 for December, FYYYYY/12 for the financial year.
audit-unchecked-period-fiscal-or-span = “{ $period }” can be a financial year or two years. Write YYYY/YY for the financial year, YYYY-YYYY for two years.
audit-unchecked-period-no-year = “{ $period }” names no year.
audit-unchecked-period-impossible = The period “{ $period }” does not exist.
audit-unchecked-period-unclear = “{ $period }” cannot be read as a period. Write it like YYYY, YYYYH1, YYYYQ1, YYYY-03 or YYYY-YYYY.
audit-coverage = { $coverage ->
    [nothing] No figure could be checked, so whether they agree cannot be told.
    [little] No contradiction among the { $checked } of { $facts } figures that could be checked. Nothing can be said about the others.
   *[most] No contradiction among the { $checked } of { $facts } figures that could be checked.
  }
audit-unchecked-title = { $count ->
    [one] One figure was not checked:
   *[other] { $count } figures were not checked:
  }
audit-unchecked-more = … and { $count } more; --json lists all of them.
