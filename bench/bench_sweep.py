"""Sweeps: what handing out, folding and keeping costs over the model's own time."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import numpy as np

from bench.measure import figure
from sim.plan import load_plan
from sim.scenario import Scenario
from sim.scenario.ensemble import CHUNK, chunks, evaluate_draws
from sim.sweep import grid, read_axis, run_sweep
from sim.sweep.folder import Folder
from sim.sweep.pools import Threads
from sim.sweep.sweep import Sweep

DRAWS = 4096


def main() -> None:
    plan = load_plan()
    base = Scenario.of(plan)
    points = grid([read_axis(plan, "headcount=200:400:20"), read_axis(plan, "conversion_rate=0.18:0.25:20")])
    sweep = Sweep(base, points, DRAWS)

    def raw() -> float:
        """Evaluate the same single runs and draws of the same scenarios in a plain loop; seconds of processor."""
        begin = time.process_time()
        for place in range(len(points)):
            scenario = sweep.scenario(place)
            scenario.run().annual(scenario.target.metric)
            for start, stop in chunks(DRAWS, CHUNK):
                results = evaluate_draws(scenario, start, stop)
                for id in sweep.measures:
                    results.annual(id)
        return time.process_time() - begin

    def sweep_time() -> float:
        with tempfile.TemporaryDirectory() as folder:
            pool = Threads(plan, 1)
            begin = time.process_time()
            run_sweep(sweep, pool, Folder(Path(folder) / "sweep", sweep.manifest()))
            found = time.process_time() - begin
            pool.close()
        return found

    raw()
    ratios = [sweep_time() / raw() - 1 for _ in range(5)]
    figure(
        f"{len(points)} scenarios × {DRAWS:,} draws: processor over the model's own",
        f"median {100 * np.median(ratios):.0f} %   worst {100 * max(ratios):.0f} %",
        "≤ 15 %",
    )
