"""What the stage shows of a plan in a language whatever the levers say: words, formats, colours, levers, charts.

It is large and does not change while levers move, so the stage fetches it once, under a key that names its content.
"""

from __future__ import annotations

import hashlib
import json
import threading
from functools import lru_cache
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pages.parts.charts import breakdown, bridge, trajectory
from pages.parts.charts.base import compile_spec
from pages.parts.charts.live import encode
from pages.parts.stage import journal_text, rail
from pages.parts.stage.outcomes import column_names, column_places, outcome_measures
from pages.parts.stage.source_marks import source_marks
from pages.parts.stage.tables import outcome_rows
from pages.parts.theme import TOKENS, chart_theme
from sim.analysis.what_if import what_ifs
from sim.language import Language, get_language, key
from sim.plan import Plan
from sim.plan.amounts import lever_text

PATH = "/stage-frame"
FOR_EVER = "public, max-age=31536000, immutable"

TEXTS = {
    "rail": "rail-label",
    "start": "rail-start",
    "less": "rail-less",
    "marks": "rail-marks",
    "against": "against",
    "againstHelp": "against-help",
    "headline": "headline-label",
    "year": "trajectory-year",
    "quarter": "trajectory-quarter",
    "view": "trajectory-view",
    "undo": "action-undo",
    "redo": "action-redo",
    "replay": "action-replay",
    "history": "action-history",
    "save": "action-save",
    "saveShort": "action-save-short",
    "copy": "action-copy",
    "copyHelp": "action-copy-help",
    "copied": "action-copied",
    "notCopied": "action-not-copied",
    "reset": "action-reset",
    "resetHelp": "action-reset-help",
    "doing": "acts-label",
    "whatIf": "what-if-label",
    "open": "action-open",
    "export": "action-export",
    "brief": "action-brief",
    "present": "action-present",
    "lever": "moved-lever",
    "current": "moved-to",
    "change": "moved-change",
    "measure": "outcomes-measure",
    "tableLost": "stage-table-lost",
    "chartsLost": "stage-charts-lost",
}

_lock = threading.Lock()
_bodies: dict[str, bytes] = {}


def texts(plan: Plan, language: Language) -> dict[str, str]:
    """Return the stage's own words."""
    t = language.text
    return {name: t(text) for name, text in TEXTS.items()} | {
        "more": t("rail-more", count="⟦count⟧"),
        "all": t("rail-all", count="⟦count⟧"),
        "apart": t("rail-apart", count="⟦count⟧"),
        "value": t("rail-value", lever="⟦lever⟧", unit="⟦unit⟧"),
        "unclear": t("error-cli-number-two", option="⟦lever⟧", value="⟦value⟧", first="⟦first⟧", second="⟦second⟧"),
        "wrong": t("error-typed-number", lever="⟦lever⟧", low="⟦low⟧", high="⟦high⟧", unit="⟦unit⟧"),
        "outcomes": t("outcomes-title", year=str(plan.years[-1])),
    }


def questions(plan: Plan, language: Language) -> list[dict[str, str]]:
    """Return the questions that are one click away."""
    t = language.text
    found: list[dict[str, Any]] = []
    for one in what_ifs(plan):
        (name, value), *_ = (*one.levers.items(), ("", 0.0))
        if one.stress:
            label, help = t(key("stress", one.stress)), t(key("stress", one.stress) + ".help")
        else:
            amount = lever_text(plan.levers[name], value, language)
            cut = "what-if-subsidy" if value else "what-if-no-subsidy"
            label = t(cut if one.id == "subsidy" else "what-if-headcount", value=amount)
            help = t("what-if-help", lever=t(key("lever", name)), value=amount)
        found.append({"id": one.id, "label": label, "help": help})
    return found


def content(plan: Plan, target_metric: str, language: Language) -> dict[str, Any]:
    """Return the frame as plain JSON.

    Keys
    ----
    language, locale, formats, texts, theme, journal : how numbers, words and colours are written
    sources : the way from levers and results to their sources
    columns : names of the outcomes, in the order of every vector and table
    levers, groups, whatIfs : the rail, and the questions under the sentence
    specs : the charts as Vega specifications
    outcomes : the table of outcomes, as templates
    """
    return {
        "language": language.id,
        "locale": language.locale.replace("_", "-"),
        "formats": {name: vars(spec) for name, spec in language.formats.items()},
        "texts": texts(plan, language),
        "theme": {scheme: chart_theme(scheme) for scheme in TOKENS},
        "journal": journal_text.texts(language),
        "sources": source_marks(plan, target_metric, tuple(one.id for one in outcome_measures()), language),
        "columns": list(column_names(plan)),
        "levers": rail.entries(plan, language),
        "whatIfs": questions(plan, language),
        "groups": [
            {"id": group, "label": language.text(key("lever-group", group))}
            for group in dict.fromkeys(lever.group for lever in plan.levers.values())
        ],
        "specs": {
            "trajectory": compile_spec(trajectory.spec()),
            "bridge": compile_spec(bridge.spec()),
            "breakdown": compile_spec(breakdown.spec()),
        },
        "outcomes": encode(outcome_rows(language), column_places(plan)),
    }


def prepare(plan: Plan, target_metric: str, language_id: str) -> str:
    """Make a frame ready to be fetched; return its key, which changes with its content."""
    return _prepare(plan, target_metric, plan.vocabulary(get_language(language_id)))


@lru_cache(maxsize=64)
def _prepare(plan: Plan, target_metric: str, language: Language) -> str:
    text = json.dumps(content(plan, target_metric, language), separators=(",", ":"), ensure_ascii=False)
    body = text.encode("utf-8")
    name = hashlib.sha256(body).hexdigest()[:24]
    with _lock:
        _bodies[name] = body
    return name


async def answer(request: Request) -> Response:
    """Answer `GET /stage-frame?key=…`: the frame, to be kept for ever, or 404 for a key that nobody offered."""
    with _lock:
        body = _bodies.get(request.query_params.get("key", ""))
    if body is None:
        return JSONResponse({"error": "unknown key"}, status_code=404)
    return Response(body, media_type="application/json", headers={"Cache-Control": FOR_EVER})


route = Route(PATH, answer)
