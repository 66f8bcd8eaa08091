"""What has to be said of a restored backup, in words."""

from __future__ import annotations

from sim.language import get_language
from sim.store.merge import Restored

NAMED = 3


def restore_statement(restored: Restored, language: str) -> tuple[str, ...]:
    """Return one sentence for each thing to know about what restoring did."""
    texts = get_language(language)
    changed = restored.added or restored.extended or restored.copied
    said = [texts.text("backup-added", count=restored.added)] if restored.added else []
    if restored.extended:
        said.append(texts.text("backup-extended", count=restored.extended))
    if restored.copied:
        said.append(texts.text("backup-copied", count=restored.copied))
    if restored.known:
        said.append(texts.text("backup-known", count=restored.known) if changed else texts.text("backup-nothing"))
    if restored.in_bin:
        said.append(texts.text("backup-in-bin", count=restored.in_bin))
    if restored.renamed:
        named = [texts.text("backup-renamed-one", before=a, after=b) for a, b in restored.renamed[:NAMED]]
        more = len(restored.renamed) - len(named)
        if more:
            named.append(texts.text("backup-renamed-more", count=more))
        said.append(texts.text("backup-renamed", names=texts.join(named, "clauses")))
    for plan, count in (restored.foreign_plans or {}).items():
        said.append(texts.text("backup-foreign-plan", plan=plan[:80], count=count))
    if restored.other_plan_edition:
        said.append(texts.text("backup-plan-edition", count=restored.other_plan_edition))
    others = (
        ("backup-plans", restored.plans),
        ("backup-sets", restored.sets),
        ("backup-stories", restored.stories),
        ("backup-rooms", restored.rooms),
        ("backup-bookmarks", restored.bookmarks),
        ("backup-actuals", restored.actuals),
        ("backup-kept", restored.kept),
    )
    said += [texts.text(key, count=count) for key, count in others if count]
    return tuple(said) or (texts.text("backup-empty"),)
