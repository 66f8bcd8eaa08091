"""The facts indexed by what they state, so that every identity finds its terms without searching."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sim.audit.estimate import Estimate
from sim.audit.registry import Metric, get_registry
from sim.audit.scopes import WHOLE, Scope, dimension_of, read_scope
from sim.audit.statements import Statement, read_statement
from sim.plan import Fact
from sim.reading.periods import Period, year
from sim.reading.writing import clean

Node = tuple[str, str, str, Period, str, str]
Group = tuple[str, str, Period, str, str]
"""(entity, metric, period, status, dimension): everything that could be parts of one whole."""

FAR_LESS = 2 / 3
"""A figure of the whole under this share of another one, wherever both stand, is a part's under a name of its own."""
MOST_ALTERNATIVES = 6
"""Statements of one quantity that are tried against an identity; more say nothing new."""


class FactTable:
    """Statements by node, group, series and form, and what is part of what.

    An entity is what facts may be compared within: one document, or all documents that `documents` gives the same
    `entity`.
    """

    def __init__(self, facts: Iterable[Fact], documents: Sequence[Mapping[str, str]] = ()) -> None:
        entity = {row.get("document", ""): row.get("entity") or row.get("document", "") for row in documents}
        self.statements = [
            read_statement(fact, entity.get(fact.document, fact.document), order) for order, fact in enumerate(facts)
        ]
        self._name_the_whole()
        self._tell_teams_apart()
        self.nodes: dict[Node, list[Statement]] = defaultdict(list)
        self.groups: dict[Group, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
        self.series: dict[tuple[str, str, str], dict[tuple[str, str], dict[Period, list[Statement]]]] = defaultdict(
            lambda: defaultdict(lambda: defaultdict(list))
        )
        self.forms: dict[str, list[Statement]] = defaultdict(list)
        self.metrics: dict[tuple[str, str], list[Statement]] = defaultdict(list)
        self.scopes: dict[tuple[str, str], Scope] = {}
        for s in self.statements:
            self.nodes[s.node].append(s)
            self.groups[s.entity, s.metric.id, s.period, s.status, s.dimension][s.scope.node].append(s)
            self.series[s.entity, s.metric.id, s.scope.node][s.status, s.dimension][s.period].append(s)
            self.forms[s.metric.form].append(s)
            self.metrics[s.entity, s.metric.id].append(s)
            known = self.scopes.get((s.entity, s.scope.node))
            if known is None or (s.scope.parts and not known.parts):
                self.scopes[s.entity, s.scope.node] = s.scope
        self._spans: dict[tuple[str, str, str], list[Period]] = {}
        self._present: dict[str, int] = {}
        self._last_year: dict[str, int] = {}
        self._texts: dict[tuple[str, str], str] = {}
        self._sizes: dict[tuple[str, Period, str], list[Statement]] = defaultdict(list)
        for s in self.statements:
            self._texts.setdefault((s.entity, s.scope.node), s.fact.scope)
            if s.status == "actual" and s.period.form == "year":
                self._last_year[s.entity] = max(self._last_year.get(s.entity, 0), s.period.last_year)
            if s.status == "actual" and s.period.timed:
                self._present[s.entity] = max(self._present.get(s.entity, 0), s.period.last_year)
            if s.metric.id == "market_size" and s.status in ("benchmark", "actual", "forecast"):
                self._sizes[s.entity, s.period, s.dimension].append(s)
        self._units = {key: tuple(sorted({s.dimension for s in found})) for key, found in self.metrics.items()}
        self._signed = {
            key for key, found in self.metrics.items() if any(s.metric.signed or s.estimate.value < 0 for s in found)
        }
        self._ancestors = self._find_ancestors()
        self._derived: dict[Node, list[Estimate]] = defaultdict(list)
        self._derive()

    # --- what is part of what -------------------------------------------------------------------------------------

    def _name_the_whole(self) -> None:
        """Where no scope of an entity says "company", take the one that outweighs the others as the whole."""
        by_entity: dict[str, list[int]] = defaultdict(list)
        for i, s in enumerate(self.statements):
            by_entity[s.entity].append(i)
        for places in by_entity.values():
            statements = [self.statements[i] for i in places]
            if any(s.scope.key == WHOLE and s.metric.additive for s in statements):
                continue
            chief = _outweighing(statements)
            for i in places if chief else ():
                s = self.statements[i]
                if s.scope.key == chief:
                    self.statements[i] = replace(s, scope=Scope(WHOLE, case=s.scope.case))

    def _tell_teams_apart(self) -> None:
        """Where one wording of a whole always states far less than another, it is a part ("sales team", "reps")."""
        wordings: dict[tuple[str, str], dict[tuple[str, str], list[int]]] = defaultdict(lambda: defaultdict(list))
        for i, s in enumerate(self.statements):
            if s.metric.form == "stock" and s.scope.node == WHOLE:
                wordings[s.entity, s.metric.id][clean(s.fact.metric), clean(s.fact.scope)].append(i)
        for said in wordings.values():
            parts = [words for words in said if any(self._far_less(said, words, other) for other in said)]
            for words in parts:
                key = words[0] if read_scope(words[1]).key == WHOLE else words[1]
                for i in said[words]:
                    self.statements[i] = replace(self.statements[i], scope=Scope(key, dimension_of(key)))

    def _far_less(self, said: dict[tuple[str, str], list[int]], one: tuple[str, str], other: tuple[str, str]) -> bool:
        """Tell whether a wording states far less than another one of the company, wherever both speak."""
        company = read_scope(other[1]).key == WHOLE
        if not company or (one[0] == other[0] and read_scope(one[1]).key == WHOLE):
            return False
        pairs = [(self.statements[i], self.statements[j]) for i in said[one] for j in said[other]]
        beside = [(s, whole) for s, whole in pairs if _same_place(s, whole)]
        return bool(beside) and all(s.estimate.high < FAR_LESS * whole.estimate.low for s, whole in beside)

    def _find_ancestors(self) -> dict[tuple[str, str], dict[str, str]]:
        """Return, for every scope of every entity, the scopes it is a part of, with how we know."""
        found: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        containers: dict[tuple[str, str], list[Scope]] = defaultdict(list)
        for (entity, _), scope in self.scopes.items():
            for part in scope.parts:
                containers[entity, part].append(scope)
        for (entity, node), scope in self.scopes.items():
            own = found[entity, node]
            own.update(dict(scope.parents))
            for part in scope.parts or (scope.key,):
                for larger in containers[entity, part]:
                    if larger.key != scope.key and set(scope.parts or (scope.key,)) < set(larger.parts):
                        own[larger.key] = "union"
            for larger in self._around(scope.key):
                if (entity, larger) in self.scopes:
                    own[larger] = "place"
            words = node.split(" ")
            for count in range(1, len(words)):
                prefix = " ".join(words[:count])
                place = scope.dimension == "region" and dimension_of(prefix) == "region"  # North, North America
                known = (entity, prefix) in self.scopes and not prefix.endswith((",", ":"))
                if known and not place and prefix not in own:
                    own[prefix] = "prefix"
        for entity, node in list(found):
            for parent, relation in list(found[entity, node].items()):
                for above, how in found.get((entity, parent), {}).items():
                    found[entity, node].setdefault(above, how if relation != "within" else relation)
        return found

    @staticmethod
    def _around(key: str) -> list[str]:
        """Return the keys of the larger places that a place lies in, by the registry of places."""
        return [read_scope(larger).key for larger in get_registry().places.get(key, ())]

    def ancestors(self, entity: str, node: str) -> dict[str, str]:
        """Return what `node` is a part of: key to relation (component, line, within, place, union, prefix)."""
        return self._ancestors.get((entity, node), {})

    def metric_of(self, group: Group) -> Metric:
        """Return the metric of a group of statements."""
        return next(iter(self.groups[group].values()))[0].metric

    def scope(self, entity: str, node: str) -> Scope:
        """Return a scope by its node key."""
        return self.scopes[entity, node]

    # --- figures --------------------------------------------------------------------------------------------------

    def amounts(
        self,
        entity: str,
        metric: str,
        scope: str,
        period: Period,
        statuses: Sequence[str],
        dimension: str | None = None,
    ) -> list[Estimate]:
        """Return what is stated of a quantity; figures of the first status that states any."""
        series = self.series.get((entity, metric, scope))
        if not series:
            return []
        for status in statuses:
            found = [
                s.estimate
                for (own, unit), periods in series.items()
                if own == status and (dimension is None or unit == dimension)
                for s in periods.get(period, ())
            ]
            if found:
                return found[:MOST_ALTERNATIVES]
        return []

    def levels(
        self,
        entity: str,
        metric: str,
        scope: str,
        period: Period,
        statuses: Sequence[str],
        dimension: str | None = None,
    ) -> list[Estimate]:
        """Return what is stated of a quantity or, where nothing is, what share times total makes of it."""
        direct = self.amounts(entity, metric, scope, period, statuses, dimension)
        if direct:
            return direct
        for status in statuses:
            for unit in (dimension,) if dimension else self.units(entity, metric):
                if found := self._derived.get((entity, metric, scope, period, status, unit)):
                    return found[:MOST_ALTERNATIVES]
        return []

    def units(self, entity: str, metric: str) -> tuple[str, ...]:
        """Return the dimensions in which a metric is stated."""
        return self._units.get((entity, metric), ())

    def metrics_named(self, metric: str) -> list[Statement]:
        """Return all statements of a metric, whoever they are about."""
        return [s for (_, id), statements in self.metrics.items() if id == metric for s in statements]

    def together(self, statements: Iterable[Statement]) -> list[list[Statement]]:
        """Return statements grouped by what they state, so that one quantity is judged once."""
        found: dict[Node, list[Statement]] = {}
        for s in statements:
            found.setdefault(s.node, []).append(s)
        return list(found.values())

    def sizes(self, entity: str, period: Period, unit: str) -> list[Estimate]:
        """Return the market sizes stated for a period, of whichever market, in one currency."""
        return [s.estimate for s in self._sizes.get((entity, period, unit), ())]

    def scope_text(self, entity: str, node: str) -> str:
        """Return a scope as the document writes it."""
        return self._texts.get((entity, node), node)

    def present(self, entity: str) -> int | None:
        """Return the last year for which an entity states an actual figure."""
        return self._present.get(entity)

    def last_full_year(self, entity: str) -> int:
        """Return the last year for which an entity states an actual figure of the whole year; 0 where there is none."""
        return self._last_year.get(entity, 0)

    def covering(self, entity: str, metric: str, scope: str, period: Period) -> list[Period]:
        """Return the stated years and spans of years of a quantity that a period lies in, other than itself."""
        if not period.timed:
            return []
        key = (entity, metric, scope)
        if key not in self._spans:
            stated = {p for periods in self.series.get(key, {}).values() for p in periods}
            self._spans[key] = [p for p in stated if p.form == "span" and p.end - p.start > 12]
        own = year(period.first_year)
        found = [own] if own != period and own.covers(period) else []
        return found + [p for p in self._spans[key] if p != period and p.covers(period)]

    def is_signed(self, entity: str, metric: str) -> bool:
        """Tell whether a metric can be negative: a part of a profit can be larger than the whole, since others lose."""
        known = get_registry().metrics.get(metric)
        return bool(known and known.signed) or (entity, metric) in self._signed

    def additive(self, entity: str, metric: str) -> bool:
        """Tell whether a metric's figures add up over parts, as far as the table states any."""
        statements = self.metrics.get((entity, metric))
        return bool(statements) and statements[0].metric.additive

    def wholes(self, s: Statement) -> list[str]:
        """Return what a share may be taken of: what its scope says; else what it is part of, last the whole company."""
        if s.scope.taken_of:
            return [s.scope.taken_of]
        case = f"|{s.scope.case}" if s.scope.case else ""
        own = [key + case for key, how in self.ancestors(s.entity, s.scope.node).items() if how != "union"]
        return [*own, WHOLE + case, *([WHOLE] if case else [])]

    def _derive(self) -> None:
        """Note amounts that follow from share and total, and totals from part and share, where none is stated."""
        for s in self.forms["share"]:
            base = s.metric.of
            for unit in self.units(s.entity, base):
                amounts = self.amounts(s.entity, base, s.scope.node, s.period, [s.status], unit)
                totals = self.amounts(s.entity, base, WHOLE, s.period, [s.status], unit)
                if totals and not amounts and s.scope.key != WHOLE:
                    node = (s.entity, base, s.scope.node, s.period, s.status, unit)
                    self._derived[node].extend(total * s.estimate for total in totals)
                elif amounts and not totals and s.estimate.low > 0 and not self.ancestors(s.entity, s.scope.node):
                    node = (s.entity, base, WHOLE, s.period, s.status, unit)
                    self._derived[node].extend(amount / s.estimate for amount in amounts)


def _same_place(one: Statement, other: Statement) -> bool:
    return (one.period, one.status, one.dimension) == (other.period, other.status, other.dimension)


def _outweighing(statements: list[Statement]) -> str:
    """Return the scope that outweighs all others wherever it states the same amount as they, and does so somewhere."""
    shared: dict[tuple[str, Period, str, str], list[Statement]] = defaultdict(list)
    for s in statements:
        if s.metric.form in ("amount", "stock") and s.scope.dimension != "outside" and s.period.timed:
            shared[s.metric.id, s.period, s.status, s.dimension].append(s)
    beaten: set[str] = set()
    best: dict[str, int] = defaultdict(int)
    for rivals in shared.values():
        top = max(rivals, key=lambda s: s.estimate.value)
        if top.scope.dimension or top.scope.parts or top.scope.parents:
            continue
        beaten |= {s.scope.key for s in rivals if s.scope.key != top.scope.key}
        if len({s.scope.key for s in rivals}) > 2:
            best[top.scope.key] += 1
    left = [key for key in best if key not in beaten]
    return left[0] if len(left) == 1 else ""
