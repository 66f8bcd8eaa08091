"""Stress presets of a plan pack: named cases that strike for certain, and assumptions that go with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.language.errors import PlanError
from sim.plan.pack import inside
from sim.plan.plan import Assumption, StressPreset
from sim.plan.risk_file import FILE, RisksFile
from sim.plan.risks import RiskCase, check_onset


def build_presets(
    file: RisksFile, cases: Mapping[str, RiskCase], assumptions: Mapping[str, Assumption], quarters: int
) -> dict[str, StressPreset]:
    """Return the stress presets of a parsed file; PlanError where one names what there is not."""
    presets = {}
    for id, entry in file.presets.items():
        risks: dict[str, dict[str, Any]] = {}
        for name, case in entry.cases.items():
            key = f"presets.{id}.cases.{name}"
            if name not in cases:
                raise PlanError("error-risk-unknown", file=FILE, key=key, value=name, allowed=[*cases])
            clash = [other for other in cases[name].excluded_with if other != name and other in risks]
            if clash:
                raise PlanError("error-risk-exclusion-forced", first=clash[0], second=name)
            risks[name] = {"mode": "on"}
            if case.onset is not None:
                check_onset(case.onset.value, case.onset.value, quarters, key)
                risks[name]["onset"] = case.onset.value
            if case.size is not None:
                risks[name]["size"] = case.size.value
        for name, value in entry.assumptions.items():
            key = f"presets.{id}.assumptions.{name}"
            if name not in assumptions:
                raise PlanError("error-plan-unknown-key", file=FILE, key=key, allowed=[*assumptions])
            inside(value.value, assumptions[name].low, assumptions[name].high, FILE, key)
        presets[id] = StressPreset(id, risks, {name: item.value for name, item in entry.assumptions.items()})
    return presets
