"""Shares: amount = share × total, and the totals that several shares imply."""

from __future__ import annotations

from collections import defaultdict

from sim.audit.claims import Claim, readings, subject_of
from sim.audit.estimate import Estimate, share_of
from sim.audit.ledger import Ledger
from sim.audit.scopes import WHOLE
from sim.audit.statements import Statement
from sim.audit.table import FactTable

Pair = tuple[Statement, Estimate, Estimate]
"""A share, its amount, and the total that both imply."""


def check(table: FactTable, ledger: Ledger) -> None:
    """Test every share against its amount and total; where no total is stated, the totals of several shares."""
    implied: dict[tuple[str, str, object, str, str], list[Pair]] = defaultdict(list)
    for statements in table.together(table.forms["share"]):
        claims: list[Claim] = []
        for s in statements:
            for unit in table.units(s.entity, s.metric.of):
                claims += _of_total(table, s, unit)
                if not claims and not table.ancestors(s.entity, s.scope.node) and s.estimate.low > 0:
                    amounts = table.amounts(s.entity, s.metric.of, s.scope.node, s.period, [s.status], unit)
                    key = (s.entity, s.metric.of, s.period, s.status, unit)
                    implied[key] += [(s, amount, amount / s.estimate) for amount in amounts]
        ledger.judge("share-of-total", claims)
    for pairs in implied.values():
        _compare_totals(ledger, pairs)
    _total_in_part_of_year(table, ledger)


def _of_total(table: FactTable, s: Statement, unit: str) -> list[Claim]:
    """Return the readings of share = amount / total."""
    if s.metric.of == "lost_revenue" and s.scope.key == WHOLE:
        return []  # all that is lost is not a share of itself, it is one of revenue
    amounts = table.amounts(s.entity, s.metric.of, s.scope.node, s.period, [s.status], unit)
    if not amounts:
        return []
    words: dict[str, object] = {"of": s.metric.of}
    wholes = table.wholes(s)
    claims: list[Claim] = []
    for whole in wholes:
        totals = _totals(table, s, whole, unit)
        settles = whole == wholes[-1] or bool(_totals(table, s, wholes[-1], unit))
        claims += readings(subject_of(s), [amounts, totals], share_of, s.estimate, words=words, settles=settles)
    return claims


def _totals(table: FactTable, s: Statement, whole: str, unit: str) -> list[Estimate]:
    """Return what a share may be taken of. Contributions are shares of the revenue they contribute to."""
    base = table.metrics[s.entity, s.metric.of][0].metric
    found = table.amounts(s.entity, base.id, whole, s.period, [s.status], unit)
    if not found and base.portion_of and whole == WHOLE:
        return table.amounts(s.entity, base.portion_of, whole, s.period, [s.status, "target", "forecast"], unit)
    return found


def _compare_totals(ledger: Ledger, pairs: list[Pair]) -> None:
    """Compare the totals that several amounts and shares imply: all others with that of the largest camp."""
    if len({s.scope.node for s, _, _ in pairs}) < 2:
        return
    camps: list[tuple[Estimate, list[Pair]]] = []
    for pair in sorted(pairs, key=lambda pair: pair[2].low):
        common, camp = camps[-1] if camps else (None, [])
        if common is not None and pair[2].low <= common.high:
            camp.append(pair)
            camps[-1] = (Estimate(common.value, pair[2].low, min(common.high, pair[2].high)), camp)
        else:
            camps.append((pair[2], [pair]))
    largest = max((camp for _, camp in camps), key=len)
    reference = min(largest, key=lambda pair: (pair[2].high - pair[2].low) / max(abs(pair[2].value), 1e-12))
    for s, amount, _ in pairs:
        if s is not reference[0] and amount.facts != reference[1].facts:
            words: dict[str, object] = {"of": s.metric.of}
            ledger.judge("implied-total", [Claim(subject_of(s), s.estimate, amount / reference[2], "=", words)])


def _total_in_part_of_year(table: FactTable, ledger: Ledger) -> None:
    """An amount and its share in a quarter imply the quarter's total, which is a part of the year's."""
    for s in table.forms["share"]:
        if not s.period.within_year or table.ancestors(s.entity, s.scope.node) or s.estimate.low <= 0:
            continue
        base = s.metric.of
        for unit in () if table.is_signed(s.entity, base) else table.units(s.entity, base):
            if table.amounts(s.entity, base, WHOLE, s.period, [s.status], unit):
                continue
            amounts = table.amounts(s.entity, base, s.scope.node, s.period, [s.status], unit)
            for period in table.covering(s.entity, base, WHOLE, s.period) if amounts else ():
                wholes = table.amounts(s.entity, base, WHOLE, period, [s.status], unit)
                words = {"of": base, "whole_period": period.text}
                claims = readings(subject_of(s), [amounts, wholes], share_of, s.estimate, relation=">=", words=words)
                ledger.judge("period-share-bound", claims)
