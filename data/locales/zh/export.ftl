# 幻灯片、工作簿及其他文件。
error-template-unreadable = 模板不是可读取的 PowerPoint 文件。可用格式：{ $allowed }。
error-template-locked = 模板设有密码保护。请另存一份不带密码的副本再使用。
error-template-missing = 无法读取 SCENARIO_TEMPLATE 指定的模板 { $name }。请指定一个存在且可读取的 .pptx 文件，或取消该设置。
error-template-size = 模板超过 { $limit } MB。
error-template-layout = 模板中没有带标题的版式。请添加一个，或将某个版式命名为“{ $name }”。

export-template-macros = 模板含有宏，导出的幻灯片不包含这些宏。

export-stamp = { $plan } · { $count ->
   *[other] 情景
  }：{ $scenario } · 随机种子 { $seed }，模拟 { $draws } 次 · 模型 { $model } · { $date }
export-by-assumption = 假设
export-own-value = 本情景自定
export-continued = { $title }（续）
export-change = { $absolute }（{ $relative }）
export-versus = 较{ $base } { $change }
export-versus-year = { $year } 年较{ $base }
export-versus-short = 较{ $base }

# 首页
export-verdict-short = { $scenario }：{ $year } 年{ $measure } { $value }，{ $sense ->
    [most] 比 { $target }上限低 { $gap }
   *[least] 距 { $target }目标差 { $gap }
  }
export-verdict-over = { $scenario }：{ $year } 年{ $measure } { $value }，比 { $target }目标高 { $gap }
export-verdict-met = { $scenario }：{ $year } 年{ $measure } { $value }，达到目标
export-headline = { $year } 年{ $measure }
export-headline-cagr = { $start }–{ $end } 年复合增速
export-years-title = { $scenario }：逐年结果，按承诺推算
export-headline-subtitle = 各年核心指标；差异均与{ $base }相比
export-chance = 达到 { $target }的概率
export-chance-target = 达标概率

# 董事会用页
export-board-chance = 模拟的未来中 { $chance } 达到目标
export-board-answer-subtitle = { $year } 年核心指标：基线、规划与本情景按承诺推算，以及可能结果
export-board-middle = 可能结果（中位）
export-board-range = 八成结果落在
export-board-promise = 按承诺
export-board-promised-note = 按承诺：各项举措达到规划所需的兑现程度，且随机风险均未发生。
export-board-likely-note = 可能结果：在“{ $set }”下模拟 { $draws } 次，含风险。
export-board-believable = { $kind ->
    [never] 难以达到：模拟的未来中 { $chance } 达到 { $target }，中位为 { $middle }
    [yes] 可信：模拟的未来中 { $chance } 达到 { $target }，中位为 { $middle }
    [no] 有可能，但把握不大：模拟的未来中 { $chance } 达到 { $target }，中位为 { $middle }
   *[open] 尚无定论：模拟的未来中 { $chance } 达到 { $target }，中位为 { $middle }
  }
export-board-believable-subtitle = { $year } 年{ $measure }，{ $unit }；在 { $draws } 次模拟中的占比
export-board-missed = { $sense ->
    [most] 超出目标
   *[least] 未达目标
  }
export-board-reached = 达到目标
export-board-bins = 每根柱以其下限标注；首尾两柱包含以外的全部结果。
export-board-chance-of = 达到 { $target }的概率
export-board-growth-asked = { $start }–{ $end } 年所需增速
export-board-growth-past = { $start }–{ $end } 年实际增速
export-board-others-size = 同等规模上市公司中达到此增速的比例
export-board-others-universe = 大型上市公司中的比例
export-board-others-ordinary = 中小企业中的比例（至多）
export-board-needs = 必须成立的条件：{ $count ->
   *[other] { $count } 项改善全部兑现
  }，首先是{ $lever }达到 { $wanted }，且无风险发生
export-board-needs-share = 必须成立的条件：{ $count ->
   *[other] { $count } 项改善
  }按 { $share }兑现，首先是{ $lever }达到 { $wanted }，且无风险发生
export-board-needs-none = 无需任何改善即可实现
export-board-needs-none-note = 没有哪项承诺的改善影响这一目标，结果取决于市场、当前业绩以及附录所列的决策。
export-board-needs-subtitle = 若某一项维持现状而其余均兑现，{ $year } 年{ $measure }的{ $sense ->
    [most] 上升
   *[least] 损失
  }，{ $unit }
export-board-needs-note = 逐项计算，按承诺推算；同时落空时的损失不等于各项之和。公司自身的决策（人员、预算、节奏）见附录。
export-board-need = 改善项
export-board-today = 现状
export-board-wanted = 所需
export-board-loss = { $sense ->
    [most] 落空后的上升
   *[least] 落空的损失
  }
export-board-breaks-subtitle = { $year } 年营收损失，{ $unit }；达标概率的变化；应对措施是否划算
export-board-if = 一旦发生
export-board-mean = 全部模拟的平均
export-board-protected = 加上应对措施
export-board-decision = 请决策：对 { $year } 年 { $target }作何承诺，如何保障
export-board-decision-subtitle = 各方案并列；利润与投入为 { $years } 年合计
export-board-row-promise = { $year } 年{ $measure }，按承诺
export-board-row-middle = { $year } 年{ $measure }，可能结果
export-board-row-profit = 营业利润，{ $plan-years } 年
export-board-row-spent = 项目净投入，{ $plan-years } 年
export-board-asked = 提请董事会
export-board-ask-run = 决定是否将“{ $scenario }”作为正式规划。
export-board-nine = { $sense ->
    [most] 九成结果低于 { $end }
   *[least] 九成结果高于 { $end }
  }
export-board-ask-target = { $kind ->
    [never] 为“{ $scenario }”另设目标：模拟的未来中 { $chance } 达到 { $target }。预算按中位 { $middle }编制；{ $nine }。
    [yes] 采纳“{ $scenario }”并承诺 { $target }：模拟的未来中 { $chance } 达到。
    [no] 将 { $target }作为努力方向而非承诺：模拟的未来中仅 { $chance } 达到。预算按中位 { $middle }编制；{ $nine }。
   *[open] 承诺 { $middle }，以 { $target }为挑战目标：模拟的未来中 { $chance } 达到，{ $nine }。
  }
export-board-ask-protect = { $count ->
   *[other] 批准 { $count } 项划算的应对措施
  }（{ $plan-years } 年 { $cost }）：达标概率由 { $before } 变为 { $after }。
export-board-ask-protect-profit = { $count ->
   *[other] 批准 { $count } 项划算的应对措施
  }（{ $plan-years } 年 { $cost }）：可保护利润，达标概率仍为 { $after }。
export-board-ask-protect-against = { $count ->
   *[other] 在 { $count } 项划算的应对措施
  }（{ $plan-years } 年 { $cost }）与目标之间取舍：采取后达标概率由 { $before } 降至 { $after }。
export-board-ask-proof = 要求在下次评审前，对最关键的{ $levers }提供证据。
export-appendix = 附录
export-appendix-note = 前面各页结论背后的细节：各年走势、区域与产品、差异的来源、规划自身的说法、全部风险、调节项、假设与来源。
export-bridge-ends = { $base } { $start } → { $current } { $end }

# 一页简报
export-brief-drivers = 由何驱动
export-brief-drivers-note = { $year } 年{ $measure }高于基线的部分，{ $unit }
export-brief-drivers-none = 无：这是没有该项目时的公司。
export-brief-lost = 其中一项维持现状时的损失（{ $unit }）：{ $list }
export-brief-breaks = 何种情况会落空
export-brief-no-futures = 未作测算：没有模拟未来。
export-brief-sources = 依据 { $documents } 份文件中的 { $facts } 条数据与 { $publications } 篇公开文献，逐格来源见工作簿。

# 走势
export-actual = 实际
export-target = 目标
export-band-80-low = 80% 区间（下半部）
export-band-50 = 50% 区间
export-band-80-high = 80% 区间（上半部）
export-trajectory-title = { $scenario }增速为{ $growth }，{ $year } 年营收 { $revenue }
export-trajectory-title-chance = { $scenario }增速为{ $growth }，{ $year } 年营收 { $revenue }；达到 { $target }的概率为 { $chance }
export-trajectory-title-many = { $count } 个情景 { $year } 年营收介于 { $low }与 { $high }之间
export-trajectory-subtitle = 年营收，{ $unit }；{ $last } 年及以前为实际，其后为模拟
export-fan-note = 阴影：{ $draws } 次模拟中，一半落在深色区间，八成落在深浅两个区间之内。实线为按承诺推算的单次结果，其中随机风险均未发生，因此可能高于区间中部。

# 区域与产品
export-total = 合计
export-region = 区域
export-growth-a-year = 年均增速 %
export-regions-title = { $year } 年{ $region }贡献营收的 { $share }，新品占 { $new }
export-regions-subtitle = { $scenario } · { $year } 年分区域、分产品营收，{ $unit }

# 差异分解
export-bridge-subtitle = { $year } 年差异的来源，{ $unit }；各项之和等于总差额
export-chance-bridge-subtitle = 达到 { $target }的概率由何变化，单位：{ $unit }；双方面对同样的 { $draws } 次模拟；各项之和等于总差异
export-sheet-chance = 概率分解
export-totals = 合计
export-rises = 增加
export-falls = 减少
export-labels = 标签
export-lever = 调节项
export-contribution = 贡献
export-alone = 单独作用

# 风险
export-risks-title = { $risk }损失最大；{ $count ->
    [0] 没有哪项应对措施明显划算
   *[other] { $count } 项应对措施明显划算
  }
export-risks-subtitle = { $unit }；营收为 { $year } 年，利润为 { $plan-years } 年合计；{ $draws } 次模拟均值。净利润：蓝为划算，红为不划算，灰为难以判断。✓ 已采用
export-risk-case = 风险
export-risk-happens = 发生概率
export-risk-loss = 预期营收损失
export-risk-profit = 预期利润损失
export-risk-if = 发生时营收损失
export-risk-measure = 应对措施
export-risk-cost = 成本
export-risk-net = 净利润影响
export-risk-chance = 达标概率，百分点

# 对比
export-comparison-title = { $scenario }营收最高：{ $year } 年 { $revenue }
export-comparison-subtitle = { $year } 年核心指标；括号与颜色表示与{ $base }的差异
export-measure = 指标
export-beats = 同一批模拟中优于{ $base }的概率
export-chance-source = { $draws } 次模拟中的占比，各情景使用同一批模拟
export-input = 输入项
export-differences-title = { $count ->
    [0] 各情景的输入完全相同
   *[other] 共有 { $count } 项输入不同
  }
export-differences-subtitle = 调节项、假设、风险、设置与版本；相同的不列出

# 输入与来源
export-levers-title = { $total } 个调节项中有 { $count } 个与规划不同
export-levers-subtitle = 期末取值；蓝色表示与规划不同。编号对应规划文件中的数据
export-rests-on = 依据
export-assumptions-title = 测算所依据的假设：{ $set }
export-assumptions-subtitle = 单次测算所用的中心值、随机模拟中的离散范围，以及依据
export-assumption = 假设
export-value = 取值
export-spread = 离散范围
export-spread-three = { $low } 至 { $high }，最可能 { $mode }
export-spread-range = { $low } 至 { $high }
export-spread-fit = 经拟合，使规划结果等于 { $value }
export-spread-mixture = 多种可能情形的混合，详见工作簿
export-spread-normal = 正态分布
export-spread-lognormal = 对数正态分布
export-spread-pareto = 上侧长尾分布
export-spread-bernoulli = 是或否
export-sources-title = 数字的依据
export-sources-subtitle = 公司文件与公开文献，以及各自的阅读程度
export-source = 来源
export-citation = 出处
export-how-read = 阅读程度
export-document-undated = 《{ $title }》
export-document = 《{ $title }》（{ $date }）
export-read-document = 全文

# 工作簿
export-sheet-summary = 概览
export-sheet-inputs = 输入
export-sheet-assumptions = 假设
export-sheet-years = 年度结果
export-sheet-modules = 模块
export-modules-title = 规划各模块的结果，按承诺推算
export-modules-subtitle = { $scenario } • 截至 { $year } 年的客户、渠道、产品线、薪酬与现金
export-module = 模块
export-sheet-split = 营收拆分
export-split-title = 营收按区域、产品线与渠道拆分，按承诺推算
export-sheet-quarters = 季度结果
export-sheet-comparison = 对比
export-sheet-differences = 输入差异
export-sheet-bridge = 差异分解
export-sheet-claims = 规划口径
export-sheet-findings = 结论
export-finding-more = 其余 { $count } 行见工作簿。
export-sheet-risks = 风险
export-sheet-sources = 来源
export-scenario = 情景
export-author = 作者
export-note = 备注
export-hash = 指纹
export-seed = 随机种子
export-draws = 模拟次数
export-set = 假设集
export-plan = 规划
export-plan-hash = 规划版本
export-model = 模型版本
export-made = 导出日期
export-year = 年份
export-quarter = 季度
export-product = 产品
export-reps = 销售人数
outcome-churn-rate = 达到的客户流失率
outcome-effective-reps = 有效销售人数
export-reps-note = 按区域统计；同一区域的各产品行数值相同，请勿相加。
export-effective-reps-note = 按新人上手进度折算后的销售人数，由模型根据招聘人数与上手期计算。
export-group = 组别
export-id = 编号
export-unit = 单位
export-reason = 理由
export-absolute = { $scenario }，较{ $base }
export-relative = { $scenario }，相对变化
export-from = 起
export-to = 止
export-cause = 原因
export-kind = 层级
export-kind-group = 组
export-kind-lever = 调节项
export-kind-family = 合计为一的占比
export-kind-assumption = 假设
export-kind-risk = 风险
export-last = 在其他变化之上
export-error = 标准误差
export-residual = 未解释部分（舍入）
export-claim = 规划所列的营收来源
export-claimed-share = 规划所称占目标比重
export-claimed = 规划所称金额
export-attributed = 模型归因金额
export-attributed-share = 占项目增量的比重
export-risk-mode = 设置
export-risk-mode-off = 不考虑
export-risk-mode-chance = 随机发生
export-risk-mode-on = 必然发生
export-risk-probability = 概率
export-risk-worst = 最差一成情形的营收损失
export-risk-mitigated = 已采用应对措施
export-risk-pays = 是否划算
export-risk-pays-yes = 划算
export-risk-pays-no = 不划算
export-risk-pays-open = 难以判断
export-yes = 是
export-no = 否
export-finding = 结论，或以此为据的数字
export-source-words = 来源说明
export-chart-trajectory = 年营收，{ $unit }
export-chart-regions = { $year } 年分区域营收，{ $unit }
export-chart-bridge = 从{ $base }到{ $current }，{ $unit }
export-foot = 柱底（不可见）

# 命令行
cli-command-export = 将情景导出为文件：幻灯片、工作簿、一页简报、数据表或 JSON
cli-option-export-to = 要写入的文件，由扩展名决定类型：.pptx、.xlsx、.pdf、.parquet、.csv 或 .json
cli-option-template = 用贵公司的 PowerPoint 文件代替内置模板
cli-export-done = { $count ->
   *[other] 已将 { $count } 个情景写入 { $file }。
  }
error-export-target = 请用 --to 指明要写入的文件。扩展名：{ $allowed }。
error-export-kind = { $file }：无法识别的扩展名。可用：{ $allowed }。
error-export-template = { $option } 仅适用于 .pptx 文件。
error-export-one = 一个 { $ending } 文件只存放一个情景，请逐个导出。
error-export-font = 本机没有中文字体，页面上的汉字会显示为空框。请安装一种中文字体（如 Noto Sans CJK），或导出幻灯片：其字体由阅读者的电脑提供。
export-notes-title = { $scenario }的备注
export-notes-author = 备注人：{ $author }
export-notes-cut = 备注较长，全文见本页演讲者备注。

# 演讲者备注
export-speaker-title = 这些数字的来源
export-speaker-chance = 在“{ $set }”下模拟的 { $draws } 次模拟中达到 { $target } 的比例。各项假设及其来源见“测算所依据的假设”页。
export-speaker-inputs = 输入值见调节项页与假设页，每个数值都注明所依据的规划章节、文献或判断；工作簿按单元格列出全部来源。
