"""New: twelve numbers of a company, a first trajectory beside them that follows each entry, and a plan that is kept."""

from __future__ import annotations

import datetime as dt
from typing import Any

import streamlit as st
from babel import Locale
from babel.numbers import list_currencies

from pages.parts import revenue_paths, session, writing
from pages.parts.plans import bring, next_number
from pages.parts.reading import card
from pages.parts.reading import listing as bullets
from pages.parts.writing import plain
from sim.language import Language, get_language
from sim.language.errors import SimError
from sim.model.measures import REVENUE
from sim.plan.brought import check_files, id_of
from sim.plan.from_numbers import pack_from_numbers
from sim.plan.load import read_pack
from sim.plan.plan import Plan
from sim.plan.questions import ASKED, BASES, SCALES, Form, Numbers, numbers_of, usual_answers
from sim.plan.spreads import BASIS_TEXTS
from sim.plan.workbook.writer import plan_workbook
from sim.scenario import Scenario

ASKING = "plans-asking"
FIRST = ("CNY", "EUR", "USD", "JPY", "INR", "GBP", "XXX")
"""Currencies that head the list; XXX is an index without one."""


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
    frame = _money_and_year(language)
    unit = _unit(frame, language)
    usuals = usual_answers(language)
    with st.container(key="new-fields"):
        for one in ASKED:
            wide, narrow = st.columns([3, 2], gap="small", vertical_alignment="bottom")
            told = {"unit": unit} if one.money else {}
            help = t("new-range-help") if one.ranged else None
            said[one.id] = wide.text_input(t(one.text, **told), usuals[one.id], key=f"new-{one.id}", help=help)
            if one.has_basis:
                bases[one.id] = narrow.selectbox(
                    t("new-basis"), BASES, 1, key=f"new-basis-{one.id}",
                    format_func=lambda basis: t(BASIS_TEXTS[basis]), label_visibility="collapsed",
                )  # fmt: skip
    with st.expander(t("new-more"), key="new-more"):
        lines = {
            kind: st.text_input(
                t(name), key=name, help=t("new-lines-help"), placeholder=t(example),
            )
            for kind, (name, example) in LINES.items()
        }  # fmt: skip
        parts = st.text_input(
            t("new-parts", unit=unit), key="new-parts", help=t("new-parts-help", year=str(dt.date.today().year))
        )
    answers, answer_bases = next_number.answers()
    return Form(
        str(title or ""), {id: str(text or "") for id, text in said.items()}, bases, **frame,
        lines={kind: str(text or "") for kind, text in lines.items()}, parts=str(parts or ""), answers=answers,
        answer_bases=answer_bases,
    )  # fmt: skip


LINES = {"core": ("new-lines-core", "new-lines-core-example"), "new": ("new-lines-new", "new-lines-new-example")}


def _money_and_year(language: Language) -> dict[str, Any]:
    """Draw in which currency and scale amounts are typed, and in which month a year begins."""
    t, locale = language.text, Locale.parse(language.locale)
    codes = [*FIRST, *sorted(list_currencies(language.locale) - set(FIRST))]
    currency, scale, month = st.columns([4, 3, 3], gap="small")
    names = {code: f"{code} · {locale.currencies.get(code, code)}" for code in codes}
    names["XXX"] = t("new-index")
    return {
        "currency": currency.selectbox(t("new-currency"), codes, key="new-currency", format_func=names.__getitem__),
        "scale": scale.selectbox(
            t("new-scale"), SCALES, 1, key="new-scale", format_func=lambda one: t("new-scale-name", scale=one)
        ),
        "fiscal_start": month.selectbox(
            t("new-fiscal"), range(1, 13), key="new-fiscal",
            format_func=lambda one: locale.months["stand-alone"]["wide"][one],
        ),
    }  # fmt: skip


def _unit(frame: dict[str, Any], language: Language) -> str:
    """Return what amounts are typed in: "EUR, millions"."""
    scale = language.text("new-scale-name", scale=frame["scale"])
    if frame["currency"] == "XXX":
        return scale
    return language.text("new-unit", currency=language.currency_name(frame["currency"]), scale=scale)


def _trajectory(given: Form, language: Language) -> None:
    """Draw what the numbers say so far, and offer to keep them; or say which of them cannot be read."""
    t = language.text
    numbers, problems = numbers_of(given)
    if numbers is None:
        bullets([plain(one.text(language.id), 300) for one in problems])
        return
    try:
        plan = read_pack(pack_from_numbers(numbers, "new"))
        scenario = Scenario.of(plan)
        run, base = scenario.run().annual(REVENUE.id)[:, 0], scenario.baseline().annual(REVENUE.id)[:, 0]
    except SimError as problem:
        writing.error(problem.text(language.id))
        return
    own = plan.vocabulary(language)  # its amounts in its own currency, whichever plan is at hand
    _picture(plan, run, base, own)
    with st.container(key="new-do", horizontal=True, gap="small"):
        st.button(t("new-make"), key="new-make", type="primary", on_click=_make, args=(given,))
        st.download_button(
            t("new-workbook"), lambda: _workbook(numbers, given.title, language.id), f"{id_of(given.title)}.xlsx",
            key="new-workbook", icon=":material/table:", on_click="ignore", help=t("new-workbook.help"),
        )  # fmt: skip
    next_number.ask(scenario, own)


def _workbook(numbers: Numbers, title: str, language: str) -> bytes:
    return plan_workbook(read_pack(pack_from_numbers(numbers, bring.new_id(title))), get_language(language))


def _picture(plan: Plan, run: Any, base: Any, own: Language) -> None:
    t, goal, last = own.text, plan.targets[REVENUE.id].value, plan.years[-1]
    title = t(
        "new-picture", year=str(last), reached=REVENUE.format(own, float(run[-1])), target=REVENUE.format(own, goal)
    )
    writing.strong(title)
    writing.caption(t("new-not-yours"))
    runs = [
        revenue_paths.Run(t(name), dict(zip(plan.years, map(float, values), strict=True)), base=bool(place))
        for place, (name, values) in enumerate((("new-line-plan", run), ("new-line-base", base)))
    ]
    revenue_paths.draw("new-paths", plan.history, runs, (last, goal), title, own)


def _make(given: Form) -> None:
    """Put the plan before the reader, to be kept under an id of their choice."""
    numbers, _ = numbers_of(given)
    if numbers is None:
        return
    brought = check_files(pack_from_numbers(numbers, bring.new_id(given.title)))
    bring.put_before(session.language().text("new-origin"), brought)
    if brought.plan is not None:
        st.session_state[ASKING] = False
    else:
        session.announce(brought.problems[0].text(session.language_id()), ":material/error:")
