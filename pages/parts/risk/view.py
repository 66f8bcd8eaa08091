"""The Risk page: what breaks the plan, what protects it, and whether protection is worth its money."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pages.parts import export, reading, session
from pages.parts.charts import benefit, heat, risk_map
from pages.parts.reading import Number, card, listing, note, numbers
from pages.parts.risk import catalogue, matrix, rules, stress, subsidy
from pages.parts.risk.pictures import (
    buy,
    draw_benefits,
    draw_map,
    map_title,
    package,
    sell,
    settings_note,
)
from pages.parts.source_link import source_of
from pages.parts.theme import style_element
from pages.parts.uncertainty import answers, jobs
from pages.parts.uncertainty import text as uncertainty_text
from sim.analysis.per_risk import RiskTable, risk_table
from sim.analysis.risk_text import costliest, what_pays
from sim.analysis.rule_worth import rule_table
from sim.analysis.stress import stress_table
from sim.analysis.text import target_amount
from sim.analysis.uncertainty import shortfall, target_probability
from sim.language import Language, key
from sim.model.measures import PROGRAMME_NET
from sim.model.quantities import CASE, CHANCE
from sim.risk import resolve
from sim.scenario import Scenario

SHOWN = "risk-shown"
"""The last finished table: shown faded while the next one is worked out."""
ORDER = "risk-order"
MEASURE = "risk-measure"


@st.cache_resource
def styles() -> str:
    return style_element((Path(__file__).parent / "risk.css").read_text(encoding="utf-8"))


def show(language: Language) -> None:
    """Draw the page; the headline at once, the tables as soon as they are there."""
    st.html(styles())
    scenario = session.get_scenario()
    table_job = jobs.want("risks", scenario.key, lambda tell, stop: risk_table(scenario, None, tell, stop))
    stress_job = jobs.want("stress", scenario.key, lambda tell, stop: stress_table(scenario))
    # Looked at once: what finishes while the page is drawn is shown by the next run.
    rule_job = None
    if scenario.plan.policies:
        rule_job = jobs.want("rules", scenario.key, lambda tell, stop: rule_table(scenario, None, tell))
    wanted = [job for job in (table_job, stress_job, rule_job) if job is not None]
    pending = [job for job in wanted if not job.finished.is_set()]
    table: RiskTable | None = None if table_job in pending else table_job.result
    stresses = None if stress_job in pending else stress_job.result
    answered = None if rule_job is None or rule_job in pending else rule_job.result
    if table is not None:
        st.session_state[SHOWN] = (scenario.plan, table)
    plan, before = st.session_state.get(SHOWN, (None, None))
    known: RiskTable | None = before if plan == scenario.plan else None
    head(scenario, table, language)
    if any(job.result is None for job in wanted if job not in pending):
        failure_notice(language)
    measure = st.session_state.get(MEASURE) or "revenue"
    pictures(table or known, table is None, measure, scenario, language)
    if scenario.plan.risks:
        cases(scenario, table or known, table is None, measure, language)
    if scenario.plan.stress:
        stress.show(scenario, stresses, language)
    rules.show(scenario, answered, language)
    subsidy.show(scenario, language)
    if scenario.plan.risks or scenario.plan.stress:
        matrix.show(scenario, measure, table.paying if table else (), language)
    if scenario.plan.risks:
        method(language)
    export.tray(language)
    jobs.watch(*pending)


def warm_up(scenario: Scenario) -> None:
    """Build what the first visitor asks for: charts, and the tables of the scenario everybody starts with."""
    jobs.prime("risks", scenario.key, lambda tell, stop: risk_table(scenario, None, tell, stop))
    jobs.prime("stress", scenario.key, lambda tell, stop: stress_table(scenario))
    answers.programme_cost(scenario)
    cases = len(scenario.plan.risks)
    risk_map.spec()
    benefit.spec(cases)
    heat.spec(cases + len(scenario.plan.stress) + 3)
    package(scenario, risk_table(scenario).paying)


# -- sentence and numbers -------------------------------------------------------------------------------------------
def head(scenario: Scenario, table: RiskTable | None, language: Language) -> None:
    ensemble = answers.futures(scenario)
    chance, missing = target_probability(ensemble), shortfall(ensemble)
    t, metric = language.text, scenario.target.metric
    subject, _ = export.open_now(session.workspace(), language)
    said = headline(scenario, chance.value, table, language)
    export.heading(said, language, (subject,), pictures=reading.pictures())
    planned, _, dearest = answers.programme_cost(scenario)
    best = (
        max((row for row in table.rows if row.mode != "off"), key=lambda row: row.mitigation_net.value, default=None)
        if table
        else None
    )
    plan = scenario.plan
    one = scenario.target.measure
    goal = source_of(plan, f"futures:{metric}", language)
    items = [
        Number(
            t(
                "riskpage-number-chance",
                goal=target_amount(scenario.target, plan, language),
                year=str(scenario.target.year),
            ),
            CHANCE.number(language, chance.value),
            CHANCE.name_of_unit(language),
            CHANCE.note(language, chance.value, chance.error, chance.draws),
            source=goal,
        ),
        Number(
            t("riskpage-number-gap", year=str(scenario.target.year)),
            one.number_change(language, missing.mean_gap, signed=False),
            language.unit(one.quantity.change),
            t("riskpage-number-gap-note", gap=uncertainty_text.change(missing.gap_if_missed, metric, language)),
            source=goal,
        ),
        Number(
            t("riskpage-number-worst", year=str(scenario.target.year)),
            one.number(language, missing.worst_tenth_mean),
            one.quantity.name_of_unit(language),
            t("riskpage-number-worst-note", gap=uncertainty_text.change(missing.worst_tenth_gap, metric, language))
            if missing.worst_tenth_gap > 0
            else t("riskpage-number-worst-over"),
            short=missing.worst_tenth_gap > 0,
            source=goal,
        ),
        Number(
            t("riskpage-number-best"),
            language.number(best.mitigation_net.value, CASE, signed=True) if best else "–" if table else "…",
            language.unit(CASE) if best or table is None else "",
            t(key("mitigation", plan.risks[best.id].mitigation.measure))
            if best
            else t("riskpage-no-cases", named=len(plan.risks))
            if table
            else t("riskpage-working"),
            source=source_of(plan, f"risk:{best.id}", language) if best else None,
        ),
        Number(
            t("riskpage-number-cost"),
            PROGRAMME_NET.number_change(language, dearest - planned),
            language.unit(PROGRAMME_NET.quantity.change),
            t(
                "riskpage-number-cost-note",
                cost=PROGRAMME_NET.format(language, dearest),
                planned=PROGRAMME_NET.format(language, planned),
            ),
            source=source_of(plan, "metric:programme_net", language),
        ),
    ]
    numbers(items, t("riskpage-numbers"))


def headline(scenario: Scenario, chance: float, table: RiskTable | None, language: Language) -> str:
    """Return the page's sentence: how many futures reach the target, what costs most, what pays."""
    t = language.text
    first = t(
        "riskpage-sentence" if chance >= 0.5 else "riskpage-sentence-short",
        opening=uncertainty_text.begins(scenario, session.workspace().name, language),
        futures=uncertainty_text.in_futures(chance, language),
        goal=uncertainty_text.goal(scenario.target, language),
    )
    if table is None:
        return t("riskpage-sentence-working", first=first)
    worst, pays = costliest(table, scenario.target), what_pays(table, language)
    if worst is None:
        return t("riskpage-sentence-short-join", first=first, pays=pays)
    return t("riskpage-sentence-join", first=first, risk=t(key("risk", worst.id)), pays=pays)


def switch(scenario: Scenario, language: Language) -> str:
    """Draw the switch between revenue and profit; it rules the map, the catalogue and the matrix."""
    t = language.text
    names = {
        "revenue": t("riskpage-on-revenue", year=str(scenario.target.year)),
        "profit": t("riskpage-on-profit"),
    }
    with st.container(key="risk-switch"):
        chosen = st.segmented_control(
            t("riskpage-measure"),
            list(names),
            default="revenue",
            format_func=names.__getitem__,
            required=True,
            key=MEASURE,
            label_visibility="collapsed",
        )
    return chosen or "revenue"


# -- pictures -------------------------------------------------------------------------------------------------------
def pictures(table: RiskTable | None, stale: bool, measure: str, scenario: Scenario, language: Language) -> None:
    t = language.text
    wide, narrow = st.columns([1.5, 1], gap="small")
    unit = language.unit("money")
    faded = "stale-" if stale and table else ""
    idle = table is not None and all(row.mode == "off" for row in table.rows)
    with wide, card(f"{faded}map", map_title(table, measure, language) if table else t("riskpage-map-waiting"),
                    t("riskpage-map-subtitle-revenue" if measure == "revenue" else "riskpage-map-subtitle-profit",
                      unit=unit, year=str(scenario.target.year))):  # fmt: skip
        switch(scenario, language)
        if table and idle:
            note(t("riskpage-no-cases", named=len(table.rows)))
        elif table:
            draw_map(table, measure, language)
        else:
            waiting(language)
    count = len(table.paying) if table else 0
    with (
        narrow,
        card(
            f"{faded}benefits",
            t("riskpage-benefits-title", count=count) if table else t("riskpage-benefits-waiting"),
            t("riskpage-benefits-subtitle", unit=language.unit(CASE)),
        ),
    ):
        if table and idle:
            note(t("riskpage-no-cases", named=len(table.rows)))
        elif table:
            draw_benefits(table, language)
            offer(table, stale, scenario, language)
        else:
            waiting(language)


def offer(table: RiskTable, stale: bool, scenario: Scenario, language: Language) -> None:
    """Draw the button that buys all countermeasures which pay, with what they do together."""
    t, ids = language.text, table.paying
    settings = resolve(scenario.plan, scenario.risks)
    bought = {id for id, setting in settings.items() if setting.mitigated}
    if ids and not stale:
        both = package(scenario, ids)
        metric = scenario.target.metric
        note(
            t(
                "riskpage-package",
                count=len(ids),
                cost=language.quantity(both.cost, CASE),
                gain=language.quantity(both.gain, CASE, signed=True),
                gap=uncertainty_text.change(both.gap, metric, language),
                before=uncertainty_text.change(both.gap_before, metric, language),
                chance=CHANCE.format(language, both.chance),
            )
        )
        if both.chance - both.chance_before < 0.01 and just_meets(scenario):
            note(t("riskpage-package-slack"))
    with st.container(horizontal=True, gap="small"):
        st.button(
            t("riskpage-buy", count=len(ids)), key="risk-buy", on_click=buy, args=(ids,), type="primary",
            disabled=stale or not ids or set(ids) <= bought,
        )  # fmt: skip
        st.button(t("riskpage-sell"), key="risk-sell", on_click=sell, disabled=not bought)


def just_meets(scenario: Scenario) -> bool:
    """Tell whether a scenario as promised comes to its target and no further, within two in a thousand of it."""
    value = scenario.target.value
    return abs(answers.single(scenario) - value) < 0.002 * abs(value)


def failure_notice(language: Language) -> None:
    """Say that a table could not be worked out, and offer to try again."""
    with st.container(key="card-failed", horizontal=True, vertical_alignment="center"):
        note(language.text("riskpage-failed"))
        st.button(language.text("riskpage-retry"), key="risk-retry", on_click=retry)


def retry() -> None:
    for kind in ("risks", "stress", "rules"):
        jobs.again(kind)


def waiting(language: Language) -> None:
    """Draw the place of a picture that is being worked out."""
    st.html(f'<div class="rk-waiting" role="status"><i></i><span>{language.text("riskpage-working")}</span></div>')


# -- catalogue ------------------------------------------------------------------------------------------------------
def cases(scenario: Scenario, table: RiskTable | None, stale: bool, measure: str, language: Language) -> None:
    """Draw the catalogue. Its rows keep their order while settings change; a new measure sorts them again."""
    plan = scenario.plan
    kept = st.session_state.get(ORDER)
    if table and not stale and (kept is None or kept[0] != measure or set(kept[1]) != set(plan.risks)):
        kept = st.session_state[ORDER] = (measure, catalogue.order(table, measure))
    ids = kept[1] if kept and set(kept[1]) == set(plan.risks) else tuple(plan.risks)
    t = language.text
    subtitle = t(
        "riskpage-catalogue-subtitle-revenue" if measure == "revenue" else "riskpage-catalogue-subtitle-profit",
        year=str(scenario.target.year),
        unit=language.unit(CASE),
        settings=settings_note(plan, scenario, language),
    )
    with card("catalogue", t("riskpage-catalogue-title"), subtitle):
        seq = st.session_state.get(catalogue.SEQ, 0)
        catalogue.show(catalogue.payload(scenario, table, ids, measure, stale, seq, language))
        with st.container(horizontal=True, gap="small"):
            st.button(
                t("riskpage-reset-all"), key="risk-reset", disabled=not scenario.risks,
                on_click=reset, help=t("riskpage-reset-all.help"),
            )  # fmt: skip


def reset() -> None:
    session.set_scenario(session.get_scenario().with_settings(risks={}))


def method(language: Language) -> None:
    """Draw how the figures are made, in plain words."""
    t = language.text
    with card("risk-method", t("riskpage-method-title")):
        listing(
            [
                t("riskpage-method-paired"),
                t("riskpage-method-world"),
                t("riskpage-method-excluded"),
                t("riskpage-method-error"),
                t("riskpage-method-mitigation"),
                t("riskpage-method-negative"),
                t("riskpage-method-judgement"),
            ]
        )
