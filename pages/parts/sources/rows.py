"""Every source with what it moves, the most influential first; what sources are called."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sim import provenance
from sim.language import Language
from sim.plan import Plan
from sim.provenance import Source
from sim.trust.sensitivity import input_of, of_source


@dataclass(frozen=True)
class Row:
    """One source with what it moves: elasticities of the last year's revenue and profit under a set."""

    source: Source
    title: str
    place: str
    revenue: float
    profit: float


@lru_cache(maxsize=16)
def all_rows(plan: Plan, assumption_set: str, language: Language) -> tuple[Row, ...]:
    """Return every source, the most influential first; sources of equal influence keep the order of the plan."""
    rows = [
        Row(
            source,
            provenance.source_title(plan, source.id, language),
            provenance.source_place(plan, source.id, language),
            *of_source(plan, inputs(plan, source, assumption_set), assumption_set),
        )
        for source in provenance.sources(plan)
    ]
    return tuple(sorted(rows, key=lambda row: (-abs(row.revenue), -abs(row.profit), not row.source.used_by)))


def inputs(plan: Plan, source: Source, assumption_set: str) -> tuple[str, ...]:
    """Return the inputs of the model that rest on a source under a set, each once."""
    found = (input_of(plan, one.kind, one.id, one.variant, assumption_set) for one in source.used_by)
    return tuple(dict.fromkeys(item for item in found if item))


def number_name(row: Row, language: Language) -> str:
    """Return what a sentence calls a source; a judgement, a sentence itself, goes by the number that rests on it."""
    if row.source.kind == "reason" and row.source.used_by:
        return provenance.item_name(row.source.used_by[0], language)
    return row.title


def short_name(row: Row, language: Language) -> str:
    """Return a source's name for the picture; a judgement goes by the number that rests on it."""
    t = language.text
    if row.source.kind == "fact":
        return t("sources-named", id=row.source.id, title=row.title)
    if row.source.kind == "reason":
        return t("sources-named", id=t("model-judgement"), title=number_name(row, language))
    return row.title
