"""`python -m sim levers`: every lever of a plan with range, step, base and plan value."""

from __future__ import annotations

from typing import Any

from sim.cli.command import Command, Context, Option
from sim.cli.inputs import given_plan
from sim.language import key
from sim.plan import Lever, Plan
from sim.plan.levers import module_of


def run(context: Context) -> None:
    """List the levers of a plan."""
    plan = given_plan(context)
    context.plans = (plan,)
    if context.given["modules"]:
        _write_modules(context, plan)
        return
    levers = list(plan.levers.values())
    if context.given["json"]:
        context.write_json([lever_document(plan, lever) for lever in plan.inputs.values()])
        return
    from sim.cli.table import align

    language = context.language
    heads = [
        "cli-levers-id",
        "cli-levers-base",
        "cli-levers-plan",
        "cli-levers-range",
        "cli-levers-unit",
        "cli-levers-sources",
        "cli-levers-name",
    ]
    rows = [[language.text(head) for head in heads]]
    for lever in levers:
        allowed = language.join(lever.choices) if lever.is_choice else f"{lever.low:g} … {lever.high:g}"
        name = key("lever", lever.id)
        shown = language.text(name)
        rows.append(
            [lever.id, _value(lever.base), _value(lever.plan), allowed, plan.unit(lever.unit), _sources(lever), shown]
        )
    context.write(align(rows, "lrrllll"))
    for family, ids in plan.simplexes.items():
        members = [plan.levers[id].member for id in ids]
        context.write(language.text("cli-levers-shares", family=family, members=members))
    context.write(language.text("cli-sources-hint"))


def _write_modules(context: Context, plan: Plan) -> None:
    """Write the modules that a plan switches on: what belongs to them, what that rests on, and what they change."""
    from dataclasses import asdict

    from sim.cli.table import align
    from sim.provenance.module_worth import module_rows

    found, language = module_rows(plan), context.language
    if context.given["json"]:
        content = {
            "plan": plan.id,
            "year": plan.years[-1],
            "unit": plan.money,
            "modules": [asdict(one) for one in found],
        }
        context.write_json(content)
        return
    if not found:
        context.write(language.text("cli-modules-none", plan=plan.id))
        return
    heads = ("module", "levers", "assumptions", "facts", "read", "remembered", "judged", "revenue", "profit")
    rows = [[language.text(f"cli-modules-{head}") for head in heads]]
    for one in found:
        counts = (len(one.levers), len(one.assumptions), one.facts, one.read, one.remembered, one.judged)
        amounts = [language.number(value, "money_fine", signed=True) for value in (one.revenue, one.profit)]
        rows.append([one.id, *map(str, counts), *amounts])
    context.write(align(rows, "l" + "r" * (len(heads) - 1)))
    context.write(language.text("cli-modules-note", year=str(plan.years[-1]), unit=language.unit("money_fine")))


def lever_document(plan: Plan, lever: Lever) -> dict[str, Any]:
    """Return a lever as plain JSON values; one that is fixed stands as the model reads it, and nobody drags it."""
    return {
        "id": lever.id,
        "family": lever.family,
        "group": lever.group,
        "kind": lever.kind,
        "module": module_of(lever.family) or None,
        "unit": lever.unit,
        "base": lever.base,
        "plan": lever.plan,
        "range": None if lever.is_choice else [lever.low, lever.high],
        "step": None if lever.is_choice else lever.step,
        "choices": list(lever.choices) or None,
        "direction": lever.direction,
        "shares_sum_to_one": lever.simplex,
        "advanced": lever.advanced,
        "fixed": lever.id in plan.fixed,
        "not_yours_yet": f"lever:{lever.family}" in plan.defaults,
        "sources": {"base": list(lever.base_sources), "plan": list(lever.plan_sources)},
        "reasons": {"base": lever.base_reason, "plan": lever.plan_reason},
    }


def _sources(lever: Lever) -> str:
    """Return the ids of what base and plan value rest on, the keys of reasoning included."""
    base = (*lever.base_sources, *filter(None, [lever.base_reason]))
    plan = (*lever.plan_sources, *filter(None, [lever.plan_reason]))
    return " ".join(dict.fromkeys((*base, *plan)))


def _value(value: object) -> str:
    return f"{value:g}" if isinstance(value, int | float) else str(value)


COMMAND = Command(
    "levers",
    "cli-command-levers",
    run,
    options=(
        Option("plan", "cli-option-plan", value="PLAN"),
        Option("modules", "cli-option-modules", kind="flag"),
        Option("json", "cli-option-json", kind="flag"),
    ),
)
