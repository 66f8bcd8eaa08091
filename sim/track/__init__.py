"""Tracking: what happened against what was planned, and what it says about the future."""
