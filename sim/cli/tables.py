"""Options that say how a table from outside is to be read where it can be read in more than one way."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from sim.cli.command import Context, Option

if TYPE_CHECKING:
    from sim.reading.doubts import Choices, Reading

T = TypeVar("T")
READING_OPTIONS = (
    Option("decimal", "cli-option-decimal", value="comma|point", choices=("comma", "point")),
    Option("encoding", "cli-option-encoding", value="NAME"),
    Option("sheet", "cli-option-sheet", value="NAME"),
    Option("hidden", "cli-option-hidden", value="leave|read", choices=("leave", "read")),
)
BLANK = Option("blank", "cli-option-blank", value="fill|empty", choices=("fill", "empty"))
POINTS = Option("points", "cli-option-points", value="points|percent", choices=("points", "percent"))
PERCENT = Option("percent", "cli-option-percent", value="as-written|fraction", choices=("as-written", "fraction"))
UNIT = Option("unit", "cli-option-table-unit", value="line|plan", choices=("line", "plan"))
MONEY = Option("money", "cli-option-money", value="UNIT", choices=("ones", "thousands", "ten-thousands", "millions"))
DAYS = Option("days", "cli-option-days", value="ORDER", choices=("day-first", "month-first"))
SIZE = Option("size", "cli-option-size", value="as-written", choices=("as-written",))
AS_READ = Option("as-read", "cli-option-as-read", kind="flag")
KINDS = tuple(option.name for option in (*READING_OPTIONS, BLANK, POINTS, PERCENT, UNIT, MONEY, DAYS, SIZE))


def read_confirmed(context: Context, name: str, read: Callable[[Choices], Reading[T]]) -> T:
    """Return what a table says, read as the options say; `--as-read` takes what is left uncertain as it was read.

    Raises
    ------
    DoubtError
        Something is uncertain and no option decides it.
    """
    from sim.reading.doubts import confirm

    choices: dict[str, str] = {kind: context.given[kind] for kind in KINDS if context.given.get(kind)}
    reading = read(choices)
    while reading.doubts and context.given["as-read"]:
        choices = confirm(reading.doubts, choices)
        reading = read(choices)
    return reading.sure(name)
