"""What scenarios of older libraries promise and what is likely of them: worked out when first asked for, then kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from sim.store.codec import outlook_text
from sim.store.database import Cursor
from sim.store.kpis import MEANS, PROMISE, Kpis
from sim.store.records import Entry
from sim.store.revisions import IMPORT_DRAWS

if TYPE_CHECKING:
    from sim.store.store import Store

KEEP = """
UPDATE runs SET run_kind = ?, promise = ?, likely = ?, p_target = coalesce(p_target, ?),
    p_target_se = coalesce(p_target_se, ?) WHERE run_id = ?
"""


def complete(store: Store, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return entries with promise and likely.

    What an older program did not keep is worked out by today's model under the version of the plan the scenario was
    saved with, and kept. A chance that was kept stays the one that is shown. An entry whose plan is no longer here, or
    no longer admits it, stays without.
    """
    entries = tuple(entries)
    lacking = [entry for entry in entries if entry.kpis.promise is None or entry.kpis.likely is None]
    found = {entry.run_id: kpis for entry in lacking if (kpis := _worked_out(store, entry)) is not None}
    if found:
        _keep(store, found)
    return tuple(replace(entry, kpis=found.get(entry.run_id, entry.kpis)) for entry in entries)


def _worked_out(store: Store, entry: Entry) -> Kpis | None:
    from sim.analysis.outlook import likely_document, likely_of
    from sim.analysis.promise import promise_document, promise_of
    from sim.analysis.uncertainty import simulate

    opened = store.open(entry.id, entry.revision)
    scenario, kpis = opened.scenario, entry.kpis
    if scenario is None:
        return None
    own_set = None if entry.assumption_set in scenario.plan.assumption_sets else entry.assumption_set
    likely = likely_document(likely_of(scenario, simulate(scenario, min(scenario.draws, IMPORT_DRAWS))), own_set)
    if kpis.p_target is not None:
        likely |= {"chance": kpis.p_target, "chance_se": kpis.p_target_se}
    return replace(
        kpis,
        run_kind=MEANS if opened.changes.at_means else PROMISE,
        promise=promise_document(promise_of(scenario)),
        likely=likely,
        p_target=likely["chance"],
        p_target_se=likely["chance_se"],
    )


def _keep(store: Store, found: dict[int, Kpis]) -> None:
    """Keep what was worked out; where the library cannot be written now, it is worked out again next time."""

    def work(cursor: Cursor) -> None:
        for run, kpis in found.items():
            texts = (outlook_text(kpis.promise), outlook_text(kpis.likely))
            cursor.execute(KEEP, [kpis.run_kind, *texts, kpis.p_target, kpis.p_target_se, run])

    if store.database.can_write:
        store.database.write(work)
