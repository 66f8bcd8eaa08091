"""A fact as the audit understands it: canonical metric and scope, months, status, base unit, interval.

**Tolerance.** A figure means the interval that rounds to what is printed: 62 is [61.5, 62.5], 7.6 is [7.55, 7.65]. A
remark can open a side ("at least", "below this", "upper limit"), name the span itself ("stated as 8 to 12") or widen it
("about"). Identities are tested on intervals, so rounding alone never is a contradiction.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from sim.audit.estimate import Estimate, half_unit
from sim.audit.registry import Metric, get_registry
from sim.audit.scopes import WHOLE, Scope, dimension_of, read_scope
from sim.plan import Fact
from sim.reading.periods import Period, read_period, span, year
from sim.reading.units import Unit
from sim.reading.writing import clean

STATUS = {
    "actual": "actual",
    "target": "target",
    "milestone": "target",
    "plan": "target",
    "forecast": "forecast",
    "benchmark": "benchmark",
    "policy": "policy",
    "definition": "definition",
    "assumption": "assumption",
    "risk": "risk",
    "rule": "rule",
    "example": "example",
}
"""What a kind of statement may be compared with: its own status. Targets, milestones and plans are one promise."""


SIGNED = ("growth", "growth_total", "change", "uplift", "growth_gap", "gap", "level")
"""Forms of metrics that can be negative."""


@dataclass(frozen=True)
class StatedFact(Fact):
    """A fact with its figure as printed, which tells its precision, and the row of the table it stood in."""

    text: str = ""
    row: int = 0

    def in_unit(self, unit: str) -> StatedFact:
        """Return the same figure in another unit of the same size."""
        return replace(self, unit=unit)


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact in canonical terms; `estimate` in base units (fractions, millions of a currency, hours)."""

    fact: Fact
    entity: str
    metric: Metric
    scope: Scope
    period: Period
    status: str
    unit: Unit
    estimate: Estimate
    flags: frozenset[str]
    order: int

    @property
    def node(self) -> tuple[str, str, str, Period, str, str]:
        """What exactly is stated: two statements of one node state the same quantity."""
        return (self.entity, self.metric.id, self.scope.node, self.period, self.status, self.dimension)

    @property
    def dimension(self) -> str:
        """The unit's dimension; a rate a year is another thing than a rate over a period of another length."""
        if self.unit.per_year and self.period.timed and self.period.end - self.period.start != 12:
            return "fraction per year"
        return self.unit.dimension


def figure_text(fact: Fact) -> str:
    """Return the figure as printed; of a fact that was read as a number only, its shortest form."""
    text = getattr(fact, "text", "")
    return text or (f"{fact.value:.0f}" if float(fact.value).is_integer() else repr(float(fact.value)))


def interval(fact: Fact, unit: Unit, signed: bool, exact: bool = False) -> tuple[Estimate, frozenset[str]]:
    """Return what the figure means, in base units, and what its remarks say.

    Parameters
    ----------
    signed : bool
        Whether the quantity can be negative (a change can, a headcount cannot).
    exact : bool
        Whether the figure is not rounded.
    """
    registry = get_registry()
    remarks = f"{fact.note}; {fact.scope.partition(',')[2]}"
    flags = {flag for flag, pattern in registry.flags.items() if pattern.search(remarks)}
    value, half = fact.value, 0.0 if exact else half_unit(figure_text(fact))
    low, high = value - half, value + half
    if match := registry.span.search(remarks):
        ends = sorted((float(match[1]), float(match[2])))
        if value < 0 < ends[0]:
            ends = [-ends[1], -ends[0]]
        if ends[0] <= value <= ends[1]:
            low, high = ends
    elif "end" in flags:
        low, high = -math.inf, math.inf
    else:
        if "about" in flags:
            wide = max(half, registry.about_share * abs(value))
            low, high = value - wide, value + wide
        if "upper" in flags:
            low = -math.inf if signed or value < 0 else 0.0
        if "lower" in flags:
            high = math.inf
    if not signed and value >= 0:
        low = max(low, 0.0)
    factor = unit.factor
    return Estimate(value * factor, low * factor, high * factor, (fact,)), frozenset(flags)


def read_statement(fact: Fact, entity: str, order: int) -> Statement:
    """Return the fact in canonical terms."""
    registry = get_registry()
    unit, metric = registry.unit(fact.unit), registry.metric(fact.metric, fact.unit)
    scope = read_scope(fact.scope, metric.whole)
    period = read_period(fact.period)
    if metric.scope:
        scope = replace(scope, key=WHOLE) if metric.scope == WHOLE else _rename(scope, metric.scope)
    signed = metric.signed or metric.form in SIGNED
    estimate, flags = interval(fact, unit, signed, metric.exact)
    if "basis" in flags and not scope.case:
        scope = replace(scope, case=clean(fact.note) or "other basis")
    return Statement(
        fact=fact,
        entity=entity,
        metric=metric,
        scope=scope,
        period=_period_meant(period, flags),
        status=STATUS.get(fact.kind, fact.kind),
        unit=unit,
        estimate=estimate,
        flags=flags,
        order=order,
    )


def _rename(scope: Scope, key: str) -> Scope:
    """Return the scope of a metric that carries its scope in its name ("online revenue share")."""
    if scope.key != WHOLE:
        return replace(scope, key=f"{scope.key}: {key}", parents=((scope.key, "within"),))
    return Scope(key, dimension_of(key), case=scope.case)


def _period_meant(period: Period, flags: frozenset[str]) -> Period:
    """Return the period a remark says is meant: a full-year figure dated in a quarter, a year to date."""
    if period.within_year and "full_year" in flags:
        return year(period.first_year)
    if period.within_year and "cumulative" in flags:
        return replace(
            span(period.first_year, period.first_year), text=f"{period.text} YTD", form="span", end=period.end
        )
    return period
