"""Searches of one box for the cheapest point that has a chance, each from where the last one ended."""

from __future__ import annotations

from collections.abc import Sequence

from sim.decide.approach import SEARCH_DRAWS, ends
from sim.decide.guided import next_to
from sim.decide.nearby import Nearby
from sim.decide.problem import Problem
from sim.decide.question import Question
from sim.decide.search import ALIKE, Found, best_of
from sim.decide.settle import settle
from sim.decide.space import Space
from sim.model.axes import Array

FAR = 0.01
"""Chance by which what is asked for may change for what stood in for the futures to do so again."""


class ChanceSearch:
    """Searches of one box for the cheapest that has a chance, told what to ask for anew.

    Far from what the last one was asked for, a search begins where that ended; next to it, what stood in for its
    futures says the rest.
    """

    def __init__(self, question: Question, space: Space, begin: Sequence[Array], checks: Sequence[Nearby]) -> None:
        self.question, self.space, self.begin, self.checks = question, space, begin, checks
        self.starts = self.agreeing = 0
        self.objective = 0.0
        """Of these the first search says what it began from, how many ended alike, and where."""
        self.idle: tuple[str, ...] = ()
        self._last: tuple[float, Found] | None = None

    def find(self, asked: float) -> Found | None:
        """Return the cheapest point that has a chance, or None where there is none."""
        if self._last is not None and abs(asked - self._last[0]) <= FAR:
            return self._find_near(*self._last, asked)
        found, agreeing = best_of(ends(self.question, self.space, asked, self.begin), ALIKE)
        if found is None:
            return None
        if not self.starts:
            self.starts, self.agreeing, self.objective = len(self.begin), agreeing, found.objective
        found, self.idle = settle(self.space, found, Problem(self.question, self.space, SEARCH_DRAWS, asked))
        self._last, self.begin = (asked, found), [found.point]
        return found

    def _find_near(self, before: float, last: Found, asked: float) -> Found | None:
        found = next_to(self.space, last, (before - asked) / self.checks[0].density)
        if not found.feasible or found.stand_in is None:
            return None
        found, self.idle = settle(self.space, found, found.stand_in)
        return found
