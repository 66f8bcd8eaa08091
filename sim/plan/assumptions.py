"""assumptions.yaml: assumptions with their admissible ranges, and sets of what may be said of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from sim.language.errors import PlanError
from sim.plan import schema
from sim.plan.levers import switched_on
from sim.plan.pack import Pack, complete, inside, one_of
from sim.plan.plan import Assumption

FILE = "assumptions.yaml"

ASSUMPTIONS = (
    "momentum",
    "elasticity",
    "cannibalisation",
    "marketing_lift",
    "adstock",
    "digital_productivity",
    "training_productivity",
    "realisation",
    "ramp_extra",
    "hiring_attainment",
    "growth_shock",
    "digital_cost_ratio",
    "saturation_constant",
    "enablement_floor",
    "enablement_digital_weight",
    "market_passthrough",
    "margin_core",
    "margin_new",
    "cost_per_rep",
    "overhead_rate",
    "overhead_fixed_share",
)
"""Assumptions that the model reads; a pack has them all and no others."""
REGIONAL = ("growth_shock", "market_response")
"""Assumptions that the model reads once a region."""


class Assumptions(NamedTuple):
    """What the file says."""

    assumptions: dict[str, Assumption]
    assumption_sets: dict[str, dict[str, schema.StatedAssumption]]
    factors: dict[str, schema.Factor]
    correlations: tuple[schema.Correlation, ...]
    promise_set: str
    likely_set: str


def read_assumptions(pack: Pack, content: Any) -> Assumptions:
    """Return the assumptions of a pack; PlanError where an entry breaks a rule.

    Parameters
    ----------
    content : what the file says, with what it leaves out filled in
    """
    file: schema.AssumptionsFile = pack.check(schema.AssumptionsFile, content, FILE, "")
    regional = tuple(f"{name}.{region}" for name in REGIONAL for region in pack.members["region"])
    assumptions = {}
    for id, entry in file.assumptions.items():
        key = f"parameters.{id}"
        pack.rests(entry, entry.unit, entry.value, FILE, key)
        low, high = entry.range
        inside(entry.value, low, high, FILE, key)
        assumptions[id] = Assumption(
            id, entry.unit, entry.format, low, high, entry.value, entry.sources, entry.assumption
        )
    own = {name: one.each for module in switched_on(pack) for name, one in module.assumptions.items()}
    modules = [f"{name}.{region}" for name, each in own.items() if each for region in pack.members["region"]]
    modules += [name for name, each in own.items() if not each]
    complete(assumptions, (*ASSUMPTIONS, *regional, *modules), FILE, "parameters")
    for name, entries in file.sets.items():
        for id, stated in entries.items():
            key = f"sets.{name}.{id}"
            if id not in assumptions:
                raise PlanError("error-plan-unknown-key", file=FILE, key=key, allowed=[*assumptions])
            pack.rests(stated, assumptions[id].unit, None, FILE, key)
            if factor := (stated.factor or "").removeprefix("-"):
                one_of(factor, file.factors, FILE, f"{key}.factor")
            for end in () if stated.fit else stated.distribution.ends:
                inside(end, assumptions[id].low, assumptions[id].high, FILE, key)
            if stated.fit is not None:
                one_of(stated.fit.preset, ("baseline", "plan"), FILE, f"{key}.fit.preset")
                one_of(stated.fit.year, pack.file.years, FILE, f"{key}.fit.year")
                if stated.fit.period:
                    one_of(stated.fit.period, pack.periods(stated.fit.year), FILE, f"{key}.fit.period")
                pack.rests(stated.fit, "", None, FILE, f"{key}.fit")
    for name, factor_entry in file.factors.items():
        pack.rests(factor_entry, factor_entry.unit, None, FILE, f"factors.{name}")
    _check_correlations(pack, file, assumptions)
    return Assumptions(assumptions, file.sets, file.factors, tuple(file.correlations), *_roles(file))


def _roles(file: schema.AssumptionsFile) -> tuple[str, str]:
    """Return the set behind the plan's promise and the set that says what is likely.

    Unless the file names them, the promise is the set with the fitted number (else the first without spread, else the
    first), and the likely set is the first with spread (else the promise).
    """
    if not file.sets:
        raise PlanError("error-plan-missing-key", file=FILE, key="sets")

    def first(holds: Callable[[Iterable[schema.StatedAssumption]], bool]) -> str | None:
        return next((name for name, entries in file.sets.items() if holds(entries.values())), None)

    for key in ("promise_set", "likely_set"):
        if (name := getattr(file, key)) is not None:
            one_of(name, file.sets, FILE, key)
    promise = (
        file.promise_set
        or first(lambda entries: any(one.fit for one in entries))
        or first(lambda entries: not any(one.uncertain for one in entries))
        or next(iter(file.sets))
    )
    return promise, file.likely_set or first(lambda entries: any(one.uncertain for one in entries)) or promise


def _check_correlations(pack: Pack, file: schema.AssumptionsFile, assumptions: Mapping[str, Assumption]) -> None:
    stated: set[frozenset[str]] = set()
    for number, pair in enumerate(file.correlations):
        key = f"correlations.{number}"
        both = frozenset(pair.between)
        if len(both) == 1 or both in stated:
            raise PlanError("error-plan-duplicate", file=FILE, key=f"{key}.between: {', '.join(pair.between)}")
        stated.add(both)
        pack.rests(pair, pair.unit, None, FILE, key)
        for id in pair.between:
            one_of(id, assumptions, FILE, f"{key}.between")
