"""Tornado: what each uncertain input alone does to the outcome, everything else held at its central value.

An assumption moves from its own P10 to its own P90. A risk case moves from "does not happen" to "happens" (middle of
its window, most likely size): a yes-or-no input has no useful P10. Base line is the scenario's deterministic run.
Inputs that depend on each other still move one at a time here; how they move together is the ensemble's business.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np
import pandas as pd

from sim.analysis.uncertainty import PERCENTILES
from sim.model import evaluate
from sim.risk import resolve
from sim.risk.effects import effects_of
from sim.risk.events import Event, typical_event
from sim.sampling.assumptions import uncertain
from sim.scenario import Scenario, TargetChoice


@dataclass(frozen=True)
class TornadoBar:
    """One input.

    Attributes
    ----------
    id, kind : assumption id and "assumption", or case id and "risk"
    low_input, high_input : the input's P10 and P90 in its own unit; for a risk 1 (happens) and 0
    at_low, at_high : outcome there, in the measure's unit
    probability : of the risk within the horizon; NaN for an assumption
    """

    id: str
    kind: str
    low_input: float
    high_input: float
    at_low: float
    at_high: float
    probability: float

    @property
    def swing(self) -> float:
        return abs(self.at_high - self.at_low)


@dataclass(frozen=True)
class Tornado:
    """Bars with the widest swing first, and the base line they start from."""

    target: TargetChoice
    base: float
    bars: tuple[TornadoBar, ...]

    def frame(self) -> pd.DataFrame:
        """Return one row a bar; `swing` last."""
        return pd.DataFrame([{**asdict(bar), "swing": bar.swing} for bar in self.bars])


def tornado(scenario: Scenario, target: TargetChoice | None = None) -> Tornado:
    """Return the tornado of a measure and year (the target's by default); one batch of some sixty draws."""
    plan, chosen = scenario.plan, target or scenario.target
    central = scenario.central_assumptions()
    settings = resolve(plan, scenario.risks)
    forced = [id for id, setting in settings.items() if setting.mode == "on"]
    possible = [
        id
        for id, setting in settings.items()
        if setting.mode != "off" and not any(other in forced for other in plan.risks[id].excluded_with if other != id)
    ]
    assumptions = uncertain(plan, scenario.assumption_set, scenario.own_assumptions)
    draws = 1 + 2 * len(assumptions) + len(possible)

    ends: dict[str, np.ndarray] = {}
    moved: dict[str, object] = dict(central)
    scores = np.array([-1.0, 1.0]) * 1.2815515655446004  # Φ⁻¹(0.9): the ends named by PERCENTILES
    assert PERCENTILES[0] == 0.1 and PERCENTILES[-1] == 0.9
    for place, id in enumerate(assumptions):
        entry = plan.assumptions[id]
        ends[id] = np.clip(
            plan.assumption_sets[scenario.assumption_set][id].distribution.from_score(scores), entry.low, entry.high
        )
        values = np.full(draws, central[id])
        values[1 + 2 * place : 3 + 2 * place] = ends[id]
        moved[id] = values
    events = {}
    for place, id in enumerate(possible):
        typical = typical_event(settings[id], plan.risks[id])
        occurs = np.full(draws, id in forced)
        occurs[1 + 2 * len(assumptions) + place] = id not in forced  # a forced case shows the world without it
        events[id] = Event(occurs, np.full(draws, typical.onset[0]), None, typical.size)
    results = evaluate(plan, scenario.levers, moved, effects_of(plan, settings, events, draws))
    outcome = results.annual(chosen.metric)[plan.years.index(chosen.year)]
    outcome = np.broadcast_to(outcome, draws)

    bars: list[TornadoBar] = []
    for place, id in enumerate(assumptions):
        low, high = outcome[1 + 2 * place : 3 + 2 * place]
        bars.append(
            TornadoBar(id, "assumption", float(ends[id][0]), float(ends[id][1]), float(low), float(high), float("nan"))
        )
    for place, id in enumerate(possible):
        other = float(outcome[1 + 2 * len(assumptions) + place])
        happens, not_ = (float(outcome[0]), other) if id in forced else (other, float(outcome[0]))
        chance = 1.0 if id in forced else settings[id].probability
        bars.append(TornadoBar(id, "risk", 1.0, 0.0, happens, not_, chance))
    bars.sort(key=lambda bar: -bar.swing)
    return Tornado(chosen, float(outcome[0]), tuple(bars))
