"""The page "Why believe this model"."""

from pages.parts.trust.view import show

__all__ = ["show"]
