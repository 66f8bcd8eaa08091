"""One answer: what a command says as JSON, with the unit of every measure and lever and where it comes from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, Field

from sim.cli import load_command, program
from sim.cli.command import Command, Context, parse, read_values
from sim.cli.inputs import SCENARIO_EXCLUSIVE, SCENARIO_OPTIONS, choose
from sim.model.measures import MEASURES
from sim.plan import Plan

SCENARIO = Command("scenario", "cli-command-run", options=SCENARIO_OPTIONS, exclusive=SCENARIO_EXCLUSIVE)
"""The options that describe a scenario, apart from the command that runs it."""


class Answer(BaseModel):
    """What a tool answers.

    Attributes
    ----------
    answer
        The JSON of the command of the same name.
    units
        Unit by id, of every measure and every lever of the plan: money in the plan's unit, rates as fractions.
    provenance
        Plan and model that answered, with their versions; of a scenario also its hash, seed and futures.
    """

    answer: Any
    units: dict[str, str] = Field(description="Unit by id of measure or lever; rates are fractions.")
    provenance: dict[str, Any] = Field(description="Plan, versions, hashes and seed that reproduce the answer.")


def ask(
    command: Sequence[str],
    language: str,
    options: Sequence[str] = (),
    *,
    scenario: Sequence[str] | None = None,
    arguments: Sequence[str] = (),
) -> Answer:
    """Run a command and return its JSON with units and provenance.

    Parameters
    ----------
    command
        Its name, and the name of the command within it: `["solve", "lever"]`.
    language
        Id of the language that sentences and complaints are in.
    options, arguments
        What else the command line says. Arguments cannot be taken for options.
    scenario
        The options that describe one scenario, for a command that runs one; its hash and seed are the provenance.

    Raises
    ------
    SimError
        What is wrong with the question, in words.
    """
    context = Context(language)
    plain = ["--", *arguments] if arguments else []
    parse(program(), [*command, "--json", *options, *(scenario or ()), *plain], context, load_command)
    found = json.loads("\n".join(context.lines))
    if scenario is None:
        grounds = {
            "plans": {plan.id: plan.hash for plan in context.plans},
            "model_version": {plan.id: plan.model for plan in context.plans},
        }
        return Answer(answer=found, units=units(*context.plans), provenance=grounds)
    chosen = choose(Context(language, read_values(SCENARIO, scenario))).scenario
    grounds = vars(chosen.provenance()).copy()
    return Answer(answer=found, units=units(chosen.plan), provenance=grounds)


def units(*plans: Plan) -> dict[str, str]:
    """Return the unit of every measure, and of every lever of the plans, by id; a choice has none."""
    found = {id: measure.unit for id, measure in MEASURES.items()}
    return found | {id: lever.unit for plan in plans for id, lever in plan.levers.items() if lever.unit}
