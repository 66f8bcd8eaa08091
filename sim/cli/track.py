"""`python -m sim track`: what happened against the plan, and what it says about the future."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.cli.command import CliError, Command, Context, Option
from sim.cli.inputs import SCENARIO_EXCLUSIVE, SCENARIO_OPTIONS, choose
from sim.cli.tables import AS_READ, PERCENT, READING_OPTIONS, SIZE, UNIT, read_confirmed

if TYPE_CHECKING:
    from sim.plan import Plan
    from sim.track.actuals import Actuals
    from sim.track.tracking import Tracking

LARGEST = 10
"""Verdicts that the table shows; JSON holds all of them."""


def run(context: Context) -> None:
    """Condition the scenario's futures on a file of actuals and write what follows."""
    from sim.track.tracking import document, track

    choice = choose(context)
    actuals = _actuals(context, choice.plan)
    tracking = track(choice.scenario, actuals, context.given["draws"])
    if context.given["json"]:
        context.write_json(document(tracking))
    else:
        write_tracking(context, tracking)


def _actuals(context: Context, plan: Plan) -> Actuals:
    from sim.cli.files import read_file
    from sim.track.reading import LIMITS, demo_actuals, read_actuals_table

    source = context.given["actuals"]
    if source is None:
        raise CliError("error-track-no-actuals", demo="--actuals demo")
    if source == "demo":
        return demo_actuals(plan)
    content = read_file(source, LIMITS.bytes)
    return read_confirmed(context, source, lambda choices: read_actuals_table(plan, content, source, choices))


def write_tracking(context: Context, tracking: Tracking) -> None:
    """Write the verdict, the evidence, milestones and warnings for people."""
    from sim.cli.table import align
    from sim.track import text as track_text
    from sim.track.adjustments import measured_text

    language = context.language
    if tracking.actuals.demo:
        context.write(
            context.text("track-demo-note", about=language.text("plan-demo") if language.has("plan-demo") else "")
        )
    context.write(track_text.plain(track_text.sentence(tracking, language)))
    notes = (track_text.needed_text, track_text.futures_note, track_text.left_aside_note)
    for line in (note(tracking, language) for note in notes):
        if line:
            context.write(line)
    context.write()
    rows = [[track_text.milestone_name(one, language), *_milestone(context, tracking, place)] for place, one in
            enumerate(tracking.milestones)]  # fmt: skip
    if rows:
        context.write(align(rows, "lrrll"))
        context.write()
    rows = [
        [
            context.text(one.rule.text),
            track_text.status(one.judgement, language),
            track_text.threshold_text(one, language),
        ]
        for one in tracking.warnings
    ]
    context.write(align(rows, "lll"))
    if tracking.rules:
        context.write()
        rows = [
            [
                context.text(one.state.rule.text),
                track_text.status(one.state.judgement, language),
                measured_text(one, language),
            ]
            for one in tracking.rules
        ]
        context.write(align(rows, "lll"))
    if tracking.verdicts:
        context.write()
        context.write(context.text("track-against-title"))
        rows = [
            [track_text.verdict_name(one, language), track_text.shift(one, language), track_text.odds(one, language)]
            for one in tracking.verdicts[:LARGEST]
        ]
        context.write(align(rows, "lrl"))


def _milestone(context: Context, tracking: Tracking, place: int) -> list[str]:
    from sim.track import text as track_text

    language = context.language
    one = tracking.milestones[place]
    return [
        one.format(language, one.value),
        one.format(language, one.expected),
        track_text.status(one.judgement, language),
        track_text.chance(one.probability, language),
    ]


COMMAND = Command(
    "track",
    "cli-command-track",
    run,
    options=(
        Option("actuals", "cli-option-actuals", value="FILE"),
        *READING_OPTIONS,
        PERCENT,
        UNIT,
        SIZE,
        AS_READ,
        *SCENARIO_OPTIONS,
        Option("json", "cli-option-json", kind="flag"),
    ),
    exclusive=SCENARIO_EXCLUSIVE,
)
