"""Sentences and numbers that slides and workbook share."""

from __future__ import annotations

from dataclasses import dataclass

from sim.analysis.compare import HeadlineRow
from sim.analysis.differences import Entrant
from sim.analysis.text import is_usual, target_amount
from sim.export.report import Report
from sim.export.text import fit
from sim.language import Language, NumberFormat
from sim.model.kinds import Growth
from sim.model.measure_base import Level, Measure
from sim.model.measures import measures
from sim.model.quantities import CHANCE, Quantity


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


@dataclass(frozen=True)
class Headline:
    """One headline measure of one scenario, written."""

    label: str
    value: str
    unit: str
    change: str
    tone: str


def headline_row(report: Report, metric: str) -> HeadlineRow:
    return next(row for row in report.comparison.headline if row.metric == metric)


def written_change(row: HeadlineRow, place: int, language: Language) -> str:
    """Return the difference to the base with its sign, and the relative one where it means something."""
    one, absolute, relative = row.measure, row.absolute[place], row.relative[place]
    text = one.format_change(language, absolute)
    if absolute is None or relative is None or one.is_nothing(language, absolute) or not one.quantity.ratio:
        return text
    return language.text("export-change", absolute=text, relative=one.format_ratio(language, relative))


def tone_of(value: float | None, written: Measure | Quantity, language: Language) -> str:
    """Return the colour of a difference: blue where it is good, vermilion where bad, else muted."""
    if value is None or written.is_nothing(language, value):
        return "muted"
    good = written.good if isinstance(written, Measure) else 1
    if good == 0:
        return "ink"  # neither good nor bad by itself
    return "current" if value * good > 0 else "target"


def headlines(report: Report) -> list[Headline]:
    """Return the numbers on the first page: revenue, chance, growth, margin, share of the first subject."""
    language, comparison = report.language, report.comparison
    place = comparison.entrants.index(report.subject)
    found: list[Headline] = []
    for one in measures(Level.HEADLINE, needs="run"):
        row = headline_row(report, one.id)
        change = row.absolute[place]
        written = language.text("export-versus", change=one.format_change(language, change), base=name_of(report.base))
        tone = tone_of(change, one, language)
        label = language.text("export-headline", measure=one.name(language), year=str(report.year))
        if isinstance(one, Growth):
            label = language.text("export-headline-cagr", start=str(report.plan.base_year), end=str(report.year))
        number = one.number(language, row.values[place])
        found.append(Headline(label, number, one.quantity.name_of_unit(language), written, tone))
    if comparison.chances is not None:
        chances = comparison.chances
        found.insert(
            1,
            Headline(
                language.text("export-chance", target=target_amount(chances.target, report.plan, language, ranged=True))
                if is_usual(chances.target, report.plan)
                else language.text("export-chance-target"),
                CHANCE.number(language, float(chances.reach[place])),
                CHANCE.name_of_unit(language),
                CHANCE.note(language, float(chances.reach[place]), float(chances.reach_error[place]), chances.draws),
                "muted",
            ),
        )
    return found


def verdict(report: Report) -> str:
    """Return the message of the first page: where the first subject lands against the target."""
    language, scenario = report.language, report.subject.scenario
    target = scenario.target
    value = float(report.results.annual(target.metric)[report.plan.years.index(target.year), 0])
    one = target.measure
    gap = value - target.value
    words = {
        "scenario": name_of(report.subject),
        "measure": one.name(language),
        "year": str(target.year),
        "value": one.format(language, value),
        "gap": one.format_change(language, abs(gap), signed=False),
        "target": one.format(language, target.value),
        "sense": target.sense,
    }
    if one.is_nothing(language, gap):
        return language.text("export-verdict-met", **words)
    return language.text("export-verdict-over" if gap > 0 else "export-verdict-short", **words)
