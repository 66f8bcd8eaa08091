# 规划包 growth-2026 的风险事件、应对措施、压力情景，以及风险分析的文字。
# risk-<id>：简称；.help：会发生什么。mitigation-<measure>：应对措施。
risk-subsidy-halved = 补贴减半
    .help = 2025 年起，数字化投入的补贴比例由 30% 降至 15%。
risk-subsidy-withdrawn = 补贴取消
    .help = 数字化投入的补贴在 2025 年内取消。与“补贴减半”不会同时发生。
risk-regional-policy-delay = 区域政策延迟
    .help = 对西部和东北的扶持政策推迟落地，当地需求增速在一年内放缓。
risk-price-war = 华东价格战
    .help = 竞争对手全年降价促销，华东营收减少 5% 至 8%。
risk-niche-entrant = 细分领域新对手
    .help = 专注智能制造的对手抢走部分新品增长空间。
risk-market-slowdown = 市场增长放缓
    .help = 各区域需求增速下降 3 至 8 个百分点；其中 5.8 个百分点即规划自身的 4% 压力情形。
risk-crm-delay = CRM 升级延期
    .help = CRM 升级推迟三个季度且超支，数字化投入的效果随之延后。
risk-low-adoption = 工具使用率低
    .help = 不到一半的销售人员使用新工具，数字化投入的效果打折。
risk-data-breach = 数据泄露
    .help = 客户数据外泄，一年内转化率下降、客户流失增加。
risk-attrition-persists = 离职率居高不下
    .help = 离职率维持在每年 18% 至 22%，未能按规划降至 10%。
risk-hiring-shortfall = 招聘不足
    .help = 计划新增的销售人员只招到一部分。
risk-west-shortfall = 西部增长不达标
    .help = 西部需求增速比规划低 5 至 15 个百分点。
risk-budget-overrun = 预算超支
    .help = 整个项目的花费比预算高 5% 至 50%。
risk-key-account-loss = 大客户流失
    .help = 年收入合计 0.4 亿至 1.8 亿元的大客户一次性流失；2023 年为 1.2 亿元。
risk-launch-failure = 新品上市失利
    .help = 新品占比的提升只达到规划的 10% 至 70%。
risk-service-stall = 服务改善停滞
    .help = 规划中的客户流失率下降基本没有实现。
risk-supply-disruption = 供应中断
    .help = 零部件短缺持续三个季度，营收和毛利率受损。

mitigation-staged-payments = 供应商分期付款
mitigation-city-agreements = 与地方政府签订合作协议
mitigation-bundles = 技术与服务打包方案
mitigation-early-smart-line = 提前推出智能制造产品线
mitigation-lower-tier-cities = 下沉市场与灵活合同
mitigation-phased-go-live = 压力测试与分批上线
mitigation-usage-rewards = 游戏化培训与使用奖励
mitigation-encryption-audit = 数据加密与年度审计
mitigation-pay-mix = 优化薪酬结构与长期服务奖
mitigation-recruiting-partners = 本地招聘合作伙伴
mitigation-head-office-experts = 总部专家支援与加大区域营销
mitigation-zero-based-budget = 零基预算
mitigation-key-account-teams = 大客户专属团队
mitigation-launch-trials = 案例营销与三个月试用
mitigation-experience-officer = 设客户体验官，投诉 24 小时内答复
mitigation-second-sources = 备选供应商与安全库存

category-policy = 政策
category-market = 市场
category-technology = 技术
category-team = 团队
category-finance = 财务
category-customer = 客户
category-product = 产品
category-supply = 供应

stress-none = 无压力
    .help = 情景本身。
stress-market-stress = 市场年增速降至 4%
    .help = 规划自身的压力情形：各区域每年增速均下降 5.8 个百分点。
stress-subsidy-halved-2025 = 2025 年补贴减半
    .help = 自 2025 年一季度起，补贴比例为 15%。
stress-subsidy-withdrawn-2025 = 2025 年补贴取消
    .help = 自 2025 年一季度起，不再有补贴。
stress-price-war-east = 华东价格战
    .help = 华东全年降价促销，取最可能的幅度。
stress-west-misses = 西部增长不达标
    .help = 西部需求增速比规划低 10 个百分点。
stress-digital-late = 数字化延期且超支
    .help = CRM 升级延期、工具少有人用，项目花费高出 20%。
stress-perfect-storm = 完美风暴
    .help = 市场放缓、价格战、补贴取消、工具延期且少人用、招聘不足、西部乏力、新品失利、大客户流失同时发生。

# risks.yaml 与 outside_view.yaml 中数字的依据
reason-risk-judgement = 主观判断：规划文件没有给出数字。如有更好的依据，请修改。
reason-risk-lasting = 一旦发生，视为持续到 2026 年底。
reason-risk-year = 视为持续四个季度，相当于为期一年的促销或延误。
reason-risk-once = 一次性损失；流失的客户收入不再恢复。
reason-risk-first-year = 升级计划在 2024 年进行。
reason-risk-from-start = 属于一开始就存在的状况，而非某一时点的事件。
reason-risk-any-time = 任何一个季度都可能发生。
reason-risk-mitigation = 措施的成本与效果为主观判断；规划只列出了措施，没有给出数字。
reason-risk-withdrawn = 取消即补贴比例为零。
reason-risk-price-war = 规划预计发生在 2024 年；也可能稍晚开始。
reason-risk-slowdown = 最可能的幅度取自规划的压力情形：增速由 9.8% 降至 4%。
reason-risk-breach = 信任度至少下降 20%；假定转化率同幅下降。
reason-risk-west = 规划把增速未达 25% 视为该风险；差距大小为主观判断。
reason-risk-key-account = 2023 年流失 8 家大客户，合计 1.2 亿元；上下范围为主观判断。
reason-risk-launch = 2023 年新品完成目标的三分之二；上市失利应更差。
reason-risk-supply = 文件所述的缺货与涨价只涉及部分产品；对整体的影响为主观判断。
reason-stress-market = 按规划的压力情形，增速为 4% 而非 9.8%。
reason-stress-2025 = 该情景考察其在 2025 年初发生的后果。
reason-outside-currency = 2023 年平均汇率，取整。
reason-outside-deflator = 美国 2015 年与 2023 年消费价格之比，取整。
reason-outside-inflation = 2023 至 2024 年中国居民消费价格每年约上涨 0.2%。
reason-outside-laplace = 按已公布的全体企业占比在此拟合：拟合值 31%、19%、11%，公布值 31%、19%、12%。
ref-mauboussin-2016 = 大型上市公司按期初销售额分组的三年增速。数据来自转载原表的公开脚本，未读到原文。
ref-erc-2017 = 英国雇员十人以上的企业中，约 6% 连续三年年增 20%。
ref-daunfeldt-2015 = 按经合组织的高增长定义（三年年增 20%），近 95% 的瑞典存续企业不符合。

# 风险数据与设置可能出现的错误
error-risk-target = { $file }：{ $key } 作用于“{ $value }”，模型中没有这个量。允许：{ $allowed }。
error-risk-helpful = { $file }：{ $key } 为 { $value }；风险不得带来好处。允许范围为 { $low } 至 { $high }。
error-risk-size-order = { $file }：{ $key } 为 { $value }；请按最低、最可能、最高的升序给出。
error-risk-onset = { $file }：{ $key } 为第 { $value } 季度，超出规划期 { $low } 至 { $high }。
error-risk-responses = { $file }：{ $key } 只能且必须出现在影响补贴的事件中。
error-risk-unknown = { $file }：{ $key } 指向不存在的事件“{ $value }”。允许：{ $allowed }。
error-risk-exclusion-cycle = 这些事件循环互斥：{ $cases }。每对互斥只写一次。
error-risk-exclusion-total = { $cases } 互斥，但概率之和为 { $total }，最多只能为 1。
error-risk-two-limits = { $file }：{ $first } 与 { $second } 都设定了 { $target }，两者必须互斥。
error-risk-exclusion-forced = { $first } 与 { $second } 互斥，不能同时设为必然发生。
error-plan-correlation = { $file }：{ $first } 与 { $others } 的相关系数互相矛盾（矩阵非正定）。
error-risk-case = 没有名为“{ $id }”的风险事件。可用的事件：{ $allowed }。
error-risk-setting = 风险 { $id } 没有“{ $key }”这项设置。可用的设置：{ $allowed }。
error-risk-value = 风险 { $id }：{ $key } 的值为“{ $value }”。允许：{ $allowed }。

# 句子：页面与命令行共用
chance-sentence = { $opening }{ $of } 种未来中有 { $count } 种在 { $year } 年达到 { $target }
chance-costs-most = 损失最大的是“{ $risk }”
chance-pays = { $count ->
    [0] 没有哪项应对措施确定划算
   *[other] 有 { $count } 项应对措施划算
  }
chance-joined = { $first }；{ $second }；{ $third }。
chance-joined-short = { $first }；{ $third }。

# 命令行
cli-command-risk = 达标概率、各项风险的损失、哪些应对措施划算
cli-command-stress = 情景在各压力情形下的结果
cli-option-precise = 增加模拟次数，直到概率的误差小于一个百分点
cli-option-no-sobol = 不计算方差分解
cli-risk-chance = P({ $year } 年{ $measure } ≥ { $target }) = { $chance } ± { $error }（标准误差，{ $draws } 次模拟，种子 { $seed }）
cli-risk-quantiles = P10 { $low } · P50 { $middle } · P90 { $high }
cli-risk-shortfall = 与目标的平均差距 { $gap }；最差十分之一的均值 { $worst }
cli-risk-case = 风险
cli-risk-happens = 发生率
cli-risk-revenue = 营收损失
cli-risk-profit = 利润损失
cli-risk-worst = 最差十分之一
cli-risk-net = 措施净收益（利润）
cli-risk-pays = 是否划算
cli-risk-pays-yes = 划算
cli-risk-pays-no = 不划算
cli-risk-pays-open = 不确定
cli-risk-units = 单位：{ $unit }；均为全部模拟的期望值。营收为 { $year } 年，利润为各年合计。
cli-stress-case = 压力情形
cli-stress-revenue = { $year } 年营收
cli-stress-change = 变化
cli-stress-profit = 利润（各年合计）
cli-stress-chance = 达标概率
