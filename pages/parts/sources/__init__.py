"""The Sources page."""

from pages.parts.sources.view import show

__all__ = ["show"]
