"""The order of tests: what waits runs beside what calculates, from the beginning to the end."""

from __future__ import annotations

from itertools import groupby

import pytest


def in_order(items: list[pytest.Item]) -> list[pytest.Item]:
    """Return the tests with long ones first, and modules that drive a browser spread evenly among the others.

    Every process begins with its share of the list. One after the other, as their names would have it, browser modules
    lie on one process, and are what is left in the end: then all wait, with the processors idle.
    """
    first = [item for item in items if item.get_closest_marker("long")]
    rest = [item for item in items if not item.get_closest_marker("long")]
    waiting = [item for item in rest if item.get_closest_marker("browser")]
    order = [item for item in rest if not item.get_closest_marker("browser")]
    modules = [list(found) for _, found in groupby(waiting, lambda item: item.path)]
    places = [0, *(place for place in range(1, len(order)) if order[place].path != order[place - 1].path)]
    for turn, module in reversed(list(enumerate(modules))):
        wished = turn * len(order) / len(modules)
        place = min(places, key=lambda one: abs(one - wished), default=0)  # never within a module: its fixtures last
        order[place:place] = module
    return [*first, *order]
