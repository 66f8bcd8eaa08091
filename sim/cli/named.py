"""Scenarios by name on the command line: saved ones, and presets as `preset:plan` or `preset:plan:evidence`."""

from __future__ import annotations

from collections.abc import Sequence

from sim import Scenario
from sim.analysis.differences import Entrant
from sim.plan import Plan

PREFIX = "preset:"


def named_scenarios(words: Sequence[str], plan: Plan) -> list[Entrant]:
    """Return the scenarios that the words name, in their order; presets are those of `plan`.

    Raises
    ------
    StoreError
        No such saved scenario, or the library cannot be opened.
    ScenarioError
        No such preset or assumption set, or a saved scenario that the plan no longer admits.
    """
    found = [_preset(word, plan) if word.startswith(PREFIX) else _saved_scenario(word) for word in words]
    if any(not word.startswith(PREFIX) for word in words):
        from sim.cli.open_library import open_library

        open_library().close()  # what follows may take seconds, in which others can save
    return found


def _preset(word: str, plan: Plan) -> Entrant:
    preset, _, assumptions = word.removeprefix(PREFIX).partition(":")
    return Entrant(word, Scenario.of(plan, preset, assumptions))


def _saved_scenario(word: str) -> Entrant:
    from sim.cli.open_library import open_library

    store = open_library()
    opened = store.open(store.resolve(word))
    if opened.scenario is None:
        assert opened.changes.problem is not None
        raise opened.changes.problem
    entry = opened.entry
    return Entrant(entry.name, opened.scenario, entry.note, entry.author, entry.plan_hash, entry.model_version)
