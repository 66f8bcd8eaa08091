# 风险页。句中 <b>…</b> 表示强调，<em>…</em> 表示未达标。
riskpage-sentence = { $opening }<b>{ $futures }</b>达到 { $goal }的目标
riskpage-sentence-short = { $opening }<em>{ $futures }</em>达到 { $goal }的目标
riskpage-sentence-working = { $first }。正在计算哪项风险损失最大、哪些对策值得做……
riskpage-sentence-join = { $first }。“{ $risk }”损失最大；<b>{ $pays }</b>。
riskpage-sentence-short-join = { $first }；<b>{ $pays }</b>。
riskpage-working = 正在计算……
riskpage-failed = 未能算出结果。
riskpage-retry = 重试

riskpage-numbers = 关键数字
riskpage-number-chance = { $year } 年达到 { $goal }的概率
riskpage-number-gap = { $year } 年期望缺口
riskpage-number-gap-note = 未达标时平均差 { $gap }
riskpage-number-worst = { $year } 年最差的一成结果
riskpage-number-worst-note = 平均低于目标 { $gap }
riskpage-number-worst-over = 平均仍高于目标
riskpage-number-best = { $plan-years } 年最优对策净收益
riskpage-number-cost = { $plan-years } 年项目费用超支风险
riskpage-number-cost-note = 费用最高的一成 { $cost }，规划 { $planned }

riskpage-measure = 损失口径
riskpage-on-revenue = 看 { $year } 年营收
riskpage-on-profit = 看 { $plan-years } 年利润
riskpage-settings = { $chance } 项按概率发生，{ $on } 项设为必然，{ $off } 项关闭 · { $bought ->
    [0] 未采取对策
   *[other] 已采取 { $bought } 项对策
  }

riskpage-map-title = “{ $risk }”损失最大：期望 { $loss }
riskpage-no-cases = { $named ->
    [0] 该规划没有列出风险情形。
   *[other] 没有开启任何风险情形。
  }
riskpage-map-title-none = 按当前设定，没有风险造成损失
riskpage-map-waiting = 哪项风险损失最大
riskpage-map-subtitle-revenue = 横轴：到 { $plan-last } 年底发生的概率；纵轴：一旦发生对 { $year } 年营收的影响（{ $unit }）· 同一条虚线上期望损失相等
riskpage-map-subtitle-profit = 横轴：到 { $plan-last } 年底发生的概率；纵轴：一旦发生对 { $plan-years } 年利润的影响（{ $unit }）· 同一条虚线上期望损失相等
riskpage-map-curve = 期望损失 { $loss }
riskpage-map-hint = 概率 { $chance } · 一旦发生损失 { $impact } · 期望损失 { $loss }
riskpage-map-point = { $name }（{ $chance }，{ $impact }）
riskpage-map-alt = 风险地图。期望损失最大的风险：{ $points }。
riskpage-map-silent-revenue = 对目标年营收没有影响：{ $cases }。请切换到利润查看。
riskpage-map-silent-profit = 对利润没有影响：{ $cases }。

riskpage-benefits-title = { $count ->
    [0] 没有一项对策能确定回本
   *[other] { $count } 项对策能够回本
  }
riskpage-benefits-waiting = 哪些对策值得做
riskpage-benefits-subtitle = { $plan-years } 年挽回的利润减去对策成本，{ $unit } · 横条：95% 区间 · 空心：已采取
riskpage-benefits-alt = 各项对策的净收益及 95% 区间，数值见下表。
riskpage-measure-for = { $risk }：{ $measure }
riskpage-package = 这 { $count } 项合计花费 { $cost }，扣除成本后平均增加利润 { $gain }。期望缺口由 { $before }变为 { $gap }；达标概率 { $chance }。
riskpage-package-slack = 概率几乎不变，是因为按规划承诺刚好达标、没有余量：任何风险只要发生，即使减轻，也会低于目标。
riskpage-buy = 采取能回本的 { $count } 项
riskpage-sell = 全部不采取

riskpage-catalogue-title = 逐项设定风险、采取对策，查看损失
riskpage-catalogue-subtitle-revenue = { $settings }。单位：{ $unit }。损失和收益按 { $year } 年营收计，净收益始终按 { $plan-years } 年利润计算；± 为标准误差。
riskpage-catalogue-subtitle-profit = { $settings }。单位：{ $unit }。损失和收益按 { $plan-years } 年利润计，含项目费用；± 为标准误差。
riskpage-column-case = 风险
riskpage-column-mode = 设定
riskpage-column-happens = 发生概率
riskpage-column-loss = 期望损失
riskpage-column-loss-if = 一旦发生
riskpage-column-worst = 最差一成
riskpage-column-measure = 对策
riskpage-column-cost = 成本
riskpage-column-benefit = 收益
riskpage-column-net = 净收益
riskpage-error = ± { $error }
riskpage-pays-yes = 回本
riskpage-pays-no = 不回本
riskpage-pays-open = 未定
riskpage-mode-off = 关闭
riskpage-mode-chance = 按概率
riskpage-mode-on = 必然
riskpage-note-own = { $category } · 自定义
riskpage-more = 自定概率、起点和程度
riskpage-probability = 到 { $plan-last } 年底发生的概率
riskpage-onset = 起始季度
riskpage-window = { $first } 至 { $last } 之间任一季度
riskpage-window-one = { $first }
riskpage-size = 程度
riskpage-size-drawn = 随机
riskpage-size-fixed = 固定
riskpage-size-middle = 最可能
riskpage-size-severity = { $share }（满分 100）
riskpage-response = 补贴减少时
riskpage-reset = 恢复清单数值
riskpage-sources = 这些数字的依据
riskpage-reset-all = 全部恢复
    .help = 所有风险按概率发生，不采取对策，采用清单中的数值。可撤销。

riskpage-stress-title = 压力测试
riskpage-stress-message = “{ $name }”之下只剩 { $value }
riskpage-stress-subtitle = 点击即施加一种压力，再次点击取消；每一步都可撤销
riskpage-stress-case = 压力情形
riskpage-stress-outcome = { $year } 年{ $measure }
riskpage-stress-bar = 与目标相比
riskpage-stress-gap = 距目标
riskpage-stress-met = 达标
riskpage-stress-chance = 达标概率
riskpage-stress-profit = { $plan-years } 年利润
riskpage-stress-active = ● { $name }（已施加）
riskpage-stress-note = 结果、差距和利润按规划承诺推算，只含设为必然的风险。概率则是同一压力下其余风险仍按概率发生。

riskpage-matrix-open = 当前情景
riskpage-matrix-protected = 加上能回本的对策
riskpage-matrix-title = “{ $name }”最坏情形损失最小
riskpage-matrix-subtitle = { $year } 年{ $measure }（{ $unit }），按规划承诺推算，每行一项风险必然发生 · 颜色越深，与该行最优选择差得越多 · 边框：最坏情形
riskpage-matrix-risks = 单项风险
riskpage-matrix-stresses = 压力测试
riskpage-matrix-reading = 由此可见
riskpage-matrix-reading-subtitle = 后悔值：该情形出现时，某一选择比最优选择少多少
riskpage-matrix-lesson = <b>{ $name }</b>：“{ $case }”时最差（{ $value }）；最大后悔值 { $regret }。
riskpage-matrix-pick = 一同比较的已存情景
riskpage-matrix-pick-none = 未选择
riskpage-matrix-save = 在模拟器中保存情景后即可在此比较。
riskpage-matrix-world = 所有情景都按当前情景的假设和风险来评判；已存情景只取其决策：调节项和对策。
riskpage-matrix-alt = 情景与风险情形的热力表。最坏情形损失最小：{ $best }；最大：{ $worst }。

riskpage-method-title = 这些数字是怎么算出来的
riskpage-method-paired = 每一笔损失都是同一批未来中“有”与“没有”该风险之差，因此只包含这项风险自身的影响。
riskpage-method-world = 不实施项目的基线，只会遇到没有项目的公司同样会遇到的风险：市场、政策、供应、客户和人员流失；基线也不采取任何对策。因此与基线之差，是同一世界里两家公司的比较。
riskpage-method-excluded = 不能同时发生的风险一并决定，最多发生其一。设定其一必然发生，即排除其余。
riskpage-method-error = 概率后的 ± 是把各次模拟视为相互独立时的标准误差。实际抽样分布更均匀，真实误差更小。
riskpage-method-mitigation = 对策按所述比例减轻影响，无论风险是否发生，成本都会产生。一项对策防两种风险的，只付一次钱。
riskpage-method-negative = 损失为负，表示该情形省下的成本多于失去的毛利：没有招到的人也不用发工资。
riskpage-method-judgement = 多数概率和对策效果属于判断，规划没有给出数字。若您更了解情况，可在表中修改；每项风险展开后可查看依据。

riskpage-subsidy-title = 补贴减半：模型测算多付 { $model }{ $stated ->
    [no] { "" }
   *[other] ，规划自称 { $stated }
  }{ $implied ->
    [no] { "" }
   *[other] ，按规划其他数字推算 { $implied }
  }
riskpage-subsidy-subtitle = 与补贴不变的情景相比，每种应对按季度对营收和利润的影响（{ $unit }）。
riskpage-subsidy-choice = 应对
riskpage-subsidy-measure = 变化
riskpage-subsidy-sum = 合计
riskpage-subsidy-absorb = 自行承担
riskpage-subsidy-hold = 净支出不变
riskpage-subsidy-reserve = 动用储备金
riskpage-subsidy-revenue = 营收
riskpage-subsidy-profit = 利润
riskpage-subsidy-drawn = 储备金支付
riskpage-subsidy-note = 退坡前已支出的部分已获补贴，故模型数字低于规划。事实：{ $facts }。
