"""Every quantity wherever it is shown: what pages, files and commands say of one state, each with unit and year.

A place is read by the texts of the house themselves (the sentence or label that carries a number is the pattern that
finds it), so a place whose words change is still read, and one that says a second value is found.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from xml.etree import ElementTree

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
    read: set[tuple[str, str]] = field(default_factory=set)

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
    # "bands hold 80 and 90 % of futures", or "50/80 %", is no chance
    return re.compile(r"(?<!and )(?<![\d./])" + NUMBER.join(pieces))


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
        self.amounts: Mapping[str, float] = {}
        """Revenue in millions by what it is, looked for wherever digits stand, with and without its unit."""
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
            t("riskpage-number-gap", year=year): f"shortfall of {target.metric} {year}",
        }
        share = CHANCE.format(language, 0.36).replace(language.number(0.36, CHANCE.value), MARK)
        error = t("chance-error-draws", error=f"{MARK} {language.unit('points')}", draws=draws(language, likely))
        self.patterns = [
            (pattern(t("uncertainty-futures", share=share)), chance, CHANCE.name_of_unit(language)),
            (pattern(t("futures-some", share=share)), chance, CHANCE.name_of_unit(language)),
            (pattern(t("futures-left", share=share)), chance, CHANCE.name_of_unit(language)),
            (pattern(error), f"error of {chance}", language.unit("points")),
        ]
        part = language.quantity(0.36, "percent_whole").replace(language.number(0.36, "percent_whole"), MARK)
        met = {"opening": "", "year": year, "of": phrase, "target": "target", "revenue": "", "futures": ""}
        met |= {"forced": 0, "fit": "fit"}
        must = {"count": 8, "lever": "", "wanted": ""}
        whole = one.format(language, 1.0).replace(one.quantity.number(language, 1.0), MARK)
        needs = f"needed of each improvement {year}"
        self.patterns += [
            (pattern(around(t("sentence-met", share=part, **met))), needs, language.unit("percent_whole")),
            (pattern(around(t("export-board-needs-share", share=part, **must))), needs, language.unit("percent_whole")),
            (pattern(t("aside-all", revenue=whole).strip()), f"all of it {year}", one.quantity.name_of_unit(language)),
            (pattern(t("export-board-chance", chance=share)), chance, CHANCE.name_of_unit(language)),
        ]
        short = one.format_change(language, 1.0, signed=False).replace(
            one.quantity.number_change(language, 1.0, signed=False), MARK
        )
        missed = {"side": "missed", "measure": phrase, "year": year, "result": "", "target": goal}
        lost = f"gap to the target of {target.metric} {year}"
        self.patterns += [
            (pattern(around(said, 4, 8)), lost, language.unit(one.quantity.change))
            for said in (t("sentence-short", **met | {"gap": short}), t("cli-run-headline", **missed, gap=short))
        ]
        # What Decide asks, and what Plans says of the plan.
        unit = one.quantity.name_of_unit(language)
        words = {"asked": "chance", "year": year, "goal": "", "chance": "", "phrase": phrase, "target": ""}
        here = {"value": t("decide-opening", **words, likely="", value=whole),
                "likely": t("decide-opening", **words, value="", likely=share)}  # fmt: skip
        aim = f"target of {target.metric} {year}"
        about = re.escape(f"{scenario.plan.id} · ") + r"(?:[^·]* · ){2}[^·\d]*" + year + r"[^·\d]*" + NUMBER
        # Labels too short to mean the same thing on every page.
        self.labels_of = {
            "decide": [
                (pattern(around(here["value"], 8)), f"promised {target.metric} {year}", unit),
                (pattern(around(here["likely"], 8)), chance, CHANCE.name_of_unit(language)),
                (pattern(t("decide-number-value-note", target=whole)), aim, unit),
            ],
            "plans": [(re.compile(about), aim, unit)],
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
        for share in self.promise.needed.values():
            found[f"needed of each improvement {year}"] = (
                f"{language.number(share, 'percent_whole')} {language.unit('percent_whole')}"
            )
        if self.promise.full is not None:
            found[f"all of it {year}"] = written(one.quantity, self.promise.full)
        found[f"target of {target.metric} {year}"] = written(one.quantity, target.value)
        return {name: plain(shown) for name, shown in found.items()}


def around(said: str, room: int = 5, behind: int = 3) -> str:
    """Return what stands close round the number of a sentence whose other words depend on the state."""
    before, after = plain(said).split(MARK)
    return f"{before[-room:]}{MARK}{re.split('[。；，]', after)[0][:behind]}"


def unwrapped(kind: Quantity, shown: str, language: Language) -> str:
    """Return a value as written in a sentence or a table as headlines write it: the number, then its unit."""
    before, after = plain(kind.format(language, 0.5)).split(plain(kind.number(language, 0.5)))
    unit = plain(kind.name_of_unit(language))
    number = shown.removeprefix(before).removesuffix(after)
    return f"{number} {unit}".strip() if shown == f"{before}{number}{after}" else shown


def draws(language: Language, likely: Likely) -> str:
    return language.number(likely.chance.draws, "count")


def read_text(seen: Sightings, wanted: Expectation, text: str, place: str) -> None:
    """Note every quantity that a text carries by a sentence of the house."""
    if (place, text) in seen.read:  # rows of charts and cells of sheets recur by the thousand
        return
    seen.read.add((place, text))
    text = plain(text)
    for finder, quantity, unit in (*wanted.patterns, *wanted.labels_of.get(place, ())):
        for found in finder.finditer(text):
            seen.add(quantity, f"{found[1]} {unit}".strip(), place)
    if wanted.amounts and "<style" not in text:
        read_amounts(seen, wanted, text, place)


def read_amounts(seen: Sightings, wanted: Expectation, text: str, place: str) -> None:
    """Note every writing of an amount of revenue: its own, and any other number of digits it would be rounded to."""
    language = wanted.language
    spec = language.formats["revenue"]
    for found in re.finditer(r"(?<![\d.,])\d[\d,]*(?:\.\d+)?(?![\d.%])", plain(text)):
        shown, places = found[0], len(found[0].partition(".")[2])
        if len(re.sub(r"\D", "", shown)) < 3:
            continue
        for name, value in wanted.amounts.items():
            own = language.number(value, "revenue")
            rounded = (
                places != spec.decimals and abs(float(shown.replace(",", "")) - value * spec.scale) <= 0.5 / 10**places
            )
            if shown == own or rounded:
                seen.add(f"amount: {name}", shown, place)


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
    for share in promise["needed"].values():
        written = f"{language.number(share, 'percent_whole')} {language.unit('percent_whole')}"
        seen.add(f"needed of each improvement {year}", plain(written), place)
    if promise["with_all_of_it"] is not None:
        add(f"all of it {year}", one.quantity, promise["with_all_of_it"])


def read_brief(seen: Sightings, wanted: Expectation, svg: str) -> None:
    """Note what the one-page brief says in words, and in its table under the scenario's name and "as likely"."""
    found = [one for one in ElementTree.fromstring(svg).iter() if one.tag.endswith("}text")]
    language, year = wanted.language, wanted.scenario.target.year
    paragraphs = [one.text or "" for one in found if one.get("x") == found[0].get("x")]
    read_text(seen, wanted, (" " if language.id == "en" else "").join(paragraphs), "brief")
    lines: dict[str, dict[str, str]] = defaultdict(dict)
    for one in found:
        lines[one.get("y", "")][one.get("x", "")] = one.text or ""
    head = next(line for line in lines.values() if language.text("export-measure") in line.values())
    column = {text: x for x, text in head.items()}
    names = {measure(id).name(language): measure(id) for id in ("revenue", "margin", "market_share")}
    for line in lines.values():
        one = names.get(next(iter(line.values())))
        if one is None or len(line) != len(head):
            continue
        unit = one.quantity.name_of_unit(language)
        (own,) = re.findall(NUMBER, line[column["A"]])
        seen.add(f"promised {one.id} {year}", f"{own} {unit}".strip(), "brief")
        if one is wanted.scenario.target.measure:
            (middle,) = re.findall(NUMBER, line[column[language.text("export-board-middle")]])
            low, high = re.findall(NUMBER, list(line.values())[-1])
            for name, value in (("P50", middle), ("P10", low), ("P90", high)):
                seen.add(f"{name} of {one.id} {year}", f"{value} {unit}".strip(), "brief")


def read_csv(seen: Sightings, wanted: Expectation, content: bytes) -> None:
    """Note the target's year of the company in the tidy table, written as pages write it."""
    language, year = wanted.language, str(wanted.scenario.target.year)
    for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig"))):
        whole = (row["period"], row["region"], row["product"]) == (year, "all", "all")
        if whole and (row["measure"] in ("revenue", "margin", "market_share") or "." in row["measure"]):
            one = measure(row["measure"])
            shown = unwrapped(one.quantity, plain(one.format(language, float(row["value"]))), language)
            seen.add(f"promised {row['measure']} {year}", shown, "csv")


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
