"""Learn from earlier quarters: a table up, a calculation to watch and stop, what it tells, and keeping it as a set."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from typing import Any, NamedTuple

import streamlit as st

from pages.parts import doubts, session, writing
from pages.parts.learnt import backtest_picture
from pages.parts.reading import Column, card, listing, note, table
from pages.parts.track.files import problem_table
from pages.parts.uncertainty import jobs
from sim.export.text import one_line
from sim.language import Language
from sim.language.errors import FormatError, SimError
from sim.learn import text
from sim.learn.backtest import Backtest, rolling_backtest
from sim.learn.history import History, read_history
from sim.learn.keep import pack_with_set, set_id
from sim.learn.learn import Learnt, learn
from sim.learn.template import template_csv
from sim.plan import Plan
from sim.plan.brought import check_files
from sim.reading.problems import TableError
from sim.reading.table import MEGABYTE
from sim.store import open_store
from sim.track.reading import LIMITS

KIND = "learn"
CHOICES, DECIDED, AS = "learn-choices", "learn-decided", "learn-as"
LEARNING = 0.15
"""Share of the time that learning takes; the rest is the backtest."""


class Told(NamedTuple):
    """What the calculation found; the backtest is None where the history is too short."""

    learnt: Learnt
    backtest: Backtest | None


def show(plan: Plan, language: Language) -> None:
    """Draw the card."""
    t = language.text
    with card("track-learn", t("learn-title"), t("learn-subtitle")):
        left, right = st.columns([3, 1], gap="medium", vertical_alignment="bottom")
        file = left.file_uploader(
            t("learn-upload"), type=["csv", "txt", "xlsx"], key="learn-upload", max_upload_size=LIMITS.bytes // MEGABYTE
        )
        right.download_button(
            t("learn-template"), template_csv(plan), f"{t('learn-file-name')}.csv", "text/csv", on_click="ignore",
            key="learn-template", width="stretch",
        )  # fmt: skip
        if file is None:
            return
        history = _history(plan, file, language)
        if history is None:
            return
        key = f"{plan.hash}:{hashlib.sha256(file.getvalue()).hexdigest()}:{sorted(_choices(file).items())}"
        job = jobs.want(KIND, key, _work(history))
        if job.stopped:
            note(t("learn-stopped"))
            st.button(t("learn-again"), key="learn-again", on_click=jobs.again, args=(KIND,))
        elif job.done:
            _show_outcome(plan, job.result, language)
        else:
            _progress(job, history, language)


def _choices(file: Any) -> dict[str, str]:
    return st.session_state.get(CHOICES, {}) if st.session_state.get(DECIDED) == file.file_id else {}


def _history(plan: Plan, file: Any, language: Language) -> History | None:
    """Return what an uploaded table holds, or say what is wrong with it or could be read otherwise."""
    chosen = _choices(file)
    try:
        found = read_history(file.getvalue(), one_line(file.name), plan, chosen)
    except TableError as problem:
        problem_table(problem, language)
        return None
    except (FormatError, SimError) as problem:
        writing.error(problem.text(language.id))
        return None
    if found.doubts:

        def decide(more: dict[str, str]) -> None:
            st.session_state[CHOICES], st.session_state[DECIDED] = {**chosen, **more}, file.file_id

        doubts.ask(found.doubts, "learn-doubts", decide, language)
        return None
    return found.value


def _work(history: History) -> jobs.Work:
    """Return the calculation: what was learnt is there before the backtest is."""

    def work(tell: Callable[..., None], stop: Any) -> Told:
        set_name = history.plan.likely_set
        found = learn(history, set_name, progress=lambda share: tell(LEARNING * share), cancelled=stop)
        tell(LEARNING, Told(found, None))
        backtest = rolling_backtest(
            history, set_name, progress=lambda share: tell(LEARNING + (1 - LEARNING) * share), cancelled=stop
        )
        return Told(found, backtest)

    return work


def _progress(job: jobs.Job, history: History, language: Language) -> None:
    """Draw a bar that moves by itself and a button that stops it; below, what there is so far."""

    @st.fragment(run_every=0.25)
    def pulse() -> None:
        if not jobs.running(job):
            st.rerun()
        with st.container(key="learn-progress", horizontal=True, vertical_alignment="center", gap="small"):
            st.progress(min(job.share, 1.0), text=language.text("learn-working", count=history.count))
            st.button(language.text("uncertainty-stop"), key="learn-stop", on_click=jobs.stop, args=(KIND,))
        if job.so_far is not None:
            _learnt(job.so_far.learnt, language)

    pulse()


def _learnt(found: Learnt, language: Language) -> None:
    """Draw what was learnt."""
    note(text.sentence(found, language))
    heads = text.estimate_heads(language)
    columns = [Column(heads[0]), Column(heads[1], "number"), Column(heads[2], "number"), Column(heads[3])]
    table(columns, text.estimate_rows(found, language), language.text("learn-title"))
    lines = [text.season_text(found, language), *text.level_texts(found, language), text.silent_text(found, language)]
    listing([line for line in (*lines, text.diagnosis(found, language)) if line])


def _show_outcome(plan: Plan, told: Told, language: Language) -> None:
    t, found = language.text, told.learnt
    _learnt(found, language)
    if told.backtest is None:
        note(t("learn-short"))
    else:
        note(text.backtest_sentence(told.backtest, language))
        backtest_picture(told.backtest, "track-learnt", language)
    own = open_store().plans.find(plan.id) is not None
    with st.container(key="learn-keeping", horizontal=True, vertical_alignment="bottom", gap="small"):
        st.session_state.setdefault(AS, plan.id if own else f"{plan.id}-own"[:40])
        st.text_input(t("learn-as"), key=AS, max_chars=40, help=t("learn-as-help"))
        st.button(t("learn-keep"), key="learn-keep", type="primary", on_click=_keep, args=(plan, told))


def _keep(plan: Plan, told: Told) -> None:
    """Keep what was learnt as a set of a plan of the library, and go on with that plan."""
    language = session.language_id()
    try:
        brought = check_files(
            pack_with_set(plan, told.learnt, told.backtest, dt.date.today()), str(st.session_state.get(AS, "")).strip()
        )
        if brought.plan is None:
            session.announce(brought.problems[0].text(language), ":material/error:")
            return
        kept = open_store().plans.keep(brought.plan)
    except SimError as problem:
        session.announce(problem.text(language), ":material/error:")
        return
    names = {"plan": kept.id, "set": set_id(told.learnt)}
    session.announce(session.language().text("learn-kept", **names), ":material/check:")
