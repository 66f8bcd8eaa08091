"""What a room has answered, as a picture: plain JSON of written numbers and places from 0 to 1; browsers draw it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from sim.language import Language
from sim.room.aggregate import result, standard
from sim.room.room import Round
from sim.room.score import score
from sim.room.steps import decimals_of, round_step
from sim.room.text import drag_text, message, moved_count_text, name_of, outcome_name, score_text

TICKS = 5
DOT = 0.022
"""Diameter of a dot as a share of the axis; dots that would overlap stand on each other."""


def picture(now: Round, answers: Sequence[Any], language: Language) -> dict[str, Any] | None:
    """Return the picture of what a room has answered, its message as its title; None without answers."""
    found = result(now.question, answers)
    if found is None:
        return None
    draw = {"predict": _prediction_picture, "estimate": _estimate_picture, "vote": _vote_picture, "levers": _levers}[
        now.question.kind
    ]
    title, subtitle = message(now.question, found, language)
    words = {"kind": now.question.kind, "title": title, "subtitle": subtitle}
    return words | draw(now, answers, found, language)


def axis(low: float, high: float, format: str, language: Language) -> tuple[float, float, list[dict[str, Any]]]:
    """Return an axis that holds two values: its ends and its ticks, at round numbers of what people see."""
    scale = language.formats[format].scale
    first, last = low * scale, high * scale
    wide = max(last - first, 10.0 ** -language.formats[format].decimals)
    step = round_step(wide, TICKS - 1)
    start, stop = math.floor(first / step), math.ceil(last / step)
    stop += stop == start
    decimals = decimals_of(step)
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


def _prediction_picture(now: Round, answers: Sequence[Any], found: Any, language: Language) -> dict[str, Any]:
    question, t = now.question, language.text
    format = question.span.format
    quantity = language.quantity
    low, high, ticks = axis(
        min(found.values[0], question.truth), max(found.values[-1], question.truth), format, language
    )
    return {
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


def _estimate_picture(now: Round, answers: Sequence[Any], found: Any, language: Language) -> dict[str, Any]:
    question, t = now.question, language.text
    span, quantity = question.span, language.quantity
    lows, middles, highs = zip(*(standard(one, span) for one in answers), strict=True)
    low, high, ticks = axis(min(lows), max(highs), span.format, language)
    ranges = sorted(zip(lows, middles, highs, strict=True), key=lambda one: (one[1], one[0], one[2]))
    ends = [quantity(one, span.format) for one in found.quantiles]
    return {
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
        "score": score_text(score(now), language),
    }


def _vote_picture(now: Round, answers: Sequence[Any], found: Any, language: Language) -> dict[str, Any]:
    total, most = sum(found), max(found)
    return {
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
        low, high = drag.span.low, drag.span.high
        rows.append(
            {
                "name": name_of("lever", drag.id, language),
                "touched": moved_count_text(question, rolled.touched, found.count, language),
                "range": [_share(one, low, high) for one in (rolled.least, rolled.middle, rolled.most)],
                "start": _share(rolled.start, low, high),
                "dots": dots([_share(one.levers[drag.id], low, high) for one in answers]),
                "least": drag_text(drag, rolled.least, language),
                "middle": drag_text(drag, rolled.middle, language),
                "most": drag_text(drag, rolled.most, language),
                "from": drag_text(drag, rolled.start, language),
            }
        )
    shown = [language.quantity(one, question.format) for one in (found.least, found.middle, found.most)]
    low, high, ticks = axis(
        min(found.least, question.start), max(found.most, question.start), question.format, language
    )
    return {
        "columns": [t("room-least"), t("room-middle"), t("room-most")],
        "levers": rows,
        "teams": [
            {
                "name": now.team_names[number - 1],
                "text": language.quantity(given.result, question.format),
            }
            for number, given in sorted(now.answers.items(), key=lambda one: -one[1].result)
        ]
        if now.team_names
        else [],
        "ticks": ticks,
        "outcome": outcome_name(question, language),
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
