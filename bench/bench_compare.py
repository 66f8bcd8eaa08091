"""Time of comparison, bridge, deck and workbook against what was promised."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from bench.measure import report, times
from sim.analysis.bridge import bridge
from sim.analysis.chance_bridge import chance_bridge
from sim.analysis.compare import compare
from sim.analysis.differences import Entrant
from sim.export.deck import deck
from sim.export.report import make_report
from sim.export.workbook import workbook
from sim.language import get_language
from sim.plan import load_plan
from sim.scenario import Scenario

REPEATS = 7


def main() -> None:
    plan = load_plan("growth-2026")
    base = Scenario.of(plan, "baseline", "calibrated")
    moved = {"growth.south": 0.12, "growth.north": 0.11, "deal_size": 0.95, "pace": "s_curve", "subsidy_rate": 0.1}
    moved |= {"hire_mix.east": 0.10, "hire_mix.south": 0.22, "budget_phasing.2024": 0.5, "budget_phasing.2025": 0.25}
    rich = (
        Scenario.of(plan, "plan", "calibrated")
        .with_levers(moved)
        .with_own_assumptions({"elasticity": 0.4, "momentum": 0.02})
        .with_settings(risks={"price_war": {"mode": "on"}, "west_shortfall": {"mode": "on"}})
    )
    evidence = Scenario.of(plan, "plan", "evidence")
    eight = {f"S{n}": evidence.with_levers({"headcount": 250 + 15 * n}) for n in range(8)}
    moment = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    single = make_report([Entrant("Lean", eight["S4"])], get_language("zh"), moment)
    many = make_report([Entrant(name, one) for name, one in eight.items()], get_language("zh"), moment)

    def whole_deck() -> None:
        deck(make_report([Entrant("Lean", eight["S4"])], get_language("zh"), moment))

    def whole_book() -> None:
        workbook(make_report([Entrant("Lean", eight["S4"])], get_language("zh"), moment))

    tasks: list[tuple[str, Callable[[], object], dict[str, float]]] = [
        ("bridge, 7 groups", lambda: bridge(base, rich), {"p95": 120}),
        ("bridge, all levers, assumptions and risks", lambda: bridge(base, rich, drill=True), {"p95": 2_000}),
        ("bridge, 12 assumptions of another set", lambda: bridge(base, evidence, drill=True), {}),
        ("bridge of P(target), 1,024 futures", lambda: chance_bridge(base, rich), {}),
        ("comparison of 8, 4,096 paired futures", lambda: compare(eight), {"p95": 600}),
        ("deck of one scenario, with its simulation", whole_deck, {"p95": 6_000}),
        ("workbook of one scenario, with its simulation", whole_book, {"p95": 4_000}),
        ("deck of 8, simulation done", lambda: deck(many), {}),
        ("deck of one, simulation done", lambda: deck(single), {}),
    ]
    for name, task, most in tasks:
        report(name, 1e3 * times(task, REPEATS, warm=1), **most)


if __name__ == "__main__":
    main()
