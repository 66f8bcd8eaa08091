"""Readings that could be others, shown before anything is computed: how each was read, and what else it could be."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from pages.parts.reading import safe
from pages.parts.writing import literal
from sim.language import Language
from sim.reading.doubts import Doubt


def ask(doubts: Sequence[Doubt], key: str, decide: Callable[[dict[str, str]], None], language: Language) -> None:
    """Draw the doubts of a table with what they can be decided to, and the button that goes on.

    Parameters
    ----------
    key : str
        Prefix of the widgets' keys.
    decide : called with choice by kind of doubt when somebody goes on
    """
    t = language.text
    with st.container(key=key, border=True):
        st.html(f'<p class="rd-subtitle" role="alert"><b>{safe(t("reading-ask-title"))}</b></p>')
        for doubt in doubts:
            st.html(f'<p class="rd-remark">{safe(doubt.text(language))}</p>')
            st.radio(
                literal(doubt.text(language)),
                doubt.choices,
                index=doubt.choices.index(doubt.chosen),
                format_func=lambda one, doubt=doubt: literal(doubt.choice(one, language)),
                key=f"{key}-{doubt.kind}",
                horizontal=True,
                label_visibility="collapsed",
            )
        st.button(
            t("reading-go-on"),
            key=f"{key}-go-on",
            type="primary",
            on_click=lambda: decide({doubt.kind: st.session_state[f"{key}-{doubt.kind}"] for doubt in doubts}),
            help=t("reading-not-yet"),
        )
