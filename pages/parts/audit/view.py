"""The page: verdict in a sentence, numbers, the findings with filters, what moves revenue most, and what holds."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import streamlit as st

from pages.parts import reading
from pages.parts.audit import export, picture, upload
from pages.parts.audit import text as audit_text
from pages.parts.audit.board import ANY, PICKED, Board, board_of
from pages.parts.audit.detail import explain
from pages.parts.reading import Column, Number, card, numbers, sentence, table
from pages.parts.theme import style_element
from pages.parts.writing import literal
from sim.audit import SEVERITIES, Hold
from sim.audit.report import places
from sim.language import Language
from sim.plan import Plan, fact_text
from sim.plan.fact_text import document_title
from sim.scenario import Scenario

PICK, SEVERITY, IDENTITY, DOCUMENT, EFFECT = (
    f"audit-{name}" for name in ("pick", "severity", "identity", "document", "effect")
)

MOST_LISTED = 200
MOST_HOLDS = 400
TOP = 8


@st.cache_resource
def _styles() -> str:
    css = (Path(__file__).parent / "audit.css").read_text(encoding="utf-8")
    return style_element(css)


def show(scenario: Scenario, language: Language) -> None:
    """Draw the page."""
    st.html(_styles())
    plan = scenario.plan
    chosen = upload.current_table()
    board = board_of(chosen, scenario)
    sentence(verdict(plan, board, chosen.name if chosen else "", language))
    if chosen is not None:
        upload.banner(chosen, language)
    counts(board, language)
    if board.report.findings:
        findings(plan, board, language)
        worth(plan, board, language)
    holds(board, language)
    draw_unchecked(board, language)
    upload.panel(language)


def verdict(plan: Plan, board: Board, name: str, language: Language) -> str:
    """Return the page's one sentence: how often the plan contradicts itself, and which contradiction is worth most."""
    t, report = language.text, board.report
    shown = t("audit-page-table-name", name=name) if name else t("audit-page-plan-name", document=plan.document)
    if not report.findings:
        return t(
            "audit-page-sentence-none",
            name=shown,
            coverage=report.coverage,
            holds=len(report.holds),
            checked=len(report.checked_facts),
            facts=len(report.facts),
        )
    about = [place for place in board.order if name or board.document(place) == plan.document] or list(board.order)
    first = about[0]
    values = {
        "name": shown,
        "count": len(about),
        "first": audit_text.title(board.finding(first), language),
    }
    others = len(board.order) - len(about)
    more = [t("audit-page-sentence-others", count=others, all=len(board.order))] if others else []
    if not board.moves(first):
        return language.join([audit_text.say(language, "audit-page-sentence-gravest", **values), *more], "sentences")
    effect = language.quantity(board.effects[first].spread, "money")
    said = audit_text.say(language, "audit-page-sentence", **values, effect=effect, year=str(plan.years[-1]))
    return language.join([said, *more], "sentences")


def counts(board: Board, language: Language) -> None:
    t, report = language.text, board.report
    found = report.counts
    moving = sum(board.moves(place) for place in board.order)
    items = [
        Number(
            t("audit-page-checked"),
            language.number(len(report.checked_facts), "count"),
            note=t("audit-page-checked.note", facts=language.number(len(report.facts), "count")),
        )
    ]
    items += [
        Number(
            t("audit-page-severity", mark=audit_text.MARKS[severity], severity=t(f"severity-{severity}")),
            language.number(found[severity], "count"),
            note=t(f"audit-page-why-{severity}"),
            short=severity == "high" and found[severity] > 0,
        )
        for severity in SEVERITIES
    ]
    if board.effects:
        items.append(Number(t("audit-page-moving"), language.number(moving, "count"), note=t("audit-page-moving.note")))
    kinds = len({hold.identity for hold in report.holds})
    items.append(
        Number(
            t("audit-page-holds"),
            language.number(len(report.holds), "count"),
            note=t("audit-page-holds.note", rules=kinds),
        )
    )
    numbers(items, t("audit-page-numbers"))


# -- findings -------------------------------------------------------------------------------------------------------


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
    return f"{shown} {literal(audit_text.plain(audit_text.title(finding, language)))}"


@lru_cache(maxsize=4096)
def _caption(plan: Plan, board: Board, place: int, language: Language) -> str:
    finding = board.finding(place)
    where = audit_text.plain(places(finding.facts[:4], language))
    if not board.moves(place):
        return literal(where)
    moved = language.quantity(board.effects[place].spread, "money")
    effect = audit_text.plain(moved)
    return literal(audit_text.say(language, "audit-page-caption", where=where, year=str(plan.years[-1]), effect=effect))


# -- what moves revenue ---------------------------------------------------------------------------------------------


def worth(plan: Plan, board: Board, language: Language) -> None:
    """Draw the findings whose choice of side moves the simulated revenue most."""
    t = language.text
    top = [place for place in board.order if board.moves(place)][:TOP]
    if not top:
        return
    year = str(plan.years[-1])
    rows = []
    for place in top:
        finding, effect = board.finding(place), board.effects[place]
        revenue = {side.side: side.revenue for side in effect.sides}
        shown = {
            side: audit_text.say(
                language,
                "audit-page-worth-end",
                value=audit_text.value(getattr(finding.claim, side), finding.claim, language, exact=side == "stated"),
                revenue=language.number(number, "revenue"),
            )
            for side, number in revenue.items()
        }
        ends = sorted(revenue, key=lambda side: revenue[side])
        alone = len(ends) == 1
        left = "" if alone and revenue[ends[0]] >= effect.current else shown[ends[0]]
        right = "" if alone and left else shown[ends[-1]]
        rows.append(
            picture.Range(
                audit_text.MARKS[finding.severity],
                audit_text.subject(finding.claim.subject, language),
                revenue.get("stated"),
                revenue.get("implied"),
                left,
                right,
                language.quantity(effect.spread, "money"),
            )
        )
    current = board.effects[top[0]].current
    with card(
        "audit-worth",
        t("audit-page-worth-title", count=len(top), year=year),
        t("audit-page-worth-subtitle", unit=language.unit("revenue"), year=year),
    ):
        st.html(
            picture.ranges(
                rows,
                current,
                t("audit-page-worth-current", revenue=language.number(current, "revenue")),
                (t("audit-page-worth-finding"), "", t("audit-page-worth-spread")),
                t("audit-page-worth-title", count=len(top), year=year),
            )
        )
        reading.note(t("audit-page-worth-note"))


# -- what holds -----------------------------------------------------------------------------------------------------


def holds(board: Board, language: Language) -> None:
    """Draw what was checked and agrees, folded."""
    t, report = language.text, board.report
    if not report.holds:
        return
    with st.container(key="audit-holds"), st.expander(t("audit-page-holds-title", count=len(report.holds))):
        rows, groups = _hold_rows(board, language)
        columns = [
            Column(t("audit-page-column-quantity")),
            Column(t("audit-page-column-stated"), "number"),
            Column(t("audit-page-column-compared"), "number"),
            Column(t("audit-page-column-places")),
        ]
        table(columns, rows, t("audit-page-holds-title", count=len(report.holds)), groups=groups)
        if len(rows) < len(report.holds):
            reading.note(t("audit-page-holds-more", count=len(report.holds) - len(rows)))


def draw_unchecked(board: Board, language: Language) -> None:
    """Draw why facts were not checked, folded; open where little was."""
    t, report = language.text, board.report
    if not report.unchecked:
        return
    title = t("audit-unchecked-title", count=len(report.unchecked)).rstrip(":\uff1a")
    columns = [
        Column(t("audit-page-column-fact")),
        Column(t("audit-page-column-quantity")),
        Column(t("audit-page-column-reason")),
    ]
    rows = [
        [one.fact.id, fact_text.statement(one.fact, language), one.text(language)]
        for one in report.unchecked[:MOST_HOLDS]
    ]
    opened = "" if report.coverage == "most" else " open"
    listed = reading.table_html(columns, rows, title)
    st.html(f'<details class="au-unchecked"{opened}><summary>{reading.safe(title)}</summary>{listed}</details>')
    if len(rows) < len(report.unchecked):
        reading.note(t("audit-page-holds-more", count=len(report.unchecked) - len(rows)))


@lru_cache(maxsize=16)
def _hold_rows(board: Board, language: Language) -> tuple[list[list[str]], dict[int, str]]:
    """Return the rows of what holds, and the rule above the first row of each."""
    by_rule: dict[str, list[Hold]] = {}
    for hold in board.report.holds:
        by_rule.setdefault(hold.identity, []).append(hold)
    rows: list[list[str]] = []
    groups: dict[int, str] = {}
    for id in sorted(by_rule, key=lambda id: (-len(by_rule[id]), id)):
        room = MOST_HOLDS - len(rows)
        if room <= 0:
            break
        rule = language.text(f"identity-{id}")
        groups[len(rows)] = language.text("audit-page-holds-rule", rule=rule, count=len(by_rule[id]))
        for hold in by_rule[id][:room]:
            claim = hold.claim
            rows.append(
                [
                    audit_text.subject(claim.subject, language),
                    audit_text.value(claim.stated, claim, language, exact=True),
                    audit_text.value(claim.implied, claim, language),
                    places(claim.facts[:6], language),
                ]
            )
    return rows, groups
