"""Which scenarios the Compare page shows, in which order, against which base. The choice lives in the page's address.

A scenario stands in the address as a token: `now` (the open scenario, which the address holds by itself), a preset's
id, or the id of a saved scenario or of one of this browser's bookmarks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache

import streamlit as st

from pages.parts import address, bookmarks, session
from pages.parts.writing import plain
from sim.analysis.compare import LEAST, MOST
from sim.analysis.differences import Entrant
from sim.language import Language
from sim.language.errors import SimError
from sim.plan import Plan
from sim.scenario import Scenario
from sim.store import open_store
from sim.store.statement import statement

PAGE = "compare"
SLOT = "compare-choice"
NOW = "now"
PLAN = "plan"
SAVED = re.compile(r"[0-9a-f]{12}")
NAME_LENGTH = 60


@dataclass(frozen=True)
class Choice:
    """What the page shows, as plain words of an address; an empty word stands for the usual.

    Attributes
    ----------
    scenarios : tokens joined by commas, in their order
    base : token of the scenario that the others are measured against
    focus : token of the scenario that the bridge leads to
    measure, year, region, cause : of the bridge; `cause` is the lever group that is opened
    line : measure of the trajectories
    """

    scenarios: str = ""
    base: str = ""
    focus: str = ""
    measure: str = ""
    year: str = ""
    region: str = ""
    cause: str = ""
    line: str = ""

    def parameters(self) -> dict[str, str]:
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Choice:
        """Return the choice that an address describes; whatever is not understood there is left out later."""
        return cls(**{field.name: str(query.get(field.name, ""))[:400] for field in fields(cls)})


@dataclass(frozen=True)
class Field:
    """The scenarios compared.

    Attributes
    ----------
    tokens, entrants : (scenario,)
    base, focus : places; `focus` is never the base
    said : sentences about scenarios that could not be opened or are not what they were when saved
    """

    tokens: tuple[str, ...]
    entrants: tuple[Entrant, ...]
    base: int
    focus: int
    said: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(entrant.name for entrant in self.entrants)

    @property
    def full(self) -> bool:
        return len(self.tokens) >= MOST


def choice() -> Choice:
    """Return what the visitor chose: by going back or forward, in this session, or by the link they came with."""
    asked = address.page_query(PAGE)
    if asked is not None or SLOT not in st.session_state:
        st.session_state[SLOT] = Choice.of(st.query_params.to_dict() if asked is None else asked)
    return st.session_state[SLOT]


def choose(**changes: str) -> None:
    st.session_state[SLOT] = replace(choice(), **changes)


# -- changing the field ---------------------------------------------------------------------------------------------
def add(token: str, tokens: tuple[str, ...]) -> None:
    if token not in tokens and len(tokens) < MOST:
        choose(scenarios=",".join((*tokens, token)))


def drop(token: str, tokens: tuple[str, ...]) -> None:
    if len(tokens) > LEAST:
        left = [one for one in tokens if one != token]
        base = choice().base
        told = left[0] if token in (PLAN, base) else base  # the plan comes back by itself unless another base is told
        choose(scenarios=",".join(left), base=told)


def move(token: str, by: int, tokens: tuple[str, ...]) -> None:
    """Move a scenario to the left (-1) or right (1)."""
    order = list(tokens)
    here = order.index(token)
    if 0 <= here + by < len(order):
        order.insert(here + by, order.pop(here))
        choose(scenarios=",".join(order))


def reset() -> None:
    st.session_state[SLOT] = Choice()


# -- from words to scenarios ----------------------------------------------------------------------------------------
def default_tokens(work: session.Workspace) -> tuple[str, ...]:
    """Return what a visitor sees who has chosen nothing: plan, their own scenario where it differs, and baseline."""
    presets = (PLAN, "baseline")
    own = all(work.scenario != preset(work, id) for id in presets)
    return (PLAN, NOW, "baseline") if own else presets


def preset(work: session.Workspace, id: str) -> Scenario:
    """Return a preset in the open scenario's world: same assumption set, target, seed and number of futures."""
    now = work.scenario
    plan = now.plan
    return Scenario.of(plan, id, now.assumption_set, target=now.target, seed=now.seed, draws=now.draws)


@lru_cache(maxsize=256)
def _open(place: str, id: str, revision: int, language: str) -> tuple[Entrant, tuple[str, ...]]:
    """Return a saved scenario and what changed since it was saved; a revision never changes, so it is kept."""
    opened = open_store().open(id, revision)
    entry = opened.entry
    if opened.scenario is None:
        assert opened.changes.problem is not None
        raise opened.changes.problem
    entrant = Entrant(entry.name, opened.scenario, entry.note, entry.author, entry.plan_hash, entry.model_version)
    return entrant, tuple(statement(opened, language))


def find(token: str, work: session.Workspace, language: Language) -> tuple[Entrant, tuple[str, ...]]:
    """Return the scenario of a token and what has to be said of it.

    Raises
    ------
    SimError
        No such scenario here, or one that the plan no longer admits.
    """
    plan: Plan = work.scenario.plan
    if token == NOW:
        return Entrant(work.name or language.text("compare-now"), work.scenario), ()
    if token in plan.presets:
        return Entrant(language.text(f"preset-{token}"), preset(work, token)), ()
    step = bookmarks.find(token)
    if step is not None:
        return Entrant(step.name, bookmarks.work_of(step, plan).scenario, step.note), ()
    store = open_store()
    return _open(store.place, token, store.entry(token).revision, language.id)


def resolve(wanted: Choice, work: session.Workspace, language: Language) -> Field:
    """Return the scenarios that a choice describes; the usual ones fill up a choice that has become too small.

    The plan comes first and is the base, unless another base has been told or the scenarios are of another plan.
    """
    plan = work.scenario.plan
    said: list[str] = []
    found: dict[str, Entrant] = {}
    asked = dict.fromkeys(one.strip() for one in wanted.scenarios.split(",") if one.strip())
    for token in asked:
        if len(found) == MOST:
            said.append(language.text("compare-too-many", most=MOST))
            break
        if token != NOW and token not in plan.presets and not SAVED.fullmatch(token):
            said.append(language.text("compare-unknown", name=plain(token, 40)))
            continue
        try:
            entrant, notes = find(token, work, language)
        except SimError as problem:
            unknown = problem.key == "error-store-unknown"
            gone = language.text("compare-unknown", name=plain(token, 40))
            said.append(gone if unknown else problem.text(language.id))
            continue
        found[token] = entrant
        said += [language.text("compare-said-of", name=plain(entrant.name, 40), note=note) for note in notes]
    for token in default_tokens(work):
        if asked and len(found) >= LEAST:
            break
        found.setdefault(token, find(token, work, language)[0])
    if not wanted.base and PLAN not in found and len(found) < MOST and _of_one_plan(found.values(), plan):
        found = {PLAN: find(PLAN, work, language)[0], **found}
    tokens = tuple(found)
    base = tokens.index(wanted.base) if wanted.base in tokens else tokens.index(PLAN) if PLAN in tokens else 0
    others = [place for place in range(len(tokens)) if place != base]
    focus = tokens.index(wanted.focus) if wanted.focus in tokens else others[0]
    return Field(tokens, _name_apart(tuple(found.values())), base, focus if focus != base else others[0], tuple(said))


def _of_one_plan(entrants: Iterable[Entrant], plan: Plan) -> bool:
    return all(entrant.scenario.plan == plan for entrant in entrants)


def _name_apart(entrants: tuple[Entrant, ...]) -> tuple[Entrant, ...]:
    """Give every scenario a name of its own, on one line."""
    taken: set[str] = set()
    named = []
    for entrant in entrants:
        first = name = plain(entrant.name, NAME_LENGTH)
        number = 2
        while name in taken:
            name = f"{first} ({number})"
            number += 1
        taken.add(name)
        named.append(replace(entrant, name=name))
    return tuple(named)
