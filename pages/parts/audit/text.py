"""Findings in the words of the page: a title for lists, names for the two sides, figures and ranges."""

from __future__ import annotations

import math
import re
from dataclasses import replace

from pages.parts.writing import literal
from sim.audit import Finding
from sim.audit.claims import Claim, Subject
from sim.audit.effect import Applied, Side
from sim.audit.estimate import Estimate
from sim.audit.report import arguments, figure, scope_words
from sim.language import Language, key
from sim.language.lines import unbroken
from sim.plan import Fact, Plan, fact_text
from sim.plan.amounts import amount, lever_text

MARKS = {"high": "▲", "medium": "◆", "low": "○"}
"""Severities have a shape as well as a colour."""

FORMS = {
    "same-quantity": "twice",
    "shares-sum": "sum",
    "shares-listed": "sum",
    "shares-near": "sum",
    "weights-sum": "sum",
    "period-shares": "sum",
    "contributions-sum": "sum",
    "stage-sum": "sum",
    "below-present": "present",
    "remainder": "left",
    "market-size": "market",
    "part-of-whole": "whole",
    "period-part": "whole",
    "two-dates": "due",
    "dated-early": "early",
    "date-impossible": "date",
    "date-future": "date",
    "date-passed": "passed",
}
"""How an identity sets its two sides against each other, where it is not "stated or implied"."""

WITHOUT_PICTURE = ("due", "early", "date", "passed")
"""Findings about dates: no two numbers that differ."""


def say(language: Language, text: str, /, **arguments_: object) -> str:
    """Return a text with its values set as the language sets them; no line breaks between a number and its unit."""
    return unbroken(language.spacing.even(language.text(text, **arguments_)))


def form(finding: Finding) -> str:
    """Return how the sides of a finding are named."""
    known = FORMS.get(finding.identity)
    if known:
        return known
    return {"<=": "most", ">=": "least"}.get(finding.claim.relation, "either")


def title(finding: Finding, language: Language) -> str:
    """Return a finding in one short line."""
    claim = finding.claim
    values = arguments(finding, language)
    return say(
        language,
        f"audit-page-title-{form(finding)}",
        what=subject(claim.subject, language),
        stated=value(claim.stated, claim, language, exact=True),
        implied=value(claim.implied, claim, language),
        period=values["period"],
    )


def subject(of: Subject, language: Language) -> str:
    """Return metric, scope and period; a scope that the metric's name begins with is not said twice."""
    fact = Fact("", "", "", of.metric, of.scope, of.period, of.kind, 0.0, of.unit, "")
    metric, scope = fact_text.metric(fact, language), scope_words(of.scope, language)
    if metric.startswith(scope):
        scope = ""
    period = fact_text.period(fact, language) if of.period not in ("", "n/a") else ""
    parts = {"metric": metric, "scope": scope, "period": period}
    named = (parts[name] for name in language.figure_order if parts.get(name))
    return language.spacing.even(language.join(named, "figure"))


def side_name(finding: Finding, side: str, language: Language) -> str:
    """Return what one side is called beside its number."""
    return language.text(f"audit-page-side-{form(finding)}-{side}")


def value(estimate: Estimate, claim: Claim, language: Language, *, exact: bool = False) -> str:
    """Return a figure; where one side falls and the other rises, the rise carries its sign."""
    shown = unbroken(language.spacing.even(figure(estimate.value, claim.subject, language, exact=exact)))
    opposite = claim.subject.factor == 0.01 and claim.stated.value * claim.implied.value < 0
    return f"+{shown}" if opposite and estimate.value > 0 and shown[:1].isdigit() else shown


def reach(estimate: Estimate, claim: Claim, language: Language) -> str:
    """Return what a figure may stand for once rounding is allowed for: a range, one number, or one end."""
    low, high = estimate.low, estimate.high
    finer = (high - low if math.isfinite(high - low) else 0.0) / claim.subject.factor

    def end(number: float) -> str:
        return _fine(number, finer, claim, language)

    if low == high:
        return say(language, "audit-page-exactly", value=end(low))
    if math.isinf(low) and math.isinf(high):
        return language.text("audit-page-anything")
    if math.isinf(high):
        return say(language, "audit-page-at-least", value=end(low))
    if math.isinf(low) or low == 0 < estimate.value:
        return say(language, "audit-page-at-most", value=end(high))
    return say(language, "audit-page-range", **_without_repeats(end(low), end(high)))


def _without_repeats(low: str, high: str) -> dict[str, str]:
    """Return both ends with what stands before the first digit only once, and likewise a unit set off by a blank."""
    first, second = (re.fullmatch(r"(\D*?)([+\u2212]?\d[\d.,]*)(\D*)", text) for text in (low, high))
    if not first or not second or first[1] != second[1] or first[3] != second[3]:
        return {"low": low, "high": high}
    unit = "" if first[3][:1].isspace() else first[3]
    return {"low": f"{first[1]}{first[2]}{unit}", "high": f"{second[2]}{second[3]}"}


def _fine(number: float, width: float, claim: Claim, language: Language) -> str:
    """Return an end of a range that is `width` wide, with just the digits that tell both ends apart."""
    shown = number / claim.subject.factor
    digits = max(0, math.ceil(-math.log10(width / 5))) if width > 0 else 6
    return figure(round(shown, digits) * claim.subject.factor, claim.subject, language, exact=True)


def gap(claim: Claim, language: Language) -> str:
    """Return the gap that rounding cannot explain; between shares in points."""
    points = replace(claim.subject, unit="pct_points", factor=0.01) if claim.subject.factor == 0.01 else claim.subject
    return language.spacing.even(figure(abs(claim.gap), points, language))


def setting(plan: Plan, one: Applied, language: Language) -> tuple[str, str, str]:
    """Return what a side sets: the name of the lever or assumption, its new value, and what stands now."""
    if one.kind == "lever":
        lever = plan.levers[one.id]
        new, old = (lever_text(lever, round(number, 4), language) for number in (one.value, one.before))
        return language.text(key("lever", one.id)), new, old
    if one.kind == "assumption":
        entry = plan.assumptions[one.id]
        name, unit, format = language.text(key("assumption", one.id)), entry.unit, entry.format
    elif one.kind == "base":
        region = language.text(key("region", one.id.partition(".")[2]))
        name = language.text("audit-page-base-revenue", region=region, year=str(plan.base_year))
        unit, format = "CNY_m", "money"
    else:
        name, unit, format = language.text("audit-page-target"), "CNY_m", "money"
    digits = 0 if unit == "persons" else 4
    new, old = (
        amount(round(number, digits) if unit != "CNY_m" else round(number, 2), unit, format, language)
        for number in (one.value, one.before)
    )
    return name, new, old


def settings(plan: Plan, side: Side, language: Language, *, done: bool = False) -> str:
    """Return all that a side sets in one line; `done` says what has just changed."""
    parts: list[str] = []
    for one in side.applied:
        name, new, old = setting(plan, one, language)
        changed = "audit-page-setting-applied" if done else "audit-page-setting"
        text = "audit-page-setting-same" if new == old else changed
        parts.append(language.text(text, name=name, value=new, before=old))
    return language.join(parts, "groups")


def plain(text: str) -> str:
    """Return Markdown of one line that shows exactly this text: what comes from a table must not become a link."""
    return literal(re.sub(r"[\t\r\n]+", " ", text))
