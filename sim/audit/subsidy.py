"""What losing a subsidy costs: as the plan says, as its own figures imply, and as the model has it, by one's answer.

Absorb: the company pays what the state no longer does. Hold: net spend stays, so the digital programme shrinks.
Reserve: as absorb, and the plan's reserve pays for it as long as it lasts, before profit does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.audit.command import plan_report
from sim.audit.effect import speaks_of
from sim.model import Results
from sim.model.axes import Array
from sim.plan import Fact, Plan
from sim.plan.effects import HOLD_NET_SPEND
from sim.scenario import Scenario

CASE, LOST, KEPT = "subsidy_halved", "extra_cost", "reserve"
"""The case that is looked at, and the metrics by which documents state its cost and the reserve."""


@dataclass(frozen=True, eq=False)
class SubsidyChoice:
    """One way to answer, against the scenario in which the subsidy stays.

    Attributes
    ----------
    id : "absorb", "hold" or "reserve"
    revenue, profit : (quarter,) [CNY_m] changes
    drawn : (quarter,) [CNY_m] what the reserve pays
    """

    id: str
    revenue: Array
    profit: Array
    drawn: Array


@dataclass(frozen=True, eq=False)
class SubsidyLoss:
    """The three figures of one loss [CNY_m], NaN where nobody states one, and what may be done about it."""

    stated: float
    implied: float
    model: float
    facts: tuple[str, ...]
    choices: tuple[SubsidyChoice, ...]


def subsidy_loss(scenario: Scenario) -> SubsidyLoss | None:
    """Return what halving the subsidy means for a scenario; None for a plan without such a case."""
    plan = scenario.plan
    if CASE not in plan.risks or not plan.risks[CASE].responses:
        return None
    before = _run(scenario, {"mode": "off"})
    absorbed = _run(scenario, {"mode": "on", "response": "pay_more"})
    held = _run(scenario, {"mode": "on", "response": HOLD_NET_SPEND})
    extra = (absorbed.programme_net - before.programme_net)[:, 0]
    choices = [_choice("absorb", before, absorbed), _choice("hold", before, held)]
    reserve = _fact(plan, KEPT)
    if reserve is not None:
        left = np.maximum(0.0, reserve.value - np.concatenate([[0.0], np.cumsum(extra)[:-1]]))
        drawn = np.minimum(np.maximum(extra, 0.0), left)
        choices.append(SubsidyChoice("reserve", choices[0].revenue, choices[0].profit + drawn, drawn))
    stated = _fact(plan, LOST)
    implied, facts = _implied_cost(plan, stated)
    return SubsidyLoss(stated.value if stated else float("nan"), implied, float(extra.sum()), facts, tuple(choices))


def _run(scenario: Scenario, said: dict[str, Any]) -> Results:
    """Return the scenario with the case as `said`, and without those that cannot happen beside it."""
    cases = scenario.plan.risks
    beside = (id for id, case in cases.items() if CASE in case.excludes or id in cases[CASE].excludes)
    quiet = {id: {"mode": "off"} for id in beside}
    return scenario.with_settings(risks={**scenario.risks, **quiet, CASE: said}).run()


def _choice(id: str, before: Results, after: Results) -> SubsidyChoice:
    revenue = (after.total_revenue - before.total_revenue)[:, 0]
    profit = (after.operating_profit - before.operating_profit)[:, 0]
    return SubsidyChoice(id, revenue, profit, np.zeros_like(profit))


def _fact(plan: Plan, metric: str) -> Fact | None:
    found = (one for one in plan.facts.values() if one.metric == metric and one.document == plan.document)
    return next(found, None)


def _implied_cost(plan: Plan, stated: Fact | None) -> tuple[float, tuple[str, ...]]:
    """Return what the plan's other figures make of the stated cost, and the facts it follows from."""
    if stated is None:
        return float("nan"), ()
    report = plan_report(plan)
    if not speaks_of(report.facts, plan):
        return float("nan"), (stated.id,)
    for finding in report.findings:
        if stated.id in [fact.id for fact in finding.claim.stated.facts]:
            return finding.claim.implied.value, tuple(fact.id for fact in finding.facts)
    return float("nan"), (stated.id,)


def subsidy_document(loss: SubsidyLoss, plan: Plan) -> dict[str, Any]:
    """Return the figures as plain JSON values, money in CNY_m by quarter."""

    def quarters(values: Array) -> dict[str, float]:
        return dict(zip(plan.quarters, (round(float(one), 6) for one in values), strict=True))

    def plain(value: float) -> float | None:
        return None if np.isnan(value) else float(value)

    return {
        "plan": plan.id,
        "unit": "CNY_m",
        "extra_cost": {"stated": plain(loss.stated), "implied": plain(loss.implied), "model": loss.model},
        "facts": list(loss.facts),
        "choices": [
            {
                "id": one.id,
                "revenue": quarters(one.revenue),
                "profit": quarters(one.profit),
                "drawn": quarters(one.drawn),
            }
            for one in loss.choices
        ],
    }
