"""Tables with one column a scenario: headline numbers, what differs, chances, and the plan's own claim."""

from __future__ import annotations

import html
import math
from collections.abc import Mapping, Sequence
from contextlib import nullcontext

import streamlit as st

from pages.parts import reading
from pages.parts.compare import answers
from pages.parts.compare.selection import Field
from pages.parts.reading import Cell, Column, Html, card, safe, source_mark, table
from pages.parts.source_link import source_link
from sim import provenance
from sim.analysis.compare import Comparison, HeadlineRow
from sim.analysis.differences import Difference
from sim.analysis.text import difference_name, difference_text
from sim.export.wording import tone_of
from sim.language import Language, key
from sim.model.measures import measure
from sim.model.quantities import CHANCE, NONE
from sim.model.splits import as_written, parts_of_year, text_key
from sim.plan import Plan
from sim.provenance import Origin

TONES = {"current": "cmp-up", "target": "cmp-down"}
SOURCED = ("lever", "assumption", "risk")
KINDS = ("lever", "assumption", "risk", "setting", "version")
KIND_TITLES = {
    "lever": "compare-kind-lever",
    "assumption": "compare-kind-assumption",
    "risk": "compare-kind-risk",
    "setting": "compare-kind-setting",
    "version": "compare-kind-version",
}


def dot(place: int) -> str:
    return f'<i class="cmp-dot" style="background:var(--series-{place + 1})"></i>'


def grid(
    first: str,
    field: Field,
    rows: Sequence[Sequence[Cell]],
    label: str,
    language: Language,
    groups: Mapping[int, str] | None = None,
) -> None:
    """Draw a table whose columns are the scenarios, in their order and colours; the base is marked."""
    tag = f'<small class="cmp-tag">{safe(language.text("compare-base"))}</small>'
    heads = "".join(
        f'<th scope="col" class="rd-number">{dot(place)}{safe(name)}{tag if place == field.base else ""}</th>'
        for place, name in enumerate(field.names)
    )
    body: list[str] = []
    for number, row in enumerate(rows):
        if groups and number in groups:
            span = f'scope="colgroup" colspan="{len(field.names) + 1}"'
            body.append(f'<tr class="rd-group"><th {span}>{safe(groups[number])}</th></tr>')
        cells = "".join(
            f'<td class="{"rd-number" if place else ""}{" cmp-base" if place == field.base + 1 else ""}">'
            f"{cell.markup if isinstance(cell, Html) else safe(cell)}</td>"
            for place, cell in enumerate(row)
        )
        body.append(f"<tr>{cells}</tr>")
    st.html(
        f'<div class="rd-scroll" tabindex="0" role="region" aria-label="{html.escape(label)}">'
        f'<table class="rd-table cmp-grid cmp-of-{len(field.names)}"><thead><tr><th scope="col">{safe(first)}</th>'
        f"{heads}</tr></thead><tbody>{''.join(body)}</tbody></table></div>"
    )


# -- headline -------------------------------------------------------------------------------------------------------
def headline(field: Field, comparison: Comparison, language: Language) -> None:
    t = language.text
    base = field.names[field.base]
    year = str(comparison.year) if comparison.year else t("compare-last-year")
    with card("cmp-headline", t("compare-headline-title"), t("compare-headline-subtitle", year=year, base=base)):
        rows: list[list[Cell]] = []
        alike: list[list[Cell]] = []
        for row in comparison.headline:
            cells: list[Cell] = [_measure(row.metric, field, language)]
            cells += [_headline_cell(row, place, field.base, language) for place in range(len(field.names))]
            (rows if _differs(row, language) else alike).append(cells)
        if rows:
            grid(t("export-measure"), field, rows, t("compare-headline-title"), language)
        if alike:
            with st.expander(t("compare-alike", count=len(alike))):
                grid(t("export-measure"), field, alike, t("compare-headline-title"), language)


def split(field: Field, comparison: Comparison, year: int, language: Language) -> None:
    """Draw a year's revenue by region and by what modules split it by, folded; nothing without such modules."""
    t, revenue = language.text, measure("revenue")
    step = language.formats[revenue.quantity.part_format].step
    found = [as_written(parts_of_year(one.scenario.run(), year), step) for one in comparison.entrants]
    ids = list(dict.fromkeys(id for parts in found for id in parts))
    if not ids:
        return
    rows: list[list[Cell]] = []
    groups: dict[int, str] = {}
    for region, members in ids:
        name = t(key("region", region))
        if name not in groups.values():
            groups[len(rows)] = name
        values = [parts.get((region, members)) for parts in found]
        named = language.join([t(text_key(*one)) for one in members], "groups")
        rows.append([named, *(NONE if one is None else revenue.format_part(language, one) for one in values)])
    title = t("split-title", axes=language.join([t(f"axis-{axis}") for axis, _ in ids[0][1]]))
    with st.expander(title):
        grid(t("export-region"), field, rows, title, language, groups)
        if any(axis == "lines" for axis, _ in ids[0][1]):
            reading.note(t("split-note"))


def _differs(row: HeadlineRow, language: Language) -> bool:
    """Tell whether any scenario's value is written otherwise than the base's."""
    shown = {None if value is None else row.measure.format(language, value) for value in row.values}
    return len(shown) > 1


def _headline_cell(row: HeadlineRow, place: int, base: int, language: Language) -> Cell:
    value, gap, relative = row.values[place], row.absolute[place], row.relative[place]
    if value is None:
        return "–"
    shown = row.measure.format(language, value)
    if place == base or gap is None:
        return Html(f'{safe(shown)}<small class="rd-below">&nbsp;</small>')
    tone = TONES.get(tone_of(gap, row.measure, language), "cmp-plain")
    parts = [row.measure.format_change(language, gap)]
    if relative is not None and row.measure.quantity.ratio and math.isfinite(relative):
        parts.append(row.measure.format_ratio(language, relative))
    written_parts = " ".join(f"<span>{safe(part)}</span>" for part in parts)
    return Html(f'{safe(shown)}<small class="rd-below cmp-change {tone}">{written_parts}</small>')


# -- what differs ---------------------------------------------------------------------------------------------------
def differing(field: Field, comparison: Comparison, language: Language) -> None:
    """Draw only what differs, levers first; values that differ from the base stand out."""
    t = language.text
    found = comparison.differences
    with card("cmp-inputs", t("export-differences-title", count=len(found)), t("compare-inputs-subtitle")):
        if not found:
            return
        plan = field.entrants[field.base].scenario.plan
        rows: list[list[Cell]] = []
        groups: dict[int, str] = {}
        for kind in KINDS:
            some = [row for row in found if row.kind == kind]
            if some:
                groups[len(rows)] = t(KIND_TITLES[kind])
            rows += [_difference_cells(plan, row, field.base, language) for row in some]
        grid(t("export-input"), field, rows, t("compare-inputs-subtitle"), language, groups)


def _difference_cells(plan: Plan, row: Difference, base: int, language: Language) -> list[Cell]:
    found = provenance.find_origins(plan, f"{row.kind}:{row.id}") if row.kind in SOURCED else ()
    cells: list[Cell] = [_with_sources(plan, difference_name(row, language), found, language)]
    for place, value in enumerate(row.values):
        text = safe(difference_text(row, value, language))
        changed = place != base and value != row.values[base]
        cells.append(
            Html(f'<span class="cmp-changed">{text}</span>' if changed else f'<span class="cmp-same">{text}</span>')
        )
    return cells


def _measure(metric: str, field: Field, language: Language) -> Cell:
    """Return a measure's name, which leads to the equations behind it."""
    plan = field.entrants[field.base].scenario.plan
    return _with_sources(
        plan, measure(metric).name(language), provenance.find_origins(plan, f"metric:{metric}"), language
    )


def _with_sources(plan: Plan, name: str, found: Sequence[Origin], language: Language) -> Cell:
    """Return a name with its sources a hover and a click away; the bare name where there is nothing to tell."""
    if not found:
        return name
    lines = [line for origin in found for line in provenance.lines(plan, origin, language)]
    return source_mark(name, list(dict.fromkeys(lines)), source_link(found[0].address, language))


# -- chances --------------------------------------------------------------------------------------------------------
def chance_lines(field: Field, comparison: Comparison, language: Language) -> None:
    """Draw the chance of the target and of doing better than the base, one line a scenario."""
    t, found = language.text, comparison.chances
    assert found is not None
    ahead = safe(t("compare-ahead", base=field.names[field.base]))
    lines = [f"<span></span><small>{safe(t('compare-chance-of'))}</small><small>{ahead}</small>"]
    for place, name in enumerate(field.names):
        reach, error = float(found.reach[place]), float(found.reach_error[place])
        if math.isnan(reach):
            continue
        better = f'<span class="cmp-tag">{safe(t("compare-base"))}</span>'
        if place != field.base:
            share, off = float(found.beats[place, field.base]), float(found.beats_error[place, field.base])
            better = safe(CHANCE.estimate(language, share, off))
        lines.append(
            f'<span class="cmp-name">{dot(place)}{safe(name)}</span>'
            f'<span class="cmp-reach"><b>{safe(CHANCE.estimate(language, reach, error))}</b><span class="cmp-bar">'
            f'<i style="width:{100 * reach:.2f}%;background:var(--series-{place + 1})"></i></span></span>'
            f'<span class="cmp-better">{better}</span>'
        )
    st.html(f'<div class="cmp-chances cmp-of-{len(field.names)}">{"".join(lines)}</div>')


def matrix(field: Field, comparison: Comparison, language: Language) -> None:
    """Draw how often the row's scenario does better than the column's in the same futures."""
    t, found = language.text, comparison.chances
    assert found is not None
    words = {"draws": language.number(found.draws, "count"), "seed": str(found.seed), "year": str(found.target.year)}
    words["measure"] = found.target.measure.name(language)
    pairs = [found.beats[i, j] for i in range(len(field.names)) for j in range(len(field.names)) if i != j]
    decided = all(math.isnan(one) or CHANCE.is_open(float(one)) for one in pairs)
    with (
        card("cmp-matrix", t("compare-matrix-title"), t("compare-matrix-subtitle", **words)),
        st.expander(t("compare-matrix-decided")) if decided else nullcontext(),
    ):
        heads = "".join(
            f'<th scope="col" title="{html.escape(name)}">{dot(place)}<span class="cmp-head">{safe(name)}</span></th>'
            for place, name in enumerate(field.names)
        )
        body: list[str] = []
        for i, name in enumerate(field.names):
            cells: list[str] = []
            for j in range(len(field.names)):
                share, error = float(found.beats[i, j]), float(found.beats_error[i, j])
                if i == j or math.isnan(share):
                    cells.append('<td class="cmp-none">–</td>')
                    continue
                strong = round(100 * max(0.0, share - 0.5) * 0.72)
                off = f"± {known}" if (known := CHANCE.within(language, share, error)) else ""
                cells.append(
                    f'<td style="background:color-mix(in srgb, var(--current) {strong}%, transparent)">'
                    f'{safe(CHANCE.format(language, share))}<small class="rd-below">{safe(off)}</small></td>'
                )
            body.append(f'<tr><th scope="row">{dot(i)}{safe(name)}</th>{"".join(cells)}</tr>')
        st.html(
            f'<div class="rd-scroll" tabindex="0" role="region" aria-label="{html.escape(t("compare-matrix-title"))}">'
            f'<table class="rd-table cmp-matrix" style="min-width:{170 + 66 * len(field.names)}px"><thead><tr>'
            f'<th scope="col">{safe(t("compare-matrix-corner"))}</th>'
            f"{heads}</tr></thead><tbody>{''.join(body)}</tbody></table></div>"
        )


# -- the plan's own claim -------------------------------------------------------------------------------------------
def claims(field: Field, language: Language) -> None:
    """Draw the plan's division of its target beside the model's attribution."""
    t = language.text
    scenario = field.entrants[field.base].scenario
    plan = scenario.plan
    rows = answers.claims(plan, scenario.assumption_set)
    if all(math.isnan(row.claimed_share) for row in rows):
        return  # the plan divides nothing
    target = plan.targets["revenue"]
    added = math.fsum(row.attributed for row in rows)
    subtitle = t(
        "compare-claims-subtitle",
        target=language.quantity(target.value, "revenue"),
        set=t(key("set", scenario.assumption_set)),
    )
    largest = max(rows, key=lambda row: row.attributed)
    title = t("compare-claims-title", name=_claim_name(largest.id, language))
    with card("cmp-claims", title, subtitle):
        cells: list[list[Cell]] = []
        for row in rows:
            said: Cell = t("compare-claims-none")
            if not math.isnan(row.claimed_share):
                said = _share_cell(row.claimed_share, row.claimed, "var(--ink)", language)
            found = _share_cell(row.attributed_share, row.attributed, "var(--current)", language)
            cells.append([_claim_name(row.id, language), said, found])
        table(
            [
                Column(t("compare-claims-source")),
                Column(t("compare-claims-said")),
                Column(t("compare-claims-found")),
            ],
            cells,
            t("compare-claims-source"),
        )
        reading.note(t("claim-note", amount=language.quantity(added, "money")))


def _claim_name(id: str, language: Language) -> str:
    claim = key("claim", id)
    return language.text(claim if language.has(claim) else key("lever-group", id))


def _share_cell(share: float, amount: float, colour: str, language: Language) -> Html:
    width = 100 * min(max(share, 0), 1)
    return Html(
        f'<div class="cmp-share"><i style="width:{width:.1f}%;background:{colour}"></i></div>'
        f"<span>{safe(language.quantity(share, 'percent_whole'))}</span>"
        f'<small class="rd-below">{safe(language.quantity(amount, "money"))}</small>'
    )
