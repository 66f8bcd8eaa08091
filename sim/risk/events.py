"""What happens: in which draws a case strikes, when it begins, and how severe it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.model.axes import Array
from sim.plan import Plan
from sim.plan.risks import RiskCase
from sim.risk.settings import RiskSetting
from sim.sampling.copula import score
from sim.sampling.points import column


@dataclass(frozen=True, eq=False)
class Event:
    """What one case does in each draw.

    Attributes
    ----------
    occurs : (draw,) bool
    onset : (draw,) [quarter, 1 = first]
    severity : (draw,) share of all sizes that are milder, between 0 and 1; or None where `size` fixes it
    size : 0 … 1 as `RiskSetting.size`, or None
    """

    occurs: np.ndarray
    onset: np.ndarray
    severity: Array | None
    size: float | None


def occurrence(
    plan: Plan,
    settings: Mapping[str, RiskSetting],
    id: str,
    seed: int,
    start: int,
    stop: int,
    second: frozenset[str] = frozenset(),
) -> np.ndarray:
    """Return in which draws a case happens. Shape (draw,), bool.

    Cases that exclude each other share one uniform draw and take disjoint stretches from its top, so that each keeps
    its own probability and no two happen together.
    """
    setting = settings[id]
    count = stop - start
    if setting.mode == "on":
        return np.ones(count, dtype=bool)
    group = plan.risks[id].excluded_with
    if setting.mode == "off" or any(settings[other].mode == "on" for other in group):
        return np.zeros(count, dtype=bool)
    leader = group[0]
    name, factor = f"risk.{leader}", plan.risks[leader].factor
    top = 1.0
    for other in group:
        if other == id:
            break
        top -= settings[other].probability
    bottom = top - setting.probability
    if factor:
        from scipy import special  # slow to import, and a run without draws needs none of it

        drawn = score(plan, name, factor, seed, start, stop, second)
        bottom, top = special.ndtri(max(bottom, 0.0)), special.ndtri(top)
    else:
        stream = "second" if name in second else "main"
        drawn = column(plan, name, seed, start, stop, stream)
    return (drawn >= bottom) & (drawn < top)


def event(
    plan: Plan,
    settings: Mapping[str, RiskSetting],
    id: str,
    seed: int,
    start: int,
    stop: int,
    second: frozenset[str] = frozenset(),
) -> Event:
    """Return what a case does in draws `start` … `stop` - 1."""
    setting, case, name = settings[id], plan.risks[id], f"risk.{id}"
    occurs = occurrence(plan, settings, id, seed, start, stop, second)
    first, last = case.onset
    block = "second " if name in second else ""
    if setting.onset is not None:
        onset = np.full(stop - start, setting.onset)
    elif not case.has_window:
        onset = np.full(stop - start, first)
    else:
        share = column(plan, name, seed, start, stop, f"{block}onset")
        onset = first + np.floor(share * (last - first + 1)).astype(np.int64)
    if setting.size is not None or not case.has_sizes:
        return Event(occurs, onset, None, 0.5 if setting.size is None else setting.size)
    return Event(occurs, onset, column(plan, name, seed, start, stop, f"{block}size"), None)


def typical_event(setting: RiskSetting, case: RiskCase) -> Event:
    """Return the event that a single, deterministic run shows: middle of the window, most likely size."""
    onset = setting.onset if setting.onset is not None else sum(case.onset) // 2
    size = 0.5 if setting.size is None else setting.size
    return Event(np.ones(1, dtype=bool), np.array([onset]), None, size)
