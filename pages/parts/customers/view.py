"""The page: what the list says, the matrix, classes with churn and worth, and how all of it was counted."""

from __future__ import annotations

import html

import streamlit as st

from pages.parts import reading, session, writing
from pages.parts.charts import rfm
from pages.parts.customers import tiers
from pages.parts.customers.take import Held, list_at_hand, panel, put_away
from pages.parts.reading import Column, Number, card, chart, numbers, sentence, table
from pages.parts.writing import literal
from sim.customers import CustomerBook, scheme_ids, score_list, text
from sim.customers.files import as_csv, as_excel
from sim.customers.take import counts, with_customers
from sim.language import Language, get_language
from sim.language.errors import FormatError, SimError
from sim.plan import Plan

BOOK, SCHEME = "customers-book", "customers-scheme"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show(plan: Plan, language: Language) -> None:
    """Draw the page."""
    language = plan.vocabulary(language)
    found = list_at_hand(plan)
    if found is None:
        st.session_state.pop(BOOK, None)
        sentence(language.text("customers-empty"))
        panel(plan, language)
        return
    scheme = _chosen_scheme(plan)
    try:
        book = _book(plan, found, scheme)
    except FormatError as problem:
        writing.error(problem.text(language.id))
        panel(plan, language)
        return
    sentence(text.sentence(plan, book, language))
    _bar(plan, found, language)
    if counts(plan) and not found.example:
        st.button(
            literal(language.text("customers-use", count=language.number(book.total.customers, "count"))),
            key="customers-use",
            on_click=_use,
            args=(book, language.id),
            help=language.text("customers-use.help"),
        )
    _headline(plan, book, language)
    _matrix(plan, book, language)
    _classes(plan, book, language)
    if counts(plan) and not found.example:
        tiers.card_of_tiers(plan, book, language)
    _draw_method(plan, found, book, language)
    panel(plan, language)


def _chosen_scheme(plan: Plan) -> str:
    chosen = st.session_state.get(SCHEME)
    return chosen if chosen in scheme_ids(plan) else scheme_ids(plan)[0]


def _book(plan: Plan, found: Held, scheme: str) -> CustomerBook:
    """Return the scored list; the session keeps the last one, which names no customer."""
    kept = st.session_state.get(BOOK)
    if kept is not None and kept[:3] == (id(found), plan.hash, scheme):
        return kept[3]
    book = score_list(plan, found.purchases, scheme)
    st.session_state[BOOK] = (id(found), plan.hash, scheme, book)
    return book


def _bar(plan: Plan, found: Held, language: Language) -> None:
    """Draw whose list this is, the choice of classes, and the way to put the list away."""
    t = language.text
    name = (
        t("customers-is-example") if found.example else t("customers-is-list", name=writing.plain(found.purchases.name))
    )
    with st.container(key="customers-bar", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'<p class="rd-remark" role="note">{html.escape(name)}</p>', width="stretch")
        st.segmented_control(
            t("customers-classes"),
            scheme_ids(plan),
            default=_chosen_scheme(plan) if SCHEME not in st.session_state else None,
            format_func=lambda one: literal(text.scheme_name(one, language)),
            key=SCHEME,
            label_visibility="collapsed",
            required=True,
        )
        st.button(t("customers-put-away"), key="customers-put-away", on_click=put_away, icon=":material/close:")


def _use(book: CustomerBook, language_id: str) -> None:
    """Give the scenario as many customers as the list has; one step that undo takes back."""
    language = get_language(language_id)
    try:
        session.set_scenario(with_customers(session.get_scenario(), book))
    except SimError as problem:
        writing.toast(problem.text(language_id))
        return
    writing.toast(language.text("customers-used", count=language.number(book.total.customers, "count")))


def _headline(plan: Plan, book: CustomerBook, language: Language) -> None:
    t, total = language.text, book.total

    def amount(value: float) -> str:
        return text.money(plan, value, language)

    remarks = {
        "revenue": t("customers-a-customer", amount=amount(total.a_customer)),
        "churn": t("customers-churn-list" if book.churn_from == "list" else "customers-churn-plan"),
        "worth": t("customers-plan-worth", amount=amount(total.plan_worth)),
    }
    shown = [
        ("customers-column-customers", "customers"),
        ("customers-column-revenue", "revenue"),
        ("customers-column-churn", "churn"),
        ("customers-column-renewal", "renewal"),
        ("customers-column-worth", "worth"),
    ]
    numbers(
        [
            Number(t(head), text.field_text(plan, book, total, name, language), note=remarks.get(name, ""))
            for head, name in shown
        ],
        t("customers-numbers"),
    )


def _matrix(plan: Plan, book: CustomerBook, language: Language) -> None:
    """Draw the fields by recency and frequency; the title says where the revenue is."""
    t = language.text
    best = max(book.matrix, key=lambda one: one.revenue)
    revenue = book.total.revenue or 1.0

    def share(value: float) -> str:
        return language.quantity(value, "percent_whole")

    title = t(
        "customers-matrix-title",
        revenue=share(best.revenue / revenue),
        customers=language.number(best.customers, "count"),
        share=share(best.customers / book.total.customers),
    )
    cells = [
        {
            "recency": one.recency,
            "frequency": one.frequency,
            "heat": max(0.0, one.revenue / best.revenue) if best.revenue > 0 else 0.0,
            "customers": t("customers-cell", count=one.customers, number=language.number(one.customers, "count")),
            "revenue": share(one.revenue / revenue),
            "best": one is best,
            "tip": t(
                "customers-cell-tip",
                customers=language.number(one.customers, "count"),
                revenue=text.money(plan, one.revenue, language),
            ),
        }
        for one in book.matrix
    ]
    recents = _fifths(t("customers-recent-least"), t("customers-recent-most"))
    oftens = _fifths(t("customers-often-least"), t("customers-often-most"))
    with card("customers-matrix", title, t("customers-matrix-subtitle")):
        chart(rfm.spec(), {"cells": cells, "recents": recents, "oftens": oftens}, key="customers-chart", alt=title)


def _fifths(least: str, most: str) -> list[dict[str, object]]:
    """Return how five steps are called: the ends by name."""
    return [{"fifth": place, "name": name} for place, name in enumerate([least, "2", "3", "4", most], start=1)]


def _classes(plan: Plan, book: CustomerBook, language: Language) -> None:
    """Draw the table of classes; the title says who is worth most and who leaves most."""
    t, title = language.text, text.classes_title(book, language)
    heads = text.headings(book, language)
    with card("customers-classes", title, t("customers-classes-subtitle")):
        table(
            [Column(heads[0]), *(Column(head, "number") for head in heads[1:])],
            text.rows(plan, book, language),
            title,
        )


def _draw_method(plan: Plan, found: Held, book: CustomerBook, language: Language) -> None:
    """Draw how it was counted, and the files to take away."""
    t = language.text
    with card("customers-counted", t("customers-counted-title"), t("customers-private")):
        reading.listing(text.notes(plan, book, language))
        with st.container(horizontal=True, gap="small"):
            st.download_button(
                t("customers-as-excel"),
                lambda: as_excel(plan, book, language),
                f"{t('customers-file-name')}.xlsx",
                EXCEL,
                key="customers-as-excel",
                on_click="ignore",
            )
            st.download_button(
                t("customers-as-csv"),
                lambda: as_csv(plan, found.purchases, book, language),
                f"{t('customers-file-name')}.csv",
                "text/csv",
                key="customers-as-csv",
                on_click="ignore",
            )
