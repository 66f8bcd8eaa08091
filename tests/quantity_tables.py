"""Quantities that stand in tables, of a page or on a slide: found by what the house calls their rows and columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pptx.presentation import Presentation
from quantities import Expectation, Sightings, labelled, plain, unwrapped

from pages.parts.decide.asked import Asked
from sim.assumptions.central import central_assumptions
from sim.customers import CustomerBook
from sim.customers import text as customer_text
from sim.decide import text as say
from sim.decide.answers import Solution
from sim.language import key
from sim.model.measures import measure, plan_measures
from sim.model.quantities import CHANCE
from sim.plan.amounts import assumption_text, lever_text

ANSWER = "of the cheapest answer"


@dataclass(frozen=True)
class Table:
    """Headings, and rows of cells; the first cell of a row names it."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables_of_page(markup: str) -> Iterator[Table]:
    """Return the tables of a page that is read; of a cell of two lines the first."""
    for inside in re.findall(r'<table class="rd-table">(.*?)</table>', markup, re.S):
        heads = re.findall(r'<th scope="col" [^>]*>(.*?)</th>', inside, re.S)
        rows = re.findall(r"<tr>(.*?)</tr>", inside.split("</thead>")[1], re.S)
        cells = (re.findall(r"<td[^>]*>(.*?)</td>", row, re.S) for row in rows)
        yield Table(
            tuple(map(plain, heads)),
            tuple(tuple(plain(one.split('<small class="rd-below">')[0]).strip() for one in row) for row in cells),
        )


def tables_of_deck(shown: Presentation) -> Iterator[Table]:
    for slide in shown.slides:
        for shape in slide.shapes:
            if shape.has_table:
                heads, *rows = (tuple(plain(one.text).strip() for one in row.cells) for row in shape.table.rows)
                yield Table(heads, tuple(rows))


class Rules:
    """What rows and columns of the house's tables hold of one state."""

    def __init__(self, wanted: Expectation) -> None:
        self.wanted, self.language = wanted, wanted.language
        scenario, language = wanted.scenario, wanted.language
        plan, t = scenario.plan, language.text

        def named(texts: dict[str, str]) -> dict[str, str]:
            return {plain(name).strip(): id for id, name in texts.items()}

        self.levers = named({id: t(key("lever", id)) for id in plan.levers})
        self.assumptions = named({id: t(key("assumption", id)) for id in plan.assumptions})
        self.measures = named({one.id: one.name(language) for one in plan_measures(plan)})
        assert len(self.levers) == len(plan.levers) and not set(self.measures) & set(self.levers)
        self.rows = {"lever": self.levers, "assumption": self.assumptions, "measure": self.measures}
        self.first = {
            "lever": {plain(t(one)) for one in ("model-column-lever", "cli-solve-lever", "export-lever")},
            "assumption": {
                plain(t(one))
                for one in ("model-column-assumption", "export-assumption", "uncertainty-column-assumption")
            },
        }
        today, then, now = "lever {} today", "lever {} of the plan", "lever {} now"
        likely, promised = "assumption {} of " + scenario.assumption_set, "assumption {} of " + plan.promise_set
        central = "assumption {} as it is used"
        self.columns = {
            ("lever", plain(head)): quantity
            for head, quantity in (
                (t("model-column-today"), today), (t("model-column-plan"), then), (t("cli-solve-now"), now),
                (t("preset-baseline"), today), (t("preset-plan"), then), ("A", now),
            )
        } | {
            ("assumption", plain(head)): quantity
            for head, quantity in (
                *((t(key("set", one)), "assumption {} of " + one) for one in plan.assumption_sets),
                (t("export-value"), central), (t("uncertainty-column-value"), likely),
            )
        } | {("measure", plan.period(year)): f"promised {{}} {year}" for year in plan.years}  # fmt: skip
        self.of_place = {
            # The page of trust judges the promise.
            ("trust", "assumption", plain(t("trust-column-value"))): promised,
            ("trust", "assumption", plain(t("uncertainty-column-value"))): promised,
        }

    def read(self, seen: Sightings, table: Table, place: str) -> None:
        """Note every quantity that a table holds."""
        for row in table.rows:
            for kind, names in self.rows.items():
                id = names.get(row[0] if row else "")
                if id is None or table.heads[0] not in self.first.get(kind, table.heads[:1]):
                    continue
                for head, shown in zip(table.heads[1:], row[1:], strict=True):
                    quantity = self.of_place.get((place, kind, head), self.columns.get((kind, head)))
                    if quantity is not None and shown:
                        if kind == "measure":
                            shown = unwrapped(measure(id).quantity, shown, self.language)
                        seen.add(quantity.format(id), shown, place)

    def truth(self) -> dict[str, str]:
        """Return every quantity of these tables as the core says it."""
        scenario, plan, language = self.wanted.scenario, self.wanted.scenario.plan, self.language
        found: dict[str, str] = {}
        for id, lever in plan.levers.items():
            values = {"today": lever.base, "of the plan": lever.plan, "now": scenario.levers[id]}
            found |= {f"lever {id} {name}": lever_text(lever, one, language) for name, one in values.items()}
        for id, entry in plan.assumptions.items():
            for one in plan.assumption_sets:
                value = central_assumptions(plan, one)[id]
                found[f"assumption {id} of {one}"] = assumption_text(entry, value, language)
            used = scenario.central_assumptions()[id]
            found[f"assumption {id} as it is used"] = assumption_text(entry, used, language)
        results = scenario.run()
        for one in plan_measures(plan):
            for year, value in zip(plan.years, one.years(results)[:, 0], strict=True):
                shown = plain(one.format(language, float(value)))
                found[f"promised {one.id} {year}"] = unwrapped(one.quantity, shown, language)
        return {name: plain(shown).strip() for name, shown in found.items()}


def read_stress(seen: Sightings, wanted: Expectation, table: Table) -> None:
    """Note what the table of stresses says of the scenario without one."""
    language, target = wanted.language, wanted.scenario.target
    t, year = language.text, target.year
    line = next((row for row in table.rows if row[0] == plain(t("stress-none"))), None)
    if line is None:
        return
    shown = dict(zip(table.heads, line, strict=True))
    chance = shown[plain(t("riskpage-stress-chance"))]
    seen.add(f"chance of {target.metric} {year}", unwrapped(CHANCE, chance, language), "risk")
    outcome = plain(t("riskpage-stress-outcome", measure=target.measure.name(language), year=str(year)))
    seen.add(f"promised {target.metric} {year}", unwrapped(target.measure.quantity, shown[outcome], language), "risk")


def read_answer(seen: Sightings, wanted: Expectation, asked: Asked, markup: Sequence[str], place: str) -> None:
    """Note the cheapest answer where its sentence, its tile or its numbers stand."""
    language, marks = wanted.language, {"cost": "⟦cost⟧", "likely": "⟦chance⟧", "checked": "⟦check⟧"}
    t, words = language.text, say.target_words(wanted.scenario, language, asked.chance)
    sentences = {"sentence": t("decide-cheapest", **words, value="", effort="", **marks)}
    tile = (
        f'<span>{t("decide-q-cheapest")}</span><b>⟦cost⟧</b><small>'
        + t("decide-tile-cheapest", kind="moved", **marks) + "</small>"
    )  # fmt: skip
    for text in markup:
        for name, said in (*sentences.items(), ("tile", tile)):
            own = text if name == "tile" else plain(text)
            finder = re.escape(said if name == "tile" else plain(said))
            for found in re.finditer(re.sub("⟦(cost|chance|check)⟧", r"(?P<\1>[^<]+?)", finder), own):
                for what, shown in found.groupdict().items():
                    seen.add(f"{what} {ANSWER}", plain(shown).strip(), f"{place}, {name}")
    labels = {plain(t(f"decide-number-{name}")): name for name in ("cost", "chance")}
    for label, shown in (pair for text in markup for pair in labelled(text)):
        if label in labels:
            kind = "money" if labels[label] == "cost" else "percent"
            number = shown.split(" ")[0]
            written = language.formats[kind].pattern.replace("{number}", number)
            seen.add(f"{labels[label]} {ANSWER}", plain(written), f"{place}, numbers")


def answer_truth(wanted: Expectation, found: Solution) -> dict[str, str]:
    language = wanted.language
    shown = {"cost": language.quantity(found.cost, "money"), "chance": CHANCE.format(language, found.shown.value)}
    shown["check"] = say.fine_chance(found.chance.value, language)
    return {f"{name} {ANSWER}": plain(one) for name, one in shown.items()}


def read_customers(seen: Sightings, book: CustomerBook, wanted: Expectation, table: Table) -> None:
    """Note the line of all customers in the table of classes."""
    language = wanted.language
    if table.heads != tuple(map(plain, customer_text.headings(book, language))):
        return
    names = {plain(language.text(text, years=f"{book.worth_years:g}")): name for text, name in customer_text.COLUMNS}
    for head, shown in zip(table.heads[1:], table.rows[-1][1:], strict=True):
        seen.add(f"{names[head]} of all customers", shown, "customers, table")


def read_customer_numbers(seen: Sightings, book: CustomerBook, wanted: Expectation, body: str) -> None:
    """Note the numbers under the sentence about a list of customers."""
    years = f"{book.worth_years:g}"
    names = {plain(wanted.language.text(text, years=years)): name for text, name in customer_text.COLUMNS}
    for label, shown in re.findall(r'<div class="rd-label">(.*?)</div>\s*<div><b>(.*?)</b>', body, re.S):
        if plain(label) in names:
            seen.add(f"{names[plain(label)]} of all customers", plain(shown).strip(), "customers")


def customer_truth(book: CustomerBook, wanted: Expectation) -> dict[str, str]:
    plan, language = wanted.scenario.plan, wanted.language
    return {
        f"{name} of all customers": plain(customer_text.field_text(plan, book, book.total, name, language))
        for _, name in customer_text.COLUMNS
    }
