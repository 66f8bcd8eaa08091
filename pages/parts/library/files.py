"""Files in and out of the library: import of scenarios, backup of everything and restoring it."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import streamlit as st

from pages.parts import session, spaces, writing
from pages.parts.library import state
from pages.parts.library.state import when
from pages.parts.theme import style_element
from sim.language import Language, get_language
from sim.language.errors import FormatError, SimError
from sim.store import open_store
from sim.store.backup import DESCRIPTION, read_description, restore_backup, write_backup
from sim.store.person import asking
from sim.store.spaces import EVERYONE, Space
from sim.store.statement import import_statement
from sim.store.statement_backup import restore_statement
from sim.store.transfer import SIZE_LIMIT

REPORT = "library-report"
ROUND = "library-round"
SPACE = "library-import-space"
FILES_MOST = 500
"""Scenarios taken from one archive."""
UPLOAD_MB = 1000
IMPORT_MB = 100
"""What all files of one import may have together, and what the archives among them may unpack to."""


@dataclass(frozen=True)
class Line:
    """What became of one file: how it went, and sentences about it."""

    name: str
    done: bool
    said: tuple[str, ...]


def menus(language: Language) -> None:
    """Draw the buttons for import and backup; both close with the files they took, or they would hide the report."""
    t = language.text
    st.html(_uploader_styles(language))
    with st.container(key="lib-files", horizontal=True, gap="small", width="content"):
        with st.popover(t("library-import"), icon=":material/upload:", key=f"lib-import-{_round()}"):
            _import(language)
        if asking().may("owner"):
            with st.popover(t("library-backup"), icon=":material/inventory_2:", key=f"lib-backup-{_round()}"):
                _backup(language)
    _report(language)


def _uploader_styles(language: Language) -> str:
    """Return styles that give the upload boxes words of the reader's language; their own come with Streamlit."""
    t = language.text
    scenarios = t("library-upload-limit", kinds="JSON, ZIP", limit=SIZE_LIMIT // 1_000_000)
    return style_element(
        f':root {{ --lib-choose: "{t("library-upload-choose")}"; --lib-scenarios: "{scenarios}"; '
        '--lib-backups: "ZIP"; }'
    )


def notices() -> None:
    """Say in a page without a list what was done."""
    notice: state.Notice | None = st.session_state.pop(state.NOTICE, None)
    if notice is not None:
        writing.toast(notice.text, icon=":material/error:" if notice.problem else ":material/check:")


# -- import ---------------------------------------------------------------------------------------------------------
def _round() -> int:
    """Return the number of the upload; a new one empties the box."""
    return st.session_state.get(ROUND, 0)


def _import(language: Language) -> None:
    t = language.text
    writing.caption(t("library-import-text"))
    place = f"lib-upload-{_round()}"
    spaces.choose(None, EVERYONE, SPACE, language)
    st.file_uploader(
        t("library-import-label"),
        type=["json", "zip"],
        accept_multiple_files=True,
        key=place,
        max_upload_size=IMPORT_MB,
        on_change=take,
        args=(place,),
    )


def take(place: str) -> None:
    """Import what was dropped, and keep the report for the page."""
    uploads = st.session_state.get(place) or []
    if not uploads:
        return
    lines = import_files(
        [(upload.name, upload) for upload in uploads], session.language_id(), st.session_state.get(SPACE)
    )
    st.session_state[REPORT] = tuple(lines)
    st.session_state[ROUND] = _round() + 1


def import_files(uploads: Sequence[tuple[str, BinaryIO]], language_id: str, space: Space | None = None) -> list[Line]:
    """Store scenarios from files, for whoever is to see them; one bad file spoils no other."""
    language = get_language(language_id)
    lines, left = [], IMPORT_MB * 1_000_000
    for name, upload in uploads:
        try:
            for part, content in _parts(name, upload):
                left -= len(content)
                if left < 0:
                    raise FormatError("error-import-together", limit=IMPORT_MB)
                lines.append(_store(part, content, language, space))
        except SimError as problem:
            lines.append(Line(name, False, (problem.text(language.id),)))
    return lines


def _parts(name: str, upload: BinaryIO) -> Iterator[tuple[str, bytes]]:
    """Give the scenarios of an upload: itself, or the files of an archive of scenarios.

    Raises
    ------
    FormatError
        An archive that is none, is a backup, or holds too much.
    """
    head = upload.read(4)
    upload.seek(0)
    if head != b"PK\x03\x04":
        yield name, upload.read(SIZE_LIMIT + 1)
        return
    try:
        with zipfile.ZipFile(upload) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            if DESCRIPTION in archive.namelist():
                raise FormatError("error-import-backup")
            if len(members) > FILES_MOST:
                raise FormatError("error-import-many", limit=FILES_MOST)
            for one in members:
                with archive.open(one) as file:  # never more than a scenario may have, whatever the archive states
                    yield f"{name} · {one.filename}", file.read(SIZE_LIMIT + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as problem:
        raise FormatError("error-import-archive") from problem


def _store(name: str, content: bytes, language: Language, space: Space | None) -> Line:
    try:
        imported = open_store().import_scenario(content, by=state.person(), space=space)
    except SimError as problem:
        return Line(name, False, (problem.text(language.id),))
    first = language.text("library-imported", name=imported.entry.name)
    return Line(name, True, (first, *import_statement(imported, language.id)))


# -- backup ---------------------------------------------------------------------------------------------------------
def backup_file() -> io.BytesIO:
    """Return the whole library as one file."""
    file = io.BytesIO()
    write_backup(open_store().database, file)
    file.seek(0)
    return file


def _backup(language: Language) -> None:
    t = language.text
    writing.caption(t("library-backup-text"))
    st.download_button(
        t("library-backup-do"),
        backup_file,
        t("library-backup-file", date=dt.date.today().isoformat()),
        "application/zip",
        key="lib-backup-do",
        icon=":material/download:",
        on_click="ignore",
        type="primary",
        width="stretch",
    )
    st.divider()
    writing.caption(t("library-restore-text"))
    place = f"lib-restore-file-{_round()}"
    upload = st.file_uploader(t("library-restore-label"), type=["zip"], key=place, max_upload_size=UPLOAD_MB)
    if upload is None:
        return
    try:
        found = read_description(upload)
    except SimError as problem:
        writing.error(problem.text(language.id))
        return
    writing.paragraph(t("library-restore-found", count=found.scenarios, time=when(found.created_at, language)))
    st.button(
        t("library-restore-do"),
        key="lib-restore-do",
        icon=":material/settings_backup_restore:",
        width="stretch",
        on_click=restore,
        args=(place,),
    )


def restore(place: str) -> None:
    """Merge the uploaded backup, and keep the report for the page."""
    upload = st.session_state.get(place)
    if upload is None:
        return
    language = session.language()
    upload.seek(0)
    try:
        done = restore_backup(open_store().database, upload, by=state.person())
    except SimError as problem:
        line = Line(upload.name, False, (problem.text(language.id),))
    else:
        first = language.text("backup-restored", time=when(done.created_at, language))
        line = Line(upload.name, True, (first, *restore_statement(done, language.id)))
    st.session_state[REPORT] = (line,)
    st.session_state[ROUND] = _round() + 1


# -- what became of it ----------------------------------------------------------------------------------------------
def _report(language: Language) -> None:
    lines: tuple[Line, ...] = st.session_state.get(REPORT, ())
    if not lines:
        return

    @st.dialog(language.text("library-report"), width="medium", on_dismiss=_forget)
    def dialog() -> None:
        done = sum(line.done for line in lines)
        if len(lines) > 1:
            writing.paragraph(language.text("library-report-count", done=done, count=len(lines)))
        for line in lines:
            icon = ":material/check_circle:" if line.done else ":material/error:"
            (writing.success if line.done else writing.error)("\n".join(line.said), icon=icon, name=line.name)
        if st.button(language.text("library-report-close"), key="lib-report-close", type="primary"):
            _forget()
            st.rerun()

    dialog()


def _forget() -> None:
    st.session_state.pop(REPORT, None)
