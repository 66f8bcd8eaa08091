"""The room itself: what replaying its events makes of it, and which event may come next."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sim.language.errors import RoomError
from sim.room.question import TEXT_LIMIT, read_answer, read_question

Phase = Literal["open", "closed", "revealed"]

MAX_SEATS = 300
MAX_ROUNDS = 100
MAX_CHANGES = 200
"""Answers of one seat to one turn of one round: people change their mind, programs would fill the library."""
TURNS = 2
"""Private turns of an estimate (IDEA): before the spread is shown, and after it was talked about."""


@dataclass(frozen=True)
class Event:
    """Something that happened: number from 1, moment (UTC), kind, and plain JSON values."""

    number: int
    at: dt.datetime
    kind: str
    content: Mapping[str, Any]


@dataclass
class Round:
    """One question and what was answered.

    Attributes
    ----------
    turns : one mapping seat → answer a private turn, the last answer of each seat; of a question to teams one mapping
        team → answer, by the team's number from 1
    teams : mapping seat → number of its team from 1, where the question is one to teams
    changes : (turn, seat) → how often that seat has answered
    decision : what the room made of it, in the facilitator's words
    saved : (what, name) of every set or scenario made of it
    actual : what happened later, in the question's unit, and where that is from
    """

    number: int
    asked_at: dt.datetime
    question: Any
    phase: Phase = "open"
    turns: list[dict[int, Any]] = field(default_factory=lambda: [{}])
    teams: dict[int, int] = field(default_factory=dict)
    changes: dict[tuple[int, int], int] = field(default_factory=dict)
    decision: str = ""
    saved: list[tuple[str, str]] = field(default_factory=list)
    actual: tuple[float, str] | None = None

    @property
    def turn(self) -> int:
        """Return the private turn that counts now, from 1."""
        return len(self.turns)

    @property
    def team_names(self) -> tuple[str, ...]:
        """Return the names of the teams that are asked, none where everybody answers for themselves."""
        return self.question.teams if self.question.kind == "levers" else ()

    def voice(self, seat: int) -> int | None:
        """Return for whom a seat speaks: for itself, or for its team; None as long as it has chosen none."""
        return self.teams.get(seat) if self.team_names else seat

    @property
    def answers(self) -> dict[int, Any]:
        """Return the last answer of each seat, or team, by its number; whoever is content need not repeat it."""
        merged: dict[int, Any] = {}
        for turn in self.turns:
            merged.update(turn)
        return dict(sorted(merged.items()))


def digest(token: str) -> str:
    """Return what is kept of a seat's token: enough to know it again, not enough to take the seat."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def opening(title: str, plan_id: str, plan_hash: str, code: str, by: str = "") -> dict[str, Any]:
    """Return the content of a room's first event; `invitation` is what its QR code says, `lead` leads it."""
    return {
        "title": title,
        "plan": plan_id,
        "plan_hash": plan_hash,
        "code": code,
        "invitation": secrets.token_urlsafe(16),
        "lead": secrets.token_urlsafe(24),
        "by": by,
    }


class Room:
    """A room as its events make it. `check` tells whether an event may come next, `apply` lets it happen."""

    def __init__(self, id: str, first: Event) -> None:
        keys = ("title", "plan", "plan_hash", "code", "invitation", "lead", "by")
        texts = all(isinstance(first.content.get(key), str) for key in keys)
        if first.number != 1 or first.kind != "open" or set(first.content) != set(keys) or not texts:
            raise RoomError("error-room-event", kind=first.kind[:40])
        self.id = id
        self.title, self.plan_id, self.plan_hash, self.code, self.invitation, self.lead, self.by = (
            first.content[key] for key in keys
        )
        self.opened_at = first.at
        self.number = 1
        self.ended = False
        self.seats: dict[str, int] = {}
        self.seat_count = 0
        self.rounds: list[Round] = []
        self._rules: dict[str, tuple[Callable[[Mapping[str, Any]], Any], Callable[..., None]]] = {
            "seat": (self._may_sit, self._sit),
            "ask": (self._may_ask, self._ask),
            "team": (self._may_team, self._team),
            "answer": (self._may_answer, self._answer),
            "close": (self._may_move("open"), self._phase("closed")),
            "reveal": (self._may_move("open", "closed"), self._phase("revealed")),
            "reopen": (self._may_move("closed", "revealed"), self._phase("open")),
            "again": (self._may_again, self._again),
            "decide": (self._may_decide, self._decide),
            "save": (self._may_note_saved, self._note_saved),
            "actual": (self._may_state_actual, self._state_actual),
            "end": (self._may_end, self._end),
            "resume": (self._may_resume, self._resume),
        }

    @classmethod
    def replay(cls, id: str, events: Iterable[Event]) -> Room:
        """Return the room that these events make, in their order.

        Raises
        ------
        RoomError
            They do not fit each other: one could not have happened.
        """
        first, *others = events
        room = cls(id, first)
        for event in others:
            room.apply(event)
        return room

    @property
    def round(self) -> Round | None:
        """Return the round that the room is at."""
        return self.rounds[-1] if self.rounds else None

    def seat_of(self, token: str) -> int | None:
        """Return whose seat a token is."""
        return self.seats.get(digest(token)) if token else None

    def check(self, kind: str, content: Mapping[str, Any]) -> None:
        """Raise a RoomError unless this may happen now."""
        if kind not in self._rules:
            raise RoomError("error-room-event", kind=kind[:40])
        self._rules[kind][0](content)

    def apply(self, event: Event) -> None:
        """Let an event happen; RoomError, and nothing changed, where it may not."""
        if event.number != self.number + 1:
            raise RoomError("error-room-event", kind=f"{event.kind[:40]} {event.number}")
        self.check(event.kind, event.content)
        self._rules[event.kind][1](event.content, event.at)
        self.number = event.number

    # -- seats ------------------------------------------------------------------------------------------------------
    def _may_sit(self, content: Mapping[str, Any]) -> None:
        token = content.get("token")
        if self.ended:
            raise RoomError("error-room-ended")
        if set(content) != {"token"} or not isinstance(token, str) or (token and token in self.seats):
            raise RoomError("error-room-event", kind="seat")
        if self.seat_count >= MAX_SEATS:
            raise RoomError("error-room-full", limit=MAX_SEATS)

    def _sit(self, content: Mapping[str, Any], at: dt.datetime) -> None:
        self.seat_count += 1
        if content["token"]:  # a seat without one belongs to somebody whose answers the facilitator types
            self.seats[content["token"]] = self.seat_count

    # -- rounds -----------------------------------------------------------------------------------------------------
    def _may_ask(self, content: Mapping[str, Any]) -> None:
        if self.ended:
            raise RoomError("error-room-ended")
        if len(self.rounds) >= MAX_ROUNDS:
            raise RoomError("error-room-rounds", limit=MAX_ROUNDS)
        read_question(content)

    def _ask(self, content: Mapping[str, Any], at: dt.datetime) -> None:
        if self.round is not None and self.round.phase == "open":
            self.round.phase = "closed"
        before = [one for one in self.rounds if one.team_names]
        now = Round(len(self.rounds) + 1, at, read_question(content))
        if before and before[-1].team_names == now.team_names:  # who sits together stays together
            now.teams = dict(before[-1].teams)
        self.rounds.append(now)

    def _may_team(self, content: Mapping[str, Any]) -> None:
        if set(content) != {"round", "seat", "team"}:
            raise RoomError("error-room-answer")
        now = self._speaking(content)
        if type(content["team"]) is not int or not 1 <= content["team"] <= len(now.team_names):
            raise RoomError("error-room-team")

    def _team(self, content: Mapping[str, Any], at: dt.datetime) -> None:
        now, seat = self.rounds[-1], content["seat"]
        now.teams[seat] = content["team"]
        now.changes[now.turn, seat] = now.changes.get((now.turn, seat), 0) + 1

    def _may_answer(self, content: Mapping[str, Any]) -> None:
        if set(content) != {"round", "seat", "answer"} or not isinstance(content["answer"], Mapping):
            raise RoomError("error-room-answer")
        now = self._speaking(content)
        if now.voice(content["seat"]) is None:
            raise RoomError("error-room-team")
        read_answer(now.question, content["answer"])

    def _speaking(self, content: Mapping[str, Any]) -> Round:
        """Return the question at hand, if this seat may still say something to it."""
        seat, now = content["seat"], self.round
        if type(seat) is not int or not 1 <= seat <= self.seat_count:
            raise RoomError("error-room-seat")
        if now is None or self.ended or content["round"] != now.number or now.phase != "open":
            raise RoomError("error-room-closed")
        if now.changes.get((now.turn, seat), 0) >= MAX_CHANGES:
            raise RoomError("error-room-changes", limit=MAX_CHANGES)
        return now

    def _answer(self, content: Mapping[str, Any], at: dt.datetime) -> None:
        now, seat = self.rounds[-1], content["seat"]
        voice = now.voice(seat)
        assert voice is not None
        now.turns[-1][voice] = read_answer(now.question, content["answer"])
        now.changes[now.turn, seat] = now.changes.get((now.turn, seat), 0) + 1

    def _may_move(self, *phases: Phase) -> Callable[[Mapping[str, Any]], None]:
        def check(content: Mapping[str, Any]) -> None:
            if content or self.ended or self.round is None or self.round.phase not in phases:
                raise RoomError("error-room-step")

        return check

    def _phase(self, phase: Phase) -> Callable[[Mapping[str, Any], dt.datetime], None]:
        def move(content: Mapping[str, Any], at: dt.datetime) -> None:
            self.rounds[-1].phase = phase

        return move

    def _may_again(self, content: Mapping[str, Any]) -> None:
        self._may_move("revealed")(content)
        now = self.rounds[-1]
        if now.question.kind != "estimate" or now.turn >= TURNS:
            raise RoomError("error-room-step")

    def _again(self, content: Mapping[str, Any], at: dt.datetime) -> None:
        self.rounds[-1].turns.append({})
        self.rounds[-1].phase = "open"

    # -- afterwards -------------------------------------------------------------------------------------------------
    def _round_of(self, content: Mapping[str, Any], *keys: str) -> Round:
        number = content.get("round")
        if set(content) != {"round", *keys} or type(number) is not int or not 1 <= number <= len(self.rounds):
            raise RoomError("error-room-step")
        return self.rounds[number - 1]

    def _may_decide(self, content: Mapping[str, Any]) -> None:
        self._round_of(content, "text")
        if not isinstance(content["text"], str) or len(content["text"]) > 5 * TEXT_LIMIT:
            raise RoomError("error-room-decision", limit=5 * TEXT_LIMIT)

    def _decide(self, content: Mapping[str, Any], at: dt.datetime) -> None:
        self.rounds[content["round"] - 1].decision = content["text"]

    def _may_note_saved(self, content: Mapping[str, Any]) -> None:
        self._round_of(content, "what", "name")
        if content["what"] not in ("set", "scenario") or not isinstance(content["name"], str):
            raise RoomError("error-room-step")

    def _note_saved(self, content: Mapping[str, Any], at: dt.datetime) -> None:
        self.rounds[content["round"] - 1].saved.append((content["what"], content["name"]))

    def _may_state_actual(self, content: Mapping[str, Any]) -> None:
        question = self._round_of(content, "value", "source").question
        value = content["value"]
        sound = (
            type(value) in (int, float) and isinstance(content["source"], str) and len(content["source"]) <= TEXT_LIMIT
        )
        if question.kind not in ("predict", "estimate") or not sound or not question.span.holds(value):
            raise RoomError("error-room-actual")

    def _state_actual(self, content: Mapping[str, Any], at: dt.datetime) -> None:
        self.rounds[content["round"] - 1].actual = (float(content["value"]), content["source"])

    def _may_end(self, content: Mapping[str, Any]) -> None:
        if content or self.ended:
            raise RoomError("error-room-step")

    def _end(self, content: Mapping[str, Any], at: dt.datetime) -> None:
        self.ended = True
        if self.round is not None and self.round.phase == "open":
            self.round.phase = "closed"

    def _may_resume(self, content: Mapping[str, Any]) -> None:
        if content or not self.ended:
            raise RoomError("error-room-step")

    def _resume(self, content: Mapping[str, Any], at: dt.datetime) -> None:
        self.ended = False
