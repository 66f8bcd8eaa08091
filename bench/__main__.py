"""Run the benchmarks named on the command line, or all: every module bench/bench_<name>.py with a `main()`.

`--minutes N` is for those that take as long as they are told to: a `main(minutes)`.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

from bench.measure import call, machine

names = sorted(path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py"))
parser = argparse.ArgumentParser(prog="python -m bench")
parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(names))
parser.add_argument("--minutes", type=float, default=30.0, help="of what takes as long as it is told to (%(default)s)")
given = parser.parse_args()
wanted = given.names or names
unknown = [name for name in wanted if name not in names]
if unknown:
    sys.exit(f"no benchmark {', '.join(unknown)}; there are {', '.join(names)}")
print(machine())
for name in wanted:
    print(f"\n== {name}", flush=True)
    main = importlib.import_module(f"bench.bench_{name}").main
    call(main, given.minutes)
