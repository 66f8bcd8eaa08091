"""Bookmarks and stories in the library: order, notes, revisions, limits."""

from __future__ import annotations

from dataclasses import replace

import pytest
from own_plans import own_plan

from pages.parts.bookmarks import state_of, told_note, work_of
from pages.parts.session import fresh
from sim.language import get_language, languages
from sim.language.errors import StoreError
from sim.plan import catalogue, load_plan
from sim.store import open_store
from sim.store.stories import MAX_STEPS, Stories, new_step

ON_A_SERVER_TOO = True


@pytest.fixture
def stories(store):
    return Stories(store.database)


@pytest.fixture
def steps():
    return [new_step(name, state_of(fresh()), note) for name, note in [("One", "Say hello"), ("二", "")]]


def test_bookmarks_are_kept_by_browser_in_their_order(stories, steps):
    stories.keep_bookmarks("mine", steps)
    stories.keep_bookmarks("yours", steps[:1])
    assert stories.bookmarks("mine") == tuple(steps)
    stories.keep_bookmarks("mine", steps[::-1])
    assert [step.name for step in stories.bookmarks("mine")] == ["二", "One"]
    stories.keep_bookmarks("mine", [])
    assert stories.bookmarks("mine") == ()
    assert len(stories.bookmarks("yours")) == 1


def test_a_story_is_ordered_bookmarks_with_a_title_and_notes(stories, steps):
    story = stories.save("For the board", steps, by="Li")
    assert (story.title, story.revision, story.saved_by) == ("For the board", 1, "Li")
    assert [(step.name, step.note) for step in story.steps] == [("One", "Say hello"), ("二", "")]
    assert story.steps[0].state == steps[0].state
    changed = stories.save("For the board, short", steps[::-1], id=story.id)
    assert changed.revision == 2
    assert [step.name for step in stories.story(story.id).steps] == ["二", "One"]
    assert [one.id for one in stories.stories()] == [story.id]


def test_a_removed_story_is_off_the_list(stories, steps):
    story = stories.save("Old", steps)
    stories.delete(story.id)
    assert stories.stories() == ()
    for call in (lambda: stories.story(story.id), lambda: stories.delete(story.id), lambda: stories.story("x")):
        with pytest.raises(StoreError) as problem:
            call()
        assert problem.value.key == "error-story-unknown"


@pytest.mark.parametrize(("count", "key"), [(0, "error-story-empty"), (MAX_STEPS + 1, "error-story-long")])
def test_limits_are_said(stories, steps, count, key):
    with pytest.raises(StoreError) as problem:
        stories.save("x", [steps[0]] * count)
    assert problem.value.key == key
    assert all(problem.value.text(language) for language in languages())
    assert stories.stories() == ()


@pytest.mark.parametrize("name", ["", "  ", "a\x00b", "x" * 201])
def test_a_step_needs_a_name(name):
    with pytest.raises(StoreError):
        new_step(name, {})


def test_a_step_opens_on_the_version_of_its_plan_or_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "steps.duckdb"))
    catalogue.open_catalogue.cache_clear()
    plans = open_store().plans
    plans.keep(own_plan())
    first = load_plan("mine")
    step = new_step("then", state_of(fresh(first)), "Our note.")
    plans.keep(own_plan(levers=("value: 0.25, source: D1-202", "value: 0.20, assumption: reason-hire-mix-west")))
    now = load_plan("mine")
    assert now.hash != first.hash and work_of(step).scenario.plan.hash == first.hash
    assert work_of(step, now).scenario.plan.hash == now.hash, "beside what it is compared with"
    for id in languages():
        language = get_language(id)
        assert told_note(step, work_of(step), language) == "Our note."
        lost = replace(step, state={**step.state, "plan_hash": "0" * 16})
        assert work_of(lost).scenario.plan.hash == now.hash
        assert told_note(lost, work_of(lost), language).endswith(language.text("story-plan-changed"))
        old = replace(step, state={name: one for name, one in step.state.items() if name != "plan_hash"})
        assert work_of(old).scenario.plan.hash == now.hash and told_note(old, work_of(old), language) == "Our note."
