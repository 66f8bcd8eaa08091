"""Changing many scenarios at once: one transaction, so all of them or none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from duckdb import DuckDBPyConnection

from sim.store.queries import rows
from sim.store.revisions import next_moment
from sim.store.texts import clean_author, clean_tags, search_text

if TYPE_CHECKING:
    from sim.store.duck import DuckStore

# The newest revisions of some scenarios, to be written again with something changed.
AGAIN = """
INSERT INTO revisions BY NAME SELECT * REPLACE (
    revision + 1 AS revision, ?::VARCHAR AS action, ?::TIMESTAMP AS saved_at, ?::VARCHAR AS saved_by,
    NULL::INTEGER AS based_on, {changes})
FROM scenarios WHERE list_contains(?::VARCHAR[], scenario_id) AND {condition}
"""


def _again(
    cursor: DuckDBPyConnection, ids: Sequence[str], action: str, by: str, changes: str, condition: str
) -> list[str]:
    """Write new revisions of those scenarios that meet the condition; return which."""
    cursor.execute(
        f"SELECT scenario_id FROM scenarios WHERE list_contains(?::VARCHAR[], scenario_id) AND {condition}",  # noqa: S608
        [list(ids)],
    )
    found = [id for (id,) in cursor.fetchall()]
    cursor.execute(
        AGAIN.format(changes=changes, condition=condition), [action, next_moment(cursor), clean_author(by), list(ids)]
    )
    return found


def delete_all(store: DuckStore, ids: Sequence[str], *, by: str = "") -> tuple[str, ...]:
    """Move scenarios to the bin; return those that were not there already.

    Raises
    ------
    StoreError
        The library cannot be written; nothing was moved.
    """
    return tuple(store.database.write(lambda cursor: _again(cursor, ids, "delete", by, "true AS in_bin", "NOT in_bin")))


def restore_all(store: DuckStore, ids: Sequence[str], *, by: str = "") -> int:
    """Take scenarios out of the bin; names taken meanwhile get a number. Returns how many came back."""

    def work(cursor: DuckDBPyConnection) -> tuple[int, list[str]]:
        cursor.execute("SELECT DISTINCT name_key FROM scenarios WHERE NOT in_bin")
        taken = {key for (key,) in cursor.fetchall()}
        cursor.execute(
            "SELECT scenario_id, name_key FROM scenarios WHERE list_contains(?::VARCHAR[], scenario_id) AND in_bin",
            [list(ids)],
        )
        free, clashing = [], []
        for id, key in cursor.fetchall():
            (clashing if key in taken else free).append(id)
            taken.add(key)
        return len(_again(cursor, free, "restore", by, "false AS in_bin", "in_bin")), clashing

    done, clashing = store.database.write(work)
    for id in clashing:
        store.restore(id, by=by)
    return done + len(clashing)


def tag_all(store: DuckStore, ids: Sequence[str], tag: str, *, by: str = "", remove: bool = False) -> int:
    """Give scenarios a tag, or take it from them; return how many changed.

    Raises
    ------
    StoreError
        The tag breaks a limit, or a scenario would get too many; nothing was changed.
    """
    (tag,) = clean_tags([tag]) or ("",)

    def work(cursor: DuckDBPyConnection) -> int:
        found = rows(
            cursor,
            "SELECT scenario_id, name, note, tags, author FROM scenarios "
            "WHERE list_contains(?::VARCHAR[], scenario_id) AND list_contains(tags, ?) = ?",
            [list(ids), tag, remove],
        )
        if not tag or not found:
            return 0
        changed = []
        for row in found:
            tags = [one for one in row["tags"] if one != tag] if remove else [*row["tags"], tag]
            tags = clean_tags(tags)
            text = search_text(row["name"], row["note"], tags, row["author"])
            changed.append((row["scenario_id"], list(tags), text))
        names, tags, texts = zip(*changed, strict=True)
        cursor.execute(
            "CREATE OR REPLACE TEMP TABLE tagged AS SELECT unnest(?::VARCHAR[]) AS id, unnest(?::VARCHAR[][]) AS "
            "new_tags, unnest(?::VARCHAR[]) AS new_text",
            [list(names), list(tags), list(texts)],
        )
        changes = (
            "(SELECT new_tags FROM tagged WHERE id = scenario_id) AS tags, "
            "(SELECT new_text FROM tagged WHERE id = scenario_id) AS search_text"
        )
        return len(_again(cursor, names, "tag", by, changes, "true"))

    return store.database.write(work)
