"""What outside_view.yaml may contain: reference classes of companies and how fast they have grown."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sim.plan.schema import Number, Sourced, Strict, Value

FILE = "outside_view.yaml"
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]


class Ratio(Value):
    unit: Literal["ratio", "CNY_per_USD", "fraction_per_year", "years"]


class GrowthClass(Sourced):
    """Growth a year of one reference class: median and standard deviation, real."""

    median: Number
    sd: Positive
    unit: Literal["fraction_per_year"]


class SizeClass(GrowthClass):
    below: Positive


class OrdinaryShare(Sourced):
    growth: Number
    share: Annotated[float, Field(ge=0, le=1)]
    unit: Literal["fraction"]


class OutsideFile(Strict):
    currency: Ratio
    deflator: Ratio
    inflation: Ratio
    upper: Ratio
    lower: Ratio
    horizon_years: Ratio
    classes: Annotated[list[SizeClass], Field(min_length=1)]
    universe: GrowthClass
    ordinary: Annotated[list[OrdinaryShare], Field(min_length=1)]
