"""What all kinds of distribution have in common; the kinds themselves stand in `sim.plan.distributions`."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]


class DistributionKind:
    """What all kinds have in common, and what holds unless a kind says otherwise.

    Attributes
    ----------
    kind : the word under which a plan pack states it, followed by as many numbers as `stated` names
    option : a further number that may be stated beside, if there is one
    part : whether a mixture may have parts of this kind
    uncertain : whether it takes more than one value
    text, told : the text that tells it, and the numbers that text shows
    """

    kind: ClassVar[str]
    stated: ClassVar[tuple[str, ...]]
    option: ClassVar[str | None] = None
    part: ClassVar[bool] = False
    uncertain: ClassVar[bool] = True
    text: ClassVar[str]
    told: ClassVar[tuple[str, ...]] = ()

    @property
    def numbers(self) -> tuple[float, ...]:
        """Return the numbers as stated, without the option."""
        return tuple(getattr(self, name) for name in self.stated)

    @property
    def flaw(self) -> str | None:
        """Return the rule, as a formula, that the numbers break; None where they make sense."""
        return None

    @property
    def ends(self) -> tuple[float, ...]:
        """Return every value stated that draws may come to; they must lie in the assumption's range.

        Draws are held inside that range, while a single run stands at the mean of what is stated, so a distribution
        that reached beyond would be one thing in a single run and another in the futures. A normal tail has no end; a
        Pareto one has its cap.
        """
        return self.numbers

    @property
    def mean(self) -> float:
        """Return the expected value."""
        raise NotImplementedError

    def quantile(self, u: Array) -> Array:
        """Return the value below which a share `u` of the distribution lies; element by element, shape of `u`."""
        raise NotImplementedError

    def from_score(self, z: Array) -> Array:
        """Return the values at standard normal scores: `quantile` at Φ(z). Shape (draw,)."""
        from scipy import special

        return self.quantile(special.ndtr(z))

    def formula(self, figure: Callable[[float], str]) -> str:
        """Return the distribution in one short form, its numbers written by `figure`."""
        return f"{self.kind}({', '.join(map(figure, self.numbers))})"
