"""Draw ranges: what a sweep hands out, and what comes back.

A range is plain data (a scenario as JSON, draws from … to), so it may be computed by another thread, process or
machine; what comes back are the outcomes of its draws, which depend on nothing but the range.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sim.model.axes import Array
from sim.plan import Plan, load_plan, open_catalogue
from sim.plan.load import read_pack
from sim.scenario import MAX_DRAWS, Scenario
from sim.scenario.ensemble import CHUNK, chunks, evaluate_draws

BATCH_DRAWS = 2**15
"""Draws handed out at once: some tens of milliseconds of work, beside which handing out costs next to nothing."""


@dataclass(frozen=True)
class Range:
    """Draws `start` … `stop` - 1 of one scenario under one scramble.

    Attributes
    ----------
    point : int
        The scenario's place in the sweep.
    scramble : int
        Number of the scramble, 0 for the scenario's own seed.
    scenario : str
        The scenario as JSON, seed included.
    """

    point: int
    scramble: int
    scenario: str
    start: int
    stop: int


@dataclass(frozen=True)
class Work:
    """Ranges to compute together, the measures and year to return, and the plan by id and hash.

    `files` is the plan's pack where only a library has it: whoever computes may be a process that has none.
    """

    plan: str
    plan_hash: str
    measures: tuple[str, ...]
    year: int
    ranges: tuple[Range, ...]
    files: Mapping[str, str] | None = None


@lru_cache(maxsize=4)
def _read(hash: str, files: tuple[tuple[str, str], ...]) -> Plan:
    return read_pack(dict(files), hash=hash)


def files_to_send(plan: Plan) -> Mapping[str, str] | None:
    """Return the files of a plan that no folder of plans has, so that no other process finds it by its id."""
    return None if open_catalogue().folder_version(plan.id, plan.hash) or not plan.files else dict(plan.files)


def plan_of(work: Work) -> Plan:
    """Return the plan of a piece of work: from the files sent along, else by its id."""
    return load_plan(work.plan) if work.files is None else _read(work.plan_hash, tuple(work.files.items()))


def scramble_seed(seed: int, scramble: int) -> int:
    """Return the seed of an independent scramble; that of scramble 0 is the seed itself."""
    if scramble == 0:
        return seed
    return int(np.random.SeedSequence([seed, scramble]).generate_state(1, np.uint32)[0])


def scrambles(draws: int) -> list[int]:
    """Return how many draws each scramble takes: one up to 2^20, past that equal ones of at most 2^20."""
    count = -(-draws // MAX_DRAWS)
    return [draws // count + (place < draws % count) for place in range(count)]


def point_ranges(point: int, scenario: Scenario, draws: int) -> Iterator[Range]:
    """Give the ranges of one point: whole chunks, so that no result depends on how they are handed out."""
    for scramble, size in enumerate(scrambles(draws)):
        own = {"seed": scramble_seed(scenario.seed, scramble), "draws": size}
        text = json.dumps(scenario.to_dict() | own, sort_keys=True)
        for start, stop in chunks(size, BATCH_DRAWS):
            yield Range(point, scramble, text, start, stop)


def batches(ranges: Iterable[Range], draws: int = BATCH_DRAWS) -> Iterator[tuple[Range, ...]]:
    """Give ranges in batches of some `draws` draws, in order."""
    batch: list[Range] = []
    held = 0
    for one in ranges:
        batch.append(one)
        held += one.stop - one.start
        if held >= draws:
            yield tuple(batch)
            batch, held = [], 0
    if batch:
        yield tuple(batch)


def compute(work: Work, plan: Plan | None = None) -> list[Array]:
    """Return the outcomes of every range, in order. Each of shape (measure, draw), in the measures' units.

    Parameters
    ----------
    plan
        Given where it is at hand; else it is read from what was sent along or loaded by id, and refused when it is
        another edition.

    Raises
    ------
    PlanError
        The plan is not there, or another edition of it is.
    """
    from sim.language.errors import PlanError

    own = plan_of(work) if plan is None else plan
    if own.hash != work.plan_hash:
        raise PlanError("error-sweep-edition", plan=work.plan, found=own.hash, wanted=work.plan_hash)
    year = own.years.index(work.year)
    found: list[Array] = []
    scenario, text = None, None
    for one in work.ranges:
        if scenario is None or one.scenario != text:
            scenario, text = Scenario.from_dict(json.loads(one.scenario), lambda _: own), one.scenario
        outcomes = np.empty((len(work.measures), one.stop - one.start))
        keep = one.stop <= 8 * CHUNK  # neighbours in the sweep share their futures
        for start, stop in chunks(one.stop, CHUNK, one.start):
            results = evaluate_draws(scenario, start, stop, cache=keep)
            for place, id in enumerate(work.measures):
                outcomes[place, start - one.start : stop - one.start] = results.annual(id)[year]
        found.append(outcomes)
    return found
