"""When it fails, when it works: the conditions in one sentence, how strict, how sure; and strategies side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from pages.parts import session
from pages.parts.charts import frontier
from pages.parts.decide import asked as question
from pages.parts.decide import work
from pages.parts.decide.asked import Asked
from pages.parts.decide.pictures import bar, interval
from pages.parts.reading import Cell, Column, Html, Number, card, chart, note, numbers, safe, table
from pages.parts.uncertainty import jobs
from pages.parts.uncertainty.answers import ladder
from sim.analysis.rule_worth import switches
from sim.decide import text as say
from sim.decide.discover import Discovery, Limit
from sim.decide.strategies import Strategy, compare_strategies, plan_aims
from sim.decide.watch import watch
from sim.language import Language, key
from sim.model.quantities import CHANCE
from sim.plan.amounts import assumption_text
from sim.scenario import Scenario

STRICT = "decide-strict"


def show(scenario: Scenario, asked: Asked, language: Language) -> None:
    """Draw the conditions with their figures, the trade between covering and being sure, and the strategies."""
    found: Discovery | None = work.answer("discover", asked, scenario, language)
    if found is not None:
        t = language.text
        kind = "works" if found.works else "fails"
        items = [
            ("decide-coverage", found.coverage),
            ("decide-density", found.density),
            ("decide-base", found.base_rate),
        ]
        numbers(
            [
                Number(t(f"{name}-{kind}"), CHANCE.number(language, share), CHANCE.name_of_unit(language),
                       t(f"{name}.note"))
                for name, share in items
            ],
            t("decide-numbers"),
        )  # fmt: skip
        wide, narrow = st.columns([1.5, 1], gap="small")
        with wide:
            _conditions(scenario, found, language)
        with narrow:
            _trade(found, asked, language)
    _strategies(scenario, asked, language)


def _conditions(scenario: Scenario, found: Discovery, language: Language) -> None:
    t = language.text
    title = t("decide-conditions-title", count=len(found.box))
    with card("decide-conditions", title, t("decide-conditions-subtitle")):
        rows: list[list[Cell]] = []
        for one in found.box:
            said = say.limit_text(scenario.plan, one, language)
            picture: Cell = ""
            if not one.input.startswith("risk."):
                picture = interval(one.span, (one.low, one.high), (one.low_range, one.high_range), said)
            sure = _range_text(scenario, one, language)
            rows.append(
                [
                    Html(f'{safe(said)}<small class="rd-below">{safe(sure)}</small>'),
                    picture,
                    bar(one.without, CHANCE.format(language, one.without)),
                    bar(one.alone, CHANCE.format(language, one.alone)),
                ]
            )
        heads = ("cli-solve-condition", "decide-range", "cli-solve-without", "cli-solve-alone")
        table([Column(t(head)) for head in heads], rows, title)
        note(t("decide-conditions-note", draws=language.number(found.draws, "count"),
               density=CHANCE.format(language, found.density)))  # fmt: skip


def _range_text(scenario: Scenario, one: Limit, language: Language) -> str:
    """Return between which values the limit lies in other samples of the same futures."""
    ends = one.low_range or one.high_range
    if one.input.startswith("risk.") or ends is None:
        return ""
    entry = scenario.plan.assumptions[one.input]
    low, high = (assumption_text(entry, value, language) for value in ends)
    return language.text("decide-limit-range", low=low, high=high)


def _take_strict(count: int) -> None:
    question.change(strict=int(st.session_state[STRICT]) / max(count - 1, 1))


def _trade(found: Discovery, asked: Asked, language: Language) -> None:
    t, steps, place = language.text, found.steps, found.chosen
    with card("decide-trade", t("decide-trade-title"), t("decide-trade-subtitle")):
        st.session_state[STRICT] = place
        st.slider(
            t("decide-strict"), 0, max(len(steps) - 1, 1), key=STRICT, on_change=_take_strict, args=(len(steps),),
            help=t("decide-strict.help"), disabled=len(steps) < 2, format=" ",
        )  # fmt: skip
        here, top = steps[place], max(one.density for one in steps)
        said = t(
            "decide-trade-here",
            coverage=CHANCE.format(language, here.coverage),
            density=CHANCE.format(language, here.density),
        )
        line = [(one.coverage, one.density) for one in steps]
        spot = {"place": 0, "x": here.coverage, "p": here.density, "text": "", "tone": "chosen", "hint": said}
        ticks = [(share, language.quantity(share, "percent_whole")) for share in (0.0, 0.25, 0.5, 0.75, 1.0)]
        levels = [(share, language.quantity(share, "percent_whole")) for share in ladder(0.0, top, 4)]
        data = frontier.rows([spot], [], ticks, levels, t("decide-trade-foot"), line)
        chart(frontier.spec(), data, key="decide-trade", alt=said, xmin=0.0, xmax=1.0, ymin=0.0, ymax=1.1 * top)
        note(said)
        if asked.strict is not None:
            st.button(t("decide-knee"), key="decide-knee", on_click=question.change, kwargs={"strict": None})


# -- strategies -----------------------------------------------------------------------------------------------------
def candidates(scenario: Scenario, asked: Asked, language: Language) -> dict[str, Mapping[str, Any]]:
    """Return what is compared: the current scenario, the presets, what it is measured against, and what was solved."""
    plan, work_now = scenario.plan, session.workspace()
    found: dict[str, Mapping[str, Any]] = {language.text("decide-mark-now"): scenario.levers}
    for name in ("plan", "baseline"):
        found[language.text(key("preset", name))] = plan.presets[name]
    if work_now.base.plan == plan and work_now.base_name:
        found[work_now.base_name] = work_now.base.levers
    solved = work.answer_at_hand("cheapest", asked, scenario)
    if solved is not None and solved.moved:
        found[say.answer_name(scenario, asked.chance, language)] = solved.levers
    split = work.answer_at_hand("allocate", asked, scenario)
    if split is not None and split[0].moved:
        found[language.text("decide-allocation-name")] = split[0].levers
    if plan.policies:
        found[language.text("rule-worth-strategy")] = {**scenario.levers, **switches(plan, *plan.policies)}
    distinct: dict[str, Mapping[str, Any]] = {}
    for name, levers in found.items():
        if not any(dict(levers) == dict(other) for other in distinct.values()):
            distinct[name] = levers
    return distinct


def _strategies(scenario: Scenario, asked: Asked, language: Language) -> None:
    t, some = language.text, candidates(scenario, asked, language)
    with card("decide-strategies", t("decide-strategies-title"), t("decide-strategies-subtitle")):

        def run(tell: Any, stop: Any) -> Sequence[Strategy]:
            with watch(tell, stop):
                return compare_strategies(scenario, some, plan_aims(scenario))

        job = jobs.want("decide-strategies", f"{scenario.key}:{sorted(some)}:{asked.key(scenario)}", run)
        if job.stopped:
            work.offer_restart("strategies", language)
            return
        if not job.done:
            work.progress(job, "strategies", "", language)
            return
        found: Sequence[Strategy] = job.result
        measure = scenario.target.measure
        rows: list[list[Cell]] = []
        for one in found:
            each = language.join(CHANCE.format(language, chance.value) for chance in one.each.values())
            rows.append(
                [
                    one.name,
                    bar(one.satisfies.value, CHANCE.format(language, one.satisfies.value)),
                    each,
                    measure.format_change(language, one.regret, signed=False),
                    measure.format_change(language, one.high_regret, signed=False),
                    measure.format(language, one.worst_tenth),
                    language.quantity(one.cost, "money"),
                ]
            )
        heads = (
            "decide-strategy", "decide-satisfies", "decide-each", "decide-regret", "decide-regret-high",
            "decide-worst", "cli-solve-cost",
        )  # fmt: skip
        kinds = ("text", "text", "number", "number", "number", "number", "number")
        table([Column(t(head), kind) for head, kind in zip(heads, kinds, strict=True)], rows,
              t("decide-strategies-title"))  # fmt: skip
        aims = [say.aim_text(aim, language) for aim in plan_aims(scenario)]
        note(t("decide-strategies-note", aims=language.join(aims)))
