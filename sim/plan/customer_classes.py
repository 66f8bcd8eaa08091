"""How a pack puts customers into classes by recency, frequency and money, and what it takes a customer to be worth."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from sim.plan.complaints import read_as
from sim.plan.plan import Plan
from sim.plan.schema import Name, Number, Sourced, Strict, Value

FILE = "customers.yaml"
"""The pack's optional file."""
Level = Literal[1, 2, 3]
"""Lowest, middle and highest third of the customers of a list."""


class Days(Value):
    unit: Literal["days"]


class Rate(Value):
    """How often a customer buys."""

    unit: Literal["times_per_year"]


class Rank(Value):
    """A place among all customers of a list by money: 0 is the least, 1 the most."""

    unit: Literal["fraction"]
    value: Annotated[Number, Field(ge=0, le=1)]


class Bounds(Strict):
    """A class by limits; every limit that is stated must hold, and whoever fits several belongs to the first."""

    id: Name
    days_most: Days | None = None
    days_least: Days | None = None
    often_least: Rate | None = None
    often_most: Rate | None = None
    money_from: Rank | None = None
    money_to: Rank | None = None

    @property
    def limits(self) -> dict[str, Value]:
        """Return the limits that are stated, by name."""
        return {name: getattr(self, name) for name in type(self).model_fields if name != "id" and getattr(self, name)}


class Levels(Strict):
    """A class by levels; whoever fits none exactly belongs to the nearest."""

    id: Name
    recency: Level
    frequency: Level
    money: Level


class Scheme(Sourced):
    """Classes of customers: by `limits`, where whoever fits none is in the class `rest`, or by `levels`."""

    limits: list[Bounds] = Field(default_factory=list)
    levels: list[Levels] = Field(default_factory=list)

    @model_validator(mode="after")
    def of_one_kind(self) -> Self:
        if bool(self.limits) == bool(self.levels):
            raise PydanticCustomError("shape", "limits ≠ levels")
        if len(set(self.ids)) < len(self.ids):
            raise PydanticCustomError("shape", "ids: 1 ×")
        return self

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the classes in the order in which they are shown."""
        stated = [one.id for one in (*self.limits, *self.levels)]
        return (*stated, "rest") if self.limits else tuple(stated)


class Years(Value):
    unit: Literal["years"]
    value: Annotated[Number, Field(gt=0, le=50)]


class Share(Value):
    unit: Literal["fraction", "fraction_per_year"]
    value: Annotated[Number, Field(gt=0, lt=1)]


class Renewal(Strict):
    """A renewal rate and the churn a year stated with it: together they tell how long a contract binds."""

    rate: Share
    churn: Share


class CustomersFile(Strict):
    """customers.yaml. `worth_years`: years of revenue that the plan's own worth of a customer counts."""

    schemes: dict[Name, Scheme] = Field(default_factory=dict)
    worth_years: Years | None = None
    renewal: Renewal | None = None

    def values(self) -> dict[str, Sourced]:
        """Return everything that rests on a source, by its place in the file."""
        found: dict[str, Sourced] = {}
        for id, scheme in self.schemes.items():
            found[f"schemes.{id}"] = scheme
            for one in scheme.limits:
                found |= {f"schemes.{id}.{one.id}.{name}": limit for name, limit in one.limits.items()}
        if self.worth_years:
            found["worth_years"] = self.worth_years
        if self.renewal:
            found |= {"renewal.rate": self.renewal.rate, "renewal.churn": self.renewal.churn}
        return found


@lru_cache(maxsize=16)
def read_classes(text: str) -> CustomersFile:
    """Return what the text of a customers.yaml says; of none, nothing.

    Raises
    ------
    PlanError
        It breaks a rule.
    """
    return read_as(CustomersFile, text, FILE)


def customer_classes(plan: Plan) -> CustomersFile:
    """Return how a plan's pack classes customers."""
    return read_classes(plan.extras.get(FILE, ""))


def class_names(file: CustomersFile) -> tuple[str, ...]:
    """Return what a pack's texts name: schemes, and their classes as `scheme.class`."""
    return tuple(name for id, scheme in file.schemes.items() for name in (id, *(f"{id}.{one}" for one in scheme.ids)))
