"""One scenario in full: what it says and what has changed since it was saved; its words, history and family below."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from pages.parts import revenue_paths
from pages.parts.library import about, actions, files, revisions, state
from pages.parts.library.target_status import against_target, likely_band
from pages.parts.library.thumbnail import history_of
from pages.parts.reading import Column, Number, card, note, numbers, sentence, table
from pages.parts.reading import listing as bullets
from pages.parts.writing import plain
from sim.language import Language, key
from sim.model.kinds import Growth
from sim.model.measure_base import Level
from sim.model.measures import REVENUE, measures, saved_measures
from sim.model.quantities import CHANCE
from sim.store import Opened, open_store
from sim.store.outlooks import complete
from sim.store.statement import statement


def show(id: str, language: Language, waiting: Any) -> None:
    """Draw the scenario.

    Raises
    ------
    StoreError
        There is no such scenario, or the library cannot be read.
    """
    opened = state.open_scenario(id)
    (entry,) = complete(open_store(), (opened.entry,))
    opened = replace(opened, entry=entry)
    waiting.empty()
    files.notices()
    own = entry.vocabulary(language)
    with st.container(key="lib-head", horizontal=True, vertical_alignment="top", gap="small"):
        sentence(_sentence(opened, own))
        actions.buttons(opened, language)
    numbers(_numbers(opened, own), language.text("headline-label"))
    _since(opened, language)
    left, right = st.columns([11, 8], gap="small")
    with left:
        _picture(opened, own)
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
        chance = t("library-one-chance", chance=CHANCE.format(language, kpis.p_target))
    met = against == t("library-met")
    return t(
        "library-one-short" if tone == "bad" else "library-one-met" if met else "library-one-above",
        name=plain(entry.name),
        revenue=REVENUE.format(language, kpis["revenue"]),
        year=str(kpis.year),
        against=against,
        target=target.measure.format(language, target.value),
        sense=target.sense,
        chance=chance,
    )


def _numbers(opened: Opened, language: Language) -> list[Number]:
    """Return the headline numbers as saved; where they are others now, both."""
    t, kpis, now = language.text, opened.entry.kpis, opened.now
    items: list[Number] = []
    for one in measures(Level.HEADLINE):
        value = kpis[one.id]
        drawn = one.needs == "futures"
        written = one.number(language, value)
        below, short = "", False
        if one is REVENUE:
            below, tone = against_target(opened.entry, language)
            short = tone == "bad"
        elif drawn:
            below = t("headline-chance-none") if value is None else likely_band(opened.entry, language)
        today = None if now is None or drawn else now.kpis[one.id]
        if today is not None and value is not None and one.number(language, today) != written:
            below, short = t("library-now", value=one.format(language, today)), True
        label = t("library-number", measure=one.name(language), year=str(kpis.year))
        if drawn or isinstance(one, Growth):
            label = one.name(language)
        items.append(Number(label, written, "" if value is None else one.quantity.name_of_unit(language), below, short))
    return items


def _since(opened: Opened, language: Language) -> None:
    """Draw what has changed since the scenario was saved, with both results."""
    t, said = language.text, statement(opened, language.id)
    if not said:
        return
    with card("lib-since", t("library-since-title"), t("library-since-subtitle")):
        bullets([plain(one, 1000) for one in said])
        now = opened.now
        if now is None or not opened.differs_now:
            return
        rows: list[list[Any]] = []
        for one in saved_measures(Level.DETAIL):
            then, today = opened.entry.kpis[one.id], now.kpis[one.id]
            if then is None or today is None:
                continue
            change = "–" if one.is_nothing(language, today - then) else one.format_change(language, today - then)
            rows.append([one.name(language), one.format(language, then), one.format(language, today), change])
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


def _picture(opened: Opened, language: Language) -> None:
    """Draw revenue over the years: actual, as saved, and as of now where that differs."""
    t, entry = language.text, opened.entry
    stored = dict(zip(entry.years, entry.annual.get("revenue", ()), strict=False))
    runs = [revenue_paths.Run(t("library-then"), stored)]
    if opened.now is not None and opened.differs_now:
        today = dict(zip(opened.now.years, map(float, opened.now.annual["revenue"]), strict=True))
        least = 0.005 / language.formats["revenue"].scale
        if any(abs(today.get(year, 0.0) - value) > least for year, value in stored.items()):
            runs.append(revenue_paths.Run(t("library-today"), today))
    goal = (entry.target.year, entry.target.value) if entry.target.metric == "revenue" else None
    kpis = entry.kpis
    title = t("library-picture-title", revenue=REVENUE.format(language, kpis["revenue"]), year=str(kpis.year))
    with card("lib-picture", title, t("library-picture-subtitle", unit=REVENUE.quantity.name_of_unit(language))):
        revenue_paths.draw("lib-paths", history_of(entry), runs, goal, title, language)
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
