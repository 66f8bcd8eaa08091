"""Files made in the background: a thread a file, progress and a way to stop it, then a button to fetch it.

`menu` offers what can be made of some scenarios, `tray` shows what is being made. A page draws both; the tray follows
the visitor to every page that draws it, and the page itself never waits.
"""

from __future__ import annotations

import datetime as dt
import io
import logging
import threading
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import streamlit as st

from pages.parts.theme import style_element
from sim.analysis.differences import Entrant
from sim.analysis.paired import annual_draws
from sim.errors import SimError
from sim.export.progress import Progress
from sim.language import Language, get_language
from sim.model.axes import Array
from sim.sampling.ensemble import Cancelled
from sim.scenario import Scenario

log = logging.getLogger(__name__)

SLOT = "exports"
KEPT = 6
"""Files a session keeps; the oldest goes first."""

INTERVAL = 0.4  # seconds between two looks at the progress
SIMULATED = 0.45
"""Share of the work that is simulation, before slides or sheets are written."""

Make = Callable[[Progress, threading.Event], bytes]
Pictures = Callable[[], Mapping[str, dict[str, Any]]]

MIMES = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "json": "application/json",
    "zip": "application/zip",
}

KINDS = {
    "pptx": "export-kind-of-pptx",
    "xlsx": "export-kind-of-xlsx",
    "csv": "export-kind-of-csv",
    "parquet": "export-kind-of-parquet",
    "json": "export-kind-of-json",
    "png": "export-kind-of-png",
    "svg": "export-kind-of-svg",
}
ICONS = {"pptx": "slideshow", "xlsx": "table", "csv": "csv", "parquet": "database", "json": "data_object"}


@dataclass
class Job:
    """One file in the making. The thread writes `share`, then `content` or `problem`; the page only reads them."""

    number: int
    title: str
    file_name: str
    mime: str
    share: float = 0.0
    content: bytes | None = None
    problem: Exception | None = None
    stopped: threading.Event = field(default_factory=threading.Event)

    @property
    def running(self) -> bool:
        return self.content is None and self.problem is None and not self.stopped.is_set()

    def work(self, make: Make) -> None:
        """Make the file; whatever goes wrong is kept for the page to show."""
        try:
            self.content = make(self._tell, self.stopped)
        except Cancelled:
            return
        except Exception as problem:  # a thread has nobody above it: the tray shows it, the log keeps it
            if not isinstance(problem, SimError):
                log.exception("export %s", self.file_name)
            self.problem = problem

    def _tell(self, share: float) -> None:
        self.share = share


def jobs() -> list[Job]:
    return st.session_state.setdefault(SLOT, [])


def start(title: str, file_name: str, mime: str, make: Make) -> Job:
    """Begin a file in the background and return its job."""
    line = jobs()
    job = Job(1 + max((one.number for one in line), default=0), title, file_name, mime)
    line.append(job)
    while len(line) > KEPT:
        line.pop(0).stopped.set()
    threading.Thread(target=job.work, args=(make,), name=f"export-{job.number}", daemon=True).start()
    return job


# -- what can be made -----------------------------------------------------------------------------------------------
def maker(
    kind: str, subjects: Sequence[Entrant], language: str, base: str | None = None, pictures: Pictures | None = None
) -> Make:
    """Return how a file of scenarios is made: a function of progress and cancellation."""
    moment = dt.datetime.now().astimezone()
    words = get_language(language)

    def report(progress: Progress, stopped: threading.Event):
        from sim.export.report import make_report

        done = 0

        def futures(scenario: Scenario, metric: str, seed: int, draws: int) -> Array:
            nonlocal done
            if stopped.is_set():
                raise Cancelled
            values = annual_draws(scenario, metric, seed, draws)
            done += 1
            progress(SIMULATED * min(done / (len(subjects) + 2), 1))
            return values

        return make_report(subjects, words, moment, base=base, futures=futures)

    def later(progress: Progress) -> Progress:
        return lambda share: progress(SIMULATED + (1 - SIMULATED) * share)

    def pptx(progress: Progress, stopped: threading.Event) -> bytes:
        from sim.export.deck import deck

        return deck(report(progress, stopped), None, later(progress), stopped)

    def xlsx(progress: Progress, stopped: threading.Event) -> bytes:
        from sim.export.workbook import workbook

        return workbook(report(progress, stopped), later(progress), stopped)

    def tidy(progress: Progress, stopped: threading.Event) -> bytes:
        from sim.export.tidy import csv_file, parquet_file

        return (csv_file if kind == "csv" else parquet_file)(subjects, moment)

    def documents(progress: Progress, stopped: threading.Event) -> bytes:
        from sim.export.document import scenario_json

        if len(subjects) == 1:
            return scenario_json(subjects[0], moment)
        parts = {f"{place}-{_plain(one.name)}.json": lambda one=one: scenario_json(one, moment)
                 for place, one in enumerate(subjects, start=1)}  # fmt: skip
        return _packed(parts, progress, stopped)

    def images(progress: Progress, stopped: threading.Event) -> bytes:
        from sim.export.image import chart_image
        from sim.export.report import make_report

        stamp = make_report(subjects, words, moment, base=base, futures=None).stamp()
        drawings = pictures() if pictures else {}
        parts = {
            f"{name}.{kind}": lambda spec=spec: chart_image(spec, "svg" if kind == "svg" else "png", stamp=stamp)
            for name, spec in drawings.items()
        }
        return _packed(parts, progress, stopped)

    made = {"pptx": pptx, "xlsx": xlsx, "csv": tidy, "parquet": tidy, "json": documents, "png": images, "svg": images}
    return made[kind]


def _packed(parts: Mapping[str, Callable[[], bytes]], progress: Progress, stopped: threading.Event) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for done, (name, make) in enumerate(parts.items(), start=1):
            if stopped.is_set():
                raise Cancelled
            archive.writestr(name, make())
            progress(done / len(parts))
    return file.getvalue()


def _plain(name: str) -> str:
    """Return a name that every file system takes."""
    kept = "".join(one if one.isalnum() or one in "-_ ()" else "-" for one in name)
    return kept.strip(" -.")[:60] or "scenario"


def begin(
    kind: str, subjects: Sequence[Entrant], language: str, base: str | None = None, pictures: Pictures | None = None
) -> Job:
    """Begin a file of scenarios: "pptx", "xlsx", "csv", "parquet", "json", and with `pictures` "png" or "svg"."""
    words = get_language(language)
    packed = kind in ("png", "svg") or (kind == "json" and len(subjects) > 1)
    ending = "zip" if packed else kind
    stem = subjects[0].name if len(subjects) == 1 else words.text("export-file-many", count=len(subjects))
    file_name = f"{_plain(stem)} {dt.date.today().isoformat()}{f' {kind}' if packed else ''}.{ending}"
    return start(words.text(KINDS[kind]), file_name, MIMES[ending], maker(kind, subjects, language, base, pictures))


def _begin(kind: str, subjects: Sequence[Entrant], language: str, base: str | None, pictures: Pictures | None) -> None:
    begin(kind, subjects, language, base, pictures)


@st.cache_resource
def _styles() -> str:
    return style_element((Path(__file__).parent / "export.css").read_text(encoding="utf-8"))


# -- what the page shows --------------------------------------------------------------------------------------------
def menu(
    subjects: Sequence[Entrant],
    language: Language,
    *,
    base: str | None = None,
    pictures: Pictures | None = None,
    key: str = "export",
) -> None:
    """Draw the button that offers every kind of file.

    Parameters
    ----------
    base : name of the scenario to measure against; see `sim.export.report.make_report`
    pictures : gives charts by file name, complete with data; without it images are not offered
    """
    t = language.text
    kinds = [kind for kind in KINDS if pictures or kind not in ("png", "svg")]
    with (
        st.container(key=f"{key}-place", width="content"),
        st.popover(t("export-button"), icon=":material/download:", key=f"{key}-menu"),
    ):
        st.caption(t("export-menu-note"))
        for kind in kinds:
            st.button(
                t(KINDS[kind]),
                key=f"{key}-{kind}",
                icon=f":material/{ICONS.get(kind, 'image')}:",
                width="stretch",
                on_click=_begin,
                args=(kind, tuple(subjects), language.id, base, pictures),
            )


def tray(language: Language) -> None:
    """Draw the session's files: progress, then a button to fetch each. Call it once, at the end of a page."""
    line = jobs()
    st.html(_styles())
    if not line:
        return
    busy = any(job.running for job in line)
    st.fragment(_tray, run_every=INTERVAL if busy else None)(language.id, busy)


def _tray(language: str, busy: bool) -> None:
    words = get_language(language)
    with st.container(key="export-tray", gap="small"):
        for job in jobs():
            with st.container(
                key=f"export-job-{job.number}", horizontal=True, vertical_alignment="center", gap="small"
            ):
                _line(job, words)
    if busy and not any(job.running for job in jobs()):
        st.rerun()  # nothing left to wait for: a run without the clock


def _line(job: Job, language: Language) -> None:
    t = language.text
    if job.running:
        percent = min(99, round(100 * job.share))
        st.progress(percent, text=t("export-running", name=job.title, percent=percent))
        st.button(
            "", key=f"export-stop-{job.number}", icon=":material/close:", help=t("export-stop"), type="tertiary",
            on_click=job.stopped.set,
        )  # fmt: skip
        return
    if job.content is not None:
        st.download_button(
            t("export-fetch", name=job.title),
            job.content,
            job.file_name,
            job.mime,
            key=f"export-fetch-{job.number}",
            icon=":material/download:",
            on_click="ignore",
            type="primary",
            width="stretch",
        )
    elif job.problem is None:
        st.caption(t("export-stopped", name=job.title))
    else:
        known = job.problem if isinstance(job.problem, SimError) else None
        reason = known.text(language.id) if known else t("export-failed-unknown")
        st.caption(t("export-failed", name=job.title, reason=reason))
    st.button(
        "", key=f"export-away-{job.number}", icon=":material/close:", help=t("export-away"), type="tertiary",
        on_click=_put_away, args=(job,),
    )  # fmt: skip


def _put_away(job: Job) -> None:
    jobs().remove(job)
