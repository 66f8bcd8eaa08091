"""Every number of a plan in one table: typed into, checked as it is typed, undone and redone, kept when it is fine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st

from pages.parts import session, writing
from pages.parts.plans import bring
from pages.parts.plans.difference import changes_table
from pages.parts.reading import card
from pages.parts.reading import listing as bullets
from pages.parts.writing import label, plain
from sim.language import Language
from sim.language.errors import PlanError, SimError
from sim.plan.brought import check_files
from sim.plan.changes import PlanChange
from sim.plan.fact_text import statement
from sim.plan.number_edits import Edited, Edits, Place, check_edits, edited_files, sum_offered
from sim.plan.number_rows import NumberRow, number_rows, sections
from sim.plan.plan import Plan
from sim.plan.schema import BASES, JUDGED
from sim.plan.spreads import BASIS_TEXTS
from sim.reading.entries import entries
from sim.scenario.history import History

SEARCH, SECTION = "plans-edit-search", "plans-edit-section"
ROW, MOST_HEIGHT, HEAD = 30, 366, 36
PROBLEMS = 8
VALUE, SOURCE, BASIS, ENDS = "value", "source", "basis", "ends"


@dataclass(frozen=True)
class Editing:
    """A plan whose numbers are being edited.

    Attributes
    ----------
    drawn : Edits
        What the table showed when it was last drawn anew; what was typed since stands in the table itself.
    unread : tuple of SimError
        What stands in the table and is no number.
    round : int
        Times that the table was drawn anew: after undo and redo, when other rows are shown, when a language changes.
    """

    plan: Plan
    history: History[Edits]
    drawn: Edits
    unread: tuple[SimError, ...] = ()
    round: int = 0
    view: tuple[str, ...] = ()


def start(plan: Plan, edits: Edits | None = None) -> None:
    """Open the table for a plan, with some edits made already; what was typed for another is put aside."""
    bring.put_aside()
    for name in (SEARCH, SECTION):
        st.session_state.pop(name, None)
    now = st.session_state.get(bring.EDITING)
    line = History.start(Edits()).push(edits or Edits())
    st.session_state[bring.EDITING] = Editing(plan, line, line.now, round=now.round + 1 if now else 0)


def is_open() -> bool:
    """Tell whether a table is open and nothing waits to be kept: then the page shows nothing else."""
    return bring.EDITING in st.session_state and bring.PENDING not in st.session_state


def card_of_numbers(language: Language) -> None:
    """Draw the table."""
    now: Editing = st.session_state[bring.EDITING]
    t, own = language.text, bring.is_own(now.plan)
    name = plain(now.plan.vocabulary(language).text("plan-title"), 80)
    about = t("plans-edit-own") if own else t("plans-edit-shipped")
    with card("plans-edit", t("plans-edit-title", name=name), about):
        now = _at_rest(now, language)
        edited = check_edits(now.plan, now.history.now)
        rows = number_rows(now.plan, edited_files(now.plan.files, now.drawn))
        told = now.plan.vocabulary(language)
        with st.container(key="plans-edit-choice", horizontal=True, gap="small", vertical_alignment="center"):
            _search(language)
            _buttons(bool(now.unread or edited.problems), own, language)
        shown = _choose(rows, told)
        _table(now, shown, told)
        _problems((*now.unread, *edited.problems), edited, told)
        _changes(now, language)


def _at_rest(now: Editing, language: Language) -> Editing:
    """Return what is edited with its table drawn anew where other rows are shown than before."""
    view = (language.id, str(st.session_state.get(SEARCH) or ""), str(st.session_state.get(SECTION) or ""))
    if view == now.view:
        return now
    now = replace(now, view=view, drawn=now.history.now, unread=(), round=now.round + 1)
    st.session_state[bring.EDITING] = now
    return now


def _search(language: Language) -> None:
    t = language.text
    st.text_input(
        t("plans-edit-search"), key=SEARCH, placeholder=t("plans-edit-search"), label_visibility="collapsed",
        icon=":material/search:",
    )  # fmt: skip


def _choose(rows: tuple[NumberRow, ...], language: Language) -> list[NumberRow]:
    """Draw what chooses a section, and return the rows of it that the search finds."""
    t = language.text
    names = {"": t("plans-edit-all"), **{one: t(one) for one in sections(rows)}}
    st.pills(
        t("plans-edit-sections"), list(names), default="", format_func=names.__getitem__, key=SECTION,
        label_visibility="collapsed", required=True,
    )  # fmt: skip
    section = st.session_state.get(SECTION) or ""
    words = str(st.session_state.get(SEARCH) or "").casefold().split()
    wanted = [row for row in rows if section in ("", row.section)]
    found = [row for row in wanted if all(word in _search_text(row, language) for word in words)]
    if words:
        writing.caption(t("plans-edit-shown", count=len(found), all=len(rows)) if found else t("plans-edit-none"))
    return found


def _search_text(row: NumberRow, language: Language) -> str:
    parts = (row.name(language), row.shown_unit(language), *row.source, ".".join(row.path), language.text(row.section))
    return " ".join(parts).casefold()


def _table(now: Editing, rows: list[NumberRow], language: Language) -> None:
    if not rows:
        return
    t = language.text
    key = f"plans-edit-table-{now.round}"
    columns = {
        "name": st.column_config.TextColumn(t("workbook-column-name"), width=290, pinned=True),
        VALUE: st.column_config.TextColumn(t("workbook-column-value"), width=120, alignment="right", required=True),
        "unit": st.column_config.TextColumn(t("workbook-column-unit"), width=90),
        BASIS: st.column_config.SelectboxColumn(
            t("workbook-column-basis"), width=100, options=[t(BASIS_TEXTS[one]) for one in BASES],
            help=t("plans-edit-basis-help"),
        ),
        ENDS: st.column_config.TextColumn(t("plans-edit-ends"), width=150, help=t("plans-edit-ends-help")),
        "allowed": st.column_config.TextColumn(t("workbook-column-allowed"), width=100),
        SOURCE: st.column_config.TextColumn(t("workbook-column-source"), width=130),
        "rests": st.column_config.TextColumn(t("plans-edit-rests"), width=420),
        "section": st.column_config.TextColumn(t("plans-edit-sections"), width=110),
    }  # fmt: skip
    frame = pd.DataFrame([_cells(row, now, language) for row in rows], columns=pd.Index(list(columns)))
    st.data_editor(
        frame, key=key, hide_index=True, num_rows="fixed", column_config=columns, width="stretch", row_height=ROW,
        disabled=[name for name in columns if name not in (VALUE, SOURCE, BASIS, ENDS)], alt=t("plans-edit-table"),
        height=min(HEAD + ROW * len(rows), MOST_HEIGHT), placeholder="",
        on_change=_take_over, args=(key, rows, language),
    )  # fmt: skip


def _cells(row: NumberRow, now: Editing, language: Language) -> list[str | None]:
    said = dict(now.drawn.said)
    beside = {(row.file, (*row.path[:-1], name)) for name in (SOURCE, *JUDGED)}
    mark = "• " if row.place in said or not beside.isdisjoint(said) else ""
    return [
        f"{mark}{plain(row.name(language), 160)}",
        row.write(row.value, language),
        row.shown_unit(language),
        language.text(BASIS_TEXTS[row.basis]) if row.basis else None,
        row.ends_text(language),
        row.span_text(language),
        ", ".join(row.source),
        plain(_rests(row, now.plan, language), 400),
        language.text(row.section),
    ]


def _rests(row: NumberRow, plan: Plan, language: Language) -> str:
    """Return what a number rests on, in words: its reason, else what its sources state."""
    if row.assumption:
        return language.text(row.assumption if language.has(row.assumption) else "plans-edit-figure")
    said = [statement(plan.facts[id], language) for id in row.source if id in plan.facts]
    said += [plan.references[id].citation for id in row.source if id in plan.references]
    return language.join(said, "groups")


# -- what is typed --------------------------------------------------------------------------------------------------
def _take_over(key: str, rows: list[NumberRow], language: Language) -> None:
    """Take over what stands in the table: whatever can be read becomes a step, the rest is told by row."""
    now: Editing = st.session_state[bring.EDITING]
    edits, unread = now.drawn, []
    for place, cells in st.session_state[key]["edited_rows"].items():
        row = rows[int(place)]
        try:
            edits = _with_cells(edits, row, cells, now.plan, language)
        except SimError as problem:
            unread.append(problem)
    st.session_state[bring.EDITING] = replace(now, history=now.history.push(edits), unread=tuple(unread))


def _with_cells(edits: Edits, row: NumberRow, cells: dict[str, Any], plan: Plan, language: Language) -> Edits:
    if SOURCE in cells and row.sourced:
        ids = entries(str(cells[SOURCE] or ""))
        edits = edits.with_value((row.file, (*row.path[:-1], SOURCE)), ids[0] if len(ids) == 1 else ids or None)
    first = next(one for one in number_rows(plan) if one.place == row.place)
    if row.judged:
        if BASIS in cells:
            names = {language.text(BASIS_TEXTS[one]): one for one in BASES}
            edits = edits.with_judgement(first, basis=names.get(str(cells[BASIS])))
        if ENDS in cells:
            low, high = row.parse_ends(str(cells[ENDS] or ""), language) or (None, None)
            edits = edits.with_judgement(first, low=low, high=high)
    elif cells.get(BASIS) or cells.get(ENDS):
        raise PlanError("error-plan-judged", row=row.name(language))
    if VALUE in cells:
        text = str(cells[VALUE] or "")
        if row.judged and (ends := row.parse_range(text, language)) is not None:  # "5 to 9" is a distribution
            edits = edits.with_judgement(first, low=ends[0], high=ends[1])
            value: Any = float(f"{sum(ends) / 2:.12g}")
        else:
            value = row.parse(text, language)
        edits = edits.without(row.place) if value == first.value else edits.with_value(row.place, value)
    return edits


# -- what came of it ------------------------------------------------------------------------------------------------
def _problems(problems: tuple[SimError, ...], edited: Edited, language: Language) -> None:
    if not problems:
        return
    writing.strong(language.text("plans-edit-problems", count=len(problems)))
    bullets([plain(one.text(language.id), 400) for one in problems[:PROBLEMS]])
    for place, one in enumerate(edited.problems):
        if (offer := sum_offered(one, edited.files)) is not None:
            row, value = offer
            told = {"name": row.name(language), "value": f"{row.write(value, language)} {row.shown_unit(language)}"}
            st.button(
                label(language.text("plans-edit-sum", **told), 120), key=f"plans-edit-sum-{place}",
                icon=":material/functions:", on_click=_set, args=(row, value),
            )  # fmt: skip


def _set(row: NumberRow, value: float) -> None:
    now: Editing = st.session_state[bring.EDITING]
    _show(now, now.history.push(now.history.now.with_value(row.place, int(value) if value.is_integer() else value)))


def _changes(now: Editing, language: Language) -> None:
    """Draw what was changed so far."""
    said = now.history.now.by_place
    first = {row.place: row for row in number_rows(now.plan)}
    changes = [_change(first, place, value) for place, value in said.items()]
    if changes:
        writing.strong(language.text("plans-edit-changes", count=len(changes)))
        changes_table(changes, now.plan, language)
    else:
        writing.caption(language.text("plans-edit-changes", count=0))


def _change(first: Mapping[Place, NumberRow], place: Place, value: Any) -> PlanChange:
    """Return an edit as a change: of a number, or of what is said beside it."""
    if place in first:
        return replace(first[place].change, after=value)
    file, path = place
    row = next((one for (name, where), one in first.items() if name == file and where[:-1] == path[:-1]), None)
    if row is None:
        return PlanChange(file, path, None, value)
    before = row.judgement.get(path[-1]) if path[-1] in JUDGED else ", ".join(row.source) or None
    return replace(row.change, path=path, before=before, after=value)


def _buttons(wrong: bool, own: bool, language: Language) -> None:
    t, now = language.text, st.session_state[bring.EDITING]
    st.button(
        t("plans-edit-undo"), key="plans-edit-undo", icon=":material/undo:", on_click=_step, args=("undo",),
        disabled=not (now.history.can_undo or now.unread),
    )  # fmt: skip
    st.button(
        t("plans-edit-redo"), key="plans-edit-redo", icon=":material/redo:", on_click=_step, args=("redo",),
        disabled=not now.history.can_redo,
    )  # fmt: skip
    text = t("plans-edit-discard") if now.history.now.said else t("plans-edit-close")
    st.button(text, key="plans-edit-close", on_click=close)
    ready = bool(now.history.now.said) and not wrong
    st.button(
        t("plans-edit-keep", own="yes" if own else "no"), key="plans-edit-keep", on_click=_keep, disabled=not ready,
        type="primary" if ready else "secondary",
    )  # fmt: skip


def _show(now: Editing, history: History[Edits]) -> None:
    """Show a state of the edits: the table is drawn anew with it."""
    fresh = replace(now, history=history, drawn=history.now, unread=(), round=now.round + 1)
    st.session_state[bring.EDITING] = fresh


def _step(way: str) -> None:
    """Go a step back or forth; what cannot be read is taken out of the table first."""
    now: Editing = st.session_state[bring.EDITING]
    undone = now.history if now.unread and way == "undo" else getattr(now.history, way)()
    _show(now, undone)


def close() -> None:
    st.session_state.pop(bring.EDITING, None)


def _keep() -> None:
    """Put the edited plan before the reader with what differs; nothing is stored until they say so."""
    now: Editing = st.session_state[bring.EDITING]
    brought = check_files(edited_files(now.plan.files, now.history.now), bring.next_id(now.plan))
    bring.put_before(session.language().text("plans-edit-origin"), brought, now.plan)
