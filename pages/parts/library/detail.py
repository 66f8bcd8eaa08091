"""One scenario in full: what it says and what has changed since it was saved; its words, history and family below."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.parts.charts import paths
from pages.parts.library import about, actions, files, revisions, state
from pages.parts.library.state import plain
from pages.parts.library.target_status import FORMATS, against_target
from pages.parts.library.thumbnail import history_of
from pages.parts.reading import Column, Number, card, chart, note, numbers, sentence, table
from pages.parts.reading import listing as bullets
from sim.analysis.compare import MEASURES
from sim.analysis.text import chance_text
from sim.language import Language, key
from sim.store import Opened
from sim.store.statement import statement

HEADLINE = ("revenue", "p_target", "cagr", "margin", "market_share")
BOTH = ("revenue", "operating_profit", "margin", "market_share", "headcount", "programme_net", "cagr", "roi")


def show(id: str, language: Language, waiting: Any) -> None:
    """Draw the scenario.

    Raises
    ------
    StoreError
        There is no such scenario, or the library cannot be read.
    """
    opened = state.open_scenario(id)
    waiting.empty()
    files.notices()
    with st.container(key="lib-head", horizontal=True, vertical_alignment="top", gap="small"):
        sentence(_sentence(opened, language))
        actions.buttons(opened, language)
    numbers(_numbers(opened, language), language.text("headline-label"))
    _since(opened, language)
    left, right = st.columns([11, 8], gap="small")
    with left:
        _picture(opened, language)
    with right:
        about.about(opened, language)
    revisions.history(opened, language)
    revisions.family(opened, language)


# -- the answer -----------------------------------------------------------------------------------------------------
def _sentence(opened: Opened, language: Language) -> str:
    t, entry = language.text, opened.entry
    kpis, target = entry.kpis, entry.target
    against, tone = against_target(entry, language)
    chance = ""
    if kpis.p_target is not None:
        chance = t("library-one-chance", chance=chance_text(kpis.p_target, language))
    form = MEASURES[target.metric][1] if target.metric in MEASURES else "plain"
    met = against == t("library-met")
    return t(
        "library-one-short" if tone == "bad" else "library-one-met" if met else "library-one-above",
        name=plain(entry.name),
        revenue=language.quantity(kpis.revenue, "revenue"),
        year=str(kpis.year),
        against=against,
        target=language.quantity(target.value, form),
        chance=chance,
    )


def _numbers(opened: Opened, language: Language) -> list[Number]:
    """Return the headline numbers as saved; where they are others now, both."""
    t, kpis, now = language.text, opened.entry.kpis, opened.now
    items = []
    for metric in HEADLINE:
        form = FORMATS[metric]
        value = getattr(kpis, metric)
        written = "–" if value is None else _digits(metric, value, language)
        below, short = "", False
        if metric == "revenue":
            below, tone = against_target(opened.entry, language)
            short = tone == "bad"
        elif metric == "p_target":
            below = t("headline-chance-none") if value is None else ""
        today = None if now is None or metric == "p_target" else getattr(now.kpis, metric)
        if today is not None and value is not None and language.number(today, form) != written:
            below, short = t("library-now", value=language.quantity(today, form)), True
        label = t("library-number", measure=t(key("outcome", metric)), year=str(kpis.year))
        if metric in ("p_target", "cagr"):
            label = t(key("outcome", metric))
        items.append(Number(label, written, "" if value is None else language.unit(form), below, short))
    return items


def _digits(metric: str, value: float, language: Language) -> str:
    """Return a headline number without its unit, which stands small beside it."""
    if metric == "p_target":
        return chance_text(value, language).removesuffix(language.unit(FORMATS[metric])).rstrip()
    return language.number(value, FORMATS[metric])


def _since(opened: Opened, language: Language) -> None:
    """Draw what has changed since the scenario was saved, with both results."""
    t, said = language.text, statement(opened, language.id)
    if not said:
        return
    with card("lib-since", t("library-since-title"), t("library-since-subtitle")):
        bullets([plain(one, 1000) for one in said])
        now = opened.now
        if now is None or opened.changes.identical:
            return
        rows = []
        for metric in BOTH:
            form, change = MEASURES[metric][1], MEASURES[metric][2]
            one, other = getattr(opened.entry.kpis, metric), getattr(now.kpis, metric)
            if one is None or other is None:
                continue
            written = language.quantity(other - one, change, signed=True)
            same = language.number(other - one, change) == language.number(0.0, change)
            label = t(key("outcome", metric))
            rows.append([label, _amount(one, form, language), _amount(other, form, language), "–" if same else written])
        table(
            [
                Column(t("outcomes-measure")),
                Column(t("library-then"), "number"),
                Column(t("library-today"), "number"),
                Column(t("moved-change"), "number"),
            ],
            rows,
            t("library-since-title"),
        )


def _amount(value: float | None, form: str, language: Language) -> str:
    return "–" if value is None else language.quantity(value, form)


def _picture(opened: Opened, language: Language) -> None:
    """Draw revenue over the years: actual, as saved, and as of now where that differs."""
    t, entry = language.text, opened.entry
    scale = language.formats["revenue"].scale
    actual = history_of(entry.plan_id)
    stored = dict(zip(entry.years, entry.annual.get("revenue", ()), strict=False))
    runs = [(t("library-then"), stored)]
    if opened.now is not None and not opened.changes.identical:
        today = dict(zip(opened.now.years, map(float, opened.now.annual["revenue"]), strict=True))
        if any(abs(today.get(year, 0.0) - value) > 0.005 / scale for year, value in stored.items()):
            runs.append((t("library-today"), today))
    known = [
        {"x": year, "y": value * scale, "text": language.quantity(value, "revenue")}
        for year, value in sorted(actual.items())
    ]
    lines, labels = [], []
    for place, (name, run) in enumerate(runs):
        if known:
            lines.append({"place": place, "base": False, "mark": False} | known[-1])
        for year, value in sorted(run.items()):
            text = t("library-point", year=str(year), value=language.quantity(value, "revenue"))
            lines.append({"place": place, "base": False, "mark": True, "x": year, "y": value * scale, "text": text})
        if run:
            last = max(run)
            text = t("library-line", name=name, value=language.number(run[last], "revenue"))
            labels.append({"place": place, "x": last, "y": run[last] * scale, "text": text})
    target = []
    goal = entry.target
    if goal.metric == "revenue":
        target.append({"x0": goal.year - 0.3, "x1": goal.year + 0.12, "y": goal.value * scale})
        text = t("label-target", value=language.number(goal.value, "revenue"))
        labels.append({"place": -1, "x": goal.year, "y": goal.value * scale + 1e-9, "text": text})
    heights = [one["y"] for one in (*known, *lines, *target)] or [0.0, 1.0]
    low, high = min(heights), max(heights)
    years = sorted({int(one["x"]) for one in (*known, *lines)}) or [2024]
    span = max(high - low, 0.02 * abs(high), 1e-9)
    kpis = entry.kpis
    title = t("library-picture-title", revenue=language.quantity(kpis.revenue, "revenue"), year=str(kpis.year))
    with card("lib-picture", title, t("library-picture-subtitle", unit=language.unit("revenue"))):
        chart(
            paths.spec(),
            {
                "actual": known,
                "lines": lines,
                "target": target,
                "labels": labels,
                "ticks": [{"x": year, "text": str(year)} for year in years],
            },
            key="lib-paths",
            alt=title,
            xmin=years[0] - 0.08,
            xmax=years[-1] + 0.02,
            ymin=max(0.0, low - 0.25 * span),
            ymax=high + 0.08 * span,
            yformat=f",.{language.formats['revenue'].decimals}f",
        )
        note(_provenance(opened, language))


def _provenance(opened: Opened, language: Language) -> str:
    entry = opened.entry
    name = key("set", entry.assumption_set)
    return language.text(
        "library-provenance",
        plan=plain(entry.plan_id, 40),
        edition=entry.plan_hash[:8],
        set=language.text(name) if language.has(name) else plain(entry.assumption_set, 40),
        model=entry.model_version,
        seed=entry.seed,
        draws=language.number(entry.draws, "count"),
        hash=entry.scenario_hash[:8],
    )
