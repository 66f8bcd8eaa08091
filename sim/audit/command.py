"""What `python -m sim audit` needs besides its arguments: facts by document, and the object it prints."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sim.audit.engine import audit
from sim.audit.ledger import Finding, Hold
from sim.audit.reading import read_facts
from sim.audit.report import AuditReport
from sim.language.errors import FormatError
from sim.plan import Fact
from sim.reading.doubts import Choices

PLAN_FACTS = Path(__file__).resolve().parents[2] / "data" / "plans" / "growth-2026"


def read_documents(path: Path = PLAN_FACTS / "documents.csv") -> list[dict[str, str]]:
    """Return the rows of a documents table (document, title, date, …)."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def audit_file(
    facts: str | Path | bytes | None = None,
    document: str | None = None,
    *,
    name: str = "",
    choices: Choices | None = None,
) -> AuditReport:
    """Audit a fact table (the shipped planning documents by default), or one document of it.

    Raises
    ------
    FormatError
        The table cannot be read, or has no facts of `document`.
    """
    own = facts is None
    listed: Sequence[Fact] = read_facts(PLAN_FACTS / "facts.csv" if facts is None else facts, name, choices)
    return audit_facts(listed, document, read_documents() if own else None)


def audit_facts(
    facts: Sequence[Fact], document: str | None = None, documents: Sequence[Mapping[str, str]] | None = None
) -> AuditReport:
    """Audit facts, or those of one document.

    Raises
    ------
    FormatError
        There are no facts of `document`.
    """
    listed = facts if document is None else [fact for fact in facts if fact.document == document]
    if document is not None and not listed:
        there = dict.fromkeys(fact.document for fact in facts)
        raise FormatError("error-facts-document", document=document, documents=", ".join(there))
    return audit(listed, documents)


def audit_json(findings: Iterable[Finding], holds: Iterable[Hold], language: str = "en") -> dict[str, Any]:
    """Return what `python -m sim audit --json` prints: `findings` and `holds` with their sentences."""
    found, held = tuple(findings), tuple(holds)
    facts = tuple({id(fact): fact for entry in (*found, *held) for fact in entry.facts}.values())
    shown = AuditReport(facts, found, held, {}).to_json(language)
    return {name: shown[name] for name in ("counts", "findings", "holds")}
