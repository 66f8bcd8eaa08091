# 命令行。报错只用一两句话：哪里有误，应当如何。
cli-program = 销售战略情景模拟器。
cli-command-run = 运行一个情景，输出表格、JSON、CSV 或 Parquet。
cli-command-levers = 列出规划的调节项及其范围。
cli-command-plans = 列出全部规划。
cli-command-scenarios = 保存、查找、查看和交换情景。
cli-command-assumptions = 列出假设集，保存自己的假设集。
cli-command-scenarios-save = 保存情景；若名称已存在，则保存为新的一版。
cli-command-scenarios-list = 列出已存情景。
cli-command-scenarios-show = 查看已存情景，以及保存之后的变动。
cli-command-scenarios-history = 列出情景的各个版本。
cli-command-scenarios-export = 将情景写成 JSON。
cli-command-scenarios-import = 从导出的文件存入情景；“-”表示读取标准输入。
cli-command-scenarios-delete = 将情景移入回收站。
cli-command-scenarios-restore = 从回收站恢复情景。
cli-command-scenarios-rename = 重命名情景。
cli-command-scenarios-annotate = 修改情景的备注。
cli-command-scenarios-tag = 将情景的标签设为所给标签。
cli-command-sets-list = 列出规划自带和自建的假设集。
cli-command-sets-save = 保存自建假设集。
cli-command-sets-delete = 从列表中删除自建假设集。
cli-help-usage = 用法：
cli-help-options-mark = [选项]
cli-option-language = 输出语言：en 或 zh；默认使用系统语言。
cli-option-help = 显示本帮助。
cli-option-plan = 规划；python -m sim plans 列出可用的规划。
cli-option-preset = 起点：baseline（基线）或 plan（规划）。
cli-option-scenario = 以已存情景代替预设作为起点。
cli-option-set = 调整调节项。占比须一次给全：hire_mix=0.2,0.1,0.1,0.35,0.25。
cli-option-assumptions = 假设集：calibrated、evidence 或自建假设集。
cli-option-assume = 替换一项假设。
cli-option-reading = 采用文件的另一种解读（audit 命令列出可用的解读）：customers=reps。
cli-option-risk = 设置风险情形；“on”会体现在本次运行中。
cli-option-target = 目标值。
cli-option-metric = 目标指标，如 revenue、operating_profit、market_share 或 cagr。
cli-option-year = 目标年份，或其中的半年、季度：YYYY、YYYYH1、YYYYQ3。
cli-option-draws = 模拟次数，随情景保存。
cli-option-seed = 随机种子，随情景保存。
cli-option-json = 输出 JSON。
cli-option-csv = 将季度 × 区域 × 产品写成 CSV。
cli-option-parquet = 将季度 × 区域 × 产品写成 Parquet。
cli-option-note = 备注。
cli-option-tag = 标签。
cli-option-space = 用于需登录的服务：谁可以看到；private 表示仅所有者本人。
cli-option-owner = 用于需登录的服务：归谁所有，填写其登录账号。
cli-option-by = 记入历史的姓名；默认使用系统账户名。
cli-option-revision = 较早的版本。
cli-option-search = 名称、备注、标签或作者中的词。
cli-option-author = 只列出该作者的情景。
cli-option-reached = 只列出达到目标（yes）或未达到目标（no）的情景。
cli-option-bin = 在回收站中查找。
cli-option-sort = 排序方式。
cli-option-limit = 最多列出的个数。
cli-option-to = 写入的文件；默认写到标准输出。
cli-option-set-base = 作为起点的规划假设集（calibrated）。
error-cli-command-missing = 请给出命令。可用命令：{ $allowed }。“--help”可查看说明。
error-cli-command = 没有命令“{ $word }”{ $guessed ->
    [no] 。
   *[other] 。您是否想用“{ $guess }”？
  }可用命令：{ $allowed }。
error-cli-option = 此处没有选项“{ $option }”{ $guessed ->
    [no] 。
   *[other] 。您是否想用“{ $guess }”？
  }“--help”可列出全部选项。
error-cli-flag = 选项 { $option } 不带值。
error-cli-value-missing = 选项 { $option } 缺少值：{ $option } { $value }。
error-cli-space = “{ $value }”不是有效的可见范围。允许的取值：{ $allowed }。
error-cli-space-owner = 使用 --space 时必须同时给出 --owner：日后须有人能决定谁可以看到它。
error-cli-twice = 选项 { $option } 重复给出。
error-cli-exclusive = { $first } 与 { $second } 不能同时使用。
error-cli-argument-missing = 缺少 { $name }。
error-cli-argument-extra = “{ $word }”是多余的词。名称含空格时请加引号。
error-cli-choice = { $option } 不能为“{ $value }”。允许：{ $allowed }。
error-cli-period = { $option } 的值“{ $value }”不是年份、半年或季度，应写作 YYYY、YYYYH1 或 YYYYQ3。
error-cli-whole = { $option } 的值“{ $value }”不是整数。
error-cli-number = { $option } 的值“{ $value }”不是数字。
error-cli-encoding = 命令中含有不符合系统编码的字符。
error-cli-assignment = “{ $found }”不符合 { $option } 所需的形式 { $form }。
error-cli-lever = 没有调节项“{ $lever }”{ $guessed ->
    [no] 。
   *[other] 。您是否想用“{ $guess }”？
  }“python -m sim levers”可列出全部调节项。
error-cli-assumption = 没有假设“{ $name }”{ $guessed ->
    [no] 。
   *[other] 。您是否想用“{ $guess }”？
  }“python -m sim run --json”的“assumptions”中列有全部假设。
error-cli-shares = { $family } 的各项占比之和为 { $total }，应为 1。请按 { $members } 的顺序一次给出全部占比，例如 { $example }。
error-cli-share-count = { $family } 需要 { $expected } 个占比，依次对应 { $members }；现给出 { $found } 个。
error-cli-file = 无法写入 { $file }：{ $problem }。未作任何改动。
error-cli-file-folder = { $file } 是文件夹，请给出文件名。
error-cli-file-read = 无法读取 { $file }：{ $problem }。
error-cli-output = 无法写出结果：{ $problem }。
cli-run-title = { $plan } · { $start }{ $changed ->
    [0] {""}
   *[other] ，调整了 { $changed } 个调节项
  }
cli-run-assumptions = 可能性依据：{ $set }{ $replaced ->
    [0] {""}
   *[other] ，其中 { $replaced } 项为自定
  }
promise-takes = 按承诺推算：{ $fit ->
    [fit] 各项承诺改善兑现 { $share }（若全部兑现，则为 { $full }）
   *[none] 各项举措按所述全部兑现
  }，{ $risks ->
    [forced] 且仅发生以下风险：{ $forced }。
   *[none] 且无风险发生。
  }
cli-run-headline = { $year } 年{ $measure }：{ $result }。{ $side ->
    [met] 正好达到 { $target }的目标。
    [reached] 达到 { $target }的目标，高出 { $gap }。
    [over] 比 { $target }的上限目标多 { $gap }。
   *[missed] 距 { $target }的目标差 { $gap }。
  }
cli-run-roi = { $plan-years } 年，每投入 1 { $plan-currency }项目费用，新增营收 { $roi } { $plan-currency }。
cli-run-provenance = 规划 { $plan } · 情景 { $scenario } · 模型 { $model } · 种子 { $seed } · 模拟 { $draws } 次
cli-run-written = 已将 { $count } 行写入 { $file }。
cli-region-title = 区域（{ $year } 年）
cli-region-new = 新品占比
cli-region-reps = 销售人数（四季度）
cli-region-effective = 有效人数（四季度）
cli-region-limit = 制约因素
cli-limit-people = 人力
cli-limit-demand = 需求
cli-levers-id = 调节项
cli-levers-base = 基线
cli-levers-plan = 规划
cli-levers-range = 范围
cli-levers-unit = 单位
cli-levers-name = 含义
cli-levers-shares = { $family } 各项占比之和为 1；顺序：{ $members }。
cli-plans-id = 规划
cli-plans-years = 年份
cli-plans-presets = 预设
cli-plans-sets = 假设集
cli-plans-problem = 规划 { $plan } 无法读取：{ $problem }
cli-plans-title = 标题
cli-plans-languages = 语言
cli-plans-by-id = 无文字，以标识显示
cli-plans-fallback = { $language }（缺 { $count } 条）
cli-plans-no-language = { $language }（以 { $original } 显示）
cli-sets-name = 假设集
cli-sets-base = 基于
cli-sets-values = 含义或自定取值
cli-sets-saved = 假设集“{ $name }”已保存（第 { $revision } 版）。
cli-sets-deleted = 假设集“{ $name }”已删除；用它保存的情景保留原有取值。
cli-scenarios-saved = “{ $name }”已保存，编号 { $id }，第 { $revision } 版。
cli-scenarios-none = 没有符合条件的情景。
cli-scenarios-more = 共 { $total } 个，已列出 { $shown } 个；用 --limit 可列出更多。
cli-scenarios-exported = “{ $name }”已导出到 { $file }。
cli-scenarios-imported = “{ $name }”已导入，编号 { $id }。
cli-scenarios-deleted = “{ $name }”（{ $id }）已移入回收站，可用 restore 恢复。
cli-scenarios-restored = “{ $name }”（{ $id }）已从回收站恢复。
cli-scenarios-renamed = { $id } 现名为“{ $name }”。
cli-scenarios-annotated = 已保存“{ $name }”（{ $id }）的备注。
cli-scenarios-tagged = “{ $name }”的标签：{ $tags }。
cli-list-id = 编号
cli-list-name = 名称
cli-list-revenue = 末年营收
cli-list-reached = 是否达标
cli-list-chance = 达标概率
cli-list-author = 作者
cli-list-time = 修改时间
cli-yes = 是
cli-no = 否
cli-show-title = { $name }（{ $id }，第 { $revision } 版）
cli-show-origin = 作者：{ $author } · 修改于 { $time } · 标签：{ $tags }
cli-history-revision = 版本
cli-history-action = 操作
cli-action-create = 新建
cli-action-save = 保存输入
cli-action-duplicate = 复制
cli-action-import = 导入
cli-action-rename = 重命名
cli-action-annotate = 修改备注
cli-action-tag = 修改标签
cli-action-favourite = 修改收藏
cli-action-delete = 移入回收站
cli-action-restore = 恢复
cli-action-revert = 恢复到较早版本
cli-levers-sources = 依据
cli-sources-hint = 查任一数字的来源：python -m sim sources 编号，例如 lever:headcount、assumption:elasticity、risk:price_war、metric:revenue。
cli-command-mcp = 通过模型上下文协议（MCP）为智能助手作答；默认只读。
cli-option-mcp-write = 允许智能助手把情景保存到情景库。
cli-command-plans-check = 检查外来规划（规划包文件夹、zip 或工作簿）：无误时退出码为 0，否则为 2 并列出全部问题。
cli-command-plans-import = 将规划存入情景库：新建，或作为已有规划的下一版本。
cli-command-plans-export = 将规划写入可供他人导入的文件：.zip 为规划包，.xlsx 为可填写的工作簿。
cli-command-plans-remove = 将规划移出列表。其下保存的情景仍可打开。
cli-option-as = 以另一标识保存：小写字母、数字、连字符。
cli-option-dry-run = 只显示会有哪些变化。
cli-plans-fine = “{ $title }”（{ $plan }，{ $years }）没有问题，版本为 { $hash }。
cli-plans-problems = 共 { $count } 个问题。请修正后再检查。
cli-plans-imported = “{ $title }”已存入情景库：{ $plan }，第 { $number } 版（{ $hash }）。用 --plan { $plan } 调用。
cli-plans-known = “{ $title }”已在情景库中：{ $plan }，第 { $number } 版（{ $hash }）。
cli-plans-dry = 未作任何保存。去掉 --dry-run 后，“{ $title }”将存为 { $plan }（{ $hash }）。
cli-plans-exported = “{ $title }”已写入 { $file }。
cli-plans-removed = 规划 { $plan } 已移出列表。其下保存的内容仍可打开；再次导入即可恢复。
cli-plans-more = 另有 { $count } 处差异。
error-cli-plans-to = 请用 --to 指定写入位置；扩展名决定格式：{ $allowed }。
error-cli-plans-kind = { $file }：规划只能写入扩展名为 { $allowed } 的文件。
error-cli-plans-problems = { $first }另有 { $count } 个问题，用“plans check”可全部列出。
