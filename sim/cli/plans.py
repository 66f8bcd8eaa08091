"""`python -m sim plans`: the plan packs there are."""

from __future__ import annotations

from sim.cli.command import Command, Context, Option
from sim.language import get_language
from sim.plan import open_catalogue


def run(context: Context) -> None:
    """List the plans, each with presets, assumption sets and headline target; say what is wrong with the others."""
    plans, problems = open_catalogue().readable()
    if context.given["json"]:
        context.write_json(
            [
                {
                    "id": plan.id,
                    "hash": plan.hash,
                    "version": plan.version,
                    "years": list(plan.years),
                    "regions": list(plan.regions),
                    "presets": list(plan.presets),
                    "assumption_sets": list(plan.assumption_sets),
                    "risks": list(plan.risks),
                    "target": {
                        "metric": plan.targets["revenue"].metric,
                        "year": plan.targets["revenue"].year,
                        "value": plan.targets["revenue"].value,
                        "unit": plan.targets["revenue"].unit,
                    },
                }
                for plan in plans
            ]
            + [{"id": id, "problem": problem.text(context.language)} for id, problem in problems.items()]
        )
        return
    from sim.cli.table import align
    from sim.cli.titles import plan_title

    words = get_language(context.language)
    heads = ["cli-plans-id", "cli-plans-years", "cli-plans-presets", "cli-plans-sets", "cli-plans-title"]
    rows = [[words.text(head) for head in heads]]
    for plan in plans:
        years = f"{plan.years[0]}–{plan.years[-1]}"
        rows.append([plan.id, years, ", ".join(plan.presets), ", ".join(plan.assumption_sets), plan_title(words, plan)])
    context.write(align(rows, "lllll"))
    for id, problem in problems.items():
        context.write(words.text("cli-plans-problem", plan=id, problem=problem.text(context.language)))


COMMAND = Command("plans", "cli-command-plans", run, options=(Option("json", "cli-option-json", kind="flag"),))
