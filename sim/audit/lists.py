"""Lists of parts: which scopes of a table are parts of one whole, and which lists are known to be complete.

A list of parts adds up to the whole only if it is complete. We take it as complete if its scope says so ("A+B"), if a
registry says so (four quarters), if a member takes in the rest ("others"), if a remark says so, or if the same list
adds up elsewhere in the same document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar
from weakref import WeakKeyDictionary

from sim.audit.estimate import SLACK, Estimate, exactly, total
from sim.audit.registry import get_registry
from sim.audit.scopes import WHOLE
from sim.audit.table import FactTable, Group
from sim.reading.periods import Period

LONGEST_LIST = 12
T = TypeVar("T")
ANY_CUT = "any"
"""The cut of a section's whole list, whatever its members are: regions and a channel that make up a team."""

Known = dict[tuple[str, str, str], dict[frozenset[str], set[tuple[Period, str]]]]
"""(entity, base metric, whole) -> complete sets of scopes -> where (period, status) they were seen to add up."""


@dataclass(frozen=True, slots=True)
class Members:
    """Parts of one whole, of one cut, in the order of the table, none a part of another."""

    group: Group
    above: str
    dimension: str
    nodes: tuple[str, ...]


def base_of(members: Members) -> str:
    """Return the metric whose cut it is: shares of revenue and revenue are cut alike."""
    metric = get_registry().metrics.get(members.group[1])
    return metric.of if metric and metric.form == "share" else members.group[1].removesuffix("_share")


def lists_of(table: FactTable, group: Group) -> Iterator[Members]:
    """Yield the lists of parts in a group: by whole and by cut, without others' figures and without parts of parts."""
    entity = group[0]
    scopes = table.groups[group]
    if len(scopes) < 2 or not table.metric_of(group).additive:
        return
    cuts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for node, statements in scopes.items():
        scope = table.scope(entity, node)
        if scope.key == WHOLE or scope.dimension == "outside" or scope.case or "end" in statements[0].flags:
            continue
        above = table.ancestors(entity, node)
        if any(parent in scopes for parent in above):
            for parent, relation in above.items():
                if relation == "component" and parent in scopes:
                    cuts[parent, ""].append(node)
            continue
        cuts[WHOLE, scope.dimension].append(node)
    top = [dimension for above, dimension in cuts if above == WHOLE]
    if len(top) > 1 and table.metric_of(group).form != "share":  # shares of several cuts overlap
        every = [node for (above, _), nodes in cuts.items() if above == WHOLE for node in nodes]
        cuts[WHOLE, ANY_CUT] = sorted(every, key=lambda node: scopes[node][0].order)
    for (above, dimension), nodes in cuts.items():
        disjoint = _disjoint(table, entity, nodes)
        if len(disjoint) > 1:
            yield Members(group, above, dimension, tuple(disjoint))


def _disjoint(table: FactTable, entity: str, nodes: list[str]) -> list[str]:
    """Leave out joint scopes all of whose parts are listed ("A+B" beside A and B)."""
    listed = set(nodes)
    return [n for n in nodes if not (parts := table.scope(entity, n).parts) or not set(parts) <= listed]


def wholes_of(table: FactTable, members: Members) -> list[Estimate]:
    """Return what the parts add up to: stated figures, or 1 for shares of the whole company."""
    entity, metric, period, status, dimension = members.group
    if table.metric_of(members.group).form == "share" and members.above == WHOLE:
        return [exactly(1.0)]
    return table.amounts(entity, metric, members.above, period, [status], dimension)


_READ: WeakKeyDictionary[FactTable, tuple[list[Members], Known]] = WeakKeyDictionary()


def read_lists(table: FactTable) -> tuple[list[Members], Known]:
    """Return all lists of a table and which of them are known to be complete; read once for a table."""
    if table not in _READ:
        lists = [members for group in list(table.groups) for members in lists_of(table, group)]
        _READ[table] = lists, complete_lists(table, lists)
    return _READ[table]


def complete_lists(table: FactTable, lists: Iterable[Members]) -> Known:
    """Learn which lists are complete: those that add up to their whole, in one section or over the document."""
    known: Known = defaultdict(lambda: defaultdict(set))
    for members in lists:
        for run in _runs(table, members, wholes_of(table, members)):
            seen = known[members.group[0], base_of(members), members.above]
            seen[frozenset(run)].add((members.group[2], members.group[3]))
    return known


def _runs(table: FactTable, members: Members, wholes: list[Estimate]) -> Iterator[tuple[str, ...]]:
    """Yield neighbouring entries of one section that add up to the whole; else all members, if those do.

    Of components, of scopes whose cut we do not know, and of a section's list of several cuts, only a list that falls
    into such runs without a remainder teaches anything.
    """
    scopes = table.groups[members.group]
    by_section: dict[tuple[str, str], list[str]] = defaultdict(list)
    for node in members.nodes:
        for place in dict.fromkeys((s.fact.document, s.fact.section) for s in scopes[node]):
            by_section[place].append(node)
    sure = members.dimension not in ("", ANY_CUT)
    found = False
    for section, nodes in by_section.items():
        figures = [next(s for s in scopes[n] if (s.fact.document, s.fact.section) == section).estimate for n in nodes]
        runs = adding_up(nodes, figures, wholes)
        if members.dimension == ANY_CUT and any(
            len({table.scope(members.group[0], n).dimension for n in r}) < 2 for r in runs
        ):
            continue  # a list of one cut teaches under its own cut
        if runs and (sure or sum(map(len, runs)) == len(nodes)):
            found = True
            yield from runs
    if not found and sure and len(members.nodes) <= LONGEST_LIST:
        added = total([scopes[node][0].estimate for node in members.nodes])
        if any(_meets(added.low, added.high, whole) for whole in wholes):
            yield members.nodes


def adding_up(nodes: list[T], figures: list[Estimate], wholes: list[Estimate]) -> list[tuple[T, ...]]:
    """Return the runs of neighbours that add up to the whole, from the first on."""
    runs: list[tuple[T, ...]] = []
    start = 0
    while start < len(nodes):
        low, high = figures[start].low, figures[start].high
        for stop in range(start + 1, min(len(nodes), start + LONGEST_LIST)):
            low, high = low + figures[stop].low, high + figures[stop].high
            if any(_meets(low, high, whole) for whole in wholes):
                runs.append(tuple(nodes[start : stop + 1]))
                start = stop + 1
                break
        else:
            start += 1
    return runs


def _meets(low: float, high: float, whole: Estimate) -> bool:
    """Tell whether a sum can be the whole, each figure with its rounding, none of them open-ended."""
    slack = SLACK * abs(whole.value)
    return low <= whole.high + slack and high >= whole.low - slack and high - low <= 0.2 * abs(whole.value)
