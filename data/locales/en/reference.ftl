# The reference class: what became of other companies' public revenue targets (data/evidence).
reference-title = Of { $count } public revenue targets { $share } were reached in their year; this one’s chance is { $own }
reference-bias = No random sample: companies announce what they believe in, and what was missed by far is remembered best. Result as a share of the target; line: P10 to P90, bar: middle half, dot: median; small dots: single cases, blue reached.
reference-own = This scenario, by this model
reference-class = { $count } targets of { $firms } companies
reference-aim = target
reference-alt = Result as a share of the target. This scenario: median { $own }. Other companies: median { $other }, four in five between { $low } and { $high }.
reference-dot = { $company }: { $share }
reference-summary = { $count } { $count ->
    [one] target
   *[other] targets
  } of { $firms } { $firms ->
    [one] company
   *[other] companies
  }: { $reached } reached in the target year, { $by } by then. Result as a share of the target: P10 { $low }, median { $middle }, P90 { $high }.
reference-few = So few cases say little.
reference-none = No case fits these filters.
reference-region = Region
reference-region-all = All regions
reference-region-china = China
reference-region-japan = Japan
reference-region-india = India
reference-region-europe = Europe
reference-region-north-america = North America
reference-sector = Sector
reference-sector-all = All sectors
reference-sector-software = Software and IT
reference-sector-consumer = Consumer and retail
reference-sector-industry = Industry
reference-growth = Growth required
reference-growth-all = Any growth
reference-growth-below = Under 8 % a year
reference-growth-middle = 8 to 15 % a year
reference-growth-above = 15 % a year or more
reference-horizon = Horizon
reference-horizon-all = Any horizon
reference-horizon-short = Up to 3 years
reference-horizon-four = 4 years
reference-horizon-long = 5 years or more
reference-read = Only what was read
    .help = Cases whose target and outcome were both read in a publication, not remembered or pieced together.
reference-case = One case, worst first
reference-promised = Announced { $announced }: <b>{ $target }</b> in { $year }, from { $base } in { $start } ({ $growth } a year).
reference-became = Became <b>{ $actual }</b>, { $share } of the target: { $reached ->
    [yes] reached
    [later] reached before, but not in the target year
   *[no] missed
  }.
reference-marks = Target { $target }, outcome { $actual }.
reference-mark-read = read
reference-mark-memory = from memory
reference-drivers = Meant to come from: { $drivers }.
reference-note = Remark: { $note }.
reference-foreign = Notes, drivers and findings stand in English, as they were gathered.
reference-source = Source: { $source }
reference-found = { $what }: { $said }

# The test on Trust
trust-reference-title = { $holds ->
    [yes] The model’s spread agrees with what became of { $count } public targets
   *[no] The model’s spread fails against { $count } public targets: its 80 % band holds { $share } of them
  }
trust-reference-subtitle = The class is no random sample: companies set these targets themselves and published them. Result as a share of the target, for the plan under “{ $set }”.
trust-reference-band = Central { $band } band of the model
trust-reference-score = Score of the whole spread (CRPS, smaller is better)
trust-reference-limits = { $low } to { $high }
trust-reference-column-what = What is tested
trust-reference-column-found = Cases
trust-reference-column-wanted = Would be right
trust-reference-score-wanted = at most { $reference } (the other cases as forecast)
trust-reference-note = Limits hold 95 % of such shares if the band were right and cases were independent; several are of one company. Believing every target scores { $naive }. Under the middle lie { $below } of the outcomes: the model is { $below-half ->
    [yes] more cautious than these companies’ record
   *[no] less cautious than these companies’ record
  }, but their targets asked for a median of { $required } a year, the plan for { $own }.

cli-command-evidence = Set the scenario’s spread beside what became of other companies’ revenue targets.
cli-option-read-only = Only cases whose target and outcome were both read.
reference-warning = No random sample: companies announce what they believe in, and what was missed by far is remembered best. Result as a share of the target:
reference-studies = { $count } studies of such targets
reference-study = Study
reference-study-population = Population
reference-study-figure = Figure
reference-study-read = Known from
