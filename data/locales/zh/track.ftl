# 跟踪：实际与规划的对照，以及它对未来意味着什么。

# 可录入的指标
track-measure-revenue = 营收
track-measure-reps = 销售人数（季末）
track-measure-conversion = 线索转化率
track-measure-churn = 客户流失率（年）
track-measure-spend = 项目支出
track-measure-retention = 销售团队留存率
track-measure-repurchase = 重点客户复购率
track-measure-complaints = 客户投诉率
track-measure-attainment = 目标完成率
track-measure-share = 营收占比
track-measure-growth = 营收同比增速
track-measure-industry = 行业增速（年）
track-measure-competitor = 主要竞品市场份额
track-measure-nps = 客户净推荐值
track-measure-online = 线上营收占比
track-measure-all-repurchase = 老客户复购率
track-measure-tools = CRM 高级功能使用率
track-measure-website = 官网转化率
track-measure-cycle = 销售周期
track-measure-worth = 客户终身价值
track-measure-pilot-revenue = 新品试点营收
track-measure-pilot-conversion = 新品试点转化率
track-measure-launch-revenue = 新品推广营收
track-measure-digital-return = 数字化投入回报
track-measure-marketing-return = 营销投入回报
track-measure-campaign-return = 最弱一场活动的回报
track-history-cell = { $row }，{ $quarter }
track-column-measure = 指标
track-column-region = 区域
track-column-item = 产品或预算
track-column-unit = 单位
track-column-value = 数值
track-file-note = 每行一个指标，每列一个季度；未知的留空。可以只填合计，不填明细。以 # 开头的行不会读取。
track-file-sheet = 实际数据

# 无法读取的文件
error-track-file = 无法读取文件 { $path }：{ $detail }。
error-track-empty = 表格是空的。请下载模板，按其表头填写。
error-track-heading = “{ $value }”不是有效表头。可用：{ $allowed }。
error-track-no-plan-quarter = “{ $value }”是{ $form ->
    [year] 年份
    [half] 半年
    [month] 月份
    [day] 既非季初也非季末的日期
    [fiscal] 跨年度的财年
    [span] 一段时间
    [outside] 规划期以外的半年
   *[impossible] 不存在的期间
  }；本规划按{ $halves ->
    [yes] 半年编制，可用 { $first } 至 { $last }，也可按季度填写。
   *[no] 季度编制，可用 { $first } 至 { $last }。
  }
error-track-period = “{ $value }”不是{ $halves ->
    [yes] 半年或季度
   *[no] 季度
  }，请写成 { $first } 的形式。
error-track-no-value = 表格为每季度一行，但缺少数值列。
error-track-unit-number = “{ $value }”自带的单位与本行单位“{ $unit }”不一致。
error-track-no-measure = 缺少“指标”列。请下载模板，按其表头填写。
error-track-no-quarter = 没有任何一列是规划期内的{ $halves ->
    [yes] 半年或季度
   *[no] 季度
  }，例如 { $first }。文件的表头是：{ $found }。
error-track-quarter-twice = 季度 { $quarter } 出现了两列，请保留一列。
error-track-measure = “{ $value }”不是可录入的指标。可用：{ $allowed }。
error-track-member = 此处不能填“{ $value }”。可用：{ $allowed }。
error-track-item-alone = 按产品填写时须注明区域。区域：{ $allowed }。
error-track-unit = 单位“{ $value }”不适用于该指标。可用：{ $allowed }。
error-track-expected = “{ $value }”标明是预测或计划。这里只填实际值，列名写成 { $first } 的形式。
error-track-year-or-quarter = “{ $value }”可能指全年，也可能指第四季度。如为季度，请写 { $quarter }。
error-track-number = “{ $value }”不是数字。请只写数字，如 1250.5；尚未发生的请留空。
error-track-range = { $value } 超出 { $low } 至 { $high } { $unit }的范围。
error-track-percent = { $value } 超过 100%。请写 0.18 或 18%，或将单位写为“%”。
error-track-heading-twice = 此列重复出现，请保留一列。
error-track-percent-unit = { $value } 是百分数，但本行的单位为“{ $unit }”。
error-track-months-add = 该指标的季度值不等于各月之和，请直接填写 { $quarter }。
error-track-months-missing = { $quarter } 需要三个月的数据齐全，此处仅有 { $given }。
error-track-twice = 第 { $row } 行已经给出 { $quarter } 的同一数据，请保留一个。
error-track-total = 合计 { $stated } { $unit }与明细之和 { $summed } { $unit }不符。请更正其一，或删去合计。
error-track-author = 请填写姓名，以便历史记录显示由谁修改。

# 误差大小与规则的理由
reason-track-d3 = 其季度自 3 月起算（3–5 月、6–8 月、9–11 月）；余下 13% 归 12 月、1 月和 2 月。每月取所在三个月的三分之一。
reason-track-points = 判断。竞品市场份额“上升 5% 以上”理解为五个百分点，因为一般份额的百分之五还不到一个百分点。
reason-track-percent = 判断。核心客户复购率“下降 10% 以上”理解为较前期下降百分之十；若按十个百分点则预警更晚。
reason-track-error-revenue = 判断。分季形态往往不是本公司自己的数据，同一季度每年可能整体偏差 4%；整体可能长期偏差 3%、单季偏差 2%，一个区域长期偏差 8%，一类产品 6%，单个明细单季再偏差 5%。
reason-track-error-reps = 判断。哪个区域先到岗取决于临时安排，不属于假设（长期偏差 12%，单季 6%）；公司整体可能偏差 2%。
reason-track-error-rates = 判断。各家对转化与流失的统计口径不同；长期偏差 5%，单季再偏差 5%。
reason-track-error-spend = 判断。发票很少在工作发生的当季入账（12%），预算科目的归类也可能长期不同（10%）。
reason-track-assumed = 程序的假设；您的规划自行规定后即以规划为准。
reason-track-two-quarters = 连续两个季度才算趋势，一个季度可能只是时点问题。
reason-track-outlook = 判断：达成与否之比为二比一时亮绿灯，一比二时亮红灯。
reason-track-reading = 规划常把全年数字写在某个季度，因此季度里程碑按截至该季的四个季度解读。
reason-track-window = 升降按一年计算，以免季节因素误触。
reason-track-least = 相当于 400 次独立模拟时，50% 概率的 95% 区间为 ±5 个百分点，再粗就分不清三种颜色。
reason-track-draws = 2^14 个加扰 Sobol 点：更新一个季度后仍有数千个有效。

# 季度节奏

# 预警
track-warning-industry = 行业增速连续三个月下滑
track-warning-competitor = 竞品市场份额上升 5 个百分点及以上
track-warning-retention = 团队留存率低于 80%
track-warning-attainment = 连续两个月目标达成率低于 70%
track-warning-repurchase = 重点客户复购率较原水平下降 10% 及以上
track-warning-complaints = 客户投诉率高于 2%

# 状态及其依据
status-green = 正常
status-amber = 有风险
status-red = 偏离
status-none = 无数据
rule-below-start = 低于起点
rule-to-enter = 待填报
rule-no-actual = 未填报
rule-no-forecast = 无预测
rule-far-below = 低于 70%
rule-reached = 已达成
rule-nearly-reached = 达到 95% 以上
rule-below-again = 连续两季低于 95%
rule-below-once = 低于 95%
rule-likely = 大概率达成
rule-open = 尚难判断
rule-unlikely = 达成可能性小
rule-too-short = 季度数不足
rule-crossed = 已触发
rule-not-crossed = 未触发

# 里程碑
milestone-revenue = 营收
milestone-revenue-share = 营收占比
milestone-revenue-per-rep = 人均营收
milestone-market-share = 市场份额
milestone-churn-rate = 客户流失率
milestone-headcount-added = 新增人员
milestone-conversion-rate = 线索转化率
milestone-revenue-growth = 同比增长
milestone-scope-company = 公司

# 证据强度
track-strength-weak = 几乎没有
track-strength-positive = 有一些
track-strength-strong = 较强
track-strength-very-strong = 很强

# 语句
track-sentence-none = { $zeros ->
    [yes] 已填报的数字均为 0，不能说明预测
   *[no] 尚未填报任何季度
  }；{ $year } 年达到 { $target }的概率为 <b>{ $before }</b>。
track-left-aside = 有 { $count } 个数字为 0，预测按比例比较，零值不提供信息：{ $rows }{ $more ->
    [yes] 等
   *[no] {""}
  }。尚未填报的单元格请留空。
track-sentence = 已填报 { $quarters } 个季度，{ $year } 年达到 { $target }的概率{ $direction ->
    [up] 由 { $before }升至 <b>{ $after }</b>
    [down] 由 { $before }降至 <em>{ $after }</em>
   *[same] 仍为 <b>{ $after }</b>
  }{ $tail }。
track-tail-open = ；此后每个季度须同比增长 <b>{ $growth }</b>
track-tail-reached = ；目标已经达成
track-tail-missed = ；目标年度已结束，未能达成
track-tail-out-of-reach = ；任何合理增速都已无法达成
track-needed = { $year } 年余下 { $count } 个季度平均须完成 { $average }，上年同期为 { $before }。{ $known ->
    [yes] 最近四个已填报季度同比增长 { $recent }。
   *[no] { "" }
  }
track-futures = { $draws } 次模拟按其对实际数据的解释力加权，相当于 { $effective } 次等权模拟。
track-futures-widened = 实际远在预期之外：若照单全收，{ $draws } 次模拟中只剩 { $left } 次可用。因此降低其分量（似然取 { $exponent } 次幂），保留 { $effective } 次模拟，预测区间随之放宽。
track-prior = 出发点：{ $set }。
track-prior-replaced = 出发点：{ $set }，因为“{ $asked }”没有可供实际数据收窄的不确定性。模拟器上的概率以“{ $asked }”为准，因此可能不同。
track-milestone-name = { $metric }，{ $scope }，{ $period }
track-measured-falling = { $count ->
    [0] 未下滑
   *[other] 连续下滑 { $count } 个季度
  }，{ $quarter }
track-measured-level = { $value }，{ $quarter }
track-measured-change = 一年内 { $change }，{ $quarter }
track-measured-otherwise = 若按{ $reading ->
    [share] 相对变化
   *[points] 百分点
}理解（{ $change }），{ $crossed ->
    [yes] 已触发
   *[no] 未触发
}
track-change = { $before } → { $after }
track-shift = { $shift } 个标准差
track-odds = { $strength }（{ $more ->
    [yes] 超过 { $odds }
   *[no] { $odds }
  } 比 1，{ $kind ->
    [risk] { $direction ->
        [higher] 倾向于已经发生
       *[lower] 倾向于尚未发生
      }
   *[assumption] { $direction ->
        [higher] 倾向于更高
       *[lower] 倾向于更低
      }
  }）
track-against-title = 实际数据不支持哪些假设
track-demo-note = 演示数据：并非任何公司的实际数字。{ $about }
error-track-no-actuals = 请指定实际数据：--actuals 文件，或试用 { $demo }。
cli-command-track = 将实际与规划对照，并据此更新预测。
cli-option-actuals = 按季度的实际数据文件（CSV 或 Excel）；“demo”为演示数据，“-”为标准输入（CSV）。

track-odds-short = { $more ->
    [yes] > { $odds }
   *[no] { $odds }
  } : 1 { $kind ->
    [risk] { $direction ->
        [higher] 已发生
       *[lower] 未发生
      }
   *[assumption] { $direction ->
        [higher] 更高
       *[lower] 更低
      }
  }

# 页面
track-show-demo = 查看演示数据
track-show-own = 返回自己的数据
track-demo-badge = 演示数据，非实际数字
track-group-due = 已到期
track-group-ahead = 未到期
track-demo-text = { $about }并非任何公司的实际数字，也不会存入数据库。
track-empty = 尚无实际数据。请在下方录入第一个季度{ $demo ->
    [yes] 、上传文件，或先看演示数据
   *[no] ，或上传文件
  }。在此之前，预测即为出发时的预测。
track-numbers = 关键数字
track-number-latest = { $quarter } 营收
    .note = 为规划的 { $attainment } · 本年累计 { $year }
    .source = 本季度录入或导入数据的合计。页末的历史记录列明每个数据的录入人与来源文件。
track-number-latest-none = 最近一季
    .note = { $part ->
        [yes] 仅部分填报，尚无合计
       *[no] 尚未填报
      }
track-number-chance = { $year } 年达到 { $target }的概率
    .note = { $known ->
        [yes] 最初 { $before } · ± { $error }
       *[no] { $set }，尚无实际数据 · ± { $error }
      }
track-number-expected = { $year } 年{ $measure }（最新预测）
    .note = 80% 区间：{ $low } 至 { $high }
track-number-needed = 此后每季所需同比增速
    .note = 最近四个季度 { $recent }
track-number-needed-first = 与上年同季相比
track-number-needed-other = 仅适用于营收目标
track-number-milestones = 正常的里程碑
    .note = ▲ { $amber } 项有风险 · ◆ { $red } 项偏离
track-number-milestones-ahead = 预计能达成的里程碑
    .note = ▲ { $amber } 项存疑 · ◆ { $red } 项预计难以达成
track-number-of = { $part } / { $whole }
track-state-reached = 目标已达成
track-state-missed = 目标年度已结束
track-state-out-of-reach = 任何增速都无法达成
track-fan-title = { $direction ->
    [up] 实际数据将 { $year } 年预期由 { $first }上调至 { $expected }
    [down] 实际数据将 { $year } 年预期由 { $first }下调至 { $expected }
    [same] 实际数据未改变 { $year } 年预期：{ $expected }
   *[none] { $year } 年最新预测为 { $expected }
  }
track-fan-year = { $unit }，四个季度合计 · 蓝：最新预测（50%、80% 区间）· 灰：最初预测（80%）
track-fan-quarter = { $unit }/季 · 蓝：最新预测（50%、80% 区间）· 灰：最初预测（80%）
track-fan-alt = 实际与预测营收折线图。{ $title }。
track-window = 图表的时间步长
track-window-year = 最近四个季度
track-window-quarter = 单个季度
track-label-expected = 最新预测 { $value }
track-label-first = 最初预测 { $value }
track-label-needed = 所需 { $value }
track-evidence-none = 尚无证据反对任何假设
track-evidence-title = { $kind ->
    [risk] { $name }：已经发生的概率 { $change }
   *[assumption] { $name }比假设的{ $direction ->
        [higher] 更高
       *[lower] 更低
      }：{ $change }
  }
track-evidence-subtitle = 修正幅度（标准差）· 蓝色抬升营收，红色压低营收 · 右侧为证据强度（几比一）
track-evidence-waiting = 填报一个季度后，这里会显示数据与哪些假设相抵触、程度如何。
track-evidence-quiet = 目前实际数据与各项假设相符。
track-evidence-alt = 实际数据使各项假设移动幅度的条形图。{ $title }。
track-pace-title = { $below ->
    [0] 已填报的 { $count } 个季度全部正常
   *[other] 已填报的 { $count } 个季度中有 { $below } 个未达标
  }
track-pace-title-none = 每个季度应完成多少
track-pace-subtitle = { $shape ->
    [plan] 规划当季的达成率（%）· 虚线框为预测
   *[other] 按年度目标 { $shares } 分配的达成率（%，{ $place }）· 虚线框为预测
  }
track-pacing-plan = 规划
track-shape = 年内节奏
track-pace-alt = 各季度达成率条形图。{ $title }。
track-pace-tip = { $quarter }：{ $known ->
    [yes] 实际 { $value }
   *[no] 预测 { $value }
  }，目标 { $target } · { $state }
track-column-state = 状态
track-column-milestone = 里程碑
track-column-asked = 要求
track-column-reached = 实际（≈ 预测）
track-column-chance = 达成率 / 概率
track-column-source = 出处
track-column-threshold = 阈值
track-expected = ≈ { $value }
track-rules-card-title = { $crossed ->
    [0] 尚无调整规则触发
   *[other] { $count } 条调整规则中触发 { $crossed } 条
  }{ $silent ->
    [0] { "" }
   *[other] ；{ $silent } 条待填报
  }
track-rules-card-subtitle = 文件规定的应对：每条规则的触发条件与后续动作。
track-column-rule = 触发条件
track-below-base = 低于 { $year } 年已有水平
track-milestone-title = 里程碑：{ $green } 项正常，{ $amber } 项有风险，{ $red } 项偏离{ $none ->
    [0] { "" }
   *[other] ，{ $none } 项无数据
  }
track-milestone-none = 本规划未列里程碑
track-milestone-subtitle = 已到期的按达成率判定，未到期的按最新预测中的达成概率判定
track-warning-title = { $crossed ->
    [0] 未触发任何预警阈值
   *[other] { $count } 项预警阈值中已触发 { $crossed } 项
  }
track-warning-subtitle = { $document ->
    [none] 程序自带的阈值，按季度判定
   *[some] 文件 { $document } 规定的阈值，按季度判定
  }
track-method-title = 预测的依据
track-carried = 共使用 { $used } 个数据。任何假设都无法解释的部分使下一个未填报季度变动 { $carried }。{ $quarters ->
    [0] 尚无完整填报的季度。
   *[other] 已填报的 { $quarters } 个季度中，有 { $inside } 个落在最初预测的 80% 区间内。
  }
track-rules-title = 规则与误差大小
track-rules-attainment = 已到期的季度与里程碑：● 达成率不低于 { $green }；◆ 低于 { $red }，或连续两次低于 { $green }；▲ 介于两者之间。
track-rules-outlook = 未到期的：● 概率不低于 { $green }；◆ 低于 { $red }；▲ 介于两者之间。
track-rules-months = 以月计的阈值按季度解读：连续两三个月即为一个季度。
track-rules-errors = 即使所有假设都正确，实际与模型也会有出入。出入多大在此写明，并决定一个季度的分量：
track-rules-strength = 证据强度的说法：3 比 1 起为“有一些”，20 起为“较强”，150 起为“很强”，参照 { $citation }（{ $read }）。
track-entry-title = 实际数据
track-entry-subtitle = 在表中录入或上传文件。明细未知时，可在文件中只填合计。
track-entry-demo = 以下为演示数据，仅供查看。返回自己的数据后方可录入。
track-cell = { $row }，{ $column }：{ $problem }
track-save = { $count ->
    [0] 没有需要保存的修改
   *[other] 保存 { $count } 处修改
  }
track-saved = { $count ->
    [0] 数据没有变化，未作修改。
   *[other] 已修改 { $count } 个数据。
  }
track-author = 姓名
    .placeholder = 记入历史
track-download-title = 模板与现有数据
track-template-excel = 模板（Excel）
track-template-csv = 模板（CSV）
track-download-filled = 现有数据（Excel）
track-file-name = 实际数据
track-upload = 上传填好的模板（CSV 或 Excel）
track-problems = 有 { $count } 个单元格无法使用，尚未保存任何数据。
track-problem = 问题
track-column-row = 行
track-column-column = 列
track-import = { $count ->
    [0] 文件中没有数据
   *[other] 保存 { $count } 个数据
  }
error-track-no-demo = 规划 { $plan } 没有实际数据示例。
error-track-demo-file = 该文件首行标明为演示数据。如确为实际数据，请删去该标记。
track-history-title = { $count ->
    [0] 历史
   *[other] 历史：{ $count } 处修改
  }
track-history-subtitle = 每次修改都记录修改人及新旧数值，不会覆盖。时间为 UTC。
track-history-empty = 尚未录入任何数据。
track-column-when = 时间
track-column-who = 修改人
track-column-what = 内容
track-column-change = 旧值 → 新值
track-column-origin = 来源
track-typed = 手工录入

rule-signpost-crossed = 已越过
rule-signpost-near = 存疑
rule-signpost-holds = 成立
track-signposts-title = 路标：目标取决于什么
track-signposts-subtitle = 哪些条件决定能否达标，结合实际数据判断 · 一旦越过该做什么
track-column-condition = 条件与触发点
track-column-holds = 成立概率
track-column-action = 下一步
track-signpost-needs = 需要：{ $condition }
track-signpost-avoids = 未达标多因：{ $condition }
track-signpost-trigger = 触发点 { $limit } · 目前中位 { $middle } · 有实际数据之前成立概率 { $before }
track-signpost-case = 触发：该风险发生 · 目前概率 { $chance }
track-signpost-protect = 采取“{ $measure }”（风险页）
track-signpost-lever = 到决策页看如何恢复概率；“{ $lever }”作用最大
track-signpost-decide = 到决策页看如何恢复概率
