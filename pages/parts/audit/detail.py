"""One finding in full: the sentence, both sides on one scale, the rule, what each side does, and where it stands."""

from __future__ import annotations

import streamlit as st

from pages.parts import reading, session, writing
from pages.parts.audit import picture
from pages.parts.audit import text as audit_text
from pages.parts.audit.board import Board
from pages.parts.audit.text import say
from pages.parts.writing import label
from sim.audit import Finding
from sim.audit.claims import Subject
from sim.audit.effect import Side
from sim.audit.report import place as fact_place
from sim.audit.report import places
from sim.audit.report import sentence as finding_sentence
from sim.language import Language, get_language
from sim.plan import Fact, Plan, fact_text

MOST_FACTS = 12


def explain(plan: Plan, board: Board, place: int, language: Language) -> None:
    """Draw the finding at a place of the report."""
    t, finding = language.text, board.finding(place)
    st.html(
        reading.heading(audit_text.title(finding, language))
        + f'<p class="au-rule">{_severity(finding, language)} '
        + reading.safe(t("audit-page-rule", rule=t(f"identity-{finding.identity}")))
        + "</p>"
    )
    pictured = audit_text.form(finding) not in audit_text.WITHOUT_PICTURE
    if pictured:
        sides(finding, language)
    believe(plan, board, place, language)
    remarks = [f'<p class="au-sentence">{reading.safe(finding_sentence(finding, language))}</p>']
    if pictured:
        remarks.append(f'<p class="au-tolerance">{reading.safe(tolerance(finding, language))}</p>')
    st.html("".join(remarks))
    sources(board, finding, language)


def _severity(finding: Finding, language: Language) -> str:
    t = language.text
    mark, name = audit_text.MARKS[finding.severity], t(f"severity-{finding.severity}")
    shown = reading.safe(t("audit-page-severity", mark=mark, severity=name))
    return f'<span class="au-severity au-{finding.severity}">{shown}</span>'


def sides(finding: Finding, language: Language) -> None:
    """Draw stated against implied on one scale."""
    claim = finding.claim
    shown = {
        side: picture.Bar(
            audit_text.side_name(finding, side, language),
            audit_text.value(getattr(claim, side), claim, language, exact=side == "stated"),
            places(getattr(claim, side).facts[:3], language),
            getattr(claim, side),
        )
        for side in ("stated", "implied")
    }
    label = say(language, "audit-page-pair-alt", stated=shown["stated"].figure, implied=shown["implied"].figure)
    st.html(picture.pair(shown["stated"], shown["implied"], label))


def tolerance(finding: Finding, language: Language) -> str:
    """Return how far rounding reaches on both sides, and what it leaves unexplained."""
    claim = finding.claim
    return say(
        language,
        "audit-page-tolerance",
        stated=audit_text.reach(claim.stated, claim, language),
        implied=audit_text.reach(claim.implied, claim, language),
        gap=audit_text.gap(claim, language),
    )


# -- what believing a side does -------------------------------------------------------------------------------------


def believe(plan: Plan, board: Board, place: int, language: Language) -> None:
    """Draw what each side does to the simulated revenue, with one click to apply it."""
    t = language.text
    effect = board.effects.get(place)
    if effect is None:
        if board.effects:
            reading.note(t("audit-page-no-effect", year=str(plan.years[-1])))
        return
    finding = board.finding(place)
    title = "audit-page-believe-title" if board.moves(place) else "audit-page-believe-still"
    with st.container(key="audit-believe"):
        year, spread = str(plan.years[-1]), language.quantity(effect.spread, "money")
        st.html(f'<h3 class="au-heading">{reading.safe(say(language, title, year=year, effect=spread))}</h3>')
        columns = st.columns(2, gap="small")
        for column, side in zip(columns, effect.sides, strict=False):
            with column, st.container(key=f"audit-side-{side.side}"):
                st.html(_side(plan, finding, side, effect.current, language))
                number = audit_text.value(
                    getattr(finding.claim, side.side), finding.claim, language, exact=side.side == "stated"
                )
                if side.scenario is None:
                    continue
                if side.in_force:
                    st.html(f'<p class="au-force">{reading.safe(t("audit-page-in-force"))}</p>')
                    continue
                st.button(
                    audit_text.plain(say(language, "audit-page-apply", value=number)),
                    key=f"audit-apply-{side.side}",
                    on_click=apply,
                    args=(side, effect.current, language.id),
                    type="primary" if abs(side.revenue - effect.current) >= 0.5 else "secondary",
                )


def _side(plan: Plan, finding: Finding, side: Side, current: float, language: Language) -> str:
    t = language.text
    claim = finding.claim
    number = audit_text.value(getattr(claim, side.side), claim, language, exact=side.side == "stated")
    change = side.revenue - current
    moved = t("audit-page-no-change") if abs(change) < 0.5 else language.quantity(change, "money", signed=True)
    lines = [language.spacing.even(audit_text.settings(plan, side, language))]
    clipped = [one for one in side.applied if one.clipped]
    if clipped:
        lines.append(t("audit-page-clipped", count=len(clipped)))
    if side.scenario is None:
        lines.append(t("audit-page-base-only"))
    if all(one.kind == "target" for one in side.applied):
        lines.append(t("audit-page-target-only"))
    head = reading.safe(say(language, "audit-page-believe", value=number))
    below = "".join(f"<small>{reading.safe(line)}</small>" for line in lines)
    return (
        f'<div class="au-choice"><span class="au-label">{head}</span>'
        f"<div><b>{reading.safe(language.number(side.revenue, 'revenue'))}</b> "
        f"<span>{reading.safe(language.unit('revenue'))}</span> "
        f'<span class="au-change {"au-less" if change < -0.5 else ""}">{reading.safe(moved)}</span></div>{below}</div>'
    )


def apply(side: Side, before: float, language_id: str) -> None:
    """Make the scenario believe a side; one step that undo takes back."""
    assert side.scenario is not None
    plan = side.scenario.plan
    language = plan.vocabulary(get_language(language_id))
    session.set_scenario(side.scenario)
    message = say(
        language,
        "audit-page-applied",
        settings=audit_text.settings(plan, side, language, done=True),
        revenue=language.quantity(side.revenue, "revenue"),
        year=str(plan.years[-1]),
        change=language.quantity(side.revenue - before, "money", signed=True),
    )
    writing.toast(message, icon=":material/check:", duration="long")


# -- where the figures stand ----------------------------------------------------------------------------------------


def sources(board: Board, finding: Finding, language: Language) -> None:
    """Draw the facts of a finding; each leads to its source in one step."""
    t = language.text
    facts = finding.facts
    with st.container(key="audit-facts"):
        st.html(f'<h3 class="au-heading">{reading.safe(t("audit-page-facts", count=len(facts)))}</h3>')
        for fact in facts[:MOST_FACTS]:
            with st.container(horizontal=True, gap="small", vertical_alignment="top"):
                if board.own:
                    help = t("audit-page-to-source")
                    st.page_link("pages/sources.py", label=label(fact.id), query_params={"q": fact.id}, help=help)
                st.html(_fact(board, fact, language))
        if len(facts) > MOST_FACTS:
            reading.note(t("audit-more", count=len(facts) - MOST_FACTS))


def _fact(board: Board, fact: Fact, language: Language) -> str:
    t = language.text
    support = len(board.report.support(fact))
    parts = [fact_place(fact, language), fact_text.kind(fact, language)]
    if fact.note:
        parts.append(t("audit-page-note", note=fact_text.note(fact, language)))
    parts.append(t("audit-page-support", count=support))
    about = Subject("", fact.metric, fact.scope, "", fact.period, fact.kind, fact.unit, 1.0)
    name = audit_text.subject(about, language)
    value = fact_text.value(fact, language)
    return (
        f'<div class="au-fact"><span>{reading.safe(name)}</span> <b>{reading.safe(value)}</b>'
        f"<small>{reading.safe(t('audit-page-dot').join(parts))}</small></div>"
    )
