"""Why a figure was not checked: what about it is not understood, or what the table would have to state besides."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sim.audit.identity_time import stretches
from sim.audit.registry import get_registry
from sim.audit.scopes import WHOLE
from sim.audit.statements import Statement
from sim.audit.table import FactTable
from sim.language import Language
from sim.plan import Fact, fact_text

CHANGES = ("growth", "growth_total", "change", "uplift", "reduction", "added")
"""Forms that compare an end with a start."""
COLUMNS = {"of": "metric", "over": "metric", "under": "metric", "metric": "metric", "scope": "scope"}
"""Whose words the words of a reason are."""
AGAINST_TARGET = ("attainment", "gap", "shortfall")


@dataclass(frozen=True)
class Unchecked:
    """A figure that no identity tested; the text `audit-unchecked-<reason>` says why, with `words`."""

    fact: Fact
    reason: str
    words: tuple[tuple[str, str], ...] = ()

    def text(self, language: Language) -> str:
        """Return why it was not checked."""
        named = {
            name: fact_text.word(COLUMNS[name], value, language) if name in COLUMNS else value
            for name, value in self.words
        }
        if self.reason == "unit":
            named["value"] = fact_text.value(self.fact, language)
        return language.text(f"audit-unchecked-{self.reason}", **named)


def unchecked_facts(table: FactTable, tested: Collection[int]) -> tuple[Unchecked, ...]:
    """Return the figures whose facts are not in `tested` (ids of objects), in the order of the table, with reasons."""
    return tuple(_reason(table, s) for s in table.statements if id(s.fact) not in tested)


def _reason(table: FactTable, s: Statement) -> Unchecked:
    if s.period.why and s.period.why != "none":
        return Unchecked(s.fact, f"period-{s.period.why}", (("period", s.fact.period),))
    if not s.unit.known and len(_same(table, s)) < 2:
        return Unchecked(s.fact, "unit", ())
    if s.scope.case:
        return Unchecked(s.fact, "case", (("scope", s.fact.scope),))
    if "end" in s.flags:
        return Unchecked(s.fact, "end")
    if s.metric.form in CHANGES:
        return _change(table, s)
    if s.metric.form in AGAINST_TARGET:
        return Unchecked(s.fact, "target", (("of", s.metric.of),))
    if s.metric.form in ("share", "period_share"):
        return Unchecked(s.fact, "share", (("of", s.metric.of),))
    if pair := get_registry().ratio_terms(s.metric.id):
        return Unchecked(s.fact, "ratio", (("over", pair[0]), ("under", pair[1])))
    if s.period.why == "none":
        return Unchecked(s.fact, "period-none")
    known = s.metric.id in get_registry().metrics
    if not known and len(_same(table, s)) < 2:
        return Unchecked(s.fact, "metric", (("metric", s.fact.metric),))
    return Unchecked(s.fact, "alone", (("scope", s.fact.scope or WHOLE),))


def _same(table: FactTable, s: Statement) -> list[Statement]:
    """Return all figures of the same metric in the same unit."""
    return [other for other in table.metrics.get((s.entity, s.metric.id), ()) if other.dimension == s.dimension]


def _change(table: FactTable, s: Statement) -> Unchecked:
    """Return why a change could not be held against its start and its end."""
    for stretch in stretches(s.period, table.present(s.entity)):
        series = table.series.get((s.entity, s.metric.of, s.scope.node), {})
        starts = [one for periods in series.values() for one in periods.get(stretch.start, ())]
        ends = [one for periods in series.values() for one in periods.get(stretch.end, ())]
        words = (("of", s.metric.of), ("start", stretch.start.text), ("end", stretch.end.text))
        if starts and ends and s.metric.form != "change" and any(one.estimate.value <= 0 for one in (*starts, *ends)):
            return Unchecked(s.fact, "loss", words)
        return Unchecked(s.fact, "change", words)
    return Unchecked(s.fact, "period-none")
