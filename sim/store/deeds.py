"""Who changed what: one list over all that the library keeps, and what it keeps for this list alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sim.store.codec import utc
from sim.store.database import Cursor, Database
from sim.store.person import author_of
from sim.store.queries import insert

DEEDS = """
SELECT happened_at AS at, done_by, 'library' AS kind, action, what FROM deeds
UNION ALL SELECT saved_at, saved_by, 'scenario', action, name || ' (' || scenario_id || ')' FROM revisions
UNION ALL SELECT saved_at, saved_by, 'plan', action, plan_id FROM plan_revisions
UNION ALL SELECT saved_at, author, 'set', CASE WHEN deleted THEN 'delete' ELSE 'save' END, name FROM assumption_sets
UNION ALL SELECT saved_at, saved_by, 'story', CASE WHEN deleted THEN 'delete' ELSE 'save' END, title FROM stories
UNION ALL SELECT changed_at, changed_by, 'actuals', 'enter', plan_id || ' ' || count(*) || ' ' || min(origin)
    FROM actual_changes GROUP BY plan_id, changed_at, changed_by
ORDER BY 1 DESC, 3, 5 LIMIT ?
"""


@dataclass(frozen=True)
class Deed:
    """One thing that somebody did.

    Attributes
    ----------
    kind : "scenario", "plan", "set", "story", "actuals" or "library"
    what : str
        Name and id of the thing; of actual figures the plan, how many and the file they came from.
    """

    at: dt.datetime
    by: str
    kind: str
    action: str
    what: str


def note(cursor: Cursor, action: str, what: str, by: str = "") -> None:
    """Note in the running transaction what no revision will tell."""
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    insert(cursor, "deeds", {"happened_at": now, "done_by": author_of(by), "action": action, "what": what})


def deeds(database: Database, limit: int = 200) -> tuple[Deed, ...]:
    """Return who changed what, the latest first.

    Raises
    ------
    StoreError
        The library cannot be read.
    """
    with database.read() as cursor:
        rows = cursor.execute(DEEDS, [limit]).fetchall()
    return tuple(Deed(utc(at), by, kind, action, what) for at, by, kind, action, what in rows)
