"""Audit of a plan: which of its own numbers cannot all hold.

A fact is one number as a document states it: metric, scope, period, kind, value, unit, with the section it stands
in. The audit knows no company and no answers. It knows **identities** that hold for every company, reads from
registries (`data/audit/*.yaml`) which figures are terms of which identity, and compares what is stated with what
follows.

Identities
----------
- *The same quantity* stated twice, also across sections and in other words for the same metric or scope.
- *Parts and wholes*: sums over regions, products, components ("A+B", "X: Y", lists that add up elsewhere); a part
  is not larger than its whole; shares and weights of a complete list add up to 100 %; the whole's rate lies between
  its parts'.
- *Shares*: share = amount ÷ total; all amounts and shares imply one total.
- *Periods*: quarters add up to the year, stages to the total; a year's share is the weighted average of its
  quarters'.
- *Time*: change = end − start; growth a year, compound or simple; total growth; additions; growth against the
  market, and the market share that follows from it.
- *Ratios*: revenue per rep, average deal, margin, lifetime value ÷ acquisition cost, and any "A_per_B" or "A_to_B".
- *Targets*: attainment, gap, cumulative shortfall; a target below the present; what the total leaves for the
  others.
- *Spending*: subsidy = rate × spend, cost of a lower subsidy, reserve = share × budget.
- *Limits*: market = revenue ÷ share for every firm; count × least value; values and dates that cannot be.

Tolerance
---------
Rounding is not a contradiction. A figure means the interval that rounds to what is printed (62 is 61.5 to 62.5, 7.6
is 7.55 to 7.65); remarks open a side ("at least", "below this", "upper limit"), name a span ("stated as 8 to 12")
or widen it ("about"). Identities are computed on intervals; a finding means that the intervals do not meet.

Charity
-------
Words admit several readings (a share of the company or of the parent; 2024-2026 as two years or as three). Only if
no reading can hold, with any of the figures stated for a quantity, is there a finding; every check that holds is
reported. Kinds decide what may be compared: a target may differ from an actual figure, a benchmark is about
somebody else, a forecast may miss its target, documents describe different companies unless told otherwise.

Severity
--------
high: an arithmetic identity about a headline metric that misses by 10 % or more or with the opposite sign, or puts
a headline target below the present; low: a miss under 2 %, or a reading of words about other metrics or by less
than 10 %; medium: the rest. The limits stand in `data/audit/identities.yaml`.
"""

from sim.audit.command import audit_facts, audit_file, audit_json
from sim.audit.engine import audit
from sim.audit.ledger import Finding, Hold
from sim.audit.reading import read_facts
from sim.audit.report import AuditReport, safe_text, sentence
from sim.audit.severity import SEVERITIES
from sim.audit.statements import StatedFact
from sim.audit.template import facts_template
from sim.plan import Fact

__all__ = [
    "SEVERITIES",
    "AuditReport",
    "Fact",
    "Finding",
    "Hold",
    "StatedFact",
    "audit",
    "audit_facts",
    "audit_file",
    "audit_json",
    "facts_template",
    "read_facts",
    "safe_text",
    "sentence",
]
