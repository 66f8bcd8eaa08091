"""What the model cannot show, stated first."""

from __future__ import annotations

import streamlit as st

from pages.parts import reading
from pages.parts.reading import Column, card, listing, table
from pages.parts.trust.rows import SET
from sim.language import Language
from sim.plan import Plan
from sim.trust.limits import GRADES, limits, structural


def limits_card(plan: Plan, language: Language) -> None:
    t = language.text
    known = limits(plan, SET)
    with card("limits", t("trust-limits-title"), t("trust-limits-subtitle")):
        left, right = st.columns([3, 2], gap="medium")
        with left:
            listing(
                [
                    t("trust-limit-fit", fitted=known.fitted, years=known.actual_years),
                    t(
                        "trust-limit-judgement",
                        count=known.by_grade["judgement"][0],
                        whole=known.assumptions,
                        share=language.quantity(known.unsupported_share, "percent_whole"),
                    ),
                    *(t(f"limit-{id}") for id in structural(plan)),
                ]
            )
        with right:
            table(
                [
                    Column(t("trust-column-grade")),
                    Column(t("trust-column-assumptions"), "number"),
                    Column(t("trust-column-share"), "number"),
                ],
                [
                    [t(f"grade-{name}"), str(count), language.quantity(known.shares[name], "percent_whole")]
                    for name in GRADES
                    if (count := known.by_grade[name][0])
                ],
                t("trust-column-grade"),
            )
            reading.note(t("trust-limits-note"))
