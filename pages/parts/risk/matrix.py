"""Scenarios against cases: which choice is least regretted, whatever happens.

All choices are judged in one world, that of the open scenario: its assumptions, and its settings of the cases. Of the
others only the decisions count: levers, countermeasures, and what is done about a lost subsidy. Otherwise the table
would compare assumptions.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np
import streamlit as st

from pages.parts import session
from pages.parts.charts import heat
from pages.parts.reading import card, chart, listing, note
from pages.parts.release import of_visitors
from pages.parts.risk.pictures import protect
from pages.parts.uncertainty import text as uncertainty_text
from sim.analysis.matrix import RiskMatrix, risk_matrix
from sim.language import Language, key
from sim.language.errors import SimError
from sim.risk import with_risk
from sim.scenario import Scenario, TargetChoice
from sim.scenario.default_target import default_target
from sim.store import Entry, Query, open_store

DECISIONS = ("mitigated", "response")
MOST = 6
"""Columns that can still be read."""


def in_world_of(open_one: Scenario, other: Scenario) -> Scenario:
    """Return another scenario's decisions in the open scenario's world."""
    risks = {
        id: {name: value for name, value in said.items() if name not in DECISIONS}
        for id, said in open_one.risks.items()
    }
    for id, said in other.risks.items():
        chosen = {name: said[name] for name in DECISIONS if name in said}
        if chosen:
            risks = with_risk(risks, id, **chosen)
    return replace(open_one, levers=other.levers, risks={id: said for id, said in risks.items() if said}).validate()


@of_visitors
@lru_cache(maxsize=64)
def matrix_of(scenarios: tuple[tuple[str, Scenario], ...], target: TargetChoice) -> RiskMatrix:
    return risk_matrix(dict(scenarios), target)


def saved_scenarios(plan_id: str) -> tuple[Entry, ...]:
    """Return the latest saved scenarios; none where the library cannot be used."""
    try:
        return open_store().find(Query(plan_id=plan_id, limit=30)).entries
    except SimError:
        return ()  # the Library page says what is wrong with it


def choices(
    scenario: Scenario, picked: list[str], entries: tuple[Entry, ...], pays: tuple[str, ...], language: Language
) -> dict[str, Scenario]:
    """Return the columns: the open scenario, the same with the countermeasures that pay, the presets
    where they differ, and the picked saved ones."""
    plan = scenario.plan
    named = session.workspace().name
    found = {named or language.text("riskpage-matrix-open"): scenario}
    covered = protect(scenario, pays)
    if covered != scenario:
        found[language.text("riskpage-matrix-protected")] = covered
    for preset, values in reversed(plan.presets.items()):
        if dict(values) != dict(scenario.levers):
            found[language.text(key("preset", preset))] = replace(scenario, levers=values)
    for entry in entries:
        if entry.id in picked and entry.name not in found:
            try:
                opened = open_store().open(entry.id).scenario
                if opened is not None:
                    found[entry.name] = in_world_of(scenario, opened)
            except SimError as problem:
                note(problem.text(language.id))
    return dict(list(found.items())[:MOST])


def show(scenario: Scenario, measure: str, pays: tuple[str, ...], language: Language) -> None:
    """Draw the card with the heat table and, beside it, what to take from it."""
    t, plan = language.text, scenario.plan
    if measure == "profit" and scenario.target.metric != "operating_profit":
        target = default_target(plan, "operating_profit", scenario.target.year)
    else:
        target = scenario.target
    entries = saved_scenarios(scenario.plan_id)
    wide, narrow = st.columns([1.75, 1], gap="small")
    with narrow, card("matrix-words", t("riskpage-matrix-reading"), t("riskpage-matrix-reading-subtitle")):
        picked: list[str] = []
        if entries:
            names = {entry.id: entry.name for entry in entries}
            picked = st.multiselect(
                t("riskpage-matrix-pick"), list(names), default=list(names)[:3], format_func=names.__getitem__,
                max_selections=4, key="risk-matrix-pick", placeholder=t("riskpage-matrix-pick-none"),
            )  # fmt: skip
        columns = choices(scenario, picked, entries, pays, language)
        found = matrix_of(tuple(columns.items()), target)
        listing(lessons(found, language))
        if not entries:
            note(t("riskpage-matrix-save"))
        note(t("riskpage-matrix-world"))
    with wide, card("matrix", title(found, language), subtitle(found, language)):
        draw(found, language)


def title(found: RiskMatrix, language: Language) -> str:
    return language.text("riskpage-matrix-title", name=found.least_regretted)


def subtitle(found: RiskMatrix, language: Language) -> str:
    format = found.target.measure.quantity.part_format
    return language.text(
        "riskpage-matrix-subtitle",
        measure=found.target.measure.name(language),
        year=str(found.target.year),
        unit=language.unit(format),
    )


def lessons(found: RiskMatrix, language: Language) -> list[str]:
    """Return one sentence a scenario: its worst case and its largest regret."""
    t, metric = language.text, found.target.metric
    return [
        t(
            "riskpage-matrix-lesson",
            name=name,
            case=case_name(found, found.worst_case[row], language),
            value=found.target.measure.format_part(language, float(found.values[row].min())),
            regret=uncertainty_text.change(float(found.largest_regret[row]), metric, language),
        )
        for row, name in enumerate(found.scenarios)
    ]


def case_name(found: RiskMatrix, id: str, language: Language) -> str:
    kind = found.kinds[found.cases.index(id)]
    return language.text(key("risk" if kind == "risk" else "stress", id))


def draw(found: RiskMatrix, language: Language) -> None:
    """Draw the table: values, shaded by regret; the worst case of each scenario is framed."""
    format = found.target.measure.quantity.part_format
    regret = found.regret
    top = float(regret.max()) or 1.0
    groups: list[tuple[Any, ...]] = []
    for kind, heading in (("none", ""), ("risk", "riskpage-matrix-risks"), ("stress", "riskpage-matrix-stresses")):
        places = [place for place, one in enumerate(found.kinds) if one == kind]
        if kind == "risk":  # the cases that cost the open scenario most come first
            places.sort(key=lambda place: found.target.sign * float(found.values[0, place]))
        lines: list[tuple[Any, ...]] = []
        for place in places:
            values = found.values[:, place]
            lines.append(
                (
                    case_name(found, found.cases[place], language),
                    [float(value) for value in np.sqrt(regret[:, place] / top)],
                    [language.number(float(value), format) for value in values],
                    [found.worst_case[row] == found.cases[place] for row in range(len(found.scenarios))],
                )
            )
        if lines:
            groups.append((language.text(heading) if heading else "", lines))
    data, count = heat.rows(found.scenarios, groups)
    largest = found.scenarios[int(np.argmax(found.largest_regret))]
    chart(
        heat.spec(count),
        data,
        key=f"risk-matrix-{count}",
        alt=language.text("riskpage-matrix-alt", best=found.least_regretted, worst=largest),
        columns=len(found.scenarios),
    )
