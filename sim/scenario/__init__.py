"""A scenario: all inputs of one run, its link and history, and the ways to run it: once, along levers, in futures."""

from sim.scenario.scenario import (
    DEFAULT_DRAWS,
    MAX_DRAWS,
    SIMPLEX_TOLERANCE,
    Scenario,
    check,
)
from sim.scenario.target import TargetChoice

__all__ = [
    "DEFAULT_DRAWS",
    "MAX_DRAWS",
    "SIMPLEX_TOLERANCE",
    "Scenario",
    "TargetChoice",
    "check",
]
