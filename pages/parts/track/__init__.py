"""The Tracking page."""

from pages.parts.track.view import show

__all__ = ["show"]
