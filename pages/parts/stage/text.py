"""The sentence and the headline numbers: templates that follow a drag, and what is said of the chance."""

from __future__ import annotations

from typing import Any

from pages.parts.charts.live import LiveText
from pages.parts.stage.aside import aside
from pages.parts.stage.outcomes import revenue_goal
from pages.parts.stage.tables import live_change
from pages.parts.stage.view import View
from sim.analysis.promise import needed_of
from sim.analysis.risk_text import with_forced
from sim.assumptions.central import has_spread
from sim.language import Language, key
from sim.model.measure_base import Level, Measure
from sim.model.measures import measure, measures, whole_and_part
from sim.model.quantities import CHANCE
from sim.risk import resolve
from sim.scenario import Scenario, TargetChoice


def headline(view: View, language: Language, up_to: Level = Level.HEADLINE) -> list[dict[str, Any]]:
    """Return the headline numbers: label, unit, live value, live change against the base."""
    last = view.plan.years[-1]
    words = {"year": str(last), "years": language.years(view.plan.base_year, last)}
    return [
        chance_item(view, language) if one.needs == "futures" else _result(one, view, words, language)
        for one in measures(up_to)
    ]


def _result(one: Measure, view: View, words: dict[str, str], language: Language) -> dict[str, Any]:
    t = language.text
    change = t("headline-change", change="{quantity}", base=view.base_name)
    return {
        "id": one.id,
        "label": t(key("headline", one.id), **words),
        "value": LiveText(one.id, one.quantity.value),
        "unit": one.quantity.name_of_unit(language),
        "note": live_change(one, change, t("headline-same", base=view.base_name)),
    }


def chance_item(view: View, language: Language) -> dict[str, Any]:
    """Return the headline number of the chance; without a number while the futures are simulated."""
    t = language.text
    item: dict[str, Any] = {
        "id": "chance",
        "label": chance_label(view.scenario.target, view.plan.years[-1], language),
        "unit": CHANCE.name_of_unit(language),
        "settling": t("headline-chance-settling"),
        "moving": t("headline-chance-moving"),
    }
    if view.chance is None:
        return {**item, "value": "–", "note": item["settling"]}
    note = CHANCE.note(language, view.chance.value, view.chance.error, view.chance.draws)
    return {**item, "value": CHANCE.number(language, view.chance.value), "note": note}


def sentence(view: View, language: Language) -> dict[str, Any]:
    """Return the sentence in words: one text a case, with the numbers that go into it."""
    t = language.text
    share = next(iter(needed_of(view.scenario).values()), None)
    goal = revenue_goal(view.scenario)
    words = {
        "year": str(goal.year),
        "of": measure(goal.metric).phrase(language),
        "target": "target" if goal.stated else "plan",
        "revenue": "⟦revenue⟧",
        "gap": "⟦gap⟧",
        "opening": "⟦opening⟧",
        "futures": "⟦futures⟧",
    }
    return {
        "on": LiveText("gap", "money"),
        "short": t("sentence-short", **words),
        "over": t("sentence-over", **words),
        "met": t(
            "sentence-met",
            **{name: text for name, text in words.items() if name != "gap"},
            forced=forced_count(view.scenario),
            fit="none" if share is None else "fit",
            share="" if share is None else language.quantity(share, "percent_whole"),
        ),
        "opening": view.opening,
        "futures": futures(view, language),
        "aside": aside(view, language),
        "moved": with_forced(t("opening-own"), view.scenario, language),
        "before": t("opening-before"),
        "base": t("opening-base", base=view.base_name),
        "numbers": {
            "revenue": LiveText("aim", "revenue", "{quantity}"),
            "gap": LiveText("gap", "money", "{quantity}", absolute=True),
        },
    }


def forced_count(scenario: Scenario) -> int:
    """Return how many risk cases are set to strike for certain."""
    return sum(setting.mode == "on" for setting in resolve(scenario.plan, scenario.risks).values())


def chance_label(target: TargetChoice, last: int, language: Language) -> str:
    """Return what the chance is of; measure and year are named where they are not the usual ones."""
    value = target.text(language)
    whole, part = whole_and_part(target.metric)
    if whole == "revenue" and part:
        return language.text("headline-chance-in", period=language.period(target.period))
    if (target.metric, target.year) == ("revenue", last):
        return language.text("headline-chance", target=value)
    measure = target.measure.name(language)
    return language.text("headline-chance-of", target=value, measure=measure, year=str(target.year))


def futures(view: View, language: Language) -> str:
    """Return the chance in a sentence, in the digits of its tile; nothing while the futures are simulated."""
    chance, target, last = view.chance, view.scenario.target, view.plan.years[-1]
    if chance is None:
        return ""
    if whole_and_part(target.metric)[0] != "revenue":  # else it is what the sentence speaks of
        what = chance_label(target, last, language)
        return language.text("futures-other", what=what, share=CHANCE.format(language, chance.value))
    if CHANCE.is_open(chance.value):
        return language.text("futures-none" if chance.value < 0.5 else "futures-all")
    if not has_spread(view.plan, view.scenario.assumption_set, view.scenario.own_assumptions):
        return language.text("futures-left", share=CHANCE.format(language, chance.value))
    return language.text("futures-some", share=CHANCE.format(language, chance.value))
