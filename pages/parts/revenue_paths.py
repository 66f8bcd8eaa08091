"""Revenue over the years of a few runs: what was, what each run says, and the target; one chart for all pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pages.parts.charts import paths
from pages.parts.reading import chart
from sim.language import Language
from sim.model.measures import REVENUE

HEAD_ROOM, FOOT_ROOM = 0.08, 0.25
"""Room above the highest and below the lowest point, as shares of the span; the axis does not end below zero."""


@dataclass(frozen=True)
class Run:
    """One line: its name, revenue by year [million of the plan's currency], and whether it is the dotted base."""

    name: str
    revenue: Mapping[int, float]
    base: bool = False


def draw(
    place: str,
    history: Mapping[int, float],
    runs: Sequence[Run],
    goal: tuple[int, float] | None,
    title: str,
    language: Language,
) -> None:
    """Draw the lines.

    Parameters
    ----------
    place
        Key of the chart on its page.
    history
        Revenue by year before the runs begin; they are joined to its last point.
    goal
        Year and value of a target of revenue, if there is one.
    title
        What the picture says, for those who do not see it.
    language
        Of the plan that is drawn: its currency and scale.
    """
    t, scale = language.text, language.formats["revenue"].scale
    known = [_point(year, value, language) for year, value in sorted(history.items())]
    lines: list[dict[str, object]] = []
    labels: list[dict[str, Any]] = []
    for number, run in enumerate(runs):
        look = {"place": number, "base": run.base}
        if known:
            lines.append({**known[-1], **look, "mark": False})
        lines += [
            {**_point(year, value, language), **look, "mark": True} for year, value in sorted(run.revenue.items())
        ]
        if run.revenue:
            last = max(run.revenue)
            text = t("path-end", name=run.name, value=REVENUE.number(language, run.revenue[last]))
            labels.append({"place": number, "x": last, "y": run.revenue[last] * scale, "text": text})
    target: list[dict[str, Any]] = []
    if goal is not None:
        year, value = goal
        target.append({"x0": year - 0.3, "x1": year, "y": value * scale})
        text = t("label-target", value=REVENUE.number(language, value))
        labels.append({"place": -1, "x": year, "y": value * scale + 1e-9, "text": text})
    drawn = [*history.items(), *(pair for run in runs for pair in run.revenue.items())]
    heights = [value * scale for _, value in (*drawn, *((goal,) if goal else ()))] or [0.0, 1.0]
    years = sorted({year for year, _ in drawn}) or [2024]
    low, high = min(heights), max(heights)
    span = max(high - low, 0.02 * abs(high), 1e-9)
    chart(
        paths.spec(),
        {
            "actual": known,
            "lines": lines,
            "target": target,
            "labels": labels,
            "ticks": [{"x": year, "text": language.year(year)} for year in years],
        },
        key=place,
        alt=title,
        xmin=years[0] - 0.08,
        xmax=years[-1] + 0.02,
        ymin=max(0.0, low - FOOT_ROOM * span),
        ymax=high + HEAD_ROOM * span,
        yformat=f",.{language.formats['revenue'].decimals}f",
    )


def _point(year: int, value: float, language: Language) -> dict[str, object]:
    text = language.text("path-point", year=str(year), value=REVENUE.format(language, value))
    return {"x": year, "y": value * language.formats["revenue"].scale, "text": text}
