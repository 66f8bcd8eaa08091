# 从公司自己的季度数据中学习。
cli-command-learn = 从自己的季度数据中学习：数据对各项假设说明了什么，预测与实际相差多少。
cli-option-learn-as = 将学习结果保存为资料库中该规划的一套假设（须与 --plan 同用）。
cli-option-learn-set = 作为起点的假设集；不指定时用规划的可能假设集。
cli-option-no-backtest = 不做回测（回测占大部分时间）。
error-cli-learn-plan = “--as”须与“--plan”同用：假设集属于某一规划。
error-learn-quarters = 连续有营收的季度为 { $count } 个。允许：{ $least } 至 { $most } 个。
error-learn-gap = { $quarter }，{ $region }：没有大于零的营收。要求：从第一季到最后一季，每个区域每季均有营收。
learn-sentence = { $first } 至 { $last } 的 { $count } 个季度（{ $regions ->
    [1] 一条序列
   *[other] { $regions } 个区域
  }）{ $any ->
    [yes] 对以下假设有所说明：{ $told }。
   *[other] 对各项假设没有提供新的信息。
  }
learn-diagnosis = { $sound ->
    [yes] { $draws } 次抽样，有效样本 { $effective }；权重尾部形状 { $k }（低于 0.7 为可靠）。
   *[other] 请勿采用：{ $draws } 次抽样仅相当于 { $effective } 次，权重尾部形状为 { $k }（低于 0.7 才可靠）。模型与这些数据不相符。
  }
learn-head-what = 假设
learn-head-before = 之前：中位（80% 区间）
learn-head-after = 之后
learn-head-verdict = 数据说明了什么
learn-told = { $told ->
    [yes] 有变化；离散程度缩小 { $narrowed }
   *[other] 无变化
  }
learn-season = 季节性（已剔除趋势）：{ $q1 } · { $q2 } · { $q3 } · { $q4 }，以平均季度为 1（± { $error }）。
learn-level = 最近一年{ $what }：{ $value } ± { $error }，较上一年 { $change }。
learn-silent = 这些数据未能说明：{ $names }。
learn-backtest = { $lost ->
    [yes] 以 { $count } 个时点为起点，模型平均相差 { $error }；更接近的有：{ $to }。若只关心未来几个季度，应采用更接近的方法。
   *[other] 以 { $count } 个时点为起点，模型平均相差 { $error }，优于各种简单方法。
  }其 50% 区间覆盖了 { $half } 的季度，80% 区间覆盖了 { $eighty }。
learn-head-method = 方法
learn-head-ahead = { $count ->
    [1] 下一季
   *[other] 第 { $count } 季
  }
learn-head-half = 50% 区间
learn-head-eighty = 80% 区间
learn-method-model = 本模型
learn-method-naive = 沿用上一季数值
learn-method-seasonal = 沿用上年同季数值
learn-method-smoothing = 指数平滑
learn-set = 自有历史（至 { $last }）
learn-set-help = { $day } 从 { $first } 至 { $last } 的 { $count } 个自有季度中学得；数据未能说明的部分沿用作为起点的假设集。
learn-reason = 以模型自身的方程，由 { $first } 至 { $last } 的 { $count } 个自有季度得到的后验分布；学习日期 { $day }。
learn-kept = 已保存为规划“{ $plan }”的假设集“{ $set }”。
learn-series = { $name } { $value }
learn-backtest-alt = 以 { $count } 个时点为起点，各方法按提前季度数的平均误差
learn-card-subtitle = 自有季度 { $first } 至 { $last }，学习日期 { $day }；按提前季度数的平均误差
learn-title = 从以往季度中学习
learn-subtitle = 8 至 40 个季度的分区域营收，以及已有的产品、人员、转化、流失与投入数据，表格形式与上表相同
learn-upload = 以往季度的表格（CSV 或 Excel）
learn-template = 以往季度模板
learn-file-name = 以往季度
learn-working = 正在从 { $count } 个季度中学习，并逐一以各时点为起点进行预测
learn-stopped = 已中途停止。
learn-again = 重新开始
learn-as = 保存到规划
learn-as-help = 内置规划会以另一名称保存为自有规划；自有规划则生成新版本。
learn-keep = 保存为假设集
learn-short = 季度太少，无法留出检验：回测至少需要 12 个季度。
trust-bands-title = 标称 80% 的区间实际覆盖了 { $low } 至 { $high }
trust-bands-subtitle = 按程序自带规划的假设抽取 { $count } 个“真相”，各以其最初几个季度重新预测
trust-bands-what = 预测
trust-bands-row = { $of ->
    [history] 已知 { $known } 个自有季度后的下一年
   *[other] 目标年，已知 { $known } 个季度
  }
trust-bands-ranks = 真相在各预测中的位置，分 { $count } 档（均匀为正确）
trust-bands-note = 这检验的是方法而非现实：它表明在模型及其误差成立时区间可信。由 python -m bench calibration 测得。
