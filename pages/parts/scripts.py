"""The browser's scripts: ES modules of `pages/scripts`, linted, formatted and tested; served under a versioned address.

The address names the content of the whole folder, so a browser keeps every module for ever and asks for none again,
and modules find each other by relative paths. All addresses are relative to the page's own: they hold under any prefix
(`server.baseUrlPath`, a proxy). What Streamlit is handed of a component is two lines that import its `main.js`.
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

from pages.parts.theme import css_variables

FOLDER = Path(__file__).resolve().parent.parent / "scripts"
PATH = "/scripts"
FOR_EVER = "public, max-age=31536000, immutable"
IMPORT = re.compile(r"""^(?:import\b|export\b|\})[^"'();]*["'](\.{1,2}/[^"']+)["'];$""", re.MULTILINE)

STUB = """const main = () => import(new URL("{address}", document.baseURI));
export default (component) => main().then((module) => module.default(component));
"""


@lru_cache(maxsize=1)
def modules() -> dict[str, bytes]:
    """Return every module by its path in the folder, as the server found it when it began."""
    return {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in sorted(FOLDER.rglob("*.js"))}


@lru_cache(maxsize=1)
def version() -> str:
    """Return the name of the modules' content: another one as soon as one of them changes."""
    digest = hashlib.sha256()
    for name, content in modules().items():
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()[:16]


def address(name: str) -> str:
    """Return a module's address, relative to the page's."""
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
def component(name: str, folder: str, *styles: Path, html: str = '<div class="mount"></div>') -> Any:
    """Return the mounting command of a component; registering it again after a restart of the runtime is harmless.

    Parameters
    ----------
    folder : str
        Where its `main.js` stands in `pages/scripts`.
    styles
        Style sheets, after the theme's variables.
    """
    css = css_variables() + "".join(path.read_text(encoding="utf-8") for path in styles) if styles else None
    return v2.component(name, html=html, css=css, js=STUB.format(address=address(f"{folder}/main.js")))


async def answer(request: Request) -> Response:
    """Answer `GET /scripts/<version>/<module>`: to be kept for ever; 404 for another version or what is no module."""
    content = modules().get(request.path_params["name"])
    if content is None or request.path_params["version"] != version():
        return PlainTextResponse("unknown", status_code=404, headers={"Cache-Control": "no-store"})
    headers = {"Cache-Control": FOR_EVER, "X-Content-Type-Options": "nosniff"}
    return Response(content, media_type="text/javascript", headers=headers)


route = Route(f"{PATH}/{{version}}/{{name:path}}", answer)
