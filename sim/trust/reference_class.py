"""The reference class: what became of public multi-year revenue targets of other companies, beside this model's spread.

`data/evidence` holds the cases as they were collected, with marks of what was read and what is remembered. They are no
random sample: companies announce what they believe in, and the press remembers what was missed by far.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import yaml

from sim.language.errors import Listed, PlanError
from sim.model.axes import Array

DATA = Path(__file__).resolve().parents[2] / "data" / "evidence"
QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
READ = re.compile(r"R(\([^)]*\))?")
MARKS = ("target", "base", "prior", "actual")
BANDS = {0.5: (0.25, 0.75), 0.8: (0.1, 0.9)}
CONFIDENCE = 0.95
TARGET_COLUMNS = (
    "company", "country", "sector", "announced", "base_year", "base_revenue", "currency_unit", "prior_1", "prior_2",
    "prior_3", "target_year", "target_revenue", "target_kind", "acquisitions", "actual_by_target_year", "ratio",
    "reached", "drivers", "source", "read_or_memory", "note", "reached_by_any_year", "horizon_years",
    "required_cagr_pct", "momentum_cagr_pct", "gap_pts", "actual_cagr_pct", "grade", "use", "actual_path",
)  # fmt: skip
SOURCE_COLUMNS = ("case", "what", "url", "paraphrase")
STUDY_COLUMNS = ("study", "year", "population", "definition", "figure", "source", "read_or_memory", "note")
WRITTEN_IN = "en"
"""The language of the notes on cases and studies."""


@dataclass(frozen=True)
class Finding:
    """Where a figure of a case was found: what it is of, the address, and what stands there."""

    case: str
    what: str
    url: str
    paraphrase: str


@dataclass(frozen=True)
class Case:
    """One public revenue target and what became of it.

    Attributes
    ----------
    base, target, actual : in `unit`
    ratio : actual in the target year / target
    required_growth : a year, from base to target, as a fraction
    horizon : years from base to target
    marks : what of "target", "base", "prior", "actual" was read ("R…") and what is remembered ("M…")
    fit_for_use : comparable, and not reached or missed by buying companies
    """

    company: str
    country: str
    region: str
    sector: str
    trade: str
    announced: str
    base_year: int
    target_year: int
    base: float
    target: float
    actual: float
    unit: str
    kind: str
    ratio: float
    reached: bool
    reached_by_any_year: bool
    required_growth: float
    horizon: float
    drivers: str
    source: str
    marks: Mapping[str, str]
    note: str
    fit_for_use: bool

    @property
    def firm(self) -> str:
        return self.company.split()[0]

    @property
    def read(self) -> bool:
        """Whether target and outcome were both read, neither remembered nor pieced together."""
        return all(READ.fullmatch(self.marks[name]) for name in ("target", "actual"))


def _table(path: Path, columns: tuple[str, ...]) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    if not rows or tuple(rows[0]) != columns:
        found = Listed(tuple(rows[0]) if rows else (), letters=400)
        raise PlanError("error-plan-wrong-value", file=path.name, key="1", value=found, allowed=columns)
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(columns):
            allowed = str(len(columns))
            raise PlanError(
                "error-plan-wrong-value", file=path.name, key=str(number), value=str(len(row)), allowed=allowed
            )
    return [dict(zip(columns, row, strict=True)) for row in rows[1:]]


class _Row:
    """One row of targets.csv, read strictly; an error names file, company and column."""

    def __init__(self, row: Mapping[str, str], file: str) -> None:
        self.row, self.file = row, file

    def refuse(self, column: str, allowed: str | Sequence[str]) -> PlanError:
        key = f"{self.row['company'][:40]}, {column}"
        return PlanError(
            "error-plan-wrong-value", file=self.file, key=key, value=self.row[column][:40] or "–", allowed=allowed
        )

    def number(self, column: str, low: float = -math.inf) -> float:
        try:
            value = float(self.row[column])
        except ValueError:
            raise self.refuse(column, "1234.5") from None
        if not math.isfinite(value) or value < low:
            raise self.refuse(column, f">= {low:g}")
        return value

    def choice(self, column: str, allowed: tuple[str, ...]) -> str:
        if self.row[column] not in allowed:
            raise self.refuse(column, allowed)
        return self.row[column]

    def marks(self) -> dict[str, str]:
        parts = [part.partition("=") for part in self.row["read_or_memory"].split(";")]
        found = {name: mark for name, _, mark in parts}
        if tuple(found) != MARKS or not all(mark[:1] in ("R", "M") for mark in found.values()):
            raise self.refuse("read_or_memory", ";".join(f"{name}=R|M…" for name in MARKS))
        return found


def read_cases(folder: Path = DATA) -> tuple[Case, ...]:
    """Return all cases of a folder, also those that are not fit for use.

    Raises
    ------
    PlanError
        Names file, company and column, what stands there and what is allowed.
    """
    groups = yaml.safe_load((folder / "groups.yaml").read_text(encoding="utf-8"))
    regions = {country: region for region, countries in groups["regions"].items() for country in countries}
    sectors = {trade: sector for sector, trades in groups["sectors"].items() for trade in trades}
    file = "targets.csv"
    return tuple(_case(_Row(row, file), regions, sectors) for row in _table(folder / file, TARGET_COLUMNS))


def _case(row: _Row, regions: Mapping[str, str], sectors: Mapping[str, str]) -> Case:
    raw = row.row
    target, actual, ratio = (row.number(name, 0) for name in ("target_revenue", "actual_by_target_year", "ratio"))
    if abs(actual / target - ratio) > 0.002:
        raise row.refuse("ratio", f"{actual / target:.3f}")
    reached = row.choice("reached", ("yes", "no")) == "yes"
    if reached != (ratio >= 1):
        raise row.refuse("reached", "yes" if ratio >= 1 else "no")
    comparable = row.choice("use", ("0", "1", "2")) == "1"
    bought = row.choice("acquisitions", ("no", "some", "yes"))
    return Case(
        company=raw["company"],
        country=raw["country"],
        region=regions[row.choice("country", tuple(regions))],
        sector=sectors[row.choice("sector", tuple(sectors))],
        trade=raw["sector"],
        announced=raw["announced"],
        base_year=int(row.number("base_year", 1900)),
        target_year=int(row.number("target_year", 1900)),
        base=row.number("base_revenue", 0),
        target=target,
        actual=actual,
        unit=raw["currency_unit"],
        kind=raw["target_kind"],
        ratio=ratio,
        reached=reached,
        reached_by_any_year=row.choice("reached_by_any_year", ("yes", "no")) == "yes",
        required_growth=row.number("required_cagr_pct") / 100,
        horizon=row.number("horizon_years", 0),
        drivers=raw["drivers"],
        source=raw["source"],
        marks=row.marks(),
        note=raw["note"],
        fit_for_use=comparable and bought != "yes",
    )


@cache
def cases() -> tuple[Case, ...]:
    """Return the cases fit for use, worst outcome first."""
    return tuple(sorted((one for one in read_cases() if one.fit_for_use), key=lambda one: one.ratio))


@cache
def studies() -> tuple[dict[str, str], ...]:
    """Return the studies of such targets, a row each, as they were noted."""
    return tuple(_table(DATA / "studies.csv", STUDY_COLUMNS))


@cache
def _findings() -> tuple[Finding, ...]:
    return tuple(Finding(**row) for row in _table(DATA / "sources.csv", SOURCE_COLUMNS))


def findings_of(case: Case) -> tuple[Finding, ...]:
    """Return where the figures of a case, or others of the same firm, were found."""
    firm = case.firm.lower()
    return tuple(one for one in _findings() if one.case.split()[0].lower() == firm)


def select(keep: Callable[[Case], bool]) -> tuple[Case, ...]:
    return tuple(one for one in cases() if keep(one))


@dataclass(frozen=True)
class Attainment:
    """What a number of cases, or of futures, came to: quantiles of result / target, and the share that reached it."""

    count: int
    firms: int
    quantiles: tuple[float, ...]
    reached: float
    reached_by_any_year: float


def attainment(chosen: tuple[Case, ...]) -> Attainment:
    """Return what became of some cases; there must be one at least."""
    ratios = np.array([one.ratio for one in chosen])
    return Attainment(
        len(chosen),
        len({one.firm for one in chosen}),
        tuple(float(value) for value in np.quantile(ratios, QUANTILES)),
        float(np.mean([one.reached for one in chosen])),
        float(np.mean([one.reached_by_any_year for one in chosen])),
    )


# -- the test -------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Coverage:
    """How many cases fall into a central band of the model's own spread.

    `low` and `high` hold 95 % of such shares if the band were right and the cases independent.
    """

    band: float
    share: float
    low: float
    high: float

    @property
    def holds(self) -> bool:
        return self.low <= self.share <= self.high


@dataclass(frozen=True)
class SpreadTest:
    """The model's spread of result / target against the class.

    Attributes
    ----------
    model, reference, naive : mean continuous ranked probability score, smaller is better: the model's spread, the
        spread of the other cases (each left out in turn), and the assumption that every target is hit exactly
    below : share of cases below the model's median; half if its middle is right
    """

    count: int
    coverage: tuple[Coverage, ...]
    below: float
    model: float
    reference: float
    naive: float

    @property
    def holds(self) -> bool:
        return all(one.holds for one in self.coverage) and self.model <= self.reference


def crps(sample: Array, outcome: float) -> float:
    """Return the continuous ranked probability score of a sample: E|X − y| − E|X − X′| / 2.

    References
    ----------
    Gneiting & Raftery 2007, JASA 102(477) 359-378.
    """
    ordered = np.sort(sample)
    count = ordered.size
    between = 2 * float(((2 * np.arange(1, count + 1) - count - 1) * ordered).sum()) / count**2
    return float(np.abs(ordered - outcome).mean()) - between / 2


def spread_test(ratios: Array, chosen: tuple[Case, ...] | None = None) -> SpreadTest:
    """Hold a model's spread against what became of the class.

    Parameters
    ----------
    ratios : (draw,)
        Result / target in the futures of a plan.
    """
    from scipy import stats  # slow to import, and only this test of the spread needs it

    outcomes = np.array([one.ratio for one in (cases() if chosen is None else chosen)])
    count = outcomes.size
    found: list[Coverage] = []
    for band, ends in BANDS.items():
        low, high = np.quantile(ratios, ends)
        share = float(np.mean((outcomes >= low) & (outcomes <= high)))
        limits = stats.binom.interval(CONFIDENCE, count, band)
        found.append(Coverage(band, share, float(limits[0]) / count, float(limits[1]) / count))
    return SpreadTest(
        count,
        tuple(found),
        float(np.mean(outcomes < np.median(ratios))),
        float(np.mean([crps(ratios, one) for one in outcomes])),
        float(np.mean([crps(np.delete(outcomes, place), one) for place, one in enumerate(outcomes)])),
        float(np.abs(outcomes - 1).mean()),
    )
