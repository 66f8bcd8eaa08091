# 不确定性页，以及风险页共用的概率用语。
uncertainty-futures = 模拟结果中 { $share }
uncertainty-forced = { $opening }在{ $count ->
    [1] “{ $name }”
   *[other] { " " }{ $count } 项风险
  }必然发生时，
uncertainty-goal = { $year } 年{ $measure } { $value }
measure-programme-net = 项目净投入
measure-programme-gross = 项目总投入
measure-churn-rate = 客户流失率
measure-revenue = 营收
measure-operating-profit = 营业利润
measure-margin = 营业利润率
measure-headcount = 销售人数
measure-market-share = 市场份额
measure-cagr = 基年以来复合增速
measure-new-product-share = 新品占比
measure-revenue-per-rep = 人均营收
measure-revenue-per-customer-cost = 每{ $plan-currency }销售投入营收
measure-core-revenue = 主力产品营收
measure-new-revenue = 新品营收
measure-of-region = { $region }{ $measure }
outcome-of-region = { $region }{ $measure }
measure-in-year = { $part ->
    [H1] 上半年
    [H2] 下半年
    [Q1] 第一季度
    [Q2] 第二季度
    [Q3] 第三季度
   *[Q4] 第四季度
  }{ $measure }
outcome-in-year = { $part ->
    [H1] 上半年
    [H2] 下半年
    [Q1] 第一季度
    [Q2] 第二季度
    [Q3] 第三季度
   *[Q4] 第四季度
  }{ $measure }
uncertainty-stop = 停止

uncertainty-sentence = { $opening }{ $calm }，{ $year } 年{ $measure }为 <b>{ $single }</b>。{ $world }<b>{ $futures }</b>达到 { $target }；八成模拟结果在 { $low }至 { $high }之间。
uncertainty-sentence-short = { $opening }{ $calm }，{ $year } 年{ $measure }为 <b>{ $single }</b>。{ $world }<em>{ $futures }</em>达到 { $target }；八成模拟结果在 { $low }至 { $high }之间。
uncertainty-world = 计入可能发生的一切，
uncertainty-world-left = 没有余量的规划遇到风险后，
uncertainty-calm = 且风险一项都不发生
uncertainty-calm-forced = 且不再发生其他风险

uncertainty-number-chance = { $year } 年达到 { $target }的概率
uncertainty-number-low = 谨慎（P10）{ $year } 年{ $measure }
    .note = 九成结果高于此值
uncertainty-number-middle = 居中（P50）{ $year } 年{ $measure }
    .note = 高低各半
uncertainty-number-high = 乐观（P90）{ $year } 年{ $measure }
    .note = 一成结果高于此值
uncertainty-number-gap-note = 最差一成平均 { $worst }

uncertainty-fan-title = 八成模拟结果在 { $low }至 { $high }之间（{ $period }）
uncertainty-fan-subtitle = { $measure }（{ $unit }）· 黑线：实际 · 色带：50%、80%、90% 的模拟结果 · 点线：承诺值
uncertainty-fan-subtitle-quarter = 季度{ $measure }（{ $unit }）· 黑线：{ $start } 年按季节分摊 · 色带：50%、80%、90% 的模拟结果 · 点线：承诺值
uncertainty-fan-alt = 扇形图。{ $period } 八成模拟结果在 { $low }至 { $high }之间。
uncertainty-fan-median = 居中 { $value }
uncertainty-fan-single = 承诺值 { $value }
uncertainty-fan-target = 目标 { $value }
uncertainty-fan-band = { $width }%：{ $low } 至 { $high }

uncertainty-target-title = 目标定多高，把握有多大？
uncertainty-target-subtitle = 拖动目标：至少达到此值的模拟结果所占比例 · 点线：承诺值
uncertainty-target = 目标
uncertainty-target-label = 目标，当前为{ $goal }
uncertainty-single-mark = 承诺值
uncertainty-metric = 指标
uncertainty-year = 年份
uncertainty-typed = 或直接输入（{ $unit }）

uncertainty-tornado-title = “{ $name }”对结果影响最大：{ $swing }
uncertainty-tornado-none = 按当前设定，没有不确定因素
uncertainty-tornado-subtitle = { $year } 年{ $measure }，单项变动、其余不变时的变化（{ $unit }）· 按影响大小排列
uncertainty-tornado-base = 各项取均值 { $value }
uncertainty-tornado-risk = { $name }（{ $chance }）
uncertainty-tornado-assumption = { $name }（{ $range }）
uncertainty-tornado-all = 显示全部 { $count } 项
uncertainty-tornado-note = 假设从 P10 变到 P90；风险从“不发生”变到“以最可能的程度发生”，括号内为其概率。
uncertainty-tornado-alt = 龙卷风图。影响从大到小：{ $names }。

uncertainty-variance-title = “{ $name }”造成 { $share } 的波动
uncertainty-variance-none = 按当前设定，没有不确定因素
uncertainty-variance-waiting = 波动来自何处
uncertainty-variance-subtitle = 占结果方差的比例 · 深色：自身影响（一阶指数）· 浅色：连同与其他因素的共同作用（总指数）
uncertainty-variance-text = { $total }（自身 { $first }）
uncertainty-variance-note = 若能确知这一因素，波动至少会减少深色部分。浅色部分相互重叠，合计可能超过 100%。波动：标准差 { $sd }。每个因素用 { $points } 个点计算 Sobol 指数。
uncertainty-variance-progress = 正在分解波动……
uncertainty-variance-stopped = 计算已停止。
uncertainty-variance-start = 开始计算
uncertainty-variance-alt = 方差分解。最大来源：{ $names }。

uncertainty-years-title-down = 难度逐年加大：初期 { $first } 跟得上，最终 { $last } 达标
uncertainty-years-title-up = 把握逐年增大：初期 { $first }，最终 { $last }
uncertainty-years-title-same = 各年把握相近
uncertainty-years-title-one = { $year } 年有 { $chance }的模拟达标
uncertainty-years-subtitle = 达到规划自身路径的模拟结果所占比例（{ $unit }）· 竖线：95% 区间
uncertainty-years-goal = { $sense ->
    [most] ≤
   *[least] ≥
  } { $value }

uncertainty-outside-title = { $universe } 的大公司、约 { $ordinary } 的普通公司曾增长得这么快
uncertainty-outside-subtitle = 外部视角：{ $years ->
    [1] 一年
   *[other] 连续 { $years } 年每年
  }增长 { $growth }（扣除通胀后 { $real }），与模型自身的概率并列
uncertainty-outside-none = 外部视角
uncertainty-outside-only = 公开的增长率统计只有营收。请将指标切换为营收查看。
uncertainty-outside-own = 本情景（本模型）
uncertainty-outside-own-note = 按自身的调节项、假设和风险
uncertainty-outside-size = 同等规模的上市公司
    .note = 中位数每年 { $median } · 仅含存续的成长股，偏乐观 · { $sure }
uncertainty-outside-universe = 全部大型上市公司
    .note = 中位数每年 { $median } · 仅含存续公司 · { $sure }
uncertainty-outside-ordinary = 普通中小企业
    .note = 连续三年每年 { $growth } · { $sure }
uncertainty-outside-range = { $low } 至 { $high }
uncertainty-outside-most = 至多 { $high }
uncertainty-outside-note = 这些都不是“唯一的”概率：只说明别人多常做到，并不说明原因。如果模型的概率远高于它们，就需要说清本公司有何不同。

uncertainty-delta-title = 我们的改动：{ $changed }；采用的假设：{ $assumed }
uncertainty-delta-none = 与{ $base }没有差异
uncertainty-delta-subtitle = 调节项是决策，假设和风险设定是判断。各部分之和等于差异。
uncertainty-delta-hint = 移动调节项，或修改假设、风险，即可看到差异中各占多少。
uncertainty-delta-measure = 差异口径
uncertainty-delta-chance = 概率（%）
uncertainty-delta-mean = 平均结果
uncertainty-delta-changed = 调节项
uncertainty-delta-assumptions = 假设
uncertainty-delta-risks = 风险
uncertainty-delta-now = 当前

uncertainty-assumptions-title = 采用的假设
uncertainty-assumptions-subtitle = 在怎样的世界里检验这些调节项。假设随情景一同保存；假设变化的影响单独列示，不计入举措成效。
uncertainty-own-none = 没有自定义数值，完全采用该假设集。
uncertainty-own = { $count } 项自定义数值：{ $names }。
uncertainty-own-value = { $name } { $value }
uncertainty-reset = 恢复假设集数值
    .help = 放弃所有自定义数值。可撤销。
uncertainty-name = 假设集名称
uncertainty-save = 存为我的假设集
uncertainty-set-saved = 已存为假设集“{ $name }”。
uncertainty-forget = 删除此假设集
uncertainty-edit = 修改一项假设
uncertainty-edit-value = 数值（{ $unit }）
uncertainty-edit-plain = 数值
uncertainty-points = 个百分点/年
uncertainty-edit-own = 这是您自定义的数值，在各次模拟中不再变化。
uncertainty-edit-back = 恢复该项数值
uncertainty-edit-spread = 在各次模拟中取值不同，此处为均值。移动滑块即固定为您的数值。允许范围：{ $range }。
uncertainty-edit-fixed = 在所有模拟中相同。允许范围：{ $range }。
uncertainty-spread-title = 哪些因素不确定
uncertainty-spread-none = 该假设集下没有假设会变化，各次模拟只因风险而不同。
uncertainty-spread-own = 自定义数值，在所有模拟中相同
uncertainty-column-assumption = 假设
uncertainty-column-value = 均值
uncertainty-column-spread = 各次模拟中的分布
uncertainty-column-source = 依据

uncertainty-sampling-title = 概率精确到 { $half }以内
uncertainty-sampling-subtitle = 即概率 95% 区间的一半。随机种子和模拟次数随情景保存。
uncertainty-seed = 随机种子
    .help = 种子相同，模拟的未来就相同，其他情景也一样：情景之差只来自输入。
uncertainty-draws = 模拟次数
uncertainty-target-refused = 目标须在 { $low }到 { $high }之间。
uncertainty-capped = 该情景设定模拟 { $asked } 次。页面展示前 { $kept } 次，命令行可全部计算。
uncertainty-precise = 提高精度
    .help = 增加模拟次数，直到概率精确到一个百分点以内（95%）。
uncertainty-precise-enough = 已精确到一个百分点以内。
uncertainty-precise-progress = 正在增加模拟次数……
uncertainty-method-single = 单次运行按规划的承诺推算，不含任何按概率发生的风险。风险只会减损，所以多数未来都低于它：风险都不发生才刚好达标的规划，很少真能达标。
uncertainty-method-sobol = 各次模拟取自加扰的 Sobol 点，每个名称占一个固定维度。因此移动调节项时结果平滑变化，两个情景面对同样的随机条件。
uncertainty-method-assumed = 决策与判断按调节项、假设、风险三组的精确 Shapley 值分开，与修改的先后无关。
