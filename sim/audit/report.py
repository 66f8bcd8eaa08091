"""The report of an audit: findings and holds, as JSON, as a table safe to open in a spreadsheet, and as sentences."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sim.audit.claims import Claim, Subject
from sim.audit.ledger import Finding, Hold
from sim.audit.registry import get_registry
from sim.audit.severity import SEVERITIES
from sim.audit.unchecked import Unchecked
from sim.language import FALLBACK, Language, get_language
from sim.plan import Fact, fact_text
from sim.reading.periods import read_period

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "severity",
    "identity",
    "subject",
    "stated",
    "implied",
    "unit",
    "gap",
    "gap_relative",
    "facts",
    "places",
    "sentence",
)
UNSAFE = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
LITTLE = 0.5
"""Where less than this share of the facts could be checked, that nothing was found says little."""
MOST_TERMS = 8
"""Figures listed in a sentence; more would not be read."""


def safe_text(text: str) -> str:
    """Return text that a spreadsheet shows and never computes: a leading formula sign is put behind an apostrophe."""
    return f"'{text}" if text.lstrip().startswith(UNSAFE) or text.startswith(UNSAFE) else text


@dataclass(frozen=True)
class AuditReport:
    """What an audit found.

    `facts` are all facts read, `findings` what cannot all hold (the gravest first), `holds` what was checked and
    agrees, `unchecked` the facts that nothing could be held against, each with the reason.
    """

    facts: tuple[Fact, ...]
    findings: tuple[Finding, ...]
    holds: tuple[Hold, ...]
    documents: Mapping[str, Mapping[str, str]]
    unchecked: tuple[Unchecked, ...] = ()

    @cached_property
    def checked_facts(self) -> tuple[str, ...]:
        """Ids of the facts that at least one identity tested, in the order of the table."""
        tested = {id(fact) for entry in (*self.findings, *self.holds) for fact in entry.facts}
        return tuple(fact.id for fact in self.facts if id(fact) in tested)

    @property
    def coverage(self) -> str:
        """How much was checked: "nothing", "little" (less than half of the facts) or "most"."""
        checked = len(self.checked_facts)
        return "nothing" if not checked else "little" if checked < LITTLE * len(self.facts) else "most"

    @property
    def counts(self) -> dict[str, int]:
        """Findings by severity."""
        found = Counter(finding.severity for finding in self.findings)
        return {severity: found[severity] for severity in SEVERITIES}

    @cached_property
    def _holds_by_fact(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for place, hold in enumerate(self.holds):
            for fact in hold.facts:
                found.setdefault(id(fact), []).append(place)
        return found

    def support(self, fact: Fact) -> list[Hold]:
        """Return the holds that speak for a figure: what it agrees with."""
        return [self.holds[place] for place in self._holds_by_fact.get(id(fact), ())]

    def to_json(self, language: str | Language = FALLBACK) -> dict[str, Any]:
        """Return the report as JSON-ready values; `stated`, `implied` and `gap` are in the unit the document uses."""
        texts = get_language(language) if isinstance(language, str) else language
        return {
            "facts": len(self.facts),
            "checked_facts": len(self.checked_facts),
            "coverage": self.coverage,
            "counts": self.counts,
            "findings": [self._finding(finding, texts) for finding in self.findings],
            "holds": [self._entry(hold, texts) for hold in self.holds],
            "unchecked": [
                {
                    "id": one.fact.id,
                    "metric": one.fact.metric,
                    "scope": one.fact.scope,
                    "period": one.fact.period,
                    "reason": one.reason,
                    "sentence": one.text(texts),
                }
                for one in self.unchecked
            ],
        }

    def _entry(self, entry: Finding | Hold, language: Language) -> dict[str, Any]:
        claim = entry.claim
        return {
            "identity": entry.identity,
            "facts": [fact.id for fact in claim.facts],
            "stated": _number(claim.stated.value / claim.subject.factor),
            "implied": _number(claim.implied.value / claim.subject.factor),
            "unit": claim.subject.unit,
            "sentence": sentence(entry, language),
        }

    def _finding(self, finding: Finding, language: Language) -> dict[str, Any]:
        claim = finding.claim
        factor = claim.subject.factor
        return {
            "severity": finding.severity,
            **self._entry(finding, language),
            "gap": {
                "absolute": _number((claim.stated.value - claim.implied.value) / factor),
                "beyond_rounding": _number(abs(claim.gap) / factor),
                "relative": _number(_relative(claim)),
                "unit": claim.subject.unit,
            },
            "subject": {
                "metric": claim.subject.metric,
                "scope": claim.subject.scope,
                "period": claim.subject.period,
                "kind": claim.subject.kind,
            },
            "sources": [
                {
                    "id": fact.id,
                    "document": fact.document,
                    "section": fact.section,
                    "value": fact.value,
                    "unit": fact.unit,
                    "agrees_with": sorted(
                        {other.id for hold in self.support(fact) for other in hold.facts} - {fact.id}
                    ),
                }
                for fact in claim.facts
            ],
            "what_if": None if finding.what_if is None else list(finding.what_if),
        }

    def to_frame(self, language: str | Language = FALLBACK) -> pd.DataFrame:
        """Return the findings as a table (columns `COLUMNS`), texts safe to open in a spreadsheet."""
        import pandas as pd  # slow to import, and only this table needs it

        texts = get_language(language) if isinstance(language, str) else language
        return pd.DataFrame([self._row(finding, texts) for finding in self.findings], columns=list(COLUMNS))

    def _row(self, finding: Finding, language: Language) -> dict[str, object]:
        claim = finding.claim
        factor = claim.subject.factor
        texts = {
            "severity": language.text(f"severity-{finding.severity}"),
            "identity": language.text(f"identity-{finding.identity}"),
            "subject": language.spacing.even(subject_words(claim.subject, language)),
            "unit": claim.subject.unit,
            "facts": ", ".join(fact.id for fact in claim.facts),
            "places": places(claim.facts, language),
            "sentence": sentence(finding, language),
        }
        return {
            **{column: safe_text(text) for column, text in texts.items()},
            "stated": _number(claim.stated.value / factor),
            "implied": _number(claim.implied.value / factor),
            "gap": _number((claim.stated.value - claim.implied.value) / factor),
            "gap_relative": _number(_relative(claim)),
        }


def _relative(claim: Claim) -> float:
    larger = max(abs(claim.stated.value), abs(claim.implied.value))
    return abs(claim.stated.value - claim.implied.value) / larger if larger else 0.0


def _number(value: float) -> float | None:
    return float(f"{value:.10g}") if math.isfinite(value) else None


def figure(value: float, subject: Subject, language: Language, *, exact: bool = False) -> str:
    """Return a figure in base units as the reader writes it: as stated, or rounded to about four digits."""
    shown = round(value / subject.factor, 9)
    if not exact and shown and math.isfinite(shown):
        shown = round(shown, max(0, 2 - math.floor(math.log10(abs(shown)))) if abs(shown) < 100 else 0)
    fact = Fact("", "", "", subject.metric, subject.scope, subject.period, subject.kind, shown, subject.unit, "")
    return fact_text.value(fact, language)


def subject_words(subject: Subject, language: Language) -> str:
    """Return what is spoken of: metric, scope and period."""
    fact = Fact("", "", "", subject.metric, subject.scope, subject.period, subject.kind, 0.0, subject.unit, "")
    metric, scope = fact_text.metric(fact, language), scope_words(subject.scope, language)
    if metric.startswith(scope) and not language.join(("", ""), "figure"):
        scope = ""  # written in one word with the metric, it would stand there twice
    return language.text(
        "audit-subject",
        metric=metric,
        scope=scope,
        period=fact_text.period(fact, language),
        kind=fact_text.kind(fact, language),
    )


def scope_words(text: str, language: Language) -> str:
    """Return a scope in words; several joined by " + " one by one."""
    parts = [fact_text.word("scope", part, language) for part in text.split(" + ")]
    return language.join(parts, "and")


def terms(facts: Sequence[Fact], subject: Subject, language: Language) -> str:
    """Return figures with the places where they stand, each named by what sets it apart from the subject."""
    kinds: dict[tuple[str, str, str], set[str]] = {}
    for fact in facts:
        kinds.setdefault((fact.metric, fact.scope, fact.period), set()).add(fact.kind)
    listed = [
        _term(fact, subject, language, kind=len(kinds[fact.metric, fact.scope, fact.period]) > 1)
        for fact in facts[:MOST_TERMS]
    ]
    if len(facts) > MOST_TERMS:
        listed.append(language.text("audit-more", count=len(facts) - MOST_TERMS))
    return language.join(listed, "groups")


def _term(fact: Fact, subject: Subject, language: Language, *, kind: bool = False) -> str:
    """Return one figure; `kind` says actual or target where two figures of one quantity stand side by side."""
    names = {
        "metric": fact_text.metric(fact, language) if fact.metric != subject.metric else "",
        "scope": fact_text.scope(fact, language) if fact.scope != subject.scope else "",
        "period": fact_text.period(fact, language) if fact.period != subject.period else "",
        "kind": language.text("audit-label-kind", kind=fact_text.kind(fact, language)) if kind else "",
    }
    words = [names[name] for name in language.figure_order if names[name]]
    value, where = fact_text.value(fact, language), place(fact, language)
    if not words:
        return language.text("audit-term-plain", value=value, place=where)
    label = language.join(words, "figure")
    return language.text("audit-term", label=label, value=value, place=where)


def place(fact: Fact, language: Language) -> str:
    """Return where a fact stands: document and section, or its id where the table does not say."""
    return fact_text.place(fact, language).strip() if fact.section else fact.id


def places(facts: Sequence[Fact], language: Language) -> str:
    """Return where facts stand, each place once."""
    return language.join(dict.fromkeys(place(fact, language) for fact in facts))


def sentence(entry: Finding | Hold, language: Language) -> str:
    """Return one plain sentence on a finding or a hold.

    The sentence of a finding is `audit-<identity>`; its arguments are the subject, both figures, the gap, the terms
    with their places, and what the claim adds (metrics, scopes, periods by id).
    """
    if isinstance(entry, Hold):
        return language.spacing.even(language.text("audit-hold", **figures(entry, language)))
    return language.spacing.even(language.text(f"audit-{entry.identity}", **arguments(entry, language)))


def figures(entry: Finding | Hold, language: Language) -> dict[str, object]:
    """Return what is spoken of, by which identity, and both figures."""
    claim = entry.claim
    return {
        "what": subject_words(claim.subject, language),
        "identity": language.text(f"identity-{entry.identity}"),
        "stated": figure(claim.stated.value, claim.subject, language, exact=True),
        "implied": figure(claim.implied.value, claim.subject, language),
    }


def arguments(entry: Finding, language: Language) -> dict[str, object]:
    """Return the arguments that every sentence of a finding may use."""
    claim, subject = entry.claim, entry.claim.subject
    # A list of different goals names each of them in full.
    listed = replace(subject, metric="", scope="") if entry.identity == "date-passed" else subject
    points = replace(subject, unit="pct_points", factor=0.01) if subject.factor == 0.01 else subject
    values: dict[str, object] = {
        **figures(entry, language),
        "gap": figure(abs(claim.stated.value - claim.implied.value), points, language),
        "statedterms": terms(claim.stated.facts, listed, language),
        "terms": terms(claim.implied.facts, subject, language),
        "where": places(claim.implied.facts, language),
        "place": places(claim.stated.facts, language),
        "scope": scope_words(subject.scope, language),
        "period": _period_words(subject.period, language),
    }
    for name, value in claim.words.items():
        values[name.replace("_", "-")] = _word(name, value, claim.facts, language)
    if "each" in claim.words:
        unit = str(claim.words["each_unit"])
        each = Fact("", "", "", subject.metric, "", "", "", float(str(claim.words["each"])), unit, "")
        values["each"] = fact_text.value(each, language)
    return values


def _word(name: str, value: object, facts: Sequence[Fact], language: Language) -> object:
    if name in ("of", "over", "under", "other"):
        # A metric is called as the table calls it.
        own = (fact.metric for fact in facts if get_registry().metric(fact.metric, fact.unit).id == value)
        word = fact_text.word("metric", next(own, str(value)), language)
        return word[:1].lower() + word[1:] if word[1:2].islower() else word
    if name == "whole":
        return scope_words(str(value), language)
    if name in ("whole_period", "present_period", "first_period", "start", "end"):
        return _period_words(str(value), language)
    if name == "date":
        return language.date(dt.date.fromisoformat(str(value)))
    return value


def _period_words(text: str, language: Language) -> str:
    period = read_period(text)
    stated = period.text if period.timed else text
    return fact_text.period_words(stated, language)
