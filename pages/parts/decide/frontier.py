"""What more safety costs: the frontier of cost against the chance of the target, drawn as its points come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import streamlit as st

from pages.parts.charts import frontier as picture
from pages.parts.decide import actions, work
from pages.parts.decide.asked import Asked
from pages.parts.reading import Cell, Column, card, chart, note, table
from pages.parts.uncertainty.answers import ladder
from sim.decide import text as say
from sim.decide.frontier import FrontierPoint, Mark, knee
from sim.decide.moves import moves
from sim.language import Language, key
from sim.language.errors import SimError
from sim.model.quantities import CHANCE
from sim.plan.amounts import lever_text
from sim.scenario import Scenario

CHART = "decide-frontier"
CHOSEN = "decide-point"
CLOSE, ROOM = 0.07, 0.1
"""How near to the line a name would be written over it, and the room for it below zero; as shares of the axis."""
TONES = {"current": "current", "plan": "ink"}

Answer = tuple[Sequence[FrontierPoint], Sequence[Mark]]


def show(scenario: Scenario, asked: Asked, language: Language) -> None:
    """Draw the frontier; while it is worked out, the points that are there."""
    job = work.want("frontier", asked, scenario)
    if job is not None and not job.finished.is_set():
        work.progress(
            job, "frontier", work.key_of("frontier", asked, scenario), language,
            lambda so_far: _card(scenario, so_far, None, language),
        )  # fmt: skip
        return
    found: Answer | None = work.answer("frontier", asked, scenario, language)
    if found is None or isinstance(found, SimError):
        return
    points = found[0]
    if not points:
        note(language.text("decide-frontier-none"))
        return
    bend = knee(list(points))
    chosen = st.session_state.get(CHOSEN)
    chosen = chosen if isinstance(chosen, int) and chosen < len(points) else bend
    _card(scenario, found, chosen, language)
    _point(scenario, points, chosen, language)


def _take_click() -> None:
    event = st.session_state.get(CHART)
    picked = event["selection"].get(picture.PICK, []) if event else []
    if picked:
        st.session_state[CHOSEN] = int(picked[0]["place"])


def _card(scenario: Scenario, found: Answer, chosen: int | None, language: Language) -> None:
    t = language.text
    points, marks = found
    data, values = rows(scenario, points, marks, chosen, language)
    title = t("decide-frontier-title", target=scenario.target.text(language))
    subtitle = t("decide-frontier-subtitle", year=str(scenario.target.year), unit=language.unit("money"))
    with card("decide-frontier", title, subtitle):
        chart(
            picture.spec(), data, key=CHART, alt=say.frontier_sentence(scenario, points, language),
            on_select=None if chosen is None else _take_click, **values,
        )  # fmt: skip
        if chosen is not None:
            note(t("decide-frontier-click"))


def rows(
    scenario: Scenario, points: Sequence[FrontierPoint], marks: Sequence[Mark], chosen: int | None, language: Language
) -> tuple[dict[str, Any], dict[str, float]]:
    """Return the chart's data and the ends of its axes."""
    bend = knee(list(points)) if chosen is not None else -1
    spots = [
        {
            "place": place,
            "x": one.at,
            "p": one.chance.value,
            "text": CHANCE.format(language, one.chance.value) if place in (0, bend, len(points) - 1, chosen) else "",
            "tone": "chosen" if place == chosen else "knee" if place == bend else "normal",
            "hint": _point_text(one, language),
        }
        for place, one in enumerate(points)
    ]
    shown = [one for one in marks if one.name not in scenario.plan.presets or not _same(scenario, one.name)]
    xs, ps = [one["x"] for one in spots] + [one.at for one in shown], [one["p"] for one in spots]
    ps += [one.chance.value for one in shown]
    low, high, top = min(xs), max(xs), max(0.05, *ps) * 1.16
    margin = 0.04 * (high - low or 1.0)
    line = {one["x"]: one["p"] for one in spots}

    def on_line(one: Mark) -> bool:
        """Tell whether a mark stands on the line, where its name would be written over the points."""
        return abs(float(np.interp(one.at, list(line), list(line.values()))) - one.chance.value) < CLOSE * top

    named = [
        {
            "x": one.at,
            "p": one.chance.value,
            "name": _name(one, language),
            "text": f"{_name(one, language)} {CHANCE.format(language, one.chance.value)}",
            "tone": TONES.get(one.name, "baseline"),
            "side": "below" if on_line(one) else "left" if one.at > (low + high) / 2 else "right",
        }
        for one in shown
    ]
    ticks = [(value, language.number(value, "money")) for value in ladder(low, high, 7)]
    levels = [(value, language.quantity(value, "percent_whole")) for value in ladder(0.0, top, 5)]
    foot = language.text("decide-frontier-foot", unit=language.unit("money"))
    data = picture.rows(spots, named, ticks, levels, foot)
    under = any(one["side"] == "below" and one["p"] < ROOM * top for one in named)
    return data, {"xmin": low - margin, "xmax": high + margin, "ymin": -ROOM * top if under else 0.0, "ymax": top}


def _same(scenario: Scenario, preset: str) -> bool:
    return dict(scenario.levers) == dict(scenario.plan.presets[preset])


def _name(mark: Mark, language: Language) -> str:
    return language.text("decide-mark-now" if mark.name == "current" else key("preset", mark.name))


def _point_text(one: FrontierPoint, language: Language) -> str:
    return language.text(
        "decide-point",
        cost=language.quantity(one.cost, "money"),
        chance=CHANCE.format(language, one.chance.value),
        effort=language.quantity(one.effort, say.EFFORT),
    )


def _point(scenario: Scenario, points: Sequence[FrontierPoint], chosen: int, language: Language) -> None:
    """Draw the chosen point: what it changes, and how it becomes the current scenario."""
    t, one = language.text, points[chosen]
    with card("decide-point", _point_text(one, language), t("decide-point-subtitle")):
        st.session_state[CHOSEN] = chosen
        st.select_slider(
            t("decide-point-choose"), range(len(points)), key=CHOSEN, label_visibility="collapsed",
            format_func=lambda place: language.quantity(points[place].cost, "money"),
        )  # fmt: skip
        changed = moves(scenario, one.levers)
        rows_: list[list[Cell]] = [
            [
                say.lever_name(move.lever.id, language),
                lever_text(move.lever, move.before, language),
                lever_text(move.lever, move.after, language),
                "" if move.effort is None else language.quantity(move.effort, say.EFFORT),
            ]
            for move in changed
        ]
        heads = ("cli-solve-lever", "cli-solve-now", "decide-point-there", "cli-solve-effort")
        kinds = ("text", "number", "number", "number")
        if rows_:
            table([Column(t(head), kind) for head, kind in zip(heads, kinds, strict=True)], rows_, t("decide-moves"))
        actions.buttons("point", one.levers, t("decide-point-name", cost=language.quantity(one.cost, "money")),
                        say.frontier_sentence(scenario, points, language), language)  # fmt: skip
