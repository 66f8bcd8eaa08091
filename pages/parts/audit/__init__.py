"""The Audit page: the verdict, the findings with one explained in full, what holds, and other people's tables."""

from pages.parts.audit.view import show

__all__ = ["show"]
