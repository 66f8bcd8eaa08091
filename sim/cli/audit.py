"""`python -m sim audit`: which of a plan's own numbers cannot all hold, and what that is worth in the simulation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.cli.command import Command, Context, Option
from sim.cli.inputs import given_plan
from sim.cli.tables import AS_READ, BLANK, POINTS, READING_OPTIONS, read_confirmed
from sim.language import FALLBACK

if TYPE_CHECKING:
    from sim import Scenario
    from sim.audit import AuditReport
    from sim.audit.alternatives import Choice
    from sim.audit.effect import Effect
    from sim.language import Language
    from sim.plan import Plan

HEADS = (
    "cli-audit-severity",
    "cli-audit-what",
    "cli-audit-rule",
    "cli-audit-stated",
    "cli-audit-implied",
    "cli-audit-effect",
    "cli-audit-places",
)

WHAT_PLACES = 62
"""Places of a terminal that the words of a finding may take in the table; JSON has the whole sentence."""


MOST_UNCHECKED = 20
"""Facts that were not checked which the table lists; JSON has all of them."""


def run(context: Context) -> None:
    """Audit the documents of a plan, or a table of facts, and write what was found."""
    from sim.audit import audit_facts, audit_file
    from sim.audit.reading import MOST_BYTES, read_fact_table
    from sim.cli.files import read_file

    source, document, plan = context.given["facts"], context.given["document"], given_plan(context)
    if source is None:
        report = audit_file(document=document, plan=plan)
    else:
        content = read_file(source, MOST_BYTES)
        facts = read_confirmed(context, source, lambda choices: read_fact_table(content, source, choices))
        report = audit_facts(facts, document, plan=plan)
    context.plans = (plan,)
    scenario, known = _effects(report, plan)
    if context.given["json"]:
        context.write_json(audit_document(report, scenario, known, context.language))
    else:
        write_report(context, report, known)
        if source is None:
            _write_alternatives(context, scenario)
        if source is not None:  # whoever gives a table wants to know what became of each of its rows
            _write_unchecked(context, report)


def _effects(report: AuditReport, plan: Plan) -> tuple[Scenario, dict[int, Effect]]:
    """Return the effects around the plan preset; none for a table that speaks of another company."""
    from sim import Scenario
    from sim.audit.effect import effects, speaks_of

    scenario = Scenario.of(plan)
    known = effects(report.findings, scenario) if speaks_of(report.facts, plan) else {}
    return scenario, known


def audit_document(
    report: AuditReport, scenario: Scenario, known: dict[int, Effect], language: str | Language = FALLBACK
) -> dict[str, Any]:
    """Return what `--json` prints: the report, and for each finding what believing either side does to revenue."""

    plan = scenario.plan
    shown = report.to_json(language)
    for place, finding in enumerate(shown["findings"]):
        finding["effect"] = _effect(known[place], plan.years[-1]) if place in known else None
    open_questions = alternatives_document(scenario)
    if open_questions:
        shown["alternatives"] = open_questions
    return {**shown, "against": {"plan": plan.id, "plan_hash": plan.hash, "scenario_hash": scenario.hash}}


def alternatives_document(scenario: Scenario) -> list[dict[str, Any]]:
    """Return where the plan's documents contradict each other: the readings, and what each does to the target."""
    from sim.audit.alternatives import choices

    target = scenario.target
    return [
        {
            "question": readings[0].question.id,
            "metric": target.metric,
            "year": target.year,
            "readings": [
                {
                    "reading": one.reading.id,
                    "set": dict(one.reading.set),
                    "sources": [*one.reading.sources, *([one.reading.assumption] if one.reading.assumption else [])],
                    "value": round(one.value, 6),
                    "change": round(one.change, 6),
                    "in_force": one.in_force,
                    "also": _also(one),
                }
                for one in readings
            ],
        }
        for readings in choices(scenario)
    ]


def _also(one: Choice) -> dict[str, Any] | None:
    if one.also is None:
        return None
    moved, before, after = one.also
    return {"metric": moved.id, "unit": moved.unit, "now": round(before, 6), "value": round(after, 6)}


def _also_words(one: Choice, language: Language) -> str:
    if one.also is None:
        return ""
    moved, before, after = one.also
    values = {"before": moved.format(language, before), "value": moved.format(language, after)}
    return language.text("alternative-also", name=moved.name(language), **values)


def _write_alternatives(context: Context, scenario: Scenario) -> None:
    """Write the readings there are, one a line, the pack's own first."""
    from sim.audit.alternatives import choices
    from sim.cli.table import align
    from sim.model.measures import measure
    from sim.plan.alternatives import name_key

    found = choices(scenario)
    if not found:
        return
    language, t, target = context.language, context.text, scenario.target
    aimed = measure(target.metric)
    words = scenario.plan.vocabulary(language).text
    rows = [[t("cli-reading"), t("cli-reading-means"), aimed.name(language), "", "", t("cli-audit-places")]]
    for readings in found:
        rows += [
            [
                f"{one.question.id}={one.reading.id}",
                words(name_key(one.question, one.reading)),
                aimed.format(language, one.value),
                t("audit-page-in-force") if one.in_force else aimed.format_change(language, one.change),
                _also_words(one, language),
                " ".join(one.reading.sources),
            ]
            for one in readings
        ]
    context.write()
    context.write(t("cli-readings", count=len(found), option="--reading QUESTION=READING"))
    context.write(align(rows, "llrlll"))


def _effect(effect: Effect, year: int) -> dict[str, Any]:
    return {
        "metric": "revenue",
        "year": year,
        "unit": "CNY_m",
        "spread": round(effect.spread, 4),
        "now": round(effect.current, 4),
        "sides": [
            {
                "side": side.side,
                "revenue": round(side.revenue, 4),
                "in_force": side.in_force,
                "set": [
                    {"kind": one.kind, "id": one.id, "asked": one.wanted, "used": one.value} for one in side.applied
                ],
            }
            for side in effect.sides
        ],
    }


def write_report(context: Context, report: AuditReport, known: dict[int, Effect]) -> None:
    """Write the summary, the findings, and what was not checked."""
    t = context.text
    counts = report.counts
    context.write(
        t(
            "cli-audit-summary",
            count=len(report.findings),
            high=counts["high"],
            medium=counts["medium"],
            low=counts["low"],
            checked=len(report.checked_facts),
            facts=len(report.facts),
            holds=len(report.holds),
        )
    )
    if not report.findings:
        context.write(
            t("audit-coverage", coverage=report.coverage, checked=len(report.checked_facts), facts=len(report.facts))
        )
    if report.findings:
        _write_findings(context, report, known)


def _write_unchecked(context: Context, report: AuditReport) -> None:
    """Write why facts were not checked: each of a short table, of a long one how many for each reason."""
    from sim.cli.table import align

    if not report.unchecked:
        return
    language, t = context.language, context.text
    context.write()
    context.write(t("audit-unchecked-title", count=len(report.unchecked)))
    listed = report.unchecked[:MOST_UNCHECKED]
    context.write(align([[one.fact.id, one.text(language)] for one in listed], "ll"))
    if len(report.unchecked) > len(listed):
        context.write(t("audit-unchecked-more", count=len(report.unchecked) - len(listed)))


def _write_findings(context: Context, report: AuditReport, known: dict[int, Effect]) -> None:
    """Write one line a finding, those worth most in the simulation first."""
    from sim.audit.effect import ranking
    from sim.audit.report import figure, places, subject_words
    from sim.cli.table import align, shorten

    language, t = context.language, context.text
    rows = [[t(head) for head in HEADS]]
    for place in ranking(len(report.findings), known):
        finding = report.findings[place]
        claim = finding.claim
        effect = known.get(place)
        rows.append(
            [
                t(f"severity-{finding.severity}"),
                shorten(language.spacing.even(subject_words(claim.subject, language)), WHAT_PLACES),
                shorten(t(f"identity-{finding.identity}"), WHAT_PLACES),
                figure(claim.stated.value, claim.subject, language, exact=True),
                figure(claim.implied.value, claim.subject, language),
                language.quantity(effect.spread, "money") if effect else "",
                shorten(places(claim.facts, language), WHAT_PLACES),
            ]
        )
    context.write()
    context.write(align(rows, "lllrrrl"))


COMMAND = Command(
    "audit",
    "cli-command-audit",
    run,
    options=(
        Option("facts", "cli-option-facts", value="FILE"),
        Option("plan", "cli-option-plan", value="PLAN"),
        Option("document", "cli-option-document", value="DOCUMENT"),
        *READING_OPTIONS,
        BLANK,
        POINTS,
        AS_READ,
        Option("json", "cli-option-json", kind="flag"),
    ),
)
