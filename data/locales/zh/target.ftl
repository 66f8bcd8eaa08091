# 按示例的逻辑测算目标：规划页面上的卡片，以及 `python -m sim plans target`。
target-do = 测算目标
target-title = { $year } 年：自上而下 { $top }，自下而上 { $bottom }，规划目标 { $stated }
target-subtitle = 参照示例的方法测算年度目标：历史基线，加上市场、新产品、区域和渠道增量；再从客户自下而上测算。未改之前沿用示例中的数量，各项金额均可改为自己的数字。
target-sides = { $side ->
    [top] 自上而下
   *[bottom] 自下而上
  }
target-step = 步骤
target-how = 算法
target-amount = 金额
target-step-history = 历史基线
target-carried = 延续以往增长
target-step-market = 市场增量
target-step-new-customers = 新产品
target-step-key-accounts = 区域：大客户
target-step-probing = 区域：试探区域
target-step-channels = 渠道
target-step-existing = 老客户
target-step-won = 新客户
target-how-history = 基年营收按{ $growth }的增速增长 { $years } 年
target-how-market = 市场增速{ $market }，自身增速{ $growth }：取其差额
target-how-new-customers = 每年新行业客户 { $first } × 单均金额
target-how-key-accounts = 每年新增大客户 { $first } × 单均金额
target-how-probing = 每年 { $first } × { $second } × 单均金额
target-how-channels = 示例只给出占比（{ $first }），未给金额：请填写
target-how-existing = 每年留存 { $first }，每户多购 { $second }
target-how-won = 每年新客户 { $first } × 单均金额
target-how-no-deal = 规划未写明单均金额：请自行填写
target-how-own = 您自己的金额
target-gap-top-bottom = { $sign ->
    [more] 自上而下的目标比客户所能带来的多 { $gap }：这部分由谁完成，尚未落实。
    [less] 客户所能带来的比自上而下的目标多 { $gap }：目标留有余地。
   *[even] 两种测算结果一致。
  }
target-gap-stated-top = { $sign ->
    [more] 规划目标比自上而下的测算高 { $gap }：没有任何增量能解释这部分。
    [less] 规划目标比自上而下的测算低 { $gap }。
   *[even] 规划目标与自上而下的测算一致。
  }
target-gap-stated-bottom = { $sign ->
    [more] 规划目标比客户所能带来的高 { $gap }。
    [less] 规划目标比客户所能带来的低 { $gap }。
   *[even] 规划目标与客户所能带来的一致。
  }
target-floor = 示例要求达成率不低于 { $floor }，即自上而下目标中的 { $amount }。
target-pacing = 季度分解
target-team = 每个团队人数
target-spread-title = 自上而下目标按区域、产品、季度和团队分解（{ $unit }）
target-column-region = 区域
target-column-today = { $year } 年
target-column-goal = { $year } 年目标
target-column-growth = 年增速
target-column-teams = 团队数
target-column-team = 每个团队
target-column-rep = 人均（现状），{ $unit }
target-rep = { $then }（{ $now }）
target-whole = 公司
target-put = 写入规划
target-put-help = 打开数字表格，以 { $top } 作为 { $year } 年目标；规划声称区域和新产品贡献的，一并写入。确认前不作任何保存。
target-close = 关闭
target-start = { $year } 年基数
target-end = { $year } 年目标
target-alt = 从基年营收到自上而下目标的各步骤
cli-command-plans-target = 从历史与增量、再从客户两方面测算规划的目标
cli-option-target-step = 某一步骤的金额（百万），如 channels=40（可重复）
cli-option-target-pacing = 年度目标在各季度的分解：plan（规划自身的季节性），或示例的节奏 d4、d3
cli-option-target-team = 每个团队的人数
target-gaps-title = 自上而下的目标与客户所能带来的（{ $unit }）
target-gaps-by = 按
target-by = { $dimension ->
    [region] 区域
    [line] 产品线
    [quarter] 季度
   *[team] 团队
  }
target-column-top = 自上而下
target-column-bottom = 自下而上
target-column-gap = 缺口
target-column-share = 占自上而下
target-column-says = 结论
target-says = { $sign ->
    [more] 要求高于客户所能带来的
    [less] 客户所能带来的高于要求
   *[even] 两者一致
  }
target-sum = 合计
target-widest = { $sign ->
    [more] 差距最大：{ $region }、{ $line }、{ $quarter }。要求比客户所能带来的多 { $gap }，每个团队 { $team }。
    [less] 差距最大：{ $region }、{ $line }、{ $quarter }。客户所能带来的比要求多 { $gap }，每个团队 { $team }。
   *[even] 各区域、各产品线、各季度的两种测算结果一致。
  }
