"""`python -m sim solve …`: what would it take, at what price, what first, and when does it fail."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from sim.cli.command import CliError, Command, Context, Option, number
from sim.cli.inputs import SCENARIO_EXCLUSIVE, SCENARIO_OPTIONS, Choice, choose
from sim.cli.table import align
from sim.model.quantities import CHANCE

if TYPE_CHECKING:
    from sim.decide.answers import Solution
    from sim.decide.question import Question
    from sim.scenario import Scenario

SHARED = (
    *SCENARIO_OPTIONS,
    Option("chance", "cli-option-solve-chance", kind="number", value="P"),
    Option("move", "cli-option-solve-move", value="ID", repeat=True, many=True),
    Option("lock", "cli-option-solve-lock", value="ID", repeat=True, many=True),
    Option("at-most", "cli-option-solve-at-most", value="ID=VALUE", repeat=True, many=True),
    Option("budget", "cli-option-solve-budget", kind="number", value="VALUE"),
    Option("people", "cli-option-solve-people", kind="number", value="N"),
    Option("quarterly-hires", "cli-option-solve-quarterly-hires", kind="number", value="N"),
    Option("effort", "cli-option-solve-effort", kind="number", value="U"),
    Option("style", "cli-option-solve-style", choices=("fewest", "even"), default="fewest"),
    Option("json", "cli-option-json", kind="flag"),
)


def _read_question(context: Context) -> tuple[Choice, Question]:
    """Return the scenario and the question that the options describe.

    Raises
    ------
    SimError
        An option that names what the plan does not have, or bounds without room.
    """
    from sim.decide.figures import Aim
    from sim.decide.question import Question
    from sim.decide.space import EFFORT, Bounds, lever_ids
    from sim.model.measures import annual_measures

    choice, given = choose(context), context.given
    scenario, plan = choice.scenario, choice.plan
    limits: dict[str, tuple[float, float]] = {}
    aims: list[Aim] = []
    cost: float | None = None
    known = [one.id for one in annual_measures()]
    for text in _split(given["at-most"]):
        id, separator, value = (part.strip() for part in text.partition("="))
        if not separator or not id or not value:
            raise CliError("error-cli-assignment", option="--at-most", form="ID=VALUE", found=text[:80])
        most = number(value, id)
        if id in plan.levers and not plan.levers[id].is_choice:
            limits[id] = (plan.levers[id].low, most)
        elif id in known:
            aims.append(Aim(id, scenario.target.year, most, "most"))
        elif id == "cost":
            cost = most
        else:
            allowed = ", ".join([*plan.levers, *known, "cost"])
            raise CliError("error-solve-limit", option="--at-most", id=id[:80], allowed=allowed)
    move = lever_ids(plan, _split(given["move"]), "--move") or None
    lock = lever_ids(plan, _split(given["lock"]), "--lock")
    effort = EFFORT if given["effort"] is None else given["effort"]
    bounds = Bounds(move, lock, limits, effort)
    question = Question(
        scenario,
        bounds,
        given["chance"],
        tuple(aims),
        given["budget"],
        given["people"],
        given["quarterly-hires"],
        cost,
        style=given["style"],
        least=given.get("least", "money"),
    )
    return choice, question


def _split(words: list[str]) -> list[str]:
    return [part.strip() for word in words for part in word.split(",") if part.strip()]


def _head(choice: Choice, question: Question, asked: str) -> dict[str, Any]:
    scenario = choice.scenario
    return {
        "plan": choice.plan.id,
        "preset": choice.preset,
        "scenario": choice.name,
        "assumptions": choice.own_set.name if choice.own_set else scenario.assumption_set,
        "question": asked,
        "target": vars(scenario.target).copy(),
        "wanted_chance": question.chance,
    }


def _tail(scenario: Scenario, began: float) -> dict[str, Any]:
    return {"provenance": vars(scenario.provenance()).copy(), "seconds": time.perf_counter() - began}


def solve_lever(context: Context) -> None:
    """Write what each lever alone would have to be."""
    from sim.decide import text
    from sim.decide.figures import FRESH_DRAWS
    from sim.decide.lever import TABLE_DRAWS, confirm, lever_answers

    began = time.perf_counter()
    choice, question = _read_question(context)
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
            {**_head(choice, question, "lever"), "status": status, "levers": rows, **_tail(scenario, began)}
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
                text.lever_value(one.lever, scenario.levers[one.lever.id], language),
                mark + text.lever_value(one.lever, one.needed, language) if one.needed is not None else "–",
                "–" if one.effort is None else language.quantity(one.effort, text.EFFORT),
                mark + best,
            ]
        )
    context.write(align(rows, "lrrrr"))
    if any(one.approximate for one in found):
        context.write(context.text("cli-solve-approximate", draws=str(TABLE_DRAWS), fresh=str(FRESH_DRAWS)))


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
        "binding": [vars(one).copy() for one in solution.binding],
        "loosening": [vars(one).copy() for one in solution.loosening],
        "no_matter": list(solution.no_matter),
        "further_than_plan": list(solution.further),
        "by_choice": dict(solution.others),
        "starts": solution.starts,
        "agreeing": solution.agreeing,
        "moved": solution.moved,
    }


def solve_cheapest(context: Context) -> None:
    """Write the least it takes."""
    from sim.decide import cheapest, text

    began = time.perf_counter()
    choice, question = _read_question(context)
    scenario = choice.scenario
    solution = cheapest.solve_cheapest(question)
    if context.given["json"]:
        head = _head(choice, question, "cheapest") | {"least": question.least, "style": question.style}
        context.write_json({**head, **solution_json(solution), **_tail(scenario, began)})
        return
    language = context.language
    context.write(text.solution_sentence(scenario, solution, question.chance, language))
    for note in text.solution_notes(scenario, solution, language):
        context.write(note)
    context.write()
    rows = [[language.text(head) for head in ("cli-solve-lever", "cli-solve-now", "cli-solve-needed")]]
    rows += [list(row) for row in text.moves(choice.plan, scenario.levers, solution.levers, language)]
    context.write(align(rows, "lrr"))
    if solution.binding:
        context.write()
        rows = [[language.text(head) for head in ("cli-solve-bound", "cli-solve-price")]]
        for one in solution.binding:
            name = text.binding_name(choice.plan, one.constraint, language)
            rows.append([name, text.price_text(choice.plan, one, question.least, language)])
        context.write(align(rows, "ll"))


def solve_frontier(context: Context) -> None:
    """Write the frontier of cost (or profit, or effort) against chance."""
    from sim.decide import text
    from sim.decide.frontier import frontier, frontier_status, knee, marks

    began = time.perf_counter()
    choice, question = _read_question(context)
    scenario, axis = choice.scenario, context.given["axis"]
    points = list(frontier(question, axis, context.given["points"]))
    if context.given["json"]:
        rows = [
            {
                "at": one.at,
                "cost": one.cost,
                "effort": one.effort,
                "value": one.value,
                "chance": one.chance.value,
                "chance_se": one.chance.error,
                "levers": dict(one.levers),
            }
            for one in points
        ]
        named = [
            {
                "name": one.name,
                "at": one.at,
                "cost": one.cost,
                "chance": one.chance.value,
                "chance_se": one.chance.error,
            }
            for one in marks(question, axis)
        ]
        context.write_json(
            {
                **_head(choice, question, "frontier"),
                "axis": axis,
                "status": frontier_status(points, question.chance),
                "points": rows,
                "knee": knee(points) if points else None,
                "marks": named,
                "fresh_draws": points[0].chance.draws if points else 0,
                **_tail(scenario, began),
            }
        )
        return
    language = context.language
    context.write(text.frontier_sentence(scenario, points, language))
    context.write()
    rows = [[language.text(head) for head in ("cli-solve-cost", "cli-solve-chance", "cli-solve-effort")]]
    for one in points:
        rows.append(
            [
                language.quantity(one.cost, "money"),
                language.quantity(one.chance.value, "percent"),
                language.quantity(one.effort, text.EFFORT),
            ]
        )
    context.write(align(rows, "rrr"))


def solve_allocate(context: Context) -> None:
    """Write the best split at the same totals, and what to cut first."""
    from sim.decide import text
    from sim.decide.allocate import allocate, cuts

    began = time.perf_counter()
    choice, question = _read_question(context)
    scenario = choice.scenario
    found, ranked = allocate(scenario, question.bounds.lock), cuts(scenario)
    if context.given["json"]:
        wanted = question.chance
        reached = found.moved if wanted is None else found.after.value >= wanted
        context.write_json(
            {
                **_head(choice, question, "allocate"),
                "status": "reached" if reached else "out_of_reach",
                "levers": dict(found.levers),
                "cost": found.cost,
                "value": found.value_after,
                "value_before": found.value_before,
                "chance": found.after.value,
                "chance_se": found.after.error,
                "chance_before": found.before.value,
                "fresh_draws": found.after.draws,
                "alone": {name: one.value for name, one in found.alone.items()},
                "starts": found.starts,
                "agreeing": found.agreeing,
                "moved": found.moved,
                "cuts": [{**vars(one), "lever": one.lever.id} for one in ranked],
                **_tail(scenario, began),
            }
        )
        return
    language = context.language
    context.write(text.allocation_sentence(scenario, found, language))
    context.write()
    rows = [[language.text(head) for head in ("cli-solve-lever", "cli-solve-now", "cli-solve-needed")]]
    rows += [list(row) for row in text.moves(choice.plan, scenario.levers, found.levers, language)]
    context.write(align(rows, "lrr"))
    context.write()
    context.write(text.cut_sentence(ranked, language))
    heads = ("cli-solve-lever", "cli-solve-saved", "cli-solve-lost", "cli-solve-range", "cli-solve-profit")
    rows = [[language.text(head) for head in heads]]
    for one in ranked:
        rows.append(
            [
                text.lever_name(one.lever.id, language),
                language.quantity(one.saved, "money_fine"),
                language.number(one.revenue, "ratio"),
                f"{language.number(one.low, 'ratio')} … {language.number(one.high, 'ratio')}",
                language.number(one.profit, "ratio"),
            ]
        )
    context.write(align(rows, "lrrrr"))


def solve_discover(context: Context) -> None:
    """Write when the target is missed, or when it is reached."""
    from sim.decide import text
    from sim.decide.discover import discover

    began = time.perf_counter()
    choice, question = _read_question(context)
    scenario = choice.scenario
    strict = context.given["strict"]
    found = discover(scenario, None if strict is None else min(max(strict, 0.0), 1.0))
    language = context.language
    sentence = text.discovery_sentence(scenario, found, language)
    if context.given["json"]:
        box = [
            {
                "input": one.input,
                "low": one.low,
                "high": one.high,
                "low_range": one.low_range,
                "high_range": one.high_range,
                "without": one.without,
                "alone": one.alone,
            }
            for one in found.box
        ]
        context.write_json(
            {
                **_head(choice, question, "discover"),
                "status": "reached",
                "works": found.works,
                "box": box,
                "coverage": found.coverage,
                "density": found.density,
                "base_rate": found.base_rate,
                "sentence": sentence,
                "steps": [vars(one).copy() for one in found.steps],
                "chosen": found.chosen,
                "fresh_draws": found.draws,
                **_tail(scenario, began),
            }
        )
        return
    context.write(sentence)
    context.write()
    rows = [[language.text(head) for head in ("cli-solve-condition", "cli-solve-without", "cli-solve-alone")]]
    for one in found.box:
        rows.append(
            [
                text.limit_text(choice.plan, one, language),
                language.quantity(one.without, "percent_whole"),
                language.quantity(one.alone, "percent_whole"),
            ]
        )
    context.write(align(rows, "lrr"))


def _command(name: str, run: Any, *options: Option) -> Command:
    return Command(name, f"cli-command-solve-{name}", run, options=(*SHARED, *options), exclusive=SCENARIO_EXCLUSIVE)


COMMAND = Command(
    "solve",
    "cli-command-solve",
    commands=(
        _command("lever", solve_lever),
        _command(
            "cheapest",
            solve_cheapest,
            Option("least", "cli-option-solve-least", choices=("money", "effort"), default="money"),
        ),
        _command(
            "frontier",
            solve_frontier,
            Option("points", "cli-option-solve-points", kind="whole", value="N", default=11),
            Option("axis", "cli-option-solve-axis", choices=("cost", "profit", "effort"), default="cost"),
        ),
        _command("allocate", solve_allocate),
        _command(
            "discover",
            solve_discover,
            Option("strict", "cli-option-solve-strict", kind="number", value="S"),
        ),
    ),
)
