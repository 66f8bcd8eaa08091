"""`python -m sim assumptions …`: assumption sets of the plan, and one's own."""

from __future__ import annotations

from sim.cli.command import Argument, Command, Context, Option
from sim.cli.inputs import DEFAULT_PLAN, read_assumptions
from sim.cli.people import BY, who
from sim.language import get_language
from sim.plan import load_plan

PLAN = Option("plan", "cli-option-plan", value="PLAN")
JSON = Option("json", "cli-option-json", kind="flag")


def list_sets(context: Context) -> None:
    """List the sets of the plan and those saved."""
    from sim.cli.report import label
    from sim.cli.shelf import shelf
    from sim.cli.table import align

    plan = load_plan(context.given["plan"] or DEFAULT_PLAN)
    own = shelf().assumption_sets(plan.id)
    if context.given["json"]:
        document = [{"name": name, "base": None, "overrides": {}, "own": False} for name in plan.sets]
        document += [{"name": s.name, "base": s.base, "overrides": dict(s.overrides), "own": True} for s in own]
        context.write_json(document)
        return
    words = get_language(context.language)
    rows = [[words.text(key) for key in ("cli-sets-name", "cli-sets-base", "cli-sets-values")]]
    rows += [[name, "", label(words, "set", name)] for name in plan.sets]
    rows += [[s.name, s.base, ", ".join(f"{id}={value:g}" for id, value in s.overrides.items())] for s in own]
    context.write(align(rows, "lll"))


def save_set(context: Context) -> None:
    """Save an assumption set of one's own."""
    from sim.cli.shelf import shelf

    values = context.given
    plan = load_plan(values["plan"] or DEFAULT_PLAN)
    overrides = read_assumptions(plan, values["assume"])
    saved = shelf().save_assumption_set(
        plan.id, values["name"], values["base"] or "calibrated", overrides, note=values["note"] or "", by=who(values)
    )
    context.write(context.text("cli-sets-saved", name=saved.name, revision=saved.revision))


def delete_set(context: Context) -> None:
    """Take one's own assumption set off the list."""
    from sim.cli.shelf import shelf

    values = context.given
    shelf().delete_assumption_set(values["plan"] or DEFAULT_PLAN, values["name"], by=who(values))
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
                BY,
            ),
        ),
        Command("delete", "cli-command-sets-delete", delete_set, arguments=(Argument("name"),), options=(PLAN, BY)),
    ),
)
