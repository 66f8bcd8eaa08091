"""Tables of the Tracking page: milestones, early warning, and what the forecast rests on."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence

import streamlit as st

from pages.parts import reading
from pages.parts.reading import Column, Html, card, source_mark, table, two_lines
from pages.parts.source_link import source_link
from sim import provenance
from sim.language import Language, key
from sim.plan import Plan, fact_text
from sim.plan.watched import tracking_of
from sim.track import text as track_text
from sim.track.adjustments import measured_text
from sim.track.milestones import MilestoneState
from sim.track.rules import ASSUMED, Judgement, Status, counts, rules
from sim.track.tracking import Tracking


def status_cell(judgement: Judgement, language: Language) -> Html:
    """Return a state with its shape, its colour and its reason."""
    status: Status = judgement.status
    return Html(
        f'<span class="tk-status tk-{status}" title="{html.escape(language.text(f"status-{status}"))}">'
        f'<i aria-hidden="true">{track_text.SHAPES[status]}</i>{html.escape(language.text(judgement.reason))}</span>'
    )


def _document(tracking: Tracking) -> str:
    """Return the document that states the thresholds, "none" where it is none of this plan's."""
    sources = [source for one in tracking.warnings for source in one.rule.sources]
    facts = [tracking.plan.facts[source] for source in sources if source in tracking.plan.facts]
    return facts[0].document if facts else "none"


def fact_cell(plan: Plan, sources: Sequence[str], language: Language) -> Html | str:
    """Return where a number stands; its full statement one hover away."""
    if not sources:
        return ""
    facts = [plan.facts[source] for source in sources if source in plan.facts]
    own = [plan.quantities[source] for source in sources if source in plan.quantities]
    if own and own[0].assumption:
        return language.text(own[0].assumption)
    if not facts:
        return language.text("origin-judgement")
    lines = [
        language.text(
            "with-note",
            name=fact_text.statement(fact, language),
            note=provenance.source_place(plan, fact.id, language),
        )
        for fact in facts
    ]
    places = " · ".join(dict.fromkeys(f"{fact.document} §{fact.section}" for fact in facts))
    return source_mark(places, lines, source_link(" ".join(fact.id for fact in facts), language))


def milestone_card(plan: Plan, tracking: Tracking, language: Language) -> None:
    """Draw every milestone with its state."""
    t = language.text
    if not tracking.milestones:
        with card("track-milestones", t("track-milestone-none")):
            pass
        return
    lights = counts([one.judgement for one in tracking.milestones])
    title = t("track-milestone-title", **lights)
    with card("track-milestones", title, t("track-milestone-subtitle")):
        table(
            [
                Column(t("track-column-state")),
                Column(t("track-column-milestone")),
                Column(t("track-column-asked"), "number"),
                Column(t("track-column-reached"), "number"),
                Column(t("track-column-chance"), "number"),
                Column(t("track-column-source")),
            ],
            [_milestone_row(plan, one, language) for one in tracking.milestones],
            title,
            groups=_milestone_groups(tracking, language),
        )


def _milestone_groups(tracking: Tracking, language: Language) -> dict[int, str]:
    due = sum(one.due < tracking.result.known.last for one in tracking.milestones)
    groups = {0: language.text("track-group-due")} if due else {}
    return groups | ({due: language.text("track-group-ahead")} if due < len(tracking.milestones) else {})


def _milestone_row(plan: Plan, one: MilestoneState, language: Language) -> list[str | Html]:
    name = track_text.milestone_name(one, language)
    shown = one.format(language, one.expected)
    return [
        status_cell(one.judgement, language),
        two_lines(name, language.text("track-below-base", year=str(plan.base_year))) if one.below_base else name,
        one.format(language, one.value),
        shown if one.past or not math.isfinite(one.expected) else language.text("track-expected", value=shown),
        track_text.chance(one.probability, language)
        if not one.past
        else language.quantity(one.attainment, "percent_whole"),
        fact_cell(plan, [one.fact], language),
    ]


def rules_card(plan: Plan, tracking: Tracking, language: Language) -> None:
    """Draw the documents' own rules of what to do when, each with its trigger's state and what follows."""
    if not tracking.rules:
        return
    t = language.text
    states = [one.state.judgement.status for one in tracking.rules]
    title = t("track-rules-card-title", crossed=states.count("red"), count=len(states), silent=states.count("none"))
    rows = []
    for one in tracking.rules:
        name = key("tracking-rule", one.rule.id)
        rows.append(
            [
                status_cell(one.state.judgement, language),
                two_lines(t(name), measured_text(one, language)),
                t(f"{name}.help"),
                fact_cell(plan, one.rule.source, language),
            ]
        )
    heads = ("track-column-state", "track-column-rule", "track-column-action", "track-column-source")
    with card("track-rules", title, t("track-rules-card-subtitle")):
        table([Column(t(head)) for head in heads], rows, title)


def warning_card(plan: Plan, tracking: Tracking, language: Language) -> None:
    """Draw the early-warning thresholds."""
    t = language.text
    own = tracking_of(plan).warnings is not None
    crossed = sum(one.judgement.status == "red" for one in tracking.warnings)
    title = t("track-warning-title", crossed=crossed, count=len(tracking.warnings))
    with card("track-warnings", title, t("track-warning-subtitle", document=_document(tracking))):
        table(
            [Column(t("track-column-state")), Column(t("track-column-threshold")), Column(t("track-column-source"))],
            [
                [
                    status_cell(one.judgement, language),
                    two_lines(t(one.rule.text), track_text.threshold_text(one, language)),
                    fact_cell(plan, one.rule.sources, language) or t((own and one.rule.assumption) or ASSUMED),
                ]
                for one in tracking.warnings
            ],
            title,
        )


def method_card(plan: Plan, tracking: Tracking, language: Language) -> None:
    """Say what the forecast rests on."""
    t, result = language.text, tracking.result
    lines = [track_text.prior_note(tracking, language)]
    if result.used:
        lines.append(track_text.futures_note(tracking, language))
        lines.append(
            t(
                "track-carried",
                used=result.used,
                carried=language.quantity(result.carried, "percent", signed=True),
                inside=tracking.calibration.inside,
                quarters=tracking.calibration.quarters,
            )
        )
    if zeros := track_text.left_aside_note(tracking, language):
        lines.append(zeros)
    if extra := track_text.needed_text(tracking, language):
        lines.insert(0, extra)
    with card("track-method", t("track-method-title")):
        reading.listing(lines)
        with st.expander(t("track-rules-title")):
            reading.listing(
                [
                    t(
                        "track-rules-attainment",
                        green=language.quantity(rules(plan).attainment.green_from.value, "percent_whole"),
                        red=language.quantity(rules(plan).attainment.red_below.value, "percent_whole"),
                    ),
                    t(
                        "track-rules-outlook",
                        green=language.quantity(rules(plan).outlook.green_from.value, "percent_whole"),
                        red=language.quantity(rules(plan).outlook.red_below.value, "percent_whole"),
                    ),
                    t("reason-track-reading"),
                    t("reason-track-window"),
                    t("track-rules-months"),
                    *dict.fromkeys(t(one.assumption) for one in rules(plan).warnings if one.assumption),
                    *(t(one.assumption) for one in rules(plan).pacing.values() if one.sources and one.assumption),
                    t("track-rules-errors"),
                    t("reason-track-error-revenue"),
                    t("reason-track-least"),
                    strength_rule(plan, language),
                ]
            )


def strength_rule(plan: Plan, language: Language) -> str:
    """Return whose words for odds are used, and how far that was read."""
    source = plan.references.get(rules().strength.source)
    if source is None:
        return language.text("origin-judgement")
    return language.text(
        "track-rules-strength", citation=source.citation, read=language.text(f"read-{source.read}.short")
    )
