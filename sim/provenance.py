"""Where every number comes from: any quantity, lever value, assumption, target, claim, risk or result → its sources.

A number rests on facts (what a planning document states), on publications (read, or only remembered), on reasoning
(somebody's judgement), on a fit, or on the user's own choice. `Origin` says which, for one number; `origins` lists
those of a whole plan pack, and `uses` turns the question round: what rests on this source?
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from sim import fact_words
from sim.distributions import mean
from sim.errors import SimError
from sim.explain.equations import METRICS, Equation, upstream
from sim.language import Language, key
from sim.plan import Fact, Plan
from sim.plan.schema import Belief, Reference

Kind = Literal["quantity", "lever", "assumption", "target", "claim", "risk", "metric"]
SetBy = Literal["document", "publication", "judgement", "fit", "user", "model"]


@dataclass(frozen=True)
class Origin:
    """Where one number comes from.

    Attributes
    ----------
    item : str
        Unique name: kind, id and variant joined by ":" (`lever:headcount:plan`).
    variant : str
        Preset of a lever, set of an assumption, part of a risk case; empty elsewhere.
    value : float, str or None
        In `unit`; None where a number is a distribution without one value, or a result.
    facts, references
        What it is taken from.
    reason : str or None
        Text key of the reasoning, where there is any.
    set_by : str
        Who is answerable: a document, a publication, the judgement of the pack's authors, a fit, the user, the model.
    author : str or None
        Name of the user who set it, where known.
    equations : tuple of Equation
        For results: what computes them, first to last.
    """

    kind: Kind
    id: str
    variant: str = ""
    value: float | str | None = None
    unit: str = ""
    facts: tuple[Fact, ...] = ()
    references: tuple[tuple[str, Reference], ...] = ()
    reason: str | None = None
    set_by: SetBy = "document"
    author: str | None = None
    equations: tuple[Equation, ...] = ()

    @property
    def item(self) -> str:
        return ":".join(part for part in (self.kind, self.id, self.variant) if part)

    @property
    def address(self) -> str:
        """Return the word under which `named` and the Sources page find it: `lever:headcount`, `metric:revenue`."""
        return f"{self.kind}:{self.id}"

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the ids of all sources: facts, publications and the key of the reasoning."""
        reason = (self.reason,) if self.reason else ()
        return (*(fact.id for fact in self.facts), *(id for id, _ in self.references), *reason)


def _origin(plan: Plan, kind: Kind, id: str, sources: Iterable[str], reason: str | None, **rest: Any) -> Origin:
    sources = tuple(sources)
    facts = tuple(plan.facts[source] for source in sources if source in plan.facts)
    references = tuple((source, plan.references[source]) for source in sources if source in plan.references)
    default = "judgement" if reason else "publication" if references else "document"
    rest.setdefault("set_by", default)
    return Origin(kind, id, facts=facts, references=references, reason=reason, **rest)


# -- one number -----------------------------------------------------------------------------------------------------


def quantity(plan: Plan, name: str) -> Origin:
    """Return the origin of a number of plan.yaml, such as `revenue.east` or `market.share`."""
    if name not in plan.quantities:
        raise _unknown(name, plan.quantities)
    item = plan.quantities[name]
    kind: Kind = "target" if name.startswith("targets.") else "claim" if name.startswith("claims.") else "quantity"
    id = name.split(".", 1)[1] if kind != "quantity" else name
    return _origin(plan, kind, id, item.sources, item.assumption, value=item.value, unit=item.unit)


def target(plan: Plan, metric: str) -> Origin:
    return quantity(plan, f"targets.{metric}")


def claim(plan: Plan, name: str) -> Origin:
    return quantity(plan, f"claims.{name}")


def preset_value(plan: Plan, id: str, preset: str) -> Origin:
    """Return the origin of a lever's value in the preset `baseline` or `plan`."""
    if id not in plan.levers:
        raise _unknown(id, plan.levers)
    lever = plan.levers[id]
    if preset == "baseline":
        value, sources, reason = lever.base, lever.base_sources, lever.base_reason
    else:
        value, sources, reason = lever.plan, lever.plan_sources, lever.plan_reason
    return _origin(plan, "lever", id, sources, reason, variant=preset, value=value, unit=lever.unit)


def lever_value(plan: Plan, id: str, value: Any, author: str | None = None) -> Origin:
    """Return the origin of a lever's value in a scenario: the preset it equals, else the user."""
    for preset in ("plan", "baseline"):
        origin = preset_value(plan, id, preset)
        if origin.value == value or (
            isinstance(value, int | float)
            and isinstance(origin.value, int | float)
            and math.isclose(value, origin.value)
        ):
            return origin
    return Origin("lever", id, "user", value, plan.levers[id].unit, set_by="user", author=author)


def assumption(
    plan: Plan,
    id: str,
    set_name: str = "calibrated",
    overrides: Mapping[str, float] | None = None,
    author: str | None = None,
) -> Origin:
    """Return the origin of an assumption under a set, the user's own value first."""
    if id not in plan.parameters:
        raise _unknown(id, plan.parameters)
    entry = plan.parameters[id]
    if overrides and id in overrides:
        return Origin("assumption", id, "user", overrides[id], entry.unit, set_by="user", author=author)
    belief: Belief | None = plan.sets[set_name].get(id)
    if belief is None:
        return _origin(plan, "assumption", id, entry.sources, entry.reason, value=entry.value, unit=entry.unit)
    value = None if belief.fit else mean(belief)
    rest: dict[str, Any] = {"set_by": "fit"} if belief.fit else {}
    return _origin(
        plan,
        "assumption",
        id,
        belief.sources,
        belief.assumption,
        variant=set_name,
        value=value,
        unit=entry.unit,
        **rest,
    )


def metric(plan: Plan, name: str) -> Origin:
    """Return the origin of a result: the equations behind it, and what the plan itself states of it."""
    if name not in METRICS:
        raise _unknown(name, METRICS)
    stated = plan.targets.get(name)
    facts = tuple(plan.facts[source] for source in stated.sources if source in plan.facts) if stated else ()
    return Origin("metric", name, facts=facts, set_by="model", equations=upstream(METRICS[name]))


def risk(plan: Plan, id: str) -> tuple[Origin, ...]:
    """Return the origins of a risk case's numbers: probability, onset, duration, each effect, the countermeasure."""
    case = plan.risks[id]
    found = [
        _origin(
            plan,
            "risk",
            id,
            case.sources.get(part, ()),
            case.reasons.get(part),
            variant=part,
            value=case.probability if part == "probability" else None,
            unit="fraction" if part == "probability" else "quarter",
        )
        for part in ("probability", "onset", "duration")
    ]
    for number, effect in enumerate(case.effects):
        found.append(
            _origin(
                plan,
                "risk",
                id,
                effect.sources,
                effect.reason,
                variant=f"effect-{number + 1}",
                value=effect.size[1],
                unit=effect.unit,
            )
        )
    cure = case.mitigation
    found.append(
        _origin(plan, "risk", id, cure.sources, cure.reason, variant="mitigation", value=cure.cost, unit="CNY_m")
    )
    return tuple(found)


def _unknown(name: str, allowed: Iterable[str]) -> SimError:
    return SimError("error-provenance-unknown", value=str(name)[:80], allowed=", ".join(allowed))


# -- a whole plan ---------------------------------------------------------------------------------------------------


@lru_cache
def origins(plan: Plan) -> tuple[Origin, ...]:
    """Return the origin of every number of the plan pack, risks and assumption sets included."""
    found = [quantity(plan, name) for name in plan.quantities]
    found += [preset_value(plan, id, preset) for id in plan.levers for preset in ("baseline", "plan")]
    for id, entry in plan.parameters.items():
        if any(id not in beliefs for beliefs in plan.sets.values()):
            found.append(
                _origin(plan, "assumption", id, entry.sources, entry.reason, value=entry.value, unit=entry.unit)
            )
        found += [assumption(plan, id, name) for name, beliefs in plan.sets.items() if id in beliefs]
    for id in plan.risks:
        found += risk(plan, id)
    return tuple(found)


@lru_cache
def uses(plan: Plan) -> Mapping[str, tuple[Origin, ...]]:
    """Return what rests on each source: fact id, publication id or reason key → numbers."""
    found: dict[str, list[Origin]] = {}
    for origin in origins(plan):
        for source in origin.sources:
            found.setdefault(source, []).append(origin)
    return {source: tuple(rests) for source, rests in found.items()}


@dataclass(frozen=True)
class Source:
    """One source of the plan pack: kind `fact`, `publication` or `reason`."""

    kind: Literal["fact", "publication", "reason"]
    id: str
    used_by: tuple[Origin, ...]


@lru_cache
def sources(plan: Plan) -> tuple[Source, ...]:
    """Return every source of the plan: all facts (used or not), all publications, all reasoning."""
    used = uses(plan)
    reasons = [id for id in used if id not in plan.facts and id not in plan.references]
    return (
        *(Source("fact", id, used.get(id, ())) for id in plan.facts),
        *(Source("publication", id, used.get(id, ())) for id in plan.references),
        *(Source("reason", id, used[id]) for id in reasons),
    )


# -- in words -------------------------------------------------------------------------------------------------------


def source_title(plan: Plan, id: str, language: Language) -> str:
    """Return a source in one line: the fact's statement, the citation, or the reasoning."""
    if id in plan.facts:
        return fact_words.statement(plan.facts[id], language)
    if id in plan.references:
        return plan.references[id].citation
    return _named(id, language)


def source_place(plan: Plan, id: str, language: Language) -> str:
    """Return where a source stands: document and section, how far a publication was read, or that it is judgement."""
    if id in plan.facts:
        return fact_words.place(plan.facts[id], language)
    if id in plan.references:
        return language.text(f"read-{plan.references[id].read}")
    return language.text("origin-judgement")


def _named(text_key: str, language: Language) -> str:
    """Return a text of the plan pack; an own pack without texts shows its key, which is still traceable."""
    return language.text(text_key) if language.has(text_key) else text_key


def lines(plan: Plan, origin: Origin, language: Language) -> list[str]:
    """Return the origin in words, one line a source: ready for a tooltip, a cell note or the command line."""
    found = [
        language.text("origin-line", what=source_title(plan, id, language), where=source_place(plan, id, language))
        for id in origin.sources
    ]
    if origin.set_by == "fit":
        found.insert(0, language.text("origin-fit"))
    if origin.set_by == "user":
        found.append(
            language.text("origin-user-named", name=origin.author) if origin.author else language.text("origin-user")
        )
    if origin.set_by == "model":
        names = [language.text(f"equation-{equation.id}.name") for equation in origin.equations]
        found.insert(0, language.text("origin-model", equations=language.text("origin-separator").join(names)))
    return found


def brief(plan: Plan, origin: Origin, language: Language, most: int = 2) -> str:
    """Return the shortest honest name of an origin: section, first author and how far read, or judgement."""
    t = language.text
    places = list(dict.fromkeys(source_place(plan, fact.id, language) for fact in origin.facts))
    named = [
        t(
            "model-publication",
            name=reference.citation.split(",")[0].split("(")[0].strip(),
            read=t(f"read-{reference.read}.short"),
        )
        for _, reference in origin.references
    ]
    parts = [*places, *named]
    if origin.set_by == "fit":
        parts.insert(0, t("model-fit"))
    if origin.set_by == "user":
        parts.append(t("origin-user"))
    if origin.set_by == "model":
        parts.insert(0, t("origin-by-model"))
    if origin.reason:
        parts.append(t("model-judgement"))
    shown = t("origin-separator").join(parts[:most])
    return shown + (t("model-more", count=len(parts) - most) if len(parts) > most else "")


def named(plan: Plan, name: str) -> tuple[Origin, ...]:
    """Return the origins of a number by its address, all its variants; none where no number has it.

    `lever:headcount` is today's value and the plan's, `assumption:elasticity` that of every set, `risk:price_war` each
    part of the case, `metric:revenue` the equations behind the result; `lever:headcount:plan` is one of them.
    """
    kind, _, id = name.partition(":")
    if kind == "metric":
        return (metric(plan, id),) if id in METRICS else ()
    return tuple(origin for origin in origins(plan) if name in (origin.address, origin.item))


def search(plan: Plan, query: str, language: Language) -> tuple[Source, ...]:
    """Return the sources that hold every word of `query`: in id, text, document, place, or what rests on them.

    Case does not matter; an empty query finds everything. Where every word is the id of a source or the address of a
    number (`lever:headcount`), these sources and all those of the numbers are what is meant.
    """
    given = query.split()
    numbers = {word: named(plan, word) for word in given}
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
        parts += [fact.metric, fact.scope, fact.period, fact.note, fact_words.note(fact, language), str(fact.value)]
        parts.append(fact_words.document_title(plan.documents[fact.document], language))
    if id in plan.references:
        parts.append(_named(plan.references[id].finding, language))
    parts += [item_name(origin, language) for origin in uses(plan).get(id, ())]
    return " ".join(parts).casefold()


def item_name(origin: Origin, language: Language) -> str:
    """Return a number's name in words, such as "Sales reps, end 2026 (plan)"."""
    t = language.text
    match origin.kind:
        case "lever":
            return t("origin-item", name=t(key("lever", origin.id)), variant=t(f"origin-variant-{origin.variant}"))
        case "assumption":
            name = t(key("assumption", origin.id))
            if origin.variant == "user":
                return t("origin-item", name=name, variant=t("origin-variant-user"))
            return t("origin-item", name=name, variant=t(key("set", origin.variant))) if origin.variant else name
        case "target":
            return t("origin-target", name=t(key("fact-metric", _fact_metric(origin.id))))
        case "claim":
            return t(key("claim", origin.id))
        case "metric":
            return t(key("fact-metric", _fact_metric(origin.id)))
        case "risk":
            part = origin.variant.split("-")[0]
            return t("origin-item", name=_named(key("risk", origin.id), language), variant=t(f"origin-part-{part}"))
    family, _, member = origin.id.partition(".")
    if family in ("revenue", "headcount") and member:
        return t(f"origin-quantity-{family}", member=t(key("region", member)))
    if family in ("seasonality", "history"):
        return t(f"origin-quantity-{family}", member=member.upper())
    return t(key("origin-quantity", origin.id))


def _fact_metric(id: str) -> str:
    """Return the fact tables' word for a measure of the model."""
    return {"margin": "profit_margin", "cagr": "revenue_growth", "new_product_share": "new_product_share"}.get(id, id)
