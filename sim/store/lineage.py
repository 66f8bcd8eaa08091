"""Which scenario came from which: the line a scenario comes from, and what has been made of it."""

from __future__ import annotations

from dataclasses import dataclass

from sim.language.errors import StoreError
from sim.store.database import Cursor, Database
from sim.store.queries import revision_row

MOST = 60
"""Relatives named in each direction; a longer line is cut, never a loop."""


@dataclass(frozen=True)
class Relative:
    """A scenario of the family.

    Attributes
    ----------
    steps : int
        Generations away: 1 is a parent or a child.
    revision : int
        The revision of its parent that it was made from; for an ancestor, the revision that was copied.
    name : str
        Empty where the scenario has been removed for good.
    in_bin : bool
    """

    id: str
    steps: int
    revision: int
    name: str
    in_bin: bool

    @property
    def gone(self) -> bool:
        return not self.name


@dataclass(frozen=True)
class Lineage:
    """Ancestors, the nearest first, and descendants, parents before children."""

    ancestors: tuple[Relative, ...]
    descendants: tuple[Relative, ...]


def lineage(database: Database, id: str) -> Lineage:
    """Return the family of a scenario.

    Raises
    ------
    StoreError
        There is no such scenario, or the library cannot be read.
    """
    with database.read() as cursor:
        return Lineage(_ancestors(cursor, id), _descendants(cursor, id))


def _ancestors(cursor: Cursor, id: str) -> tuple[Relative, ...]:
    found: list[Relative] = []
    row = revision_row(cursor, id)
    seen = {id}
    while row["parent_id"] is not None and row["parent_id"] not in seen and len(found) < MOST:
        parent, revision = row["parent_id"], row["parent_revision"]
        seen.add(parent)
        try:
            row = revision_row(cursor, parent)
        except StoreError:  # removed for good
            found.append(Relative(parent, len(found) + 1, revision, "", False))
            break
        found.append(Relative(parent, len(found) + 1, revision, row["name"], row["in_bin"]))
    return tuple(found)


def _descendants(cursor: Cursor, id: str) -> tuple[Relative, ...]:
    found: list[Relative] = []
    seen, generation, steps = {id}, [id], 0
    while generation and len(found) < MOST:
        steps += 1
        cursor.execute(
            "SELECT scenario_id, parent_revision, name, in_bin FROM scenarios "
            "WHERE list_contains(?::VARCHAR[], parent_id) ORDER BY created_at, scenario_id LIMIT ?",
            [generation, MOST - len(found)],
        )
        children = [row for row in cursor.fetchall() if row[0] not in seen]
        found += [Relative(child, steps, revision, name, in_bin) for child, revision, name, in_bin in children]
        generation = [row[0] for row in children]
        seen.update(generation)
    return tuple(found)
