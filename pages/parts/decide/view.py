"""The Decide page: one question at the top, five ways to ask it, one sentence and one picture for each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import streamlit as st

from pages.parts import export, reading, session
from pages.parts.decide import allocate, asked, bar, cheapest, discover, frontier, lever, work
from pages.parts.decide.asked import QUESTIONS, Asked
from pages.parts.reading import safe, unbroken_html
from pages.parts.theme import style_element
from pages.parts.uncertainty import answers, jobs
from sim.analysis.finding import Finding
from sim.analysis.uncertainty import target_probability
from sim.decide import finding
from sim.decide import text as say
from sim.decide.frontier import knee
from sim.language import Language
from sim.model.quantities import CHANCE
from sim.scenario import Scenario

SECTIONS = {
    "lever": lever.show,
    "cheapest": cheapest.show,
    "frontier": frontier.show,
    "allocate": allocate.show,
    "discover": discover.show,
}


@st.cache_resource
def styles() -> str:
    return style_element((Path(__file__).parent / "decide.css").read_text(encoding="utf-8"))


def show(language: Language) -> None:
    """Draw the page; the answer that is looked at first, the others for the overview one after the other."""
    st.html(styles())
    scenario = session.get_scenario()
    promised = answers.single(scenario)
    chance = target_probability(answers.futures(scenario)).value
    now = asked.get(scenario, promised, chance)
    subject, _ = export.open_now(session.workspace(), language)
    subject = replace(subject, findings=findings(scenario, now, language))
    export.heading(
        sentence(scenario, now, promised, chance, language), language, (subject,), pictures=reading.pictures()
    )
    bar.show(scenario, now, language)
    _tiles(scenario, now, language)
    SECTIONS[now.shown](scenario, now, language)
    busy = work.want(now.shown, now, scenario)
    if busy is None or busy.finished.is_set():
        following = work.next_job(now, scenario)
        if following is not None:
            jobs.watch(following)
    export.tray(language)


def sentence(scenario: Scenario, now: Asked, promised: float, chance: float, language: Language) -> str:
    """Return the answer to the question that is looked at, or as long as there is none, what is asked."""
    found = work.answer_at_hand(now.shown, now, scenario)
    if found is not None:
        match now.shown:
            case "lever":
                return say.levers_sentence(scenario, found, now.chance, language)
            case "cheapest":
                return say.solution_sentence(scenario, found, now.chance, language)
            case "frontier":
                return say.frontier_sentence(scenario, found[0], language)
            case "allocate":
                return say.allocation_sentence(scenario, found[0], language)
            case "discover":
                return say.discovery_sentence(scenario, found, language)
    return language.text(
        "decide-opening",
        **say.target_words(scenario, language, now.chance),
        value=say.target_text(scenario, promised, language),
        likely=CHANCE.format(language, chance),
    )


def findings(scenario: Scenario, now: Asked, language: Language) -> tuple[Finding, ...]:
    """Return the answers at hand, for the deck and the workbook."""
    makers = {
        "lever": lambda found: finding.levers_finding(scenario, found, now.chance, language),
        "cheapest": lambda found: finding.cheapest_finding(scenario, found, now.chance, language),
        "frontier": lambda found: finding.frontier_finding(scenario, found[0], language),
        "allocate": lambda found: finding.allocation_finding(scenario, found[0], found[1], language),
        "discover": lambda found: finding.discovery_finding(scenario, found, language),
    }
    known = {name: work.answer_at_hand(name, now, scenario) for name in QUESTIONS}
    return tuple(makers[name](found) for name, found in known.items() if found is not None)


def _choose(name: str) -> None:
    asked.change(shown=name)


def _tiles(scenario: Scenario, now: Asked, language: Language) -> None:
    """Draw the five questions, each with its answer in a number as soon as there is one; the open one is marked."""
    t = language.text
    with st.container(key="decide-tiles", horizontal=True, gap=None):
        for name in QUESTIONS:
            big, small = _answer(name, work.answer_at_hand(name, now, scenario), scenario, now, language)
            place = f"decide-tile-{'here-' if name == now.shown else ''}{name}"
            with st.container(key=place):
                st.html(
                    f'<div class="dc-tile"><span>{safe(t(f"decide-q-{name}"))}</span><b>{safe(big)}</b>'
                    f"<small>{unbroken_html(small)}</small></div>"
                )
                st.button(t(f"decide-q-{name}"), key=f"decide-open-{name}", on_click=_choose, args=(name,))


def _answer(name: str, found: Any, scenario: Scenario, now: Asked, language: Language) -> tuple[str, str]:
    t = language.text
    if found is None and work.is_refused(name, now, scenario):
        return "–", t("decide-tile-refused")
    if found is None:
        return "…", t("decide-tile-open" if name == "frontier" else "decide-tile-working")
    match name:
        case "lever":
            own = [one for one in found if one.matters and one.lever.kind != "condition"]
            able = sum(one.status == "reached" for one in own)
            return f"{able} / {len(own)}", t("decide-tile-lever")
        case "cheapest":
            cost = language.quantity(found.cost, "money")
            kind = "out" if found.status == "out_of_reach" else "moved" if found.moved else "stays"
            kind = "short" if kind == "out" and now.chance is None else kind
            return (t("decide-out") if kind in ("out", "short") else cost), t(
                "decide-tile-cheapest",
                kind=kind,
                likely=CHANCE.format(language, found.shown.value),
                value=say.target_text(scenario, found.value, language),
            )
        case "frontier":
            points = found[0]
            if not points:
                return "–", t("decide-tile-none")
            bend = points[knee(list(points))]
            return CHANCE.format(language, bend.chance.value), t(
                "decide-tile-frontier",
                cost=language.quantity(bend.cost, "money"),
                shape=say.frontier_shape(points),
            )
        case "allocate":
            gained = found[0].after.value - found[0].before.value
            return language.quantity(gained, "points", signed=True), t(
                "decide-tile-allocate",
                before=say.fine_chance(found[0].before.value, language),
                after=say.fine_chance(found[0].after.value, language),
            )
    return CHANCE.format(language, found.density), t("decide-tile-discover", works="yes" if found.works else "no")
