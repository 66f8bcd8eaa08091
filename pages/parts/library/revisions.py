"""What a scenario has been: every revision, what lies between two of them, and where the scenario comes from."""

from __future__ import annotations

import html
from dataclasses import replace

import streamlit as st

from pages.parts import writing
from pages.parts.library import state
from pages.parts.library.state import attempt, say, when
from pages.parts.reading import Cell, Column, Html, card, note, safe, table, two_lines
from pages.parts.writing import label as written
from pages.parts.writing import plain
from sim.analysis.differences import Entrant, differences
from sim.analysis.text import difference_name, difference_text
from sim.export.text import BIDI, clean
from sim.language import Language
from sim.language.errors import SimError
from sim.model.measure_base import Level
from sim.model.measures import REVENUE, saved_measures
from sim.store import Opened, Revision, open_store
from sim.store.lineage import Lineage, Relative, lineage
from sim.store.opened import RevisionDiff
from sim.store.records import Difference

SHOWN = 12
TEXT_LENGTH = 4000
TEXT_NAMES = {
    "name": "save-name",
    "note": "library-note",
    "tags": "library-tags",
    "favourite": "library-favourite",
    "in_bin": "library-show-bin",
}

ACTIONS = {
    "create": "library-action-create",
    "save": "library-action-save",
    "duplicate": "library-action-duplicate",
    "import": "library-action-import",
    "rename": "library-action-rename",
    "annotate": "library-action-annotate",
    "tag": "library-action-tag",
    "favourite": "library-action-favourite",
    "delete": "library-action-delete",
    "restore": "library-action-restore",
    "revert": "library-action-revert",
}


# -- history --------------------------------------------------------------------------------------------------------
def history(opened: Opened, language: Language) -> None:
    """Draw the revisions, and what differs between two of them."""
    t, entry = language.text, opened.entry
    revisions = state.recall(f"history {entry.id}", lambda: open_store().history(entry.id))
    title = t("library-history-title", count=len(revisions))
    with card("lib-history", title, t("library-history-subtitle")):
        all_of_them = len(revisions) <= SHOWN or st.toggle(
            t("library-history-all", count=len(revisions)), key=f"lib-all-{entry.id}"
        )
        _steps(revisions if all_of_them else revisions[:SHOWN], language, entry.vocabulary(language))
        if len(revisions) > 1:
            _between(opened, revisions, language)


def action_text(revision: Revision, language: Language) -> str:
    """Return what a revision did, in words."""
    return language.text(ACTIONS[revision.action])


def _steps(revisions: tuple[Revision, ...], language: Language, own: Language) -> None:
    t = language.text
    rows: list[list[Cell]] = []
    for one in revisions:
        what = action_text(one, language)
        if one.action == "revert" and one.based_on is not None:
            what = t("library-reverted-to", revision=one.based_on)
        first: Cell = two_lines(what, t("library-overtook", revision=one.based_on or 0)) if one.overtook else what
        rows.append(
            [
                str(one.revision),
                first,
                plain(one.name, 60),
                REVENUE.format(own, one.revenue),
                plain(one.saved_by, 40) or "–",
                when(one.saved_at, language),
            ]
        )
    table(
        [
            Column(t("library-revision"), "mark"),
            Column(t("library-action")),
            Column(t("save-name")),
            Column(t("outcome-revenue"), "number"),
            Column(t("library-by")),
            Column(t("library-at"), "mark"),
        ],
        rows,
        t("library-history-subtitle"),
    )


def _between(opened: Opened, revisions: tuple[Revision, ...], language: Language) -> None:
    t, entry = language.text, opened.entry
    by_number = {one.revision: one for one in revisions}
    newest = revisions[0].revision

    def label(number: int) -> str:
        one = by_number[number]
        what = f"{action_text(one, language)}, {when(one.saved_at, language)}"
        return t("library-revision-label", revision=number, what=what)

    with st.container(key="lib-between", horizontal=True, vertical_alignment="bottom", gap="small"):
        mark = f"{entry.id}-{newest}"
        before = st.selectbox(
            t("library-from"), list(by_number), index=1, format_func=label, key=f"lib-before-{mark}", width=330
        )
        after = st.selectbox(
            t("library-to"), list(by_number), index=0, format_func=label, key=f"lib-after-{mark}", width=330
        )
        st.button(
            t("library-revert", revision=before),
            key="lib-revert",
            icon=":material/settings_backup_restore:",
            on_click=_revert,
            args=(entry.id, before, language),
            disabled=before == newest or entry.in_bin,
        )
    if before == after:
        note(t("library-same-revision"))
        return
    found = state.recall(f"diff {entry.id} {before} {after}", lambda: open_store().diff(entry.id, before, after))
    rows, groups = diff_rows(entry.id, found, language)
    if not rows:
        note(t("library-no-difference"))
        return
    columns = [
        Column(t("library-what")),
        Column(t("library-revision-short", revision=before)),
        Column(t("library-revision-short", revision=after)),
    ]
    table(columns, rows, t("library-diff"), groups=groups)


def _revert(id: str, revision: int, language: Language) -> None:
    if attempt(lambda: open_store().revert(id, revision, by=state.person())):
        say(language.text("library-reverted", revision=revision))


def diff_rows(id: str, found: RevisionDiff, language: Language) -> tuple[list[list[Cell]], dict[int, str]]:
    """Return what differs, one thing a row, and the headings above: texts, inputs, results."""
    t = language.text
    texts = [_text_row(one, language) for one in found.differences if one.kind == "text"]
    inputs = _input_rows(id, found, language)
    results: list[list[Cell]] = []
    one, other = found.snapshot_before.kpis, found.snapshot_after.kpis
    for measure in saved_measures(Level.MAIN):
        pair = [measure.format(language, kpis[measure.id]) for kpis in (one, other)]
        if pair[0] != pair[1]:
            label = t("library-number", measure=measure.name(language), year=str(other.year))
            results.append([label, *pair])
    rows: list[list[Cell]] = []
    groups: dict[int, str] = {}
    parts = (("library-diff-results", results), ("library-diff-inputs", inputs), ("library-diff-texts", texts))
    for heading, part in parts:
        if part:
            groups[len(rows)] = t(heading)
            rows += part
    return rows, groups


def _text_row(one: Difference, language: Language) -> list[Cell]:
    def write(value: object) -> Cell:
        if isinstance(value, bool):
            return language.text("library-yes") if value else language.text("library-no")
        text = language.text("library-comma").join(map(str, value)) if isinstance(value, tuple) else str(value)
        cut = text if len(text) <= TEXT_LENGTH else text[:TEXT_LENGTH] + "…"
        if not cut:
            return "–"
        return Html(f'<span class="lib-long" dir="auto">{html.escape(BIDI.sub("", clean(cut)))}</span>')

    return [language.text(TEXT_NAMES[one.id]), write(one.before), write(one.after)]


def _input_rows(id: str, found: RevisionDiff, language: Language) -> list[list[Cell]]:
    """Return the inputs that differ, in words where today's plan admits both, else by their ids."""
    try:
        pair = [state.open_scenario(id, one.revision) for one in (found.before, found.after)]
    except SimError:
        pair = []
    entrants = [Entrant(str(place), one.scenario) for place, one in enumerate(pair) if one.scenario is not None]
    if len(entrants) == 2:
        entrants = [
            replace(one, plan_hash=each.entry.plan_hash, model_version=each.entry.model_version)
            for one, each in zip(entrants, pair, strict=True)
        ]
        return [
            [
                difference_name(one, language),
                *(plain(difference_text(one, value, language), 400) for value in one.values),
            ]
            for one in differences(entrants)
        ]
    return [
        [plain(one.id, 60), *("–" if value is None else plain(str(value), 200) for value in (one.before, one.after))]
        for one in found.differences
        if one.kind != "text"
    ]


# -- family ---------------------------------------------------------------------------------------------------------
def family(opened: Opened, language: Language) -> None:
    """Draw where the scenario comes from and what has been made of it; nothing where it has no relatives."""
    t, entry = language.text, opened.entry
    found: Lineage = state.recall(f"family {entry.id}", lambda: lineage(open_store().database, entry.id))
    if not found.ancestors and not found.descendants:
        return
    with card("lib-family", t("library-family-title"), t("library-family-subtitle")):
        for one in reversed(found.ancestors):
            _relative(one, 0, t("library-family-from", revision=one.revision), language)
        st.html(f'<div class="lib-here">{safe(plain(entry.name, 80))}</div>')
        for one in found.descendants:
            _relative(one, one.steps, t("library-family-made", revision=one.revision), language)


def _relative(one: Relative, depth: int, words: str, language: Language) -> None:
    t = language.text
    if one.gone:
        st.html(f'<div class="lib-gone">{safe(t("library-family-gone"))}</div>')
        return
    name = written(one.name) + (f" · {t('library-show-bin')}" if one.in_bin else "")
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if depth:
            st.html(f'<span style="padding-left: {22 * min(depth, 6)}px">└</span>', width="content")
        st.button(name, key=f"lib-relative-{one.id}", type="tertiary", on_click=state.show, kwargs={"scenario": one.id})
        writing.caption(words, width="content")
