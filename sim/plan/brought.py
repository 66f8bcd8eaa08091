"""A plan that somebody brings, whatever form it has: a folder of the pack, a zip of it, or a workbook."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from sim.language.errors import PlanError, SimError, reason
from sim.plan.check import check_pack
from sim.plan.files import PACK_LIMIT, files_in
from sim.plan.ids import slug
from sim.plan.plan import Plan
from sim.plan.zipped import zip_files

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
ID_LINE = re.compile(r"^id:.*$", re.MULTILINE)
WORKBOOK = ".xlsx"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
"""How files of Office before 2007 begin."""


@dataclass(frozen=True)
class Brought:
    """What came of reading a plan that somebody brings: the plan, or everything that is wrong with it.

    Attributes
    ----------
    files : mapping name → text
        The pack, as far as it could be read.
    """

    plan: Plan | None
    problems: tuple[SimError, ...]
    files: Mapping[str, str] = field(default_factory=dict, repr=False)


def read_brought(source: Path, id: str = "") -> Brought:
    """Return the plan at a path, under another id if one is given; never raises over what is in the file."""
    try:
        if source.is_dir():
            return check_files(files_in(source), id)
        if source.exists() and not source.is_file():  # a device has no end
            raise PlanError("error-pack-archive")
        with source.open("rb") as file:
            content = file.read(PACK_LIMIT + 1)
        if len(content) > PACK_LIMIT:
            raise PlanError("error-pack-size-total", limit=PACK_LIMIT // 1_000_000)
        return read_upload(source.name, content, id)
    except SimError as problem:
        return Brought(None, (problem,))
    except OSError as problem:
        told = PlanError("error-plan-file", file=source.name[:120], problem=reason(problem))
        return Brought(None, (told,))


def read_upload(name: str, content: bytes, id: str = "") -> Brought:
    """Return the plan of a file that was uploaded, a workbook or a zip; never raises over what is in the file."""
    try:
        if Path(name).suffix.lower() == WORKBOOK or _is_spreadsheet(content):
            return _read_workbook(content, id)
        return check_files(zip_files(io.BytesIO(content)), id)
    except SimError as problem:
        return Brought(None, (problem,))


def _is_spreadsheet(content: bytes) -> bool:
    """Tell whether a file comes from a spreadsheet, whatever its ending: .xlsx and its kin, .ods, or .xls."""
    if content.startswith(OLD_OFFICE):
        return True
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return not {"[Content_Types].xml", "mimetype"}.isdisjoint(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, EOFError):  # whoever reads it says what is wrong
        return False


def _read_workbook(content: bytes, id: str) -> Brought:
    from sim.plan.workbook.reader import read_workbook  # a table reader that packs do without

    filled = read_workbook(content)
    brought = check_files(filled.files, id)
    problems = (*filled.problems, *(filled.locate(one) for one in brought.problems))
    return replace(brought, plan=None if problems else brought.plan, problems=problems)


def check_files(files: Mapping[str, str], id: str = "") -> Brought:
    """Return the plan that a pack's files describe, under another id if one is given."""
    if id:
        try:
            files = with_id(files, id)
        except SimError as problem:
            return Brought(None, (problem,), files)
    plan, problems = check_pack(files)
    return Brought(plan, problems, files)


def id_of(title: str) -> str:
    """Return an id that a plan of this title may have: the letters and digits of it, as ASCII writes them."""
    return slug(title, "-", 40) or "my-plan"


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
