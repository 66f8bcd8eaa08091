"""The model's spread of result / target against what became of other companies' targets: a test that can fail."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from pages.parts import reading
from pages.parts.reading import Column, card, mark, table
from sim.analysis.uncertainty import simulate
from sim.language import Language, key
from sim.plan import Plan
from sim.plan.growth import compound_growth
from sim.scenario import Scenario
from sim.trust.reference_class import SpreadTest, cases, spread_test


@lru_cache(maxsize=8)
def plan_test(plan: Plan) -> SpreadTest:
    """Return the test of the plan under its likely set, against its headline target."""
    scenario = Scenario.of(plan)
    return spread_test(simulate(scenario).outcome() / scenario.target.value)


def reference_card(plan: Plan, language: Language) -> None:
    """Draw the test: the bias of the class first, then coverage and score, each with what would be right."""
    t, found = language.text, plan_test(plan)
    holds, fails = t("trust-holds"), t("trust-fails")

    def share(value: float) -> str:
        return language.quantity(value, "percent_whole")

    def score(value: float) -> str:
        return language.number(value, "plain")

    widest = found.coverage[-1]
    title = t(
        "trust-reference-title",
        holds="yes" if found.holds else "no",
        count=found.count,
        share=share(widest.share),
    )
    with card("reference-test", title, t("trust-reference-subtitle", set=t(key("set", plan.likely_set)))):
        columns = [
            Column(t("trust-reference-column-what")),
            Column(t("trust-reference-column-found"), "number"),
            Column(t("trust-reference-column-wanted"), "number"),
            Column(t("trust-column-verdict"), "mark"),
        ]
        rows = [
            [
                t("trust-reference-band", band=share(one.band)),
                share(one.share),
                t("trust-reference-limits", low=share(one.low), high=share(one.high)),
                mark(one.holds, holds if one.holds else fails),
            ]
            for one in found.coverage
        ]
        good = found.model <= found.reference
        rows.append(
            [
                t("trust-reference-score"),
                score(found.model),
                t("trust-reference-score-wanted", reference=score(found.reference)),
                mark(good, holds if good else fails),
            ]
        )
        table(columns, rows, t("trust-reference-column-what"))
        target = Scenario.of(plan).target
        own = compound_growth(target.value, float(plan.base_revenue.sum()), target.year - plan.base_year)
        reading.note(
            t(
                "trust-reference-note",
                naive=score(found.naive),
                below=share(found.below),
                required=language.quantity(float(np.median([one.required_growth for one in cases()])), "percent"),
                own=language.quantity(own, "percent"),
                **{"below-half": "yes" if found.below < 0.5 else "no"},
            )
        )
