# Customers in hand: a list of purchases, scored by recency, frequency and money.
page-customers = Customers

# Command line
cli-command-customers = Score a list of purchases (customer, date, amount) by recency, frequency and money. Nothing of it is kept.
cli-option-classes = Classes: one of the plan’s own, or quantiles; the plan’s first by default.
cli-option-as-of = The day to look from, such as YYYY-MM-DD; the last purchase of the list by default.
cli-option-money = What amounts without a unit are stated in.
cli-option-days = Whether day or month stands first in days such as 5/3/YYYY.
cli-option-customers-to = Also write the result as a workbook (.xlsx), or every customer with class and scores as a table (.csv).

# What cannot be read
customers-list-customer = Customer
customers-list-date = Date
customers-list-amount = Amount
error-customers-headings = { $name } has no headings that are known. A list needs three columns: { $columns }.
error-customers-column = No column is the { $column ->
    [customer] customer
    [date] date
   *[amount] amount
  }. Head it as one of: { $allowed }.
error-customers-column-twice = This could be the same column as “{ $first }”. Keep one.
error-customers-empty = { $name } has no rows below its headings.
error-customers-width = { $found } cells where the headings have { $expected }.
error-customers-name = No customer is named.
error-customers-long = The name of the customer is longer than { $most } characters.
error-customers-days = { $name } writes its days in more than { $most } different ways. Leave out the time of the day.
error-customers-day = “{ $value }” is not a day ({ $count } { $count ->
    [one] row
   *[other] rows
  }). Write it like YYYY-MM-DD.
error-customers-day-blank = No day is given ({ $count } { $count ->
    [one] row
   *[other] rows
  }). Write it like YYYY-MM-DD.
error-customers-day-number = “{ $value }” is a spreadsheet’s number of a day ({ $count } { $count ->
    [one] row
   *[other] rows
  }). Write it like YYYY-MM-DD.
error-customers-day-range = “{ $value }” is not between { $first } and { $last } ({ $count } { $count ->
    [one] row
   *[other] rows
  }).
error-customers-amounts = { $name } writes its amounts in more than { $most } different ways. Write them as plain numbers.
error-customers-amount = “{ $value }” is not an amount ({ $count } { $count ->
    [one] row
   *[other] rows
  }). Write a plain number like 1250.50.
error-customers-amount-blank = No amount is given ({ $count } { $count ->
    [one] row
   *[other] rows
  }). Write a plain number like 1250.50, or leave the row out.
error-customers-unit = “{ $value }” is no unit of money in { $currency }.
error-customers-scheme = There are no classes “{ $scheme }” for the plan { $plan }. Allowed: { $allowed }.
error-customers-as-of = On { $day } nobody had bought anything yet; the list begins on { $first }.
error-customers-day-option = “{ $value }” is not a day. Write it like YYYY-MM-DD.
error-customers-none = By { $day } nobody in { $name } has bought anything in the time that counts.
error-customers-plain = { $name } is large; a large workbook is read only where it has one visible sheet without hidden rows or columns and merged cells. Save the list as CSV, or as a sheet of its own.
error-customers-memory = { $name } does not fit into memory. Give fewer rows or years.
error-customers-format = A result is written as .xlsx or .csv, not as { $file }.

# What could be read otherwise
doubt-money = “{ $heading }” does not state its unit; it was read in { $currency }, neither thousands nor millions.
doubt-money-ones = The currency itself
doubt-money-thousands = Thousands
doubt-money-ten-thousands = Ten thousands (万)
doubt-money-millions = Millions
doubt-days = In days such as { $found } ({ $count } different ones) day or month could stand first; the day was read first.
doubt-days-day-first = Day first
doubt-days-month-first = Month first

# Reasons
reason-customers-interest = Judgement. What a customer brings later is worth less; 10 % a year is usual for a company’s own money.
reason-customers-years = Judgement. Where a plan says nothing, three years of revenue are counted.
reason-customers-window = Judgement. Purchases of the last three years tell what a customer is like today; earlier ones do not count.
reason-customers-group = Judgement. Of fewer than 20 customers one more or less moves a rate by five points and more.

# The usual classes by fifths
customer-class-quantiles = Usual classes by fifths
customer-class-quantiles-champions = Champions
customer-class-quantiles-loyal = Loyal
customer-class-quantiles-promising = Promising
customer-class-quantiles-middling = In the middle
customer-class-quantiles-at-risk = At risk
customer-class-quantiles-dormant = Dormant

# The result
customers-sentence = { $few ->
    [yes] <b>{ $share } of the customers bring { $revenue }</b> of the year’s revenue
   *[no] <b>{ $customers } customers</b> bought for { $total } in the year to { $day }
  }; { $source ->
    [list] of those who bought a year ago, <em>{ $churn }</em> have bought nothing since
   *[plan] the list is too short to tell churn, so the plan’s { $churn } stands in
  }.
customers-column-class = Class
customers-column-customers = Customers
customers-column-customer-share = Share of customers
customers-column-revenue = Revenue, last 12 months
customers-column-revenue-share = Share of revenue
customers-column-a-customer = A customer a year
customers-column-days = Days since purchase
customers-column-often = Purchases a year
customers-column-churn = Churn a year
customers-column-renewal = Renewal
customers-column-worth = Lifetime value
customers-column-plan-worth = Revenue of { $years } years
customers-all = All customers
customers-note-list = { $rows } rows from { $first } to { $last }, scored as of { $day }; columns read: { $columns }.
customers-note-unread = Columns not read: { $columns }.
customers-note-returns = { $count } rows have an amount of nothing or less: they lower what was bought and are no purchase.
customers-note-window = { $count } rows are older than { $years } years and do not count.
customers-note-without = { $count } customers bought nothing in that time and are in no class.
customers-note-alike = { $count } customers differ from another in capitals or blanks alone. They count as different.
customers-note-exact = { $share } of the customers fit their class exactly; the others join the nearest.
customers-note-rest = { $share } of the customers fit a rule; the others are between the rules.
customers-note-worth = Lifetime value = revenue a customer a year × margin of { $margin } / (churn + { $interest }); margin of the plan’s base year.
customers-note-years = The plan itself counts { $years } years of revenue.
customers-note-churn = Churn: of those in a class a year earlier who had bought in the year before, the share that bought nothing since. Classes with fewer than { $least } such customers show the churn of all, in brackets.
customers-note-renewal = Renewal = (1 − churn)^L; L follows from the plan’s renewal of { $rate } beside its churn of { $churn }.

# Files
customers-sheet-classes = Classes
customers-sheet-matrix = Matrix
customers-sheet-notes = How counted
customers-fifth-recent = Recency { $fifth }
customers-fifth-often = Frequency { $fifth }

# The page
customers-use = Count { $count } customers in this scenario
    .help = Sets the scenario’s own number of customers in the base year; nothing else of the list is kept. It can be undone.
customers-used = This scenario counts { $count } customers in the base year. It can be undone.
customers-option-hint = In a scenario: { $option }
customers-empty = Which customers carry the revenue, and which are leaving? A list of purchases tells.
customers-take-title = Give a list of purchases: customer, date, amount
customers-take-subtitle = CSV or Excel, up to a million rows. The list stays in the memory of this machine for this visit; nothing of it is stored or sent anywhere.
customers-upload = List of purchases
customers-example = Show a worked example
customers-problems = { $name } cannot be used as it is: { $count ->
    [one] one place has to be mended
   *[other] { $count } places have to be mended
  }.
customers-is-example = Worked example: purchases of nobody, made up so that they add up to the plan’s base year.
customers-is-list = { $name }, in memory for this visit only.
customers-classes = Classes
customers-put-away = Put the list away
customers-numbers = The list in numbers
customers-a-customer = { $amount } a customer a year
customers-churn-list = told by the list
customers-churn-plan = the plan’s: the list is too short
customers-plan-worth = { $amount } as the plan counts
customers-matrix-title = { $revenue } of revenue comes from { $customers } customers in one field, { $share } of all
customers-matrix-subtitle = Customers by fifths: how recently they bought (upwards) and how often (to the right). Share of the last twelve months’ revenue, and customers.
customers-cell = { $count ->
    [one] one customer
   *[other] { $number } customers
  }
customers-cell-tip = { $customers } customers, { $revenue } in twelve months
customers-recent-least = longest ago
customers-recent-most = most recently
customers-often-least = least often
customers-often-most = most often
customers-classes-title = { $name }: a customer is worth { $times } times the average{ $known ->
    [yes] ; { $leaving } leaves most, { $churn } a year
   *[no] { "" }
  }
customers-classes-subtitle = Revenue of the last twelve months, churn a year, and what a customer of each class is worth.
customers-counted-title = How this was counted
customers-private = The files below are made when you ask for them; nothing else leaves this page.
customers-as-excel = Classes as a workbook
customers-as-csv = Every customer as CSV
customers-file-name = customers

# A list as the plan's tiers
customers-tiers-title = Make these classes the tiers of the plan
customers-tiers-subtitle = { $source } Classes without revenue in the last twelve months are left out. Nothing changes until you keep the plan; no customer is named in it.
customers-tiers-reason = From a list of { $count } customers as of { $day }, by “{ $classes }”. Churn stands between the classes as the list says; its level is that of the plan.
customers-tiers-tier = Tier
customers-tiers-churn = Churn a year
customers-tiers-ends = 8 cases in 10
customers-tiers-gone = These tiers of the plan go: { $tiers }.
customers-tiers-do = Look at the changed plan
    .help = Opens Plans, where you keep it as a version or put it aside.
customers-tiers-origin = the list of { $count } customers as of { $day }
customers-tiers-written = The plan with these tiers is in { $file }. Keep it with: { $command }
cli-option-customers-tiers = Also write the plan with the classes as its tiers of customers (.zip or .xlsx), for plans import.
error-customers-tiers-plan = The plan { $plan } does not count customers, so it has no tiers. Take one with the module customers.
error-customers-tiers-count = Tiers need { $least } to { $most } classes with revenue in the last twelve months; this list has { $count }.
error-customers-tiers-churn = { $name } is too short to tell how many customers leave, so its classes cannot become tiers.
