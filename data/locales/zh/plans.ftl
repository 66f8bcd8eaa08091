# 规划页面、规划选择器，以及规划之间的差异。
plan-change = { $name }：{ $before } → { $after }
plan-change-part = { $name }（{ $part }）
plan-part-base = 现状
plan-part-plan = 规划
plan-part-range = 范围
plan-part-step = 步长
