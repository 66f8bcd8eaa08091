"""What Python hands to the live stage: the one place where the contract with stage.js is defined.

`build` returns plain JSON: what a move changes. What it does not change stands in the frame (`frame`), which the stage
fetches once; the response table that a drag looks up follows when the point has settled (`strips`). Vectors of
outcomes travel as base64 of float32 (seven digits, more than any label shows). Rows, sentences and numbers that follow
a drag are templates (`pages.parts.charts.live`).

From the browser come two values: state `change` = `{"seq": int, "levers": {id: value}}` on release, one in flight,
latest wins; trigger `action` = `{"name": "undo" | "redo" | "save" | "preset" | "base", "value": str | None,
"seq": int}`. The payload repeats the last `seq` it has dealt with.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from pages.parts.charts import bridge
from pages.parts.charts.live import Live, LiveText, Vectors, encode
from pages.parts.stage.outcomes import column_names, outcome_matrix, outcome_vector, revenue_goal
from pages.parts.stage.titles import breakdown_titles, bridge_titles, trajectory_titles
from pages.parts.uncertainty.words import counts
from sim.analysis.uncertainty import Probability, sorted_quantiles
from sim.export.text import display_width
from sim.language import Language, key
from sim.plan import Lever, Plan, load_plan
from sim.response import response_table
from sim.risk import resolve
from sim.scenario import Scenario, TargetChoice

MOVED = 1e-9
LONG_NAME = 10
"""Letters of a base of comparison from which on titles that name it may take two lines."""
REACH_POSITIONS = 9
"""Positions a lever at which it is looked how far one move can lead, for the axes."""


@dataclass(frozen=True)
class View:
    """What the stage shows.

    Attributes
    ----------
    scenario : Scenario
    base : Scenario
        What every change is measured against, under the name `base_name` and id `base_id`.
    bases : (id, name) pairs to choose from.
    opening : str
        How the sentence begins while no lever is being dragged.
    previous : Scenario or None
        One step back, for replay.
    bands : "year" and "quarter" -> (quantile, time) [CNY_m]
        Revenue at the quantiles `spread.QUANTILES` of the futures; None where they are not simulated.
    bridge : (cause, CNY_m) pairs that sum to the difference in 2026 revenue; None while they are worked out.
    """

    plan: Plan
    scenario: Scenario
    base: Scenario
    base_id: str
    base_name: str
    bases: tuple[tuple[str, str], ...]
    opening: str
    previous: Scenario | None = None
    bridge: tuple[tuple[str, float], ...] | None = None
    chance: Probability | None = None
    bands: Mapping[str, np.ndarray] | None = None
    can_undo: bool = False
    can_redo: bool = False
    can_save: bool = False
    seq: int = 0


def packed(values: np.ndarray | Sequence[float], kind: str = "<f4") -> str:
    return base64.b64encode(np.ascontiguousarray(values, dtype=kind).tobytes()).decode("ascii")


def same(lever: Lever, one: Any, other: Any) -> bool:
    """Tell whether two values of a lever are the same to the eye and to the model."""
    return one == other if lever.is_choice else abs(one - other) <= MOVED * max(1.0, abs(other))


# -- templates ------------------------------------------------------------------------------------------------------
def headline(view: View, language: Language) -> list[dict[str, Any]]:
    """Return the five headline numbers: label, unit, live value, live change against the base."""
    plan, last = view.plan, view.plan.years[-1]
    t = language.text
    target = view.scenario.target

    def change(name: str, format: str, mode: str) -> LiveText:
        return LiveText(
            name,
            format,
            t("headline-change", change="{quantity}", base=view.base_name),
            mode=mode,  # type: ignore[arg-type]
            signed=True,
            zero=t("headline-same", base=view.base_name),
        )

    def item(id: str, label: str, name: str, format: str, change_format: str, mode: str) -> dict[str, Any]:
        return {
            "id": id,
            "label": label,
            "value": LiveText(name, format),
            "unit": language.unit(format),
            "note": change(name, change_format, mode),
        }

    chance: dict[str, Any] = {
        "id": "chance",
        "label": chance_label(target, last, language),
        "value": "–",
        "unit": "",
        "note": t("headline-chance-none"),
    }
    if view.chance:
        chance |= {
            "value": language.number(view.chance.value, "percent_whole"),
            "unit": language.unit("percent_whole"),
            "note": t(
                "headline-chance-error",
                error=language.quantity(view.chance.error, "points"),
                draws=language.number(view.chance.draws, "count"),
            ),
            "settling": t("headline-chance-settling"),
        }
    span = {"from": str(plan.base_year), "to": str(last)[-2:] if language.id == "en" else str(last)}
    return [
        item("revenue", t("headline-revenue", year=str(last)), f"revenue.{last}", "revenue", "percent", "ratio"),
        chance,
        item("cagr", t("headline-cagr", **span), "cagr", "percent", "points", "difference"),
        item("margin", t("headline-margin", year=str(last)), "margin", "percent", "points", "difference"),
        item("share", t("headline-share", year=str(last)), "market_share", "percent", "points", "difference"),
    ]


def sentence(view: View, language: Language) -> dict[str, Any]:
    """Return the sentence in words: one text a case, with the numbers that go into it."""
    t = language.text
    last = view.plan.years[-1]
    words = {
        "revenue": "⟦revenue⟧",
        "gap": "⟦gap⟧",
        "opening": "⟦opening⟧",
        "futures": "⟦futures⟧",
    }
    return {
        "on": LiveText("gap", "revenue"),
        "short": t("sentence-short", **words),
        "over": t("sentence-over", **words),
        "met": t(
            "sentence-met",
            **{key: words[key] for key in ("opening", "revenue", "futures")},
            forced=forced(view.scenario),
        ),
        "opening": view.opening,
        "futures": futures(view.chance, view.scenario.target, last, language) if view.chance else "",
        "moved": with_forced(t("opening-own"), view.scenario, language),
        "before": t("opening-before"),
        "base": t("opening-base", base=view.base_name),
        "numbers": {
            "revenue": LiveText(f"revenue.{last}", "revenue", "{quantity}"),
            "gap": LiveText("gap", "revenue", t("amount-short", number="{number}"), absolute=True),
        },
    }


def forced(scenario: Scenario) -> int:
    """Return how many risk cases are set to strike for certain."""
    return sum(setting.mode == "on" for setting in resolve(load_plan(scenario.plan_id), scenario.risks).values())


def with_forced(opening: str, scenario: Scenario, language: Language) -> str:
    """Return how a sentence begins, saying so where risk cases are forced on: its numbers hold only with them."""
    count = forced(scenario)
    return language.text("uncertainty-forced", opening=opening, count=count) if count else opening


TARGET_FORMATS = {"revenue": "revenue", "operating_profit": "money", "market_share": "percent"}


def chance_label(target: TargetChoice, last: int, language: Language) -> str:
    """Return what the chance is of; measure and year are named where they are not the usual ones."""
    value = language.quantity(target.value, TARGET_FORMATS[target.metric])
    if (target.metric, target.year) == ("revenue", last):
        return language.text("headline-chance", target=value)
    measure = language.text(key("outcome", target.metric))
    return language.text("headline-chance-of", target=value, measure=measure, year=str(target.year))


def futures(chance: Probability, target: TargetChoice, last: int, language: Language) -> str:
    """Return the chance in counts that people can picture."""
    count, of = counts(chance.value)
    if (target.metric, target.year) != ("revenue", last):
        what = chance_label(target, last, language)
        return language.text("futures-other", what=what, share=language.quantity(chance.value, "percent_whole"))
    if count in (0, of):
        return language.text("futures-none" if count == 0 else "futures-all")
    return language.text("futures-some", count=count, of=of)


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

    def band(kind: str, times: Sequence[int], start: list[dict[str, float]]) -> list[dict[str, float]]:
        if view.bands is None:
            return []
        fields = ("low80", "low50", "high50", "high80")
        rows = [dict(zip(fields, values, strict=True)) for values in (view.bands[kind].T * scale).tolist()]
        return start + [{"x": x, **row} for x, row in zip(times, rows, strict=True)]

    known = plan.history[base_year] * scale
    target = view.scenario.target
    annual: dict[str, Any] = {
        "band": band(
            "year", plan.years, [{"x": base_year, "low80": known, "low50": known, "high50": known, "high80": known}]
        ),
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
        "ticks": [{"x": year, "text": str(year)} for year in (*sorted(plan.history)[:-1], *places)],
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
    quarterly = {
        "band": band("quarter", range(len(names)), []),
        "lines": [
            {"x": x, "y": vectors[series][name] * scale, "series": series}
            for series in ("baseline", "plan")
            for x, name in enumerate(names)
        ],
        "current": [{"x": x, "y": Live(name, scale), "future": True} for x, name in enumerate(names)],
        "target": [],
        "labels": labels(len(names) - 1, names[-1]),
        "ticks": [{"x": x, "text": label[:4] if x % 4 == 0 else label[4:]} for x, label in enumerate(plan.quarters)],
    }
    return {
        "year": {"data": annual, "x": [min(plan.history) - 0.12, last]},
        "quarter": {"data": quarterly, "x": [-0.3, len(names) - 1]},
    }


def breakdown_data(view: View, language: Language) -> dict[str, Any]:
    """Return the data of the breakdown by region and product."""
    bars, totals = [], []
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
                "text": LiveText(whole, "money"),
            }
        )
    return {"bars": bars, "totals": totals}


OUTCOMES = {
    "revenue": ("money", "ratio", "percent"),
    "operating_profit": ("money", "ratio", "percent"),
    "margin": ("percent", "difference", "points"),
    "market_share": ("percent", "difference", "points"),
    "headcount": ("people", "difference", "people"),
    "revenue_per_rep": ("money_fine", "ratio", "percent"),
    "new_product_share": ("percent", "difference", "points"),
    "programme_net": ("money_fine", "difference", "money_fine"),
}
"""The table of outcomes: format of the value, how the change is taken, format of the change."""


def outcome_rows(plan: Plan, language: Language) -> list[dict[str, Any]]:
    """Return the table of outcomes: name, base, current, change."""
    columns = {"revenue": f"revenue.{plan.years[-1]}"}
    return [
        {
            "name": language.text(key("outcome", metric)),
            "base": LiveText(columns.get(metric, metric), format, "{quantity}", of="base"),
            "current": LiveText(columns.get(metric, metric), format, "{quantity}"),
            "change": LiveText(columns.get(metric, metric), change, "{quantity}", mode=mode, signed=True, zero="–"),  # type: ignore[arg-type]
        }
        for metric, (format, mode, change) in OUTCOMES.items()
    ]


# -- levers ---------------------------------------------------------------------------------------------------------
def written(lever: Lever, value: Any, language: Language) -> str:
    """Return a lever's value with its unit."""
    if lever.is_choice:
        return language.text(key("choice", value))
    return language.quantity(value, lever.format)


def moved_rows(view: View, language: Language) -> list[dict[str, str]]:
    """Return the table of levers that differ from the base: name, base, current, change."""
    rows = []
    for id, lever in view.plan.levers.items():
        old, new = view.base.levers[id], view.scenario.levers[id]
        if same(lever, new, old):
            continue
        change = ""
        if not lever.is_choice:
            format = "points" if lever.format.startswith("percent") else lever.format
            change = language.quantity(new - old, format, signed=True)
        name = language.text(key("lever", id))
        row = {"name": name, "base": written(lever, old, language), "current": written(lever, new, language)}
        rows.append({**row, "change": change})
    return rows


# -- axes -----------------------------------------------------------------------------------------------------------
def nice_range(low: float, high: float, steps: int = 5) -> tuple[float, float]:
    """Return a range with round ends that holds both values with a little air."""
    span = max(high - low, 1e-9)
    raw = span / steps
    unit = 10.0 ** np.floor(np.log10(raw))
    step = float(min((m * unit for m in (1, 2, 2.5, 5, 10) if m * unit >= raw), default=10 * unit))
    return float(np.floor(low / step - 0.15) * step), float(np.ceil(high / step + 0.05) * step)


def axis_ranges(view: View, vectors: Vectors, matrix: np.ndarray, language: Language) -> dict[str, Any]:
    """Return the axis ranges: wide enough for everything one lever can do from here, so that a drag stays inside."""
    plan, names = view.plan, column_names(view.plan)
    scale = language.formats["revenue"].scale

    def reach(columns: Sequence[str], extra: Sequence[float] = ()) -> tuple[float, float]:
        rows = [names.index(name) for name in columns]
        shown = [vectors[of][name] for of in vectors for name in columns]
        values = [*shown, *extra]
        low, high = min(values), max(values)
        # Extreme positions of strong levers would flatten everything else: one drag in twelve may leave the field.
        (wide_low,), (wide_high,) = (
            sorted_quantiles(matrix[rows].min(axis=0), (0.04,)),
            sorted_quantiles(matrix[rows].max(axis=0), (0.92,)),
        )
        return min(low, float(wide_low)), max(high, float(wide_high))

    history = list(plan.history.values())
    spread = {kind: view.bands[kind].ravel().tolist() if view.bands else [] for kind in ("year", "quarter")}
    goal = revenue_goal(view.scenario, plan)
    annual = reach([f"revenue.{year}" for year in plan.years], [*history, goal, *spread["year"]])
    quarter = reach([f"quarter.{label}" for label in plan.quarters], spread["quarter"])
    regions = reach([f"region.{region}" for region in plan.regions])
    return {
        "year": list(nice_range(annual[0] * scale, annual[1] * scale)),
        "quarter": list(nice_range(quarter[0] * scale, quarter[1] * scale)),
        "breakdown": regions[1] * 1.02,
    }


# -- the whole ------------------------------------------------------------------------------------------------------
def vectors_of(view: View) -> dict[str, dict[str, float]]:
    """Return the outcomes of the current scenario, its base, the plan and the baseline, all under equal assumptions.

    Plan and baseline are run under the scenario's own assumptions, so that the chart compares programmes and not
    beliefs; the base of comparison keeps its own.
    """
    target = revenue_goal(view.scenario, view.plan)
    plan = view.scenario.with_levers(view.plan.presets["plan"])
    return {
        "current": run_outcomes(view.scenario, target),
        "base": run_outcomes(view.base, target),
        "plan": run_outcomes(plan, target),
        # The baseline does not know the levers, so that every move of them finds it here.
        "baseline": run_outcomes(plan, target, baseline=True),
    }


@lru_cache(maxsize=1024)
def run_outcomes(scenario: Scenario, target: float, baseline: bool = False) -> dict[str, float]:
    """Return the outcomes of a scenario's run, or of its baseline's; bases and the step before recur at every move."""
    return outcome_vector(scenario.baseline() if baseline else scenario.run(), target)


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


def charts(view: View, vectors: Vectors, matrix: np.ndarray, language: Language) -> dict[str, Any]:
    """Return the three charts: data templates, titles, axes."""
    t, last = language.text, view.plan.years[-1]
    names = {"base": view.base_name}
    gap = LiveText("gap", "revenue", t("amount-short", number="{number}"), absolute=True)
    revenue = LiveText(f"revenue.{last}", "revenue", "{quantity}")
    money, unit, year = language.unit("money"), language.unit("revenue"), str(last)
    bands = t("trajectory-bands") if view.bands is not None else ""
    difference = abs(vectors["current"][f"revenue.{last}"] - vectors["base"][f"revenue.{last}"]) > MOVED
    return {
        "axes": axis_ranges(view, vectors, matrix, language),
        "trajectory": {
            "views": trajectory_views(view, vectors, language),
            "format": f".{language.formats['revenue'].decimals if language.id != 'en' else 1}f",
            "titles": trajectory_titles(view, language),
            "numbers": {"gap": gap, "revenue": revenue},
            "subtitles": {
                "year": t("trajectory-subtitle-year", unit=unit, to=str(view.plan.base_year)) + bands,
                "quarter": t("trajectory-subtitle-quarter", unit=unit) + bands,
            },
            "alt": t("trajectory-alt", title="⟦title⟧"),
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
            "subtitle": t("breakdown-subtitle", unit=money, year=year, **names),
            "alt": t("breakdown-alt", year=year),
        },
    }


def reach(scenario: Scenario) -> np.ndarray:
    """Return where one move of one lever can lead from here. Shape (outcome, draw), as `column_names`."""
    table = response_table(scenario, most=REACH_POSITIONS)
    return outcome_matrix(table.results, revenue_goal(scenario, load_plan(scenario.plan_id)))


def build(view: View, language: Language) -> dict[str, Any]:
    """Return what a move changes on the stage, as plain JSON; the rest stands in its frame.

    Keys
    ----
    seq : last change or action dealt with
    vectors : name → float32 × outcome, in the order of the frame's columns
    values, against : every lever's value and what it is measured against, in the order of the frame's levers
    presets, bases, previous, can, texts : the rail and the buttons
    sentence, headline, charts, moved : templates and rows
    long : whether titles that name the base of comparison need room for two lines
    """
    plan = view.plan
    names = column_names(plan)
    vectors = vectors_of(view)
    sent = dict(vectors)
    if view.previous is not None:
        sent["previous"] = run_outcomes(view.previous, revenue_goal(view.scenario, plan))
    templates = {
        "headline": headline(view, language),
        "sentence": sentence(view, language),
        "charts": charts(view, vectors, reach(view.scenario), language),
    }
    levers = view.scenario.levers
    return {
        "seq": view.seq,
        "texts": {
            "moved": language.text("moved-title", base=view.base_name),
            "none": language.text("moved-none", base=view.base_name),
            "base": language.text("moved-from", base=view.base_name),
        },
        "vectors": {name: packed([vector[column] for column in names]) for name, vector in sent.items()},
        "values": [levers[id] for id in plan.levers],
        "against": [view.base.levers[id] for id in plan.levers],
        "presets": [
            {
                "id": preset,
                "label": language.text(key("preset", preset)),
                "active": all(same(plan.levers[id], levers[id], value) for id, value in values.items()),
            }
            for preset, values in plan.presets.items()
        ],
        "bases": [{"id": id, "label": name, "active": id == view.base_id} for id, name in view.bases],
        "previous": dict(view.previous.levers) if view.previous else None,
        "can": {
            "undo": view.can_undo,
            "redo": view.can_redo,
            "replay": view.previous is not None,
            "save": view.can_save,
        },
        "moved": moved_rows(view, language),
        "long": display_width(view.base_name) > LONG_NAME,
        **encode(templates, {name: place for place, name in enumerate(names)}),
    }
