# What is likely rests on an assumption set: the chip in every page's header, and how such a set is called everywhere.
likely-chip = Likely: { $set }
likely-choice = What is likely rests on
likely-moves = Moves bands, P10 to P90 and chances on every page. What is promised rests on “{ $promise }” and stays.
likely-no-spread = No spread: only what is left when a plan without slack meets its risks.
likely-assumes = What it assumes
likely-changed = { $set }, { $count } changed
likely-reading = { $set } · { $reading }
likely-without = { $set }, no spread
plus-minus = { $value } ± { $error }
chance-error-draws = ± { $error } · { $draws } futures
chance-draws = { $draws } futures
