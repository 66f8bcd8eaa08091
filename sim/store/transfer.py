"""Scenarios as files. A file is checked as if a stranger had written it: its numbers are compared, never trusted."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sim.language.errors import FormatError
from sim.plan import load_plan, plan_ids
from sim.reading.encoding import decode_unicode
from sim.scenario import Scenario
from sim.store.opened import Opened
from sim.store.snapshot import Snapshot
from sim.store.texts import clean_name, clean_note, clean_tags

FORMAT = "scenario-lab-scenario"
FORMAT_VERSION = 1
SIZE_LIMIT = 2_000_000
DEPTH_LIMIT = 20
DIGIT_LIMIT = 18

KEYS = {
    "format",
    "version",
    "name",
    "note",
    "tags",
    "author",
    "created_at",
    "assumption_set",
    "assumption_values",
    "inputs",
    "provenance",
    "results",
}
PROVENANCE_KEYS = {"plan_hash", "scenario_hash", "model_version"}


@dataclass(frozen=True)
class Parcel:
    """A checked file: what may be stored, and what it says of its own results."""

    name: str
    note: str
    tags: tuple[str, ...]
    scenario: Scenario
    assumption_set: str
    plan_hash: str
    model_version: str
    annual: Mapping[str, Mapping[str, float]]


def export_document(opened: Opened) -> dict[str, Any]:
    """Return a scenario as plain JSON values."""
    entry = opened.entry
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "name": entry.name,
        "note": entry.note,
        "tags": list(entry.tags),
        "author": entry.author,
        "created_at": entry.created_at.isoformat(),
        "assumption_set": entry.assumption_set,
        "assumption_values": dict(opened.assumptions),
        "inputs": dict(opened.inputs),
        "provenance": {
            "plan_hash": entry.plan_hash,
            "scenario_hash": entry.scenario_hash,
            "model_version": entry.model_version,
        },
        "results": opened.stored.document(),
    }


def read_parcel(content: bytes) -> Parcel:
    """Check an exported file.

    Raises
    ------
    FormatError
        Too large, not JSON, not a scenario, from a newer version, damaged, or of a plan that is not here.
    ScenarioError
        Inputs the plan does not admit.
    StoreError
        Name, note or tags break a limit.
    """
    document = _parse(content)
    _check_shape(document)
    inputs = document["inputs"]
    if inputs.get("plan") not in plan_ids():
        raise FormatError("error-import-plan", plan=str(inputs.get("plan"))[:80], allowed=plan_ids())
    risks = inputs.get("risks")
    if isinstance(risks, dict) and not all(isinstance(settings, dict) for settings in risks.values()):
        raise FormatError("error-import-damaged", key="inputs.risks")
    provenance = document["provenance"]
    return Parcel(
        name=clean_name(document["name"]),
        note=clean_note(document["note"]),
        tags=clean_tags(document["tags"]),
        scenario=Scenario.from_dict(inputs, load_plan),
        assumption_set=clean_name(document["assumption_set"]),
        plan_hash=str(provenance["plan_hash"])[:64],
        model_version=str(provenance["model_version"])[:64],
        annual=document["results"]["annual"],
    )


def disagreement(parcel: Parcel, snapshot: Snapshot) -> float:
    """Return the largest relative difference between the file's yearly results and those computed here."""
    largest = 0.0
    here = snapshot.document()["annual"]
    if parcel.annual.keys() != here.keys():
        return math.inf
    for year, values in here.items():
        for id, value in values.items():
            if id not in parcel.annual[year]:
                continue  # a measure that the program which wrote the file did not know
            stated = parcel.annual[year][id]
            if not isinstance(stated, int | float) or isinstance(stated, bool):
                if stated != value:
                    return math.inf
            elif not math.isclose(stated, value, rel_tol=1e-9, abs_tol=1e-12):
                largest = max(largest, abs(stated - value) / max(abs(stated), abs(value)))
    return largest


def _parse(content: bytes) -> dict[str, Any]:
    if len(content) > SIZE_LIMIT:
        raise FormatError("error-import-size", limit=SIZE_LIMIT // 1_000_000)
    try:
        document = json.loads(
            decode_unicode(content),
            parse_constant=_refuse_constant,
            parse_int=_whole,
            object_pairs_hook=_without_repeats,
        )
    except (UnicodeDecodeError, ValueError, RecursionError) as problem:
        raise FormatError("error-import-json") from problem
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise FormatError("error-import-foreign")
    version = document.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise FormatError("error-import-damaged", key="version")
    if version > FORMAT_VERSION:
        raise FormatError("error-import-newer", found=str(version)[:20], known=str(FORMAT_VERSION))
    return document


def _check_shape(document: dict[str, Any]) -> None:
    for key in document:
        if key not in KEYS:
            raise FormatError("error-import-key", key=key[:80])
    for key in sorted(KEYS):
        if key not in document:
            raise FormatError("error-import-missing", key=key)
    for key in ("name", "note", "author", "created_at", "assumption_set"):
        if not isinstance(document[key], str):
            raise FormatError("error-import-damaged", key=key)
    for key in ("inputs", "provenance", "results", "assumption_values"):
        if not isinstance(document[key], dict):
            raise FormatError("error-import-damaged", key=key)
    if not isinstance(document["tags"], list) or not all(isinstance(tag, str) for tag in document["tags"]):
        raise FormatError("error-import-damaged", key="tags")
    if set(document["provenance"]) != PROVENANCE_KEYS:
        raise FormatError("error-import-damaged", key="provenance")
    annual = document["results"].get("annual")
    if not isinstance(annual, dict) or not all(isinstance(values, dict) for values in annual.values()):
        raise FormatError("error-import-damaged", key="results.annual")
    if _depth(document["inputs"]) > DEPTH_LIMIT:
        raise FormatError("error-import-damaged", key="inputs")


def _depth(value: Any) -> int:
    """Return how deeply tables and lists lie in each other, without recursion."""
    depth, layer = 0, [value]
    while layer := [
        inner
        for item in layer
        if isinstance(item, dict | list)
        for inner in (item.values() if isinstance(item, dict) else item)
    ]:
        depth += 1
    return depth


def _refuse_constant(name: str) -> float:
    raise ValueError(name)


def _whole(digits: str) -> int:
    if len(digits) > DIGIT_LIMIT:
        raise ValueError("no input is so large")
    return int(digits)


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) != len(pairs):
        raise ValueError("a key stands twice")
    return table
