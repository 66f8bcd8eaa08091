"""The catalogue of risk cases as a component: what it is handed, and what its edits do to the scenario."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from pages.parts import scripts, session, writing
from pages.parts.source_link import source_link
from sim import provenance
from sim.analysis.per_risk import Estimate, RiskRow, RiskTable
from sim.language import Language, key
from sim.language.errors import SimError
from sim.model.quantities import CASE
from sim.plan import Plan
from sim.plan.risks import RiskCase
from sim.risk import RiskSetting, resolve, with_risk
from sim.risk.settings import MODES
from sim.scenario import Scenario

KEY = "risk-catalogue"
SEQ = "risk-catalogue-seq"
COLUMNS = ("name", "mode", "happens", "loss", "loss_if", "worst", "measure", "cost", "benefit", "net", "more")
TEXT_COLUMNS = ("name", "mode", "measure", "more")


# -- edits ----------------------------------------------------------------------------------------------------------
def edit_setting(scenario: Scenario, id: str, name: str, value: Any) -> Scenario:
    """Return the scenario with one setting of one case changed; what equals the catalogue is not written down.

    Forcing a case on releases those that cannot happen beside it.

    Raises
    ------
    ScenarioError
        The plan does not admit the value.
    """
    plan = scenario.plan
    risks: Mapping[str, Mapping[str, Any]] = scenario.risks
    if name == "reset":
        return scenario.with_settings(risks={other: said for other, said in risks.items() if other != id})
    case = plan.risks.get(id)
    if case is not None:
        if name == "mode" and value == "on":
            for other in case.excluded_with:
                if other != id and risks.get(other, {}).get("mode") == "on":
                    risks = with_risk(risks, other, mode=None)
        usual = {"mode": "chance", "mitigated": False, "probability": case.probability}
        usual |= {"response": case.responses[0]} if case.responses else {}
        if name in usual and value == usual[name]:
            value = None
    return scenario.with_settings(risks=with_risk(risks, id, **{name: value}))


def apply_edits() -> None:
    """Take over what the catalogue has sent and not had answered; a refused value changes nothing."""
    edits = st.session_state[KEY].edits or []
    seen = st.session_state.get(SEQ, 0)
    scenario = before = session.get_scenario()
    for edit in sorted(edits, key=lambda one: one["seq"]):
        if edit["seq"] <= seen:
            continue
        st.session_state[SEQ] = edit["seq"]
        try:
            scenario = edit_setting(scenario, edit["id"], edit["key"], edit["value"])
        except SimError as problem:
            writing.toast(problem.text(session.language_id()))
    if scenario != before:
        session.set_scenario(scenario)


# -- what is shown --------------------------------------------------------------------------------------------------
def cell(text: str, below: str = "", tone: str = "") -> dict[str, str]:
    return {"text": text, "below": below, "tone": tone}


def pick(row: RiskRow, measure: str) -> tuple[Estimate, float, float, Estimate]:
    """Return expected loss, loss if it happens, loss in the worst tenth and benefit, on revenue or on profit."""
    if measure == "revenue":
        return row.revenue_loss, row.revenue_loss_if, row.revenue_loss_worst, row.mitigation_revenue
    return row.profit_loss, row.profit_loss_if, row.profit_loss_worst, row.mitigation_profit


def figures(
    row: RiskRow | None, setting: RiskSetting, case: RiskCase, measure: str, language: Language
) -> dict[str, Any]:
    """Return the cells of one case; dots where the figure is still being worked out."""
    found = {"happens": cell(language.quantity(setting.chance, "percent_whole"))}
    if row is None:
        return (
            found
            | {name: cell("…") for name in ("loss", "loss_if", "worst", "benefit", "net")}
            | {"cost": cell(language.number(case.mitigation.cost, CASE))}
        )
    loss, loss_if, worst, benefit = pick(row, measure)

    def money(value: float, signed: bool = False) -> str:
        return language.number(value, CASE, signed=signed)

    def interval(estimate: Estimate) -> str:
        return language.text("riskpage-error", error=money(estimate.error))

    verdict = {"yes": "riskpage-pays-yes", "no": "riskpage-pays-no", "open": "riskpage-pays-open"}[row.pays]
    return found | {
        "loss": cell(money(loss.value), interval(loss)),
        "loss_if": cell(money(loss_if)),
        "worst": cell(money(worst)),
        "cost": cell(money(row.mitigation_cost)),
        "benefit": cell(money(benefit.value, True)),
        "net": cell(
            money(row.mitigation_net.value, True),
            f"{interval(row.mitigation_net)} · {language.text(verdict)}",
            row.pays,
        ),
    }


def order(table: RiskTable, measure: str) -> tuple[str, ...]:
    """Return the cases, the dearest first."""
    return tuple(row.id for row in sorted(table.rows, key=lambda row: -pick(row, measure)[0].value))


def payload(
    scenario: Scenario,
    table: RiskTable | None,
    ids: Sequence[str],
    measure: str,
    stale: bool,
    seq: int,
    language: Language,
) -> dict[str, Any]:
    """Return what the component shows.

    Parameters
    ----------
    table : RiskTable or None
        Figures; those of an earlier state if `stale`, None if there are none yet.
    ids : cases in the order of the rows
    measure : "revenue" or "profit"
    """
    plan, t = scenario.plan, language.text
    settings = resolve(plan, scenario.risks)
    by_id = {row.id: row for row in table.rows} if table else {}
    names = {
        "name": t("riskpage-column-case"),
        "mode": t("riskpage-column-mode"),
        "happens": t("riskpage-column-happens"),
        "loss": t("riskpage-column-loss"),
        "loss_if": t("riskpage-column-loss-if"),
        "worst": t("riskpage-column-worst"),
        "measure": t("riskpage-column-measure"),
        "cost": t("riskpage-column-cost"),
        "benefit": t("riskpage-column-benefit"),
        "net": t("riskpage-column-net"),
        "more": "",
    }
    columns = [{"id": id, "name": names[id], "kind": "text" if id in TEXT_COLUMNS else "number"} for id in COLUMNS]
    rows = [describe(plan, id, scenario, settings[id], by_id.get(id), measure, language) for id in ids]
    return {
        "language": language.id, "columns": columns, "rows": rows, "texts": texts(plan, language),
        "stale": stale, "seq": seq,
    }  # fmt: skip


def describe(
    plan: Plan, id: str, scenario: Scenario, setting: RiskSetting, row: RiskRow | None, measure: str, language: Language
) -> dict[str, Any]:
    case, t = plan.risks[id], language.text
    own = {name for name in scenario.risks.get(id, {}) if name not in ("mode", "mitigated")}
    window = t(
        "riskpage-window", first=quarter(plan, case.onset[0], language), last=quarter(plan, case.onset[1], language)
    )
    if case.onset[0] == case.onset[1]:
        window = t("riskpage-window-one", first=quarter(plan, case.onset[0], language))
    sources = [line for origin in provenance.risk(plan, id) for line in provenance.lines(plan, origin, language)]
    note = t(key("category", case.category))
    return {
        "id": id,
        "name": t(key("risk", id)),
        "help": t(key("risk", id) + ".help"),
        "note": t("riskpage-note-own", category=note) if own else note,
        "edited": bool(own),
        "mode": setting.mode,
        "mitigated": setting.mitigated,
        "measure": t(key("mitigation", case.mitigation.measure)),
        "probability": setting.probability,
        "onset": setting.onset,
        "window": window,
        "size": setting.size,
        "sized": any(effect.size[0] != effect.size[2] for effect in case.effects),
        "response": setting.response,
        "responses": [[name, t(key("risk-response", name) + ".short")] for name in case.responses],
        "sources": list(dict.fromkeys(sources)),
        "link": source_link(f"risk:{id}", language),
        "cells": figures(row, setting, case, measure, language),
    }  # fmt: skip


def quarter(plan: Plan, number: int, language: Language) -> str:
    """Return a quarter's name, 1 = first: "2025 Q1"."""
    return language.period(plan.quarters[number - 1])


def texts(plan: Plan, language: Language) -> dict[str, Any]:
    t = language.text
    modes = {"off": "riskpage-mode-off", "chance": "riskpage-mode-chance", "on": "riskpage-mode-on"}
    return {
        "label": t("riskpage-catalogue-title"),
        "mode": t("riskpage-column-mode"),
        "modes": [[mode, t(modes[mode])] for mode in MODES],
        "more": t("riskpage-more"),
        "probability": t("riskpage-probability"),
        "percent": language.quantity(0, "percent_whole").replace("0", "{n}"),
        "onset": t("riskpage-onset"),
        "quarters": [
            ["", ""],
            *([number, quarter(plan, number, language)] for number in range(1, plan.quarter_count + 1)),
        ],
        "size": t("riskpage-size"),
        "drawn": t("riskpage-size-drawn"),
        "fixed": t("riskpage-size-fixed"),
        "middle": t("riskpage-size-middle"),
        "severity": t("riskpage-size-severity", share="{n}"),
        "response": t("riskpage-response"),
        "reset": t("riskpage-reset"),
        "sources": t("riskpage-sources"),
        "open": t("source-open"),
    }


# -- the component --------------------------------------------------------------------------------------------------
def component() -> Any:
    """Return the component's mounting command."""
    return scripts.component("risk_catalogue", "risk")


def show(data: dict[str, Any]) -> Any:
    """Mount the catalogue."""
    return component()(key=KEY, data=data, on_edits_change=apply_edits)
