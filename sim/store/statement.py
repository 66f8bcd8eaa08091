"""What has to be said of a reopened or imported scenario, in words."""

from __future__ import annotations

from sim.language import get_language
from sim.store.opened import Opened
from sim.store.records import Imported

NAMED_ASSUMPTIONS = 5


def statement(opened: Opened, language: str) -> tuple[str, ...]:
    """Return one sentence for each thing that changed since the scenario was saved."""
    texts = get_language(language)
    changes = opened.changes
    said: list[str] = []
    if changes.problem is not None:
        said.append(texts.text("store-changed-cannot-run", problem=changes.problem.text(language)))
    if opened.scenario is not None:
        renamed = opened.scenario.plan.renamed_levers
        for before in opened.inputs["levers"]:
            if before in renamed:
                said.append(texts.text("store-changed-renamed", before=before, after=renamed[before]))
    if changes.plan:
        key = "store-changed-plan" if opened.scenario is None else "store-changed-plan-kept"
        said.append(texts.text(key, then=changes.plan[0], now=changes.plan[1]))
    if changes.model:
        said.append(texts.text("store-changed-model", then=changes.model[0], now=changes.model[1]))
    if changes.assumptions:
        named = [change.id for change in changes.assumptions[:NAMED_ASSUMPTIONS]]
        count = len(changes.assumptions)
        said.append(
            texts.text("store-changed-assumptions", count=count, named=named, more=max(0, count - NAMED_ASSUMPTIONS))
        )
    if changes.set_edited:
        said.append(texts.text("store-changed-set", name=opened.entry.assumption_set))
    if opened.now is None:
        return tuple(said)
    if changes.at_means:
        said.append(texts.text("store-changed-means"))
    elif changes.identical:
        return (*said, texts.text("store-changed-same-numbers")) if said else ()
    if not said:
        said.append(texts.text("store-changed-machine"))
    metric, year = "revenue", opened.stored.years[-1]
    said.append(
        texts.text(
            "store-changed-numbers-renewed" if changes.plan else "store-changed-numbers",
            year=str(year),
            then=texts.quantity(float(opened.stored.annual[metric][-1]), "money_fine"),
            now=texts.quantity(float(opened.now.annual[metric][-1]), "money_fine"),
        )
    )
    return tuple(said)


def import_statement(imported: Imported, language: str) -> tuple[str, ...]:
    """Return one sentence for each thing to know about an import."""
    texts = get_language(language)
    said: list[str] = []
    if imported.renamed_from is not None:
        said.append(texts.text("store-import-renamed", before=imported.renamed_from, after=imported.entry.name))
    if imported.plan_changed:
        said.append(texts.text("store-import-plan", then=imported.plan_changed[0], now=imported.plan_changed[1]))
    if imported.model_changed:
        said.append(texts.text("store-import-model", then=imported.model_changed[0], now=imported.model_changed[1]))
    if imported.numbers_differ > 0:
        said.append(texts.text("store-import-numbers"))
    return tuple(said)
