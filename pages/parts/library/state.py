"""What the library page shows, as one frozen value of the session, and small things its parts share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from pages.parts import address, session
from pages.parts.release import of_visitors
from pages.parts.save import PERSON
from pages.parts.writing import plain
from sim.analysis.differences import Entrant
from sim.language import Language
from sim.language.errors import SimError
from sim.store import Facets, Opened, Query, open_store
from sim.store.person import State, state_of
from sim.store.records import sort_keys
from sim.store.statement import statement
from sim.store.summary import Summary, summary

PAGE = "library"
SLOT = "library-view"
NOTICE = "library-notice"
PAGE_SIZE = 25
TEXT_LENGTH = 200
DAYS = {"": None, "day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}
SHOW = ("", "favourite", "bin")
TARGET = {"": None, "reached": True, "missed": False}
ASCENDING = ("name", "author")

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class View:
    """What is shown, as plain words of an address; an empty word stands for the usual.

    Attributes
    ----------
    scenario : id of the scenario shown in full; empty for the list
    text, tag, author, plan : what is looked for
    time : one of `DAYS`
    target : "reached", "missed" or ""
    show : "favourite", "bin" or "" for everything outside the bin
    sort : one of `sim.store.records.sort_keys()`
    order : "up", "down" or "" for the usual order of the sort key
    page : number of the page, from 1
    """

    scenario: str = ""
    text: str = ""
    tag: str = ""
    author: str = ""
    plan: str = ""
    time: str = ""
    target: str = ""
    show: str = ""
    sort: str = ""
    order: str = ""
    page: str = ""

    @classmethod
    def of(cls, query: Mapping[str, Any]) -> View:
        """Return the view an address or the list asks for; whatever does not fit is left out."""
        words = {field.name: str(query.get(field.name, ""))[:TEXT_LENGTH] for field in fields(cls)}
        allowed = {"time": DAYS, "target": TARGET, "show": SHOW, "sort": sort_keys(), "order": ("up", "down")}
        for name, values in allowed.items():
            words[name] = words[name] if words[name] in values else ""
        words["page"] = words["page"] if words["page"].isdecimal() and 1 < int(words["page"]) < 10**6 else ""
        return cls(**words)

    def parameters(self) -> dict[str, str]:
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def number(self) -> int:
        return int(self.page or 1)

    @property
    def sort_key(self) -> str:
        return self.sort or "updated"

    @property
    def descending(self) -> bool:
        return self.order == "down" if self.order else self.sort_key not in ASCENDING

    @property
    def filtered(self) -> bool:
        return any((self.text, self.tag, self.author, self.plan, self.time, self.target, self.show == "favourite"))

    def query(self, now: dt.datetime | None = None) -> Query:
        """Return the question to the library; days are counted back from `now`."""
        days = DAYS[self.time]
        since = None if days is None else (now or dt.datetime.now(dt.UTC)) - dt.timedelta(days=days)
        return Query(
            text=self.text,
            tags=(self.tag,) if self.tag else (),
            author=self.author or None,
            plan_id=self.plan or None,
            since=since,
            reached=TARGET[self.target],
            favourite=True if self.show == "favourite" else None,
            in_bin=self.show == "bin",
            sort=self.sort_key,
            descending=self.descending,
            offset=(self.number - 1) * PAGE_SIZE,
            limit=PAGE_SIZE,
        )


def view() -> View:
    """Return what to show: by going back or forward, in this session, or by the link the visitor came with."""
    asked = address.page_query(PAGE)
    if asked is not None or SLOT not in st.session_state:
        st.session_state[SLOT] = View.of(st.query_params.to_dict() if asked is None else asked)
    return st.session_state[SLOT]


def show(**changes: str) -> None:
    """Show something else; a changed filter begins on its first page."""
    if changes.keys() - {"page", "scenario"}:
        changes.setdefault("page", "")
    st.session_state[SLOT] = View.of({**view().parameters(), **changes})


# -- answers of the library, kept until it changes ------------------------------------------------------------------
@of_visitors
@lru_cache(maxsize=256)
def _recall(state: State, question: str) -> dict[str, Any]:
    return {}


def recall(question: str, answer: Callable[[], Answer]) -> Answer:
    """Return an answer read from the library, from memory while nothing has been stored since; per who may see it."""
    slot = _recall(state_of(open_store().database), question)
    if "answer" not in slot:
        slot["answer"] = answer()
    return slot["answer"]


def numbers() -> Summary:
    return recall("summary", lambda: summary(open_store().database))


def facets() -> Facets:
    return recall("facets", open_store().facets)


def open_scenario(id: str, revision: int | None = None) -> Opened:
    return recall(f"open {id} {revision}", lambda: open_store().open(id, revision))


# -- words ----------------------------------------------------------------------------------------------------------
def zone() -> str:
    """Return the name of the visitor's time zone."""
    return st.context.timezone or "UTC"


def local(moment: dt.datetime, zone: str) -> dt.datetime:
    """Return a time in a zone; in UTC where nobody knows the zone."""
    try:
        return moment.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return moment.astimezone(dt.UTC)


def when(moment: dt.datetime, language: Language) -> str:
    return language.time(local(moment, zone()))


def person() -> str:
    """Return who is working here, as far as they have told."""
    return str(st.session_state.get(PERSON, ""))


def entrant_of(one: Opened) -> Entrant | None:
    """Return a saved scenario for exports; None where it cannot be run any more."""
    entry = one.entry
    if one.scenario is None:
        return None
    return Entrant(entry.name, one.scenario, entry.note, entry.author, entry.plan_hash, entry.model_version)


# -- doing ----------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Notice:
    """Something that was done; `undo` are scenarios that can be taken out of the bin again."""

    text: str
    undo: tuple[str, ...] = ()
    problem: bool = False


def say(text: str, undo: tuple[str, ...] = (), *, problem: bool = False) -> None:
    """Say what was done, once, when the page is next drawn."""
    st.session_state[NOTICE] = Notice(text, undo, problem)


def attempt(work: Callable[[], Any]) -> bool:
    """Do something to the library; what the library refuses is said. Returns whether it was done."""
    try:
        work()
    except SimError as problem:
        say(problem.text(session.language_id()), problem=True)
        return False
    return True


def open_in_simulator(id: str, revision: int | None = None, *, renewed: bool = False) -> str:
    """Make a saved scenario the open one, and note what has changed since it was saved for the Simulator to say.

    Parameters
    ----------
    renewed : bool
        Take its inputs over into the newest version of its plan, as a change that is not saved yet.

    Returns why it cannot be opened, in words; empty where it is open now.
    """
    language = session.language_id()
    try:
        one = open_store().open(id, revision)
    except SimError as problem:
        return problem.text(language)
    sentences = statement(one, language)
    scenario = one.renewed if renewed else one.scenario
    if scenario is None:
        return " ".join(sentences)
    if renewed:
        session.set_workspace(session.with_scenario(scenario))
    else:
        session.open_saved(session.Saved.of(one.entry, scenario))
    address.note(sentences, "library-opened-notes", plain(one.entry.name))
    return ""
