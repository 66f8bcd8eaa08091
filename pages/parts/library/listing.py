"""The list of scenarios: what Python hands to pages/scripts/library, and what happens when something in it is pressed.

The payload is plain JSON of written texts; it sets them as text, never as markup. From the browser comes one
trigger, `action` = {"seq": int, "name": str, "value": …}; the payload repeats the last `seq` it has dealt with. While
somebody types, it asks the search route (`pages.parts.library.wire`) and tells the session when they pause.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from pages.parts import export_files, scripts, session
from pages.parts.compare import selection
from pages.parts.library import state
from pages.parts.library.rows import TAG_LENGTH, Reader, answer, sort_text
from pages.parts.library.state import View, say
from pages.parts.library.thumbnail import HEIGHT, WIDTH
from pages.parts.library.wire import PATH
from pages.parts.writing import plain
from sim.analysis.compare import LEAST, MOST
from sim.language import Language
from sim.store import open_store
from sim.store.bulk import delete_all, restore_all, tag_all
from sim.store.queries import PAGE_LIMIT
from sim.store.records import sort_keys

KEY = "library-list"
SEQ = "library-seq"
GO = "library-go"
CHOICES_SHOWN = 300
EXPORT_MOST = 200
"""Scenarios that one export may hold."""

KINDS = ("json", "csv", "xlsx", "pptx")

TEXTS = {
    "list": "library-list",
    "search": "library-search",
    "tag": "library-filter-tag",
    "author": "library-filter-author",
    "plan": "library-filter-plan",
    "time": "library-filter-time",
    "target": "library-filter-target",
    "sort": "library-sort",
    "down": "library-order-down",
    "up": "library-order-up",
    "clear": "library-clear",
    "name": "library-sort-name",
    "path": "library-column-path",
    "revenue": "library-column-revenue",
    "chance": "library-column-chance",
    "saved": "library-column-saved",
    "open": "library-open",
    "details": "library-details",
    "favour": "library-favour",
    "unfavour": "library-unfavour",
    "select": "library-select",
    "selectPage": "library-select-page",
    "unselect": "library-unselect",
    "compare": "library-compare",
    "bulkTag": "library-bulk-tag",
    "bulkUntag": "library-bulk-untag",
    "bulkExport": "library-bulk-export",
    "json": "export-kind-of-json",
    "csv": "export-kind-of-csv",
    "xlsx": "export-kind-of-xlsx",
    "pptx": "export-kind-of-pptx",
    "delete": "library-delete",
    "restore": "library-restore",
    "purge": "library-purge",
    "purgeSure": "library-purge-sure",
    "cancel": "library-cancel",
    "tagName": "library-tag-name",
    "apply": "library-apply",
    "undo": "action-undo",
    "lost": "library-lost",
    "previous": "library-previous",
    "next": "library-next",
    "filters": "library-filters",
}


# -- the whole ------------------------------------------------------------------------------------------------------
def choices(view: View, language: Language) -> dict[str, list[dict[str, str]]]:
    """Return what the filters offer: value and label, the value for everything first."""
    t = language.text
    facets = state.facets()

    def counts(all: str, values: Mapping[str, int], subjects: str) -> list[dict[str, str]]:
        some = dict(list(values.items())[:CHOICES_SHOWN])
        if subjects and subjects not in some:
            some[subjects] = values.get(subjects, 0)
        rows = [{"value": id, "label": f"{plain(id, 40)} ({count})"} for id, count in some.items() if id]
        return [{"value": "", "label": all}, *rows]

    def choices(pairs: Mapping[str, str]) -> list[dict[str, str]]:
        return [{"value": value, "label": t(text)} for value, text in pairs.items()]

    return {
        "tag": counts(t("library-all-tags"), facets.tags, view.tag),
        "author": counts(t("library-all-authors"), facets.authors, view.author),
        "plan": counts(t("library-all-plans"), facets.plans, view.plan) if len(facets.plans) > 1 or view.plan else [],
        "time": choices(
            {
                "": "library-any-time",
                "day": "library-last-day",
                "week": "library-last-week",
                "month": "library-last-month",
                "quarter": "library-last-quarter",
                "year": "library-last-year",
            }
        ),
        "target": choices({"": "library-any-target", "reached": "library-reached", "missed": "library-missed"}),
        "show": choices({"": "library-show-all", "favourite": "library-show-favourites", "bin": "library-show-bin"}),
        "sort": [{"value": id, "label": sort_text(id, language)} for id in sort_keys()],
    }


def reader(language: Language) -> Reader:
    """Return who reads in this session."""
    saved = session.workspace().saved
    return Reader(language, state.zone(), saved.id if saved else "")


def payload(view: View, language: Language) -> dict[str, Any]:
    """Return everything the list shows, as plain JSON.

    Raises
    ------
    StoreError
        The library cannot be read.
    """
    t = language.text
    notice: state.Notice | None = st.session_state.pop(state.NOTICE, None)
    who = reader(language)
    return {
        **answer(view, who),
        "seq": st.session_state.get(SEQ, 0),
        "language": language.id,
        "texts": {name: t(text) for name, text in TEXTS.items()}
        | {
            "selected": t("library-selected", count="⟦count⟧"),
            "compareMost": t("library-compare-most", least=LEAST, most=MOST),
            "exportMost": t("library-export-most", most=EXPORT_MOST),
            "officeMost": t("library-office-most", most=MOST),
        },
        "choices": choices(view, language),
        "size": [WIDTH, HEIGHT],
        "limit": PAGE_LIMIT,
        "limits": {"least": LEAST, "most": MOST, "export": EXPORT_MOST},
        "wire": {"path": PATH.lstrip("/"), "language": language.id, "zone": who.zone, "open": who.open_id},
        "notice": None
        if notice is None
        else {"text": notice.text, "undo": list(notice.undo), "problem": notice.problem},
    }


# -- what is pressed ------------------------------------------------------------------------------------------------
def act() -> None:
    """Do what the list asks for; what the library refuses is said."""
    mounted = st.session_state.get(KEY)  # nothing any more where one scenario took the list's place
    action = mounted.action if mounted else None
    if not isinstance(action, Mapping):
        return
    st.session_state[SEQ] = max(int(action["seq"]), st.session_state.get(SEQ, 0))
    if action.get("view"):
        perform("view", action["view"])
    perform(str(action["name"]), action.get("value"))


def perform(name: str, value: Any) -> None:
    """Do one thing; `value` comes from the browser, so nothing of it is trusted."""
    language = session.language()
    given: Mapping[str, Any] = value if isinstance(value, Mapping) else {}
    match name:
        case "view":
            state.show(**{id: str(word) for id, word in given.items() if id in View.__dataclass_fields__})
        case "details":
            state.show(scenario=str(value))
            st.session_state[GO] = "page"
        case "open":
            problem = state.open_in_simulator(str(value))
            if problem:
                say(problem, problem=True)
            else:
                st.session_state[GO] = "simulator"
        case "favourite":
            id, on = str(given.get("id")), bool(given.get("on"))
            state.attempt(lambda: open_store().set_favourite(id, on, by=state.person()))
        case "undo" if isinstance(value, list):
            state.attempt(lambda: restore_all(open_store(), [str(id) for id in value], by=state.person()))
        case _:
            bulk = BULK.get(name)
            ids = subjects(given)
            if bulk is not None and ids:
                state.attempt(lambda: bulk(ids, given, language))


def subjects(given: Mapping[str, Any]) -> list[str]:
    """Return the scenarios an action is about: those named, or all that the list finds."""
    if given.get("all"):
        query = state.view().query()
        return [entry.id for entry in open_store().find(replace(query, offset=0, limit=PAGE_LIMIT)).entries]
    ids = given.get("ids")
    return [str(id) for id in ids[:PAGE_LIMIT]] if isinstance(ids, list) else []


def _delete(ids: list[str], given: Mapping[str, Any], language: Language) -> None:
    gone = delete_all(open_store(), ids, by=state.person())
    say(language.text("library-deleted", count=len(gone)), gone)


def _restore(ids: list[str], given: Mapping[str, Any], language: Language) -> None:
    say(language.text("library-restored", count=restore_all(open_store(), ids, by=state.person())))


def _purge(ids: list[str], given: Mapping[str, Any], language: Language) -> None:
    say(language.text("library-purged", count=open_store().purge(ids, by=state.person())))


def _tag(ids: list[str], given: Mapping[str, Any], language: Language) -> None:
    tag, remove = str(given.get("tag", "")), bool(given.get("remove"))
    count = tag_all(open_store(), ids, tag, by=state.person(), remove=remove)
    text = "library-untagged" if remove else "library-tagged"
    say(language.text(text, count=count, tag=plain(tag, TAG_LENGTH)))


def _export(ids: list[str], given: Mapping[str, Any], language: Language) -> None:
    kind = str(given.get("kind"))
    most = MOST if kind in ("pptx", "xlsx") else EXPORT_MOST
    if kind not in KINDS or len(ids) > most:
        return
    entrants = [state.entrant_of(state.open_scenario(id)) for id in ids]
    usable = [entrant for entrant in entrants if entrant is not None]
    if len(usable) < len(ids):
        say(language.text("library-export-left-out", count=len(ids) - len(usable)), problem=True)
    if usable:
        export_files.begin(kind, usable, language.id)
        st.session_state[GO] = "page"


def _compare(ids: list[str], given: Mapping[str, Any], language: Language) -> None:
    st.session_state[selection.SLOT] = selection.Choice(scenarios=",".join(ids[:MOST]))
    st.session_state[GO] = "compare"


BULK: dict[str, Callable[[list[str], Mapping[str, Any], Language], None]] = {
    "delete": _delete,
    "restore": _restore,
    "purge": _purge,
    "tag": _tag,
    "export": _export,
    "compare": _compare,
}


# -- drawing --------------------------------------------------------------------------------------------------------
def component() -> Any:
    """Return the component's mounting command."""
    return scripts.component("scenario_library", "library")


def draw(data: dict[str, Any]) -> Any:
    """Mount the list."""
    return component()(key=KEY, data=data, on_action_change=act)
