"""How far apart the futures lie: fan, year by year, and the outside view beside the model's own chance."""

from __future__ import annotations

import math
from typing import Any

import streamlit as st

from pages.parts.charts import chances, fan, gauge
from pages.parts.reading import card, chart, note
from pages.parts.uncertainty import answers
from pages.parts.uncertainty import text as uncertainty_text
from sim.analysis.outside_view import OutsideView, ReferenceClass, outside_view
from sim.analysis.uncertainty import (
    CONFIDENCE,
    Ensemble,
    bands,
    probability_by_year,
    target_path,
    target_probability,
)
from sim.language import Language, key
from sim.model.measures import measure
from sim.model.quantities import CHANCE
from sim.plan import Plan
from sim.scenario import Scenario

STEP = "fan-step"


def warm_up() -> None:
    """Build the charts."""
    for spec in (fan.spec, chances.spec):
        spec()
    gauge.spec(len(OUTSIDE) + 1)


# -- fan ------------------------------------------------------------------------------------------------------------
def past_periods(plan: Plan, metric: str, step: str) -> list[dict[str, Any]]:
    """Return the periods before the horizon: actual revenue by year, of others what the plan says of the base year.

    By quarter: the base year's revenue by its seasons.
    """
    names = ["median", *(f"{end}_{width}" for width in fan.WIDTHS for end in ("low", "high"))]

    def row(period: str, value: float) -> dict[str, Any]:
        return {"period": period, "kind": "history"} | dict.fromkeys(names, value)

    base = float(plan.base_revenue.sum())
    if step == "quarter":
        if metric != "revenue":
            return []
        return [
            row(f"{plan.base_year}Q{n}", base / 4 * float(part)) for n, part in enumerate(plan.seasonality, start=1)
        ]
    if metric == "revenue":
        return [row(str(year), value) for year, value in sorted(plan.history.items())]
    stated = measure(metric).base_value(plan)
    return [] if stated is None else [row(str(plan.base_year), stated)]


def fan_card(scenario: Scenario, ensemble: Ensemble, language: Language) -> None:
    t, plan, target = language.text, scenario.plan, scenario.target
    metric, one = target.metric, target.measure
    step = (st.session_state.get(STEP) if one.has_quarters else None) or "year"
    format = one.quantity.value
    frame = bands(ensemble, metric, step)
    simulated = [
        {str(name): value for name, value in row.items()}
        for row in frame.to_dict("records")
        if row["kind"] == "simulated"
    ]
    periods: list[dict[str, Any]] = past_periods(plan, metric, step) + simulated
    first = len(periods) - len(simulated)
    run = scenario.run()
    alone = (run.annual(metric) if step == "year" else run.quarterly(metric))[:, 0]
    scale = language.formats[format].scale
    goal = None
    if step == "year":
        written = one.number(language, target.value)
        goal = (first + plan.years.index(target.year), target.value, t("uncertainty-fan-target", value=written))
    last = periods[-1]
    names = {
        "median": t("uncertainty-fan-median", value=one.number(language, float(last["median"]))),
        "single": t("uncertainty-fan-single", value=one.number(language, float(alone[-1]))),
    }
    for width in fan.WIDTHS:
        low, high = (one.number(language, float(last[f"{side}_{width}"])) for side in ("low", "high"))
        names[str(width)] = t("uncertainty-fan-band", width=width, low=low, high=high)
    data = fan.rows(
        periods, scale=scale, single=alone.tolist(), target=goal, names=names, ticks=ticks(periods, step, language)
    )
    low = min(min(row["low90"] for row in data["band"]), min(row["y"] for row in data["lines"]))
    high = max(
        max(row["high90"] for row in data["band"]),
        *(row["y"] for row in data["lines"]),
        *(row["y"] for row in data["target"]),
    )
    pad = 0.06 * (high - low or 1.0)
    steps = {"year": t("trajectory-year")} | ({"quarter": t("trajectory-quarter")} if one.has_quarters else {})
    p10, p90 = (uncertainty_text.value(float(last[name]), metric, language) for name in ("low_80", "high_80"))
    title = t("uncertainty-fan-title", low=p10, high=p90, period=language.period(str(last["period"])))
    kind = (
        "uncertainty-fan-subtitle-quarter" if step == "quarter" and metric == "revenue" else "uncertainty-fan-subtitle"
    )
    subtitle = t(kind, measure=one.name(language), unit=language.unit(format), start=str(plan.base_year))
    with card("fan", title, subtitle):
        with st.container(key="fan-switch"):
            st.segmented_control(
                t("trajectory-view"), list(steps), default="year", key=STEP, required=True,
                format_func=steps.__getitem__, label_visibility="collapsed",
            )  # fmt: skip
        chart(
            fan.spec(),
            data,
            key="uncertainty-fan",
            alt=t("uncertainty-fan-alt", low=p10, high=p90, period=language.period(str(last["period"]))),
            xmin=-0.15,
            xmax=len(periods) - 1,
            ymin=low - pad,
            ymax=high + pad,
            yformat=",.0f" if high - low > 8 else ",.1f",
        )


def ticks(periods: list[dict[str, Any]], step: str, language: Language) -> list[tuple[float, str]]:
    names = [str(row["period"]) for row in periods]
    return list(enumerate(map(language.year, names) if step == "year" else language.quarter_ticks(names)))


# -- year by year ---------------------------------------------------------------------------------------------------
def years_card(scenario: Scenario, ensemble: Ensemble, language: Language) -> None:
    t, goal = language.text, scenario.target.measure
    frame = probability_by_year(ensemble, target_path(scenario))
    entries = [
        (
            language.year(int(row["year"])),
            t("uncertainty-years-goal", sense=scenario.target.sense, value=goal.number(language, float(row["target"]))),
            float(row["probability"]),
            CONFIDENCE * float(row["error"]),
            CHANCE.format(language, float(row["probability"])),
            int(row["year"]) == scenario.target.year,
        )
        for row in frame.to_dict("records")
    ]
    data, end = chances.rows(entries)
    first, last = entries[0], entries[-1]
    if len(entries) == 1:
        title = t("uncertainty-years-title-one", year=str(scenario.plan.years[0]), chance=first[4])
    elif abs(last[2] - first[2]) < 0.02:
        title = t("uncertainty-years-title-same")
    else:
        title = t(
            "uncertainty-years-title-down" if last[2] < first[2] else "uncertainty-years-title-up",
            first=first[4],
            last=last[4],
        )
    with card("years", title, t("uncertainty-years-subtitle", unit=goal.quantity.name_of_unit(language))):
        chart(chances.spec(), data, key="uncertainty-years", alt=title, ymax=end)


# -- outside view ---------------------------------------------------------------------------------------------------
def outside_card(scenario: Scenario, ensemble: Ensemble, language: Language) -> None:
    """Draw the model's chance beside how often companies have grown as fast."""
    t, plan, target = language.text, scenario.plan, scenario.target
    if target.metric != "revenue":
        with card("outside", t("uncertainty-outside-none"), t("uncertainty-outside-only")):
            return
    view = outside_view(plan, target.value, target.year)
    chance = target_probability(ensemble)
    entries = [
        (
            t("uncertainty-outside-own"),
            t("uncertainty-outside-own-note"),
            chance.value,
            CHANCE.format(language, chance.value),
            "own",
        )
    ]
    entries += [outside_row(one, view, language) for one in view.classes]
    end = max(0.2, max(entry[2] for entry in entries)) * 1.12
    data, end = gauge.rows(
        entries, [(value, language.quantity(value, "percent_whole")) for value in answers.ladder(0, end, 4)]
    )
    by_id = {one.id: one for one in view.classes}
    title = t(
        "uncertainty-outside-title",
        universe=language.quantity(by_id["universe"].share, "percent_whole"),
        ordinary=language.quantity(by_id["ordinary"].share, "percent_whole"),
    )
    subtitle = t(
        "uncertainty-outside-subtitle",
        growth=language.quantity(view.nominal, "percent"),
        real=language.quantity(view.real, "percent"),
        years=view.years,
    )
    with card("outside", title, subtitle):
        chart(gauge.spec(len(entries)), data, key=f"uncertainty-outside-{len(entries)}", alt=title, xmax=end)
        note(t("uncertainty-outside-note"))


OUTSIDE = {
    "size": "uncertainty-outside-size",
    "universe": "uncertainty-outside-universe",
    "ordinary": "uncertainty-outside-ordinary",
}


def outside_row(one: ReferenceClass, view: OutsideView, language: Language) -> tuple[str, str, float, str, str]:
    t = language.text
    share = language.quantity(one.share, "percent_whole")
    sure = t(key("read", one.read))
    text = OUTSIDE[one.id]
    if math.isnan(one.median):
        beyond = one.stated_growth < view.real
        note_text = t(f"{text}.note", growth=language.quantity(one.stated_growth, "percent_whole"), sure=sure)
        low = language.quantity(one.share_low, "percent_whole")
        shown = t("uncertainty-outside-most" if beyond else "uncertainty-outside-range", low=low, high=share)
    else:
        note_text = t(f"{text}.note", median=language.quantity(one.median, "percent"), sure=sure)
        shown = share
    return t(text), note_text, one.share, shown, "outside"
