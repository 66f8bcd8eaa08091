"""`python -m sim assumptions …`: assumption sets of the plan, and one's own."""

from __future__ import annotations

from sim.cli.author import BY, who
from sim.cli.command import Argument, Command, Context, Option
from sim.cli.inputs import given_plan, read_assumptions
from sim.cli.owner import OWNERSHIP, ownership

PLAN = Option("plan", "cli-option-plan", value="PLAN")
JSON = Option("json", "cli-option-json", kind="flag")


def list_sets(context: Context) -> None:
    """List the sets of the plan and those saved."""
    from sim.cli.open_library import open_library
    from sim.cli.table import align
    from sim.cli.titles import label

    plan = given_plan(context)
    context.plans = (plan,)
    own = open_library().assumption_sets(plan)
    if context.given["json"]:
        document = [{"name": name, "base": None, "overrides": {}, "own": False} for name in plan.assumption_sets]
        document += [{"name": s.name, "base": s.base, "overrides": dict(s.own_assumptions), "own": True} for s in own]
        context.write_json(document)
        return
    language = context.language
    rows = [[language.text(key) for key in ("cli-sets-name", "cli-sets-base", "cli-sets-values")]]
    rows += [[name, "", label(language, "set", name)] for name in plan.assumption_sets]
    rows += [[s.name, s.base, language.join(f"{id}={value:g}" for id, value in s.own_assumptions.items())] for s in own]
    context.write(align(rows, "lll"))


def save_set(context: Context) -> None:
    """Save an assumption set of one's own."""
    from sim.cli.open_library import open_library

    values = context.given
    plan = given_plan(context)
    own_assumptions = read_assumptions(plan, values["assume"])
    with ownership(values) as space:
        saved = open_library().save_assumption_set(
            plan,
            values["name"],
            values["base"] or plan.likely_set,
            own_assumptions,
            note=values["note"] or "",
            by=who(values),
            space=space,
        )
    context.write(context.text("cli-sets-saved", name=saved.name, revision=saved.revision))


def delete_set(context: Context) -> None:
    """Take one's own assumption set off the list."""
    from sim.cli.open_library import open_library

    values = context.given
    open_library().delete_assumption_set(given_plan(context), values["name"], by=who(values))
    context.write(context.text("cli-sets-deleted", name=values["name"]))


COMMAND = Command(
    "assumptions",
    "cli-command-assumptions",
    commands=(
        Command("list", "cli-command-sets-list", list_sets, options=(PLAN, JSON)),
        Command(
            "save",
            "cli-command-sets-save",
            save_set,
            arguments=(Argument("name"),),
            options=(
                PLAN,
                Option("base", "cli-option-set-base", value="SET"),
                Option("assume", "cli-option-assume", value="NAME=VALUE", repeat=True),
                Option("note", "cli-option-note", value="TEXT"),
                *OWNERSHIP,
                BY,
            ),
        ),
        Command("delete", "cli-command-sets-delete", delete_set, arguments=(Argument("name"),), options=(PLAN, BY)),
    ),
)
