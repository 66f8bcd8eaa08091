"""What somebody has typed on a phone, read strictly into an answer in the model's units."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.language import Language
from sim.language.errors import RoomError
from sim.reading.numbers import read_typed

LONGEST = 40


def number(text: Any, span: Any, language: Language) -> float:
    """Return a number as typed in the unit that is shown, in the model's unit.

    Raises
    ------
    RoomError
        It is none, could be two, or lies out of range; says what is allowed.
    """
    scale = language.formats[span.format].scale
    said = {"low": language.quantity(span.low, span.format), "high": language.quantity(span.high, span.format)}
    if not isinstance(text, str) or not text.strip() or len(text) > LONGEST:
        raise RoomError("error-room-number", value=str(text)[:LONGEST], **said)
    found = read_typed(text, span.low * scale, span.high * scale)
    if len(found) != 1:
        key = "error-room-number" if not found else "error-room-ambiguous"
        raise RoomError(key, value=text[:LONGEST], **said)
    value = found[0] / scale
    if not span.holds(value):
        raise RoomError("error-room-number", value=text[:LONGEST], **said)
    return min(max(value, span.low), span.high)


def lever_values(question: Any, content: Any, language: Language) -> dict[str, float]:
    """Return the value of every lever of a question, each on a step of its own."""
    if not isinstance(content, Mapping):
        raise RoomError("error-room-answer")
    values = {}
    for drag in question.levers:
        typed = number(content.get(drag.id), drag.span, language)
        steps = round((typed - drag.span.low) / drag.step)
        values[drag.id] = min(round(drag.span.low + steps * drag.step, 10), drag.span.high)
    return values


def answer(question: Any, content: Any, language: Language) -> dict[str, Any]:
    """Return an answer as the room keeps it; of levers without what the model makes of them.

    Raises
    ------
    RoomError
        Something typed is no number of its range, or the range of an estimate is in no order.
    """
    if not isinstance(content, Mapping):
        raise RoomError("error-room-answer")
    match question.kind:
        case "vote":
            return {"option": content.get("option")}
        case "levers":
            return {"levers": lever_values(question, content.get("levers"), language)}
        case "predict":
            return {"value": number(content.get("value"), question.span, language)}
    low, best, high = (number(content.get(name), question.span, language) for name in ("low", "best", "high"))
    if not (low <= best <= high and low < high):
        raise RoomError("error-room-order")
    sure = content.get("sure")
    if type(sure) is not int or not 50 <= sure <= 99:
        raise RoomError("error-room-sure")
    return {"low": low, "best": best, "high": high, "sure": sure / 100}
