"""Draws: scrambled Sobol points by name, dependence, assumptions, and ensembles of futures."""
