"""After the twelve: the number that would narrow the range most is asked for, one after another; the range follows."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pages.parts import writing
from pages.parts.reading import Column, table
from pages.parts.writing import plain
from sim.analysis.next_number import Narrowing, NextNumbers, next_numbers
from sim.language import Language, key
from sim.language.errors import SimError
from sim.model.measures import REVENUE
from sim.plan.plan import Plan
from sim.plan.questions import ASKED, BASES, is_asked, read_answer
from sim.plan.schema import Basis
from sim.plan.spreads import BASIS_TEXTS, basis_of
from sim.scenario import Scenario

ANSWERS, WIDTH, FIELD = "new-answers", "new-width", "new-next"
LISTED = 8
LEAST = 0.005
"""What narrows the range by less than this share is not asked for."""


def answers() -> tuple[Mapping[str, str], Mapping[str, Basis]]:
    """Return what was answered so far, by assumption: texts, and bases."""
    given: dict[str, tuple[str, Basis]] = st.session_state.get(ANSWERS, {})
    return {id: text for id, (text, _) in given.items()}, {id: basis for id, (_, basis) in given.items()}


def ask(scenario: Scenario, language: Language) -> None:
    """Draw the range, the next number with a field for it, and what else would narrow the range."""
    plan, t, given = scenario.plan, language.text, st.session_state.get(ANSWERS, {})
    found = next_numbers(scenario)
    year = str(found.target.year)
    with st.container(key="new-next", gap="small"):
        writing.strong(t("next-range", year=year, **_sentence(found, language)))
        before = st.session_state.get(WIDTH)
        if given and before:
            writing.caption(t("next-before", width=REVENUE.format(language, before)))
        open_ones = [one for one in found.numbers if one.id not in given and one.share > LEAST]
        asked = [one for one in open_ones if is_asked(plan.assumptions[one.id])]
        if asked:
            _question(asked, found, plan, language)
        else:
            writing.paragraph(t("next-none"))
        for one in open_ones[:1]:
            if one not in asked:
                name = plain(t(key("assumption", one.id)))
                writing.paragraph(t("next-stated", name=name, range=language.quantity(one.share, "percent_whole")))
        writing.caption(t("next-given", count=len(given), total=len(ASKED) - 1 + len(given)))
        if given:
            st.button(t("next-forget"), key="new-next-forget", on_click=_forget, icon=":material/undo:")
        if open_ones[1:]:
            with st.expander(t("next-list"), key="new-next-list"):
                _list(open_ones[: LISTED + 1], found, plan, language)


def _sentence(found: NextNumbers, language: Language) -> dict[str, str]:
    ends = {"low": found.low, "high": found.high}
    return {name: REVENUE.format(language, value) for name, value in ends.items()}


def _question(asked: list[Narrowing], found: NextNumbers, plan: Plan, language: Language) -> None:
    t, first = language.text, asked[0]
    name = t(key("assumption", first.id))
    writing.strong(t("next-title", name=plain(name)))
    close = [one for one in asked[1:2] if one.width - first.width < first.error + one.error]
    beside = plain(t(key("assumption", close[0].id))) if close else "none"
    writing.paragraph(t("next-why", range=language.quantity(first.share, "percent_whole"), close=beside))
    writing.caption(plain(t(f"{key('assumption', first.id)}.help"), 300))
    written = {
        name: REVENUE.format(language, value) for name, value in (("width", first.width), ("error", first.error))
    }
    writing.caption(t("next-error", draws=language.number(found.draws, "count"), **written))
    spec = plan.assumptions[first.id]
    shown = _ends(plan, first)
    ends = {end: language.quantity(value, spec.format) for end, value in zip(("low", "high"), shown, strict=True)}
    writing.caption(t("next-usual", basis=basis_of(plan, first.id), **ends))
    wide, narrow, take = st.columns([3, 2, 2], gap="small", vertical_alignment="bottom")
    unit = language.unit(spec.format)
    place = f"{FIELD}-{first.id}"
    wide.text_input(t("next-answer", unit=unit), key=place, help=t("new-range-help"))
    narrow.selectbox(
        t("new-basis"), BASES, 1, key=f"{place}-basis", format_func=lambda basis: t(BASIS_TEXTS[basis]),
        label_visibility="collapsed",
    )  # fmt: skip
    take.button(t("next-take"), key="new-next-take", on_click=_take, args=(first.id, found.width), width="stretch")
    if problem := st.session_state.pop(f"{FIELD}-problem", None):
        writing.error(problem.text(language.id))


def _ends(plan: Plan, one: Narrowing) -> tuple[float, float]:
    """Return between which ends a number lies so far: of a lever its own value, not how far it may be off."""
    offset = next((offset for offset in plan.offsets if offset.id == one.id), None)
    stated = float(plan.levers[offset.lever].plan) if offset else 0.0
    return stated + one.low, stated + one.high


def _take(id: str, width: float) -> None:
    """Take an answer that can be read; the next number is another one."""
    place = f"{FIELD}-{id}"
    text, basis = str(st.session_state.get(place, "")), st.session_state.get(f"{place}-basis", BASES[1])
    try:
        read_answer(id, text, basis)
    except SimError as problem:
        st.session_state[f"{FIELD}-problem"] = problem
        return
    st.session_state[ANSWERS] = {**st.session_state.get(ANSWERS, {}), id: (text, basis)}
    st.session_state[WIDTH] = width


def _forget() -> None:
    """Take the last answer back."""
    given = dict(st.session_state.get(ANSWERS, {}))
    given.popitem()
    st.session_state[ANSWERS] = given
    st.session_state.pop(WIDTH, None)


def _list(open_ones: list[Narrowing], found: NextNumbers, plan: Plan, language: Language) -> None:
    t = language.text
    columns = [
        Column(t("next-column-name")), Column(t("new-basis")), Column(t("next-column-width"), "number"),
        Column(t("next-column-share"), "number"),
    ]  # fmt: skip
    rows = [
        [
            plain(t(key("assumption", one.id)), 80), t(BASIS_TEXTS[basis_of(plan, one.id)]),
            REVENUE.format(language, one.width), language.quantity(one.share, "percent_whole"),
        ]
        for one in open_ones
    ]  # fmt: skip
    table(columns, rows, t("next-list"))
