"""A workspace as the stage shows it: how its sentence begins, its futures, its bridge."""

from __future__ import annotations

from typing import Any

from pages.parts import session
from pages.parts.spread import known_spread, spread
from pages.parts.stage.view import View, runs, same
from pages.parts.writing import plain
from sim.analysis.bridge import bridge_and_run
from sim.analysis.risk_text import with_forced
from sim.analysis.text import bar_name
from sim.language import Language, key
from sim.model.measures import REVENUE

NAME_LENGTH = 40


def opening(work: session.Workspace, language: Language) -> str:
    """Return how the sentence begins: by what is open or the preset it equals, and what is forced on it."""
    return with_forced(_begin(work, language), work.scenario, language)


def _begin(work: session.Workspace, language: Language) -> str:
    if work.saved:
        text = "opening-changed" if work.changed else "opening-named"
        return language.text(text, name=plain(work.saved.name, NAME_LENGTH))
    if work.name:
        return language.text("opening-named", name=plain(work.name, NAME_LENGTH))
    plan = work.scenario.plan
    for preset, values in plan.presets.items():
        if all(same(plan.levers[id], work.scenario.levers[id], value) for id, value in values.items()):
            if not work.scenario.own_assumptions:
                return language.text(f"opening-{preset}")
            if preset == "plan":
                return language.text("opening-assumed")
    return language.text("opening-own")


def view_of(work: session.Workspace, language: Language, wait: bool = True, **more: Any) -> View:
    """Return what the stage shows of a workspace.

    Parameters
    ----------
    wait : bool
        Simulate the futures where they are not at hand; otherwise chance and bands are then missing.
    more
        Further fields of the view.
    """
    plan = work.scenario.plan
    names = tuple((preset, language.text(key("preset", preset))) for preset in plan.presets)
    if work.base_id not in plan.presets:
        names = (*names, (work.base_id, work.base_name or work.base_id))
    names += tuple((id, name) for id, name in more.pop("marks", {}).items() if id != work.base_id)
    found = spread(work.scenario) if wait else known_spread(work.scenario)
    steps, run = bridge_and_run(work.base, work.scenario, REVENUE.id, plan.years[-1])
    if run is not None:
        runs.keep(work.scenario, run)
    return View(
        plan=plan,
        scenario=work.scenario,
        base=work.base,
        base_id=work.base_id,
        base_name=plain(dict(names)[work.base_id], NAME_LENGTH),
        bases=names,
        opening=opening(work, language),
        chance=found.chance if found else None,
        bands=found.bands if found else None,
        bridge=tuple((bar_name(bar, language), bar.value) for bar in steps.bars),
        **more,
    )
