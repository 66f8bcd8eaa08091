"""What the browser paints before Streamlit's program has come: the page's colours and the top bar with its name.

Streamlit serves the same empty page at every address. Here it is completed: title, language, the product's name in
its place, our font, and what every page is going to need, asked for at once instead of one after the other.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route
from streamlit import file_util

from pages.parts import scripts
from pages.parts.navigation import BY_ID, HOME
from pages.parts.theme import css_variables, style_element
from sim.language import get_language, languages, preferred_language
from sim.scenario.link import decode, query_value

# Parts of Streamlit's program that every page of ours asks for, but only after its first answer.
SOON = ("Html", "purify.es", "PageLink", "Button", "BidiComponent", "serialization", "recordbatch", "_arrayReduce")
ADDRESS = "address/main.js"
VEGA = "./app/static/vega/vega.min.js"
WHERE = 'window.__streamlit = {BACKEND_BASE_URL: new URL(".", location.href).href}'
"""The one script written into a page, always the same: a content security policy may name it by its hash."""

INTER = "./app/static/fonts/inter-latin-wght-normal.woff2"


@lru_cache(maxsize=64)
def shell(language_id: str, page_id: str) -> str:
    """Return an address's page in a language.

    Addresses have no folders, so "." is where the server answers, behind whatever prefix; without being told, the
    browser asks under the page's own address first and loses a seventh of a second to the refusal.
    """
    static = Path(file_util.get_static_dir())
    page = (static / "index.html").read_text(encoding="utf-8")
    name = html.escape(get_language(language_id).text("app-name"))
    soon = "".join(
        f'<link rel="modulepreload" crossorigin href="./static/js/{path.name}">'
        for part in SOON
        for path in (static / "static" / "js").glob(f"{part}.*.js")
        if path.name.count(".") == part.count(".") + 2
    )
    asked = BY_ID.get(page_id, HOME)
    modules = dict.fromkeys(name for one in (ADDRESS, asked.script) if one for name in scripts.with_imports(one))
    sheet = scripts.style_name(asked.script.partition("/")[0]) if asked.script else ""
    if sheet in scripts.styles():
        modules[scripts.DRESS] = None
        soon += f'<link rel="preload" href="./{scripts.address(sheet)}" as="fetch" crossorigin>'
    soon += "".join(f'<link rel="modulepreload" href="./{scripts.address(name)}">' for name in modules)
    soon += f'<link rel="preload" href="{VEGA}" as="script">' if asked.draws else ""
    css = (Path(__file__).parent / "shell.css").read_text(encoding="utf-8")
    head = (
        f"<script>{WHERE}</script>"
        f'<link rel="preload" href="{INTER}" as="font" type="font/woff2" crossorigin>{soon}'
        "</head>"
    )
    styles = style_element(f"{css_variables()}{css}#shell {{ font-family: var(--font); }}")
    root = '<div id="root"></div>'
    bar = f"<b>{name}</b>" if asked.group else ""
    page = re.sub(r'<link\s+rel="preload"[^>]*SourceSans[^>]*>', "", page, count=1)
    return (
        page.replace('<html lang="en">', f'<html lang="{language_id}">', 1)
        .replace("<title>Streamlit</title>", f"<title>{name}</title>", 1)
        .replace("</head>", head, 1)
        .replace(root, f'{styles}<div id="shell" aria-hidden="true">{bar}</div>{root}', 1)
    )


def language_of(request: Request) -> str:
    """Return the language the page is going to have, as `session.language_id` decides it."""
    wanted = request.query_params.get("lang")
    if wanted in languages():
        return str(wanted)
    link = query_value(request.query_params, "s")
    restored = decode(link).state if link else None
    if restored is not None and restored.language in languages():
        return restored.language
    return preferred_language(request.headers.get("accept-language"))


async def answer(request: Request) -> HTMLResponse:
    page = request.url.path.rpartition("/")[2]  # below whatever prefix
    return HTMLResponse(shell(language_of(request), page), headers={"Cache-Control": "no-cache"})


routes = tuple(Route(f"/{page}", answer) for page in ("", *BY_ID))
