"""What the stage shows of the futures of a scenario: bands of revenue and the chance of the target."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from pages.parts.recent import Recent
from sim.analysis.uncertainty import Probability, probability, sorted_quantiles
from sim.model import Results
from sim.scenario import Scenario
from sim.scenario.ensemble import Cancelled, run_ensemble

QUANTILES = (0.1, 0.25, 0.75, 0.9)
KEPT = 2048  # undo, redo, bookmarks, the list of steps and other visitors come back to a point; some 4 kB each


@dataclass(frozen=True, eq=False)
class Spread:
    """The futures of one scenario, summed up.

    Attributes
    ----------
    chance : Probability
        Of the scenario's target, from its own number of draws.
    bands : "year" and "quarter" -> (quantile, time) [CNY_m]
        Revenue at `QUANTILES`.
    """

    chance: Probability
    bands: Mapping[str, np.ndarray]


_spreads: Recent[Scenario, Spread] = Recent(KEPT)
_being_made: dict[Scenario, threading.Lock] = {}


def known_spread(scenario: Scenario) -> Spread | None:
    """Return the spread of a scenario's futures if it is at hand."""
    return _spreads.get(scenario)


def spread(scenario: Scenario, between: Callable[[], None] | None = None) -> Spread:
    """Return the spread of a scenario's futures; only what the stage shows is worked out, and only once.

    Parameters
    ----------
    between : function
        Called before every step of the model (a few milliseconds of work): may wait, so that others go first, or raise
        `Cancelled`.

    Raises
    ------
    Cancelled
        By `between`.
    """
    found = known_spread(scenario)
    if found is not None:
        return found
    with _spreads.lock:
        making = _being_made.setdefault(scenario, threading.Lock())
    try:
        with making:  # what is found is kept before the next who waits may look
            found = known_spread(scenario)
            if found is None:
                found = _simulate(scenario, between or (lambda: None))
                _spreads.keep(scenario, found)
    finally:
        with _spreads.lock:
            _being_made.pop(scenario, None)
    return found


def _simulate(scenario: Scenario, between: Callable[[], None]) -> Spread:
    target = scenario.target
    year = scenario.plan.years.index(target.year)
    stop = threading.Event()

    def reduce(results: Results) -> dict[str, np.ndarray]:
        return {
            "year": results.annual("revenue"),
            "quarter": results.quarterly("revenue"),
            "outcome": results.annual(target.metric)[year],
        }

    def step() -> None:
        try:
            between()
        except Cancelled:
            stop.set()  # chunks that other threads have not begun
            raise

    step()
    futures = run_ensemble(scenario, reduce, between=step, cancelled=stop)
    bands = {kind: sorted_quantiles(futures[kind], QUANTILES) for kind in ("year", "quarter")}
    return Spread(probability(target.is_reached(futures["outcome"])), bands)
