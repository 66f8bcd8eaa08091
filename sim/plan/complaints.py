"""What is wrong with a plan pack, in words of the reader's language: file, key, value found, what is allowed.

What is allowed is said in symbols and names of the format (≤ 1, a list of words), which need no translation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from sim.language.errors import Listed, PlanError, SimError
from sim.plan.yaml_text import read_yaml

LIMITS = {"less_than_equal": ("≤", "le"), "greater_than_equal": ("≥", "ge"), "less_than": ("<", "lt"),
          "greater_than": (">", "gt"), "too_short": ("≥", "min_length"), "too_long": ("≤", "max_length")}  # fmt: skip
"""Complaints of the validation library about a limit: its sign, and the name under which the limit is told."""
KINDS_OF_UNION = ("constrained-", "literal[", "[key]", "dict[", "list[")
CHARACTERS, PAIR = re.compile(r"\^\[(.+)\][+*]\$"), re.compile(r"(\w)-(\w)")
"""A pattern that only says which characters there may be, told as "a–z 0–9 _"."""
Kind = TypeVar("Kind")
OWN = ("shape", "one_part", "one_statement")
"""Complaints of the pack's own schema; their message is a formula or a list of names already."""

adapter = lru_cache(TypeAdapter)
"""What checks content as a class: making one costs far more than using it."""
_collected: ContextVar[list[SimError] | None] = ContextVar("collected", default=None)


@contextmanager
def collect_complaints() -> Iterator[list[SimError]]:
    """Collect complaints instead of stopping at the first: whoever mends a pack wants to see all of them.

    What cannot go on after a complaint still raises it.
    """
    found: list[SimError] = []
    token = _collected.set(found)
    try:
        yield found
    finally:
        _collected.reset(token)


def complain(key: str, /, **arguments: object) -> None:
    """Raise a PlanError, or note it where complaints are collected; for checks that others do not build on."""
    problem, found = PlanError(key, **arguments), _collected.get()
    if found is None:
        raise problem
    found.append(problem)


def plan_error(
    problem: ValidationError, file: str, prefix: str, own: Callable[[str], str] = lambda told: told
) -> PlanError:
    """Translate the complaints of the validation library into ours; return the first, note the others if collected.

    Parameters
    ----------
    own : says what is allowed as the pack does: its money is not called as the model's
    """
    first, *others = (_translation(one, file, prefix, own) for one in problem.errors())
    found = _collected.get()
    if found is not None:
        found.extend(others)
    return first


def _translation(first: Any, file: str, prefix: str, own: Callable[[str], str]) -> PlanError:
    # Alternatives of a union stand in the path by their types' names, which say nothing to a reader.
    path = [str(part) for part in first["loc"] if not str(part).startswith(KINDS_OF_UNION)]
    key = ".".join([prefix, *path]).strip(".")
    context = first.get("ctx", {})
    match first["type"]:
        case "unknown_key":
            key = f"{key}.{context['key']}".strip(".")
            return PlanError("error-plan-unknown-key", file=file, key=key, allowed=context["allowed"])
        case "missing":
            return PlanError("error-plan-missing-key", file=file, key=key)
        case "no_source":
            return PlanError("error-plan-no-source", file=file, key=key)
    said = _limit(first, context)
    return PlanError(
        "error-plan-wrong-value",
        file=file,
        key=key,
        value=_content(context.get("found", first["input"])),
        allowed=own(said) if isinstance(said, str) else [own(one) for one in said],
    )


def _content(found: Any) -> str | Listed:
    """Return what stands there as its file would show it; of several entries only their names."""
    return Listed(tuple(found), letters=80) if isinstance(found, dict) else str(found)[:80]


def _limit(first: Any, context: dict[str, Any]) -> str | Sequence[str]:
    kind = first["type"]
    if kind in LIMITS:
        sign, name = LIMITS[kind]
        return f"{sign} {context[name]:g}"
    if kind == "literal_error":
        return context["expected"].replace("'", "").replace(" or ", ", ").split(", ")
    if kind in OWN:
        return context.get("allowed", first["msg"])
    if kind == "string_pattern_mismatch":
        characters = CHARACTERS.fullmatch(context["pattern"])
        return PAIR.sub("\\1–\\2 ", characters[1]).strip() if characters else context["pattern"]
    # float_type, int_parsing, list_type, finite_number …: the format's own name of what belongs there
    return "float" if kind == "finite_number" else kind.split("_")[0]


def read_as(kind: type[Kind], text: str, file: str) -> Kind:
    """Return what the text of a pack's YAML file says, as a class that states its rules; of none, the class's nothing.

    Raises
    ------
    PlanError
        It breaks a rule: names file, key, value found and what is allowed.
    """
    content = read_yaml(text, file)
    try:
        return adapter(kind).validate_python({} if content is None else content)
    except ValidationError as problem:
        raise plan_error(problem, file, "") from problem
