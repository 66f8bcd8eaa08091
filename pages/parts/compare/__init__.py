"""The Compare page: which scenarios (selection), how to choose them (picker), and what is shown (view and the rest)."""
