"""Where people and money should go at the same totals, and what one would cut first."""

from __future__ import annotations

from collections.abc import Sequence

from pages.parts.charts import responses as picture
from pages.parts.decide import actions, work
from pages.parts.decide.asked import Asked
from pages.parts.decide.pictures import bar
from pages.parts.reading import Cell, Column, card, chart, note, table
from sim.decide import text as say
from sim.decide.allocate import Allocation, Cut, allocation_families, responses
from sim.language import Language
from sim.plan.amounts import lever_text
from sim.scenario import Scenario


def show(scenario: Scenario, asked: Asked, language: Language) -> None:
    """Draw response curves with both points, what each family of shares alone brings, and the order of cuts."""
    answer: tuple[Allocation, Sequence[Cut]] | None = work.answer("allocate", asked, scenario, language)
    if answer is None:
        return
    found, ranked = answer
    t = language.text
    said = say.allocation_sentence(scenario, found, language)
    actions.buttons("allocate", found.levers, t("decide-allocation-name"), said, language)
    for family, ids in allocation_families(scenario).items():
        panels = _panels(scenario, found, ids, language)
        alone = found.alone.get(family)
        if alone is None or not panels:
            continue
        title = t(
            "decide-family-title",
            family=say.family_name(scenario.plan, family, language),
            before=say.fine_chance(found.before.value, language),
            alone=say.fine_chance(alone.value, language),
        )
        subtitle = t("decide-family-subtitle", measure=scenario.target.measure.name(language),
                     year=str(scenario.target.year))  # fmt: skip
        with card(f"decide-family-{family}", title, subtitle):
            chart(picture.spec(len(panels)), picture.rows(panels), key=f"decide-{family}-{len(panels)}", alt=title)
    _cuts(ranked, say.round_money(scenario.plan), language)


def _panels(scenario: Scenario, found: Allocation, ids: Sequence[str], language: Language) -> list[picture.Panel]:
    reach = {id: float(found.levers[id]) for id in ids}
    panels = []
    for one in responses(scenario, ids, reach):
        here, there = float(scenario.levers[one.lever.id]), reach[one.lever.id]
        curve = [(float(x), float(y)) for x, y in zip(one.values, one.outcome, strict=True)]

        def spot(value: float, one=one) -> tuple[float, float, str]:
            return value, one.at(value), lever_text(one.lever, value, language)

        ends = tuple(lever_text(one.lever, float(value), language) for value in (one.values[0], one.values[-1]))
        name = say.lever_name(one.lever.id, language)
        panels.append(picture.Panel(name, curve, spot(here), spot(there), (ends[0], ends[1])))
    return panels


def _cuts(ranked: Sequence[Cut], each: float, language: Language) -> None:
    t = language.text
    with card("decide-cuts", say.cut_sentence(ranked, language), t("decide-cuts-subtitle")):
        if not ranked:
            return
        most = max(1e-9, *(one.high for one in ranked))
        rows: list[list[Cell]] = []
        for one in ranked:
            rows.append(
                [
                    say.lever_name(one.lever.id, language),
                    language.quantity(one.saved, "money_fine"),
                    bar(
                        one.revenue / most, language.number(one.revenue, "ratio"), low=one.low / most,
                        high=one.high / most,
                    ),
                    language.number(one.profit, "ratio", signed=True),
                    language.quantity(each * one.chance, "points"),
                ]
            )  # fmt: skip
        heads = [t(head) for head in ("cli-solve-lever", "decide-cut-saved", "cli-solve-lost", "cli-solve-profit")]
        heads.append(t("decide-cut-chance", each=language.quantity(each, "money_axis")))
        kinds = ("text", "number", "text", "number", "number")
        table([Column(head, kind) for head, kind in zip(heads, kinds, strict=True)], rows, t("decide-cuts-subtitle"))
        note(t("decide-cuts-note"))
