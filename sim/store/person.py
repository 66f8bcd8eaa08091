"""Who asks: what they may do in the library, and under which name it is kept.

Without a login nobody is asked who they are, and everybody who reaches the program may do everything: `LOCAL`. A server
with a login says how to tell who asks (`ask_through`); what they may do is decided here and asked where the library is
read and written, so that no page and no route can forget it.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from string import ascii_lowercase, ascii_uppercase
from typing import Literal

from sim.language.errors import StoreError
from sim.store.database import Database
from sim.store.texts import AUTHOR_LIMIT, clean_author, storable

Role = Literal["none", "viewer", "guest", "author", "owner"]
RANKS: dict[Role, int] = {"none": 0, "viewer": 1, "guest": 2, "author": 2, "owner": 3}
"""Who ranks as high as is asked for may do it. Guests take part in a room: they reach its addresses, and no others."""
NEEDED: dict[Role, str] = {
    "none": "error-person-login",
    "viewer": "error-person-login",
    "guest": "error-person-author",
    "author": "error-person-author",
    "owner": "error-person-owner",
}


@dataclass(frozen=True)
class Person:
    """Somebody who asks.

    Attributes
    ----------
    id : str
        How the login knows them, such as a mail address; empty for whoever is not asked.
    name : str
        What stands beside what they save.
    expires : float [s since 1970]
        When their login ends.
    """

    id: str
    name: str
    role: Role
    groups: tuple[str, ...] = ()
    expires: float = math.inf

    @property
    def key(self) -> str:
        """The id as it is compared, and kept beside what is theirs."""
        return plain(self.id)

    @property
    def eyes(self) -> tuple[str, ...] | None:
        """What tells apart what two people see, in the words of the library; None for whoever sees everything."""
        if self.role == "owner":
            return None
        return (f"={self.key}" if self.id else "nobody", *(f"@{plain(group)}" for group in self.groups))

    def may(self, role: Role) -> bool:
        """Tell whether this person may do what a role may do, now."""
        return RANKS[self.role] >= RANKS[role] and time.time() < self.expires


MARK = chr(31)
"""Stands between those who are named to the library; it occurs in none of them."""
_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)


def plain(name: str) -> str:
    """Return an id or a group as it is compared: capitals of ASCII do not count, other letters that look alike do."""
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in storable(name)).translate(
        _LOWER
    )


State = tuple[str, int, tuple[str, ...] | None]
"""Place, count of changes, eyes: what an answer read from a library depends on beside the question."""

LOCAL = Person("", "", "owner")
GUEST = Person("", "", "guest")
NOBODY = Person("", "", "none")

_who: list[Callable[[], Person]] = []
_program: ContextVar[bool] = ContextVar("program", default=False)
_instead: ContextVar[Person | None] = ContextVar("instead", default=None)


def ask_through(who: Callable[[], Person] | None) -> None:
    """Say how to tell who asks; None stands for a program without a login."""
    _who[:] = [] if who is None else [who]


def asking() -> Person:
    """Return who asks now."""
    if (instead := _instead.get()) is not None:
        return instead
    return _who[0]() if _who and not _program.get() else LOCAL


@contextmanager
def as_the_program() -> Iterator[None]:
    """Read what somebody who saw it has already chosen to show others; never what these others name themselves."""
    token = _program.set(True)
    try:
        yield
    finally:
        _program.reset(token)


@contextmanager
def instead_of(person: Person) -> Iterator[None]:
    """Let the program store things as somebody else's; for whoever runs it, who may do everything anyway."""
    if _who:
        require("owner")
    token = _instead.set(person)
    try:
        yield
    finally:
        _instead.reset(token)


def require(role: Role) -> None:
    """Go on only for somebody who may do what a role may do.

    Raises
    ------
    StoreError
        They may not; says what they would have to be.
    """
    person = asking()
    if not person.may(role):
        raise StoreError(NEEDED["none"] if not person.may("viewer") else NEEDED[role])


def asker() -> str | None:
    """Return who asks as the library is told (see `migrations/0010_spaces.sql`); None for whoever sees everything."""
    eyes = asking().eyes
    return None if eyes is None else f"{MARK}{MARK.join(eyes)}{MARK}"


def author_of(by: str) -> str:
    """Return the name to keep: whatever the login says, or else what was typed."""
    person = asking()
    return clean_author(person.name[:AUTHOR_LIMIT]) if person.id else clean_author(by)


def state_of(database: Database) -> State:
    """Return what an answer read from a library depends on beside the question: it may be kept under this."""
    return database.place, database.changes, asking().eyes
