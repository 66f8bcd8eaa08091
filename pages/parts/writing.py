"""Words on a page, written as they stand: the one place where text reaches Streamlit's Markdown.

Streamlit reads toasts, boxes, captions and the labels and help of its controls as Markdown, with its own signs for
icons and colours. Names, notes, files and addresses come from anybody; so nothing written through here becomes a link,
a picture, an icon or a formula. `marked` alone takes mark-up, of our own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

import streamlit as st

from sim.export.text import one_line, unturn

JOINER = "\u2060"
"""Takes no room and breaks no line; between two letters it keeps them from being read as one sign."""
SPACES = re.compile(r"[^\S\N{NO-BREAK SPACE}]+")
"""Room that is one space; what keeps a number and its unit on one line stays."""
TAG = re.compile("<(?=/?(b|em)>)")
"""The tags that sentences let through (`reading.safe`, the scripts' `setMarked`)."""
SIGNS = re.compile(r"[\\`*_\[\]<>$~|&]|:(?=\S)|^[#+=-]|^\d+(?=[.)])", re.MULTILINE)
"""What begins a mark in Markdown, or in Streamlit's additions to it; the last two only where a line begins."""
FOUND_LATER = re.compile(
    r":(?=[a-z0-9_+-]+[:/])"  # icons and emoji
    r"|(?<=http):(?=//)|(?<=https):(?=//)|(?<=www)\.|(?<=\S)@(?=\S)"  # bare addresses
    r"|-(?=[->])|<(?=[-=])|>(?==)",  # arrows and dashes that are drawn as one letter
    re.IGNORECASE,
)
"""What is looked for in the finished text, where no backslash stands any more."""


def plain(text: str, length: int = 60) -> str:
    """Return what somebody wrote as one short line for a sentence of ours, in which no letter is taken for mark-up."""
    return TAG.sub("<" + JOINER, one_line(text, length))


def literal(text: str) -> str:
    """Return Markdown that shows `text` letter by letter, line by line."""
    lines = (SPACES.sub(" ", line).strip() for line in unturn(text).splitlines())
    joined = (FOUND_LATER.sub(lambda found: found[0] + JOINER, line) for line in lines)
    return "  \n".join(_escape(line) for line in joined)


def _escape(line: str) -> str:
    return SIGNS.sub(lambda found: f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}", line)


def label(text: str, length: int = 60) -> str:
    """Return what somebody wrote as one short line for the label of a control."""
    return literal(one_line(text, length))


def bold(text: str) -> str:
    """Return Markdown of a sentence whose <b> and <em>, its only marks, are bold."""
    return re.sub(r"\\</?(b|em)\\>", "**", literal(text))


# -- writing --------------------------------------------------------------------------------------------------------
def toast(text: str, icon: str | None = None, duration: Literal["short", "long"] = "short") -> None:
    st.toast(literal(text), icon=icon, duration=duration)


def error(text: str, icon: str | None = None, name: str = "") -> None:
    """Write a red box; `name` stands above its text, in bold."""
    st.error(_entity(name, text), icon=icon)


def warning(text: str, icon: str | None = None) -> None:
    st.warning(literal(text), icon=icon)


def success(text: str, icon: str | None = None, name: str = "") -> None:
    """Write a green box; `name` stands above its text, in bold."""
    st.success(_entity(name, text), icon=icon)


def _entity(name: str, text: str) -> str:
    return f"**{label(name, 80)}**  \n{literal(text)}" if name else literal(text)


def caption(text: str, width: Literal["stretch", "content"] = "stretch") -> None:
    st.caption(literal(text), width=width)


def paragraph(text: str) -> None:
    st.markdown(literal(text))


def strong(text: str) -> None:
    st.markdown(f"**{literal(text)}**")


def listing(heading: str, items: Iterable[str]) -> None:
    """Write a list of sentences under a heading."""
    lines = (literal(item).replace("\n", "\n  ") for item in items)
    st.markdown("\n".join([literal(heading), "", *(f"- {line}" for line in lines)]))


def mark_up(text: str) -> None:
    """Write mark-up of our own; whatever comes from people goes through `literal` first."""
    st.markdown(text)
