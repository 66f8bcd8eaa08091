"""What risks.yaml may contain, entry by entry; `sim.plan.risks` turns it into cases, `sim.plan.stress` into presets."""

# No postponed annotations: pydantic would parse the text of each again, whenever a command starts.
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from sim.plan.schema import Number, Quantity, Sourced, Strict, Value

FILE = "risks.yaml"


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
    responses: list[str] = Field(default_factory=list)
    armed: bool = True  # else it is listed and off until somebody switches it on


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
    dimensions: list[str] | None = None
