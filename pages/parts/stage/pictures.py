"""The stage's three charts: data as templates that follow a drag, titles, and axes that hold every drag."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from pages.parts.charts import bridge
from pages.parts.charts.base import letters_of
from pages.parts.charts.live import Live, LiveText, Vectors
from pages.parts.stage.goal import goal
from pages.parts.stage.outcomes import Reach, reach_of, revenue_goal
from pages.parts.stage.titles import breakdown_format, breakdown_titles, bridge_titles, trajectory_titles
from pages.parts.stage.view import MOVED, View
from sim.analysis.uncertainty import sorted_quantiles
from sim.language import Language, key
from sim.model.axes import Array
from sim.model.measures import PARTS_OF_YEAR, whole_and_part
from sim.scenario import Scenario
from sim.scenario.response import response_table

DRAWN = 9
"""Decimals with which the fan is sent: no eye sees more."""
REACH_POSITIONS = 9
"""Positions a lever at which it is looked how far one move can lead, for the axes."""


def trajectory_views(view: View, vectors: Vectors, language: Language) -> dict[str, Any]:
    """Return the data of the trajectory by year and by quarter."""
    plan, t = view.plan, language.text
    scale = language.formats["revenue"].scale
    last, base_year = plan.years[-1], plan.base_year
    places = [base_year, *plan.years]

    def path(series: str, of: str) -> list[dict[str, Any]]:
        start = {"x": base_year, "y": plan.history[base_year] * scale, "series": series}
        return [start, *({"x": y, "y": vectors[of][f"revenue.{y}"] * scale, "series": series} for y in plan.years)]

    def labels(x: float, name: str) -> list[dict[str, Any]]:
        current = LiveText(name, "revenue", t("label-current", value="{number}"))

        def label(of: str, text: str) -> str:
            return t(text, value=language.number(vectors[of][name], "revenue"))

        return [
            {"series": "plan", "x": x, "y": vectors["plan"][name] * scale, "text": label("plan", "label-plan")},
            {"series": "current", "x": x, "y": Live(name, scale), "text": current},
            {
                "series": "baseline",
                "x": x,
                "y": vectors["baseline"][name] * scale,
                "text": label("baseline", "label-baseline"),
            },
        ]

    bands = band_rows(view, language)
    target = view.scenario.target
    annual: dict[str, Any] = {
        "band": bands["year"],
        "lines": [
            *({"x": year, "y": value * scale, "series": "actual"} for year, value in sorted(plan.history.items())),
            *path("baseline", "baseline"),
            *path("plan", "plan"),
        ],
        "current": [
            {"x": base_year, "y": plan.history[base_year] * scale, "future": False},
            *({"x": year, "y": Live(f"revenue.{year}", scale), "future": True} for year in plan.years),
        ],
        "target": [],
        "labels": labels(last, f"revenue.{last}"),
        "ticks": [{"x": year, "text": language.year(year)} for year in (*sorted(plan.history)[:-1], *places)],
    }
    if target.metric == "revenue":
        amount = target.value * scale
        annual["target"] = [{"x0": target.year - 0.32, "x1": target.year, "y": amount}]
        annual["labels"].insert(
            0,
            {
                "series": "target",
                "x": target.year,
                "y": amount * (1 + 1e-9),
                "text": t("label-target", value=language.number(target.value, "revenue")),
            },
        )
    names = [f"quarter.{label}" for label in plan.quarters]
    mark, marked = goal_by_quarter(view, scale, language)
    quarterly = {
        "band": bands["quarter"],
        "lines": [
            {"x": x, "y": vectors[series][name] * scale, "series": series}
            for series in ("baseline", "plan")
            for x, name in enumerate(names)
        ],
        "current": [{"x": x, "y": Live(name, scale), "future": True} for x, name in enumerate(names)],
        "target": mark,
        "labels": [*marked, *labels(len(names) - 1, names[-1])],
        "ticks": [{"x": x, "text": text} for x, text in enumerate(language.quarter_ticks(plan.quarters))],
    }
    return {
        "year": {"data": annual, "x": [min(plan.history) - 0.12, last]},
        "quarter": {"data": quarterly, "x": [-0.3, len(names) - 1]},
    }


def goal_by_quarter(view: View, scale: float, language: Language) -> tuple[list[Any], list[Any]]:
    """Return the mark and the label of a target of a half or a quarter over its quarters, as what each has to bring."""
    goal = revenue_goal(view.scenario)
    part = whole_and_part(goal.metric)[1]
    if not part:
        return [], []
    first = view.plan.quarters_of(goal.year).start
    places = [first + place for place in PARTS_OF_YEAR[part]]
    amount, ends = goal.value / len(places), (places[0] - 0.32, places[-1] + 0.32)
    text = "label-target" if len(places) == 1 else "label-target-each"
    written = language.text(text, value=language.number(amount, "revenue"))
    return (
        [{"x0": ends[0], "x1": ends[1], "y": amount * scale}],
        [{"series": "target", "x": ends[1], "y": amount * scale * (1 + 1e-9), "text": written}],
    )


def band_rows(view: View, language: Language) -> dict[str, list[dict[str, float]]]:
    """Return the fan by year and by quarter; no rows while the futures are simulated."""
    plan, scale = view.plan, language.formats["revenue"].scale
    if view.bands is None:
        return {"year": [], "quarter": []}
    fields = ("low80", "low50", "high50", "high80")

    def rows(kind: str, times: Sequence[int]) -> list[dict[str, float]]:
        values = np.round((view.bands or {})[kind].T * scale, DRAWN)
        return [{"x": x, **dict(zip(fields, row, strict=True))} for x, row in zip(times, values.tolist(), strict=True)]

    known = plan.history[plan.base_year] * scale
    start = {"x": plan.base_year, **dict.fromkeys(fields, known)}
    return {"year": [start, *rows("year", plan.years)], "quarter": rows("quarter", range(plan.quarter_count))}


def breakdown_data(view: View, language: Language) -> dict[str, Any]:
    """Return the data of the breakdown by region and product."""
    bars: list[dict[str, Any]] = []
    totals: list[dict[str, Any]] = []
    regions = tuple(f"region.{region}" for region in view.plan.regions)
    for place, region in enumerate(view.plan.regions):
        whole = f"region.{region}"
        bars.append({"place": place, "x0": 0, "x1": Live(f"core.{region}"), "product": "core"})
        bars.append({"place": place, "x0": Live(f"core.{region}"), "x1": Live(whole), "product": "new"})
        totals.append(
            {
                "place": place,
                "name": language.text(key("region", region)),
                "total": Live(whole),
                "base": Live(whole, of="base"),
                "text": LiveText(whole, breakdown_format(view), parts=regions),
            }
        )
    totals[0]["letters"] = max(letters_of(one["name"]) for one in totals)
    return {"bars": bars, "totals": totals}


def bridge_data(view: View, vectors: Vectors, language: Language) -> dict[str, Any] | None:
    """Return the bridge's data and axis; None while the causes are worked out."""
    if view.bridge is None:
        return None
    name = f"revenue.{view.plan.years[-1]}"
    base, current = vectors["base"][name], vectors["current"][name]

    def digits(value: float, signed: bool = False) -> str:
        return language.number(value, "money", signed=signed)

    parts = [(cause, amount, digits(amount, True)) for cause, amount in view.bridge]
    data = bridge.rows(
        (view.base_name, base, digits(base)), parts, (language.text("bridge-current"), current, digits(current))
    )
    return {
        "data": data,
        "y": list(bridge.domain(base, [amount for _, amount in view.bridge])),
        "lines": max(len(step["name"]) if isinstance(step["name"], list) else 1 for step in data["steps"]),
    }


def nice_range(low: float, high: float, steps: int = 5) -> tuple[float, float]:
    """Return a range with round ends that holds both values with a little air."""
    span = max(high - low, 1e-9)
    raw = span / steps
    unit = 10.0 ** np.floor(np.log10(raw))
    step = float(min((m * unit for m in (1, 2, 2.5, 5, 10) if m * unit >= raw), default=10 * unit))
    return float(np.floor(low / step - 0.15) * step), float(np.ceil(high / step + 0.05) * step)


def axis_ranges(view: View, vectors: Vectors, far: Reach, language: Language) -> dict[str, Any]:
    """Return the axis ranges: wide enough for everything one lever can do from here, so that a drag stays inside."""
    plan, scale = view.plan, language.formats["revenue"].scale

    def ends(columns: Sequence[str], rows: Array, extra: Sequence[float] = ()) -> tuple[float, float]:
        shown = [vectors[of][name] for of in vectors for name in columns]
        values = [*shown, *extra]
        low, high = min(values), max(values)
        # Extreme positions of strong levers would flatten everything else: one drag in twelve may leave the field.
        (wide_low,), (wide_high,) = (
            sorted_quantiles(rows.min(axis=0), (0.04,)),
            sorted_quantiles(rows.max(axis=0), (0.92,)),
        )
        return min(low, float(wide_low)), max(high, float(wide_high))

    history = list(plan.history.values())
    spread = {kind: view.bands[kind].ravel().tolist() if view.bands else [] for kind in ("year", "quarter")}
    aim = revenue_goal(view.scenario)
    part = whole_and_part(aim.metric)[1]
    each = [aim.value / len(PARTS_OF_YEAR[part])] if part else []
    annual = ends(
        [f"revenue.{year}" for year in plan.years],
        far.year,
        [*history, *spread["year"], *([] if part else [aim.value])],
    )
    quarter = ends([f"quarter.{label}" for label in plan.quarters], far.quarter, [*spread["quarter"], *each])
    regions = ends([f"region.{region}" for region in plan.regions], far.region)
    return {
        "year": list(nice_range(annual[0] * scale, annual[1] * scale)),
        "quarter": list(nice_range(quarter[0] * scale, quarter[1] * scale)),
        "breakdown": regions[1] * 1.02,
    }


def charts(view: View, vectors: Vectors, far: Reach | None, language: Language) -> dict[str, Any]:
    """Return the three charts: data templates, titles, axes; no axes without `far` (see `axis_ranges`)."""
    t, last = language.text, view.plan.years[-1]
    names = {"base": view.base_name}
    gap = LiveText("gap", "money", "{quantity}", absolute=True)
    revenue = LiveText(f"revenue.{last}", "revenue", "{quantity}")
    money, unit, year = language.unit("money"), language.unit("revenue"), str(last)
    bands = t("trajectory-bands")
    difference = abs(vectors["current"][f"revenue.{last}"] - vectors["base"][f"revenue.{last}"]) > MOVED
    return {
        "axes": None if far is None else axis_ranges(view, vectors, far, language),
        "trajectory": {
            "views": trajectory_views(view, vectors, language),
            "format": f",.{language.formats['revenue_axis'].decimals}f",
            "titles": trajectory_titles(view, language),
            "numbers": {"gap": gap, "revenue": revenue},
            "subtitles": {
                "year": t("trajectory-subtitle-year", unit=unit, to=str(view.plan.base_year)) + bands,
                "quarter": t("trajectory-subtitle-quarter", unit=unit) + bands,
            },
            "alt": t("trajectory-alt", title="⟦title⟧"),
            "goal": goal(view.scenario, language),
        },
        "bridge": {
            "rows": bridge_data(view, vectors, language),
            **bridge_titles(view, vectors, language),
            "subtitle": t("bridge-subtitle", unit=money, year=year),
            "empty": None if difference and view.bridge else t("bridge-waiting" if difference else "bridge-empty"),
            "waiting": t("bridge-waiting"),
            "alt": t("bridge-alt", **names),
        },
        "breakdown": {
            "data": breakdown_data(view, language),
            **breakdown_titles(view, language),
            "subtitle": t(
                "breakdown-subtitle",
                unit=language.unit(breakdown_format(view)),
                year=year,
                kinds=len(view.plan.products),
                **names,
            ),
            "alt": t("breakdown-alt", year=year),
        },
    }


def reach(scenario: Scenario) -> Reach:
    """Return where one move of one lever can lead from here."""
    return reach_of(response_table(scenario, most=REACH_POSITIONS).results)
