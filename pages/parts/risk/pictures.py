"""The pictures of the Risk page: the map of cases, and what every countermeasure brings after its cost."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from pages.parts import session
from pages.parts.charts import benefit, risk_map
from pages.parts.reading import chart, note
from pages.parts.risk.catalogue import pick
from pages.parts.uncertainty.answers import futures, ladder
from sim.analysis.per_risk import RiskRow, RiskTable
from sim.analysis.uncertainty import CONFIDENCE, shortfall, target_probability
from sim.language import Language, key
from sim.model.quantities import CASE
from sim.plan import Plan
from sim.risk import cost_together, resolve, with_risk
from sim.scenario import Scenario

LEADS = 3
"""How many cases the map points out."""


# -- map ------------------------------------------------------------------------------------------------------------
def impact(row: RiskRow, measure: str) -> float:
    return row.typical_revenue_loss if measure == "revenue" else row.typical_profit_loss


def chance_of(row: RiskRow) -> float:
    return {"off": row.probability, "on": 1.0}.get(row.mode, row.probability)


def draw_map(table: RiskTable, measure: str, language: Language) -> None:
    """Draw probability against impact; cases without effect on the measure are named below."""
    t = language.text
    shown = sorted(
        (row for row in table.rows if impact(row, measure) > 0.5), key=lambda row: -pick(row, measure)[0].value
    )
    lead = {row.id for row in shown[:LEADS] if row.mode != "off"}
    spots = [
        risk_map.Spot(
            t(key("risk", row.id)),
            chance_of(row),
            impact(row, measure),
            "off" if row.mode == "off" else "lead" if row.id in lead else "normal",
            row.mitigated,
            t(
                "riskpage-map-hint",
                chance=language.quantity(chance_of(row), "percent_whole"),
                impact=language.quantity(impact(row, measure), "money"),
                loss=language.quantity(pick(row, measure)[0].value, "money"),
            ),
        )
        for row in shown
    ]
    top = max((spot.impact for spot in spots), default=1.0)
    right = max((spot.probability for spot in spots), default=0.5)
    steps = [0.0, *(value for value in (5, 20, 50, 100, 200, 400, 800, 1600) if value < 1.3 * top)]
    across = ladder(0, min(1.0, right * 1.08), 6)
    worth = [value for value in (10.0, 40.0, 160.0) if value < right * top]
    data, x_end, y_end = risk_map.rows(
        spots,
        [(value, t("riskpage-map-curve", loss=language.quantity(value, "money"))) for value in worth],
        [(value, language.quantity(value, "percent_whole")) for value in across],
        [(float(value), language.number(value, "money_axis")) for value in steps],
    )
    chart(risk_map.spec(), data, key="risk-map", alt=map_alt(table, measure, language), xmax=x_end, ymax=y_end)
    silent = [t(key("risk", row.id)) for row in table.rows if impact(row, measure) <= 0.5 and row.mode != "off"]
    if silent:
        note(
            t(
                "riskpage-map-silent-revenue" if measure == "revenue" else "riskpage-map-silent-profit",
                cases=language.join(silent),
            )
        )


def map_alt(table: RiskTable, measure: str, language: Language) -> str:
    """Return the map in words."""
    rows = sorted(table.rows, key=lambda row: -pick(row, measure)[0].value)[:5]
    parts = [
        language.text(
            "riskpage-map-point",
            name=language.text(key("risk", row.id)),
            chance=language.quantity(chance_of(row), "percent_whole"),
            impact=language.quantity(impact(row, measure), "money"),
        )
        for row in rows
    ]
    return language.text("riskpage-map-alt", points=language.join(parts))


def map_title(table: RiskTable, measure: str, language: Language) -> str:
    rows = [row for row in table.rows if row.mode != "off"]
    worst = max(rows, key=lambda row: pick(row, measure)[0].value, default=None)
    if worst is None or pick(worst, measure)[0].value <= 0:
        return language.text("riskpage-map-title-none")
    return language.text(
        "riskpage-map-title",
        risk=language.text(key("risk", worst.id)),
        loss=language.quantity(pick(worst, measure)[0].value, "money"),
    )


# -- countermeasures ------------------------------------------------------------------------------------------------
def draw_benefits(table: RiskTable, language: Language) -> None:
    rows = sorted((row for row in table.rows if row.mode != "off"), key=lambda row: -row.mitigation_net.value)
    plan = session.current_plan()
    measures = [plan.risks[row.id].mitigation.measure for row in rows]

    def name(row: RiskRow) -> str:
        measure = plan.risks[row.id].mitigation.measure
        text = language.text(key("mitigation", measure))
        if measures.count(measure) == 1:
            return text
        return language.text("riskpage-measure-for", measure=text, risk=language.text(key("risk", row.id)))

    entries = [
        (
            name(row),
            row.mitigation_net.value,
            CONFIDENCE * row.mitigation_net.error,
            language.number(row.mitigation_net.value, CASE, signed=True),
            row.pays,
            row.mitigated,
        )
        for row in rows
    ]
    data, low, high = benefit.rows(entries)
    chart(
        benefit.spec(len(entries)),
        data,
        key=f"risk-benefits-{len(entries)}",
        alt=language.text("riskpage-benefits-alt"),
        xmin=low,
        xmax=high,
    )


def protect(scenario: Scenario, ids: tuple[str, ...], bought: bool = True) -> Scenario:
    """Return the scenario with the countermeasures of these cases bought, or all others as they are."""
    risks = scenario.risks
    for id in ids:
        risks = with_risk(risks, id, mitigated=True if bought else None)
    return scenario.with_settings(risks=risks)


@dataclass(frozen=True)
class Package:
    """What countermeasures do together, against none: money in CNY_m, gaps in the target measure's unit."""

    cost: float
    gain: float
    chance: float
    chance_before: float
    gap: float
    gap_before: float


@lru_cache(maxsize=16)
def package(scenario: Scenario, ids: tuple[str, ...]) -> Package:
    """Return what these countermeasures do together: not the sum of the single ones, their losses overlap.

    `gain` is mean profit over the horizon after their cost.
    """
    plan = scenario.plan
    settings = resolve(plan, scenario.risks)
    bare = protect(scenario, tuple(id for id, setting in settings.items() if setting.mitigated), bought=False)
    before, after = futures(bare), futures(protect(bare, ids))
    profit = [one.annual["operating_profit"].sum(axis=0) for one in (before, after)]
    return Package(
        cost=cost_together(plan, ids),
        gain=float(np.mean(profit[1] - profit[0])),
        chance=target_probability(after).value,
        chance_before=target_probability(before).value,
        gap=shortfall(after).mean_gap,
        gap_before=shortfall(before).mean_gap,
    )


def buy(ids: tuple[str, ...]) -> None:
    session.set_scenario(protect(session.get_scenario(), ids))


def sell() -> None:
    scenario = session.get_scenario()
    session.set_scenario(protect(scenario, tuple(scenario.risks), bought=False))


def settings_note(plan: Plan, scenario: Scenario, language: Language) -> str:
    """Return in one line how many cases are off, by chance and forced, and how many countermeasures are bought."""
    settings = resolve(plan, scenario.risks).values()
    modes = [setting.mode for setting in settings]
    return language.text(
        "riskpage-settings",
        chance=modes.count("chance"),
        on=modes.count("on"),
        off=modes.count("off"),
        bought=sum(setting.mitigated and setting.mode != "off" for setting in settings),
    )
