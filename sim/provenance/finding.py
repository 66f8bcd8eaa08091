"""Finding sources by words, ids, or the number that rests on them."""

from __future__ import annotations

from functools import lru_cache

from sim.language import Language
from sim.plan import Plan, fact_text
from sim.provenance.catalogue import Source, find_origins, sources, uses
from sim.provenance.text import item_name, own_text, source_place, source_title


def search(plan: Plan, query: str, language: Language) -> tuple[Source, ...]:
    """Return the sources that hold every word of `query`: in id, text, document, place, or what rests on them.

    Case does not matter; an empty query finds everything. Where every word is the id of a source or the address of a
    number (`lever:headcount`), these sources and all those of the numbers are what is meant.
    """
    given = query.split()
    numbers = {word: find_origins(plan, word) for word in given}
    known = {source.id for source in sources(plan)}
    if given and all(word in known or numbers[word] for word in given):
        wanted = {id for origins in numbers.values() for origin in origins for id in origin.sources} | set(given)
        return tuple(source for source in sources(plan) if source.id in wanted)
    words = query.casefold().split()
    return tuple(
        source for source in sources(plan) if all(word in _haystack(plan, source.id, language) for word in words)
    )


@lru_cache(maxsize=8192)
def _haystack(plan: Plan, id: str, language: Language) -> str:
    parts = [id, source_title(plan, id, language), source_place(plan, id, language)]
    if id in plan.facts:
        fact = plan.facts[id]
        parts += [fact.metric, fact.scope, fact.period, fact.note, fact_text.note(fact, language), str(fact.value)]
        parts.append(fact_text.document_title(plan.documents[fact.document], language))
    if id in plan.references:
        parts.append(own_text(plan.references[id].finding, language))
    parts += [item_name(origin, language) for origin in uses(plan).get(id, ())]
    return " ".join(parts).casefold()
