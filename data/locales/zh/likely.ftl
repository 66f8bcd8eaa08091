# “可能性”所依据的假设集：各页页眉上的标签，以及各处对它的称呼。
likely-chip = 可能性：{ $set }
likely-choice = 可能性依据哪套假设
likely-moves = 切换后，各页的区间、P10–P90 和概率随之变化；承诺口径依据“{ $promise }”，保持不变。
likely-no-spread = 不含离散：仅表示没有余量的规划遇到风险后还剩多少可能。
likely-assumes = 查看具体假设
likely-changed = { $set }，改动 { $count } 项
likely-reading = { $set } · { $reading }
likely-without = { $set }，不含离散
plus-minus = { $value } ± { $error }
chance-error-draws = ± { $error } · { $draws } 次
chance-draws = 模拟 { $draws } 次
