"""What a scenario says of the plan's risk cases, resolved against the catalogue."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sim.language.errors import ScenarioError
from sim.plan import Plan
from sim.plan.risks import RiskCase

MODES = ("off", "chance", "on")
KEYS = ("mode", "mitigated", "probability", "onset", "size", "response")
WORDS = ("off", "chance", "on", "mitigated")


@dataclass(frozen=True)
class RiskSetting:
    """One case as a scenario has it.

    Attributes
    ----------
    mode : "off" never, "chance" with its probability, "on" in every future
    mitigated : the countermeasure is bought, its cost paid in every future in which the case is not off
    probability : over the horizon; only used by chance
    onset : quarter in which it begins, 1 = first; None draws from the case's window
    size : 0 mildest, 0.5 most likely, 1 most severe; None draws from the case's distribution
    response : "pay_more" or "hold_net_spend" for cases that take subsidy away, else None
    """

    mode: str
    mitigated: bool
    probability: float
    onset: int | None
    size: float | None
    response: str | None

    @property
    def chance(self) -> float:
        """How likely the case is to happen over the horizon."""
        return chance_as_set(self.mode, self.probability)


def chance_as_set(mode: str, probability: float) -> float:
    """Return how likely a case is to happen over the horizon: never, with its probability, in every future."""
    return {"off": 0.0, "on": 1.0}.get(mode, probability)


def resolve(plan: Plan, risks: Mapping[str, Mapping[str, Any]]) -> dict[str, RiskSetting]:
    """Return the setting of every case of the plan; what a scenario does not say is the catalogue's default.

    Defaults: by chance (off where the catalogue only lists a case), without its countermeasure, at the catalogue's
    probability, window and sizes; a lost subsidy is paid for (`pay_more`).
    """
    settings = dict(_defaults(plan))
    for id in risks.keys() & settings.keys():
        settings[id] = _setting(plan.risks[id], risks[id])
    return settings


@lru_cache(maxsize=64)
def _defaults(plan: Plan) -> Mapping[str, RiskSetting]:
    """Return the settings of a scenario that says nothing of risks; every run of the model asks for them."""
    return {id: _setting(case, {}) for id, case in plan.risks.items()}


def _setting(case: RiskCase, said: Mapping[str, Any]) -> RiskSetting:
    return RiskSetting(
        mode=said.get("mode", "chance" if case.armed else "off"),
        mitigated=said.get("mitigated", False),
        probability=float(said.get("probability", case.probability)),
        onset=said.get("onset"),
        size=said.get("size"),
        response=said.get("response", case.responses[0] if case.responses else None),
    )


def check_risks(plan: Plan, risks: Mapping[str, Any]) -> None:
    """Raise a ScenarioError unless the plan admits these risk settings; names case, key, value and what is allowed."""
    for id, said in risks.items():
        if id not in plan.risks:
            raise ScenarioError("error-risk-case", id=str(id)[:80], allowed=[*plan.risks])
        if not isinstance(said, Mapping):
            raise ScenarioError("error-scenario-type", key=f"risks.{id}")
        for key in said:
            if key not in KEYS:
                raise ScenarioError("error-risk-setting", id=id, key=str(key)[:80], allowed=[*KEYS])
        case = plan.risks[id]
        if "mode" in said and said["mode"] not in MODES:
            _refuse(id, "mode", said["mode"], MODES)
        if "mitigated" in said and not isinstance(said["mitigated"], bool):
            _refuse(id, "mitigated", said["mitigated"], ("true", "false"))
        if "probability" in said:
            _in_range(id, "probability", said["probability"], 0, 1)
        if said.get("size") is not None:
            _in_range(id, "size", said["size"], 0, 1)
        if said.get("onset") is not None:
            onset = said["onset"]
            if isinstance(onset, bool) or not isinstance(onset, int) or not 1 <= onset <= plan.quarter_count:
                _refuse(id, "onset", onset, f"1 … {plan.quarter_count}")
        if said.get("response") is not None and said["response"] not in case.responses:
            _refuse(id, "response", said["response"], [*case.responses])
    settings = resolve(plan, risks)
    for id, case in plan.risks.items():
        group = case.excluded_with
        if group[0] != id or len(group) == 1:
            continue
        forced = [member for member in group if settings[member].mode == "on"]
        if len(forced) > 1:
            raise ScenarioError("error-risk-exclusion-forced", first=forced[0], second=forced[1])
        total = math.fsum(settings[member].probability for member in group)
        if total > 1 + 1e-9:
            raise ScenarioError("error-risk-exclusion-total", cases=group, total=round(total, 6))


def _in_range(id: str, key: str, value: Any, low: float, high: float) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        _refuse(id, key, value, f"{low} … {high}")


def _refuse(id: str, key: str, value: Any, allowed: str | Sequence[str]) -> None:
    raise ScenarioError("error-risk-value", id=id, key=key, value=str(value)[:80], allowed=allowed)


def with_risk(risks: Mapping[str, Mapping[str, Any]], id: str, **changes: Any) -> dict[str, dict[str, Any]]:
    """Return risk settings with one case changed; None takes the catalogue's value again."""
    changed = {name: dict(said) for name, said in risks.items()}
    said = {**changed.get(id, {}), **changes}
    changed[id] = {key: value for key, value in said.items() if value is not None}
    if not changed[id]:
        del changed[id]
    return changed


def force(
    plan: Plan, risks: Mapping[str, Mapping[str, Any]], id: str, forced: Mapping[str, Any] | None = None
) -> dict[str, dict[str, Any]]:
    """Return risk settings with one case forced on, its other settings as `forced` says or as they were.

    A case that cannot happen beside it and was forced on is left to chance: there is no chance beside a forced case,
    but what a countermeasure against it costs is still paid, which switching it off would forget.
    """
    found = with_risk(risks, id, **{**(forced or {}), "mode": "on"})
    for other in plan.risks[id].excluded_with:
        if other != id and found.get(other, {}).get("mode") == "on":
            found[other]["mode"] = "chance"
    return found


def parse_word(plan: Plan, text: str) -> tuple[str, dict[str, Any]]:
    """Read `ID=off|chance|on|mitigated` of the command line.

    `mitigated` leaves the case to chance and buys its countermeasure; words may be joined: `price_war=on+mitigated`.
    """
    id, _, words = text.partition("=")
    if id not in plan.risks:
        raise ScenarioError("error-risk-case", id=id[:80], allowed=[*plan.risks])
    said: dict[str, Any] = {}
    for word in words.split("+"):
        if word not in WORDS:
            _refuse(id, "mode", word, WORDS)
        if word == "mitigated":
            said["mitigated"] = True
        else:
            said["mode"] = word
    return id, said
