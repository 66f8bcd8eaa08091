# 情景对比与差异归因。
error-compare-plans = 两个情景分属不同规划（{ $base } 与 { $other }），无法逐项分解差异。请改为并列比较结果。
error-compare-count = 一次可对比 { $least } 至 { $most } 个情景，当前给出 { $count } 个。
error-compare-name = 名称“{ $name }”出现了两次；对比中的每个情景须有不同名称。
error-compare-base = 参与对比的情景中没有“{ $name }”。现有：{ $allowed }。
error-bridge-region = 没有名为“{ $value }”的区域。本规划的区域：{ $allowed }。
error-bridge-metric = 无法对“{ $value }”做差异分解。可选指标：{ $allowed }。
error-bridge-chance = 达标概率针对整个公司和目标年份 { $year }，请去掉 --region 与 --year。

# 其他文件未提供的指标名称
outcome-gap-to-target = 距营收目标的差额
outcome-cagr = 基年以来复合增速
outcome-revenue-per-customer-cost = 每{ $plan-currency }销售投入营收
outcome-roi = 每{ $plan-currency }项目投入带来的增量营收（{ $plan-years } 年）
outcome-core-revenue = 主力产品营收
outcome-new-revenue = 新品营收
outcome-programme-gross = 项目总投入（补贴前）
outcome-p-target = 达标概率
compare-under-one = 不到 { $one }
compare-over = 超过 { $share }

# 差异分解中调节项组以外的原因
cause-assumptions = 假设
cause-risks = 风险

# 差异说明。$current 与 $base 为情景名称。
compare-more = { $year } 年{ $measure }：{ $current }为 { $value }，比{ $base }多 { $gap }。
compare-less = { $year } 年{ $measure }：{ $current }为 { $value }，比{ $base }少 { $gap }。
compare-same = { $year } 年{ $measure }：{ $current }与{ $base }同为 { $value }。
compare-reason-one = 差异主要来自{ $first }（{ $first-amount }）。
compare-reason-two = 影响最大的是{ $first }（{ $first-amount }）和{ $second }（{ $second-amount }）。
compare-reason-against = { $first }起反向作用（{ $first-amount }）。
compare-shared = 每根柱为沙普利值，即一项变化在所有先后次序下的平均影响。差额中有 { $amount }来自各项变化的相互作用，已分摊到各柱，未作隐藏。
compare-shared-none = 每根柱为沙普利值，即一项变化在所有先后次序下的平均影响。本例中各项变化互不影响。

# 无法对比的部分
compare-note-plans = 这些情景分属不同规划（{ $plans }）。结果并列展示；只属于某一规划的调节项与假设，其他情景留空；不同规划之间不做差异分解，也不计算配对概率。
compare-note-regions = 各规划的区域划分不同，区域数字只在同名区域之间可比。
compare-note-years = 各规划覆盖的年份不同，核心指标取共同覆盖的最后一年，即 { $year } 年。
compare-note-no-year = 各规划没有共同年份，核心指标取各自的最后一年。
compare-note-targets = 各情景设定的目标不同，概率一律按基准情景的目标计算。
compare-note-draws = 各情景的随机种子或模拟次数不同；为公平起见，全部采用基准情景的同一组模拟未来。

# 规划自身对目标的拆分
claim-note = 规划拆分的是全部营收目标，模型只能归因于项目在 { $plan-last } 年带来的 { $amount }增量，两种占比的分母不同。规划没有为团队与预算计入任何贡献，而其他各项都离不开这两者。

# 差异表的行
difference-assumptions = 假设集
difference-target-metric = 目标指标
difference-target-year = 目标年份
difference-target-value = 目标值（百万元或比率）
difference-seed = 随机种子
difference-draws = 模拟次数
difference-plan = 规划
difference-plan-hash = 规划版本
difference-model = 模型版本

# 命令行
cli-command-compare = 对比情景：结果、不同的输入、差异原因，以及胜出的概率
cli-option-base = 作为基准的情景，默认为第一个
cli-option-bridge-metric = 差异分解的指标，如 operating_profit、p_target；默认为营收
cli-option-bridge-year = 差异分解的年份，默认为最后一年
cli-option-bridge-region = 差异分解的区域，默认为全公司
compare-cli-title = { $year } 年核心指标，括号内为与{ $base }的差异
compare-cli-differences = 不同的输入

# 风险的自定设置
compare-risk-default = 按目录默认
compare-risk-off = 不考虑
compare-risk-chance = 随机发生
compare-risk-on = 必然发生
compare-risk-mitigated = 采取应对措施
compare-risk-bare = 不采取应对措施
compare-risk-probability = 概率 { $share }
compare-risk-onset = 自第 { $quarter } 季度起
compare-risk-size = 严重程度 { $share }
risk-response-pay-more = 由公司承担差额
    .short = 自行补足
risk-response-hold-net-spend = 净投入不变
    .short = 净支出不变
