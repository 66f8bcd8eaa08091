# 核查页面及其命令。核查结论的句子见 audit.ftl。
audit-page-plan-name = 规划（{ $document }）
audit-page-table-name = 您上传的“{ $name }”
audit-page-sentence = { $name }有 <em>{ $count } 处</em>前后不一致。影响最大的一处：<b>{ $first }？</b>取哪一个，{ $year } 年模拟营收相差 <em>{ $effect }</em>。
audit-page-sentence-gravest = { $name }有 <em>{ $count } 处</em>前后不一致。最严重的一处：<b>{ $first }</b>。
audit-page-sentence-others = 其他文件另有 { $count } 处，共 { $all } 处。
audit-page-sentence-none = { $coverage ->
    [empty] 本规划尚未录入任何文件的数字，因此<b>没有可以核对的内容</b>。请在下方上传数字表；规划自身数字的来源见“数据来源”。
    [nothing] { $name }中没有数字可以核对：{ $facts } 个数字之间无法相互印证，因此无法判断是否一致。
    [little] { $name }中能够核对的 { $checked } 个数字（共 { $facts } 个）之间未发现矛盾。<b>其余数字无从判断。</b>
   *[most] { $name }中能够核对的 { $checked } 个数字（共 { $facts } 个）之间未发现矛盾：<b>{ $holds } 项核对全部成立</b>。
  }
audit-page-column-fact = 数字
audit-page-column-reason = 未核对的原因

audit-page-numbers = 核查结果一览
audit-page-checked = 已核对的数字
    .note = 共 { $facts } 个
audit-page-severity = { $mark } { $severity }
audit-page-why-high = 核心指标，差 10% 以上
audit-page-why-medium = 相差较小，或措辞所致
audit-page-why-low = 不到 2%，或日期偏早
audit-page-moving = 影响模拟结果
    .note = 取舍不同，营收不同
audit-page-holds = 核对成立
    .note = 涉及 { $rules } 条规则

audit-page-filter-severity = 严重程度
audit-page-filter-identity = 规则
audit-page-filter-document = 文件
audit-page-filter-effect = 对模拟的影响
audit-page-any-identity = 全部规则
audit-page-any-document = 全部文件
audit-page-unnamed-document = 未命名
audit-page-document = { $id } { $title }
audit-page-effect-any = 全部
audit-page-effect-moves = 影响营收
audit-page-effect-still = 不影响营收

audit-page-list = 核查结论
audit-page-list-all = 共 { $count } 项结论
audit-page-list-title = 共 { $all } 项，符合筛选 { $count } 项
audit-page-list-by-effect = 按对营收的影响排序，其次按严重程度
audit-page-list-by-severity = 按严重程度排序
audit-page-list-more = 另有 { $count } 项。可用筛选缩小范围，导出文件包含全部。
audit-page-caption = { $where } • { $year } 年营收相差 { $effect }
audit-page-none = 没有符合筛选条件的结论。

audit-page-title-either = { $what }：{ $stated } 还是 { $implied }
audit-page-title-twice = { $what }：{ $stated } 还是 { $implied }
audit-page-title-sum = { $what }：合计 { $stated }，而非 { $implied }
audit-page-title-present = { $what }：目标 { $stated }，现已达 { $implied }
audit-page-title-left = { $what }：只剩 { $stated }，现有 { $implied }
audit-page-title-whole = { $what }：{ $stated }，其整体仅 { $implied }
audit-page-title-most = { $what }：写为 { $stated }，至多 { $implied }
audit-page-title-least = { $what }：写为 { $stated }，至少需要 { $implied }
audit-page-title-due = { $what }：{ $stated } 有两个承诺日期
audit-page-title-early = { $what }：{ $stated } 是全年的数字
audit-page-title-date = { $what }：日期不存在
audit-page-title-passed = { $period }的目标：设定时该期间已近结束
audit-page-title-market = { $what }：{ $stated }，但仅占所述市场的 { $implied }
audit-page-side-market-stated = 原文所写
audit-page-side-market-implied = 占所述市场
audit-page-side-either-stated = 原文所写
audit-page-side-either-implied = 其余数字推出
audit-page-side-twice-stated = 此处写为
audit-page-side-twice-implied = 另一处写为
audit-page-side-sum-stated = 各部分合计
audit-page-side-sum-implied = 应当合计
audit-page-side-present-stated = 目标
audit-page-side-present-implied = 现已达到
audit-page-side-left-stated = 所剩
audit-page-side-left-implied = 现有
audit-page-side-whole-stated = 部分
audit-page-side-whole-implied = 整体
audit-page-side-most-stated = 原文所写
audit-page-side-most-implied = 至多
audit-page-side-least-stated = 原文所写
audit-page-side-least-implied = 至少

audit-page-rule = 规则：{ $rule }
audit-page-pair-alt = 同一尺度：{ $stated } 与 { $implied }
audit-page-tolerance = 已计入四舍五入：前者可为 { $stated }，后者可为 { $implied }，两者仍相差 { $gap }。
audit-page-exactly = 正好 { $value }
audit-page-anything = 任何数值
audit-page-at-least = { $value } 或以上
audit-page-at-most = { $value } 或以下
audit-page-range = { $low } 至 { $high }

audit-page-believe-title = 取哪一个，{ $year } 年模拟营收相差 { $effect }
audit-page-believe-still = 无论取哪一个，{ $year } 年模拟营收不变
audit-page-believe = 若以 { $value } 为准
audit-page-no-change = 不变
audit-page-setting = { $name } { $value }（现为 { $before }）
audit-page-setting-same = { $name } { $value }（与现在相同）
audit-page-base-revenue = { $year } 年{ $region }营收
audit-page-target = 营收目标
audit-page-clipped = 有 { $count } 个调节项达不到这个数值，按其范围的端点取值。
audit-page-base-only = 基年数据属于规划本身，须在规划中更正后才能采用。
audit-page-target-only = 只改变目标，不改变结果。
audit-page-in-force = 当前情景即采用此数
audit-page-apply = 采用 { $value }
audit-page-applied = { $settings }。{ $year } 年营收 { $revenue }，较此前 { $change }。可撤销。
audit-page-setting-applied = { $name }由{ $before }改为{ $value }
audit-page-no-effect = 没有调节项或假设取决于这一选择，{ $year } 年模拟营收不变。
audit-page-facts = 所涉 { $count } 个数字
audit-page-to-source = 在“数据来源”中查看
audit-page-note = 备注：{ $note }
audit-page-support = { $count ->
    [0] 没有其他数字与之相符
   *[other] 在另外 { $count } 项核对中成立
  }
audit-page-dot = { " • " }

audit-page-worth-title = 对 { $year } 年营收影响最大的 { $count } 处矛盾
audit-page-worth-subtitle = { $year } 年模拟营收，{ $unit } • 空心圆：原文所写 • 实心圆：其余数字推出
audit-page-worth-current = 当前 { $revenue }
audit-page-worth-finding = 矛盾所在
audit-page-worth-spread = 相差
audit-page-worth-end = { $value } → { $revenue }
audit-page-worth-note = 每一行只在当前情景中改变一处。所需数值超出调节项范围时，按端点计算。

audit-page-holds-title = 核对成立：{ $count } 项
audit-page-holds-rule = { $rule }（{ $count }）
audit-page-holds-more = 另有 { $count } 项，JSON 导出包含全部。
audit-page-column-quantity = 数字
audit-page-column-stated = 原文
audit-page-column-compared = 对照
audit-page-column-places = 出处

audit-page-upload-title = 核查其他规划
audit-page-upload-subtitle = 事实表，每行一个数字，CSV 或 Excel。仅在本次会话中读取，不会保存。
audit-page-upload = 事实表
audit-page-upload-choose = 选择文件
audit-page-upload-limit = CSV 或 Excel，不超过 { $most } MB
audit-page-template-note = 模板说明了每一列。数字按原文填写：7.6 表示 7.55 至 7.65。
audit-page-template-xlsx = Excel 模板
audit-page-template-csv = CSV 模板
audit-page-own-table = 当前显示您上传的“{ $name }”。
audit-page-back = 返回规划文件

audit-page-export = 导出所列结论
audit-page-export-xlsx = Excel
audit-page-export-csv = CSV
audit-page-export-json = JSON
audit-page-export-sheet = 核查结论
audit-page-export-title = 规划体检：{ $count } 项结论
audit-page-export-stamp = 规划 { $plan } • { $date } • 原文与推出的数值用文件中的单位，营收以百万元计
audit-page-export-severity = 严重程度
audit-page-export-identity = 规则
audit-page-export-subject = 数字
audit-page-export-stated = 原文
audit-page-export-implied = 推出
audit-page-export-unit = 单位
audit-page-export-gap = 差距
audit-page-export-gap-relative = 相对差距
audit-page-export-facts = 编号
audit-page-export-places = 出处
audit-page-export-sentence = 结论
audit-page-export-revenue-stated = 以原文为准的 { $year } 年营收
audit-page-export-revenue-implied = 以推出为准的 { $year } 年营收
audit-page-export-effect = 对 { $year } 年营收的影响

cli-command-audit = 核查规划中哪些数字不能同时成立。
cli-command-sources = 查找来源，以及依据它的数字。
cli-option-facts = 事实表，CSV 或 Excel；“-”从标准输入读取。未填则核查随附的规划文件。
cli-option-document = 只核查此文件（D1）。
cli-audit-summary = { $count } 项结论：高 { $high }，中 { $medium }，低 { $low }。{ $facts } 个数字中核对了 { $checked } 个，{ $holds } 项核对成立。
cli-audit-severity = 程度
cli-audit-what = 数字
cli-audit-rule = 规则
cli-audit-stated = 原文
cli-audit-implied = 推出
cli-audit-effect = 营收相差
cli-audit-places = 出处
cli-sources-id = 编号
cli-sources-title = 来源
cli-sources-place = 出处
cli-sources-used = 依据数
cli-sources-judgement = 判断
error-cli-sources-none = 没有来源同时含有这些词：{ $query }。

# 事实表中的货币；CNY 即金额格式中的“元”。
fact-currency-cny = 元
fact-currency-usd = 美元
fact-currency-eur = 欧元
fact-currency-gbp = 英镑
fact-currency-jpy = 日元
fact-currency-hkd = 港元
fact-currency-chf = 瑞士法郎
fact-currency-sgd = 新加坡元
fact-currency-twd = 新台币
fact-currency-krw = 韩元
fact-currency-inr = 印度卢比
fact-currency-aud = 澳元
fact-currency-cad = 加元
cli-option-fact-use = 说明各有多少条事实用于何处，不列出来源。
cli-fact-use = { $stated } 条事实中使用了 { $used } 条；体检核对了其中 { $audited } 条。
cli-fact-use-model = 输入模型
cli-fact-use-compared = 与模型结果对照
cli-fact-use-tracked = 在跟踪页面跟进
cli-fact-use-classes = 用于客户分类
cli-fact-use-audited = 仅由体检核对
cli-fact-use-read = 仅读取
cli-option-subsidy = 补贴减半的代价：规划、体检、模型各自给出的数字，以及每种应对按季度的影响。
cli-subsidy-cost = 补贴减半的代价：按规划所述为 { $stated }，按其他数字推算为 { $implied }，按模型测算为 { $model }。
error-cli-no-subsidy = 规划 { $plan } 没有“补贴减半”这一风险情形。

alternative-title = 文件中有多种答案的问题：{ $count } 个
alternative-subtitle = 各种解读下 { $year } 年的{ $measure }，其余不变 • ● 当前情景所采用
alternative-pack = 规划所采用
alternative-take = 采用这一解读
alternative-effect = { $value }（{ $change }）
alternative-effect-none = { $value }，不变
alternative-also = { $name }：{ $before } → { $value }
alternative-set = { $name } { $value }
alternative-taken = { $name }：{ $settings }。{ $measure }{ $effect }。可撤销。
error-reading-unknown = 没有“{ $value }”这一解读。可用：{ $allowed }。
cli-readings = 有 { $count } 个问题存在多种答案；{ $option } 可换用另一种：
cli-reading = 解读
cli-reading-means = 含义
