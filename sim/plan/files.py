"""The files of a plan pack as texts by name, and what may be among them; a zip of them is read by `zipped`.

A pack that somebody brings is read as if a stranger had written it: only files that belong to a pack, each once, none
above a size, nothing unpacked onto a disk.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

from sim.language.errors import PlanError, reason
from sim.plan.facts import DOCUMENT_COLUMNS, DOCUMENTS, FACTS, Fact
from sim.plan.overlay import KEY, base_plan_id, overlay

FILES = (
    "plan.yaml",
    "levers.yaml",
    "assumptions.yaml",
    "references.yaml",
    "risks.yaml",
    "outside_view.yaml",
    FACTS,
    DOCUMENTS,
)
"""What a pack's hash is made of."""
REQUIRED = ("plan.yaml", "levers.yaml")
"""Files that every pack has; what the others would say has defaults."""
EMPTY = {
    FACTS: ",".join(field.name for field in fields(Fact)) + "\n",
    DOCUMENTS: ",".join(DOCUMENT_COLUMNS) + "\n",
    "risks.yaml": "{cases: {}, presets: {}}",
}
"""What a file says that a pack leaves out; nothing where it is not named here."""
LEARNT = "learnt.yaml"
"""What was learnt last from the company's own quarters, and how near forecasts of them came."""
EXTRAS = (
    "golden.yaml",
    "demo_actuals.csv",
    "audit.yaml",
    "alternatives.yaml",
    "customers.yaml",
    "tracking.yaml",
    LEARNT,
)
"""Files that a pack may have; they are no part of its hash."""
FORMER = "formerly.yaml"
"""Hashes that shipped files keep, see `sim.plan.load`; in a pack that somebody brings it could name another's hash."""
TEXTS = re.compile(r"texts/[a-z]{2,8}(-[A-Za-z0-9]{2,8})*\.yaml")
FILE_LIMIT = 2_000_000
PACK_LIMIT = 6_000_000
COUNT_LIMIT = 40
JUNK = ("__MACOSX", "Thumbs.db", "desktop.ini")
"""What operating systems put beside people's files, besides names that begin with a dot."""
STAMP = (2000, 1, 1, 0, 0, 0)


def with_all_files(files: Mapping[str, str]) -> dict[str, str]:
    """Return a pack's files with those that it leaves out.

    Raises
    ------
    PlanError
        A file is missing that every pack has.
    """
    for name in REQUIRED:
        if name not in files:
            raise PlanError("error-plan-file", file=name, problem="FileNotFoundError")
    return {**{name: EMPTY.get(name, "") for name in FILES}, **files}


def belongs(name: str) -> bool:
    """Tell whether a file of this name is part of a pack."""
    return name in FILES or name in EXTRAS or TEXTS.fullmatch(name) is not None


def folder_files(folder: Path, *, former: bool = False) -> dict[str, str]:
    """Return the files of the pack in a folder; `former` takes the list of kept hashes along.

    Raises
    ------
    PlanError
        A file of the pack cannot be read.
    """
    optional = (*(name for name in FILES if name not in REQUIRED), *EXTRAS, *([FORMER] if former else []))
    names = ["plan.yaml", *(name for name in ("levers.yaml", *optional) if (folder / name).exists())]
    names += sorted(f"texts/{path.name}" for path in (folder / "texts").glob("*.yaml"))
    found = {}
    for name in names:
        try:
            found[name] = decode(_read(folder / name, name), name)
        except OSError as problem:
            raise PlanError("error-plan-file", file=name, problem=reason(problem)) from problem
    if other := base_plan_id(found):
        beside = sorted(path.parent.name for path in folder.parent.glob("*/plan.yaml") if path.parent != folder)
        if other not in beside:
            raise PlanError("error-plan-wrong-value", file="plan.yaml", key=KEY, value=other[:80], allowed=beside)
        under = folder.parent / other
        if base_plan_id({"plan.yaml": decode(_read(under / "plan.yaml", "plan.yaml"), "plan.yaml")}):
            raise PlanError("error-plan-wrong-value", file="plan.yaml", key=KEY, value=other[:80], allowed="–")
        found = overlay(folder_files(under), found)
    return found


def files_in(source: Path) -> dict[str, str]:
    """Return the files of a pack that somebody brings as a folder.

    Raises
    ------
    PlanError
        Too large, or holding what is no part of a pack: names the file and what is allowed.
    """
    inner = _inner_folder(source)
    entries: list[tuple[str, int, Path]] = []
    for seen, path in enumerate(inner.rglob("*")):
        if seen > 4 * COUNT_LIMIT:  # a folder of something else, perhaps of everything
            raise PlanError("error-pack-count", limit=COUNT_LIMIT)
        name = path.relative_to(inner).as_posix()
        if is_junk(name):
            continue
        if path.is_symlink():
            raise PlanError("error-pack-link", file=name[:120])
        if path.is_file():
            entries.append((name, path.stat().st_size, path))
        if len(entries) > COUNT_LIMIT:
            raise PlanError("error-pack-count", limit=COUNT_LIMIT)
    entries.sort()
    check_names([(name, size) for name, size, _ in entries])
    return {name: decode(_read(path, name), name) for name, _, path in entries if name != FORMER}


def _read(path: Path, name: str) -> bytes:
    """Return the content of a file of a pack, which is never waited for and never larger than one may be."""
    if path.exists() and not path.is_file():
        raise PlanError("error-plan-file", file=name[:120], problem=reason(errno.EINVAL))
    with path.open("rb") as file:
        content = file.read(FILE_LIMIT + 1)
    if len(content) > FILE_LIMIT:
        raise PlanError("error-pack-size", file=name[:120], limit=FILE_LIMIT // 1_000_000)
    return content


def _inner_folder(folder: Path) -> Path:
    """Return the one folder of packs that hold their files a folder deeper, as archives of a folder do."""
    inner = [path for path in folder.iterdir() if not is_junk(path.name)]
    deeper = len(inner) == 1 and inner[0].is_dir() and not inner[0].is_symlink() and inner[0].name != "texts"
    return inner[0] if deeper else folder


def check_names(entries: list[tuple[str, int]]) -> None:
    """Check names and stated sizes of what a pack brings, before anything of it is read."""
    names = [name for name, _ in entries]
    for name in names:
        if not belongs(name) and name != FORMER:
            allowed = [*FILES, *EXTRAS, "texts/en.yaml", "…"]
            raise PlanError("error-pack-strange", file=name[:120], allowed=allowed)
        if names.count(name) > 1:
            raise PlanError("error-pack-twice", file=name[:120])
    for name, size in entries:
        if size > FILE_LIMIT:
            raise PlanError("error-pack-size", file=name[:120], limit=FILE_LIMIT // 1_000_000)
    if sum(size for _, size in entries) > PACK_LIMIT:
        raise PlanError("error-pack-size-total", limit=PACK_LIMIT // 1_000_000)


def is_junk(name: str) -> bool:
    parts = [part for part in name.split("/") if part not in ("..", ".")]
    return any(part in JUNK or part.startswith(".") for part in parts)


def decode(content: bytes, name: str) -> str:
    """Return a file's text as Python reads text files: UTF-8, perhaps marked so, lines ending alike."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise PlanError("error-plan-file", file=name, problem=reason(problem)) from problem
    return text.replace("\r\n", "\n").replace("\r", "\n")
