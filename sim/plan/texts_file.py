"""The texts of a plan: names and reasons in one language or more, beside the numbers they belong to.

A pack keeps them in `texts/<language>.yaml`: plain strings by kind and id, never message code and never mark-up. One
file is the original and has every text; each other states with `fallback` which language stands in where it has none.
"""

# No postponed annotations: pydantic would parse the text of each again, whenever a command starts.
from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from sim.language import FALLBACK, get_language, key
from sim.language.errors import Listed, PlanError
from sim.plan import defaults
from sim.plan.alternatives import FILE as ALTERNATIVES
from sim.plan.alternatives import read_alternatives
from sim.plan.complaints import complain, read_as
from sim.plan.customer_classes import class_names, customer_classes
from sim.plan.facts import ENGLISH_TITLE, word_key
from sim.plan.plan import Plan
from sim.plan.schema import Strict
from sim.plan.texts import BY_ID, Known, Texts
from sim.plan.watched import tracking_of
from sim.reading.writing import shows_nothing

FOLDER = "texts"
FOLDER_OF_DEFAULTS = defaults.FOLDER
JOINERS = "\u200c\u200d"  # parts of words in Persian and Hindi
LONGEST = 2000  # characters; the longest reasoning of the shipped plan has 250


def _plain(text: str) -> str:
    """Return a text that says what it shows: no characters that steer a screen, no tag of ours, not nothing at all."""
    if shows_nothing(text):
        codes = " ".join(f"U+{ord(character):04X}" for character in text)
        raise PydanticCustomError("blank", "text", {"found": f"“{codes}”"})
    if any(not character.isprintable() and character not in JOINERS for character in text) or any(
        mark in text for mark in ("<b>", "<em>", "</")
    ):
        raise PydanticCustomError("shape", "text ≠ <b>, \\n")
    return text


Text = Annotated[str, Field(max_length=LONGEST), AfterValidator(_plain)]


class Named(Strict):
    name: Text


class Explained(Named):
    help: Text


class Product(Named):
    short: Text


class Family(Named):
    """A family whose shares move together; `other` says what was done, after “because of”."""

    other: Text | None = None


class LeverText(Explained):
    """A lever; `more`, `less` and `other` say what was done, after “because of”."""

    more: Text | None = None
    less: Text | None = None
    other: Text | None = None


class TextsFile(Strict):
    """One file of texts; every entry is optional here, what must be there depends on the plan.

    `short` is what the bar of every page calls the plan, where a title would be cut.
    """

    fallback: str | None = None
    title: Text | None = None
    short: Text | None = None
    demo: Text | None = None
    regions: dict[str, Text] = Field(default_factory=dict)
    products: dict[str, Product] = Field(default_factory=dict)
    lines: dict[str, Text] = Field(default_factory=dict)
    budgets: dict[str, Text] = Field(default_factory=dict)
    tiers: dict[str, Text] = Field(default_factory=dict)
    levers: dict[str, LeverText] = Field(default_factory=dict)
    families: dict[str, Family] = Field(default_factory=dict)
    assumptions: dict[str, Explained] = Field(default_factory=dict)
    sets: dict[str, Explained] = Field(default_factory=dict)
    factors: dict[str, Text] = Field(default_factory=dict)
    claims: dict[str, Text] = Field(default_factory=dict)
    risks: dict[str, Explained] = Field(default_factory=dict)
    mitigations: dict[str, Text] = Field(default_factory=dict)
    stress: dict[str, Explained] = Field(default_factory=dict)
    reasons: dict[str, Text] = Field(default_factory=dict)
    findings: dict[str, Text] = Field(default_factory=dict)
    documents: dict[str, Text] = Field(default_factory=dict)
    customer_classes: dict[str, Text] = Field(default_factory=dict)
    tracking_rules: dict[str, Explained] = Field(default_factory=dict)
    alternatives: dict[str, Explained] = Field(default_factory=dict)
    scopes: dict[str, Text] = Field(default_factory=dict)
    notes: dict[str, Text] = Field(default_factory=dict)


PREFIXES = {
    "regions": "region",
    "products": "product",
    "lines": "line",
    "budgets": "budget",
    "tiers": "tier",
    "levers": "lever",
    "families": "lever",
    "assumptions": "assumption",
    "sets": "set",
    "factors": "factor",
    "claims": "claim",
    "risks": "risk",
    "mitigations": "mitigation",
    "stress": "stress",
    "documents": "document",
    "customer_classes": "customer-class",
    "tracking_rules": "tracking-rule",
    "alternatives": "alternative",
}
"""How the key of a text begins; reasons and findings are named by their keys, scopes and notes by their words."""


def read_texts(files: Mapping[str, str]) -> dict[str, TextsFile]:
    """Return a pack's files of texts by language, the original first.

    Parameters
    ----------
    files : mapping name (`texts/en.yaml`) → text

    Raises
    ------
    PlanError
        A file that breaks a rule; no original, or two; a fallback that leads nowhere.
    """
    found: dict[str, TextsFile] = {}
    for name in sorted(files):
        found[name.removeprefix(f"{FOLDER}/").removesuffix(".yaml")] = read_as(TextsFile, files[name], name)
    originals = [language for language, one in found.items() if one.fallback is None]
    if len(originals) != 1:
        told = [file_name(language) for language in originals]
        raise PlanError("error-plan-texts-original", file=FOLDER, found=told)
    for language, one in found.items():
        seen = {language}
        while one.fallback is not None:
            if one.fallback not in found or one.fallback in seen:
                allowed = [name for name in found if name not in seen]
                where = {"file": file_name(language), "key": "fallback"}
                raise PlanError("error-plan-wrong-value", **where, value=one.fallback[:80], allowed=allowed)
            seen.add(one.fallback)
            one = found[one.fallback]
    return {originals[0]: found.pop(originals[0]), **found}


def file_name(language: str) -> str:
    return f"{FOLDER}/{language}.yaml"


def complete_texts(plan: Plan, files: Mapping[str, TextsFile], reasons: Iterable[str]) -> Texts:
    """Return the texts of a plan, all of them in every language: those of the fallback where one is missing.

    Parameters
    ----------
    reasons : keys of the reasoning that the plan's numbers rest on

    Raises
    ------
    PlanError
        The original lacks a text, or a file names what the plan does not have: file, key and language.
    """
    needed = {**_required_names(plan), "reasons": tuple(dict.fromkeys(reasons))}
    original = next(iter(files))
    own, missing, by_program = {}, {}, {}
    by_default = default_texts(plan, needed, files)
    for language, file in files.items():
        _only_known(file, language, {**needed, **_welcome(plan)})
        lacks = tuple((kind, id) for kind, ids in needed.items() for id in ids if not _has(file, kind, id))
        named = by_default[language] if (FOLDER_OF_DEFAULTS / file_name(language)).exists() else {}
        if language == original:
            for kind, id in lacks:
                if not _is_default(kind, id, by_default[language]):
                    where = {"file": file_name(language), "key": f"{kind}.{id}".strip("."), "language": language}
                    complain("error-plan-text-missing", **where)
        chain = _chain(language, files)
        by_program[language] = tuple(
            f"{kind}.{id}".strip(".")
            for kind, id in lacks
            if _is_default(kind, id, named) and not any(_has(one, kind, id) for one in chain)
        )
        own[language] = dict(_flat(file))
        missing[language] = tuple(f"{kind}.{id}".strip(".") for kind, id in lacks)
    filled = {language: {**by_default[language], **_fill(language, files, own)} for language in files}
    return Texts(original, filled, missing, _known_of(plan), by_program)


def _chain(language: str, files: Mapping[str, TextsFile]) -> list[TextsFile]:
    """Return the file of a language and those that stand in for it, nearest first."""
    found: list[TextsFile] = []
    at: str | None = language
    while at is not None:
        found.append(files[at])
        at = files[at].fallback
    return found


def _is_default(kind: str, id: str, texts: Mapping[str, str]) -> bool:
    """Tell whether the program has a name of its own for what a pack does not name."""
    return kind in PREFIXES | {"reasons": "", "findings": ""} and _key(kind, id) in texts


def _key(kind: str, id: str) -> str:
    return key(PREFIXES[kind], id) if kind in PREFIXES else id


def default_texts(
    plan: Plan, needed: Mapping[str, tuple[str, ...]], files: Mapping[str, TextsFile]
) -> dict[str, dict[str, str]]:
    """Return by language of the pack what defaults are called: texts by key, with the plan's own names in them."""
    found = {}
    for language in files:
        folder = FOLDER_OF_DEFAULTS if (FOLDER_OF_DEFAULTS / file_name(language)).exists() else None
        general = _default_file(language if folder else FALLBACK)
        spoken = get_language(language if folder else FALLBACK)
        spoken = spoken.with_texts({}, {"plan-fiscal": "no" if plan.fiscal_start == 1 else "yes"})
        chain = _chain(language, files)
        regions = {id: text for one in reversed(chain) for id, text in one.regions.items()}
        tiers = {id: text for one in reversed(chain) for id, text in one.tiers.items()}
        names = {"budgets": {id: text for one in reversed(chain) for id, text in one.budgets.items()}}
        texts: dict[str, str] = {}
        for kind, ids in needed.items():
            stated = getattr(general, kind, None)
            if not isinstance(stated, dict):
                continue
            for id in ids:
                family, _, member = id.partition(".")
                for place, name in (
                    ("region", regions.get(member, member)),
                    ("year", member),
                    ("tier", tiers.get(member, member)),
                    ("category", names["budgets"].get(member) or general.budgets.get(member, member)),
                    ("lever", _lever_name(member, texts, chain)),
                ):
                    entry = stated.get(id) or (stated.get(f"{family}.{{{place}}}") if member else None)
                    if entry is None:
                        continue
                    for text_key, text in _entry(_key(kind, id), entry):
                        marked = text.replace(f"{{{place}}}", spoken.spacing.mark(name))
                        named = spoken.with_year(text, name) if place == "year" else spoken.spacing.close(marked)
                        texts[text_key] = named
                    break
        found[language] = texts
    return found


def _lever_name(id: str, texts: Mapping[str, str], chain: Iterable[TextsFile]) -> str:
    """Return what a lever is called, by the pack or by the program."""
    stated = next((one.levers[id].name for one in chain if id in one.levers), "")
    return stated or texts.get(key("lever", id), id)


@lru_cache
def _default_file(language: str) -> TextsFile:
    name = file_name(language)
    return read_as(TextsFile, (FOLDER_OF_DEFAULTS / name).read_text(encoding="utf-8"), name)


def _entry(name: str, entry: str | Named) -> Iterator[tuple[str, str]]:
    if isinstance(entry, str):
        yield name, entry
        return
    yield name, entry.name
    for part, text in entry.model_dump(exclude={"name"}, exclude_none=True).items():
        yield f"{name}.{part}", text


def _known_of(plan: Plan) -> Known:
    programme = tuple(float(lever.plan) for lever in plan.family("budget"))
    return Known(
        tuple(sorted(plan.history)),
        plan.years,
        programme,
        plan.market_growth,
        quarters=plan.quarter_count,
        currency=plan.currency,
        size=plan.size,
        last=plan.period(plan.years[-1]),
        fiscal=plan.fiscal_start != 1,
    )


def texts_by_id(plan: Plan, title: str, reasons: Iterable[str]) -> Texts:
    """Return the texts of a pack that brings none: everything is called by its id, documents as their table says.

    Parameters
    ----------
    title, reasons : as for `complete_texts`
    """
    needed = {**_required_names(plan), "reasons": tuple(dict.fromkeys(reasons))}
    own = {"plan-title": title}
    for kind, prefix in PREFIXES.items():
        parts = {"levers": ("help", "more", "less", "other"), "products": ("short",), "families": ("other",)}
        for id in needed.get(kind, ()):
            name, text = key(prefix, id), id.replace("_", " ")
            own |= dict.fromkeys([name, *(f"{name}.{part}" for part in parts.get(kind, ("help",)))], text)
    own |= {name: name for kind in ("reasons", "findings") for name in needed[kind]}
    english = {key("document", id): row[ENGLISH_TITLE] for id, row in plan.documents.items() if ENGLISH_TITLE in row}
    missing = tuple(f"{kind}.{id}".strip(".") for kind, ids in needed.items() for id in ids)
    return Texts(BY_ID, {BY_ID: own, FALLBACK: own | english}, {BY_ID: missing, FALLBACK: missing}, _known_of(plan))


def _fill(language: str, files: Mapping[str, TextsFile], own: Mapping[str, dict[str, str]]) -> dict[str, str]:
    chain, at = [own[language]], files[language].fallback
    while at is not None:
        chain.append(own[at])
        at = files[at].fallback
    return dict(ChainMap(*chain))


def _required_names(plan: Plan) -> dict[str, tuple[str, ...]]:
    """Return what the original must name, by kind."""
    return {
        "title": ("",),
        "regions": plan.regions,
        "products": plan.products,
        "lines": tuple(plan.lines),
        "budgets": tuple(lever.member for lever in plan.family("budget")),
        "tiers": tuple(plan.tiers),
        "levers": tuple(plan.levers),
        "families": tuple(plan.simplexes),
        "assumptions": tuple(plan.assumptions),
        "sets": tuple(plan.assumption_sets),
        "factors": tuple(plan.factors),
        "claims": tuple(plan.claims),
        "risks": tuple(plan.risks),
        "mitigations": tuple(dict.fromkeys(case.mitigation.measure for case in plan.risks.values())),
        "stress": tuple(plan.stress),
        "findings": tuple(dict.fromkeys(reference.finding for reference in plan.references.values())),
        "customer_classes": class_names(customer_classes(plan)),
        "tracking_rules": tracking_of(plan).named_ids,
        "alternatives": read_alternatives(plan.extras.get(ALTERNATIVES, "")).names,
    }


def _welcome(plan: Plan) -> dict[str, tuple[str, ...]]:
    """Return what a file may name besides: words of the fact table, which are shown as written where it does not."""
    return {
        "documents": tuple(plan.documents),
        "scopes": tuple(dict.fromkeys(fact.scope for fact in plan.facts.values())),
        "notes": tuple(dict.fromkeys(fact.note for fact in plan.facts.values() if fact.note)),
    }


def _has(file: TextsFile, kind: str, id: str) -> bool:
    return bool(getattr(file, kind)) if kind == "title" else id in getattr(file, kind)


def _only_known(file: TextsFile, language: str, known: Mapping[str, tuple[str, ...]]) -> None:
    for kind, ids in known.items():
        for id in getattr(file, kind) if kind != "title" else ():
            if id not in ids:
                where = {"file": file_name(language), "key": f"{kind}.{id}"[:80]}
                complain("error-plan-unknown-key", **where, allowed=Listed(tuple(ids), letters=400))


def _flat(file: TextsFile) -> Iterator[tuple[str, str]]:
    """Return key and text of everything in a file: `lever-headcount`, `lever-headcount.help`."""
    if file.title:
        yield "plan-title", file.title
    if file.short:
        yield "plan-short", file.short
    if file.demo:
        yield "plan-demo", file.demo
    for kind, prefix in PREFIXES.items():
        for id, entry in getattr(file, kind).items():
            yield from _entry(key(prefix, id), entry)
    yield from (*file.reasons.items(), *file.findings.items())
    for column, entries in (("scope", file.scopes), ("note", file.notes)):
        for id, text in entries.items():
            yield word_key(column, id), text
