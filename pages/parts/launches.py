"""The launch calendar: when the plan launches what, and when a scenario that launches later does."""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st

from pages.parts import reading
from pages.parts.theme import style_element
from sim.language import Language
from sim.model import Results
from sim.model.axes import QUARTERS_A_YEAR
from sim.plan import Plan, fact_text
from sim.plan.amounts import amount
from sim.plan.watched import Watched, tracking_of

LAUNCHES = {"pilot_revenue": "track-measure-pilot-revenue", "launch_revenue": "track-measure-launch-revenue"}
"""Milestones of the documents that are launches, and the texts of what is promised of them."""
MONTHS = 12 / QUARTERS_A_YEAR


@st.cache_resource
def _styles() -> str:
    return style_element(Path(__file__).with_suffix(".css").read_text(encoding="utf-8"))


def launches(plan: Plan) -> list[Watched]:
    """Return the launches that the plan's documents date, in their order."""
    return [one for one in tracking_of(plan).milestones if one.metric in LAUNCHES and one.period in plan.quarters]


def later(plan: Plan, period: str, months: float) -> str:
    """Return the quarter in which what was planned for a quarter comes so many months later; empty past the plan."""
    place = plan.quarters.index(period) + int(months // MONTHS)
    return plan.quarters[place] if place < plan.quarter_count else ""


def draw(results: Results, language: Language) -> None:
    """Draw the launches of the plan's documents on its quarters; nothing where they date none."""
    plan, t = results.plan, language.text
    found = launches(plan)
    if not found:
        return
    months = float(results.at.end("launch_delay")[0])
    title = t("launch-title-late", months=amount(months, "months", "months", language)) if months else t("launch-title")
    years = "".join(f"<span>{language.year(year)}</span>" for year in plan.years)
    rows = "".join(_row(plan, one, months, language) for one in found)
    st.html(_styles())
    st.html(
        f"{reading.heading(title, t('launch-subtitle'))}"
        f'<div class="la-row"><span></span><div class="la-years">{years}</div></div>{rows}'
    )


def _row(plan: Plan, one: Watched, months: float, language: Language) -> str:
    fact, t = plan.facts[one.fact], language.text
    name, now = t(LAUNCHES[one.metric]), later(plan, one.period, months)
    shown = t("launch-moves", before=one.period, after=now or t("launch-past")) if months else one.period
    width = 100 / plan.quarter_count
    start = (plan.quarters.index(one.period) + 0.5) * width
    end = start + months / MONTHS * width
    marks = [f'<i class="la-year" style="left:{width * place:.2f}%"></i>' for place in range(0, plan.quarter_count, 4)]
    if months:
        marks.append(f'<i class="la-way" style="left:{start:.2f}%;width:{min(end, 100) - start:.2f}%"></i>')
    marks.append(f'<i class="la-plan" style="left:{start:.2f}%"></i>')
    if end <= 100:
        marks.append(f'<i class="la-now" style="left:{end:.2f}%"></i>')
    marks.append(f'<b style="left:{min(max((start + min(end, 100)) / 2, 12), 88):.2f}%">{reading.safe(shown)}</b>')
    stated = f"{reading.safe(fact_text.value(fact, language))} · {reading.safe(fact_text.place(fact, language))}"
    return (
        f'<div class="la-row"><div class="la-name">{reading.safe(name)}<small>{stated}</small></div>'
        f'<div class="la-track" role="img" aria-label="{escape(f"{name}: {shown}")}">{"".join(marks)}</div></div>'
    )
