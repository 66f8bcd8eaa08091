"""The browser's scripts: ES modules of `pages/scripts`, linted, formatted and tested; served under a versioned address.

The address names the content of all that is served here, so a browser keeps every file for ever and asks for none
again, and modules find each other by relative paths. All addresses are relative to the page's own: they hold under any
prefix (`server.baseUrlPath`, a proxy). What Streamlit is handed of a component is two lines that import its `main.js`
and dress its place in its style sheet: handed over as text, a sheet would travel with every move again.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from streamlit.components import v2

from pages.parts import controls
from pages.parts.theme import css_variables

FOLDER = Path(__file__).resolve().parent.parent / "scripts"
PARTS = Path(__file__).resolve().parent
PATH = "/scripts"
FOR_EVER = "public, max-age=31536000, immutable"
IMPORT = re.compile(r"""^(?:import\b|export\b|\})[^"'();]*["'](\.{1,2}/[^"']+)["'];$""", re.MULTILINE)

STUB = """const main = () => import(new URL("{address}", document.baseURI));
export default (component) => main().then((module) => module.default(component));
"""
STYLED_STUB = """const at = (path) => new URL(path, document.baseURI);
const main = () => Promise.all([import(at("{address}")), import(at("{dress}"))]);
export default (component) =>
  main().then(([module, {{ dress }}]) =>
    dress(component.parentElement, at("{style}")).then(() => module.default(component)),
  );
"""
DRESS = "shared/dress.js"
LABELS = "address/labels.json"
SHEETS: dict[str, tuple[str, ...]] = {
    "library": ("library/list.css",),
    "risk": ("risk/catalogue.css",),
    "room": ("stage/goal.css", "present/present.css", "stage/rail.css"),
    "stage": ("stage/rail.css", "stage/goal.css", "stage/stage.css", "stage/journal.css"),
    "uncertainty": ("uncertainty/target.css",),
    "workshop": ("room/workshop.css",),
}
"""The style sheets of a component, by the folder of its scripts; they stand with what they style in `pages/parts`."""


@lru_cache(maxsize=1)
def modules() -> dict[str, bytes]:
    """Return every module by its path in the folder, as the server found it when it began."""
    return {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in sorted(FOLDER.rglob("*.js"))}


@lru_cache(maxsize=1)
def styles() -> dict[str, bytes]:
    """Return the style sheet of every component that has one, after the theme's variables."""
    return {
        style_name(folder): (
            css_variables() + "".join((PARTS / name).read_text(encoding="utf-8") for name in (*sheets, "forced.css"))
        ).encode()
        for folder, sheets in SHEETS.items()
    }


def style_name(folder: str) -> str:
    return f"{folder}/style.css"


@lru_cache(maxsize=1)
def version() -> str:
    """Return the name of the content of all that is served here: another one as soon as a file changes."""
    digest = hashlib.sha256()
    for name, content in {**modules(), **styles(), LABELS: controls.table()}.items():
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()[:16]


def address(name: str) -> str:
    """Return the address of a module or style sheet, relative to the page's."""
    return f"scripts/{version()}/{name}"


@lru_cache
def with_imports(entry: str) -> tuple[str, ...]:
    """Return a module and all it imports, directly or not: what a browser may fetch at once."""
    found: dict[str, None] = {}
    waiting = [entry]
    while waiting:
        name = waiting.pop(0)
        if name in found:
            continue
        found[name] = None
        text = modules()[name].decode("utf-8")
        waiting += [posixpath.normpath(posixpath.join(posixpath.dirname(name), one)) for one in IMPORT.findall(text)]
    return tuple(found)


@lru_cache
def component(name: str, folder: str, html: str = '<div class="mount"></div>') -> Any:
    """Return the mounting command of a component; registering it again after a restart of the runtime is harmless.

    Parameters
    ----------
    folder : str
        Where its `main.js` stands in `pages/scripts`.
    """
    main = address(f"{folder}/main.js")
    if folder in SHEETS:
        js = STYLED_STUB.format(address=main, dress=address(DRESS), style=address(style_name(folder)))
    else:
        js = STUB.format(address=main)
    return v2.component(name, html=html, js=js)


async def answer(request: Request) -> Response:
    """Answer `GET /scripts/<version>/<file>`: to be kept for ever; 404 for another version or what is not served."""
    name = request.path_params["name"]
    content = controls.table() if name == LABELS else modules().get(name) or styles().get(name)
    if content is None or request.path_params["version"] != version():
        return PlainTextResponse("unknown", status_code=404, headers={"Cache-Control": "no-store"})
    headers = {"Cache-Control": FOR_EVER, "X-Content-Type-Options": "nosniff"}
    kind = "application/json" if name == LABELS else "text/css" if name in styles() else "text/javascript"
    return Response(content, media_type=kind, headers=headers)


route = Route(f"{PATH}/{{version}}/{{name:path}}", answer)
