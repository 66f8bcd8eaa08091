"""The classes of a list offered as the plan's tiers: today and new side by side, kept only on the Plans page."""

from __future__ import annotations

import streamlit as st

from pages.parts import writing
from pages.parts.plans import bring
from pages.parts.reading import Column, card, table
from pages.parts.writing import plain
from sim.customers import CustomerBook, text
from sim.customers.tiers import ListTier, list_tiers, source_text, tiers_before, with_tiers
from sim.language import Language, get_language, key
from sim.language.errors import FormatError
from sim.plan import Plan

GO = "customers-tiers-go"
SHARE, RATE = "percent_whole", "percent"
COLUMNS = (
    ("customers-column-customer-share", "customers", SHARE),
    ("customers-column-revenue-share", "revenue", SHARE),
    ("customers-tiers-churn", "churn", RATE),
)


def card_of_tiers(plan: Plan, book: CustomerBook, language: Language) -> None:
    """Draw what the tiers of the plan are and would be, and the way to the changed plan."""
    if st.session_state.pop(GO, False):
        st.switch_page("pages/plans.py")
    t = language.text
    with card(
        "customers-tiers", t("customers-tiers-title"), t("customers-tiers-subtitle", source=source_text(book, language))
    ):
        try:
            found = list_tiers(plan, book)
        except FormatError as problem:
            writing.caption(problem.text(language.id))
            return
        before = tiers_before(plan)
        heads = [Column(t(head), "number") for head, _, _ in COLUMNS]
        table(
            [Column(t("customers-tiers-tier")), *heads, Column(t("customers-tiers-ends"), "number")],
            [_row(one, before.get(one.id), book, language) for one in found],
            t("customers-tiers-title"),
        )
        gone = [plain(t(key("tier", id))) for id in before if id not in {one.id for one in found}]
        if gone:
            writing.caption(t("customers-tiers-gone", tiers=language.join(gone)))
        st.button(
            t("customers-tiers-do"), key="customers-tiers-do", on_click=_take, args=(plan, book, language.id),
            help=t("customers-tiers-do.help"),
        )  # fmt: skip


def _row(tier: ListTier, before: ListTier | None, book: CustomerBook, language: Language) -> list[str]:
    cells = [text.class_name(book, tier.id, language)]
    for _, name, format in COLUMNS:
        new = language.quantity(getattr(tier, name), format)
        was = "" if before is None else language.quantity(getattr(before, name), format)
        new = f"({new})" if name == "churn" and tier.ends is None else new  # that of all customers
        cells.append(f"{was} → {new}" if was and was != new else new)
    ends = [language.quantity(one, SHARE) for one in tier.ends or ()]
    return [*cells, " – ".join(ends) or "–"]


def _take(plan: Plan, book: CustomerBook, language_id: str) -> None:
    """Put the changed plan before the reader with what differs; nothing is stored until they say so."""
    language = get_language(language_id)
    origin = language.text(
        "customers-tiers-origin",
        count=language.number(book.total.customers, "count"),
        day=language.date(book.as_of),
    )
    bring.put_before(origin, with_tiers(plan, book, bring.next_id(plan)), plan)
    st.session_state[GO] = True
    st.session_state.pop(bring.EDITING, None)
