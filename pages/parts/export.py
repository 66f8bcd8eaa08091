"""What can be taken along: a menu of files, a dialog with the same, and the tray in which they appear.

`menu` offers what can be made of some scenarios, `tray` shows what is being made (see `pages.parts.export_files`). The
tray follows the visitor to every page that draws it, and the page itself never waits.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from pages.parts import reading, session, writing
from pages.parts.export_files import KINDS, Base, Job, Pictures, begin, jobs
from pages.parts.theme import style_element
from pages.parts.writing import literal, plain
from sim.analysis.differences import Entrant
from sim.language import Language, get_language, key
from sim.language.errors import SimError
from sim.store import open_store

INTERVAL = 0.4  # seconds between two looks at the progress
ICONS = {
    "pptx": "slideshow",
    "xlsx": "table",
    "pdf": "description",
    "csv": "csv",
    "parquet": "database",
    "json": "data_object",
}


def _begin(kind: str, subjects: Sequence[Entrant], language: str, base: Base, pictures: Pictures | None) -> None:
    begin(kind, subjects, language, base, pictures)


@st.cache_resource
def _styles() -> str:
    return style_element((Path(__file__).parent / "export.css").read_text(encoding="utf-8"))


# -- what the page shows --------------------------------------------------------------------------------------------
def menu(
    subjects: Sequence[Entrant],
    language: Language,
    *,
    base: Base = None,
    pictures: Pictures | None = None,
    prefix: str = "export",
) -> None:
    """Draw the button that offers every kind of file; without `pictures` images are not offered."""
    t = language.text
    with (
        st.container(key=f"{prefix}-place", width="content"),
        st.popover(t("export-button"), icon=":material/download:", key=f"{prefix}-menu"),
    ):
        writing.caption(t("export-menu-note"))
        for kind in kinds(pictures):
            _offer(kind, language, prefix, (kind, tuple(subjects), language.id, base, pictures))


def kinds(pictures: Pictures | None) -> list[str]:
    return [kind for kind in KINDS if pictures or kind not in ("png", "svg")]


def _offer(kind: str, language: Language, prefix: str, arguments: tuple[Any, ...]) -> bool:
    return st.button(
        language.text(KINDS[kind]),
        key=f"{prefix}-{kind}",
        icon=f":material/{ICONS.get(kind, 'image')}:",
        width="stretch",
        on_click=_begin,
        args=arguments,
    )


def heading(
    text: str, language: Language, subjects: Sequence[Entrant], *, base: Base = None, pictures: Pictures
) -> None:
    """Draw a page's sentence with the menu at its right."""
    st.html(_styles())
    with st.container(key="export-head", horizontal=True, vertical_alignment="top", gap="medium"):
        reading.sentence(text)
        menu(subjects, language, base=base, pictures=pictures)


def open_now(work: session.Workspace, language: Language) -> tuple[Entrant, Entrant]:
    """Return the open scenario and what it is measured against, as entrants with names of their own."""
    name = work.name or language.text("compare-now")
    preset = key("preset", work.base_id)
    base = language.text(preset) if language.has(preset) else work.base_name or work.base_id
    if base == name:
        base = language.text("export-base-named", name=base)
    return Entrant(name, work.scenario, _note(work)), Entrant(base, work.base)


def _note(work: session.Workspace) -> str:
    """Return what was noted of the saved scenario that is open and unchanged."""
    if work.saved is None or work.changed:
        return ""
    try:
        return open_store().entry(work.saved.id).note
    except SimError:
        return ""  # without a library there are no notes


def open_dialog(subject: Entrant, base: Entrant, pictures: Pictures, language: Language) -> None:
    """Open the same offers as a dialog; it closes when one is taken, and the page draws its tray."""

    @st.dialog(language.text("export-button"))
    def dialog() -> None:
        t = language.text
        writing.caption(t("export-dialog-note", name=plain(subject.name), base=plain(base.name)))
        chosen = False
        for column, some in zip(
            st.columns(2), (("pptx", "xlsx", "pdf", "png"), ("csv", "parquet", "json", "svg")), strict=True
        ):
            with column:
                for kind in some:
                    chosen |= _offer(kind, language, "export", (kind, (subject,), language.id, base, pictures))
        if chosen:
            st.rerun()

    dialog()


def tray(language: Language) -> None:
    """Draw the session's files: progress, then a button to fetch each. Call it once, at the end of a page."""
    line = jobs()
    if not line:
        return
    st.html(_styles())
    busy = any(job.running for job in line)
    st.fragment(_tray, run_every=INTERVAL if busy else None)(language.id, busy)


def _tray(language: str, busy: bool) -> None:
    texts = get_language(language)
    with st.container(key="export-tray", gap="small"):
        for job in jobs():
            with st.container(
                key=f"export-job-{job.number}", horizontal=True, vertical_alignment="center", gap="small"
            ):
                _line(job, texts)
    if busy and not any(job.running for job in jobs()):
        st.rerun()  # nothing left to wait for: a run without the clock


def _line(job: Job, language: Language) -> None:
    t = language.text
    if job.running:
        percent = min(99, round(100 * job.share))
        st.progress(percent, text=literal(t("export-running", name=job.title, percent=percent)))
        st.button(
            "", key=f"export-stop-{job.number}", icon=":material/close:", help=t("export-stop"), type="tertiary",
            on_click=job.stopped.set,
        )  # fmt: skip
        return
    if job.content is not None:
        st.download_button(
            literal(t("export-fetch", name=job.title)),
            job.content,
            job.file_name,
            job.mime,
            key=f"export-fetch-{job.number}",
            icon=":material/download:",
            on_click="ignore",
            type="primary",
            width="stretch",
        )
        if job.remark:
            writing.caption(job.remark)
    elif job.problem is None:
        writing.caption(t("export-stopped", name=job.title))
    else:
        known = job.problem if isinstance(job.problem, SimError) else None
        reason = known.text(language.id) if known else t("export-failed-unknown")
        writing.caption(t("export-failed", name=job.title, reason=reason))
    st.button(
        "", key=f"export-away-{job.number}", icon=":material/close:", help=t("export-away"), type="tertiary",
        on_click=_put_away, args=(job,),
    )  # fmt: skip


def _put_away(job: Job) -> None:
    jobs().remove(job)
