"""What a page's own HTML says."""

from __future__ import annotations

import re

from streamlit.testing.v1 import AppTest


def markup(app: AppTest) -> str:
    """Return the HTML of a page without its styles; a blank that no line may end at is a blank."""
    text = "\n".join(one.proto.body for one in app.get("html"))
    return re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL).replace("\N{NO-BREAK SPACE}", " ")
