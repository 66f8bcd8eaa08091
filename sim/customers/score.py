"""Recency, frequency and money of every customer, the class each belongs to, and what classes are worth.

Equations
---------
often = purchase days / years observed; years observed = from the first purchase in the window on, a year at least
churn = share of a class (as it was a year earlier) that has bought nothing since
worth = a · margin / (churn + i), what a customer of the class brings over a whole future
renewal = (1 − churn)^L, L = ln(renewal stated) / ln(1 − churn stated)

References
----------
gupta-2004 : S. Gupta, D. R. Lehmann & J. A. Stuart, Valuing Customers, Journal of Marketing Research 41(1).
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from typing import Any

import duckdb

from sim.assumptions.central import central_assumptions
from sim.customers.reading import Purchases, memory_database
from sim.customers.result import Cell, ClassLine, CustomerBook, ListFacts
from sim.customers.spec import rules
from sim.customers.sql import SCORED, class_sql, exact_sql, quantile_ids
from sim.language import key
from sim.language.errors import FormatError, Names
from sim.plan import Plan
from sim.plan.customer_classes import customer_classes

QUANTILES = "quantiles"
YEAR_DAYS = 365
DAYS_A_YEAR = 365.25
HISTORY = 183
"""Days of purchases before the year in which churn is watched: with fewer, classes a year earlier mean little."""


def scheme_ids(plan: Plan) -> tuple[str, ...]:
    """Return the classes to choose from: those of the plan's pack, and the usual ones by fifths."""
    return (*customer_classes(plan).schemes, QUANTILES)


def score_list(plan: Plan, purchases: Purchases, scheme: str = "", as_of: dt.date | None = None) -> CustomerBook:
    """Return a list's customers by class.

    Parameters
    ----------
    scheme : of `scheme_ids`; the first by default
    as_of : the day to look from; the last purchase by default

    Raises
    ------
    FormatError
        No such classes, or nobody bought anything by that day.
    """
    chosen = scheme or scheme_ids(plan)[0]
    if chosen not in scheme_ids(plan):
        words = scheme_ids(plan)
        allowed = Names(tuple(key("customer-class", one) for one in words), plan.vocabulary, words=words)
        raise FormatError("error-customers-scheme", scheme=chosen[:40], allowed=allowed, plan=plan.id)
    with memory_database() as database:
        try:
            return _Scorer(database, plan, purchases, chosen, as_of).book()
        except duckdb.OutOfMemoryException:
            raise FormatError("error-customers-memory", name=purchases.name) from None


def scored_customers(plan: Plan, purchases: Purchases, book: CustomerBook) -> Any:
    """Return every customer with scores and class as an Arrow table, the best first; for a file somebody asks for."""
    with memory_database() as database:
        scorer = _Scorer(database, plan, purchases, book.scheme, book.as_of)
        scorer.prepare()
        names = ", ".join(f"'{one}'" for one in scorer.classes)
        return database.sql(
            f"SELECT customer, [{names}][class + 1] AS class, last_day, purchases, often, money, recent, r5, f5, m5 "  # noqa: S608
            "FROM scored ORDER BY money DESC, customer"
        ).to_arrow_table()


class _Scorer:
    """One list in a database of its own."""

    def __init__(
        self, database: duckdb.DuckDBPyConnection, plan: Plan, purchases: Purchases, scheme: str, as_of: dt.date | None
    ) -> None:
        self.database, self.plan, self.purchases, self.scheme = database, plan, purchases, scheme
        self.file = customer_classes(plan)
        stated = self.file.schemes.get(scheme)
        self.classes: Sequence[str] = stated.ids if stated else quantile_ids()
        database.register("purchases", purchases.table)
        first, last = database.execute("SELECT min(day), max(day) FROM purchases").fetchall()[0]
        self.first, self.last = first, last
        self.as_of: dt.date = as_of or last
        if first > self.as_of:
            raise FormatError("error-customers-as-of", day=str(self.as_of), first=str(first))

    def prepare(self) -> None:
        """Make the table `scored` of all customers as of the day."""
        self.database.execute(
            "CREATE TEMP TABLE days AS SELECT customer, day, sum(amount) AS amount FROM purchases "
            "WHERE day <= ? GROUP BY customer, day",
            [self.as_of],
        )
        self._score("scored", self.as_of)

    def _score(self, table: str, as_of: dt.date) -> None:
        window = dt.timedelta(days=round(rules().window.value * DAYS_A_YEAR))
        span = max(30, (as_of - max(self.first, as_of - window)).days) / DAYS_A_YEAR
        classed = class_sql(self.file.schemes.get(self.scheme))
        self.database.execute(
            SCORED.format(table=table, classed=classed),
            {"as_of": as_of, "start": as_of - window, "least": min(1.0, span), "year": DAYS_A_YEAR,
             "year_ago": as_of - dt.timedelta(days=YEAR_DAYS)},
        )  # fmt: skip

    def book(self) -> CustomerBook:
        """Return what is known of the classes."""
        self.prepare()
        groups = self._groups()
        if not groups[None][0]:
            raise FormatError("error-customers-none", name=self.purchases.name, day=str(self.as_of))
        watched = self._churn()
        margin = _margin(self.plan)
        years = self.file.worth_years or rules().worth_years
        churn_all, own = self._churn_of_all(watched)
        lines = {id: self._line(id, groups, watched, churn_all, own, margin, years.value) for id in (*self.classes, "")}
        scheme = self.file.schemes.get(self.scheme)
        exact = self.database.execute(f"SELECT avg(({exact_sql(scheme)})::INT) FROM scored").fetchall()  # noqa: S608
        cells = self.database.execute(
            "SELECT r5, f5, count(*), sum(recent) FROM scored GROUP BY 1, 2 ORDER BY 1, 2"
        ).fetchall()
        return CustomerBook(
            plan=self.plan.id,
            scheme=self.scheme,
            as_of=self.as_of,
            lines=tuple(lines[id] for id in self.classes),
            total=lines[""],
            matrix=tuple(Cell(*one) for one in cells),
            exact=float(exact[0][0]),
            churn_from="list" if own else "plan",
            margin=margin,
            interest=rules().interest.value,
            worth_years=years.value,
            facts=self._facts(groups[None][0]),
        )

    def _groups(self) -> dict[int | None, tuple[Any, ...]]:
        """Return by class (None: all) customers, revenue of the year, money a year, median days, median often."""
        rows = self.database.execute(
            "SELECT class, count(*), coalesce(sum(recent), 0), coalesce(sum(money / years), 0), median(days), "
            "median(often) FROM scored GROUP BY GROUPING SETS ((class), ())"
        ).fetchall()
        return {None: (0, 0.0, 0.0, math.nan, math.nan)} | {one[0]: one[1:] for one in rows}

    def _churn(self) -> dict[int | None, tuple[int, float]]:
        """Return by class, as it was a year earlier, how many had bought within a year, and the share lost since."""
        then = self.as_of - dt.timedelta(days=YEAR_DAYS)
        if (then - self.first).days < HISTORY:
            return {}
        self._score("before", then)
        rows = self.database.execute(
            "SELECT class, count(*), avg((later.customer IS NULL)::INT) FROM before LEFT JOIN "
            "(SELECT DISTINCT customer FROM days WHERE day > $then AND amount > 0) AS later USING (customer) "
            "WHERE last_day > $start GROUP BY GROUPING SETS ((class), ())",
            {"then": then, "start": then - dt.timedelta(days=YEAR_DAYS)},
        ).fetchall()
        return {one[0]: (one[1], one[2]) for one in rows if one[1]}

    def _churn_of_all(self, watched: dict[int | None, tuple[int, float]]) -> tuple[float, bool]:
        """Return the churn of the whole list, and whether the list tells it; else the plan's own of the base year."""
        if None in watched and watched[None][0] >= rules().least_group.value:
            return watched[None][1], True
        return float(self.plan.inputs["churn_rate"].base), False

    def _line(
        self, id: str, groups: dict[int | None, tuple[Any, ...]], watched: dict[int | None, tuple[int, float]],
        churn_all: float, own: bool, margin: float, years: float,
    ) -> ClassLine:  # fmt: skip
        place = self.classes.index(id) if id else None
        count, revenue, yearly, days, often = groups.get(place, (0, 0.0, 0.0, math.nan, math.nan))
        seen, churn = watched.get(place, (0, math.nan))
        known = own and seen >= rules().least_group.value
        churn = churn if known else churn_all
        a_customer = yearly / count if count else math.nan
        return ClassLine(
            id=id,
            customers=count,
            revenue=revenue,
            a_customer=a_customer,
            days=math.nan if days is None else float(days),
            often=math.nan if often is None else float(often),
            watched=seen,
            churn=churn,
            own_churn=known,
            renewal=self._renewal(churn),
            worth=a_customer * margin / (churn + rules().interest.value),
            plan_worth=a_customer * years,
        )

    def _renewal(self, churn: float) -> float:
        stated = self.file.renewal
        if stated is None:
            return math.nan
        bound = math.log(stated.rate.value) / math.log1p(-stated.churn.value)
        return (1 - churn) ** bound

    def _facts(self, customers: int) -> ListFacts:
        window = self.as_of - dt.timedelta(days=round(rules().window.value * DAYS_A_YEAR))
        rows, returns, early = self.database.execute(
            "SELECT count(*), count(*) FILTER (amount <= 0), count(*) FILTER (day <= ?) FROM purchases WHERE day <= ?",
            [window, self.as_of],
        ).fetchall()[0]
        everyone, alike = self.database.execute(
            "SELECT count(*), count(*) - count(DISTINCT lower(regexp_replace(customer, '\\s+', '', 'g'))) "
            "FROM (SELECT DISTINCT customer FROM days)"
        ).fetchall()[0]
        layout = self.purchases.layout
        return ListFacts(
            name=self.purchases.name,
            rows=rows,
            headings=layout.headings,
            unread=layout.unread,
            returns=returns,
            before_window=early,
            without=everyone - customers,
            alike=alike,
            first=self.first,
            last=self.last,
        )


def _margin(plan: Plan) -> float:
    """Return the gross margin of what the plan's company sells in its base year."""
    central = central_assumptions(plan, plan.promise_set)
    new = plan.base_new_share
    core = float(central["margin_core"])
    return core + new * (float(central.get("margin_new", core)) - core)
