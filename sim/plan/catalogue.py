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
from sim.plan.files import FORMER
from sim.plan.load import former_hashes, read_plan
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


class Library(Source, Protocol):
    """A place that holds plans in versions and may change at any time; it keeps what it has read itself.

    Attributes
    ----------
    problem : SimError or None
        Why the plans held here could not be listed when they were last asked for.
    """

    problem: SimError | None

    def version(self, id: str, hash: str) -> Plan | None:
        """Return a version of a plan by the beginning of its hash; None where it is not kept."""
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
    """The plans of several sources, then those of a library. Where two hold one id, the first counts.

    Nothing is read before it is asked for, so a plan that cannot be read stands in the way of no other.
    """

    def __init__(self, sources: Sequence[Source]) -> None:
        self.sources = tuple(sources)
        self.library: Library | None = None
        self._plans: dict[str, Plan] = {}

    def folder_ids(self) -> tuple[str, ...]:
        """Return the ids of the plans that no library holds, sorted."""
        return tuple(sorted({id for source in self.sources for id in source.ids()}))

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all plans, the usual one first, the others sorted, also of those that cannot be read."""
        found = {*self.folder_ids(), *(self.library.ids() if self.library else ())}
        return tuple(sorted(found, key=lambda id: (id != DEFAULT_PLAN, id)))

    def plan(self, id: str) -> Plan:
        """Return the plan with this id, always the same object.

        Raises
        ------
        PlanError
            No such plan, or a file of it that breaks a rule: names file, key, value found and what is allowed.
        StoreError
            No such plan outside the library, and the library cannot be opened.
        """
        if id in self._plans:
            return self._plans[id]
        for source in self.sources:
            if id in source.ids():
                return self._plans.setdefault(id, source.read(id))
        if self.library:
            if id in self.library.ids():
                return self.library.read(id)
            if self.library.problem:
                raise self.library.problem
        raise PlanError("error-plan-unknown", plan=id[:80], allowed=self.ids())

    def folder_version(self, id: str, hash: str) -> Plan | None:
        """Return a folder's plan with this id if its hash begins so; None where not, or where it cannot be read."""
        if id not in self.folder_ids():
            return None
        try:
            plan = self.plan(id)
        except SimError:
            return None  # whoever asks for the plan itself is told what is wrong with it
        return plan if plan.hash.startswith(hash) else None

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


def shipped_ids() -> Sequence[str]:
    """Return the ids of the plans that come with the program; those of `SCENARIO_PLANS` are somebody else's."""
    return Folder(SHIPPED).ids()


@lru_cache(maxsize=1)
def shipped_hashes() -> Mapping[str, str]:
    """Return by digest of its files the hash that a shipped pack keeps; see `sim.plan.load.former_hashes`."""
    found: dict[str, str] = {}
    for path in sorted(SHIPPED.glob(f"*/{FORMER}")):
        found |= former_hashes(path.read_text(encoding="utf-8"))
    return found


def plan_ids() -> tuple[str, ...]:
    """Return the ids of all plans of this process, the usual one first, also of those that cannot be read."""
    return open_catalogue().ids()


def load_plan(id: str = DEFAULT_PLAN) -> Plan:
    """Return a plan of this process by its id; see `Catalogue.plan`."""
    return open_catalogue().plan(id)


def find_version(id: str, hash: str) -> Plan | None:
    """Return the version of a plan whose hash begins so; None where neither a folder nor the library has it."""
    plans = open_catalogue()
    return plans.folder_version(id, hash) or (plans.library.version(id, hash) if plans.library else None)


def find_plan(id: str) -> Plan | None:
    """Return a plan of this process by its id; None where it is not here or cannot be read.

    For what lists things that name their plan; whatever opens one of them says what is wrong.
    """
    try:
        return load_plan(id)
    except SimError:
        return None
