# Tables from outside: how they were read, what is uncertain, and what cannot be used.
table-name-sheet = { $name }, sheet “{ $sheet }”
error-table-encoding = { $name } is in an encoding that cannot be told. Save it as UTF-8 (in Excel: “CSV UTF-8”), or as .xlsx.
error-table-sheet = { $name } has no sheet “{ $sheet }”. It has: { $sheets }.
error-table-hidden = All sheets of { $name } are hidden ({ $sheets }). Unhide the one that counts, or name it.
error-table-merged = the cells { $range } are merged, so “{ $found }” would count for each of them; unmerge them and write each figure
error-doubts = { $name } can be read in more than one way, so nothing was computed:
doubt-line = { $doubt } Decide with { $options }.
doubt-all = Or take everything as it was read, with --as-read.
doubt-decimal = { $separator ->
    [semicolon] “{ $found }” in { $cell ->
        [none] row { $row }, column { $column },
       *[other] cell { $cell }
      } was read as { $read }, since the file has semicolons between its cells; it could be { $other }.
   *[other] “{ $found }” in { $cell ->
        [none] row { $row }, column { $column },
       *[other] cell { $cell }
      } was read as { $read }; nothing in the file says that it is not { $other }.
  } { $count ->
    [one] One figure is written so.
   *[other] { $count } figures are written so.
  }
doubt-decimal-comma = Comma before decimals
doubt-decimal-point = Point before decimals
doubt-encoding = The file is not in Unicode. In { $chosen } its words are: { $words }.
doubt-sheet = Several sheets hold a table; “{ $chosen }” was read. Not read: { $others }.
doubt-hidden = The sheet hides rows ({ $rows }) and columns ({ $columns }) that hold something; they were { $chosen ->
    [leave] left out
   *[other] read
  }.
doubt-hidden-leave = Leave out what is hidden
doubt-hidden-read = Read it too
doubt-blank = The column { $column } is empty in rows { $rows }; they were read as the filled row above them.
doubt-blank-fill = As the row above
doubt-blank-empty = Leave empty
doubt-points = { $metric } of { $value } { $unit } (rows { $rows }) was read in percentage points, the difference of two shares; it could be per cent of the first share.
doubt-points-points = Percentage points
doubt-points-percent = Per cent of the first
doubt-unit = A line above the table says { $unit }; amounts without a unit of their own were read in it, not in { $own }.
doubt-unit-line = In { $unit }
doubt-unit-plan = In { $own }
doubt-size = Revenue in { $cell ->
    [none] row { $row }, column { $column },
   *[other] cell { $cell }
  } was read as { $value } { $unit }, { $way ->
    [more] { $times } times
   *[less] a { $times }th of
  } a quarter of the base year there. Is that the unit of the file? If not, state its unit and choose the file again.
doubt-size-as-written = It is meant so
doubt-percent = { $value } { $unit } in { $cell ->
    [none] row { $row }, column { $column },
   *[other] cell { $cell }
  } was read as { $read }; usual is { $usual }. Is { $other } meant?
doubt-percent-as-written = As written
doubt-percent-fraction = As a fraction of one
reading-ask-title = Read as follows – is that right?
reading-go-on = Go on
reading-not-yet = Nothing is computed before you confirm.
cli-option-decimal = What stands before decimals in the file’s numbers.
cli-option-encoding = Encoding of a text file, such as utf-8, gb18030, big5 or cp1252.
cli-option-sheet = Sheet of a workbook that holds the table.
cli-option-hidden = Whether hidden rows and columns are left out or read.
cli-option-blank = Whether an empty document or period means the one above, or none.
cli-option-points = Whether a change of a share in % is meant in points or in per cent of it.
cli-option-percent = Whether 0.235 in a row of % is that, or a fraction of one.
cli-option-table-unit = The unit of amounts without one of their own: what the line above the table says, or the plan’s.
cli-option-size = Take revenue that is far from the size of the plan as it was read.
cli-option-as-read = Take what can be read in more than one way as it was read.
error-cli-number-two = { $option }: “{ $value }” could be { $first } or { $second }. Write it with a point before decimals and without marks between thousands.
