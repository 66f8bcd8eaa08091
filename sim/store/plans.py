"""The plans of a library: packs that people brought, and the versions that saved work stands on.

A version is a pack's files under its hash. Bringing a plan again makes the next version; what was saved under an
earlier one still opens with that one. A pack of the same numbers with other names is the same version, newly named.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sim.language.errors import PlanError, SimError, StoreError
from sim.plan import Plan
from sim.plan import catalogue as process
from sim.plan.load import read_pack
from sim.store import spaces
from sim.store.codec import Row, to_json, utc
from sim.store.database import Cursor, Database
from sim.store.person import State, author_of, state_of
from sim.store.queries import insert, rows
from sim.store.spaces import Space
from sim.store.texts import clean_note

PlanAction = Literal["import", "texts", "archive", "restore"]

NEWEST = """
SELECT DISTINCT ON (r.plan_id) r.*, v.number, v.summary
FROM plan_revisions AS r JOIN plan_versions AS v USING (plan_id, plan_hash)
ORDER BY r.plan_id, r.revision DESC
"""


@dataclass(frozen=True)
class LibraryPlan:
    """A plan of the library as a list shows it: its newest version.

    Attributes
    ----------
    summary : mapping
        `titles` by language, `original` language, `years`, `regions`, `target` with value, year and unit.
    """

    id: str
    revision: int
    action: PlanAction
    hash: str
    number: int
    archived: bool
    note: str
    saved_by: str
    saved_at: dt.datetime
    summary: Mapping[str, Any]


@dataclass(frozen=True)
class PlanVersion:
    """One version of a plan.

    Attributes
    ----------
    kept : bool
        Its files are here; else only numbers saved under it are.
    scenarios : int
        Scenarios outside the bin that stand on it.
    """

    id: str
    hash: str
    number: int
    kept: bool
    kept_at: dt.datetime | None
    scenarios: int


class Plans:
    """The plans of one library. Every method may raise `StoreError`; nothing of the call is stored then."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._listed: dict[State, tuple[LibraryPlan, ...]] = {}
        self._read: dict[tuple[str, str, str], Plan] = {}

    # -- reading ----------------------------------------------------------------------------------------------------
    def all(self) -> tuple[LibraryPlan, ...]:
        """Return the newest version of every plan that somebody brought, those put away too, by id."""
        state = state_of(self.database)
        listed = self._listed.get(state)
        if listed is None:
            with self.database.read() as cursor:
                listed = tuple(_library_plan(row) for row in rows(cursor, NEWEST))
            # What another change has made old is of no use to anybody.
            self._listed = {one: plans for one, plans in self._listed.items() if one[1] == state[1]} | {state: listed}
        return listed

    def find(self, id: str) -> LibraryPlan | None:
        return next((one for one in self.all() if one.id == id), None)

    def versions(self, id: str) -> tuple[PlanVersion, ...]:
        """Return every version of a plan, newest first; of a shipped one those that something was saved under."""
        with self.database.read() as cursor:
            found = rows(
                cursor,
                "SELECT v.*, (SELECT count(*) FROM scenarios JOIN runs USING (run_id) WHERE NOT in_bin "
                "AND runs.plan_id = v.plan_id AND runs.plan_hash = v.plan_hash) AS scenarios "
                "FROM plan_versions AS v WHERE plan_id = ? ORDER BY number DESC",
                [id],
            )
        return tuple(
            PlanVersion(
                row["plan_id"],
                row["plan_hash"],
                row["number"],
                row["files"] is not None,
                utc(row["kept_at"]) if row["kept_at"] else None,
                row["scenarios"],
            )
            for row in found
        )

    def newest(self, id: str) -> Plan:
        """Return the newest version of a plan that somebody brought.

        Raises
        ------
        PlanError
            There is none.
        """
        found = self.find(id)
        plan = None if found is None else self.version(id, found.hash)
        if plan is None:
            raise PlanError("error-plan-unknown", plan=id[:80], allowed=[one.id for one in self.all()])
        return plan

    def version(self, id: str, hash: str) -> Plan | None:
        """Return a version of a plan, from here or from the program; None where nobody kept it.

        Parameters
        ----------
        hash : str
            Its beginning will do.
        """
        held = process.open_catalogue().folder_version(id, hash)
        if held is not None:
            return held
        with self.database.read() as cursor:
            found = rows(
                cursor,
                "SELECT plan_hash, kept_at FROM plan_versions "
                "WHERE plan_id = ? AND starts_with(plan_hash, ?) AND files IS NOT NULL ORDER BY number DESC LIMIT 1",
                [id, hash],
            )
            if not found or not hash:
                return None
            whole = found[0]["plan_hash"]
            known = id, whole, str(found[0]["kept_at"])
            if known not in self._read:
                (row,) = rows(
                    cursor, "SELECT files FROM plan_versions WHERE plan_id = ? AND plan_hash = ?", [id, whole]
                )
                self._read[known] = read_pack(json.loads(row["files"]), hash=whole)
        return self._read[known]

    # -- writing ----------------------------------------------------------------------------------------------------
    def keep(self, plan: Plan, *, by: str = "", note: str = "", space: Space | None = None) -> LibraryPlan:
        """Store a plan that somebody brings: a new one, or the next version of one; the same again changes nothing.

        Parameters
        ----------
        space : Space, optional
            Who sees it from now on; without, whoever saw it before, and a new one everybody.

        Raises
        ------
        StoreError
            The id is that of a plan of the program, of a folder, or of somebody else's that one does not see.
        """
        if plan.id in process.open_catalogue().folder_ids():
            raise StoreError("error-store-plan-taken", plan=plan.id)
        by, note = author_of(by), clean_note(note)

        def work(cursor: Cursor) -> None:
            newest = _newest(cursor, plan.id)
            if newest is None:
                if rows(cursor, "SELECT 1 AS one FROM all_plan_revisions WHERE plan_id = ? LIMIT 1", [plan.id]):
                    raise StoreError("error-store-plan-kept", plan=plan.id)
                spaces.begin(cursor, "plan", plan.id, space)
            elif space is not None:
                spaces.move(cursor, "plan", plan.id, space, plan.id)
            action: PlanAction = "import"
            if newest and newest["plan_hash"] == plan.hash and not newest["archived"]:
                if not _rename(cursor, plan):
                    return
                action = "texts"
            else:
                keep_version(cursor, plan)
                _rename(cursor, plan)
            _append(cursor, plan.id, action, plan.hash, False, by, note)

        self.database.write(work)
        kept = self.find(plan.id)
        assert kept is not None
        return kept

    def show_to(self, id: str, space: Space) -> None:
        """Say who sees a plan from now on, with all that stands on it."""

        def work(cursor: Cursor) -> None:
            if _newest(cursor, id) is None:
                raise StoreError("error-store-plan-unknown", plan=id[:80])
            spaces.move(cursor, "plan", id, space, id)

        self.database.write(work)

    def archive(self, id: str, *, by: str = "") -> LibraryPlan:
        """Take a plan off the list; its versions stay, so that what was saved under them still opens."""
        return self._set(id, "archive", True, by)

    def restore(self, id: str, *, by: str = "") -> LibraryPlan:
        """Put a plan back on the list."""
        return self._set(id, "restore", False, by)

    def _set(self, id: str, action: PlanAction, archived: bool, by: str) -> LibraryPlan:
        by = author_of(by)

        def work(cursor: Cursor) -> None:
            newest = _newest(cursor, id)
            if newest is None:
                if id in process.open_catalogue().folder_ids():
                    raise StoreError("error-store-plan-shipped", plan=id)
                raise StoreError("error-store-plan-unknown", plan=id[:80])
            if newest["archived"] != archived:
                _append(cursor, id, action, newest["plan_hash"], archived, by, "")

        self.database.write(work)
        found = self.find(id)
        assert found is not None
        return found


class LibrarySource:
    """The plans of this process's library, as the catalogue asks for them; asked anew after every change."""

    def __init__(self, open: Any) -> None:
        self._open = open
        self.problem: SimError | None = None

    @property
    def plans(self) -> Plans:
        return self._open().plans

    def ids(self) -> tuple[str, ...]:
        """Return the ids of the plans on the list; none while the library cannot be opened, see `problem`."""
        try:
            self.problem = None
            return tuple(one.id for one in self.plans.all() if not one.archived)
        except StoreError as problem:
            self.problem = problem
            return ()

    def read(self, id: str) -> Plan:
        return self.plans.newest(id)

    def version(self, id: str, hash: str) -> Plan | None:
        try:
            return self.plans.version(id, hash)
        except SimError as problem:
            self.problem = problem
            return None


def keep_version(cursor: Cursor, plan: Plan) -> None:
    """Note the version that something is saved under, with its files where the plan was read from a pack."""
    found = rows(
        cursor,
        "SELECT files IS NOT NULL AS kept FROM all_plan_versions WHERE plan_id = ? AND plan_hash = ?",
        [plan.id, plan.hash],
    )
    if found and (found[0]["kept"] or not plan.files):
        return
    content: dict[str, Any] = {"files": None, "summary": None, "kept_at": None}
    if plan.files:
        now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
        content = {"files": to_json(plan.files), "summary": to_json(summary(plan)), "kept_at": now}
    if found:
        sets = ", ".join(f"{name} = ?" for name in content)
        cursor.execute(
            f"UPDATE all_plan_versions SET {sets} WHERE plan_id = ? AND plan_hash = ?",  # noqa: S608 - our own names
            [*content.values(), plan.id, plan.hash],
        )
        return
    cursor.execute("SELECT coalesce(max(number), 0) + 1 FROM all_plan_versions WHERE plan_id = ?", [plan.id])
    (number,) = cursor.fetchone() or (1,)
    insert(cursor, "all_plan_versions", {"plan_id": plan.id, "plan_hash": plan.hash, "number": number, **content})


def summary(plan: Plan) -> dict[str, Any]:
    """Return what a list shows of a plan."""
    target = plan.headline
    return {
        "titles": {language: plan.texts.of(language)["plan-title"] for language in plan.texts.languages},
        "original": plan.texts.original,
        "years": [plan.years[0], plan.years[-1]],
        "regions": len(plan.regions),
        "target": {
            "metric": target.metric,
            "value": target.value,
            "year": target.year,
            "period": target.period,
            "unit": target.unit,
        },
        "currency": plan.texts.known.currency,
        "size": plan.texts.known.size,
        "fiscal": plan.texts.known.fiscal,
    }


def _rename(cursor: Cursor, plan: Plan) -> bool:
    """Give a version the names that a pack of the same numbers has; tell whether they are others."""
    files = to_json(plan.files)
    (row,) = rows(
        cursor, "SELECT files FROM all_plan_versions WHERE plan_id = ? AND plan_hash = ?", [plan.id, plan.hash]
    )
    if row["files"] == files:
        return False
    cursor.execute(
        "UPDATE all_plan_versions SET files = ?, summary = ?, kept_at = ? WHERE plan_id = ? AND plan_hash = ?",
        [files, to_json(summary(plan)), dt.datetime.now(dt.UTC).replace(tzinfo=None), plan.id, plan.hash],
    )
    return True


def _newest(cursor: Cursor, id: str) -> Row | None:
    found = rows(cursor, "SELECT * FROM plan_revisions WHERE plan_id = ? ORDER BY revision DESC LIMIT 1", [id])
    return found[0] if found else None


def _append(cursor: Cursor, id: str, action: PlanAction, hash: str, archived: bool, by: str, note: str) -> None:
    newest = _newest(cursor, id)
    row = {
        "plan_id": id,
        "revision": 1 if newest is None else newest["revision"] + 1,
        "action": action,
        "plan_hash": hash,
        "archived": archived,
        "note": note,
        "saved_by": by,
        "saved_at": dt.datetime.now(dt.UTC).replace(tzinfo=None),
    }
    insert(cursor, "all_plan_revisions", row)


def _library_plan(row: Row) -> LibraryPlan:
    return LibraryPlan(
        id=row["plan_id"],
        revision=row["revision"],
        action=row["action"],
        hash=row["plan_hash"],
        number=row["number"],
        archived=row["archived"],
        note=row["note"],
        saved_by=row["saved_by"],
        saved_at=utc(row["saved_at"]),
        summary=json.loads(row["summary"]),
    )
