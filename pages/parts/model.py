"""What the model page shows; everything comes from the plan pack and from the equations' one definition."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np
import streamlit as st

from pages.parts import alternatives, module_paths, reading, tiers, writing
from pages.parts.charts import flow
from pages.parts.density import picture
from pages.parts.reading import Column, Number, card, chart, csv_bytes, numbers, sentence, source_mark, table, two_lines
from pages.parts.source_link import source_link
from sim import provenance
from sim.assumptions.central import central_assumptions
from sim.explain.document import FILE
from sim.explain.equations import STEPS, equations_of
from sim.language import Language, key
from sim.model import Results
from sim.model.measure_base import Measure
from sim.model.measures import module_measures
from sim.modules import MODULES
from sim.plan import Assumption, Plan
from sim.plan.amounts import assumption_text, digits, lever_text, span
from sim.plan.distributions import Distribution
from sim.scenario import Scenario
from sim.trust.sensitivity import HIGH, LOW

ENDS = np.array([LOW, HIGH])

BOXES = {
    "budget": (0, 0, "lever"),
    "people": (0, 1, "lever"),
    "region": (0, 2, "lever"),
    "conversion": (0, 3, "lever"),
    "product": (0, 4, "lever"),
    "enablement": (1, 0, "step"),
    "effective": (1, 1, "step"),
    "demand": (1, 2, "step"),
    "leads": (2, 1, "step"),
    "rates": (2, 3, "step"),
    "mix": (3, 4, "step"),
    "customers": (3, 2, "step"),
    "revenue": (4, 2.5, "result"),
    "profit": (5, 1.5, "result"),
    "share": (5, 3.5, "result"),
}
"""Boxes of the flow: column, row, tone; texts under `model-flow-<id>`."""

JOINS = (
    ("budget", "enablement"), ("people", "effective"), ("region", "demand"), ("conversion", "rates"),
    ("product", "mix"), ("enablement", "leads"), ("effective", "leads"), ("demand", "leads"), ("enablement", "rates"),
    ("demand", "customers"), ("leads", "customers"), ("rates", "customers"), ("customers", "revenue"),
    ("mix", "revenue"), ("revenue", "profit"), ("revenue", "share"),
)  # fmt: skip


def show(scenario: Scenario, language: Language) -> None:
    """Draw the page."""
    plan = scenario.plan
    t = language.text
    spreads = [
        id for id in plan.assumptions if any(stated_distribution(plan, name, id) for name in plan.assumption_sets)
    ]
    judged = sum(
        not any(
            stated.uncertain and plan.references.keys() & set(stated.sources)
            for entries in plan.assumption_sets.values()
            if (stated := entries.get(id))
        )
        for id in spreads
    )
    fits = [id for entries in plan.assumption_sets.values() for id, stated in entries.items() if stated.fit]
    sentence(t("model-sentence"))
    numbers(
        [
            Number(t("model-count-levers"), str(len(plan.levers)), note=t("model-count-levers.note")),
            Number(t("model-count-assumptions"), str(len(plan.assumptions)), note=t("model-count-assumptions.note")),
            Number(
                t("model-count-spreads"),
                str(len(spreads)),
                note=t("model-count-spreads.note", read=len(spreads) - judged, judged=judged),
            ),
            Number(t("model-count-fitted"), str(len(fits)), note=t(key("assumption", fits[0])) if fits else ""),
            Number(t("model-count-equations"), str(equation_count(plan)), note=t("model-count-equations.note")),
        ],
        t("model-numbers"),
    )
    with card("flow", t("model-flow-title"), t("model-flow-subtitle")):
        boxes = {id: (*where, t(f"model-flow-{id}"), t(f"model-flow-{id}.note")) for id, where in BOXES.items()}
        data, alt = flow.rows(boxes, JOINS), t("model-flow-alt")
        chart(flow.spec(), data, key="model-flow", paper=900, alt=alt, columns=6, rows=5)
    equations(scenario, language)
    with card("sets", t("model-sets-title"), t("model-sets-subtitle")):
        sets_table(plan, scenario, language)
    alternatives.show(scenario, language)
    with card("levers", t("model-levers-title"), t("model-levers-subtitle")):
        levers_table(plan, language)
    downloads(plan, language)


# -- equations ------------------------------------------------------------------------------------------------------


def equation_count(plan: Plan) -> int:
    """Return how many equations the plan is computed with, those of its modules included."""
    return len(equations_of(plan)) + sum(len(MODULES[id].formulas) for id in plan.modules)


def equations(scenario: Scenario, language: Language) -> None:
    """Draw the equations in order, a card a step and a module; each card is one table of sentence and formula.

    Below a module's equations stands what it says of the scenario as promised.
    """
    plan, t = scenario.plan, language.text
    found = equations_of(plan)
    reading.heading_row(t("model-equations-title"), t("model-equations-subtitle"))
    for step in STEPS:
        with card(f"eq-{step}", t(f"equation-step-{step}")):
            writing.mark_up(equation_table([(one.id, one.latex) for one in found if one.step == step], language))
    for id in plan.modules:
        with card(f"eq-module-{id}", t(f"module-{id}")):
            writing.mark_up(equation_table([(f"{id}-{one.id}", one.latex) for one in MODULES[id].formulas], language))
            if told := module_measures(plan, id):
                results = scenario.run()
                left, right = st.columns(2, gap="medium")
                with left:
                    results_table(told, results, t(f"module-{id}"), language)
                    if "churn_by_tier" in MODULES[id].levers:
                        tiers.draw(results, language)
                with right:
                    module_paths.draw(results, id, language)
                    if "churn_by_tier" in MODULES[id].levers:
                        tiers.picture(results, language)


def results_table(found: Sequence[Measure], results: Results, label: str, language: Language) -> None:
    """Draw what a module says of a run, by year."""
    columns = [Column(language.text("model-column-promised"))]
    columns += [Column(language.year(year), "number") for year in results.plan.years]
    rows = [
        [one.name(language), *(one.format(language, float(value)) for value in one.years(results)[:, 0])]
        for one in found
    ]
    table(columns, rows, label)


def equation_table(found: Sequence[tuple[str, str]], language: Language) -> str:
    """Return a Markdown table, sentence | formula, of equations given by id and formula."""
    lines = ["| | |", "|---|---|"]
    lines += [f"| {language.text(f'equation-{id}')} | $\\displaystyle {latex}$ |" for id, latex in found]
    return "\n".join(lines)


# -- levers ---------------------------------------------------------------------------------------------------------


def levers_table(plan: Plan, language: Language) -> None:
    t = language.text
    columns = [
        Column(t("model-column-lever")),
        Column(t("model-column-today"), "number"),
        Column(t("model-column-plan"), "number"),
        Column(t("model-column-range"), "number"),
        Column(t("model-column-promise")),
        Column(t("model-column-source-today")),
        Column(t("model-column-source-plan")),
    ]
    rows, groups = [], {}
    group = ""
    for id, lever in plan.levers.items():
        if lever.group != group:
            group = lever.group
            groups[len(rows)] = t(key("lever-group", group))
        reach = (
            t("model-choices", count=len(lever.choices))
            if lever.is_choice
            else span(lever.low, lever.high, lever.unit, lever.format, language)
        )
        rows.append(
            [
                two_lines(t(key("lever", id)), t(key("lever", id) + ".help")),
                lever_text(lever, lever.base, language),
                lever_text(lever, lever.plan, language),
                reach,
                t({1: "model-promise-up", -1: "model-promise-down", 0: "model-promise-none"}[lever.direction]),
                origin_cell(plan, provenance.preset_value(plan, id, "baseline"), language),
                origin_cell(plan, provenance.preset_value(plan, id, "plan"), language),
            ]
        )
    table(columns, rows, t("model-levers-title"), groups=groups)


def origin_cell(plan: Plan, origin: provenance.Origin, language: Language) -> reading.Html:
    """Return where a number stands, its full sources one hover or one key away."""
    lines = provenance.lines(plan, origin, language)
    return source_mark(provenance.brief(plan, origin, language), lines, source_link(origin.address, language))


# -- assumption sets ------------------------------------------------------------------------------------------------


def stated_distribution(plan: Plan, set_name: str, id: str) -> Distribution | None:
    """Return the distribution that a set states for an assumption, if it states one."""
    stated = plan.assumption_sets[set_name].get(id)
    return stated.distribution if stated is not None and stated.uncertain else None


def sets_table(plan: Plan, scenario: Scenario, language: Language) -> None:
    """Draw the sets side by side: spread parameters first, with their density; then those on which the sets agree."""
    t = language.text
    names = tuple(plan.assumption_sets)
    central = {name: central_assumptions(plan, name) for name in names}
    columns = [
        Column(t("model-column-assumption")),
        *(Column(t(key("set", name)), "number") for name in names),
        Column(t("model-column-spread")),
        Column(t("model-column-range"), "number"),
        *(Column(t("model-column-source-of", set=t(key("set", name)))) for name in names),
    ]
    if scenario.own_assumptions:
        columns.insert(1 + len(names), Column(t("model-column-own"), "number"))
    order = sorted(
        plan.assumptions.values(),
        key=lambda entry: not any(stated_distribution(plan, name, entry.id) for name in names),
    )
    rows, groups = [], {}
    for entry in order:
        distribution = next((found for name in names if (found := stated_distribution(plan, name, entry.id))), None)
        group = t("model-sets-spread") if distribution else t("model-sets-agreed")
        if group not in groups.values():
            groups[len(rows)] = group
        row: list[reading.Cell] = [two_lines(t(key("assumption", entry.id)), t(key("assumption", entry.id) + ".help"))]
        row += [value_cell(plan, name, entry, central[name][entry.id], language) for name in names]
        if scenario.own_assumptions:
            own = scenario.own_assumptions.get(entry.id)
            row.append("" if own is None else assumption_text(entry, own, language))
        row.append(density_cell(entry, distribution, central[names[0]][entry.id], language) if distribution else "")
        row.append(span(entry.low, entry.high, entry.unit, entry.format, language))
        row += [origin_cell(plan, provenance.assumption(plan, entry.id, name), language) for name in names]
        rows.append(row)
    table(columns, rows, t("model-sets-title"), groups=groups)
    reading.note(t("model-sets-note"))


def value_cell(plan: Plan, set_name: str, entry: Assumption, value: float, language: Language) -> reading.Cell:
    """Return a set's central value and, below it, what kind of statement it is."""
    distribution = stated_distribution(plan, set_name, entry.id)
    shown = assumption_text(entry, value, language)
    own = plan.assumption_sets[set_name].get(entry.id)
    if own is not None and own.fit is not None:
        return two_lines(shown, language.text("model-value-fitted"))
    if distribution is None:
        return shown
    low, high = distribution.quantile(ENDS)
    return two_lines(
        shown,
        language.text(
            "model-value-interval",
            low=digits(round(float(low), 4), entry.unit, entry.format, language),
            high=digits(round(float(high), 4), entry.unit, entry.format, language),
        ),
    )


def density_cell(entry: Assumption, distribution: Distribution, other: float, language: Language) -> reading.Html:
    low, high = distribution.quantile(ENDS)
    label = language.text(
        "model-density-alt",
        name=language.text(key("assumption", entry.id)),
        low=assumption_text(entry, float(low), language),
        high=assumption_text(entry, float(high), language),
        other=assumption_text(entry, other, language),
    )
    return picture(distribution, other, escape(label))


# -- downloads ------------------------------------------------------------------------------------------------------


def downloads(plan: Plan, language: Language) -> None:
    t = language.text
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            t("model-download-document"), FILE.read_bytes(), "MODEL.md", "text/markdown", on_click="ignore"
        )
        st.download_button(
            t("model-download-table"),
            table_csv(plan, language),
            "levers-and-assumptions.csv",
            "text/csv",
            on_click="ignore",
        )


def table_csv(plan: Plan, language: Language) -> bytes:
    """Return every lever and assumption with values, units and sources."""
    t = language.text
    columns = ("kind", "id", "name", "where", "value", "unit", "sources")
    rows = [
        [
            t(f"model-csv-{origin.kind}"),
            origin.id,
            provenance.item_name(origin, language),
            origin.variant,
            *provenance.figure(plan, origin, language),
        ]
        for origin in provenance.origins(plan)
        if origin.kind in ("lever", "assumption")
    ]
    return csv_bytes(["id" if column == "id" else t(f"model-csv-{column}") for column in columns], rows)
