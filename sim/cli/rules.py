"""`python -m sim rules`: what the plan's own rules are worth over the same futures, and when they answer."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sim.analysis.rule_worth import TOGETHER, RuleTable, column_name, note_text, rule_table
from sim.cli.command import CliError, Command, Context, Option
from sim.cli.inputs import SCENARIO_EXCLUSIVE, SCENARIO_OPTIONS, Choice, choose, shipped_with
from sim.cli.table import align
from sim.language import key
from sim.model.quantities import CASE, CHANCE


def run(context: Context) -> None:
    """Compare every rule with none, over the futures of the scenario that the options describe."""
    choice = choose(context)
    if not choice.plan.policies:
        raise CliError("error-cli-no-rules", plan=choice.plan.id, examples=shipped_with(lambda plan: plan.policies))
    table = rule_table(choice.scenario, context.given["draws"])
    if context.given["json"]:
        context.write_json(rules_json(choice, table))
    else:
        write_rules(context, choice, table)


def rules_json(choice: Choice, table: RuleTable) -> dict[str, Any]:
    """Return the table as plain JSON values; `rule` is null in the row of all rules together."""
    scenario = choice.scenario
    rows: list[dict[str, Any]] = []
    for row in table.rows:
        said = {name: value for name, value in asdict(row).items() if name not in ("id", "chance", "fired")}
        fired = dict(zip(scenario.plan.quarters, map(float, row.fired), strict=True))
        rows.append(
            {
                "rule": None if row.id == TOGETHER else row.id,
                "p_target": row.chance.value,
                "p_target_se": row.chance.error,
                **said,
                "fired": fired,
            }
        )
    return {
        "plan": choice.plan.id,
        "preset": choice.preset,
        "scenario": choice.name,
        "assumptions": choice.own_set.name if choice.own_set else scenario.assumption_set,
        "unit": "CNY_m",
        "target": vars(scenario.target).copy(),
        "p_target_without": table.without.value,
        "p_target_without_se": table.without.error,
        "draws": table.draws,
        "seed": scenario.seed,
        "rules": rows,
        "provenance": vars(scenario.provenance()).copy(),
    }


def write_rules(context: Context, choice: Choice, table: RuleTable) -> None:
    """Write what each rule changes, and in which quarters it is triggered."""
    language, scenario = context.language, choice.scenario
    t, one = language.text, scenario.target.measure
    heads = ("rule-worth-rule", "rule-worth-chance", "rule-worth-low", "rule-worth-middle", "rule-worth-profit")
    rows = [[column_name(head, scenario, language) for head in (*heads, "rule-worth-ever")]]
    for row in table.rows:
        rows.append(
            [
                t("rule-worth-all") if row.id == TOGETHER else t(key("lever", f"rule.{row.id}")),
                CHANCE.format_change(language, row.chance_change),
                one.format_change(language, row.low_change),
                one.format_change(language, row.middle_change),
                language.quantity(row.profit, CASE, signed=True),
                CHANCE.format(language, row.ever),
            ]
        )
    context.write(align(rows, "lrrrrr"))
    context.write()
    quarters = scenario.plan.quarters
    rows = [[t("rule-worth-when"), *quarters]]
    for row in table.rows:
        if row.id != TOGETHER:
            shares = [CHANCE.number(language, float(value)) if value else "–" for value in row.fired]
            rows.append([t(key("lever", f"rule.{row.id}")), *shares])
    context.write(align(rows, "l" + "r" * len(quarters)))
    context.write(note_text(scenario, table, language))


COMMAND = Command(
    "rules",
    "cli-command-rules",
    run,
    options=(*SCENARIO_OPTIONS, Option("json", "cli-option-json", kind="flag")),
    exclusive=SCENARIO_EXCLUSIVE,
)
