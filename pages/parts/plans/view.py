"""The Plans page: the list, what was brought, the versions of one plan and what lies between two of them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import streamlit as st

from pages.parts import session, spaces, writing
from pages.parts.plans import bring, edit, new, target
from pages.parts.plans.difference import changes_card
from pages.parts.plans.listing import PlanRow, give_plan, plan_rows
from pages.parts.plans.picker import switch
from pages.parts.reading import Column, Html, card, safe, sentence, table
from pages.parts.save import PERSON
from pages.parts.theme import style_element
from pages.parts.writing import label, plain
from sim.language import Language, get_language
from sim.language.errors import SimError
from sim.plan import Plan
from sim.plan.brought import check_files
from sim.plan.catalogue import shipped_ids
from sim.plan.workbook.writer import plan_workbook
from sim.plan.zipped import pack_zip
from sim.store import open_store
from sim.store.person import asking
from sim.store.plans import PlanVersion
from sim.store.spaces import EVERYONE, NOBODYS, Kept

SHOWN, SEARCH, ARCHIVED = "plans-shown", "plans-search", "plans-archived"
MOST, CALM = 20, 8
"""Plans drawn at once, a search finds the others; and from how many on their buttons keep quiet."""


@lru_cache
def _styles() -> str:
    return style_element((Path(__file__).parent / "plans.css").read_text(encoding="utf-8"))


def show(language: Language) -> None:
    """Draw the page."""
    st.html(_styles())
    t = language.text
    rows = plan_rows()
    with st.container(key="plans-head", horizontal=True, vertical_alignment="top", gap="small"):
        own = sum(row.own is not None for row in rows)
        name = plain(language.text("plan-title"), 80)
        sentence(t("plans-sentence", name=name, count=len(rows), own=own))
        st.button(t("new-do"), icon=":material/add:", key="plans-new", on_click=new.toggle)
        with st.popover(
            t("plans-import"), icon=":material/upload:", key=f"plans-import-{st.session_state.get(bring.ROUND, 0)}"
        ):
            bring.box(language)
    if (problem := open_store().status.problem) is not None:
        writing.error(problem.text(language.id))
    bring.pending(language)
    new.form(language)
    if edit.is_open():
        edit.card_of_numbers(language)
        return
    if target.is_open():
        target.card_of_target(language)
        return
    shown, here = st.session_state.get(SHOWN), session.current_plan().id
    if shown not in (None, here):  # asked for: not below a list of many
        _versions(shown, language)
    _list(rows, language)
    if shown in (None, here):
        _versions(here, language)


# -- the list -------------------------------------------------------------------------------------------------------
def _list(rows: tuple[PlanRow, ...], language: Language) -> None:
    t = language.text
    with card("plans-list", t("plans-list-title"), t("plans-list-subtitle")):
        put_away = plan_rows(archived=True)
        if len(rows) > 8 or put_away:
            with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
                st.text_input(
                    t("plans-search"), key=SEARCH, label_visibility="collapsed", placeholder=t("plans-search")
                )
                if put_away:
                    st.toggle(t("plans-archived", count=len(put_away)), key=ARCHIVED)
        if put_away and st.session_state.get(ARCHIVED):
            rows = put_away
        wanted = str(st.session_state.get(SEARCH) or "").casefold().split()
        found = [row for row in rows if all(word in f"{row.id} {row.title(language)}".casefold() for word in wanted)]
        shown = sorted(found, key=_place)[:MOST]
        own = [row.id for row in shown if row.own is not None]
        kept = open_store().spaces.of("plan", own) if asking().id else {}
        for row in shown:
            _row(row, kept.get(row.id, NOBODYS), language, quiet=len(found) > CALM)
        if len(found) > MOST:
            writing.caption(t("plans-more", count=len(found) - MOST))
        if not found:
            writing.caption(t("plans-none"))


def _place(row: PlanRow) -> tuple[bool, bool, float]:
    """Return where a plan stands in the list: the one at hand, those of the program, then the last one kept first."""
    kept = 0.0 if row.own is None else row.own.saved_at.timestamp()
    return row.id != session.current_plan().id, row.own is not None, -kept


def _row(row: PlanRow, kept: Kept, language: Language, *, quiet: bool) -> None:
    """Draw one plan, what can be done with it, and who sees it where not everyone does."""
    t, here = language.text, row.id == session.current_plan().id
    with st.container(key=f"plans-row-{row.id}", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(
            f'<div class="pl-name"><b>{safe(plain(row.title(language), 80))}</b>'
            f'<span class="pl-meta">{safe(_about(row, language, spaces.mark(kept, language)))}</span></div>'
        )
        if row.problem is not None:
            return
        if row.own is not None and row.own.archived:
            st.button(t("plans-restore"), key=f"plans-restore-{row.id}", on_click=_restore, args=(row.id,))
            return
        if here:
            st.html(f'<span class="pl-here">{safe(t("plans-here"))}</span>')
        else:
            kind = "secondary" if quiet else "primary"
            st.button(t("plans-open"), key=f"plans-open-{row.id}", type=kind, on_click=give_plan, args=(row, _open))
        with st.popover(
            t("plans-more-help"), icon=":material/more_horiz:", key=f"plans-more-{row.id}", help=t("plans-more-help")
        ):
            st.button(t("plans-edit-do"), key=f"plans-edit-{row.id}", icon=":material/edit:", width="stretch",
                      on_click=give_plan, args=(row, edit.start))  # fmt: skip
            st.button(t("target-do"), key=f"plans-target-{row.id}", icon=":material/flag:", width="stretch",
                      on_click=give_plan, args=(row, target.start))  # fmt: skip
            st.button(t("plans-versions"), key=f"plans-show-{row.id}", icon=":material/history:", width="stretch",
                      on_click=_show, args=(row.id,))  # fmt: skip
            st.download_button(
                t("plans-export-zip"), lambda: pack_zip(row.read().files, row.id), f"{row.id}.zip", "application/zip",
                key=f"plans-zip-{row.id}", icon=":material/folder_zip:", width="stretch", on_click="ignore",
            )  # fmt: skip
            st.download_button(
                t("plans-export-workbook"), lambda: plan_workbook(row.read(), get_language(language.id)),
                f"{row.id}.xlsx", key=f"plans-xlsx-{row.id}", icon=":material/table:", width="stretch",
                on_click="ignore",
            )  # fmt: skip
            st.button(t("plans-duplicate"), key=f"plans-copy-{row.id}", icon=":material/content_copy:", width="stretch",
                      on_click=give_plan, args=(row, _duplicate))  # fmt: skip
            if row.own is not None:
                place = f"plans-seen-{row.id}"
                spaces.choose(kept, EVERYONE, place, language, act=lambda: _show_to(row, place, language))
                st.button(t("plans-archive"), key=f"plans-archive-{row.id}", icon=":material/archive:", width="stretch",
                          on_click=_archive, args=(row.id, language))  # fmt: skip


def _about(row: PlanRow, language: Language, seen_by: str) -> str:
    """Return what a row says of its plan: id, years, regions, target, where it lies, who sees it; or what is wrong."""
    t = language.text
    if row.problem is not None:
        return plain(f"{row.id} · {row.problem.text(language.id)}", 300)
    if row.own is not None:
        place = t("plans-own", number=row.own.number)
    else:
        place = t("plans-shipped" if row.id in shipped_ids() else "plans-folder")
    told = t(
        "plans-about",
        id=row.id,
        years=row.years(language),
        regions=row.about["regions"],
        target=row.target(language),
        place=place,
    )
    return " · ".join(filter(None, (told, seen_by)))


# -- what can be done -----------------------------------------------------------------------------------------------
def _open(plan: Plan) -> None:
    switch(plan)
    st.session_state.pop(SHOWN, None)


def _show(id: str) -> None:
    st.session_state[SHOWN] = id


def _duplicate(plan: Plan) -> None:
    """Put a copy of a plan before the reader, under an id that is free; kept as soon as they say so."""
    bring.put_before(plan.id, check_files(plan.files, bring.copy_id(plan.id)))


def _show_to(row: PlanRow, place: str, language: Language) -> None:
    space = st.session_state[place]
    if _attempt(lambda: open_store().plans.show_to(row.id, space)):
        told = language.text("space-moved", name=plain(row.title(language)), who=spaces.name(space, language))
        session.announce(told, ":material/group:")
    else:
        st.session_state.pop(place)  # the control shows again what holds


def _archive(id: str, language: Language) -> None:
    if _attempt(lambda: open_store().plans.archive(id, by=st.session_state.get(PERSON, ""))):
        session.announce(language.text("plans-archive-done", plan=id), ":material/archive:")


def _restore(id: str) -> None:
    _attempt(lambda: open_store().plans.restore(id, by=st.session_state.get(PERSON, "")))


def _attempt(work) -> bool:
    try:
        work()
    except SimError as problem:
        session.announce(problem.text(session.language_id()), ":material/error:")
        return False
    return True


# -- versions -------------------------------------------------------------------------------------------------------
def _versions(id: str, language: Language) -> None:
    """Draw the versions of a plan, and what differs between two of them."""
    t = language.text
    versions = open_store().plans.versions(id) if open_store().status.ready else ()
    if not versions:
        return
    with card("plans-versions", t("plans-versions-title", plan=plain(id)), t("plans-versions-subtitle")):
        columns = [
            Column(t("plans-version")),
            Column(t("plans-hash")),
            Column(t("plans-kept-at")),
            Column(t("plans-scenarios"), "number"),
        ]
        rows = [
            [
                t("plans-number", number=one.number),
                Html(f"<code>{safe(one.hash)}</code>"),
                language.time(one.kept_at.astimezone()) if one.kept_at else t("plans-not-kept"),
                str(one.scenarios),
            ]
            for one in versions
        ]
        table(columns, rows, t("plans-versions-title", plan=plain(id)))
        kept = [one for one in versions if one.kept]
        if len(kept) > 1:
            _difference(id, kept, language)


def _difference(id: str, kept: list[PlanVersion], language: Language) -> None:
    t = language.text
    names = {one.hash: label(t("plans-number", number=one.number)) for one in kept}
    with st.container(horizontal=True, gap="small"):
        before = st.selectbox(t("plans-before"), list(names), 1, format_func=names.__getitem__, key=f"plans-from-{id}")
        after = st.selectbox(t("plans-after"), list(names), 0, format_func=names.__getitem__, key=f"plans-to-{id}")
    sides: list[Plan | None] = [open_store().plans.version(id, hash) for hash in (before, after)]
    if sides[0] is not None and sides[1] is not None:
        changes_card(sides[0], sides[1], language)
