"""The model: one deterministic run, draws a second on all cores, and peak memory as draws grow."""

from __future__ import annotations

import dataclasses
import os
import resource
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from bench.measure import figure, report, times, unit
from sim.model import evaluate
from sim.modules.rules import ON
from sim.plan import Plan, load_plan
from sim.scenario import Scenario

CHUNK = 4096
PAIRS = 15
WITH_MODULES = "growth-2026-v2"


def uncertain(plan: Plan, start: int, count: int) -> dict[str, object]:
    """Return assumptions with every one that has a spread in `evidence` varied over its range."""
    random = np.random.default_rng(start)
    assumptions: dict[str, object] = dict(Scenario.of(plan).central_assumptions())
    for id in plan.assumption_sets["evidence"]:
        entry = plan.assumptions[id]
        assumptions[id] = random.uniform(entry.low, entry.high, count)
    return assumptions


def revenue_of_chunk(plan: Plan, start: int, chunk: int = CHUNK) -> np.ndarray:
    """Simulate one chunk and keep revenue by quarter, region and product only as its yearly totals."""
    results = evaluate(plan, plan.presets["plan"], uncertain(plan, start, chunk))
    core, new = results.core_revenue, results.new_revenue
    return core[8:].sum(axis=(0, 1)) + new[8:].sum(axis=(0, 1))


def run(draws: int) -> float:
    """Simulate `draws` draws on all cores in chunks; return seconds."""
    plan = load_plan()
    outcome = np.empty(draws)

    def work(start: int) -> None:
        size = min(CHUNK, draws - start)
        outcome[start : start + size] = revenue_of_chunk(plan, start, size)

    begin = time.perf_counter()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(work, range(0, draws, CHUNK)))
    return time.perf_counter() - begin


def modules() -> None:
    """The plan with all modules, on and off in turn, so that a busy machine slows both alike; profit included."""
    on = load_plan(WITH_MODULES)
    off = dataclasses.replace(on, modules={})
    assumptions = uncertain(on, 0, CHUNK)
    planned = on.presets["plan"]
    answering = {**planned, **{id: ON for id, lever in on.levers.items() if lever.is_switch}}
    took: dict[str, list[float]] = {"off": [], "on": [], "rules": []}
    for _ in range(PAIRS):
        for name, plan, levers in (("off", off, planned), ("on", on, planned), ("rules", on, answering)):
            begin = time.thread_time()
            evaluate(plan, levers, assumptions).annual("operating_profit")
            took[name].append(time.thread_time() - begin)
    ratios = np.array(took["off"]) / np.array(took["on"])
    rates = {name: CHUNK / np.median(values) for name, values in took.items()}
    figure(
        f"all modules on, {CHUNK:,} draws with profit, {PAIRS} pairs",
        f"{np.median(ratios):.0%} of the draws/s of all off ({rates['on']:,.0f} of {rates['off']:,.0f} on one core)",
        "≥ 40 %",
    )
    answered = np.array(took["off"]) / np.array(took["rules"])
    figure(
        f"the same with every rule switched on, {CHUNK:,} draws",
        f"{np.median(answered):.0%} of the draws/s of all off ({rates['rules']:,.0f} draws/s on one core)",
        "≥ 40 %",
    )
    scenario = Scenario.of(on)
    scenario.run()

    def once() -> None:
        scenario.run().annual("operating_profit")

    report("one deterministic run with all modules, with profit", times(once, 200) * 1000, median=6)


def main() -> None:
    plan = load_plan()
    scenario = Scenario.of(plan)
    scenario.run()

    def once() -> None:
        results = scenario.run()
        results.annual("operating_profit")
        results.annual("market_share")

    report("one deterministic run, with profit and share", times(once, 500) * 1000, p95=4)
    for draws in (10_000, 100_000, 1_000_000):
        code = f"from bench.bench_model import child; child({draws})"
        rates, peaks = [], []
        for _ in range(5):
            output = subprocess.run(
                [sys.executable, "-c", code], capture_output=True, text=True, check=True
            ).stdout.split()
            rates.append(draws / float(output[0]))
            peaks.append(float(output[1]))
        low = np.percentile(rates, 5)
        figure(
            f"{draws:>9,} draws, quarter × region × product revenue",
            f"median {np.median(rates):,.0f} draws/s   p95 {low:,.0f}   {low * unit() / 1000:,.0f} draws a unit"
            f"   peak memory {np.median(peaks):.0f} MiB",
            "≥ 250 draws a unit; 10⁶ within 25 % of 10⁵ memory",
        )
    modules()


def child(draws: int) -> None:
    """Run in a process of its own, so that peak memory belongs to this number of draws alone."""
    run(min(draws, 20_000))
    seconds = run(draws)
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    main()
