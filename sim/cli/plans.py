"""`python -m sim plans`: the plan packs there are."""

from __future__ import annotations

from sim.cli.command import Command, Context, Option
from sim.language import Language, languages
from sim.plan import Plan, open_catalogue
from sim.plan.texts import BY_ID


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
                    "languages": list(plan.texts.languages),
                    "missing_texts": {name: list(keys) for name, keys in plan.texts.missing.items()},
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

    words = context.words
    heads = ["cli-plans-id", "cli-plans-years", "cli-plans-presets", "cli-plans-sets"]
    heads += ["cli-plans-languages", "cli-plans-title"]
    rows = [[words.text(head) for head in heads]]
    for plan in plans:
        years = f"{plan.years[0]}–{plan.years[-1]}"
        rows.append([plan.id, years, ", ".join(plan.presets), ", ".join(plan.assumption_sets)])
        rows[-1] += [words.joined(_languages(plan, words)), plan.words(words).text("plan-title")]
    context.write(align(rows, "llllll"))
    for id, problem in problems.items():
        context.write(words.text("cli-plans-problem", plan=id, problem=problem.text(context.language)))


def _languages(plan: Plan, words: Language) -> list[str]:
    """Return the languages of a plan's texts, and of the product, each with what another language stands in for."""
    texts = plan.texts
    if texts.original == BY_ID:
        return [words.text("cli-plans-by-id")]
    told = []
    for language in dict.fromkeys((*texts.languages, *languages())):
        if language not in texts.languages:
            told.append(words.text("cli-plans-no-language", language=language, original=texts.original))
        elif texts.missing[language]:
            told.append(words.text("cli-plans-fallback", language=language, count=len(texts.missing[language])))
        else:
            told.append(language)
    return told


COMMAND = Command("plans", "cli-command-plans", run, options=(Option("json", "cli-option-json", kind="flag"),))
