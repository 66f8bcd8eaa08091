# 风险：类别、报错与风险分析的文字；风险事件与对策的名称在规划包里。
category-policy = 政策
category-market = 市场
category-technology = 技术
category-team = 团队
category-finance = 财务
category-customer = 客户
category-product = 产品
category-supply = 供应

stress-none = 无压力
    .help = 情景本身。

# 风险数据与设置可能出现的错误
error-risk-target = { $file }：{ $key } 作用于“{ $value }”，模型中没有这个量。允许：{ $allowed }。
error-risk-helpful = { $file }：{ $key } 为 { $value }；风险不得带来好处。允许范围为 { $low } 至 { $high }。
error-risk-size-order = { $file }：{ $key } 为 { $value }；请按最低、最可能、最高的升序给出。
error-risk-onset = { $file }：{ $key } 为第 { $value } 季度，超出规划期 { $low } 至 { $high }。
error-risk-responses = { $file }：{ $key } 只能且必须出现在影响补贴的事件中。
error-risk-unknown = { $file }：{ $key } 指向不存在的事件“{ $value }”。允许：{ $allowed }。
error-risk-exclusion-cycle = 这些事件循环互斥：{ $cases }。每对互斥只写一次。
error-risk-exclusion-total = { $cases } 互斥，但概率之和为 { $total }，最多只能为 1。
error-risk-two-limits = { $file }：{ $first } 与 { $second } 都设定了 { $target }，两者必须互斥。
error-risk-exclusion-forced = { $first } 与 { $second } 互斥，不能同时设为必然发生。
error-plan-correlation = { $file }：{ $first } 与 { $others } 的相关系数互相矛盾（矩阵非正定）。
error-risk-case = 没有名为“{ $id }”的风险事件。可用的事件：{ $allowed }。
error-risk-setting = 风险 { $id } 没有“{ $key }”这项设置。可用的设置：{ $allowed }。
error-risk-value = 风险 { $id }：{ $key } 的值为“{ $value }”。允许：{ $allowed }。

# 句子：页面与命令行共用
chance-sentence = { $opening }模拟结果中 { $share } 在 { $year } 年达到 { $target }
chance-costs-most = 损失最大的是“{ $risk }”
chance-pays = { $count ->
    [0] 没有一项对策能确定回本
   *[other] { $count } 项对策能够回本
  }
chance-no-cases = { $named ->
    [0] 规划没有列出风险情形
   *[other] 所列 { $named } 项风险情形均未开启
  }
chance-joined = { $first }；{ $second }；{ $third }。
chance-joined-short = { $first }；{ $third }。

# 命令行
cli-command-risk = 达标概率、各项风险的损失、哪些应对措施划算
cli-command-stress = 情景在各压力情形下的结果
cli-option-precise = 增加模拟次数，直到概率的误差小于一个百分点
cli-option-no-sobol = 不计算方差分解
cli-risk-chance = P({ $year } 年{ $measure } { $sense ->
    [most] ≤
   *[least] ≥
  } { $target }) = { $chance }（标准误差，{ $draws } 次模拟，种子 { $seed }）
cli-risk-quantiles = P10 { $low } · P50 { $middle } · P90 { $high }
cli-risk-shortfall = 与目标的平均差距 { $gap }；最差十分之一的均值 { $worst }
cli-risk-case = 风险
cli-risk-happens = 发生率
cli-risk-revenue = 营收损失
cli-risk-profit = 利润损失
cli-risk-worst = 最差十分之一
cli-risk-net = 措施净收益（利润）
cli-risk-pays = 是否划算
cli-risk-pays-yes = 划算
cli-risk-pays-no = 不划算
cli-risk-pays-open = 不确定
cli-risk-units = 单位：{ $unit }；均为全部模拟的期望值。营收为 { $year } 年，利润为 { $plan-years } 年合计。
cli-stress-case = 压力情形
cli-stress-revenue = { $year } 年营收
cli-stress-change = 变化
cli-stress-profit = 利润（{ $plan-years } 年）
cli-stress-chance = 达标概率
