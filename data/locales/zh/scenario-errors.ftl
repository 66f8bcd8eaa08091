fit-missed = { $name }在 { $low } 至 { $high } 之间取任何值，都得不到规划所列的 { $year } 年{ $what ->
    [year] { " " }{ $target }
   *[other] { $what } { $target }
  }；取最接近的 { $value } 时，规划的调节项得到 { $reached }，以下结果以此为准。
error-plan-fit = { $file }：{ $key } 取 { $low } 或 { $high } 时，模型得不出可与 { $value } 比较的数值。
error-preset-unknown = 没有名为“{ $preset }”的预设。本规划的预设：{ $allowed }。
error-scenario-key = 情景中有未知的键 { $key }。允许的键：{ $allowed }。
error-scenario-missing = 情景缺少 { $key }。
error-scenario-type = 情景的 { $key } 必须是“名称—取值”表。
error-scenario-whole = { $key } 的值为 { $value }，必须是整数。
error-not-a-number = { $kind ->
    [lever] 调节项
    [assumption] 假设
   *[setting] 设置
  } { $id } 的值“{ $value }”不是数字。
error-out-of-range = { $kind ->
    [lever] 调节项
    [assumption] 假设
   *[setting] 设置
  } { $id } 的值为 { $value }，允许范围为 { $low } 至 { $high }。
error-lever-unknown = 没有名为“{ $id }”的调节项。可用的调节项：{ $allowed }。
error-lever-missing = 调节项 { $id } 没有取值。
error-lever-choice = 调节项 { $id } 的值为“{ $value }”。允许：{ $allowed }。
error-simplex = { $family } 各项占比之和为 { $total }，必须等于 1。
error-set-unknown = 没有名为“{ $name }”的假设集。本规划的假设集：{ $allowed }。
error-assumption-unknown = 没有名为“{ $id }”的假设。可用的假设：{ $allowed }。
error-year = { $value } 不是本规划的年份。可选年份：{ $allowed }。
error-target-of-year = { $plan } 没有列出某一年的营收目标，也没有列全该年各半年或各季度的目标，因此无从测算。请先在“编辑”中填写。
error-target-metric = 目标不能以“{ $value }”衡量。允许：{ $allowed }。
