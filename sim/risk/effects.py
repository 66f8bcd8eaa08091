"""What events do to the model: from settings and draws to `Effects` by quarter and draw.

Two worlds are built. In the programme's world every case counts, countermeasures and their cost included. In the
baseline's world only cases of scope "world" count, untouched by countermeasures: the baseline buys none. Cases that
act on the programme itself (enablement, added reps, launches, budgets) would find nothing to act on there anyway. So a
difference to the baseline, and the ROI, compare two companies in the same future.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from sim.model import NO_EFFECTS, Effects
from sim.model.axes import Array
from sim.plan import Plan
from sim.plan.distributions import Pert, from_scores
from sim.plan.effects import HOLD_NET_SPEND, EffectKind
from sim.plan.risks import RiskCase, RiskEffect
from sim.risk.course import Course
from sim.risk.events import Event, event, typical_event
from sim.risk.settings import RiskSetting, resolve


def effect_sizes(asked: Sequence[tuple[Sequence[RiskEffect], Event, np.ndarray]]) -> list[list[Array]]:
    """Return the sizes of the effects of several cases, each in some draws: few calls for much that is short."""
    drawn = [(effects, one.severity.take(draws)) for effects, one, draws in asked if one.severity is not None]
    perts: list[Pert] = []
    scores: list[Array] = []
    if drawn:
        from scipy import special  # slow to import, and a run without draws needs none of it

        ends = np.cumsum([severity.size for _, severity in drawn])
        split = np.split(special.ndtri(np.concatenate([severity for _, severity in drawn])), ends[:-1])
        for (effects, _), score in zip(drawn, split, strict=True):
            perts += [Pert(*one.size) for one in effects]
            scores += [score if one.kind.worse > 0 else -score for one in effects]
    found = iter(from_scores(perts, scores))

    def size(effect: RiskEffect, happening: Event, draws: np.ndarray) -> Array:
        if happening.severity is not None:
            return next(found)
        assert happening.size is not None
        return np.full(len(draws), np.interp(happening.size, (0, 0.5, 1), effect.mild_to_severe))

    return [[size(one, happening, draws) for one in effects] for effects, happening, draws in asked]


class _Builder:
    """Collects the effects of many cases; what nothing touches stays missing.

    Parameters
    ----------
    moving : quantities that an effect does not touch in all quarters alike
    """

    def __init__(self, plan: Plan, draws: int, moving: set[str]) -> None:
        self.plan, self.draws, self.moving = plan, draws, moving
        self.sizes: dict[str, Array] = {}
        self.strength: dict[str, Array] = {}
        self.held: Array | None = None

    def add(self, effect: RiskEffect, sizes: Array, course: Course, strength: float) -> None:
        """Add one effect wherever its case is at work.

        Parameters
        ----------
        sizes : of the draws struck
        strength : the share of it that a countermeasure leaves
        """
        kind = effect.kind
        values = self.collector(self.sizes, kind, kind.neutral)
        if kind.op == "set":
            lost = self.collector(self.strength, kind, 0.0)
            course.write(np.maximum, lost, np.full(sizes.shape, strength), 0.0)
        else:
            sizes = kind.neutral + (sizes - kind.neutral) * strength
        course.write(kind.combine, self.of_region(values, effect) if kind.regional else values, sizes, kind.neutral)

    def hold_net_spend(self, struck: np.ndarray) -> None:
        """Let a lost subsidy shrink the digital programme in the draws struck."""
        self.held = np.zeros(self.draws) if self.held is None else self.held
        self.held[struck] = 1.0

    def collector(self, parts: dict[str, Array], kind: EffectKind, neutral: float) -> Array:
        """Return the array that collects one kind of effect, (quarter, [region,] draw), made when first asked for."""
        if kind.quantity not in parts:
            regions = (len(self.plan.regions),) if kind.regional else ()
            rows = self.plan.quarter_count if kind.quantity in self.moving else 1
            parts[kind.quantity] = np.full((rows, *regions, self.draws), neutral, dtype=float)
        return parts[kind.quantity]

    def of_region(self, values: Array, effect: RiskEffect) -> Array:
        """Return the view of `values` that a regional effect acts on, (quarter, region, draw)."""
        if effect.region == "all":
            return values
        place = self.plan.regions.index(effect.region)
        return values[:, place : place + 1]

    def effects(self, cost: float) -> Effects:
        quarters = self.plan.quarter_count
        extra = np.full((quarters, 1), cost / quarters) if cost else None
        if not self.sizes and not cost:
            return NO_EFFECTS
        for parts in (self.sizes, self.strength):
            for quantity in parts.keys() - self.moving:  # one row stands for all quarters
                parts[quantity] = np.broadcast_to(parts[quantity], (quarters, *parts[quantity].shape[1:]))
        return Effects(self.sizes, self.strength, self.held, extra)


def cost_together(plan: Plan, ids: Iterable[str]) -> float:
    """Return what countermeasures of cases cost over the horizon [CNY_m]; one that two cases share is paid once."""
    return float(sum({plan.risks[id].mitigation.measure: plan.risks[id].mitigation.cost for id in ids}.values()))


def mitigation_cost(plan: Plan, settings: Mapping[str, RiskSetting]) -> float:
    """Return what the countermeasures bought cost over the horizon [CNY_m]."""
    return cost_together(plan, (id for id, one in settings.items() if one.mitigated and one.mode != "off"))


def effects_of(
    plan: Plan, settings: Mapping[str, RiskSetting], events: Mapping[str, Event], draws: int, baseline: bool = False
) -> Effects:
    """Return the effects of events that are already drawn.

    Parameters
    ----------
    events : mapping case id → Event with `draws` draws
    baseline : bool
        The baseline's world: cases of scope "world" only, no countermeasures.
    """
    at_work: list[tuple[RiskCase, Event, Course]] = []
    for id, happening in events.items():
        case = plan.risks[id]
        if not baseline or case.scope == "world":
            course = Course.of(happening, case.duration, plan.quarter_count)
            if course.stretches:
                at_work.append((case, happening, course))
    moving = {effect.kind.quantity for case, _, course in at_work if not course.always for effect in case.effects}
    builder = _Builder(plan, draws, moving)
    sizes = effect_sizes([(case.effects, happening, course.struck) for case, happening, course in at_work])
    for (case, _, course), of_case in zip(at_work, sizes, strict=True):
        setting = settings[case.id]
        strength = 1 - case.mitigation.removes if setting.mitigated and not baseline else 1.0
        for effect, size in zip(case.effects, of_case, strict=True):
            builder.add(effect, size, course, strength)
            if effect.kind.responses and setting.response == HOLD_NET_SPEND:
                builder.hold_net_spend(course.struck)
    return builder.effects(0.0 if baseline else mitigation_cost(plan, settings))


def sample_effects(
    plan: Plan,
    settings: Mapping[str, RiskSetting],
    seed: int,
    start: int,
    stop: int,
    baseline: bool = False,
    second: frozenset[str] = frozenset(),
) -> Effects:
    """Return the effects of all cases in draws `start` … `stop` - 1; the same bits for any chunking."""
    events = {
        id: event(plan, settings, id, seed, start, stop, second)
        for id, setting in settings.items()
        if setting.mode != "off"
    }
    return effects_of(plan, settings, events, stop - start, baseline)


def central_effects(plan: Plan, risks: Mapping[str, Mapping[str, Any]], baseline: bool = False) -> Effects:
    """Return what a single, deterministic run shows of a scenario's risk settings; one draw.

    Cases forced on, from the middle of their window (or the scenario's onset) at their most likely size (or the
    scenario's). Cases left to chance do not show, but countermeasures bought against them cost their money.
    """
    if not risks:
        return NO_EFFECTS  # of its own accord no case is forced on and no countermeasure bought
    settings = resolve(plan, risks)
    events = {id: typical_event(setting, plan.risks[id]) for id, setting in settings.items() if setting.mode == "on"}
    return effects_of(plan, settings, events, 1, baseline)
