"""Customers in hand: a list of purchases becomes classes by recency, frequency and money, and what each is worth.

Everything happens in memory, in a DuckDB of its own that is closed with the answer: nothing is written to a disk, to
the library or to another machine.
"""

from sim.customers.reading import LIMITS, read_list
from sim.customers.result import CustomerBook
from sim.customers.score import scheme_ids, score_list

__all__ = ["LIMITS", "CustomerBook", "read_list", "scheme_ids", "score_list"]
