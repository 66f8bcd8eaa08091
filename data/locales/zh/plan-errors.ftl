error-plan-unknown = 没有名为“{ $plan }”的规划。可用的规划：{ $allowed }。
error-plan-file = { $file }：无法读取（{ $problem }）。
error-plan-yaml = { $file }：不是有效的 YAML（{ $problem }）。
error-plan-unknown-key = { $file }：未知的键 { $key }。允许的键：{ $allowed }。
error-plan-missing-key = { $file }：缺少 { $key }。
error-plan-no-source = { $file }：{ $key } 既无来源也无假设说明；每个数字都必须注明其一。
error-plan-source = { $file }：{ $key } 引用的来源 { $value } 既不是本规划的事实，也不是参考文献。
error-plan-unit = { $file }：{ $key } 的单位是 { $value }，而事实 { $fact } 的单位是 { $allowed }。
error-plan-fact-value = { $file }：{ $key } 为 { $value }，但其来源 { $fact } 写的是 { $stated } { $unit }。
error-plan-no-spread = { $file }：{ $key } 不能填区间（{ $value }），因为没有结果随它的分布变化。请说明它是实测、估计还是猜测。
error-plan-no-offset = { $file }：{ $key } 在本规划中不能是不确定的：模型 1.1 和带模块的规划视其为已知。请标为实测，不填区间。
error-plan-wrong-value = { $file }：{ $key } 的值为 { $value }。允许：{ $allowed ->
    [float] 一个数字
    [int] 一个整数
    [string] 带引号的文字
    [blank] 看得见的文字，至少一个字、数字或符号
    [list] 一个列表
    [dict] 若干键及其值
    [bool] true 或 false
   *[other] { $allowed }
  }。
error-plan-range = { $file }：{ $key } 的值 { $value } 超出范围 { $low } 至 { $high }。
error-plan-range-order = { $file }：{ $key } 的范围为 { $low } 至 { $high }，下限必须小于上限。
error-plan-total = { $file }：{ $key } 各部分之和为 { $value }，应为 { $allowed }。
error-plan-simplex = { $file }：{ $key } 的占比之和为 { $value }，应为 1。
error-plan-years = { $file }：{ $key } 为 { $value }；年份必须从基年次年起连续且不重复。
error-plan-duplicate = { $file }：{ $key } 重复定义。
error-plan-texts-original = { $file }：文字文件中须有且只有一个原文（不写 fallback）。实际为：{ $found }。
error-plan-text-missing = { $file }：原文（{ $language }）缺少文字 { $key }。
error-pack-archive = 压缩包已损坏、设有密码，或不是 zip 文件。
error-pack-count = 规划包内的文件多于 { $limit } 个，超出一份规划所需。
error-pack-strange = { $file } 不属于规划包。允许的文件：{ $allowed }。
error-pack-twice = { $file } 在规划包中出现了两次。
error-pack-link = { $file } 是指向其他文件的链接。规划包必须自带全部文件。
error-pack-size = { $file } 超过 { $limit } MB，或与压缩包标注的大小不符。
error-pack-size-total = 规划包解压后超过 { $limit } MB。
error-pack-alias = { $file }：{ $key } 引用了文件的另一部分（YAML 别名），请直接写出内容。
error-pack-nesting = { $file }：列表和表格嵌套超过 { $limit } 层。
error-plan-version = 规划“{ $plan }”的版本 { $version } 未保留。已保存的结果仍可查看；如需重新计算，请用规划的最新版本打开这些输入。
error-plan-tier-churn = { $file }：各层流失率按营收加权为每年 { $value }，整体流失率（churn_rate）为 { $whole }，两者相差不得超过 0.0005。
error-plan-new-business = { $file }：自然增速 { $momentum } + 流失率 { $churn } − 存量客户跟随的市场增速 { $followed } = { $value }，即无需新客户带来营收。允许：大于 0，或写明 model: "1.2"。
