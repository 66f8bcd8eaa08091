"""What a plan pack's files may contain. Unknown keys, missing sources and wrong types are errors.

These classes mirror the YAML files one to one; `sim.plan.load` turns them into the flat, frozen `Plan`.
"""

# No postponed annotations: pydantic would parse the text of each again, whenever a command starts.
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self, get_args

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    create_model,
    model_serializer,
    model_validator,
)
from pydantic_core import PydanticCustomError

from sim.plan.distributions import KINDS, OPTIONS, PARTS, Distribution, Mixture, of_kind

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
Basis = Literal["measured", "estimated", "guessed"]
BASES: tuple[Basis, ...] = ("measured", "estimated", "guessed")
Reading = Literal["full", "abstract", "code", "secondary", "memory"]
READINGS: tuple[Reading, ...] = get_args(Reading)
"""How a publication was read, the best first."""
READ = READINGS[:3]
"""What counts as read; the others are known by hearsay."""
JUDGED = ("basis", "low", "high")
RARE = (*JUDGED, "period")
PERIOD = r"^\d{4}(H[12]|Q[1-4])?$"
""""2026", "2026H1", "2026Q3"."""
TIERS = (2, 8)
"""How many tiers of customers a plan may have that has any."""
ADMISSIBLE = Path(__file__).resolve().parents[2] / "data" / "plans" / "measures.yaml"


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
            told = {"key": str(strange[0])[:80], "allowed": known}
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
    """A number; perhaps what it is to the company (`basis`), and between which ends it lies in eight cases of ten."""

    value: Number
    basis: Basis | None = None
    low: Number | None = None
    high: Number | None = None

    @model_validator(mode="after")
    def ends_in_order(self) -> Self:
        if (self.low is None) != (self.high is None):
            raise PydanticCustomError("shape", "low, high")
        if self.low is not None and self.high is not None and not self.low <= self.value <= self.high:
            found = f"{self.low:g} … {self.value:g} … {self.high:g}"
            raise PydanticCustomError("shape", "low ≤ value ≤ high", {"found": found})
        return self

    @model_serializer(mode="wrap")
    def as_stated(self, plain: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Return plain values; what is said of a judgement only where it is said (hashes go by it)."""
        return {name: one for name, one in plain(self).items() if one is not None or name not in RARE}


class Quantity(Value):
    unit: Unit


class Choice(Sourced):
    value: str


@lru_cache
def admissible() -> dict[str, list[str]]:
    """Return what targets, milestones and claims may speak of."""
    return yaml.load(ADMISSIBLE.read_text(encoding="utf-8"), yaml.CSafeLoader)


def _one_of(kind: str) -> AfterValidator:
    def check(name: str) -> str:
        if name not in admissible()[kind]:
            raise PydanticCustomError("shape", "{allowed}", {"allowed": [*admissible()[kind]]})
        return name

    return AfterValidator(check)


def is_currency(code: str) -> bool:
    """Tell whether ISO 4217 has a code."""
    from babel.numbers import list_currencies  # only a pack with a currency of its own needs it

    return code == "CNY" or code in list_currencies()


def _currency(code: str) -> str:
    if not is_currency(code):
        raise PydanticCustomError("shape", "ISO 4217 (CNY, EUR, USD …); XXX = index")
    return code


class Target(Quantity):
    """What the plan promises for a `year`, or for a half or quarter as its `period` says ("2026H1", "2026Q3")."""

    metric: Annotated[str, _one_of("targets")]
    year: int
    period: Annotated[str, Field(pattern=PERIOD)] = ""


class Milestone(Strict):
    fact: str
    metric: Annotated[str, _one_of("milestones")]
    scope: str
    period: Annotated[str, Field(pattern=r"^\d{4}(Q[1-4])?$")]


class Market(Strict):
    share: Quantity
    growth: Quantity


Name = Annotated[str, Field(pattern=r"^[a-z0-9_]+$", max_length=40)]
Mechanism = Literal["digital", "marketing", "training"]
MECHANISMS: tuple[Mechanism, ...] = ("digital", "marketing", "training")
"""What the model lets money do; every budget category is bound to one of them."""


class Line(Value):
    """A product line: its kind, and its fixed share (`value`) of what that kind sells in the base year."""

    kind: Literal["core", "new"]
    unit: Literal["fraction"] = "fraction"


class Entry(Value):
    """A region without revenue in the base year: `value` is the yearly revenue that its first quarter of sales wins.

    That holds with the plan's own levers and without risk; levers, risk cases and rules move the region against it.
    """

    quarter: Annotated[int, Field(ge=1, le=20)]
    unit: Unit


def _several(tiers: dict[str, Any]) -> dict[str, Any]:
    least, most = TIERS
    if tiers and not least <= len(tiers) <= most:
        raise PydanticCustomError("shape", "{least} – {most}", {"least": least, "most": most})
    return tiers


class TierEntry(Strict):
    """A tier of customers: its shares of customers and of revenue, and how many leave it a year.

    Churn is stated by itself ("fraction_per_year") or against that of all customers ("ratio").
    """

    customers: Quantity
    revenue: Quantity
    churn: Quantity


class PlanFile(Strict):
    """plan.yaml. The value tables (`revenue`, …) hold `unit` beside one entry a member and are read by the loader.

    What a pack may leave out is filled in by `sim.plan.defaults` before it is read here.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    title: str | None = None  # of packs without texts/, as they were before
    document: str = ""
    version: int
    earlier: Annotated[str, Field(pattern=r"^[a-z0-9-]*$")] = ""  # id of the plan whose figures Trust shows beside
    model: Literal["1.1", "1.2", "2"] = "1.1"
    currency: Annotated[str, AfterValidator(_currency)] = "CNY"
    fiscal_start: Annotated[int, Field(ge=1, le=12)] = 1  # the month in which a year of the plan begins
    base_year: Annotated[int, Field(ge=1900, le=2200)]
    years: Annotated[list[int], Field(max_length=5)]
    quarters: Annotated[int, Field(ge=2, le=20)]
    halves: bool = False  # the plan is stated in half-years, so that a heading of one means the sum of its quarters
    regions: Annotated[list[Name], Field(min_length=1, max_length=12)]
    products: Annotated[list[str], Field(min_length=1, max_length=2)]
    lines: Annotated[dict[Name, Line], Field(max_length=8)] = Field(default_factory=dict)
    categories: Annotated[dict[Name, Mechanism], Field(max_length=6)]
    entries: dict[str, Entry] = Field(default_factory=dict)
    modules: dict[Name, dict[Name, Quantity]] = Field(default_factory=dict)  # what `sim.modules` switches on
    tiers: Annotated[dict[Name, TierEntry], AfterValidator(_several)] = Field(default_factory=dict)
    revenue: dict[str, Any]
    revenue_total: Quantity
    headcount: dict[str, Any]
    headcount_total: Quantity
    seasonality: dict[str, Any]
    history: dict[str, Any]
    market: Market
    targets: Annotated[list[Target], Field(min_length=1)]
    claims: dict[Annotated[str, _one_of("claims")], Quantity]
    milestones: list[Milestone]


Pair = Annotated[list[Number], Field(min_length=2, max_length=2)]


class LeverEntry(Strict):
    """levers.yaml: a lever, or with `each` a family with one lever a region, year, budget category, rule or tier."""

    id: Annotated[str, Field(pattern=r"^[a-z_]+$")]
    group: Literal["headcount", "conversion", "product", "region", "budget"]
    kind: Literal["decision", "promise", "condition"] | None = None
    unit: Unit
    format: str
    path: Literal["paced", "constant", "spend"]
    direction: Literal[-1, 0, 1]
    each: Literal["region", "year", "category", "rule", "tier"] | None = None
    simplex: bool = False
    advanced: bool = False
    range: Pair | dict[str, Pair] | None = None
    step: Annotated[float, Field(gt=0)] | None = None
    choices: list[str] | None = None
    formerly: list[str] = []
    base: dict[str, Any]
    plan: dict[str, Any] | Literal["same"] = "same"


class _Stated(Strict):
    """A distribution, stated as one entry `kind: numbers`, perhaps with an option of that kind beside it."""

    @cached_property
    def distribution(self) -> Distribution:
        """Return what is stated; a ValueError for a fit, which has no distribution of its own."""
        (kind,) = self.ways_stated(KINDS)
        numbers = getattr(self, kind)
        if kind == Mixture.kind:
            numbers = tuple((part.weight, part.distribution) for part in numbers)
        options = {name: value for name in OPTIONS if (value := getattr(self, name)) is not None}
        return of_kind(kind, numbers, options)

    def ways_stated(self, kinds: Iterable[str]) -> list[str]:
        """Return which of these ways to state it are used."""
        return [name for name in kinds if getattr(self, name, None) is not None]

    def check_distribution(self) -> None:
        """Refuse numbers that make no sense: modes outside their ends, spreads not positive, strange options."""
        for name, kind in OPTIONS.items():
            if getattr(self, name) is not None and not self.ways_stated((kind,)):
                raise PydanticCustomError("shape", "{rule}", {"rule": f"{name}: {kind}"})
        if self.ways_stated(KINDS) and (flaw := self.distribution.flaw):
            raise PydanticCustomError("shape", "{rule}", {"rule": flaw})


def _entries(kinds: Iterable[str], others: Mapping[str, Any]) -> dict[str, Any]:
    """Return one optional entry a kind, and one an option: as many numbers as the kind has, or what `others` says."""

    def numbers(kind: str) -> Any:
        count = len(KINDS[kind].stated)
        return Number if count == 1 else Annotated[list[Number], Field(min_length=count, max_length=count)]

    forms: dict[str, Any] = {kind: others.get(kind) or numbers(kind) for kind in kinds} | dict.fromkeys(OPTIONS, Number)
    return {name: (form | None, None) for name, form in forms.items()}


if TYPE_CHECKING:  # entries follow the kinds there are, which a type checker cannot know
    _PartEntries = _AssumptionEntries = _Stated
else:
    _PartEntries = create_model("_PartEntries", __base__=_Stated, **_entries(PARTS, {}))


class MixturePart(_PartEntries):
    weight: Annotated[float, Field(gt=0, le=1)]

    @model_validator(mode="after")
    def one_kind(self) -> Self:
        if len(self.ways_stated(PARTS)) != 1:
            raise PydanticCustomError("one_part", "{kinds}", {"kinds": " | ".join(PARTS)})
        self.check_distribution()
        return self


class Fit(Value):
    preset: str
    metric: Literal["revenue"]
    year: int
    period: Annotated[str, Field(pattern=PERIOD)] | None = None

    @property
    def of(self) -> str:
        """Return the id of the measure to be met: of the year, or of the half or quarter that `period` names."""
        return f"{self.metric}.{self.part}" if self.part else self.metric

    @property
    def item(self) -> str:
        """Return the target that is to be met, as sources name it."""
        return f"target:{self.metric}.{self.period}" if self.part else f"target:{self.metric}"

    @property
    def part(self) -> str:
        """Return the half or quarter that is meant ("H1"); "" for the year."""
        return (self.period or "")[4:]


WAYS_TO_STATE = ("fit", *KINDS)
"""The ways to state what an assumption set says of one assumption."""

if not TYPE_CHECKING:
    _AssumptionEntries = create_model(
        "_AssumptionEntries",
        __base__=_Stated,
        **_entries(WAYS_TO_STATE, {"fit": Fit, Mixture.kind: list[MixturePart]}),
    )


class StatedAssumption(_AssumptionEntries):
    """What an assumption set says of one assumption: a value, a fit, or one distribution."""

    if TYPE_CHECKING:
        fit: Fit | None
    factor: str | None = None
    unit: Unit | None = None
    source: str | list[str] | None = None
    assumption: str | None = None

    @property
    def uncertain(self) -> bool:
        """Tell whether it takes more than one value: neither a stated value nor a fit."""
        return self.fit is None and self.distribution.uncertain

    @property
    def sources(self) -> tuple[str, ...]:
        if self.source is None:
            return self.fit.sources if self.fit else ()
        return (self.source,) if isinstance(self.source, str) else tuple(self.source)

    @model_validator(mode="after")
    def one_kind_with_source(self) -> Self:
        if len(self.ways_stated(WAYS_TO_STATE)) != 1:
            raise PydanticCustomError("one_statement", "{kinds}", {"kinds": " | ".join(WAYS_TO_STATE)})
        if not self.sources and not self.assumption:
            raise PydanticCustomError("no_source", "a source or an assumption is missing")
        self.check_distribution()
        return self


class AssumptionEntry(Quantity):
    format: str
    range: Pair


class Factor(Sourced):
    strength: Annotated[float, Field(ge=0, le=1)]
    unit: Unit


class Correlation(Sourced):
    """Rank correlation of two assumptions in place of what their factors say."""

    between: Annotated[list[str], Field(min_length=2, max_length=2)]
    spearman: Annotated[float, Field(ge=-1, le=1)]
    unit: Literal["ratio"]


class AssumptionsFile(Strict):
    """assumptions.yaml; without `promise_set` and `likely_set` the sets say which is which (sim.plan.assumptions)."""

    assumptions: Annotated[dict[str, AssumptionEntry], Field(alias="parameters")]
    sets: dict[str, dict[str, StatedAssumption]]
    promise_set: str | None = None
    likely_set: str | None = None
    factors: dict[str, Factor]
    correlations: list[Correlation] = Field(default_factory=list)


class Reference(Strict):
    citation: str
    read: Reading
    finding: str
