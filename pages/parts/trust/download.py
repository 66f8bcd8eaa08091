"""Every test with its numbers as one table."""

from __future__ import annotations

from collections.abc import Iterator

from pages.parts.reading import csv_bytes
from pages.parts.trust.rows import SET, prediction_name
from sim.language import Language
from sim.plan import Plan
from sim.trust.backtest import backtest
from sim.trust.checks import checks
from sim.trust.extremes import extremes
from sim.trust.golden import golden_rows
from sim.trust.predictions import predictions
from sim.trust.sensitivity import influences


def report_csv(plan: Plan, language: Language) -> bytes:
    """Return every test with its numbers as one table."""
    columns = ("trust-csv-test", "trust-csv-what", "trust-csv-expected", "trust-csv-found", "trust-csv-note")
    return csv_bytes([language.text(column) for column in columns], _rows(plan, language))


def _rows(plan: Plan, language: Language) -> Iterator[list[object]]:
    t = language.text
    for row in predictions(plan, SET):
        name = prediction_name(row, language)
        yield [t("trust-csv-prediction"), name, row.stated, row.predicted, t(f"trust-status-{row.status}")]
    for outcome in extremes(plan, SET):
        verdict = t("trust-holds") if outcome.holds else t("trust-fails")
        yield [t("trust-csv-extreme"), t(f"extreme-{outcome.id}"), outcome.expected, outcome.measured, verdict]
    for check in checks(plan, SET):
        yield [t("trust-csv-check"), t(f"check-{check.id}"), 0, check.deviation, check.count]
    for row in golden_rows(plan):
        yield [
            t("trust-csv-golden"),
            f"{row.case} {row.metric} {row.year or ''}".strip(),
            row.published,
            row.computed,
            "",
        ]
    past = backtest(plan, SET)
    for run in past.runs:
        for year, truth, value in zip(past.years[1:], past.actual[1:], run.values[1:], strict=True):
            yield [t("trust-csv-backtest"), f"{t(f'backtest-{run.id}')} {year}", truth, value, ""]
    for id, influence in influences(plan, SET).items():
        yield [t("trust-csv-sensitivity"), id, influence.revenue, influence.profit, influence.step]
