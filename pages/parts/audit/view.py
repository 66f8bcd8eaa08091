"""The page: verdict in a sentence, numbers, the findings with filters, what moves revenue most, and what holds."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import streamlit as st

from pages.parts import alternatives, reading
from pages.parts.audit import picture, upload
from pages.parts.audit import text as audit_text
from pages.parts.audit.board import Board, board_of
from pages.parts.audit.findings import findings
from pages.parts.reading import Column, Number, card, numbers, sentence, table
from pages.parts.theme import style_element
from sim.audit import SEVERITIES, Hold
from sim.audit.report import places
from sim.language import Language
from sim.plan import Plan, fact_text
from sim.scenario import Scenario

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
    if board.report.facts:
        counts(board, language)
    if board.report.findings:
        findings(plan, board, language)
        worth(plan, board, language)
    if board.own:
        alternatives.show(scenario, language)
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
            coverage=report.coverage if report.facts else "empty",
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
