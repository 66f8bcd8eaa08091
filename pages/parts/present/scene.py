"""A scene: one state as the room sees it. Templates and outcome vectors, so that the screen can move between scenes."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pages.parts.charts import bridge, trajectory
from pages.parts.charts.base import compile_spec
from pages.parts.charts.live import encode
from pages.parts.release import of_visitors
from pages.parts.session import Workspace
from pages.parts.stage.goal import asked_anew, what_it_takes
from pages.parts.stage.journal import chance_of
from pages.parts.stage.outcomes import Reach, column_names, column_places, reach_of
from pages.parts.stage.payload import pack
from pages.parts.stage.pictures import charts
from pages.parts.stage.tables import moved_rows
from pages.parts.stage.text import headline, sentence
from pages.parts.stage.view import recent_run, vectors_of
from pages.parts.stage.view_of import view_of
from pages.parts.theme import TOKENS, chart_theme
from sim.analysis.text import likely_name
from sim.language import Language, get_language
from sim.model.measure_base import Level
from sim.model.quantities import CHANCE
from sim.plan import Plan

TEXTS = {
    "now": "present-now",
    "predict": "present-predict",
    "moved": "present-moved",
    "none": "present-none",
    "next": "present-next",
    "previous": "present-previous",
    "hide": "present-hide",
    "reveal": "present-reveal",
    "freeze": "present-freeze",
    "blank": "present-blank",
    "note": "present-note",
    "noNote": "present-no-note",
    "replay": "present-replay",
    "view": "present-view",
    "help": "present-help",
    "ask": "present-ask",
    "leave": "present-leave",
    "close": "journal-close",
    "letters": "shortcut-letters",
    "levers": "present-levers",
    "join": "present-join",
    "joinTitle": "present-join-title",
    "joinScan": "present-join-scan",
    "joinLocal": "present-join-local",
    "joinCode": "present-join-code",
    "follower": "present-follower",
    "story": "present-story",
    "waiting": "follow-waiting",
    "unknown": "follow-unknown",
    "limited": "follow-limited",
    "lost": "follow-lost",
    "gone": "follow-gone",
    "again": "stage-again",
    "tableLost": "stage-table-lost",
    "code": "follow-code",
    "open": "follow-open",
    "screen": "present-screen",
    "controls": "present-controls",
}


def frame(language_id: str, plan: Plan) -> dict[str, Any]:
    """Return what all scenes of one language and plan share: words, number formats, colours, chart specifications."""
    return _frame(plan, plan.vocabulary(get_language(language_id)))


@lru_cache(maxsize=8)
def _frame(plan: Plan, language: Language) -> dict[str, Any]:
    return {
        "language": language.id,
        "locale": language.locale.replace("_", "-"),
        "formats": {name: vars(spec) for name, spec in language.formats.items()},
        "texts": texts(language),
        "theme": {scheme: chart_theme(scheme) for scheme in TOKENS},
        "columns": list(column_names(plan)),
        "specs": {"trajectory": compile_spec(trajectory.spec()), "bridge": compile_spec(bridge.spec())},
        "baseYear": plan.base_year,
    }


def texts(language: Language) -> dict[str, str]:
    """Return the screen's own words."""
    fixed = {name: language.text(key) for name, key in TEXTS.items()}
    return fixed | {
        "of": language.text("present-of", place="⟦place⟧", count="⟦count⟧"),
        "more": language.text("present-more", count="⟦count⟧"),
    }


def scene(work: Workspace, language_id: str) -> dict[str, Any]:
    """Return a state as plain JSON: sentence, headline numbers, charts, moved levers, outcome vectors."""
    language = work.scenario.plan.vocabulary(get_language(language_id))
    # A set of one's own is called by its name to those who see it: not to be kept for others.
    named = language.text("likely-chip", set=likely_name(work.scenario, language))
    kept = _scene(work, language)
    return {**kept, "base": language.text("present-base", base=kept["base"], likely=named)}


@of_visitors
@lru_cache(maxsize=256)
def _scene(work: Workspace, language: Language) -> dict[str, Any]:
    view = view_of(work, language)
    vectors = vectors_of(view)
    names = column_names(view.plan)
    here = Reach(*(one[..., -1:] for one in reach_of(recent_run(work.scenario))))
    drawn = charts(view, vectors, here, language)
    del drawn["breakdown"]
    templates = {
        "headline": headline(view, language, Level.SCREEN),
        "sentence": sentence(view, language),
        "charts": drawn,
    }
    return {
        "key": work.scenario.key + work.base.key,
        "base": view.base_name,
        "before": CHANCE.number(language, chance_of(work.base)),
        "moved": moved_rows(view, language),
        "takes": what_it_takes(work.scenario, language) if asked_anew(work.scenario) else "",
        "vectors": {name: pack([vector[column] for column in names]) for name, vector in vectors.items()},
        **encode(templates, column_places(view.plan)),
    }
