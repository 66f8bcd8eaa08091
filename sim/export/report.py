"""Everything an export says, computed once: the same report becomes slides, a workbook or tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from sim.analysis.bridge import Bridge
from sim.analysis.compare import Comparison, compare
from sim.analysis.differences import Entrant
from sim.analysis.paired import Futures, annual_draws
from sim.analysis.per_risk import RiskTable, risk_table
from sim.export.text import fit
from sim.language import Language
from sim.language.errors import ScenarioError
from sim.model import Results
from sim.model.axes import Array
from sim.plan import Plan
from sim.plan.texts import vocabulary
from sim.scenario import Scenario

CHANCE_DRAWS = 4096
"""Futures behind a bridge between chances at most: as many as scenarios have by default, so that its ends are the
chances that stand everywhere else."""

STAMP_NAMES, STAMP_NAME = 58, 8
"""Width of all names on the line of origin, and of one name at least, in Latin letters; the fingerprint is exact."""

BANDS = (0.10, 0.25, 0.50, 0.75, 0.90)
"""Quantiles of a fan: the edges of the 80 % and the 50 % band, and the median."""


@dataclass(frozen=True)
class Report:
    """What is exported.

    Attributes
    ----------
    subjects : the scenarios asked for
    comparison : the subjects, with presets beside a single one so that there is something to compare with
    moment : when the export was made; stands on every page
    fan : (quantile, year) [CNY_m]
        Revenue of the first subject over its futures at `BANDS`; None without an ensemble.
    risks : what each risk case costs the first subject; None without an ensemble
    """

    language: Language
    moment: dt.datetime
    subjects: tuple[Entrant, ...]
    comparison: Comparison
    fan: Array | None = None
    risks: RiskTable | None = None

    @property
    def plan(self) -> Plan:
        return self.subject.scenario.plan

    @property
    def subject(self) -> Entrant:
        return self.subjects[0]

    @property
    def base(self) -> Entrant:
        return self.comparison.entrants[self.comparison.base]

    @property
    def single(self) -> bool:
        return len(self.subjects) == 1

    @property
    def year(self) -> int:
        """Return the year the headline stands for."""
        return self.comparison.year or self.plan.years[-1]

    @cached_property
    def results(self) -> Results:
        """Return the first subject's run."""
        return self.subject.scenario.run()

    @cached_property
    def bridges(self) -> tuple[tuple[Entrant, Bridge], ...]:
        """Return bridges of the target's measure from the base to the subjects, drilled down, within one plan."""
        metric = self.base.scenario.target.metric
        found: list[tuple[Any, ...]] = []
        for entrant in self.subjects:
            if entrant is not self.base and entrant.scenario.plan == self.base.scenario.plan:
                place = self.comparison.entrants.index(entrant)
                found.append((entrant, self.comparison.bridge(place, metric, year=self.year, drill=True)))
        return tuple(found)

    def chance_bridge(self, entrant: Entrant) -> Bridge | None:
        """Return the bridge from the base's chance of its target to a subject's; takes up to a second.

        None without an ensemble, and where neither has any chance, so that there is nothing to explain.
        """
        if self.comparison.chances is None:
            return None
        place = self.comparison.entrants.index(entrant)
        found = self.comparison.chance_bridge(place, draws=min(self.base.scenario.draws, CHANCE_DRAWS))
        return found if any(bar.value or bar.alone for bar in found.bars) else None

    def risks_of(self, entrant: Entrant) -> RiskTable | None:
        """Return what each risk case costs one of the subjects; None without an ensemble."""
        if self.risks is None or entrant is self.subject:
            return self.risks
        return risk_table(entrant.scenario)

    def stamp(self) -> str:
        """Return the line that stands on every page: plan, scenario, seed, model version, date."""
        text, scenario = self.language.text, self.subject.scenario
        room = max(STAMP_NAME, STAMP_NAMES // len(self.subjects))
        return text(
            "export-stamp",
            plan=text("plan-title"),
            scenario=self.language.join(
                text("with-note", name=fit(e.name, room), note=e.scenario.hash[:8]) for e in self.subjects
            ),
            count=len(self.subjects),
            seed=str(scenario.seed),
            draws=self.language.number(scenario.draws, "count"),
            model=scenario.plan.model,
            date=self.language.date(self.moment.date()),
        )


def make_report(
    subjects: Sequence[Entrant],
    language: Language,
    moment: dt.datetime,
    *,
    base: str | Entrant | None = None,
    futures: Futures | None = annual_draws,
) -> Report:
    """Compute a report.

    Parameters
    ----------
    subjects : one to eight scenarios
    base : str, or Entrant
        Name of the scenario to measure against; for a single subject also a scenario beside it. By default the first
        of several; for a single one the plan, or the baseline if it equals the plan.

    Raises
    ------
    ScenarioError
        As `sim.analysis.compare.compare`; also without any scenario.
    """
    if not subjects:
        raise ScenarioError("error-compare-count", count=0, least=1, most=8)
    subjects = tuple(subjects)
    field = list(subjects)
    if len(subjects) == 1:
        others = _presets(subjects[0], language)
        if isinstance(base, Entrant) and not _same(base, subjects[0]):
            others = [base, *(one for one in others if not _same(one, base) and one.name != base.name)]
        field += others
        base = base if isinstance(base, str) else others[0].name
    language = vocabulary(language, *(one.scenario.plan for one in field))
    comparison = compare(field, base.name if isinstance(base, Entrant) else base, futures=futures)
    fan = _fan(subjects[0].scenario, futures) if futures else None
    risks = risk_table(subjects[0].scenario) if futures else None
    return Report(language, moment, subjects, comparison, fan, risks)


def _presets(subject: Entrant, language: Language) -> list[Entrant]:
    """Return the plan and the baseline under the subject's assumptions, without what the subject already is.

    The baseline is there in any case where the plan is the baseline: a plan may plan nothing.
    """
    scenario = subject.scenario
    plan = scenario.plan
    found: list[Entrant] = []
    for preset in ("plan", "baseline"):
        levers = plan.presets[preset]
        if dict(scenario.levers) != levers or (preset == "baseline" and not found):
            name = language.text(f"preset-{preset}")
            if name == subject.name:
                name = f"{name} ({plan.document})"
            found.append(Entrant(name, scenario.with_settings(levers=levers, risks={})))
    return found


def _same(one: Entrant, other: Entrant) -> bool:
    """Tell whether two scenarios are one to a reader: a programme under the same assumptions and risks."""
    return one.scenario.hash == other.scenario.hash


def _fan(scenario: Scenario, futures: Futures) -> Array:
    return np.quantile(futures(scenario, "revenue", scenario.seed, scenario.draws), BANDS, axis=1)
