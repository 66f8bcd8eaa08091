"""A learnt posterior as an assumption set of its plan, named after its last quarter, with the day it was learnt.

A set states one distribution an assumption, so each posterior is kept as the PERT nearest to its 10th, 50th and 90th
per cent; how assumptions go together is left to the plan's own factors. What the data did not move is as in the set it
began with. The diagnostics, and the backtest if there is one, lie beside it in `learnt.yaml`, for the Trust page.
"""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Mapping
from typing import Any

import numpy as np
import yaml
from pydantic import Field

from sim.language import get_language
from sim.language.errors import PlanError
from sim.learn.backtest import Backtest, Forecasts
from sim.learn.learn import SHARES, Estimate, Learnt, document
from sim.plan import Plan
from sim.plan.complaints import read_as
from sim.plan.defaults import defaults
from sim.plan.distributions import Pert
from sim.plan.files import LEARNT
from sim.plan.plan import Assumption
from sim.plan.schema import Number, Strict
from sim.plan.yaml_text import dump_yaml, read_yaml

ASSUMPTIONS = "assumptions.yaml"
REASON = "reason-learnt"


class Method(Strict):
    """One method of the backtest: mean errors by quarters ahead, and what its bands held."""

    id: str
    errors: list[Number] = Field(min_length=1)
    mean_error: Number
    half: Number
    eighty: Number


class LearntFile(Strict):
    """learnt.yaml: what was learnt last, for whoever asks what it is worth."""

    set: str
    day: dt.date
    first: str
    last: str
    regions: int
    draws: int
    effective: Number
    pareto_k: Number | None
    sound: bool
    origins: list[int] = Field(default_factory=list)
    methods: list[Method] = Field(default_factory=list)

    @property
    def backtest(self) -> Backtest | None:
        """Return what is kept of the backtest, None where there was none."""
        if not self.methods:
            return None
        methods = [
            Forecasts(one.id, tuple(one.errors), one.mean_error, {0.5: one.half, 0.8: one.eighty}, np.zeros((0, 0)))
            for one in self.methods
        ]
        return Backtest(tuple(self.origins), len(self.methods[0].errors), tuple(methods))


def learnt_of(plan: Plan) -> LearntFile | None:
    """Return what a plan keeps of what was learnt, None where it keeps nothing.

    Raises
    ------
    PlanError
        The file says something else.
    """
    if LEARNT not in plan.extras:
        return None
    return read_as(LearntFile, plan.extras[LEARNT], LEARNT)


def set_id(found: Learnt) -> str:
    """Return the id of the set: "history-2016q4"."""
    return f"history-{found.history.labels[-1].lower()}"


def pack_with_set(plan: Plan, found: Learnt, backtest: Backtest | None, day: dt.date) -> dict[str, str]:
    """Return the files of the plan with what was learnt as one more set.

    Raises
    ------
    PlanError
        What was learnt lies outside of what the plan admits.
    """
    files = dict(plan.files)
    content = read_yaml(files[ASSUMPTIONS], ASSUMPTIONS) if files.get(ASSUMPTIONS, "").strip() else {}
    content = copy.deepcopy(content)
    if "sets" not in content:  # the program's own stand in; a set joins only where the others are stated
        content["sets"] = _sets_of(plan)
        content.setdefault("factors", defaults()[ASSUMPTIONS]["factors"])
    entries = copy.deepcopy(content["sets"][found.set_name])
    for one in found.estimates:
        if one.told:
            entries[one.id] = _entry(one, plan.assumptions[one.id], entries.get(one.id, {}))
    content["sets"][set_id(found)] = entries
    files[ASSUMPTIONS] = dump_yaml(content)
    for name in [name for name in files if name.startswith("texts/")]:
        files[name] = _with_texts(files[name], name, found, day)
    files[LEARNT] = yaml.safe_dump(_summary(found, backtest, day), sort_keys=False, allow_unicode=True)
    return files


def _sets_of(plan: Plan) -> dict[str, Any]:
    """Return what the sets of a plan say that states none of its own: entries as they were filled in."""
    found: dict[str, Any] = {}
    for name, entries in plan.assumption_sets.items():
        found[name] = {id: one.model_dump(exclude_none=True, exclude_defaults=True) for id, one in entries.items()}
    return found


def _entry(one: Estimate, limits: Assumption, before: Mapping[str, Any]) -> dict[str, Any]:
    pert = nearest_pert(one, limits)
    entry: dict[str, Any] = {"pert": [round(float(end), 6) for end in pert.numbers], "assumption": REASON}
    return entry | ({"factor": before["factor"]} if "factor" in before else {})


def nearest_pert(one: Estimate, limits: Assumption) -> Pert:
    """Return the PERT nearest to the posterior's quantiles, inside what the plan admits.

    Raises
    ------
    PlanError
        The middle of the posterior lies outside of that.
    """
    from scipy import optimize

    middle = one.after[1]
    if not limits.low < middle < limits.high:
        allowed = f"{limits.low:g} – {limits.high:g}"
        raise PlanError(
            "error-plan-wrong-value",
            file=ASSUMPTIONS,
            key=f"parameters.{one.id}.range",
            value=f"{middle:.4g}",
            allowed=allowed,
        )
    u, size = np.array(SHARES), max(one.deviation, 1e-6)

    def pert(x: np.ndarray) -> Pert:
        mode = float(np.clip(x[0], limits.low, limits.high))
        low, high = mode - size * np.exp(min(x[1], 5.0)), mode + size * np.exp(min(x[2], 5.0))
        return Pert(max(float(low), limits.low), mode, min(float(high), limits.high))

    def miss(x: np.ndarray) -> float:
        return float(np.square((pert(x).quantile(u) - np.array(one.after)) / size).sum())

    best = optimize.minimize(miss, [middle, 1.0, 1.0], method="Nelder-Mead", options={"xatol": 1e-6, "fatol": 1e-8})
    return pert(best.x)


def _with_texts(text: str, name: str, found: Learnt, day: dt.date) -> str:
    """Return the texts of one language with the set's name and its reason."""
    language = get_language(name.removeprefix("texts/").removesuffix(".yaml"))
    told = {
        "first": found.history.labels[0],
        "last": found.history.labels[-1],
        "day": day.isoformat(),
        "count": found.history.count,
    }
    content = read_yaml(text, name) or {}
    sets, reasons = dict(content.get("sets") or {}), dict(content.get("reasons") or {})
    sets[set_id(found)] = {"name": language.text("learn-set", **told), "help": language.text("learn-set-help", **told)}
    reasons[REASON] = language.text("learn-reason", **told)
    content = {**content, "sets": sets, "reasons": reasons}
    return dump_yaml(content)


def _summary(found: Learnt, backtest: Backtest | None, day: dt.date) -> dict[str, Any]:
    diagnostics = document(found)["diagnostics"]
    methods = [] if backtest is None else backtest.methods
    return {
        "set": set_id(found),
        "day": day,
        "first": found.history.labels[0],
        "last": found.history.labels[-1],
        "regions": found.history.revenue.shape[1],
        "draws": diagnostics["draws"],
        "effective": float(diagnostics["effective"]),
        "pareto_k": diagnostics["pareto_k"],
        "sound": diagnostics["sound"],
        "origins": [] if backtest is None else list(backtest.origins),
        "methods": [
            {
                "id": one.id,
                "errors": list(one.by_quarter),
                "mean_error": one.mean_error,
                "half": one.coverage[0.5],
                "eighty": one.coverage[0.8],
            }
            for one in methods
        ],
    }
