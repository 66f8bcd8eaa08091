"""A finding in words: sentence, table and notes, for a slide or a sheet that knows nothing of what found it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Counts:
    """What a finding shows as bars: how many there are of each of some things, under a name."""

    name: str
    labels: tuple[str, ...]
    values: tuple[int, ...]


@dataclass(frozen=True)
class Finding:
    """What an analysis says of a scenario, in the reader's language.

    Attributes
    ----------
    title : the message, without marks
    subtitle : what was asked
    heads, rows : a table, its first column text, the others as written
    notes : sentences below it
    counts : its picture, where it has one
    """

    title: str
    subtitle: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    counts: Counts | None = None
