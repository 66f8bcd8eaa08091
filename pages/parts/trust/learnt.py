"""What was learnt from the company's own quarters and is kept with the plan, and how honest bands are."""

from __future__ import annotations

import html

from pages.parts.learnt import backtest_picture
from pages.parts.reading import Column, Html, card, note, table
from sim.language import Language
from sim.learn import text
from sim.learn.keep import learnt_of
from sim.plan import Plan
from sim.trust.calibration import BINS, held_bands


def learnt_card(plan: Plan, language: Language) -> None:
    """Draw the backtest on the company's own quarters, where the plan keeps one."""
    found = learnt_of(plan)
    if found is None or (backtest := found.backtest) is None:
        return
    t = language.text
    told = {"first": found.first, "last": found.last, "day": found.day.isoformat()}
    with card("learnt", text.backtest_sentence(backtest, language), t("learn-card-subtitle", **told)):
        backtest_picture(backtest, "trust-learnt", language)
        effective, draws = (language.number(round(one), "count") for one in (found.effective, found.draws))
        k = "–" if found.pareto_k is None else language.number(found.pareto_k, "plain")
        note(t("learn-diagnosis", draws=draws, effective=effective, k=k, sound="yes" if found.sound else "no"))


def bars(counts: list[int], label: str) -> Html:
    """Return a small histogram: a bar a bin, and a line at what each would be if all were alike."""
    top, even = 1.15 * max(counts), sum(counts) / len(counts)
    drawn = "".join(
        f'<i class="tr-bar" style="left:{100 * place / len(counts):.1f}%;height:{30 * count / top:.1f}px"></i>'
        for place, count in enumerate(counts)
    )
    line = f'<i class="tr-even" style="bottom:{30 * even / top:.1f}px"></i>'
    return Html(f'<div class="tr-bars" role="img" aria-label="{html.escape(label)}">{drawn}{line}</div>')


def bands_card(language: Language) -> None:
    """Draw what bands held over truths that were drawn, with the picture of where those truths lay."""
    t, found = language.text, held_bands()

    def share(value: float) -> str:
        return language.quantity(value, "percent_whole")

    widest = [one.shares["80%"] for one in found.held]
    title = t("trust-bands-title", low=share(min(widest)), high=share(max(widest)))
    with card("bands", title, t("trust-bands-subtitle", count=found.truths)):
        columns = [
            Column(t("trust-bands-what")),
            Column(t("learn-head-half"), "number"),
            Column(t("learn-head-eighty"), "number"),
            Column(t("trust-bands-ranks", count=BINS)),
        ]
        rows = [
            [
                t("trust-bands-row", of=one.of, known=one.known),
                share(one.shares["50%"]),
                share(one.shares["80%"]),
                bars(one.ranks, t("trust-bands-ranks", count=BINS) + ": " + language.enumeration(one.ranks)),
            ]
            for one in found.held
        ]
        table(columns, rows, t("trust-bands-subtitle", count=found.truths))
        note(t("trust-bands-note"))
