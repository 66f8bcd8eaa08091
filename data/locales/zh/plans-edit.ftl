# 以表格编辑规划的数字：规划页面上的卡片、错误提示，以及对已存内容的影响。
plans-edit-do = 编辑数字
plans-edit-title = “{ $name }”的数字
plans-edit-own = 输入过程中不会保存。确认保存后成为下一版本，原版本保留。
plans-edit-shipped = 此规划为程序自带或来自服务器文件夹，内容不变。确认保存后成为您自己的规划。
plans-edit-search = 搜索名称、单位或来源
plans-edit-sections = 分组
plans-edit-all = 全部
plans-edit-rests = 理由或原文
plans-edit-ends = 区间（P10 – P90）
plans-edit-ends-help = 十次中有八次，实际值落在两端之间。可填“5 至 9”，也可清空。
plans-edit-basis-help = 实测、估计或猜测：猜测会放宽可能的范围。
plans-edit-table = 规划的数字
plans-edit-shown = { $count } 个数字，共 { $all } 个
plans-edit-none = 没有符合的数字。
plans-edit-undo = 撤销
plans-edit-redo = 重做
plans-edit-close = 关闭
plans-edit-discard = 放弃修改
plans-edit-keep = { $own ->
    [yes] 存为新版本……
   *[no] 存为自己的规划……
  }
plans-edit-changes = { $count ->
    [0] 尚未修改。双击数值，或直接输入。
   *[other] 已修改 { $count } 处
  }
plans-edit-problems = 保存前需修正 { $count } 处
plans-edit-figure = 贵公司自己的数字
plans-edit-sum = 将{ $name }设为 { $value }
plans-edit-origin = 您的编辑
plans-stored = { $count ->
    [0] 尚无已存情景基于“{ $plan }”。
   *[other] 有 { $count } 个已存情景基于“{ $plan }”。其数字不变，仍以保存时的版本打开。
  }
plan-change-beside = { $name }：{ $part }
plan-part-source = 来源
plan-part-assumption = 理由
plan-part-basis = 依据
plan-part-low = 低端
plan-part-high = 高端
plan-part-year = 年份
plan-part-strength = 强度
error-plan-row = { $row } — { $problem }
error-plan-row-total = { $row } — 各部分之和为 { $value }，而合计写为 { $allowed }。
error-plan-number = { $row }：此处不能填“{ $value }”。允许：{ $allowed ->
    [float] 数字
   *[other] { $allowed }
  }{ $unit ->
    [none] 。
   *[other] （{ $unit }）。
  }
error-plan-number-empty = { $row }：此格为空。允许：{ $allowed ->
    [float] 数字
   *[other] { $allowed }
  }{ $unit ->
    [none] 。
   *[other] （{ $unit }）。
  }
error-plan-judged = { $row }：此数字不能填写依据或区间。
error-plan-number-two = { $row }：“{ $value }”可能是 { $both }。请勿使用逗号。
origin-quantity-base-year = 基年
origin-quantity-years = 规划年份

# 规划包各键的名称
plan-part-cost = 费用
plan-part-removes = 可消除的影响
plan-part-weight = 权重
plan-part-uniform = 均匀分布
plan-part-normal = 正态分布
plan-part-pareto = 帕累托分布
plan-part-cap = 上限
plan-part-trigger = 触发值
plan-part-actions = 动作
plan-part-play = 模拟中
plan-part-release = 解除值
plan-part-times = 最多次数
plan-part-first = 起始季度
plan-part-most = 上限
plan-part-months = 月数
plan-part-cases = 风险
plan-part-assumptions = 假设
plan-part-fit = 拟合
plan-part-line = “{ $line }”在同类产品中的占比
origin-quantity-fiscal-start = 财年起始月份
