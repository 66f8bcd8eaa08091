"""Which pages there are and how one finds one's way: a few groups in the top bar, a group's pages in the line below.

A page is one entry here, its file `pages/<id>.py` and its title `page-<id>` among the texts; everything else follows:
the router, the addresses the server answers, the bar, what a browser fetches first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from sim.language import Language

GROUPS = ("simulate", "decide", "risk", "compare", "track", "plan", "trust")
"""What people come for, in the order of the top bar; each is called by its text `nav-<group>`. More would not fit."""


@dataclass(frozen=True)
class Page:
    """A page that can be opened.

    Attributes
    ----------
    id : str
        Its file, its address, its title's key.
    group : str
        Where it stands in the top bar; empty for a page that fills the screen and is reached by buttons and links.
    script : str
        Its own component in `pages/scripts`, fetched while Streamlit's program begins; `draws` if it draws with Vega.
    own_address : bool
        Whether it keeps the address up to date itself: where its state changes, or with parameters of its own.
    """

    id: str
    group: str = ""
    script: str = ""
    draws: bool = False
    own_address: bool = False


PAGES = (
    Page("simulator", "simulate", script="stage/main.js", draws=True, own_address=True),
    Page("decide", "decide"),
    Page("workshop", "decide", script="workshop/main.js"),
    Page("risk", "risk", script="risk/main.js"),
    Page("uncertainty", "risk", script="uncertainty/main.js", draws=True),
    Page("compare", "compare", own_address=True),
    Page("library", "compare", script="library/main.js", own_address=True),
    Page("track", "track"),
    Page("audit", "plan"),
    Page("sources", "plan"),
    Page("plans", "plan"),
    Page("customers", "plan"),
    Page("trust", "trust"),
    Page("model", "trust"),
    Page("present", script="room/main.js", draws=True),
    Page("follow", script="room/main.js", draws=True),
)
"""The first one answers at `/`; the first of a group is what its entry in the bar opens."""

BY_ID = {page.id: page for page in PAGES}
HOME = PAGES[0]


def members(group: str) -> tuple[Page, ...]:
    """Return the pages of a group, in order."""
    return tuple(page for page in PAGES if page.group == group)


def page_ids() -> tuple[str, ...]:
    """Return the pages that the bar leads to, group by group."""
    return tuple(page.id for group in GROUPS for page in members(group))


def navigation_pages(language: Language) -> list[st.Page]:
    """Return the pages for `st.navigation`; addresses do not depend on the language.

    The first page answers at `/` and, for links written out in full, under its own name as well.
    """

    def page(id: str, address: str, **options: Any) -> st.Page:
        return st.Page(f"pages/{id}.py", title=language.text(f"page-{id}"), url_path=address, **options)

    home = page(HOME.id, "home", default=True)
    named = [page(one.id, one.id, visibility="visible" if one.group else "hidden") for one in PAGES if one != HOME]
    return [home, *named, page(HOME.id, HOME.id, visibility="hidden")]


def bar(page: str, language: Language) -> None:
    """Draw the groups of the top bar; the one in which the page stands is marked."""
    here = BY_ID[page].group
    with st.container(key="topbar-nav", horizontal=True, gap=None):
        for group in GROUPS:
            if pages := members(group):
                with st.container(key=f"nav-{'here-' if group == here else ''}{group}", width="content"):
                    st.page_link(f"pages/{pages[0].id}.py", label=language.text(f"nav-{group}"))


def section(page: str, language: Language) -> None:
    """Draw the pages of the group in which the page stands, where there are several."""
    pages = members(BY_ID[page].group)
    if len(pages) < 2:
        return
    with st.container(key="section", horizontal=True, gap=None):
        for one in pages:
            with st.container(key=f"section-{'here-' if one.id == page else ''}{one.id}", width="content"):
                st.page_link(f"pages/{one.id}.py", label=language.text(f"page-{one.id}"))
