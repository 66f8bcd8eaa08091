"""The results of one deterministic run as they are kept: bare numbers with labels, every bit as computed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.model import Results
from sim.model.axes import Array
from sim.model.measures import quarterly_measures, regional_people, saved_measures
from sim.scenario import Scenario
from sim.store.kpis import Kpis


@dataclass(frozen=True, eq=False)
class Snapshot:
    """One run.

    Attributes
    ----------
    annual, quarterly : mapping measure id → (year,), (quarter,)
        In the units of `sim.model.measures`.
    revenue : (quarter, region, product) [CNY_m]
    people : mapping measure id → (quarter, region) [person]
        Of `regional_people`, in that order.
    binding_limits : mapping region → "people" or "demand"
        What holds the region back by the end of the last year.
    """

    years: tuple[int, ...]
    quarters: tuple[str, ...]
    regions: tuple[str, ...]
    products: tuple[str, ...]
    annual: Mapping[str, Array]
    quarterly: Mapping[str, Array]
    revenue: Array
    people: Mapping[str, Array]
    binding_limits: Mapping[str, str]
    kpis: Kpis

    def arrays(self) -> Iterator[tuple[str, Array]]:
        """Give every number, by name."""
        yield from ((f"annual.{id}", values) for id, values in sorted(self.annual.items()))
        yield from ((f"quarterly.{id}", values) for id, values in sorted(self.quarterly.items()))
        yield "revenue", self.revenue
        yield from self.people.items()

    def document(self) -> dict[str, Any]:
        """Return `annual` and `quarters` as plain JSON values, the shape the command line prints."""
        annual = {
            str(year): {id: plain(values[place]) for id, values in self.annual.items()}
            for place, year in enumerate(self.years)
        }
        quarters = [
            {
                "quarter": label,
                **{id: plain(values[q]) for id, values in self.quarterly.items()},
                "regions": {region: self._region(q, r) for r, region in enumerate(self.regions)},
            }
            for q, label in enumerate(self.quarters)
        ]
        return {"annual": annual, "quarters": quarters}

    def _region(self, q: int, r: int) -> dict[str, float | None]:
        by_product = {product: plain(self.revenue[q, r, p]) for p, product in enumerate(self.products)}
        return {
            "revenue": plain(self.revenue[q, r].sum()),
            **by_product,
            **{id: plain(values[q, r]) for id, values in self.people.items()},
        }


def plain(value: float) -> float | None:
    """Return a JSON number, or None where there is none."""
    return float(value) if math.isfinite(value) else None


def take_snapshot(scenario: Scenario, results: Results | None = None, baseline: Results | None = None) -> Snapshot:
    """Return the run of `scenario` as it is kept.

    Parameters
    ----------
    results, baseline : Results, optional
        Runs of one draw; computed here where they are not given.

    Raises
    ------
    ValueError
        The results hold more than one draw: a programming error.
    """
    results = scenario.run() if results is None else results
    baseline = scenario.baseline() if baseline is None else baseline
    if results.draws != 1:
        raise ValueError(f"a snapshot is of one draw, not of {results.draws}")
    plan = results.plan
    annual = {one.id: one.years(results, baseline)[:, 0] for one in saved_measures() if one.has_years}
    reached = scenario.target.measure.years(results)[plan.years.index(scenario.target.year), 0]
    last = {one.id: plain(float(one.value(results, plan.years[-1], baseline=baseline)[0])) for one in saved_measures()}
    return Snapshot(
        years=plan.years,
        quarters=plan.quarters,
        regions=plan.regions,
        products=plan.products,
        annual=annual,
        quarterly={one.id: one.quarters(results)[:, 0] for one in quarterly_measures()},
        revenue=np.stack([results.product_revenue(product)[..., 0] for product in plan.products], axis=-1),
        people={one.id: getattr(results, one.regional)[..., 0] for one in regional_people()},
        binding_limits={
            region: str(limit)
            for region, (limit,) in zip(plan.regions, results.binding_limit(plan.years[-1]), strict=True)
        },
        kpis=Kpis(
            year=plan.years[-1],
            values=last,
            target_result=float(reached),
            target_gap=float(reached) - scenario.target.value,
            target_reached=bool(scenario.target.is_reached(reached)),
        ),
    )


def same_bits(one: Snapshot, other: Snapshot) -> bool:
    """Tell whether two runs agree in every label, and in every bit of every number that both have.

    A measure that one program knows and another does not is no difference between runs.
    """
    labels = ("years", "quarters", "regions", "products", "binding_limits")
    if any(getattr(one, name) != getattr(other, name) for name in labels):
        return False
    return all(mine.tobytes() == theirs.tobytes() for mine, theirs in _shared_arrays(one, other))


def _shared_arrays(one: Snapshot, other: Snapshot) -> Iterator[tuple[Array, Array]]:
    """Give the numbers that both runs have, in pairs."""
    theirs = dict(other.arrays())
    return ((values, theirs[id]) for id, values in one.arrays() if id in theirs)


def largest_difference(one: Snapshot, other: Snapshot) -> float:
    """Return the largest difference between two runs, relative to the largest number of its table.

    Infinite where they have different years, regions or products; measures that only one of them has do not count.
    """
    largest = 0.0
    for mine, theirs in _shared_arrays(one, other):
        if mine.shape != theirs.shape:
            return math.inf
        size = max(float(np.abs(mine).max()), float(np.abs(theirs).max()))
        difference = float(np.abs(mine - theirs).max())
        if difference > 0:
            largest = max(largest, difference / size)
    return largest
