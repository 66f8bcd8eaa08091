"""One scenario in full: what it says, what has changed since it was saved, its words, history and family."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.parts import export
from pages.parts.charts import paths
from pages.parts.library import files, listing, past, state
from pages.parts.library.standing import FORMATS, against_target
from pages.parts.library.state import attempt, plain, say, when
from pages.parts.library.thumbnail import history_of
from pages.parts.reading import Column, Number, card, chart, note, numbers, sentence, table
from pages.parts.reading import listing as bullets
from sim.analysis.compare import MEASURES
from sim.language import Language, key
from sim.store import Opened, open_store
from sim.store.texts import NAME_LIMIT, NOTE_LIMIT, TAG_COUNT, TAG_LIMIT, numbered

HEADLINE = ("revenue", "p_target", "cagr", "margin", "market_share")
BOTH = ("revenue", "operating_profit", "margin", "market_share", "headcount", "programme_net", "cagr", "roi")


def back() -> None:
    state.show(scenario="")


def show(id: str, language: Language, waiting: Any) -> None:
    """Draw the scenario.

    Raises
    ------
    StoreError
        There is no such scenario, or the library cannot be read.
    """
    opened = state.opened(id)
    waiting.empty()
    files.notices()
    with st.container(key="lib-head", horizontal=True, vertical_alignment="top", gap="small"):
        sentence(_sentence(opened, language))
        _actions(opened, language)
    numbers(_numbers(opened, language), language.text("headline-label"))
    _since(opened, language)
    left, right = st.columns([11, 8], gap="small")
    with left:
        _picture(opened, language)
    with right:
        _about(opened, language)
    past.history(opened, language)
    past.family(opened, language)


# -- the answer -----------------------------------------------------------------------------------------------------
def _sentence(opened: Opened, language: Language) -> str:
    t, entry = language.text, opened.entry
    kpis, target = entry.kpis, entry.target
    against, tone = against_target(entry, language)
    chance = ""
    if kpis.p_target is not None:
        chance = t("library-one-chance", chance=language.quantity(kpis.p_target, "percent_whole"))
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
        written = "–" if value is None else language.number(value, form)
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


def _since(opened: Opened, language: Language) -> None:
    """Draw what has changed since the scenario was saved, with both results."""
    t, said = language.text, opened.statement(language.id)
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


# -- what can be done -----------------------------------------------------------------------------------------------
def _actions(opened: Opened, language: Language) -> None:
    t, entry = language.text, opened.entry
    with st.container(key="lib-actions", horizontal=True, gap="small", width="content"):
        st.button(t("library-back"), icon=":material/arrow_back:", key="lib-back", on_click=back, type="tertiary")
        if entry.in_bin:
            st.button(
                t("library-restore"), type="primary", key="lib-undelete", on_click=_restore, args=(entry.id, language)
            )
            with st.popover(t("library-purge"), key="lib-purge"):
                st.markdown(t("library-purge-one"))
                st.button(t("library-purge"), key="lib-purge-do", on_click=_purge, args=(entry.id, language))
            return
        st.button(
            t("library-open-simulator"),
            type="primary",
            key="lib-open",
            icon=":material/tune:",
            on_click=_open,
            args=(entry.id,),
            disabled=opened.scenario is None,
        )
        entrant = state.entrant_of(opened)
        if entrant is not None:
            export.menu((entrant,), language, prefix="lib-export")
        with st.popover("", icon=":material/more_horiz:", key="lib-more", help=t("library-more")):
            st.button(
                t("library-unfavour") if entry.favourite else t("library-favour"),
                key="lib-favourite",
                icon=":material/star:",
                width="stretch",
                on_click=_favourite,
                args=(entry.id, not entry.favourite),
            )
            st.button(
                t("library-duplicate"),
                key="lib-duplicate",
                icon=":material/content_copy:",
                width="stretch",
                on_click=_duplicate,
                args=(entry.id, entry.name, language),
            )
            st.button(
                t("library-delete"),
                key="lib-delete",
                icon=":material/delete:",
                width="stretch",
                on_click=_delete,
                args=(entry.id, language),
            )


def _open(id: str) -> None:
    problem = state.open_in_simulator(id)
    if problem:
        say(problem, problem=True)
    else:
        st.session_state[listing.GO] = "simulator"


def _favourite(id: str, on: bool) -> None:
    attempt(lambda: open_store().set_favourite(id, on, by=state.person()))


def _duplicate(id: str, name: str, language: Language) -> None:
    def work() -> None:
        copy = open_store().save_as(id, numbered(name, 2), by=state.person(), on_clash="number")
        state.show(scenario=copy.id)
        say(language.text("library-duplicated", name=plain(copy.name)))

    attempt(work)


def _delete(id: str, language: Language) -> None:
    if attempt(lambda: open_store().delete(id, by=state.person())):
        say(language.text("library-deleted", count=1), (id,))
        back()


def _restore(id: str, language: Language) -> None:
    if attempt(lambda: open_store().restore(id, by=state.person())):
        say(language.text("library-restored", count=1))


def _purge(id: str, language: Language) -> None:
    if attempt(lambda: open_store().purge([id])):
        say(language.text("library-purged", count=1))
        back()


# -- its words ------------------------------------------------------------------------------------------------------
def _about(opened: Opened, language: Language) -> None:
    """Draw name, note and tags, to read and to change."""
    t, entry = language.text, opened.entry
    mark = f"{entry.id}-{entry.revision}"
    with card("lib-about", t("library-about-title"), _origin(opened, language)):
        fields = (f"lib-name-{mark}", f"lib-note-{mark}", f"lib-tags-{mark}")
        off = entry.in_bin
        st.text_input(t("save-name"), entry.name, key=fields[0], max_chars=NAME_LIMIT, disabled=off)
        st.text_area(t("library-note"), entry.note, key=fields[1], max_chars=NOTE_LIMIT, height=104, disabled=off)
        known = list(dict.fromkeys([*entry.tags, *state.facets().tags]))
        st.multiselect(
            t("library-tags"),
            known[: listing.CHOICES_SHOWN],
            list(entry.tags),
            key=fields[2],
            accept_new_options=True,
            max_selections=TAG_COUNT,
            placeholder=t("library-tags-hint"),
            disabled=off,
        )
        st.button(
            t("library-about-save"),
            key="lib-about-save",
            on_click=_change,
            args=(entry.id, fields, language),
            disabled=off,
        )


def _origin(opened: Opened, language: Language) -> str:
    entry = opened.entry
    return language.text(
        "library-origin",
        author=plain(entry.author, 40) or language.text("library-nobody"),
        created=when(entry.created_at, language),
        revision=entry.revision,
        updated=when(entry.updated_at, language),
    )


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


def _change(id: str, fields: tuple[str, str, str], language: Language) -> None:
    """Write down what was typed: a revision for each kind of change."""
    name, words, tags = (st.session_state.get(field) for field in fields)
    store, by = open_store(), state.person()

    def work() -> None:
        before = store.entry(id).revision
        store.rename(id, str(name or ""), by=by)
        store.annotate(id, str(words or ""), by=by)
        store.tag(id, [str(tag)[: 4 * TAG_LIMIT] for tag in tags or ()], by=by)
        if store.entry(id).revision != before:
            say(language.text("library-changed"))

    attempt(work)
