"""When a case is at work: in which draws and quarters, laid out so that its effects are quick to write there."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.model.axes import Array
from sim.risk.events import Event

NEVER = 2**14
"""The quarter in which what does not happen begins."""
FEW = 512
"""Draws up to which all quarters are written at once; of more, a row at a time stays in the processor's cache."""


class Stretch(NamedTuple):
    """Quarters through which a case does the same.

    Attributes
    ----------
    rows : the quarters, 0 = first
    begins : in which of the draws struck it begins, against the stretch before
    draws, over : the draws in which it begins, and those in which it is over
    only : (quarter, draw) where it is at work; None where that is in all draws in which it has begun
    """

    rows: slice | int
    begins: slice
    draws: np.ndarray
    over: np.ndarray
    only: np.ndarray | None = None


class Course(NamedTuple):
    """When a case is at work.

    Attributes
    ----------
    draws : how many there are
    struck : draws in which it happens
    always : whether it is there in each of them from the first quarter to the last
    """

    draws: int
    struck: np.ndarray
    stretches: tuple[Stretch, ...] = ()
    always: bool = False

    @classmethod
    def of(cls, happening: Event, duration: int | None, quarters: int) -> Course:
        """Return the course of a case that lasts so many quarters, or to the end of the horizon."""
        draws = happening.occurs.size
        (struck,) = happening.occurs.nonzero()
        if not struck.size:
            return cls(draws, struck)
        onset = happening.onset.take(struck)
        first, last = int(onset.min()), int(onset.max())
        length = quarters if duration is None else min(duration, quarters)
        if first < last and draws > FEW:
            order = np.argsort(onset.astype(np.int16), kind="stable")  # small numbers are sorted in no time
            struck = struck.take(order)
            begun: list[int] = np.bincount(onset, minlength=quarters + 1).cumsum().tolist()
            return cls(draws, struck, _stretches(struck, begun, length))
        only = None
        if first < last:
            began = np.full(draws, NEVER, dtype=np.int16)
            began[struck] = onset
            quarter = np.arange(first, min(last + length, quarters + 1), dtype=np.int16)[:, None]
            only = (quarter >= began) & (quarter < began + np.int16(length))
        rows = slice(first - 1, last - 1 + length)
        whole = Stretch(rows, slice(None), struck, struck[:0], only)
        return cls(draws, struck, (whole,), first == last == 1 and length == quarters)

    def write(self, combine: np.ufunc, values: Array, sizes: Array, neutral: float) -> None:
        """Combine `values`, in place, with an effect wherever the case is at work.

        Parameters
        ----------
        values : (quarter, [region,] draw)
        sizes : of the draws struck
        neutral : the size that changes nothing
        """
        now = np.full(self.draws, neutral, dtype=float)
        for stretch in self.stretches:
            now[stretch.draws] = sizes[stretch.begins]
            if stretch.over.size:
                now[stretch.over] = neutral
            here, change = values[stretch.rows], now
            if stretch.only is not None:
                change = np.where(stretch.only, now, neutral)
                change = change[:, None] if here.ndim > change.ndim else change
            combine(here, change, out=here)


def _stretches(struck: np.ndarray, begun: list[int], length: int) -> tuple[Stretch, ...]:
    """Return the stretches of a case.

    Parameters
    ----------
    struck : draws in which it happens, in the order in which it begins
    begun : in how many of them it has begun by each quarter, 0 = before the first
    """
    quarters = len(begun) - 1
    over = ([0] * length + begun)[: quarters + 1]
    states = [*zip(begun, over, strict=True)]
    turns = [quarter for quarter in range(1, quarters + 1) if states[quarter] != states[quarter - 1]]
    found, start, gone = [], 0, 0
    for quarter, then in zip(turns, [*turns[1:], quarters + 1], strict=True):
        if begun[quarter] > over[quarter]:
            rows = quarter - 1 if then == quarter + 1 else slice(quarter - 1, then - 1)
            begins, ends = slice(start, begun[quarter]), slice(gone, over[quarter])
            found.append(Stretch(rows, begins, struck[begins], struck[ends]))
            start, gone = begun[quarter], over[quarter]
    return tuple(found)
