"""Changing many scenarios at once: one transaction, so all of them or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sim.store.codec import REVISION_COLUMNS
from sim.store.database import Cursor
from sim.store.person import author_of
from sim.store.queries import rows
from sim.store.revisions import next_moment
from sim.store.texts import clean_tags, search_text

if TYPE_CHECKING:
    from sim.store.store import Store

# The newest revisions of some scenarios, to be written again with something changed.
AGAIN = """
INSERT INTO all_revisions ({columns}) SELECT {values}
FROM scenarios{joined} WHERE list_contains(?::VARCHAR[], scenario_id) AND {condition}
"""
CHANGED = {
    "revision": "revision + 1",
    "action": "?::VARCHAR",
    "saved_at": "?::TIMESTAMP",
    "saved_by": "?::VARCHAR",
    "based_on": "NULL::INTEGER",
}
"""What every new revision has of its own; the question marks stand in the order of the columns."""
SEPARATOR = "\x1f"
TAGS = {"tags": "coalesce(string_to_array(nullif(new_tags, ''), chr(31)), ?::VARCHAR[])", "search_text": "new_text"}
TAGGED = """
JOIN (SELECT unnest(?::VARCHAR[]) AS id, unnest(?::VARCHAR[]) AS new_tags, unnest(?::VARCHAR[]) AS new_text) AS tagged
ON tagged.id = scenario_id
"""


def _again(
    cursor: Cursor,
    ids: Sequence[str],
    action: str,
    by: str,
    changes: Mapping[str, str],
    condition: str,
    joined: str = "",
    values: Sequence[object] = (),
) -> list[str]:
    """Write new revisions of those scenarios that meet the condition; return which.

    Parameters
    ----------
    changes : mapping column → SQL
        What else differs from the newest revision.
    joined, values
        What is joined for it, and the values of its question marks.
    """
    cursor.execute(
        f"SELECT scenario_id FROM scenarios WHERE list_contains(?::VARCHAR[], scenario_id) AND {condition}",  # noqa: S608
        [list(ids)],
    )
    found = [id for (id,) in cursor.fetchall()]
    new = {**{name: name for name in REVISION_COLUMNS}, **CHANGED, **changes}
    sql = AGAIN.format(columns=", ".join(new), values=", ".join(new.values()), joined=joined, condition=condition)
    cursor.execute(sql, [action, next_moment(cursor), author_of(by), *values, list(ids)])
    return found


def delete_all(store: Store, ids: Sequence[str], *, by: str = "") -> tuple[str, ...]:
    """Move scenarios to the bin; return those that were not there already.

    Raises
    ------
    StoreError
        The library cannot be written; nothing was moved.
    """
    binned = {"in_bin": "true"}
    return tuple(store.database.write(lambda cursor: _again(cursor, ids, "delete", by, binned, "NOT in_bin")))


def restore_all(store: Store, ids: Sequence[str], *, by: str = "") -> int:
    """Take scenarios out of the bin; names taken meanwhile get a number. Returns how many came back."""

    def work(cursor: Cursor) -> tuple[int, list[str]]:
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
        return len(_again(cursor, free, "restore", by, {"in_bin": "false"}, "in_bin")), clashing

    done, clashing = store.database.write(work)
    for id in clashing:
        store.restore(id, by=by)
    return done + len(clashing)


def tag_all(store: Store, ids: Sequence[str], tag: str, *, by: str = "", remove: bool = False) -> int:
    """Give scenarios a tag, or take it from them; return how many changed.

    Raises
    ------
    StoreError
        The tag breaks a limit, or a scenario would get too many; nothing was changed.
    """
    (tag,) = clean_tags([tag]) or ("",)

    def work(cursor: Cursor) -> int:
        found = rows(
            cursor,
            "SELECT scenario_id, name, note, tags, author FROM scenarios "
            "WHERE list_contains(?::VARCHAR[], scenario_id) AND list_contains(tags, ?) = ?",
            [list(ids), tag, remove],
        )
        if not tag or not found:
            return 0
        changed: list[tuple[Any, ...]] = []
        for row in found:
            tags = [one for one in row["tags"] if one != tag] if remove else [*row["tags"], tag]
            tags = clean_tags(tags)
            text = search_text(row["name"], row["note"], tags, row["author"])
            changed.append((row["scenario_id"], SEPARATOR.join(tags), text))
        names, tags, texts = map(list, zip(*changed, strict=True))
        values = [[], names, tags, texts]
        return len(_again(cursor, names, "tag", by, TAGS, "true", TAGGED, values))

    return store.database.write(work)
