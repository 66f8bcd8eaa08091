"""Stress presets: what happens to a scenario when named cases strike for certain."""

from __future__ import annotations

from dataclasses import dataclass

from sim.analysis.uncertainty import Probability, headline_probability
from sim.model import Results
from sim.model.measure_base import Measure
from sim.model.measures import PROFIT, REVENUE
from sim.risk import force, with_risk
from sim.scenario import Scenario


@dataclass(frozen=True)
class StressRow:
    """One preset; money in CNY_m.

    Attributes
    ----------
    revenue : tuple of float, one a year, of the deterministic run
    profit : tuple of float
    market_share : float, of the last year
    revenue_change, profit_change : float
        Against the unstressed scenario: revenue of the target's year, profit over the horizon.
    outcome, gap : float
        The target's measure and year, and what it lacks to the target (negative: reached with that much to spare).
    chance : Probability
        Of the target, with every other case as the scenario has it.
    """

    id: str
    revenue: tuple[float, ...]
    profit: tuple[float, ...]
    market_share: float
    revenue_change: float
    profit_change: float
    outcome: float
    gap: float
    chance: Probability


UNSTRESSED = "none"


def apply_stress(scenario: Scenario, preset: str) -> Scenario:
    """Return the scenario under a stress preset.

    The preset's cases are forced on (see `sim.risk.force`); the scenario's own countermeasures and responses stay. The
    preset's assumptions replace the scenario's.
    """
    plan = scenario.plan
    stress = plan.stress[preset]
    risks = scenario.risks
    for id, forced in stress.risks.items():
        risks = force(plan, risks, id, forced)
    own_assumptions = {**scenario.own_assumptions, **stress.assumptions}
    return scenario.with_settings(risks=risks, own_assumptions=own_assumptions)


def in_force(scenario: Scenario, preset: str) -> bool:
    """Tell whether the scenario stands under a preset already."""
    asked = scenario.plan.stress[preset].assumptions
    if any(scenario.own_assumptions.get(id) != value for id, value in asked.items()):
        return False
    return apply_stress(scenario, preset) == scenario


def release(scenario: Scenario, preset: str) -> Scenario:
    """Return the scenario with what a preset forces taken back to the catalogue and the set."""
    stress = scenario.plan.stress[preset]
    risks = scenario.risks
    for id, forced in stress.risks.items():
        risks = with_risk(risks, id, **dict.fromkeys(forced))
    own_assumptions = {id: value for id, value in scenario.own_assumptions.items() if id not in stress.assumptions}
    return scenario.with_settings(risks=risks, own_assumptions=own_assumptions)


def _by_year(one: Measure, results: Results) -> tuple[float, ...]:
    return tuple(map(float, one.years(results)[:, 0]))


def stress_table(scenario: Scenario, draws: int | None = None) -> tuple[StressRow, ...]:
    """Return the scenario itself (id "none") and under every stress preset of its plan."""
    plan = scenario.plan
    rows: list[StressRow] = []
    year = plan.years.index(scenario.target.year)
    for id in (UNSTRESSED, *plan.stress):
        chosen = scenario if id == UNSTRESSED else apply_stress(scenario, id)
        results = chosen.run()
        revenue, profit = _by_year(REVENUE, results), _by_year(PROFIT, results)
        outcome = float(results.annual(scenario.target.metric)[year, 0])
        before = rows[0] if rows else None
        rows.append(
            StressRow(
                id=id,
                revenue=revenue,
                profit=profit,
                market_share=float(results.annual("market_share")[-1, 0]),
                revenue_change=revenue[year] - before.revenue[year] if before else 0.0,
                profit_change=sum(profit) - sum(before.profit) if before else 0.0,
                outcome=outcome,
                gap=scenario.target.missing(outcome),
                chance=headline_probability(chosen, draws),
            )
        )
    return tuple(rows)
