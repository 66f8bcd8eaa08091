"""The follower screen for guests of a server with a login: a plain page, without a Streamlit session.

Whoever has a session may ask it for any page. A guest knows a room's code and nothing else, so what a guest gets is
this page, its scripts, and the socket that tells what the room's presenter shows.
"""

from __future__ import annotations

import html
import json

from starlette.requests import Request
from starlette.responses import HTMLResponse

from pages.parts import scripts
from pages.parts.present.scene import texts
from pages.parts.theme import FONT, TOKENS, style_element
from sim.language import get_language, languages, preferred_language

GUEST, LISTEN = "/follow-guest", "/follow-live"
"""The page, and the socket that it listens on (`pages.parts.present.wire`)."""
ENTRY = "room/guest.js"
INTER = "./app/static/fonts/inter-latin-wght-normal.woff2"
STYLE = (
    f'@font-face{{font-family:Inter;font-weight:100 900;src:url("{INTER}") format("woff2")}}'
    f"html,body,main{{margin:0;height:100%;font-family:{FONT};color-scheme:light dark}}"
    f":root{{--st-background-color:{TOKENS['light']['paper']}}}"
    f"@media(prefers-color-scheme:dark){{:root{{--st-background-color:{TOKENS['dark']['paper']}}}}}"
    "body{background:var(--paper);color:var(--ink)}"
)


async def follow(request: Request) -> HTMLResponse:
    """Answer `GET /follow-guest?code=…&lang=…`; which room it is, the page itself finds in its address."""
    wanted = request.query_params.get("lang")
    id = str(wanted) if wanted in languages() else preferred_language(request.headers.get("accept-language"))
    return HTMLResponse(page(id), headers={"Cache-Control": "no-cache"})


def page(language_id: str) -> str:
    """Return the page in a language."""
    language = get_language(language_id)
    told = {"role": "follow", "path": LISTEN.lstrip("/"), "texts": texts(language), "language": language.id}
    modules = "".join(
        f'<link rel="modulepreload" href="./{scripts.address(one)}">' for one in scripts.with_imports(ENTRY)
    )
    title = f"{html.escape(language.text('page-follow'))} · {html.escape(language.text('app-name'))}"
    return (
        f'<!doctype html><html lang="{language.id}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">'
        '<meta name="color-scheme" content="light dark"><meta name="robots" content="noindex">'
        f"<title>{title}</title>{modules}"
        f'<link rel="stylesheet" href="./{scripts.address(scripts.style_name("room"))}">'
        f'<script type="module" src="./{scripts.address(ENTRY)}"></script></head>'
        f'<body data-page="{html.escape(json.dumps(told))}">{style_element(STYLE)}<main></main></body></html>'
    )
