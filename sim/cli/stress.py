"""`python -m sim stress`: the scenario under every stress preset of its plan."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sim import Scenario
from sim.analysis.stress import StressRow, stress_table
from sim.cli.command import CliError, Command, Context, Option
from sim.cli.inputs import SCENARIO_EXCLUSIVE, SCENARIO_OPTIONS, choose
from sim.cli.table import align
from sim.language import key
from sim.model.measures import PROFIT, REVENUE
from sim.model.quantities import CHANCE


def run(context: Context) -> None:
    """Run the stress presets on the scenario the options describe and write them."""
    choice = choose(context)
    if context.given["subsidy"]:
        _write_subsidy(context, choice.scenario)
        return
    rows = stress_table(choice.scenario)
    if context.given["json"]:
        context.write_json(
            {
                "plan": choice.plan.id,
                "preset": choice.preset,
                "scenario": choice.name,
                "assumptions": choice.own_set.name if choice.own_set else choice.scenario.assumption_set,
                "unit": "CNY_m",
                **stress_json(choice.scenario, rows),
            }
        )
    else:
        write_stress(context, choice.scenario, rows)


def _write_subsidy(context: Context, scenario: Scenario) -> None:
    """Write what a halved subsidy costs by the plan, the audit and the model, and what each answer to it does."""
    from sim.audit.subsidy import subsidy_document, subsidy_loss

    loss = subsidy_loss(scenario)
    if loss is None:
        raise CliError("error-cli-no-subsidy", plan=scenario.plan.id)
    found = subsidy_document(loss, scenario.plan)
    if context.given["json"]:
        context.write_json(found)
        return
    cost = found["extra_cost"]
    figures = {name: "–" if value is None else f"{value:.1f}" for name, value in cost.items()}
    context.write(context.text("cli-subsidy-cost", **figures))
    rows = [["", "", *scenario.plan.quarters]]
    for one in found["choices"]:
        for name in ("revenue", "profit", "drawn"):
            if any(one[name].values()):
                rows.append([one["id"], name, *(f"{value:+.2f}" for value in one[name].values())])
    context.write(align(rows, "ll" + "r" * scenario.plan.quarter_count))


def stress_json(scenario: Scenario, rows: tuple[StressRow, ...]) -> dict[str, Any]:
    """Return the stress table as plain JSON values; the first row is the scenario without stress."""
    years = [str(year) for year in scenario.plan.years]
    found: list[dict[str, Any]] = []
    for row in rows:
        record = {name: value for name, value in asdict(row).items() if name != "chance"}
        for name in ("revenue", "profit"):
            record[name] = dict(zip(years, record[name], strict=True))
        found.append(record | {"p_target": row.chance.value, "p_target_se": row.chance.error})
    return {
        "target": vars(scenario.target).copy(),
        "draws": scenario.draws,
        "seed": scenario.seed,
        "stress": found,
        "provenance": vars(scenario.provenance()).copy(),
    }


def write_stress(context: Context, scenario: Scenario, rows: tuple[StressRow, ...]) -> None:
    """Write the stress table for people."""
    language = context.language
    plan = scenario.plan
    place = plan.years.index(scenario.target.year)
    table = [
        [
            language.text("cli-stress-case"),
            language.text("cli-stress-revenue", year=str(scenario.target.year)),
            language.text("cli-stress-change"),
            language.text("cli-stress-profit"),
            language.text("cli-stress-chance"),
        ]
    ]
    for row in rows:
        table.append(
            [
                language.text(key("stress", row.id)),
                REVENUE.format(language, row.revenue[place]),
                REVENUE.format_change(language, row.revenue_change),
                PROFIT.format(language, sum(row.profit)),
                CHANCE.format(language, row.chance.value),
            ]
        )
    context.write(align(table, "lrrrr"))


COMMAND = Command(
    "stress",
    "cli-command-stress",
    run,
    options=(
        *SCENARIO_OPTIONS,
        Option("subsidy", "cli-option-subsidy", kind="flag"),
        Option("json", "cli-option-json", kind="flag"),
    ),
    exclusive=SCENARIO_EXCLUSIVE,
)
