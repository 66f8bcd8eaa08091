"""The same quantity stated more than once, in the same or in different words."""

from __future__ import annotations

import math

from sim.audit.claims import Claim, subject_of
from sim.audit.estimate import SLACK, Estimate
from sim.audit.ledger import Ledger
from sim.audit.scopes import WHOLE
from sim.audit.statements import Statement
from sim.audit.table import FactTable
from sim.reading.writing import clean

MOST_CAMPS = 50
"""Different figures of one quantity that are reported; whoever states more has read the first."""


def check(table: FactTable, ledger: Ledger) -> None:
    """Compare all statements of a quantity; every camp of agreeing figures against the largest camp."""
    for statements in table.nodes.values():
        figures = [s for s in statements if "end" not in s.flags]
        if len(figures) < 2:
            continue
        found = sorted(camps(figures), key=lambda camp: (-len(camp), camp[0].order))
        for camp in found:
            if len(camp) > 1:
                ledger.judge("same-quantity", [Claim(subject_of(camp[0]), camp[0].estimate, joint(camp[1:]))])
        for camp in found[1:MOST_CAMPS]:
            kinds = {s.fact.kind for s in camp}.isdisjoint({s.fact.kind for s in found[0]})  # a plan and a target
            doubtful = kinds or _wording(camp).isdisjoint(_wording(found[0]))
            claim = Claim(subject_of(camp[0]), joint(camp), joint(found[0]), doubtful=doubtful)
            ledger.judge("same-quantity", [claim])
    _portions(table, ledger)


def camps(figures: list[Statement]) -> list[list[Statement]]:
    """Group figures into camps within which all can be the same number, going up from the lowest."""
    found: list[list[Statement]] = []
    common = -math.inf
    for s in sorted(figures, key=lambda s: (s.estimate.low, s.estimate.high)):
        if found and s.estimate.low <= common + SLACK * abs(common):
            found[-1].append(s)
            common = min(common, s.estimate.high)
        else:
            found.append([s])
            common = s.estimate.high
    for camp in found:
        camp.sort(key=lambda s: s.order)
    return sorted(found, key=lambda camp: camp[0].order)


def _wording(camp: list[Statement]) -> set[tuple[str, str]]:
    """The words in which a camp states the quantity: where they differ, it may be two quantities after all."""
    return {(clean(s.fact.metric), clean(s.fact.scope)) for s in camp}


def joint(camp: list[Statement]) -> Estimate:
    """Return the figure of a camp: what all its members allow, resting on all of them."""
    low = max(s.estimate.low for s in camp)
    high = min(s.estimate.high for s in camp)
    return Estimate(camp[0].estimate.value, low, max(low, high), tuple(s.fact for s in camp))


def _portions(table: FactTable, ledger: Ledger) -> None:
    """A contribution of new products is new products' revenue: "portion_of" in the registry of metrics.

    A forecast is held against a target only where the forecast of the whole promises what the target of the whole says:
    then both describe the same year, and the parts must agree as well.
    """
    for (entity, _), statements in list(table.metrics.items()):
        for s in statements:
            base = s.metric.portion_of
            if not base or s.scope.key == WHOLE:
                continue
            statuses = [s.status]
            if s.status in ("forecast", "target"):
                other = "target" if s.status == "forecast" else "forecast"
                whole = [
                    table.amounts(entity, base, WHOLE, s.period, [status], s.dimension) for status in (s.status, other)
                ]
                if any(mine.meets(theirs) for mine in whole[0] for theirs in whole[1]):
                    statuses.append(other)
            amounts = table.levels(entity, base, s.scope.node, s.period, statuses, s.dimension)
            ledger.judge("same-amount", [Claim(subject_of(s), s.estimate, amount) for amount in amounts])
