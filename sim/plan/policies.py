"""From a pack's rules of what to do when to those that its model plays: one declaration, in tracking.yaml."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from sim.language.errors import PlanError
from sim.plan.policy import GROWTH, METRICS, Move, Policy
from sim.plan.watched import FILE, Action, Rule, TrackingFile

COMMISSION = "commission_rate"
CAMPAIGN = "campaign_budget"
"""Marketing money of one campaign: a rule that sets it to nothing saves what one costs at most."""


def read_policies(file: TrackingFile, regions: tuple[str, ...], categories: Mapping[str, str]) -> dict[str, Policy]:
    """Return the rules that say how the model plays them, by id.

    Parameters
    ----------
    categories : budget category → the mechanism that its money feeds

    Raises
    ------
    PlanError
        A rule watches or does what the model does not know: names rule, key, value found and what is allowed.
    """
    return {rule.id: _policy(rule, regions, categories) for rule in file.rules if rule.play is not None}


def rules_text(file: TrackingFile) -> str:
    """Return what of a file moves results, as text: part of the hash of a pack whose model plays its rules."""
    return "\n".join(rule.model_dump_json(exclude_defaults=True) for rule in file.rules if rule.play is not None)


def _one_of(value: Any, allowed: Collection[Any], key: str) -> Any:
    """Return a value that others build on if it is one of those allowed."""
    if value not in allowed:
        raise PlanError("error-plan-wrong-value", file=FILE, key=key, value=str(value)[:80], allowed=[*allowed])
    return value


def _policy(rule: Rule, regions: tuple[str, ...], categories: Mapping[str, str]) -> Policy:
    trigger, play = rule.trigger, rule.play
    assert play is not None
    key = f"rules.{rule.id}"
    _one_of(trigger.metric, METRICS, f"{key}.trigger.metric")
    if trigger.metric == GROWTH:
        places = () if trigger.scope == "company" else tuple(trigger.scope.split("+"))
        for place in places:
            _one_of(place, ("company", *regions), f"{key}.trigger.scope")
    else:
        _one_of(trigger.scope, ("company",), f"{key}.trigger.scope")
        places = ()
    if not rule.actions:
        raise PlanError("error-plan-missing-key", file=FILE, key=f"{key}.actions")
    return Policy(
        id=rule.id,
        metric=trigger.metric,
        regions=places,
        sign=-1 if trigger.side == "below" else 1,
        value=trigger.value,
        quarters=trigger.quarters,
        release=play.release,
        for_good=play.lasts == "for_good",
        times=play.times,
        first=play.first,
        cost=play.cost,
        moves=tuple(
            _move(one, f"{key}.actions.{place}", regions, categories) for place, one in enumerate(rule.actions)
        ),
    )


def _move(action: Action, key: str, regions: tuple[str, ...], categories: Mapping[str, str]) -> Move:
    bound = Counter(categories.values())
    budgets = {f"budget.{id}": one for id, one in categories.items() if bound[one] == 1}
    campaign = (CAMPAIGN,) if "marketing" in bound else ()
    _one_of(action.target, (*budgets, *campaign, COMMISSION), f"{key}.target")
    _one_of(action.scope, ("company", *regions), f"{key}.scope")
    region = "" if action.scope == "company" else action.scope
    if action.target == COMMISSION:
        _one_of(action.op, ("add",), f"{key}.op")
        return Move("commission", "add", action.value, region)
    to = action.to and budgets[_one_of(action.to, tuple(budgets), f"{key}.to")]
    if action.target == CAMPAIGN:
        _one_of((action.op, action.value), (("set", 0.0),), f"{key}.value")
        if action.most is None:
            raise PlanError("error-plan-missing-key", file=FILE, key=f"{key}.most")
        return Move("marketing", "take", action.most.value, region, to)
    _one_of(action.op, ("multiply", "add"), f"{key}.op")
    if action.op == "multiply" and action.value < 0:
        raise PlanError("error-plan-range", file=FILE, key=f"{key}.value", value=action.value, low=0, high="∞")
    return Move(budgets[action.target], action.op, action.value, region, to)
