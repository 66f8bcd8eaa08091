# 需要做到什么：各类求解结果的表述。asked 为 chance 时按达标概率提问，否则按单次推算提问。
decide-goal = { $phrase } { $value }
decide-goal-alone = { " " }{ $value }
decide-lever-needed = { $asked ->
    [chance] 要让 { $year } 年达到{ $goal }的概率升至 { $chance }，“{ $lever }”需为 { $value }
   *[none] 要使 { $year } 年{ $phrase }达到 { $target }，“{ $lever }”需为 { $value }
  }{ $unit ->
    [further] ，是规划承诺幅度的 { $effort }，超出规划本身的承诺。
    [within] ，是规划承诺幅度的 { $effort }。
   *[none] 。
  }
decide-lever-stays = { $asked ->
    [chance] { $year } 年达到{ $goal }的概率已不低于 { $chance }，“{ $lever }”保持 { $value }即可。
   *[none] { $year } 年{ $measure }已达到 { $target }，“{ $lever }”保持 { $value }即可。
  }
decide-lever-out = { $asked ->
    [chance] 仅靠“{ $lever }”无法做到：取 { $at }时概率最高，为 { $best }。
   *[none] 仅靠“{ $lever }”无法做到：取 { $at }时 { $year } 年{ $sense ->
        [most] 最低
       *[least] 最多
      }为 { $best }。
  }
decide-cheapest = { $asked ->
    [chance] 要让 { $year } 年达到{ $goal }的概率升至 { $chance }，最省的做法需投入 { $cost }（人员薪酬加项目净投入）；此时概率为 { $likely }，换一批模拟检验为 { $checked }。
   *[none] 要使 { $year } 年{ $phrase }达到 { $target }，最省的做法需投入 { $cost }（人员薪酬加项目净投入），前提是各项承诺全部兑现；实际达标的概率为 { $likely }。
  }
decide-cheapest-stays = 没有找到更省且满足全部要求的做法：现有情景投入 { $cost }，维持不变；{ $year } 年达到{ $goal }的概率为 { $likely }，换一批模拟检验为 { $checked }。
decide-cheapest-out = { $asked ->
    [chance] 无法做到：在这些限制下，{ $year } 年达到{ $goal }的概率最高为 { $likely }，换一批模拟检验为 { $checked }，投入 { $cost }。
   *[none] 无法做到：在这些限制下，{ $year } 年{ $phrase }{ $sense ->
        [most] 最低为 { $value }，做不到 { $target }。
       *[least] 最多为 { $value }，低于 { $target }。
      }
  }
decide-bound-budget = 项目预算
decide-bound-people = 任一季度的最多人数
decide-bound-quarterly-hires = 任一季度的最多招聘人数
decide-bound-cost = 总投入
decide-bound-chance = 要求的达标概率
decide-bound-effort = 各项承诺的上限
decide-bound-effort-of = “{ $lever }”的承诺上限
decide-bound-low-of = “{ $lever }”的下限
decide-bound-high-of = “{ $lever }”的上限
decide-bound-lock-of = “{ $lever }”的锁定
decide-bound-measure = { $year } 年{ $measure }
decide-price = { $unit ->
    [tenth] 承诺每多十分之一可省 { $worth }
    [person] 每多一人可省 { $worth }
    [money] 每 { $each }可省 { $worth }
   *[point] 每个百分点可省 { $worth }
  }
decide-note-further = 超出规划本身的承诺：{ $levers }（最高为 { $most }）。
decide-note-no-matter = 此处不起作用：{ $levers }。
decide-note-other = { $choice } { $cost }
decide-note-others = 按推进节奏：{ $others }{ $rough ->
    [0] 。
   *[other] （≈ 为粗略搜索，明显更贵）。
  }
decide-note-starts = { $agreeing ->
    [0] 共搜索 { $starts } 次，均未得到这一答案。
   *[other] 从不同起点搜索 { $starts } 次，其中 { $agreeing } 次得到同一答案。
  }
decide-note-loosen = 最有帮助的是{ $kind ->
    [lock] 解除“{ $bound }”
   *[wider] 把“{ $bound }”放宽 { $by }
  }，可{ $sense ->
    [most] 降低
   *[least] 增加
  } { $gain }。
decide-allocate = { $size ->
    [none] 在总量不变的前提下没有找到更好的分配：用新的模拟检验，{ $year } 年达到{ $goal }的概率仍为 { $before }。
    [little] 总量不变、重新分配人员与资金，用新的模拟检验，{ $year } 年达到{ $goal }的概率由 { $before }变为 { $after }（{ $gain }）：仅靠调整分配，挽救不了规划。
   *[much] 总量不变、重新分配人员与资金，用新的模拟检验，{ $year } 年达到{ $goal }的概率由 { $before }变为 { $after }（{ $gain }）。
  }
decide-cut = { $count ->
    [one] 能省钱的决策只有“{ $first }”：每省 1 { $plan-currency }，营收减少 { $lost } { $plan-currency }。
   *[other] 最先可削减“{ $first }”：每省 1 { $plan-currency }，营收减少 { $lost } { $plan-currency }；最后才动“{ $last }”：每省 1 { $plan-currency }，营收减少 { $most } { $plan-currency }。
  }
decide-cut-none = 本情景的各项决策都没有比现状多花钱，无可削减。
decide-frontier = { $shape ->
    [flat] 用新的模拟检验，再加投入几乎不改变 { $year } 年达到{ $goal }的概率：投入 { $first-cost }时为 { $first }，投入 { $last-cost }时为 { $last }。
    [steady] 用新的模拟检验，{ $year } 年达到{ $goal }的概率，由投入 { $first-cost }时的 { $first }升至投入 { $last-cost }时的 { $last }；投入越多，概率越高。
   *[bent] 用新的模拟检验，{ $year } 年达到{ $goal }的概率，由投入 { $first-cost }时的 { $first }升至投入 { $last-cost }时的 { $last }；超过 { $bend-cost }（{ $bend }）之后，再加投入收效明显变小。
  }
decide-frontier-none = 在这些限制下，没有满足其他要求的做法。
decide-limit = { $side ->
    [above] “{ $name }”不低于 { $low }
    [below] “{ $name }”不高于 { $high }
   *[between] “{ $name }”介于 { $low }与 { $high }之间
  }
decide-limit-case = { $happens ->
    [yes] “{ $name }”发生
   *[no] “{ $name }”不发生
  }
decide-asked = { $asked ->
    [chance] 所问：{ $year } 年{ $phrase }达到 { $target }，概率 { $chance }
   *[none] 所问：{ $year } 年{ $phrase }达到 { $target }
  }
decide-and = 且
decide-fails = { $year } 年达不到{ $goal }，多半是因为{ $conditions }：100 次未达标中约 { $coverage } 次属于这种情形；在这种情形下，100 次中约 { $density } 次达不到（总体为 { $base } 次）。
decide-works = { $year } 年要达到{ $goal }，多半只有在{ $conditions }时才行：100 次达标中约 { $coverage } 次属于这种情形；在这种情形下，100 次中约 { $density } 次能达标（总体为 { $base } 次）。

error-solve-lever = { $option }指定的“{ $id }”既不是调节项，也不是一组调节项。可用：{ $allowed }。
error-solve-condition = “{ $id }”属于外部条件，不由我们决定，求解时不会调整。
error-solve-bounds = “{ $id }”的上下限没有余地：{ $low }至 { $high }。
error-solve-nothing = 没有可以调整的调节项。调节项有：{ $allowed }。
error-solve-chance = 不能要求概率为 { $value }；应大于 0 且小于 1。
error-solve-certain = 假设集“{ $set }”没有离散度，也没有按概率发生的风险，所有模拟结果相同。
error-solve-same = { $all ->
    [yes] { $year } 年的模拟全部达标，无法区分成败的条件。请换一个目标值。
   *[no] { $year } 年的模拟无一达标，无法区分成败的条件。请换一个目标值。
  }
error-solve-rare = 每 100 次模拟中只有 { $share } 次在 { $year } 年与其余结果不同，样本太少，无法说明差别何在。请换一个更接近中间的目标值。
error-solve-limit = { $option }的格式为 ID=数值，ID 为调节项或指标；“{ $id }”都不是。可用：{ $allowed }。

cli-command-solve = 需要做到什么：按目标或达标概率反推调节项
cli-command-solve-lever = 逐个调节项：达标所需的数值，或最多能做到多少
cli-command-solve-cheapest = 在承诺有上限的前提下，达标最省的决策
cli-command-solve-frontier = 更稳妥要多花多少：各投入水平下的最高概率
cli-command-solve-allocate = 总量不变时人员与资金投向何处，以及先削减什么
cli-command-solve-strategies = 各种策略对比：同时满足全部要求的频率与遗憾
cli-command-solve-discover = 何时失败、何时成功：区分两者的条件
cli-option-solve-chance = 要求的达标概率，例如 0.2
cli-option-solve-move = 可以调整的调节项（或一组）；不写则为各项决策与承诺
cli-option-solve-lock = 保持不变的调节项（或一组）
cli-option-solve-at-most = 某个调节项的上限，或目标年份某个指标的上限
cli-option-solve-at-least = 某个调节项的下限，或目标年份某个指标的下限
cli-option-solve-budget = 各年项目总预算的上限，以规划的货币单位计
cli-option-solve-people = 任一季度的最多人数
cli-option-solve-quarterly-hires = 任一季度的最多招聘人数（含补离职）
cli-option-solve-effort = 各项承诺的上限，以规划承诺幅度为 1（默认 1.2）
cli-option-solve-style = 努力程度的计法：改动最少，或人人出一点力
cli-option-solve-least = 尽量节省的是资金还是努力
cli-option-solve-points = 曲线上的点数
cli-option-solve-axis = 逐点限制的量
cli-option-solve-strict = 条件的严格程度：0 覆盖全部情形，1 最集中
cli-solve-lever = 调节项
cli-solve-now = 当前
cli-solve-needed = 所需
cli-solve-effort = 承诺的倍数
cli-solve-best = 最好
cli-solve-bound = 起约束作用的限制
cli-solve-price = 放宽的价值
cli-solve-cost = 投入
cli-solve-chance = 概率
cli-solve-saved = 节省
cli-solve-lost = 每省 1 { $plan-currency }减少的营收
cli-solve-range = 区间
cli-solve-profit = 每省 1 { $plan-currency }增加的利润
cli-solve-condition = 条件
cli-solve-without = 去掉它
cli-solve-alone = 仅此一条
cli-solve-approximate = ≈ 读自 { $draws }次模拟；用 --move 指定一个调节项，即可精确求解并用 { $fresh }次模拟检验。
