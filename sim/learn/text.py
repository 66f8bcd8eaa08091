"""What was learnt, in words: the same sentences and tables on the command line and on pages."""

from __future__ import annotations

from typing import Any

from sim.language import Language, key
from sim.learn.backtest import MODEL, Backtest
from sim.learn.learn import Estimate, Learnt
from sim.track.measures import measures

AHEAD_SHOWN = (1, 2, 4, 8)
HEADS = ("learn-head-what", "learn-head-before", "learn-head-after", "learn-head-verdict")
METHODS = {
    "model": "learn-method-model",
    "naive": "learn-method-naive",
    "seasonal": "learn-method-seasonal",
    "smoothing": "learn-method-smoothing",
}


def sentence(found: Learnt, language: Language) -> str:
    """Return how much was read and what it speaks of."""
    history = found.history
    told = [name(one.id, language) for one in found.estimates if one.told]
    return language.text(
        "learn-sentence",
        count=history.count,
        regions=history.revenue.shape[1],
        first=history.labels[0],
        last=history.labels[-1],
        told=language.join(told),
        any="yes" if told else "no",
    )


def diagnosis(found: Learnt, language: Language) -> str:
    """Return how well the posterior was reached, and what not to do where it was not."""
    reached = found.posterior
    return language.text(
        "learn-diagnosis",
        draws=language.number(len(reached.weights), "count"),
        effective=language.number(round(reached.effective), "count"),
        k=language.number(reached.k, "plain"),
        sound="yes" if found.sound else "no",
    )


def name(id: str, language: Language) -> str:
    text = key("assumption", id)
    return language.text(text) if language.has(text) else id


def estimate_heads(language: Language) -> list[str]:
    return [language.text(one) for one in HEADS]


def estimate_rows(found: Learnt, language: Language) -> list[list[str]]:
    """Return a row an assumption: 10th, 50th and 90th per cent before and after, and whether the data told."""
    return [
        [name(one.id, language), span(found, one, one.before, language), span(found, one, one.after, language),
         language.text("learn-told", told="yes" if one.told else "no",
                       narrowed=language.quantity(1 - one.narrowed, "percent_whole"))]
        for one in found.estimates
    ]  # fmt: skip


def span(found: Learnt, one: Estimate, values: tuple[float, float, float], language: Language) -> str:
    format = found.history.plan.assumptions[one.id].format
    low, middle, high = (language.number(value, format) for value in values)
    unit = language.unit(format)
    return f"{middle} ({low} – {high})" + (f" {unit}" if unit else "")


def season_text(found: Learnt, language: Language) -> str:
    shares = [language.number(value, "plain") for value in found.season]
    errors = language.number(float(found.season_error.max()), "plain")
    return language.text("learn-season", q1=shares[0], q2=shares[1], q3=shares[2], q4=shares[3], error=errors)


def level_texts(found: Learnt, language: Language) -> list[str]:
    """Return how each reported rate stands."""
    return [
        language.text(
            "learn-level",
            what=language.text(measures()[one.id].text),
            value=language.quantity(one.value, measures()[one.id].units[0]),
            error=language.quantity(one.error, "points"),
            change=language.quantity(one.change, "points", signed=True),
        )
        for one in found.levels
    ]


def silent_text(found: Learnt, language: Language) -> str:
    """Return what the data did not move."""
    ids = [*found.silent, *(one.id for one in found.estimates if not one.told)]
    return language.text("learn-silent", names=language.join([name(id, language) for id in ids])) if ids else ""


def method_name(id: str, language: Language) -> str:
    return language.text(METHODS[id])


def backtest_sentence(backtest: Backtest, language: Language) -> str:
    """Return who came nearest, and where the model lost."""
    lost = [method_name(id, language) for id in backtest.loses_to]
    return language.text(
        "learn-backtest",
        count=len(backtest.origins),
        error=language.quantity(backtest.of(MODEL).mean_error, "percent"),
        lost="yes" if lost else "no",
        to=language.join(lost),
        half=language.quantity(backtest.of(MODEL).coverage[0.5], "percent_whole"),
        eighty=language.quantity(backtest.of(MODEL).coverage[0.8], "percent_whole"),
    )


def shown_quarters(ahead: int) -> list[int]:
    """Return the quarters ahead that a table shows."""
    return [one for one in AHEAD_SHOWN if one <= ahead]


def backtest_heads(backtest: Backtest, language: Language) -> list[str]:
    ahead = [language.text("learn-head-ahead", count=one) for one in shown_quarters(backtest.ahead)]
    return [
        language.text("learn-head-method"),
        *ahead,
        language.text("learn-head-half"),
        language.text("learn-head-eighty"),
    ]


def backtest_rows(backtest: Backtest, language: Language) -> list[list[str]]:
    """Return a row a method: mean error by quarters ahead, and what its bands held."""
    return [
        [
            method_name(one.id, language),
            *(language.quantity(one.by_quarter[ahead - 1], "percent") for ahead in shown_quarters(backtest.ahead)),
            *(language.quantity(one.coverage[share], "percent_whole") for share in (0.5, 0.8)),
        ]
        for one in backtest.methods
    ]


def backtest_document(backtest: Backtest | None) -> dict[str, Any] | None:
    """Return a backtest as plain values."""
    if backtest is None:
        return None
    return {
        "origins": list(backtest.origins),
        "unit": "fraction",
        "methods": [
            {
                "method": one.id,
                "mean_error": one.mean_error,
                "errors": list(one.by_quarter),
                "coverage": {"50": one.coverage[0.5], "80": one.coverage[0.8]},
            }
            for one in backtest.methods
        ],
        "loses_to": list(backtest.loses_to),
    }
