"""A plan that somebody brings, whatever form it has: a folder of the pack, a zip of it, or a workbook."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sim.language.errors import PlanError, SimError
from sim.plan.check import check_pack
from sim.plan.files import files_at, zip_files
from sim.plan.plan import Plan

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
ID_LINE = re.compile(r"^id:.*$", re.MULTILINE)


@dataclass(frozen=True)
class Brought:
    """What came of reading a plan that somebody brings: the plan, or everything that is wrong with it."""

    plan: Plan | None
    problems: tuple[SimError, ...]


def read_brought(source: Path, id: str = "") -> Brought:
    """Return the plan at a path, under another id if one is given; never raises over what is in the file."""
    try:
        return check_files(files_at(source), id)
    except SimError as problem:
        return Brought(None, (problem,))


def read_upload(name: str, content: bytes) -> dict[str, str]:
    """Return the files of a pack that was uploaded.

    Raises
    ------
    PlanError
        Not a pack, or one that breaks a limit.
    """
    return zip_files(io.BytesIO(content))


def check_files(files: Mapping[str, str], id: str = "") -> Brought:
    """Return the plan that a pack's files describe, under another id if one is given."""
    if id:
        try:
            files = with_id(files, id)
        except SimError as problem:
            return Brought(None, (problem,))
    plan, problems = check_pack(files)
    return Brought(plan, problems)


def with_id(files: Mapping[str, str], id: str) -> dict[str, str]:
    """Return a pack's files under another id.

    Raises
    ------
    PlanError
        Not an id: small letters, digits and hyphens.
    """
    if not ID.fullmatch(id):
        raise PlanError(
            "error-plan-wrong-value", file="plan.yaml", key="id", value=id[:80], allowed="a–z 0–9 -  (≤ 40)"
        )
    return {**files, "plan.yaml": ID_LINE.sub(f"id: {id}", files.get("plan.yaml", ""), count=1)}
