"""Risk cases that most companies meet, for a plan that somebody begins: judgement, listed and off."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import yaml

from sim.plan.defaults import FOLDER, REASON

FILE = FOLDER / "usual_risks.yaml"


def usual_risks(revenue: float, money: str, quarters: int) -> dict[str, Any]:
    """Return the content of risks.yaml.

    Parameters
    ----------
    revenue : of the base year [million of the plan's currency]
    money : unit of the plan's money
    quarters : of the horizon: a case may begin in any of them
    """
    rests = {"assumption": REASON}
    cases: dict[str, Any] = {}
    for id, case in _stated().items():
        paid = case["mitigation"]
        lasts = case["duration"] if case["duration"] == "rest" else min(case["duration"], quarters)
        cases[id] = case | {
            "probability": {"value": case["probability"], "unit": "fraction", **rests},
            "onset": {"quarters": [1, quarters], "unit": "quarter", **rests},
            "duration": {"quarters": lasts, "unit": "quarter", **rests},
            "effects": [effect | rests for effect in case["effects"]],
            "mitigation": paid | {"cost": float(f"{paid['cost'] * revenue:.2g}"), "unit": money, **rests},
            "armed": False,
        }
    return {"cases": cases, "presets": {}}


@lru_cache
def _stated() -> dict[str, Any]:
    return yaml.load(FILE.read_text(encoding="utf-8"), yaml.CSafeLoader)
