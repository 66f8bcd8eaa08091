"""Undo and redo over frozen states: a value that knows its past and its future and never changes in place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Generic, TypeVar

State = TypeVar("State")

LIMIT = 200


@dataclass(frozen=True)
class History(Generic[State]):
    """A line of states with a place on it.

    Attributes
    ----------
    states : tuple
        Oldest first; at most `LIMIT`, older ones are forgotten.
    place : int
        Position of the state shown.
    """

    states: tuple[State, ...]
    place: int = 0

    @classmethod
    def start(cls, state: State) -> History[State]:
        return cls((state,))

    @property
    def now(self) -> State:
        return self.states[self.place]

    @property
    def before(self) -> State | None:
        """Return the state one step back, which replay flips to; None at the start."""
        return self.states[self.place - 1] if self.place else None

    @property
    def can_undo(self) -> bool:
        return self.place > 0

    @property
    def can_redo(self) -> bool:
        return self.place < len(self.states) - 1

    def push(self, state: State) -> History[State]:
        """Return the history with `state` shown next; what was undone is dropped. An equal state adds no step."""
        if state == self.now:
            return self
        kept = (*self.states[: self.place + 1], state)[-LIMIT:]
        return History(kept, len(kept) - 1)

    def amend(self, state: State) -> History[State]:
        """Return the history with the state shown replaced: a change that is no step, such as a name."""
        return History((*self.states[: self.place], state, *self.states[self.place + 1 :]), self.place)

    def undo(self) -> History[State]:
        return replace(self, place=self.place - 1) if self.can_undo else self

    def redo(self) -> History[State]:
        return replace(self, place=self.place + 1) if self.can_redo else self

    def jump(self, place: int) -> History[State]:
        """Return the history showing the state at `place`; an impossible place is an IndexError."""
        if not 0 <= place < len(self.states):
            raise IndexError(place)
        return replace(self, place=place)
