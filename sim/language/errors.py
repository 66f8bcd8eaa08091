"""Errors a reader can mend: each carries a text key and its arguments, so it is shown in the reader's language."""

from __future__ import annotations


class SimError(Exception):
    """A problem with something the user gave us; `text(language)` says what, where and what is allowed.

    Parameters
    ----------
    key : str
        Message id in `data/locales/<language>/*.ftl`; by convention it begins with `error-`.
    **arguments : str | int | float
        Values that the message names, unformatted.
    """

    def __init__(self, key: str, /, **arguments: object) -> None:
        super().__init__(key)
        self.key = key
        self.arguments = arguments

    def text(self, language: str = "en") -> str:
        """Return the message in `language`."""
        from sim.language import get_language

        return get_language(language).text(self.key, **self.arguments)

    def __str__(self) -> str:
        return self.text("en")


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
