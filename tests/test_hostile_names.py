"""What people write is never mark-up: one list of names, in every place where a user's text is shown, on every page."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml_text
from cases_of import usual
from google.protobuf.message import Message
from markdown_it import MarkdownIt
from own_plans import hostile_plan, own_files
from streamlit.testing.v1 import AppTest

from pages.parts import bookmarks, writing
from pages.parts.navigation import page_ids
from pages.parts.reading import safe
from pages.parts.session import Announcement, Saved, fresh
from sim.language.errors import PlanError, SimError, StoreError
from sim.plan import catalogue
from sim.plan.load import read_pack
from sim.scenario import Scenario
from sim.scenario.history import History
from sim.scenario.link import Note
from sim.store import DuckStore, open_store

ROOT = Path(__file__).resolve().parent.parent
NAMES = [json.loads(line) for line in (ROOT / "tests" / "hostile_names.txt").read_text("utf-8").splitlines()]
PLAN = hostile_plan()
SCENARIO = Scenario.of(PLAN).with_levers({"headcount": 310})
MARKDOWN = MarkdownIt("commonmark", {"linkify": False}).enable(["table", "strikethrough"])
ELSEWHERE = "elsewhere.example"

SHOWN_AS_THEY_STAND = {
    "Html.body", "VegaLiteChart.spec", "VegaLiteChart.alt", "BidiComponent.json",
    "TextInput.default", "TextInput.value", "TextInput.placeholder", "TextArea.default", "TextArea.value",
    "MultiSelect.options", "MultiSelect.default", "MultiSelect.placeholder", "MultiSelect.raw_values",
    "Selectbox.options", "Selectbox.placeholder", "Selectbox.raw_value",
    "PageLink.page", "PageLink.query_string", "FileUploader.type",
}  # fmt: skip
"""Streamlit reads every other string as Markdown, or may come to; what names widgets is told by the field's name."""
DIVIDER = "---"
INSIDE = re.compile(r"(^|_)(id|key|url|hash|icon|html_content|css_content|js_content)$")
LIVE = re.compile(
    r"(?<!\\):(red|material/|small)|https?://(?!\u2060)elsewhere|(?<!\\)\$\$|(?<!\\)\$5 and"
    r"|\*\*b\*\*|(?<!\\)_i_|(?<!\\)`c`|->(?!\u2060)"
)
"""What markdown-it does not know: Streamlit's colours, icons, formulas, bare addresses."""


def strings(message: Message) -> Iterator[tuple[str, str]]:
    """Give every string of a message with its field, `Element.field`."""
    for field, value in message.ListFields():
        for one in value if field.is_repeated else [value]:
            if one != DIVIDER and isinstance(one, str) and not INSIDE.search(field.name):
                yield f"{message.DESCRIPTOR.name}.{field.name}", one
            elif isinstance(one, Message):
                yield from strings(one)


def elements(block) -> Iterator[Message]:
    """Give the protos of everything on a page, of containers as well."""
    for child in block.children.values():
        if getattr(child, "proto", None) is not None:
            yield child.proto
        if hasattr(child, "children"):
            yield from elements(child)


def marks(text: str) -> list[str]:
    """Return the live mark-up in a text that Streamlit reads as Markdown, other than what our own texts use."""
    found = [LIVE.search(re.sub(r":small\[|:red\[[●▲■◆!]+\]", "", text))]
    kinds = [one.type for token in MARKDOWN.parse(text) for one in [token, *(token.children or ())]]
    bad = {"link_open", "image", "html_inline", "html_block", "fence", "code_block", "code_inline", "hr"}
    return [one[0] for one in found if one] + sorted(bad & set(kinds))


class Elements(HTMLParser):
    """What a browser makes of HTML, as far as it can do harm: elements from outside, addresses, handlers."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.bad: list[str] = []
        self.tags: set[str] = set()
        self.bold: list[str] = []
        self._in_bold = False
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._in_bold = tag == "b"
        if tag in ("script", "img", "iframe", "object", "embed", "form"):
            self.bad.append(tag)
        for name, value in attrs:
            if name.startswith("on") or (name in ("href", "src", "action") and ELSEWHERE in str(value)):
                self.bad.append(f"{tag} {name}")

    def handle_endtag(self, tag: str) -> None:
        self._in_bold = False

    def handle_data(self, data: str) -> None:
        if self._in_bold and data in ("bold", "unclosed"):
            self.bad.append(f"<b>{data}")


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> Iterator[dict[str, Saved]]:
    """What was saved in a library in which every text is hostile, those of the plan as well; pages only read it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCENARIO_DB", str(tmp_path_factory.mktemp("library") / "scenarios.duckdb"))
        catalogue.open_catalogue.cache_clear()
        store = open_store()
        store.plans.keep(PLAN)
        kept = fill(store, NAMES)
        assert len(kept) > 30
        for name in kept:
            store.save_assumption_set(PLAN, name, "evidence", own_values(kept[name]))
        yield kept
        store.close()
    catalogue.open_catalogue.cache_clear()


def fill(store: DuckStore, names: list[str]) -> dict[str, Saved]:
    """Save one scenario a name, with the name as note, tag and author as well; return those the library takes."""
    kept = {}
    for number, name in enumerate(names):
        one = SCENARIO.with_levers({"headcount": 300 + number})
        try:
            entry = store.save(one, name, note=name, tags=[name[:50]], by=name[:100], on_clash="number")
        except SimError as problem:
            assert problem.key in ("error-store-characters", "error-store-name-empty")
            continue
        kept[name] = Saved(entry.id, entry.revision, entry.name, one)
    return kept


def check(app: AppTest) -> int:
    """Look at every string on the page; return how many there were."""
    assert not app.exception, app.exception
    seen, bad = 0, []
    for proto in elements(app._tree):
        for name, text in strings(proto):
            seen += 1
            found = Elements(text).bad if name == "Html.body" else name not in SHOWN_AS_THEY_STAND and marks(text)
            if found:
                bad.append((name, found, text[:400]))
    assert not bad
    return seen


@pytest.mark.parametrize("page", [*page_ids(), "plain"])
def test_no_page_takes_a_name_for_mark_up(page, kept):
    """As name, note, tag, author, assumption set, bookmark, base of comparison, link note, file, toast and plan."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params["lang"] = "en"
    past = History.start(fresh())
    everything = " ".join(kept)
    worst = max(kept, key=lambda name: len(marks(name)))
    saved = replace(kept[worst], name=everything[:200])
    base = SCENARIO.with_levers({"headcount": 380})
    work = replace(
        past.now,
        scenario=saved.scenario,
        saved=saved,
        name=saved.name,
        base=base,
        base_id="elsewhere",
        base_name=everything,
    )
    app.session_state["workspace"] = past.push(work)
    app.session_state["address-notes"] = (*kept, Note("link-saved-unknown", {"name": everything[:400]}))
    app.session_state["address-notes-heading"] = ("library-opened-notes", everything[:300])
    app.session_state["bookmarks"] = tuple(
        bookmarks.new_step(one.name, bookmarks.state_of(replace(work, base=base))) for one in list(kept.values())[:12]
    )
    app.session_state["announcement"] = Announcement(everything, ":material/check:")
    app.session_state["person"] = everything[:100]
    if page == "plain":
        app.query_params["plain"] = "1"
    elif page == "compare":
        app.query_params["scenarios"] = ",".join(["now", *(one.id for one in list(kept.values())[:3])])
    elif page == "library":
        app.query_params["scenario"] = saved.id
    if page not in ("plain", "simulator"):
        app.switch_page(f"pages/{page}.py")
    app.run()
    assert check(app) > 20


def own_values(saved: Saved) -> dict[str, float]:
    """Return values of an assumption that no other set has."""
    id, entry = next((id, one) for id, one in PLAN.assumptions.items() if one.low < one.high)
    share = 0.1 + (saved.scenario.levers["headcount"] - 300) / 60
    return {id: entry.low + (entry.high - entry.low) * share}


@pytest.mark.parametrize("name", NAMES)
def test_written_text_is_shown_letter_by_letter(name):
    """Whatever a Markdown reader makes of a written text has the letters of the text, and nothing but them."""
    written = writing.literal(name)
    assert not marks(written)
    tokens = MARKDOWN.parse(written)
    shown = "".join(
        "\n" if one.type in ("hardbreak", "softbreak") else one.content
        for token in tokens
        for one in token.children or ()
    )
    lines = [" ".join(line.split()) for line in writing.unturn(name).splitlines()]
    assert shown.replace(writing.JOINER, "") == "\n".join(lines).strip().replace(writing.JOINER, "")
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}


@pytest.mark.parametrize("name", NAMES)
def test_a_sentence_keeps_the_letters_of_a_name(name):
    """The two tags of our own sentences come through, but not those of a name in it."""
    found = Elements(safe(f"With “{writing.plain(name)}” revenue is <b>2.5</b>"))
    assert not found.bad
    assert found.tags == {"b"}


def test_only_one_module_hands_text_to_streamlits_markdown():
    """`pages/parts/writing.py` does; whoever else called these could forget what their argument may hold."""
    forbidden = {"markdown", "toast", "error", "warning", "info", "success", "caption", "title", "header", "subheader",
                 "write", "badge", "exception"}  # fmt: skip
    for path in [ROOT / "app.py", *sorted((ROOT / "pages").rglob("*.py"))]:
        if path.name == "writing.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "st":
                assert node.attr not in forbidden, f"{path.name}:{node.lineno} st.{node.attr}: use pages.parts.writing"


NOTHING = ["", "  ", "\u3000", "\u00a0", "\u200b", " \u200d", "\ufeff", "\u2800", "\u3164", "\ufe0f"]


@pytest.mark.parametrize("nothing", usual(NOTHING, lambda one: one in ("", "\u3000", "\u200b", "\u2800")))
def test_a_name_of_which_nothing_can_be_seen_is_none(nothing, tmp_path):
    """A region called by a joiner, or by a Braille cell without dots, left an empty place in every table."""
    files = own_files()
    for path, key in (
        (("title",), "title"),
        (("regions", "east"), "regions.east"),
        (("levers", "headcount", "name"), "levers.headcount.name"),
    ):
        texts = yaml_text.read(files["texts/en.yaml"])
        place = texts
        for one in path[:-1]:
            place = place[one]
        place[path[-1]] = nothing
        with pytest.raises(PlanError) as refused:
            read_pack({**files, "texts/en.yaml": yaml_text.write(texts, allow_unicode=True)})
        said, key = refused.value.text("en"), ".".join(path)
        assert said.startswith(f"texts/en.yaml: {key} is “") and "at least one letter, digit or sign" in said, said
        assert all(f"U+{ord(one):04X}" in said for one in nothing)
        assert "至少一个字、数字或符号" in refused.value.text("zh")
    store = DuckStore(tmp_path / "scenarios.duckdb")
    with pytest.raises(StoreError, match="A scenario needs a name"):
        store.save(SCENARIO, nothing)
    store.close()
