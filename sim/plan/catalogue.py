"""The plans there are: where an id becomes a plan.

Plans are looked up here by the parts that take an id from outside (library, link, file, command line, page session);
everything else is given the plan itself, mostly as `scenario.plan`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from sim.language.errors import PlanError, SimError
from sim.plan.load import read_plan
from sim.plan.pack import one_of
from sim.plan.plan import Plan

SHIPPED = Path(__file__).resolve().parent.parent.parent / "data" / "plans"
FOLDERS = "SCENARIO_PLANS"
"""Environment variable: further folders of plan packs, separated as in PATH."""
DEFAULT_PLAN = "growth-2026"


class Source(Protocol):
    """A place that holds plans."""

    def ids(self) -> Sequence[str]:
        """Return the ids of all plans held here, also of those that cannot be read."""
        ...

    def read(self, id: str) -> Plan:
        """Return the plan with one of these ids; PlanError where it breaks a rule."""
        ...


class Folder:
    """Plan packs in a folder, each in a folder named by its id."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def ids(self) -> Sequence[str]:
        return sorted(path.parent.name for path in self.path.glob("*/plan.yaml"))

    def read(self, id: str) -> Plan:
        plan = read_plan(self.path / id)
        one_of(plan.id, (id,), "plan.yaml", "id")  # a copied folder would otherwise stand for the plan it came from
        return plan


class Catalogue:
    """The plans of several sources. Where two sources hold one id, the first counts.

    Nothing is read before it is asked for, so a plan that cannot be read stands in the way of no other.
    """

    def __init__(self, sources: Sequence[Source]) -> None:
        self.sources = tuple(sources)
        self._plans: dict[str, Plan] = {}

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all plans, sorted, also of those that cannot be read."""
        return tuple(sorted({id for source in self.sources for id in source.ids()}))

    def plan(self, id: str) -> Plan:
        """Return the plan with this id, always the same object.

        Raises
        ------
        PlanError
            No such plan, or a file of it that breaks a rule: names file, key, value found and what is allowed.
        """
        if id not in self._plans:
            for source in self.sources:
                if id in source.ids():
                    self._plans[id] = source.read(id)
                    break
            else:
                raise PlanError("error-plan-unknown", plan=id[:80], allowed=", ".join(self.ids()))
        return self._plans[id]

    def readable(self) -> tuple[tuple[Plan, ...], Mapping[str, SimError]]:
        """Return all plans that can be read, by id, and what is wrong with each of the others."""
        plans, problems = [], {}
        for id in self.ids():
            try:
                plans.append(self.plan(id))
            except SimError as problem:
                problems[id] = problem
        return tuple(plans), problems


@lru_cache(maxsize=1)
def open_catalogue() -> Catalogue:
    """Return this process's plans: those shipped, then those of the folders in `SCENARIO_PLANS`."""
    further = [Path(name) for name in os.environ.get(FOLDERS, "").split(os.pathsep) if name]
    return Catalogue([Folder(path) for path in (SHIPPED, *further)])


def plan_ids() -> tuple[str, ...]:
    """Return the ids of all plans of this process, sorted, also of those that cannot be read."""
    return open_catalogue().ids()


def load_plan(id: str = DEFAULT_PLAN) -> Plan:
    """Return a plan of this process by its id; see `Catalogue.plan`."""
    return open_catalogue().plan(id)


def find_plan(id: str) -> Plan | None:
    """Return a plan of this process by its id; None where it is not here or cannot be read.

    For what lists things that name their plan; whatever opens one of them says what is wrong.
    """
    try:
        return load_plan(id)
    except PlanError:
        return None
