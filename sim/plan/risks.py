"""Risk cases of a plan pack: the frozen cases that everything else uses, built from what risks.yaml says.

A case is data: when it may begin, how long it lasts, what it does to which quantity of the model, and what can be done
about it. "A harmful case never helps" is checked here: an effect whose size could improve its target is refused.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sim.language.errors import PlanError
from sim.plan.effects import EffectKind, targets
from sim.plan.exclusions import exclusion_groups
from sim.plan.pack import Pack, one_of
from sim.plan.risk_file import FILE, EffectEntry, RisksFile


@dataclass(frozen=True)
class RiskEffect:
    """One effect: what it acts on (and the region, "all" or ""), and its size as (low, mode, high)."""

    target: str
    kind: EffectKind
    region: str
    size: tuple[float, float, float]
    sources: tuple[str, ...] = ()
    reason: str | None = None

    @property
    def mild_to_severe(self) -> tuple[float, float, float]:
        """Return the size from its mildest over its most likely to its most severe value."""
        return self.size if self.kind.worse > 0 else (self.size[2], self.size[1], self.size[0])


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
    armed : counts by chance unless a scenario says otherwise; else it is off
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
    armed: bool = True
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reasons: Mapping[str, str | None] = field(default_factory=dict)

    @property
    def has_window(self) -> bool:
        """Tell whether it may begin in one quarter or another."""
        return self.onset[0] != self.onset[1]

    @property
    def has_sizes(self) -> bool:
        """Tell whether it may be more or less severe."""
        return any(effect.size[0] != effect.size[2] for effect in self.effects)


def build_cases(
    file: RisksFile,
    regions: tuple[str, ...],
    quarters: int,
    factors: Mapping[str, Any],
    modules: Collection[str] = (),
) -> dict[str, RiskCase]:
    """Return the cases of a parsed file.

    Raises
    ------
    PlanError
        Unknown target, helpful size, onset past the horizon, unknown or cyclic exclusion, unknown factor.
    """
    groups, allowed = exclusion_groups(file.cases), targets(regions, modules)
    cases = {}
    for id, entry in file.cases.items():
        key = f"cases.{id}"
        first, last = entry.onset.quarters
        check_onset(first, last, quarters, key)
        if factor := (entry.factor or "").removeprefix("-"):
            one_of(factor, factors, FILE, f"{key}.factor")
        # Cases that exclude each other share one occurrence draw, and that draw loads on one factor.
        one_of(entry.factor, (file.cases[groups[id][0]].factor,), FILE, f"{key}.factor")
        effects = tuple(_effect(e, f"{key}.effects.{n}", allowed) for n, e in enumerate(entry.effects))
        possible = tuple(response for effect in effects for response in effect.kind.responses)
        if bool(possible) != bool(entry.responses):
            raise PlanError("error-risk-responses", file=FILE, key=f"{key}.responses")
        for number, response in enumerate(entry.responses):
            one_of(response, possible, FILE, f"{key}.responses.{number}")
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
            armed=entry.armed,
            sources={name: getattr(entry, name).sources for name in ("probability", "onset", "duration")},
            reasons={name: getattr(entry, name).assumption for name in ("probability", "onset", "duration")},
        )
    _check_limits(cases)
    costs: dict[str, float] = {}
    for id, case in cases.items():
        measure = case.mitigation
        one_of(measure.cost, (costs.setdefault(measure.measure, measure.cost),), FILE, f"cases.{id}.mitigation.cost")
    return cases


def _check_limits(cases: Mapping[str, RiskCase]) -> None:
    """Refuse two cases that may both set one quantity in one future.

    The model holds one limit a quarter and how much of it a countermeasure leaves; it cannot tell which of two limits a
    countermeasure softens.
    """
    setting: dict[str, list[RiskCase]] = {}
    for case in cases.values():
        for effect in case.effects:
            if effect.kind.op != "set":
                continue
            for other in setting.setdefault(effect.target, []):
                if other.id not in case.excluded_with or other is case:
                    raise PlanError(
                        "error-risk-two-limits", file=FILE, first=other.id, second=case.id, target=effect.target
                    )
            setting[effect.target].append(case)


def check_onset(first: int, last: int, quarters: int, key: str) -> None:
    """Check that a window of onset lies in the horizon."""
    if not 1 <= first <= last <= quarters:
        window = str(first) if first == last else f"{first}–{last}"
        raise PlanError("error-risk-onset", file=FILE, key=f"{key}.onset", value=window, low=1, high=quarters)


def check_sources(pack: Pack, file: RisksFile) -> None:
    """Check that what the numbers of risks.yaml rest on exists, and that a number resting on one fact equals it."""
    for id, case in file.cases.items():
        key = f"cases.{id}"
        chance = case.probability
        pack.rests(chance, chance.unit, chance.value, FILE, f"{key}.probability")
        for name in ("onset", "duration", "mitigation"):
            pack.rests(getattr(case, name), "", None, FILE, f"{key}.{name}")
        for number, effect in enumerate(case.effects):
            value = effect.size[1] if effect.size[0] == effect.size[2] else None
            pack.rests(effect, effect.unit, value, FILE, f"{key}.effects.{number}")
    for id, preset in file.presets.items():
        for name, value in preset.assumptions.items():
            pack.rests(value, value.unit, value.value, FILE, f"presets.{id}.assumptions.{name}")
        for name, case in preset.cases.items():
            for item in (case.onset, case.size):
                if item is not None:
                    pack.rests(item, item.unit, None, FILE, f"presets.{id}.cases.{name}")


def _effect(entry: EffectEntry, key: str, allowed: Mapping[str, tuple[EffectKind, str]]) -> RiskEffect:
    if entry.target not in allowed:
        raise PlanError("error-risk-target", file=FILE, key=key, value=entry.target[:80], allowed=[*allowed])
    kind, region = allowed[entry.target]
    one_of(entry.op, (kind.op,), FILE, f"{key}.op")
    one_of(entry.unit, (kind.unit,), FILE, f"{key}.unit")
    low, mode, high = entry.size
    if not low <= mode <= high:
        raise PlanError("error-risk-size-order", file=FILE, key=f"{key}.size", value=f"{low}, {mode}, {high}")
    if low < kind.low or high > kind.high:
        raise PlanError(
            "error-risk-helpful", file=FILE, key=f"{key}.size", value=f"{low} … {high}", low=kind.low, high=kind.high
        )
    return RiskEffect(entry.target, kind, region, (low, mode, high), entry.sources, entry.assumption)
