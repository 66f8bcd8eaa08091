"""Where code spells out several members of a set that is defined once, whatever the form."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping

MEMBERS = (ast.Dict, ast.List, ast.Tuple, ast.Set, ast.Call, ast.BinOp)


def listed(
    tree: ast.AST, ids: set[str], *, attributes: bool = False, names: Mapping[str, str] | None = None
) -> Iterator[tuple[ast.AST, set[str]]]:
    """Give what lists several of these ids, with those it lists.

    A list is a literal (of a dictionary keys or values), keywords of a call, fields of a class, the cases of a
    `match`, what one function compares with (a table or a ladder of branches), a text that is split into words, and
    whatever a module or a class puts beside each other in one constant, however nested, or in constants of one word.

    Parameters
    ----------
    attributes : what one function reads as attributes is a list, too; not what it calls
    names : ids by the names of constants that stand for them; those of the module itself are found
    """
    found = {one.id: value.value for one, value in _constants_of(tree) if isinstance(value, ast.Constant)}
    known = {**(names or {}), **{name: value for name, value in found.items() if isinstance(value, str)}}
    outer = {id(one) for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef) for one in node.body}
    for node in ast.walk(tree):
        for spelled_out in _spelled(node, attributes, id(node) in outer):
            if len(both := {word for one in spelled_out for word in _words(one, known)} & ids) > 1:
                yield node, both


def _spelled(node: ast.AST, attributes: bool, outer: bool) -> Iterator[Iterable[ast.AST | str | None]]:
    """Give what a piece of code puts beside each other, in each way in which it does: words, or what they stand in."""
    match node:
        case ast.Dict():
            yield [*node.keys, *node.values]
        case ast.List() | ast.Tuple() | ast.Set():
            yield [one.value if isinstance(one, ast.Starred) else one for one in node.elts]
        case ast.Call():
            yield [one.arg for one in node.keywords]
            if isinstance(node.func, ast.Attribute) and node.func.attr == "split":
                yield _split(node.func.value)
        case ast.ClassDef() | ast.Module():
            if isinstance(node, ast.ClassDef):
                fields = [one.target for one in node.body if isinstance(one, ast.AnnAssign)]
                yield [one.id for one in fields if isinstance(one, ast.Name)]
                yield [one.id for one, _ in _constants_of(node)]
            yield [value for _, value in _constants_of(node)]
        case ast.Match():
            yield [one.value for one in ast.walk(node) if isinstance(one, ast.MatchValue)]
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda() | ast.If():
            inside = list(ast.walk(node))
            compared = [side for one in inside if isinstance(one, ast.Compare) for side in (one.left, *one.comparators)]
            sets = [side.elts for side in compared if isinstance(side, ast.List | ast.Tuple | ast.Set)]
            cases = [one.value for one in inside if isinstance(one, ast.MatchValue)]
            yield [*compared, *(part for one in sets for part in one), *cases]
            if attributes:
                called = {id(one.func) for one in inside if isinstance(one, ast.Call)}
                yield [one.attr for one in inside if isinstance(one, ast.Attribute) and id(one) not in called]
        case ast.Assign(value=value) | ast.AnnAssign(value=value) if outer and isinstance(value, MEMBERS):
            yield ast.walk(value)


def _constants_of(node: ast.AST) -> list[tuple[ast.Name, ast.expr]]:
    """Return the constants of a module or class: names that are given a value of one word."""
    given = [one for one in getattr(node, "body", []) if isinstance(one, ast.Assign) and len(one.targets) == 1]
    return [
        (one.targets[0], one.value)
        for one in given
        if isinstance(one.targets[0], ast.Name) and isinstance(one.value, ast.Constant)
    ]


def _split(node: ast.AST) -> list[str]:
    """Return the words of a text that is split into them."""
    text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
    return re.split(r"[^\w.]+", text)


def _words(one: ast.AST | str | None, known: Mapping[str, str]) -> Iterator[str]:
    """Give the ids that something may stand for: itself, and the whole of which it names a part ("revenue.east")."""
    match one:
        case str(word) | ast.Constant(value=str(word)):
            yield word
            yield word.strip(".").partition(".")[0]
        case ast.Name(id=name) | ast.Attribute(value=ast.Name(id=name), attr="id") if name in known:
            yield known[name]
        case ast.JoinedStr(values=parts):
            for part in parts:
                yield from _words(part, known)
