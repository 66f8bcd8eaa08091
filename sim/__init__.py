"""The simulation core. Imports nothing of the pages: usable from scripts, notebooks and the command line.

What analysts need stands here by name (`from sim import Scenario, compare, load_plan`); each name is imported when it
is asked for, so that `import sim` costs nothing. README shows them at work.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from sim.version import MODEL_VERSION

if TYPE_CHECKING:
    from sim.analysis.bridge import bridge
    from sim.analysis.compare import compare
    from sim.analysis.tornado import tornado
    from sim.analysis.uncertainty import quantiles, simulate, target_probability
    from sim.export.files import export_file
    from sim.language.errors import SimError
    from sim.plan import load_plan, plan_ids, read_plan
    from sim.scenario import Scenario, TargetChoice
    from sim.store import open_store

_HOMES = {
    "Scenario": "sim.scenario",
    "SimError": "sim.language.errors",
    "TargetChoice": "sim.scenario",
    "bridge": "sim.analysis.bridge",
    "compare": "sim.analysis.compare",
    "export_file": "sim.export.files",
    "load_plan": "sim.plan",
    "open_store": "sim.store",
    "plan_ids": "sim.plan",
    "quantiles": "sim.analysis.uncertainty",
    "read_plan": "sim.plan",
    "simulate": "sim.analysis.uncertainty",
    "target_probability": "sim.analysis.uncertainty",
    "tornado": "sim.analysis.tornado",
}

__all__ = [
    "MODEL_VERSION",
    "Scenario",
    "SimError",
    "TargetChoice",
    "bridge",
    "compare",
    "export_file",
    "load_plan",
    "open_store",
    "plan_ids",
    "quantiles",
    "read_plan",
    "simulate",
    "target_probability",
    "tornado",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value = getattr(importlib.import_module(_HOMES[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
