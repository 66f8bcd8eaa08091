# 对比页面。
compare-now = 当前情景
compare-bookmark = 书签
compare-now-named = { $name }（当前）
compare-base = 基准
compare-make-base = 设为基准
compare-move-left = 左移
compare-move-right = 右移
compare-open = 在模拟器中打开
compare-drop = 移出对比
compare-reset = 恢复默认对比
compare-card-chance = 达标概率 { $chance }
compare-add = 添加
compare-search = 搜索情景库
compare-search-hint = 名称、备注、标签或作者
compare-search-none = 没有符合条件的情景。
compare-search-more = { $count ->
   *[other] 另有 { $count } 个符合，请补充关键词缩小范围。
  }
compare-library-empty = 尚无已保存的情景。在模拟器中保存后即可在此选用。
compare-too-many = 此链接中的情景超过上限，仅显示前 { $most } 个。
compare-unknown = 情景库中没有“{ $name }”，已略去。
compare-said-of = { $name }：{ $note }

# 页首结论，各段依次相接
compare-best-chance = <b>{ $name }</b>达到 { $target }的可能性最大：模拟结果中 { $chance } 达标。
compare-best-value = <b>{ $name }</b>最优，达 { $value }。
compare-verdict-below = { $year } 年{ $measure }：<b>{ $current }</b>比{ $base }<em>低 { $gap }</em>
compare-verdict-above = { $year } 年{ $measure }：<b>{ $current }</b>比{ $base }<b>高 { $gap }</b>
compare-verdict-same = { $year } 年{ $measure }：<b>{ $current }</b>与{ $base }同为 { $value }。
compare-verdict-none = <b>{ $current }</b>与{ $base }没有可以对比的 { $year } 年数据。
compare-mostly = ，主要由于{ $first }
compare-mainly = ，主要由于{ $first }和{ $second }
compare-offset = ，{ $cause }则抵消了一部分影响
compare-reason-end = 。
compare-verdict-chance = 达到 { $target }的概率：{ $current } { $chance }，{ $base } { $other }。
compare-verdict-chance-alike = 两者达到 { $target }的概率相近：{ $chance }。

# 做了什么，接在“主要由于”之后
why-assumptions = 假设不同
why-risks = 风险设置不同
why-lever-more = “{ $name }”调高
why-lever-less = “{ $name }”调低
why-lever-other = “{ $name }”设置不同

# 每个情景一句，位于其数字之下；结尾与页首结论相同
compare-line-above = 比{ $base }高 { $gap }
compare-line-below = 比{ $base }低 { $gap }
compare-line-same = 结果与{ $base }相同。

# 走势
compare-lines-message = { $measure }：最低 { $low }（{ $first }），最高 { $high }（{ $last }）
compare-lines-title = 各情景{ $measure }走势
compare-lines-subtitle = 单位：{ $unit } · 各情景同一刻度 · 虚线为基准“{ $base }”
compare-point = { $name }，{ $year } 年：{ $value }
compare-target = 目标 { $value }

# 概率
compare-chances-title = 达标概率最高的是{ $name }：{ $chance }
compare-chances-even = 达标概率不分高下：{ $chance }
compare-chances-subtitle = { $year } 年{ $measure }达到 { $target } · 各情景面对同样的 { $draws } 次模拟 · ± 为标准误差
compare-ahead = 优于{ $base }
compare-chance-of = 达标概率
compare-matrix-title = 两两相比，谁更胜一筹
compare-matrix-subtitle = 行情景优于列情景的概率 · { $year } 年{ $measure } · 共用 { $draws } 次模拟，随机种子 { $seed } · 持平各计一半
compare-matrix-corner = 行优于列

# 差异原因
compare-causes-title = 从{ $base }到{ $current }
compare-causes-subtitle = 每根柱为一项变化的贡献，各柱之和等于总差额
compare-causes-none = 两个情景的相关输入相同，没有需要解释的差异。
compare-focus = 解释对象
compare-whole-company = 全公司
compare-no-region = 利润不分区域核算。
compare-chance-year = 基准情景的 { $year } 年目标 · 取共用模拟中的前 { $draws } 次
compare-drill = 展开一项
compare-others = 其余 { $count } 项
compare-effects-label = 各项变化的贡献、单独作用及叠加在其他变化之上的作用

# 表格
compare-headline-title = 核心指标
compare-headline-subtitle = { $year } · 数字下方为与{ $base }的差异，含绝对值与相对值
compare-alike = { $count ->
   *[other] { $count } 项指标没有差异
  }
compare-matrix-decided = 两两之间均已分明：几乎在每一次模拟中都是同一情景占优
compare-last-year = 各规划的最后一年
compare-inputs-subtitle = 只列不同之处，含假设、风险与版本 · 粗体表示与基准不同
compare-kind-lever = 调节项
compare-kind-assumption = 假设
compare-kind-risk = 风险
compare-kind-setting = 设置
compare-kind-version = 版本
compare-regions-title = { $year } 年分区域、分产品营收
compare-regions-subtitle = 单位：{ $unit } · 全部同一刻度 · 小字为与{ $base }的差额
compare-claims-title = 模型认为{ $name }贡献最大
compare-claims-subtitle = 规划对 { $target }目标的拆分与模型归因对照 · 假设集：{ $set }
compare-claims-source = 营收来源
compare-claims-said = 规划口径
compare-claims-found = 模型归因
compare-claims-none = 未计入

# 后台生成的文件
action-brief = 简报：本情景一页（PDF）
action-export = 导出：演示文稿、工作簿、数据、图表
export-dialog-note = “{ $name }”，以“{ $base }”为基准。生成在后台进行，可继续操作。
export-base-named = { $name }（基准）
export-button = 导出
export-menu-note = 按页面语言生成文件。生成在后台进行，可继续操作。
export-kind-of-pptx = PowerPoint 演示文稿
export-kind-of-xlsx = Excel 工作簿
export-kind-of-csv = CSV 数据表
export-kind-of-parquet = Parquet 数据表
export-kind-of-pdf = 一页简报（PDF）
export-kind-of-json = JSON（可再导入）
export-kind-of-png = 图表（PNG）
export-kind-of-svg = 图表（SVG）
export-file-many = { $count } 个情景的对比
export-running = { $name }：{ $percent }%
export-stop = 停止
export-stopped = { $name }：已停止
export-fetch = 下载{ $name }
export-failed = { $name }：{ $reason }
export-failed-unknown = 文件未能生成，原因见服务器日志。
export-away = 移除
