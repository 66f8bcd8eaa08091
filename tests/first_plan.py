"""What only the first plan says: its names, documents, years and headline amounts, read from its pack."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import re
from collections.abc import Iterator
from pathlib import Path

from spoken import spoken

from sim.language import languages
from sim.plan import Plan, load_plan
from sim.plan.defaults import FOLDER

ROOT = Path(__file__).resolve().parent.parent
LARGE = 1000.0
"""[CNY_m] From here on an amount is so large that no other quantity comes to it by chance."""
HASH = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b(?=\d*[a-f])(?=[a-f]*\d)[0-9a-f]{8,}\b")
BEGUN = dt.datetime.now().astimezone()


@dataclasses.dataclass(frozen=True)
class Forbidden:
    """What only the first plan says: `texts` anywhere, and what `numbers_and_names` finds between other signs."""

    texts: tuple[str, ...]
    numbers_and_names: re.Pattern[str]

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Give where it stands; one search for a thousand texts at once would look for each at every letter."""
        for one in self.texts:
            if (at := text.find(one)) >= 0:
                yield at, at + len(one)
        yield from (match.span() for match in self.numbers_and_names.finditer(text))


def shared_texts() -> str:
    """Return what the language files say, without remarks."""
    files = (path.read_text(encoding="utf-8") for path in (ROOT / "data" / "locales").rglob("*.ftl"))
    return re.sub(r"^#.*$", "", "\n".join(files), flags=re.MULTILINE)


def words_of_others(plan: Plan) -> set[str]:
    """Return what other plans may say as well: whole texts of the program, and words that stand in fact tables."""
    found = set(re.findall(r"^ *\.?[\w-]+ = (.+)$", shared_texts(), re.MULTILINE))
    for path in (FOLDER / "texts").glob("*.yaml"):
        found |= set(re.findall(r": (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE))
    return found | {word for fact in plan.facts.values() for word in (fact.scope, fact.note)}


@functools.cache
def forbidden() -> Forbidden:
    """Return what only the first plan says: its longer texts, products, regions, documents, years and amounts."""
    first = load_plan()
    texts = {first.id, *(row[name] for row in first.documents.values() for name in ("title", "describes"))}
    names, numbers = {*first.documents}, {rf"{year}(?!,|\.\d)" for year in {*first.history, *first.years}}
    others = words_of_others(first)
    for id in languages():
        language = spoken(id)
        long = (text for text in first.texts.of(id).values() if len(text) > (12 if text.isascii() else 5))
        texts |= {text for text in long if text not in others}
        regions = [language.text(f"region-{region}") for region in first.regions]
        texts |= {region for region in regions if not region.isascii()}
        names |= {region for region in regions if region.isascii()}
        for amount in amounts(first):
            numbers |= {re.escape(language.quantity(amount, format)) for format in ("revenue", "money")}
            numbers.add(f"{amount:g}(?![.,])")
    bounded = rf"\b(?:{'|'.join(sorted(names))})\b|(?<![\d.,])(?:{'|'.join(sorted(numbers))})(?!\d)"
    return Forbidden(tuple(sorted(texts)), re.compile(bounded))


def amounts(plan: Plan) -> set[float]:
    """Return the headline amounts of a plan: all large ones that it states of itself."""
    stated = {one.value for one in plan.quantities.values() if one.unit == plan.money}
    return {one for one in stated if one >= LARGE}


def clean(text: str, where: str, others: tuple[str, ...] = ()) -> None:
    """Fail where a text names the first plan.

    Parameters
    ----------
    others : what may be said of other companies, word for word
    """
    text = re.sub(r'"(browser|state|work)": "[^"]*"', "", text)  # ids and packed states may hold any digits by chance
    text = HASH.sub("", text)
    text = re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)
    for moment in (BEGUN, dt.datetime.now().astimezone()):  # today is no year of a plan
        for day in {moment.date(), moment.astimezone(dt.UTC).date()}:
            for id in languages():
                text = text.replace(spoken(id).date(day), "")
            text = re.sub(rf"{day:%Y}[-/]{day:%m}[-/]{day:%d}(T[\d:.]+)?", "", text)
    for one in others:
        text = text.replace(one, "")
    found = {text[start:end]: text[max(0, start - 60) : end + 40] for start, end in forbidden().places(text)}
    assert not found, f"{where}: {found}"
