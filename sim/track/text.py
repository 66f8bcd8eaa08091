"""Tracking in words: the sentence on top, names, states, and how strongly the actuals speak."""

from __future__ import annotations

import math
import re

from sim.analysis.text import likely_name, target_amount
from sim.language import Language, key
from sim.model.quantities import CHANCE
from sim.plan import Plan
from sim.track.evidence import Verdict
from sim.track.likelihood import observations
from sim.track.measures import measures, series_name
from sim.track.milestones import MilestoneState
from sim.track.rules import Judgement, Shape, Status, rules
from sim.track.tracking import Tracking
from sim.track.warnings import WarningState

SHAPES: dict[Status, str] = {"green": "●", "amber": "▲", "red": "◆", "none": "○"}
"""A state's shape, so that it can be told without its colour."""
STRENGTHS = {
    "weak": "track-strength-weak",
    "positive": "track-strength-positive",
    "strong": "track-strength-strong",
    "very-strong": "track-strength-very-strong",
}
TAILS = {
    "reached": "track-tail-reached",
    "missed": "track-tail-missed",
    "out_of_reach": "track-tail-out-of-reach",
}
MOST_ODDS = 100.0
MOST_LEFT_ASIDE = 4


def plain(text: str) -> str:
    """Return a text without its marks for emphasis."""
    return re.sub(r"</?(b|em)>", "", text)


def chance(probability: float, language: Language) -> str:
    """Return a probability from draws, never as a certainty; empty if there is none."""
    return CHANCE.format(language, probability) if math.isfinite(probability) else ""


def sentence(tracking: Tracking, language: Language) -> str:
    """Return the verdict in one sentence; `<b>` and `<em>` mark what matters."""
    result, target = tracking.result, tracking.scenario.target
    words = {
        "target": target_amount(target, tracking.plan, language),
        "year": str(target.year),
        "before": chance(result.p_before, language),
    }
    if not result.used:
        zeros = "yes" if tracking.actuals.count and result.skipped else "no"
        return language.text("track-sentence-none", zeros=zeros, **words)
    before, after = words["before"], chance(result.p_after, language)
    tail = ""
    needed_text = tracking.needed
    if needed_text is not None and needed_text.state == "open" and needed_text.growth is not None:
        tail = language.text("track-tail-open", growth=language.quantity(needed_text.growth, "percent"))
    elif needed_text is not None:
        tail = language.text(TAILS[needed_text.state])
    return language.text(
        "track-sentence",
        **words,
        quarters=len({quarter for cells in tracking.actuals.values.values() for quarter in cells}),
        after=after,
        direction="same" if before == after else "up" if result.p_after > result.p_before else "down",
        tail=tail,
    )


def needed_text(tracking: Tracking, language: Language) -> str:
    """Return what has to be true from here; empty where there is nothing to add."""
    one = tracking.needed
    if one is None or one.state != "open" or one.average is None or one.average_before is None:
        return ""
    so_far = one.growth_so_far
    return language.text(
        "track-needed",
        year=str(tracking.scenario.target.year),
        count=one.open_in_year,
        average=language.quantity(one.average, "money"),
        before=language.quantity(one.average_before, "money"),
        known="no" if so_far is None else "yes",
        recent="" if so_far is None else language.quantity(so_far, "percent"),
    )


def futures_note(tracking: Tracking, language: Language) -> str:
    """Return how many futures the forecast rests on, and whether it had to be widened."""
    weights = tracking.result.weights
    numbers = {
        "draws": language.number(tracking.result.futures.draws, "count"),
        "effective": language.number(weights.effective, "count"),
    }
    if not tracking.result.used:
        return ""
    if not weights.collapsed:
        return language.text("track-futures", **numbers)
    return language.text(
        "track-futures-widened",
        **numbers,
        left=language.number(max(weights.untempered, 1), "count"),
        exponent=language.number(weights.tempering, "plain", decimals=2),
    )


def left_aside_note(tracking: Tracking, language: Language) -> str:
    """Return which figures say nothing about the forecast, since they are zero; empty where there are none."""
    plan, actuals = tracking.plan, tracking.actuals
    _, skipped = observations(plan, actuals)
    if not skipped:
        return ""
    rows = dict.fromkeys(series_name(one.series, language) for one in skipped)
    shown = language.join(list(rows)[:MOST_LEFT_ASIDE], "groups")
    more = "yes" if len(rows) > MOST_LEFT_ASIDE else "no"
    return language.text("track-left-aside", count=len(skipped), rows=shown, more=more)


def prior_note(tracking: Tracking, language: Language) -> str:
    """Return whose assumptions the futures follow."""
    name = likely_name(tracking.scenario, language)
    if not tracking.replaced:
        return language.text("track-prior", set=name)
    return language.text("track-prior-replaced", set=name, asked=language.text(key("set", tracking.replaced)))


def milestone_name(one: MilestoneState, language: Language) -> str:
    """Return "Revenue, West, 2026 Q1"."""
    entered = measures().get(one.metric)
    name = entered.text if entered is not None and entered.by_hand else key("milestone", one.metric)
    return language.text(
        "track-milestone-name",
        metric=language.text(name),
        scope=scope_name(one.scope, language),
        period=language.period(one.period),
    )


def scope_name(scope: str, language: Language) -> str:
    """Return whose figure a milestone is: the company's, a product's, a region's or those of several together."""
    if scope == "company":
        return language.text("milestone-scope-company")
    names = (key(kind, part) for part in scope.split("+") for kind in ("product", "region"))
    return language.join((language.text(name) for name in names if language.has(name)), "and")


def status(judgement: Judgement, language: Language) -> str:
    """Return the state with its shape and reason: "▲ at risk · below 95 %"."""
    return f"{SHAPES[judgement.status]} {language.text(judgement.reason)}"


def shape_name(plan: Plan, shape: str, language: Language) -> str:
    """Return what a shape of the year is called: the plan's own, by the document that states it, or by its shares."""
    rule = rules(plan).pacing.get(shape)
    if rule is None:
        return language.text("track-pacing-plan")
    return plan.facts[rule.sources[0]].document if rule.sources else shape_shares(rule, language)


def shape_shares(shape: Shape, language: Language) -> str:
    """Return "20/24/26/30", in per cent."""
    return "/".join(language.number(share, "percent_whole") for share in shape.shares)


def threshold_text(one: WarningState, language: Language) -> str:
    """Return what a threshold is compared with, in words; empty without data."""
    if not math.isfinite(one.measured):
        return ""
    quarter = language.period(one.quarter)
    if one.rule.kind == "falling":
        return language.text("track-measured-falling", count=int(one.measured), quarter=quarter)
    format = measures()[one.rule.series].units[0] if one.rule.series in measures() else "percent_whole"
    if one.rule.kind in ("below", "above"):
        return language.text("track-measured-level", value=language.quantity(one.measured, format), quarter=quarter)
    said = language.text("track-measured-change", change=_change(one, language), quarter=quarter)
    if one.otherwise is None or not math.isfinite(one.otherwise.measured):
        return said
    other = language.text(
        "track-measured-otherwise",
        change=_change(one.otherwise, language),
        reading="share" if one.otherwise.rule.relative else "points",
        crossed="yes" if one.otherwise.judgement.status == "red" else "no",
    )
    return f"{said} · {other}"


def _change(one: WarningState, language: Language) -> str:
    return language.quantity(one.measured, "percent" if one.rule.relative else "points", signed=True)


def verdict_name(one: Verdict, language: Language) -> str:
    name = key("risk" if one.kind == "risk" else "assumption", one.id)
    return language.text(name) if language.has(name) else one.id


def assumption_change(one: Verdict, language: Language, format: str) -> str:
    """Return "0.69× → 1.00×": what was assumed, and what the actuals make of it."""
    return language.text(
        "track-change", before=language.quantity(one.prior, format), after=language.quantity(one.posterior, format)
    )


def shift(one: Verdict, language: Language) -> str:
    return language.text("track-shift", shift=language.number(one.shift, "plain", signed=True, decimals=1))


def short_odds(one: Verdict, language: Language) -> str:
    """Return "78 : 1 higher", the form beside a bar."""
    factor = min(one.bayes_factor, MOST_ODDS)
    return language.text(
        "track-odds-short",
        odds=language.number(factor, "plain", decimals=0 if factor >= 10 else 1),
        more="yes" if one.bayes_factor > MOST_ODDS else "no",
        kind=one.kind,
        direction="higher" if one.direction > 0 else "lower",
    )


def odds(one: Verdict, language: Language) -> str:
    """Return how strongly the actuals speak, and which way: "strong: 78 to 1 for higher"."""
    factor = min(one.bayes_factor, MOST_ODDS)
    return language.text(
        "track-odds",
        strength=language.text(STRENGTHS[one.strength]),
        odds=language.number(factor, "plain", decimals=0 if factor >= 10 else 1),
        more="yes" if one.bayes_factor > MOST_ODDS else "no",
        kind=one.kind,
        direction="higher" if one.direction > 0 else "lower",
    )
