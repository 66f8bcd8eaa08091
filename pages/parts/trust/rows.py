"""What the cards of the page share: the assumption set they speak of, and names of predictions."""

from __future__ import annotations

from sim.language import Language, key
from sim.model.measures import measure
from sim.trust.predictions import Prediction

SET = ""


def prediction_name(row: Prediction, language: Language) -> str:
    """Return what is compared, in words."""
    t = language.text
    if row.members:
        parts = [
            t(key("region", member)) if row.id == "region-revenue" else t(key("product", member))
            for member in row.members
        ]
        return t("trust-revenue-of", who=language.join(parts, "and"))
    if row.id == "stress":
        return t(key("claim", "stress_revenue"))
    if row.id.startswith("target-"):
        return t(key("fact-metric", measure(row.id.removeprefix("target-")).fact_word))
    return t("trust-contribution", name=t(f"claim-{row.id}"))


def miss_text(row: Prediction, language: Language) -> str:
    return (
        language.quantity(row.miss, "percent", signed=True)
        if row.relative
        else language.quantity(row.miss, "points", signed=True)
    )
