"""Parts and wholes: sums over regions, products, components; parts never larger than their whole.

A list that nothing proves complete (see `sim.audit.lists`) may fall short of the whole; it may not exceed it.
"""

from __future__ import annotations

from collections import defaultdict

from sim.audit.claims import Claim, Subject, readings, subject_of
from sim.audit.estimate import Estimate, exactly, total
from sim.audit.ledger import Ledger
from sim.audit.lists import ANY_CUT, LONGEST_LIST, Known, Members, adding_up, base_of, read_lists, wholes_of
from sim.audit.registry import get_registry
from sim.audit.scopes import WHOLE
from sim.audit.statements import Statement
from sim.audit.table import FactTable, Group
from sim.reading.periods import Period
from sim.reading.writing import clean

NEAR_SHARES = (0.90, 1.10)
NEAR_AMOUNTS = (0.95, 1.10)
"""A list that adds up to this share of the whole looks as if it was meant to be complete."""
AVERAGED = ("rate", "level", "growth", "growth_total", "attainment", "uplift")
"""Forms of which the whole's figure lies between those of its parts."""
WEIGHTED = ("rate", "growth", "growth_total", "attainment")
"""Of these, the ones that weigh the parts by something that adds up to the whole's, whatever the parts are."""
SEVERAL_ANSWERS = 1.3
"""Shares of nothing that the table states which add up to more than this are answers of which several may be given."""


def check(table: FactTable, ledger: Ledger) -> None:
    """Run all identities of parts and wholes."""
    lists, known = read_lists(table)
    itemised = {(m.group, m.above) for m in lists if m.above != WHOLE and _is_complete(known, m)}
    groups = {group for group, _ in itemised}
    offset = {members.group for members in lists if _offset(table, members)}
    for members in lists:
        if members.group in offset and members.above == WHOLE and members.dimension != ANY_CUT:
            continue  # what one member takes away again may be in any of the others
        if members.above != WHOLE and (members.group, members.above) not in itemised and members.group in groups:
            # Components of the neighbouring categories add up, so these are meant to as well.
            _judge_near(table, ledger, members, [_first(table, members, n) for n in members.nodes])
        _judge_list(table, ledger, members, known[members.group[0], base_of(members), members.above])
    for group, scopes in list(table.groups.items()):
        metric = table.metric_of(group)
        for node, statements in scopes.items():
            if metric.additive:
                _judge_union(table, ledger, group, node, statements)
                _judge_part(table, ledger, group, node, statements)
            elif metric.form in AVERAGED:
                _judge_average(table, ledger, group, node, statements)
                if node == WHOLE and metric.form in WEIGHTED:
                    _judge_members(table, ledger, known, group, statements)
        if metric.form == "weight":
            _judge_weights(ledger, scopes)
        if metric.complete_list and metric.form == "amount":
            _judge_contributions(table, ledger, group, scopes)


def _is_complete(known: Known, members: Members) -> bool:
    """Tell whether a list is known to be complete."""
    sets = known.get((members.group[0], base_of(members), members.above), {})
    return any(names <= set(members.nodes) for names in sets)


def _offset(table: FactTable, members: Members) -> bool:
    """Tell whether a list adds up to its whole only with a negative member (eliminations between segments)."""
    figures = [table.groups[members.group][node][0].estimate for node in members.nodes]
    if members.dimension != ANY_CUT or all(figure.high >= 0 for figure in figures):
        return False
    return any(total(figures).meets(whole) for whole in wholes_of(table, members))


def _figures(table: FactTable, group: Group, node: str) -> list[Estimate]:
    entity, metric, period, status, dimension = group
    return table.levels(entity, metric, node, period, [status], dimension)


def _sum(*parts: Estimate) -> Estimate:
    return total(list(parts))


def _whole_subject(table: FactTable, members: Members) -> Subject:
    scopes = table.groups[members.group]
    if members.above in scopes:
        return subject_of(scopes[members.above][0])
    first = scopes[members.nodes[0]][0]
    return subject_of(first, metric=first.metric.id, scope="company", node=WHOLE)


def _judge_list(
    table: FactTable, ledger: Ledger, members: Members, known: dict[frozenset[str], set[tuple[Period, str]]]
) -> None:
    """Judge one list against its whole: every complete list in it; or, if none is, that it stays within the whole."""
    wholes = wholes_of(table, members)
    if not wholes:
        return
    listed = set(members.nodes)
    registered = [frozenset(map(clean, names)) for names in get_registry().scopes["complete"]]
    full = [names for names in [*known, *registered] if names <= listed]
    if members.dimension == ANY_CUT:
        full = [names for names in full if len({table.scope(members.group[0], n).dimension for n in names}) > 1]
    for names in full:
        # A list that adds up elsewhere only may have lost a member here: falling short is then a reading of words.
        sure = names not in known or members.group[2:4] in known[names]
        _judge_sum(table, ledger, members, [n for n in members.nodes if n in names], wholes, sure=sure)
    if full:
        if members.above != WHOLE:
            _judge_extra(table, ledger, members, full, wholes)
        return
    scopes = table.groups[members.group]
    closed = any(table.scope(members.group[0], n).rest for n in members.nodes) or any(
        s.flags & {"complete", "remainder"} for n in members.nodes for s in scopes[n]
    )
    if closed and members.dimension not in ("", ANY_CUT):
        _judge_sum(table, ledger, members, list(members.nodes), wholes)
    else:
        _judge_open(table, ledger, members, wholes)


def _judge_sum(
    table: FactTable,
    ledger: Ledger,
    members: Members,
    nodes: list[str],
    wholes: list[Estimate],
    relation: str = "=",
    *,
    sure: bool = True,
) -> bool | None:
    """Judge that figures add up to the whole ("=") or to no more than it ("<=")."""
    terms = [_figures(table, members.group, node) for node in nodes]
    subject = _whole_subject(table, members)
    listed = "listed" if relation == "<=" else "sum"
    if not wholes[0].facts:
        sums = [c.implied for c in readings(subject, terms, _sum, wholes[0])]
        claims = [Claim(subject, s, wholes[0], relation, doubtful=not sure and s.high < wholes[0].low) for s in sums]
        return ledger.judge(f"shares-{listed}", claims)
    back = ">=" if relation == "<=" else "="
    claims = [c for whole in wholes for c in readings(subject, terms, _sum, whole, relation=back)]
    if not sure:
        claims = [Claim(subject, c.stated, c.implied, back, doubtful=c.implied.high < c.stated.low) for c in claims]
    return ledger.judge(f"parts-{listed}", claims)


def _judge_open(table: FactTable, ledger: Ledger, members: Members, wholes: list[Estimate]) -> None:
    """Judge a list that nothing proves complete.

    It may not exceed the whole. Three or more neighbours of one section that add up to nearly the whole look complete:
    what is missing or too much is worth a question.
    """
    if len(members.nodes) > LONGEST_LIST or _several_answers(table, members) or _can_be_negative(table, members.group):
        return
    if members.dimension not in ("", ANY_CUT) or members.above != WHOLE:
        if _judge_sum(table, ledger, members, list(members.nodes), wholes, "<=") is False:
            return
    elif members.dimension == ANY_CUT:
        return  # parts of several cuts overlap, unless they are known to add up: nothing follows from their sum
    scopes = table.groups[members.group]
    by_section: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for node in members.nodes:
        s = scopes[node][0]
        by_section[s.fact.document, s.fact.section].append(s)
    for listed in by_section.values():
        for run in _near_runs(listed, wholes[0]):
            _judge_near(table, ledger, members, run)


def _several_answers(table: FactTable, members: Members) -> bool:
    """Tell whether a list of shares is one of answers: nobody says of what, and together they are far more than one."""
    metric = table.metric_of(members.group)
    if metric.form != "share" or metric.of in get_registry().metrics or table.units(members.group[0], metric.of):
        return False
    return total([_first(table, members, node).estimate for node in members.nodes]).low > SEVERAL_ANSWERS


def _first(table: FactTable, members: Members, node: str) -> Statement:
    return table.groups[members.group][node][0]


def _judge_near(table: FactTable, ledger: Ledger, members: Members, listed: list[Statement]) -> None:
    """Judge a list that looks complete."""
    added, wholes = total([s.estimate for s in listed]), wholes_of(table, members)
    shares = not wholes[0].facts
    sides = [(added, whole) if shares else (whole, added) for whole in wholes]
    subject = _whole_subject(table, members)
    ledger.judge("shares-near" if shares else "parts-near", [Claim(subject, a, b) for a, b in sides])


def _near_runs(listed: list[Statement], whole: Estimate) -> list[list[Statement]]:
    """Cut a section's list into runs of neighbours that each add up to about the whole; [] if it does not fall so."""
    runs: list[list[Statement]] = []
    run: list[Statement] = []
    least, most = NEAR_AMOUNTS if whole.facts else NEAR_SHARES
    if whole.value <= 0:
        return []
    for s in listed:
        run.append(s)
        share = sum(r.estimate.value for r in run) / whole.value
        if share > most:
            return []
        if share >= least and len(run) > 1:
            runs.append(run)
            run = []
    if run:
        both = sum(r.estimate.value for r in run + (runs[-1] if runs else [])) / whole.value
        if not runs or both > most:
            return []
        runs[-1] += run
    return [run for run in runs if len(run) > 2]


def _judge_extra(
    table: FactTable, ledger: Ledger, members: Members, full: list[frozenset[str]], wholes: list[Estimate]
) -> None:
    """Judge components beside a list that is complete without them.

    One that equals a listed component may be that component under another name; any other leaves no room for itself.
    """
    if _can_be_negative(table, members.group):
        return
    extra = [n for n in members.nodes if not any(n in names for names in full)]
    listed = [figure for node in full[0] for figure in _figures(table, members.group, node)]
    for node in extra:
        figures = _figures(table, members.group, node)
        if not any(f.meets(other) for f in figures for other in listed):
            nodes = [n for n in members.nodes if n in full[0] or n == node]
            _judge_sum(table, ledger, members, nodes, wholes, "<=")


def _can_be_negative(table: FactTable, group: Group) -> bool:
    """Tell whether figures of a group, or what they are shares of, can be negative: then parts can exceed the whole."""
    metric = table.metric_of(group)
    return table.is_signed(group[0], metric.id) or (metric.form == "share" and table.is_signed(group[0], metric.of))


def _judge_union(table: FactTable, ledger: Ledger, group: Group, node: str, statements: list[Statement]) -> None:
    """A+B is A and B together."""
    parts = table.scope(group[0], node).parts
    if not parts or node == WHOLE:
        return
    terms = [_figures(table, group, part) for part in parts]
    if all(terms):
        claims = [c for s in statements for c in readings(subject_of(s), terms, _sum, s.estimate)]
        ledger.judge("parts-sum", claims)


def _judge_part(table: FactTable, ledger: Ledger, group: Group, node: str, statements: list[Statement]) -> None:
    """A part is not larger than its whole. A share may be taken of the parent instead: then nothing follows."""
    scopes = table.groups[group]
    metric = statements[0].metric
    scope = table.scope(group[0], node)
    if scope.case or scope.dimension == "outside" or scope.taken_of or _can_be_negative(table, group):
        return
    parents = {
        parent: relation
        for parent, relation in table.ancestors(group[0], node).items()
        if parent in scopes and (metric.form != "share" or relation in ("line", "union", "place"))
    }
    if not parents and metric.form != "share" and node != WHOLE and WHOLE in scopes and scope.dimension:
        parents[WHOLE] = "whole"
    for parent, relation in parents.items():
        claims = [
            Claim(
                subject_of(s),
                s.estimate,
                whole.estimate,
                "<=",
                doubtful=relation in ("line", "prefix", "within", "place"),
            )
            for s in statements
            for whole in scopes[parent]
        ]
        ledger.judge("part-of-whole", claims)


def _judge_average(table: FactTable, ledger: Ledger, group: Group, node: str, statements: list[Statement]) -> None:
    """The whole's rate lies between the rates of its parts, where all parts are known: "A+B" between A and B.

    Not the growth of what can be a loss: there parts weigh less than nothing.
    """
    if table.is_signed(group[0], statements[0].metric.of):
        return
    parts = table.scope(group[0], node).parts
    scopes = table.groups[group]
    if not parts or not all(part in scopes for part in parts):
        return
    figures = [s.estimate for part in parts for s in scopes[part]]
    ledger.judge("between-parts", [Claim(subject_of(s), s.estimate, _hull(figures)) for s in statements])


def _judge_members(table: FactTable, ledger: Ledger, known: Known, group: Group, statements: list[Statement]) -> None:
    """The whole's rate lies between the rates of the members of a list that is known to be complete.

    A growth follows the list of what grows; any other rate may follow any list of the same document.
    """
    entity, scopes, metric = group[0], table.groups[group], statements[0].metric
    if table.is_signed(entity, metric.of):
        return
    for (owner, base, above), sets in list(known.items()):
        if owner != entity or above != WHOLE or (metric.form != "rate" and base != metric.of):
            continue
        for names in sets:
            if names <= set(scopes):
                figures = [s.estimate for node in sorted(names) for s in scopes[node]]
                claims = [Claim(subject_of(s), s.estimate, _hull(figures)) for s in statements]
                ledger.judge("between-members", claims)


def _hull(figures: list[Estimate]) -> Estimate:
    """Return all that a weighted mean of figures can be."""
    facts = tuple(fact for figure in figures for fact in figure.facts)
    middle = sum(f.value for f in figures) / len(figures)
    return Estimate(middle, min(f.low for f in figures), max(f.high for f in figures), facts)


def _judge_weights(ledger: Ledger, scopes: dict[str, list[Statement]]) -> None:
    """Weights of one list add up to one."""
    one = exactly(1.0)
    by_section: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for statements in scopes.values():
        for s in statements:
            above = s.scope.parents[0][0] if s.scope.parents else ""
            by_section[s.fact.document, s.fact.section, above].append(s)
    for listed in by_section.values():
        runs = adding_up(listed, [s.estimate for s in listed], [one])
        several = len(runs) > 1 and sum(map(len, runs)) == len(listed)  # one list after another, each complete
        for run in runs if several else [listed]:
            if len(run) > 1:
                added = total([s.estimate for s in run])
                subject = subject_of(run[0], scope="company", node=WHOLE)
                ledger.judge("weights-sum", [Claim(subject, added, one, doubtful=added.high < 1)])


def _judge_contributions(table: FactTable, ledger: Ledger, group: Group, scopes: dict[str, list[Statement]]) -> None:
    """Contributions add up to what they contribute to: the total, or its increase over an earlier year."""
    entity, _, period, status, dimension = group
    base = table.metric_of(group).portion_of
    totals = table.amounts(entity, base, WHOLE, period, [status, "target", "forecast"], dimension)
    parts = [s for statements in scopes.values() for s in statements[:1] if s.scope.key != WHOLE]
    if len(parts) < 2 or not totals:
        return
    added = total([s.estimate for s in parts])
    subject = subject_of(parts[0], scope="company", node=WHOLE)
    claims = [Claim(subject, added, whole) for whole in totals]
    for earlier, statements in table.series.get((entity, base, WHOLE), {}).get(("actual", dimension), {}).items():
        if earlier.timed and period.timed and earlier.end <= period.start:
            claims += [Claim(subject, added, whole - s.estimate) for whole in totals for s in statements]
    ledger.judge("contributions-sum", claims)
