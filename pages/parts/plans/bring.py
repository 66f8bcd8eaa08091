"""Bringing a plan: a file is checked first, then shown with what differs, and kept only when somebody says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import streamlit as st

from pages.parts import session, spaces, writing
from pages.parts.plans.difference import changes_card
from pages.parts.plans.listing import plan_rows
from pages.parts.reading import card
from pages.parts.reading import listing as bullets
from pages.parts.save import PERSON
from pages.parts.writing import plain
from sim.language import Language, get_language
from sim.language.errors import SimError
from sim.plan import open_catalogue
from sim.plan.brought import Brought, check_files, id_of, read_upload
from sim.plan.changes import plan_changes
from sim.plan.plan import Plan
from sim.plan.workbook.template import template_plan
from sim.plan.workbook.writer import plan_workbook
from sim.store import open_store
from sim.store.person import asking
from sim.store.spaces import EVERYONE, NOBODYS

PENDING, ROUND = "plans-pending", "plans-round"
EDITING = "plans-editing"
"""The plan whose numbers are being edited, with its edits: see `pages.parts.plans.edit`."""
TARGET = "plans-target"
"""The plan whose target is being worked out: see `pages.parts.plans.target`."""
SPACE = "plans-space"
UPLOAD_MB = 10
PROBLEMS = 30


@dataclass(frozen=True)
class Pending:
    """A plan that was brought and waits for a word: from which file, under which id, and what came of checking it.

    Attributes
    ----------
    origin : Plan or None
        The plan that it was made from; None where it came in a file.
    """

    name: str
    files: Mapping[str, str]
    id: str
    brought: Brought
    origin: Plan | None = None


def box(language: Language) -> None:
    """Draw the box that takes a file."""
    t = language.text
    writing.caption(t("plans-import-text"))
    place = f"plans-upload-{_round()}"
    st.file_uploader(
        t("plans-import-label"), type=["zip", "xlsx"], key=place, max_upload_size=UPLOAD_MB, on_change=take,
        args=(place,),
    )  # fmt: skip
    st.download_button(
        t("plans-template"), lambda: plan_workbook(template_plan(language.without_plan), get_language(language.id)),
        "plan.xlsx", key="plans-template", icon=":material/table:", on_click="ignore",
    )  # fmt: skip


def _round() -> int:
    return st.session_state.get(ROUND, 0)


def take(place: str) -> None:
    """Check the file that was dropped; what came of it stands on the page until it is kept or put aside."""
    upload = st.session_state.get(place)
    if upload is None:
        return
    st.session_state[ROUND] = _round() + 1
    put_before(upload.name, read_upload(upload.name, upload.getvalue()))


def put_before(name: str, brought: Brought, origin: Plan | None = None) -> None:
    """Put a pack before the reader: fine or not, and under an id that can be kept."""
    id = "" if brought.plan is None else _free(brought.plan.id)
    if brought.plan is not None and id != brought.plan.id:
        brought = check_files(brought.files, id)
    st.session_state[PENDING] = Pending(name, brought.files, id, brought, origin)


def _free(id: str) -> str:
    """Return an id under which the library may keep a plan: its own unless the program has a plan of that id."""
    taken, wanted, number = open_catalogue().folder_ids(), id, 1
    while wanted in taken:
        number += 1
        wanted = f"{id[:36]}-{number}"
    return wanted


def new_id(title: str) -> str:
    """Return an id for a plan of this title that neither the program nor the library knows."""
    id = id_of(title)
    return copy_id(id) if id in _known_ids() else id


def copy_id(id: str) -> str:
    """Return an id for a copy of a plan that neither the program nor the library knows."""
    known, number = _known_ids(), 2
    while f"{id[:36]}-{number}" in known:
        number += 1
    return f"{id[:36]}-{number}"


def is_own(plan: Plan) -> bool:
    """Tell whether the library keeps a plan, so that what is changed of it is its next version."""
    return open_store().status.ready and open_store().plans.find(plan.id) is not None


def next_id(plan: Plan) -> str:
    """Return the id under which a changed plan is kept: its own, or that of a copy of one that the program brings."""
    return plan.id if is_own(plan) else copy_id(plan.id)


def _known_ids() -> set[str]:
    return {row.id for row in (*plan_rows(), *plan_rows(archived=True))}


def pending(language: Language) -> None:
    """Draw what was brought and waits."""
    waiting: Pending | None = st.session_state.get(PENDING)
    if waiting is None:
        return
    plan = waiting.brought.plan
    if plan is None:
        _show_refusal(waiting, language)
        return
    t, before = language.text, _before(plan)
    name = plain(plan.vocabulary(language).text("plan-title"))
    same = before is not None and before == plan and not plan_changes(before, plan)
    key = "plans-pending-same" if same else "plans-pending-new" if before is None else "plans-pending-version"
    with card("plans-pending", t(key, name=name, file=plain(waiting.name)), t("plans-pending-subtitle")):
        if before is not None and not same:
            changes_card(before, plan, language)
        elif waiting.origin is not None:
            changes_card(waiting.origin, plan, language)
        if (origin := waiting.origin or before) is not None and not same:
            _note_on_saved(origin, language)
        st.text_input(t("plans-pending-id"), waiting.id, key="plans-pending-id", max_chars=40, on_change=_other_id)
        if asking().id:
            kept = None if before is None else open_store().spaces.of("plan", [plan.id]).get(plan.id, NOBODYS)
            spaces.choose(kept, EVERYONE, f"{SPACE}-{plan.id}", language)
        with st.container(horizontal=True, gap="small"):
            st.button(t("plans-keep"), key="plans-keep", type="primary", on_click=keep)
            st.button(t("plans-put-aside"), key="plans-put-aside", on_click=put_aside)


def _note_on_saved(plan: Plan, language: Language) -> None:
    """Say what becomes of the scenarios that are saved under the plan: nothing."""
    versions = open_store().plans.versions(plan.id) if open_store().status.ready else ()
    name = plain(plan.vocabulary(language).text("plan-title"))
    writing.caption(language.text("plans-stored", count=sum(one.scenarios for one in versions), plan=name))


def _before(plan: Plan) -> Plan | None:
    plans = open_store().plans
    return plans.newest(plan.id) if open_store().status.ready and plans.find(plan.id) else None


def _other_id() -> None:
    waiting: Pending = st.session_state[PENDING]
    id = str(st.session_state["plans-pending-id"]).strip()
    brought = check_files(waiting.files, id)
    if brought.plan is None:
        session.announce(brought.problems[0].text(session.language_id()), ":material/error:")
        return
    st.session_state[PENDING] = replace(waiting, id=id, brought=brought)


def _show_refusal(waiting: Pending, language: Language) -> None:
    t, problems = language.text, waiting.brought.problems
    title = t("plans-refused", count=len(problems), file=plain(waiting.name))
    with card("plans-pending", title, t("plans-refused-subtitle")):
        bullets([plain(one.text(language.id), 400) for one in problems[:PROBLEMS]])
        if len(problems) > PROBLEMS:
            writing.caption(t("plans-refused-more", count=len(problems) - PROBLEMS))
        st.button(t("plans-put-aside"), key="plans-put-aside", on_click=put_aside)


def put_aside() -> None:
    st.session_state.pop(PENDING, None)


def keep() -> None:
    """Keep what was brought, and work on it from now on."""
    waiting: Pending | None = st.session_state.get(PENDING)
    if waiting is None or waiting.brought.plan is None:
        return
    keep_plan(waiting.brought.plan)


def keep_plan(plan: Plan) -> None:
    """Keep a plan in the library, say so, and work on it from now on."""
    language = session.language()
    try:
        kept = open_store().plans.keep(
            plan, by=st.session_state.get(PERSON, ""), space=st.session_state.get(f"{SPACE}-{plan.id}")
        )
        plan = open_store().plans.newest(plan.id)
    except SimError as problem:
        session.announce(problem.text(language.id), ":material/error:")
        return
    put_aside()
    st.session_state.pop(EDITING, None)
    session.set_workspace(session.fresh(plan))
    name = plain(plan.vocabulary(language).text("plan-title"))
    session.announce(language.text("plans-kept", name=name, number=kept.number), ":material/check:")
