"""Ensembles: many futures of one scenario, in chunks that fit the cache, large ones on two threads.

Draw n of a seed is the same future for every scenario and every number of draws (common random numbers), so two
scenarios differ by their inputs alone and a moved lever moves the answer smoothly. Draws are reduced chunk by chunk:
memory does not grow with the number of draws, and no result depends on the size of a chunk or on the threads.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from typing import Any, TypeVar

import numpy as np

from sim.model import Effects, Results, evaluate, go_on
from sim.model.axes import Array
from sim.plan import Plan
from sim.risk import resolve, sample_effects
from sim.sampling.assumptions import AssumptionValues, sample_assumptions
from sim.scenario import Scenario

CHUNK = 2048
"""Draws evaluated at once where many threads work: the arrays then stay in the processor's second-level cache."""
BLOCK = 2 * CHUNK
"""Draws that an ensemble draws and evaluates at once: half as many calls."""
WORKERS = 2
ONE_THREAD = 2**13
"""Up to this many draws one thread is as fast as two: numpy's calls are too short to overlap well."""
CACHED_BLOCKS = 8
"""Blocks whose assumptions and effects are kept (some 8 MB each): they do not depend on levers."""
CACHED_DRAWS = 2**13
"""Larger ensembles are not kept: they would push out everything else."""

KEPT_DRAWS = 2**16
"""Futures that one answer keeps at once (some 24 MB by year and quarter). A scenario may ask for more: what reads its
own number of draws then reads the first of them, and only `sim.analysis.streaming` goes through all."""

Value = TypeVar("Value")
Task = TypeVar("Task")
Reduce = Callable[[Results], Mapping[str, Array]]


class Cancelled(Exception):
    """A long calculation was told to stop."""


@lru_cache(maxsize=1)
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(WORKERS, thread_name_prefix="ensemble")


def parallel(
    task: Callable[[Task], Value],
    items: list[Task],
    workers: int = WORKERS,
    progress: Callable[[float], None] | None = None,
    cancelled: threading.Event | None = None,
) -> Iterator[Value]:
    """Yield `task(item)` for every item, in order, `workers` at a time.

    At most a few results wait at any moment, so that memory stays constant.

    Parameters
    ----------
    progress : function
        Told the share that is done after each item; called on the caller's thread.
    cancelled : threading.Event
        Looked at before each item.

    Raises
    ------
    Cancelled
    """

    def check(item: Task) -> Value:
        if cancelled is not None and cancelled.is_set():
            raise Cancelled
        return task(item)

    waiting: list[Future[Value]] = []
    ahead = 2 * workers
    for number in range(len(items)):
        if workers == 1:
            value = check(items[number])
        else:
            while len(waiting) < ahead and number + len(waiting) < len(items):
                waiting.append(_pool().submit(check, items[number + len(waiting)]))
            value = waiting.pop(0).result()
        if progress is not None:
            progress((number + 1) / len(items))
        yield value


def chunks(draws: int, size: int = CHUNK, first: int = 0) -> list[tuple[int, int]]:
    """Return (start, stop) of each chunk of draws `first` … `draws` - 1."""
    return [(start, min(start + size, draws)) for start in range(first, draws, size)]


def kept_draws(scenario: Scenario) -> int:
    """Return how many of a scenario's draws are kept at once: its own number, at most `KEPT_DRAWS`."""
    return min(scenario.draws, KEPT_DRAWS)


@lru_cache(maxsize=CACHED_BLOCKS)
def _inputs(
    plan: Plan, assumption_set: str, own_assumptions: str, risks: str, seed: int, start: int, stop: int, baseline: bool
) -> tuple[AssumptionValues, Effects]:
    assumptions = sample_assumptions(plan, assumption_set, json.loads(own_assumptions), seed, start, stop)
    effects = sample_effects(plan, resolve(plan, json.loads(risks)), seed, start, stop, baseline)
    return assumptions, effects


def inputs(
    scenario: Scenario, start: int, stop: int, baseline: bool = False, cache: bool = True
) -> tuple[AssumptionValues, Effects]:
    """Return assumptions and effects of draws `start` … `stop` - 1 of a scenario; they do not depend on its levers."""
    risks = {id: dict(said) for id, said in scenario.risks.items()}
    key = (json.dumps(dict(scenario.own_assumptions), sort_keys=True), json.dumps(risks, sort_keys=True))
    function = _inputs if cache else _inputs.__wrapped__
    return function(scenario.plan, scenario.assumption_set, *key, scenario.seed, start, stop, baseline)


def evaluate_draws(
    scenario: Scenario,
    start: int,
    stop: int,
    baseline: bool = False,
    cache: bool = True,
    between: Callable[[], None] = go_on,
) -> Results:
    """Return draws `start` … `stop` - 1 of a scenario, or of its baseline in the same futures."""
    plan = scenario.plan
    assumptions, effects = inputs(scenario, start, stop, baseline, cache)
    levers: Mapping[str, Any] = plan.presets["baseline"] if baseline else scenario.levers
    return evaluate(plan, levers, assumptions, effects, between)


def run_ensemble(
    scenario: Scenario,
    reduce: Reduce,
    draws: int | None = None,
    *,
    first: int = 0,
    baseline: bool = False,
    workers: int | None = None,
    chunk: int = BLOCK,
    cache: bool = True,
    between: Callable[[], None] = go_on,
    progress: Callable[[float], None] | None = None,
    cancelled: threading.Event | None = None,
) -> dict[str, Array]:
    """Evaluate many futures of a scenario.

    Parameters
    ----------
    reduce : function
        Takes the results of a chunk, returns named arrays whose last axis is the draw. Everything else of the chunk
        is dropped.
    draws : int
        Draws `first` … `draws` - 1 are evaluated; `kept_draws(scenario)` by default.
    baseline : bool
        Evaluate the plan's baseline in the scenario's futures.
    chunk : int
        Draws evaluated at once.
    workers : int
        Threads; chosen by the number of draws if not given.
    cache : bool
        Keep assumptions and effects for the next call; for one-off variants say False.
    between : function
        See `sim.model.evaluate`; called on the threads that work.

    Returns
    -------
    dict of name -> array, last axis = draw

    Raises
    ------
    Cancelled
    """
    count = kept_draws(scenario) if draws is None else draws
    keep = cache and count - first <= CACHED_DRAWS
    threads = workers or (1 if count - first <= ONE_THREAD else WORKERS)

    def one(span: tuple[int, int]) -> dict[str, Array]:
        results = evaluate_draws(scenario, *span, baseline, keep, between)
        width = span[1] - span[0]
        return {
            name: values if values.shape[-1] == width else np.broadcast_to(values, (*values.shape[:-1], width))
            for name, values in reduce(results).items()
        }

    parts = list(parallel(one, chunks(count, chunk, first), threads, progress, cancelled))
    return {name: np.concatenate([part[name] for part in parts], axis=-1) for name in parts[0]}
