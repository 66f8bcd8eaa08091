"""Where the uncertainty comes from: tornado, variance split, and what is decision or assumption in a difference."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.parts import session
from pages.parts.charts import bridge, tornado, variance
from pages.parts.reading import card, chart, note
from pages.parts.uncertainty import answers, jobs
from pages.parts.uncertainty import text as uncertainty_text
from sim.analysis.tornado import TornadoBar
from sim.analysis.variance import SobolIndex, VarianceSplit, variance_split
from sim.language import Language, key
from sim.model.measures import measure
from sim.plan import Plan
from sim.plan.amounts import span
from sim.scenario import Scenario

ALL_BARS, SPLIT, STOPPED = "tornado-all", "delta-measure", "sobol-stopped"
FEW_BARS = 12
FEW_SOURCES = 10
PULSE = 0.25


# -- tornado --------------------------------------------------------------------------------------------------------
def tornado_card(scenario: Scenario, language: Language) -> None:
    t, plan, metric = language.text, scenario.plan, scenario.target.metric
    found = answers.bars(scenario)
    moving = [bar for bar in found.bars if bar.swing > 1e-6 * max(1.0, abs(found.base))]
    shown = moving if st.session_state.get(ALL_BARS) else moving[:FEW_BARS]
    title = t("uncertainty-tornado-none")
    if moving:
        title = t(
            "uncertainty-tornado-title",
            name=input_name(moving[0], language),
            swing=uncertainty_text.change(moving[0].swing, metric, language),
        )
    subtitle = t(
        "uncertainty-tornado-subtitle",
        measure=measure(metric).name(language), year=str(scenario.target.year),
        unit=language.unit(measure(metric).quantity.change),
    )  # fmt: skip
    with card("tornado", title, subtitle):
        if not moving:
            return
        entries: list[tuple[Any, ...]] = []
        for bar in shown:
            low, high = sorted((bar.at_low, bar.at_high))
            written = [
                measure(metric).number_change(language, value - found.base)
                if abs(value - found.base) > 1e-9 * max(1.0, abs(found.base))
                else ""
                for value in (low, high)
            ]
            entries.append((tornado_name(plan, bar, language), low, high, *written))
        base = (found.base, t("uncertainty-tornado-base", value=uncertainty_text.value(found.base, metric, language)))
        data, xmin, xmax = tornado.rows(entries, base)
        chart(
            tornado.spec(len(entries)),
            data,
            key=f"uncertainty-tornado-{len(entries)}",
            alt=t("uncertainty-tornado-alt", names=language.join(entry[0] for entry in entries[:5])),
            xmin=xmin,
            xmax=xmax,
        )
        if len(moving) > FEW_BARS:
            st.toggle(t("uncertainty-tornado-all", count=len(moving)), key=ALL_BARS)
        note(t("uncertainty-tornado-note"))


def input_name(bar: TornadoBar, language: Language) -> str:
    return language.text(key(bar.kind, bar.id))


def tornado_name(plan: Plan, bar: TornadoBar, language: Language) -> str:
    """Return an input's name with what it moves between: its P10 and P90, or the chance of the case."""
    name = input_name(bar, language)
    if bar.kind == "risk":
        return language.text(
            "uncertainty-tornado-risk", name=name, chance=language.quantity(bar.probability, "percent_whole")
        )
    entry = plan.assumptions[bar.id]
    ends = span(round(bar.low_input, 4), round(bar.high_input, 4), entry.unit, entry.format, language)
    return language.text("uncertainty-tornado-assumption", name=name, range=ends)


# -- variance split -------------------------------------------------------------------------------------------------
def variance_card(scenario: Scenario, language: Language) -> jobs.Job | None:
    """Draw the split, or its progress with a way to stop it."""
    t = language.text
    stopped = st.session_state.get(STOPPED) == scenario.key
    job = (
        None
        if stopped
        else jobs.want(
            "sobol", scenario.key, lambda tell, stop: variance_split(scenario, progress=tell, cancelled=stop)
        )
    )
    split: VarianceSplit | None = job.result if job else None
    title = t("uncertainty-variance-waiting")
    if split is not None:
        title = t("uncertainty-variance-none")
        if split.indices:
            top = split.indices[0]
            title = t(
                "uncertainty-variance-title",
                name=source_name(top, language),
                share=language.quantity(max(top.total, 0), "percent_whole"),
            )
    with card("variance", title, t("uncertainty-variance-subtitle")):
        if split is not None and split.indices:
            entries = [
                (
                    source_name(index, language),
                    index.first,
                    index.total,
                    t(
                        "uncertainty-variance-text",
                        total=language.quantity(max(index.total, 0), "percent_whole"),
                        first=language.quantity(max(index.first, 0), "percent_whole"),
                    ),
                )
                for index in split.indices[:FEW_SOURCES]
            ]
            data, end = variance.rows(entries)
            names = language.join(entry[0] for entry in entries[:4])
            chart(
                variance.spec(len(entries)),
                data,
                key=f"uncertainty-variance-{len(entries)}",
                alt=t("uncertainty-variance-alt", names=names),
                xmax=end,
            )
            note(
                t(
                    "uncertainty-variance-note",
                    sd=uncertainty_text.change(split.sd, scenario.target.metric, language),
                    points=language.number(split.points, "count"),
                )
            )
        elif stopped or (job and job.stopped):
            note(t("uncertainty-variance-stopped"))
            st.button(t("uncertainty-variance-start"), key="sobol-start", on_click=start_sobol)
        elif job is not None and split is None:
            progress(job, scenario.key, language)
    return job


def warm_up(scenario: Scenario) -> None:
    """Build the charts and the split that the first visitor asks for."""
    for count in (FEW_BARS, FEW_SOURCES):
        tornado.spec(count)
        variance.spec(count)
    bridge.spec()
    answers.bars(scenario)
    jobs.prime("sobol", scenario.key, lambda tell, stop: variance_split(scenario, progress=tell, cancelled=stop))


def start_sobol() -> None:
    st.session_state.pop(STOPPED, None)
    jobs.again("sobol")


def stop_sobol(hash: str) -> None:
    st.session_state[STOPPED] = hash
    jobs.stop("sobol")


def progress(job: jobs.Job, hash: str, language: Language) -> None:
    """Draw a bar that moves by itself, and a button; the page comes again once it is done."""

    @st.fragment(run_every=PULSE)
    def pulse() -> None:
        if not jobs.running(job):
            st.rerun()
        st.progress(min(job.share, 1.0), text=language.text("uncertainty-variance-progress"))
        st.button(language.text("uncertainty-stop"), key="sobol-stop", on_click=stop_sobol, args=(hash,))

    pulse()


def source_name(index: SobolIndex, language: Language) -> str:
    """Return the name of an independent source: a copula factor, assumptions, or cases that exclude each other."""
    if index.kind == "factor":
        return language.text(key("factor", index.id))
    return language.join((language.text(key(index.kind, id)) for id in index.id.split("+")), "or")


# -- what we changed, what we assume --------------------------------------------------------------------------------
def delta_card(scenario: Scenario, language: Language) -> None:
    """Draw the difference to the base in two kinds of parts that never blur: decisions, and assumptions."""
    t, work = language.text, session.workspace()
    base_name = work.base_name or (
        t(key("preset", work.base_id)) if work.base_id in scenario.plan.presets else work.base_id
    )
    chance = st.session_state.get(SPLIT, "chance") == "chance"
    metric = scenario.target.metric
    names = {"chance": t("uncertainty-delta-chance"), "mean": t("uncertainty-delta-mean")}
    if work.base == scenario or all(
        getattr(work.base, part) == getattr(scenario, part)
        for part in ("levers", "assumption_set", "own_assumptions", "risks")
    ):
        with card("delta", t("uncertainty-delta-none", base=base_name), t("uncertainty-delta-subtitle")):
            note(t("uncertainty-delta-hint"))
        return
    split = answers.delta(work.base, scenario, "chance" if chance else "mean")
    shown = measure("p_target" if chance else metric)

    def total(value: float) -> str:
        return shown.number(language, value) if chance else shown.number_change(language, value, signed=False)

    def part(value: float) -> str:
        return shown.number_change(language, value)

    data = bridge.rows(
        (base_name, split.base, total(split.base)),
        [
            (t("uncertainty-delta-changed"), split.changed, part(split.changed)),
            (t("uncertainty-delta-assumptions"), split.assumptions, part(split.assumptions)),
            (t("uncertainty-delta-risks"), split.risks, part(split.risks)),
        ],
        (t("uncertainty-delta-now"), split.value, total(split.value)),
    )
    low, high = bridge.domain(split.base, [split.changed, split.assumptions, split.risks])
    low, high = min(low, *(step["low"] for step in data["steps"])), max(high, 1e-6)
    title = t(
        "uncertainty-delta-title",
        changed=shown.format_change(language, split.changed),
        assumed=shown.format_change(language, split.judgements),
    )
    with card("delta", title, t("uncertainty-delta-subtitle")):
        st.segmented_control(
            t("uncertainty-delta-measure"), list(names), default="chance", key=SPLIT, required=True,
            format_func=names.__getitem__, label_visibility="collapsed",
        )  # fmt: skip
        chart(bridge.spec(), data, key="uncertainty-delta", alt=title, ymin=low, ymax=high)
