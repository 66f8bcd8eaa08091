"""The one number that was fitted, and what it would have been under other assumptions."""

from __future__ import annotations

from pages.parts import reading
from pages.parts.charts import curves
from pages.parts.reading import Column, card, chart, table
from sim.language import Language, key
from sim.plan import Plan
from sim.plan.amounts import amount
from sim.trust.fit import FittedNumber

ROOM = 0.13
"""Share of the curve's height that a label needs below that of the target."""


def fit_card(plan: Plan, fit: FittedNumber, language: Language) -> None:
    t = language.text
    entry = plan.assumptions[fit.assumption]
    name = t(key("assumption", fit.assumption))
    shown = amount(fit.value, entry.unit, entry.format, language)
    with card(
        "fit", t("trust-fit-title", name=name, value=shown), t("trust-fit-subtitle", unit=language.unit("revenue"))
    ):
        target, reached = (language.quantity(value, "revenue") for value in (fit.target, fit.reached))
        if not fit.matters:
            reading.note(t("trust-fit-flat", name=name, target=target, reached=reached))
            return
        missed = "" if fit.meets else t("trust-fit-missed", name=name, value=shown, target=target, reached=reached)
        scale = language.formats["revenue"].scale
        low, high = min(*fit.curve, fit.target), max(*fit.curve, fit.target)
        height = high - low
        at_end = fit.value in (fit.grid[0], fit.grid[-1])  # a fit that misses stands at an end, whose label says it
        left = (fit.target - fit.curve[-1]) / height
        below = left - ROOM if abs(left) < ROOM else 0.0
        data = {
            "lines": [
                {"series": "fit", "x": x, "y": y * scale, "tone": "current"}
                for x, y in zip(fit.grid, fit.curve, strict=True)
            ],
            "points": [
                {"x": x, "y": y * scale, "place": (y + shift * height) * scale, "tone": "current", "text": text}
                for x, y, shift, text in (
                    (fit.grid[0], fit.curve[0], 0.13, language.number(fit.curve[0], "revenue")),
                    *([] if at_end else [(fit.value, fit.reached, -0.07, shown)]),
                    (fit.grid[-1], fit.curve[-1], below, language.number(fit.curve[-1], "revenue")),
                )
            ],
            "rules": [
                {"y": fit.target * scale, "text": t("label-target", value=language.number(fit.target, "revenue"))}
            ],
            "ticks": [
                {"x": value, "text": amount(value, entry.unit, entry.format, language)}
                for value in (fit.grid[0], (fit.grid[0] + fit.grid[-1]) / 2, fit.grid[-1])
            ],
        }
        margin = 0.06 * height
        chart(
            curves.spec(),
            data,
            key="trust-fit",
            alt=missed or t("trust-fit-alt", name=name, value=shown),
            xmin=fit.grid[0],
            xmax=fit.grid[-1],
            ymin=(low - margin) * scale,
            ymax=(high + margin) * scale,
        )
        if missed:
            reading.note(missed)
            return
        shown_rows = [one for one in fit.alternatives if one.fitted == one.fitted][:5]
        table(
            [
                Column(t("trust-fit-other")),
                Column(t("trust-fit-value"), "number"),
                Column(t("trust-fit-needed", name=name), "number"),
            ],
            [
                [
                    t(key("assumption", one.id)),
                    amount(
                        round(one.value, 4), plan.assumptions[one.id].unit, plan.assumptions[one.id].format, language
                    ),
                    amount(one.fitted, entry.unit, entry.format, language),
                ]
                for one in shown_rows
            ],
            t("trust-fit-other"),
        )
        reading.note(t("trust-fit-note"))
