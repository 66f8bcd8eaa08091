"""Who sees what is saved: the control beside a save, and the words of a list. Without a login there is neither."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.parts import writing
from pages.parts.writing import plain
from sim.language import Language
from sim.store.person import asking
from sim.store.person import plain as compared
from sim.store.spaces import ALONE, EVERYONE, Kept, Space, choices, shared_with

SHOWN = 40


def name(space: Space, language: Language) -> str:
    """Return who sees a thing, as whoever asks would say it."""
    if space == EVERYONE:
        return language.text("space-everyone")
    if space == ALONE:
        return language.text("space-alone")
    groups = {compared(one): one for one in asking().groups}
    return plain(groups.get(space.group, space.group), SHOWN)


def mark(kept: Kept | None, language: Language) -> str:
    """Return what a list says of a thing that not everyone sees; nothing of others."""
    if kept is None or kept.space == EVERYONE:
        return ""
    if kept.space == ALONE and kept.keeper != asking().key:
        return language.text("space-of", name=plain(kept.keeper_name, SHOWN))  # an owner looks at somebody else's
    return name(kept.space, language)


def options(kept: Kept | None = None) -> tuple[Space, ...]:
    """Return among which spaces whoever asks may choose for a thing, that in which it is among them; none where not."""
    spaces = choices()
    if not spaces or (kept is not None and not kept.is_mine):
        return ()
    return spaces if kept is None or kept.space in spaces else (*spaces, kept.space)


def option_rows(kept: Kept | None, language: Language) -> list[dict[str, Any]]:
    """Return the options as a script lists them: what it tells of the one that is picked, words, whether it holds."""
    now = EVERYONE if kept is None else kept.space
    return [{"value": one.seen_by, "text": name(one, language), "here": one == now} for one in options(kept)]


def space_of(value: object) -> Space | None:
    """Return the space that a script tells of; whether whoever asks may choose it is for the library to say."""
    if not isinstance(value, str):
        return None
    return shared_with(value[1:]) if value.startswith("@") else Space(value)


def choose(
    kept: Kept | None,
    usual: Space,
    key: str,
    language: Language,
    off: bool = False,
    act: Callable[[], None] | None = None,
) -> Space | None:
    """Draw who sees a thing, for its keeper to change; return what is chosen, None where nothing is to be.

    Parameters
    ----------
    kept : Kept, optional
        Who sees it now; None for a new thing.
    usual : Space
        What a new thing begins with.
    act : function, optional
        Called when somebody picks another one, for what needs no button beside it.
    """
    if not choices():
        return None
    now = usual if kept is None else kept.space
    if kept is not None and not kept.is_mine:
        keeper = plain(kept.keeper_name, SHOWN) or language.text("library-nobody")
        writing.caption(language.text("space-kept", who=name(now, language), keeper=keeper))
        return None
    offered = options(Kept(now, asking().key, "") if kept is None else kept)
    return st.selectbox(
        language.text("space-label"),
        offered,
        offered.index(now),
        format_func=lambda one: name(one, language),
        key=key,
        help=language.text("space-help"),
        disabled=off,
        on_change=act,
    )
