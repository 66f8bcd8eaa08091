"""Version of the equations in sim/MODEL.md; golden cases in tests/test_golden.py belong to it."""

MODEL_VERSION = "1.1"
