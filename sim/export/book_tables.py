"""The tables of the workbook, one function a sheet."""

from __future__ import annotations

from typing import Any

import numpy as np
from xlsxwriter.worksheet import Worksheet

from sim import provenance
from sim.analysis.claims import claim_rows
from sim.analysis.differences import Difference
from sim.analysis.text import bar_name, difference_name, difference_text, likely_name
from sim.export.inputs import assumption_rows, definition, in_words, lever_rows, source_rows, statement_rows
from sim.export.report import Report
from sim.export.sheet import Book, Column, Form
from sim.export.text import clean
from sim.export.wording import name_of, verdict
from sim.language import Language, key
from sim.model.measures import annual_measures, measure, module_measures
from sim.model.quantities import CASE
from sim.model.splits import axes, split_revenue, text_key
from sim.plan import Assumption, Lever, Plan
from sim.plan.amounts import amount_places, bare, lever_text, slider_places

QUARTER_LABELS = ("export-scenario", "export-quarter", "export-year", "export-region", "export-product")
RISK_LOSSES = ("export-risk-loss", "export-risk-profit", "export-risk-if", "export-risk-worst")
MODES = {"off": "export-risk-mode-off", "chance": "export-risk-mode-chance", "on": "export-risk-mode-on"}
PAYS = {"yes": "export-risk-pays-yes", "no": "export-risk-pays-no", "open": "export-risk-pays-open"}
TEXT_FORMATS = ("choice", "set", "measure", "risk", "text")


def summary_sheet(book: Book, report: Report) -> tuple[Worksheet, int]:
    """Say what this is: every scenario with its fingerprint, settings and note. Returns the row below."""
    language, text = report.language, report.language.text
    sheet = book.sheet(text("export-sheet-summary"), verdict(report))
    columns = [
        Column(text("export-scenario")),
        book.unit_column(measure("revenue").name(language), measure("revenue").quantity.value),
        Column(text("export-plan")),
        Column(text("export-plan-hash")),
        Column(text("export-hash")),
        Column(text("export-set")),
        Column(text("export-seed"), "count"),
        Column(text("export-draws"), "count"),
        Column(text("export-model")),
        Column(text("export-made")),
        Column(text("export-author")),
        Column(text("export-note")),
    ]
    revenue = next(row for row in report.comparison.headline if row.metric == "revenue")
    rows: list[list[Any]] = []
    for entrant, value in zip(report.comparison.entrants, revenue.values, strict=True):
        scenario, origin = entrant.scenario, entrant.scenario.provenance()
        rows.append(
            [
                clean(entrant.name),
                value,
                origin.plan,
                origin.plan_hash,
                scenario.hash,
                likely_name(scenario, language),
                scenario.seed,
                scenario.draws,
                origin.model_version,
                language.date(report.moment.date()),
                entrant.author,
                entrant.note,
            ]
        )
    bottom = book.table(sheet, columns, rows, filters=False)
    for note, arguments in report.comparison.notes:
        sheet.write_string(bottom + 1, 0, text(note, **arguments), book.style(font_color="#5D6877"))
        bottom += 1
    return sheet, bottom


def inputs_sheet(book: Book, report: Report) -> None:
    """Every lever of every subject beside baseline and plan."""
    text = report.language.text
    sheet = book.sheet(text("export-sheet-inputs"), text("export-sheet-inputs"))
    columns = [Column(text("export-lever")), Column(text("export-group")), Column(text("export-id"))]
    columns += [Column(text("export-unit")), Column(text("preset-baseline")), Column(text("preset-plan"))]
    columns += [Column(clean(one.name)) for one in report.subjects]
    columns += [Column(text(name)) for name in ("export-rests-on", "export-reason", "export-source-words")]
    rows: list[list[Any]] = []
    formats: list[list[Any]] = []
    for row in lever_rows(report):
        values: list[Any] = [row.lever.base, row.lever.plan, *row.raw]
        forms = [_form(row.lever, value, report.language) for value in values]
        if row.lever.is_choice:
            values = [lever_text(row.lever, value, report.language) for value in values]
        unit = _unit(row.lever, report.language)
        rows.append([row.name, row.group, row.id, unit, *values, row.rests_on, row.reason, row.source])
        formats.append(["", "", "", "", *forms, "", "", ""])
    book.table(sheet, columns, rows, formats=formats)


def _form(entry: Any, value: Any, language: Language) -> str | Form:
    """Return how a cell shows a lever's or assumption's value: with the decimals that every page writes it with."""
    if value is None:
        return ""
    if isinstance(entry, Lever):
        if entry.is_choice:
            return ""
        return Form(entry.format, slider_places(float(value), entry.step, entry.format, language))
    assert isinstance(entry, Assumption)
    return Form(entry.format, amount_places(value, entry.unit, entry.format, language))


def _unit(entry: Any, language: Language) -> str:
    """Return the unit that stands beside a lever's or assumption's values; none where they are written without."""
    without = entry.is_choice if isinstance(entry, Lever) else bare(entry.unit, entry.format)
    return "" if without else language.unit(entry.format)


def assumptions_sheet(book: Book, report: Report) -> None:
    """Every assumption of the first subject, stated or structural."""
    text = report.language.text
    sheet = book.sheet(text("export-sheet-assumptions"), text("export-sheet-assumptions"))
    names = (
        "export-assumption",
        "export-id",
        "export-value",
        "export-unit",
        "export-spread",
        "export-rests-on",
        "export-reason",
        "export-source-words",
    )
    rows: list[list[Any]] = []
    formats: list[list[Any]] = []
    for row in assumption_rows(report, everything=True):
        one = row.assumption
        unit = _unit(one, report.language)
        rows.append([row.name, row.id, row.raw, unit, row.spread, row.rests_on, row.reason, row.source])
        formats.append(["", "", _form(one, row.raw, report.language), "", "", "", "", ""])
    book.table(sheet, [Column(text(name)) for name in names], rows, formats=formats)


def _year(plan: Plan, year: int, language: Language) -> int | str:
    """Return a year of a table: a number to reckon with, or what a fiscal year is called."""
    return year if plan.fiscal_start == 1 else language.year(year)


def years_sheet(book: Book, report: Report) -> None:
    """Every yearly measure of every scenario."""
    language, text = report.language, report.language.text
    sheet = book.sheet(text("export-sheet-years"), text("export-sheet-years"))
    columns = [Column(text("export-scenario")), Column(text("export-year"))]
    yearly = annual_measures()
    for one in yearly:
        note = definition(report.plan, one.id, language)
        columns.append(book.unit_column(one.name(language), one.quantity.value, note=note))
    rows: list[list[Any]] = []
    for entrant in report.comparison.entrants:
        results = entrant.scenario.run()
        annual = [one.years(results)[:, 0] for one in yearly]
        for place, year in enumerate(results.plan.years):
            rows.append(
                [clean(entrant.name), _year(results.plan, year, language), *(float(values[place]) for values in annual)]
            )
    book.table(sheet, columns, rows, frozen=2)


def modules_sheet(book: Book, report: Report) -> None:
    """What the modules of each scenario's plan say, by year; no sheet where no plan has any."""
    language, text = report.language, report.language.text
    entrants = [one for one in report.comparison.entrants if one.scenario.plan.modules]
    if not entrants:
        return
    sheet = book.sheet(text("export-sheet-modules"), text("export-modules-title"))
    years = sorted({year for one in entrants for year in one.scenario.plan.years})
    columns = [Column(text(name)) for name in ("export-scenario", "export-module", "export-measure", "export-unit")]
    columns += [Column(language.year(year)) for year in years]
    rows: list[list[Any]] = []
    formats: list[list[Any]] = []
    for entrant in entrants:
        results = entrant.scenario.run()
        for module in entrant.scenario.plan.modules:
            for one in module_measures(entrant.scenario.plan, module):
                values = dict(zip(results.plan.years, one.years(results)[:, 0], strict=True))
                form = one.quantity.value
                names = [clean(entrant.name), text(f"module-{module}"), one.name(language), language.unit(form)]
                rows.append([*names, *(float(values[year]) if year in values else None for year in years)])
                formats.append(["", "", "", "", *([form] * len(years))])
    book.table(sheet, columns, rows, frozen=3, formats=formats)


def split_sheet(book: Book, report: Report) -> None:
    """Revenue by region and by what modules split it by, by year; no sheet where no plan has such modules."""
    language, text = report.language, report.language.text
    split = list(dict.fromkeys(axis for one in report.comparison.entrants for axis in axes(one.scenario.plan)))
    if not split:
        return
    sheet = book.sheet(text("export-sheet-split"), text("export-split-title"))
    columns = [Column(text(name)) for name in ("export-scenario", "export-year", "export-region")]
    columns += [Column(text(f"axis-{axis}")) for axis in split]
    columns.append(book.unit_column(measure("revenue").name(language), "money_fine"))
    rows: list[list[Any]] = []
    for entrant in report.comparison.entrants:
        results = entrant.scenario.run()
        for part in split_revenue(results):
            names = [text(text_key(axis, part.members[axis])) if axis in part.members else "" for axis in split]
            for year, value in zip(results.plan.years, results.yearly(part.revenue)[:, 0], strict=True):
                rows.append(
                    [
                        clean(entrant.name),
                        _year(results.plan, year, language),
                        text(key("region", part.region)),
                        *names,
                        float(value),
                    ]
                )
    book.table(sheet, columns, rows, frozen=2)


def quarters_sheet(book: Book, report: Report) -> None:
    """Quarter, region and product of every scenario, one number a row and column."""
    language, text = report.language, report.language.text
    sheet = book.sheet(text("export-sheet-quarters"), text("export-sheet-quarters"))
    columns = [Column(text(name)) for name in QUARTER_LABELS]
    whole = text("export-reps-note")
    reps = "\n".join([whole, definition(report.plan, "headcount", language)])
    effective = "\n".join([text("export-effective-reps-note"), whole])
    columns += [
        book.unit_column(
            measure("revenue").name(language), "money_fine", note=definition(report.plan, "revenue", language)
        ),
        book.unit_column(text("export-reps"), "people", note=reps),
        book.unit_column(measure("effective_reps").name(language), "people", note=effective),
    ]
    rows: list[list[Any]] = []
    for entrant in report.comparison.entrants:
        for _, quarter, region, product, *numbers in entrant.scenario.run().frame().to_numpy().tolist():
            names = [text(key("region", region)), text(key("product", product))]
            plan = entrant.scenario.plan
            called = quarter if plan.fiscal_start == 1 else language.period(quarter)
            rows.append([clean(entrant.name), called, _year(plan, int(quarter[:4]), language), *names, *numbers])
    book.table(sheet, columns, rows, frozen=2)


def comparison_sheet(book: Book, report: Report) -> None:
    """Headline measures of all scenarios, with absolute and relative differences to the base, and chances."""
    language, text, comparison = report.language, report.language.text, report.comparison
    title = text("export-comparison-subtitle", year=str(report.year), base=name_of(report.base))
    sheet = book.sheet(text("export-sheet-comparison"), title)
    others = [place for place in range(len(comparison.entrants)) if place != comparison.base]
    columns = [Column(text("export-measure")), Column(text("export-unit"))]
    columns += [Column(clean(one.name)) for one in comparison.entrants]
    for place in others:
        words = {"scenario": clean(comparison.entrants[place].name), "base": clean(report.base.name)}
        columns.append(Column(text("export-absolute", **words), signed=True))
        columns.append(Column(text("export-relative", **words), signed=True))
    columns.append(Column(text("export-source-words")))
    rows: list[list[Any]] = []
    formats: list[list[Any]] = []
    for row in comparison.headline:
        form, change = row.measure.quantity.value, row.measure.quantity.change
        if change == "money":
            form = "money"  # values and differences of one row in one unit
        cells: list[Any] = [row.measure.name(language), language.unit(form), *row.values]
        kinds = ["", "", *([form] * len(row.values))]
        for place in others:
            cells += [row.absolute[place], row.relative[place]]
            kinds += [change, "percent"]
        rows.append([*cells, definition(report.plan, row.metric, language)])
        formats.append([*kinds, ""])
    blank = [None] * (2 * len(others))
    for name, values, source in _chance_rows(report):
        rows.append([name, "%", *values, *blank, source])
        formats.append(["", "", *(["percent"] * len(values)), *([""] * len(blank)), ""])
    book.table(sheet, columns, rows, formats=formats)


def _chance_rows(report: Report) -> list[tuple[str, list[float], str]]:
    """Return the chances of all scenarios with their errors, as name, values and source; none where none were asked."""
    language, text, comparison = report.language, report.language.text, report.comparison
    chances = comparison.chances
    if chances is None:
        return []
    source = text("export-chance-source", draws=language.number(chances.draws, "count"))
    itself = np.arange(len(comparison.entrants)) == comparison.base
    beats = np.where(itself, np.nan, chances.beats[:, comparison.base])
    beats_error = np.where(itself, np.nan, chances.beats_error[:, comparison.base])
    rows = [
        (measure("p_target").name(language), chances.reach),
        (text("export-error"), chances.reach_error),
        (text("export-beats", base=clean(report.base.name)), beats),
        (text("export-error"), beats_error),
    ]
    return [(name, [float(one) for one in values], source) for name, values in rows]


def differences_sheet(book: Book, report: Report) -> None:
    """Only what differs in the inputs."""
    language, text, comparison = report.language, report.language.text, report.comparison
    title = text("export-differences-title", count=len(comparison.differences))
    sheet = book.sheet(text("export-sheet-differences"), title)
    columns = [Column(text("export-input")), *(Column(clean(one.name)) for one in comparison.entrants)]
    columns.append(Column(text("export-source-words")))
    rows: list[list[Any]] = []
    formats: list[list[Any]] = []
    for row in comparison.differences:
        plain = row.format in TEXT_FORMATS
        name = difference_name(row, language)
        own = row.kind in ("lever", "assumption")
        if own and (unit := _unit(row.entry, language)):
            name = text("with-note", name=name, note=unit)
        values = [difference_text(row, one, language) if plain else one for one in row.values]
        rows.append([name, *values, _difference_source(report, row)])
        forms = [_form(row.entry, one, language) if own else "" if plain else row.format for one in row.values]
        formats.append(["", *forms, ""])
    book.table(sheet, columns, rows, formats=formats)


def _difference_source(report: Report, row: Difference) -> str:
    """Return where the values of an input come from; a setting or version is its own source."""
    if row.kind not in ("lever", "assumption", "risk"):
        return ""
    return in_words(report.plan, provenance.find_origins(report.plan, f"{row.kind}:{row.id}"), report.language)


def claims_sheet(book: Book, report: Report) -> None:
    """The plan's own division of its target beside what the model attributes."""
    language, text, plan = report.language, report.language.text, report.plan
    sheet = book.sheet(text("export-sheet-claims"), text("export-sheet-claims"))
    columns = [
        Column(text("export-claim")),
        Column(text("export-claimed-share"), "percent"),
        book.unit_column(text("export-claimed"), "money"),
        book.unit_column(text("export-attributed"), "money"),
        Column(text("export-attributed-share"), "percent"),
        Column(text("export-source-words")),
    ]
    found = claim_rows(plan, report.subject.scenario.assumption_set)
    rows: list[list[Any]] = []
    for row in found:
        claimed = row.id in plan.claims
        name = text(key("claim", row.id)) if claimed else bar_name(row.id, language)
        source = in_words(plan, (provenance.claim(plan, row.id),), language) if claimed else text("compare-claims-none")
        rows.append([name, row.claimed_share, row.claimed, row.attributed, row.attributed_share, source])
    bottom = book.table(sheet, columns, rows)
    total = language.quantity(sum(row.attributed for row in found), "money")
    sheet.write_string(bottom + 1, 0, text("claim-note", amount=total), book.style(font_color="#5D6877"))


def risks_sheet(book: Book, report: Report) -> None:
    """Every risk case: how it is set, what it costs, what its countermeasure is worth."""
    text = report.language.text
    sheet = book.sheet(text("export-sheet-risks"), text("export-sheet-risks"))
    if report.risks is None:
        return
    money = CASE
    columns = [Column(text("export-risk-case")), Column(text("export-risk-mode"))]
    columns += [
        Column(text("export-risk-probability"), "percent_whole"),
        Column(text("export-risk-happens"), "percent_whole"),
    ]
    for name in RISK_LOSSES:
        columns.append(book.unit_column(text(name), money))
        if name in RISK_LOSSES[:2]:
            columns.append(book.unit_column(text("export-error"), money))
    columns += [Column(text("export-risk-measure")), Column(text("export-risk-mitigated"))]
    columns += [book.unit_column(text("export-risk-cost"), money)]
    columns += [book.unit_column(text("export-risk-net"), money, signed=True)]
    columns += [book.unit_column(text("export-error"), money), Column(text("export-risk-pays"))]
    columns += [Column(text("export-risk-chance"), "points", signed=True), Column(text("export-source-words"))]
    rows = [
        [
            text(key("risk", row.id)),
            text(MODES[row.mode]),
            row.probability,
            row.chance,
            row.revenue_loss.value,
            row.revenue_loss.error,
            row.profit_loss.value,
            row.profit_loss.error,
            row.revenue_loss_if,
            row.revenue_loss_worst,
            text(key("mitigation", report.plan.risks[row.id].mitigation.measure)),
            row.mitigated,
            row.mitigation_cost,
            row.mitigation_net.value,
            row.mitigation_net.error,
            text(PAYS[row.pays]),
            row.mitigation_chance.value,
            in_words(report.plan, provenance.risk(report.plan, row.id), report.language),
        ]
        for row in report.risks.rows
    ]
    book.table(sheet, columns, rows)


def sources_sheet(book: Book, report: Report) -> None:
    """Documents and publications, and every fact and judgement that a number of the plan rests on."""
    text = report.language.text
    sheet = book.sheet(text("export-sheet-sources"), text("export-sources-subtitle"))
    names = ("export-source", "export-citation", "export-how-read", "export-finding")
    rows = [[row.id, row.citation, row.read, row.finding] for row in [*source_rows(report), *statement_rows(report)]]
    book.table(sheet, [Column(text(name)) for name in names], rows)
