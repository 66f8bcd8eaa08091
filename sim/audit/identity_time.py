"""Identities along time: change, growth, additions, and how growth compares with the market's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from sim.audit.claims import Claim, readings, subject_of
from sim.audit.estimate import Estimate, growth_factor, growth_rate
from sim.audit.ledger import Ledger
from sim.audit.statements import Statement
from sim.audit.table import FactTable
from sim.reading.periods import Period, year

STARTS = {
    "actual": ("actual",),
    "target": ("actual", "target"),
    "forecast": ("actual", "benchmark", "forecast"),
    "benchmark": ("benchmark", "actual"),
    "risk": ("actual",),
    "policy": ("policy",),
}
"""Which statements may be the beginning of a change of a given status; the first that exists counts."""
ENDS = {
    "actual": ("actual",),
    "target": ("target",),
    "forecast": ("forecast", "target"),
    "benchmark": ("benchmark", "forecast"),
    "risk": ("risk",),
    "policy": ("policy",),
}
"""Which statements may be its end."""


def check(table: FactTable, ledger: Ledger) -> None:
    """Run all identities along time."""
    for same in table.together(table.forms["growth"]):
        readings_of = [_growth(table, s) for s in same]
        if ledger.judge("growth", [claim for claims, _ in readings_of for claim in claims]) is None:
            ledger.judge("growth-bound", [claim for _, bounds in readings_of for claim in bounds])
    for form, (identity, reading) in _FORMS.items():
        for same in table.together(table.forms[form]):
            ledger.judge(identity, [claim for s in same for claim in reading(table, s)])
    gaps: dict[tuple[str, str, Period], list[Statement]] = defaultdict(list)
    for s in table.forms["growth_gap"]:
        if s.metric.of == "revenue_growth" and s.period.form == "span":
            gaps[s.entity, s.scope.node, year(s.period.last_year)].append(s)
    for s in table.metrics_named("market_share"):
        for gap in gaps[s.entity, s.scope.node, s.period]:
            _share_path(table, ledger, s, gap)


@dataclass(frozen=True, slots=True)
class Stretch:
    """One reading of a period of change. If it fails and it does not settle, a more natural reading may still hold."""

    start: Period
    end: Period
    years: int
    settles: bool = True


def stretches(period: Period, present: int | None = None) -> Iterator[Stretch]:
    """Yield the readings of a period of change.

    2024 is from 2023 to 2024, a quarter from the same quarter a year ago, 2023-2026 from 2023 to 2026. A span of years
    to come (after `present`, the last year with actual figures) means its years: 2024-2026 starts from the end of 2023;
    that it starts from 2024 is possible too, but settles nothing.
    """
    if period.form == "span" and not period.within_year:
        first, last = period.first_year, period.last_year
        to_come = present is not None and first > present
        if last > first:
            yield Stretch(year(first), year(last), last - first, settles=not to_come)
        if to_come:
            yield Stretch(year(first - 1), year(last), last - first + 1)
    elif period.timed:
        yield Stretch(period.earlier(12), period, 1)


def _ends(
    table: FactTable, s: Statement, base: str, start: Period, end: Period
) -> tuple[list[Estimate], list[Estimate]]:
    node = s.scope.node
    plain = s.scope.key
    statuses = STARTS.get(s.status, (s.status,))
    present = table.present(s.entity)
    if present is not None and start.last_year <= present:
        statuses = tuple(status for status in statuses if status != "target")  # what was promised is not what was
    starts = table.levels(s.entity, base, node, start, statuses)
    if not starts and node != plain:
        starts = table.levels(s.entity, base, plain, start, statuses)
    return starts, table.levels(s.entity, base, node, end, ENDS.get(s.status, (s.status,)))


def _growth(table: FactTable, s: Statement) -> tuple[list[Claim], list[Claim]]:
    """Growth a year: end = start · (1 + g)^years; the simple average passes too unless the document says CAGR."""
    claims: list[Claim] = []
    bounds: list[Claim] = []
    total_too = not s.unit.per_year and s.period.form == "span"
    for stretch in stretches(s.period, table.present(s.entity)):
        years = stretch.years
        starts, ends = _ends(table, s, s.metric.of, stretch.start, stretch.end)
        words: dict[str, object] = {"start": stretch.start.text, "end": stretch.end.text, "of": s.metric.of}
        compounds = [True] if years == 1 or "compound" in s.flags else [False] if "simple" in s.flags else [True, False]
        for compound in compounds:
            claims += readings(
                subject_of(s),
                [starts, ends],
                lambda a, b, n=years, c=compound: growth_rate(a, b, n, compound=c),
                s.estimate,
                words=words,
                settles=stretch.settles,
            )
            if ends and not starts:
                bounds += _bounds(table, s, stretch, ends, compound, words)
        if total_too:
            grown = readings(subject_of(s), [starts, ends], _total_growth, s.estimate, words=words)
            claims += [replace(claim, settles=stretch.settles) for claim in grown]
    return claims, bounds


def _bounds(
    table: FactTable,
    s: Statement,
    stretch: Stretch,
    ends: list[Estimate],
    compound: bool,
    words: dict[str, object],
) -> list[Claim]:
    """Return what follows where only the start of something larger is stated: growth at least so much."""
    if not table.additive(s.entity, s.metric.of):
        return []
    claims: list[Claim] = []
    for parent in table.ancestors(s.entity, s.scope.node):
        larger = table.amounts(s.entity, s.metric.of, parent, stretch.start, STARTS.get(s.status, (s.status,)))
        claims += readings(
            subject_of(s),
            [larger, ends],
            lambda a, b: growth_rate(a, b, stretch.years, compound=compound),
            s.estimate,
            relation=">=",
            settles=stretch.settles,
            words={**words, "whole": table.scope_text(s.entity, parent)},
        )
    return claims


def _ratio_change(table: FactTable, s: Statement, sign: float) -> list[Claim]:
    """Total growth, uplift or reduction over the period, as a fraction of the start."""
    claims: list[Claim] = []
    for stretch in stretches(s.period, table.present(s.entity)):
        starts, ends = _ends(table, s, s.metric.of, stretch.start, stretch.end)
        words: dict[str, object] = {"start": stretch.start.text, "end": stretch.end.text, "of": s.metric.of}
        claims += readings(
            subject_of(s),
            [starts, ends],
            lambda a, b: _relative(a, b, sign),
            s.estimate,
            words=words,
            settles=stretch.settles,
        )
    return claims


def _total_growth(start: Estimate, end: Estimate) -> Estimate:
    return growth_rate(start, end, 1)


def _relative(start: Estimate, end: Estimate, sign: float) -> Estimate:
    growth = growth_rate(start, end, 1)
    return growth if sign > 0 else Estimate(-growth.value, -growth.high, -growth.low, growth.facts)


def _difference(table: FactTable, s: Statement) -> list[Claim]:
    """A change in points, or additions: end − start."""
    claims: list[Claim] = []
    for stretch in stretches(s.period, table.present(s.entity)):
        starts, ends = _ends(table, s, s.metric.of, stretch.start, stretch.end)
        words: dict[str, object] = {"start": stretch.start.text, "end": stretch.end.text, "of": s.metric.of}
        claims += readings(
            subject_of(s), [starts, ends], lambda a, b: b - a, s.estimate, words=words, settles=stretch.settles
        )
    return claims


def _growth_gap(table: FactTable, s: Statement) -> list[Claim]:
    """Growth above the market's: own growth − market growth, of any market the document states for that period."""
    own = table.amounts(s.entity, s.metric.of, s.scope.node, s.period, (s.status, "actual", "target"))
    stated = [
        m
        for m in table.metrics.get((s.entity, s.metric.against), ())
        if m.period == s.period and m.status in ("benchmark", "actual", "forecast")
    ]
    # A region, a channel or a group of products is a part of the market, not the market, where the market is stated.
    markets = [m.estimate for m in stated if m.scope.dimension in ("outside", "")] or [m.estimate for m in stated]
    words: dict[str, object] = {"of": s.metric.of}
    return readings(subject_of(s), [own, markets], lambda a, b: a - b, s.estimate, words=words)


def _share_path(table: FactTable, ledger: Ledger, s: Statement, gap: Statement) -> None:
    """A market share moves as own growth differs from the market's: share · ((1+g)/(1+m))^years.

    m is what the document's own "points above the industry" leaves for the market, over the same years.
    """
    start, end = year(gap.period.first_year), year(gap.period.last_year)
    if start == end:
        return
    years = gap.period.last_year - gap.period.first_year
    shares = table.amounts(s.entity, "market_share", s.scope.node, start, STARTS.get(s.status, (s.status,)))
    growths = table.amounts(s.entity, "revenue_growth", s.scope.node, gap.period, (gap.status,))
    claims = readings(
        subject_of(s),
        [shares, growths],
        lambda share, own: share * (growth_factor(own, years) / growth_factor(own - gap.estimate, years)),
        s.estimate,
        words={"start": start.text, "end": end.text},
    )
    ledger.judge("share-path", claims)


_FORMS: dict[str, tuple[str, Callable[[FactTable, Statement], list[Claim]]]] = {
    "growth_total": ("growth-total", lambda table, s: _ratio_change(table, s, 1.0)),
    "uplift": ("relative-change", lambda table, s: _ratio_change(table, s, 1.0)),
    "reduction": ("relative-change", lambda table, s: _ratio_change(table, s, -1.0)),
    "change": ("change", _difference),
    "added": ("added", _difference),
    "growth_gap": ("growth-gap", _growth_gap),
}
"""Which identity tests a form of metric, and how its readings come about."""
