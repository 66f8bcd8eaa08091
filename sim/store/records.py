"""What the library hands out: frozen records, times in UTC, measures in the units of `sim.model.measures`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from sim.language.errors import StoreError
from sim.model.measures import saved_measures
from sim.plan import find_plan
from sim.store.kpis import CHANCE, Kpis

if TYPE_CHECKING:
    from sim.analysis.outlook import Likely
    from sim.language import Language
    from sim.plan import Plan
    from sim.scenario import TargetChoice

Action = Literal[
    "create", "save", "duplicate", "import", "rename", "annotate", "tag", "favourite", "delete", "restore", "revert"
]
Clash = Literal["refuse", "number"]


@dataclass(frozen=True)
class StoreStatus:
    """Whether scenarios can be kept. Without a library the simulator works on, unsaved."""

    place: str
    problem: StoreError | None

    @property
    def ready(self) -> bool:
        return self.problem is None


@dataclass(frozen=True)
class Origin:
    """The scenario, and the revision of it, that another one was made from."""

    id: str
    revision: int


@dataclass(frozen=True)
class Chance:
    """A simulated probability of reaching the target, with its standard error.

    Attributes
    ----------
    likely : mapping or None
        The band it belongs to (`sim.analysis.outlook.likely_document`), where that is at hand.
    """

    p_target: float
    standard_error: float
    likely: Mapping[str, Any] | None = None

    @classmethod
    def of(cls, likely: Likely, own_set: str | None = None) -> Chance:
        """Return what is likely of a scenario as the library keeps it; `own_set` names a user's own set."""
        from sim.analysis.outlook import likely_document

        return cls(likely.chance.value, likely.chance.error, likely_document(likely, own_set))


def sort_keys() -> tuple[str, ...]:
    """Return what a list may be sorted by: times, texts and every headline number."""
    return (*TEXT_SORTS, *(one.id for one in saved_measures()), "target_gap", CHANCE)


TEXT_SORTS = ("updated", "created", "name", "author")


@dataclass(frozen=True)
class OfPlan:
    """What was kept of a plan and names it; opening it says what is wrong where the plan is not here."""

    plan_id: str

    @property
    def plan(self) -> Plan | None:
        """The plan as it is today; None where it is not here or cannot be read."""
        return find_plan(self.plan_id)

    def vocabulary(self, language: Language) -> Language:
        """Return a language with the names and the money of the plan, which need not be the one at hand; for values.

        Dates are written by the language of the page, which knows the visitor's region. A plan that is not here has
        no words of its own.
        """
        plan = self.plan
        return language if plan is None else plan.vocabulary(language)


@dataclass(frozen=True)
class Entry(OfPlan):
    """A scenario as a list shows it.

    Attributes
    ----------
    annual, quarterly : mapping measure id → values by year, by quarter
        Enough for headline tables and thumbnails without opening the scenario.
    """

    id: str
    revision: int
    name: str
    note: str
    tags: tuple[str, ...]
    author: str
    favourite: bool
    in_bin: bool
    parent: Origin | None
    created_at: dt.datetime
    updated_at: dt.datetime
    run_id: int
    plan_hash: str
    scenario_hash: str
    model_version: str
    assumption_set: str
    target: TargetChoice
    seed: int
    draws: int
    years: tuple[int, ...]
    annual: Mapping[str, tuple[float, ...]] = field(repr=False)
    quarterly: Mapping[str, tuple[float, ...]] = field(repr=False)
    kpis: Kpis = field(repr=False)


@dataclass(frozen=True)
class Query:
    """What a list should show.

    Attributes
    ----------
    text : str
        Words that must all occur in name, note, tags or author; case does not matter.
    tags : tuple of str
        All of them.
    since, until : datetime or None
        Of the last change; a time without zone is UTC.
    reached : bool or None
        Only scenarios that reach their target, or only those that miss it.
    sort : one of `sort_keys()`
    """

    text: str = ""
    tags: tuple[str, ...] = ()
    author: str | None = None
    plan_id: str | None = None
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    reached: bool | None = None
    favourite: bool | None = None
    in_bin: bool = False
    sort: str = "updated"
    descending: bool = True
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True)
class Page:
    """One page of a list, and how many scenarios fit the query altogether."""

    entries: tuple[Entry, ...]
    total: int


@dataclass(frozen=True)
class Facets:
    """What the list can be filtered by, with the number of scenarios outside the bin."""

    tags: Mapping[str, int]
    authors: Mapping[str, int]
    plans: Mapping[str, int]


@dataclass(frozen=True)
class Revision:
    """One step of a scenario's history."""

    id: str
    revision: int
    action: Action
    saved_at: dt.datetime
    saved_by: str
    based_on: int | None
    run_id: int
    name: str
    note: str
    tags: tuple[str, ...]
    favourite: bool
    in_bin: bool
    scenario_hash: str
    revenue: float

    @property
    def overtook(self) -> bool:
        """Tell whether somebody else had saved while this one was being made."""
        return self.action == "save" and self.based_on is not None and self.based_on != self.revision - 1


@dataclass(frozen=True)
class Difference:
    """One thing that differs: `kind` is text, lever, assumption, risk or setting."""

    kind: Literal["text", "lever", "assumption", "risk", "setting"]
    id: str
    before: Any
    after: Any


@dataclass(frozen=True)
class AssumptionSet:
    """Somebody's own assumption set: a set of the plan with values of their own.

    Attributes
    ----------
    plan_hash : str or None
        The version of the plan that it was made under; None where nobody noted it.
    """

    plan_id: str
    name: str
    revision: int
    base: str
    own_assumptions: Mapping[str, float]
    note: str
    author: str
    saved_at: dt.datetime
    plan_hash: str | None = None


@dataclass(frozen=True)
class Imported:
    """An imported scenario and what has to be said about it.

    Attributes
    ----------
    renamed_from : str or None
        The name in the file, where that was taken.
    plan_changed, model_changed : (file, here) or None
    numbers_differ : float
        Largest relative difference between the file's results and those computed here; 0 where they agree.
    """

    entry: Entry
    renamed_from: str | None
    plan_changed: tuple[str, str] | None
    model_changed: tuple[str, str] | None
    numbers_differ: float
