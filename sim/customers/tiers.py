"""A scored list as the tiers of a plan: each class its share of customers and revenue, and its churn.

Churn of the classes stands to that of the whole plan as the list says; its level stays the plan's, which is a share of
revenue where the list counts customers. What few customers tell of a class is uncertain, and the tier says how far: the
10th and 90th per cent of what the count leaves open (Jeffreys' interval of a share; Brown, Cai & DasGupta 2001).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sim.customers.result import ClassLine, CustomerBook
from sim.customers.take import counts
from sim.customers.text import class_name, scheme_name
from sim.language import Language, get_language, languages
from sim.language.errors import FormatError
from sim.plan import Plan
from sim.plan.brought import Brought, check_files
from sim.plan.leaf_edits import with_leaves
from sim.plan.leaves import Path, leaves
from sim.plan.schema import TIERS
from sim.plan.tiers import LEVER, WHOLE

REASON = "reason-customer-list"
TENTHS = (0.1, 0.9)
DIGITS = 4


@dataclass(frozen=True)
class ListTier:
    """What a list says of one class as a tier.

    Attributes
    ----------
    customers, revenue : shares of those who bought within the year
    churn : [fraction a year] at the level of the plan
    ends : (low, high) of it in eight cases of ten; None of a class too small to tell, which shows the churn of all
    """

    id: str
    customers: float
    revenue: float
    churn: float
    ends: tuple[float, float] | None


def list_tiers(plan: Plan, book: CustomerBook) -> tuple[ListTier, ...]:
    """Return the classes of a list as tiers; those that brought no revenue within the year are left out.

    Raises
    ------
    FormatError
        The plan does not count customers, the list is too short to tell churn, or too few or many classes are left.
    """
    if not counts(plan):
        raise FormatError("error-customers-tiers-plan", plan=plan.id)
    lines = [one for one in book.lines if one.customers and one.revenue > 0]
    least, most = TIERS
    if not least <= len(lines) <= most:
        raise FormatError("error-customers-tiers-count", count=len(lines), least=least, most=most)
    customers, revenue = _whole([one.customers for one in lines]), _whole([one.revenue for one in lines])
    together = sum(share * one.churn for share, one in zip(revenue, lines, strict=True))
    if book.churn_from != "list" or together <= 0:
        raise FormatError("error-customers-tiers-churn", name=book.facts.name)
    level = float(plan.inputs[WHOLE].base) / together
    found = []
    for line, held, sold in zip(lines, customers, revenue, strict=True):
        churn = _round(line.churn * level)
        ends = None
        if line.own_churn:
            low, high = (_round(min(one * level, 1.0)) for one in _ends(line))
            ends = min(low, churn), max(high, churn)
        found.append(ListTier(line.id, held, sold, churn, ends))
    return tuple(found)


def _whole(parts: list[int] | list[float]) -> list[float]:
    """Return shares in few digits that still add up: the largest takes what rounding leaves."""
    shares = [_round(part / sum(parts)) for part in parts]
    largest = shares.index(max(shares))
    shares[largest] = _round(shares[largest] + 1 - sum(shares))
    return shares


def _round(value: float) -> float:
    return round(float(value), DIGITS)


def _ends(line: ClassLine) -> tuple[float, float]:
    from scipy.special import betaincinv  # only a list that becomes tiers needs it

    gone = line.churn * line.watched
    low, high = betaincinv(gone + 0.5, line.watched - gone + 0.5, TENTHS)
    return float(low), float(high)


def tiers_before(plan: Plan) -> dict[str, ListTier]:
    """Return the tiers that a plan has, as a list would state them."""
    return {
        id: ListTier(id, tier.customers, tier.revenue, float(plan.inputs[f"{LEVER}.{id}"].base), None)
        for id, tier in plan.tiers.items()
    }


def source_text(book: CustomerBook, language: Language) -> str:
    """Return what the tiers rest on, in words."""
    return language.text(
        "customers-tiers-reason",
        day=language.date(book.as_of),
        count=language.number(book.total.customers, "count"),
        classes=scheme_name(book.scheme, language),
    )


def with_tiers(plan: Plan, book: CustomerBook, id: str = "") -> Brought:
    """Return the plan's pack with the classes of a list as its tiers, checked; nothing else of the list is in it.

    Parameters
    ----------
    id : of the new pack; by default the plan's own

    Raises
    ------
    FormatError
        As `list_tiers`.
    """
    found, files = list_tiers(plan, book), dict(plan.files)
    stated = {("tiers", one.id, *path): value for one in found for path, value in _entry(one)}
    files["plan.yaml"] = _with_part(files["plan.yaml"], "plan.yaml", "tiers", stated)
    files["levers.yaml"] = _with_part(files["levers.yaml"], "levers.yaml", LEVER, {})
    for name in [one for one in files if one.startswith("texts/")]:
        files[name] = _with_names(files[name], name, plan, book, found)
    return check_files(files, id)


def _entry(tier: ListTier) -> Iterator[tuple[Path, Any]]:
    for name in ("customers", "revenue", "churn"):
        yield (name, "value"), getattr(tier, name)
        yield (name, "unit"), "fraction_per_year" if name == "churn" else "fraction"
        yield (name, "assumption"), REASON
    yield ("churn", "basis"), "measured" if tier.ends else "estimated"
    if tier.ends:
        yield ("churn", "low"), tier.ends[0]
        yield ("churn", "high"), tier.ends[1]


def _with_part(text: str, name: str, part: str, stated: Mapping[Path, Any]) -> str:
    """Return a file with other values in one part of it, and none of those that stood there."""
    there = [path for path in leaves(text, name) if path[0] == part]
    if there and there != list(stated):  # what joins stands last, so all of it joins anew to keep its order
        text = with_leaves(text, name, {}, frozenset(there))
    return with_leaves(text, name, stated) if stated else text


def _with_names(text: str, name: str, plan: Plan, book: CustomerBook, found: tuple[ListTier, ...]) -> str:
    """Return a file of texts with what the tiers are called, in its language as far as the program speaks it."""
    id = name.removeprefix("texts/").removesuffix(".yaml")
    if id not in languages() and ("fallback",) in leaves(text, name):
        stated: dict[Path, Any] = {}  # the language that stands in names them
    else:
        language = plan.vocabulary(get_language(id if id in languages() else languages()[0]))
        stated = {("tiers", one.id): class_name(book, one.id, language) for one in found}
        stated[("reasons", REASON)] = source_text(book, language)
    names = {path: value for path, value in stated.items() if path[0] == "tiers"}
    return with_leaves(_with_part(text, name, "tiers", names), name, stated)
