# 手中的客户：一份购买清单，按最近购买、购买频率、购买金额评分。
page-customers = 客户分层

# 命令行
cli-command-customers = 按最近购买、购买频率、购买金额为购买清单（客户、日期、金额）评分。清单内容不会留存。
cli-option-classes = 分类方式：规划自带的一种，或 quantiles；默认为规划的第一种。
cli-option-as-of = 评分日，例如 YYYY-MM-DD；默认为清单中最后一次购买之日。
cli-option-money = 未注明单位的金额以什么为单位。
cli-option-days = 形如 5/3/YYYY 的日期，日在前还是月在前。
cli-option-customers-to = 另把结果写成工作簿（.xlsx），或把每个客户的分类与得分写成表格（.csv）。

# 无法读取的内容
customers-list-customer = 客户
customers-list-date = 日期
customers-list-amount = 金额
error-customers-headings = { $name } 没有可识别的表头。清单需要三列：{ $columns }。
error-customers-column = 没有{ $column ->
    [customer] 客户
    [date] 日期
   *[amount] 金额
  }列。表头可写作：{ $allowed }。
error-customers-column-twice = 这一列与“{ $first }”可能是同一列。请保留一列。
error-customers-empty = { $name } 的表头下没有数据行。
error-customers-width = 有 { $found } 个单元格，而表头有 { $expected } 个。
error-customers-name = 没有写客户。
error-customers-long = 客户名称超过 { $most } 个字符。
error-customers-days = { $name } 的日期写法超过 { $most } 种。请去掉时刻。
error-customers-day = “{ $value }”不是日期（{ $count } 行）。请写成 YYYY-MM-DD 的形式。
error-customers-day-blank = 没有写日期（{ $count } 行）。请写成 YYYY-MM-DD 的形式。
error-customers-day-number = “{ $value }”是电子表格的日期序号（{ $count } 行）。请写成 YYYY-MM-DD 的形式。
error-customers-day-range = “{ $value }”不在 { $first } 至 { $last } 之间（{ $count } 行）。
error-customers-amounts = { $name } 的金额写法超过 { $most } 种。请写成普通数字。
error-customers-amount = “{ $value }”不是金额（{ $count } 行）。请写成 1250.50 这样的普通数字。
error-customers-amount-blank = 没有写金额（{ $count } 行）。请写成 1250.50 这样的普通数字，或删去该行。
error-customers-unit = “{ $value }”不是 { $currency } 的货币单位。
error-customers-scheme = 规划 { $plan } 没有“{ $scheme }”这种分类。可选：{ $allowed }。
error-customers-as-of = { $day } 时还没有任何购买；清单自 { $first } 开始。
error-customers-day-option = “{ $value }”不是日期。请写成 YYYY-MM-DD 的形式。
error-customers-none = 截至 { $day }，{ $name } 中没有人在计入的期间内购买。
error-customers-plain = { $name } 较大；大型工作簿须只有一个可见工作表，且没有隐藏的行列与合并单元格。请另存为 CSV，或单独存为一个工作表。
error-customers-memory = { $name } 超出内存。请减少行数或年份。
error-customers-format = 结果可写成 .xlsx 或 .csv，不能写成 { $file }。

# 可有他解的读法
doubt-money = “{ $heading }”未注明单位，已按 { $currency } 读取（不是千、万或百万）。
doubt-money-ones = 货币单位本身（元）
doubt-money-thousands = 千
doubt-money-ten-thousands = 万
doubt-money-millions = 百万
doubt-days = 形如 { $found } 的日期（{ $count } 个不同写法）日在前或月在前均可；已按日在前读取。
doubt-days-day-first = 日在前
doubt-days-month-first = 月在前

# 理由
reason-customers-interest = 判断。客户日后带来的收益不如当下值钱；企业自有资金通常按每年 10 % 折现。
reason-customers-years = 判断。规划未说明时，按三年营收计。
reason-customers-window = 判断。最近三年的购买说明客户今天的状况；更早的不计。
reason-customers-group = 判断。少于 20 个客户时，多一个或少一个就使比率变动五个百分点以上。

# 常用五分法分类
customer-class-quantiles = 常用五分法分类
customer-class-quantiles-champions = 核心客户
customer-class-quantiles-loyal = 忠诚客户
customer-class-quantiles-promising = 成长客户
customer-class-quantiles-middling = 中间客户
customer-class-quantiles-at-risk = 流失风险客户
customer-class-quantiles-dormant = 沉睡客户

# 结果
customers-sentence = { $few ->
    [yes] <b>{ $share } 的客户贡献了全年营收的 { $revenue }</b>
   *[no] <b>{ $customers } 个客户</b>在截至 { $day } 的一年里购买了 { $total }
  }；{ $source ->
    [list] 一年前购买过的客户中，<em>{ $churn }</em> 此后再未购买
   *[plan] 清单时间太短，无法得出流失率，暂用规划的 { $churn }
  }。
customers-column-class = 客户类别
customers-column-customers = 客户数
customers-column-customer-share = 客户占比
customers-column-revenue = 近 12 个月营收
customers-column-revenue-share = 营收占比
customers-column-a-customer = 每客户年营收
customers-column-days = 距上次购买天数
customers-column-often = 年购买次数
customers-column-churn = 年流失率
customers-column-renewal = 续约率
customers-column-worth = 客户终身价值
customers-column-plan-worth = { $years } 年营收
customers-all = 全部客户
customers-note-list = 共 { $rows } 行，{ $first } 至 { $last }，评分日 { $day }；读取的列：{ $columns }。
customers-note-unread = 未读取的列：{ $columns }。
customers-note-returns = { $count } 行金额为零或负数：冲减购买金额，不算一次购买。
customers-note-window = { $count } 行早于 { $years } 年，不计入。
customers-note-without = { $count } 个客户在此期间没有购买，不属于任何类别。
customers-note-alike = { $count } 个客户与另一客户仅大小写或空格不同，按不同客户计。
customers-note-exact = { $share } 的客户完全符合所属类别；其余归入最接近的类别。
customers-note-rest = { $share } 的客户符合某条规则；其余介于规则之间。
customers-note-worth = 客户终身价值 = 每客户年营收 × 毛利率 { $margin } /（流失率 + { $interest }）；毛利率取规划基年。
customers-note-years = 规划自身按 { $years } 年营收计。
customers-note-churn = 流失率：一年前属于该类且此前一年购买过的客户中，此后再未购买的比例。此类客户少于 { $least } 个的，以括号列出全部客户的流失率。
customers-note-renewal = 续约率 =（1 − 流失率）^L；L 由规划的续约率 { $rate } 与流失率 { $churn } 得出。

# 文件
customers-sheet-classes = 客户类别
customers-sheet-matrix = 矩阵
customers-sheet-notes = 计算说明
customers-fifth-recent = 最近购买 { $fifth } 分
customers-fifth-often = 购买频率 { $fifth } 分

# 页面
customers-use = 本情景按 { $count } 家客户计算
    .help = 把本情景的基年客户数设为该数值；名单的其他内容不会保留。可撤销。
customers-used = 本情景的基年客户数已设为 { $count } 家。可撤销。
customers-option-hint = 用于情景：{ $option }
customers-empty = 哪些客户支撑着营收，哪些正在流失？一份购买清单就能回答。
customers-take-title = 提供一份购买清单：客户、日期、金额
customers-take-subtitle = CSV 或 Excel，最多一百万行。清单仅在本次访问期间留在本机内存中，不存储、不外传。
customers-upload = 购买清单
customers-example = 查看示例
customers-problems = { $name } 暂不可用：有 { $count } 处需要修正。
customers-is-example = 示例：虚构的购买记录，合计等于规划基年营收。
customers-is-list = { $name }，仅在本次访问期间留在内存中。
customers-classes = 分类方式
customers-put-away = 移除清单
customers-numbers = 清单关键数字
customers-a-customer = 每客户每年 { $amount }
customers-churn-list = 由清单得出
customers-churn-plan = 取自规划：清单时间太短
customers-plan-worth = 按规划口径 { $amount }
customers-matrix-title = { $revenue } 的营收来自同一格中的 { $customers } 个客户，占全部客户的 { $share }
customers-matrix-subtitle = 客户按五等分：纵向为最近购买，横向为购买频率。格内为近 12 个月营收占比与客户数。
customers-cell = { $count ->
   *[other] { $number } 个客户
  }
customers-cell-tip = { $customers } 个客户，12 个月 { $revenue }
customers-recent-least = 最久未购
customers-recent-most = 最近购买
customers-often-least = 购买最少
customers-often-most = 购买最多
customers-classes-title = { $name }：每个客户的价值为平均的 { $times } 倍{ $known ->
    [yes] ；{ $leaving }流失最多，每年 { $churn }
   *[no] { "" }
  }
customers-classes-subtitle = 近 12 个月营收、年流失率，以及每类客户的价值。
customers-counted-title = 计算说明
customers-private = 以下文件在您点击时才生成；除此之外，页面内容不会外传。
customers-as-excel = 客户类别工作簿
customers-as-csv = 全部客户 CSV
customers-file-name = 客户分层

# 以清单设定规划的客户分层
customers-tiers-title = 将这些类别设为规划的客户分层
customers-tiers-subtitle = { $source }近十二个月没有营收的类别不计入。保存规划之前不作任何更改；规划中不含任何客户名称。
customers-tiers-reason = 依据截至 { $day } 的 { $count } 家客户清单，按“{ $classes }”分类。各类流失率之间的比例取自清单，整体水平以规划为准。
customers-tiers-tier = 分层
customers-tiers-churn = 年流失率
customers-tiers-ends = 八成可能的范围
customers-tiers-gone = 规划中的以下分层将取消：{ $tiers }。
customers-tiers-do = 查看更改后的规划
    .help = 打开“规划”页面，可存为新版本，也可放弃。
customers-tiers-origin = 截至 { $day } 的 { $count } 家客户清单
customers-tiers-written = 设有这些分层的规划已写入 { $file }。导入命令：{ $command }
cli-option-customers-tiers = 另将以各类别为客户分层的规划写入文件（.zip 或 .xlsx），供 plans import 导入。
error-customers-tiers-plan = 规划 { $plan } 不计客户数，因此没有客户分层。请选用启用了客户模块的规划。
error-customers-tiers-count = 分层需要 { $least } 至 { $most } 个在近十二个月有营收的类别；此清单有 { $count } 个。
error-customers-tiers-churn = { $name } 的时间跨度太短，看不出客户流失，其类别不能设为分层。
