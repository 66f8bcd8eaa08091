"""What the model makes of levers that somebody sets on a phone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from pages.parts.release import of_visitors
from pages.parts.room.views import plan_of
from sim.language.errors import RoomError
from sim.room import outcome
from sim.room.room import Room
from sim.scenario import Scenario


def promised_value(room: Room, question: Any, levers: Mapping[str, float]) -> float:
    """Return what the question's measure becomes in its year with these levers, as promised [the measure's unit]."""
    inputs = json.dumps(question.scenario, sort_keys=True)
    return _promised_value(room, inputs, tuple(sorted(levers.items())))


@lru_cache(maxsize=16)
def scenario_of(room: Room, inputs: str) -> Scenario:
    """Return the scenario that a question of the room is about, from its inputs as JSON."""
    plan = plan_of(room)
    if plan is None:
        raise RoomError("error-room-step")
    return Scenario.from_dict(json.loads(inputs), lambda _: plan)


@of_visitors
@lru_cache(maxsize=4096)
def _promised_value(room: Room, inputs: str, levers: tuple[tuple[str, float], ...]) -> float:
    return outcome.value_reached(scenario_of(room, inputs), dict(levers))
