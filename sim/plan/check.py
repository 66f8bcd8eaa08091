"""Everything that is wrong with a pack, not only the first of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from sim.language.errors import PlanError, SimError
from sim.plan import schema
from sim.plan.complaints import collect_complaints
from sim.plan.defaults import fill_levers, formed_assumptions
from sim.plan.files import FILES, REQUIRED, with_all_files
from sim.plan.load import read_pack
from sim.plan.outside import FILE as OUTSIDE
from sim.plan.outside import OutsideFile
from sim.plan.pack import Pack
from sim.plan.plan import Plan
from sim.plan.risk_file import RisksFile
from sim.plan.texts_file import FOLDER, read_texts
from sim.plan.tiers import with_tier_lever

KINDS: Mapping[str, Any] = {
    "plan.yaml": schema.PlanFile,
    "levers.yaml": list[schema.LeverEntry],
    "assumptions.yaml": schema.AssumptionsFile,
    "references.yaml": dict[str, schema.Reference],
    "risks.yaml": RisksFile,
    OUTSIDE: OutsideFile,
}
NESTING = 60
"""How deeply lists and tables of a pack may lie in each other; those of the shipped plan lie seven deep."""


def check_pack(files: Mapping[str, str]) -> tuple[Plan | None, tuple[SimError, ...]]:
    """Return the plan that a pack describes, None where it is none, and everything that is wrong with it.

    Parameters
    ----------
    files : mapping name → text
        As `sim.plan.files` reads them; whoever wrote them is not trusted.
    """
    with collect_complaints() as found:
        plan = _read(files, found)
    unique = {
        (one.key, tuple(sorted((name, str(value)) for name, value in one.arguments.items()))): one for one in found
    }
    return (None if unique else plan), tuple(unique.values())


def _read(files: Mapping[str, str], found: list[SimError]) -> Plan | None:
    for name in REQUIRED:
        if name not in files:
            found.append(PlanError("error-plan-file", file=name, problem="FileNotFoundError"))
    for name, text in files.items():
        if name.endswith(".yaml"):
            _attempt(found, lambda name=name, text=text: _plain(name, text))
    if found:
        return None
    whole = with_all_files(files)
    pack = _attempt(found, lambda: Pack({name: whole[name] for name in FILES}))
    if pack is None:
        return None
    for name, kind in KINDS.items():
        if name in files and name != "plan.yaml":  # which the pack itself has read
            _attempt(found, lambda name=name, kind=kind: pack.check(kind, _with_defaults(pack, name), name, ""))
    texts = {name: text for name, text in files.items() if name.startswith(f"{FOLDER}/")}
    if texts:
        _attempt(found, lambda: read_texts(texts))
    if found:
        return None
    try:
        return _attempt(found, lambda: read_pack(files))
    except Exception:
        if not found:  # what follows from a complaint need not be told, what comes out of the blue must be
            raise
        return None


def _with_defaults(pack: Pack, name: str) -> Any:
    """Return what a file says, with room for what it may leave out."""
    content = pack.in_model_units(pack.content(name), name)
    if name == "levers.yaml":
        entries, _, left_out = fill_levers(content)
        return with_tier_lever(pack, entries, left_out)
    if name == "assumptions.yaml" and isinstance(content, dict):
        own = content.get("parameters", {})
        formed = formed_assumptions(own) if isinstance(own, dict) else own
        return {"sets": {}, "factors": {}, **content, "parameters": formed}
    return {} if content is None else content


def _attempt(found: list[SimError], read: Any) -> Any:
    try:
        return read()
    except SimError as problem:
        found.append(problem)
        return None


def _plain(name: str, text: str) -> None:
    """Refuse what makes a small file large or deep: parts that refer to each other, and nesting."""
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.AliasEvent):
                raise PlanError("error-pack-alias", file=name, key=f"*{event.anchor}"[:80])
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > NESTING:
                raise PlanError("error-pack-nesting", file=name, limit=NESTING)
    except yaml.YAMLError as problem:
        raise PlanError("error-plan-yaml", file=name, problem=" ".join(str(problem).split())[:400]) from problem
