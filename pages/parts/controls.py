"""What Streamlit's own controls say, in every language: served to `pages/scripts/address/labels.js`, beside it."""

from __future__ import annotations

import json
from functools import lru_cache

from sim.language import get_language, languages

SPOKEN = "en"
"""The language that Streamlit speaks; its texts `control-…` repeat Streamlit's words exactly."""
WORDS = (
    *(
        "control-skip",
        "control-close",
        "control-open",
        "control-drop-file",
        "control-drop-files",
        "control-upload",
        "control-file",
    ),
    *("control-add-files", "control-choose-one", "control-choose", "control-choose-or-add-one"),
    *("control-choose-or-add", "control-none", "control-no-options", "control-select-all", "control-selected"),
    *("control-clear-all", "control-clear-value", "control-clear-entry", "control-less", "control-more"),
    *("control-enter", "control-enter-form", "control-ctrl-enter", "control-command-enter", "control-fullscreen"),
    *("control-fullscreen-close", "control-csv", "control-search", "control-search-type", "control-search-close"),
    *("control-columns", "control-row-add", "control-row-delete", "control-selection-clear", "control-sort-up"),
    *("control-sort-down", "control-format", "control-size", "control-pin", "control-unpin", "control-column-hide"),
    *("control-statistics", "control-running", "control-page-unknown", "control-page-unknown-any"),
    *("control-connection", "control-chart-data", "control-chart-png", "control-chart-spec"),
)
OPEN = {
    "control-file-size": ("size",),
    "control-file-size-types": ("size", "types"),
    "control-file-large": ("size",),
    "control-file-type": ("type",),
    "control-remove": ("name",),
    "control-add": ("name",),
    "control-page-unknown-named": ("page",),
    "control-chart-data-of": ("about",),
    "control-chart-png-of": ("about",),
    "control-chart-spec-of": ("about",),
    "control-fullscreen-of": ("about",),
    "control-fullscreen-close-of": ("about",),
}
"""Texts that leave something open: file sizes, names, pages."""


def control_texts(language_id: str) -> list[str]:
    """Return every text of the controls in a language; what is open stands as ⟦name⟧."""
    text = get_language(language_id).text
    marked = [text(key, **{name: f"⟦{name}⟧" for name in names}) for key, names in OPEN.items()]
    return [*(text(key) for key in WORDS), *marked]


@lru_cache(maxsize=1)
def table() -> bytes:
    """Return JSON: language -> pairs of what Streamlit says and what is said instead."""
    pairs = {id: list(zip(control_texts(SPOKEN), control_texts(id), strict=True)) for id in languages() if id != SPOKEN}
    return json.dumps(pairs, ensure_ascii=False, separators=(",", ":")).encode()
