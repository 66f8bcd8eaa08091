"""The picker in the header of every page: it names the plan at hand and switches it; every page follows."""

from __future__ import annotations

import streamlit as st

from pages.parts import session, writing
from pages.parts.plans.listing import PlanRow, give_plan, plan_rows
from pages.parts.writing import label
from sim.language import Language
from sim.plan.plan import Plan

OFFERED = 12
"""Plans that the picker lists; the page has all of them."""


def switch(plan: Plan) -> None:
    """Work on another plan from now on, as a new visitor of it would; one step that can be undone."""
    if plan != session.current_plan():
        session.set_workspace(session.fresh(plan))


def picker(language: Language) -> None:
    """Draw the name of the plan; a click lists the others."""
    plan, t = session.current_plan(), language.text
    with (
        st.container(key="plan-picker", width="content"),
        st.popover(
            label(t("plan-short" if language.has("plan-short") else "plan-title"), 60),
            key="plan-picker-open",
            icon=":material/description:",
            type="tertiary",
            help=label(t("plan-title")),
        ),
    ):
        writing.caption(t("plans-picker-help"))
        rows = [row for row in plan_rows() if row.problem is None]
        shown = sorted(rows, key=lambda row: row.id != plan.id)[:OFFERED]
        for row in shown:
            _offer(row, row.id == plan.id, language)
        if len(rows) > len(shown):
            writing.caption(t("plans-picker-more", count=len(rows) - len(shown)))
        if st.button(t("plans-picker-all"), key="plan-picker-all", icon=":material/arrow_forward:", type="tertiary"):
            st.switch_page("pages/plans.py")


def _offer(row: PlanRow, here: bool, language: Language) -> None:
    st.button(
        label(language.text("plans-pick", title=row.title(language), id=row.id, years=row.years(language)), 90),
        key=f"plan-pick-{row.id}",
        icon=":material/check:" if here else ":material/description:",
        on_click=give_plan,
        args=(row, switch),
        type="tertiary",
        width="stretch",
    )
