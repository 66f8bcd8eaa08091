# 各页面共用的词语。
app-name = 情景实验室
page-simulator = 模拟器
page-risk = 风险
page-uncertainty = 不确定性
page-compare = 对比
page-library = 情景库
page-audit = 规划体检
page-track = 跟踪
page-plans = 规划管理
page-sources = 数据来源
page-model = 模型
nav-simulate = 模拟
nav-decide = 决策
nav-risk = 风险
nav-compare = 对比
nav-track = 跟踪
nav-plan = 规划
nav-trust = 可信度
language-switch-help = 切换为 { $language }
action-undo = 撤销
action-redo = 重做
action-replay = 回放上一步
action-save = 保存情景
action-present = 演示
with-note = { $name }（{ $note }）
preset-baseline = 基线
preset-plan = 规划
# 保存到情景库
save-title = 保存当前情景
save-name = 名称
save-note = 备注（可不填）
save-do = 保存
save-done = 已保存为“{ $name }”。
error-language-unknown = 没有语言“{ $value }”。可选语言：{ $allowed }。

# 外部表格：CSV 文件与 Excel 工作簿
error-table-problems = { $name }：有 { $count } 个单元格无法使用。
table-problem = 第 { $row } 行，“{ $column }”列：{ $message }
table-problem-row = 第 { $row } 行：{ $message }
table-problem-cell = 单元格 { $cell }（{ $column }）：{ $message }
table-problems-more = …… 另有 { $count } 处。
error-table-size = { $name } 超过 { $most } MB，请确认没有选错文件，或拆分后再上传。
error-table-rows = { $name } 超过 { $most } 行，请确认没有选错文件，或拆分后再上传。
error-table-format = { $name } 不是可读取的 CSV 文件或 Excel 工作簿（.xlsx），请重新另存为其中一种格式。
error-table-formula = “{ $formula }”是公式，但文件中没有保存其计算结果；请用电子表格软件打开并保存后再上传，或直接填入数值
error-table-empty-cell = 不能为空
error-table-no-column = “{ $found }”位于最后一个列名之外；本行是否多了一个分隔符？

# 按要求的方向，目标值所指的范围。
target-at-most = { $value }以内
target-at-least = { $value }

# 系统无法读写文件的原因，写在冒号后或括号内
reason-missing = 找不到该文件或文件夹
reason-denied = 没有权限
reason-folder = 这是一个文件夹
reason-full = 磁盘空间不足
reason-name = 文件名过长
reason-links = 链接互相指向，形成循环
reason-device = 磁盘报告读写错误
reason-closed = 已经关闭
reason-kind = 不是普通文件
reason-encoding = 不是 UTF-8 编码的文本
