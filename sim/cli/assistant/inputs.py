"""What a tool may be asked: typed, and handed on to the command of the same name as its own words.

The commands read, check and complain; nothing is validated twice. The types here only tell an assistant what there is.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Input(BaseModel):
    """Arguments by name; a name that does not exist is refused, so that nothing asked for is left out in silence."""

    model_config = ConfigDict(extra="forbid")


class ScenarioInput(Input):
    """A scenario: where it starts, and what is changed."""

    plan: Annotated[str | None, Field(description="Plan id; the tool `plans` lists them.")] = None
    preset: Annotated[str | None, Field(description="Starting point of the plan, such as plan or baseline.")] = None
    scenario: Annotated[str | None, Field(description="Name or id of a saved scenario to start from.")] = None
    levers: Annotated[
        dict[str, float | str | list[float]],
        Field(description="Lever values by id, in the unit that `levers` names; a share family takes all its values."),
    ] = {}
    assumptions: Annotated[str | None, Field(description="Likely assumption set: of the plan, or a saved one.")] = None
    assume: Annotated[dict[str, float], Field(description="Single assumptions replaced by a value.")] = {}
    risks: Annotated[
        dict[str, Literal["off", "chance", "on", "mitigated"]], Field(description="Risk cases switched, by id.")
    ] = {}
    target: Annotated[float | None, Field(description="Value of the target, in the measure's unit.")] = None
    metric: Annotated[str | None, Field(description="Measure of the target, such as revenue.")] = None
    year: Annotated[int | None, Field(description="Year of the target.")] = None
    draws: Annotated[int | None, Field(description="Simulated futures.")] = None
    seed: Annotated[int | None, Field(description="Seed of the futures; the same seed gives the same answer.")] = None

    def words(self) -> list[str]:
        """Return the options of a command line that describe this scenario."""
        found = [f"--set={id}={_value(value)}" for id, value in self.levers.items()]
        found += [f"--assume={name}={_value(value)}" for name, value in self.assume.items()]
        found += [f"--risk={id}={state}" for id, state in self.risks.items()]
        plain = ("plan", "preset", "scenario", "assumptions", "target", "metric", "year", "draws", "seed")
        return found + options({name: getattr(self, name) for name in plain})


class SolveInput(Input):
    """What is wanted, and within which bounds."""

    chance: Annotated[float | None, Field(description="Wanted chance of the target, 0 to 1; else the single run.")] = (
        None
    )
    move: Annotated[list[str], Field(description="Levers or families that may move.")] = []
    lock: Annotated[list[str], Field(description="Levers or families that stay.")] = []
    at_most: Annotated[dict[str, float], Field(description="Upper bounds of levers or measures, by id.")] = {}
    budget: Annotated[float | None, Field(description="Gross programme of all years at most.")] = None
    people: Annotated[float | None, Field(description="Most reps in any quarter.")] = None
    effort: Annotated[float | None, Field(description="Ceiling of every promise, in units of the plan's own.")] = None

    def words(self) -> list[str]:
        """Return the options of a command line that state these bounds."""
        found = [f"--move={id}" for id in self.move] + [f"--lock={id}" for id in self.lock]
        found += [f"--at-most={id}={_value(value)}" for id, value in self.at_most.items()]
        return found + options({name: getattr(self, name) for name in ("chance", "budget", "people", "effort")})


def options(values: Mapping[str, object]) -> list[str]:
    """Return options as words; what is None is left out. A value cannot be taken for an option of its own."""
    return [f"--{name}={_value(value)}" for name, value in values.items() if value is not None]


def _value(value: object) -> str:
    """Return a value as the command line reads it: numbers in full, without an exponent."""
    if isinstance(value, list):
        return ",".join(map(_value, value))
    if isinstance(value, float) and math.isfinite(value):
        return format(Decimal(repr(value)), "f")
    return str(value)
