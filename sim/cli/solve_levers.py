"""`sim solve lever` and `sim solve cheapest`: one lever at a time, and the least it takes of all."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from sim.cli.command import Context
from sim.cli.solve_question import head, read_question, tail
from sim.cli.table import align
from sim.model.quantities import CHANCE

if TYPE_CHECKING:
    from sim.decide.answers import Solution


def solve_lever(context: Context) -> None:
    """Write what each lever alone would have to be."""
    from sim.decide import text
    from sim.decide.figures import FRESH_DRAWS
    from sim.decide.lever import TABLE_DRAWS, confirm, lever_answers
    from sim.plan.amounts import lever_text

    began = time.perf_counter()
    choice, question = read_question(context)
    scenario, chance = choice.scenario, question.chance
    ids = question.bounds.move or tuple(choice.plan.levers)
    ids = tuple(id for id in ids if id not in question.bounds.lock)
    found = lever_answers(scenario, ids, chance)
    if chance is not None and len(found) == 1:
        found = [confirm(scenario, found[0], chance)]
    if context.given["json"]:
        rows = [
            {
                "id": one.lever.id,
                "kind": one.lever.kind,
                "unit": one.lever.unit,
                "now": scenario.levers[one.lever.id],
                "status": one.status,
                "needed": one.needed,
                "exact": one.exact,
                "effort": one.effort,
                "best": one.best,
                "best_at": one.at,
                "approximate": one.approximate,
                "chance": None if one.chance is None else one.chance.value,
                "chance_se": None if one.chance is None else one.chance.error,
            }
            for one in found
        ]
        status = "reached" if any(one.status == "reached" for one in found) else "out_of_reach"
        context.write_json(
            {**head(choice, question, "lever"), "status": status, "levers": rows, **tail(scenario, began)}
        )
        return
    language = context.language
    if len(found) == 1:
        context.write(text.lever_sentence(scenario, found[0], chance, language))
        context.write()
    heads = ["cli-solve-lever", "cli-solve-now", "cli-solve-needed", "cli-solve-effort", "cli-solve-best"]
    rows = [[language.text(head) for head in heads]]
    for one in found:
        mark = "≈ " if one.approximate else ""
        best = text.target_text(scenario, one.best, language) if chance is None else CHANCE.format(language, one.best)
        rows.append(
            [
                text.lever_name(one.lever.id, language),
                lever_text(one.lever, scenario.levers[one.lever.id], language),
                mark + lever_text(one.lever, one.needed, language) if one.needed is not None else "–",
                "–" if one.effort is None else language.quantity(one.effort, text.EFFORT),
                mark + best,
            ]
        )
    context.write(align(rows, "lrrrr"))
    if any(one.approximate for one in found):
        draws, fresh = (language.number(one, "count") for one in (TABLE_DRAWS, FRESH_DRAWS))
        context.write(language.text("cli-solve-approximate", draws=draws, fresh=fresh))


def solution_json(solution: Solution) -> dict[str, Any]:
    """Return an answer as plain JSON values."""
    return {
        "status": solution.status,
        "levers": dict(solution.levers),
        "cost": solution.cost,
        "cost_before_rounding": solution.exact_cost,
        "effort": {"total": solution.total_effort, "by_lever": dict(solution.effort)},
        "value": solution.value,
        "chance": solution.chance.value,
        "chance_se": solution.chance.error,
        "in_sample_chance": solution.in_sample,
        "fresh_draws": solution.chance.draws,
        "chance_shown": solution.shown.value,
        "chance_shown_se": solution.shown.error,
        "chance_shown_draws": solution.shown.draws,
        "binding": [vars(one).copy() for one in solution.binding],
        "loosening": [vars(one).copy() for one in solution.loosening],
        "no_matter": list(solution.no_matter),
        "further_than_plan": list(solution.further),
        "by_choice": dict(solution.others),
        "roughly": sorted(solution.rough),
        "starts": solution.starts,
        "agreeing": solution.agreeing,
        "moved": solution.moved,
    }


def solve_cheapest(context: Context) -> None:
    """Write the least it takes."""
    from sim.decide import cheapest, text

    began = time.perf_counter()
    choice, question = read_question(context)
    scenario = choice.scenario
    solution = cheapest.solve_cheapest(question)
    if context.given["json"]:
        asked = {**head(choice, question, "cheapest"), "least": question.least, "style": question.style}
        context.write_json({**asked, **solution_json(solution), **tail(scenario, began)})
        return
    language = context.language
    context.write(text.solution_sentence(scenario, solution, question.chance, language))
    for note in text.solution_notes(scenario, solution, language):
        context.write(note)
    context.write()
    rows = [[language.text(head) for head in ("cli-solve-lever", "cli-solve-now", "cli-solve-needed")]]
    rows += [list(row) for row in text.moves(choice.plan, scenario.levers, solution.levers, language)]
    context.write(align(rows, "lrr"))
    if bounds := text.bound_rows(choice.plan, solution.binding, question.least, language):
        context.write()
        context.write(align([[language.text(head) for head in ("cli-solve-bound", "cli-solve-price")], *bounds], "ll"))
