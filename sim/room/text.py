"""What is asked and what came of it, in words: the same on phones, on the wall, in the minutes and in files."""

from __future__ import annotations

from typing import Any

from sim.language import Language, key
from sim.model.measures import measure
from sim.plan.amounts import slider_text
from sim.room.question import Drag
from sim.room.room import Room, Round
from sim.room.score import Score

ESTIMATES = {"assumption": "room-ask-assumption", "risk": "room-ask-risk"}
JOINER = "\u2060"
"""Takes no room; behind a < it keeps what somebody wrote from being read as one of our marks."""


def question_text(question: Any, language: Language) -> str:
    """Return a question as it is asked: in the facilitator's words, or in ours."""
    t = language.text
    if question.text:
        return question.text
    match question.kind:
        case "predict":
            return t("room-ask-predict", measure=measure(question.measure).phrase(language), year=str(question.year))
        case "estimate":
            return t(ESTIMATES[question.of], name=name_of(question.of, question.id, language))
        case "vote":
            return t("room-ask-vote")
        case _:
            return t("room-ask-levers", measure=measure(question.measure).phrase(language), year=str(question.year))


def name_of(prefix: str, id: str, language: Language) -> str:
    """Return the name of a lever, an assumption or a risk; its id where its plan is gone."""
    name = key(prefix, id)
    return language.text(name) if language.has(name) else id


def drag_text(drag: Drag, value: float, language: Language) -> str:
    """Return a lever's value as every table and slider writes it."""
    return slider_text(value, drag.step, drag.span.format, language)


def outcome_name(question: Any, language: Language) -> str:
    """Return what the levers of a question come to: the measure and its year."""
    return language.text("room-outcome", measure=measure(question.measure).name(language), year=str(question.year))


def attendance(room: Room, present: int, language: Language) -> str:
    """Return how many are here; once the workshop is over, how many there were."""
    if room.ended:
        return language.text("room-took-part", count=room.seat_count)
    return language.text("room-joined", count=present)


def answer_count_text(now: Round, present: int, language: Language) -> str:
    """Return how many have answered the private turn at hand: of those who are here, or of the teams."""
    count = len(now.turns[-1])
    if now.team_names:
        return language.text("room-answered-teams", answered=count, total=len(now.team_names))
    return language.text("room-answered", answered=count, present=max(present, count))


def moved_count_text(question: Any, count: int, total: int, language: Language) -> str:
    """Return how many of those who answered have moved a lever."""
    return language.text("room-touched-teams" if question.teams else "room-touched", count=count, total=total)


def message(question: Any, found: Any, language: Language) -> tuple[str, str]:
    """Return what a result says, with <b> and <em>, and the line below it.

    Parameters
    ----------
    found : what `sim.room.aggregate.result` returns of the question's answers; not None
    """
    t, quantity = language.text, language.quantity
    match question.kind:
        case "predict":
            format, truth = question.span.format, question.truth
            above = sum(value > truth for value in found.values)
            said = t("room-title-predict", middle=quantity(found.middle, format), truth=quantity(truth, format))
            unit = language.unit(format)
            return said, t("room-sub-predict", count=len(found.values), above=above, unit=unit)
        case "estimate":
            low, middle, high = (quantity(one, question.span.format) for one in found.quantiles)
            said = t("room-title-estimate", low=low, middle=middle, high=high)
            return said, t("room-sub-estimate", count=found.count)
        case "vote":
            most, total = max(found), sum(found)
            leaders = [
                option.label.replace("<", "<" + JOINER)
                for option, votes in zip(question.options, found, strict=True)
                if votes == most
            ]
            ahead = "room-title-vote" if len(leaders) == 1 else "room-title-tie"
            return t(ahead, name=language.join(leaders, "and"), votes=most, count=total), t(
                "room-sub-vote", count=total
            )
        case _:
            least, middle, most = (quantity(one, question.format) for one in (found.least, found.middle, found.most))
            loudest = max(found.levers, key=lambda one: one.touched)
            title, below = (
                ("room-title-teams", "room-sub-teams") if question.teams else ("room-title-levers", "room-sub-levers")
            )
            return t(title, middle=middle, year=str(question.year), least=least, most=most), t(
                below,
                name=name_of("lever", loudest.id, language),
                touched=loudest.touched,
                count=found.count,
            )


def score_text(scored: Score | None, language: Language) -> str:
    """Return how good the ranges were, once it is known what happened; empty as long as it is not."""
    if scored is None:
        return ""
    if scored.held is None or scored.expected is None:
        return language.text("room-score-near", count=scored.count, beaten=scored.beaten)
    expected = language.number(scored.expected, "count")
    return language.text("room-score", held=scored.held, count=scored.count, expected=expected, beaten=scored.beaten)
