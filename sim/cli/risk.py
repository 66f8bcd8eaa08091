"""`python -m sim risk`: chance of the target, spread, tornado, variance split, and what each risk costs."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from sim import Scenario, quantiles, simulate, target_probability, tornado
from sim.analysis.outlook import likely_document, likely_of
from sim.analysis.per_risk import RiskTable, risk_table
from sim.analysis.promise import promise_document, promise_of
from sim.analysis.risk_text import chance_sentence
from sim.analysis.streaming import stream
from sim.analysis.tornado import Tornado
from sim.analysis.uncertainty import (
    PERCENTILES,
    Ensemble,
    Probability,
    Shortfall,
    probability_by_year,
    shortfall,
    simulate_precisely,
)
from sim.analysis.variance import VarianceSplit, variance_split
from sim.cli.command import Command, Context, Option
from sim.cli.inputs import SCENARIO_EXCLUSIVE, SCENARIO_OPTIONS, Choice, choose
from sim.cli.table import align
from sim.language import key
from sim.model.quantities import CASE, CHANCE
from sim.provenance import risk as risk_origins


@dataclass(frozen=True)
class Spread:
    """The chance of the target, the quantiles of its measure and the shortfall, over all draws that were asked for."""

    chance: Probability
    quantiles: dict[str, float]
    shortfall: Shortfall


def spread_of(scenario: Scenario, ensemble: Ensemble) -> Spread:
    """Return the spread of an ensemble; where the scenario asks for more draws than are kept, of a stream of them all.

    Quantiles of a stream are exact to a bin's width, some hundredths of a million CNY (see sim.analysis.streaming).
    """
    if scenario.draws <= ensemble.draws:
        return Spread(target_probability(ensemble), quantiles(ensemble), shortfall(ensemble))
    found = stream(scenario, scenario.draws)
    ends = {f"p{round(100 * share)}": found.quantile(share) for share in PERCENTILES}
    return Spread(found.chance, ends, found.shortfall)


def run(context: Context) -> None:
    """Compute the risk answers of the scenario the options describe and write them."""
    choice = choose(context)
    scenario = choice.scenario
    ensemble = simulate_precisely(scenario) if context.given["precise"] else simulate(scenario)
    spread, table = spread_of(scenario, ensemble), risk_table(scenario)
    if not context.given["json"]:
        write_risk(context, scenario, spread, table)
        return
    split = None if context.given["no-sobol"] else variance_split(scenario)
    context.write_json(
        {
            "plan": choice.plan.id,
            "preset": choice.preset,
            "scenario": choice.name,
            "assumptions": choice.own_set.name if choice.own_set else scenario.assumption_set,
            "unit": "CNY_m",
            "promise": promise_document(promise_of(scenario)),
            "likely": _likely(choice, ensemble, spread),
            **risk_json(scenario, ensemble, spread, table, tornado(scenario), split),
        }
    )


def _likely(choice: Choice, ensemble: Ensemble, spread: Spread) -> dict[str, Any]:
    """Return the object that `sim run` prints; over all draws that were asked for."""
    found = likely_document(likely_of(choice.scenario, ensemble), choice.own_set.name if choice.own_set else None)
    chance = spread.chance
    return found | spread.quantiles | {"chance": chance.value, "chance_se": chance.error, "draws": chance.draws}


def risk_json(
    scenario: Scenario,
    ensemble: Ensemble,
    spread: Spread,
    table: RiskTable,
    bars: Tornado,
    split: VarianceSplit | None,
) -> dict[str, Any]:
    """Return the risk answers as plain JSON values; what is not a number is null."""
    chance = spread.chance
    return {
        "target": vars(scenario.target).copy(),
        "p_target": chance.value,
        "p_target_se": chance.error,
        "p_target_half_width_95": chance.half_width,
        "p_target_se_kind": "binomial_upper_bound",
        "p_target_by_year": _plain(probability_by_year(ensemble).to_dict("records")),
        "quantiles": spread.quantiles,
        "expected_shortfall": vars(spread.shortfall).copy(),
        "draws": chance.draws,
        "seed": scenario.seed,
        "draws_by_year": ensemble.draws,
        "draws_of_risks": table.draws,
        "risks": _plain(table.frame().to_dict("records")),
        "sources": {row.id: _sources(scenario, row.id) for row in table.rows},
        "tornado": {"base": bars.base, "others_at": "central", "bars": _plain(bars.frame().to_dict("records"))},
        "sobol": None if split is None else _sobol(split),
        "provenance": vars(scenario.provenance()).copy(),
    }


def _sources(scenario: Scenario, id: str) -> dict[str, list[str]]:
    """Return what each part of a case rests on, as ids that `python -m sim sources ID` puts in words."""
    return {origin.variant: list(origin.sources) for origin in risk_origins(scenario.plan, id)}


def _sobol(split: VarianceSplit) -> dict[str, Any]:
    return {"sd": split.sd, "points": split.points, "indices": [vars(index).copy() for index in split.indices]}


def _plain(records: list[dict[Any, Any]]) -> list[dict[str, Any]]:
    return [
        {str(name): None if isinstance(value, float) and math.isnan(value) else value for name, value in row.items()}
        for row in records
    ]


def write_risk(context: Context, scenario: Scenario, spread: Spread, table: RiskTable) -> None:
    """Write the risk answers for people: a sentence, the chance, the spread, and one line a case."""
    language = context.language
    target = scenario.target
    one = target.measure
    chance, missing = spread.chance, spread.shortfall
    context.write(chance_sentence(language, scenario, chance, table))
    context.write()
    context.write(
        language.text(
            "cli-risk-chance",
            measure=one.name(language),
            year=str(target.year),
            target=one.format(language, target.value),
            sense=target.sense,
            chance=CHANCE.estimate(language, chance.value, chance.error),
            draws=language.number(chance.draws, "count"),
            seed=str(scenario.seed),
        )
    )
    low, middle, high = (one.format(language, value) for value in spread.quantiles.values())
    context.write(language.text("cli-risk-quantiles", low=low, middle=middle, high=high))
    context.write(
        language.text(
            "cli-risk-shortfall",
            gap=one.format_change(language, missing.mean_gap, signed=False),
            worst=one.format(language, missing.worst_tenth_mean),
        )
    )
    context.write()
    if table.rows:
        _write_cases(context, table, target.year)
    context.write(language.text("cli-sources-hint"))


def _write_cases(context: Context, table: RiskTable, year: int) -> None:
    """Write what each case costs, and what its countermeasure brings."""
    language = context.language
    rows = [
        [
            language.text(name)
            for name in (
                "cli-risk-case",
                "cli-risk-happens",
                "cli-risk-revenue",
                "cli-risk-worst",
                "cli-risk-profit",
                "cli-risk-net",
                "cli-risk-pays",
            )
        ]
    ]
    pays = {
        "yes": language.text("cli-risk-pays-yes"),
        "no": language.text("cli-risk-pays-no"),
        "open": language.text("cli-risk-pays-open"),
    }
    for row in table.rows:
        rows.append(
            [
                language.text(key("risk", row.id)),
                language.quantity(row.chance, "percent_whole"),
                language.number(row.revenue_loss.value, CASE),
                language.number(row.revenue_loss_worst, CASE),
                language.number(row.profit_loss.value, CASE),
                language.number(row.mitigation_net.value, CASE, signed=True),
                pays[row.pays],
            ]
        )
    context.write(align(rows, "lrrrrrl"))
    context.write(language.text("cli-risk-units", unit=language.unit(CASE), year=str(year)))


COMMAND = Command(
    "risk",
    "cli-command-risk",
    run,
    options=(
        *SCENARIO_OPTIONS,
        Option("json", "cli-option-json", kind="flag"),
        Option("precise", "cli-option-precise", kind="flag"),
        Option("no-sobol", "cli-option-no-sobol", kind="flag"),
    ),
    exclusive=SCENARIO_EXCLUSIVE,
)
