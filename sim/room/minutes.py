"""The minutes of a workshop: what was asked, answered and decided, as findings that a deck and a workbook take."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from sim.analysis.finding import Counts, Finding
from sim.language import Language
from sim.room.aggregate import CERTAINTY, result
from sim.room.room import Room, Round
from sim.room.score import score
from sim.room.steps import classes
from sim.room.text import drag_text, message, name_of, outcome_name, question_text, score_text

MARKS = re.compile(r"</?(?:b|em)>")
SAVED = {"set": "room-saved-set", "scenario": "room-saved-scenario"}


def minutes(room: Room, language: Language) -> tuple[Finding, ...]:
    """Return one finding for each question that was answered and shown, in the order in which they were asked."""
    return tuple(_of(room, one, language) for one in room.rounds if one.phase == "revealed" and one.answers)


def _of(room: Room, round: Round, language: Language) -> Finding:
    t, question = language.text, round.question
    answers = list(round.answers.values())
    found = result(question, answers)
    title, below = message(question, found, language)
    tables = {"predict": _prediction_lines, "estimate": _estimate_lines, "vote": _vote_lines, "levers": _levers}
    heads, rows = tables[question.kind](question, answers, found, language)
    if question.kind == "levers":
        rows += _settings(round, language)
    notes = [below]
    if round.turn > 1:
        notes.append(t("room-minutes-turns", first=len(round.turns[0]), second=len(round.turns[1])))
    if round.decision:
        notes.append(t("room-minutes-decided", text=round.decision))
    notes += [t(SAVED[what], name=name) for what, name in round.saved]
    if round.actual is not None:
        value, source = round.actual
        said = language.quantity(value, question.span.format)
        notes.append(t("room-minutes-happened", value=said, source=source or "–"))
        notes.append(score_text(score(round), language))
    subtitle = language.join(
        [room.title, question_text(question, language), language.date(round.asked_at.date())], "groups"
    )
    kept = tuple(one for one in notes if one)
    return Finding(
        MARKS.sub("", title), subtitle, heads, tuple(rows), kept, _counts(question, answers, found, language)
    )


def _counts(question: Any, answers: Any, found: Any, language: Language) -> Counts:
    """Return the picture: people by what they guessed, voted for or moved."""
    t = language.text
    match question.kind:
        case "predict":
            return Counts(t("room-people"), *classes(found.values, question.span.format, language))
        case "estimate":
            bests = [one.best for one in answers]
            return Counts(t("room-people-best"), *classes(bests, question.span.format, language))
        case "vote":
            return Counts(t("room-votes"), tuple(option.label for option in question.options), tuple(found))
        case _:
            names = tuple(name_of("lever", one.id, language) for one in found.levers)
            said = "room-moved-teams" if question.teams else "room-moved"
            return Counts(t(said), names, tuple(one.touched for one in found.levers))


def _prediction_lines(question: Any, answers: Any, found: Any, language: Language) -> tuple[tuple[str, ...], list[Any]]:
    t = language.text

    def amount(value: float) -> str:
        return language.quantity(value, question.span.format)

    rows = [
        (t("room-middle"), amount(found.middle)),
        (t("room-half"), f"{amount(found.quarter)} – {amount(found.three_quarters)}"),
        (t("room-least"), amount(found.values[0])),
        (t("room-most"), amount(found.values[-1])),
        (t("room-model"), amount(question.truth)),
    ]
    rows += [(t("room-answer-number", number=place), amount(value)) for place, value in enumerate(found.values, 1)]
    return (t("room-answer"), t("room-value")), rows


def _estimate_lines(question: Any, answers: Any, found: Any, language: Language) -> tuple[tuple[str, ...], list[Any]]:
    t, format = language.text, question.span.format
    heads = (t("room-answer"), t("room-low"), t("room-best"), t("room-high"), t("room-sure"))
    certainty = language.quantity(CERTAINTY, "percent_whole")
    together = (t("room-together"), *(language.quantity(one, format) for one in found.quantiles), certainty)
    rows: list[tuple[str, ...]] = [together]
    ordered = sorted(answers, key=lambda one: (one.best, one.low, one.high, one.sure))
    for place, one in enumerate(ordered, 1):
        values = (language.quantity(value, format) for value in (one.low, one.best, one.high))
        sure = language.quantity(one.sure, "percent_whole")
        rows.append((t("room-answer-number", number=place), *values, sure))
    return heads, rows


def _vote_lines(question: Any, answers: Any, found: Any, language: Language) -> tuple[tuple[str, ...], list[Any]]:
    t, total = language.text, sum(found)
    rows = [
        (option.label, language.number(votes, "count"), language.quantity(votes / total, "percent_whole"))
        for option, votes in zip(question.options, found, strict=True)
    ]
    return (t("room-option"), t("room-votes"), t("room-share")), rows


def _levers(question: Any, answers: Any, found: Any, language: Language) -> tuple[tuple[str, ...], list[Any]]:
    """Return what it comes to and each lever as columns: the start, the room's middle and ends, every answer below."""
    t = language.text

    def row(head: str, outcome: float, levers: Iterable[float]) -> tuple[str, ...]:
        set_to = (drag_text(drag, one, language) for one, drag in zip(levers, question.levers, strict=True))
        return (head, language.quantity(outcome, question.format), *set_to)

    rows = [
        row(t("room-start"), question.start, (one.start for one in found.levers)),
        row(t("room-middle"), found.middle, (one.middle for one in found.levers)),
        row(t("room-least"), found.least, (one.least for one in found.levers)),
        row(t("room-most"), found.most, (one.most for one in found.levers)),
    ]
    heads = ("", outcome_name(question, language), *(name_of("lever", one.id, language) for one in question.levers))
    return heads, rows


def _settings(round: Round, language: Language) -> list[tuple[str, ...]]:
    """Return a row for each answer, the highest first: of which team, what it comes to, where it set each lever."""
    question, t = round.question, language.text
    ordered = sorted(round.answers.items(), key=lambda one: -one[1].result)
    return [
        (
            round.team_names[number - 1] if round.team_names else t("room-answer-number", number=place),
            language.quantity(given.result, question.format),
            *(drag_text(drag, given.levers[drag.id], language) for drag in question.levers),
        )
        for place, (number, given) in enumerate(ordered, 1)
    ]
