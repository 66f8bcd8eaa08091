"""What the contents of a foreign library must be like before a row of it is taken over."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any, get_args

from duckdb import DuckDBPyConnection

from sim.language.errors import FormatError, RoomError, StoreError
from sim.plan.catalogue import shipped_hashes
from sim.plan.check import check_pack
from sim.plan.files import FILE_LIMIT, FORMER, belongs
from sim.room.room import Event, Room
from sim.store.codec import utc
from sim.store.kpis import MEANS, PROMISE
from sim.store.plans import PlanAction, summary
from sim.store.records import Action
from sim.store.texts import clean_author, clean_name, clean_note, clean_tags

INPUTS = {
    "plan": str,
    "levers": dict,
    "assumptions": str,
    "overrides": dict,
    "risks": dict,
    "target": dict,
    "seed": int,
    "draws": int,
}
BATCH = 2000
PROMISED = ("year", "gap_to_target")
LIKELY = ("year", "p10", "p50", "p90", "chance", "chance_se", "draws")

# Each counts rows that no library of ours has.
RULES = {
    "revisions": """
        SELECT count(*) FROM (SELECT count(*) AS n, min(revision) AS low, max(revision) AS high
        FROM revisions GROUP BY scenario_id) WHERE low <> 1 OR high <> n""",
    "plan_revisions": """
        SELECT count(*) FROM (SELECT count(*) AS n, min(revision) AS low, max(revision) AS high
        FROM plan_revisions GROUP BY plan_id) WHERE low <> 1 OR high <> n""",
    "plan_revisions.plan_hash": """
        SELECT count(*) FROM plan_revisions AS r ANTI JOIN
        (FROM plan_versions WHERE files IS NOT NULL AND summary IS NOT NULL) AS v USING (plan_id, plan_hash)""",
    "plan_versions": "SELECT count(*) FROM plan_versions WHERE NOT regexp_full_match(plan_id, '[a-z0-9-]{1,80}')",
    "spaces": """
        SELECT count(*) FROM spaces WHERE kind NOT IN ('scenario', 'plan', 'set', 'story')
        OR NOT regexp_full_match(seen_by, '[*]|@.{1,400}|') OR length(keeper) > 400 OR length(keeper_name) > 400""",
    "revisions.run_id": "SELECT count(*) FROM revisions WHERE run_id NOT IN (SELECT run_id FROM runs)",
    "results.run_id": """
        SELECT count(*) FROM (
            SELECT run_id, count(*) AS n FROM results GROUP BY run_id
        ) AS found FULL JOIN runs USING (run_id)
        WHERE n IS DISTINCT FROM len(quarters) * len(regions) * len(products)""",
    "results": """
        SELECT count(*) FROM results JOIN runs USING (run_id)
        WHERE NOT list_contains(quarters, quarter) OR NOT list_contains(regions, region)
        OR NOT list_contains(products, product) OR NOT isfinite(results.revenue)
        OR NOT isfinite(results.headcount) OR NOT isfinite(effective_reps)""",
    "runs": """
        SELECT count(*) FROM runs WHERE len(years) = 0 OR len(years) > 100 OR len(quarters) > 400
        OR NOT coalesce(isfinite(headline['revenue']), false) OR NOT isfinite(target_value) OR NOT isfinite(target_gap)
        OR len(map_extract(annual, 'revenue')[1]) IS DISTINCT FROM len(years)
        OR len(map_extract(quarterly, 'revenue')[1]) IS DISTINCT FROM len(quarters)""",
}


def check_contents(cursor: DuckDBPyConnection) -> None:
    """Check that every scenario has its revisions, its run and its results, and texts that people may write.

    Raises
    ------
    FormatError
        Names the table, and the column where one is to blame.
    """
    for place, rule in RULES.items():
        (count,) = cursor.execute(rule).fetchone() or (0,)
        if count:
            raise FormatError("error-backup-damaged", detail=place)
    for hash, files, told in _batches(
        cursor, "SELECT plan_hash, files, summary FROM plan_versions WHERE files IS NOT NULL"
    ):
        _check_plan(hash, files, told)
    for note, saved_by, action in _batches(cursor, "SELECT note, saved_by, action FROM plan_revisions"):
        if not clean(note, clean_note) or not clean(saved_by, clean_author) or action not in get_args(PlanAction):
            raise FormatError("error-backup-damaged", detail="plan_revisions")
    for kind, promise, likely in _batches(cursor, "SELECT run_kind, promise, likely FROM runs"):
        if kind not in (None, PROMISE, MEANS):
            raise FormatError("error-backup-damaged", detail="runs.run_kind")
        for place, text, needed in (("promise", promise, PROMISED), ("likely", likely, LIKELY)):
            if text is not None:
                _check_outlook(_parse(text, f"runs.{place}"), needed, f"runs.{place}")
    for inputs, assumptions in _batches(cursor, "SELECT inputs, beliefs FROM runs"):
        _check_inputs(_parse(inputs, "runs.inputs"))
        _check_assumptions(_parse(assumptions, "runs.beliefs"))
    texts = "SELECT name, note, tags, author, saved_by, action FROM revisions"
    for name, note, tags, author, saved_by, action in _batches(cursor, texts):
        pairs = ((name, clean_name), (note, clean_note), (author, clean_author), (saved_by, clean_author))
        same = all(clean(value, cleaner) for value, cleaner in pairs)
        if not same or list(_quiet(clean_tags, tags)) != tags or action not in get_args(Action):
            raise FormatError("error-backup-damaged", detail="revisions")
    for name, note, own_assumptions in _batches(cursor, "SELECT name, note, overrides FROM assumption_sets"):
        _check_assumptions(_parse(own_assumptions, "assumption_sets.overrides"))
        if not clean(name, clean_name) or not clean(note, clean_note):
            raise FormatError("error-backup-damaged", detail="assumption_sets")
    for table in ("bookmarks", "story_steps"):
        for name, note, state in _batches(cursor, f"SELECT name, note, state FROM {table}"):  # noqa: S608 - our names
            content = _parse(state, f"{table}.state")
            known = {"scenario", "base", "base_id", "base_name"} <= content.keys()
            if not known or not clean(name, clean_name) or not clean(note, clean_note):
                raise FormatError("error-backup-damaged", detail=table)
            for part in ("scenario", "base"):
                if not isinstance(content[part], dict):
                    raise FormatError("error-backup-damaged", detail=table)
                _check_inputs(content[part])

    _check_rooms(cursor)


def _check_rooms(cursor: DuckDBPyConnection) -> None:
    """Check that every room's events can have happened one after the other."""
    events: dict[str, list[Event]] = {}
    for id, number, kind, content, at in _batches(cursor, "FROM room_events ORDER BY room_id, revision"):
        event = Event(number, utc(at), kind, _parse(content, "room_events.content"))
        events.setdefault(id, []).append(event)
    for id, listed in events.items():
        try:
            Room.replay(id, listed)
        except RoomError as problem:
            raise FormatError("error-backup-damaged", detail=f"room_events: {id[:40]}") from problem


def _check_plan(hash: str, files: str, told: str | None) -> None:
    """Check that a version of a plan is a pack, under the hash that its files give or that the program gives them."""
    content = _parse(files, "plan_versions.files")
    texts = all(isinstance(text, str) and len(text) <= FILE_LIMIT for text in content.values())
    if not texts or not all(belongs(name) or name == FORMER for name in content):
        raise FormatError("error-backup-damaged", detail="plan_versions.files")
    plan, problems = check_pack({name: text for name, text in content.items() if name != FORMER})
    if plan is None or (plan.hash != hash and shipped_hashes().get(plan.hash) != hash):
        detail = problems[0].text() if problems else hash[:16]
        raise FormatError("error-backup-damaged", detail=f"plan_versions: {detail}"[:300])
    if told is None or json.loads(told).keys() != summary(plan).keys():
        raise FormatError("error-backup-damaged", detail="plan_versions.summary")


def _batches(cursor: DuckDBPyConnection, sql: str) -> Iterator[tuple[Any, ...]]:
    cursor.execute(sql)
    while rows := cursor.fetchmany(BATCH):
        yield from rows


def _quiet(cleaner: Any, value: Any) -> Any:
    try:
        return cleaner(value)
    except (StoreError, TypeError, AttributeError):
        return ()


def clean(value: Any, cleaner: Any) -> bool:
    """Tell whether a text is what `cleaner` would have made of it."""
    return isinstance(value, str) and _quiet(cleaner, value) == value


def _parse(text: str, place: str) -> dict[str, Any]:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise FormatError("error-backup-damaged", detail=place) from problem
    if not isinstance(content, dict):
        raise FormatError("error-backup-damaged", detail=place)
    return content


def _check_inputs(inputs: dict[str, Any]) -> None:
    """Check the shape alone: whether a plan admits the values is said when the scenario is opened."""
    if inputs.keys() != INPUTS.keys() or any(type(inputs[name]) is not kind for name, kind in INPUTS.items()):
        raise FormatError("error-backup-damaged", detail="runs.inputs")
    if inputs["target"].keys() != {"metric", "year", "value"}:
        raise FormatError("error-backup-damaged", detail="runs.inputs")
    if not all(isinstance(settings, dict) for settings in inputs["risks"].values()):
        raise FormatError("error-backup-damaged", detail="runs.inputs")


def _check_outlook(content: dict[str, Any], needed: tuple[str, ...], place: str) -> None:
    """Check that what is promised or likely has the numbers that pages write, and that they are numbers."""
    for name in needed:
        value = content.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise FormatError("error-backup-damaged", detail=place)


def _check_assumptions(assumptions: dict[str, Any]) -> None:
    for value in assumptions.values():
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise FormatError("error-backup-damaged", detail="runs.beliefs")
