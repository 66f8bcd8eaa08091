"""The tables of a plan pack: facts.csv, one number a row as a document states it, and documents.csv."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from sim.language.errors import PlanError

FACTS = "facts.csv"
DOCUMENTS = "documents.csv"
DOCUMENT_COLUMNS = ("document", "title", "date", "file", "describes")
ENGLISH_TITLE = "english_title"
"""A column that packs without texts/ may have, as they had before: how English calls the document."""


@dataclass(frozen=True)
class Fact:
    """One number as a planning document states it."""

    id: str
    document: str
    section: str
    metric: str
    scope: str
    period: str
    kind: str
    value: float
    unit: str
    note: str


def word_key(column: str, id: str) -> str:
    """Return the key of the text of a fact table's word: ("scope", "West+Northeast") is "fact-scope-west-northeast"."""
    return f"fact-{column}-{slug(id)}"


def slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def read_documents(text: str) -> dict[str, dict[str, str]]:
    """Return the rows of documents.csv by document; PlanError where a column is missing or a document stands twice."""
    former = ENGLISH_TITLE in text.partition("\n")[0].split(",")
    return _rows(text, DOCUMENTS, (*DOCUMENT_COLUMNS, ENGLISH_TITLE) if former else DOCUMENT_COLUMNS)


def read_facts(text: str, documents: dict[str, dict[str, str]]) -> dict[str, Fact]:
    """Return the facts by id.

    Raises
    ------
    PlanError
        A column or cell is missing, an id stands twice, a value is no number, or a document is not in documents.csv.
    """
    facts = {}
    for id, row in _rows(text, FACTS, tuple(field.name for field in fields(Fact))).items():
        if row["document"] not in documents:
            _refuse(f"{id}.document", row["document"], [*documents])
        content: dict[str, Any] = {**row, "value": _number(id, row["value"])}
        facts[id] = Fact(**content)
    return facts


def _number(id: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        _refuse(f"{id}.value", text, "float")
    return value


def _refuse(key: str, value: str, allowed: str | Sequence[str]) -> None:
    raise PlanError("error-plan-wrong-value", file=FACTS, key=key, value=value[:80], allowed=allowed)


def _rows(text: str, file: str, columns: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """Return the rows by their first column, each with exactly these columns."""
    reader = csv.DictReader(io.StringIO(text), restkey="…", restval=None)
    for name in reader.fieldnames or ():
        if name not in columns:
            raise PlanError("error-plan-unknown-key", file=file, key=name[:80], allowed=columns)
    rows: dict[str, dict[str, str]] = {}
    for row in reader:
        place = f"{file}:{reader.line_num}"
        for name in columns:
            if row.get(name) is None:
                raise PlanError("error-plan-missing-key", file=place, key=name)
        if "…" in row:
            raise PlanError("error-plan-unknown-key", file=place, key=str(row["…"])[:80], allowed=columns)
        id = row[columns[0]]
        if id in rows:
            raise PlanError("error-plan-duplicate", file=place, key=id)
        rows[id] = row
    return rows
