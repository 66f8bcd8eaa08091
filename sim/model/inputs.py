"""What every step of the model reads: levers along the pace, assumptions, disturbances, and what modules add."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from sim.model.axes import Array, column, grow, stack
from sim.model.effects import Effects
from sim.model.entries import EntryStart
from sim.modules import MODULES, Point
from sim.modules.module import TERMS
from sim.plan import Plan

PACES = ("linear", "front_loaded", "s_curve")


@lru_cache(maxsize=64)
def _curves(quarters: int) -> dict[str, Array]:
    """Return every pace by its name, (quarter, 1) each, not to be written to."""
    x = np.arange(1.0, quarters + 1)[:, None] / quarters
    curves = {"linear": x, "front_loaded": 1 - (1 - x) ** 2, "s_curve": x * x * (3 - 2 * x)}
    for one in curves.values():
        one.setflags(write=False)
    return curves


def pace_curve(pace: object, quarters: int) -> Array:
    """Return how much of a lever's way is done by the end of each quarter. Shape (quarter, draw)."""
    curves = _curves(quarters)
    if isinstance(pace, str):
        return curves[pace]
    names = np.atleast_1d(np.asarray(pace))
    if names.size == 1:
        return curves[str(names[0])]
    table = np.concatenate([curves[name] for name in PACES], axis=1)
    chosen = names == np.array(PACES, dtype=object)[:, None]
    if not chosen.any(axis=0).all():
        raise KeyError(", ".join(sorted({str(name) for name in names} - {*PACES})))
    return table[:, chosen.argmax(axis=0)]


class Inputs(NamedTuple):
    """What every step reads.

    Attributes
    ----------
    levers, assumptions : as given to `evaluate`
    base : lever id → value in the base year, one a draw where the plan says that it is not sure of it
    assumption : assumption id → (draw,)
    pace : (quarter, draw)
        How much of a lever's way is done.
    realised : (quarter, draw)
        How much of a promised improvement has materialised.
    found : what has been computed so far, for modules: "enablement", "marketing" and "marketing_reference" by quarter
        and draw; "growth" by quarter, region and draw; "wins" of all regions and "new_business" where there are modules
    unmoved : of that, what no money of the programme moves; see `sim.modules.module.unmoved`
    entry : what regions that start from zero are measured against; None where there are none, and in the run under the
        plan's own levers that finds it
    """

    plan: Plan
    levers: Mapping[str, object]
    assumptions: Mapping[str, object]
    base: Mapping[str, Any]
    assumption: dict[str, Array]
    effects: Effects
    pace: Array
    realised: Array
    found: dict[str, Any]
    unmoved: dict[str, Array]
    entry: EntryStart | None = None

    def lever(self, id: str) -> object:
        """Return a lever's end value; what the plan fixes where it has no such lever."""
        return self.levers[id] if id in self.levers else self.base[id]

    def family(self, name: str) -> Array:
        """Return the levers of a family, none where the plan has no such family. Shape (member, draw)."""
        ids = [lever.id for lever in self.plan.family(name)]
        return stack({id: self.lever(id) for id in ids}, ids) if ids else np.zeros((0, 1))

    def regional(self, name: str) -> Array:
        """Return the assumptions that are made once a region. Shape (region, draw)."""
        return stack(self.assumptions, [f"{name}.{region}" for region in self.plan.regions])

    def change(self, id: str) -> Array:
        """Return how far a lever is to move from its base value. Shape (draw,)."""
        return column(self.levers[id]) - self.base[id] if id in self.levers else np.zeros(1)

    def end(self, id: str) -> Array:
        """Return where a lever that nothing paces stands throughout. Shape (draw,)."""
        return column(self.lever(id))

    def path(self, id: str) -> Array:
        """Return a lever that moves along the pace alone. Shape (quarter, draw)."""
        return self.base[id] + self.change(id) * self.pace

    def input(self, module: str, name: str) -> float:
        """Return what the plan states of a module that it switches on."""
        return self.plan.modules[module][name]


def with_modules(at: Inputs, point: Point, values: Array, *, own: bool = False) -> Array:
    """Return values as the modules that the plan switches on leave them; as they are where there are none.

    Parameters
    ----------
    own : bool
        Nobody else holds `values`, so their memory may take the result.
    """
    for id in at.plan.modules:
        act = MODULES[id].acts.get(point)
        if act is not None:
            change = act(at, values)
            if change is not None:
                if point in TERMS:
                    values = values + change
                else:
                    values = grow(values, change) if own else values + values * change
                own = True
    return values


def with_offsets(
    plan: Plan, levers: Mapping[str, object], base: Mapping[str, Any], assumption: Mapping[str, Array]
) -> tuple[dict[str, object], dict[str, Any]]:
    """Return levers and base values with how far the truth lies from what the plan states of them.

    What is stated of the end counts as far as a lever goes there from today; what is stated of today, for the rest
    of the way. A lever that is not to move keeps its distance from the truth wherever it is dragged.
    """
    moved, start = dict(levers), dict(base)
    for one in plan.offsets:
        lever, off = plan.levers[one.lever], assumption[one.id]
        value = column(levers[one.lever])
        way = 1.0 if lever.plan == lever.base else np.clip((value - lever.base) / (lever.plan - lever.base), 0, 1)
        if one.side == "off_today":
            start[one.lever] = np.clip(lever.base + off, lever.low, lever.high)
            way = 1.0 if lever.plan == lever.base else 1 - way
        moved[one.lever] = np.clip(column(moved[one.lever]) + way * off, lever.low, lever.high)
    return moved, start
