"""A loaded plan: frozen values with units and sources, as the model and everything else uses them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any, Literal

import numpy as np

from sim.language import Language
from sim.plan.facts import Fact
from sim.plan.outside import OutsideFile
from sim.plan.policy import Policy
from sim.plan.risks import RiskCase
from sim.plan.schema import Correlation, Factor, Milestone, Quantity, Reference, StatedAssumption
from sim.plan.texts import NO_TEXTS, Texts, vocabulary

MOST_OF_FAMILY = 5
"""Levers of one family that stand side by side; a larger family folds into one handle."""
MOST_HANDLES = 18
"""Levers in all that whoever drags them sees at first."""


@dataclass(frozen=True)
class Lever:
    """One thing people drag: the only definition of its range, unit, texts (`lever-<id>`) and promises.

    Attributes
    ----------
    kind : "decision" (costs money or people), "promise" (somebody has to deliver it), "condition" (not ours to set)
    """

    id: str
    family: str
    member: str
    group: str
    unit: str
    format: str
    path: str
    low: float
    high: float
    step: float
    choices: tuple[str, ...]
    direction: int
    simplex: bool
    advanced: bool
    base: Any
    plan: Any
    base_sources: tuple[str, ...] = ()
    plan_sources: tuple[str, ...] = ()
    base_reason: str | None = None
    plan_reason: str | None = None
    formerly: tuple[str, ...] = ()
    kind: str = "promise"

    @property
    def is_choice(self) -> bool:
        return self.unit == "choice"

    @property
    def is_switch(self) -> bool:
        """Tell whether it is off unless somebody switches it on; where it is off nothing of it is stored."""
        return self.base == "off"

    @property
    def steps(self) -> np.ndarray:
        """Return the slider's positions, low to high; both ends are always among them. Shape (step,)."""
        count = round((self.high - self.low) / self.step)
        return np.minimum(np.round(self.low + self.step * np.arange(count + 1), 10), self.high)


@dataclass(frozen=True)
class Assumption:
    """One thing people may disagree about; texts under `assumption-<id>`."""

    id: str
    unit: str
    format: str
    low: float
    high: float
    value: float
    sources: tuple[str, ...] = ()
    reason: str | None = None


@dataclass(frozen=True)
class Target:
    """What the plan promises for one year, or for the half or quarter of it that `part` names ("2026H1")."""

    metric: str
    year: int
    unit: str
    value: float
    sources: tuple[str, ...] = ()
    part: str = ""

    @property
    def period(self) -> str:
        """Return the year, or the half or quarter of it: "2026", "2026H1"."""
        return self.part or str(self.year)


@dataclass(frozen=True)
class Line:
    """A product line: its kind ("core" or "new"), and its fixed share of what that kind sells."""

    id: str
    kind: str
    share: float


@dataclass(frozen=True)
class Entry:
    """A region that starts from zero: the first quarter in which it sells (1 = first of the horizon), and the yearly
    revenue that it wins in that quarter with the plan's own levers and without risk [CNY_m a year]."""

    quarter: int
    wins: float


@dataclass(frozen=True)
class Tier:
    """A tier of customers: its shares of all customers and of their revenue; its churn today is that of its lever."""

    customers: float
    revenue: float


Side = Literal["off_today", "off_end"]


@dataclass(frozen=True)
class Offset:
    """A lever whose value today or at the end may lie elsewhere than stated: as far as the assumption `id` says."""

    id: str
    lever: str
    side: Side


@dataclass(frozen=True)
class StressPreset:
    """A named stress: settings of forced cases, and assumptions that replace the scenario's; texts `stress-<id>`."""

    id: str
    risks: Mapping[str, Mapping[str, Any]]
    assumptions: Mapping[str, float]


@dataclass(frozen=True, eq=False)
class Plan:
    """A plan pack. Arrays are read-only; two plans are the same plan if their hashes are equal.

    A change makes a new plan, with a hash of its own: `dataclasses.replace(plan, market_growth=0.09)`.

    Attributes
    ----------
    base_revenue : (region,) [CNY_m]
    base_reps : (region,) [person]
    seasonality : (4,) [share of an average quarter]
    promise_set, likely_set : the set under which the plan keeps its promise, and the one that says what is likely
    risks, stress : risk cases and stress presets by id
    dimensions : Sobol dimension of every uncertain input's name
    quarter_count : quarters of the horizon; the last year may have fewer than four
    model : version of the equations
    earlier : id of the plan that this one is a later version of, if any
    currency : ISO 4217 code; XXX where amounts are points of an index
    fiscal_start : month in which a year of the plan begins
    halves : stated in half-years, so that a heading of one means the sum of its quarters
    products : kinds of product there are, of "core" and "new"
    lines : product lines by id; empty where a plan states none
    categories : budget category → what the model lets its money do: "digital", "marketing" or "training"
    entries : regions that start from zero
    modules : what the plan switches on beside the kernel (`sim.modules`), and what it states of each
    policies : rules that the model plays where they are switched on
    tiers : of customers, in the pack's order; empty where a plan states none
    fixed : what the model reads of levers that the plan does not have, or that nobody can drag
    defaults : places of what the pack left out, "not yours yet"; see `sim.plan.defaults`
    period_targets : targets of a half or a quarter
    aims_within_year : what the plan states first is a target of a half or a quarter
    offsets : levers that the likely set spreads (`sim.plan.spreads`)
    bases : what a number is to the company, "measured", "estimated" or "guessed", by file and key
    extras : text of the pack's optional files, and of its facts as printed, by name; no result depends on them
    """

    id: str
    document: str
    version: int
    base_year: int
    years: tuple[int, ...]
    regions: tuple[str, ...]
    products: tuple[str, ...]
    base_revenue: np.ndarray
    base_reps: np.ndarray
    seasonality: np.ndarray
    history: Mapping[int, float]
    market_share: float
    market_growth: float
    targets: Mapping[str, Target]
    claims: Mapping[str, float]
    milestones: tuple[Milestone, ...]
    levers: Mapping[str, Lever]
    assumptions: Mapping[str, Assumption]
    assumption_sets: Mapping[str, Mapping[str, StatedAssumption]]
    promise_set: str
    likely_set: str
    factors: Mapping[str, Factor]
    facts: Mapping[str, Fact]
    documents: Mapping[str, Mapping[str, str]]
    references: Mapping[str, Reference]
    quantities: Mapping[str, Quantity] = field(repr=False)
    risks: Mapping[str, RiskCase] = field(repr=False)
    stress: Mapping[str, StressPreset] = field(repr=False)
    dimensions: Mapping[str, int] = field(repr=False)
    correlations: tuple[Correlation, ...] = field(repr=False)
    outside: OutsideFile = field(repr=False)
    extras: Mapping[str, str] = field(repr=False)
    quarter_count: int
    model: str = "1.1"
    earlier: str = ""
    currency: str = "CNY"
    fiscal_start: int = 1
    halves: bool = False
    lines: Mapping[str, Line] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)
    entries: Mapping[str, Entry] = field(default_factory=dict)
    modules: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    policies: Mapping[str, Policy] = field(default_factory=dict)
    tiers: Mapping[str, Tier] = field(default_factory=dict)
    fixed: Mapping[str, Lever] = field(default_factory=dict, repr=False)
    defaults: frozenset[str] = field(default=frozenset(), repr=False)
    period_targets: tuple[Target, ...] = ()
    aims_within_year: bool = False
    offsets: tuple[Offset, ...] = ()
    bases: Mapping[str, str] = field(default_factory=dict, repr=False)
    quarterly_history: Mapping[str, float] = field(default_factory=dict, repr=False)
    texts: Texts = field(default=NO_TEXTS, repr=False)

    @cached_property
    def hash(self) -> str:
        """Sixteen hex digits: of a pack's text, set by its reader, or of the values of a plan made otherwise."""
        from pydantic_core import to_json  # only a changed plan needs it

        values = {one.name: getattr(self, one.name) for one in fields(self) if one.name != "texts"}
        for name in ("modules", "policies", "earlier", "offsets", "bases", "aims_within_year", "tiers"):
            if not values[name]:
                del values[name]  # a plan without any keeps the hash it had before there were such things
        return hashlib.sha256(to_json(values, fallback=_plain, inf_nan_mode="strings")).hexdigest()[:16]

    @cached_property
    def files(self) -> Mapping[str, str]:
        """The pack it was read from, text by file name, set by its reader; empty for a plan made otherwise."""
        return {}

    def vocabulary(self, language: Language) -> Language:
        """Return a language with this plan's own texts."""
        return vocabulary(language, self)

    def __repr__(self) -> str:
        # All of a plan is some 300,000 letters: nobody finds what they look for beside them.
        return f"Plan({self.id!r}, hash {self.hash[:8]})"

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Plan) and self.hash == other.hash)

    def __hash__(self) -> int:
        return hash(self.hash)

    @cached_property
    def quarters(self) -> tuple[str, ...]:
        """Return the labels of the quarters, "2024Q1" first."""
        return tuple(f"{year}Q{quarter}" for year in self.years for quarter in (1, 2, 3, 4))[: self.quarter_count]

    @cached_property
    def quarters_by_year(self) -> np.ndarray:
        """Return how many quarters of each year the horizon has. Shape (year,)."""
        counts = np.full(len(self.years), 4)
        counts[-1] -= 4 * len(self.years) - self.quarter_count
        counts.setflags(write=False)
        return counts

    def quarters_of(self, year: int) -> slice:
        """Return the places of a year's quarters on the quarter axis."""
        start = 4 * self.years.index(year)
        return slice(start, min(start + 4, self.quarter_count))

    @cached_property
    def season(self) -> np.ndarray:
        """Return the seasonality of every quarter of the horizon. Shape (quarter,)."""
        shares = np.tile(self.seasonality, len(self.years))[: self.quarter_count]
        shares.setflags(write=False)
        return shares

    def base_part(self, year: int) -> float:
        """Return the share of the base year that a year of the horizon is to be compared with: the same quarters."""
        count = self.quarters_by_year[self.years.index(year)]
        return float(self.seasonality[:count].sum()) / 4 if count < 4 else 1.0

    def period(self, year: int) -> str:
        """Return how a year of the horizon is called: "2026", or "2026H1" where the horizon ends within it."""
        count = self.quarters_by_year[self.years.index(year)]
        return {4: f"{year}", 2: f"{year}H1", 1: f"{year}Q1"}.get(int(count), f"{year}Q1–Q{count}")

    @property
    def headline(self) -> Target:
        """Return what a scenario aims at unless somebody says otherwise."""
        return self.period_targets[0] if self.aims_within_year else next(iter(self.targets.values()))

    @property
    def base_new_share(self) -> float:
        """Return the share of new products in the base year's revenue."""
        lever = self.inputs.get("new_product_share")
        return float(lever.base) if lever else 0.0

    @cached_property
    def inputs(self) -> Mapping[str, Lever]:
        """Return everything of the levers that the model reads: those people drag, and those that are fixed."""
        return {**self.levers, **self.fixed}

    @cached_property
    def switches(self) -> Mapping[str, Any]:
        """Return the value with which each switch is off, by lever."""
        return {id: lever.base for id, lever in self.levers.items() if lever.is_switch}

    @cached_property
    def presets(self) -> dict[str, dict[str, Any]]:
        """Return lever values by preset: `baseline` (no programme) and `plan`. Not to be written to."""
        return {
            "baseline": {id: lever.base for id, lever in self.levers.items()},
            "plan": {id: lever.plan for id, lever in self.levers.items()},
        }

    def family(self, name: str) -> tuple[Lever, ...]:
        """Return the levers of one family (`growth`: one a region), in axis order."""
        return self._families.get(name, ())

    @cached_property
    def _families(self) -> dict[str, tuple[Lever, ...]]:
        found: dict[str, tuple[Lever, ...]] = {}
        for lever in self.inputs.values():
            found[lever.family] = (*found.get(lever.family, ()), lever)
        return found

    @cached_property
    def large_families(self) -> Mapping[str, tuple[Lever, ...]]:
        """Return the families that fold into one handle: large ones, and the next where levers are too many."""
        found: dict[str, tuple[Lever, ...]] = {}
        for lever in self.levers.values():
            found[lever.family] = (*found.get(lever.family, ()), lever)
        large = {name for name, members in found.items() if len(members) > MOST_OF_FAMILY}
        seen = {name: len(members) for name, members in found.items() if not members[0].advanced}
        seen |= {name: 1 for name in seen if name in large}
        while sum(seen.values()) > MOST_HANDLES and max(seen.values()) > 1:
            name = max(seen, key=seen.__getitem__)
            seen[name] = 1
            large.add(name)
        return {name: members for name, members in found.items() if name in large}

    @property
    def renamed_levers(self) -> dict[str, str]:
        """Return former lever ids and what they are called now, so that old scenarios still load."""
        return {former: lever.id for lever in self.levers.values() for former in lever.formerly}

    @cached_property
    def simplexes(self) -> dict[str, tuple[str, ...]]:
        """Return the lever ids of each family whose members must sum to one."""
        names = dict.fromkeys(lever.family for lever in self.levers.values() if lever.simplex)
        return {name: tuple(lever.id for lever in self.family(name)) for name in names}

    @property
    def money(self) -> str:
        """Return what files call the unit of the plan's money: "CNY_m", "EUR_m", "index"."""
        return "index" if self.currency == "XXX" else f"{self.currency}_m"

    def unit(self, unit: str) -> str:
        """Return a unit of the model as files name it: an amount in the plan's own currency."""
        return unit.replace("CNY_m", self.money)

    @property
    def size(self) -> float:
        """Return the amount that decides in which scale the plan's money is written [CNY_m]."""
        stated = self.targets.get("revenue")
        return float(self.base_revenue.sum()) or (stated.value if stated else 1.0)


def plan_names(plans: Sequence[Plan]) -> list[str]:
    """Return a name for each plan: its id, with the beginning of its hash where others have the same id."""
    ids = [plan.id for plan in plans]
    return [plan.id if ids.count(plan.id) == 1 else f"{plan.id} {plan.hash[:8]}" for plan in plans]


def _plain(value: Any) -> Any:
    return value.tolist() if isinstance(value, np.ndarray) else dict(value)
