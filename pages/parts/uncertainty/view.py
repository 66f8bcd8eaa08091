"""The Uncertainty page: how likely, how far apart the futures lie, and where that comes from."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pages.parts import export, reading, session, writing
from pages.parts.reading import Number, card, listing, note, numbers
from pages.parts.source_link import source_of
from pages.parts.theme import style_element
from pages.parts.uncertainty import answers, assumptions, causes, jobs, pictures, reference, target
from pages.parts.uncertainty import text as uncertainty_text
from sim.analysis.uncertainty import (
    PRECISE_HALF_WIDTH,
    Ensemble,
    quantiles,
    shortfall,
    simulate_precisely,
    target_probability,
)
from sim.language import Language
from sim.language.errors import SimError
from sim.model.quantities import CHANCE
from sim.risk import resolve
from sim.scenario import Scenario

SEED, DRAWS, PRECISE = "sampling-seed", "sampling-draws", "sampling-precise"
CHOICES = (1024, 4096, 16384, 65536)
PULSE = 0.25
NUMBERS = {"p10": "uncertainty-number-low", "p50": "uncertainty-number-middle", "p90": "uncertainty-number-high"}


@st.cache_resource
def styles() -> str:
    return style_element((Path(__file__).parent / "uncertainty.css").read_text(encoding="utf-8"))


def show(language: Language) -> None:
    """Draw the page; only the variance split comes later."""
    st.html(styles())
    scenario = session.get_scenario()
    ensemble = answers.futures(scenario)
    head(scenario, ensemble, language)
    t = language.text
    wide, narrow = st.columns([1.32, 1], gap="small")
    with wide:
        pictures.fan_card(scenario, ensemble, language)
    with narrow, card("target", t("uncertainty-target-title"), t("uncertainty-target-subtitle")):
        target.show(scenario, language)
    wide, narrow = st.columns([1.32, 1], gap="small")
    with wide:
        causes.tornado_card(scenario, language)
    with narrow:
        causes.variance_card(scenario, language)
    left, middle, right = st.columns([0.8, 1.1, 1], gap="small")
    with left:
        pictures.years_card(scenario, ensemble, language)
    with middle:
        pictures.outside_card(scenario, ensemble, language)
    with right:
        causes.delta_card(scenario, language)
    reference.reference_card(scenario, ensemble, language)
    assumptions.show(scenario, language)
    sampling(scenario, ensemble, language)
    export.tray(language)


def warm_up(scenario: Scenario) -> None:
    """Build what the first visitor asks for: charts, futures, the variance split."""
    answers.futures(scenario)
    target.specs()
    pictures.warm_up()
    causes.warm_up(scenario)


# -- sentence and numbers -------------------------------------------------------------------------------------------
def head(scenario: Scenario, ensemble: Ensemble, language: Language) -> None:
    t, goal = language.text, scenario.target
    chance, spread, missing = target_probability(ensemble), quantiles(ensemble), shortfall(ensemble)
    forced = any(one.mode == "on" for one in resolve(scenario.plan, scenario.risks).values())
    subject, _ = export.open_now(session.workspace(), language)
    export.heading(
        t(
            "uncertainty-sentence" if chance.value >= 0.5 else "uncertainty-sentence-short",
            opening=uncertainty_text.begins(scenario, session.workspace().name, language),
            calm=t("uncertainty-calm-forced" if forced else "uncertainty-calm"),
            measure=goal.measure.phrase(language),
            year=str(goal.year),
            world=uncertainty_text.world(scenario, language),
            single=uncertainty_text.value(answers.single(scenario), goal.metric, language),
            futures=uncertainty_text.in_futures(chance.value, language),
            target=goal.text(language),
            low=uncertainty_text.value(spread["p10"], goal.metric, language),
            high=uncertainty_text.value(spread["p90"], goal.metric, language),
        ),
        language,
        (subject,),
        pictures=reading.pictures(),
    )
    one = goal.measure
    source = source_of(scenario.plan, f"futures:{goal.metric}", language)
    items = [
        Number(
            t(
                "uncertainty-number-chance",
                target=goal.text(language),
                year=str(goal.year),
            ),
            CHANCE.number(language, chance.value),
            CHANCE.name_of_unit(language),
            CHANCE.note(language, chance.value, chance.error, chance.draws),
            source=source,
        ),
        *(
            Number(
                t(NUMBERS[name], measure=goal.measure.phrase(language), year=str(goal.year)),
                one.number(language, value),
                one.quantity.name_of_unit(language),
                t(NUMBERS[name] + ".note"),
                source=source,
            )
            for name, value in spread.items()
        ),
        Number(
            t("riskpage-number-gap", year=str(goal.year)),
            one.number_change(language, missing.mean_gap, signed=False),
            language.unit(one.quantity.change),
            t(
                "uncertainty-number-gap-note",
                worst=uncertainty_text.value(missing.worst_tenth_mean, goal.metric, language),
            ),
            short=missing.worst_tenth_gap > 0,
            source=source,
        ),
    ]
    numbers(items, t("riskpage-numbers"))


# -- sampling -------------------------------------------------------------------------------------------------------
def set_sampling() -> None:
    """Take over seed and number of futures; one step of the history."""
    scenario = session.get_scenario()
    try:
        changed = scenario.with_settings(seed=int(st.session_state[SEED]), draws=int(st.session_state[DRAWS]))
    except SimError as problem:
        writing.toast(problem.text(session.language_id()))
        return
    if changed != scenario:
        session.set_scenario(changed)


def ask_precise(hash: str) -> None:
    st.session_state[PRECISE] = hash


def stop_precise() -> None:
    st.session_state.pop(PRECISE, None)
    jobs.stop("precise")
    jobs.again("precise")


def sampling(scenario: Scenario, ensemble: Ensemble, language: Language) -> None:
    """Draw seed, number of futures, the button that makes the chance precise, and how the figures are made."""
    t, chance = language.text, target_probability(ensemble)
    half = language.quantity(chance.half_width, "points")
    left, right = st.columns([1, 1.5], gap="small")
    with left, card("sampling", t("uncertainty-sampling-title", half=half), t("uncertainty-sampling-subtitle")):
        st.session_state[SEED], st.session_state[DRAWS] = scenario.seed, scenario.draws
        one, other = st.columns(2)
        with one:
            st.number_input(
                t("uncertainty-seed"),
                0,
                2**32 - 1,
                key=SEED,
                step=1,
                on_change=set_sampling,
                help=t("uncertainty-seed.help"),
            )
        with other:
            st.selectbox(
                t("uncertainty-draws"),
                sorted({*CHOICES, scenario.draws}),
                key=DRAWS,
                on_change=set_sampling,
                format_func=lambda count: language.number(count, "count"),
            )
        if ensemble.draws < scenario.draws:
            asked, kept = (language.number(count, "count") for count in (scenario.draws, ensemble.draws))
            note(t("uncertainty-capped", asked=asked, kept=kept))
        precise(scenario, chance.half_width < PRECISE_HALF_WIDTH, language)
    with right, card("uncertainty-method", t("riskpage-method-title")):
        listing(
            [
                t("uncertainty-method-single"),
                t("uncertainty-method-sobol"),
                t("riskpage-method-error"),
                t("riskpage-method-world"),
                t("riskpage-method-excluded"),
                t("uncertainty-method-assumed"),
            ]
        )


def precise(scenario: Scenario, enough: bool, language: Language) -> None:
    t = language.text
    if st.session_state.get(PRECISE) != scenario.key:
        st.button(
            t("uncertainty-precise"), key="precise", on_click=ask_precise, args=(scenario.key,), disabled=enough,
            help=t("uncertainty-precise.help"),
        )  # fmt: skip
        if enough:
            note(t("uncertainty-precise-enough"))
        return
    job = jobs.want(
        "precise", scenario.key, lambda tell, stop: simulate_precisely(scenario, PRECISE_HALF_WIDTH, tell, stop).draws
    )
    if job.done:
        st.session_state.pop(PRECISE, None)
        if job.result != scenario.draws:
            session.set_scenario(scenario.with_settings(draws=job.result))
        st.rerun()

    @st.fragment(run_every=PULSE)
    def pulse() -> None:
        if not jobs.running(job):
            st.rerun()
        st.progress(min(job.share, 1.0), text=t("uncertainty-precise-progress"))
        st.button(t("uncertainty-stop"), key="precise-stop", on_click=stop_precise)

    if job.stopped:
        st.session_state.pop(PRECISE, None)
        note(t("riskpage-failed"))
        return
    pulse()
