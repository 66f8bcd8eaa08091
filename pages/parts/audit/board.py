"""What the page shows of a report: findings with their effects under the scenario at hand, in order, and filtered.

An audit is made once for each table, effects once for each table and scenario; both are pure and kept by content.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sim.audit import AuditReport, Finding, audit, read_facts
from sim.audit.command import plan_report
from sim.audit.effect import Effect, effects, ranking, speaks_of
from sim.language.errors import FormatError
from sim.plan import Plan
from sim.scenario import Scenario

MOST_FACTS = 20_000
"""Facts of an uploaded table that are audited while people wait."""

EFFECT_MATTERS = 0.5
"""[CNY_m] Below this a choice of side does not move the revenue anybody would read."""

ANY = "any"

PICKED = "audit-picked"
"""The finding explained, kept in the session while filters and pages change."""


@dataclass(frozen=True)
class Table:
    """A table of facts somebody uploaded: its name, its bytes, and how it is to be read where that is not certain."""

    name: str
    data: bytes
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.data + repr(self.choices).encode()).hexdigest()


@dataclass(frozen=True, eq=False)
class Board:
    """A report with what its findings are worth; made once, so that one board is one object.

    Attributes
    ----------
    key : str
        Tells tables apart.
    order : places of all findings, the largest effect on revenue first
    own : bool
        The table belongs to the plan, so that a fact leads to its source.
    """

    key: str
    report: AuditReport
    effects: Mapping[int, Effect]
    order: tuple[int, ...]
    own: bool

    def finding(self, place: int) -> Finding:
        return self.report.findings[place]

    def document(self, place: int) -> str:
        """Return the document a finding is about; findings never reach over unrelated documents."""
        return self.finding(place).facts[0].document

    def moves(self, place: int) -> bool:
        """Tell whether the choice of side moves the simulated revenue."""
        return place in self.effects and self.effects[place].spread >= EFFECT_MATTERS

    def passing(self, severities: tuple[str, ...], identity: str, document: str, effect: str) -> tuple[int, ...]:
        """Return the places of the findings that pass all filters, in order; `ANY` and () let everything pass."""
        return tuple(
            place
            for place in self.order
            if (not severities or self.finding(place).severity in severities)
            and identity in (ANY, self.finding(place).identity)
            and document in (ANY, self.document(place))
            and (effect == ANY or self.moves(place) == (effect == "moves"))
        )


@lru_cache(maxsize=4)
def _upload_board(hash: str, table: Table, plan: Plan | None) -> AuditReport:
    facts = read_facts(table.data, table.name, dict(table.choices))
    if len(facts) > MOST_FACTS:
        raise FormatError("error-table-rows", name=table.name, most=MOST_FACTS)
    return audit(facts, plan=plan)


def report_of(table: Table, plan: Plan | None = None) -> AuditReport:
    """Return the audit of an uploaded table, in which believing a side sets something of a plan.

    Raises
    ------
    FormatError
        The table cannot be read; `TableError` names rows and columns, `DoubtError` what can be read otherwise.
    """
    return _upload_board(table.hash, table, plan)


@lru_cache(maxsize=32)
def _board(hash: str, table: Table | None, scenario: Scenario, plan: Plan) -> Board:
    report = plan_report(plan) if table is None else report_of(table, plan)
    known = effects(report.findings, scenario) if speaks_of(report.facts, plan) else {}
    return Board(hash[:8], report, known, tuple(ranking(len(report.findings), known)), table is None)


def board_of(table: Table | None, scenario: Scenario) -> Board:
    """Return the findings of a table with their effects on top of a scenario."""
    return _board(table.hash if table else "", table, scenario, scenario.plan)


def warm_up(scenario: Scenario) -> None:
    """Audit the plan's documents before the first visitor asks."""
    board_of(None, scenario)
