error-plan-unknown = There is no plan “{ $plan }”. Plans here: { $allowed }.
error-plan-file = { $file }: cannot be read ({ $problem }).
error-plan-yaml = { $file }: not valid YAML ({ $problem }).
error-plan-unknown-key = { $file }: unknown key { $key }. Allowed: { $allowed }.
error-plan-missing-key = { $file }: { $key } is missing.
error-plan-no-source = { $file }: { $key } has neither a source nor an assumption; every number needs one.
error-plan-source = { $file }: { $key } names the source { $value }, which is neither a fact nor a reference of this plan.
error-plan-unit = { $file }: { $key } has the unit { $value }, but fact { $fact } is stated in { $allowed }.
error-plan-fact-value = { $file }: { $key } is { $value }, but its source { $fact } states { $stated } { $unit }.
error-plan-no-spread = { $file }: { $key } cannot have a range ({ $value }), because no result follows it as a distribution. Say whether it is measured, estimated or guessed.
error-plan-no-offset = { $file }: { $key } cannot be uncertain in this plan: model 1.1 and plans with modules take it as known. Call it measured, and give it no range.
error-plan-wrong-value = { $file }: { $key } is { $value }. Allowed: { $allowed ->
    [float] a number
    [int] a whole number
    [string] a text in quotation marks
    [blank] a text of which something can be seen, at least one letter, digit or sign
    [list] a list
    [dict] keys with their values
    [bool] true or false
   *[other] { $allowed }
  }.
error-plan-range = { $file }: { $key } is { $value }, outside { $low } to { $high }.
error-plan-range-order = { $file }: { $key } runs from { $low } to { $high }; the low end must be below the high end.
error-plan-total = { $file }: the parts of { $key } add up to { $value }, not to { $allowed }.
error-plan-simplex = { $file }: the shares of { $key } add up to { $value }, not to 1.
error-plan-years = { $file }: { $key } is { $value }; years must follow the base year without gaps or repeats.
error-plan-duplicate = { $file }: { $key } is defined twice.
error-plan-texts-original = { $file }: exactly one file of texts must be the original, without “fallback”. Found: { $found }.
error-plan-text-missing = { $file }: the text { $key } is missing in the original language ({ $language }).
error-pack-archive = The archive is damaged, protected by a password, or not a zip file.
error-pack-count = The pack holds more than { $limit } files, which is more than a plan has.
error-pack-strange = { $file } is not a file of a plan pack. Allowed: { $allowed }.
error-pack-twice = { $file } appears twice in the pack.
error-pack-link = { $file } is a link to another file. A pack must hold its files itself.
error-pack-size = { $file } is larger than { $limit } MB, or not as large as the archive says.
error-pack-size-total = The pack is larger than { $limit } MB unpacked.
error-pack-alias = { $file }: { $key } stands for another part of the file (a YAML alias). Write the part out.
error-pack-nesting = { $file }: lists and tables are nested more than { $limit } levels deep.
error-plan-version = Version { $version } of the plan “{ $plan }” was not kept. The saved results can still be read; to run the inputs, open them in the plan’s newest version.
error-plan-tier-churn = { $file }: the churn of the tiers, weighted by their revenue, is { $value } a year, and that of all customers (churn_rate) is { $whole }. Both must agree to within 0.0005.
error-plan-new-business = { $file }: momentum { $momentum } + churn { $churn } − market growth that accounts follow { $followed } leaves { $value } of revenue for new customers to bring. Allowed: more than 0, or model: "1.2".
