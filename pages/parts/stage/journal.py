"""The drawer beside the stage: steps taken and what each did, bookmarks with speaker notes, stories, help, the tour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import streamlit as st

from pages.parts import bookmarks, session, spaces, writing
from pages.parts.release import of_visitors
from pages.parts.spread import known_spread, spread
from pages.parts.stage.outcomes import revenue_goal
from pages.parts.stage.rail import handle_name
from pages.parts.stage.view import run_outcomes, same
from pages.parts.writing import plain
from sim.analysis.outlook import likely_of
from sim.analysis.text import likely_name
from sim.audit.alternatives import find_taken
from sim.language import Language, get_language, key
from sim.language.errors import SimError
from sim.model.measures import REVENUE
from sim.model.quantities import CHANCE
from sim.plan.alternatives import name_key
from sim.plan.amounts import lever_text, slider_text
from sim.scenario import Scenario
from sim.scenario.joint import joint_position, joints
from sim.store import Chance, open_store
from sim.store.spaces import NOBODYS

SHOWN_STEPS = 40
KEPT = 2048  # the steps listed of 50 sessions; some 2 kB each
WRITTEN = "journal-written"

Pair = tuple[session.Workspace | None, session.Workspace]
"""A step: the state before it, if any, and the one it led to."""


def chance_of(scenario: Scenario) -> float:
    """Return the chance of the target of a state."""
    return spread(scenario).chance.value


def revenue_of(scenario: Scenario) -> float:
    """Return last year's revenue [CNY_m]; what the stage has shown is not run again."""
    plan = scenario.plan
    return run_outcomes(scenario, revenue_goal(scenario))[f"revenue.{plan.years[-1]}"]


# -- the list of steps ----------------------------------------------------------------------------------------------
def change_text(before: session.Workspace, after: session.Workspace, language: Language) -> tuple[str, str]:
    """Return what a step did, in two parts: the thing, and from → to (empty where there is no such pair)."""
    t, old, new = language.text, before.scenario, after.scenario
    if old.plan != new.plan:
        return t("journal-step-plan"), ""
    plan = new.plan
    if reading := find_taken(old, new):
        return t("journal-step-reading", name=t(name_key(*reading))), ""
    moved = [id for id, lever in plan.levers.items() if not same(lever, old.levers[id], new.levers[id])]
    if moved:
        for preset, values in plan.presets.items():
            if len(moved) > 1 and all(same(plan.levers[id], new.levers[id], value) for id, value in values.items()):
                return t("journal-step-preset", preset=t(key("preset", preset))), ""
        families = {plan.levers[id].family for id in moved}
        if len(families) > 1:
            return t("journal-step-levers", count=len(moved)), ""
        joint = joints(plan).get(next(iter(families)))
        if joint is not None and len(moved) > 1:
            ends = (joint_position(joint, one.levers).value for one in (old, new))
            pair = " → ".join(slider_text(end, joint.step, joint.format, language) for end in ends)
            return handle_name(joint, plan, language), pair
        id = max(moved, key=lambda one: 0.0 if plan.levers[one].is_choice else abs(new.levers[one] - old.levers[one]))
        lever = plan.levers[id]
        pair = f"{lever_text(lever, old.levers[id], language)} → {lever_text(lever, new.levers[id], language)}"
        return t(key("lever", id)), pair
    if (old.assumption_set, old.own_assumptions) != (new.assumption_set, new.own_assumptions):
        pair = f"{likely_name(old, language)} → {likely_name(new, language)}"
        return t("journal-step-assumptions"), pair if old.assumption_set != new.assumption_set else ""
    if old.risks != new.risks:
        return t("journal-step-risks"), ""
    if old.target != new.target:
        return t("journal-step-target"), ""
    if before.base_id != after.base_id or before.base != after.base:
        return t("journal-step-base"), ""
    return t("journal-step-settings"), ""


def effect(old: Scenario, new: Scenario, language: Language) -> dict[str, Any]:
    """Return what a step did to last year's revenue, written and as a direction."""
    revenue = revenue_of(new) - revenue_of(old)
    return {
        "revenue": REVENUE.format_change(language, revenue),
        "tone": "good" if revenue > 0.5 else "bad" if revenue < -0.5 else "",
    }


def steps(language: Language) -> list[dict[str, Any]]:
    """Return the steps of the session, newest first."""
    line, named = session.history(), {step.state_key: step.name for step in _marks()}
    first = max(0, len(line.states) - SHOWN_STEPS)
    pairs = list(zip([None, *line.states][first:], line.states[first:], strict=False))
    rows = [
        {
            "place": place,
            "here": place == line.place,
            "mark": named.get(_state_key(work), "") if named else "",
            **did,
        }
        for place, ((_, work), did) in enumerate(zip(pairs, _rows_once(pairs, language.id), strict=True), first)
    ]
    return rows[::-1]


def _rows_once(pairs: Sequence[Pair], language_id: str) -> list[dict[str, Any]]:
    """Write steps, each from the state before it; one whose chance is known is not written again in this session."""
    before: dict[Any, tuple[Pair, dict[str, Any]]] = st.session_state.get(WRITTEN, {})
    found: list[dict[str, Any]] = []
    kept: dict[Any, tuple[Pair, dict[str, Any]]] = {}  # by the states themselves, for they are kept with it
    for pair in pairs:
        one = (*map(id, pair), language_id)
        _, row = before.get(one) or (pair, step_row(*pair, language_id))
        found.append(row)
        if row["chance"]:
            kept[one] = pair, row
    st.session_state[WRITTEN] = kept
    return found


def step_row(before: session.Workspace | None, after: session.Workspace, language_id: str) -> dict[str, Any]:
    """Return what a step did, written; no change of the chance where a state was left before its futures were known."""
    row = _exact_row(before, after, after.scenario.plan.vocabulary(get_language(language_id)))
    if before is None or before.scenario == after.scenario:
        return {**row, "chance": ""}
    old, new = known_spread(before.scenario), known_spread(after.scenario)
    if old is None or new is None:
        return {**row, "chance": ""}
    change = new.chance.value - old.chance.value
    return {**row, "chance": CHANCE.format_change(get_language(language_id), change)}


@of_visitors
@lru_cache(maxsize=KEPT)
def _exact_row(before: session.Workspace | None, after: session.Workspace, language: Language) -> dict[str, Any]:
    """Return a step's row without the chance; it never changes, so only the newest is worked out at a release."""
    if before is None:
        return {"what": language.text("journal-start"), "pair": "", "revenue": "", "tone": ""}
    what, pair = change_text(before, after, language)
    if before.scenario == after.scenario:
        return {"what": what, "pair": pair, "revenue": "", "tone": ""}
    return {"what": what, "pair": pair, **effect(before.scenario, after.scenario, language)}


def _state_key(work: session.Workspace) -> str:
    return work.scenario.key + work.base.key


class _Mark:
    """A bookmark as the drawer lists it; `work` is None where today's plan no longer admits it."""

    def __init__(self, step: bookmarks.Step) -> None:
        self.id, self.name, self.note = step.id, step.name, step.note
        found = bookmarks.usable([step])
        self.work = found[0][1] if found else None
        self.moved = self.work is not None and bookmarks.is_moved(step, self.work)
        self.state_key = _state_key(self.work) if self.work else ""


def _marks() -> list[_Mark]:
    return [_Mark(step) for step in bookmarks.bookmarks()]


def _chance(mark: _Mark, language: Language) -> str:
    """Return a bookmark's chance, with word of it where its plan is another version by now."""
    assert mark.work is not None
    told = CHANCE.format(language, chance_of(mark.work.scenario))
    return language.join([told, language.text("story-plan-other")], "clauses") if mark.moved else told


def mark_rows(language: Language) -> list[dict[str, Any]]:
    """Return the bookmarks with their headline numbers."""
    rows: list[dict[str, Any]] = []
    for mark in _marks():
        work = mark.work
        rows.append(
            {
                "id": mark.id,
                "name": mark.name,
                "note": mark.note,
                "here": work is not None and mark.state_key == _state_key(session.workspace()),
                "revenue": REVENUE.format(language, revenue_of(work.scenario)) if work else "",
                "chance": _chance(mark, language) if work else "",
            }
        )
    return rows


def journal(language: Language) -> dict[str, Any]:
    """Return what the drawer lists; its words are part of the frame."""
    t, kept = language.text, bookmarks.kept_stories()
    return {
        "steps": steps(language),
        "marks": mark_rows(language),
        "stories": [
            {
                "id": id,
                "title": title,
                "count": " · ".join(
                    filter(None, (t("journal-story-count", count=count), spaces.mark(kept.get(id), language)))
                ),
                "spaces": spaces.option_rows(kept.get(id, NOBODYS), language),
            }
            for id, title, count in bookmarks.titles()
        ],
        "spaces": spaces.option_rows(None, language),
    }


# -- what its buttons do --------------------------------------------------------------------------------------------
def apply(name: str, value: Any) -> None:
    """Do what a button of the drawer asks for; what cannot be done is said and changes nothing."""
    try:
        _apply(name, value)
    except SimError as problem:
        writing.toast(problem.text(session.language_id()))


def _apply(name: str, value: Any) -> None:
    language = session.language()
    work = session.workspace()
    plan = work.scenario.plan
    given: Mapping[str, Any] = value if isinstance(value, Mapping) else {}
    match name:
        case "jump" if isinstance(value, int) and 0 <= value < len(session.history().states):
            session.jump(value)
        case "mark":
            place = given.get("place")
            states = session.history().states
            marked = states[place] if isinstance(place, int) and 0 <= place < len(states) else work
            bookmarks.add(str(given.get("name", "")), marked)
        case "mark-open":
            _open_mark(str(value))
        case "mark-name":
            bookmarks.change(str(given.get("id")), name=str(given.get("text", "")))
        case "mark-note":
            bookmarks.change(str(given.get("id")), note=str(given.get("text", "")))
        case "mark-up" | "mark-down":
            bookmarks.move(str(value), -1 if name == "mark-up" else 1)
        case "mark-remove":
            bookmarks.remove(str(value))
        case "mark-save":
            _save_mark(str(value), language)
        case "story-save":
            title = str(given.get("title", ""))
            known = next((id for id, other, _ in bookmarks.titles() if other == title.strip()), None)
            space = spaces.space_of(given.get("space")) if known is None else None
            bookmarks.library().save(title, bookmarks.bookmarks(), id=known, space=space)
            bookmarks.note_story_change()
            writing.toast(language.text("journal-story-saved", title=plain(title)))
        case "story-open":
            bookmarks.put([bookmarks.new_step(one.name, one.state, one.note) for one in _story(str(value)).steps])
        case "story-space" if (space := spaces.space_of(given.get("space"))) is not None:
            bookmarks.library().show_to(str(given.get("id")), space)
            bookmarks.note_story_change()
        case "story-remove":
            bookmarks.library().delete(str(value))
            bookmarks.note_story_change()
        case "reset-levers":
            session.start_from("plan")
        case "reset-assumptions":
            fresh = Scenario.of(plan).assumption_set
            session.set_scenario(replace(work.scenario, assumption_set=fresh, own_assumptions={}).validate())


def _story(id: str) -> bookmarks.Story:
    return bookmarks.library().story(id)


def _open_mark(id: str) -> None:
    step = bookmarks.find(id)
    if step is not None:
        session.visit(bookmarks.work_of(step))


def _save_mark(id: str, language: Language) -> None:
    step = bookmarks.find(id)
    if step is None:
        return
    work = bookmarks.work_of(step)
    chance = Chance.of(likely_of(work.scenario))
    entry = open_store().save(work.scenario, step.name, note=step.note, chance=chance, on_clash="number")
    writing.toast(language.text("save-done", name=plain(entry.name)), icon=":material/bookmark_added:")
