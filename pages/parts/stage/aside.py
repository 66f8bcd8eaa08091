"""What a revenue sentence hides: a change that moves profit and not revenue, or trades the one for the other."""

from __future__ import annotations

from functools import lru_cache

from pages.parts.release import of_visitors
from pages.parts.stage.outcomes import RevenueGoal, revenue_goal
from pages.parts.stage.view import View, recent_run
from sim.analysis.promise import needed_of, with_all_of_it
from sim.language import Language
from sim.model.measures import PROFIT, REVENUE, measure
from sim.scenario import Scenario


@of_visitors
@lru_cache(maxsize=256)
def _results(scenario: Scenario) -> tuple[float, float, float]:
    """Return revenue and operating margin of the last year, and operating profit over the horizon, as promised."""
    run = recent_run(scenario)
    revenue, margin = (float(one.years(run)[-1, -1]) for one in (REVENUE, measure("margin")))
    return revenue, margin, float(PROFIT.years(run)[:, -1].sum())


def aside(view: View, language: Language) -> str:
    """Return what is to be added to the sentence; empty where revenue tells it all."""
    return _comparison(view, language) or _all_of_it(view, language)


def _all_of_it(view: View, language: Language) -> str:
    """Return what revenue would be if all that is promised arrived; said where it is said how much is needed."""
    goal = revenue_goal(view.scenario)
    met = REVENUE.quantity.format_change(language, _revenue_of(view.scenario, goal) - goal.value)
    if met != REVENUE.quantity.format_change(language, 0.0) or not needed_of(view.scenario):
        return ""
    return language.text(
        "aside-all", revenue=REVENUE.format(language, _revenue_of(with_all_of_it(view.scenario), goal))
    )


def _revenue_of(scenario: Scenario, goal: RevenueGoal) -> float:
    """Return the revenue of a goal's period, as promised."""
    return float(recent_run(scenario).annual(goal.metric)[scenario.plan.years.index(goal.year), -1])


def _comparison(view: View, language: Language) -> str:
    """Return what a comparison with the base adds.

    A difference counts where it shows in the digits it is written with.
    """
    t, plan = language.text, view.plan
    (was, margin_was, profit_was), (now, margin, profit) = _results(view.base), _results(view.scenario)
    words = {"base": view.base_name, "year": str(plan.years[-1])}
    earned, part = profit - profit_was, now / was - 1 if was else 0.0
    shown = REVENUE.quantity.format_change(language, now - was)
    if shown == REVENUE.quantity.format_change(language, 0.0):
        amount = PROFIT.quantity.format_change(language, abs(earned), signed=False)
        if amount == PROFIT.quantity.format_change(language, 0.0, signed=False):
            return ""
        years = language.years(plan.years[0], plan.years[-1])
        return t("aside-profit-less" if earned < 0 else "aside-profit-more", amount=amount, years=years, **words)
    points = language.quantity(abs(margin - margin_was), "points")
    if (margin - margin_was) * (now - was) >= 0 or points == language.quantity(0.0, "points"):
        return ""
    share = language.quantity(abs(part), "percent")
    return t("aside-leaner" if now < was else "aside-dearer", share=share, points=points, **words)
