"""What a plan pack's files may contain. Unknown keys, missing sources and wrong types are errors.

These classes mirror the YAML files one to one; `sim.plan.load` turns them into the flat, frozen `Plan`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

Unit = Literal[
    "CNY_m",
    "CNY_m_per_person",
    "CNY_m_per_person_year",
    "persons",
    "months",
    "ratio",
    "fraction",
    "fraction_per_year",
    "fraction_per_quarter",
    "revenue_per_cost",
    "choice",
]
Number = Annotated[float, Field(allow_inf_nan=False)]


class Strict(BaseModel):
    """A part of a pack in which every key is known; a strange one is named, with those there are."""

    # Parts are built with the file they belong to; building each by itself as well would double the time of a start.
    model_config = ConfigDict(extra="forbid", frozen=True, strict=False, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def known_keys(cls, content: Any) -> Any:
        known = [field.alias or name for name, field in cls.model_fields.items()]
        strange = [name for name in content if name not in known] if isinstance(content, dict) else []
        if strange:
            told = {"key": str(strange[0])[:80], "allowed": ", ".join(known)}
            raise PydanticCustomError("unknown_key", "{key}", told)
        return content


class Sourced(Strict):
    """Anything with a number rests on facts or publications (`source`), on reasoning (`assumption`), or on both."""

    source: str | list[str] | None = None
    assumption: str | None = None

    @model_validator(mode="after")
    def rests_on_something(self) -> Self:
        if not self.sources and not self.assumption:
            raise PydanticCustomError("no_source", "a source or an assumption is missing")
        return self

    @property
    def sources(self) -> tuple[str, ...]:
        if self.source is None:
            return ()
        return (self.source,) if isinstance(self.source, str) else tuple(self.source)


class Value(Sourced):
    value: Number


class Quantity(Value):
    unit: Unit


class Choice(Sourced):
    value: str


class Target(Quantity):
    metric: str
    year: int


class Milestone(Strict):
    fact: str
    metric: str
    scope: str
    period: Annotated[str, Field(pattern=r"^\d{4}(Q[1-4])?$")]


class Market(Strict):
    share: Quantity
    growth: Quantity


class PlanFile(Strict):
    """plan.yaml. The value tables (`revenue`, …) hold `unit` beside one entry a member and are read by the loader."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    document: str
    version: int
    base_year: int
    years: list[int]
    regions: list[str]
    products: list[str]
    revenue: dict[str, Any]
    revenue_total: Quantity
    headcount: dict[str, Any]
    headcount_total: Quantity
    seasonality: dict[str, Any]
    history: dict[str, Any]
    market: Market
    targets: list[Target]
    claims: dict[str, Quantity]
    milestones: list[Milestone]


Pair = Annotated[list[Number], Field(min_length=2, max_length=2)]


class LeverEntry(Strict):
    """levers.yaml: a lever, or with `each` a family with one lever a region, year or budget category."""

    id: Annotated[str, Field(pattern=r"^[a-z_]+$")]
    group: Literal["headcount", "conversion", "product", "region", "budget"]
    kind: Literal["decision", "promise", "condition"] | None = None
    unit: Unit
    format: str
    path: Literal["paced", "constant", "spend"]
    direction: Literal[-1, 0, 1]
    each: Literal["region", "year", "category"] | None = None
    simplex: bool = False
    advanced: bool = False
    range: Pair | dict[str, Pair] | None = None
    step: Annotated[float, Field(gt=0)] | None = None
    choices: list[str] | None = None
    formerly: list[str] = []
    base: dict[str, Any]
    plan: dict[str, Any] | Literal["same"]


class UniformPart(Strict):
    weight: Annotated[float, Field(gt=0, le=1)]
    uniform: Pair | None = None
    normal: Pair | None = None
    pareto: Pair | None = None
    cap: Number | None = None

    @model_validator(mode="after")
    def one_kind(self) -> Self:
        if sum(getattr(self, name) is not None for name in ("uniform", "normal", "pareto")) != 1:
            raise PydanticCustomError("one_part", "uniform | normal | pareto")
        check_shape(self)
        return self


def check_shape(distribution: Any) -> None:
    """Refuse distributions whose numbers make no sense: modes outside their ends, spreads that are not positive."""
    for name in ("pert", "triangular"):
        if (ends := getattr(distribution, name, None)) and not (ends[0] <= ends[1] <= ends[2] and ends[0] < ends[2]):
            raise PydanticCustomError("shape", "{name}: low ≤ mode ≤ high, low < high", {"name": name})
    if distribution.uniform and not distribution.uniform[0] < distribution.uniform[1]:
        raise PydanticCustomError("shape", "uniform: low < high")
    for name in ("normal", "lognormal"):
        if (pair := getattr(distribution, name, None)) and not pair[1] > 0:
            raise PydanticCustomError("shape", "{name}: sd > 0", {"name": name})
    if (lognormal := getattr(distribution, "lognormal", None)) and not lognormal[0] > 0:
        raise PydanticCustomError("shape", "lognormal: median > 0")
    if distribution.pareto and not (distribution.pareto[0] > 0 and distribution.pareto[1] > 0):
        raise PydanticCustomError("shape", "pareto: scale > 0, alpha > 0")
    if distribution.pareto and distribution.cap is not None and not distribution.cap > distribution.pareto[0]:
        raise PydanticCustomError("shape", "pareto: cap > scale")
    if distribution.cap is not None and not distribution.pareto:
        raise PydanticCustomError("shape", "cap: pareto")


class Fit(Value):
    preset: str
    metric: Literal["revenue"]
    year: int


class Distribution(Strict):
    """What an assumption set says of one parameter: a value, a fit, or one distribution."""

    value: Number | None = None
    fit: Fit | None = None
    pert: Annotated[list[Number], Field(min_length=3, max_length=3)] | None = None
    triangular: Annotated[list[Number], Field(min_length=3, max_length=3)] | None = None
    normal: Pair | None = None
    uniform: Pair | None = None
    lognormal: Pair | None = None
    pareto: Pair | None = None
    bernoulli: Annotated[float, Field(ge=0, le=1)] | None = None
    mixture: list[UniformPart] | None = None
    cap: Number | None = None
    factor: str | None = None
    unit: Unit | None = None
    source: str | list[str] | None = None
    assumption: str | None = None

    @property
    def kind(self) -> str:
        """Return which of the ways of stating a belief is used."""
        return next(name for name in DISTRIBUTION_KINDS if getattr(self, name) is not None)

    @property
    def sources(self) -> tuple[str, ...]:
        if self.source is None:
            return self.fit.sources if self.fit else ()
        return (self.source,) if isinstance(self.source, str) else tuple(self.source)

    @model_validator(mode="after")
    def one_kind_with_source(self) -> Self:
        kinds = [name for name in DISTRIBUTION_KINDS if getattr(self, name) is not None]
        if len(kinds) != 1:
            raise PydanticCustomError("one_belief", "{kinds}", {"kinds": " | ".join(DISTRIBUTION_KINDS)})
        if not self.sources and not self.assumption:
            raise PydanticCustomError("no_source", "a source or an assumption is missing")
        check_shape(self)
        if self.mixture is not None and abs(sum(part.weight for part in self.mixture) - 1) > 1e-9:
            raise PydanticCustomError("shape", "Σ weight = 1")
        return self


DISTRIBUTION_KINDS = (
    "value",
    "fit",
    "pert",
    "triangular",
    "normal",
    "uniform",
    "lognormal",
    "pareto",
    "bernoulli",
    "mixture",
)


class ParameterEntry(Quantity):
    format: str
    range: Pair


class Factor(Sourced):
    strength: Annotated[float, Field(ge=0, le=1)]
    unit: Unit


class Correlation(Sourced):
    """Rank correlation of two parameters in place of what their factors say."""

    between: Annotated[list[str], Field(min_length=2, max_length=2)]
    spearman: Annotated[float, Field(ge=-1, le=1)]
    unit: Literal["ratio"]


class AssumptionsFile(Strict):
    """assumptions.yaml; without `promise_set` and `likely_set` the sets say which is which (sim.plan.assumptions)."""

    parameters: dict[str, ParameterEntry]
    sets: dict[str, dict[str, Distribution]]
    promise_set: str | None = None
    likely_set: str | None = None
    factors: dict[str, Factor]
    correlations: list[Correlation] = Field(default_factory=list)


class Reference(Strict):
    citation: str
    read: Literal["full", "abstract", "code", "secondary", "memory"]
    finding: str
