"""The page's long calculations: one after the other, each watch and stoppable, kept by what it depends on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.parts.decide.asked import Asked
from pages.parts.reading import note
from pages.parts.uncertainty import jobs
from sim.decide.allocate import allocate, cuts
from sim.decide.cheapest import solve_cheapest
from sim.decide.discover import discover
from sim.decide.frontier import FrontierPoint, frontier, marks
from sim.decide.lever import lever_answers
from sim.decide.watch import watch
from sim.language import Language
from sim.language.errors import SimError
from sim.scenario import Scenario

PULSE = 0.25
STOPPED = "decide-stopped"
OVERVIEW = ("lever", "cheapest", "discover", "allocate")
"""Questions answered unasked, one after the other; the frontier takes long and waits until somebody opens it."""


def key_of(name: str, asked: Asked, scenario: Scenario) -> str:
    """Return what the answer to a question depends on."""
    if name == "discover":
        return f"{scenario.key}:{asked.strict}"
    if name in ("allocate", "cuts"):
        return f"{scenario.key}:{asked.lock}"
    return asked.key(scenario)


def _work(name: str, asked: Asked, scenario: Scenario) -> Callable[..., Any]:
    def run(tell: Callable[..., None]) -> Any:
        match name:
            case "lever":
                return lever_answers(scenario, chance=asked.chance)
            case "cheapest":
                return solve_cheapest(asked.question(scenario))
            case "allocate":
                return allocate(scenario, asked.lock), cuts(scenario)
            case "discover":
                return discover(scenario, asked.strict)
        points: list[FrontierPoint] = []
        around = marks(asked.question(scenario))
        for point in frontier(asked.question(scenario)):
            points.append(point)
            tell(len(points) / 12, (tuple(points), around))
        return tuple(points), around

    def work(tell: Callable[..., None], stop: Any) -> Any:
        try:
            with watch(tell, stop):
                return run(tell)
        except SimError as problem:
            return problem  # a question that this scenario cannot answer: said where the answer would stand

    return work


def want(name: str, asked: Asked, scenario: Scenario) -> jobs.Job | None:
    """Return the calculation of a question's answer, started if need be; None where the visitor has stopped it."""
    key = key_of(name, asked, scenario)
    if st.session_state.get(STOPPED) == (name, key):
        return None
    return jobs.want(f"decide-{name}", key, _work(name, asked, scenario))


def answer_at_hand(name: str, asked: Asked, scenario: Scenario) -> Any:
    """Return the answer to a question if somebody has had it worked out, else None; never a refusal."""
    found = jobs.result_of(f"decide-{name}", key_of(name, asked, scenario))
    return None if isinstance(found, SimError) else found


def is_refused(name: str, asked: Asked, scenario: Scenario) -> bool:
    """Tell whether a question was worked on and cannot be answered."""
    return isinstance(jobs.result_of(f"decide-{name}", key_of(name, asked, scenario)), SimError)


def _stop(name: str, key: str) -> None:
    st.session_state[STOPPED] = (name, key)
    jobs.stop(f"decide-{name}")


def _again(name: str) -> None:
    st.session_state.pop(STOPPED, None)
    jobs.again(f"decide-{name}")


def answer(name: str, asked: Asked, scenario: Scenario, language: Language) -> Any:
    """Return a question's answer, or draw in its place the progress, the refusal, or how to start it again."""
    job = want(name, asked, scenario)
    if job is None or job.stopped:
        offer_restart(name, language)
        return None
    if isinstance(job.result, SimError):
        note(job.result.text(language.id))
        return None
    if job.done:
        return job.result
    progress(job, name, key_of(name, asked, scenario), language)
    return None


def offer_restart(name: str, language: Language) -> None:
    """Say that a calculation was stopped or failed, and offer to start it again."""
    note(language.text("decide-stopped"))
    st.button(language.text("decide-again"), key=f"decide-again-{name}", on_click=_again, args=(name,))


def progress(job: jobs.Job, name: str, key: str, language: Language, draw: Callable[[Any], None] | None = None) -> None:
    """Draw a bar that moves by itself, a button that stops it, and what there is so far; then the page comes again."""

    @st.fragment(run_every=PULSE)
    def pulse() -> None:
        if not jobs.running(job):
            st.rerun()
        with st.container(key=f"decide-progress-{name}", horizontal=True, vertical_alignment="center", gap="small"):
            st.progress(min(job.share, 1.0), text=language.text("decide-working"))
            st.button(language.text("uncertainty-stop"), key=f"decide-stop-{name}", on_click=_stop, args=(name, key))
        if draw is not None and job.so_far is not None:
            draw(job.so_far)

    pulse()


def next_job(asked: Asked, scenario: Scenario) -> jobs.Job | None:
    """Return the calculation for the overview that is next in turn; None when all are there or one was stopped."""
    if STOPPED in st.session_state:
        return None
    for name in OVERVIEW:
        job = want(name, asked, scenario)
        if job is not None and not job.finished.is_set():
            return job
    return None
