# 规划页面、规划选择器，以及规划之间的差异。
plan-change = { $name }：{ $before } → { $after }
plan-change-part = { $name }（{ $part }）
plan-part-base = 现状
plan-part-plan = 规划
plan-part-range = 范围
plan-part-step = 步长
plans-picker-help = 当前规划。换一份规划，所有页面随之切换。
plans-picker-more = 规划页面上还有 { $count } 份。
plans-picker-all = 全部规划
plans-sentence = 当前使用 <b>{ $name }</b>。这里共有 { $count } 份规划{ $own ->
    [0] ；可以新建或导入自己的规划。
   *[other] ，其中 { $own } 份是您自己的。
  }
plans-import = 导入
plans-import-text = 工作簿，或规划包的 zip 文件。先检查，经您确认后才保存。
plans-import-label = 规划文件
plans-template = 下载待填写的工作簿
plans-pending-new = { $file } 中的“{ $name }”检查通过
plans-pending-version = { $file } 中的“{ $name }”将成为下一版本
plans-pending-same = { $file } 中的“{ $name }”与已存版本的数字相同
plans-pending-subtitle = 尚未保存。在旧版本下保存的内容，数字不变。
plans-pending-id = 保存编号
plans-keep = 保存并打开
plans-put-aside = 放弃
plans-refused = { $file } 中有 { $count } 处需要修正
plans-refused-subtitle = 未保存任何内容。每一行指出文件、键、现有内容和允许的内容。
plans-refused-more = 另有 { $count } 个问题。
plans-kept = “{ $name }”已存为第 { $number } 版，现已打开。
plans-list-title = 规划
plans-list-subtitle = 程序自带或服务器文件夹中的规划，以及您情景库中的规划。情景、实际数据和假设集都归属于某一份规划。
plans-search = 搜索规划
plans-archived = 已归档（{ $count }）
plans-more = 另有 { $count } 份规划，请搜索。
plans-none = 没有符合的规划。
plans-here = 使用中
plans-open = 打开
plans-restore = 恢复
plans-more-help = 更多
plans-versions = 版本与差异
plans-export-zip = 导出为 zip
plans-duplicate = 复制
plans-archive = 归档
plans-archive-done = 规划 { $plan } 已归档。其下保存的内容仍可打开。
plans-about = { $id } · { $years } · { $regions } 个区域 · { $target } · { $place }
plans-target = { $year } 年{ $of ->
    [revenue] 目标 { $value }
   *[other] { $phrase }目标 { $value }
  }
plans-shipped = 程序自带
plans-folder = 来自服务器文件夹
plans-own = 您的情景库，第 { $number } 版
plans-versions-title = { $plan } 的版本
plans-versions-subtitle = 版本由文件内容识别。已保存的内容仍归属原来的版本。
plans-version = 版本
plans-hash = 识别码
plans-kept-at = 保存时间
plans-scenarios = 情景数
plans-number = 第 { $number } 版
plans-not-kept = 未保留：仅有已存的数字
plans-before = 之前
plans-after = 之后
plans-what = 内容
plans-differences = 差异
plans-no-difference = 两者内容相同。
plans-more-differences = 另有 { $count } 处差异。
plans-pick = { $title } · { $id }，{ $years }
workbook-sheet-readme = 说明
workbook-sheet-checks = 检查
workbook-sheet-plan = 规划
workbook-sheet-regions = 区域
workbook-sheet-history = 历史
workbook-sheet-targets = 目标
workbook-sheet-levers = 调节项
workbook-sheet-budget = 预算
workbook-sheet-assumptions = 假设
workbook-sheet-likely = 可能性假设集
workbook-sheet-risks = 风险
workbook-sheet-outside = 外部参照
workbook-sheet-tracking = 跟踪
workbook-sheet-names = 名称
workbook-sheet-facts = 事实
workbook-sheet-documents = 文件
workbook-sheet-references = 文献
workbook-column-name = 内容
workbook-column-value = 数值
workbook-column-unit = 单位
workbook-column-source = 来源
workbook-column-assumption = 理由
workbook-column-basis = 依据
workbook-column-low = 低（P10）
workbook-column-high = 高（P90）
workbook-column-allowed = 允许范围
workbook-column-key = 键
workbook-help = { $kind ->
    [texts] 每行一个名称，每列一种语言。留空则显示原文。
    [rows] 每行一个文件所载的数字。其他工作表的来源引用其编号。
   *[values] 请修改着色的单元格。占比用小数（0.25 即 25%），列表用逗号分隔。新增的行须写明键。
  }
workbook-keys-plan = 可增加的键：产品线为 lines/编号/kind（core 或 new）与 lines/编号/value（在同类产品中的占比）；规划按半年编制时，halves 填 true。
workbook-keys-history = 键：history/unit 一行（{ $unit }）；每年一行 history/{ $before }/value，或每季一行 history/{ $before }Q1/value 至 Q4。
workbook-keys-targets = 增加目标的键：targets/revenue#2/metric、/year 与 /value；半年或季度目标另加 /period（{ $next }H1、{ $next }Q4）。
workbook-checks-help = 每一行随输入即时计算；导入时会全部重新检查，并检查更多内容。
workbook-check-sum = { $name } 各部分之和等于合计
workbook-readme-plan = 规划 { $id }，版本 { $hash }
workbook-readme-fill = 此颜色的单元格由您填写，其余为说明。
workbook-readme-key = 最后一列说明该数值在规划中的位置。各行按键识别，可以排序；没有键的行不会读取。
workbook-readme-more = 一个区域需要 revenue/ID/value 和 headcount/ID/value 各一行，其 ID 列入区域清单，名称写在“名称”工作表。
workbook-readme-back = 在规划页面导入，或使用“python -m sim plans import”。保存前先显示差异；错误会指明工作表和单元格。
error-workbook-cell = { $cell }：{ $problem }
error-workbook-foreign = 该工作簿不是为规划制作的。请使用模板或导出的规划；其隐藏工作表须保留。
error-workbook-broken = 无法读取该工作簿。请重新另存为 .xlsx。
error-workbook-sheet = 工作簿中的工作表“{ $sheet }”不属于规划。请改名或删除。
error-workbook-head = { $sheet }：缺少标题行。各列按标题识别。
error-workbook-column = { $sheet }：缺少“{ $column }”列。各列按标题识别。
error-workbook-column-twice = { $sheet }：有两列“{ $column }”，请保留一列。
error-workbook-merged = 该数字位于合并单元格（{ $range }）中。请取消合并，每个数字单独占一个单元格。
error-workbook-place = { $key } 不应在此工作表上。{ $of ->
    [keys] 此处的键以 { $allowed } 开头。
   *[sheet] 它属于工作表“{ $allowed }”。
  }
plans-export-workbook = 导出为工作簿
own-measured = 由您填写，属实测。
own-estimated = 由您填写，属估计。
own-guessed = 由您填写，属猜测。
new-do = 新建
new-title = 十二个数字，一份规划
new-subtitle = 曲线随每项输入变化。“5 到 9%”表示区间。未询问的内容采用程序默认值，并标注“尚非您的数字”。
new-name = 规划名称
new-name-default = 我们的规划
new-base-year = 基年
new-years = 规划年数
new-regions = 基年各区域营收（{ $unit }）
new-regions-default = 国内 420、海外 310
new-target = 末年营收目标（{ $unit }）
new-growth-default = 4 到 8%
new-growth = 市场年增速
new-reps = 现有销售人员
new-reps-end = 期末销售人员
new-conversion = 当前线索转化率
new-conversion-end = 期末线索转化率
new-churn = 客户年流失率
new-share = 当前新品占比
new-share-end = 期末新品占比
new-budget = 全期投入（{ $unit }）
new-basis = 依据
new-range-help = 数字、百分比，或区间，如“5 到 9”：十次中有八次，实际值落在区间之内。
new-line-plan = 规划
new-line-base = 不投入
new-picture = { $year } 年：按承诺推算 { $reached }，目标 { $target }
new-not-yours = 初步曲线：尚未填写的内容采用程序默认值。
new-make = 生成规划
new-workbook = 转到工作簿填写
    .help = 工作簿含以上数字，其余各项均有对应的行。填好后在此导入。
new-origin = 您填写的数字
error-new-number = 此处无法识别“{ $value }”（{ $what ->
    [new-base-year] 基年
    [new-years] 规划年数
    [new-regions] 各区域营收
    [new-target] 营收目标
    [new-growth] 市场年增速
    [new-reps] 现有销售人员
    [new-reps-end] 期末销售人员
    [new-conversion] 当前线索转化率
    [new-conversion-end] 期末线索转化率
    [new-churn] 客户年流失率
    [new-lines] 产品线
    [new-parts] 半年或季度目标
    [new-answer] 该数字
    [new-share] 当前新品占比
    [new-share-end] 期末新品占比
   *[new-budget] 全期投入
  }）。允许：{ $allowed }。
cli-command-plans-template = 写出可填写的工作簿：一份小规划，数字待替换。
new-currency = 货币
new-scale = 金额单位
new-scale-name = { $scale ->
    [3] 千
    [6] 百万
    [9] 十亿
   *[12] 万亿
  }
new-fiscal = 财年起始月
new-more = 产品线、半年和季度目标
new-lines-core = 产品线
new-lines-core-example = 水泵 60、服务 40
new-lines-new = 新品产品线
new-lines-new-example = 软件
new-lines-help = 填写名称，可附其营收占比；最多八条。
new-parts = 半年或季度目标（{ $unit }）
new-parts-help = 例如“{ $year }H1 480；{ $year }Q3 250”。
own-document = 自有数字
own-line-core = 主力产品
own-line-new = 新品
next-title = 下一个数字：{ $name }
next-why = 准确掌握后，区间平均收窄 { $range }{ $close ->
    [none] ，在所有待填数字中效果最大。
   *[some] ；“{ $close }”的效果相近。
  }
next-range = { $year } 年：模拟 10 次，约 8 次落在 { $low } 至 { $high } 之间。
next-before = 填写之前，区间宽 { $width }。
next-error = 由 { $draws } 次模拟算出；{ $width } 的误差为 ± { $error }。
next-usual = 目前为 { $low } 至 { $high }，{ $basis ->
    [measured] 实测
    [estimated] 估计
    [guessed] 猜测
    [default] 尚非您的数字
   *[stated] 按规划所述
  }。
next-stated = 上方已填的数字中，“{ $name }”留下的不确定最多：实测后区间可收窄 { $range }。
next-answer = 填写（{ $unit }）
new-index = 无货币：指数
new-unit = { $scale }{ $currency }
next-take = 采用
next-forget = 撤回
next-given = { $count ->
    [0] 尚未补充数字
   *[other] 已补充 { $count } 个数字
  }：共有 { $total } 个数字属于您。
next-none = 已没有数字能让区间继续收窄。
next-list = 其他可收窄区间的数字
next-column-name = 数字
next-column-width = 准确掌握后的区间宽度
next-column-share = 收窄
basis-measured = 实测
basis-estimated = 估计
basis-guessed = 猜测
basis-default = 尚非您的数字
basis-stated = 按规划所述
next-command = { $place }. { $name }（{ $id }）：{ $width }，收窄 { $share } ± { $error }；{ $basis }
next-command-range = { $title }，{ $year } 年：P10 { $low }，P90 { $high }；{ $draws } 次模拟。
cli-command-plans-next = 哪个数字最能收窄核心目标的区间，以及其后的数字。
cli-option-most = 列出多少个数字。
cli-option-currency = 规划的货币（ISO 4217 代码）；XXX 表示指数。
cli-option-regions = 区域名称，以逗号分隔。
error-cli-currency = 没有货币“{ $value }”。允许：ISO 4217 代码，如 CNY、EUR、JPY；XXX 表示指数。
