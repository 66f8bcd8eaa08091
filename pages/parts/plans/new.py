"""New: twelve numbers of a company, a first trajectory beside them that follows each entry, and a plan that is kept."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from pages.parts import revenue_paths, session, writing
from pages.parts.plans import bring
from pages.parts.reading import card
from pages.parts.reading import listing as bullets
from pages.parts.writing import plain
from sim.language import Language
from sim.language.errors import SimError
from sim.model.measures import REVENUE
from sim.plan import load_plan
from sim.plan.brought import check_files
from sim.plan.from_numbers import pack_from_numbers
from sim.plan.load import read_pack
from sim.plan.questions import ASKED, BASES, Form, numbers_of
from sim.scenario import Scenario

ASKING = "plans-asking"


def toggle() -> None:
    """Open the form, or close it; what was typed stays."""
    st.session_state[ASKING] = not st.session_state.get(ASKING, False)


def form(language: Language) -> None:
    """Draw the form with its first trajectory, where it is open."""
    if not st.session_state.get(ASKING):
        return
    t = language.text
    with card("plans-new", t("new-title"), t("new-subtitle")):
        left, right = st.columns([10, 9], gap="medium")
        with left:
            given = _fields(language)
        with right:
            _trajectory(given, language)


def _fields(language: Language) -> Form:
    t, said, bases = language.text, {}, {}
    title = st.text_input(t("new-name"), t("new-name-default"), key="new-title", max_chars=80)
    with st.container(key="new-fields"):
        for one in ASKED:
            if one.id == "base_year":
                usual = str(dt.date.today().year - 1)
            else:
                usual = t("new-regions-default") if one.id == "regions" else one.usual
            wide, narrow = st.columns([3, 2], gap="small", vertical_alignment="bottom")
            said[one.id] = wide.text_input(t(one.text), usual, key=f"new-{one.id}", help=t("new-range-help"))
            if one.has_basis:
                bases[one.id] = narrow.selectbox(
                    t("new-basis"), BASES, 1, key=f"new-basis-{one.id}", format_func=lambda basis: t(NAMES[basis]),
                    label_visibility="collapsed",
                )  # fmt: skip
    return Form(str(title or ""), {id: str(text or "") for id, text in said.items()}, bases)


NAMES = {"measured": "new-measured", "estimated": "new-estimated", "guessed": "new-guessed"}


def _trajectory(given: Form, language: Language) -> None:
    """Draw what the numbers say so far, and offer to keep them; or say which of them cannot be read."""
    t = language.text
    numbers, problems = numbers_of(given)
    if numbers is None:
        bullets([plain(one.text(language.id), 300) for one in problems])
        return
    try:
        plan = read_pack(pack_from_numbers(numbers, "new", load_plan(), texts=False))
        scenario = Scenario.of(plan)
        run, base = scenario.run().annual(REVENUE.id)[:, 0], scenario.baseline().annual(REVENUE.id)[:, 0]
    except SimError as problem:
        writing.error(problem.text(language.id))
        return
    own = plan.vocabulary(language)  # its amounts in its own currency, whichever plan is at hand
    goal, last = plan.targets[REVENUE.id].value, plan.years[-1]
    reached = REVENUE.format(own, float(run[-1]))
    title = t("new-picture", year=str(last), reached=reached, target=REVENUE.format(own, goal))
    writing.strong(title)
    writing.caption(t("new-not-yours"))
    runs = [
        revenue_paths.Run(t(name), dict(zip(plan.years, map(float, values), strict=True)), base=bool(place))
        for place, (name, values) in enumerate((("new-line-plan", run), ("new-line-base", base)))
    ]
    revenue_paths.draw("new-paths", plan.history, runs, (last, goal), title, own)
    st.button(t("new-make"), key="new-make", type="primary", on_click=_make, args=(given,))


def _make(given: Form) -> None:
    """Put the plan before the reader, to be kept under an id of their choice."""
    numbers, _ = numbers_of(given)
    if numbers is None:
        return
    brought = check_files(pack_from_numbers(numbers, "my-plan", load_plan()))
    bring.put_before(given.title, brought)
    if brought.plan is not None:
        st.session_state[ASKING] = False
    else:
        session.announce(brought.problems[0].text(session.language_id()), ":material/error:")
