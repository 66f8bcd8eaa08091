"""Charts as PNG or SVG without a browser or network; the house's fonts are registered, Chinese included."""

from __future__ import annotations

import copy
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from sim.export.text import clean
from sim.language.faces import font_stack

FONTS = Path(__file__).resolve().parents[2] / "static" / "fonts"


@lru_cache(maxsize=1)
def register_fonts() -> None:
    """Make the fonts that ship with the product known to the renderer; fonts of the system are found by itself."""
    import vl_convert  # large, and few visitors ask for pictures

    vl_convert.register_font_directory(str(FONTS))


def chart_image(
    spec: dict[str, Any], kind: Literal["png", "svg"] = "png", *, scale: float = 2.0, stamp: str = ""
) -> bytes:
    """Return a picture of a Vega-Lite specification that carries its own data.

    Parameters
    ----------
    spec : a Vega-Lite specification; not changed
    scale : pixels per unit of a PNG
    stamp : line of origin (plan, scenario, seed, model, date) written small below the chart

    Raises
    ------
    ValueError
        Not a valid specification: a programming error.
    """
    import vl_convert  # large, and few visitors ask for pictures

    register_fonts()
    drawn = copy.deepcopy(spec)
    drawn.setdefault("config", {})["font"] = font_stack()
    if stamp:
        drawn = _stamp(drawn, clean(stamp))
    if kind == "svg":
        return vl_convert.vegalite_to_svg(drawn).encode()
    return vl_convert.vegalite_to_png(drawn, scale=scale)


STAMP_ROOM = 26
"""Pixels below a chart for the line of origin."""


def _stamp(spec: dict[str, Any], stamp: str) -> dict[str, Any]:
    """Put a line of small text below the chart.

    A layered chart whose marks ask for its own width and height gets one more layer: inside a concatenation these words
    would mean another view. Any other chart goes above the line; what belongs to the whole picture moves outside.
    """
    if "layer" in spec and isinstance(spec.get("padding"), dict):
        line = {"type": "text", "text": stamp, "align": "left", "baseline": "bottom", "fontSize": 9}
        line |= {"color": "#5d6877", "x": 0, "y": {"expr": f"height + {STAMP_ROOM - 4}"}}
        padding = {**spec["padding"], "bottom": spec["padding"].get("bottom", 0) + STAMP_ROOM}
        return {**spec, "layer": [*spec["layer"], {"data": {"values": [{}]}, "mark": line}], "padding": padding}
    outer = {
        key: spec.pop(key)
        for key in ("$schema", "config", "background", "padding", "datasets", "params")
        if key in spec
    }
    line = {
        "data": {"values": [{}]},
        "mark": {"type": "text", "text": stamp, "align": "left", "x": 0, "fontSize": 9, "color": "#5d6877"},
        "height": 12,
        "width": spec.get("width", 300),
        "view": {"stroke": None},
    }
    return {**outer, "vconcat": [spec, line], "spacing": 8}
