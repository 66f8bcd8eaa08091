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
from sim.plan.risks import RiskCase, RiskEffect
from sim.risk.events import Event, event, typical_event
from sim.risk.settings import RiskSetting, resolve
from sim.sampling.tables import pert_from_score

FIELDS = {
    "new_product_uplift": "new_product_factor",
    "digital_enablement": "digital_factor",
    "cost.digital": "digital_cost_factor",
    "cost.all": "cost_factor",
    "conversion_rate": "conversion_factor",
    "churn_rate": "churn_added",
    "headcount_added": "headcount_factor",
    "customer_base": "customer_base_added",
    "churn_improvement": "churn_improvement_factor",
    "gross_margin": "margin_added",
}
"""Field of `Effects` that a target without region acts on by adding or multiplying."""


def effect_size(effect: RiskEffect, happening: Event) -> Array:
    """Return the size of an effect. Shape (draw,), in the effect's unit."""
    low, mode, high = effect.size
    if happening.severity is not None:
        return pert_from_score(low, mode, high, happening.severity if effect.worse > 0 else -happening.severity)
    assert happening.size is not None
    return np.full(len(happening.onset), np.interp(happening.size, (0, 0.5, 1), effect.mild_to_severe))


class _Builder:
    """Collects the effects of many cases; every field stays None until something touches it."""

    def __init__(self, plan: Plan, draws: int) -> None:
        self.plan, self.draws = plan, draws
        self.fields: dict[str, Array] = {}
        self.quarter = np.arange(1, plan.quarter_count + 1)[:, None]

    def field(self, name: str, neutral: float, regional: bool = False) -> Array:
        if name not in self.fields:
            regions = (len(self.plan.regions),) if regional else ()
            self.fields[name] = np.full((self.plan.quarter_count, *regions, self.draws), neutral)
        return self.fields[name]

    def add(self, case: RiskCase, setting: RiskSetting, happening: Event, strength: float) -> None:
        if not happening.occurs.any():
            return
        length = self.plan.quarter_count if case.duration is None else case.duration
        first, last = int(happening.onset.min()), int(happening.onset.max())
        # No draw is touched outside these quarters; where all begin together, the draws that happen are enough.
        rows = slice(first - 1, last - 1 + length)
        if first == last:
            active = happening.occurs
        else:
            quarter = self.quarter[rows]
            active = (quarter >= happening.onset) & (quarter < happening.onset + length) & happening.occurs
        for effect in case.effects:
            self.apply(effect, effect_size(effect, happening), rows, active, strength)
            if effect.quantity == "subsidy_rate" and setting.response == "hold_net_spend":
                held = self.fields.setdefault("hold_net_spend", np.zeros(self.draws))
                held[happening.occurs] = 1.0

    def apply(self, effect: RiskEffect, size: Array, rows: slice, active: np.ndarray, strength: float) -> None:
        """Apply one effect in the quarters `rows`, in the draws (and quarters) `active` says."""
        match effect.quantity:
            case "subsidy_rate":
                self.limit("subsidy_ceiling", "subsidy_strength", np.minimum, 1.0, size, rows, active, strength)
            case "attrition_rate":
                self.limit("attrition_floor", "attrition_strength", np.maximum, 0.0, size, rows, active, strength)
            case "growth":
                values = self.field("growth_added", 0.0, True)[rows]
                self.regional(values, effect, active * (size * strength), np.add)
            case "revenue":
                values = self.field("revenue_factor", 1.0, True)[rows]
                self.regional(values, effect, 1 - active * ((1 - size) * strength), np.multiply)
            case quantity if effect.op == "add":
                values = self.field(FIELDS[quantity], 0.0)[rows]
                values += active * (size * strength)
            case quantity:
                values = self.field(FIELDS[quantity], 1.0)[rows]
                values *= 1 - active * ((1 - size) * strength)

    def regional(self, values: Array, effect: RiskEffect, change: Array, combine: Any) -> None:
        regions = range(len(self.plan.regions)) if effect.region == "all" else [self.plan.regions.index(effect.region)]
        for region in regions:
            combine(values[:, region], change, out=values[:, region])

    def limit(
        self,
        name: str,
        share: str,
        worst: Any,
        neutral: float,
        size: Array,
        rows: slice,
        active: np.ndarray,
        strength: float,
    ) -> None:
        limit, kept = self.field(name, neutral)[rows], self.field(share, 0.0)[rows]
        limit[:] = np.where(active, worst(limit, size), limit)
        kept[:] = np.where(active, np.maximum(kept, strength), kept)

    def effects(self, cost: float) -> Effects:
        fields: dict[str, Any] = dict(self.fields)
        if cost:
            quarters = self.plan.quarter_count
            fields["extra_cost"] = np.full((quarters, 1), cost / quarters)
        return Effects(**fields) if fields else NO_EFFECTS


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
    settings = resolve(plan, risks)
    events = {id: typical_event(setting, plan.risks[id]) for id, setting in settings.items() if setting.mode == "on"}
    return effects_of(plan, settings, events, 1, baseline)
