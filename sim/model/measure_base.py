"""What every measure has: identity, unit and place in tables, how it is asked for, and how it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Protocol, TypeAlias

from sim.language import key
from sim.model.axes import Array
from sim.model.quantities import Quantity
from sim.plan import Plan

if TYPE_CHECKING:
    from sim.language import Language

Run: TypeAlias = Any
"""Whatever has a measure's quarters as attributes: `sim.model.Results`, or the paths of a forecast."""

Needs = Literal["run", "baseline", "target", "futures"]
Sense = Literal["least", "most"]
"""Which side of a value a target asks for: at least so much, or at most."""


class Level(IntEnum):
    """How prominent a measure is; a table asks for all measures up to a level."""

    SCREEN = 1
    """On the screen before a room."""
    HEADLINE = 2
    """Among the large numbers on top."""
    MAIN = 3
    """In every table of results."""
    DETAIL = 4
    """In the long tables, one page a scenario."""
    FILES = 5
    """In files, the library and lists by year."""
    PART = 6
    """A part of others, told by region or product or in a bridge."""
    INNER = 7
    """Only to compute others."""


class Target(Protocol):
    """What a scenario aims at."""

    @property
    def metric(self) -> str: ...
    @property
    def year(self) -> int: ...
    @property
    def value(self) -> float: ...


@dataclass(frozen=True)
class Aim:
    """A measure that can be a target: the values that make sense, and how finely one is dragged, in its unit.

    A `usual` one is offered first, and every future keeps it, by year and by quarter. `sense` says which side of its
    value is asked for: of costs and losses at most so much, of all else at least.
    """

    low: float
    high: float
    step: float
    usual: bool = False
    sense: Sense = "least"


@dataclass(frozen=True, kw_only=True)
class Measure:
    """What can be said of a run in one number a period.

    Attributes
    ----------
    quantity : Quantity
        Unit, and how a value, a difference and a ratio are written.
    equation : str
        Id of its equation in `sim.explain.equations`; empty where there is none.
    good : int
        1 where more is better, 0 where that depends.
    aim : Aim or None
        Given where it can be a target.
    fact_metric : str
        What the fact tables call it, where that is another word.
    follows : bool
        Fixed by revenue and levers alone: a plan that states both states this as well.
    base : function, optional
        What the plan itself says of the base year.
    """

    kind: ClassVar[str] = ""
    needs: ClassVar[Needs] = "run"
    id: str
    quantity: Quantity
    level: Level
    equation: str = ""
    good: int = 1
    aim: Aim | None = None
    fact_metric: str = ""
    follows: bool = False
    base: Callable[[Plan], float | None] | None = None

    # -- computing ----------------------------------------------------------------------------------------------------
    @property
    def has_quarters(self) -> bool:
        return False

    @property
    def has_years(self) -> bool:
        return self.has_quarters

    @property
    def has_regions(self) -> bool:
        return False

    def quarters(self, run: Run) -> Array:
        """Return the measure by quarter. Shape (quarter, draw)."""
        raise KeyError(f"{self.id} is not a measure by quarter")

    def years(self, run: Run, baseline: Run = None) -> Array:
        """Return the measure by year. Shape (year, draw)."""
        raise KeyError(f"{self.id} is not a measure by year")

    def value(
        self, run: Run, year: int, *, region: str | None = None, baseline: Run = None, target: Target | None = None
    ) -> Array:
        """Return the measure of one year. Shape (draw,); NaN where it does not exist.

        Parameters
        ----------
        region : str, optional
            Only this region's.
        baseline, target
            Given to measures that need them (see `needs`).
        """
        place = run.plan.years.index(year)
        return self._place(run, place, baseline) if region is None else self.regional_years(run, region)[place]

    def _place(self, run: Run, place: int, baseline: Run = None) -> Array:
        """Return the measure of one year by the year's place; kinds that can spare the other years do so."""
        return self.years(run, baseline)[place]

    def regional_years(self, run: Run, region: str) -> Array:
        """Return a region's part by year. Shape (year, draw)."""
        raise KeyError(f"{self.id} is not a measure by region")

    @property
    def has_ratio(self) -> bool:
        """Tell whether a difference may be said as a share of what it is measured against."""
        return not self.unit.startswith("fraction")

    @property
    def fact_word(self) -> str:
        """Return what the fact tables call the measure."""
        return self.fact_metric or self.id

    def base_value(self, plan: Plan) -> float | None:
        """Return the base year's value; None where the plan does not state it."""
        return self.base(plan) if self.base else None

    # -- writing ------------------------------------------------------------------------------------------------------
    @property
    def unit(self) -> str:
        return self.quantity.unit

    def name(self, language: Language) -> str:
        """Return the measure's name."""
        return language.text(key("outcome", self.id))

    def phrase(self, language: Language) -> str:
        """Return the measure's name inside a sentence."""
        return language.text(key("measure", self.id))

    def number(self, language: Language, value: float | None) -> str:
        """Return a value as bare digits."""
        return self.quantity.number(language, value)

    def format(self, language: Language, value: float | None) -> str:
        """Return a value with its unit."""
        return self.quantity.format(language, value)

    def format_part(self, language: Language, value: float | None) -> str:
        """Return a part of a value, such as one region's, with its unit."""
        return self.quantity.format_part(language, value)

    def format_change(self, language: Language, change: float | None, *, signed: bool = True) -> str:
        """Return a difference with its unit."""
        return self.quantity.format_change(language, change, signed=signed)

    def number_change(self, language: Language, change: float | None, *, signed: bool = True) -> str:
        """Return a difference as bare digits."""
        return self.quantity.number_change(language, change, signed=signed)

    def format_ratio(self, language: Language, ratio: float | None, *, signed: bool = True) -> str:
        """Return a difference as a share of what it is measured against."""
        return self.quantity.format_ratio(language, ratio, signed=signed)

    def is_nothing(self, language: Language, change: float) -> bool:
        """Tell whether a difference reads as none."""
        return self.quantity.is_nothing(language, change)
