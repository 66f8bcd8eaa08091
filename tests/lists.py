"""Where code spells out several members of a set that is defined once, whatever the form."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator


def listed(tree: ast.AST, ids: set[str], *, attributes: bool = False) -> Iterator[tuple[ast.AST, set[str]]]:
    """Give what lists several of these ids, with those it lists.

    A list is a literal (of a dictionary keys or values), keywords of a call, fields of a class, the cases of a
    `match`, or what one function compares with: a table or a ladder of branches.

    Parameters
    ----------
    attributes : what one function reads as attributes is a list, too
    """
    for node in ast.walk(tree):
        for words in spelled(node, attributes):
            if len(both := {one for one in words if isinstance(one, str)} & ids) > 1:
                yield node, both


def spelled(node: ast.AST, attributes: bool) -> Iterator[Iterable[object]]:
    """Give the words that a piece of code puts beside each other, in each way in which it does."""
    match node:
        case ast.Dict():
            yield constants([*node.keys, *node.values])
        case ast.List() | ast.Tuple() | ast.Set():
            yield constants(node.elts)
        case ast.Call():
            yield [one.arg for one in node.keywords]
        case ast.ClassDef():
            fields = [one.target for one in node.body if isinstance(one, ast.AnnAssign)]
            yield [one.id for one in fields if isinstance(one, ast.Name)]
        case ast.Match():
            yield constants([one.value for one in ast.walk(node) if isinstance(one, ast.MatchValue)])
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            inside = list(ast.walk(node))
            compared = [side for one in inside if isinstance(one, ast.Compare) for side in (one.left, *one.comparators)]
            sets = [side.elts for side in compared if isinstance(side, ast.List | ast.Tuple | ast.Set)]
            cases = [one.value for one in inside if isinstance(one, ast.MatchValue)]
            yield constants([*compared, *(part for one in sets for part in one), *cases])
            if attributes:
                yield [one.attr for one in inside if isinstance(one, ast.Attribute)]


def constants(nodes: Iterable[ast.AST | None]) -> list[object]:
    """Return the values of those that are written out."""
    return [one.value for one in nodes if isinstance(one, ast.Constant)]
