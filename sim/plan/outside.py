"""What outside_view.yaml may contain: reference classes of companies and how fast they have grown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from sim.language.errors import PlanError
from sim.plan.defaults import defaults
from sim.plan.schema import Number, Sourced, Strict, Value

if TYPE_CHECKING:
    from sim.plan.pack import Pack

FILE = "outside_view.yaml"
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]


class Ratio(Value):
    unit: Annotated[str, Field(pattern=r"^(ratio|[A-Z]{3}_per_USD|fraction_per_year|years)$")]


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


def read_outside(pack: Pack) -> OutsideFile:
    """Return the outside view of a pack; PlanError where an entry breaks a rule."""
    content = pack.in_model_units(pack.content(FILE), FILE)
    if content is None:
        content = defaults()[FILE]
        pack.defaults.add("outside")
    file: OutsideFile = pack.check(OutsideFile, content, FILE, "")
    singles = ("currency", "deflator", "inflation", "upper", "lower", "horizon_years", "universe")
    items = {name: getattr(file, name) for name in singles}
    items |= {f"classes.{number}": entry for number, entry in enumerate(file.classes)}
    items |= {f"ordinary.{number}": entry for number, entry in enumerate(file.ordinary)}
    for key, item in items.items():
        pack.rests(item, item.unit, None, FILE, key)
        # How sure a reference class is follows from its publication.
        if not key.startswith(("currency", "deflator", "inflation")) and not (
            item.sources and item.sources[0] in pack.references
        ):
            raise PlanError("error-plan-source", file=FILE, key=key, value=[*item.sources])
    return file
