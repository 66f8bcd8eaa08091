"""Readings that could be others: said before anything is computed, and taken only when somebody confirms them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sim.language import FALLBACK, Language, get_language
from sim.language.errors import FormatError, Listed, Names, short, spell
from sim.reading.numbers import Style, read_number

Choices = Mapping[str, str]
"""What somebody decided, by the kind of doubt ("decimal": "comma")."""


@dataclass(frozen=True)
class Doubt:
    """One uncertain reading.

    Attributes
    ----------
    kind : str
        What is decided: decimal, encoding, sheet, hidden, blank, points, percent, unit; one decision each for a file.
    chosen : str
        How it was read for the time being.
    choices : tuple of str
        How it can be read, `chosen` among them.
    arguments : what the text `doubt-<kind>` names
    """

    kind: str
    chosen: str
    choices: tuple[str, ...]
    arguments: tuple[tuple[str, str | Names | Listed], ...] = ()

    @classmethod
    def of(cls, kind: str, chosen: str, choices: Sequence[str], /, **arguments: object) -> Doubt:
        """Return a doubt whose arguments are cut to a length that fits a message."""
        cut = tuple((name, short(value, 200)) for name, value in arguments.items())
        return cls(kind, chosen, tuple(choices), cut)

    def text(self, language: Language) -> str:
        """Return how it was read, and why that is not certain."""
        return language.text(f"doubt-{self.kind}", chosen=self.chosen, **self._variables(language))

    def choice(self, one: str, language: Language) -> str:
        """Return what a choice is called."""
        key = f"doubt-{self.kind}-{one}"
        return language.text(key, **self._variables(language)) if language.has(key) else one

    def _variables(self, language: Language) -> dict[str, object]:
        told = spell(dict(self.arguments), language)
        return {name: int(str(value)) if name == "count" else value for name, value in told.items()}


class DoubtError(FormatError):
    """A table that is read only after somebody has confirmed `doubts`; the message names the options that do."""

    def __init__(self, name: str, doubts: Sequence[Doubt]) -> None:
        super().__init__("error-doubts", name=name, count=len(doubts))
        self.doubts = tuple(doubts)

    def text(self, language: str = FALLBACK) -> str:
        texts = get_language(language)
        lines = [super().text(language)]
        for one in self.doubts:
            options = texts.join(
                f"--{one.kind} {choice}" if " " not in choice else f'--{one.kind} "{choice}"' for choice in one.choices
            )
            lines.append(texts.text("doubt-line", doubt=one.text(texts), options=options))
        lines.append(texts.text("doubt-all"))
        return "\n".join(lines)


def decimal_doubt(style: Style, written: tuple[str, ...], separator: str, where: Mapping[str, str]) -> Doubt:
    """Return the doubt whether 2,513 is two and a half or two and a half thousand; `where` is the first one's place."""
    other: Style = "point" if style == "comma" else "comma"
    here, there = (read_number(written[0], one) for one in (style, other))
    assert here is not None and there is not None
    return Doubt.of(
        "decimal",
        style,
        (style, other),
        found=written[0].strip(),
        read=f"{here.value:.12g}",
        other=f"{there.value:.12g}",
        separator={";": "semicolon", "\t": "tab", "|": "bar"}.get(separator, "none"),
        count=len(written),
        **where,
    )


def confirm(doubts: Sequence[Doubt], choices: Choices) -> dict[str, str]:
    """Return the choices that take every doubt as it was read."""
    return {**choices, **{one.kind: one.chosen for one in doubts}}


T = TypeVar("T")


@dataclass(frozen=True)
class Reading(Generic[T]):
    """What was read, and what of it could be read otherwise."""

    value: T
    doubts: tuple[Doubt, ...] = ()

    def sure(self, name: str) -> T:
        """Return what was read if nothing of it is uncertain.

        Raises
        ------
        DoubtError
            Something is.
        """
        if self.doubts:
            raise DoubtError(name, self.doubts)
        return self.value
