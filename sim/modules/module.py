"""What a module is: its levers, assumptions and inputs, and where it enters the kernel.

A module enters as a factor 1 + δ or a term δ at one of the `Point`s, with δ exactly 0.0 at its neutral inputs; a plan
that does not switch it on never runs its code. So the kernel's own results stand bit for bit in both cases.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from itertools import pairwise
from typing import Any, Literal, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]

Point = Literal[
    "attrition_rate",  # (quarter, draw), along its pace, before risk cases
    "capacity",  # (quarter, draw), what tools and training make of a rep
    "churn_rate",  # (quarter, draw), before risk cases
    "cost",  # (quarter, draw) [CNY_m], of a whole run
    "demand",  # (quarter, region, draw), logarithm of the market's index
    "digital_spend",  # (quarter, draw) [CNY_m]
    "digital_use",  # (quarter, draw), how far digital tools are in use
    "launch",  # (quarter, draw), how far the rise of new products has come
    "lift",  # (quarter, draw), what marketing multiplies leads by
    "margin",  # (quarter, draw), of a whole run
    "marketing_spend",  # (quarter, draw) [CNY_m]
    "retention",  # (quarter, region, draw), what a quarter leaves of the run-rate
    "revenue",  # (quarter, region, draw) [CNY_m], before risk cases
    "training_spend",  # (quarter, draw) [CNY_m]
    "wins",  # (quarter, region, draw) [CNY_m a year]
]
TERMS = (
    "attrition_rate",
    "cost",
    "demand",
    "digital_spend",
    "digital_use",
    "launch",
    "margin",
    "marketing_spend",
    "training_spend",
)
"""Points at which δ is added; at all others values are multiplied by 1 + δ."""


class At(Protocol):
    """What a module may read while a run is computed; see `sim.model.inputs.Inputs`."""

    @property
    def plan(self) -> Any: ...
    @property
    def assumption(self) -> Mapping[str, Array]: ...
    @property
    def base(self) -> Mapping[str, Any]: ...
    @property
    def pace(self) -> Array: ...
    @property
    def realised(self) -> Array: ...
    @property
    def found(self) -> dict[str, Any]: ...
    @property
    def unmoved(self) -> dict[str, Array]: ...
    @property
    def effects(self) -> Any: ...
    def end(self, id: str) -> Array: ...
    def family(self, name: str) -> Array: ...
    def change(self, id: str) -> Array: ...
    def path(self, id: str) -> Array: ...
    def regional(self, name: str) -> Array: ...
    def input(self, module: str, name: str) -> float: ...


def compute_once(of: Callable[[At], Array]) -> Callable[[At], Array]:
    """Compute something that no money of the programme moves once for all runs that differ in nothing else."""
    name = f"{of.__module__}.{of.__name__}"

    @wraps(of)
    def once(at: At) -> Array:
        if name not in at.unmoved:
            at.unmoved[name] = of(at)
        return at.unmoved[name]

    return once


Run: TypeAlias = Any
"""A run of the model (`sim.model.Results`); its `at` is what the run was computed from."""
Act: TypeAlias = Callable[[Any, Array], Array | None]
"""δ of a point from `At` and the values there; at "cost" and "margin" from the run. Shapes stand beside the points.
None where a run has nothing of it."""


@dataclass(frozen=True)
class Symbol:
    """A lever family or an assumption of a module: how equations write it, and along which axis there is one each.

    Attributes
    ----------
    kind : of a lever: "decision", "promise" or "condition"
    """

    latex: str
    each: Literal["region", "rule", "tier"] | None = None
    kind: Literal["decision", "promise", "condition"] = "decision"


@dataclass(frozen=True)
class Input:
    """A number that a pack states once, with its source: what nobody drags and nobody disputes."""

    unit: str
    low: float
    high: float


@dataclass(frozen=True)
class Result:
    """What a module says of a run: a measure, called by its text `outcome-<module>-<id>`.

    Attributes
    ----------
    quarters : function of the run → (quarter, draw)
    quantity : how it is written: "money", "money_fine", "percent", "count" (of customers) or "number"
    kind : "flow" where a year is the sum of its quarters, "stock" where it ends as its last quarter does
    good : 1 where more is better, 0 where that depends, -1 where less is: as a target it asks for at most
    """

    quarters: Callable[[Run], Array]
    quantity: Literal["money", "money_fine", "percent", "count", "number"]
    kind: Literal["flow", "stock"] = "flow"
    good: int = 1


@dataclass(frozen=True)
class Formula:
    """An equation of a module; its sentence stands among the texts under `equation-<module>-<id>`."""

    id: str
    latex: str
    inputs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Module:
    """One module.

    Attributes
    ----------
    levers, assumptions : by family
    inputs : what a pack states under `modules.<id>` in plan.yaml
    acts : what it does, by point of the kernel
    results : what it says of a run, by name; `sim.model.measures` makes measures of them
    pictures : names of results of one quantity that are drawn together over time; measures of the kernel and, as
        `<module>.<name>`, of other modules may stand beside, the latter where a plan has them
    flow : names of a stock, of what comes in and of what goes out, drawn as one picture of how the stock came about
    shares : of revenue by member of an axis that the module splits it by, (quarter, region or 1, draw) each; together 1
    neutral : values of levers and assumptions (by family) at which it changes nothing, whatever the others are; "plan"
        and "base" stand for a lever's own, the name of an assumption for that assumption's value
    """

    levers: Mapping[str, Symbol]
    assumptions: Mapping[str, Symbol]
    acts: Mapping[Point, Act]
    formulas: tuple[Formula, ...]
    neutral: Mapping[str, float | str]
    inputs: Mapping[str, Input] = field(default_factory=dict)
    results: Mapping[str, Result] = field(default_factory=dict)
    pictures: tuple[tuple[str, ...], ...] = ()
    flow: tuple[str, str, str] | None = None
    shares: Mapping[str, Callable[[Run], Array]] = field(default_factory=dict)

    @property
    def symbols(self) -> Mapping[str, Symbol]:
        """Return levers and assumptions by family."""
        return {**self.levers, **self.assumptions}


FEW = 1000
"""Numbers below which one call costs less than one a row."""


def so_far(values: Array) -> Array:
    """Return running totals along the first axis. `np.cumsum` strides through memory along it: ten times as long."""
    if values.size < FEW:
        return np.cumsum(values, axis=0)
    total = np.array(values)
    for before, now in pairwise(total):
        now += before
    return total


def at_rest(values: Array, neutral: float) -> bool:
    """Tell whether a factor or a term changes nothing anywhere: then nothing of what follows from it is computed."""
    return bool((values == neutral).all())


def over_regions(values: Array) -> Array:
    """Sum (…, region, draw) over regions, in a fixed order: the same bits for any number of draws."""
    total = values[..., 0, :]
    for region in range(1, values.shape[-2]):
        total = total + values[..., region, :]
    return total
