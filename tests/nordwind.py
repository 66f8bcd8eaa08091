"""A second company, made by code from the shipped pack: other years, regions, names, amounts and reasons."""

from __future__ import annotations

import csv
import io
import re
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml_text

from sim.plan.catalogue import SHIPPED

ID, WITH_MODULES = "nordwind", "nordwind-v2"
LATER = 30  # years
RICHER = 17
REGIONS = {"northeast": "epsilon", "east": "alpha", "south": "beta", "north": "gamma", "west": "delta"}
AMOUNTS = ("value", "size", "cost", "range", "step", "below")


def later(text: str) -> str:
    """Return a text with every year of this century moved on, and regions and documents called otherwise."""
    text = re.sub(r"\bD(?=[1-5]\b)", "N", text)
    text = re.sub(r"(?<!\d)(?<!\d\.)20\d\d(?!\d)", lambda year: str(int(year[0]) + LATER), text)

    def renamed(found: re.Match[str]) -> str:
        name = REGIONS[found[0].lower()]
        return name.capitalize() if found[0][0].isupper() else name

    return re.sub(rf"(?<![A-Za-z])({'|'.join(REGIONS)})(?![A-Za-z])", renamed, text, flags=re.IGNORECASE)


def richer(node: Any, money: bool = False) -> Any:
    """Return a part of a pack with all its amounts of money multiplied."""
    if isinstance(node, list):
        return [richer(one, money) for one in node]
    if isinstance(node, dict):
        money = str(node["unit"]).startswith("CNY_m") if "unit" in node else money
        return {name: _amount(name, one, money) for name, one in node.items()}
    return node


def _amount(name: str, node: Any, money: bool) -> Any:
    if name == "fit":
        return {**node, "value": node["value"] * RICHER}
    if money and name in AMOUNTS:
        return _times(node)
    return richer(node, money)


def _times(node: Any) -> Any:
    if isinstance(node, dict):
        return {name: _times(one) for name, one in node.items()}
    if isinstance(node, list):
        return [_times(one) for one in node]
    return round(node * RICHER, 9)


def make_plan(folder: Path) -> Path:
    """Write the pack into a folder of packs; return that folder."""
    pack = _copy(folder, ID)
    _rewrite(pack / "facts.csv", _fact)
    _rewrite(pack / "documents.csv", _document)
    return folder


def add_modules(folder: Path) -> None:
    """Write beside it the pack that extends it, with modules and the company's own rules."""
    _copy(folder, WITH_MODULES)


def _copy(folder: Path, id: str) -> Path:
    pack = folder / id
    shutil.copytree(SHIPPED / id.replace(ID, "growth-2026"), pack)
    for name in ("golden.yaml", "demo_actuals.csv", "formerly.yaml"):
        (pack / name).unlink(missing_ok=True)
    for path in sorted(pack.glob("*.yaml")):
        content = yaml_text.read(later(path.read_text(encoding="utf-8").replace("growth-2026", ID)))
        path.write_text(yaml_text.write(richer(content), allow_unicode=True, sort_keys=False), encoding="utf-8")
    for path in sorted((pack / "texts").glob("*.yaml")):
        content = yaml_text.read(path.read_text(encoding="utf-8"))
        word = "Nordwind" if path.stem == "en" else "北风"
        content = _named(content, word)
        if path.stem != "en":
            content["fallback"] = "en"
        path.write_text(yaml_text.write(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return pack


def _rewrite(path: Path, change: Callable[[dict[str, str]], dict[str, str]]) -> None:
    rows = [change(row) for row in csv.DictReader(io.StringIO(later(path.read_text(encoding="utf-8"))))]
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")


def _fact(row: dict[str, str]) -> dict[str, str]:
    return {**row, "value": f"{float(row['value']) * RICHER:.9g}"} if row["unit"] == "CNY_m" else row


def _document(row: dict[str, str]) -> dict[str, str]:
    return {**row, "title": f"Nordwind {row['document']}", "describes": "A paper of Nordwind"}


def _named(node: Any, word: str, place: tuple[str, ...] = ()) -> Any:
    """Return texts of the same shape that say nothing but whose they are."""
    if isinstance(node, dict):
        return {
            later(name): _named(one, word, (*place, later(name)))
            for name, one in node.items()
            if name not in ("fallback", "demo")
        }
    number = zlib.crc32("/".join(place).encode())
    return f"{word} {''.join(chr(ord('a') + int(digit, 16)) for digit in f'{number:08x}')}"
