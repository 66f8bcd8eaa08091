"""Pictures of the Tracking page: the forecast, what the actuals speak against, the pace of the quarters."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import streamlit as st

from pages.parts import reading
from pages.parts.charts import forecast, paces, shifts
from pages.parts.reading import card, chart, note
from pages.parts.writing import literal
from sim import provenance
from sim.language import Language
from sim.plan import Plan
from sim.track import text as track_text
from sim.track.rules import Judgement, rules
from sim.track.tracking import SHAPES, Tracking, rolling

WINDOWS = {"year": "track-window-year", "quarter": "track-window-quarter"}
WINDOW = "track-window"
SHAPE = "track-shape"
ROWS_SHOWN = 7
FAN_HEIGHT = 362
STATUS_THEME = {name: f"var(--status-{name})" for name in ("green", "amber", "red")}


def fan_card(tracking: Tracking, language: Language) -> None:
    """Draw actuals and forecast over the last four quarters, or quarter by quarter."""
    t = language.text
    window = st.session_state.get(WINDOW) or "year"
    direction = _direction(tracking)
    expected = language.quantity(float(tracking.years_median[-1]), "revenue")
    title = t(
        "track-fan-title",
        direction=direction,
        year=str(tracking.plan.years[-1]),
        expected=expected,
        first=language.quantity(float(tracking.result.years_before[-1, 2]), "revenue"),
    )
    subtitle = t("track-fan-year" if window == "year" else "track-fan-quarter", unit=language.unit("revenue"))
    with st.container(key="card-track-fan"):
        _heading_with_choice(title, subtitle, t("track-window"), WINDOW, {id: t(text) for id, text in WINDOWS.items()})
        datasets, axes = fan_data(tracking, language, window)
        chart(
            {**forecast.spec(), "height": FAN_HEIGHT},
            datasets,
            key="track-fan",
            alt=t("track-fan-alt", title=title),
            **axes,
        )


def _heading_with_choice(title: str, subtitle: str, label: str, key: str, choices: dict[str, str]) -> None:
    """Draw a card's heading with a small choice at its right end."""
    with st.container(key=f"heading-{key}", horizontal=True, vertical_alignment="top", gap="small"):
        st.html(reading.heading(title, subtitle), width="stretch")
        if len(choices) == 1:
            return
        st.segmented_control(
            label,
            tuple(choices),
            default=next(iter(choices)),
            key=key,
            format_func=lambda one: literal(choices[one]),
            label_visibility="collapsed",
            width="content",
        )


def _direction(tracking: Tracking) -> str:
    if not tracking.result.used:
        return "none"
    before, after = float(tracking.result.years_before[-1, 2]), float(tracking.result.years_after[-1, 2])
    return "same" if abs(after / before - 1) < 0.005 else "up" if after > before else "down"


def fan_data(
    tracking: Tracking, language: Language, window: str
) -> tuple[dict[str, list[dict[str, Any]]], dict[str, Any]]:
    """Return data and axes of the forecast chart."""
    t, plan, result = language.text, tracking.plan, tracking.result
    scale = language.formats["revenue"].scale
    count, last = plan.quarter_count, result.known.last
    actual = result.known.total_revenue
    if window == "year":
        first, after = tracking.rolling_before * scale, tracking.rolling_after * scale
        path = rolling(plan, tracking.plan_path) * scale
        points = rolling(plan, actual) * scale
        needed = None if tracking.needed is None else rolling(plan, tracking.needed.path) * scale
        start = [{"x": -1, "y": float(plan.base_revenue.sum()) * scale}]
    else:
        first, after = result.bands_before * scale, result.bands_after * scale
        path, points = tracking.plan_path * scale, actual * scale
        needed = None if tracking.needed is None else tracking.needed.path * scale
        start = []
    shown: list[dict[str, Any]] = [
        *start,
        *({"x": q, "y": float(points[q])} for q in range(count) if not math.isnan(points[q])),
    ]
    for point in shown:
        quarter = language.period(plan.quarters[point["x"]]) if point["x"] >= 0 else language.year(plan.base_year)
        point["text"] = f"{quarter}: {language.quantity(point['y'] / scale, 'revenue')}"
    begin = max(last - 1, 0)
    future = [*start, *({"x": q, "y": float(after[q, 2]), "open": q >= last} for q in range(count))]
    lines = [point | {"series": "expected"} for point in future if point["x"] >= last - 1]
    lines += [point | {"series": "plan"} for point in (*start, *({"x": q, "y": float(path[q])} for q in range(count)))]
    target, rows = tracking.scenario.target, []
    end = 4 * (plan.years.index(target.year) + 1) - 1
    labels = [("expected", after[-1, 2]), ("plan", path[-1])]
    if result.used:
        labels.append(("first", first[-1, 2]))
    if window == "year" and target.metric == "revenue":
        rows = [{"x0": end - 0.5, "x1": end + 0.2, "y": target.value * scale}]
        labels.append(("target", target.value * scale))
    if window == "quarter" and needed is not None and tracking.needed and tracking.needed.growth is not None:
        lines += [
            {"x": q, "y": float(needed[q]), "series": "needed"}
            for q in range(begin, count)
            if not math.isnan(needed[q])
        ]
        labels.append(("needed", needed[end]))
    extent = [first[:, 0], first[:, 4], after[:, 0], after[:, 4], path, points[~np.isnan(points)]]
    values = [float(value) for part in extent for value in part] + [row["y"] for row in rows]
    low, high = min(values), max(values)
    pad = 0.05 * (high - low)
    names = {"expected": "track-label-expected", "plan": "label-plan", "first": "track-label-first"}
    names |= {"target": "label-target", "needed": "track-label-needed"}
    decimals = language.formats["revenue"].decimals
    datasets = {
        "first": [
            *(point | {"low": point["y"], "high": point["y"]} for point in start),
            *({"x": q, "low": float(first[q, 0]), "high": float(first[q, 4])} for q in range(count)),
        ],
        "band": [
            {
                "x": q,
                "low80": float(after[q, 0]),
                "high80": float(after[q, 4]),
                "low50": float(after[q, 1]),
                "high50": float(after[q, 3]),
            }
            for q in range(begin if last else 0, count)
        ],
        "lines": lines,
        "actual": shown,
        "target": rows,
        "labels": [
            {
                "series": name,
                "x": count - 1,
                "y": float(value),
                "text": t(names[name], value=language.number(float(value) / scale, "revenue")),
            }
            for name, value in labels
            if not math.isnan(value)
        ],
        "ticks": [
            *({"x": point["x"], "text": language.year(plan.base_year)} for point in start),
            *({"x": q, "text": _tick(plan, q, "4" if window == "year" else "1", language)} for q in range(count)),
        ],
    }
    axes = {
        "xmin": -1.0 if start else 0.0,
        "xmax": float(count - 1),
        "ymin": low - pad,
        "ymax": high + pad,
        "yformat": f",.{decimals - 1 if decimals > 1 else decimals}f",
    }
    return datasets, axes


def _tick(plan: Plan, quarter: int, named: str, language: Language) -> str:
    """Return the quarter, or the year at the quarter `named`: the four quarters ending in the fourth are a year."""
    label = plan.quarters[quarter]
    if named == "1":
        return language.quarter_ticks([label])[0]
    year, number = label.split("Q")
    return language.year(year) if number == named else f"Q{number}"


def evidence_card(tracking: Tracking, language: Language) -> None:
    """Draw which assumptions the actuals speak against."""
    t = language.text
    clear = [one for one in tracking.verdicts if one.clear]
    if not clear:
        with card("track-evidence", t("track-evidence-none"), t("track-evidence-subtitle")):
            note(t("track-evidence-waiting") if not tracking.result.used else t("track-evidence-quiet"))
        return
    first = clear[0]
    title = t(
        "track-evidence-title",
        name=track_text.verdict_name(first, language),
        direction="higher" if first.direction > 0 else "lower",
        kind=first.kind,
        change=track_text.assumption_change(first, language, _assumption_format(tracking.plan, first.kind, first.id)),
    )
    with card("track-evidence", title, t("track-evidence-subtitle")):
        shown = clear[:ROWS_SHOWN]
        rows, reach = shifts.rows(
            [
                (track_text.verdict_name(one, language), one.shift, one.lifts, track_text.short_odds(one, language))
                for one in shown
            ]
        )
        chart(
            shifts.spec(len(shown)),
            rows,
            key="track-shifts",
            alt=t("track-evidence-alt", title=title),
            xmax=1.12 * reach,
        )


def _assumption_format(plan: Plan, kind: str, id: str) -> str:
    return "percent_whole" if kind == "risk" else plan.assumptions[id].format


def pace_card(tracking: Tracking, language: Language) -> None:
    """Draw each quarter against its share of the year's target."""
    t = language.text
    shapes = rules(tracking.plan).pacing  # what another company's documents state says nothing of this plan's year
    offered = [id for id in SHAPES if id not in shapes or shapes[id].sources]
    shape = st.session_state.get(SHAPE)
    shape = shape if shape in offered else SHAPES[0]
    rows = tracking.paces[shape]
    reported = [one for one in rows if one.past]
    below = sum(one.judgement.status != "green" for one in reported)
    title = t("track-pace-title", count=len(reported), below=below)
    if not reported:
        title = t("track-pace-title-none")
    names = {id: track_text.shape_name(tracking.plan, id, language) for id in offered}
    with st.container(key="card-track-pace"):
        _heading_with_choice(title, _pace_subtitle(tracking.plan, shape, language), t("track-shape"), SHAPE, names)
        data = {
            "quarters": [
                {
                    "place": place,
                    "deviation": one.attainment - 1,
                    "past": one.past,
                    "status": one.judgement.status,
                    "shape": track_text.SHAPES[one.judgement.status],
                    "text": language.number(one.attainment, "percent_whole"),
                    "name": one.quarter[4:],
                    "tip": _pace_tip(one.quarter, one.target, one.actual, one.expected, one.judgement, language),
                }
                for place, one in enumerate(rows)
                if math.isfinite(one.attainment)
            ],
            "line": [{"y": 0}],
            "years": [
                {"place": 4 * place, "text": language.year(year)} for place, year in enumerate(tracking.plan.years)
            ],
        }
        reach = max([0.06, *(abs(one.attainment - 1) for one in rows if math.isfinite(one.attainment))])
        chart(
            paces.spec(),
            data,
            key="track-paces",
            alt=t("track-pace-alt", title=title),
            theme=reading.CSS_THEME | STATUS_THEME,
            reach=reach,
        )


def _pace_subtitle(plan: Plan, shape: str, language: Language) -> str:
    if shape not in rules().pacing:
        return language.text("track-pace-subtitle", shape="plan", shares="", place="")
    rule = rules().pacing[shape]
    return language.text(
        "track-pace-subtitle",
        shape="other",
        shares=track_text.shape_shares(rule, language),
        place=provenance.source_place(plan, rule.sources[0], language),
    )


def _pace_tip(
    quarter: str, target: float, actual: float, expected: float, judgement: Judgement, language: Language
) -> str:
    value = expected if math.isnan(actual) else actual
    return language.text(
        "track-pace-tip",
        quarter=language.period(quarter),
        known="no" if math.isnan(actual) else "yes",
        value=language.quantity(value, "money"),
        target=language.quantity(target, "money"),
        state=language.text(judgement.reason),
    )
