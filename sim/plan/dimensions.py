"""The Sobol dimension of every uncertain input, stated in the pack so that a new input moves no other one's draws."""

from __future__ import annotations

from collections.abc import Iterable

from sim.language.errors import PlanError
from sim.plan.pack import complete, inside
from sim.plan.risk_file import FILE, RisksFile

MAX_DIMENSIONS = 256


def build_dimensions(
    file: RisksFile, cases: Iterable[str], assumptions: Iterable[str], factors: Iterable[str]
) -> dict[str, int]:
    """Return the Sobol dimension of every name; PlanError where a name is missing, unknown or there twice."""
    needed = [*(f"factor.{id}" for id in factors), *assumptions, *(f"risk.{id}" for id in cases)]
    if file.dimensions is None:  # the pack pins no order
        inside(len(needed), 1, MAX_DIMENSIONS, FILE, "dimensions")
        return {name: place for place, name in enumerate(needed)}
    for name in file.dimensions:
        if file.dimensions.count(name) > 1:
            raise PlanError("error-plan-duplicate", file=FILE, key=f"dimensions: {name}")
    found = {name: place for place, name in enumerate(file.dimensions)}
    complete(found, tuple(needed), FILE, "dimensions")
    inside(len(found), 1, MAX_DIMENSIONS, FILE, "dimensions")
    return found


def with_offsets(dimensions: dict[str, int], offsets: Iterable[str]) -> dict[str, int]:
    """Return the dimensions with one for each offset of a lever, behind all others, whose draws stay the same."""
    behind = max(dimensions.values(), default=-1) + 1
    found = dimensions | {name: behind + place for place, name in enumerate(offsets)}
    inside(len(found), 1, MAX_DIMENSIONS, FILE, "dimensions")
    return found
