"""The findings: filters, the list, and the finding picked in full."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import lru_cache

import streamlit as st

from pages.parts import reading
from pages.parts.audit import export
from pages.parts.audit import text as audit_text
from pages.parts.audit.board import ANY, PICKED, Board
from pages.parts.audit.detail import explain
from sim.audit import SEVERITIES
from sim.audit.report import places
from sim.language import Language
from sim.plan import Plan
from sim.plan.fact_text import document_title

PICK, SEVERITY, IDENTITY, DOCUMENT, EFFECT = (
    f"audit-{name}" for name in ("pick", "severity", "identity", "document", "effect")
)
MOST_LISTED = 200


def findings(plan: Plan, board: Board, language: Language) -> None:
    """Draw the filters, the list, and the finding picked in full."""
    t = language.text
    with st.container(key="audit-board"):
        places = filters(board, language)
        left, right = st.columns([5, 7], gap="small")
        with left, st.container(key="card-audit-list"):
            whole = len(places) == len(board.order)
            title = t(
                "audit-page-list-all" if whole else "audit-page-list-title", count=len(places), all=len(board.order)
            )
            by_effect = t("audit-page-list-by-effect") if board.effects else t("audit-page-list-by-severity")
            st.html(reading.heading(title, by_effect))
            place = pick(plan, board, places, language)
            if places:
                export.buttons(plan, board, places, language)
        with right, st.container(key="card-audit-detail"):
            if place is None:
                reading.note(t("audit-page-none"))
            else:
                explain(plan, board, place, language)


def filters(board: Board, language: Language) -> tuple[int, ...]:
    """Draw the filters; return the places of the findings that pass."""
    t, report = language.text, board.report
    identities = sorted({finding.identity for finding in report.findings}, key=lambda id: t(f"identity-{id}"))
    documents = list(dict.fromkeys(board.document(place) for place in sorted(board.order)))
    severity, identity, document, effect = st.columns([3, 4, 3, 3], gap="small")
    chosen = severity.pills(
        t("audit-page-filter-severity"),
        SEVERITIES,
        selection_mode="multi",
        key=SEVERITY,
        label_visibility="collapsed",
        format_func=lambda one: t("audit-page-severity", mark=audit_text.MARKS[one], severity=t(f"severity-{one}")),
    )
    rule = identity.selectbox(
        t("audit-page-filter-identity"),
        [ANY, *identities],
        key=IDENTITY,
        label_visibility="collapsed",
        format_func=lambda one: t("audit-page-any-identity") if one == ANY else t(f"identity-{one}"),
    )
    file = document.selectbox(
        t("audit-page-filter-document"),
        [ANY, *documents],
        key=DOCUMENT,
        label_visibility="collapsed",
        format_func=lambda one: _document(board, one, language),
        disabled=len(documents) < 2,
    )
    moving = effect.selectbox(
        t("audit-page-filter-effect"),
        [ANY, "moves", "still"],
        key=EFFECT,
        label_visibility="collapsed",
        format_func=lambda one: t(f"audit-page-effect-{one}"),
        disabled=not board.effects,
    )
    return board.passing(tuple(chosen), rule or ANY, file or ANY, moving or ANY)


def _document(board: Board, id: str, language: Language) -> str:
    if id == ANY:
        return language.text("audit-page-any-document")
    row = board.report.documents.get(id)
    if not row:
        return id or language.text("audit-page-unnamed-document")
    return language.text("audit-page-document", id=id, title=document_title(row, language))


def pick(plan: Plan, board: Board, places: Sequence[int], language: Language) -> int | None:
    """Draw the list; return the place of the finding picked, or None where the list is empty."""
    if not places:
        return None
    t = language.text
    listed = list(places[:MOST_LISTED])
    kept = st.session_state.get(PICKED)
    # A list of other findings is another widget: the browser would look for its old choice in vain.
    same = zlib.crc32(repr((board.key, listed)).encode())
    with st.container(key="audit-list"):
        picked = st.radio(
            t("audit-page-list"),
            listed,
            index=listed.index(kept) if kept in listed else 0,
            key=f"{PICK}-{same:x}",
            format_func=lambda place: _label(board, place, language),
            captions=[_caption(plan, board, place, language) for place in listed],
            label_visibility="collapsed",
            width="stretch",
        )
        if len(places) > MOST_LISTED:
            reading.note(t("audit-page-list-more", count=len(places) - MOST_LISTED))
    st.session_state[PICKED] = picked
    return picked


@lru_cache(maxsize=4096)
def _label(board: Board, place: int, language: Language) -> str:
    finding = board.finding(place)
    mark = audit_text.MARKS[finding.severity]
    shown = f":red[{mark}]" if finding.severity == "high" else mark
    return f"{shown} {audit_text.plain(audit_text.title(finding, language))}"


@lru_cache(maxsize=4096)
def _caption(plan: Plan, board: Board, place: int, language: Language) -> str:
    finding = board.finding(place)
    where = places(finding.facts[:4], language)
    if not board.moves(place):
        return audit_text.plain(where)
    effect = language.quantity(board.effects[place].spread, "money")
    year = str(plan.years[-1])
    return audit_text.plain(audit_text.say(language, "audit-page-caption", where=where, year=year, effect=effect))
