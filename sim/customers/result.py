"""What scoring a list of customers gives: classes, a matrix, and how the list was read. No customer is named in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class ClassLine:
    """One class of customers, or all of them.

    Attributes
    ----------
    id : str
        The class; empty for all.
    customers : int
    revenue : float [million]
        Of the year before the day on which the list is scored.
    a_customer : float [million a year]
        What a customer of the class buys a year.
    days, often : float [days], [a year]
        Medians: since the last purchase, and purchases.
    watched, churn : int, [fraction a year]
        How many were in this class a year earlier and had bought in the year before that, and the share of them that
        bought nothing since; the churn of all where they are too few, the plan's where the list is too short.
    own_churn : bool
        Whether the class's own customers tell its churn.
    renewal : [fraction]
        Not known (NaN) where the plan does not tell how long a contract binds.
    worth : float [million]
        Margin of a customer's whole future, discounted.
    plan_worth : float [million]
        As the plan counts: some years of revenue.
    """

    id: str
    customers: int
    revenue: float
    a_customer: float
    days: float
    often: float
    watched: int
    churn: float
    own_churn: bool
    renewal: float
    worth: float
    plan_worth: float


@dataclass(frozen=True)
class Cell:
    """One field of the matrix: fifths by recency and by frequency, 5 the best."""

    recency: int
    frequency: int
    customers: int
    revenue: float


@dataclass(frozen=True)
class ListFacts:
    """How a list was read: rows, what was left out, what its columns are headed."""

    name: str
    rows: int
    headings: tuple[str, ...]
    unread: tuple[str, ...]
    returns: int
    """Rows with an amount of nothing or less: they lower what was bought and are no purchase."""
    before_window: int
    """Rows older than the window."""
    without: int
    """Customers who bought nothing in the window."""
    alike: int
    """Customers whose names differ from another's in capitals or blanks alone."""
    first: dt.date
    last: dt.date


@dataclass(frozen=True)
class CustomerBook:
    """A scored list.

    Attributes
    ----------
    scheme : id of the classes, of the plan's pack or "quantiles"
    as_of : the day on which the list is scored
    lines, total : classes in order, and all customers
    matrix : fields with customers
    exact : share of customers that fit their class exactly; 1 where classes leave nobody between them
    churn_from : "list" or "plan"
    margin, interest, worth_years : what worth is counted with
    """

    plan: str
    scheme: str
    as_of: dt.date
    lines: tuple[ClassLine, ...]
    total: ClassLine
    matrix: tuple[Cell, ...]
    exact: float
    churn_from: str
    margin: float
    interest: float
    worth_years: float
    facts: ListFacts
