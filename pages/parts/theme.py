"""The palette: one table of tokens, read by page styles, the live stage, every chart and every export."""

from __future__ import annotations

from typing import Any, Literal

from sim.language import languages
from sim.language.faces import font_stack

Scheme = Literal["light", "dark"]

FONT = font_stack()

TOKENS: dict[Scheme, dict[str, str]] = {
    "light": {
        "paper": "#f6f5f1",
        "surface": "#ffffff",
        "ink": "#141d2b",
        "muted": "#5d6877",
        "line": "#e2dfd7",
        "track": "#d9d6cd",
        "current": "#0b6aa8",
        "current_light": "#7fb7dc",
        "tint": "#ebf3f9",
        "baseline": "#9aa3ae",
        "target": "#c0421c",
        "on_current": "#ffffff",
    },
    "dark": {
        "paper": "#0d131a",
        "surface": "#151d27",
        "ink": "#e9edf2",
        "muted": "#98a5b4",
        "line": "#273240",
        "track": "#2f3b4a",
        "current": "#5bb2ea",
        "current_light": "#2d6d99",
        "tint": "#1a2838",
        "baseline": "#6f7c8b",
        "target": "#ff8a61",
        "on_current": "#0d131a",
    },
}

# Hues of compared scenarios, always in this order; told apart under the common kinds of colour blindness.
SERIES: dict[Scheme, tuple[str, ...]] = {
    "light": ("#0b6aa8", "#b8561c", "#3f7d4e", "#7b5aa6", "#a33b62", "#8a6d00", "#4d6b7d", "#141d2b"),
    "dark": ("#5bb2ea", "#f0a35c", "#7fc48f", "#bb9fe6", "#f08cb0", "#d9bf4f", "#9fb8c8", "#e9edf2"),
}


def chart_theme(scheme: Scheme) -> dict[str, Any]:
    """Return what a chart specification refers to as `theme.<name>`: tokens, and `theme.series[place]`."""
    return {**TOKENS[scheme], "series": list(SERIES[scheme])}


def css_variables() -> str:
    """Return the tokens as CSS custom properties: `--ink`, `--current-light`, …, `--series-1` to `--series-8`, and
    `--font`.

    A page in a language whose faces are not the first says so by its `lang`.
    """
    light, dark = TOKENS["light"], TOKENS["dark"]
    pairs = [f"--{name.replace('_', '-')}:light-dark({light[name]},{dark[name]});" for name in light]
    hues = enumerate(zip(SERIES["light"], SERIES["dark"], strict=True), start=1)
    pairs += [f"--series-{place}:light-dark({day},{night});" for place, (day, night) in hues]
    own = {id: font_stack(id) for id in languages()}
    faces = [f":root:lang({id}),:host(:lang({id})){{--font:{stack};}}" for id, stack in own.items() if stack != FONT]
    return f":root,:host{{--font:{FONT};{''.join(pairs)}}}{''.join(faces)}"


def style_element(css: str) -> str:
    """Return styles as HTML for `st.html`.

    Streamlit keeps HTML of nothing but styles in its event container, where a toast said by a fragment takes its
    place and the page loses its styles; the empty element keeps it with the page.
    """
    return f"<style>{css}</style><i hidden></i>"
