"""What a screen shows of a room, in its language: plain JSON of written numbers and places from 0 to 1.

The browser draws it and computes nothing. What a question is about never leaves before it is shown: no answers, no
count of them by value, no result of the model.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from pages.parts.room.hall import Live
from sim.language import Language, get_language, key
from sim.model.measures import measure
from sim.plan import Plan, find_plan
from sim.room.aggregate import result, standard
from sim.room.room import Room, Round
from sim.room.score import score
from sim.store import open_store

TICKS = 5
ESTIMATES = {"assumption": "room-ask-assumption", "risk": "room-ask-risk"}
DOT = 0.022
"""Diameter of a dot as a share of the axis; dots that would overlap stand on each other."""

_plans: dict[tuple[str, str], Plan] = {}


def vocabulary(room: Room, language_id: str) -> Language:
    """Return a language with the names of the room's plan; without them where the plan is gone."""
    language, plan = get_language(language_id), plan_of(room)
    return language if plan is None else plan.vocabulary(language)


def plan_of(room: Room) -> Plan | None:
    """Return the plan that the room was opened for: that version, else today's; None where neither is here."""
    known = room.plan_id, room.plan_hash
    if known not in _plans:
        found = open_store().plans.version(*known) or find_plan(room.plan_id)
        if found is None:
            return None
        _plans[known] = found
    return _plans[known]


def title_of(question: Any, language: Language) -> str:
    """Return a question as it is asked: in the facilitator's words, or in ours."""
    t = language.text
    if question.text:
        return question.text
    match question.kind:
        case "predict":
            return t("room-ask-predict", measure=measure(question.measure).phrase(language), year=str(question.year))
        case "estimate":
            return t(ESTIMATES[question.of], name=subject(question, language))
        case "vote":
            return t("room-ask-vote")
        case _:
            return t("room-ask-levers", measure=measure(question.measure).phrase(language), year=str(question.year))


def subject(question: Any, language: Language) -> str:
    """Return the name of what an estimate is about."""
    return _named(question.of, question.id, language)


def lever_name(id: str, language: Language) -> str:
    return _named("lever", id, language)


def _named(prefix: str, id: str, language: Language) -> str:
    name = key(prefix, id)
    return language.text(name) if language.has(name) else id


def common(live: Live, language_id: str) -> dict[str, Any]:
    """Return what every screen of one language shows."""
    room, language = live.room, vocabulary(live.room, language_id)
    now = room.round
    return {
        "title": room.title,
        "code": room.code,
        "ended": room.ended,
        "present": live.present,
        "joined": language.text("room-joined", count=live.present),
        "round": None if now is None else round_view(now, live.present, language),
    }


def round_view(now: Round, present: int, language: Language) -> dict[str, Any]:
    """Return the round as it may be seen at this moment."""
    t = language.text
    answered = len(now.turns[-1])
    view: dict[str, Any] = {
        "number": now.number,
        "turn": now.turn,
        "kind": now.question.kind,
        "phase": now.phase,
        "title": title_of(now.question, language),
        "answered": answered,
        "count": t("room-answered", answered=answered, present=max(present, answered)),
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
                    "name": lever_name(drag.id, language),
                    **scale_of(drag.span, language),
                    "step": _shown(drag.step, drag.span.format, language),
                    "start": _shown(drag.start, drag.span.format, language),
                }
                for drag in question.levers
            ]
            name = language.text(
                "room-outcome", measure=measure(question.measure).name(language), year=str(question.year)
            )
            return {
                "levers": drags,
                "outcome": name,
                "start": language.quantity(question.start, question.format),
                "format": _format(question.format, language),
            }
        case "predict":
            said = "" if question.base is None else language.quantity(question.base, question.span.format)
            hint = language.text("room-base", year=str(question.base_year), value=said) if said else ""
            return {"span": {**scale_of(question.span, language), "allowed": hint}}
        case _:
            return {"span": scale_of(question.span, language)}


def _shown(value: float, format: str, language: Language) -> float:
    """Return a value as the number that people see; free of what multiplying leaves behind."""
    return float(f"{value * language.formats[format].scale:.12g}")


def _format(format: str, language: Language) -> dict[str, Any]:
    spec = language.formats[format]
    return {"decimals": spec.decimals, "unit": language.unit(format), "pattern": spec.pattern}


def scale_of(span: Any, language: Language) -> dict[str, Any]:
    """Return a range in the numbers that people see, and how it is said."""
    return {
        "low": _shown(span.low, span.format, language),
        "high": _shown(span.high, span.format, language),
        "allowed": language.text(
            "room-allowed",
            low=language.quantity(span.low, span.format),
            high=language.quantity(span.high, span.format),
        ),
        **_format(span.format, language),
    }


def mine(now: Round | None, seat: int | None, language: Language) -> dict[str, Any] | None:
    """Return a seat's own answer of this turn as its fields show it; of the turn before where there is none yet."""
    if now is None or seat is None:
        return None
    given = now.turns[-1].get(seat)
    fresh = given is not None
    given = given if fresh else now.answers.get(seat)
    if given is None:
        return None
    question = now.question
    match question.kind:
        case "vote":
            shown: Any = {"option": given.option}
        case "levers":
            spans = {drag.id: drag.span.format for drag in question.levers}
            shown = {
                "levers": {id: _shown(value, spans[id], language) for id, value in given.levers.items()},
                "result": language.quantity(given.result, question.format),
            }
        case "predict":
            shown = {"value": _shown(given.value, question.span.format, language)}
        case _:
            shown = {
                name: _shown(getattr(given, name), question.span.format, language) for name in ("low", "best", "high")
            } | {"sure": round(given.sure * 100)}
    return {"answer": shown, "counts": fresh}


# -- pictures ------------------------------------------------------------------------------------------------------
def picture(now: Round, answers: Sequence[Any], language: Language) -> dict[str, Any] | None:
    """Return the picture of what a room has answered, its message as its title; None without answers."""
    found = result(now.question, answers)
    if found is None:
        return None
    draw = {"predict": _predicted, "estimate": _estimated, "vote": _voted, "levers": _levers}[now.question.kind]
    return {"kind": now.question.kind, **draw(now, answers, found, language)}


def axis(low: float, high: float, format: str, language: Language) -> tuple[float, float, list[dict[str, Any]]]:
    """Return an axis that holds two values: its ends and its ticks, at round numbers of what people see."""
    scale = language.formats[format].scale
    first, last = low * scale, high * scale
    wide = max(last - first, 10.0 ** -language.formats[format].decimals)
    raw = wide / (TICKS - 1)
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= raw * 0.999)
    start, stop = math.floor(first / step), math.ceil(last / step)
    stop += stop == start
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    values = [number * step for number in range(start, stop + 1)]
    ticks = [
        {
            "at": (value - values[0]) / (values[-1] - values[0]),
            "text": language.number(value / scale, format, decimals=decimals),
        }
        for value in values
    ]
    return values[0] / scale, values[-1] / scale, ticks


def dots(places: Sequence[float]) -> list[list[float]]:
    """Return dots on an axis: place, and on which layer above it, so that none hides another."""
    layers: list[float] = []
    found = []
    for place in sorted(places):
        layer = next((number for number, last in enumerate(layers) if place - last >= DOT), len(layers))
        if layer == len(layers):
            layers.append(place)
        layers[layer] = place
        found.append([round(place, 4), layer])
    return found


def _share(value: float, low: float, high: float) -> float:
    return round(min(max((value - low) / (high - low), 0.0), 1.0), 4)


def _predicted(now: Round, answers: Sequence[Any], found: Any, language: Language) -> dict[str, Any]:
    question, t = now.question, language.text
    format = question.span.format
    quantity = language.quantity
    low, high, ticks = axis(
        min(found.values[0], question.truth), max(found.values[-1], question.truth), format, language
    )
    above = sum(value > question.truth for value in found.values)
    return {
        "title": t(
            "room-title-predict",
            middle=quantity(found.middle, format),
            truth=quantity(question.truth, format),
        ),
        "subtitle": t("room-sub-predict", count=len(found.values), above=above, unit=language.unit(format)),
        "ticks": ticks,
        "dots": dots([_share(value, low, high) for value in found.values]),
        "marks": [
            {
                "at": _share(found.middle, low, high),
                "text": quantity(found.middle, format),
                "what": t("room-middle"),
                "tone": "middle",
            },
            {
                "at": _share(question.truth, low, high),
                "text": quantity(question.truth, format),
                "what": t("room-model"),
                "tone": "truth",
            },
        ],
    }


def _estimated(now: Round, answers: Sequence[Any], found: Any, language: Language) -> dict[str, Any]:
    question, t = now.question, language.text
    span, quantity = question.span, language.quantity
    lows, middles, highs = zip(*(standard(one, span) for one in answers), strict=True)
    low, high, ticks = axis(min(lows), max(highs), span.format, language)
    ranges = sorted(zip(lows, middles, highs, strict=True), key=lambda one: (one[1], one[0], one[2]))
    ends = [quantity(one, span.format) for one in found.quantiles]
    scored = score(now)
    return {
        "title": t("room-title-estimate", low=ends[0], middle=ends[1], high=ends[2]),
        "subtitle": t(
            "room-sub-estimate",
            count=len(answers),
            lowest=quantity(min(middles), span.format),
            highest=quantity(max(middles), span.format),
        ),
        "ticks": ticks,
        "ranges": [[_share(value, low, high) for value in one] for one in ranges],
        "band": [_share(value, low, high) for value in found.quantiles],
        "band_text": ends,
        "group": t("room-together"),
        "marks": []
        if now.actual is None
        else [
            {
                "at": _share(now.actual[0], low, high),
                "text": quantity(now.actual[0], span.format),
                "what": t("room-happened"),
                "tone": "truth",
            }
        ],
        "score": ""
        if scored is None or scored.held is None or scored.expected is None
        else t(
            "room-score",
            held=scored.held,
            count=scored.count,
            expected=language.number(scored.expected, "count"),
            beaten=scored.beaten,
        ),
    }


def _voted(now: Round, answers: Sequence[Any], found: Any, language: Language) -> dict[str, Any]:
    t, total, most = language.text, sum(found), max(found)
    leaders = [option.label for option, votes in zip(now.question.options, found, strict=True) if votes == most]
    said = "room-title-vote" if len(leaders) == 1 else "room-title-tie"
    return {
        "title": t(said, name=language.join(leaders, "and"), votes=most, count=total),
        "subtitle": t("room-sub-vote", count=total),
        "bars": [
            {
                "name": option.label,
                "votes": votes,
                "share": votes / total,
                "text": language.quantity(votes / total, "percent_whole"),
                "leads": votes == most,
            }
            for option, votes in zip(now.question.options, found, strict=True)
        ],
    }


def _levers(now: Round, answers: Sequence[Any], found: Any, language: Language) -> dict[str, Any]:
    question, t = now.question, language.text
    rows = []
    for drag, rolled in zip(question.levers, found.levers, strict=True):
        low, high, format = drag.span.low, drag.span.high, drag.span.format
        rows.append(
            {
                "name": lever_name(drag.id, language),
                "touched": t("room-touched", count=rolled.touched, total=found.count),
                "range": [_share(one, low, high) for one in (rolled.least, rolled.middle, rolled.most)],
                "start": _share(rolled.start, low, high),
                "dots": dots([_share(one.levers[drag.id], low, high) for one in answers]),
                "least": language.quantity(rolled.least, format),
                "middle": language.quantity(rolled.middle, format),
                "most": language.quantity(rolled.most, format),
                "from": language.quantity(rolled.start, format),
            }
        )
    loudest = max(found.levers, key=lambda one: one.touched)
    shown = [language.quantity(one, question.format) for one in (found.least, found.middle, found.most)]
    low, high, ticks = axis(
        min(found.least, question.start), max(found.most, question.start), question.format, language
    )
    return {
        "title": t(
            "room-title-levers",
            middle=shown[1],
            year=str(question.year),
            least=shown[0],
            most=shown[2],
        ),
        "subtitle": t(
            "room-sub-levers", name=lever_name(loudest.id, language), touched=loudest.touched, count=found.count
        ),
        "columns": [t("room-least"), t("room-middle"), t("room-most")],
        "levers": rows,
        "ticks": ticks,
        "outcome": t("room-outcome", measure=measure(question.measure).name(language), year=str(question.year)),
        "dots": dots([_share(value, low, high) for value in found.results]),
        "marks": [
            {
                "at": _share(question.start, low, high),
                "text": language.quantity(question.start, question.format),
                "what": t("room-start"),
                "tone": "start",
            },
            {"at": _share(found.middle, low, high), "text": shown[1], "what": t("room-middle"), "tone": "middle"},
        ],
    }
