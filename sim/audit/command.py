"""What `python -m sim audit` needs besides its arguments: facts by document, and the object it prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from sim.audit.engine import audit
from sim.audit.ledger import Finding, Hold
from sim.audit.reading import read_facts
from sim.audit.report import AuditReport
from sim.language import FALLBACK
from sim.language.errors import FormatError
from sim.plan import Fact, Plan
from sim.plan.facts import FACTS
from sim.reading.doubts import Choices


def audit_file(
    facts: str | Path | bytes | None = None,
    document: str | None = None,
    *,
    name: str = "",
    choices: Choices | None = None,
    plan: Plan | None = None,
) -> AuditReport:
    """Audit a fact table, or the documents of `plan` where none is given, or one document of them.

    Raises
    ------
    FormatError
        The table cannot be read, or has no facts of `document`.
    """
    if facts is not None:
        return audit_facts(read_facts(facts, name, choices), document, plan=plan)
    assert plan is not None
    if document is None:
        return plan_report(plan)
    return audit_facts(_facts_of(plan), document, list(plan.documents.values()), plan)


def plan_report(plan: Plan) -> AuditReport:
    """Return the audit of a plan's own documents; many ask for it, and it changes with the plan alone."""
    return _plan_report(plan, plan.extras.get(FACTS, ""))  # plans of the same numbers may print them otherwise


@lru_cache(maxsize=8)
def _plan_report(plan: Plan, _printed: str) -> AuditReport:
    if not plan.facts:
        return audit([], [], plan)
    return audit_facts(_facts_of(plan), None, list(plan.documents.values()), plan)


def _facts_of(plan: Plan) -> Sequence[Fact]:
    return read_facts(plan.extras[FACTS].encode(), FACTS)  # as printed: 7.6 means between 7.55 and 7.65


def audit_facts(
    facts: Sequence[Fact],
    document: str | None = None,
    documents: Sequence[Mapping[str, str]] | None = None,
    plan: Plan | None = None,
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
        raise FormatError("error-facts-document", document=document[:80], documents=[*there])
    return audit(listed, documents, plan)


def audit_json(findings: Iterable[Finding], holds: Iterable[Hold], language: str = FALLBACK) -> dict[str, Any]:
    """Return what `python -m sim audit --json` prints: `findings` and `holds` with their sentences."""
    found, held = tuple(findings), tuple(holds)
    facts = tuple({id(fact): fact for entry in (*found, *held) for fact in entry.facts}.values())
    shown = AuditReport(facts, found, held, {}).to_json(language)
    return {name: shown[name] for name in ("counts", "findings", "holds")}
