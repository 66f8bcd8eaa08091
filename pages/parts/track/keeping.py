"""Storing what was entered: who enters it, and what happened."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pages.parts import session, writing
from sim.language import Language
from sim.language.errors import SimError
from sim.store.person import asking

AUTHOR = "track-author"
ROUND = "track-round"
"""Counts what was stored: a new round clears the table's edits and the upload."""


def author(language: Language) -> None:
    """Ask who enters the figures, unless a login has told."""
    if asking().name:
        return
    st.text_input(
        language.text("track-author"), key=AUTHOR, max_chars=100, placeholder=language.text("track-author.placeholder")
    )


def store(work: Callable[[], int], language: Language) -> None:
    """Do the work, which returns how many cells it changed; say so in the next run, or what is wrong now."""
    try:
        count = work()
    except SimError as problem:
        writing.error(problem.text(language.id))
        return
    session.announce(language.text("track-saved", count=count), ":material/check:")
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    st.rerun()
