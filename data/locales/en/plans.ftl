# The Plans page, the picker, and what differs between plans.
plan-change = { $name }: { $before } → { $after }
plan-change-part = { $name } ({ $part })
plan-part-base = today
plan-part-plan = plan
plan-part-range = range
plan-part-step = step
