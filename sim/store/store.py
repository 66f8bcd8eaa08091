"""The scenario library: saving, changing, reading, whatever keeps its tables."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sim.language.errors import StoreError
from sim.model import Results
from sim.plan import Plan
from sim.scenario import Scenario
from sim.store import assumption_sets, queries, removal, revisions, spaces
from sim.store.codec import entry_of, revision_of, utc
from sim.store.database import Cursor, Database
from sim.store.differences import differences
from sim.store.duck_database import DuckDatabase
from sim.store.migrate import MIGRATIONS
from sim.store.opened import Opened, RevisionDiff
from sim.store.person import author_of, state_of
from sim.store.plans import Plans
from sim.store.records import (
    Action,
    AssumptionSet,
    Chance,
    Clash,
    Entry,
    Facets,
    Imported,
    Origin,
    Page,
    Query,
    Revision,
    StoreStatus,
)
from sim.store.reopen import reopen
from sim.store.snapshot import take_snapshot
from sim.store.spaces import Space, Spaces
from sim.store.texts import clean_name, clean_note, clean_tags
from sim.store.transfer import disagreement, export_document, read_parcel


class Store:
    """A library of scenarios. Nothing in it is ever overwritten: each change is a new revision.

    Every method may raise `StoreError`: the library cannot be opened, read or written (nothing of the call is stored
    then), there is no such scenario, or a text breaks a limit. `by` is who does it; empty if unknown.

    Attributes
    ----------
    database : Database
        For tables that other parts of the program add.
    plans : Plans
        What people brought, and the versions that saved work stands on.
    spaces : Spaces
        Who sees what.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self.plans = Plans(database)
        self.spaces = Spaces(database)
        self._totals = queries.Totals(lambda: state_of(database))

    @property
    def place(self) -> str:
        """Where the library lies, as people are told."""
        return self.database.place

    @property
    def status(self) -> StoreStatus:
        """Whether the library can be used now; never raises."""
        return StoreStatus(self.place, self.database.problem())

    def close(self) -> None:
        self.database.close()

    # -- saving -----------------------------------------------------------------------------------------------------
    def save(
        self,
        scenario: Scenario,
        name: str | None = None,
        *,
        id: str | None = None,
        note: str | None = None,
        tags: Sequence[str] | None = None,
        favourite: bool | None = None,
        by: str = "",
        based_on: int | None = None,
        newest: int | None = None,
        parent: Origin | None = None,
        assumption_set: AssumptionSet | None = None,
        results: Results | None = None,
        baseline: Results | None = None,
        chance: Chance | None = None,
        on_clash: Clash = "refuse",
        space: Space | None = None,
    ) -> Entry:
        """Store a scenario with its results: a new one, or with `id` a new revision of one.

        Parameters
        ----------
        name, note, tags, favourite
            None keeps what the scenario has; a new one needs a name.
        based_on : int, optional
            The revision its author had open, so that history shows when two people saved at once.
        newest : int, optional
            The newest revision its author knows of: StoreError where there is a later one.
        parent : Origin, optional
            What a new scenario was made from.
        assumption_set : AssumptionSet, optional
            Somebody's own set whose values the scenario carries as its own.
        results, baseline : Results, optional
            Deterministic runs, if they are at hand; else computed.
        chance : Chance, optional
            Simulated probability of reaching the target.
        on_clash : "refuse" or "number"
            What to do if another scenario outside the bin has the name: StoreError, or "name (2)".
        space : Space, optional
            Who sees it from now on; without, whoever saw it before, and a new one whoever sees what it was made from.
        """
        if id is None and name is None:
            raise StoreError("error-store-name-empty")
        changes = revisions.texts(name=name, note=note, tags=tags, favourite=favourite)
        results = scenario.run() if results is None else results
        snapshot = revisions.with_promise(scenario, take_snapshot(scenario, results, baseline), chance, results)
        action: Action = "create" if id is None else "save"

        def work(cursor: Cursor) -> Entry:
            run = revisions.write_run(cursor, scenario, snapshot, assumption_set)
            if id is None:
                row = revisions.first_revision(parent)
                _begin(cursor, row, scenario.plan.id, space)
            else:
                row = queries.revision_row(cursor, id)
                if space is not None:
                    spaces.move(cursor, "scenario", id, space, row["name"])
                if newest is not None and row["revision"] != newest:
                    raise StoreError("error-store-overtaken", name=row["name"], revision=row["revision"])
            return revisions.append(cursor, {**row, **changes, "based_on": based_on}, action, by, on_clash, run)

        return self.database.write(work)

    def save_as(
        self, id: str, name: str, *, revision: int | None = None, by: str = "", on_clash: Clash = "refuse"
    ) -> Entry:
        """Duplicate a scenario, or one revision of it, under another name; the copy remembers where it came from."""
        name = clean_name(name)

        def work(cursor: Cursor) -> Entry:
            source = queries.revision_row(cursor, id, revision)
            first = revisions.first_revision(Origin(id, source["revision"]))
            kept = {key: source[key] for key in ("run_id", "note", "tags")}
            spaces.begin(cursor, "scenario", first["scenario_id"], None, ("scenario", id))
            return revisions.append(cursor, {**first, **kept, "name": name}, "duplicate", by, on_clash)

        return self.database.write(work)

    def rename(self, id: str, name: str, *, by: str = "", on_clash: Clash = "refuse") -> Entry:
        return self._change(id, "rename", by, {"name": clean_name(name)}, on_clash)

    def annotate(self, id: str, note: str, *, by: str = "") -> Entry:
        return self._change(id, "annotate", by, {"note": clean_note(note)})

    def tag(self, id: str, tags: Sequence[str], *, by: str = "") -> Entry:
        """Give a scenario exactly these tags."""
        return self._change(id, "tag", by, {"tags": list(clean_tags(list(tags)))})

    def set_favourite(self, id: str, favourite: bool, *, by: str = "") -> Entry:
        return self._change(id, "favourite", by, {"favourite": favourite})

    def delete(self, id: str, *, by: str = "") -> Entry:
        """Move a scenario to the bin; its name becomes free."""
        return self._change(id, "delete", by, {"in_bin": True})

    def restore(self, id: str, *, by: str = "") -> Entry:
        """Take a scenario out of the bin; "(2)" joins its name if that has been taken meanwhile."""
        return self._change(id, "restore", by, {"in_bin": False}, "number")

    def revert(self, id: str, revision: int, *, by: str = "") -> Entry:
        """Make a new revision with inputs, results and note of an earlier one."""

        def changes(cursor: Cursor) -> dict[str, Any]:
            source = queries.revision_row(cursor, id, revision)
            return {"run_id": source["run_id"], "note": source["note"], "based_on": revision}

        return self._change(id, "revert", by, changes)

    def _change(
        self,
        id: str,
        action: Action,
        by: str,
        changes: Mapping[str, Any] | Callable[[Cursor], Mapping[str, Any]],
        on_clash: Clash = "refuse",
    ) -> Entry:
        """Append a revision that differs from the newest one by `changes`; one that changes nothing is not written."""

        def work(cursor: Cursor) -> Entry:
            row = queries.revision_row(cursor, id)
            wanted = changes(cursor) if callable(changes) else changes
            if action != "revert" and all(row[key] == value for key, value in wanted.items()):
                return queries.entry(cursor, row)
            return revisions.append(cursor, {**row, "based_on": None, **wanted}, action, by, on_clash)

        return self.database.write(work)

    def show_to(self, id: str, space: Space) -> None:
        """Say who sees a scenario from now on, with its whole history; not a revision, but kept in the log."""

        def work(cursor: Cursor) -> None:
            row = queries.revision_row(cursor, id)
            spaces.move(cursor, "scenario", id, space, row["name"])

        self.database.write(work)

    def purge(self, ids: Sequence[str], *, by: str = "") -> int:
        """Remove scenarios in the bin for good, with their history; return how many. The one thing not kept."""
        return self.database.write(lambda cursor: removal.purge(cursor, ids, by))

    # -- reading ----------------------------------------------------------------------------------------------------
    def entry(self, id: str, revision: int | None = None) -> Entry:
        with self.database.read() as cursor:
            return queries.entry(cursor, queries.revision_row(cursor, id, revision))

    def resolve(self, name_or_id: str, *, in_bin: bool = False) -> str:
        """Return the id of the scenario people call so.

        Raises
        ------
        StoreError
            There is none, or in the bin several have the name.
        """
        with self.database.read() as cursor:
            return queries.id_of(cursor, name_or_id, in_bin)

    def open(self, id: str, revision: int | None = None) -> Opened:
        """Return inputs, stored results, results as of now, and what has changed in between."""
        with self.database.read() as cursor:
            revised = queries.revision_row(cursor, id, revision)
            run = queries.run_row_of(cursor, revised["run_id"])
            stored = queries.snapshot_row(cursor, run)
            set_edited = assumption_sets.set_edited(cursor, run)
        return reopen(entry_of({**revised, **run}), run, stored, set_edited, self.plans)

    def history(self, id: str) -> tuple[Revision, ...]:
        """Return every revision, newest first."""
        with self.database.read() as cursor:
            return tuple(revision_of(row) for row in queries.history_rows(cursor, id))

    def diff(self, id: str, before: int, after: int) -> RevisionDiff:
        with self.database.read() as cursor:
            revised = [queries.revision_row(cursor, id, revision) for revision in (before, after)]
            runs = [queries.run_row_of(cursor, row["run_id"]) for row in revised]
            snapshots = [queries.snapshot_row(cursor, run) for run in runs]
        one, other = (revision_of({**row, **run}) for row, run in zip(revised, runs, strict=True))
        inputs = [json.loads(run["inputs"]) for run in runs]
        return RevisionDiff(one, other, differences(one, other, *inputs), *snapshots)

    def find(self, query: Query | None = None) -> Page:
        with self.database.read() as cursor:
            return queries.find(cursor, query or Query(), self._totals)

    def facets(self) -> Facets:
        with self.database.read() as cursor:
            return queries.facets(cursor)

    # -- files ------------------------------------------------------------------------------------------------------
    def export(self, id: str, revision: int | None = None) -> dict[str, Any]:
        """Return a scenario as plain JSON values that `import_scenario` reads."""
        return export_document(self.open(id, revision))

    def import_scenario(self, content: bytes, *, by: str = "", space: Space | None = None) -> Imported:
        """Store a scenario from an exported file, under a free name; its results are computed anew.

        Parameters
        ----------
        space : Space, optional
            Who sees it; without, whoever sees its plan.

        Raises
        ------
        FormatError
            Not such a file, too large, from a newer version, or of a plan that is not here.
        ScenarioError
            Inputs that the plan does not admit.
        """
        parcel = read_parcel(content)
        scenario = parcel.scenario
        snapshot = revisions.with_promise(scenario, take_snapshot(scenario), revisions.chance_of(scenario))
        changes = revisions.texts(name=parcel.name, note=parcel.note, tags=parcel.tags)

        def work(cursor: Cursor) -> Entry:
            run = revisions.write_run(cursor, scenario, snapshot, None, parcel.assumption_set)
            first = revisions.first_revision(None)
            _begin(cursor, first, scenario.plan.id, space)
            return revisions.append(cursor, {**first, **changes}, "import", by, "number", run)

        entry = self.database.write(work)
        plan_hash, model = scenario.plan.hash, scenario.plan.model
        return Imported(
            entry=entry,
            renamed_from=parcel.name if entry.name != parcel.name else None,
            plan_changed=(parcel.plan_hash, plan_hash) if parcel.plan_hash != plan_hash else None,
            model_changed=(parcel.model_version, model) if parcel.model_version != model else None,
            numbers_differ=disagreement(parcel, snapshot),
        )

    # -- assumption sets --------------------------------------------------------------------------------------------
    def save_assumption_set(
        self,
        plan: Plan,
        name: str,
        base: str,
        own_assumptions: Mapping[str, float],
        *,
        note: str = "",
        by: str = "",
        space: Space | None = None,
    ) -> AssumptionSet:
        """Store an assumption set of one's own, or a new revision of it; `space` says who sees it from now on."""
        wanted = assumption_sets.check_set(plan, name, base, own_assumptions, note, by, utc(revisions.now()))

        def work(cursor: Cursor) -> AssumptionSet:
            assumption_sets.place_set(cursor, wanted, space)
            assumption_sets.write_set(cursor, wanted)
            return assumption_sets.read_set(cursor, plan, wanted.name)

        return self.database.write(work)

    def assumption_set(self, plan: Plan, name: str) -> AssumptionSet:
        with self.database.read() as cursor:
            return assumption_sets.read_set(cursor, plan, name)

    def assumption_sets(self, plan: Plan) -> tuple[AssumptionSet, ...]:
        with self.database.read() as cursor:
            return assumption_sets.read_sets(cursor, plan)

    def delete_assumption_set(self, plan: Plan, name: str, *, by: str = "") -> None:
        """Take a set off the list; scenarios saved with it keep their values."""
        now = utc(revisions.now())

        def work(cursor: Cursor) -> None:
            found = assumption_sets.read_set(cursor, plan, name)
            assumption_sets.write_set(cursor, replace(found, author=author_of(by), saved_at=now), deleted=True)

        self.database.write(work)


def _begin(cursor: Cursor, row: Mapping[str, Any], plan_id: str, space: Space | None) -> None:
    """Note who sees a new scenario: as is wanted, else as what it was made from, else as its plan."""
    parent = row["parent_id"]
    origin: tuple[spaces.Kind, str] = ("plan", plan_id) if parent is None else ("scenario", parent)
    spaces.begin(cursor, "scenario", row["scenario_id"], space, origin)


class DuckStore(Store):
    """A library in a DuckDB file."""

    def __init__(self, path: Path, migrations: Path = MIGRATIONS) -> None:
        self.database: DuckDatabase
        super().__init__(DuckDatabase(path, migrations))

    @property
    def path(self) -> Path:
        return self.database.path
