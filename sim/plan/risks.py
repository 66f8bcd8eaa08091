"""Risk cases of a plan pack: what risks.yaml may contain, and the frozen cases that everything else uses.

A case is data: when it may begin, how long it lasts, what it does to which quantity of the model, and what can be done
about it. "A harmful case never helps" is checked here: an effect whose size could improve its target is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from sim.errors import PlanError
from sim.plan.schema import Number, Quantity, Sourced, Strict, Value

FILE = "risks.yaml"
MAX_DIMENSIONS = 256
RESPONSES = ("pay_more", "hold_net_spend")


class TargetRule(NamedTuple):
    """How an effect may act on one quantity of the model.

    Attributes
    ----------
    op : operation the model knows for this target
    unit : unit of the effect's size
    low, high : sizes that are not helpful, in that unit
    worse : +1 where a larger size is worse for the company, -1 where a smaller one is
    """

    op: Literal["add", "multiply", "set"]
    unit: str
    low: float
    high: float
    worse: Literal[-1, 1]


TARGETS: dict[str, TargetRule] = {
    "subsidy_rate": TargetRule("set", "fraction", 0, 1, -1),
    "growth": TargetRule("add", "fraction_per_year", -0.5, 0, -1),
    "revenue": TargetRule("multiply", "ratio", 0, 1, -1),
    "new_product_uplift": TargetRule("multiply", "ratio", 0, 1, -1),
    "digital_enablement": TargetRule("multiply", "ratio", 0, 1, -1),
    "cost.digital": TargetRule("multiply", "ratio", 1, 10, 1),
    "cost.all": TargetRule("multiply", "ratio", 1, 10, 1),
    "conversion_rate": TargetRule("multiply", "ratio", 0, 1, -1),
    "churn_rate": TargetRule("add", "fraction_per_year", 0, 1, 1),
    "attrition_rate": TargetRule("set", "fraction_per_year", 0, 1, 1),
    "headcount_added": TargetRule("multiply", "ratio", 0, 1, -1),
    "customer_base": TargetRule("add", "CNY_m", -1e6, 0, -1),
    "churn_improvement": TargetRule("multiply", "ratio", 0, 1, -1),
    "gross_margin": TargetRule("add", "fraction", -1, 0, -1),
}
"""Targets without a region; `growth` and `revenue` are followed by `.<region>` or `.all`."""

REGIONAL = ("growth", "revenue")

# -- the file -------------------------------------------------------------------------------------------------------


class OnsetEntry(Sourced):
    quarters: Annotated[list[int], Field(min_length=2, max_length=2)]
    unit: Literal["quarter"]


class DurationEntry(Sourced):
    quarters: Annotated[int, Field(ge=1)] | Literal["rest"]
    unit: Literal["quarter"]


class EffectEntry(Sourced):
    target: str
    op: str
    size: Annotated[list[Number], Field(min_length=3, max_length=3)]
    unit: str


class MitigationEntry(Sourced):
    measure: Annotated[str, Field(pattern=r"^[a-z0-9_]+$")]
    cost: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    removes: Annotated[float, Field(ge=0, le=1)]
    unit: Literal["CNY_m"]


class ProbabilityEntry(Value):
    value: Annotated[float, Field(ge=0, le=1)]
    unit: Literal["fraction"]


Category = Literal["policy", "market", "technology", "team", "finance", "customer", "product", "supply"]


class CaseEntry(Strict):
    category: Category
    scope: Literal["world", "programme"]
    probability: ProbabilityEntry
    onset: OnsetEntry
    duration: DurationEntry
    effects: Annotated[list[EffectEntry], Field(min_length=1)]
    mitigation: MitigationEntry
    excludes: list[str] = Field(default_factory=list)
    factor: str | None = None
    responses: list[Literal["pay_more", "hold_net_spend"]] = Field(default_factory=list)


class OnsetValue(Sourced):
    value: int
    unit: Literal["quarter"]


class SizeValue(Sourced):
    value: Annotated[float, Field(ge=0, le=1)]
    unit: Literal["fraction"]


class StressCase(Strict):
    onset: OnsetValue | None = None
    size: SizeValue | None = None


class StressEntry(Strict):
    cases: dict[str, StressCase] = Field(default_factory=dict)
    assumptions: dict[str, Quantity] = Field(default_factory=dict)

    @model_validator(mode="after")
    def not_empty(self) -> Self:
        if not self.cases and not self.assumptions:
            raise PydanticCustomError("shape", "cases | assumptions")
        return self


class RisksFile(Strict):
    cases: dict[Annotated[str, Field(pattern=r"^[a-z0-9_]+$")], CaseEntry]
    presets: dict[Annotated[str, Field(pattern=r"^[a-z0-9_]+$")], StressEntry]
    dimensions: list[str]


# -- the cases ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class RiskEffect:
    """One effect: target (quantity, region or "all" or ""), and its size as (low, mode, high)."""

    target: str
    quantity: str
    region: str
    op: str
    size: tuple[float, float, float]
    unit: str
    worse: int
    sources: tuple[str, ...] = ()
    reason: str | None = None

    @property
    def mild_to_severe(self) -> tuple[float, float, float]:
        """Return the size from its mildest over its most likely to its most severe value."""
        return self.size if self.worse > 0 else (self.size[2], self.size[1], self.size[0])


@dataclass(frozen=True)
class Mitigation:
    """What can be done: `cost` [CNY_m over the horizon], `removes` the share of the effect taken away."""

    measure: str
    cost: float
    removes: float
    sources: tuple[str, ...] = ()
    reason: str | None = None


@dataclass(frozen=True)
class RiskCase:
    """One risk case; texts under `risk-<id>`.

    Attributes
    ----------
    scope : "world" happens to the baseline as well, "programme" only to a company with the programme
    probability : over the whole horizon
    onset : first and last quarter of the window, 1 = first quarter of the horizon
    duration : quarters, None = to the end of the horizon
    excluded_with : the cases that cannot happen beside this one; the group shares one occurrence draw
    factor : copula factor, with a leading minus where the case is likelier when the factor is low
    """

    id: str
    category: str
    scope: str
    probability: float
    onset: tuple[int, int]
    duration: int | None
    effects: tuple[RiskEffect, ...]
    mitigation: Mitigation
    excludes: tuple[str, ...]
    excluded_with: tuple[str, ...]
    factor: str | None
    responses: tuple[str, ...]
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reasons: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True)
class StressPreset:
    """A named stress: settings of forced cases, and assumptions that replace the scenario's; texts `stress-<id>`."""

    id: str
    risks: Mapping[str, Mapping[str, Any]]
    assumptions: Mapping[str, float]


def build_cases(
    file: RisksFile, regions: tuple[str, ...], quarters: int, factors: Mapping[str, Any]
) -> dict[str, RiskCase]:
    """Return the cases of a parsed file.

    Raises
    ------
    PlanError
        Unknown target, helpful size, onset past the horizon, unknown or cyclic exclusion, unknown factor.
    """
    groups = _exclusion_groups(file.cases)
    for group in set(groups.values()):
        total = sum(file.cases[id].probability.value for id in group)
        if total > 1 + 1e-9:
            raise PlanError("error-risk-exclusion-total", cases=", ".join(group), total=round(total, 6))
    cases = {}
    for id, entry in file.cases.items():
        key = f"cases.{id}"
        first, last = entry.onset.quarters
        if not 1 <= first <= last <= quarters:
            raise PlanError(
                "error-risk-onset", file=FILE, key=f"{key}.onset", value=f"{first}–{last}", low=1, high=quarters
            )
        factor = (entry.factor or "").removeprefix("-")
        if factor and factor not in factors:
            raise PlanError(
                "error-plan-wrong-value", file=FILE, key=f"{key}.factor", value=factor, allowed=", ".join(factors)
            )
        leader = groups[id][0]
        if entry.factor != file.cases[leader].factor:
            # They share one occurrence draw, and that draw loads on one factor.
            raise PlanError(
                "error-plan-wrong-value",
                file=FILE,
                key=f"{key}.factor",
                value=str(entry.factor),
                allowed=str(file.cases[leader].factor),
            )
        effects = tuple(_effect(e, f"{key}.effects.{n}", regions) for n, e in enumerate(entry.effects))
        touches_subsidy = any(effect.quantity == "subsidy_rate" for effect in effects)
        if touches_subsidy != bool(entry.responses):
            raise PlanError("error-risk-responses", file=FILE, key=f"{key}.responses")
        mitigation = entry.mitigation
        cases[id] = RiskCase(
            id=id,
            category=entry.category,
            scope=entry.scope,
            probability=entry.probability.value,
            onset=(first, last),
            duration=None if entry.duration.quarters == "rest" else entry.duration.quarters,
            effects=effects,
            mitigation=Mitigation(
                mitigation.measure, mitigation.cost, mitigation.removes, mitigation.sources, mitigation.assumption
            ),
            excludes=tuple(entry.excludes),
            excluded_with=groups[id],
            factor=entry.factor,
            responses=tuple(entry.responses),
            sources={name: getattr(entry, name).sources for name in ("probability", "onset", "duration")},
            reasons={name: getattr(entry, name).assumption for name in ("probability", "onset", "duration")},
        )
    measures: dict[str, Mitigation] = {}
    for id, case in cases.items():
        known = measures.setdefault(case.mitigation.measure, case.mitigation)
        if known.cost != case.mitigation.cost:
            raise PlanError(
                "error-plan-wrong-value",
                file=FILE,
                key=f"cases.{id}.mitigation.cost",
                value=case.mitigation.cost,
                allowed=known.cost,
            )
    return cases


def _effect(entry: EffectEntry, key: str, regions: tuple[str, ...]) -> RiskEffect:
    quantity, _, region = entry.target.partition(".")
    allowed = [name for name in TARGETS if name not in REGIONAL]
    allowed += [f"{name}.{member}" for name in REGIONAL for member in (*regions, "all")]
    if entry.target not in allowed:
        raise PlanError("error-risk-target", file=FILE, key=key, value=entry.target[:80], allowed=", ".join(allowed))
    if quantity not in REGIONAL:
        quantity, region = entry.target, ""
    rule = TARGETS[quantity]
    for name, found, wanted in (("op", entry.op, rule.op), ("unit", entry.unit, rule.unit)):
        if found != wanted:
            raise PlanError("error-plan-wrong-value", file=FILE, key=f"{key}.{name}", value=found[:80], allowed=wanted)
    low, mode, high = entry.size
    if not low <= mode <= high:
        raise PlanError("error-risk-size-order", file=FILE, key=f"{key}.size", value=f"{low}, {mode}, {high}")
    if low < rule.low or high > rule.high:
        raise PlanError(
            "error-risk-helpful", file=FILE, key=f"{key}.size", value=f"{low} … {high}", low=rule.low, high=rule.high
        )
    return RiskEffect(
        entry.target,
        quantity,
        region,
        rule.op,
        (low, mode, high),
        entry.unit,
        rule.worse,
        entry.sources,
        entry.assumption,
    )


def _exclusion_groups(cases: Mapping[str, CaseEntry]) -> dict[str, tuple[str, ...]]:
    """Return the group of each case: itself and whatever exclusions connect it to, excluding cases first.

    Raises
    ------
    PlanError
        An exclusion names an unknown case or, followed along, leads back to where it began.
    """
    for id, entry in cases.items():
        for other in entry.excludes:
            if other not in cases:
                raise PlanError(
                    "error-risk-unknown", file=FILE, key=f"cases.{id}.excludes", value=other[:80], allowed="–"
                )
    order: list[str] = []
    path: list[str] = []

    def visit(id: str) -> None:
        if id in path:
            raise PlanError("error-risk-exclusion-cycle", cases=" → ".join([*path[path.index(id) :], id]))
        if id in order:
            return
        path.append(id)
        for other in cases[id].excludes:
            visit(other)
        path.pop()
        order.append(id)

    for id in cases:
        visit(id)
    members = {id: {id} for id in cases}
    for id, entry in cases.items():
        for other in entry.excludes:
            joined = members[id] | members[other]
            for member in joined:
                members[member] = joined
    rank = {id: place for place, id in enumerate(reversed(order))}
    return {id: tuple(sorted(group, key=rank.__getitem__)) for id, group in members.items()}


def build_presets(
    file: RisksFile, cases: Mapping[str, RiskCase], parameters: Mapping[str, Any], quarters: int
) -> dict[str, StressPreset]:
    """Return the stress presets of a parsed file; PlanError where one names what there is not."""
    presets = {}
    for id, entry in file.presets.items():
        risks: dict[str, dict[str, Any]] = {}
        for name, case in entry.cases.items():
            key = f"presets.{id}.cases.{name}"
            if name not in cases:
                raise PlanError("error-risk-unknown", file=FILE, key=key, value=name, allowed=", ".join(cases))
            clash = [other for other in cases[name].excluded_with if other != name and other in risks]
            if clash:
                raise PlanError("error-risk-exclusion-forced", first=clash[0], second=name)
            risks[name] = {"mode": "on"}
            if case.onset is not None:
                if not 1 <= case.onset.value <= quarters:
                    raise PlanError(
                        "error-risk-onset", file=FILE, key=f"{key}.onset", value=case.onset.value, low=1, high=quarters
                    )
                risks[name]["onset"] = int(case.onset.value)
            if case.size is not None:
                risks[name]["size"] = case.size.value
        for name, value in entry.assumptions.items():
            key = f"presets.{id}.assumptions.{name}"
            if name not in parameters:
                raise PlanError("error-plan-unknown-key", file=FILE, key=key, allowed=", ".join(parameters))
            low, high = parameters[name].low, parameters[name].high
            if not low <= value.value <= high:
                raise PlanError("error-plan-range", file=FILE, key=key, value=value.value, low=low, high=high)
        presets[id] = StressPreset(id, risks, {name: item.value for name, item in entry.assumptions.items()})
    return presets


def build_dimensions(
    file: RisksFile, cases: Mapping[str, RiskCase], parameters: Mapping[str, Any], factors: Mapping[str, Any]
) -> dict[str, int]:
    """Return the Sobol dimension of every name; PlanError where a name is missing, unknown or there twice."""
    needed = [*(f"factor.{id}" for id in factors), *parameters, *(f"risk.{id}" for id in cases)]
    for name in file.dimensions:
        if name not in needed:
            raise PlanError("error-plan-unknown-key", file=FILE, key=f"dimensions: {name}", allowed=", ".join(needed))
        if file.dimensions.count(name) > 1:
            raise PlanError("error-plan-duplicate", file=FILE, key=f"dimensions: {name}")
    for name in needed:
        if name not in file.dimensions:
            raise PlanError("error-plan-missing-key", file=FILE, key=f"dimensions: {name}")
    if len(file.dimensions) > MAX_DIMENSIONS:
        raise PlanError(
            "error-plan-range", file=FILE, key="dimensions", value=len(file.dimensions), low=1, high=MAX_DIMENSIONS
        )
    return {name: place for place, name in enumerate(file.dimensions)}
