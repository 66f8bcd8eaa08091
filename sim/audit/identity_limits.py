"""Markets, thresholds, values and dates that cannot be."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from sim.audit.claims import Claim, readings, subject_of
from sim.audit.estimate import Estimate, exactly
from sim.audit.ledger import Ledger
from sim.audit.registry import get_registry
from sim.audit.scopes import WHOLE
from sim.audit.statements import Statement
from sim.audit.table import FactTable

PASSED = 0.9
"""A goal whose period is over to this share when the document is dated comes too late to be a goal."""


def check(table: FactTable, ledger: Ledger, documents: Sequence[Mapping[str, str]]) -> None:
    """Run markets, thresholds, limits of values and dates."""
    _markets(table, ledger)
    for s in table.statements:
        _threshold(table, ledger, s)
        _limits(table, ledger, s)
        if s.period.form == "impossible":
            ledger.enter("date-impossible", Claim(subject_of(s), s.estimate, exactly(0.0)))
        if "full_year" in s.flags and s.fact.period != s.period.text:
            for whole in table.nodes[s.node]:
                if whole is not s and whole.fact.period == s.period.text and whole.estimate.meets(s.estimate):
                    words: dict[str, object] = {"whole_period": s.period.text}
                    ledger.enter("dated-early", Claim(subject_of(s), s.estimate, whole.estimate, "=", words))
                    break
    _dates(table, ledger, documents)


def _markets(table: FactTable, ledger: Ledger) -> None:
    """Market = revenue / share: the same for every firm of it, and the size that is stated for it."""
    implied: dict[tuple[object, ...], list[tuple[Statement, Estimate, Estimate]]] = defaultdict(list)
    sized: dict[tuple[object, ...], list[tuple[bool, int, list[Claim]]]] = defaultdict(list)
    for s in table.metrics_named("market_share"):
        if s.scope.key != WHOLE and s.scope.dimension != "outside":
            continue  # a region's or a product's share is taken of a market of its own
        for unit in table.units(s.entity, "revenue"):
            for amount in table.amounts(s.entity, "revenue", s.scope.node, s.period, [s.status], unit)[:1]:
                sizes = table.sizes(s.entity, s.period, unit)
                words: dict[str, object] = {"of": "revenue"}
                claims = readings(subject_of(s), [[amount], sizes], lambda a, b: a / b, s.estimate, words=words)
                sized[s.entity, s.period, unit].append((s.scope.key != WHOLE, s.order, claims))
                if s.estimate.low > 0:
                    implied[s.entity, s.period, unit].append((s, amount, amount / s.estimate))
    for found in sized.values():
        # One firm is enough: what the others' shares are taken of, the agreement below tells.
        ledger.judge("market-size", min(found, key=lambda entry: entry[:2])[2])
    for firms in implied.values():
        if len({s.scope.node for s, _, _ in firms}) < 2:
            continue
        firms.sort(key=lambda firm: (firm[0].scope.key != WHOLE, firm[0].order))
        reference = firms[0]
        for s, amount, _ in firms[1:]:
            if s.scope.node != reference[0].scope.node:
                claim = Claim(subject_of(s), s.estimate, amount / reference[2], "=", {"of": "revenue"})
                ledger.judge("market-agreement", [claim])


def _threshold(table: FactTable, ledger: Ledger, s: Statement) -> None:
    """So many accounts of at least so much each are at most the whole revenue."""
    registry = get_registry()
    match = registry.threshold.search(s.fact.scope)
    if not match or s.metric.form not in ("stock", "amount") or s.unit.dimension.startswith("money"):
        return
    unit = registry.unit(match[2])
    if not unit.dimension.startswith("money"):
        return
    each = exactly(float(match[1]) * unit.factor)
    wholes = table.amounts(s.entity, "revenue", WHOLE, s.period, [s.status], unit.dimension)
    claims = [
        Claim(subject_of(s), s.estimate, whole / each, "<=", {"each": float(match[1]), "each_unit": match[2]})
        for whole in wholes
    ]
    ledger.judge("threshold", claims)


def _limits(table: FactTable, ledger: Ledger, s: Statement) -> None:
    """A fraction of something lies in 0-100 %; a count or a duration is not negative."""
    if s.metric.form == "share" and table.is_signed(s.entity, s.metric.of):
        return  # a share of a profit that others diminish
    fraction = s.dimension == "fraction" and (s.metric.bounded or s.metric.form in ("share", "period_share", "weight"))
    counted = s.metric.form == "stock" or s.unit.countable or s.unit.dimension == "time"
    if s.status in ("rule",) or not (fraction or counted):
        return
    if counted and s.metric.form in ("change", "added", "uplift"):
        return
    value = s.fact.value * s.unit.factor
    if fraction and (value < 0 or s.estimate.low > 1):
        ledger.enter("value-range", Claim(subject_of(s), s.estimate, exactly(0.0 if value < 0 else 1.0)))
    elif counted and value < 0:
        ledger.enter("value-range", Claim(subject_of(s), s.estimate, exactly(0.0)))


def date_range(text: str) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day a document's date can mean; None where it says none ("undated")."""
    plain = text.strip()
    if match := re.match(r"^(\d{4})-(\d{2})-(\d{2})$", plain):
        day = dt.date(*map(int, match.groups()))
        return day, day
    if match := re.match(r"^(\d{4})-(\d{2})$", plain):
        first = dt.date(int(match[1]), int(match[2]), 1)
        return first, (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    if re.match(r"^\d{4}$", plain):
        return dt.date(int(plain), 1, 1), dt.date(int(plain), 12, 31)
    return None


def _first_day(month: int) -> dt.date:
    return dt.date(month // 12, month % 12 + 1, 1)


def _dates(table: FactTable, ledger: Ledger, documents: Sequence[Mapping[str, str]]) -> None:
    """An actual figure from after the document's date; goals set when their time is nearly over, one entry a period."""
    dates = {row.get("document", ""): date_range(row.get("date", "")) for row in documents}
    late: dict[tuple[str, object], list[Statement]] = defaultdict(list)
    for s in table.statements:
        written = dates.get(s.fact.document)
        if not written or not s.period.timed or not 1 <= s.period.first_year <= 9000:
            continue
        start, end = _first_day(s.period.start), _first_day(s.period.end)
        day = written[1].isoformat()
        if s.status == "actual" and start > written[1]:
            ledger.enter("date-future", Claim(subject_of(s), s.estimate, s.estimate, "=", {"date": day}))
        passed = (written[0] - start).days / (end - start).days
        to_come = s.status in ("target", "forecast") and s.period.form != "span"
        if to_come and written[0] == written[1] and passed >= PASSED:
            late[s.fact.document, s.period].append(s)
    for (document, _), statements in late.items():
        first = statements[0]
        written = dates[document]
        facts = tuple(s.fact for s in statements)
        figure = Estimate(first.estimate.value, first.estimate.low, first.estimate.high, facts)
        day = written[0].isoformat() if written else ""
        ledger.enter("date-passed", Claim(subject_of(first), figure, figure, "=", {"date": day, "count": len(facts)}))
