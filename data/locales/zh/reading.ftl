# 外来表格：如何读取、哪些读法不确定、哪些不能使用。
table-name-sheet = { $name }的工作表“{ $sheet }”
error-table-encoding = 无法判断{ $name }的文字编码。请另存为 UTF-8（Excel 中选“CSV UTF-8”）或 .xlsx。
error-table-sheet = { $name }中没有工作表“{ $sheet }”。现有：{ $sheets }。
error-table-hidden = { $name }的工作表全部隐藏（{ $sheets }）。请取消隐藏要用的一张，或指明名称。
error-table-merged = 单元格 { $range } 已合并，“{ $found }”会被重复计入；请取消合并并逐格填写数字
error-doubts = { $name }有不止一种读法，因此未做任何计算：
doubt-line = { $doubt }用 { $options } 指定。
doubt-all = 也可以用 --as-read 全部按上述读法继续。
doubt-decimal = { $separator ->
    [semicolon] 文件以分号分隔单元格，因此{ $cell ->
        [none] 第 { $row } 行“{ $column }”列
       *[other] 单元格 { $cell }
      }的“{ $found }”读作 { $read }；也可能是 { $other }。
   *[other] { $cell ->
        [none] 第 { $row } 行“{ $column }”列
       *[other] 单元格 { $cell }
      }的“{ $found }”读作 { $read }；文件中没有其他依据排除 { $other }。
  }共 { $count } 个数字这样书写。
doubt-decimal-comma = 逗号是小数点
doubt-decimal-point = 句点是小数点
doubt-encoding = 文件不是 Unicode 编码。按 { $chosen } 读出的文字是：{ $words }。
doubt-sheet = 有多张工作表含有表格；读取的是“{ $chosen }”。未读取：{ $others }。
doubt-hidden = 工作表隐藏了有内容的行（{ $rows }）和列（{ $columns }）；已{ $chosen ->
    [leave] 略过
   *[other] 读取
  }。
doubt-hidden-leave = 略过隐藏内容
doubt-hidden-read = 一并读取
doubt-blank = “{ $column }”列在第 { $rows } 行为空；已按上方最近的内容读取。
doubt-blank-fill = 与上一行相同
doubt-blank-empty = 保持为空
doubt-points = { $metric }为 { $value } { $unit }（第 { $rows } 行），按百分点（两个占比之差）读取；也可能是相对于原占比的百分比。
doubt-points-points = 百分点
doubt-points-percent = 相对百分比
doubt-unit = 表格上方写有“{ $unit }”；未注明单位的金额已按此读取，而不是按{ $own }。
doubt-unit-line = 按{ $unit }
doubt-unit-plan = 按{ $own }
doubt-size = { $cell ->
    [none] 第 { $row } 行“{ $column }”列
   *[other] 单元格 { $cell }
  }的营收读作 { $value } { $unit }，{ $way ->
    [more] 是基准年一个季度的 { $times } 倍
   *[less] 仅为基准年一个季度的 { $times } 分之一
  }。文件的单位是否如此？如不是，请在文件中写明单位后重新选择。
doubt-size-as-written = 数值无误
doubt-percent = { $cell ->
    [none] 第 { $row } 行“{ $column }”列
   *[other] 单元格 { $cell }
  }的 { $value } { $unit } 读作 { $read }；通常为 { $usual }。是否应为 { $other }？
doubt-percent-as-written = 按原样
doubt-percent-fraction = 按小数（1 为整体）
reading-ask-title = 按以下方式读取，对吗？
reading-go-on = 确认并继续
reading-not-yet = 确认之前不做任何计算。
cli-option-decimal = 文件中的数字用逗号还是句点作小数点。
cli-option-encoding = 文本文件的编码，例如 utf-8、gb18030、big5 或 cp1252。
cli-option-sheet = 表格所在的工作表。
cli-option-hidden = 隐藏的行列：略过或读取。
cli-option-blank = 空的文件或期间单元格：与上一行相同，或视为空。
cli-option-points = 以 % 表示的占比变化：百分点，或相对百分比。
cli-option-percent = 单位为 % 的 0.235：按原样，或按小数（1 为整体）。
cli-option-table-unit = 未注明单位的金额：按表格上方所写的单位，或按规划的单位。
cli-option-size = 营收与规划规模相差悬殊时，仍按读取的数值采用。
cli-option-as-read = 有多种读法的内容按已读的方式采用。
error-cli-number-two = { $option }：“{ $value }”可以是 { $first } 或 { $second }。请用句点作小数点，且不写千位分隔符。
