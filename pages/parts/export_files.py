"""Files made in the background: a thread a file, progress and a way to stop it; `pages.parts.export` offers them."""

from __future__ import annotations

import datetime as dt
import io
import logging
import threading
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from sim.analysis.differences import Entrant
from sim.analysis.paired import annual_draws
from sim.export.progress import Progress
from sim.language import Language, get_language
from sim.language.errors import SimError
from sim.model.axes import Array
from sim.scenario import Scenario
from sim.scenario.ensemble import Cancelled

log = logging.getLogger(__name__)

SLOT = "exports"
KEPT = 6
"""Files a session keeps; the oldest goes first."""

SIMULATED = 0.45
"""Share of the work that is simulation, before slides or sheets are written."""

Make = Callable[[Progress, threading.Event], bytes]
Pictures = Callable[[], Mapping[str, dict[str, Any]]]
"""Gives charts by file name, complete with their data; called by the thread that makes the file."""

Base = str | Entrant | None
"""What to measure against; see `sim.export.report.make_report`."""

MIMES = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "json": "application/json",
    "zip": "application/zip",
}

KINDS = {
    "pptx": "export-kind-of-pptx",
    "xlsx": "export-kind-of-xlsx",
    "pdf": "export-kind-of-pdf",
    "csv": "export-kind-of-csv",
    "parquet": "export-kind-of-parquet",
    "json": "export-kind-of-json",
    "png": "export-kind-of-png",
    "svg": "export-kind-of-svg",
}


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
    remark: str = ""
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


def start(title: str, file_name: str, mime: str, make: Make, remark: str = "") -> Job:
    """Begin a file in the background and return its job; a remark stands beside the finished file."""
    line = jobs()
    job = Job(1 + max((one.number for one in line), default=0), title, file_name, mime, remark=remark)
    line.append(job)
    while len(line) > KEPT:
        line.pop(0).stopped.set()
    threading.Thread(target=job.work, args=(make,), name=f"export-{job.number}", daemon=True).start()
    return job


# -- what can be made -----------------------------------------------------------------------------------------------
def maker(
    kind: str, subjects: Sequence[Entrant], language: str, base: Base = None, pictures: Pictures | None = None
) -> Make:
    """Return how a file of scenarios is made: a function of progress and cancellation."""
    moment = dt.datetime.now().astimezone()
    texts = get_language(language)

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

        return make_report(subjects, texts, moment, base=base, futures=futures)

    def later(progress: Progress) -> Progress:
        return lambda share: progress(SIMULATED + (1 - SIMULATED) * share)

    def pptx(progress: Progress, stopped: threading.Event) -> bytes:
        from sim.export.deck import deck

        return deck(report(progress, stopped), None, later(progress), stopped)

    def xlsx(progress: Progress, stopped: threading.Event) -> bytes:
        from sim.export.workbook import workbook

        return workbook(report(progress, stopped), later(progress), stopped)

    def pdf(progress: Progress, stopped: threading.Event) -> bytes:
        from sim.export.brief import brief
        from sim.export.report import make_report

        if len(subjects) == 1:
            return brief(report(progress, stopped))
        parts = {f"{place}-{_plain(one.name)}.pdf": lambda one=one: brief(make_report([one], texts, moment))
                 for place, one in enumerate(subjects, start=1)}  # fmt: skip
        return _pack(parts, progress, stopped)

    def tidy(progress: Progress, stopped: threading.Event) -> bytes:
        from sim.export.tidy import csv_file, parquet_file

        return (csv_file if kind == "csv" else parquet_file)(subjects, moment)

    def documents(progress: Progress, stopped: threading.Event) -> bytes:
        from sim.export.document import scenario_json

        if len(subjects) == 1:
            return scenario_json(subjects[0], moment)
        parts = {f"{place}-{_plain(one.name)}.json": lambda one=one: scenario_json(one, moment)
                 for place, one in enumerate(subjects, start=1)}  # fmt: skip
        return _pack(parts, progress, stopped)

    def images(progress: Progress, stopped: threading.Event) -> bytes:
        from sim.export.image import chart_image
        from sim.export.report import make_report

        stamp = make_report(subjects, texts, moment, base=base, futures=None).stamp()
        drawings = pictures() if pictures else {}
        parts = {
            f"{name}.{kind}": lambda spec=spec: chart_image(spec, "svg" if kind == "svg" else "png", stamp=stamp)
            for name, spec in drawings.items()
        }
        return _pack(parts, progress, stopped)

    made = {
        "pptx": pptx,
        "xlsx": xlsx,
        "pdf": pdf,
        "csv": tidy,
        "parquet": tidy,
        "json": documents,
        "png": images,
        "svg": images,
    }
    return made[kind]


def _pack(parts: Mapping[str, Callable[[], bytes]], progress: Progress, stopped: threading.Event) -> bytes:
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
    kind: str, subjects: Sequence[Entrant], language: str, base: Base = None, pictures: Pictures | None = None
) -> Job:
    """Begin a file of scenarios, of one of `KINDS`; "png" and "svg" take `pictures`."""
    texts = get_language(language)
    packed = kind in ("png", "svg") or (kind in ("json", "pdf") and len(subjects) > 1)
    ending = "zip" if packed else kind
    stem = subjects[0].name if len(subjects) == 1 else texts.text("export-file-many", count=len(subjects))
    file_name = f"{_plain(stem)} {dt.date.today().isoformat()}{f' {kind}' if packed else ''}.{ending}"
    make = maker(kind, subjects, language, base, pictures)
    return start(texts.text(KINDS[kind]), file_name, MIMES[ending], make, _remark(kind, texts))


def _remark(kind: str, language: Language) -> str:
    """Return what to say of a file beside it: that slides do not take over the macros of the company's template."""
    if kind != "pptx":
        return ""
    from sim.export.template import has_macros

    return language.text("export-template-macros") if has_macros() else ""
