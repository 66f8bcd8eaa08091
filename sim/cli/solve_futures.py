"""`sim solve frontier`, `allocate`, `discover` and `strategies`: what safety costs, where to put it, when it fails."""

from __future__ import annotations

import time
from typing import Any

from sim.cli.command import Context
from sim.cli.solve_question import head, read_question, tail
from sim.cli.table import align
from sim.model.quantities import CHANCE


def solve_frontier(context: Context) -> None:
    """Write the frontier of cost (or profit, or effort) against chance."""
    from sim.decide import text
    from sim.decide.frontier import frontier, frontier_status, knee, marks

    began = time.perf_counter()
    choice, question = read_question(context)
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
                **head(choice, question, "frontier"),
                "axis": axis,
                "status": frontier_status(points, question.chance),
                "points": rows,
                "knee": knee(points) if points else None,
                "marks": named,
                "fresh_draws": points[0].chance.draws if points else 0,
                **tail(scenario, began),
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
                CHANCE.format(language, one.chance.value),
                language.quantity(one.effort, text.EFFORT),
            ]
        )
    context.write(align(rows, "rrr"))


def solve_allocate(context: Context) -> None:
    """Write the best split at the same totals, and what to cut first."""
    from sim.decide import text
    from sim.decide.allocate import allocate, cuts

    began = time.perf_counter()
    choice, question = read_question(context)
    scenario = choice.scenario
    found, ranked = allocate(scenario, question.bounds.lock), cuts(scenario)
    if context.given["json"]:
        wanted = question.chance
        reached = found.moved if wanted is None else found.after.value >= wanted
        context.write_json(
            {
                **head(choice, question, "allocate"),
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
                **tail(scenario, began),
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
    from sim.decide.discover import DRAWS, FRESH, discover
    from sim.decide.figures import fresh_chance
    from sim.language.errors import ScenarioError

    began = time.perf_counter()
    choice, question = read_question(context)
    scenario = choice.scenario
    strict = context.given["strict"]
    language = context.language
    try:
        found = discover(scenario, None if strict is None else min(max(strict, 0.0), 1.0))
    except ScenarioError as problem:
        base = fresh_chance(scenario, scenario.levers, FRESH, DRAWS)
        if base.value > 0:
            raise
        # No future reaches it: that is an answer and no mistake of whoever asks.
        said = problem.text(language.id)
        if not context.given["json"]:
            context.write(said)
            return
        context.write_json(
            {
                **head(choice, question, "discover"),
                "status": "out_of_reach",
                "works": True,
                "box": [],
                "coverage": None,
                "density": None,
                "base_rate": base.value,
                "sentence": said,
                "steps": [],
                "chosen": None,
                "fresh_draws": base.draws,
                **tail(scenario, began),
            }
        )
        return
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
                **head(choice, question, "discover"),
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
                **tail(scenario, began),
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


def solve_strategies(context: Context) -> None:
    """Write strategies side by side in the same futures: the scenario, the presets, and what was solved."""
    from sim.analysis.rule_worth import switches
    from sim.decide import text
    from sim.decide.allocate import allocate
    from sim.decide.cheapest import solve_cheapest
    from sim.decide.strategies import compare_strategies, plan_aims

    began = time.perf_counter()
    choice, question = read_question(context)
    scenario, aims = choice.scenario, plan_aims(choice.scenario)
    solved = solve_cheapest(question)
    some: dict[str, Any] = {"current": scenario.levers, **choice.plan.presets}
    if solved.status == "reached":
        some["cheapest"] = solved.levers
    some["allocation"] = allocate(scenario, question.bounds.lock).levers
    if choice.plan.policies:
        some["rules"] = {**scenario.levers, **switches(choice.plan, *choice.plan.policies)}
    found = compare_strategies(scenario, some, aims)
    if context.given["json"]:
        rows = [
            {
                "name": one.name,
                "satisfies": one.satisfies.value,
                "satisfies_se": one.satisfies.error,
                "each": {id: chance.value for id, chance in one.each.items()},
                "regret": one.regret,
                "high_regret": one.high_regret,
                "worst_tenth": one.worst_tenth,
                "median": one.median,
                "cost": one.cost,
            }
            for one in found
        ]
        context.write_json(
            {
                **head(choice, question, "strategies"),
                "status": solved.status,
                "aims": [vars(one).copy() for one in aims],
                "strategies": rows,
                "fresh_draws": found[0].satisfies.draws,
                **tail(scenario, began),
            }
        )
        return
    language, measure = context.language, scenario.target.measure
    names = {
        "current": language.text("decide-mark-now"),
        "cheapest": text.answer_name(scenario, question.chance, language),
        "allocation": language.text("decide-allocation-name"),
        "rules": language.text("rule-worth-strategy"),
        **{name: language.text(f"preset-{name}") for name in choice.plan.presets},
    }
    heads = ("decide-strategy", "decide-satisfies", "decide-regret", "decide-worst", "cli-solve-cost")
    rows = [[language.text(head) for head in heads]]
    for one in found:
        rows.append(
            [
                names[one.name],
                CHANCE.format(language, one.satisfies.value),
                measure.format_change(language, one.regret, signed=False),
                measure.format(language, one.worst_tenth),
                language.quantity(one.cost, "money"),
            ]
        )
    context.write(align(rows, "lrrrr"))
    wanted = language.join(text.aim_text(aim, language) for aim in aims)
    context.write(language.text("decide-strategies-note", aims=wanted))
