"""A scored list in words: the sentence on top, the table of classes, and what to know of how it was read."""

from __future__ import annotations

import math

from sim.customers.result import ClassLine, CustomerBook
from sim.customers.spec import rules
from sim.language import Language, key
from sim.plan import Plan, fact_text
from sim.plan.customer_classes import customer_classes

FEW = 0.5
"""The classes told of are the fewest that bring at least half of the revenue, if they are at most half of all."""
COLUMNS = (
    ("customers-column-customers", "customers"),
    ("customers-column-customer-share", "customer_share"),
    ("customers-column-revenue", "revenue"),
    ("customers-column-revenue-share", "revenue_share"),
    ("customers-column-a-customer", "a_customer"),
    ("customers-column-days", "days"),
    ("customers-column-often", "often"),
    ("customers-column-churn", "churn"),
    ("customers-column-renewal", "renewal"),
    ("customers-column-worth", "worth"),
    ("customers-column-plan-worth", "plan_worth"),
)
"""Columns of the table of classes: heading, and what of a line it shows."""
SHARES = ("customer_share", "revenue_share", "churn", "renewal")
AMOUNTS = ("revenue", "a_customer", "worth", "plan_worth")


def class_name(book: CustomerBook, id: str, language: Language) -> str:
    """Return what a class is called; all customers have no class."""
    return language.text(key("customer-class", f"{book.scheme}.{id}")) if id else language.text("customers-all")


def scheme_name(id: str, language: Language) -> str:
    """Return what a way of classing is called."""
    return language.text(key("customer-class", id))


def value(book: CustomerBook, line: ClassLine, name: str) -> float:
    """Return what a column shows of a line; NaN where nothing is known."""
    if name == "customer_share":
        return line.customers / book.total.customers
    if name == "revenue_share":
        return line.revenue / book.total.revenue if book.total.revenue else math.nan
    return float(getattr(line, name))


def money(plan: Plan, amount: float, language: Language) -> str:
    """Return an amount with its unit; less than ten thousand in the currency itself."""
    if not math.isfinite(amount):
        return "–"
    if 0 < abs(amount) < fact_text.SINGLE_MONEY and plan.currency != "XXX":
        return fact_text.money(round(amount * 1e6) / 1e6, plan.money, language)
    return language.quantity(amount, "money" if abs(amount) >= fact_text.FINE_MONEY else "money_fine")


def field_text(plan: Plan, book: CustomerBook, line: ClassLine, name: str, language: Language) -> str:
    """Return a field of the table of classes."""
    number = value(book, line, name)
    if not math.isfinite(number):
        return "–"
    if name in AMOUNTS:
        return money(plan, number, language)
    if name in SHARES:
        shown = language.quantity(number, "percent_whole")
        borrowed = name in ("churn", "renewal") and line.id and not line.own_churn
        return f"({shown})" if borrowed else shown
    return language.number(number, "count", decimals=1 if name == "often" else 0)


def headings(book: CustomerBook, language: Language) -> list[str]:
    """Return the headings of the table of classes, the class first."""
    years = f"{book.worth_years:g}"
    return [language.text("customers-column-class"), *(language.text(text, years=years) for text, _ in COLUMNS)]


def rows(plan: Plan, book: CustomerBook, language: Language) -> list[list[str]]:
    """Return the table of classes, all customers last."""
    return [
        [class_name(book, line.id, language), *(field_text(plan, book, line, name, language) for _, name in COLUMNS)]
        for line in (*book.lines, book.total)
    ]


def best_classes(book: CustomerBook) -> tuple[float, float]:
    """Return the share of customers and of revenue of the fewest classes that bring half of the revenue."""
    ordered = sorted(book.lines, key=lambda one: one.revenue / max(1, one.customers), reverse=True)
    customers, revenue = 0, 0.0
    for line in ordered:
        customers, revenue = customers + line.customers, revenue + line.revenue
        if revenue >= FEW * book.total.revenue:
            break
    return customers / book.total.customers, revenue / book.total.revenue if book.total.revenue else math.nan


def classes_title(book: CustomerBook, language: Language) -> str:
    """Return whose customers are worth most and whose leave most, where that reads apart from the rate of all."""

    def share(line: ClassLine) -> str:
        return language.quantity(line.churn, "percent_whole")

    worth = max((one for one in book.lines if one.customers), key=lambda one: one.worth)
    told = [one for one in book.lines if one.customers and one.own_churn and one.churn > book.total.churn]
    leaving = max(told, key=lambda one: one.churn, default=None)
    if leaving is not None and share(leaving) == share(book.total):
        leaving = None
    return language.text(
        "customers-classes-title",
        name=class_name(book, worth.id, language),
        times=language.number(worth.worth / book.total.worth, "count", decimals=1) if book.total.worth else "–",
        known="no" if leaving is None else "yes",
        leaving=class_name(book, leaving.id, language) if leaving else "",
        churn=share(leaving) if leaving else "",
    )


def sentence(plan: Plan, book: CustomerBook, language: Language) -> str:
    """Return what the list says; `<b>` and `<em>` mark what matters."""
    share, revenue = best_classes(book)
    few = share <= FEW and math.isfinite(revenue) and revenue > 0
    return language.text(
        "customers-sentence",
        few="yes" if few else "no",
        share=language.quantity(share, "percent_whole"),
        revenue=language.quantity(revenue, "percent_whole") if few else "–",
        customers=language.number(book.total.customers, "count"),
        total=money(plan, book.total.revenue, language),
        day=language.date(book.as_of),
        source=book.churn_from,
        churn=language.quantity(book.total.churn, "percent_whole"),
    )


def notes(plan: Plan, book: CustomerBook, language: Language) -> list[str]:
    """Return how the list was read and counted, sentence by sentence."""
    t, facts = language.text, book.facts

    def count(number: float) -> str:
        return language.number(number, "count")

    def share(number: float) -> str:
        return language.quantity(number, "percent_whole")

    years = f"{rules().window.value:g}"
    found = [
        t(
            "customers-note-list",
            rows=count(facts.rows),
            first=language.date(facts.first),
            last=language.date(facts.last),
            day=language.date(book.as_of),
            columns=language.join(facts.headings),
        )
    ]
    if facts.unread:
        found.append(t("customers-note-unread", columns=language.join(facts.unread)))
    if facts.returns:
        found.append(t("customers-note-returns", count=count(facts.returns)))
    if facts.before_window:
        found.append(t("customers-note-window", count=count(facts.before_window), years=years))
    if facts.without:
        found.append(t("customers-note-without", count=count(facts.without)))
    if facts.alike:
        found.append(t("customers-note-alike", count=count(facts.alike)))
    file = customer_classes(plan)
    stated = file.schemes.get(book.scheme)
    if stated is not None:
        key = "customers-note-rest" if stated.limits else "customers-note-exact"
        found.append(t(key, share=share(book.exact)))
    found.append(t("customers-note-churn", least=count(rules().least_group.value)))
    if file.renewal:
        found.append(
            t("customers-note-renewal", rate=share(file.renewal.rate.value), churn=share(file.renewal.churn.value))
        )
    found.append(t("customers-note-worth", margin=share(book.margin), interest=share(book.interest)))
    found.append(t("customers-note-years", years=f"{book.worth_years:g}"))
    return found
