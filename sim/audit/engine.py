"""Runs every identity over a table of facts and puts the findings in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sim.audit import (
    identity_limits,
    identity_parts,
    identity_periods,
    identity_ratios,
    identity_same,
    identity_shares,
    identity_targets,
    identity_time,
)
from sim.audit.ledger import Finding, Ledger, drop_repeats
from sim.audit.report import AuditReport
from sim.audit.severity import SEVERITIES
from sim.audit.table import FactTable
from sim.audit.unchecked import unchecked_facts
from sim.audit.what_if import lever_map, what_if
from sim.plan import Fact, Plan


def audit(
    facts: Iterable[Fact], documents: Sequence[Mapping[str, str]] | None = None, plan: Plan | None = None
) -> AuditReport:
    """Find what cannot all hold in a table of facts, and note what was checked and holds.

    Parameters
    ----------
    facts : iterable of Fact
        Facts are compared within one document only.
    documents : sequence of mappings, optional
        Rows of a documents table (`document`, `date`, …). Documents that carry the same `entity` are compared with one
        another; dates are checked against `date` (YYYY, YYYY-MM or YYYY-MM-DD).
    plan : Plan, optional
        The plan that believing a side of a finding sets something in; without one the findings set nothing.
    """
    listed = list(facts)
    rows = list(documents or ())
    table, ledger = FactTable(listed, rows), Ledger()
    for identity in (
        identity_same,
        identity_parts,
        identity_shares,
        identity_periods,
        identity_time,
        identity_ratios,
        identity_targets,
    ):
        identity.check(table, ledger)
    identity_limits.check(table, ledger, rows)
    spec = lever_map(plan) if plan is not None and plan.document else None
    findings = [replace(f, what_if=what_if(table, f, spec)) for f in sorted(drop_repeats(ledger.findings), key=_rank)]
    tested = {id(fact) for entry in (*findings, *ledger.holds) for fact in entry.facts}
    return AuditReport(
        tuple(listed),
        tuple(findings),
        tuple(ledger.holds),
        {row.get("document", ""): row for row in rows},
        unchecked_facts(table, tested),
    )


def _rank(finding: Finding) -> tuple[int, bool, float, str]:
    """Order by severity, headline metrics first, then the larger gap."""
    claim = finding.claim
    return (SEVERITIES.index(finding.severity), not claim.subject.headline, -claim.relative_gap, claim.facts[0].id)
