"""Where one number comes from: any quantity, lever value, assumption, target, claim, risk or result → its sources."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from sim.explain.equations import Equation, equations_of, explained_measures, upstream
from sim.language.errors import SimError
from sim.plan import Fact, Plan
from sim.plan.alternatives import reading_of
from sim.plan.schema import Reference, StatedAssumption

Kind = Literal["quantity", "lever", "assumption", "target", "claim", "risk", "metric", "futures"]
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
        In `unit`; None where a number is a stated without one value, or a result.
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
    reading : str
        Text key of the reading of the documents that the user took instead of the pack's own; empty elsewhere.
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
    reading: str = ""

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


def origin_of(plan: Plan, kind: Kind, id: str, sources: Iterable[str], reason: str | None, **rest: Any) -> Origin:
    """Return the origin of a number from the ids of its sources and the key of its reasoning."""
    sources = tuple(sources)
    facts = tuple(plan.facts[source] for source in sources if source in plan.facts)
    references = tuple((source, plan.references[source]) for source in sources if source in plan.references)
    default = "judgement" if reason else "publication" if references else "document"
    rest.setdefault("set_by", default)
    return Origin(kind, id, facts=facts, references=references, reason=reason, **rest)


def quantity(plan: Plan, name: str) -> Origin:
    """Return the origin of a number of plan.yaml, such as `revenue.east` or `market.share`."""
    if name not in plan.quantities:
        raise _unknown(name, plan.quantities)
    item = plan.quantities[name]
    kind: Kind = "target" if name.startswith("targets.") else "claim" if name.startswith("claims.") else "quantity"
    id = name.split(".", 1)[1] if kind != "quantity" else name
    return origin_of(plan, kind, id, item.sources, item.assumption, value=item.value, unit=item.unit)


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
    return origin_of(plan, "lever", id, sources, reason, variant=preset, value=value, unit=lever.unit)


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
    return _of_user(plan, "lever", id, value, plan.levers[id].unit, author)


def assumption(
    plan: Plan,
    id: str,
    set_name: str = "",
    own_assumptions: Mapping[str, float] | None = None,
    author: str | None = None,
) -> Origin:
    """Return the origin of an assumption under a set, the user's own value first."""
    if id not in plan.assumptions:
        raise _unknown(id, plan.assumptions)
    entry, set_name = plan.assumptions[id], set_name or plan.promise_set
    if own_assumptions and id in own_assumptions:
        return _of_user(plan, "assumption", id, own_assumptions[id], entry.unit, author)
    stated: StatedAssumption | None = plan.assumption_sets[set_name].get(id)
    if stated is None:
        return origin_of(plan, "assumption", id, entry.sources, entry.reason, value=entry.value, unit=entry.unit)
    value = None if stated.fit else stated.distribution.mean
    rest: dict[str, Any] = {"set_by": "fit"} if stated.fit else {}
    return origin_of(
        plan,
        "assumption",
        id,
        stated.sources,
        stated.assumption,
        variant=set_name,
        value=value,
        unit=entry.unit,
        **rest,
    )


def _of_user(plan: Plan, kind: Kind, id: str, value: Any, unit: str, author: str | None) -> Origin:
    """Return the origin of a value that the user set; it rests on what a reading rests on that gives this value."""
    rest: dict[str, Any] = {"variant": "user", "value": value, "unit": unit, "set_by": "user", "author": author}
    found = reading_of(plan, id, value) if isinstance(value, int | float) else None
    if found is None:
        return Origin(kind, id, **rest)
    named, reading = found
    return origin_of(plan, kind, id, reading.sources, reading.assumption, reading=named, **rest)


def metric(plan: Plan, name: str) -> Origin:
    """Return the origin of a result: the equations behind it, and what the plan itself states of it."""
    if name not in explained_measures():
        raise _unknown(name, explained_measures())
    stated = plan.targets.get(name)
    facts = tuple(plan.facts[source] for source in stated.sources if source in plan.facts) if stated else ()
    equations = upstream(explained_measures()[name], equations_of(plan))
    return Origin("metric", name, facts=facts, set_by="model", equations=equations)


def futures(plan: Plan, name: str, set_name: str = "") -> Origin:
    """Return the origin of what simulated futures say of a result: how often a target is reached, middle and range."""
    return replace(metric(plan, name), kind="futures", facts=(), variant=set_name or plan.likely_set)


def origins_of_spread(plan: Plan, set_name: str) -> tuple[Origin, ...]:
    """Return the origins of what differs from one future to the next: uncertain assumptions, and what risks hang on."""
    stated = plan.assumption_sets[set_name].items()
    uncertain = [assumption(plan, id, set_name) for id, one in stated if one.uncertain]
    return (*uncertain, *(risk(plan, id)[0] for id, case in plan.risks.items() if case.armed))


def risk(plan: Plan, id: str) -> tuple[Origin, ...]:
    """Return the origins of a risk case's numbers: probability, onset, duration, each effect, the countermeasure."""
    case = plan.risks[id]
    found = [
        origin_of(
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
            origin_of(
                plan,
                "risk",
                id,
                effect.sources,
                effect.reason,
                variant=f"effect-{number + 1}",
                value=effect.size[1],
                unit=effect.kind.unit,
            )
        )
    cure = case.mitigation
    found.append(
        origin_of(plan, "risk", id, cure.sources, cure.reason, variant="mitigation", value=cure.cost, unit="CNY_m")
    )
    return tuple(found)


def _unknown(name: str, allowed: Iterable[str]) -> SimError:
    return SimError("error-provenance-unknown", value=str(name)[:80], allowed=[*allowed])
