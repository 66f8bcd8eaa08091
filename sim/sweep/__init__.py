"""Sweeps: thousands of scenarios × draws, on threads, processes or a cluster, with the same bits on each.

A draw depends on (seed, number) alone, so a sweep is a list of draw ranges (`sim.sweep.ranges`) that anybody may
compute anywhere and in any order (`sim.sweep.pools`); rows are formed from them in one place (`sim.sweep.rows`) and
kept in Parquet parts, so that a sweep that stopped goes on where it was (`sim.sweep.folder`).
"""

from sim.sweep.design import Axis, grid, read_axis, sample
from sim.sweep.pools import Pool, make_pool
from sim.sweep.sweep import Sweep, run_sweep

__all__ = ["Axis", "Pool", "Sweep", "grid", "make_pool", "read_axis", "run_sweep", "sample"]
