"""A scored list in the plan: its customers become the scenario's own number of customers."""

from __future__ import annotations

from sim.customers.result import CustomerBook
from sim.plan import Plan
from sim.scenario import Scenario

COUNT = "customer_count"
"""The assumption of the module `customers` that a list answers."""


def counts(plan: Plan) -> bool:
    """Tell whether a plan counts customers, so that a list can say how many there are."""
    return COUNT in plan.assumptions


def with_customers(scenario: Scenario, book: CustomerBook) -> Scenario:
    """Return the scenario with as many customers as the list has; nothing else of the list is taken.

    Raises
    ------
    ScenarioError
        Fewer or more than the plan admits.
    """
    return scenario.with_own_assumptions({COUNT: float(book.total.customers)})
