"""Kinds of measures. A measure's kind says how quarters make a year and what a region's part of it is:

flow    money or counts of a period: a year is the sum of its quarters, a company the sum of its regions
stock   what there is at one moment: a year ends as its last quarter does
ratio   one measure over another, each over the same period; by quarter only where both are flows
growth  compound growth of a flow since the base year; by year only
part    one region's part of a measure, as a measure of its own; by year only
in_year a half or a quarter of every year of a measure, as a measure of its own; by year only

The other kinds need more than the run itself: the baseline, a target, or futures.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from sim.language import key
from sim.model.axes import QUARTERS_A_YEAR, Array, year_ends, year_totals
from sim.model.measure_base import Measure, Needs, Run, Target
from sim.plan.growth import compound_growth

if TYPE_CHECKING:
    from sim.language import Language


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
        return year_ends(quarters)


def _over(top: Array, bottom: Array) -> Array:
    """Return a ratio, not a number where there is nothing to measure against: reps that have all gone."""
    if bottom.all():
        return top / bottom  # a fifth of the time of a division that looks where it may divide
    if top.shape != bottom.shape:
        top, bottom = np.broadcast_arrays(top, bottom)
    return np.divide(top, bottom, out=np.full(top.shape, np.nan), where=bottom != 0)


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
        return _over(self.top.quarters(run), self.bottom.quarters(run))

    def years(self, run: Run, baseline: Run = None) -> Array:
        return _over(self.top.years(run), self.bottom.years(run))

    def _place(self, run: Run, place: int, baseline: Run = None) -> Array:
        return _over(self.top._place(run, place), self.bottom._place(run, place))

    def regional_years(self, run: Run, region: str) -> Array:
        return _over(self.top.regional_years(run, region), self.bottom.regional_years(run, region))


@dataclass(frozen=True, kw_only=True)
class Growth(Measure):
    """Compound growth a year of company revenue since the base year."""

    kind: ClassVar[str] = "growth"
    of: Measure

    @property
    def has_years(self) -> bool:
        return True

    def years(self, run: Run, baseline: Run = None) -> Array:
        plan = run.plan
        years = np.arange(1.0, len(plan.years) + 1)[:, None]
        base = float(plan.base_revenue.sum()) * np.array([plan.base_part(year) for year in plan.years])
        with np.errstate(divide="ignore", invalid="ignore"):
            grown = compound_growth(self.of.years(run), base[:, None], years)
        return np.where(np.isfinite(grown), grown, np.nan)


@dataclass(frozen=True, kw_only=True)
class Part(Measure):
    """What one region has of a measure; its texts are made of the measure's and the region's."""

    kind: ClassVar[str] = "part"
    of: Measure
    region: str

    @property
    def has_years(self) -> bool:
        return True

    def years(self, run: Run, baseline: Run = None) -> Array:
        return self.of.regional_years(run, self.region)

    def name(self, language: Language) -> str:
        return self._with_region("outcome-of-region", self.of.name(language), language)

    def phrase(self, language: Language) -> str:
        return self._with_region("measure-of-region", self.of.phrase(language), language)

    def _with_region(self, text: str, measure: str, language: Language) -> str:
        return language.text(text, measure=measure, region=language.text(key("region", self.region)))


PARTS_OF_YEAR = {
    "H1": range(0, 2), "H2": range(2, 4), "Q1": range(0, 1), "Q2": range(1, 2), "Q3": range(2, 3), "Q4": range(3, 4),
}  # fmt: skip
"""Halves and quarters by name, with the places of their quarters in the year."""


@dataclass(frozen=True, kw_only=True)
class InYear(Measure):
    """A measure over a half or a quarter of every year, `part`; NaN in a year in which the horizon lacks it."""

    kind: ClassVar[str] = "in_year"
    of: Measure
    part: str

    @property
    def has_years(self) -> bool:
        return True

    def years(self, run: Run, baseline: Run = None) -> Array:
        return over_part(self.of, run, self.part)

    def name(self, language: Language) -> str:
        return language.text("outcome-in-year", measure=self.of.name(language), part=self.part)

    def phrase(self, language: Language) -> str:
        return language.text("measure-in-year", measure=self.of.phrase(language), part=self.part)


def over_part(one: Measure, run: Run, part: str) -> Array:
    """Return a measure over a half or a quarter of every year. Shape (year, draw)."""
    if isinstance(one, Ratio):
        return _over(over_part(one.top, run, part), over_part(one.bottom, run, part))
    quarters = one.quarters(run)
    missing = -len(quarters) % QUARTERS_A_YEAR
    gap = np.full((missing, *quarters.shape[1:]), np.nan)
    by_year = np.concatenate([quarters, gap]).reshape(-1, QUARTERS_A_YEAR, *quarters.shape[1:])
    places = PARTS_OF_YEAR[part]
    total = by_year[:, places[0]] if one.kind == "flow" else by_year[:, places[-1]]
    for place in places[1:] if one.kind == "flow" else ():
        total = total + by_year[:, place]
    return total


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


LEAST_COST = 1e-9
"""Cost [CNY_m] below which there is none: a thousandth of a yuan, or what rounding leaves of nothing."""


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
        return np.divide(gain, cost, out=np.full(gain.shape, np.nan), where=cost > LEAST_COST)


@dataclass(frozen=True, kw_only=True)
class Gap(Measure):
    """How far a measure is above (+) or below (-) the target, over the target's year, half or quarter; NaN where the
    target is of another measure or year."""

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
        if target is None or target.year != year:
            return np.full(outcome.shape, np.nan)
        part = target.metric.removeprefix(f"{self.of.id}.")
        if part in PARTS_OF_YEAR and region is None:
            outcome = over_part(self.of, run, part)[run.plan.years.index(year)]
        elif target.metric != self.of.id:
            return np.full(outcome.shape, np.nan)
        return outcome - target.value


class Probability(Measure):
    """A share of futures: only an analysis over many draws can give it."""

    kind = "chance"
    needs = "futures"
