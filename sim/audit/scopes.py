"""What a figure is about, read from the words of its scope: the whole, a part, parts together, or another case."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sim.audit.registry import get_registry
from sim.reading.writing import clean

WHOLE = "company"
PRODUCTS = re.compile(
    r"^(?:([^,]*?)\s*)?(products?|lines?|brands?|models?|sites?|plants?) "
    r"((?:[a-z0-9]{1,2}, )*[a-z0-9]{1,2}(?: and | & | ?\+ ?)[a-z0-9]{1,2})$"
)
"""Several of a kind by their letters or numbers: "new products C and D"."""


@dataclass(frozen=True, slots=True)
class Scope:
    """A scope as read.

    Parameters
    ----------
    key : str
        The same for all words that mean the same; `WHOLE` for the whole.
    dimension : str
        The cut it belongs to (region, product, …; "outside" for others than the company), or "".
    parts : tuple of str
        Keys it is made of, complete ("A+B").
    parents : tuple of (str, str)
        Keys it is a part of, with how we know: "component" (X: Y), "line" (X, Y line), "within" (A in B).
    case : str
        The case it is stated for; "" is the main one.
    taken_of : str
        What a share is taken of, where the scope says so.
    rest : bool
        Whether it takes in whatever the others leave.
    """

    key: str
    dimension: str = ""
    parts: tuple[str, ...] = ()
    parents: tuple[tuple[str, str], ...] = ()
    case: str = ""
    taken_of: str = ""
    rest: bool = False

    @property
    def node(self) -> str:
        """The key with its case: what figures are filed under."""
        return f"{self.key}|{self.case}" if self.case else self.key


@lru_cache(maxsize=1)
def _words() -> tuple[dict[str, str], list[tuple[str, re.Pattern[str]]], dict[str, re.Pattern[str]]]:
    rules = get_registry().scopes
    same = {clean(word): WHOLE for word in rules["whole"]}
    for key, words in rules["same"].items():
        same |= {clean(word): key for word in words}
    dimensions = [(name, re.compile(pattern, re.IGNORECASE)) for name, pattern in rules["dimensions"].items()]
    others = {
        name: re.compile(rules[name], re.IGNORECASE)
        for name in ("rest", "cases", "asides", "taken_of", "together", "and", "named_product", "named_products")
    }
    return same, dimensions, others


def dimension_of(text: str) -> str:
    """Return the cut a scope belongs to by its words, or ""."""
    for name, pattern in _words()[1]:
        if pattern.search(text):
            return name
    return ""


@lru_cache(maxsize=65536)
def read_scope(text: str, whole: tuple[str, ...] = ()) -> Scope:
    """Read a scope; `whole` are further words that mean the whole for the metric at hand."""
    same, _, others = _words()
    plain = clean(text)
    if plain in whole or plain == "" or same.get(plain) == WHOLE:
        return Scope(WHOLE)
    if plain in same:
        return Scope(
            same[plain], dimension_of(plain) or dimension_of(same[plain]), rest=bool(others["rest"].search(plain))
        )
    if match := others["named_product"].match(plain):
        return Scope(f"product {match['before'] or match['after']}", "product")
    if match := PRODUCTS.match(plain):
        return _enumeration(f"{match[1]} {match[2]}" if match[1] else "", match[2], match[3])
    if match := others["named_products"].match(plain):
        return _enumeration(match["called"] or "", "products", match["names"])
    if ", " in plain:
        return _with_tail(plain, whole)
    if ": " in plain or ":" in plain.strip(":"):
        parent, _, child = plain.partition(":")
        above = read_scope(parent.strip(), whole)
        own = dimension_of(child) or above.dimension
        if not own and above.key != WHOLE and dimension_of(parent):
            own = dimension_of(parent)
        return Scope(f"{above.key}: {child.strip()}", own, parents=((above.key, "component"),))
    if " in " in plain:
        left, _, right = plain.partition(" in ")
        inside, place = read_scope(left, whole), read_scope(right, whole)
        parents = tuple((key, "within") for key in (inside.key, place.key) if key != WHOLE)
        return Scope(plain, inside.dimension or place.dimension, parents=parents)
    if parts := _union(plain):
        return _together([read_scope(part, whole) for part in parts])
    return Scope(plain, dimension_of(plain), rest=bool(others["rest"].search(plain)))


def _with_tail(plain: str, whole: tuple[str, ...]) -> Scope:
    """Read "X, tail": a bound leaves X, a case files X apart, "of Z" says what of, anything else is a part."""
    others = _words()[2]
    head, _, tail = (side.strip() for side in plain.partition(", "))
    above = read_scope(head, whole)
    if others["cases"].search(tail):
        return Scope(above.key, above.dimension, above.parts, above.parents, case=tail)
    if match := others["taken_of"].match(tail):
        taken = read_scope(match[1], whole)
        return Scope(above.key, above.dimension, above.parts, above.parents, taken_of=taken.key)
    if others["asides"].search(tail):
        return (
            above
            if tail.replace("at least", "").replace("at most", "").strip() == ""
            else Scope(f"{above.key}, {tail}", above.dimension, parents=())
        )
    return Scope(f"{above.key}, {tail}", above.dimension or dimension_of(tail), parents=((above.key, "line"),))


def _enumeration(called: str, kind: str, names: str) -> Scope:
    """Read "new products C and D": product C and product D together, also `called` "new products"."""
    members = re.findall(r"[a-z0-9]{1,2}(?![a-z0-9])", names.replace(" and ", ","))
    parts = tuple(sorted(f"{kind.removesuffix('s')} {name}" for name in members))
    key = read_scope(called).key if called else "+".join(parts)
    return Scope(key, "product" if kind.startswith("product") else dimension_of(kind), parts)


def _union(plain: str) -> list[str]:
    """Return the parts of "A+B" (any two) or "A and B" (two regions); [] if it is neither."""
    others = _words()[2]
    parts = [part.strip() for part in others["together"].split(plain)]
    if len(parts) > 1 and all(parts):
        return parts
    parts = [part.strip() for part in others["and"].split(plain)]
    if len(parts) > 1 and all(dimension_of(part) == "region" and " " not in part for part in parts):
        return parts
    return []


def _together(scopes: list[Scope]) -> Scope:
    members = sorted({member for scope in scopes for member in (scope.parts or (scope.key,))})
    dimensions = {scope.dimension for scope in scopes}
    return Scope("+".join(members), dimensions.pop() if len(dimensions) == 1 else "", tuple(members))
