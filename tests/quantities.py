"""Every quantity wherever it is shown: what pages, files and commands say of one state, each with unit and year.

A place is read by the texts of the house themselves (the sentence or label that carries a number is the pattern that
finds it), so a place whose words change is still read, and one that says a second value is found.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from sim.analysis.outlook import Likely
from sim.analysis.promise import Promise
from sim.language import Language
from sim.model.measures import measure
from sim.model.quantities import CHANCE, Quantity
from sim.scenario import Scenario

MARK = "⟦number⟧"
SERIES = 30
"""Texts in a longer list belong to the positions of a control, each another state."""
NUMBER = r"([<>]?[−-]?\d[\d,]*(?:\.\d+)?|–)"


@dataclass
class Sightings:
    """Where each quantity was seen: quantity -> what was shown -> places."""

    found: dict[str, dict[str, set[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))

    def add(self, quantity: str, shown: str, place: str) -> None:
        self.found[quantity][shown].add(place)

    def places(self, quantity: str) -> set[str]:
        return {place for places in self.found[quantity].values() for place in places}

    def disagreements(self) -> dict[str, dict[str, list[str]]]:
        return {
            quantity: {shown: sorted(places) for shown, places in values.items()}
            for quantity, values in self.found.items()
            if len(values) > 1
        }


def plain(text: str) -> str:
    """Return page text without marks, entities and odd spaces."""
    text = unescape(re.sub(r"<[^>]*>|\*\*|\\", "", text))
    return re.sub(r"[ \u00a0\u202f\u2060]+", " ", text)


def pattern(said: str) -> re.Pattern[str]:
    """Return what finds a text of the house that carries a number at `MARK`."""
    pieces = [re.escape(plain(one)).replace(r"\ ", r"\s*") for one in said.split(MARK)]
    return re.compile(r"(?<!and )(?<![\d.])" + NUMBER.join(pieces))  # "bands hold 80 and 90 % of futures" is no chance


def labelled(markup: str) -> Iterator[tuple[str, str]]:
    """Return label and digits with unit of every headline number of a page that is read."""
    for cell in re.findall(r'<div class="rd-number">(.*?)(?=<div class="rd-number">|</section>)', markup, re.S):
        label = re.search(r'<div class="rd-label">(.*?)</div>', cell, re.S)
        digits = re.search(r"<b>(.*?)</b> <span>(.*?)</span>", cell, re.S)
        if label and digits:
            yield plain(label[1]).strip(), f"{plain(digits[1])} {plain(digits[2])}".strip()


class Expectation:
    """What one state is: its quantities with names, as written in one language, and how texts carry them."""

    def __init__(self, scenario: Scenario, promise: Promise, likely: Likely, language: Language) -> None:
        self.scenario, self.promise, self.likely, self.language = scenario, promise, likely, language
        target, year = scenario.target, str(scenario.target.year)
        one, t = target.measure, language.text
        goal = one.format(language, target.value)
        phrase = one.phrase(language)
        chance = f"chance of {target.metric} {year}"
        self.labels = {
            t("headline-chance", target=goal): chance,
            t("uncertainty-number-chance", target=goal, year=year): chance,
            t("track-number-chance", target=goal, year=year): chance,
            t("export-chance", target=goal): chance,
            t("headline-revenue", year=year): f"promised revenue {year}",
            t("headline-margin", year=year): f"promised margin {year}",
            t("headline-market-share", year=year): f"promised market_share {year}",
            t("uncertainty-number-low", measure=phrase, year=year): f"P10 of {target.metric} {year}",
            t("uncertainty-number-middle", measure=phrase, year=year): f"P50 of {target.metric} {year}",
            t("track-number-expected", year=year, measure=one.name(language)): f"P50 of {target.metric} {year}",
            t("uncertainty-number-high", measure=phrase, year=year): f"P90 of {target.metric} {year}",
            **{
                t("export-headline", measure=measure(id).name(language), year=year): f"promised {id} {year}"
                for id in ("revenue", "margin", "market_share")
            },
            t("riskpage-number-gap"): f"shortfall of {target.metric} {year}",
        }
        share = CHANCE.format(language, 0.36).replace(language.number(0.36, CHANCE.value), MARK)
        error = t("chance-error-draws", error=f"{MARK} {language.unit('points')}", draws=draws(language, likely))
        self.patterns = [
            (pattern(t("uncertainty-futures", share=share)), chance, CHANCE.name_of_unit(language)),
            (pattern(t("futures-some", share=share)), chance, CHANCE.name_of_unit(language)),
            (pattern(t("futures-left", share=share)), chance, CHANCE.name_of_unit(language)),
            (pattern(error), f"error of {chance}", language.unit("points")),
        ]
        # Labels too short to mean the same thing on every page.
        self.labels_of = {
            "simulator": [
                (pattern(t("label-current", value=MARK)), f"promised revenue {year}", language.unit("revenue"))
            ],
            "uncertainty": [
                (
                    pattern(t("uncertainty-fan-single", value=MARK)),
                    f"promised {target.metric} {year}",
                    one.quantity.name_of_unit(language),
                ),
                (
                    pattern(t("uncertainty-fan-median", value=MARK)),
                    f"P50 of {target.metric} {year}",
                    one.quantity.name_of_unit(language),
                ),
            ],
        }

    def truth(self) -> dict[str, str]:
        """Return every quantity as the core says it: what `sim run --json` carries, as written."""
        target, year, language = self.scenario.target, self.scenario.target.year, self.language
        one = target.measure
        chance = f"chance of {target.metric} {year}"

        def written(kind: Quantity, value: float) -> str:
            return f"{kind.number(language, value)} {kind.name_of_unit(language)}".strip()

        found = {
            chance: written(CHANCE, self.likely.chance.value),
            f"error of {chance}": f"{CHANCE.number_change(language, self.likely.chance.error, signed=False)} "
            + language.unit("points"),
        }
        for name, value in (("P10", self.likely.p10), ("P50", self.likely.p50), ("P90", self.likely.p90)):
            found[f"{name} of {target.metric} {year}"] = written(one.quantity, value)
        for id in ("revenue", "margin", "market_share"):
            found[f"promised {id} {year}"] = written(measure(id).quantity, self.promise.measures[id])
        return {name: plain(shown) for name, shown in found.items()}


def draws(language: Language, likely: Likely) -> str:
    return language.number(likely.chance.draws, "count")


def read_text(seen: Sightings, wanted: Expectation, text: str, place: str) -> None:
    """Note every quantity that a text carries by a sentence of the house."""
    for finder, quantity, unit in (*wanted.patterns, *wanted.labels_of.get(place, ())):
        for found in finder.finditer(plain(text)):
            seen.add(quantity, f"{found[1]} {unit}".strip(), place)


def read_labels(seen: Sightings, wanted: Expectation, pairs: Iterator[tuple[str, str]], place: str) -> None:
    """Note every quantity that stands under a label of the house."""
    labels = {plain(label).strip(): quantity for label, quantity in wanted.labels.items()}
    for label, shown in pairs:
        if label in labels and not shown.startswith("–"):
            seen.add(labels[label], plain(shown), place)


def read_json(seen: Sightings, wanted: Expectation, document: Mapping[str, Any], place: str) -> None:
    """Note what a command's promise and likelihood say, written as pages write it."""
    target, language = wanted.scenario.target, wanted.language
    year, one = target.year, target.measure
    chance = f"chance of {target.metric} {year}"

    def add(name: str, kind: Quantity, value: float) -> None:
        seen.add(name, plain(f"{kind.number(language, value)} {kind.name_of_unit(language)}").strip(), place)

    likely, promise = document["likely"], document["promise"]
    add(chance, CHANCE, likely["chance"])
    error = CHANCE.number_change(language, likely["chance_se"], signed=False)
    if not CHANCE.is_open(likely["chance"]):
        seen.add(f"error of {chance}", plain(f"{error} {language.unit('points')}"), place)
    for key, name in (("p10", "P10"), ("p50", "P50"), ("p90", "P90")):
        add(f"{name} of {target.metric} {year}", one.quantity, likely[key])
    for id in ("revenue", "margin", "market_share"):
        add(f"promised {id} {year}", measure(id).quantity, promise[id])


def strings(value: Any) -> Iterator[str]:
    """Return every text inside a chart or a component."""
    if isinstance(value, str):
        try:
            inside = json.loads(value) if value[:1] in ("{", "[") else None
        except ValueError:
            inside = None
        if inside is None:
            yield value
        else:
            yield from strings(inside)
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list) and len(value) < SERIES:
        for one in value:
            yield from strings(one)
