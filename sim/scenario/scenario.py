"""A scenario: everything a result depends on, frozen. A change makes a new one."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any

from sim.assumptions.central import central_assumptions
from sim.language.errors import ScenarioError
from sim.model import Effects, Provenance, Results, evaluate
from sim.model.measures import aim_of, has_period, periods, target_measures
from sim.plan import Plan
from sim.risk import central_effects, check_risks
from sim.scenario.target import TargetChoice

DEFAULT_DRAWS = 4096
MAX_DRAWS = 2**20
SIMPLEX_TOLERANCE = 1e-6


_sorted_json = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


@dataclass(frozen=True, eq=False)
class Scenario:
    """All inputs of one run, also those equal to a preset, and the plan they are inputs of.

    The hash names the plan by its id, as stored scenarios do; two scenarios are equal if their plans are, too.

    Attributes
    ----------
    levers : mapping lever id → value, complete
    assumption_set : str
        The set that says what is likely: futures, bands and chances. The plan's own `likely_set` by default.
    own_assumptions : mapping assumption id → value
        The user's own, on top of the likely set (in place of its spread) and of the promise alike.
    risks : mapping risk id → settings that differ from the catalogue's default (plain JSON values)
    """

    plan: Plan = field(repr=False)
    levers: Mapping[str, Any]
    target: TargetChoice
    assumption_set: str = ""
    own_assumptions: Mapping[str, float] = field(default_factory=dict)
    risks: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    seed: int = 0
    draws: int = DEFAULT_DRAWS

    def __post_init__(self) -> None:
        if not self.assumption_set:
            object.__setattr__(self, "assumption_set", self.plan.likely_set)
        # 350 and 350.0 are the same input and must give the same hash; nobody else may hold what is frozen here.
        for name in ("levers", "own_assumptions", "risks"):
            values = {id: _plain(value) for id, value in getattr(self, name).items()}
            object.__setattr__(self, name, MappingProxyType(values))
        if type(self.target.value) is not float or self.target.value == 0:
            object.__setattr__(self, "target", replace(self.target, value=_plain(self.target.value)))

    # -- making -----------------------------------------------------------------------------------------------------
    @classmethod
    def of(cls, plan: Plan, preset: str = "plan", assumption_set: str = "", **settings: Any) -> Scenario:
        """Return the scenario that a preset of the plan describes, under the plan's likely set unless another is named.

        Raises
        ------
        ScenarioError
            Unknown preset or assumption set.
        """
        if settings:
            settings.setdefault("target", TargetChoice.of(plan))
            return cls(plan, _levers_of(plan, preset), assumption_set=assumption_set, **settings).validate()
        found = _of_preset(plan, preset, assumption_set)
        return found if found.plan is plan else replace(found, plan=plan)  # plans alike in all but names are equal

    def with_levers(self, changes: Mapping[str, Any]) -> Scenario:
        """Return the scenario with some levers changed; checked."""
        changed = replace(self, levers={**self.levers, **changes}).validate()
        if "as_planned" in vars(self):
            vars(changed)["as_planned"] = self.as_planned
        return changed

    @cached_property
    def as_planned(self) -> Scenario:
        """Return the scenario with the plan's levers; one object for all that differ in their levers alone."""
        return self.with_levers(self.plan.presets["plan"])

    def with_own_assumptions(self, changes: Mapping[str, float | None]) -> Scenario:
        """Return the scenario with some assumptions changed; None takes the set's value again. Checked."""
        merged = {**self.own_assumptions, **changes}
        return replace(
            self, own_assumptions={id: value for id, value in merged.items() if value is not None}
        ).validate()

    def with_settings(self, **settings: Any) -> Scenario:
        """Return the scenario with other fields (assumptions, risks, target, seed, draws) changed; checked."""
        return replace(self, **settings).validate()

    def validate(self) -> Scenario:
        """Return the scenario itself if its plan admits it.

        Raises
        ------
        ScenarioError
            Names the lever, assumption or setting, the value found and what is allowed.
        """
        check(self)
        return self

    # -- identity ---------------------------------------------------------------------------------------------------
    @property
    def plan_id(self) -> str:
        return self.plan.id

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values; `from_dict` is the inverse."""
        off = self.plan.switches  # scenarios of before there was a switch are the same scenarios
        return {
            "plan": self.plan_id,
            "levers": {id: value for id, value in self.levers.items() if value != off.get(id)},
            "assumptions": self.assumption_set,
            "overrides": dict(self.own_assumptions),
            "risks": {id: dict(settings) for id, settings in self.risks.items()},
            "target": vars(self.target).copy(),
            "seed": self.seed,
            "draws": self.draws,
        }

    @classmethod
    def from_dict(cls, content: Mapping[str, Any], resolve: Callable[[str], Plan]) -> Scenario:
        """Return the scenario that `to_dict` described; unknown or missing keys and wrong types are errors.

        Parameters
        ----------
        resolve : function
            Returns the plan with an id, such as `sim.plan.load_plan`.

        Raises
        ------
        ScenarioError
        PlanError
            `resolve` has no such plan.
        """
        keys = ("plan", "levers", "assumptions", "overrides", "risks", "target", "seed", "draws")
        for key in content:
            if key not in keys:
                raise ScenarioError("error-scenario-key", key=str(key)[:80], allowed=keys)
        for key in keys:
            if key not in content:
                raise ScenarioError("error-scenario-missing", key=key)
        for key in ("levers", "overrides", "risks", "target"):
            if not isinstance(content[key], Mapping):
                raise ScenarioError("error-scenario-type", key=key)
        plan = resolve(str(content["plan"]))
        renamed = plan.renamed_levers
        target = content["target"]
        if set(target) != {"metric", "year", "value"}:
            raise ScenarioError("error-scenario-key", key="target", allowed="metric, year, value")
        return cls(
            plan=plan,
            levers=dict(plan.switches)
            | {
                str(renamed.get(id, id)): value
                for id, value in content["levers"].items()
                if not (id in plan.fixed and value == plan.fixed[id].base)  # it was a lever once
            },
            assumption_set=str(content["assumptions"]),
            own_assumptions=content["overrides"],
            risks=content["risks"],
            target=TargetChoice(str(target["metric"]), _whole("target.year", target["year"]), target["value"]),
            seed=_whole("seed", content["seed"]),
            draws=_whole("draws", content["draws"]),
        ).validate()

    @cached_property
    def hash(self) -> str:
        """Sixteen hex digits that change with any input."""
        return hashlib.sha256(_sorted_json(self.to_dict()).encode()).hexdigest()[:16]

    @property
    def key(self) -> str:
        """Name plan and inputs, for what is kept in this process: two plans of one id do not share an answer."""
        return self.hash + self.plan.hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scenario) and self.hash == other.hash and self.plan == other.plan

    def __hash__(self) -> int:
        return hash(self.hash)

    def provenance(self) -> Provenance:
        """Return where results of this scenario come from."""
        return Provenance(self.plan_id, self.plan.hash, self.hash, self.seed, self.draws, self.plan.model)

    # -- running ----------------------------------------------------------------------------------------------------
    def central_assumptions(self) -> dict[str, float]:
        """Return the central value of every assumption of the likely set; what bars and swings are drawn around."""
        return central_assumptions(self.plan, self.assumption_set, self.own_assumptions)

    def promised_assumptions(self) -> dict[str, float]:
        """Return the value of every assumption as promised: the plan's promise set, the user's own on top."""
        return central_assumptions(self.plan, self.plan.promise_set, self.own_assumptions)

    def run(self, effects: Effects | None = None) -> Results:
        """Return the run as promised: one draw under the plan's promise set, whatever set says what is likely.

        Risk cases that are forced on show (see `sim.risk.central_effects`), unless `effects` says otherwise.
        """
        plan = self.plan
        chosen = central_effects(plan, self.risks) if effects is None else effects
        return evaluate(plan, self.levers, self.promised_assumptions(), chosen)

    def baseline(self) -> Results:
        """Return the run of the plan's baseline, as promised, in the same world.

        It holds this scenario's own assumptions, and meets the forced cases that also happen to a company without the
        programme; it buys no countermeasures.
        """
        return self._baseline(self.promised_assumptions())

    def run_at_means(self) -> Results:
        """Return the single run at the central values of the likely set; what libraries kept before the promise."""
        return evaluate(self.plan, self.levers, self.central_assumptions(), central_effects(self.plan, self.risks))

    def baseline_at_means(self) -> Results:
        """Return the run of the plan's baseline beside `run_at_means`."""
        return self._baseline(self.central_assumptions())

    def _baseline(self, assumptions: dict[str, float]) -> Results:
        plan = self.plan
        return evaluate(plan, plan.presets["baseline"], assumptions, central_effects(plan, self.risks, baseline=True))


def _levers_of(plan: Plan, preset: str) -> Mapping[str, Any]:
    if preset not in plan.presets:
        raise ScenarioError("error-preset-unknown", preset=preset, allowed=[*plan.presets])
    return plan.presets[preset]


@lru_cache(maxsize=64)
def _of_preset(plan: Plan, preset: str, assumption_set: str) -> Scenario:
    """Return a preset as it stands; every run of a page asks for it several times."""
    return Scenario(plan, _levers_of(plan, preset), TargetChoice.of(plan), assumption_set).validate()


def _plain(value: Any) -> Any:
    if type(value) is float:
        return value + 0.0  # -0.0 + 0.0 is 0.0
    if isinstance(value, Mapping):
        # A case's settings; its onset counts quarters and stays whole.
        return MappingProxyType({key: one if key == "onset" else _plain(one) for key, one in value.items()})
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10**300:
        return math.inf if value > 0 else -math.inf  # too large for a float, so out of every range; `check` says so
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value) + 0.0
    return value


def _whole(key: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ScenarioError("error-scenario-whole", key=key, value=str(value)[:80])
    return value


def _number(kind: str, id: str, value: Any, low: float, high: float) -> None:
    """Check one number; `kind` is lever, assumption or setting."""
    if type(value) is float and low <= value <= high and math.isfinite(value):
        return  # nearly always
    strange = isinstance(value, bool) or not isinstance(value, int | float)
    if strange or (isinstance(value, float) and not math.isfinite(value)):  # isfinite cannot take any whole number
        raise ScenarioError("error-not-a-number", kind=kind, id=id, value=str(value)[:80])
    if not low - 1e-12 <= value <= high + 1e-12:
        raise ScenarioError("error-out-of-range", kind=kind, id=id, value=value, low=low, high=high)


def check(scenario: Scenario) -> None:
    """Raise a ScenarioError unless the plan admits every input of `scenario`."""
    plan = scenario.plan
    for id in scenario.levers:
        if id not in plan.levers:
            raise ScenarioError("error-lever-unknown", id=str(id)[:80], allowed=[*plan.levers])
    for id, lever in plan.levers.items():
        if id not in scenario.levers:
            raise ScenarioError("error-lever-missing", id=id)
        value = scenario.levers[id]
        if lever.is_choice:
            if value not in lever.choices:
                raise ScenarioError("error-lever-choice", id=id, value=str(value)[:80], allowed=lever.choices)
        else:
            _number("lever", id, value, lever.low, lever.high)
    for family, ids in plan.simplexes.items():
        total = math.fsum(scenario.levers[id] for id in ids)
        if abs(total - 1) > SIMPLEX_TOLERANCE:
            raise ScenarioError("error-simplex", family=family, total=round(total, 6))
    if scenario.assumption_set not in plan.assumption_sets:
        raise ScenarioError("error-set-unknown", name=scenario.assumption_set[:80], allowed=[*plan.assumption_sets])
    for id, value in scenario.own_assumptions.items():
        if id not in plan.assumptions:
            raise ScenarioError("error-assumption-unknown", id=str(id)[:80], allowed=[*plan.assumptions])
        assumption = plan.assumptions[id]
        _number("assumption", id, value, assumption.low, assumption.high)
    check_risks(plan, scenario.risks)
    target = scenario.target
    aim = aim_of(plan, target.metric)
    if target.year not in plan.years:
        raise ScenarioError("error-year", value=target.year, allowed=plan.years)
    if aim is None:
        allowed = [*target_measures(plan)]
        raise ScenarioError("error-target-metric", value=target.metric[:80], allowed=allowed)
    if not has_period(plan, target.metric, target.year):
        raise ScenarioError("error-year", value=target.period, allowed=[*periods(plan, target.metric)])
    _number("setting", "target", scenario.target.value, aim.low, aim.high)
    _number("setting", "seed", scenario.seed, 0, 2**32 - 1)
    _number("setting", "draws", scenario.draws, 1, MAX_DRAWS)
