"""Results as a file: slides, workbook, brief, tidy table or scenario, by its ending; written whole or not at all."""

from __future__ import annotations

import datetime as dt
import errno
import os
import secrets
import stat
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from sim.analysis.differences import Entrant
from sim.language import FALLBACK, get_language
from sim.language.errors import FormatError, reason
from sim.scenario import Scenario

KINDS = (".pptx", ".xlsx", ".pdf", ".parquet", ".csv", ".json")

SINGLE = (".json", ".pdf")
"""Kinds that hold one scenario."""


def export_file(
    subjects: Mapping[str, Scenario] | Sequence[Entrant],
    target: str | Path,
    *,
    base: str | None = None,
    language: str = FALLBACK,
    template: bytes | None = None,
) -> None:
    """Write scenarios to a file.

    Parameters
    ----------
    subjects : mapping name -> Scenario, or sequence of Entrant
        One to eight; a .json file and a .pdf page hold one.
    target : str or Path
        Its ending, one of `KINDS`, says what is written.
    base : str, optional
        Name of the scenario that slides and workbook measure against; see `sim.export.report.make_report`.
    template : bytes, optional
        A .pptx whose master and layouts the slides take.

    Raises
    ------
    FormatError
        An unknown ending, several scenarios for a file of one, or the file cannot be written.
    ScenarioError
        Too many scenarios, two of one name, or an unknown base.
    """
    if isinstance(subjects, Mapping):
        subjects = [Entrant(name, scenario) for name, scenario in subjects.items()]
    kind = check_kind(target)
    if template is not None and kind != ".pptx":
        raise FormatError("error-export-template", option="template")
    check_folder(target)
    content = _content(kind, subjects, base, language, template)
    write_file(target, lambda file: file.write(content))


def check_kind(target: str | Path) -> str:
    """Return the ending of a file; FormatError where it is none of `KINDS`."""
    kind = Path(target).suffix.lower()
    if kind not in KINDS:
        raise FormatError("error-export-kind", file=str(target)[:200], allowed=[*KINDS])
    return kind


def check_folder(target: str | Path) -> None:
    """Raise a FormatError where a file's folder is none or admits no file: slides take seconds, so this comes first."""
    path = Path(str(target).replace("\0", ""))
    folder = path.parent
    if path.exists() and not path.is_file():
        return  # a device or a pipe, whose folder nobody writes into
    code = errno.ENOENT if not folder.is_dir() else errno.EACCES if not os.access(folder, os.W_OK) else 0
    if code:
        raise FormatError("error-cli-file", file=str(target)[:200], problem=reason(code))


def _content(kind: str, subjects: Sequence[Entrant], base: str | None, language: str, template: bytes | None) -> bytes:
    moment = dt.datetime.now().astimezone()
    if kind in SINGLE and len(subjects) > 1:
        raise FormatError("error-export-one", ending=kind)
    if kind == ".json":
        from sim.export.document import scenario_json

        return scenario_json(subjects[0], moment)
    if kind in (".csv", ".parquet"):
        from sim.export.tidy import csv_file, parquet_file

        return (csv_file if kind == ".csv" else parquet_file)(subjects, moment)
    from sim.export.report import make_report

    report = make_report(subjects, get_language(language), moment, base=base)
    if kind == ".xlsx":
        from sim.export.workbook import workbook

        return workbook(report)
    if kind == ".pdf":
        from sim.export.brief import brief

        return brief(report)
    from sim.export.deck import deck

    return deck(report, template)


def write_file(target: str | Path, write: Callable[[BinaryIO], object]) -> None:
    """Write a file beside its place and move it there when it is complete; links and devices are written through.

    Raises
    ------
    FormatError
        The file cannot be written; what was there before is still there.
    """
    path = Path(target)
    name = str(target)[:200]
    try:
        path = path.resolve()
        if path.exists() and not path.is_file():
            if path.is_dir():
                raise FormatError("error-cli-file-folder", file=name)
            with path.open("wb") as device:
                write(device)
            return
        if path.exists() and not os.access(path, os.W_OK):
            raise FormatError("error-cli-file", file=name, problem=reason(errno.EACCES))
        draft = path.with_name(f".{secrets.token_hex(6)}.part")
        try:
            with draft.open("xb") as file:
                write(file)
                file.flush()
                os.fsync(file.fileno())
            if path.exists():
                draft.chmod(stat.S_IMODE(path.stat().st_mode))
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except BrokenPipeError:
        raise
    except (
        OSError,
        ValueError,
        RuntimeError,
    ) as problem:  # ValueError: a zero byte in the name; RuntimeError: link loop
        raise FormatError("error-cli-file", file=name, problem=reason(problem)) from problem
