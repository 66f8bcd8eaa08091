"""Tracking: the reforecast at 16,384 draws, and everything around it, on six quarters in 120 figures."""

from __future__ import annotations

from bench.measure import figure, report, times
from sim.plan import load_plan
from sim.scenario import Scenario
from sim.track.actuals import Actuals
from sim.track.futures import futures
from sim.track.reading import DEMO, demo_actuals, read_actuals
from sim.track.reforecast import reforecast
from sim.track.tracking import track

DRAWS = 16384


def main() -> None:
    plan = load_plan("growth-2026")
    scenario = Scenario.of(plan, "plan", "evidence")
    demo = demo_actuals(plan)
    ensemble = futures(scenario, DRAWS)

    def cold() -> object:
        futures.cache_clear()
        return futures(scenario, DRAWS)

    report("reforecast of 16,384 futures on 120 figures", 1e3 * times(lambda: reforecast(ensemble, demo), 30), p95=600)
    report("with milestones, pacing, warnings, evidence", 1e3 * times(lambda: track(scenario, demo, DRAWS), 30))
    report("the futures themselves, when a lever has moved", 1e3 * times(cold, 10))
    quarters = plan.quarters
    full = Actuals({series: dict.fromkeys(quarters, 20.0) for series in demo.values if series.measure == "revenue"})
    report("reforecast on 12 quarters of revenue, 120 figures", 1e3 * times(lambda: reforecast(ensemble, full), 20))
    content = plan.extras[DEMO].encode()
    report("reading the file", 1e3 * times(lambda: read_actuals(plan, content), 20))
    result = reforecast(ensemble, demo)
    weights = result.weights
    figure(
        "demo: chance before → after",
        f"{result.p_before:.3f} → {result.p_after:.3f} ± {result.p_error:.3f}, effective {weights.effective:.0f}"
        f" (untempered {weights.untempered:.0f}, exponent {weights.tempering:.2f})",
    )
