"""Simulation-based calibration with 500 truths, of the reforecast and of what is learnt; writes what Trust shows.

`python -m bench calibration` takes some minutes; tests do the same with 60 truths.
"""

from __future__ import annotations

import numpy as np
import yaml

from sim.learn.calibration import truth_ranks
from sim.plan import load_plan
from sim.scenario import Scenario
from sim.track.calibration import calibration_of_bands
from sim.trust.calibration import BINS, FILE

TRUTHS = 500


def main(truths: int = TRUTHS) -> None:
    """Print and write what the bands held."""
    plan = load_plan()
    found = [
        {"of": "reforecast", "known": held.quarters, "shares": _shares(held.shares), "ranks": _histogram(held.ranks)}
        for held in calibration_of_bands(Scenario.of(plan), truths=truths)
    ]
    learnt = truth_ranks(plan, truths=truths)
    found.append(
        {
            "of": "history",
            "known": learnt.quarters,
            "shares": _shares(learnt.shares()),
            "ranks": _histogram(learnt.ranks),
        }
    )
    for one in found:
        print(f"{one['of']}, {one['known']} quarters known: {one['shares']}  {one['ranks']}")
    content = {"plan": plan.id, "hash": plan.hash, "model": plan.model, "truths": truths, "held": found}
    FILE.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")


def _shares(shares: dict[float, float]) -> dict[str, float]:
    return {f"{band:.0%}": round(share, 4) for band, share in shares.items()}


def _histogram(ranks: np.ndarray) -> list[int]:
    return [int(one) for one in np.histogram(ranks, BINS, (0, 1))[0]]
