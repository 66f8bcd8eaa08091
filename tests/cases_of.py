"""Cases of a law: those of the ordinary run, and the others, which `--thorough` adds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest


def usual(cases: Iterable[Any], is_usual: Callable[[Any], bool]) -> list[Any]:
    """Return cases as parameters; those that are not usual are marked `thorough`. Several values a case as a tuple."""
    packed = ((one, one if isinstance(one, tuple) else (one,)) for one in cases)
    return [pytest.param(*values, marks=() if is_usual(one) else pytest.mark.thorough) for one, values in packed]
