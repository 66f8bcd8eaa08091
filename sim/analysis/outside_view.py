"""The outside view: where a growth rate stands among companies of the same size, beside the model's own answer.

Growth of companies is peaked with heavy tails, so an asymmetric Laplace distribution stands in for it; a normal one
with the same spread would overstate ambitious growth (Stanley et al. 1996; Bottazzi & Secchi 2002). The class of
companies is large listed ones that survived, the second one ordinary small and medium companies: the truth for a given
company lies between them, which is why both are shown and neither is called the probability.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from sim.plan import Plan
from sim.plan.growth import compound_growth
from sim.plan.outside import GrowthClass, OutsideFile
from sim.plan.schema import READINGS


@dataclass(frozen=True)
class ReferenceClass:
    """Share of a reference class that grew at least as fast.

    Attributes
    ----------
    id : "size" (companies of this starting size), "universe" (all sizes), or "ordinary" (small and medium companies)
    share : of companies; for "ordinary" an upper limit where the growth asked is above `stated_growth`
    median : growth a year of the class; NaN where not known
    stated_growth : the growth the sources speak of; equals the growth asked where a distribution is known
    read : how the weakest source was read ("secondary", "abstract", …): how sure the figure is
    """

    id: str
    share: float
    share_low: float
    median: float
    stated_growth: float
    sources: tuple[str, ...]
    read: str


@dataclass(frozen=True)
class OutsideView:
    """A growth rate seen from outside.

    Attributes
    ----------
    nominal, real : growth a year, before and after inflation
    start_sales : million 2015 US dollars
    """

    nominal: float
    real: float
    start_sales: float
    years: int
    classes: tuple[ReferenceClass, ...]


def growth_exceedance(growth: float, entry: GrowthClass, upper: float, lower: float) -> float:
    """Return the share of a class that grew at least `growth` a year.

    Parameters
    ----------
    upper, lower : float
        Scale of the asymmetric Laplace distribution above and below the median, in standard deviations.
    """
    away = growth - entry.median
    if away >= 0:
        return 0.5 * math.exp(-away / (upper * entry.sd))
    return 1 - 0.5 * math.exp(away / (lower * entry.sd))


def outside_view(plan: Plan, revenue: float, year: int) -> OutsideView:
    """Return how companies like this one have fared against growth from the base year to `revenue` in `year`.

    Parameters
    ----------
    revenue : float [CNY_m]
    """
    file: OutsideFile = plan.outside
    years = year - plan.base_year
    start = float(plan.base_revenue.sum())
    nominal = compound_growth(revenue, start, years)
    real = (1 + nominal) / (1 + file.inflation.value) - 1
    sales = start / file.currency.value * file.deflator.value
    size = next((entry for entry in file.classes if sales < entry.below), file.classes[-1])
    upper, lower = file.upper.value, file.lower.value
    found: list[ReferenceClass] = []
    for id, entry in (("size", size), ("universe", file.universe)):
        share = growth_exceedance(real, entry, upper, lower)
        found.append(ReferenceClass(id, share, share, entry.median, real, entry.sources, _weakest(plan, entry.sources)))
    ordinary = file.ordinary
    stated_by = tuple(source for one in ordinary for source in one.sources)
    found.append(
        ReferenceClass(
            "ordinary",
            max(one.share for one in ordinary),
            min(one.share for one in ordinary),
            float("nan"),
            max(one.growth for one in ordinary),
            stated_by,
            _weakest(plan, stated_by),
        )
    )
    return OutsideView(nominal, real, sales, years, tuple(found))


def _weakest(plan: Plan, sources: tuple[str, ...]) -> str:
    """Return how the publication among these sources was read that was read least well."""
    return max((plan.references[id].read for id in sources if id in plan.references), key=READINGS.index)
