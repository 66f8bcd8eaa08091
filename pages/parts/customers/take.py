"""Taking a list: an upload or the worked example, held by the session alone until it is put away."""

from __future__ import annotations

from dataclasses import dataclass, field

import streamlit as st

from pages.parts import doubts, reading, writing
from pages.parts.reading import card
from pages.parts.theme import style_element
from pages.parts.writing import plain
from sim.customers import LIMITS, read_list
from sim.customers.example import EXAMPLE_TODAY, example_list
from sim.customers.reading import Purchases
from sim.language import Language
from sim.language.errors import FormatError
from sim.plan import Plan
from sim.reading.doubts import DoubtError
from sim.reading.problems import TableError
from sim.reading.table import MEGABYTE

HELD, ROUND, PROBLEM = "customers-held", "customers-round", "customers-problem"
PROBLEMS_SHOWN = 50
UPLOAD = """
[class*="st-key-customers-file-"] { & [data-testid="stFileUploaderDropzone"] > span button p { font-size: 0; }
& [data-testid="stFileUploaderDropzone"] > span button p::after { content: "CHOOSE"; font-size: 14px; }
& [data-testid="stFileUploaderDropzoneInstructions"] span { font-size: 0; }
& [data-testid="stFileUploaderDropzoneInstructions"] span::after { content: "LIMIT"; font-size: 13px; } }
"""
"""Streamlit's own two words here know no language; the styles put these in their place."""


@dataclass(frozen=True, eq=False)
class Held:
    """What the session holds: the purchases, of which plan's currency, and whether they are the worked example."""

    purchases: Purchases
    plan: Plan
    example: bool = False


@dataclass(frozen=True, eq=False)
class Waiting:
    """A file that somebody has to decide something about."""

    name: str
    content: bytes
    problem: FormatError
    choices: dict[str, str] = field(default_factory=dict)


def list_at_hand(plan: Plan) -> Held | None:
    """Return the list at hand, if it is in the currency of the plan."""
    found: Held | None = st.session_state.get(HELD)
    return found if found is not None and found.plan.currency == plan.currency else None


def panel(plan: Plan, language: Language) -> None:
    """Draw the upload, what is wrong with the last file, and the worked example."""
    t = language.text
    with card("customers-take", t("customers-take-title"), t("customers-take-subtitle")):
        left, right = st.columns([3, 1], gap="medium", vertical_alignment="center")
        with left:
            choose, limit = t("audit-page-upload-choose"), t("audit-page-upload-limit", most=LIMITS.bytes // MEGABYTE)
            st.html(style_element(UPLOAD.replace("CHOOSE", choose).replace("LIMIT", limit)))
            place = f"customers-file-{st.session_state.get(ROUND, 0)}"
            st.file_uploader(
                t("customers-upload"),
                type=["csv", "txt", "xlsx"],
                key=place,
                max_upload_size=LIMITS.bytes // MEGABYTE,
                on_change=_take,
                args=(plan, place),
            )
        with right:
            st.button(t("customers-example"), key="customers-example", on_click=_example, args=(plan,), width="stretch")
        _problem(plan, language)


def put_away() -> None:
    """Forget the list and its file."""
    for name in (HELD, PROBLEM):
        st.session_state.pop(name, None)
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1


def _example(plan: Plan) -> None:
    put_away()
    purchases = read_list(plan, example_list(plan), "example.csv", {"money": "millions"}, EXAMPLE_TODAY).value
    st.session_state[HELD] = Held(purchases, plan, example=True)


def _take(plan: Plan, place: str) -> None:
    file = st.session_state.get(place)
    st.session_state.pop(PROBLEM, None)
    if file is not None:
        _read(plan, plain(file.name), file.getvalue(), {})


def _read(plan: Plan, name: str, content: bytes, choices: dict[str, str]) -> None:
    """Read a file; keep its purchases, or what is wrong with it or uncertain."""
    try:
        purchases = read_list(plan, content, name, choices).sure(name)
    except FormatError as problem:
        st.session_state[PROBLEM] = Waiting(name, content, problem, choices)
        return
    st.session_state.pop(PROBLEM, None)
    st.session_state[HELD] = Held(purchases, plan)


def _problem(plan: Plan, language: Language) -> None:
    waiting: Waiting | None = st.session_state.get(PROBLEM)
    if waiting is None:
        return
    t, problem = language.text, waiting.problem
    if isinstance(problem, DoubtError):
        doubts.ask(problem.doubts, "customers-doubts", lambda more: _decide(plan, more), language)
    elif isinstance(problem, TableError):
        reading.note(t("customers-problems", name=waiting.name, count=len(problem.problems)))
        reading.table(
            [
                reading.Column(t("track-column-row"), "number"),
                reading.Column(t("track-column-column")),
                reading.Column(t("track-problem")),
            ],
            [[str(one.row), one.heading(language), one.text(language)] for one in problem.problems[:PROBLEMS_SHOWN]],
            t("track-problem"),
        )
    else:
        writing.error(problem.text(language.id))


def _decide(plan: Plan, more: dict[str, str]) -> None:
    waiting: Waiting = st.session_state[PROBLEM]
    _read(plan, waiting.name, waiting.content, {**waiting.choices, **more})
