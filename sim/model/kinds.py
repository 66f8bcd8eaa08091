"""Kinds of measures. A measure's kind says how quarters make a year and what a region's part of it is:

flow    money or counts of a period: a year is the sum of its quarters, a company the sum of its regions
stock   what there is at one moment: a year ends as its last quarter does
ratio   one measure over another, each over the same period; by quarter only where both are flows
growth  compound growth of a flow since the base year; by year only

The other kinds need more than the run itself: the baseline, a target, or futures.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Protocol, TypeAlias

import numpy as np

from sim.language import key
from sim.model.axes import QUARTERS_A_YEAR, Array, year_totals
from sim.model.quantities import Quantity
from sim.plan import Plan

if TYPE_CHECKING:
    from sim.language import Language

Run: TypeAlias = Any
"""Whatever has a measure's quarters as attributes: `sim.model.Results`, or the paths of a forecast."""

Needs = Literal["run", "baseline", "target", "futures"]


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
    """A measure that can be a target: the values that make sense, and how finely one is dragged, in its unit."""

    low: float
    high: float
    step: float


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


@dataclass(frozen=True, kw_only=True)
class _Stored(Measure):
    """A measure that the run holds by quarter.

    Attributes
    ----------
    company : str or function
        Name of the run's array (quarter, draw), or what makes it of the run; empty where there is none.
    regional : str
        Name of the run's array (quarter, region, draw); empty where there is none.
    """

    company: str | Callable[[Run], Array] = ""
    regional: str = ""

    @property
    def has_quarters(self) -> bool:
        return bool(self.company)

    @property
    def has_regions(self) -> bool:
        return bool(self.regional)

    def quarters(self, run: Run) -> Array:
        if not self.company:
            return super().quarters(run)
        return getattr(run, self.company) if isinstance(self.company, str) else self.company(run)

    def years(self, run: Run, baseline: Run = None) -> Array:
        return self._year(self.quarters(run))

    def _place(self, run: Run, place: int, baseline: Run = None) -> Array:
        return self._year(self.quarters(run)[QUARTERS_A_YEAR * place : QUARTERS_A_YEAR * (place + 1)])[0]

    def regional_years(self, run: Run, region: str) -> Array:
        if not self.regional:
            return super().regional_years(run, region)
        return self._year(getattr(run, self.regional)[:, run.plan.regions.index(region)])

    def _year(self, quarters: Array) -> Array:
        raise NotImplementedError


class Flow(_Stored):
    """Money or counts of a period."""

    kind = "flow"

    def _year(self, quarters: Array) -> Array:
        return year_totals(quarters)


class Stock(_Stored):
    """What there is at the end of a period."""

    kind = "stock"

    def _year(self, quarters: Array) -> Array:
        return quarters[QUARTERS_A_YEAR - 1 :: QUARTERS_A_YEAR]


@dataclass(frozen=True, kw_only=True)
class Ratio(Measure):
    """`top` over `bottom`, both of the same period.

    Attributes
    ----------
    whole_years : bool
        It is said of whole years only.
    """

    kind: ClassVar[str] = "ratio"
    top: Measure
    bottom: Measure
    whole_years: bool = False

    @property
    def has_quarters(self) -> bool:
        return self.top.kind == self.bottom.kind == "flow" and not self.whole_years

    @property
    def has_years(self) -> bool:
        return self.top.has_years and self.bottom.has_years

    @property
    def has_regions(self) -> bool:
        return self.top.has_regions and self.bottom.has_regions

    def quarters(self, run: Run) -> Array:
        if not self.has_quarters:
            return super().quarters(run)
        return self.top.quarters(run) / self.bottom.quarters(run)

    def years(self, run: Run, baseline: Run = None) -> Array:
        return self.top.years(run) / self.bottom.years(run)

    def _place(self, run: Run, place: int, baseline: Run = None) -> Array:
        return self.top._place(run, place) / self.bottom._place(run, place)

    def regional_years(self, run: Run, region: str) -> Array:
        return self.top.regional_years(run, region) / self.bottom.regional_years(run, region)


@dataclass(frozen=True, kw_only=True)
class Growth(Measure):
    """Compound growth a year of company revenue since the base year."""

    kind: ClassVar[str] = "growth"
    of: Measure

    @property
    def has_years(self) -> bool:
        return True

    def years(self, run: Run, baseline: Run = None) -> Array:
        years = np.arange(1.0, len(run.plan.years) + 1)[:, None]
        return (self.of.years(run) / float(run.plan.base_revenue.sum())) ** (1 / years) - 1


# -- kinds that need more than the run --------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Increment(Measure):
    """What a run has more of than the baseline."""

    kind: ClassVar[str] = "increment"
    needs: ClassVar[Needs] = "baseline"
    of: Measure

    @property
    def has_years(self) -> bool:
        return True

    def years(self, run: Run, baseline: Run = None) -> Array:
        return self.of.years(run) - self.of.years(baseline)


@dataclass(frozen=True, kw_only=True)
class Return(Measure):
    """What all years bring above the baseline, over what they cost above it; NaN without such cost."""

    kind: ClassVar[str] = "return"
    needs: ClassVar[Needs] = "baseline"
    gain: Measure
    cost: Measure

    def value(
        self, run: Run, year: int, *, region: str | None = None, baseline: Run = None, target: Target | None = None
    ) -> Array:
        if region is not None:
            return self.regional_years(run, region)
        cost = self.cost.years(run).sum(axis=0) - self.cost.years(baseline).sum(axis=0)
        gain = (self.gain.years(run) - self.gain.years(baseline)).sum(axis=0)
        cost, gain = np.broadcast_arrays(cost, gain)
        return np.divide(gain, cost, out=np.full(gain.shape, np.nan), where=cost > 0)


@dataclass(frozen=True, kw_only=True)
class Gap(Measure):
    """How far a measure is above (+) or below (-) the target; NaN where the target is of another measure or year."""

    kind: ClassVar[str] = "gap"
    needs: ClassVar[Needs] = "target"
    of: Measure

    @property
    def has_ratio(self) -> bool:
        return False

    def value(
        self, run: Run, year: int, *, region: str | None = None, baseline: Run = None, target: Target | None = None
    ) -> Array:
        outcome = self.of.value(run, year, region=region)
        if target is None or (target.metric, target.year) != (self.of.id, year):
            return np.full(outcome.shape, np.nan)
        return outcome - target.value


class Probability(Measure):
    """A share of futures: only an analysis over many draws can give it."""

    kind = "chance"
    needs = "futures"
