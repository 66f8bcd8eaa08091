"""`python -m sim plans target`: a plan's revenue target worked out as in a worked example."""

from __future__ import annotations

from sim.cli.command import Argument, Command, Context, Option
from sim.cli.inputs import find_plan
from sim.plan import DEFAULT_PLAN


def run(context: Context) -> None:
    """Write a plan's target as the example builds one: from the top, from the bottom, and the gaps by name."""
    from sim.cli.inputs import read_amounts
    from sim.cli.table import align
    from sim.track import target_text
    from sim.track.target import work_out

    plan = find_plan(context.given["id"])
    own = read_amounts(context.given["step"], "--step")
    found = work_out(plan, find_plan(DEFAULT_PLAN).facts, own, context.given["pacing"], context.given["team"])
    if context.given["json"]:
        context.write_json(target_text.document(found))
        return
    language = plan.vocabulary(context.language)
    context.write(target_text.title(found, language))
    context.write(language.text("target-subtitle"))
    rows = [
        [
            language.text("target-sides", side=one.side),
            target_text.step_name(one, language),
            language.quantity(one.value, "money"),
            target_text.how(found, one, language),
        ]
        for one in found.steps
    ]
    context.write(align(rows, "llrl"))
    said = target_text.gap_texts(found, language)
    for line in (*said, target_text.widest_text(found, language), target_text.floor_text(found, language)):
        context.write(line)


COMMAND = Command(
    "target",
    "cli-command-plans-target",
    run,
    arguments=(Argument("id"),),
    options=(
        Option("step", "cli-option-target-step", value="STEP=AMOUNT", repeat=True),
        Option("pacing", "cli-option-target-pacing", default="plan"),
        Option("team", "cli-option-target-team", kind="whole", default=10),
        Option("json", "cli-option-json", kind="flag"),
    ),
)
