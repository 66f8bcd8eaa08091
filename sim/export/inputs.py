"""The inputs behind a report as rows: levers, assumptions, sources; written for slides and raw for the workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sim import provenance
from sim.export.report import Report
from sim.language import Language, key
from sim.model.kinds import Gap
from sim.model.measures import measure
from sim.plan import Assumption, Lever, Plan
from sim.plan.amounts import assumption_text, lever_text
from sim.plan.fact_text import document_title
from sim.plan.schema import StatedAssumption
from sim.provenance import Origin

Row = TypeVar("Row")


@dataclass(frozen=True)
class LeverRow:
    """One lever: written values, raw values, and where they come from."""

    id: str
    group: str
    name: str
    base: str
    plan: str
    values: tuple[str, ...]
    marks: tuple[bool, ...]
    rests_on: str
    reason: str
    lever: Lever
    raw: tuple[Any, ...]
    source: str

    @property
    def moved(self) -> bool:
        """Tell whether any subject differs from the plan."""
        return any(self.marks)


@dataclass(frozen=True)
class AssumptionRow:
    """One assumption of the first subject."""

    id: str
    name: str
    value: str
    spread: str
    rests_on: str
    reason: str
    assumption: Assumption
    raw: float
    own: bool
    source: str


@dataclass(frozen=True)
class SourceRow:
    """A document, publication, fact or judgement; `finding` says what it found, or which numbers rest on it."""

    id: str
    citation: str
    read: str
    finding: str


def batches(rows: Sequence[Row], size: int) -> Iterator[Sequence[Row]]:
    """Give rows in pages of at most `size`."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def rests_on(sources: Sequence[str], reason: str | None, language: Language) -> str:
    """Return source ids, and the word assumption where reasoning stands beside or instead of them."""
    parts = list(sources)
    if reason:
        parts.append(language.text("export-by-assumption"))
    return language.join(parts)


def lever_rows(report: Report) -> list[LeverRow]:
    """Return every lever of the first subject's plan."""
    language = report.language
    rows: list[LeverRow] = []
    for id, lever in report.plan.levers.items():
        raw = tuple(entrant.scenario.levers.get(id) for entrant in report.subjects)
        own = [provenance.lever_value(report.plan, id, value) for value in raw if value is not None]
        origins = (*provenance.find_origins(report.plan, f"lever:{id}"), *(one for one in own if one.set_by == "user"))
        sources = dict.fromkeys((*lever.plan_sources, *lever.base_sources))
        reasons = dict.fromkeys(one for one in (lever.base_reason, lever.plan_reason) if one)
        rows.append(
            LeverRow(
                id,
                language.text(key("lever-group", lever.group)),
                language.text(key("lever", id)),
                lever_text(lever, lever.base, language),
                lever_text(lever, lever.plan, language),
                tuple(lever_text(lever, value, language) for value in raw),
                tuple(value is not None and value != lever.plan for value in raw),
                rests_on(tuple(sources), next(iter(reasons), None), language),
                language.join([language.text(one) for one in reasons], "sentences"),
                lever,
                raw,
                in_words(report.plan, origins, language),
            )
        )
    return rows


def assumption_rows(report: Report, everything: bool = False) -> list[AssumptionRow]:
    """Return the assumptions that the first subject's set or the user states; with `everything` also the rest."""
    language, scenario, plan = report.language, report.subject.scenario, report.plan
    stated = plan.assumption_sets[scenario.assumption_set]
    assumptions = scenario.central_assumptions()
    rows: list[AssumptionRow] = []
    for id, assumption in plan.assumptions.items():
        own, entry = id in scenario.own_assumptions, stated.get(id)
        origin = provenance.assumption(plan, id, scenario.assumption_set, scenario.own_assumptions)
        if not (own or entry or everything):
            continue
        sources = entry.sources if entry else assumption.sources
        reason = entry.assumption if entry else assumption.reason
        if own:
            basis = language.text(origin.reading or "export-own-value")
        else:
            basis = rests_on(sources, reason, language)
        rows.append(
            AssumptionRow(
                id,
                language.text(key("assumption", id)),
                assumption_text(assumption, assumptions[id], language),
                "" if own or entry is None else spread(entry, assumption, language),
                basis,
                language.text(reason) if reason and not own else "",
                assumption,
                assumptions[id],
                own,
                in_words(plan, (origin,), language),
            )
        )
    return rows


def spread(stated: StatedAssumption, assumption: Assumption, language: Language) -> str:
    """Return how an assumption is spread, in words; nothing for a value."""
    if stated.fit:
        return language.text("export-spread-fit", value=language.quantity(stated.fit.value, "money"))
    distribution = stated.distribution
    told = {name: language.number(getattr(distribution, name), assumption.format) for name in distribution.told}
    return language.text(distribution.text, **told) if distribution.uncertain else ""


def in_words(plan: Plan, origins: Sequence[Origin], language: Language) -> str:
    """Return every source of some numbers in words, one a line."""
    lines = [line for origin in origins for line in provenance.lines(plan, origin, language)]
    return "\n".join(dict.fromkeys(lines))


def definition(plan: Plan, metric: str, language: Language) -> str:
    """Return what computes a result, and what the plan itself states of it; empty for what is no result."""
    one = measure(metric)
    if isinstance(one, Gap):
        both = (
            *provenance.find_origins(plan, f"metric:{one.of.id}"),
            *provenance.find_origins(plan, f"target:{one.of.id}"),
        )
        return in_words(plan, both, language)
    return in_words(plan, provenance.find_origins(plan, f"metric:{metric}"), language)


def statement_rows(report: Report) -> list[SourceRow]:
    """Return every fact and every judgement that a number of the plan rests on."""
    language, plan = report.language, report.plan
    return [
        SourceRow(
            source.id,
            provenance.source_title(plan, source.id, language),
            provenance.source_place(plan, source.id, language),
            language.join(provenance.item_name(one, language) for one in source.used_by),
        )
        for source in provenance.sources(plan)
        if source.used_by and source.kind != "publication"
    ]


def source_rows(report: Report) -> list[SourceRow]:
    """Return the plan's documents and publications."""
    language, plan = report.language, report.plan
    rows = [
        SourceRow(id, _document(document, language), language.text("export-read-document"), "")
        for id, document in plan.documents.items()
        if id in cited_documents(plan)
    ]
    rows += [
        SourceRow(id, one.citation, language.text(key("read", one.read)), language.text(one.finding))
        for id, one in plan.references.items()
    ]
    return rows


def cited_documents(plan: Plan) -> set[str]:
    """Return the documents whose facts the plan pack's numbers cite."""
    cited = {source for lever in plan.levers.values() for source in (*lever.base_sources, *lever.plan_sources)}
    cited |= {source for one in plan.quantities.values() for source in one.sources}
    cited |= {source for one in plan.assumptions.values() for source in one.sources}
    return {plan.facts[source].document for source in cited if source in plan.facts}


def _document(document: Any, language: Language) -> str:
    title, date = document_title(document, language), document["date"]
    if not date[:1].isdigit():
        return language.text("export-document-undated", title=title)
    return language.text("export-document", title=title, date=date)
