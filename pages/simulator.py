"""The Simulator: drag levers, see 2024–2026 move. `?plain=1` shows the same page with standard controls."""

from __future__ import annotations

import streamlit as st

from pages.parts.frame import open_frame

language = open_frame("simulator")

from pages.parts import address, export  # noqa: E402  the frame comes first on every page
from pages.parts.simulator import live, plain  # noqa: E402  the frame comes first on every page

if st.query_params.get("plain"):
    plain.show(language)
    address.keep("simulator")
else:
    live.arrive(language)
    live.show(language)
export.tray(language)
