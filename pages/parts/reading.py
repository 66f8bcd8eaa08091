"""Parts of pages that are read rather than dragged: sentence, headline numbers, cards, tables, notes with a source.

Everything is escaped; of the texts only <b> and <em> (strong, shortfall) come through. Colours are the page's CSS
variables, so light and dark need no second drawing.
"""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from pages.parts.charts.base import Spec, add_title, as_table, for_export
from pages.parts.theme import SERIES, TOKENS, style_element
from sim.language.lines import unbroken

ALLOWED = ("b", "em")
SHEET = 680
"""Pixels between the margins of A4 upright, less the room for a chart's own labels."""

DRAWN = "charts-drawn"
CARD = "card-drawn"


@st.cache_resource
def _styles() -> str:
    css = (Path(__file__).parent / "reading.css").read_text(encoding="utf-8")
    return style_element(css)


@contextmanager
def page() -> Iterator[None]:
    """Open the body of a page of this kind: its styles and its margins."""
    st.html(_styles())
    st.session_state[DRAWN] = {}
    with st.container(key="page"):
        yield


def safe(text: str) -> str:
    """Return text as HTML: everything escaped but <b> and <em>."""
    escaped = html.escape(text)
    for tag in ALLOWED:
        escaped = escaped.replace(f"&lt;{tag}&gt;", f"<{tag}>").replace(f"&lt;/{tag}&gt;", f"</{tag}>")
    return escaped


def unbroken_html(text: str) -> str:
    """Return text as HTML in which no line ends within an amount."""
    return safe(unbroken(text))


def sentence(text: str) -> None:
    """Draw the page's one sentence."""
    st.html(f'<h1 class="rd-sentence">{unbroken_html(text)}</h1>')


@dataclass(frozen=True)
class Source:
    """Where a number comes from: lines for whoever points at it, and the page that tells more, if one does."""

    link: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Number:
    """One headline number: label, digits, unit, a remark below, and where it comes from."""

    label: str
    digits: str
    unit: str = ""
    note: str = ""
    short: bool = False
    source: Source | None = None


def numbers(items: Sequence[Number], label: str) -> None:
    """Draw the row of headline numbers; `label` names the row for assistive technology."""
    cells = "".join(
        f'<div class="rd-number"><div class="rd-label">{_leading(item)}</div>'
        f"<div><b>{safe(item.digits)}</b> <span>{safe(item.unit)}</span></div>"
        f'<div class="rd-note{" rd-short" if item.short else ""}">{unbroken_html(item.note)}</div></div>'
        for item in items
    )
    st.html(f'<section class="rd-numbers" aria-label="{html.escape(label)}">{cells}</section>')


def _leading(item: Number) -> str:
    """Return a headline number's label; it leads to the source, if the number has one."""
    if item.source is None:
        return safe(item.label)
    lines = html.escape("\n".join(item.source.lines))
    if not item.source.link:
        return f'<span class="rd-source" tabindex="0" title="{lines}">{safe(item.label)}</span>'
    return (
        f'<a class="rd-source" href="{html.escape(item.source.link)}" target="_blank" title="{lines}">'
        f"{safe(item.label)}</a>"
    )


@contextmanager
def card(key: str, title: str, subtitle: str = "") -> Iterator[None]:
    """Open a card with a title that says the message and a line that says what is shown."""
    with st.container(key=f"card-{key}"):
        st.html(heading(title, subtitle))
        st.session_state[CARD] = (title, subtitle)
        yield
        st.session_state.pop(CARD, None)


def heading(title: str, subtitle: str = "") -> str:
    below = f'<p class="rd-subtitle">{unbroken_html(subtitle)}</p>' if subtitle else ""
    return f'<h2 class="rd-title">{unbroken_html(title)}</h2>{below}'


@dataclass(frozen=True)
class Html:
    """Markup that is already safe."""

    markup: str


Cell = str | Html


@dataclass(frozen=True)
class Column:
    """One column of a table: heading, and how it stands: "text", "number" or "mark"."""

    name: str
    kind: str = "text"


def table(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], label: str, *, groups: Mapping[int, str] | None = None
) -> None:
    """Draw a table; `groups` puts a heading above the row of that number."""
    st.html(table_html(columns, rows, label, groups=groups))


def table_html(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], label: str, *, groups: Mapping[int, str] | None = None
) -> str:
    head = "".join(f'<th scope="col" class="rd-{column.kind}">{safe(column.name)}</th>' for column in columns)
    body: list[str] = []
    for number, row in enumerate(rows):
        if groups and number in groups:
            body.append(
                f'<tr class="rd-group"><th scope="colgroup" colspan="{len(columns)}">{safe(groups[number])}</th></tr>'
            )
        cells = "".join(
            f'<td class="rd-{column.kind}">{cell.markup if isinstance(cell, Html) else safe(cell)}</td>'
            for column, cell in zip(columns, row, strict=True)
        )
        body.append(f"<tr>{cells}</tr>")
    return (
        f'<div class="rd-scroll" tabindex="0" role="region" aria-label="{html.escape(label)}"><table class="rd-table">'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table></div>"
    )


def source_mark(short: str, lines: Sequence[str], link: str = "") -> Html:
    """Return a short mark that opens its full sources on hover or focus, and on a click the page at `link`."""
    items = "".join(f"<li>{safe(line)}</li>" for line in lines)
    if not items:
        return Html(safe(short))
    inside = f'{safe(short)}<span class="rd-pop"><ul>{items}</ul></span>'
    if link:
        return Html(f'<a class="rd-source" href="{html.escape(link)}" target="_blank">{inside}</a>')
    return Html(f'<span class="rd-source" tabindex="0">{inside}</span>')


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a table as CSV, readable by Excel in every language."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def link(text: str, to: str) -> None:
    """Draw a link to another page, opened in a tab of its own."""
    st.html(f'<p class="rd-remark"><a href="{html.escape(to)}" target="_blank">{safe(text)}</a></p>')


def two_lines(first: str, second: str) -> Html:
    """Return a cell of two lines, the second smaller."""
    return Html(f'{safe(first)}<small class="rd-below">{safe(second)}</small>')


def mark(holds: bool, text: str) -> Html:
    """Return a verdict with a shape as well as a colour."""
    return Html(
        f'<span class="rd-verdict {"rd-yes" if holds else "rd-no"}">{"●" if holds else "▲"} {safe(text)}</span>'
    )


def heading_row(title: str, subtitle: str = "") -> None:
    """Draw a heading between cards."""
    st.html(f'<div class="rd-between">{heading(title, subtitle)}</div>')


def note(text: str) -> None:
    st.html(f'<p class="rd-remark">{unbroken_html(text)}</p>')


def listing(items: Sequence[str]) -> None:
    """Draw a list of sentences."""
    st.html(f'<ul class="rd-list">{"".join(f"<li>{unbroken_html(item)}</li>" for item in items)}</ul>')


CSS_THEME: dict[str, Any] = {name: f"var(--{name.replace('_', '-')})" for name in TOKENS["light"]} | {
    "series": [f"var(--series-{place})" for place in range(1, len(SERIES["light"]) + 1)],
}
"""The chart theme as CSS variables: an SVG chart follows light and dark without being drawn again."""


def chart(
    spec: Spec,
    datasets: Mapping[str, Sequence[Mapping[str, Any]]],
    *,
    key: str,
    alt: str,
    on_select: Callable[[], None] | None = None,
    paper: float | None = None,
    **values: Any,
) -> None:
    """Draw a chart of the house as wide as its place; `values` fill its parameters.

    `on_select` is called when something is picked in a chart that has a selection; without it none can be picked.
    One that has the page's whole width could not be read when it is made smaller for a sheet: `paper` is the width of
    a picture of its own that stands there instead, in pixels.
    """
    filled = dict(spec)
    known = {"theme": CSS_THEME, **values}
    filled["params"] = [
        one | {"value": known.get(one["name"], one["value"])} if "value" in one else one
        for one in spec["params"]
        if on_select is not None or "select" not in one
    ]
    filled["datasets"] = {name: as_table(rows) for name, rows in datasets.items()}
    filled["usermeta"] = {"embedOptions": {"renderer": "svg", "actions": False}}
    st.session_state.setdefault(DRAWN, {})[key] = (spec, datasets, values, st.session_state.get(CARD, (alt, "")))
    picking: dict[str, Any] = {} if on_select is None else {"on_select": on_select}
    st.vega_lite_chart(filled, theme=None, width="stretch", key=key, alt=alt, **picking)
    if paper is not None:
        with st.container(key=f"paper-{key}"):
            st.vega_lite_chart(filled | {"width": paper}, theme=None, width="content", alt=alt)


def pictures(width: int = 900) -> Callable[[], dict[str, Spec]]:
    """Return how to get the page's charts for files; asked before they are drawn, answered when a file is made."""
    drawn: Mapping[str, Any] = st.session_state.setdefault(DRAWN, {})

    def specs() -> dict[str, Spec]:
        return {
            key: add_title(for_export(spec, datasets, width=width, **values), *map(plain, said))
            for key, (spec, datasets, values, said) in tuple(drawn.items())
        }

    return specs


def plain(text: str) -> str:
    """Return a text of the page without its marks."""
    for tag in ALLOWED:
        text = text.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    return text
