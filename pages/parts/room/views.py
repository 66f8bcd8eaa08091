"""What a screen shows of a room, in its language: plain JSON of written numbers and places from 0 to 1.

The browser draws it and computes nothing. What a question is about never leaves before it is shown: no answers, no
count of them by value, no result of the model.
"""

from __future__ import annotations

from typing import Any

from pages.parts.room.hall import Live
from pages.parts.room.pictures import picture
from sim.language import Language, get_language
from sim.plan import Plan, find_plan
from sim.plan.amounts import step_places
from sim.room.room import Room, Round
from sim.room.text import answer_count_text, attendance, drag_text, name_of, outcome_name, question_text
from sim.store import open_store
from sim.store.person import as_the_program

_plans: dict[tuple[str, str], Plan] = {}


def vocabulary(room: Room, language_id: str) -> Language:
    """Return a language with the names of the room's plan; without them where the plan is gone."""
    language, plan = get_language(language_id), plan_of(room)
    return language if plan is None else plan.vocabulary(language)


def plan_of(room: Room) -> Plan | None:
    """Return the plan that the room was opened for: that version, else today's; None where neither is here."""
    known = room.plan_id, room.plan_hash
    if known not in _plans:
        with as_the_program():  # opening the room was the step that shows its plan to whoever takes part
            found = open_store().plans.version(*known) or find_plan(room.plan_id)
        if found is None:
            return None
        _plans[known] = found
    return _plans[known]


def common(live: Live, language_id: str) -> dict[str, Any]:
    """Return what every screen of one language shows."""
    room, language = live.room, vocabulary(live.room, language_id)
    now = room.round
    return {
        "title": room.title,
        "code": room.code,
        "ended": room.ended,
        "present": live.present,
        "joined": attendance(room, live.present, language),
        "round": None if now is None else round_view(now, live.present, language),
    }


def round_view(now: Round, present: int, language: Language) -> dict[str, Any]:
    """Return the round as it may be seen at this moment."""
    view: dict[str, Any] = {
        "number": now.number,
        "turn": now.turn,
        "kind": now.question.kind,
        "phase": now.phase,
        "title": question_text(now.question, language),
        "answered": len(now.turns[-1]),
        "expected": len(now.team_names) or max(present, len(now.turns[-1])),
        "count": answer_count_text(now, present, language),
        "teams": list(now.team_names),
        "again": now.question.kind == "estimate" and now.turn == 1,
        "fields": fields_of(now.question, language),
        "result": None,
        "before": None,
    }
    if now.phase == "revealed":
        view["result"] = picture(now, list(now.answers.values()), language)
    elif now.turn > 1:
        view["before"] = picture(now, list(now.turns[0].values()), language)
    return view


def fields_of(question: Any, language: Language) -> dict[str, Any]:
    """Return what an answer is made of: ranges in the numbers that people see, with unit and decimals."""
    match question.kind:
        case "vote":
            return {"options": [option.label for option in question.options]}
        case "levers":
            drags = [
                {
                    "id": drag.id,
                    "name": name_of("lever", drag.id, language),
                    **scale_of(drag.span, language),
                    "step": _visible(drag.step, drag.span.format, language),
                    "decimals": step_places(drag.step, drag.span.format, language),
                    "most": language.formats[drag.span.format].decimals,
                    "allowed": language.text(
                        "room-allowed",
                        low=drag_text(drag, drag.span.low, language),
                        high=drag_text(drag, drag.span.high, language),
                    ),
                    "start": _visible(drag.start, drag.span.format, language),
                }
                for drag in question.levers
            ]
            return {
                "levers": drags,
                "outcome": outcome_name(question, language),
                "start": language.quantity(question.start, question.format),
                "format": _format(question.format, language),
            }
        case "predict":
            said = "" if question.base is None else language.quantity(question.base, question.span.format)
            hint = language.text("room-base", year=str(question.base_year), value=said) if said else ""
            return {"span": {**scale_of(question.span, language), "allowed": hint}}
        case _:
            return {"span": scale_of(question.span, language)}


def _visible(value: float, format: str, language: Language) -> float:
    """Return a value as the number that people see; free of what multiplying leaves behind."""
    return float(f"{value * language.formats[format].scale:.12g}")


def _format(format: str, language: Language) -> dict[str, Any]:
    spec = language.formats[format]
    return {"decimals": spec.decimals, "unit": language.unit(format), "pattern": spec.pattern}


def scale_of(span: Any, language: Language) -> dict[str, Any]:
    """Return a range in the numbers that people see, and how it is said."""
    return {
        "low": _visible(span.low, span.format, language),
        "high": _visible(span.high, span.format, language),
        "allowed": language.text(
            "room-allowed",
            low=language.quantity(span.low, span.format),
            high=language.quantity(span.high, span.format),
        ),
        **_format(span.format, language),
    }


def mine(now: Round | None, seat: int | None, language: Language) -> dict[str, Any] | None:
    """Return a seat's own answer of this turn as its fields show it; of the turn before where there is none yet.

    Where teams are asked it is the team's, with the team's number; without one as long as none is chosen.
    """
    if now is None or seat is None:
        return None
    voice = now.voice(seat)
    team = {"team": voice} if now.team_names else {}
    given = None if voice is None else now.turns[-1].get(voice)
    fresh = given is not None
    given = given if fresh or voice is None else now.answers.get(voice)
    if given is None:
        return team or None
    question = now.question
    match question.kind:
        case "vote":
            shown: Any = {"option": given.option}
        case "levers":
            spans = {drag.id: drag.span.format for drag in question.levers}
            shown = {
                "levers": {id: _visible(value, spans[id], language) for id, value in given.levers.items()},
                "result": language.quantity(given.result, question.format),
            }
        case "predict":
            shown = {"value": _visible(given.value, question.span.format, language)}
        case _:
            shown = {
                name: _visible(getattr(given, name), question.span.format, language) for name in ("low", "best", "high")
            } | {"sure": round(given.sure * 100)}
    return {**team, "answer": shown, "counts": fresh}
