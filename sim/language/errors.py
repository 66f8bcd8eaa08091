"""Errors a reader can mend: each carries a text key and its arguments, so it is shown in the reader's language."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sim.language.language import FALLBACK, Language, get_language

MOST_LETTERS = 600
"""Letters of a list of names that fit a message."""


@dataclass(frozen=True)
class Names:
    """Things by their text keys, as an argument of a message: it names them in its reader's language.

    Attributes
    ----------
    keys : tuple of str
        Text keys, in order.
    vocabulary : callable, optional
        What a plan calls its own things (`Plan.vocabulary`).
    after : sequence of str
        What follows the names as it stands.
    words : tuple of str
        What to write for each, where that is not its name; the names stand behind in brackets.
    """

    keys: tuple[str, ...]
    vocabulary: Callable[[Language], Language] | None = None
    after: Sequence[str] = ()
    words: tuple[str, ...] = ()

    def text(self, language: Language) -> str:
        """Return the names side by side, cut to what fits a message."""
        texts = self.vocabulary(language) if self.vocabulary else language
        names = [texts.text(one) for one in self.keys]
        if self.words:
            names = [
                texts.text("with-note", name=word, note=name) for word, name in zip(self.words, names, strict=True)
            ]
        return language.join([*names, *self.after])[:MOST_LETTERS]


@dataclass(frozen=True)
class Listed:
    """Words as they stand, as an argument of a message: its reader's language sets them side by side.

    Attributes
    ----------
    words : tuple
        None are a dash.
    most, letters : int or None
        How many words, and letters of all of them, are written; "…" stands for the others.
    """

    words: tuple[object, ...]
    most: int | None = None
    letters: int | None = None

    def text(self, language: Language) -> str:
        """Return the words side by side."""
        shown = self.words[: self.most]
        said = language.enumeration(shown)
        cut = said[: self.letters]
        return cut if cut == said and shown == self.words else f"{cut} …"


def short(value: object, letters: int) -> str | Names | Listed:
    """Return an argument of a message, cut to so many letters where it is not cut already."""
    if isinstance(value, Names | Listed):
        return value
    return Listed(tuple(value), letters=letters) if isinstance(value, list | tuple) else str(value)[:letters]


REASONS = {
    errno.ENOENT: "reason-missing", errno.EACCES: "reason-denied", errno.EPERM: "reason-denied",
    errno.EROFS: "reason-denied", errno.EISDIR: "reason-folder", errno.ENOTDIR: "reason-missing",
    errno.ENOSPC: "reason-full", errno.EDQUOT: "reason-full", errno.ENAMETOOLONG: "reason-name",
    errno.ELOOP: "reason-links", errno.EIO: "reason-device", errno.EBADF: "reason-closed",
    errno.EINVAL: "reason-kind",
}  # fmt: skip
"""Why the system could not do something with a file, in its reader's words; anything else in the system's own."""


def reason(problem: Exception | int) -> Names | str:
    """Return why a file could not be read or written, as an argument of a message.

    Parameters
    ----------
    problem : what was raised, or the system's number of it
    """
    if isinstance(problem, UnicodeDecodeError):
        return Names(("reason-encoding",))
    code = problem if isinstance(problem, int) else getattr(problem, "errno", None)
    if code in REASONS:
        return Names((REASONS[code],))
    return os.strerror(code) if code else getattr(problem, "strerror", None) or str(problem)


def spell(arguments: Mapping[str, object], language: Language) -> dict[str, object]:
    """Return a message's arguments with names in the language, and lists as it writes them."""
    return {name: _spelling(one, language) for name, one in arguments.items()}


def _spelling(one: object, language: Language) -> object:
    if isinstance(one, list | tuple):
        return language.enumeration(one)
    return one.text(language) if isinstance(one, Names | Listed) else one


class SimError(Exception):
    """A problem with something the user gave us; `text(language)` says what, where and what is allowed.

    Parameters
    ----------
    key : str
        Message id in `data/locales/<language>/*.ftl`; by convention it begins with `error-`.
    **arguments : str | int | float | list | Names | Listed
        Values that the message names, unformatted; what is allowed as a list, never joined.
    """

    def __init__(self, key: str, /, **arguments: object) -> None:
        super().__init__(key)
        self.key = key
        self.arguments = arguments

    def text(self, language: str = FALLBACK) -> str:
        """Return the message in `language`."""
        texts = get_language(language)
        return texts.text(self.key, **spell(self.arguments, texts))

    def __str__(self) -> str:
        return self.text()


class PlanError(SimError):
    """A plan pack that cannot be used: file, key, value found, what is allowed."""


class ScenarioError(SimError):
    """Levers, assumptions, risks or settings outside what the plan admits."""


class StoreError(SimError):
    """The scenario library cannot be opened, read or written."""


class RoomError(SimError):
    """Something that a workshop's room does not admit: a question, an answer, a step at this moment."""


class FormatError(SimError):
    """An imported file, an uploaded table or a link that cannot be read."""
