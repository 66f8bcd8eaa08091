"""What differs between two plans, as a table of values by name."""

from __future__ import annotations

from collections.abc import Sequence

from pages.parts import writing
from pages.parts.reading import Column, table
from pages.parts.writing import plain
from sim.language import Language
from sim.plan.change_text import change_name, change_value
from sim.plan.changes import PlanChange, plan_changes
from sim.plan.plan import Plan

SHOWN = 60


def changes_card(before: Plan, after: Plan, language: Language) -> None:
    """Draw every value that differs; that nothing differs is said."""
    changes = plan_changes(before, after)
    if not changes:
        writing.paragraph(language.text("plans-no-difference"))
        return
    changes_table(changes, after, language)


def changes_table(changes: Sequence[PlanChange], plan: Plan, language: Language) -> None:
    """Draw some values that differ, called as a plan calls them."""
    t, told = language.text, plan.vocabulary(language)
    rows = [
        [
            plain(change_name(one, told), 120),
            plain(change_value(one.before, one, told), 120),
            plain(change_value(one.after, one, told), 120),
        ]
        for one in changes[:SHOWN]
    ]
    columns = [Column(t("plans-what")), Column(t("plans-before"), "number"), Column(t("plans-after"), "number")]
    table(columns, rows, t("plans-differences"))
    if len(changes) > SHOWN:
        writing.caption(t("plans-more-differences", count=len(changes) - SHOWN))
