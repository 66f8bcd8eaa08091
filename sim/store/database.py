"""What a library's tables are reached through, whatever keeps them: a file (DuckDB) or a server (PostgreSQL).

SQL stands once, beside what it is for, and is DuckDB's; `sim.store.postgres_sql` names what PostgreSQL says otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol, TypeVar

from sim.language.errors import StoreError

Result = TypeVar("Result")


class Cursor(Protocol):
    """Runs statements; values stand for the question marks in them, in their order."""

    @property
    def description(self) -> Sequence[Any] | None: ...

    def execute(self, sql: str, values: Sequence[Any] = ..., /) -> Cursor: ...

    def fetchone(self) -> tuple[Any, ...] | None: ...

    def fetchmany(self, size: int = ..., /) -> list[tuple[Any, ...]]: ...

    def fetchall(self) -> list[tuple[Any, ...]]: ...


def failure(reading: AbstractContextManager[Cursor]) -> StoreError | None:
    """Return why nothing can be read, or None if it can."""
    try:
        with reading as cursor:
            cursor.execute("SELECT 1").fetchone()
    except StoreError as problem:
        return problem
    return None


class Database(Protocol):
    """A place that holds the library's tables. Every method may raise `StoreError`, which says what to do.

    Attributes
    ----------
    migrations : Path
        Folder of numbered migrations.
    patience : float [s]
        How long opening waits for others who stand in the way.
    """

    migrations: Path
    patience: float

    @property
    def place(self) -> str:
        """Where it lies, for people: a path, or an address without its password."""
        ...

    @property
    def changes(self) -> int:
        """A count that grows with whatever is stored, so that answers read from the library can be kept until then."""
        ...

    @property
    def can_write(self) -> bool:
        """Whether what is open is the library itself, and not only to be read: asked for what need not be written."""
        ...

    def read(self) -> AbstractContextManager[Cursor]:
        """Give a cursor for queries."""
        ...

    def write(self, work: Callable[[Any], Result]) -> Result:
        """Run `work` in one transaction: all of it is stored, or nothing.

        `work` must do nothing but use the `Cursor` it is given, because it may be run again.
        """
        ...

    def problem(self) -> StoreError | None:
        """Return why the library cannot be used now, or None if it can."""
        ...

    def unreadable(self) -> list[str]:
        """Read every value of every table; return which tables cannot be read, and why."""
        ...

    def close(self) -> None:
        """Let go of it; the next use opens it again."""
        ...
