"""The backtest over the years before the plan."""

from __future__ import annotations

from pages.parts import reading
from pages.parts.charts import curves
from pages.parts.reading import Column, card, chart, listing, table, two_lines
from sim.language import Language
from sim.trust.backtest import Backtest

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
            t("trust-series", name=name, value=language.number(value, "revenue"))
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
            "ticks": [{"x": year, "text": language.year(year)} for year in past.years],
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
        columns += [Column(language.year(year), "number") for year in past.years[1:]]
        columns.append(Column(t("trust-backtest-error"), "number"))
        rows: list[list[reading.Cell]] = [
            [t("trust-backtest-actual"), *(language.quantity(value, "money") for value in past.actual[1:]), ""]
        ]
        for run in past.runs:
            cells: list[reading.Cell] = [two_lines(t(f"backtest-{run.id}"), t(f"backtest-{run.id}.note"))]
            cells += [
                two_lines(language.quantity(value, "money"), language.quantity(miss_, "percent", signed=True))
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
