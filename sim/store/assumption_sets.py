"""People's own assumption sets: a set of the plan with some values of their own, under a name."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping

from sim.language.errors import StoreError
from sim.plan import Plan
from sim.scenario import Scenario
from sim.store import spaces
from sim.store.codec import Row, to_json, utc
from sim.store.database import Cursor
from sim.store.person import author_of
from sim.store.queries import insert, rows
from sim.store.records import AssumptionSet
from sim.store.spaces import Space
from sim.store.texts import clean_name, clean_note, name_key

NEWEST = """
SELECT DISTINCT ON (name_key) * FROM assumption_sets WHERE plan_id = ? ORDER BY name_key, revision DESC
"""


def check_set(
    plan: Plan, name: str, base: str, own_assumptions: Mapping[str, float], note: str, by: str, now: dt.datetime
) -> AssumptionSet:
    """Return an assumption set the plan admits.

    Raises
    ------
    StoreError
        The name breaks a limit or is that of a set of the plan.
    ScenarioError
        The base set or an assumption is unknown, or a value is not admitted.
    """
    name = clean_name(name)
    if name_key(name) in {name_key(id) for id in plan.assumption_sets}:
        raise StoreError("error-store-set-reserved", name=name)
    Scenario.of(plan, assumption_set=base, own_assumptions=own_assumptions)
    values = {id: float(value) for id, value in own_assumptions.items()}
    return AssumptionSet(plan.id, name, 0, base, values, clean_note(note), author_of(by), now, plan.hash)


def place_set(cursor: Cursor, wanted: AssumptionSet, space: Space | None) -> None:
    """Note who sees a set that is about to be written: as is wanted, else as before, a new one as its plan.

    Raises
    ------
    StoreError
        The name is that of a set that whoever asks does not see.
    """
    key = name_key(wanted.name)
    thing = spaces.set_thing(wanted.plan_id, key)
    newest, seen = (
        rows(
            cursor,
            f"SELECT deleted FROM {table} WHERE plan_id = ? AND name_key = ? ORDER BY revision DESC LIMIT 1",  # noqa: S608 - our own
            [wanted.plan_id, key],
        )
        for table in ("all_assumption_sets", "assumption_sets")
    )
    if not newest or newest[0]["deleted"]:
        spaces.begin(cursor, "set", thing, space, ("plan", wanted.plan_id))
    elif not seen:
        raise StoreError("error-store-set-kept", name=wanted.name)
    elif space is not None:
        spaces.move(cursor, "set", thing, space, wanted.name)


def write_set(cursor: Cursor, wanted: AssumptionSet, deleted: bool = False) -> None:
    """Append a revision of a set."""
    key = name_key(wanted.name)
    cursor.execute(
        "SELECT coalesce(max(revision), 0) + 1 FROM all_assumption_sets WHERE plan_id = ? AND name_key = ?",
        [wanted.plan_id, key],
    )
    (revision,) = cursor.fetchone() or (1,)
    insert(
        cursor,
        "all_assumption_sets",
        {
            "plan_id": wanted.plan_id,
            "plan_hash": wanted.plan_hash,
            "name": wanted.name,
            "name_key": key,
            "revision": revision,
            "base": wanted.base,
            "overrides": to_json(wanted.own_assumptions),
            "note": wanted.note,
            "author": wanted.author,
            "saved_at": wanted.saved_at.replace(tzinfo=None),
            "deleted": deleted,
        },
    )


def read_sets(cursor: Cursor, plan: Plan) -> tuple[AssumptionSet, ...]:
    """Return the newest revision of every set that is not deleted, by name."""
    found = [_set_of(row) for row in rows(cursor, NEWEST, [plan.id]) if not row["deleted"]]
    return tuple(sorted(found, key=lambda one: name_key(one.name)))


def read_set(cursor: Cursor, plan: Plan, name: str) -> AssumptionSet:
    """Return the set with this name.

    Raises
    ------
    StoreError
        There is none; names those there are.
    """
    sets = read_sets(cursor, plan)
    for one in sets:
        if name_key(one.name) == name_key(" ".join(name.split())):
            return one
    known = [*plan.assumption_sets, *(one.name for one in sets)]
    raise StoreError("error-store-set-unknown", name=name[:80], allowed=known)


def _set_of(row: Row) -> AssumptionSet:
    return AssumptionSet(
        plan_id=row["plan_id"],
        name=row["name"],
        revision=row["revision"],
        base=row["base"],
        own_assumptions=json.loads(row["overrides"]),
        note=row["note"],
        author=row["author"],
        saved_at=utc(row["saved_at"]),
        plan_hash=row["plan_hash"],
    )


def set_edited(cursor: Cursor, run: Row) -> bool:
    """Tell whether the run stood on somebody's own set that has been saved anew since."""
    if run["assumption_set_revision"] is None:
        return False
    cursor.execute(
        "SELECT max(revision) FROM assumption_sets WHERE plan_id = ? AND name_key = ? AND NOT deleted",
        [run["plan_id"], name_key(run["assumption_set"])],
    )
    (newest,) = cursor.fetchone() or (None,)
    return newest is not None and newest > run["assumption_set_revision"]
