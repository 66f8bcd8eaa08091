"""The sentence and the headline numbers: templates that follow a drag, and what is said of the chance."""

from __future__ import annotations

from typing import Any

from pages.parts.charts.live import LiveText
from pages.parts.stage.view import View
from pages.parts.uncertainty.text import counts
from sim.analysis.text import SMALLEST
from sim.analysis.uncertainty import Probability
from sim.language import Language, key
from sim.risk import resolve
from sim.scenario import Scenario, TargetChoice

TARGET_FORMATS = {"revenue": "revenue", "operating_profit": "money", "market_share": "percent"}


def headline(view: View, language: Language) -> list[dict[str, Any]]:
    """Return the five headline numbers: label, unit, live value, live change against the base."""
    plan, last = view.plan, view.plan.years[-1]
    t = language.text
    target = view.scenario.target

    def change(name: str, format: str, mode: str) -> LiveText:
        return LiveText(
            name,
            format,
            t("headline-change", change="{quantity}", base=view.base_name),
            mode=mode,  # type: ignore[arg-type]
            signed=True,
            zero=t("headline-same", base=view.base_name),
        )

    def item(id: str, label: str, name: str, format: str, change_format: str, mode: str) -> dict[str, Any]:
        return {
            "id": id,
            "label": label,
            "value": LiveText(name, format),
            "unit": language.unit(format),
            "note": change(name, change_format, mode),
        }

    chance: dict[str, Any] = {
        "id": "chance",
        "label": chance_label(target, last, language),
        "value": "–",
        "unit": "",
        "note": t("headline-chance-none"),
    }
    if view.chance:
        chance |= {
            "value": chance_number(view.chance.value, language),
            "unit": language.unit("percent_whole"),
            "note": t(
                "headline-chance-error",
                error=language.quantity(view.chance.error, "points"),
                draws=language.number(view.chance.draws, "count"),
            ),
            "settling": t("headline-chance-settling"),
        }
    years = language.years(plan.base_year, last)
    return [
        item("revenue", t("headline-revenue", year=str(last)), f"revenue.{last}", "revenue", "percent", "ratio"),
        chance,
        item("cagr", t("headline-cagr", years=years), "cagr", "percent", "points", "difference"),
        item("margin", t("headline-margin", year=str(last)), "margin", "percent", "points", "difference"),
        item("share", t("headline-share", year=str(last)), "market_share", "percent", "points", "difference"),
    ]


def sentence(view: View, language: Language) -> dict[str, Any]:
    """Return the sentence in words: one text a case, with the numbers that go into it."""
    t = language.text
    last = view.plan.years[-1]
    words = {
        "revenue": "⟦revenue⟧",
        "gap": "⟦gap⟧",
        "opening": "⟦opening⟧",
        "futures": "⟦futures⟧",
    }
    return {
        "on": LiveText("gap", "revenue"),
        "short": t("sentence-short", **words),
        "over": t("sentence-over", **words),
        "met": t(
            "sentence-met",
            **{key: words[key] for key in ("opening", "revenue", "futures")},
            forced=forced_count(view.scenario),
        ),
        "opening": view.opening,
        "futures": futures(view.chance, view.scenario.target, last, language) if view.chance else "",
        "moved": with_forced(t("opening-own"), view.scenario, language),
        "before": t("opening-before"),
        "base": t("opening-base", base=view.base_name),
        "numbers": {
            "revenue": LiveText(f"revenue.{last}", "revenue", "{quantity}"),
            "gap": LiveText("gap", "revenue", t("amount-short", number="{number}"), absolute=True),
        },
    }


def forced_count(scenario: Scenario) -> int:
    """Return how many risk cases are set to strike for certain."""
    return sum(setting.mode == "on" for setting in resolve(scenario.plan, scenario.risks).values())


def with_forced(opening: str, scenario: Scenario, language: Language) -> str:
    """Return how a sentence begins, saying so where risk cases are forced on: its numbers hold only with them."""
    count = forced_count(scenario)
    return language.text("uncertainty-forced", opening=opening, count=count) if count else opening


def chance_number(share: float, language: Language) -> str:
    """Return a chance in whole percent without its unit; `numbers.js` writes the chances of a drag in the same way."""
    if share < SMALLEST:
        return f"<{language.number(0.01, 'percent_whole')}"
    if share > 1 - SMALLEST:
        return f">{language.number(0.99, 'percent_whole')}"
    return language.number(share, "percent_whole")


def chance_label(target: TargetChoice, last: int, language: Language) -> str:
    """Return what the chance is of; measure and year are named where they are not the usual ones."""
    value = language.quantity(target.value, TARGET_FORMATS[target.metric])
    if (target.metric, target.year) == ("revenue", last):
        return language.text("headline-chance", target=value)
    measure = language.text(key("outcome", target.metric))
    return language.text("headline-chance-of", target=value, measure=measure, year=str(target.year))


def futures(chance: Probability, target: TargetChoice, last: int, language: Language) -> str:
    """Return the chance in counts that people can picture."""
    count, of = counts(chance.value)
    if (target.metric, target.year) != ("revenue", last):
        what = chance_label(target, last, language)
        return language.text("futures-other", what=what, share=language.quantity(chance.value, "percent_whole"))
    if count in (0, of):
        return language.text("futures-none" if count == 0 else "futures-all")
    return language.text("futures-some", count=count, of=of)
