"""The rows of the list as written texts: pure functions, so that the page and the search route give the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pages.parts import spaces
from pages.parts.library import state
from pages.parts.library.state import PAGE_SIZE, View, local
from pages.parts.library.target_status import against_target, format_of, likely_band
from pages.parts.library.thumbnail import Scale, scale_of, thumbnail
from sim.export.text import one_line
from sim.language import Language, key
from sim.model.measures import REVENUE
from sim.model.quantities import CHANCE
from sim.store import Entry, Page, open_store
from sim.store.kpis import MEANS
from sim.store.person import asking
from sim.store.records import TEXT_SORTS

NAME_LENGTH, NOTE_LENGTH, TAG_LENGTH = 90, 160, 24
TAGS_SHOWN = 4

SORT_TEXTS = {
    "updated": "library-sort-updated",
    "created": "library-sort-created",
    "name": "library-sort-name",
    "author": "library-sort-author",
    "target_gap": "outcome-gap-to-target",
}
COLUMNS = (*TEXT_SORTS, REVENUE.id, "target_gap", "p_target")
"""Sort keys that a row shows anyway."""


@dataclass(frozen=True)
class Reader:
    """Who reads: their language and time zone, and the scenario they have open in the Simulator."""

    language: Language
    zone: str = "UTC"
    open_id: str = ""


def kpi_text(entry: Entry, sort: str, language: Language) -> str:
    """Return a headline number with its name, for a list sorted by one that has no column."""
    return language.text("library-sorted-by", name=sort_text(sort, language), value=format_of(entry, sort, language))


def sort_text(sort: str, language: Language) -> str:
    return language.text(SORT_TEXTS.get(sort) or key("outcome", sort))


def other_edition(entry: Entry) -> bool:
    """Tell whether plan or model are no longer what the saved numbers were computed with."""
    plan = entry.plan
    return plan is None or plan.hash != entry.plan_hash or entry.model_version != plan.model


def row(entry: Entry, view: View, scale: Scale, reader: Reader, space: str = "") -> dict[str, Any]:
    """Return one line of the list; `space` says who sees it, where not everyone does."""
    language = entry.vocabulary(reader.language)
    t, kpis = language.text, entry.kpis
    against, tone = against_target(entry, language)
    revenue = REVENUE.format(language, kpis["revenue"])
    return {
        "id": entry.id,
        "name": one_line(entry.name, NAME_LENGTH),
        "note": one_line(entry.note[: 4 * NOTE_LENGTH], NOTE_LENGTH),
        "tags": [one_line(tag, TAG_LENGTH) for tag in entry.tags[:TAGS_SHOWN]],
        "moreTags": len(entry.tags) - TAGS_SHOWN if len(entry.tags) > TAGS_SHOWN else 0,
        "favourite": entry.favourite,
        "revenue": REVENUE.number(language, kpis["revenue"]),
        "unit": t("library-unit", unit=REVENUE.quantity.name_of_unit(language), year=str(kpis.year)),
        "against": against,
        "tone": tone,
        "target": t(
            "library-target",
            value=entry.target.text(language),
            year=str(entry.target.year),
        ),
        "chance": "" if kpis.p_target is None else CHANCE.format(language, kpis.p_target),
        "chanceHelp": t("headline-chance-none")
        if kpis.p_target is None
        else language.join(filter(None, (_chance_note(entry, language), likely_band(entry, language))), "groups"),
        "author": " · ".join(filter(None, (one_line(entry.author, 40), space))),
        "time": reader.language.time(local(entry.updated_at, reader.zone)),
        "plan": one_line(entry.plan_id, 30),
        "edition": t("library-at-means")
        if kpis.run_kind == MEANS
        else t("library-other-edition")
        if other_edition(entry)
        else "",
        "sorted": kpi_text(entry, view.sort_key, language) if view.sort_key not in COLUMNS else "",
        "open": entry.id == reader.open_id,
        "path": thumbnail(entry, scale),
        "alt": t("library-path-alt", value=revenue, year=str(kpis.year)),
    }


def _chance_note(entry: Entry, language: Language) -> str:
    kpis = entry.kpis
    return CHANCE.note(language, kpis.p_target or 0.0, kpis.p_target_se or 0.0, entry.draws)


def find_page(view: View) -> tuple[View, Page]:
    """Return the page of the list; the last one where there are fewer pages than asked for."""
    page = open_store().find(view.query())
    if not page.entries and view.number > 1:
        view = View.of({**view.parameters(), "page": str(max(1, -(-page.total // PAGE_SIZE)))})
        page = open_store().find(view.query())
    return view, page


def answer(view: View, reader: Reader) -> dict[str, Any]:
    """Return what changes with a search: the view as it is answered, its rows, and what is said about them.

    Raises
    ------
    StoreError
        The library cannot be read.
    """
    t = reader.language.text
    view, page = find_page(view)
    kept = open_store().spaces.of("scenario", [entry.id for entry in page.entries]) if asking().id else {}
    numbers = state.numbers()
    scale = scale_of(numbers, page.entries)
    first = (view.number - 1) * PAGE_SIZE
    empty = None
    if not page.total:
        in_bin = view.show == "bin" and not view.filtered
        known = numbers.count or view.filtered
        empty = t("library-empty-bin") if in_bin else t("library-empty-found") if known else t("library-empty-new")
    return {
        "view": {**view.parameters(), "sort": view.sort_key, "order": "down" if view.descending else "up"},
        "filtered": view.filtered,
        "rows": [
            row(entry, view, scale, reader, spaces.mark(kept.get(entry.id), reader.language)) for entry in page.entries
        ],
        "total": page.total,
        "selectAll": t("library-select-all", count=page.total),
        "pages": max(1, -(-page.total // PAGE_SIZE)),
        "page": view.number,
        "counted": t("library-counted", first=first + 1, last=first + len(page.entries), total=page.total)
        if page.total
        else "",
        "empty": empty,
    }
