"""A workshop's room: seats, rounds, private turns, aggregation, scores; what replaying its events makes of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.language import get_language, languages
from sim.language.errors import RoomError, ScenarioError, StoreError
from sim.plan.distributions import Fixed, Pert
from sim.room import outcome
from sim.room.aggregate import LEVELS, estimate_of, fit_pert, guess_of, result, rolled_up, standard, tally
from sim.room.minutes import minutes
from sim.room.question import Range, Setting, Span, read_answer, read_question
from sim.room.room import MAX_CHANGES, MAX_SEATS, Event, Room, digest, opening
from sim.room.score import score
from sim.room.steps import classes
from sim.room.text import answer_count_text
from sim.scenario import Scenario
from sim.store.rooms import Rooms

ON_A_SERVER_TOO = True

NOW = dt.datetime(2026, 11, 26, tzinfo=dt.UTC)
SPAN = Span(low=0.0, high=1.0, format="percent")
GUESS = {"kind": "estimate", "text": "", "of": "assumption", "id": "elasticity", "span": SPAN.model_dump()}
VOTE = {"kind": "vote", "text": "Which?", "options": [{"label": "A"}, {"label": "B"}, {"label": "C"}]}


class Desk:
    """A room without a library: every event happens at once."""

    def __init__(self):
        self.events = [Event(1, NOW, "open", opening("Autumn", "growth-2026", "h", "ABCDEF"))]
        self.room = Room.replay("r", self.events)

    def do(self, what, /, **content):
        event = Event(self.room.number + 1, NOW, what, content)
        self.room.apply(event)
        self.events.append(event)
        return self.room

    def sit(self, count=1):
        for number in range(count):
            self.do("seat", token=digest(f"token {self.room.seat_count} {number}"))

    def answer(self, seat, **answer):
        self.do("answer", round=len(self.room.rounds), seat=seat, answer=answer)


@pytest.fixture
def desk():
    return Desk()


def refused(key, call, /, *arguments, **named):
    with pytest.raises(RoomError) as problem:
        call(*arguments, **named)
    assert problem.value.key == key
    assert all(problem.value.text(language) for language in languages())


def said(low, best, high, sure=0.8):
    return {"low": low, "best": best, "high": high, "sure": sure}


# -- teams ------------------------------------------------------------------------------------------------------------
def test_a_team_comes_to_one_result_and_stays_together(desk, scenario):
    question = outcome.levers_question(scenario, ["headcount"], teams=["East", "West", "Board"])
    desk.sit(5)
    desk.do("ask", **question.model_dump())
    refused("error-room-team", desk.answer, 1, levers={"headcount": 300.0}, result=1.0)
    refused("error-room-team", desk.do, "team", round=1, seat=1, team=4)
    refused("error-room-answer", desk.do, "team", round=1, seat=1)
    refused("error-room-seat", desk.do, "team", round=1, seat=9, team=1)
    for seat, team in ((1, 1), (2, 1), (3, 2), (4, 2)):
        desk.do("team", round=1, seat=seat, team=team)
    for seat, reps in ((1, 300.0), (2, 310.0), (3, 350.0), (1, 320.0)):
        desk.answer(seat, levers={"headcount": reps}, result=10 * reps)
    desk.do("team", round=1, seat=4, team=3)
    english = get_language("en")
    assert answer_count_text(desk.room.round, 5, english) == "2 of 3 teams have answered"
    desk.do("reveal")
    refused("error-room-closed", desk.do, "team", round=1, seat=5, team=1)
    now = desk.room.round
    assert {team: given.levers["headcount"] for team, given in now.answers.items()} == {1: 320.0, 2: 350.0}
    found = result(now.question, list(now.answers.values()))
    assert (found.count, found.least, found.middle, found.most) == (2, 3200.0, 3350.0, 3500.0)
    assert (found.levers[0].touched, found.levers[0].middle) == (1, 335.0), "East has put it back to where it started"
    (told,) = minutes(desk.room, english)
    assert [row[0] for row in told.rows[4:]] == ["West", "East"], "the most first"
    assert told.counts is not None and told.counts.values == (1,)
    assert [row[2] for row in told.rows[:4]] == ["350 reps", "335 reps", "320 reps", "350 reps"]
    again = Room.replay("r", desk.events)
    assert (again.round.teams, again.round.answers) == (now.teams, now.answers)
    desk.do("ask", **question.model_dump())
    assert desk.room.round.teams == {1: 1, 2: 1, 3: 2, 4: 3}, "who sits together stays together"
    desk.do("ask", **outcome.levers_question(scenario, ["headcount"], teams=["A", "B"]).model_dump())
    assert desk.room.round.teams == {}
    desk.do("ask", **outcome.levers_question(scenario, ["headcount"]).model_dump())
    refused("error-room-team", desk.do, "team", round=4, seat=1, team=1)
    desk.answer(1, levers={"headcount": 300.0}, result=1.0)
    assert desk.room.round.answers.keys() == {1}


@pytest.mark.parametrize("teams", [["One"], ["One", "one"], ["One", ""], [str(number) for number in range(13)]])
def test_teams_are_told_apart_by_their_names(scenario, teams):
    refused("error-room-teams", outcome.levers_question, scenario, ["headcount"], teams=teams)
    asked = outcome.levers_question(scenario, ["headcount"]).model_dump()
    refused("error-room-question", read_question, {**asked, "teams": teams})


def test_a_question_of_an_older_program_is_one_to_everybody(scenario):
    asked = outcome.levers_question(scenario, ["headcount"]).model_dump()
    del asked["teams"]
    assert read_question(asked) == outcome.levers_question(scenario, ["headcount"])


# -- seats and steps --------------------------------------------------------------------------------------------------
def test_a_seat_is_known_by_its_token_and_kept_by_its_digest(desk):
    desk.do("seat", token=digest("mine"))
    desk.do("seat", token=digest("yours"))
    assert (desk.room.seat_of("mine"), desk.room.seat_of("yours")) == (1, 2)
    assert desk.room.seat_of("forged") is desk.room.seat_of("") is None
    assert "mine" not in str(desk.events)
    assert desk.room.seat_of(digest("mine")) is None  # what the library keeps takes no seat
    refused("error-room-event", desk.do, "seat", token=digest("mine"))


def test_seats_have_an_end(desk):
    desk.sit(MAX_SEATS)
    refused("error-room-full", desk.do, "seat", token="x")


def test_a_round_opens_closes_shows_and_opens_again(desk):
    desk.sit(2)
    refused("error-room-step", desk.do, "reveal")
    desk.do("ask", **VOTE)
    desk.answer(1, option=0)
    desk.do("close")
    refused("error-room-closed", desk.answer, 2, option=1)
    desk.do("reveal")
    refused("error-room-closed", desk.answer, 2, option=1)
    refused("error-room-step", desk.do, "again")  # a vote has one turn
    desk.do("reopen")
    desk.answer(2, option=1)
    desk.answer(1, option=2)  # somebody changes their mind
    desk.do("reveal")
    assert tally(desk.room.round.question, [one.option for one in desk.room.round.answers.values()]) == (0, 1, 1)
    desk.do("end")
    refused("error-room-ended", desk.do, "ask", **VOTE)
    refused("error-room-ended", desk.do, "seat", token="late")
    desk.do("resume")
    desk.do("reopen")


def test_a_late_joiner_answers_the_question_that_is_open_and_no_other(desk):
    desk.sit(1)
    desk.do("ask", **VOTE)
    desk.answer(1, option=0)
    desk.do("ask", **VOTE)
    assert desk.room.rounds[0].phase == "closed"  # the next question ends the one before
    desk.sit(1)
    refused("error-room-closed", desk.do, "answer", round=1, seat=2, answer={"option": 1})
    desk.answer(2, option=1)
    assert len(desk.room.rounds[0].answers) == len(desk.room.rounds[1].answers) == 1


def test_the_second_private_turn_counts_and_the_first_stands_in(desk):
    desk.sit(3)
    desk.do("ask", **GUESS)
    for seat, best in ((1, 0.2), (2, 0.5)):
        desk.answer(seat, **said(best - 0.1, best, best + 0.1))
    refused("error-room-step", desk.do, "again")  # not before the first was shown
    desk.do("reveal")
    desk.do("again")
    desk.answer(1, **said(0.3, 0.4, 0.5))
    desk.answer(3, **said(0.6, 0.7, 0.8))  # came late
    desk.do("reveal")
    refused("error-room-step", desk.do, "again")
    round = desk.room.round
    assert [one.best for one in round.answers.values()] == [0.4, 0.5, 0.7]
    assert [one.best for one in round.turns[0].values()] == [0.2, 0.5]


def test_a_program_that_answers_for_ever_is_stopped(desk):
    desk.sit(2)
    desk.do("ask", **VOTE)
    for number in range(MAX_CHANGES):
        desk.answer(1, option=number % 3)
    refused("error-room-changes", desk.answer, 1, option=0)
    desk.answer(2, option=0)


HOSTILE = [
    {}, {"option": True}, {"option": "1"}, {"option": -1}, {"option": 3}, {"option": 1.0}, {"option": 1, "more": 2},
    {"option": None}, {"option": 10**400}, {"options": [1]},
]  # fmt: skip


@pytest.mark.parametrize("answer", HOSTILE)
def test_what_is_no_vote_is_refused(desk, answer):
    desk.sit()
    desk.do("ask", **VOTE)
    refused("error-room-answer", desk.answer, 1, **answer)
    assert not desk.room.round.answers


@pytest.mark.parametrize(
    "answer",
    [said(0.3, 0.2, 0.4), said(0.1, 0.5, 0.4), said(-0.1, 0.2, 0.4), said(0.1, 0.2, 1.4), said(0.2, 0.2, 0.2),
     said(0.1, float("nan"), 0.4), said(0.1, 0.2, float("inf")), said(0.1, 0.2, 0.4, 1.0), said(0.1, 0.2, 0.4, 0.1),
     said(0.1, "0.2", 0.4), said(0.1, [0.2], 0.4), {"low": 0.1, "best": 0.2}],
)  # fmt: skip
def test_what_is_no_range_is_refused(desk, answer):
    desk.sit()
    desk.do("ask", **GUESS)
    refused("error-room-answer", desk.answer, 1, **answer)


@pytest.mark.parametrize(
    ("kind", "content"),
    [("answer", {"round": 1, "seat": 9, "answer": {}}), ("answer", {"round": 1, "seat": True, "answer": {}})],
)
def test_a_seat_that_nobody_has_answers_nothing(desk, kind, content):
    desk.sit()
    desk.do("ask", **VOTE)
    refused("error-room-seat", desk.do, kind, **content)


@pytest.mark.parametrize("kind", ["open", "explode", "close", "again", "decide", "actual", "resume"])
def test_what_cannot_happen_now_is_refused_and_changes_nothing(desk, kind):
    before = desk.room.number
    with pytest.raises(RoomError):
        desk.do(kind)
    assert desk.room.number == before


@pytest.mark.parametrize(
    "question",
    [{}, {"kind": "predict"}, {"kind": "exec"}, {**VOTE, "options": [{"label": "A"}]}, {**VOTE, "text": "x" * 201},
     {**GUESS, "span": {"low": 0.0, "high": float("inf"), "format": "percent"}}, {**VOTE, "more": 1}],
)  # fmt: skip
def test_what_is_no_question_is_refused(desk, question):
    refused("error-room-question", desk.do, "ask", **question)


# -- laws -------------------------------------------------------------------------------------------------------------
ranges = st.tuples(st.floats(0.01, 0.99), st.floats(0.01, 0.99), st.floats(0.01, 0.99), st.floats(0.5, 0.99)).map(
    lambda four: Range(
        **said(*(lambda three: (three[0] * 0.99, three[1], three[2] + 0.009))(sorted(four[:3])), four[3])
    )
)


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 2)), max_size=40), st.randoms(use_true_random=False))
def test_who_answered_when_changes_nothing_but_each_ones_last_word_counts(answers, random):
    """Votes of different seats may come in any order; of one seat, in theirs."""
    tallies = []
    by_seat = {seat: [option for one, option in answers if one == seat] for seat in range(1, 6)}
    shuffled, waiting = [], {seat: list(options) for seat, options in by_seat.items()}
    while any(waiting.values()):
        seat = random.choice([one for one, options in waiting.items() if options])
        shuffled.append((seat, waiting[seat].pop(0)))
    for order in (answers, shuffled):
        desk = Desk()
        desk.sit(5)
        desk.do("ask", **VOTE)
        for seat, option in order:
            desk.answer(seat, option=option)
        tallies.append(tally(desk.room.round.question, [one.option for one in desk.room.round.answers.values()]))
    last = [options[-1] for options in by_seat.values() if options]
    assert tallies[0] == tallies[1] == tuple(last.count(option) for option in range(3))


@given(st.data())
def test_replaying_what_happened_makes_the_same_room(data):
    """Whatever is tried: what is refused leaves no trace, and what happened can be replayed from any point."""
    desk = Desk()
    steps = st.sampled_from(["seat", "ask", "answer", "close", "reveal", "reopen", "again", "end", "resume"])
    for kind in data.draw(st.lists(steps, max_size=30)):
        content = {
            "seat": {"token": digest(str(desk.room.number))},
            "ask": data.draw(st.sampled_from([VOTE, GUESS])) if kind == "ask" else {},
            "answer": {
                "round": len(desk.room.rounds),
                "seat": data.draw(st.integers(0, 3)),
                "answer": data.draw(st.sampled_from([{"option": 1}, said(0.1, 0.2, 0.3)])),
            }
            if kind == "answer"
            else {},
        }.get(kind, {})
        try:
            desk.do(kind, **content)
        except RoomError:
            continue
    again = Room.replay("r", desk.events)
    assert (again.number, again.ended, again.seats) == (desk.room.number, desk.room.ended, desk.room.seats)
    assert [asdict(one) for one in again.rounds] == [asdict(one) for one in desk.room.rounds]


@given(st.lists(ranges, min_size=1, max_size=12), st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_an_estimate_lies_inside_and_in_order_whoever_spoke_first(answers, random):
    found = estimate_of(answers, SPAN)
    mixed = list(answers)
    random.shuffle(mixed)
    assert estimate_of(mixed, SPAN) == found
    low, middle, high = found.quantiles
    assert SPAN.low <= low <= middle <= high <= SPAN.high
    assert found.distribution.flaw is None
    assert all(SPAN.holds(end) for end in found.distribution.ends)
    assert SPAN.holds(found.mean)
    assert min(one.best for one in answers) <= middle <= max(one.best for one in answers)


@given(st.floats(0.05, 0.6), st.floats(0.05, 0.3), st.floats(0.1, 0.9))
@settings(max_examples=40)
def test_a_room_that_knows_a_distribution_gets_it_back(low, wide, share):
    stated = Pert(low, low + wide * share, low + wide)
    quantiles = tuple(float(one) for one in stated.quantile(np.array(LEVELS)))
    found, miss = fit_pert(quantiles, SPAN)
    assert miss < 1e-5
    assert found.mean == pytest.approx(stated.mean, abs=1e-4)


def test_agreement_on_one_value_has_no_spread():
    assert fit_pert((0.4, 0.4, 0.4), SPAN) == (Fixed(0.4), 0.0)


def test_a_range_is_brought_to_one_level_of_certainty():
    """By hand: half as sure as 80 % stretches by 0.8 / 0.5; what leaves the admissible range is held at its end."""
    assert standard(Range(**said(0.4, 0.5, 0.7, 0.5)), SPAN) == pytest.approx((0.34, 0.5, 0.82))
    assert standard(Range(**said(0.1, 0.5, 0.9, 0.5)), SPAN) == (0.0, 0.5, 1.0)
    assert standard(Range(**said(0.4, 0.5, 0.6, 0.8)), SPAN) == pytest.approx((0.4, 0.5, 0.6))


def test_one_wild_answer_moves_the_middle_little():
    careful = [Range(**said(0.2, 0.25 + number / 100, 0.4)) for number in range(9)]
    wild = Range(**said(0.97, 0.98, 0.99))
    calm, shaken = estimate_of(careful, SPAN), estimate_of([*careful, wild], SPAN)
    assert abs(calm.quantiles[1] - shaken.quantiles[1]) <= 0.00501


def test_guesses_have_a_middle_half():
    found = guess_of([4.0, 1.0, 3.0, 2.0, 5.0])
    assert (found.values, found.middle, found.quarter, found.three_quarters) == ((1, 2, 3, 4, 5), 3, 2, 4)
    assert guess_of([]) is None


@given(st.lists(st.floats(-0.5, 1.5), min_size=1, max_size=40), st.sampled_from(["percent", "ratio", "points"]))
def test_everybody_stands_in_one_class(values, format):
    language = get_language("en")
    labels, counts = classes(values, format, language)
    assert sum(counts) == len(values)
    assert len(labels) == len(counts) == len(set(labels)) <= 12


# -- with a plan ------------------------------------------------------------------------------------------------------
@pytest.fixture
def scenario(plan):
    return Scenario.of(plan)


def test_levers_roll_up_to_least_middle_and_most(scenario):
    question = outcome.levers_question(scenario, ["headcount", "conversion_rate"])
    start = {drag.id: drag.start for drag in question.levers}
    settings = [
        Setting(levers={**start, "headcount": value}, result=outcome.value_reached(scenario, {"headcount": value}))
        for value in (300.0, start["headcount"], 320.0)
    ]
    found = rolled_up(question, settings)
    reps, rate = found.levers
    assert (reps.least, reps.most, reps.touched) == (300.0, max(320.0, start["headcount"]), 2)
    assert (rate.least, rate.middle, rate.most, rate.touched) == (*[start["conversion_rate"]] * 3, 0)
    assert found.least <= found.middle <= found.most
    assert question.start == outcome.value_reached(scenario) == scenario.run().annual("revenue")[-1, 0]
    assert read_question(question.model_dump()) == question
    assert read_answer(question, settings[0].model_dump()) == settings[0]


@pytest.mark.parametrize("levers", [["nothing"], ["region_mix.east"], []])
def test_a_lever_that_cannot_move_alone_is_refused(scenario, levers):
    with pytest.raises((RoomError, ValueError)):
        outcome.levers_question(scenario, levers)


def test_an_answered_round_becomes_a_scenario(desk, plan, scenario):
    desk.sit(3)
    desk.do("ask", **outcome.estimate_question(plan, "assumption", "elasticity").model_dump())
    for seat, best in enumerate((0.3, 0.4, 0.6), start=1):
        desk.answer(seat, **said(best - 0.1, best, best + 0.1))
    desk.do("reveal")
    desk.do("ask", **outcome.estimate_question(plan, "risk", next(iter(plan.risks))).model_dump())
    for seat, best in enumerate((0.1, 0.2, 0.3), start=1):
        desk.answer(seat, **said(best - 0.05, best, best + 0.1))
    desk.do("reveal")
    desk.do("ask", **outcome.levers_question(scenario, ["headcount"]).model_dump())
    for seat, reps in enumerate((300, 310, 350), start=1):
        desk.answer(seat, levers={"headcount": reps}, result=2400.0)
    desk.do("reveal")
    desk.do("ask", **outcome.predict_question(scenario).model_dump())
    desk.do("reveal")  # nobody has answered: nothing follows
    rounds = outcome.finished_rounds(desk.room)
    assert len(rounds) == 3
    found = outcome.outcome(scenario, rounds)
    assert found.levers["headcount"] == 310
    assert found.risks[next(iter(plan.risks))]["probability"] == 0.2
    assert found.own_assumptions == outcome.own_values(rounds)
    assert found.own_assumptions["elasticity"] == pytest.approx(0.41, abs=0.02)
    assert Scenario.from_dict(found.to_dict(), lambda _: plan) == found


def test_a_plan_is_not_asked_for_what_it_does_not_have(plan):
    for of in ("risk", "assumption"):
        with pytest.raises(ScenarioError):
            outcome.estimate_question(plan, of, "nothing")


def test_estimates_are_scored_by_what_happened(desk):
    """By hand: ranges 0.1 … 0.3, 0.3 … 0.5, 0.5 … 0.7 and 0.45: one holds it, 2.4 should have."""
    desk.sit(3)
    desk.do("ask", **GUESS)
    assert score(desk.room.round) is None
    for seat, best in enumerate((0.2, 0.4, 0.6), start=1):
        desk.answer(seat, **said(best - 0.1, best, best + 0.1))
    desk.do("reveal")
    refused("error-room-actual", desk.do, "actual", round=1, value=1.5, source="")
    refused("error-room-actual", desk.do, "actual", round=1, value=True, source="")
    desk.do("actual", round=1, value=0.45, source="Annual report")
    found = score(desk.room.round)
    assert (found.count, found.held, found.beaten) == (3, 1, 2)
    assert found.expected == pytest.approx(2.4)
    assert (found.group, found.person) == pytest.approx((0.05, 0.15))
    desk.do("again")
    desk.answer(1, **said(0.4, 0.45, 0.5))
    assert score(desk.room.round) == found  # the first private turn is what is scored


# -- in the library ---------------------------------------------------------------------------------------------------
def test_a_room_survives_its_process(store, plan):
    rooms = Rooms(store.database)
    room = rooms.open("Autumn review", plan, by="Li")
    assert rooms.add(room.id, 1, [("seat", {"token": digest("mine")}), ("ask", VOTE)])
    store.close()
    again = Rooms(store.database).room(room.id)
    assert (again.title, again.by, again.seat_of("mine"), len(again.rounds)) == ("Autumn review", "Li", 1, 1)
    assert rooms.by_code(room.code) == rooms.by_invitation(room.invitation) == room.id
    assert rooms.by_code("AAAAA") is rooms.by_invitation("") is None
    assert [one.id for one in rooms.all()] == [room.id]
    with pytest.raises(StoreError) as problem:
        rooms.room("nothing")
    assert problem.value.key == "error-store-room-unknown"


def test_two_at_once_do_not_both_happen(store, plan):
    rooms = Rooms(store.database)
    room = rooms.open("Twice", plan)
    assert rooms.add(room.id, 1, [("ask", VOTE)])
    assert rooms.add(room.id, 1, [("ask", GUESS)]) is None
    assert [event.kind for event in rooms.events(room.id, after=1)] == ["ask"]


def test_results_of_every_kind_are_none_without_answers(plan, scenario):
    questions = [
        outcome.predict_question(scenario),
        outcome.estimate_question(plan, "assumption", "elasticity"),
        outcome.levers_question(scenario, ["headcount"]),
        read_question(VOTE),
    ]
    assert [result(question, []) for question in questions] == [None] * 4
