# 规划核查：核查结论的句子（audit-<规则>）、规则名称、事实表的读取。
# 每个句子都可使用：$what（指标、范围、期间、性质）、$stated、$implied、$gap、$terms 与 $statedterms（数字及出处）、
# $place、$scope、$period，以及该规则补充的变量。
severity-high = 高
severity-medium = 中
severity-low = 低

audit-subject = { $period }{ $scope }{ $metric }（{ $kind }）
audit-term = { $label } { $value }（{ $place }）
audit-term-plain = { $value }（{ $place }）
audit-label-kind = （{ $kind }）
audit-more = 另有 { $count } 项
audit-hold = { $identity }。{ $what }：所述 { $stated }，对照值 { $implied }。

identity-same-quantity = 同一数字两处表述
identity-same-amount = 贡献额即该项营收
identity-parts-sum = 各部分之和等于整体
identity-parts-listed = 所列部分之和不超过整体
identity-parts-near = 看似完整的各部分之和等于整体
identity-part-of-whole = 部分不大于整体
identity-shares-sum = 完整列表的占比合计为 100%
identity-shares-listed = 所列占比合计不超过 100%
identity-shares-near = 看似完整的占比合计为 100%
identity-weights-sum = 权重合计为 100%
identity-share-of-total = 占比 = 金额 ÷ 总额
identity-implied-total = 各项金额与占比推出同一总额
identity-period-share-bound = 季度总额是全年总额的一部分
identity-between-parts = 整体介于各部分之间
identity-between-members = 整体介于完整清单的各部分之间
identity-contributions-sum = 各项贡献之和等于总额
identity-period-sum = 各分期之和等于整个期间
identity-period-part = 分期数不超过整个期间
identity-period-average = 全年为各季度的加权平均
identity-period-shares = 各期占比合计为 100%
identity-period-share = 各期金额 = 占比 × 总额
identity-stage-sum = 各阶段之和等于总额
identity-change = 变化 = 期末 − 期初
identity-added = 新增 = 期末 − 期初
identity-growth = 年增速 =（期末 ÷ 期初）的年数次方根 − 1
identity-growth-bound = 即使起点取最大值仍需的增速
identity-growth-total = 总增幅 = 期末 ÷ 期初 − 1
identity-growth-gap = 差距 = 自身增速 − 市场增速
identity-relative-change = 相对变化 = 期末 ÷ 期初 − 1
identity-attainment = 完成率 = 实际 ÷ 目标
identity-target-gap = 差距 = 1 − 实际 ÷ 目标
identity-shortfall = 缺口 = 目标 − 实际
identity-below-present = 目标不应劣于现状
identity-remainder = 总额留给其余部分的余量
identity-two-dates = 同一目标水平只有一个期限
identity-year-end = 年度的数量目标即年末的数量
identity-falls-back = 只增不减的数字，后期目标不低于前期
identity-market-size = 市场份额 = 营收 ÷ 市场规模
identity-market-agreement = 同一市场的企业推出同一市场规模
identity-share-path = 市场份额随相对市场的增速变化
identity-subsidy-saving = 补贴额 = 补贴比例 × 投入
identity-subsidy-loss = 补贴下调的成本 = 比例降幅 × 投入
identity-loss-share = 损失的营收 = 占比 × 营收
identity-reserve = 预备金 = 比例 × 预算
identity-retention-churn = 留存率 + 流失率 = 100%
identity-renewal-churn = 续约率 + 流失率不超过 100%
identity-repurchase-churn = 复购率 + 流失率不超过 100%
identity-gap-attainment = 目标差距 + 完成率 = 100%
identity-threshold = 数量 × 单个下限不超过总额
identity-value-range = 数值在其自然范围之内
identity-date-impossible = 期间确实存在
identity-date-future = 实际数属于过去
identity-date-passed = 目标先于期间结束而设定
identity-dated-early = 全年数归于全年
identity-ratio = 比值 = 分子 ÷ 分母
identity-difference = 结果 = 收入 − 扣除

audit-same-quantity = { $what }写为 { $stated }（{ $place }），另一处却为 { $terms }。
audit-same-amount = { $what }写为 { $stated }（{ $place }），而同一范围的营收为 { $implied }：{ $terms }。
audit-parts-sum = { $what }写为 { $stated }（{ $place }），但各部分之和为 { $implied }：{ $terms }。
audit-parts-listed = { $what }写为 { $stated }（{ $place }），而所列部分之和已达 { $implied }：{ $terms }。
audit-parts-near = { $what }写为 { $stated }（{ $place }）；若列表完整，各部分之和为 { $implied }：{ $terms }。
audit-part-of-whole = { $what }写为 { $stated }（{ $place }），大于其所属的整体：{ $terms }。
audit-shares-sum = { $what }：各占比合计为 { $stated }，而非 { $implied }：{ $statedterms }。
audit-shares-listed = { $what }：所列占比合计为 { $stated }，超过 { $implied }：{ $statedterms }。
audit-shares-near = { $what }：若列表完整，占比合计为 { $stated }，而非 { $implied }：{ $statedterms }。
audit-weights-sum = 各项权重合计为 { $stated }，而非 { $implied }：{ $statedterms }。
audit-share-of-total = { $what }写为 { $stated }（{ $place }），但按{ $of }计算，金额 ÷ 总额为 { $implied }：{ $terms }。
audit-implied-total = { $what }写为 { $stated }（{ $place }）；按其余占比推出的{ $of }总额计算，应为 { $implied }：{ $terms }。
audit-period-share-bound = { $what }写为 { $stated }（{ $place }），但该项{ $of }即使与{ $whole-period }总额相比也占 { $implied }：{ $terms }。
audit-between-parts = { $what }写为 { $stated }（{ $place }），超出其各部分的范围：{ $terms }。
audit-between-members = { $what }写为 { $stated }（{ $place }），超出其全部组成部分的范围：{ $terms }。
audit-contributions-sum = 各项贡献之和为 { $stated }，而非 { $implied }：{ $terms }。
audit-period-sum = { $what }写为 { $stated }（{ $place }），但各分期之和为 { $implied }：{ $terms }。
audit-period-part = { $what }写为 { $stated }（{ $place }），超过{ $whole-period }整个期间的数字：{ $terms }。
audit-period-average = { $what }写为 { $stated }（{ $place }），但各分期的平均为 { $implied }：{ $terms }。
audit-period-shares = { $what }：各期占比合计为 { $stated }，而非 { $implied }：{ $statedterms }。
audit-period-share = { $what }写为 { $stated }（{ $place }），但按{ $of }计算，金额 ÷ 总额为 { $implied }：{ $terms }。
audit-stage-sum = { $what }：各阶段之和为 { $stated }（{ $statedterms }），而总额为 { $implied }（{ $where }）。
audit-change = { $what }写为 { $stated }（{ $place }），但从{ $start }到{ $end }的变化为 { $implied }：{ $terms }。
audit-added = { $what }写为 { $stated }（{ $place }），但从{ $start }到{ $end }，{ $of }的变化为 { $implied }：{ $terms }。
audit-growth = { $what }写为 { $stated }（{ $place }），但从{ $start }到{ $end }的{ $of }推出的增速为 { $implied }：{ $terms }。
audit-growth-bound = { $what }写为 { $stated }（{ $place }）；即使{ $start }“{ $whole }”全部计入，到{ $end }的{ $of }增速也须达到 { $implied }：{ $terms }。
audit-growth-total = { $what }写为 { $stated }（{ $place }），但从{ $start }到{ $end }的{ $of }推出的总增幅为 { $implied }：{ $terms }。
audit-growth-gap = { $what }写为 { $stated }（{ $place }），但{ $of }减去市场增速为 { $implied }：{ $terms }。
audit-relative-change = { $what }写为 { $stated }（{ $place }），但从{ $start }到{ $end }，{ $of }的变化为 { $implied }：{ $terms }。
audit-attainment = { $what }写为 { $stated }（{ $place }），但按{ $of }计算，实际 ÷ 目标为 { $implied }：{ $terms }。
audit-target-gap = { $what }写为 { $stated }（{ $place }），但按{ $of }的实际与目标计算为 { $implied }：{ $terms }。
audit-shortfall = { $what }写为 { $stated }（{ $place }），但{ $of }目标减实际为 { $implied }：{ $terms }。
audit-below-present = { $what }定为 { $stated }（{ $place }），不及已经达到的 { $implied }（{ $where }）。
audit-remainder = { $whole-period }总额只给{ $scope }留下 { $stated }（{ $statedterms }），而{ $present-period }它们已有 { $implied }：{ $terms }。
audit-two-dates = { $what }承诺达到 { $stated }（{ $place }），但同一水平在{ $first-period }就应达到（{ $where }）。
audit-year-end = { $what }承诺达到 { $stated }（{ $place }），但{ $whole-period }全年的目标是 { $implied }（{ $where }）；两者都以年末为准。
audit-falls-back = { $what }承诺达到 { $stated }（{ $place }），但{ $first-period }就应达到 { $implied }（{ $where }）。
audit-market-size = { $what }写为 { $stated }（{ $place }），但{ $of }只占所述市场规模的 { $implied }：{ $terms }。该份额所指必为另一个更窄的市场。
audit-market-agreement = { $what }写为 { $stated }（{ $place }）；按公司自身{ $of }与份额推出的市场计算，应为 { $implied }：{ $terms }。
audit-share-path = { $what }写为 { $stated }（{ $place }），但从{ $start }到{ $end }按所述幅度快于市场增长，份额应达 { $implied }：{ $terms }。
audit-subsidy-saving = { $what }写为 { $stated }（{ $place }），但补贴比例 × 投入为 { $implied }：{ $terms }。
audit-subsidy-loss = { $what }写为 { $stated }（{ $place }），但比例降幅 × 投入为 { $implied }：{ $terms }。
audit-loss-share = { $what }写为 { $stated }（{ $place }），但其占比 × { $of }为 { $implied }：{ $terms }。
audit-reserve = { $what }写为 { $stated }（{ $place }），但比例 × 预算为 { $implied }：{ $terms }。
audit-retention-churn = { $what }写为 { $stated }（{ $place }），但扣除{ $other }后应为 { $implied }：{ $terms }。
audit-renewal-churn = { $what }写为 { $stated }（{ $place }），但扣除{ $other }后至多为 { $implied }：{ $terms }。
audit-repurchase-churn = { $what }写为 { $stated }（{ $place }），但扣除{ $other }后至多为 { $implied }：{ $terms }。
audit-gap-attainment = { $what }写为 { $stated }（{ $place }），但扣除{ $other }后应为 { $implied }：{ $terms }。
audit-threshold = { $what }写为 { $stated }（{ $place }）；每个至少 { $each }，总额至多容纳 { $implied }：{ $terms }。
audit-value-range = { $what }写为 { $stated }（{ $place }）；此类数字的界限是 { $implied }。
audit-date-impossible = { $what }（{ $place }）：不存在这样的期间。
audit-date-future = { $what }列为实际数（{ $place }），但文件日期为 { $date }，该期间当时尚未开始。
audit-date-passed = { $date }的文件为{ $period }设定目标，而该期间当时已接近结束（{ $count } 个数字）：{ $statedterms }。
audit-dated-early = { $what }写为 { $stated }（{ $place }），等于{ $whole-period }全年的数字（{ $where }）：要么日期定得过早，要么当年余下时间再无增量。
audit-ratio = { $what }写为 { $stated }（{ $place }），但{ $over } ÷ { $under }为 { $implied }：{ $terms }。
audit-difference = { $what }写为 { $stated }（{ $place }），但 { $over } − { $under } 为 { $implied }：{ $terms }。

# 规则用到、而随附文件未提及的指标。
fact-metric-profit = 利润
fact-metric-cost = 成本
fact-metric-bonus-share = 奖金占薪酬比例
fact-metric-pay-share = 薪酬构成占比
fact-metric-customers = 客户数
fact-metric-orders = 订单数
fact-metric-acquisition-spend = 获客投入
fact-metric-win-rate = 赢单率
fact-metric-revenue-gain = 新增营收

error-facts-missing = 找不到文件 { $name }。
error-facts-empty = { $name } 中没有事实。请在第一行填写列名，其下每行填写一条事实。
error-facts-document = 没有文件 { $document } 的事实。表中包含：{ $documents }。
error-facts-unknown-column = 无法识别此列；可用的列为 id、document、section、metric、scope、period、kind、value、unit、note
error-facts-doubled-column = 此列重复出现
error-facts-missing-column = 缺少此列
error-facts-doubled-id = 此编号在另一行也出现：{ $found }
error-facts-long-cell = 超过 { $most } 个字符：{ $found }…
error-facts-kind = “{ $found }”不是可用的表述类型；可用的类型为 { $kinds }
error-facts-number = “{ $found }”不是数字；请用数字书写，小数用点号
error-facts-percent = 数值带百分号，但单位为“{ $found }”；请使用 pct、pct_per_year 或 pct_points

audit-template-sheet = 事实
audit-template-help = 列说明
audit-column-id = 自定编号；未填则以行号代替。
audit-column-document = 只在同一文件之内比较。
audit-column-section = 数字在文件中的章节。
audit-column-metric = 衡量什么：revenue、revenue_share、headcount、churn_rate 等。词尾说明数字的性质：_share、_growth、_change、_added、A_per_B。
audit-column-scope = 对象是谁：company、某区域、某产品。“A+B”为 A 与 B 合计，“X: Y”为 X 的组成部分 Y，“X, stress case”为另一种情形。
audit-column-period = 年、区间、季度、半年或月份：YYYY、YYYY-YYYY、YYYYQ3、YYYYH1 或 YYYY-03。
audit-column-kind = actual、target、milestone、plan、forecast、benchmark、policy、definition、assumption、risk、rule 或 example，也可用中文。
audit-column-value = 按原文书写的数字：7.6 表示 7.55 与 7.65 之间。
audit-column-unit = pct、pct_per_year、pct_points、persons、days 等；金额写作 CNY_m、EUR_k、USD_bn。
audit-column-note = 有影响的备注：“至少”“至多”“约”“区间 8 至 12”“复合”“累计”“全年”“完整列表”。
error-facts-unit-number = “{ $found }”自带的单位与本行单位“{ $unit }”不一致；请只写其中之一

# 未能核对的原因
audit-unchecked-unit = “{ $value }”的单位无法换算，也没有其他数字使用该单位。
audit-unchecked-case = 该数字只针对单独的情形（“{ $scope }”），没有其他数字可比。
audit-unchecked-end = 这是一个区间的一端，表中没有给出另一端。
audit-unchecked-change = 核对变化需要同一口径下 { $start } 与 { $end } 的{ $of }；表中未同时给出。
audit-unchecked-loss = { $start } 或 { $end } 的{ $of }为零或亏损，无从计算增长百分比。
audit-unchecked-target = 需要同一口径、同一期间的{ $of }实际值与目标值。
audit-unchecked-share = 核对占比需要同一期间部分与整体的{ $of }，或其余各项占比。
audit-unchecked-ratio = 核对比率需要同一口径、同一期间的{ $over }与{ $under }。
audit-unchecked-metric = 没有其他数字涉及“{ $metric }”，也没有适用于它的已知规则。
audit-unchecked-alone = 表中没有与之相同、构成它或包含它的数字（{ $scope }）。
audit-unchecked-period-none = 未写明可供比较的期间。
audit-unchecked-period-day = “{ $period }”是某一天；只有年末日期可代表期间。请写年份、季度或月份。
audit-unchecked-period-day-number = “{ $period }”像是电子表格的日期序号。请写年份、季度或月份。
audit-unchecked-period-week = “{ $period }”是周；可比较的是年、半年、季度和月。
audit-unchecked-period-fiscal = “{ $period }”是跨年度的财年，只能与同一财年比较。
audit-unchecked-period-fiscal-or-month = “{ $period }”可以是月份，也可以是财年。2011 年 12 月请写 2011-12，财年请写 FY2011/12。
audit-unchecked-period-fiscal-or-span = “{ $period }”可以是财年，也可以指两年。财年请写 YYYY/YY，两年请写 YYYY-YYYY。
audit-unchecked-period-no-year = “{ $period }”没有写明年份。
audit-unchecked-period-impossible = 不存在“{ $period }”这一期间。
audit-unchecked-period-unclear = 无法把“{ $period }”识别为期间。请写成 YYYY、YYYYH1、YYYYQ1、YYYY-03 或 YYYY-YYYY。
audit-coverage = { $coverage ->
    [nothing] 没有任何数字可以核对，因此无法判断是否一致。
    [little] 能够核对的 { $checked } 个数字（共 { $facts } 个）之间未发现矛盾；其余数字无从判断。
   *[most] 能够核对的 { $checked } 个数字（共 { $facts } 个）之间未发现矛盾。
  }
audit-unchecked-title = 有 { $count } 个数字未能核对：
audit-unchecked-more = …… 另有 { $count } 个；--json 列出全部。
