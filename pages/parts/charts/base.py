"""What every chart kind shares: the theme and domains as parameters of the specification, quiet axes, fonts.

A chart kind is a module with `spec()` (a Vega-Lite specification, built once, its data named, its colours read from
the parameter `theme`) and `rows(...)` (the data). Nothing that changes between runs stands in the specification, so
the browser never builds a view twice; the exception is `for_export`, which fills data and colours in.
"""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec

from pages.parts.theme import FONT, Scheme, chart_theme

if TYPE_CHECKING:
    import altair as alt
    import pyarrow as pa
else:

    class _Altair:
        """Altair, imported when a chart is first built with it: what is kept ready needs none of its seconds."""

        def __getattr__(self, name: str) -> Any:
            import altair

            return getattr(altair, name)

    alt = _Altair()

Given = ParamSpec("Given")
Spec = dict[str, Any]
Rows = Sequence[Mapping[str, Any]]


COMPILED = Path(__file__).resolve().parents[3] / "data" / "charts" / "compiled.json"
"""What `compiled` has ready: by `compiled_name`, renewed as tests/test_compiled.py says."""

SPECIFICATIONS = COMPILED.with_name("specifications.json")
"""What `kept_spec` has ready: by `spec_name`, renewed in the same way."""

TITLE_LETTER = 8.2
"""Pixels that a letter of a title takes."""


def expression(text: str) -> Any:
    """Return a Vega expression usable wherever a mark or axis property takes one."""
    return alt.ExprRef(expr=text)


def colour(token: str) -> Any:
    """Return the theme's colour of that name, as an expression."""
    return expression(f"theme.{token}")


def data(name: str) -> alt.NamedData:
    return alt.NamedData(name=name)


def parameters(**values: Any) -> list[Any]:
    """Return the parameters `theme`, `zoom` (size of type and marks) and the given ones, with default values."""
    shared = {"theme": chart_theme("light"), "zoom": 1.0}
    return [alt.param(name=name, value=value) for name, value in {**shared, **values}.items()]


def finish(chart: Any, *, width: int, height: int, left: int = 0) -> Spec:
    """Return the chart as a plain specification with the house style; `left` is the room for axis labels.

    A chart is one picture with a text that says what it shows: its marks are none for a screen reader, which would
    read "low80: 15.1799583198" of each.
    """
    padding = {"left": left, "right": 0, "top": 0, "bottom": 0}
    spec = (
        chart.properties(width=width, height=height, background="transparent", padding=padding)
        .configure(font=FONT, autosize="none", aria=False)
        .configure_mark(aria=False)
        .configure_view(stroke=None)
        .configure_axis(
            domain=False,
            ticks=False,
            labelColor=colour("muted"),
            labelFontSize=11,
            gridColor=colour("line"),
            title=None,
        )
        .to_dict()
    )
    spec.pop("datasets", None)
    return spec


def with_parameters(spec: Spec, **values: Any) -> Spec:
    """Return a copy of `spec` whose parameters of these names have these values."""
    filled = copy.deepcopy(spec)
    for assumption in filled.get("params", []):
        if assumption["name"] in values:
            assumption["value"] = values[assumption["name"]]
    return filled


def for_export(
    spec: Spec,
    datasets: Mapping[str, Rows],
    *,
    scheme: Scheme = "light",
    width: int | None = None,
    height: int | None = None,
    **values: Any,
) -> Spec:
    """Return a self-contained specification (data, colours and domains filled in) for images and other pages."""
    filled = with_parameters(spec, theme=chart_theme(scheme), **values)
    filled["datasets"] = {name: list(rows) for name, rows in datasets.items()}
    filled["background"] = chart_theme(scheme)["surface"]
    if width:
        filled["width"] = width
    if height:
        filled["height"] = height
    return filled


def as_table(rows: Rows) -> pa.Table:
    """Return rows as a chart of a page takes them; left to Streamlit they go through pandas, at ten times the cost."""
    import pyarrow as pa

    names = dict.fromkeys(name for row in rows for name in row)
    return pa.table({name: pa.array([row.get(name) for row in rows], from_pandas=True) for name in names})


def letters_of(name: str) -> int:
    """Return how wide a name is, in Latin letters: a Chinese one is as wide as two."""
    return sum(2 if ord(letter) >= 0x2E80 else 1 for letter in name)


def wrap(name: str, letters: int) -> list[str]:
    """Return a name in at most two lines, broken at a blank or, where the language has none, at its middle."""
    width = letters_of(name)
    if width <= letters:
        return [name]
    blanks = [place for place, letter in enumerate(name) if letter == " "]
    if not blanks:
        return [name[: len(name) // 2], name[len(name) // 2 :]] if width > len(name) else [name]
    place = min(blanks, key=lambda one: abs(one - len(name) / 2))
    return [name[:place], name[place + 1 :]]


def add_title(spec: Spec, title: str, subtitle: str, *, room: int = 58) -> Spec:
    """Put message and measure above a chart made by `for_export`; `room` is kept free for them, in pixels."""
    theme = next(one["value"] for one in spec["params"] if one["name"] == "theme")
    lines = wrap(title, round(spec["width"] / TITLE_LETTER))
    spec["title"] = {
        "text": lines, "subtitle": subtitle, "anchor": "start", "frame": "bounds", "offset": 16, "fontSize": 15,
        "fontWeight": 700, "lineHeight": 19, "color": theme["ink"], "subtitleFontSize": 12,
        "subtitleColor": theme["muted"], "limit": spec["width"],
    }  # fmt: skip
    spec["padding"] = {
        **spec["padding"],
        "top": room + 19 * (len(lines) - 1),
        "bottom": 8,
        "right": 16,
        "left": spec["padding"]["left"] + 16,
    }
    return spec


@lru_cache
def _read(path: Path) -> dict[str, Spec]:
    return json.loads(path.read_text(encoding="utf-8"))


def spec_name(kind: str, *arguments: object) -> str:
    """Return the name under which a chart kind's specification is kept: `fan`, `tornado 12`."""
    return " ".join(map(str, (kind, *arguments)))


def kept_spec(spec: Callable[Given, Spec]) -> Callable[Given, Spec]:
    """Make a chart kind's `spec` ask for what is kept ready; it builds only what is not, once.

    Building takes Altair a tenth of a second a chart, most of it for checks against a schema: a matter for tests. What
    builds it stands in `__wrapped__`.
    """
    kind = spec.__module__.rpartition(".")[2]
    build = lru_cache(maxsize=64)(spec)

    @wraps(spec)
    def read_or_build(*arguments: Given.args, **named: Given.kwargs) -> Spec:
        kept = _read(SPECIFICATIONS).get(spec_name(kind, *arguments, *named.values()))
        return build(*arguments, **named) if kept is None else kept

    return read_or_build


@lru_cache(maxsize=32)
def _compile(text: str) -> Spec:
    kept = _read(COMPILED).get(compiled_name(text))
    if kept is not None:
        return kept
    import vl_convert  # a JavaScript engine of 70 MB: only where there is no other way

    return vl_convert.vegalite_to_vega(text)


def compiled_name(text: str) -> str:
    """Return the name under which a specification, as JSON, is kept compiled."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def compile_spec(spec: Spec) -> Spec:
    """Return the Vega specification of a Vega-Lite one, so the browser need not compile it; kept in `COMPILED`."""
    return _compile(json.dumps(spec, sort_keys=True))
