"""The follower screen: mirrors what a presenter shows, opened by a link with a short code. It has no controls."""

from __future__ import annotations

import streamlit as st

from pages.parts.frame import open_bare

language = open_bare("follow")

from pages.parts.present.scene import texts  # noqa: E402  the frame comes first on every page
from pages.parts.present.screen import screen  # noqa: E402
from pages.parts.present.wire import LISTEN  # noqa: E402

code = st.query_params.get("code", "")
path = LISTEN.lstrip("/")
screen({"role": "follow", "code": code[:20], "path": path, "texts": texts(language), "language": language.id})
