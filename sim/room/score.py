"""How good a room's answers were, once it is known what happened."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from sim.room.aggregate import estimate_of, guess_of
from sim.room.room import Round


@dataclass(frozen=True)
class Score:
    """How a round's first private answers did against what happened.

    Attributes
    ----------
    group, person : float
        Distance of the group's middle, and of the median person's best guess, from what happened [question's unit].
    beaten : int
        People whose own guess was further away than the group's.
    held, expected : float or None
        Of ranges: how many held what happened, and how many should have by the certainty they stated.
    """

    count: int
    group: float
    person: float
    beaten: int
    held: int | None = None
    expected: float | None = None


def score(round: Round) -> Score | None:
    """Return the score of a round's first turn, before anybody had seen what others think.

    None where nobody answered in it, or nothing is known of what happened.
    """
    first = list(round.turns[0].values())
    if not first or round.actual is None:
        return None
    actual, _ = round.actual
    if round.question.kind == "predict":
        together = guess_of(one.value for one in first)
        assert together is not None
        errors = [abs(one.value - actual) for one in first]
        group = abs(together.middle - actual)
        return Score(len(first), group, float(median(errors)), sum(error > group for error in errors))
    together = estimate_of(first, round.question.span)
    assert together is not None
    errors = [abs(one.best - actual) for one in first]
    group = abs(together.quantiles[1] - actual)
    held = sum(one.low <= actual <= one.high for one in first)
    expected = sum(one.sure for one in first)
    return Score(len(first), group, float(median(errors)), sum(error > group for error in errors), held, expected)
