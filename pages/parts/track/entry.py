"""Entering actuals: a table to type into, files up and down, and the history of every change."""

from __future__ import annotations

import streamlit as st

from pages.parts import writing
from pages.parts.reading import card, note
from pages.parts.track import history
from pages.parts.track.cells import editor
from pages.parts.track.files import downloads, upload
from sim.language import Language
from sim.language.errors import SimError
from sim.plan import Plan
from sim.track.actuals import Actuals
from sim.track.ledger import Ledger


def show(
    plan: Plan, ledger: Ledger, actuals: Actuals, demo: bool, problem: SimError | None, language: Language
) -> None:
    """Draw the entry card and the history."""
    t = language.text
    with card("track-entry", t("track-entry-title"), t("track-entry-subtitle")):
        if problem is not None:
            writing.error(problem.text(language.id))
        if demo:
            note(t("track-entry-demo"))
        editor(plan, ledger, actuals, demo or problem is not None, language)
        left, right = st.columns([1, 1], gap="medium")
        with left:
            downloads(plan, actuals, language)
        with right:
            if not demo and problem is None:
                upload(plan, ledger, actuals, language)
    if problem is None:
        history.show(plan, ledger, language)
