"""What events do to the model: from settings and draws to `Effects` by quarter and draw.

Two worlds are built. In the programme's world every case counts, countermeasures and their cost included. In the
baseline's world only cases of scope "world" count, untouched by countermeasures: the baseline buys none. Cases that
act on the programme itself (enablement, added reps, launches, budgets) would find nothing to act on there anyway. So a
difference to the baseline, and the ROI, compare two companies in the same future.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from sim.model import NO_EFFECTS, Effects
from sim.model.axes import Array
from sim.plan import Plan
from sim.plan.distributions import Pert
from sim.plan.effects import HOLD_NET_SPEND, EffectKind
from sim.plan.risks import RiskCase, RiskEffect
from sim.risk.events import Event, event, typical_event
from sim.risk.settings import RiskSetting, resolve

NEVER = 2**14
"""The quarter in which what does not happen begins."""


def effect_size(effect: RiskEffect, happening: Event, draws: np.ndarray) -> Array:
    """Return the size of an effect in some draws. Shape (draw,), in the effect's unit."""
    if happening.severity is not None:
        from scipy import special  # slow to import, and a run without draws needs none of it

        score = special.ndtri(happening.severity[draws])
        return Pert(*effect.size).from_score(score if effect.kind.worse > 0 else -score)
    assert happening.size is not None
    size = np.interp(happening.size, (0, 0.5, 1), effect.mild_to_severe)
    return np.full(len(draws), size)


class _Builder:
    """Collects the effects of many cases; what nothing touches stays missing."""

    def __init__(self, plan: Plan, draws: int) -> None:
        self.plan, self.draws = plan, draws
        self.sizes: dict[str, Array] = {}
        self.strength: dict[str, Array] = {}
        self.held: Array | None = None
        self.quarter = np.arange(1, plan.quarter_count + 1, dtype=np.int16)[:, None]

    def add(self, case: RiskCase, setting: RiskSetting, happening: Event, strength: float) -> None:
        struck = np.flatnonzero(happening.occurs)
        if not struck.size:
            return
        length = self.plan.quarter_count if case.duration is None else case.duration
        first, last = int(happening.onset.min()), int(happening.onset.max())
        # No draw is touched outside these quarters; where all begin together, the draws that happen are enough.
        rows = slice(first - 1, last - 1 + length)
        active = happening.occurs
        if first < last:
            onset = np.where(happening.occurs, happening.onset, NEVER).astype(np.int16)
            active = self.quarter[rows] >= onset
            if case.duration is not None:
                active &= self.quarter[rows] < onset + np.int16(length)
        for effect in case.effects:
            self.apply(effect, effect_size(effect, happening, struck), struck, rows, active, strength)
            if effect.kind.responses and setting.response == HOLD_NET_SPEND:
                self.held = np.zeros(self.draws) if self.held is None else self.held
                self.held[happening.occurs] = 1.0

    def apply(
        self, effect: RiskEffect, sizes: Array, struck: np.ndarray, rows: slice, active: np.ndarray, strength: float
    ) -> None:
        """Apply one effect in the quarters `rows`, in the draws (and quarters) `active` says.

        Parameters
        ----------
        sizes : of the draws `struck`, in which its case happens
        """
        kind = effect.kind
        values = self.collector(self.sizes, kind, kind.neutral)[rows]
        if kind.op == "set":
            lost = self.collector(self.strength, kind, 0.0)[rows]
            np.maximum(lost, np.where(active, strength, 0.0), out=lost)
        else:
            sizes = kind.neutral + (sizes - kind.neutral) * strength
        change = np.full(self.draws, kind.neutral, dtype=float)
        change[struck] = sizes
        if active.ndim > 1:
            change = np.where(active, change, kind.neutral)
        if effect.kind.regional:
            values, change = self.of_region(values, effect), change[..., None, :]
        kind.combine(values, change, out=values)

    def collector(self, parts: dict[str, Array], kind: EffectKind, neutral: float) -> Array:
        """Return the array that collects one kind of effect, (quarter, [region,] draw), made when first asked for."""
        if kind.quantity not in parts:
            regions = (len(self.plan.regions),) if kind.regional else ()
            parts[kind.quantity] = np.full((self.plan.quarter_count, *regions, self.draws), neutral, dtype=float)
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
        return Effects(self.sizes, self.strength, self.held, extra) if self.sizes or cost else NO_EFFECTS


def mitigation_cost(plan: Plan, settings: Mapping[str, RiskSetting]) -> float:
    """Return what the countermeasures bought cost over the horizon [CNY_m]; a measure two cases share is paid once."""
    measures = {
        plan.risks[id].mitigation.measure: plan.risks[id].mitigation.cost
        for id, setting in settings.items()
        if setting.mitigated and setting.mode != "off"
    }
    return float(sum(measures.values()))


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
    builder = _Builder(plan, draws)
    for id, happening in events.items():
        case, setting = plan.risks[id], settings[id]
        if baseline and case.scope != "world":
            continue
        strength = 1 - case.mitigation.removes if setting.mitigated and not baseline else 1.0
        builder.add(case, setting, happening, strength)
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
