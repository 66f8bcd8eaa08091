"""What counts as reaching a target: a measure, a year or a part of it, and a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from sim.model.axes import Array
from sim.model.measure_base import Sense
from sim.model.measures import PARTS_OF_YEAR, Aim, Measure, in_part, measure, whole_and_part
from sim.plan import Plan

if TYPE_CHECKING:
    from sim.language import Language

Amount = TypeVar("Amount", float, Array)

TOLERANCE = 1e-9
"""Relative: a value this close beside a target counts as reaching it (calibration meets the plan's own only so far)."""


def far_enough(outcome: Array, value: float, sign: int = 1) -> np.ndarray:
    """Return which outcomes are at least a value, or (`sign` -1) at most, rounding errors forgiven."""
    return sign * outcome >= sign * value - TOLERANCE * abs(value)


@dataclass(frozen=True)
class TargetChoice:
    """What counts as reaching the target: a measure, a year and a value in the measure's unit.

    Whether it asks for at least or at most so much its measure says (`Aim.sense`).
    """

    metric: str
    year: int
    value: float

    @classmethod
    def of(cls, plan: Plan) -> TargetChoice:
        """Return the plan's headline target."""
        return cls.in_period(plan.headline.metric, plan.headline.period, plan.headline.value)

    @classmethod
    def in_period(cls, metric: str, period: str, value: float) -> TargetChoice:
        """Return a target of a year, or of the half or quarter of it that a period ("2026H1") names."""
        year, part = (period[:4], period[4:]) if period[4:] in PARTS_OF_YEAR else (period, "")
        return cls(in_part(whole_and_part(metric)[0], part), int(year), value)

    @property
    def measure(self) -> Measure:
        return measure(self.metric)

    @property
    def aim(self) -> Aim:
        """Return the values that make sense of such a target.

        Raises
        ------
        KeyError
            Its measure is none that can be a target.
        """
        aim = self.measure.aim
        if aim is None:
            raise KeyError(self.metric)
        return aim

    @property
    def sign(self) -> int:
        """Return 1 where more is asked for, -1 where at most so much: times this, more is always better."""
        aim = self.measure.aim
        return -1 if aim is not None and aim.sense == "most" else 1

    def is_reached(self, outcome: Array) -> np.ndarray:
        """Return which outcomes of its measure reach it, rounding errors forgiven."""
        return far_enough(outcome, self.value, self.sign)

    def missing(self, outcome: Amount) -> Amount:
        """Return by how much outcomes miss it, in the measure's unit; negative beyond it."""
        return self.sign * (self.value - outcome)

    @property
    def sense(self) -> Sense:
        """Return whether at least or at most so much is asked for."""
        return "least" if self.sign > 0 else "most"

    def text(self, language: Language) -> str:
        """Return its value with its unit, said so that at most so much is not read as at least."""
        value = self.measure.format(language, self.value)
        return language.text("target-at-most", value=value) if self.sign < 0 else value

    def range_text(self, language: Language) -> str:
        """Return the values that reach it: "CNY 2.50 bn or more"."""
        value = self.measure.format(language, self.value)
        return language.text("target-at-most" if self.sign < 0 else "target-at-least", value=value)

    @property
    def period(self) -> str:
        """Return the year, or the half or quarter of it that the target is of: "2026", "2026H1"."""
        return f"{self.year}{whole_and_part(self.metric)[1]}"
