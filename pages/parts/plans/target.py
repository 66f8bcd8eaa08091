"""The target of a plan worked out from both sides, as in a worked example; what it comes to can go into the plan."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

import pandas as pd
import streamlit as st

from pages.parts import writing
from pages.parts.charts import waterfall
from pages.parts.plans import bring, edit
from pages.parts.reading import Column, card, chart, table
from pages.parts.reading import listing as bullets
from pages.parts.writing import label
from sim.language import Language, key
from sim.model.measures import REVENUE
from sim.plan import load_plan
from sim.plan.growth import compound_growth
from sim.plan.number_edits import Edits
from sim.plan.number_rows import number_rows
from sim.plan.plan import Plan
from sim.track import target_text
from sim.track.target import LARGEST, TEAM, Example, Step, Target, pacings, stated_revenue, work_out
from sim.track.target_spread import DIMENSIONS
from sim.track.text import shape_name

PACING, TEAMS = "plans-target-pacing", "plans-target-team"
BY, OPENED = "plans-target-by", "plans-target-region"
AMOUNT = "amount"
ROW, HEAD = 30, 36


@dataclass(frozen=True)
class Working:
    """A plan whose target is worked out as in an example, with the amounts that somebody typed [CNY_m]."""

    plan: Plan
    example: Example
    own: dict[str, float] = field(default_factory=dict)


def start(plan: Plan) -> None:
    """Open the card for a plan; PlanError where it states no revenue to work towards."""
    edit.close()
    stated_revenue(plan)
    st.session_state[bring.TARGET] = Working(plan, load_plan().facts)


def is_open() -> bool:
    return bring.TARGET in st.session_state and bring.PENDING not in st.session_state


def card_of_target(language: Language) -> None:
    """Draw the card."""
    now: Working = st.session_state[bring.TARGET]
    t, told = language.text, now.plan.vocabulary(language)
    target = work_out(
        now.plan,
        now.example,
        now.own,
        st.session_state.get(PACING) or pacings()[0],
        int(st.session_state.get(TEAMS) or TEAM),
    )
    with card("plans-target", target_text.title(target, told), t("target-subtitle")):
        left, right = st.columns([10, 9], gap="medium")
        with left:
            _steps(now, target, told)
        with right:
            _picture(target, told)
            bullets([*target_text.gap_texts(target, told), target_text.floor_text(target, told)])
        _spread(target, told)
        _gaps(target, told)
        with st.container(horizontal=True, gap="small"):
            amount = REVENUE.format(told, target.top)
            st.button(
                t("target-put"), key="plans-target-put", type="primary", on_click=_put, args=(target,),
                help=label(t("target-put-help", top=amount, year=str(target.year)), 300),
            )  # fmt: skip
            st.button(t("target-close"), key="plans-target-close", on_click=close)


def _steps(now: Working, target: Target, language: Language) -> None:
    t, scale = language.text, language.formats["money_fine"].scale
    columns = {
        "name": st.column_config.TextColumn(t("target-step"), width=150),
        AMOUNT: st.column_config.NumberColumn(
            t("with-note", name=t("target-amount"), note=language.unit("money_fine")), width=124, format="%.1f",
            min_value=-LARGEST * scale, max_value=LARGEST * scale,
        ),
        "how": st.column_config.TextColumn(t("target-how"), width=250),
        "source": st.column_config.TextColumn(t("workbook-column-source"), width=76),
    }  # fmt: skip
    for side in ("top", "bottom"):
        steps = target.side(side)
        writing.strong(t("target-sides", side=side))
        rows = [
            [
                target_text.step_name(one, language),
                round(one.value * scale, 3),
                target_text.how(target, one, language),
                language.join(one.sources),
            ]
            for one in steps
        ]
        name = f"plans-target-{side}-{language.id}-{len(now.own)}-{hash(tuple(sorted(now.own.items())))}"
        st.data_editor(
            pd.DataFrame(rows, columns=pd.Index(list(columns))), key=name, hide_index=True, num_rows="fixed",
            column_config=columns, disabled=["name", "how", "source"], height=HEAD + ROW * len(rows), row_height=ROW,
            width="stretch", on_change=_take_over, args=(name, steps, scale), alt=t("target-sides", side=side),
        )  # fmt: skip


def _take_over(name: str, steps: tuple[Step, ...], scale: float) -> None:
    """Take over the amounts that stand in the table; an empty one is the example's again."""
    now: Working = st.session_state[bring.TARGET]
    own = dict(now.own)
    for place, cells in st.session_state[name]["edited_rows"].items():
        value, step = cells.get(AMOUNT), steps[int(place)]
        own.pop(step.id, None)
        if value is not None and math.isfinite(value):
            own[step.id] = value / scale
    st.session_state[bring.TARGET] = replace(now, own=own)


def _picture(target: Target, language: Language) -> None:
    t, money = language.text, REVENUE.format
    first, *others = target.side("top")
    parts = [(t("target-carried"), first.value - target.base)]
    parts += [(target_text.step_name(one, language), one.value) for one in others]
    steps = [waterfall.Step(name, value, REVENUE.format_change(language, value)) for name, value in parts]
    data = waterfall.rows(
        (t("target-start", year=str(target.plan.base_year)), money(language, target.base), 0),
        target.base,
        steps,
        (t("target-end", year=str(target.year)), money(language, target.top), 1),
    )
    low, high = waterfall.domain(target.base, steps)
    name = f"plans-target-steps-{len(steps)}"
    chart(waterfall.spec(len(steps)), data, key=name, alt=t("target-alt"), xmin=low, xmax=high)


def _spread(target: Target, language: Language) -> None:
    """Draw the target by region, with lines, quarters and teams beside it."""
    t, plan = language.text, target.plan
    title = t("target-spread-title", unit=language.unit("money"))
    writing.strong(title)
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        names = {id: shape_name(plan, id, language) for id in pacings()}
        st.segmented_control(
            t("target-pacing"), list(names), default=pacings()[0], format_func=names.__getitem__, key=PACING,
            required=True,
        )  # fmt: skip
        st.number_input(t("target-team"), 1, 1000, TEAM, key=TEAMS, width=140)
    lines = [t(f"{key('product', one)}.short") for one in ("core", "new")[: 2 if "new" in plan.products else 1]]
    heads = [Column(t("target-column-region"))]
    titles = [
        t("target-column-today", year=str(plan.base_year)), t("target-column-goal", year=str(target.year)),
        t("target-column-growth"), *lines, "Q1", "Q2", "Q3", "Q4",
        t("target-column-teams"), t("target-column-team"), t("target-column-rep", unit=language.unit("money_fine")),
    ]  # fmt: skip
    heads += [Column(title, "number") for title in titles]
    rows = [_line(target, [place], t(key("region", id)), language) for place, id in enumerate(plan.regions)]
    if len(plan.regions) > 1:
        rows.append(_line(target, list(range(len(plan.regions))), t("target-whole"), language))
    table(heads, rows, title)


def _line(target: Target, places: list[int], name: str, language: Language) -> list[str]:
    plan, spread = target.plan, target.spread
    base, goal, reps = (float(one[places].sum()) for one in (plan.base_revenue, target.by_region, spread.reps))
    teams, now = float(spread.teams[places].sum()), float(plan.base_reps[places].sum())

    def amount(value: float) -> str:
        return language.number(value, "money")

    growth = compound_growth(goal, base, target.years) if base > 0 else math.nan
    lines = target.by_kind[places].sum(axis=0)[: 2 if "new" in plan.products else 1]
    rep = [language.number(one / of, "money_fine") if of > 0 else "–" for one, of in ((goal, reps), (base, now))]
    return [
        name,
        amount(base),
        amount(goal),
        language.quantity(growth, "percent_year") if math.isfinite(growth) else "–",
        *(amount(float(one)) for one in lines),
        *(amount(float(one)) for one in spread.top[places].sum(axis=(0, 1))),
        f"{teams:.0f}",
        amount(goal / teams) if teams else "–",
        language.text("target-rep", then=rep[0], now=rep[1]),
    ]


def _gaps(target: Target, language: Language) -> None:
    """Draw what the top asks of each region, line, quarter or team beside what its customers bring, the gap named."""
    t, regions = language.text, target.plan.regions
    title = t("target-gaps-title", unit=language.unit("money"))
    writing.strong(title)
    names = {by: t("target-by", dimension=by) for by in DIMENSIONS}
    whole = len(regions)
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        by = st.segmented_control(
            t("target-gaps-by"), list(names), default=DIMENSIONS[0], format_func=names.__getitem__, key=BY,
            required=True,
        ) or DIMENSIONS[0]  # fmt: skip
        if whole > 1 and by in ("line", "quarter"):
            called = [*target_text.part_names(target, "region", language), t("target-whole")]
            place = st.selectbox(
                t("target-column-region"),
                range(whole + 1),
                whole,
                format_func=called.__getitem__,
                key=OPENED,
                width=220,
            )
        else:
            place = whole
    region = None if place == whole else place
    top, bottom = target.spread.parts(by, region)
    called = target_text.part_names(target, by, language, region)
    rows = [_gap_row(*one, by, language) for one in zip(called, top, bottom, strict=True)]
    if by != "team" and len(rows) > 1:
        rows.append(_gap_row(t("target-sum"), top.sum(), bottom.sum(), by, language))
    heads = ["target-column-top", "target-column-bottom", "target-column-gap", "target-column-share"]
    columns = [Column(names[by]), *(Column(t(head), "number") for head in heads), Column(t("target-column-says"))]
    table(columns, rows, title)
    writing.caption(target_text.widest_text(target, language))


def _gap_row(name: str, top: float, bottom: float, by: str, language: Language) -> list[str]:
    gap, scale = float(top - bottom), "money_fine" if by == "team" else "money"
    sign = "even" if abs(gap) < target_text.EVEN * abs(top) else "more" if gap > 0 else "less"
    return [
        name,
        language.quantity(float(top), scale),
        language.quantity(float(bottom), scale),
        language.quantity(gap, scale, signed=True),
        language.quantity(gap / float(top), "percent_whole", signed=True) if top > 0 else "–",
        language.text("target-says", sign=sign),
    ]


def _put(target: Target) -> None:
    """Open the table of numbers with the target from the top, and the claims of the plan that follow from it."""
    wanted = {"targets": {REVENUE.id: target.top, f"{REVENUE.id}#1": target.top}, "claims": dict(target.claims())}
    edits = Edits()
    for row in number_rows(target.plan):
        kind, name = (*row.path, "")[:2]
        if row.file == "plan.yaml" and row.path[-1] == "value" and name in wanted.get(kind, {}):
            edits = edits.with_value(row.place, float(f"{wanted[kind][name]:.4g}"))
    edit.start(target.plan, edits)
    close()


def close() -> None:
    st.session_state.pop(bring.TARGET, None)
