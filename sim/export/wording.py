"""Sentences and numbers that slides and workbook share."""

from __future__ import annotations

from dataclasses import dataclass

from sim.analysis.compare import MEASURES, HeadlineRow
from sim.analysis.differences import Entrant
from sim.analysis.text import chance_text
from sim.export.report import Report
from sim.export.text import fit
from sim.language import Language, NumberFormat, key


def excel_format(spec: NumberFormat, signed: bool = False) -> str:
    """Return an Office number format with a true minus; values are in the shown unit."""
    digits = "#,##0" + ("." + "0" * spec.decimals if spec.decimals else "")
    plus = f"+{digits}" if signed else digits
    return f'{plus};"−"{digits};{digits}'


NAME_WIDTH, LABEL_WIDTH = 48, 22
"""Width of a name in a sentence, and of one beside a line or below a column, in Latin letters."""


def name_of(entrant: Entrant) -> str:
    return fit(entrant.name, NAME_WIDTH)


def label_of(report: Report, entrant: Entrant) -> str:
    """Return a name short enough for a chart or a column head; names that are cut alike get numbers."""
    labels = [fit(one.name, LABEL_WIDTH) for one in report.comparison.entrants]
    place = report.comparison.entrants.index(entrant)
    label, before = labels[place], labels[:place].count(labels[place])
    return label if not before else f"{fit(entrant.name, LABEL_WIDTH - 4)} ({before + 1})"


HEADLINE_METRICS = ("revenue", "cagr", "margin", "market_share")
"""Results among the headline numbers; the chance of the target joins them."""


@dataclass(frozen=True)
class Headline:
    """One headline measure of one scenario, written."""

    label: str
    value: str
    unit: str
    change: str
    tone: str


def outcome_name(metric: str, language: Language) -> str:
    return language.text(key("outcome", metric))


def headline_row(report: Report, metric: str) -> HeadlineRow:
    return next(row for row in report.comparison.headline if row.metric == metric)


def written_change(row: HeadlineRow, place: int, language: Language) -> str:
    """Return the difference to the base with its sign, and the relative one where it means something."""
    absolute, relative = row.absolute[place], row.relative[place]
    if absolute is None:
        return "–"
    text = language.quantity(absolute, MEASURES[row.metric][2], signed=True)
    nothing = language.quantity(absolute, MEASURES[row.metric][2]) == language.quantity(0, MEASURES[row.metric][2])
    if relative is None or nothing or row.unit == "revenue_per_cost":
        return text
    return language.text("export-change", absolute=text, relative=language.quantity(relative, "percent", signed=True))


def tone_of(value: float | None, format: str, language: Language, metric: str = "") -> str:
    """Return the colour of a difference: blue where it is good, vermilion where bad, else muted."""
    if value is None or language.number(value, format) == language.number(0, format):
        return "muted"
    if metric in ("headcount", "programme_net"):
        return "ink"  # neither good nor bad by itself
    return "current" if value > 0 else "target"


def headlines(report: Report) -> list[Headline]:
    """Return the numbers on the first page: revenue, chance, growth, margin, share of the first subject."""
    language, comparison = report.language, report.comparison
    place = comparison.entrants.index(report.subject)
    found = []
    for metric in HEADLINE_METRICS:
        row = headline_row(report, metric)
        value, form, change_form = row.values[place], MEASURES[metric][1], MEASURES[metric][2]
        assert value is not None
        change = row.absolute[place]
        written = language.text(
            "export-versus",
            change=language.quantity(change or 0.0, change_form, signed=True),
            base=name_of(report.base),
        )
        tone = tone_of(change, change_form, language)
        label = language.text("export-headline", measure=outcome_name(metric, language), year=str(report.year))
        if metric == "cagr":
            label = language.text("export-headline-cagr", start=str(report.plan.base_year), end=str(report.year))
        found.append(Headline(label, language.number(value, form), language.unit(form), written, tone))
    if comparison.chances is not None:
        chances = comparison.chances
        found.insert(
            1,
            Headline(
                language.text("export-chance", target=language.quantity(chances.target.value, target_format(report))),
                chance_text(float(chances.reach[place]), language).removesuffix("%").rstrip(),
                "%",
                language.text(
                    "export-chance-error",
                    error=language.number(float(chances.reach_error[place]), "points"),
                    draws=language.number(chances.draws, "count"),
                ),
                "muted",
            ),
        )
    return found


def target_format(report: Report) -> str:
    target = report.comparison.chances.target if report.comparison.chances else report.subject.scenario.target
    return MEASURES[target.metric][1]


def verdict(report: Report) -> str:
    """Return the message of the first page: where the first subject lands against the target."""
    language, scenario = report.language, report.subject.scenario
    target = scenario.target
    value = float(report.results.annual(target.metric)[report.plan.years.index(target.year), 0])
    form, change = MEASURES[target.metric][1], MEASURES[target.metric][2]
    gap = value - target.value
    words = {
        "scenario": name_of(report.subject),
        "measure": outcome_name(target.metric, language),
        "year": str(target.year),
        "value": language.quantity(value, form),
        "gap": language.quantity(abs(gap), change),
        "target": language.quantity(target.value, form),
    }
    if tone_of(gap, change, language) == "muted":
        return language.text("export-verdict-met", **words)
    return language.text("export-verdict-over" if gap > 0 else "export-verdict-short", **words)
