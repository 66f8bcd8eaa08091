"""What is asked on the page: a chance or the single run, totals, locks and the style; one slot of the session.

The target itself is the scenario's. What is asked beside it belongs to the question and not to the scenario, so it
takes no step of the history.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
import streamlit as st

from sim.decide.question import Objective, Question, Style
from sim.decide.space import EFFORT, Bounds
from sim.scenario import Scenario

SLOT = "decide-asked"
QUESTIONS = ("lever", "cheapest", "frontier", "allocate", "discover")
NEXT = 0.05
"""Chances are proposed in steps of this."""


@dataclass(frozen=True)
class Asked:
    """The question beside the target.

    Attributes
    ----------
    shown : one of QUESTIONS
    chance : wanted chance of the target; None asks the single run to reach it
    budget, people : totals that must not be exceeded [CNY_m gross, person]
    quarterly_hires : most hires in any quarter [person]
    effort : ceiling of every promise, in units of the plan's own
    lock : levers and families that stay
    strict : how strict the conditions of failure are, 0 … 1; None takes the knee
    """

    shown: str = "cheapest"
    chance: float | None = None
    budget: float | None = None
    people: float | None = None
    quarterly_hires: float | None = None
    effort: float = EFFORT
    lock: tuple[str, ...] = ()
    least: Objective = "money"
    style: Style = "fewest"
    strict: float | None = None

    def question(self, scenario: Scenario) -> Question:
        """Return it as a question to a scenario."""
        return Question(
            scenario,
            Bounds(lock=self.lock, effort=self.effort),
            self.chance,
            budget=self.budget,
            people=self.people,
            quarterly_hires=self.quarterly_hires,
            least=self.least,
            style=self.style,
        )

    def key(self, scenario: Scenario) -> str:
        """Return what an answer depends on."""
        parts: dict[str, Any] = asdict(self)
        del parts["shown"], parts["strict"]
        return f"{scenario.key}:{sorted(parts.items())}"


@dataclass(frozen=True)
class _Kept:
    asked: Asked
    plan: str
    proposed: bool
    """Whether the chance is still the one that the page proposed."""


def get(scenario: Scenario, promised: float, chance: float) -> Asked:
    """Return what is asked; at first the single run, or where that reaches the target the next chance worth asking.

    Parameters
    ----------
    promised : the target's measure as promised
    chance : of the target, now
    """
    kept: _Kept | None = st.session_state.get(SLOT)
    if kept is None or kept.plan != scenario.plan.id:
        reached = bool(scenario.target.is_reached(np.array(promised)))
        kept = _Kept(Asked(chance=proposal(chance) if reached else None), scenario.plan.id, True)
        st.session_state[SLOT] = kept
    return kept.asked


def proposal(chance: float) -> float:
    """Return the next round chance that is clearly above the present one."""
    return min(max(math.ceil((chance + NEXT) / NEXT - 1e-9) * NEXT, NEXT), 0.95)


def change(**changes: Any) -> None:
    """Ask something else."""
    kept: _Kept = st.session_state[SLOT]
    st.session_state[SLOT] = replace(kept, asked=replace(kept.asked, **changes))
