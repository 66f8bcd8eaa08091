"""What can be entered by quarter: measures, how they break down, their units and names, as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

import yaml
from pydantic import Field

from sim.language import Language, get_language, key, languages
from sim.language.errors import Names
from sim.plan import Plan
from sim.plan.schema import Number, Sourced, Strict, Unit
from sim.plan.texts import Texts
from sim.plan.watched import tracking_of

FOLDER = Path(__file__).resolve().parent.parent.parent / "data" / "track"
Split = Literal["region", "product", "category"]


class Series(NamedTuple):
    """One row of actuals. `region` and `item` (a product or budget category) are empty where the row is a total."""

    measure: str
    region: str = ""
    item: str = ""


class Errors(Sourced):
    """Standard deviations of log(actual / model) although every assumption is right; see measures.yaml."""

    unit: Unit
    level: float = Field(0, ge=0)
    season: float = Field(0, ge=0)
    quarter: float = Field(0, ge=0)
    region: float = Field(0, ge=0)
    item: float = Field(0, ge=0)
    own: float = Field(gt=0)


class Measure(Strict):
    """One measure.

    `errors` is None where the model does not predict it; `by_hand` those that only packs have which follow them.
    """

    text: str
    unit: Unit | Literal["score", "days"]
    split: list[Split]
    units: list[str]
    range: tuple[Number, Number]
    errors: Errors | None = None
    by_hand: bool = False
    low_is_good: bool = False


class _File(Strict):
    measures: dict[str, Measure]


@lru_cache
def measures() -> Mapping[str, Measure]:
    """Return the measures by id, in the order in which tables show them."""
    return _File.model_validate(yaml.safe_load((FOLDER / "measures.yaml").read_text(encoding="utf-8"))).measures


def members(plan: Plan, split: Split) -> tuple[str, ...]:
    """Return what a measure may be broken down into."""
    if split == "region":
        return plan.regions
    if split == "product":
        return plan.products
    return tuple(lever.member for lever in plan.family("budget"))


def item_split(measure: str) -> Literal["product", "category"] | None:
    """Return what the items of a measure are, beside its regions."""
    split = measures()[measure].split
    return "product" if "product" in split else "category" if "category" in split else None


def model_measures() -> tuple[str, ...]:
    """Return the measures that the model predicts: how far off it may be is stated of them alone."""
    return tuple(id for id, one in measures().items() if one.errors is not None)


def people_and_rates() -> tuple[str, ...]:
    """Return what the model predicts of the company or its regions, and of no product or budget: people and rates."""
    return tuple(id for id in model_measures() if item_split(id) is None)


def followed_measures(plan: Plan) -> frozenset[str]:
    """Return the measures that a plan's pack has entered by hand."""
    file = tracking_of(plan)
    named = {one.metric for one in file.milestones} | {rule.trigger.metric for rule in file.rules}
    named |= {one.series for one in file.warnings or ()}
    return frozenset(id for id, measure in measures().items() if measure.by_hand and id in named)


def full_series(plan: Plan) -> tuple[Series, ...]:
    """Return every row at its finest: what a template asks for."""
    return tuple(_finest(plan))


def _finest(plan: Plan) -> Iterator[Series]:
    for id, measure in measures().items():
        if measure.by_hand and id not in followed_measures(plan):
            continue
        regions = members(plan, "region") if "region" in measure.split else ("",)
        rest = item_split(id)
        items = members(plan, rest) if rest else ("",)
        for region in regions:
            for item in items:
                yield Series(id, region, item)


def item_key(measure: str, item: str) -> str:
    """Return the message id of a product's or budget category's name."""
    if "product" in measures()[measure].split:
        return key("product", item)
    return key("budget", item)  # the levers' own names speak of all years


def region_names(plan: Plan) -> Names:
    """Return the plan's regions for a message."""
    return Names(tuple(key("region", one) for one in plan.regions), plan.vocabulary)


def item_names(plan: Plan, measure: str) -> Names:
    """Return the items of a measure that has some, for a message."""
    split = item_split(measure)
    items = members(plan, split) if split else ()
    return Names(tuple(item_key(measure, one) for one in items), plan.vocabulary)


def series_name(series: Series, language: Language) -> str:
    """Return the row's name for readers: "Revenue · East · core products"."""
    parts = [language.text(measures()[series.measure].text)]
    if series.region:
        parts.append(language.text(key("region", series.region)))
    if series.item:
        parts.append(language.text(item_key(series.measure, series.item)))
    return " · ".join(parts)


def unit_scales(plan: Plan, measure: Measure) -> dict[str, float]:
    """Return unit names a file may use, and what one such unit is in the model's unit; the model's own unit first."""
    scales = {plan.unit(measure.unit): 1.0}
    if measure.unit.startswith("fraction"):
        scales["pct"] = 0.01  # as the plan's fact table writes it
    for id in languages():
        language = plan.vocabulary(get_language(id))
        for format in measure.units:
            scales.setdefault(language.unit(format), 1 / language.formats[format].scale)
    return scales


def unit_names(plan: Plan, measure: Measure) -> tuple[str, ...]:
    """Return the units a file may use as people write them, in every language."""
    called = [plan.vocabulary(get_language(id)) for id in languages()]
    return tuple(dict.fromkeys(one.unit(format) for one in called for format in measure.units))


def shown_unit(measure: Measure, language: Language) -> tuple[str, float]:
    """Return the unit a table in this language shows, and how often it goes into the model's unit."""
    format = measure.units[0]
    return language.unit(format), language.formats[format].scale


def aliases(plan: Plan) -> Mapping[str, Mapping[str, str]]:
    """Return id by name for `measure`, `region` and `item`: ids and the names in every language, in small letters."""
    return _aliases(plan, plan.texts)  # plans of the same numbers may name things otherwise


@lru_cache
def _aliases(plan: Plan, _called: Texts) -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {"measure": {}, "region": {}, "item": {}}
    names = [("region", region, key("region", region)) for region in plan.regions]
    names += [("measure", id, measure.text) for id, measure in measures().items()]
    names += [("item", product, key("product", product)) for product in plan.products]
    names += [("item", one, item_key("spend", one)) for one in members(plan, "category")]
    names += [("item", one, key("lever", f"budget.{one}")) for one in members(plan, "category")]
    for kind, id, text in names:
        found[kind][id] = id
        for name in languages():
            found[kind][plan.vocabulary(get_language(name)).text(text).lower()] = id
    return found
