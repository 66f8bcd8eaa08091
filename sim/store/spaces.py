"""Who sees what: a scenario, plan, assumption set or story is everyone's, of a group, or of its keeper alone.

Whether somebody sees a thing is decided by the view `hidden` of the library (`migrations/0010_spaces.sql`), on which
stands whatever is read by the plain name of a table; a cursor tells it who asks (`sim.store.person.asker`). Here is
what is written of it. Without a login nobody is told apart: nothing is written, and everything is everyone's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sim.language.errors import StoreError
from sim.store.database import Cursor, Database
from sim.store.deeds import note
from sim.store.person import Person, asking, plain
from sim.store.queries import insert, rows
from sim.store.texts import storable

Kind = Literal["scenario", "plan", "set", "story"]


@dataclass(frozen=True)
class Space:
    """Who sees a thing, as it is kept: "*", "@group", or "" for its keeper alone."""

    seen_by: str

    @property
    def group(self) -> str:
        """The group it is shared with; empty where with none."""
        return self.seen_by[1:] if self.seen_by.startswith("@") else ""


EVERYONE, ALONE = Space("*"), Space("")


def shared_with(group: str) -> Space:
    """Return the space of a group."""
    return Space(f"@{plain(group)}")


@dataclass(frozen=True)
class Kept:
    """Who sees a thing, and who says so: their id, and the name it goes by."""

    space: Space
    keeper: str
    keeper_name: str

    @property
    def is_mine(self) -> bool:
        """Whether whoever asks may say who sees it."""
        person = asking()
        return person.role == "owner" or (bool(self.keeper) and self.keeper == person.key)


NOBODYS = Kept(EVERYONE, "", "")
"""What stands for a thing that nobody keeps: it is everyone's, as it was before there was a login."""


def choices(person: Person | None = None) -> tuple[Space, ...]:
    """Return among which spaces somebody may choose for what they keep; none where nobody is told apart."""
    person = asking() if person is None else person
    if not person.id:
        return ()
    return (EVERYONE, *map(shared_with, person.groups), ALONE)


def set_thing(plan_id: str, name_key: str) -> str:
    """Return how an assumption set is known among things."""
    return f"{plan_id}/{name_key}"


def begin(cursor: Cursor, kind: Kind, thing: str, wanted: Space | None, origin: tuple[Kind, str] | None = None) -> None:
    """Note who keeps a new thing, and who sees it: as is wanted, else as its origin, else everyone.

    Raises
    ------
    StoreError
        Whoever asks may not choose this space.
    """
    person = asking()
    if not person.id:
        _check(wanted, person)
        return
    if wanted is None:
        wanted = EVERYONE if origin is None else _row(cursor, *origin).space
        wanted = wanted if _may_choose(wanted, person) else ALONE  # never wider than what it was made from
    _check(wanted, person)
    _write(cursor, kind, thing, Kept(wanted, person.key, person.name))


def move(cursor: Cursor, kind: Kind, thing: str, wanted: Space, name: str) -> None:
    """Have others see a thing from now on; the log tells of it under this name.

    Raises
    ------
    StoreError
        Only its keeper or an owner may; a group must be one's own; a plan that others' scenarios stand on is not taken
        from them.
    """
    person, before = asking(), _row(cursor, kind, thing)
    if before.space == wanted:
        return
    if not (person.id and before.is_mine):
        raise StoreError("error-space-keeper", name=name, keeper=before.keeper_name or "–")
    _check(wanted, person)
    if kind == "plan" and wanted != EVERYONE and _stands_for_others(cursor, thing, before.keeper):
        raise StoreError("error-space-plan", name=name)
    _write(cursor, kind, thing, Kept(wanted, before.keeper or person.key, before.keeper_name or person.name))
    told = {"*": "everyone", "": "keeper alone"}
    names = [told.get(one.seen_by, one.seen_by) for one in (before.space, wanted)]
    note(cursor, "share", f"{kind} {name} ({thing}): {' > '.join(names)}")


class Spaces:
    """Who sees the things of one library. Every method may raise `StoreError`."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def of(self, kind: Kind, things: Sequence[str]) -> Mapping[str, Kept]:
        """Return who sees these things, and who keeps them; of those that whoever asks sees."""
        if not things:
            return {}
        with self.database.read() as cursor:
            found = rows(
                cursor,
                "SELECT thing, keeper, keeper_name, seen_by FROM spaces WHERE kind = ? "
                "AND list_contains(?::VARCHAR[], thing) "
                "AND NOT EXISTS (SELECT 1 FROM hidden WHERE hidden.kind = spaces.kind AND hidden.thing = spaces.thing)",
                [kind, [storable(thing) for thing in things]],
            )
        return {row["thing"]: Kept(Space(row["seen_by"]), row["keeper"], row["keeper_name"]) for row in found}


def _may_choose(wanted: Space, person: Person) -> bool:
    return wanted in choices(person) or bool(person.id and person.role == "owner" and wanted.group)


def _check(wanted: Space | None, person: Person) -> None:
    if wanted is not None and not _may_choose(wanted, person):
        raise StoreError("error-space-group", group=wanted.group or "–")


def _row(cursor: Cursor, kind: Kind, thing: str) -> Kept:
    found = rows(cursor, "SELECT keeper, keeper_name, seen_by FROM spaces WHERE kind = ? AND thing = ?", [kind, thing])
    return Kept(Space(found[0]["seen_by"]), found[0]["keeper"], found[0]["keeper_name"]) if found else NOBODYS


def _write(cursor: Cursor, kind: Kind, thing: str, kept: Kept) -> None:
    cursor.execute("DELETE FROM spaces WHERE kind = ? AND thing = ?", [kind, thing])
    row = {"keeper": kept.keeper, "keeper_name": kept.keeper_name, "seen_by": kept.space.seen_by}
    insert(cursor, "spaces", {"kind": kind, "thing": thing, **row})


def _stands_for_others(cursor: Cursor, plan_id: str, keeper: str) -> bool:
    """Tell whether a scenario of somebody else stands on a plan."""
    cursor.execute(
        "SELECT 1 FROM all_revisions AS one JOIN runs USING (run_id) WHERE plan_id = ? AND NOT EXISTS "
        "(SELECT 1 FROM spaces WHERE kind = 'scenario' AND thing = one.scenario_id AND keeper = ?) LIMIT 1",
        [plan_id, keeper],
    )
    return cursor.fetchone() is not None


def forget(cursor: Cursor, kind: Kind, things: Sequence[str]) -> None:
    """Take what is removed for good out of the list."""
    cursor.execute("DELETE FROM spaces WHERE kind = ? AND list_contains(?::VARCHAR[], thing)", [kind, list(things)])
