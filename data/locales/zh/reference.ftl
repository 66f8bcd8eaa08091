# 参照组：其他公司公开的营收目标最终如何（data/evidence）。
reference-title = { $count } 个公开的营收目标中，{ $share } 在目标年份达成；本情景的概率为 { $own }
reference-bias = 并非随机样本：公司只公布自己有信心的目标，而差距悬殊的更容易被记住。图为结果占目标的比例；细线：P10 至 P90，粗条：中间一半，大圆点：中位数；小圆点：单个案例，蓝色为达成。
reference-own = 本情景（模型推算）
reference-class = { $firms } 家公司的 { $count } 个目标
reference-aim = 目标
reference-alt = 结果占目标的比例。本情景中位数 { $own }；其他公司中位数 { $other }，五分之四在 { $low } 至 { $high } 之间。
reference-dot = { $company }：{ $share }
reference-summary = { $firms } 家公司的 { $count } 个目标：{ $reached } 在目标年份达成，{ $by } 到此时达成。结果占目标的比例：P10 { $low }，中位数 { $middle }，P90 { $high }。
reference-few = 案例过少，说明不了多少问题。
reference-none = 没有符合筛选条件的案例。
reference-region = 地区
reference-region-all = 全部地区
reference-region-china = 中国
reference-region-japan = 日本
reference-region-india = 印度
reference-region-europe = 欧洲
reference-region-north-america = 北美
reference-sector = 行业
reference-sector-all = 全部行业
reference-sector-software = 软件与信息技术
reference-sector-consumer = 消费与零售
reference-sector-industry = 工业
reference-growth = 所需增速
reference-growth-all = 不限
reference-growth-below = 每年低于 8%
reference-growth-middle = 每年 8%–15%
reference-growth-above = 每年 15% 及以上
reference-horizon = 期限
reference-horizon-all = 不限
reference-horizon-short = 3 年以内
reference-horizon-four = 4 年
reference-horizon-long = 5 年及以上
reference-read = 仅限已查阅原文
    .help = 目标与结果均查阅过公开资料的案例，不含凭记忆或拼合的数字。
reference-case = 单个案例（由差到好）
reference-promised = { $announced } 公布：{ $year } 年达到 <b>{ $target }</b>，{ $start } 年为 { $base }（每年 { $growth }）。
reference-became = 实际 <b>{ $actual }</b>，为目标的 { $share }：{ $reached ->
    [yes] 达成
    [later] 曾提前达到，但目标年份未达成
   *[no] 未达成
  }。
reference-marks = 目标{ $target }，结果{ $actual }。
reference-mark-read = 查阅过原文
reference-mark-memory = 凭记忆
reference-drivers = 增长来源：{ $drivers }。
reference-note = 备注：{ $note }。
reference-foreign = 备注、增长来源与文献内容保留收集时的英文原文。
reference-source = 出处：{ $source }
reference-found = { $what }：{ $said }

# “可信度”页上的检验
trust-reference-title = { $holds ->
    [yes] 模型的离散程度与 { $count } 个公开目标的结果相符
   *[no] 模型的离散程度未通过 { $count } 个公开目标的检验：其 80% 区间只含 { $share }
  }
trust-reference-subtitle = 参照组并非随机样本：目标由公司自行设定并公布。结果占目标的比例，规划情景，假设为“{ $set }”。
trust-reference-band = 模型的中央 { $band } 区间
trust-reference-score = 整个分布的评分（CRPS，越小越好）
trust-reference-limits = { $low } 至 { $high }
trust-reference-column-what = 检验内容
trust-reference-column-found = 案例
trust-reference-column-wanted = 合格范围
trust-reference-score-wanted = 不超过 { $reference }（以其余案例作预测）
trust-reference-note = 若区间正确且案例相互独立，95% 的此类比例落在合格范围内；但有数个案例出自同一家公司。若认定每个目标都会达成，评分为 { $naive }。有 { $below } 的结果低于模型中位数：模型比这些公司的实际表现{ $below-half ->
    [yes] 更谨慎
   *[no] 更乐观
  }；不过这些目标所需增速的中位数为每年 { $required }，本规划为每年 { $own }。

cli-command-evidence = 将情景的离散程度与其他公司营收目标的结果对照。
cli-option-read-only = 仅限目标与结果均查阅过原文的案例。
reference-warning = 并非随机样本：公司只公布自己有信心的目标，而差距悬殊的更容易被记住。结果占目标的比例：
reference-studies = 有关此类目标的 { $count } 项研究
reference-study = 研究
reference-study-population = 对象
reference-study-figure = 结果
reference-study-read = 依据
