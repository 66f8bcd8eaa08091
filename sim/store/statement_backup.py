"""What has to be said of a restored backup, in words."""

from __future__ import annotations

from sim.language import get_language
from sim.store.merge import Restored

NAMED = 3


def restore_statement(restored: Restored, language: str) -> tuple[str, ...]:
    """Return one sentence for each thing to know about what restoring did."""
    words = get_language(language)
    changed = restored.added or restored.extended or restored.copied
    said = [words.text("backup-added", count=restored.added)] if restored.added else []
    if restored.extended:
        said.append(words.text("backup-extended", count=restored.extended))
    if restored.copied:
        said.append(words.text("backup-copied", count=restored.copied))
    if restored.known:
        said.append(words.text("backup-known", count=restored.known) if changed else words.text("backup-nothing"))
    if restored.in_bin:
        said.append(words.text("backup-in-bin", count=restored.in_bin))
    if restored.renamed:
        named = [words.text("backup-renamed-one", before=a, after=b) for a, b in restored.renamed[:NAMED]]
        more = len(restored.renamed) - len(named)
        if more:
            named.append(words.text("backup-renamed-more", count=more))
        said.append(words.text("backup-renamed", names=words.joined(named, "clauses")))
    for plan, count in (restored.foreign_plans or {}).items():
        said.append(words.text("backup-foreign-plan", plan=plan[:80], count=count))
    if restored.other_plan_edition:
        said.append(words.text("backup-plan-edition", count=restored.other_plan_edition))
    others = (
        ("backup-sets", restored.sets),
        ("backup-stories", restored.stories),
        ("backup-bookmarks", restored.bookmarks),
        ("backup-actuals", restored.actuals),
        ("backup-kept", restored.kept),
    )
    said += [words.text(key, count=count) for key, count in others if count]
    return tuple(said) or (words.text("backup-empty"),)
