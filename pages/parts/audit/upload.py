"""Other people's tables: upload, template, and what to mend where one cannot be read."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import streamlit as st

from pages.parts import doubts, reading
from pages.parts.audit.board import PICKED, Table, report_of
from pages.parts.reading import card
from pages.parts.theme import style_element
from pages.parts.writing import plain
from sim.audit import facts_template
from sim.audit.reading import MOST_BYTES
from sim.language import Language, get_language
from sim.language.errors import FormatError
from sim.reading.doubts import DoubtError

BRACKETS = str.maketrans(
    "<>", "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
)
"""A file's name is never read as markup."""

MOST_MB = MOST_BYTES // 1024 // 1024

FILE, TABLE, PROBLEM, ASKED = "audit-file", "audit-table", "audit-problem", "audit-asked"


def current_table() -> Table | None:
    """Return the table the page shows instead of the shipped documents."""
    return st.session_state.get(TABLE)


def banner(table: Table, language: Language) -> None:
    """Say whose numbers these are, with the way back."""
    t = language.text
    with st.container(key="audit-banner", horizontal=True, vertical_alignment="center"):
        st.html(f'<p class="rd-remark">{reading.safe(t("audit-page-own-table", name=table.name))}</p>')
        st.button(t("audit-page-back"), key="audit-back", on_click=back)


def back() -> None:
    """Show the shipped documents again."""
    for key in (TABLE, PROBLEM, PICKED, ASKED):
        st.session_state.pop(key, None)


def panel(language: Language) -> None:
    """Draw the upload with its templates, and what is wrong with the last file."""
    t = language.text
    with card("audit-upload", t("audit-page-upload-title"), t("audit-page-upload-subtitle")):
        left, right = st.columns([7, 4], gap="medium")
        with left:
            # Streamlit's own two words here know no language; the styles put these in their place.
            choose, limit = t("audit-page-upload-choose"), t("audit-page-upload-limit", most=MOST_MB)
            st.html(style_element(f'.st-key-audit-file {{ --choose: "{choose}"; --limit: "{limit}"; }}'))
            st.file_uploader(
                t("audit-page-upload"),
                type=["csv", "xlsx"],
                key=FILE,
                on_change=receive,
                max_upload_size=MOST_MB,
                label_visibility="collapsed",
            )
            problem: FormatError | None = st.session_state.get(PROBLEM)
            if isinstance(problem, DoubtError):
                doubts.ask(problem.doubts, "audit-doubts", decide, language)
            elif problem is not None:
                first, *lines = problem.text(language.id).splitlines()
                items = "".join(f"<li>{reading.safe(line)}</li>" for line in lines)
                st.html(
                    f'<div class="au-problem" role="alert"><b>{reading.safe(first)}</b>'
                    + (f"<ul>{items}</ul>" if items else "")
                    + "</div>"
                )
        with right:
            reading.note(t("audit-page-template-note"))
            with st.container(horizontal=True, gap="small"):
                st.download_button(
                    t("audit-page-template-xlsx"),
                    template("xlsx", language.id),
                    "facts.xlsx",
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    on_click="ignore",
                )
                st.download_button(
                    t("audit-page-template-csv"),
                    template("csv", language.id),
                    "facts.csv",
                    "text/csv",
                    on_click="ignore",
                )


@lru_cache(maxsize=8)
def template(form: str, language_id: str) -> bytes:
    return facts_template(form, get_language(language_id).id)


def receive() -> None:
    """Audit the file that was just given; keep the table, or what is wrong with it."""
    file = st.session_state.get(FILE)
    st.session_state.pop(PROBLEM, None)
    if file is None:
        return
    take(Table(plain(file.name).translate(BRACKETS), file.getvalue()))


def decide(choices: dict[str, str]) -> None:
    """Read the table asked about as somebody decided."""
    asked: Table = st.session_state[ASKED]
    take(replace(asked, choices=tuple({**dict(asked.choices), **choices}.items())))


def take(table: Table) -> None:
    """Audit a table; keep it, or what is wrong with it or uncertain."""
    st.session_state.pop(PROBLEM, None)
    st.session_state[ASKED] = table
    try:
        report_of(table)
    except FormatError as problem:
        st.session_state[PROBLEM] = problem
    else:
        st.session_state[TABLE] = table
        st.session_state.pop(PICKED, None)
