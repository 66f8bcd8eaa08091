"""Headline numbers of the Tracking page."""

from __future__ import annotations

import math

from pages.parts import reading
from pages.parts.reading import Number, Source
from pages.parts.source_link import source_link, source_of
from sim.analysis.text import likely_name, target_amount
from sim.language import Language
from sim.model.quantities import CHANCE
from sim.plan import fact_text
from sim.track import text as track_text
from sim.track.rules import counts, rules
from sim.track.tracking import SHAPES, Tracking

STATES = {
    "reached": "track-state-reached",
    "missed": "track-state-missed",
    "out_of_reach": "track-state-out-of-reach",
}


def headline(tracking: Tracking, language: Language) -> None:
    """Draw the five headline numbers."""
    t, result = language.text, tracking.result
    target = tracking.scenario.target
    one = target.measure
    source = source_of(tracking.plan, f"futures:{target.metric}", language)
    low, _, middle, _, high = tracking.target_quantiles
    items = [_latest(tracking, language)]
    items.append(
        Number(
            t("track-number-chance", target=target_amount(target, tracking.plan, language), year=str(target.year)),
            CHANCE.number(language, result.p_after),
            CHANCE.name_of_unit(language),
            note=t(
                "track-number-chance.note",
                before=track_text.chance(result.p_before, language),
                error=CHANCE.format_change(language, result.p_error, signed=False),
                known="yes" if result.used else "no",
                set=likely_name(tracking.scenario, language),  # the Simulator may believe another one
            ),
            short=result.p_after < result.p_before,
            source=source,
        )
    )
    items.append(
        Number(
            t("track-number-expected", year=str(target.year), measure=one.name(language)),
            one.number(language, middle),
            one.quantity.name_of_unit(language),
            t("track-number-expected.note", low=one.number(language, low), high=one.number(language, high)),
            short=target.missing(middle) > 0,
            source=source,
        )
    )
    items.append(_needed_number(tracking, language))
    lights = counts([one.judgement for one in tracking.milestones])
    items.append(
        Number(
            t("track-number-milestones" if tracking.result.used else "track-number-milestones-ahead"),
            t("track-number-of", part=lights["green"], whole=len(tracking.milestones)) if tracking.milestones else "–",
            note=t(
                "track-number-milestones.note" if tracking.result.used else "track-number-milestones-ahead.note",
                amber=lights["amber"],
                red=lights["red"],
            )
            if tracking.milestones
            else t("track-milestone-none"),
            short=lights["red"] > 0,
            source=_facts(tracking, language),
        )
    )
    reading.numbers(items, t("track-numbers"))


def _latest(tracking: Tracking, language: Language) -> Number:
    t, plan = language.text, tracking.plan
    last = tracking.result.known.last
    pace = tracking.paces[SHAPES[0]][last - 1] if last else None
    if pace is None or math.isnan(pace.actual):
        return Number(
            t("track-number-latest-none"), "–", note=t("track-number-latest-none.note", part="yes" if last else "no")
        )
    return Number(
        t("track-number-latest", quarter=language.period(plan.quarters[last - 1])),
        language.number(pace.actual, "revenue"),
        language.unit("revenue"),
        t(
            "track-number-latest.note",
            attainment=language.quantity(pace.attainment, "percent_whole"),
            year=language.quantity(pace.year_attainment, "percent_whole"),
        ),
        short=pace.attainment < rules(tracking.plan).attainment.green_from.value,
        source=Source("", (t("track-number-latest.source"),)),
    )


def _needed_number(tracking: Tracking, language: Language) -> Number:
    t, needed = language.text, tracking.needed
    label = t("track-number-needed")
    if needed is None:
        return Number(label, "–", note=t("track-number-needed-other"))
    if needed.growth is None:
        return Number(label, "–", note=t(STATES[needed.state]))
    so_far = needed.growth_so_far
    remark = (
        t("track-number-needed-first")
        if so_far is None
        else t("track-number-needed.note", recent=language.quantity(so_far, "percent"))
    )
    return Number(
        label,
        language.number(needed.growth, "percent", signed=True),
        "%",
        remark,
        short=so_far is not None and so_far < needed.growth,
        source=source_of(tracking.plan, f"target:{tracking.scenario.target.metric}", language),
    )


def _facts(tracking: Tracking, language: Language) -> Source:
    """Return the statements of the plan that the milestones are."""
    facts = tracking.plan.facts
    ids = dict.fromkeys(one.fact for one in tracking.milestones if one.fact in facts)
    lines = tuple(fact_text.statement(facts[id], language) for id in ids)
    return Source(source_link(" ".join(ids), language), lines)
