"""Pages of the server's own, without Streamlit: a participant's phone, and the wall that the whole room sees."""

from __future__ import annotations

import html
import json

from starlette.requests import Request
from starlette.responses import HTMLResponse

from pages.parts import scripts
from sim.language import Language, get_language, languages, preferred_language

INTER = "./app/static/fonts/inter-latin-wght-normal.woff2"
ENTRIES = ("phone", "wall")
"""Their scripts in `pages/scripts/workshop`."""
SHEET = scripts.style_name("workshop")
TEXTS = {
    "code": "room-code",
    "join": "room-join",
    "welcome": "room-welcome",
    "private": "room-private",
    "waiting": "room-waiting",
    "unknown": "room-unknown",
    "limited": "room-limited",
    "full": "room-full",
    "lost": "room-lost",
    "again": "room-again",
    "unsent": "room-unsent",
    "retry": "stage-again",
    "ended": "room-ended",
    "send": "room-send",
    "change": "room-change",
    "sent": "room-sent",
    "closed": "room-closed",
    "low": "room-low",
    "best": "room-best",
    "high": "room-high",
    "sure": "room-sure",
    "sureHelp": "room-sure-help",
    "value": "room-value",
    "second": "room-second",
    "first": "room-first",
    "yours": "room-yours",
    "others": "room-others",
    "missing": "room-missing",
    "team": "room-team",
    "teamHelp": "room-team-help",
    "teamChange": "room-team-change",
    "scan": "room-scan",
    "address": "room-address",
    "close": "room-do-close",
    "reveal": "room-do-reveal",
    "reopen": "room-do-reopen",
    "next": "room-do-again",
    "empty": "room-empty",
}


def texts(language: Language) -> dict[str, str]:
    """Return the words of both pages."""
    words = {name: language.text(key) for name, key in TEXTS.items()}
    return words | {"percent": language.formats["percent_whole"].pattern}


def language_of(request: Request) -> str:
    """Return the language a page is going to have: the one asked for, else the phone's."""
    wanted = request.query_params.get("lang")
    return str(wanted) if wanted in languages() else preferred_language(request.headers.get("accept-language"))


def page(entry: str, language_id: str) -> str:
    """Return one of the pages; `entry` is its module. Which room it shows stands behind the address's #, which no
    browser sends and no log keeps."""
    language = get_language(language_id)
    others = [(one.id, one.label, one.name) for one in map(get_language, languages()) if one.id != language_id]
    links = "".join(
        f'<a data-lang="{id}" href="?lang={id}" hreflang="{id}" lang="{id}" title="{html.escape(name)}">'
        f"{html.escape(label)}</a>"
        for id, label, name in others
    )
    data = html.escape(
        json.dumps({"language": language.id, "locale": language.locale.replace("_", "-"), "texts": texts(language)})
    )
    name, title = html.escape(language.text("app-name")), html.escape(language.text("page-workshop"))
    modules = "".join(
        f'<link rel="modulepreload" href="./{scripts.address(one)}">'
        for one in scripts.with_imports(f"workshop/{entry}.js")
    )
    return (
        f'<!doctype html><html lang="{language.id}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">'
        '<meta name="color-scheme" content="light dark"><meta name="robots" content="noindex">'
        f"<title>{title} · {name}</title>"
        f'<link rel="preload" href="{INTER}" as="font" type="font/woff2" crossorigin>{modules}'
        f'<link rel="stylesheet" href="./{scripts.address(SHEET)}">'
        f'<script type="module" src="./{scripts.address(f"workshop/{entry}.js")}"></script></head>'
        f'<body class="{entry}" data-page="{data}"><header><b>{name}</b><nav>{links}</nav></header>'
        '<main aria-live="polite"></main></body></html>'
    )


async def phone(request: Request) -> HTMLResponse:
    """Answer `GET /room`: a participant's page."""
    return HTMLResponse(page("phone", language_of(request)), headers={"Cache-Control": "no-cache"})


async def wall(request: Request) -> HTMLResponse:
    """Answer `GET /room-wall`: what a projector shows."""
    return HTMLResponse(page("wall", language_of(request)), headers={"Cache-Control": "no-cache"})
