"""Run the benchmarks named on the command line, or all: every module bench/bench_<name>.py with a `main()`."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from bench.measure import machine

names = sorted(path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py"))
wanted = sys.argv[1:] or names
unknown = [name for name in wanted if name not in names]
if unknown:
    sys.exit(f"no benchmark {', '.join(unknown)}; there are {', '.join(names)}")
print(machine())
for name in wanted:
    print(f"\n== {name}", flush=True)
    importlib.import_module(f"bench.bench_{name}").main()
