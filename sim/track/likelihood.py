"""How likely the actuals are in each future, and how far actuals that run beside the model are carried forward.

log(actual / model) of one cell is a sum of independent normal errors whose sizes measures.yaml states: level (common
to the measure, lasting), season (common, same quarter of every year), quarter (common, once), region and item (one
region, one product or budget; lasting) and own (one row, once). So quarters and regions do not count as independent
evidence, and a model that is a little off everywhere is not taken for proof against one assumption. What the lasting
errors are expected to be, given future and actuals, moves that future's remaining quarters: a linear Bayes estimate.
What is not known of them after that, and the errors still to come, spread those quarters: each future takes one draw.
"""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

import numpy as np

from sim.model.axes import QUARTERS_A_YEAR, Array
from sim.plan import Plan
from sim.track.actuals import Actuals
from sim.track.futures import Futures
from sim.track.measures import Errors, Series, item_split, measures, members


@dataclass(frozen=True)
class Observation:
    """One actual figure that the model predicts; `quarter` counts from 0."""

    series: Series
    quarter: int
    value: float


def observations(plan: Plan, actuals: Actuals) -> tuple[list[Observation], list[Observation]]:
    """Return the figures to learn from and those left aside (zero or less has no logarithm).

    Where all parts of a total are known, only the parts count: nothing is learnt twice.
    """
    used: list[Observation] = []
    skipped: list[Observation] = []
    for series, cells in actuals.values.items():
        if measures()[series.measure].errors is None:
            continue
        for label, value in cells.items():
            quarter = plan.quarters.index(label)
            if parts_known(plan, actuals, series, label):
                continue
            one = Observation(series, quarter, value)
            (used if value > 0 else skipped).append(one)
    order = {id: place for place, id in enumerate(measures())}
    used.sort(key=lambda one: (order[one.series.measure], one.quarter, one.series))
    return used, skipped


def parts_known(plan: Plan, actuals: Actuals, series: Series, label: str) -> bool:
    """Tell whether everything that this total is the sum of is known itself."""
    split = measures()[series.measure].split

    def there(part: Series) -> bool:
        return label in actuals.values.get(part, {}) or parts_known(plan, actuals, part, label)

    if "region" in split and not series.region:
        return all(there(Series(series.measure, region)) for region in plan.regions)
    if "product" in split and not series.item:
        return all(there(Series(series.measure, series.region, item)) for item in plan.products)
    return False


# -- what a future says of an observation ---------------------------------------------------------------------------


def _cells(plan: Plan, measure: str) -> list[Series]:
    """Return a measure's finest rows, in the order of the futures' arrays."""
    split = measures()[measure].split
    regions = plan.regions if "region" in split else ("",)
    rest = item_split(measure)
    items = members(plan, rest) if rest else ("",)
    return [Series(measure, region, item) for region in regions for item in items]


def _values(futures: Futures, measure: str) -> Array:
    """Return a measure's finest rows in every future. Shape (quarter, cell, draw)."""
    array: Array = getattr(futures, measure)
    return array.reshape(array.shape[0], -1, array.shape[-1])


def _members(cells: list[Series], series: Series) -> list[int]:
    return [
        place
        for place, cell in enumerate(cells)
        if series.region in ("", cell.region) and series.item in ("", cell.item)
    ]


@dataclass(frozen=True, eq=False)
class Evidence:
    """What the actuals of one measure say.

    Attributes
    ----------
    cells : list of Series
        The measure's finest rows.
    shares : (observation, cell)
        What a row consists of, as shares of its finest rows in the mean future.
    residuals : (observation, draw)
        log(actual / model).
    whitening : (observation, observation)
        Inverse of the lower Cholesky factor of the errors' covariance.
    """

    observations: list[Observation]
    cells: list[Series]
    shares: Array
    residuals: Array
    whitening: Array
    errors: Errors

    def log_likelihood(self) -> Array:
        """Return the log-likelihood of each future up to a constant. Shape (draw,)."""
        z = self.whitening @ self.residuals
        np.square(z, out=z)
        return -0.5 * z.sum(axis=0)

    def offsets(self, then: np.ndarray) -> Array:
        """Return the expected lasting errors of every cell. Shape (quarter of `then`, cell, draw) [log]."""
        when = np.array([one.quarter for one in self.observations])
        common = _common(then, when, self.errors)
        lasting = _lasting(self.cells, np.eye(len(self.cells)), self.shares, self.errors)
        covariance = common[:, None, :] + lasting[None]
        gain = covariance.reshape(-1, len(when)) @ self.whitening.T @ self.whitening
        return (gain @ self.residuals).reshape(len(then), self.shares.shape[1], -1)

    def spread(self, then: np.ndarray, draws: int, seed: int) -> Array:
        """Return one draw a future of what `offsets` leaves open, and of errors still to come.

        Shape (quarter of `then`, cell, draw) [log]. The same draws for the same seed, whatever was reported: two
        reports are compared on common random numbers.
        """
        when = np.array([one.quarter for one in self.observations])
        count = len(self.cells)
        whole = _whole(then, self.cells, self.errors)
        shared = _common(then, when, self.errors)[:, None, :]
        cross = (shared + _lasting(self.cells, np.eye(count), self.shares, self.errors)[None]).reshape(
            len(whole), len(when)
        )
        seen = cross @ self.whitening.T
        factor = np.linalg.cholesky(whole - seen @ seen.T)
        rng = np.random.default_rng(np.random.SeedSequence([seed, crc32(b"track.errors")]))
        # From the last quarter back: one quarter more of actuals leaves the draws of those after it as they are.
        normals = rng.standard_normal((len(whole), draws))[::-1]
        return (factor @ normals).reshape(len(then), count, draws)


def _whole(then: np.ndarray, cells: list[Series], error: Errors) -> Array:
    """Return the covariance of all errors of the finest rows. Shape (quarter × cell, quarter × cell)."""
    count, every = len(cells), np.eye(len(cells))
    whole = np.kron(_common(then, then, error), np.ones((count, count)))
    whole += np.kron(np.ones((len(then), len(then))), _lasting(cells, every, every, error))
    return whole + error.own**2 * np.eye(len(whole))


def error_paths(plan: Plan, measure: str, quarters: int, rng: np.random.Generator) -> Array:
    """Return one draw of the errors of a measure's finest rows, before any is known. Shape (quarter, cell) [log]."""
    errors = measures()[measure].errors
    assert errors is not None
    cells = _cells(plan, measure)
    factor = np.linalg.cholesky(_whole(np.arange(quarters), cells, errors))
    return (factor @ rng.standard_normal(len(factor))).reshape(quarters, len(cells))


def evidence_of(futures: Futures, used: list[Observation]) -> dict[str, Evidence]:
    """Return the evidence by measure; rows the model has at zero in every future are left out."""
    plan = futures.scenario.plan
    found = {}
    for measure in dict.fromkeys(one.series.measure for one in used):
        errors = measures()[measure].errors
        assert errors is not None
        cells, values = _cells(plan, measure), _values(futures, measure)
        rows, shares, kept = [], [], []
        for one in used:
            if one.series.measure != measure:
                continue
            places = _members(cells, one.series)
            parts = values[one.quarter, places]
            predicted = parts.sum(axis=0)
            if not (predicted > 0).all():
                continue
            share = np.zeros(len(cells))
            share[places] = parts.mean(axis=1) / predicted.mean()
            rows.append(np.log(one.value) - np.log(predicted))
            shares.append(share)
            kept.append(one)
        if kept:
            matrix = np.array(shares)
            # numpy's own linear algebra: scipy brings a second thread pool, and the two wait for each other.
            factor = np.linalg.cholesky(_covariance(kept, cells, matrix, errors))
            whitening: Array = np.linalg.inv(factor).astype(np.float64, copy=False)
            found[measure] = Evidence(kept, cells, matrix, np.array(rows), whitening, errors)
    return found


def _common(then: np.ndarray, when: np.ndarray, error: Errors) -> Array:
    """Return the covariance of what all rows share in quarters `then` and `when`. Shape (then, when)."""
    season = then[:, None] % QUARTERS_A_YEAR == when % QUARTERS_A_YEAR
    return error.level**2 + error.season**2 * season + error.quarter**2 * (then[:, None] == when)


def _lasting(cells: list[Series], left: Array, right: Array, error: Errors) -> Array:
    """Return the covariance of lasting errors between two lists of rows, given as shares of cells."""
    found = np.zeros((len(left), len(right)))
    for name, size in (("region", error.region), ("item", error.item)):
        labels = list(dict.fromkeys(getattr(cell, name) for cell in cells))
        member = np.array([[getattr(cell, name) == label for label in labels] for cell in cells], dtype=float)
        found += size**2 * (left @ member) @ (right @ member).T
    return found


def _covariance(kept: list[Observation], cells: list[Series], shares: Array, error: Errors) -> Array:
    when = np.array([one.quarter for one in kept])
    own = error.own**2 * (when[:, None] == when) * (shares @ shares.T)
    return _common(when, when, error) + _lasting(cells, shares, shares, error) + own
