"""What the page "Why believe this model" shows. Every number is computed when the page is opened."""

from __future__ import annotations

import streamlit as st

from pages.parts.reading import Number, numbers, sentence
from pages.parts.trust.backtest import backtest_card
from pages.parts.trust.checks import checks_card, extremes_card, golden_card
from pages.parts.trust.download import report_csv
from pages.parts.trust.fit import fit_card
from pages.parts.trust.learnt import bands_card, learnt_card
from pages.parts.trust.limits import limits_card
from pages.parts.trust.predictions import NEAR, predictions_card
from pages.parts.trust.reference import reference_card
from pages.parts.trust.rows import SET, miss_text
from pages.parts.trust.sensitivity import sensitivity_card
from sim.language import Language
from sim.plan import Plan
from sim.trust.backtest import backtest
from sim.trust.checks import checks
from sim.trust.extremes import extremes
from sim.trust.fit import fitted_numbers
from sim.trust.golden import golden_rows
from sim.trust.limits import limits
from sim.trust.predictions import predictions


def show(plan: Plan, language: Language) -> None:
    """Draw the page."""
    t = language.text
    rows = predictions(plan, SET)
    tested = [row for row in rows if row.status == "prediction" and not row.id.startswith("contribution")]
    outcomes, recomputed, golden = extremes(plan, SET), checks(plan, SET), golden_rows(plan)
    past, known = backtest(plan, SET), limits(plan, SET)
    stress = next((row for row in rows if row.id == "stress"), None)
    sentence(
        t(
            "trust-sentence",
            fitted=known.fitted,
            share=language.quantity(known.unsupported_share, "percent_whole"),
            stress="stated" if stress else "none",
            miss=miss_text(stress, language) if stress else "",
        )
    )
    within = sum(abs(row.off) <= NEAR for row in tested)
    held = sum(outcome.holds for outcome in outcomes)
    same = sum(row.holds for row in golden)
    exact = sum(check.holds for check in recomputed)
    numbers(
        [
            *(
                [
                    Number(
                        t("trust-count-near"),
                        t("trust-of", part=within, whole=len(tested)),
                        note=t("trust-count-near.note"),
                        short=within < len(tested),
                    )
                ]
                if tested
                else []
            ),
            Number(
                t("trust-count-extremes"),
                t("trust-of", part=held, whole=len(outcomes)),
                note=t("trust-count-extremes.note"),
                short=held < len(outcomes),
            ),
            Number(
                t("trust-count-checks"),
                t("trust-of", part=exact, whole=len(recomputed)),
                note=t("trust-count-checks.note", count=language.number(sum(one.count for one in recomputed), "count")),
                short=exact < len(recomputed),
            ),
            *(
                [
                    Number(
                        t("trust-count-golden"),
                        t("trust-of", part=same, whole=len(golden)),
                        note=t("trust-count-golden.note", version=plan.model),
                        short=same < len(golden),
                    )
                ]
                if golden
                else []
            ),
            *(
                Number(
                    t("trust-count-backtest"),
                    language.number(run.mean_error, "percent"),
                    "%",
                    t("trust-count-backtest.note"),
                )
                for run in past.runs
                if run.id == "model"
            ),
        ],
        t("trust-numbers"),
    )
    learnt_card(plan, language)
    limits_card(plan, language)
    predictions_card(plan, rows, language)
    left, right = st.columns(2, gap="small") if past.runs else (st.container(), st.container())
    for fit in fitted_numbers(plan, SET):
        with left:
            fit_card(plan, fit, language)
    if past.runs:  # a plan may state no year but its base year
        with right:
            backtest_card(past, language)
    reference_card(plan, language)
    bands_card(language)
    sensitivity_card(plan, language)
    extremes_card(outcomes, language)
    left, right = st.columns(2, gap="small") if golden else (st.container(), st.container())
    with left:
        checks_card(recomputed, language)
    if golden:
        with right:
            golden_card(plan, language)
    st.download_button(
        t("trust-download"), report_csv(plan, language), "model-tests.csv", "text/csv", on_click="ignore"
    )
