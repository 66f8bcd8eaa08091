"""What became of other companies' revenue targets, beside this scenario's own result as a share of its target."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st

from pages.parts import reading
from pages.parts.charts import attainment as picture
from pages.parts.reading import Column, card, chart, listing, note, table, two_lines
from pages.parts.writing import label
from sim.analysis.uncertainty import Ensemble, target_probability
from sim.language import Language
from sim.model.quantities import CHANCE
from sim.scenario import Scenario
from sim.trust.reference_class import (
    QUANTILES,
    WRITTEN_IN,
    Attainment,
    Case,
    attainment,
    cases,
    findings_of,
    studies,
)

FEW = 10
"""Fewer cases than this say little, and the card says so."""
MILLIONS = {"m": 1.0, "bn": 1000.0}
"""How many millions a unit of money behind its currency is ("EUR m")."""
GROWTH = {"": (-1.0, 9.0), "below": (-1.0, 0.08), "middle": (0.08, 0.15), "above": (0.15, 9.0)}
HORIZON = {"": (0.0, 99.0), "short": (0.0, 3.0), "four": (3.01, 4.0), "long": (4.01, 99.0)}
CHOICES = {
    "region": {
        "": "reference-region-all",
        "china": "reference-region-china",
        "japan": "reference-region-japan",
        "india": "reference-region-india",
        "europe": "reference-region-europe",
        "north-america": "reference-region-north-america",
    },
    "sector": {
        "": "reference-sector-all",
        "software": "reference-sector-software",
        "consumer": "reference-sector-consumer",
        "industry": "reference-sector-industry",
    },
    "growth": {
        "": "reference-growth-all",
        "below": "reference-growth-below",
        "middle": "reference-growth-middle",
        "above": "reference-growth-above",
    },
    "horizon": {
        "": "reference-horizon-all",
        "short": "reference-horizon-short",
        "four": "reference-horizon-four",
        "long": "reference-horizon-long",
    },
}
"""What can be filtered by, each choice with its text."""
LABELS = {
    "region": "reference-region",
    "sector": "reference-sector",
    "growth": "reference-growth",
    "horizon": "reference-horizon",
}


@dataclass(frozen=True)
class Filter:
    """Which cases are shown; empty means all."""

    region: str = ""
    sector: str = ""
    growth: str = ""
    horizon: str = ""
    read: bool = False

    def keeps(self, case: Case) -> bool:
        slow, fast = GROWTH[self.growth]
        near, far = HORIZON[self.horizon]
        return (
            self.region in ("", case.region)
            and self.sector in ("", case.sector)
            and slow <= case.required_growth < fast
            and near <= case.horizon <= far
            and (case.read or not self.read)
        )


def reference_card(scenario: Scenario, ensemble: Ensemble, language: Language) -> None:
    """Draw the class with its bias first, the filters, both spreads, and one case in full."""
    t, target = language.text, scenario.target
    if target.metric != "revenue" or not target.value:
        return  # targets of revenue say nothing about others, nor about one of nothing
    ratios = ensemble.outcome() / target.value
    title = t(
        "reference-title",
        share=CHANCE.format(language, attainment(cases()).reached),
        count=len(cases()),
        own=CHANCE.format(language, target_probability(ensemble).value),
    )
    with card("reference", title, t("reference-bias")):
        wanted = _filters(language)
        chosen = tuple(case for case in cases() if wanted.keeps(case))
        if not chosen:
            note(t("reference-none"))
            return
        found = attainment(chosen)
        left, right = st.columns([1.7, 1], gap="medium")
        with left:
            _draw(ratios, chosen, found, language)
            note(_summary(found, language))
        with right:
            _case(chosen, language)
        with st.expander(t("reference-studies", count=len(studies()))):
            _studies(language)


def _share(value: float, language: Language) -> str:
    return language.quantity(value, "percent_whole")


def _filters(language: Language) -> Filter:
    t = language.text
    values: dict[str, str] = {}
    with st.container(key="reference-filters", horizontal=True, vertical_alignment="bottom", gap="small"):
        for name, options in CHOICES.items():
            names = {one: t(text) for one, text in options.items()}
            values[name] = st.selectbox(
                t(LABELS[name]), list(names), key=f"reference-{name}", format_func=names.__getitem__, width=170
            )
        read = st.toggle(t("reference-read"), key="reference-read", help=t("reference-read.help"))
    return Filter(**values, read=read)


def _draw(ratios: np.ndarray, chosen: tuple[Case, ...], found: Attainment, language: Language) -> None:
    t = language.text
    own = np.quantile(ratios, QUANTILES)
    low = min(0.4, *(one.ratio for one in chosen), float(own[0])) - 0.06
    high = max(1.3, *(one.ratio for one in chosen), float(own[-1])) + 0.06
    spans = [
        _span(picture.ROWS[0], t("reference-own"), tuple(own), 1, language),
        _span(
            picture.ROWS[1], t("reference-class", count=found.count, firms=found.firms), found.quantiles, 0, language
        ),
    ]
    heights = picture.swarm([one.ratio for one in chosen], 11 * (high - low) / 560)
    dots = [
        {
            "x": one.ratio,
            "y": picture.DOTS + height,
            "reached": int(one.reached),
            "name": t("reference-dot", company=one.company, share=_share(one.ratio, language)),
        }
        for one, height in zip(chosen, heights, strict=True)
    ]
    ticks = [
        {"x": one, "text": _share(one, language), "minor": int(round(5 * one) % 2 == 0)}
        for one in np.arange(0.2, high, 0.2).round(1).tolist()
        if one > low
    ]
    alt = t(
        "reference-alt",
        own=_share(float(own[2]), language),
        other=_share(found.quantiles[2], language),
        low=_share(found.quantiles[0], language),
        high=_share(found.quantiles[-1], language),
    )
    aim = [{"x": 1.0, "text": t("reference-aim")}]
    data = {"spans": spans, "dots": dots, "aim": aim, "ticks": ticks}
    chart(picture.spec(), data, key="uncertainty-reference", alt=alt, xmin=low, xmax=high)


def _span(y: int, name: str, ends: tuple[float, ...], own: int, language: Language) -> dict[str, object]:
    low, lower, mid, upper, high = (float(one) for one in ends)
    return {
        "y": y, "name": name, "low": low, "lower": lower, "mid": mid, "upper": upper, "high": high, "own": own,
        "low_text": _share(low, language), "mid_text": _share(mid, language), "high_text": _share(high, language),
    }  # fmt: skip


def _summary(found: Attainment, language: Language) -> str:
    t = language.text
    said = t(
        "reference-summary",
        count=found.count,
        firms=found.firms,
        reached=_share(found.reached, language),
        by=_share(found.reached_by_any_year, language),
        low=_share(found.quantiles[0], language),
        middle=_share(found.quantiles[2], language),
        high=_share(found.quantiles[-1], language),
    )
    return language.join([said, t("reference-few")], "sentences") if found.count < FEW else said


def amount_text(case: Case, value: float, language: Language) -> str:
    """Return an amount of a case as the language writes money, in the scale of the target; what is no money, as it was
    collected ("10k vehicles")."""
    currency, _, scale = case.unit.partition(" ")
    if scale in MILLIONS:
        million = MILLIONS[scale]
        return language.with_money(currency, case.target * million).quantity(value * million, "money")
    plain = "plain" if case.target < 100 else "count"
    return f"{language.number(value, plain, decimals=1 if plain == 'plain' else 0)} {case.unit}"


def _case(chosen: tuple[Case, ...], language: Language) -> None:
    """Draw one case in full: what was promised, what became of it, and where both were found."""
    t = language.text
    names = {one.company: label(t("reference-dot", company=one.company, share=_share(one.ratio, language)))
             for one in chosen}  # fmt: skip
    picked = st.selectbox(t("reference-case"), list(names), key="reference-case", format_func=names.__getitem__)
    case = next(one for one in chosen if one.company == picked)

    def amount(value: float) -> str:
        return amount_text(case, value, language)

    told = [
        language.without_plan.text(  # another company's years, whenever those of the plan begin
            "reference-promised", announced=case.announced, target=amount(case.target), year=str(case.target_year),
          base=amount(case.base), start=str(case.base_year),
          growth=language.quantity(case.required_growth, "percent")),
        t("reference-became", actual=amount(case.actual), share=_share(case.ratio, language),
          reached="yes" if case.reached else "later" if case.reached_by_any_year else "no"),
        t("reference-marks", target=_mark(case.marks["target"], language),
          actual=_mark(case.marks["actual"], language)),
    ]  # fmt: skip
    if case.drivers:
        told.append(t("reference-drivers", drivers=case.drivers))
    if case.note:
        told.append(t("reference-note", note=case.note))
    told.append(t("reference-source", source=case.source))
    listing(told)
    _foreign(language)
    for one in findings_of(case):
        if one.url.startswith(("http://", "https://")):
            reading.link(t("reference-found", what=one.what, said=one.paraphrase), one.url)
        else:
            note(t("reference-found", what=one.what, said=f"{one.paraphrase} ({one.url})"))


def _foreign(language: Language) -> None:
    """Say in which language notes and findings stand, where it is not the reader's."""
    if language.id != WRITTEN_IN:
        note(language.text("reference-foreign"))


def _mark(mark: str, language: Language) -> str:
    return language.text("reference-mark-read" if mark.startswith("R") else "reference-mark-memory")


def _studies(language: Language) -> None:
    """Draw what others found of many such targets, each with how it is known."""
    t = language.text
    heads = ("reference-study", "reference-study-population", "reference-study-figure", "reference-study-read")
    columns = [Column(t(head)) for head in heads]
    rows = [
        [
            two_lines(one["study"], one["year"]),
            one["population"],
            two_lines(one["figure"], one["note"]),
            two_lines(one["read_or_memory"], one["source"]),
        ]
        for one in studies()
    ]
    _foreign(language)
    table(columns, rows, t("reference-studies", count=len(rows)))
