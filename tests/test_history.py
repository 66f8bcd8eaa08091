"""Undo and redo as a value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.scenario.history import LIMIT, History


def test_undo_and_redo_walk_the_line_and_stop_at_its_ends():
    line = History.start("a").push("b").push("c")
    assert (line.now, line.before) == ("c", "b")
    assert History.start("a").before is None
    assert line.undo().undo().before is None
    assert line.undo().undo().undo().now == "a"
    assert line.undo().redo().redo().now == "c"
    assert not line.can_redo
    assert line.undo().can_redo


def test_a_new_step_drops_what_was_undone():
    line = History.start("a").push("b").push("c").undo().push("d")
    assert line.states == ("a", "b", "d")
    assert not line.can_redo


def test_the_same_state_adds_no_step():
    line = History.start("a").push("b")
    assert line.push("b") is line


def test_jump_only_to_places_there_are():
    line = History.start("a").push("b")
    assert line.jump(0).now == "a"
    for place in (-1, 2):
        with pytest.raises(IndexError):
            line.jump(place)


def test_amending_is_no_step():
    line = History.start("a").push("b").push("c").undo().amend("B")
    assert line.states == ("a", "B", "c")
    assert (line.now, line.can_redo) == ("B", True)


@given(st.lists(st.one_of(st.integers(0, 9), st.sampled_from(["undo", "redo"])), max_size=60))
def test_any_walk_keeps_a_place_on_the_line(steps):
    line = History.start(-1)
    for step in steps:
        before = line
        line = line.undo() if step == "undo" else line.redo() if step == "redo" else line.push(step)
        assert 0 <= line.place < len(line.states)
        if isinstance(step, int) and line is not before:
            assert line.undo() == History(line.states, line.place - 1)
            assert line.before == before.now


def test_old_steps_are_forgotten_not_the_present_one():
    line = History.start(0)
    for step in range(1, LIMIT + 50):
        line = line.push(step)
    assert len(line.states) == LIMIT
    assert line.now == LIMIT + 49
