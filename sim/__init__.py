"""The simulation core. Imports nothing of the pages: usable from scripts, notebooks and the command line."""

MODEL_VERSION = "1.1"
"""Version of the equations in sim/MODEL.md; golden cases in tests/test_golden.py belong to it."""
