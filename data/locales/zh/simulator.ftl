# 模拟器页面。句子中 <b>…</b> 表示强调，<em>…</em> 表示缺口。
lever-group-headcount = 团队
lever-group-conversion = 转化
lever-group-product = 新品
lever-group-region = 区域
lever-group-budget = 预算
rail-label = 调节项
rail-start = 起点
rail-more = 另有 { $count } 项
rail-less = 收起
rail-all = 逐项调节（{ $count } 项）
rail-apart = 逐项调节（{ $count } 项，步调不一）
lever-family-growth = 各区域需求增速
lever-family-penetration = 各区域市场渗透
lever-family-commission-premium = 各区域提成加成
lever-family-churn-by-tier = 各层级客户流失率
lever-family-budget = 各项预算
lever-family-rule = 应对规则
joint-step = { $name }：统一加减
joint-help = { $kind ->
    [way] { $count } 项一起调节：0% 为现状，100% 为规划，最远到其中任何一项的上下限为止。单独调过的项保持各自的差距。
    [times] { $count } 项一起调节：100% 为现状，最远到其中任何一项的上下限为止。单独调过的项保持各自的差距。
    [shares] 整体调节分配：0% 为现状的分配，100% 为规划的分配；{ $count } 项占比合计始终为 100%。
   *[step] 为 { $count } 项统一加减同一数值，最远到其中任何一项的上下限为止。单独调过的项保持各自的差距。
  }
rail-marks = 圆点为当前值，竖线为基线，菱形为规划。
rail-value = { $lever }，单位：{ $unit }
choice-linear = 匀速
choice-front-loaded = 前快后慢
choice-s-curve = 先缓后快
choice-off = 关闭
choice-on = 启用
opening-plan = 按原规划，
opening-baseline = 不实施任何项目，
opening-assumed = 按规划的调节项与自定假设，
opening-own = 按当前设定，
opening-before = 上一步调整前，
opening-base = 调整前（{ $base }）：
sentence-short = { $opening }{ $year } 年{ $of }为 <b>{ $revenue }</b>，距{ $target ->
    [plan] 规划
   *[target] 目标
  }<em>差 { $gap }</em>{ $futures }。
sentence-over = { $opening }{ $year } 年{ $of }为 <b>{ $revenue }</b>，比{ $target ->
    [plan] 规划
   *[target] 目标
  }<b>高 { $gap }</b>{ $futures }。
sentence-met = { $opening }{ $year } 年{ $of }为 <b>{ $revenue }</b>，若{ $fit ->
    [fit] 各项承诺改善兑现 { $share }
   *[none] 各项举措按所述全部兑现
  }且{ $forced ->
    [0] 无风险发生
   *[other] 无其他风险发生
  }，<b>{ $target ->
    [plan] 与规划一致
   *[target] 刚好达标
  }</b>{ $futures }。
against = 对比基准：
against-help = 所有变化都以此为对照
headline-label = 核心指标
headline-revenue = { $year } 年营收
headline-chance = 达到 { $target }的概率
headline-chance-in = { $period } 达标概率
headline-chance-of = { $year } 年{ $measure }达到 { $target }的概率
headline-cagr = { $years } 年复合增速
headline-operating-profit = { $year } 年营业利润
headline-margin = { $year } 年营业利润率
headline-market-share = { $year } 年市场份额
headline-change = 较{ $base } { $change }
headline-same = 与{ $base }持平
headline-chance-settling = 计算中……
headline-chance-moving = 拖动中的估算值
headline-chance-none = 尚未模拟
trajectory-title-short = { $of }比{ $what }少 { $gap }{ $reason }
trajectory-title-over = { $of }超出{ $what } { $gap }{ $reason }
trajectory-title-met = { $of }正好{ $target ->
    [plan] 与规划一致
   *[target] 达标
  }{ $reason }
title-part = { $part ->
    [H1] 上半年营收
    [H2] 下半年营收
    [Q1] 第一季度营收
    [Q2] 第二季度营收
    [Q3] 第三季度营收
    [Q4] 第四季度营收
   *[year] 营收
  }
title-target = { $target ->
    [plan] 规划
   *[target] 目标
  }
trajectory-title-quarter = 逐季走势，{ $plan-last } 年合计 { $revenue }
trajectory-subtitle-year = { $unit }/年 · { $to } 年及以前为实际
trajectory-subtitle-quarter = { $unit }/季 · 模拟值
trajectory-year = 按年
trajectory-quarter = 按季
trajectory-view = 图表的时间粒度
trajectory-alt = 营收折线图。{ $title }。
label-target = 目标 { $value }
label-target-each = 每季目标 { $value }
goal-label = { $year } 年营收目标
label-plan = 规划 { $value }
label-current = 当前 { $value }
label-baseline = 基线 { $value }
bridge-title-moving = 与{ $base }的差异从何而来
bridge-title-same = 与{ $base }没有差异
bridge-title-less = 比{ $base }少 { $amount }，按原因分解
bridge-title-more = 比{ $base }多 { $amount }，按原因分解
title-drag = ，主要拖累：{ $cause }
title-lift = ，主要拉动：{ $cause }
bridge-subtitle = { $year } 年，{ $unit } · 各项之和等于总差额
bridge-empty = 拖动任一调节项，即可看到差异的来源。
bridge-waiting = 松手后即分解差异来源……
bridge-alt = 从{ $base }到当前情景的差异分解图。
bridge-current = 当前
breakdown-title-most = { $region }贡献最多：{ $amount }
breakdown-title-less = 与{ $base }相比，{ $region }减少最多：{ $amount }
breakdown-title-more = 与{ $base }相比，{ $region }增加最多：{ $amount }
breakdown-title-alone-most = { $region }合计：{ $amount }
breakdown-title-alone-less = { $region }较{ $base }少 { $amount }
breakdown-title-alone-more = { $region }较{ $base }多 { $amount }
breakdown-subtitle = { $year } 年，{ $unit } · { $kinds ->
    [1] { "" }
   *[other] 主力产品与新品，
  }外框为{ $base }
breakdown-alt = { $year } 年各区域、各产品营收条形图。
moved-title = 相对{ $base }调整过的项目
moved-none = 所有调节项都与{ $base }一致。
moved-lever = 调节项
moved-from = { $base }
moved-to = 当前
moved-change = 变化
outcomes-title = { $year } 年结果的变化
outcomes-measure = 指标
outcome-revenue = 营收
outcome-operating-profit = 营业利润
outcome-margin = 营业利润率
outcome-market-share = 市场份额
outcome-headcount = 年末在岗销售
outcome-revenue-per-rep = 人均营收
outcome-new-product-share = 新品实际占比
outcome-programme-net = 项目净投入
error-typed-number = { $lever }：请输入 { $low } 至 { $high }{ $unit }之间的数字。
plain-hint = 这是使用标准控件的简版模拟器。
opening-named = 按“{ $name }”，
futures-some = ；计入风险，模拟结果中 { $share } 达标
futures-left = ；没有余量，计入风险后，模拟结果中 { $share } 达标
futures-none = ；计入风险，模拟的未来中几乎无一达标
futures-all = ；即使计入风险，模拟的未来也几乎全部达标
futures-other = ；{ $what }：{ $share }
trajectory-bands = { "" } · 色带：50% 与 80% 的未来
stage-lost = 服务器没有响应。您的最后一次调整已保留，重试时会再次提交。
stage-table-lost = 拖动时暂时无法实时显示结果；松手后仍会给出答案。
stage-charts-lost = 图表未能加载，数字均可照常查看。
stage-again = 重试
# 对当前情景的操作与一键提问
acts-label = 当前情景
action-save-short = 保存
action-copy = 复制链接
action-copy-help = 复制当前画面的链接，打开后可还原全部设定
action-copied = 链接已复制。
action-not-copied = 浏览器不允许复制链接，请从地址栏复制。
action-reset = 重置
action-reset-help = 恢复为规划：调节项、假设与风险。可撤销。
what-if-label = 假如
what-if-help = { $lever }：{ $value }。再点一次恢复为规划。
what-if-no-subsidy = 取消补贴
what-if-subsidy = 补贴降至 { $value }
what-if-headcount = 仅 { $value }
# 营收未能说明全部影响时，附加在结论之后
aside-profit-less = 营收与{ $base }持平，但 { $years } 年营业利润合计<em>减少 { $amount }</em>。
aside-profit-more = 营收与{ $base }持平，但 { $years } 年营业利润合计<b>增加 { $amount }</b>。
aside-leaner = 与{ $base }相比，营收减少 { $share }，但营业利润率<b>提高 { $points }</b>。
aside-dearer = 与{ $base }相比，营收增加 { $share }，但营业利润率<em>降低 { $points }</em>。
aside-all = 若全部兑现，则为 { $revenue }。
