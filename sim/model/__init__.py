"""The revenue model: a driver-based customer-base (stock-flow) model with sales-response functions."""

from sim.model.effects import NO_EFFECTS, Effects
from sim.model.evaluate import evaluate, go_on
from sim.model.memory import keep_freed_memory
from sim.model.results import Provenance, Results

keep_freed_memory()

__all__ = ["NO_EFFECTS", "Effects", "Provenance", "Results", "evaluate", "go_on"]
