"""What a search answers: plain values with units, ready for words, pages and JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sim.analysis.uncertainty import Probability

Status = Literal["reached", "out_of_reach"]


@dataclass(frozen=True)
class Binding:
    """A bound that holds the answer back.

    Attributes
    ----------
    constraint : str
        "revenue:2026", "chance", "budget", "people", "cost", or a lever with its end: "effort:conversion_rate",
        "high:headcount", "low:budget.digital".
    price : float
        What one unit more room saves in the objective's unit [CNY_m, or units of effort]; not negative.
    unit : str
        Unit of the bound: the measure's, the lever's, "effort" or "fraction".
    """

    constraint: str
    price: float
    unit: str


@dataclass(frozen=True)
class Loosening:
    """How much nearer a target that is out of reach comes if one bound gives way by `by` units."""

    constraint: str
    by: float
    unit: str
    gain: float


@dataclass(frozen=True, eq=False)
class Solution:
    """The answer to "what is the least it takes".

    Attributes
    ----------
    levers : lever id -> value, on slider positions
    cost : float [CNY_m]
        Pay of all reps and net programme over the horizon, as promised; `exact_cost` before rounding.
    effort : lever id -> units of the plan's own promise
    value : float
        The target's measure as promised, in its unit.
    chance : Probability of the target over fresh futures; `in_sample` over those of the search, or None
    shown : Probability of the target over the scenario's own futures
        What every page says of the answer once it is the current scenario; `chance` is the check on it.
    binding, loosening : what holds it, and what would help where it is out of reach
    no_matter : levers that might have moved and would change nothing
    others : what other choices (pace) would cost: choice -> cost, or None where out of reach
    starts, agreeing : searches, and how many of them found this answer
    moved : bool
        False where the scenario itself is the best answer there is.
    """

    status: Status
    levers: Mapping[str, Any]
    cost: float
    exact_cost: float
    effort: Mapping[str, float]
    value: float
    chance: Probability
    shown: Probability
    in_sample: float | None
    binding: tuple[Binding, ...]
    loosening: tuple[Loosening, ...]
    no_matter: tuple[str, ...]
    others: Mapping[str, float | None]
    starts: int
    agreeing: int
    moved: bool
    seconds: float
    further: tuple[str, ...] = field(default=())
    """Promises that go further than the plan itself dares."""
    rough: frozenset[str] = frozenset()
    """Choices of `others` that were searched roughly: clearly dearer than the answer, so not in full."""

    @property
    def differs(self) -> bool:
        """Tell whether the search's own futures flatter (or belittle) the answer by more than two standard errors."""
        return self.in_sample is not None and abs(self.in_sample - self.chance.value) > 2 * self.chance.error

    @property
    def total_effort(self) -> float:
        """Sum of the units of all promises."""
        return sum(max(value, 0.0) for value in self.effort.values())
