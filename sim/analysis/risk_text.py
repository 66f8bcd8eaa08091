"""The one sentence that sums up the risk answers: the chance of the target, what costs most, what pays."""

from __future__ import annotations

from sim.analysis.per_risk import RiskRow, RiskTable
from sim.analysis.text import target_amount
from sim.analysis.uncertainty import Probability
from sim.language import Language, key
from sim.model.quantities import CHANCE
from sim.risk import resolve
from sim.scenario import Scenario
from sim.scenario.target import TargetChoice


def opening(scenario: Scenario) -> str:
    """Return which preset's levers a scenario has, "plan" or "baseline", or "own"."""
    levers = dict(scenario.levers)
    presets = scenario.plan.presets
    return next((name for name in ("plan", "baseline") if levers == presets[name]), "own")


def with_forced(begin: str, scenario: Scenario, language: Language) -> str:
    """Return how a sentence begins, saying which cases are forced on, since they show in what is promised."""
    forced = [id for id, setting in resolve(scenario.plan, scenario.risks).items() if setting.mode == "on"]
    if not forced:
        return begin
    name = language.text(key("risk", forced[0]))
    return language.text("uncertainty-forced", opening=begin, count=len(forced), name=name)


def chance_sentence(language: Language, scenario: Scenario, chance: Probability, table: RiskTable) -> str:
    """Return the summary in one language; the costliest case is left out where none costs anything."""
    target = scenario.target
    first = language.text(
        "chance-sentence",
        opening=with_forced(language.text(key("opening", opening(scenario))), scenario, language),
        share=CHANCE.format(language, chance.value),
        target=target_amount(target, scenario.plan, language),
        year=str(target.year),
    )
    third, worst = what_pays(table, language), costliest(table, target)
    if worst is None:
        return language.text("chance-joined-short", first=first, third=third)
    second = language.text("chance-costs-most", risk=language.text(key("risk", worst.id)))
    return language.text("chance-joined", first=first, second=second, third=third)


def costliest(table: RiskTable, target: TargetChoice) -> RiskRow | None:
    """Return the case that costs most of what the target is about; None where none costs anything."""
    name = "profit_loss" if target.metric == "operating_profit" else "revenue_loss"
    rows = [row for row in table.rows if row.mode != "off"]
    worst = max(rows, key=lambda row: getattr(row, name).value, default=None)
    return None if worst is None or getattr(worst, name).value <= 0 else worst


def what_pays(table: RiskTable, language: Language) -> str:
    """Return how many countermeasures are sure to pay, or that there is nothing they could help against."""
    if all(row.mode == "off" for row in table.rows):
        return language.text("chance-no-cases", named=len(table.rows))
    return language.text("chance-pays", count=len(table.paying))
