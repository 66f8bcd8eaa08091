"""`python -m sim solve …`: what would it take, at what price, what first, and when does it fail."""

from __future__ import annotations

from collections.abc import Callable

from sim.cli.command import Command, Context, Option
from sim.cli.inputs import SCENARIO_EXCLUSIVE
from sim.cli.solve_futures import solve_allocate, solve_discover, solve_frontier, solve_strategies
from sim.cli.solve_levers import solve_cheapest, solve_lever
from sim.cli.solve_question import SHARED


def _command(name: str, run: Callable[[Context], None], *options: Option) -> Command:
    return Command(name, f"cli-command-solve-{name}", run, options=(*SHARED, *options), exclusive=SCENARIO_EXCLUSIVE)


COMMAND = Command(
    "solve",
    "cli-command-solve",
    commands=(
        _command("lever", solve_lever),
        _command(
            "cheapest",
            solve_cheapest,
            Option("least", "cli-option-solve-least", choices=("money", "effort"), default="money"),
        ),
        _command(
            "frontier",
            solve_frontier,
            Option("points", "cli-option-solve-points", kind="whole", value="N", default=11),
            Option("axis", "cli-option-solve-axis", choices=("cost", "profit", "effort"), default="cost"),
        ),
        _command("allocate", solve_allocate),
        _command("strategies", solve_strategies),
        _command(
            "discover",
            solve_discover,
            Option("strict", "cli-option-solve-strict", kind="number", value="S"),
        ),
    ),
)
