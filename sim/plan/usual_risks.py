"""Risk cases that most companies meet, for a plan that somebody begins: judgement, listed and off."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import yaml

from sim.plan.defaults import FOLDER, REASON

QUARTERS_A_YEAR = 4
"""A case may begin in any quarter of the first year: whoever shortens or lengthens their plan has nothing to change."""
FILE = FOLDER / "usual_risks.yaml"


def usual_risks(revenue: float, money: str) -> dict[str, Any]:
    """Return the content of risks.yaml.

    Parameters
    ----------
    revenue : of the base year [million of the plan's currency]
    money : unit of the plan's money
    """
    rests = {"assumption": REASON}
    cases: dict[str, Any] = {}
    for id, case in _content().items():
        paid = case["mitigation"]
        cases[id] = case | {
            "probability": {"value": case["probability"], "unit": "fraction", **rests},
            "onset": {"quarters": [1, QUARTERS_A_YEAR], "unit": "quarter", **rests},
            "duration": {"quarters": case["duration"], "unit": "quarter", **rests},
            "effects": [effect | rests for effect in case["effects"]],
            "mitigation": paid | {"cost": float(f"{paid['cost'] * revenue:.2g}"), "unit": money, **rests},
            "armed": False,
        }
    return {"cases": cases, "presets": {}}


@lru_cache
def _content() -> dict[str, Any]:
    return yaml.load(FILE.read_text(encoding="utf-8"), yaml.CSafeLoader)
