"""When the subsidy falls: the plan's figure, the audit's and the model's side by side, and three answers by quarter."""

from __future__ import annotations

import math

from pages.parts.reading import Column, card, note, table
from sim.audit.subsidy import SubsidyLoss, subsidy_loss
from sim.language import Language
from sim.model.axes import Array
from sim.model.quantities import CASE
from sim.scenario import Scenario

CHOICES = {
    "absorb": "riskpage-subsidy-absorb",
    "hold": "riskpage-subsidy-hold",
    "reserve": "riskpage-subsidy-reserve",
}


def show(scenario: Scenario, language: Language) -> None:
    """Draw the card; nothing for a plan whose risks know no subsidy."""
    loss = subsidy_loss(scenario)
    if loss is None:
        return
    t, plan = language.text, scenario.plan
    title = title_text(loss, language)
    with card("subsidy", title, t("riskpage-subsidy-subtitle", unit=language.unit(CASE))):
        columns = [Column(t("riskpage-subsidy-choice")), Column(t("riskpage-subsidy-measure"))]
        columns += [Column(language.period(label), "number") for label in plan.quarters]
        columns.append(Column(t("riskpage-subsidy-sum"), "number"))
        rows = []
        for one in loss.choices:
            name = t(CHOICES[one.id])
            rows.append([name, t("riskpage-subsidy-revenue"), *_cells(one.revenue, language)])
            rows.append(["", t("riskpage-subsidy-profit"), *_cells(one.profit, language)])
            if one.id == "reserve":
                rows.append(["", t("riskpage-subsidy-drawn"), *_cells(one.drawn, language)])
        table(columns, rows, title)
        note(t("riskpage-subsidy-note", facts=language.join(loss.facts)))


def title_text(loss: SubsidyLoss, language: Language) -> str:
    """Return the message: what it costs by the model, the plan and the audit."""

    def money(value: float) -> str:
        return language.quantity(value, CASE)

    return language.text(
        "riskpage-subsidy-title",
        model=money(loss.model),
        stated="no" if math.isnan(loss.stated) else money(loss.stated),
        implied="no" if math.isnan(loss.implied) else money(loss.implied),
    )


def _cells(values: Array, language: Language) -> list[str]:
    """Return a number a quarter and their sum; nothing where nothing changes."""
    shown = [*map(float, values), float(values.sum())]
    return [language.number(one, CASE, signed=True) if abs(one) >= 0.005 else "–" for one in shown]
