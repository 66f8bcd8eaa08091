"""The plans there are, each as one row: those of the program and its folders, and those of the library."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pages.parts import session
from sim.language import Language
from sim.language.errors import SimError
from sim.model.measures import REVENUE
from sim.plan import load_plan, open_catalogue
from sim.plan.plan import Plan
from sim.plan.texts import BY_ID
from sim.scenario import TargetChoice
from sim.store import open_store
from sim.store.plans import LibraryPlan, summary


@dataclass(frozen=True)
class PlanRow:
    """One plan as a list shows it.

    Attributes
    ----------
    about : mapping
        As `sim.store.plans.summary` gives it; empty where the plan cannot be read.
    own : LibraryPlan or None
        What the library holds of it; None for a plan of the program or of a folder.
    problem : SimError or None
        Why it cannot be read.
    """

    id: str
    about: Mapping[str, Any]
    own: LibraryPlan | None = None
    problem: SimError | None = None

    def read(self) -> Plan:
        """Return the plan itself, read when somebody wants it; a SimError where it can be read no more."""
        return load_plan(self.id)

    def title(self, language: Language) -> str:
        """Return what it is called in a language, or in its original one; its id where nobody named it."""
        titles = self.about.get("titles", {})
        fallback = titles.get(self.about.get("original", BY_ID), self.id)
        return titles.get(language.id, fallback) or self.id

    def years(self, language: Language) -> str:
        """Return its years, as "2024–2026"."""
        first, last = self.about["years"]
        return self._own_language(language).years(first, last)

    def _own_language(self, language: Language) -> Language:
        """Return the language with this plan's money and years, whichever plan is at hand."""
        own = language.without_plan.with_money(self.about["currency"], self.about["size"])
        return own.with_texts({}, {"plan-fiscal": "yes"}) if self.about.get("fiscal") else own

    def target(self, language: Language) -> str:
        """Return what this plan aims at, in its own currency and scale, whichever plan is at hand."""
        target, own = self.about["target"], self._own_language(language)
        period = target.get("period") or str(target["year"])  # libraries of older programs keep targets of years alone
        aim = TargetChoice.in_period(target.get("metric", REVENUE.id), period, float(target["value"]))
        usual = aim.metric == REVENUE.id
        return own.text(
            "plans-target",
            of="revenue" if usual else "other",
            phrase="" if usual else aim.measure.phrase(own),
            year=str(aim.year),
            value=aim.measure.format(own, aim.value),
        )


def plan_rows(*, archived: bool = False) -> tuple[PlanRow, ...]:
    """Return the plans on the list, those of the program first; or those that were put away."""
    rows: list[PlanRow] = []
    if not archived:
        catalogue = open_catalogue()
        for id in catalogue.folder_ids():
            try:
                rows.append(PlanRow(id, _about(catalogue.plan(id))))
            except SimError as problem:
                rows.append(PlanRow(id, {}, problem=problem))
    shown = {row.id for row in rows}
    kept = open_store().plans.all() if open_store().status.ready else ()
    rows += [PlanRow(one.id, one.summary, own=one) for one in kept if one.archived == archived and one.id not in shown]
    return tuple(rows)


def give_plan(row: PlanRow, take: Callable[[Plan], object]) -> None:
    """Give the plan of a row to what works on it; where that cannot be, say why."""
    try:
        take(row.read())
    except SimError as problem:
        session.announce(problem.text(session.language_id()), ":material/error:")


_known: dict[str, Mapping[str, Any]] = {}


def _about(plan: Plan) -> Mapping[str, Any]:
    return _known.setdefault(plan.hash, summary(plan))
