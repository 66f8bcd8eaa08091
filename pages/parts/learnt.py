"""What was learnt from a history, drawn: how near each method came by quarters ahead, and what its bands held."""

from __future__ import annotations

from pages.parts.charts import curves
from pages.parts.reading import Column, chart, table
from sim.language import Language
from sim.learn import text
from sim.learn.backtest import MODEL, Backtest


def backtest_picture(backtest: Backtest, key: str, language: Language) -> None:
    """Draw errors by quarters ahead, a line a method, and the table behind it."""
    t, ahead = language.text, backtest.ahead
    tones = {one.id: "current" if one.id == MODEL else "muted" for one in backtest.methods}
    lines = [
        {"series": one.id, "x": place + 1, "y": error, "tone": tones[one.id]}
        for one in backtest.methods
        for place, error in enumerate(one.by_quarter)
    ]
    top = 1.1 * max(line["y"] for line in lines)
    ends = [one.by_quarter[-1] for one in backtest.methods]
    heights = curves.spread_labels(ends, 0.085 * top)
    points = [
        {"x": ahead, "y": end, "place": height, "tone": tones[one.id],
         "text": t("learn-series", name=text.method_name(one.id, language), value=language.quantity(end, "percent"))}
        for one, end, height in zip(backtest.methods, ends, heights, strict=True)
    ]  # fmt: skip
    data = {
        "lines": lines,
        "points": points,
        "rules": [],
        "ticks": [{"x": one, "text": str(one)} for one in range(1, ahead + 1)],
    }
    title = t("learn-backtest-alt", count=len(backtest.origins))
    chart(curves.spec(), data, key=key, alt=title, xmin=1, xmax=max(ahead, 2), ymin=0, ymax=max(top, *heights))
    heads = text.backtest_heads(backtest, language)
    columns = [Column(heads[0]), *(Column(head, "number") for head in heads[1:])]
    table(columns, text.backtest_rows(backtest, language), title)
