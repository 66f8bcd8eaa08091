# 决策页。
page-decide = 决策
decide-opening = { $asked ->
    [chance] 要让 { $year } 年达到{ $goal }的概率升至 <b>{ $chance }</b>，需要做到什么？承诺全部兑现时{ $phrase }为 { $value }；目前达标概率为 <b>{ $likely }</b>。
   *[none] { $year } 年要达到{ $goal }，需要做到什么？承诺全部兑现时{ $phrase }为 <b>{ $value }</b>；目前达标概率为 <b>{ $likely }</b>。
  }
decide-levers = { $asked ->
    [chance] { $all } 个调节项中有 { $count } 个可单独把 { $year } 年达到{ $goal }的概率提到 { $chance }。最近的路：“{ $lever }”调至 { $value }
   *[none] { $all } 个调节项中有 { $count } 个可单独使 { $year } 年{ $phrase }达到 { $target }。最近的路：“{ $lever }”调至 { $value }
  }{ $unit ->
    [further] ，是规划承诺幅度的 { $effort }，超出规划本身的承诺。
    [within] ，是规划承诺幅度的 { $effort }。
   *[none] 。
  }
decide-levers-met = { $asked ->
    [chance] { $year } 年达到{ $goal }的概率已不低于 { $chance }。
   *[none] 承诺全部兑现时，{ $year } 年{ $measure }可达到 { $target }。
  }
decide-levers-out = { $asked ->
    [chance] 没有哪个调节项能单独把 { $year } 年达到{ $goal }的概率提到 { $chance }；最接近的是“{ $lever }”，为 { $best }。
   *[none] 没有哪个调节项能单独使 { $year } 年{ $phrase }达到 { $target }；最接近的是“{ $lever }”，为 { $best }。
  }
decide-levers-none = 我们能动的调节项都不影响 { $year } 年{ $phrase }。
decide-aim = { $year } 年{ $measure }{ $sense ->
    [most] 不高于 { $value }
   *[least] 不低于 { $value }
  }
decide-answer-name = { $asked ->
    [chance] { $year } 年{ $goal }、概率 { $chance }的最省做法
   *[none] { $year } 年{ $goal }的最省做法
  }

decide-at-least = { $sense ->
    [most] 不高于
   *[least] 不低于
  }
decide-drag = 拖动目标
decide-drag-title = 拖动目标，查看 { $goal }或其他目标值的达标概率
decide-as-promised = 承诺全部兑现时
decide-with-chance = 概率达到
decide-kind = 把握
decide-chance = 要求的概率（%）
decide-limits = { $count ->
    [0] 限制条件
   *[other] { $count } 项限制
  }
decide-limit-budget = { $plan-years } 年项目总预算不超过（{ $unit }）
decide-limit-people = 任一季度人数不超过（{ $unit }）
decide-limit-quarterly-hires = 任一季度招聘不超过（{ $unit }）
decide-limit-effort = 各项承诺的上限（规划承诺幅度为 1）
    .help = 1.0 即规划本身的承诺幅度；再往上就超出了规划本身的承诺。
decide-limit-lock = 保持不变的调节项
decide-free = 不限
decide-least = 尽量节省
decide-least-money = 资金
decide-least-effort = 承诺
decide-style = 努力如何分担
decide-style-fewest = 改动最少
decide-style-even = 人人出一点力

decide-q-lever = 单靠一个调节项，需要做到什么？
decide-q-cheapest = 最少要投入多少？
decide-q-frontier = 更稳妥要多花多少？
decide-q-allocate = 人员与资金投向何处？
decide-q-discover = 何时失败，何时成功？
decide-tile-open = 打开后计算
decide-tile-working = 等待计算
decide-tile-none = 限制内没有可行做法
decide-tile-lever = 个调节项可单独做到
decide-tile-cheapest = { $kind ->
    [out] 限制内概率最高为 { $likely }
    [short] 限制内最好为 { $value }
    [stays] 维持现状最省；概率 { $likely }
   *[moved] 薪酬加项目净投入；概率 { $likely }
  }
decide-tile-refused = 此目标无法作答
decide-tile-frontier = { $shape ->
    [flat] 新的模拟中的概率，投入多少都几乎不变
    [steady] 新的模拟中的概率，投入 { $cost }时；投入越多，概率越高
   *[bent] 新的模拟中的概率，投入 { $cost }时；再多投收效递减
  }
decide-tile-allocate = 总量不变，新的模拟：{ $before } 变为 { $after }
decide-tile-discover = { $works ->
    [yes] 条件成立时的达标概率
   *[no] 条件成立时的未达标比例
  }

decide-working = 正在计算……
decide-stopped = 计算已中止。
decide-again = 开始计算
decide-out = 无法做到
decide-take = 设为当前情景
decide-keep = 连同问题一起保存
decide-taken = 已设为当前情景，可撤销。
decide-stands = 当前情景即为此做法。
decide-saved-note = 由求解得到。{ $question }
decide-tag = 求解
decide-kind-promise = 承诺：要付出努力
decide-kind-decision = 决策：要花钱
decide-kind-condition = 外部条件：由不得我们，只能期待
decide-numbers = 答案的关键数字

decide-levers-title = 要达到 { $target }，每个调节项单独需要做到多少
decide-levers-subtitle = 圆圈：当前 · 菱形：规划 · 实心：所需，红色表示超出规划本身的承诺
decide-levers-approximate = ≈ 读自 { $draws } 次模拟的对照表；上方选中的调节项已精确求解，并用新的模拟检验。
decide-way = 从当前到所需
decide-best = 最好
decide-opened-title = 单个调节项的精确答案
decide-opened-subtitle = 选一个我们能动的调节项，其余保持不变
decide-fresh = 用 { $draws } 次新的模拟检验，概率为 { $chance }{ $open ->
    [yes] 。
   *[no] ，标准误 { $error }。
  }

decide-number-cost = { $plan-years } 年总投入
decide-number-cost-note = 当前 { $now }，{ $change }
decide-number-chance = 达标概率
decide-number-chance-over = { $open ->
    [yes] { $draws } 次
   *[no] 标准误 { $error }，{ $draws } 次
  }
decide-number-chance-note = 与各页相同（{ $shown }模拟）；换一批模拟检验为 { $check }（{ $checked }）{ $differs ->
    [yes] ；搜索所用的模拟为 { $sample }
   *[no] { "" }
  }
decide-number-value = 承诺全部兑现时的 { $year } 年{ $measure }
decide-number-value-note = 目标 { $target }
decide-number-effort = 各项承诺的努力合计
decide-number-effort-note = 当前 { $now }，以规划承诺幅度为 1
decide-moves-title = 共调整 { $count } 个调节项
decide-moves-subtitle = 每项改动增加的投入 · 相当于规划承诺幅度的几倍，红色表示超出规划本身的承诺
decide-moves = 改动
decide-answer = 答案
decide-cost-change = 投入变化
decide-binds-title = 受什么约束
decide-binds-subtitle = 真正起约束作用的限制，代价最大的在前；稍微放宽可省多少
decide-notes-title = 解读这一答案时请注意

decide-frontier-title = 为达到 { $target }，每一档投入能换来多大把握
decide-frontier-subtitle = { $year } 年达标概率（新的模拟）· { $plan-years } 年总投入（{ $unit }）
decide-frontier-foot = { $plan-years } 年总投入（{ $unit }）
decide-frontier-click = 每个点都是一个情景：点击图上的点，或拖动下方滑块。
decide-mark-now = 当前
decide-point = 投入 { $cost }：概率 { $chance }，承诺合计 { $effort }
decide-point-subtitle = 这一点的改动
decide-point-choose = 投入水平
decide-point-there = 此点取值
decide-point-name = 投入 { $cost }的最稳做法

decide-allocation-name = 总量不变的最优分配
decide-family-title = { $family }：仅重新分配这一项，概率由 { $before }变为 { $alone }
decide-family-subtitle = 承诺全部兑现时的 { $year } 年{ $measure }，随单项份额或预算的变化 · 空心：当前 · 实心：建议
decide-cuts-subtitle = 每项决策的新增部分各减一成，用同一批新的模拟 · 横线：五分之四的模拟结果
decide-cut-saved = 节省
decide-cut-chance = 每省 { $each }降低的概率
decide-cuts-note = 从上往下削减：第一项每省一元损失的营收最少。

decide-coverage-fails = 未达标中属于这种情形的
decide-coverage-works = 达标中属于这种情形的
decide-coverage =
    .note = 全部此类结果中（新的模拟）
decide-density-fails = 条件成立时的未达标比例
decide-density-works = 条件成立时的达标比例
decide-density =
    .note = 条件成立的模拟中（新的模拟）
decide-base-fails = 总体未达标比例
decide-base-works = 总体达标比例
decide-base =
    .note = 新的模拟，作为基准
decide-conditions-title = { $count } 个条件即可区分
decide-conditions-subtitle = 蓝色：条件成立的范围，底线为可能出现的全部范围 · 灰色：换一批样本时界限所在
decide-conditions-note = 条件全部成立时为 { $density }（{ $draws } 次新的模拟）。“去掉它”为少一个条件，“仅此一条”为只留这一条。
decide-range = 在可能范围中的位置
decide-limit-range = 五分之四的样本中，界限介于 { $low }与 { $high }之间
decide-trade-title = 条件越严格，越有把握，覆盖越少
decide-trade-subtitle = 横轴：覆盖的情形 · 纵轴：条件成立时的比例
decide-trade-foot = 覆盖的情形
decide-trade-here = 在用来寻找条件的模拟中，覆盖 { $coverage }的情形，条件成立时比例为 { $density }。
decide-strict = 严格程度
    .help = 最左覆盖全部情形，最右只留最有把握的情形。
decide-knee = 回到建议的平衡点
decide-strategies-title = 在同一批模拟中比较各种策略
decide-strategies-subtitle = 同时满足全部要求的频率、与最优选择的差距（遗憾），以及最差的一成
decide-strategy = 策略
decide-satisfies = 满足全部要求
decide-each = 各项要求
decide-regret = 平均遗憾
decide-regret-high = 遗憾 P90
decide-worst = 最差一成平均
decide-strategies-note = 要求依次为：{ $aims }。遗憾指在同一次模拟中，比这些策略里最好的一个少得多少；一成模拟中遗憾超过其 P90。
