"""`python -m sim plans`: the plans there are; what can be done with them stands in `sim.cli.plan_files`."""

from __future__ import annotations

from sim.cli.command import Command, Context, Option
from sim.cli.open_library import join_library
from sim.cli.plan_files import COMMANDS
from sim.language import Language, languages
from sim.plan import Plan, open_catalogue
from sim.plan.texts import BY_ID


def run(context: Context) -> None:
    """List the plans, each with presets, assumption sets and headline target; say what is wrong with the others."""
    join_library()
    catalogue = open_catalogue()
    plans, problems = catalogue.readable()
    if catalogue.library is not None and catalogue.library.problem is not None:
        raise catalogue.library.problem
    shipped = catalogue.folder_ids()
    if context.given["json"]:
        context.write_json(
            [
                {
                    "id": plan.id,
                    "hash": plan.hash,
                    "version": plan.version,
                    "in_library": plan.id not in shipped,
                    "years": list(plan.years),
                    "regions": list(plan.regions),
                    "presets": list(plan.presets),
                    "assumption_sets": list(plan.assumption_sets),
                    "risks": list(plan.risks),
                    "languages": list(plan.texts.languages),
                    "missing_texts": {name: list(plan.texts.lacking(name)) for name in plan.texts.languages},
                    "target": {
                        "metric": plan.headline.metric,
                        "year": plan.headline.year,
                        "period": plan.headline.period,
                        "value": plan.headline.value,
                        "unit": plan.unit(plan.headline.unit),
                    },
                }
                for plan in plans
            ]
            + [{"id": id, "problem": problem.text(context.language_id)} for id, problem in problems.items()]
        )
        return
    from sim.cli.table import align

    language = context.language
    heads = ["cli-plans-id", "cli-plans-years", "cli-plans-presets", "cli-plans-sets"]
    heads += ["cli-plans-languages", "cli-plans-title"]
    rows = [[language.text(head) for head in heads]]
    for plan in plans:
        years = plan.vocabulary(language).years(plan.years[0], plan.years[-1])
        rows.append([plan.id, years, *map(context.language.join, (plan.presets, plan.assumption_sets))])
        rows[-1] += [language.join(_languages(plan, language)), plan.vocabulary(language).text("plan-title")]
    context.write(align(rows, "llllll"))
    for id, problem in problems.items():
        context.write(language.text("cli-plans-problem", plan=id, problem=problem.text(context.language_id)))


def _languages(plan: Plan, language: Language) -> list[str]:
    """Return the languages of a plan's texts, and of the product, each with what another language stands in for."""
    texts = plan.texts
    if texts.original == BY_ID:
        return [language.text("cli-plans-by-id")]
    told = []
    for id in dict.fromkeys((*texts.languages, *languages())):
        if id not in texts.languages:
            told.append(language.text("cli-plans-no-language", language=id, original=texts.original))
        elif lacking := texts.lacking(id):
            told.append(language.text("cli-plans-fallback", language=id, count=len(lacking)))
        else:
            told.append(id)
    return told


COMMAND = Command(
    "plans",
    "cli-command-plans",
    run,
    options=(Option("json", "cli-option-json", kind="flag"),),
    commands=COMMANDS,
)
