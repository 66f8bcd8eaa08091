"""The options that describe a scenario, and the scenario they describe. Shared by every command that runs one."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sim import load_plan, plan_ids
from sim.cli.command import CliError, Context, Option, guess, number
from sim.plan import DEFAULT_PLAN, Plan
from sim.plan.catalogue import shipped_ids

if TYPE_CHECKING:
    from sim import Scenario
    from sim.store import AssumptionSet, Origin

DEFAULT_PRESET = "plan"

SCENARIO_OPTIONS = (
    Option("plan", "cli-option-plan", value="PLAN"),
    Option("preset", "cli-option-preset", value="PRESET"),
    Option("scenario", "cli-option-scenario", value="NAME"),
    Option("set", "cli-option-set", value="LEVER=VALUE", repeat=True),
    Option("assumptions", "cli-option-assumptions", value="SET"),
    Option("assume", "cli-option-assume", value="NAME=VALUE", repeat=True),
    Option("reading", "cli-option-reading", value="QUESTION=READING", repeat=True),
    Option("risk", "cli-option-risk", value="ID=off|chance|on|mitigated", repeat=True),
    Option("target", "cli-option-target", kind="number", value="VALUE"),
    Option("metric", "cli-option-metric", value="MEASURE"),
    Option("year", "cli-option-year", value="YEAR"),
    Option("draws", "cli-option-draws", kind="whole", value="N"),
    Option("seed", "cli-option-seed", kind="whole", value="S"),
)
SCENARIO_EXCLUSIVE = (("scenario", "preset"), ("scenario", "plan"))


@dataclass(frozen=True)
class Choice:
    """The scenario a command line describes, and what it was made from.

    Attributes
    ----------
    preset, name
        The preset, or the name of the saved scenario, it started from.
    parent : Origin or None
        That saved scenario.
    own_set : AssumptionSet or None
        The user's own assumption set, if one was named.
    """

    scenario: Scenario
    plan: Plan
    preset: str | None
    name: str | None
    parent: Origin | None
    own_set: AssumptionSet | None


def given_plan(context: Context) -> Plan:
    """Return the plan that `--plan` names, or the usual one."""
    return find_plan(context.given["plan"] or DEFAULT_PLAN)


def find_plan(id: str) -> Plan:
    """Return the plan with an id; the library is opened only where the plan lies nowhere else.

    Raises
    ------
    PlanError, StoreError
        There is no such plan, it cannot be read, or the library cannot be opened.
    """
    if id not in plan_ids():
        from sim.cli.open_library import join_library

        join_library()
    return load_plan(id)


def choose(context: Context) -> Choice:
    """Return the scenario that the options of `SCENARIO_OPTIONS` describe.

    Raises
    ------
    SimError
        A lever, assumption, value, preset, set or saved scenario that does not exist or is not admitted.
    """
    from sim import Scenario

    values = context.given
    preset, name, parent, own_set = None, values["scenario"], None, None
    if name is None:
        preset = values["preset"] or DEFAULT_PRESET
        plan = given_plan(context)
        scenario = Scenario.of(plan, preset)
    else:
        scenario, parent = _saved_scenario(name)
        plan = scenario.plan
    context.plans = (plan,)
    if values["assumptions"] is not None:
        base, own_assumptions, own_set = _assumption_set(plan, values["assumptions"])
        scenario = scenario.with_settings(assumption_set=base, own_assumptions=own_assumptions)
    if values["reading"]:
        from sim.audit.alternatives import take

        scenario = take(scenario, values["reading"])
    levers = read_levers(plan, dict(scenario.levers), values["set"])
    scenario = scenario.with_levers(levers)
    if values["assume"]:
        scenario = scenario.with_own_assumptions(read_assumptions(plan, values["assume"]))
    scenario = _with_risks(scenario, plan, values["risk"])
    scenario = _with_target(scenario, values)
    settings = {key: values[key] for key in ("draws", "seed") if values[key] is not None}
    if settings:
        scenario = scenario.with_settings(**settings)
    return Choice(scenario, plan, preset, name, parent, own_set)


def _saved_scenario(name: str) -> tuple[Scenario, Origin]:
    from sim.cli.open_library import open_library
    from sim.store import Origin

    store = open_library()
    opened = store.open(store.resolve(name))
    if opened.scenario is None:
        assert opened.changes.problem is not None
        raise opened.changes.problem
    return opened.scenario, Origin(opened.entry.id, opened.entry.revision)


def _assumption_set(plan: Plan, name: str) -> tuple[str, dict[str, float], AssumptionSet | None]:
    """Return base set and own values of a set of the plan or of the user's own; only the latter opens the library."""
    if name in plan.assumption_sets:
        return name, {}, None
    from sim.cli.open_library import open_library

    own = open_library().assumption_set(plan, name)
    return own.base, dict(own.own_assumptions), own


def read_levers(plan: Plan, start: dict[str, Any], assignments: list[str]) -> dict[str, Any]:
    """Return lever values after `LEVER=VALUE` assignments, in order; a share family takes all its values at once.

    Raises
    ------
    CliError
        Not an assignment, an unknown lever, not a number, too few or too many shares, or shares that do not sum to 1.
    """
    levers = dict(start)
    for id, value in _assignments(assignments, "--set", "LEVER=VALUE"):
        if id in plan.simplexes:
            levers |= _shares(plan, id, value)
        elif id in plan.levers:
            levers[id] = value if plan.levers[id].is_choice else number(value, id)
        else:
            raise CliError("error-cli-lever", lever=id[:80], **guess(id, [*plan.levers, *plan.simplexes]))
    for family, ids in plan.simplexes.items():
        total = math.fsum(levers[id] for id in ids)
        if abs(total - 1) > 1e-6 and all(levers[id] >= 0 for id in ids):
            raise CliError(
                "error-cli-shares",
                family=family,
                total=_digits(total),
                members=[plan.levers[id].member for id in ids],
                example=f"--set {family}={_example(start, levers, ids)}",
            )
    return levers


def read_assumptions(plan: Plan, assignments: list[str]) -> dict[str, float]:
    """Return assumption values from `NAME=VALUE` assignments; raises `CliError`."""
    own_assumptions: dict[str, float] = {}
    for id, value in _assignments(assignments, "--assume", "NAME=VALUE"):
        if id not in plan.assumptions:
            raise CliError("error-cli-assumption", name=id[:80], **guess(id, plan.assumptions))
        own_assumptions[id] = number(value, id)
    return own_assumptions


def read_amounts(assignments: list[str], option: str) -> dict[str, float]:
    """Return the amounts of `STEP=AMOUNT` assignments; raises `CliError`."""
    return {id: number(value, id) for id, value in _assignments(assignments, option, "STEP=AMOUNT")}


def _assignments(texts: list[str], option: str, form: str) -> list[tuple[str, str]]:
    """Return (id, value) of each assignment; an id given twice is an error, for one of the two would count unseen."""
    found: dict[str, str] = {}
    for text in texts:
        id, separator, value = (part.strip() for part in text.partition("="))
        if not separator or not id or not value:
            raise CliError("error-cli-assignment", option=option, form=form, found=text[:80])
        if id in found:
            raise CliError("error-cli-twice", option=f"{option} {id[:80]}")
        found[id] = value
    return list(found.items())


def _shares(plan: Plan, family: str, text: str) -> dict[str, float]:
    ids = plan.simplexes[family]
    parts = text.split(",")
    if len(parts) != len(ids):
        members = [plan.levers[id].member for id in ids]
        raise CliError("error-cli-share-count", family=family, found=len(parts), expected=len(ids), members=members)
    return {id: number(part.strip(), id) for id, part in zip(ids, parts, strict=True)}


def _example(start: dict[str, Any], levers: dict[str, Any], ids: tuple[str, ...]) -> str:
    """Return shares that do sum to 1: what the user changed as it is, the others in their old proportions."""
    moved = [id for id in ids if levers[id] != start[id]]
    rest = 1 - math.fsum(levers[id] for id in moved)
    others = math.fsum(start[id] for id in ids if id not in moved)
    if rest < 0 or (others <= 0 and rest > 0):
        values = [start[id] for id in ids]
    else:
        values = [levers[id] if id in moved else start[id] * rest / others if others else 0.0 for id in ids]
    rounded = [round(value, 3) for value in values]
    largest = max(range(len(ids)), key=lambda place: (ids[place] not in moved, rounded[place]))
    rounded[largest] = round(rounded[largest] + 1 - math.fsum(rounded), 3)
    return ",".join(_digits(value) for value in rounded)


def _digits(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _with_risks(scenario: Scenario, plan: Plan, words: list[str]) -> Scenario:
    if not words:
        return scenario
    from sim.risk import parse_word, with_risk

    risks = dict(scenario.risks)
    for word in words:
        id, said = parse_word(plan, word)
        risks = with_risk(risks, id, **said)
    return scenario.with_settings(risks=risks)


def _with_target(scenario: Scenario, values: Any) -> Scenario:
    from dataclasses import replace

    from sim import TargetChoice
    from sim.model.measures import has_measure, has_period, whole_and_part

    changes = {
        field: values[option]
        for field, option in (("value", "target"), ("metric", "metric"))
        if values[option] is not None
    }
    target = replace(scenario.target, **changes)
    if values["year"] is not None:
        period, (_, part) = _period(values["year"]), whole_and_part(values["metric"] or "")
        if part and period[4:] not in ("", part):  # the first half of a measure in a second half
            raise CliError("error-cli-period", option="--year", value=str(values["year"])[:80])
        target = TargetChoice.in_period(target.metric, period[:4] + part if part else period, target.value)
    known = has_measure(scenario.plan, target.metric) and has_period(scenario.plan, target.metric, target.year)
    other = target.metric != scenario.target.metric
    if other and known and values["target"] is None:  # a value says nothing of another measure, nor of a year's halves
        from sim.scenario.default_target import default_target

        target = default_target(scenario.plan, target.metric, target.period)
    return scenario if target == scenario.target else scenario.with_settings(target=target)


def _period(text: Any) -> str:
    """Return the year, half or quarter that `--year` names, as plans write it: "2026", "2026H1"."""
    from sim.reading.periods import read_period

    said = str(text).strip()
    found = read_period(said)
    if found.form in ("half", "quarter"):
        return found.text
    if not re.fullmatch(r"-?\d{1,9}", said):
        raise CliError("error-cli-period", option="--year", value=said[:80])
    return said


def shipped_with(holds: Callable[[Plan], object]) -> list[str]:
    """Return the ids of the plans shipped of which something holds, as examples in a message."""
    return [id for id in shipped_ids() if holds(load_plan(id))]
