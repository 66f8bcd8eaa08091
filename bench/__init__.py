"""Benchmarks: `python -m bench` runs all, `python -m bench model store …` some. Figures, never pass or fail."""
