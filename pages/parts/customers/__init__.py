"""The Customers page."""

from pages.parts.customers.view import show

__all__ = ["show"]
