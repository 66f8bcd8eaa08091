"""Finding one's way: one entry a page, few groups, deep links under whatever prefix."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts import address
from pages.parts.navigation import BY_ID, GROUPS, HOME, PAGES, members, page_ids
from sim.language import get_language, languages

ROOT = Path(__file__).resolve().parent.parent


def test_every_file_of_a_page_has_its_entry_and_every_entry_its_file():
    assert sorted(BY_ID) == sorted(path.stem for path in (ROOT / "pages").glob("*.py") if path.stem != "__init__")
    assert len(BY_ID) == len(PAGES)


def test_the_bar_stays_short_and_leaves_no_page_out():
    assert len(GROUPS) <= 7
    assert {page.group for page in PAGES} <= {*GROUPS, ""}
    assert page_ids()[0] == HOME.id
    assert set(page_ids()) == {page.id for page in PAGES if page.group}


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("page", ["sources", "track"])
def test_a_page_shows_its_group_and_the_pages_beside_it(page, language):
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params["lang"] = language
    app.switch_page(f"pages/{page}.py").run()
    assert not app.exception, app.exception
    text = get_language(language).text
    chip = text("likely-assumes")  # the chip of the likely set has a link of its own
    shown = [link.proto.label for link in app.get("page_link") if link.proto.label != chip]
    groups = [text(f"nav-{group}") for group in GROUPS if members(group)]
    beside = members(BY_ID[page].group)
    wanted = [*groups, *(text(f"page-{one.id}") for one in beside if len(beside) > 1)]
    assert shown[: len(wanted)] == wanted


@pytest.mark.parametrize(
    ("url", "landed"),
    [
        ("http://host/", True),
        ("http://host", True),
        ("", True),
        ("http://host/lab/", True),
        ("http://host/lab", True),
        ("https://host/a/desk/of%20ours/?s=x", True),
        ("http://host/model/", True),  # a prefix called like a page
        ("http://host/simulator", False),
        ("http://host/lab/simulator?s=x", False),
    ],
)
def test_a_link_without_a_page_finds_it_under_any_prefix(monkeypatch, url, landed):
    state = {address.PAGE: "model"}
    monkeypatch.setattr(address, "st", SimpleNamespace(session_state=state, context=SimpleNamespace(url=url)))
    assert address.landing("simulator", page_ids()) == ("model" if landed else None)
    assert address.landing("simulator", page_ids()) is None, "once"


def test_a_page_named_in_the_address_is_kept(monkeypatch):
    place = SimpleNamespace(url="http://host/lab/risk?s=x")
    monkeypatch.setattr(address, "st", SimpleNamespace(session_state={address.PAGE: "model"}, context=place))
    assert address.landing("risk", page_ids()) is None
