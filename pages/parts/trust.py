"""What the page "Why believe this model" shows. Every number is computed when the page is opened."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import streamlit as st

from pages.parts import reading
from pages.parts.amounts import amount
from pages.parts.charts import curves, miss, span
from pages.parts.reading import Column, Number, card, chart, listing, mark, numbers, sentence, sourced, stacked, table
from sim import MODEL_VERSION, provenance
from sim.language import Language, key
from sim.plan import Plan
from sim.trust.backtest import Backtest, backtest
from sim.trust.checks import Check, checks
from sim.trust.extremes import Outcome, extremes
from sim.trust.fit import FittedNumber, fitted_numbers
from sim.trust.golden import golden_rows
from sim.trust.limits import GRADES, STRUCTURAL, limits
from sim.trust.predictions import Prediction, leftover, predictions
from sim.trust.sensitivity import influences, range_effects

SET = "calibrated"
NEAR = 0.05
"""Relative miss up to which a prediction counts as near."""

WIDEST = 10
"""Assumptions drawn in the picture; the table below holds all."""


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
            miss=miss_text(stress, language) if stress else "–",
        )
    )
    within = sum(abs(row.off) <= NEAR for row in tested)
    held = sum(outcome.holds for outcome in outcomes)
    same = sum(row.holds for row in golden)
    exact = sum(check.holds for check in recomputed)
    model = past.run("model")
    numbers(
        [
            Number(
                t("trust-count-near"),
                t("trust-of", part=within, whole=len(tested)),
                note=t("trust-count-near.note"),
                short=within < len(tested),
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
            Number(
                t("trust-count-golden"),
                t("trust-of", part=same, whole=len(golden)),
                note=t("trust-count-golden.note", version=MODEL_VERSION),
                short=same < len(golden),
            ),
            Number(
                t("trust-count-backtest"),
                language.number(model.mean_error, "percent"),
                "%",
                t("trust-count-backtest.note"),
            ),
        ],
        t("trust-numbers"),
    )
    limits_card(plan, language)
    predictions_card(plan, rows, language)
    left, right = st.columns(2, gap="small")
    for fit in fitted_numbers(plan, SET):
        with left:
            fit_card(plan, fit, language)
    with right:
        backtest_card(past, language)
    sensitivity_card(plan, language)
    extremes_card(outcomes, language)
    left, right = st.columns(2, gap="small")
    with left:
        checks_card(recomputed, language)
    with right:
        golden_card(plan, language)
    st.download_button(
        t("trust-download"), report_csv(plan, language), "model-tests.csv", "text/csv", on_click="ignore"
    )


# -- limits, first --------------------------------------------------------------------------------------------------


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
                    *(t(f"limit-{id}") for id in STRUCTURAL),
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
                    [t(f"grade-{name}"), str(count), language.quantity(share, "percent_whole")]
                    for name in GRADES
                    if (count := known.by_grade[name][0])
                    for share in (known.by_grade[name][1],)
                ],
                t("trust-column-grade"),
            )
            reading.note(t("trust-limits-note"))


# -- predictions ----------------------------------------------------------------------------------------------------


def prediction_name(row: Prediction, language: Language) -> str:
    """Return what is compared, in words."""
    t = language.text
    if row.members:
        parts = [
            t(key("region", member)) if row.id == "region-revenue" else t(key("product", member))
            for member in row.members
        ]
        return t("trust-revenue-of", who=t("trust-and").join(parts))
    if row.id == "stress":
        return t("claim-stress-revenue")
    if row.id.startswith("target-"):
        metric = {"margin": "profit_margin", "cagr": "revenue_growth"}.get(row.id[7:], row.id[7:])
        return t(key("fact-metric", metric))
    return t("trust-contribution", name=t(f"claim-{row.id}"))


def miss_text(row: Prediction, language: Language) -> str:
    return (
        language.quantity(row.miss, "percent", signed=True)
        if row.relative
        else language.quantity(row.miss, "points", signed=True)
    )


def predictions_card(plan: Plan, rows: Sequence[Prediction], language: Language) -> None:
    t = language.text
    drawn = [row for row in rows if not row.id.startswith("contribution")]
    tested = [row for row in drawn if row.status == "prediction"]
    worst = max(tested, key=lambda row: abs(row.off))
    title = t(
        "trust-predictions-title",
        near=sum(abs(row.off) <= NEAR for row in tested),
        count=len(tested),
        worst=prediction_name(worst, language),
        miss=miss_text(worst, language),
    )
    with card("predictions", title, t("trust-predictions-subtitle")):
        entries = [
            (
                prediction_name(row, language),
                row.off,
                row.status,
                t(
                    "trust-versus",
                    model=language.quantity(row.predicted, row.format),
                    plan=language.quantity(row.stated, row.format),
                ),
            )
            for row in drawn
        ]
        chart(
            miss.spec(len(entries)),
            miss.rows(entries),
            key="trust-misses",
            alt=t("trust-predictions-alt"),
            limit=miss.LIMIT,
        )
        columns = [
            Column(t("trust-column-statement")),
            Column(t("trust-column-stated"), "number"),
            Column(t("trust-column-model"), "number"),
            Column(t("trust-column-miss"), "number"),
            Column(t("trust-column-kind")),
            Column(t("trust-column-source")),
        ]
        cells = [
            [
                prediction_name(row, language),
                language.quantity(row.stated, row.format),
                language.quantity(row.predicted, row.format),
                miss_text(row, language),
                t(f"trust-status-{row.status}"),
                sourced(
                    t("origin-separator").join(
                        dict.fromkeys(provenance.source_place(plan, fact, language) for fact in row.facts)
                    ),
                    [provenance.source_title(plan, fact, language) for fact in row.facts],
                ),
            ]
            for row in rows
        ]
        with st.expander(t("trust-predictions-table")):
            table(columns, cells, title)
        listing(readings(plan, rows, language))


def readings(plan: Plan, rows: Sequence[Prediction], language: Language) -> list[str]:
    """Return how to read the misses; a sentence stands only where its numbers say so."""
    t = language.text
    found = [t("trust-reading-fit")]
    regional = [row for row in rows if row.id == "region-revenue"]
    rest = leftover(plan)
    if rest is not None and regional and rest.left < rest.base:
        found.append(
            t(
                "trust-reading-regions",
                short=sum(row.miss < 0 for row in regional),
                count=len(regional),
                regions=t("trust-and").join(t(key("region", region)) for region in rest.regions),
                left=language.quantity(rest.left, "money"),
                base=language.quantity(rest.base, "money"),
            )
        )
    if any(row.id == "target-roi" for row in rows):
        found.append(t("trust-reading-return"))
    if any(row.id.startswith("contribution") for row in rows):
        found.append(t("trust-reading-contributions"))
    return found


# -- the fitted number ----------------------------------------------------------------------------------------------


def fit_card(plan: Plan, fit: FittedNumber, language: Language) -> None:
    t = language.text
    entry = plan.parameters[fit.parameter]
    name = t(key("assumption", fit.parameter))
    shown = amount(fit.value, entry.unit, entry.format, language)
    with card(
        "fit", t("trust-fit-title", name=name, value=shown), t("trust-fit-subtitle", unit=language.unit("revenue"))
    ):
        scale = language.formats["revenue"].scale
        height = fit.curve[-1] - fit.curve[0]
        data = {
            "lines": [
                {"series": "fit", "x": x, "y": y * scale, "tone": "current"}
                for x, y in zip(fit.grid, fit.curve, strict=True)
            ],
            "points": [
                {"x": x, "y": y * scale, "place": (y + shift * height) * scale, "tone": "current", "text": text}
                for x, y, shift, text in (
                    (fit.grid[0], fit.curve[0], 0.13, language.number(fit.curve[0], "revenue")),
                    (fit.value, fit.reached, -0.07, shown),
                    (fit.grid[-1], fit.curve[-1], 0.0, language.number(fit.curve[-1], "revenue")),
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
        low, high = min(fit.curve) * scale, max(fit.curve) * scale
        margin = 0.06 * (high - low)
        chart(
            curves.spec(),
            data,
            key="trust-fit",
            alt=t("trust-fit-alt", name=name, value=shown),
            xmin=fit.grid[0],
            xmax=fit.grid[-1],
            ymin=low - margin,
            ymax=high + margin,
        )
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
                    amount(round(one.value, 4), plan.parameters[one.id].unit, plan.parameters[one.id].format, language),
                    amount(one.fitted, entry.unit, entry.format, language),
                ]
                for one in shown_rows
            ],
            t("trust-fit-other"),
        )
        reading.note(t("trust-fit-note"))


# -- backtest -------------------------------------------------------------------------------------------------------


TONES = {"model": "current", "variant": "muted", "naive": "muted"}


def backtest_card(past: Backtest, language: Language) -> None:
    t = language.text
    model = past.run("model")
    first, last = past.years[0], past.years[-1]
    error = language.quantity(model.mean_error, "percent")
    with card(
        "backtest",
        t("trust-backtest-title", error=error),
        t("trust-backtest-subtitle", unit=language.unit("revenue"), **{"from": str(first), "to": str(last)}),
    ):
        scale = language.formats["revenue"].scale
        drawn = [run for run in past.runs if run.id not in ("market", "first-year")]
        lines = [
            {"series": run.id, "x": year, "y": value * scale, "tone": TONES[run.kind]}
            for run in drawn
            for year, value in zip(past.years, run.values, strict=True)
        ]
        lines += [
            {"series": "actual", "x": year, "y": value * scale, "tone": "ink"}
            for year, value in zip(past.years, past.actual, strict=True)
        ]
        values = [line["y"] for line in lines]
        low, high = min(values), max(values)
        names = [
            t("trust-series", name=name, value=language.number(value, "revenue", decimals=2))
            for name, value in [
                *((t(f"backtest-{run.id}.short"), run.values[-1]) for run in drawn),
                (t("trust-backtest-actual"), past.actual[-1]),
            ]
        ]
        tones = [TONES[run.kind] for run in drawn] + ["ink"]
        ends = [run.values[-1] * scale for run in drawn] + [past.actual[-1] * scale]
        heights = curves.spread_labels(ends, 0.085 * (high - low))
        points = [
            {"x": last, "y": end, "place": height, "tone": tone, "text": name}
            for end, height, tone, name in zip(ends, heights, tones, names, strict=True)
        ]
        points += [
            {"x": year, "y": value * scale, "place": value * scale, "tone": "ink", "text": ""}
            for year, value in zip(past.years[:-1], past.actual[:-1], strict=True)
        ]
        data = {
            "lines": lines,
            "points": points,
            "rules": [],
            "ticks": [{"x": year, "text": str(year)} for year in past.years],
        }
        margin = 0.12 * (high - low)
        chart(
            curves.spec(),
            data,
            key="trust-backtest",
            alt=t("trust-backtest-alt", error=error),
            xmin=first,
            xmax=last,
            ymin=low - margin,
            ymax=high + margin,
        )
        columns = [Column(t("trust-backtest-run"))]
        columns += [Column(str(year), "number") for year in past.years[1:]]
        columns.append(Column(t("trust-backtest-error"), "number"))
        rows: list[list[reading.Cell]] = [
            [t("trust-backtest-actual"), *(language.quantity(value, "money") for value in past.actual[1:]), ""]
        ]
        for run in past.runs:
            cells: list[reading.Cell] = [stacked(t(f"backtest-{run.id}"), t(f"backtest-{run.id}.note"))]
            cells += [
                stacked(language.quantity(value, "money"), language.quantity(miss_, "percent", signed=True))
                for value, miss_ in zip(run.values[1:], run.errors, strict=True)
            ]
            rows.append([*cells, language.quantity(run.mean_error, "percent")])
        table(columns, rows, t("trust-backtest-run"))
        market = past.run("market")
        listing(
            [
                t("trust-backtest-shows", market=language.quantity(market.mean_error, "percent"), error=error),
                t("trust-backtest-hides"),
            ]
        )


# -- sensitivity ----------------------------------------------------------------------------------------------------


def sensitivity_card(plan: Plan, language: Language) -> None:
    t = language.text
    effects, known = range_effects(plan, SET), influences(plan, SET)
    names = {effect.id: t(key("assumption", effect.id)) for effect in effects}
    top = effects[:WIDEST]
    year = str(plan.years[-1])
    with card(
        "sensitivity",
        t("trust-sensitivity-title", first=names[effects[0].id], second=names[effects[1].id]),
        t("trust-sensitivity-subtitle", unit=language.unit("revenue"), year=year),
    ):
        scale = language.formats["revenue"].scale
        # At both ends of every range the centre is the plan preset's own result.
        centre = _centre(plan)
        data, low, high = span.rows(
            [
                (
                    names[effect.id],
                    effect.revenue[0] * scale,
                    effect.revenue[1] * scale,
                    language.number(effect.revenue[0], "revenue"),
                    language.number(effect.revenue[1], "revenue"),
                )
                for effect in top
            ],
            (centre * scale, language.number(centre, "revenue")),
        )
        chart(span.spec(len(top)), data, key="trust-spans", alt=t("trust-sensitivity-alt"), xmin=low, xmax=high)
        columns = [
            Column(t("model-column-assumption")),
            Column(t("trust-column-value"), "number"),
            Column(t("trust-column-elasticity-revenue"), "number"),
            Column(t("trust-column-elasticity-profit"), "number"),
            Column(t("trust-column-from-to"), "number"),
            Column(t("trust-column-revenue-from-to"), "number"),
        ]
        rows = []
        for effect in effects:
            entry = plan.parameters[effect.id]
            influence = known[f"assumption:{effect.id}"]
            shown = [
                language.text("trust-per-step", effect=language.quantity(value, "percent", signed=True))
                if influence.at_zero
                else language.number(value, "plain", decimals=2, signed=True)
                for value in (influence.revenue, influence.profit)
            ]
            reach = t(
                "model-range",
                low=amount(round(effect.low, 4), entry.unit, entry.format, language),
                high=amount(round(effect.high, 4), entry.unit, entry.format, language),
            )
            rows.append(
                [
                    names[effect.id],
                    amount(effect.value, entry.unit, entry.format, language),
                    *shown,
                    stacked(reach, t("trust-range-stated") if effect.stated else t("trust-range-convention")),
                    t(
                        "model-range",
                        low=language.number(effect.revenue[0], "money"),
                        high=language.quantity(effect.revenue[1], "money"),
                    ),
                ]
            )
        with st.expander(t("trust-sensitivity-table", count=len(rows))):
            table(columns, rows, t("trust-sensitivity-alt"))
        reading.note(t("trust-sensitivity-note"))


def _centre(plan: Plan) -> float:
    return next(row.predicted for row in predictions(plan, SET) if row.id == "target-revenue")


# -- extreme conditions, re-computation, golden cases ---------------------------------------------------------------


def extremes_card(outcomes: Sequence[Outcome], language: Language) -> None:
    t = language.text
    held = sum(outcome.holds for outcome in outcomes)
    with card(
        "extremes",
        t("trust-extremes-title", held=held, count=len(outcomes)),
        t("trust-extremes-subtitle"),
    ):
        table(
            [
                Column(t("trust-column-condition")),
                Column(t("trust-column-expected")),
                Column(t("trust-column-bound"), "number"),
                Column(t("trust-column-came-out"), "number"),
                Column(t("trust-column-verdict"), "mark"),
            ],
            [
                [
                    t(f"extreme-{outcome.id}"),
                    t(f"extreme-{outcome.id}.expect"),
                    (t("trust-below", value=language.quantity(outcome.expected, outcome.format)))
                    if outcome.kind == "below"
                    else language.quantity(outcome.expected, outcome.format),
                    language.quantity(outcome.measured, outcome.format),
                    mark(outcome.holds, t("trust-holds") if outcome.holds else t("trust-fails")),
                ]
                for outcome in outcomes
            ],
            t("trust-extremes-subtitle"),
        )


def checks_card(recomputed: Sequence[Check], language: Language) -> None:
    t = language.text
    with card("checks", t("trust-checks-title"), t("trust-checks-subtitle")):
        table(
            [
                Column(t("trust-column-check")),
                Column(t("trust-column-compared"), "number"),
                Column(t("trust-column-deviation"), "number"),
                Column(t("trust-column-verdict"), "mark"),
            ],
            [
                [
                    t(f"check-{check.id}"),
                    language.number(check.count, "count"),
                    t("trust-zero") if check.deviation == 0 else f"{check.deviation:.0e}",
                    mark(check.holds, t("trust-holds") if check.holds else t("trust-fails")),
                ]
                for check in recomputed
            ],
            t("trust-checks-title"),
        )
        reading.note(t("trust-checks-note"))


def golden_card(plan: Plan, language: Language) -> None:
    t = language.text
    rows = golden_rows(plan)
    same = sum(row.holds for row in rows)
    title = t("trust-golden-title", same=same, count=len(rows), version=MODEL_VERSION)
    with card("golden", title, t("trust-golden-subtitle")):
        if not rows:
            reading.note(t("trust-golden-none"))
            return
        table(
            [
                Column(t("trust-column-case")),
                Column(t("trust-column-published"), "number"),
                Column(t("trust-column-now"), "number"),
                Column(t("trust-column-verdict"), "mark"),
            ],
            [
                [
                    t("golden-fit")
                    if row.case == "fit"
                    else t(f"golden-{row.case}", metric=t(key("fact-metric", row.metric)), year=str(row.year)),
                    f"{row.published:,.10g}",
                    f"{row.computed:,.10g}",
                    mark(row.holds, t("trust-holds") if row.holds else t("trust-fails")),
                ]
                for row in rows
            ],
            t("trust-golden-subtitle"),
        )


# -- download -------------------------------------------------------------------------------------------------------


def report_csv(plan: Plan, language: Language) -> bytes:
    """Return every test with its numbers as one table; readable by Excel in either language."""
    t = language.text
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(
        [t("trust-csv-test"), t("trust-csv-what"), t("trust-csv-expected"), t("trust-csv-found"), t("trust-csv-note")]
    )
    for row in predictions(plan, SET):
        writer.writerow(
            [
                t("trust-csv-prediction"),
                prediction_name(row, language),
                row.stated,
                row.predicted,
                t(f"trust-status-{row.status}"),
            ]
        )
    for outcome in extremes(plan, SET):
        verdict = t("trust-holds") if outcome.holds else t("trust-fails")
        writer.writerow(
            [t("trust-csv-extreme"), t(f"extreme-{outcome.id}"), outcome.expected, outcome.measured, verdict]
        )
    for check in checks(plan, SET):
        writer.writerow([t("trust-csv-check"), t(f"check-{check.id}"), 0, check.deviation, check.count])
    for row in golden_rows(plan):
        writer.writerow(
            [
                t("trust-csv-golden"),
                f"{row.case} {row.metric} {row.year or ''}".strip(),
                row.published,
                row.computed,
                "",
            ]
        )
    past = backtest(plan, SET)
    for run in past.runs:
        for year, truth, value in zip(past.years[1:], past.actual[1:], run.values[1:], strict=True):
            writer.writerow([t("trust-csv-backtest"), f"{t(f'backtest-{run.id}')} {year}", truth, value, ""])
    for id, influence in influences(plan, SET).items():
        writer.writerow([t("trust-csv-sensitivity"), id, influence.revenue, influence.profit, influence.step])
    return text.getvalue().encode("utf-8-sig")
