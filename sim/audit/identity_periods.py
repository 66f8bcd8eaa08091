"""Parts of a period: quarters of a year, stages of a programme, and averages over them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from sim.audit.claims import Claim, readings, subject_of
from sim.audit.estimate import Estimate, exactly, share_of, total
from sim.audit.ledger import Ledger
from sim.audit.registry import get_registry
from sim.audit.scopes import WHOLE
from sim.audit.statements import Statement
from sim.audit.table import FactTable
from sim.reading.periods import Period, between, year

Series = dict[Period, list[Statement]]


def check(table: FactTable, ledger: Ledger) -> None:
    """Run all identities of parts of a period."""
    for (entity, _, node), by_status in list(table.series.items()):
        for (status, dimension), series in list(by_status.items()):
            metric = next(iter(series.values()))[0].metric
            if metric.flow and len(series) > 1:
                _sums(ledger, series)
                if not table.is_signed(entity, metric.id):  # a quarter's profit can exceed the year's
                    _inside(table, ledger, series)
            if metric.form == "share":
                _average(table, ledger, entity, node, status, dimension, series)
            if metric.form == "period_share":
                for entries in _one_total(series):
                    _period_shares(table, ledger, entries)


def splits(whole: Period) -> Iterator[list[Period]]:
    """Yield the ways to cut a period: years into halves, quarters, months; spans into years; halves into quarters."""
    for months in (12, 6, 3, 1):
        length = whole.end - whole.start
        if months < length and length % months == 0:
            yield [between(m, m + months) for m in range(whole.start, whole.end, months)]


def _sums(ledger: Ledger, series: Series) -> None:
    """Flows of all parts of a period add up to the period's."""
    for whole, statements in series.items():
        if not whole.timed or whole.end - whole.start > 240:
            continue
        for parts in splits(whole):
            if all(part in series for part in parts):
                terms = [[s.estimate for s in series[part]] for part in parts]
                for s in statements:
                    ledger.judge("period-sum", readings(subject_of(s), terms, _sum, s.estimate))


def _sum(*parts: Estimate) -> Estimate:
    return total(list(parts))


def _inside(table: FactTable, ledger: Ledger, series: Series) -> None:
    """A flow within a period is at most the period's; if it is all of it, nothing is left for the other months."""
    for period, statements in series.items():
        first = statements[0]
        for whole in table.covering(first.entity, first.metric.id, first.scope.node, period):
            wholes = series.get(whole, [])
            words: dict[str, object] = {"whole_period": whole.text}
            claims = [
                Claim(subject_of(s), s.estimate, larger.estimate, "<=", words) for s in statements for larger in wholes
            ]
            fits = ledger.judge("period-part", claims)
            if fits and period.within_year and whole.form == "year" and first.metric.continuous:
                _all_of_it(ledger, statements, wholes, words)


def _all_of_it(ledger: Ledger, parts: list[Statement], wholes: list[Statement], words: dict[str, object]) -> None:
    """Enter figures of a quarter that equal the year's: one date is wrong, or the rest of the year is empty."""
    for s in parts:
        for whole in wholes:
            if (
                s.estimate.meets(whole.estimate)
                and s.estimate.low > 0
                and not s.flags & {"cumulative", "upper", "lower"}
            ):
                ledger.enter("dated-early", Claim(subject_of(s), s.estimate, whole.estimate, "=", words))
                return


def _average(
    table: FactTable, ledger: Ledger, entity: str, node: str, status: str, dimension: str, series: Series
) -> None:
    """A year's share is the average of the quarters', weighted by their totals; without totals, within their range."""
    for whole, statements in series.items():
        if whole.form not in ("year", "half", "span"):
            continue
        metric = statements[0].metric
        for parts in splits(whole):
            if not all(part in series for part in parts):
                continue
            shares = [series[part][0].estimate for part in parts]
            for unit in table.units(entity, metric.of) or ("",):
                totals = [table.amounts(entity, metric.of, WHOLE, part, [status], unit)[:1] for part in parts]
                for s in statements:
                    if all(totals):
                        average = _weighted_mean(shares, [figures[0] for figures in totals])
                        ledger.judge("period-average", [Claim(subject_of(s), s.estimate, average)])
                    else:
                        ledger.judge("period-average", [Claim(subject_of(s), s.estimate, _range(shares))])


def _weighted_mean(values: list[Estimate], weights: list[Estimate]) -> Estimate:
    """Return Σwv/Σw with bounds that remember that the weights above and below the line are the same."""
    facts = total([v * w for v, w in zip(values, weights, strict=True)]).facts
    if any(w.value <= 0 for w in weights):
        return Estimate(math.nan, -math.inf, math.inf, facts)
    middle = sum(v.value * w.value for v, w in zip(values, weights, strict=True)) / sum(w.value for w in weights)
    return Estimate(middle, _extreme(values, weights, -1), _extreme(values, weights, 1), facts)


def _extreme(values: list[Estimate], weights: list[Estimate], sign: int) -> float:
    """Return the least or greatest weighted mean: heavy weights go to the outermost values, split at the best place."""
    ends = [(v.high if sign > 0 else v.low, w) for v, w in zip(values, weights, strict=True)]
    ends.sort(key=lambda pair: -sign * pair[0])
    means = []
    for split in range(len(ends) + 1):
        chosen = [(v, w.high if i < split else w.low) for i, (v, w) in enumerate(ends)]
        weight = sum(w for _, w in chosen)
        if weight > 0:
            means.append(sum(v * w for v, w in chosen) / weight)
    return max(means) if sign > 0 else min(means)


def _range(values: list[Estimate]) -> Estimate:
    facts = tuple(fact for v in values for fact in v.facts)
    return Estimate(
        sum(v.value for v in values) / len(values), min(v.low for v in values), max(v.high for v in values), facts
    )


def _one_total(series: Series) -> list[list[list[Statement]]]:
    """Group the periods whose shares are of one total: the years; the quarters of one year; its halves; its months."""
    groups: dict[tuple[str, int], list[list[Statement]]] = defaultdict(list)
    for period, statements in sorted(series.items(), key=lambda item: item[0].start):
        if period.timed and statements[0].scope.key == WHOLE:
            groups[period.form, period.first_year if period.within_year else 0].append(statements)
    return list(groups.values())


def _tile(entries: list[list[Statement]]) -> bool:
    """Tell whether periods follow one another without gap or overlap."""
    return all(a[0].period.end == b[0].period.start for a, b in pairwise(entries))


def _period_shares(table: FactTable, ledger: Ledger, entries: list[list[Statement]]) -> None:
    """Shares of the periods in one total: at most one together, one if complete; each share × total = amount."""
    subject = subject_of(entries[0][0], period=_hull(entries).text)
    if len(entries) > 1:
        terms = [[s.estimate for s in statements] for statements in entries]
        closed = any("remainder" in s.flags or "complete" in s.flags for statements in entries for s in statements)
        full_year = _tile(entries) and _hull(entries).form == "year"
        closed = closed or full_year or (_tile(entries) and bool(_total(table, entries)))
        claims = readings(subject, terms, _sum, exactly(1.0))
        relation = "=" if closed else "<="
        ledger.judge("period-shares", [Claim(subject, c.implied, c.stated, relation) for c in claims])
    stages = [amount for statements in entries for amount in _stage(table, ledger, entries, statements)]
    if not _total(table, entries) and not _last(table, entries):
        _implied_totals(table, ledger, entries)
    if len(stages) == len(entries) > 1 and _tile(entries):
        whole = _total(table, entries) or _last(table, entries)
        added = total(stages)
        base = table.metrics[entries[0][0].entity, entries[0][0].metric.of][0]
        subject = subject_of(
            base, scope="company", node=WHOLE, period=_hull(entries).text, kind=entries[0][0].fact.kind
        )
        ledger.judge("stage-sum", [Claim(subject, added, figure) for figure in whole])


def _hull(entries: list[list[Statement]]) -> Period:
    first, last = entries[0][0].period, entries[-1][0].period
    return between(first.start, last.end)


def _total(table: FactTable, entries: list[list[Statement]]) -> list[Estimate]:
    """Return what is stated for the whole stretch of time that the shares cover."""
    s = entries[0][0]
    hull = _hull(entries)
    if hull == s.period:
        return []
    return table.amounts(s.entity, s.metric.of, s.scope.node, hull, [s.status])


def _last(table: FactTable, entries: list[list[Statement]]) -> list[Estimate]:
    """Return the target of the last period: "the overall target" where the metric is a share of that."""
    s = entries[0][0]
    if not s.metric.last_total:
        return []
    annual = any("annual_total" in x.flags for statements in entries for x in statements)
    period = year(s.period.first_year) if annual else year(entries[-1][0].period.last_year)
    return table.amounts(s.entity, s.metric.of, s.scope.node, period, [s.status])


def _stage(
    table: FactTable, ledger: Ledger, entries: list[list[Statement]], statements: list[Statement]
) -> list[Estimate]:
    """Judge amount = share × total for one period; return the amount of that stage, if one is stated and fits."""
    s = statements[0]
    totals = _total(table, entries) or _last(table, entries)
    names = [s.metric.of, *(m.id for m in get_registry().metrics.values() if m.stage_of == s.metric.of)]
    amounts = [a for name in names for a in table.amounts(s.entity, name, s.scope.node, s.period, [s.status])]
    words: dict[str, object] = {"of": s.metric.of}
    ledger.judge(
        "period-share",
        [c for x in statements for c in readings(subject_of(x), [amounts, totals], share_of, x.estimate, words=words)],
    )
    return [a for a in amounts if any(share_of(a, whole).meets(x.estimate) for whole in totals for x in statements)][:1]


def _implied_totals(table: FactTable, ledger: Ledger, entries: list[list[Statement]]) -> None:
    """Where no total is stated: the totals that amounts and shares of the periods imply, each against the sharpest."""
    pairs: list[tuple[Statement, Estimate, Estimate]] = []
    for statements in entries:
        s = statements[0]
        amounts = table.amounts(s.entity, s.metric.of, s.scope.node, s.period, [s.status])
        if amounts and s.estimate.low > 0:
            pairs.append((s, amounts[0], amounts[0] / s.estimate))
    if len(pairs) < 2:
        return
    reference = min(pairs, key=lambda pair: (pair[2].high - pair[2].low) / max(abs(pair[2].value), 1e-12))
    for s, amount, _ in pairs:
        if s is not reference[0]:
            words: dict[str, object] = {"of": s.metric.of}
            ledger.judge("implied-total", [Claim(subject_of(s), s.estimate, amount / reference[2], "=", words)])
