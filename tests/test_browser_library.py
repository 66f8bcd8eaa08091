"""The library in a real Chromium: saved in the Simulator, found after a restart, opened with the same numbers."""

from __future__ import annotations

import json
import re
import secrets

import pytest
from browser import idle, leave, open_page, running_app, still
from playwright.sync_api import Browser, Page, expect
from test_browser_simulator import headline, open_simulator, settle, type_lever

from sim.plan import load_plan
from sim.scenario import Scenario
from sim.store import DuckStore

pytestmark = pytest.mark.browser

HOSTILE = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script> 🚀 \u202ecba ملف'


@pytest.fixture(scope="module")
def scenario():
    return Scenario.of(load_plan(), "plan")


@pytest.fixture(scope="module")
def filled(tmp_path_factory, scenario):
    """Address of an app whose library holds some scenarios, and their ids."""
    path = tmp_path_factory.mktemp("filled") / "library.duckdb"
    store = DuckStore(path)
    ids = {"plan": store.save(scenario, "Plan as published", tags=["board"], by="Ann", favourite=True).id}
    ids["lean"] = store.save(scenario.with_levers({"headcount": 310}), "Lean build-out", note="forty fewer", by="Bo").id
    ids["hostile"] = store.save(scenario, HOSTILE, note=HOSTILE + "n" * 10_000, tags=["<i>x</i>"], by=HOSTILE[:60]).id
    for name in ("First", "Second"):
        ids[name] = store.save(scenario, name, tags=["handled"]).id
    for number in range(28):
        one = scenario.with_levers({"headcount": 200 + 5 * number})
        ids[f"s{number}"] = store.save(one, f"series {number:02}", tags=["series"], by="Cy").id
    store.close()
    with running_app(path) as address:
        yield address, ids


def open_library(browser: Browser, address: str, query: str = "", **options) -> Page:
    page = open_page(browser, f"{address}/library{query}", **options)
    page.locator(".library[data-ready]").wait_for()
    return page


def names(page: Page) -> list[str]:
    return page.locator(".list .name").all_inner_texts()


def save_as(page: Page, name: str, note: str = "") -> None:
    page.get_by_role("button", name="Save scenario").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill(name)
    dialog.get_by_label("Name").press("Tab")
    if note:
        dialog.get_by_label("Note").fill(note)
        dialog.get_by_label("Note").press("Tab")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)


def test_saved_found_after_a_restart_and_opened_with_the_same_numbers(browser, tmp_path):
    library = tmp_path / "library.duckdb"
    with running_app(library) as address:
        page = open_simulator(browser, address)
        type_lever(page, "Sales reps", "320")
        type_lever(page, "Lead → order", "21")
        shown = page.locator(".headline").inner_text()
        save_as(page, "Lean build-out", "kept for the board")
        expect(page.locator(".sentence")).to_contain_text("With “Lean build-out”")
        type_lever(page, "Sales reps", "300")
        expect(page.locator(".sentence")).to_contain_text("With “Lean build-out” (changed since saved)")
        page.get_by_role("button", name="Save scenario").click()
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_text("Update “Lean build-out” (becomes revision 2)")).to_be_visible()
        expect(dialog.get_by_label("Note")).to_have_value("kept for the board")
        corner = dialog.locator("> button").bounding_box()
        assert corner and corner["width"] < 60, "what closes it stands in its corner"
        new = "Save as a new scenario; “Lean build-out” is taken, so its name gets a number"
        dialog.get_by_text(new, exact=True).click()
        expect(dialog.get_by_role("radio", name=new)).to_be_checked()
        idle(page)  # the server knows which way was picked
        dialog.get_by_role("button", name="Save").click()
        expect(page.locator(".sentence")).to_contain_text("With “Lean build-out (2)”")
        page.get_by_role("button", name="Undo").click()
        settle(page)
        expect(page.locator(".sentence")).to_contain_text("changed since saved")
        leave(page)
    with running_app(library) as address:
        page = open_library(browser, address)
        assert names(page) == ["Lean build-out (2)", "Lean build-out"]
        page.get_by_role("button", name="Open: Lean build-out", exact=True).click()
        page.locator(".stage[data-ready]").wait_for()
        expect(page.locator(".sentence")).to_contain_text("With “Lean build-out”")
        assert page.locator(".headline").inner_text() == shown
        expect(page.get_by_text("has changed since it was saved")).to_have_count(0)
        leave(page)


def test_a_revision_updates_the_open_scenario(browser, app):
    name = f"Revised {secrets.token_hex(2)}"  # a further try finds the library as the first one left it
    page = open_simulator(browser, app)
    type_lever(page, "Sales reps", "320")
    save_as(page, name)
    expect(page.locator(".sentence")).to_contain_text(f"With “{name}”")
    type_lever(page, "Sales reps", "310")
    expect(page.locator(".sentence")).to_contain_text(f"With “{name}” (changed since saved)")
    idle(page)  # the address follows
    page.reload()
    expect(page.locator(".sentence")).to_contain_text(f"With “{name}” (changed since saved)")
    page.get_by_role("button", name="Save scenario").click()
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.locator(".sentence")).to_contain_text(f"With “{name}”,")
    shown = headline(page)
    page.get_by_role("link", name="Compare", exact=True).click()
    page.get_by_role("link", name="Library", exact=True).click()
    page.locator(".library[data-ready]").wait_for()
    row = page.locator("li.here")
    expect(row.locator(".name")).to_have_text(name)
    expect(row.locator(".money b")).to_have_text(shown)
    row.locator(".name").click()
    expect(page.get_by_text("2 revisions")).to_be_visible()
    expect(page.get_by_text("320 reps").first).to_be_visible()
    leave(page)


def test_search_follows_the_typing_and_the_address(browser, filled):
    address, _ = filled
    page = open_library(browser, address)
    assert len(names(page)) == 25
    page.get_by_role("searchbox").press_sequentially("forty few", delay=30)
    expect(page.locator(".list .name")).to_have_text(["Lean build-out"])
    expect(page).to_have_url(re.compile("text=forty"))
    page.get_by_role("searchbox").fill("nothing like this")
    expect(page.locator(".nothing")).to_be_visible()
    page.get_by_role("button", name="Clear filters").click()
    expect(page.locator(".list .name")).to_have_count(25)
    expect(page).not_to_have_url(re.compile("text="))  # steps taken faster than the session answers become one
    page.get_by_label("Author", exact=True).select_option("Ann")
    expect(page.locator(".list .name")).to_have_text(["Plan as published"])
    expect(page).to_have_url(re.compile("author=Ann"))
    page.go_back()
    expect(page.locator(".list .name")).to_have_count(25)
    page.get_by_role("button", name="Next").click()
    expect(page.locator(".counted")).to_have_text("26–33 of 33")
    page.get_by_role("button", name="Revenue against target").click()
    expect(page.locator(".counted")).to_have_text("1–25 of 33")
    money = [float(text) for text in page.locator(".list .money b").all_inner_texts()]
    assert money == sorted(money, reverse=True)
    leave(page)


def test_rename_annotate_delete_undo_and_restore(browser, filled):
    address, _ = filled
    page = open_library(browser, address, "?tag=handled&sort=name")
    page.get_by_role("button", name="First", exact=True).click()
    page.get_by_label("Name", exact=True).fill("Renamed")
    page.get_by_label("Note", exact=True).fill("said in the meeting")
    page.get_by_label("Note", exact=True).press("Tab")
    page.get_by_role("button", name="Save changes").click()
    expect(page.locator(".rd-sentence")).to_contain_text("“Renamed”")
    expect(page.get_by_text("3 revisions")).to_be_visible()
    page.locator(".st-key-lib-back button").click()
    expect(page.locator(".list .name")).to_have_text(["Renamed", "Second"])
    expect(page.locator(".list .note").first).to_have_text("said in the meeting")
    page.get_by_role("checkbox", name="Select Renamed").check()
    page.locator(".bar").get_by_role("button", name="Delete").click()
    expect(page.locator(".list .name")).to_have_text(["Second"])
    page.locator(".message").get_by_role("button", name="Undo").click()
    expect(page.locator(".list .name")).to_have_text(["Renamed", "Second"])
    page.get_by_role("checkbox", name="Select all on this page").check()
    page.locator(".bar").get_by_role("button", name="Delete").click()
    expect(page.locator(".nothing")).to_have_text(re.compile("No scenario matches"))
    page.get_by_role("button", name="Bin", exact=True).click()
    page.get_by_role("button", name="Restore: Second").click()
    expect(page.locator(".list .name")).to_have_text(["Renamed"])
    page.get_by_role("checkbox", name="Select Renamed").check()
    page.locator(".bar").get_by_role("button", name="Delete for good").click()
    expect(page.get_by_text("cannot be undone")).to_be_visible()
    page.locator(".bar .ask").get_by_role("button", name="Delete for good").click()
    expect(page.locator(".list .name")).to_have_count(0)
    page.get_by_role("button", name="All", exact=True).click()
    expect(page.locator(".list .name")).to_have_text(["Second"])
    leave(page)


def test_favourites_and_tags_of_many(browser, filled):
    address, _ = filled
    page = open_library(browser, address, "?text=series&sort=name")
    page.get_by_role("button", name="Mark as favourite: series 00").click()
    expect(page.get_by_role("button", name="Remove from favourites: series 00")).to_be_visible()
    page.get_by_role("checkbox", name="Select all on this page").check()
    page.get_by_role("button", name="Select all 28").click()
    expect(page.locator(".bar b")).to_have_text("28 selected")
    page.get_by_role("button", name="Add tag").click()
    page.get_by_role("textbox", name="Tag name").fill("steps")
    page.get_by_role("textbox", name="Tag name").press("Enter")
    expect(page.locator(".message")).to_contain_text("28 scenarios now have the tag “steps”.")
    page.get_by_label("Tag", exact=True).select_option("steps")
    expect(page.locator(".counted")).to_have_text("1–25 of 28")
    leave(page)


def test_hostile_names_show_and_do_nothing(browser, filled):
    address, ids = filled
    page = open_page(browser, f"{address}/library?text=onerror", own=True)
    problems: list[str] = []
    page.on("pageerror", lambda problem: problems.append(str(problem)))
    page.on("dialog", lambda dialog: problems.append(dialog.message))
    page.locator(".library[data-ready]").wait_for()
    expect(page.locator(".list .name")).to_contain_text("<img src=x onerror=")
    page.get_by_role("button", name=re.compile("^Open: <img")).click()
    page.locator(".stage[data-ready]").wait_for()
    expect(page.locator(".sentence")).to_contain_text("<img src=x")
    page.goto(f"{address}/library?scenario={ids['hostile']}")
    expect(page.locator(".rd-sentence")).to_contain_text("<img src=x")
    wide = page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide <= 1280
    assert not page.evaluate("() => window.hacked")
    assert not problems
    page.context.close()


def test_a_corrupt_library_is_explained_and_the_simulator_answers(browser, tmp_path):
    library = tmp_path / "library.duckdb"
    library.write_bytes(b"DUCK" * 5000)
    with running_app(library) as address:
        page = open_page(browser, f"{address}/library")
        expect(page.get_by_text("is damaged")).to_be_visible()
        page.get_by_role("button", name="Back to the Simulator").click()
        page.locator(".stage[data-ready]").wait_for()
        type_lever(page, "Sales reps", "310")
        assert headline(page) == "2.49"
        page.get_by_role("button", name="Save scenario").click()
        expect(page.get_by_role("dialog").get_by_text("is damaged")).to_be_visible()
        leave(page)
    assert library.read_bytes() == b"DUCK" * 5000


def test_two_sessions_saving_at_once_both_succeed(browser, app):
    wanted = f"At once {secrets.token_hex(2)}"  # a further try finds the library as the first one left it
    pages = [open_simulator(browser, app) for _ in range(2)]
    for number, page in enumerate(pages):
        type_lever(page, "Sales reps", str(300 + number))
        page.get_by_role("button", name="Save scenario").click()
        page.get_by_role("dialog").get_by_label("Name").fill(wanted)
        page.get_by_role("dialog").get_by_label("Name").press("Tab")
    buttons = [page.get_by_role("dialog").get_by_role("button", name="Save") for page in pages]
    for page in pages:
        idle(page)  # the library has been asked about the name, which was free
    for button in buttons:
        button.click(no_wait_after=True)
    for page in pages:
        expect(page.locator(".sentence")).to_contain_text(f"With “{wanted}")
        leave(page)
    page = open_library(browser, app, f"?text={wanted.replace(' ', '+')}")
    assert sorted(names(page)) == [wanted, f"{wanted} (2)"]
    leave(page)


def test_opened_and_compared_from_the_simulator(browser, filled):
    address, _ = filled
    page = open_simulator(browser, address)
    page.locator("[data-action=open]").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("searchbox").fill("forty")
    dialog.get_by_role("button", name=re.compile("Lean build-out")).click()
    expect(page.locator(".sentence")).to_contain_text("With “Lean build-out”")
    settle(page)
    assert headline(page) == "2.49"
    page.locator(".against select").select_option(label="Plan as published")
    expect(page.locator(".bridge h2")).to_contain_text("Plan as published")
    page.locator("[data-action=export]").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("“Lean build-out” compared with “Plan as published”")
    dialog.get_by_role("button", name="CSV").click()
    expect(dialog).to_be_hidden()
    fetch = page.locator("[class*=st-key-export-fetch] button")
    fetch.wait_for()
    with page.expect_download() as fetched:
        fetch.click()
    assert fetched.value.suggested_filename.startswith("Lean build-out ")
    text = fetched.value.path().read_text("utf-8-sig")
    assert text.startswith("scenario,plan,plan_hash")
    box = page.locator(".actions .present").bounding_box()
    assert box["x"] + box["width"] <= 1280
    leave(page)


def test_two_chosen_scenarios_are_compared(browser, filled):
    address, _ = filled
    page = open_library(browser, address, "?text=series&sort=name")
    page.get_by_role("checkbox", name="Select series 00").check()
    expect(page.locator(".bar").get_by_role("button", name="Compare")).to_be_disabled()
    page.get_by_role("checkbox", name="Select series 20").check()
    page.locator(".bar").get_by_role("button", name="Compare").click()
    page.wait_for_url(re.compile("/compare"))
    expect(page.get_by_text("series 20").first).to_be_visible()
    leave(page)


def test_exported_here_and_imported_there(browser, filled, tmp_path):
    address, _ = filled
    page = open_library(browser, address, "?text=series&sort=name")
    for number in ("00", "01"):
        page.get_by_role("checkbox", name=f"Select series {number}").check()
    page.locator(".bar").get_by_role("button", name="Export").click()
    page.locator(".bar .ask").get_by_role("button", name=re.compile("JSON")).click()
    with page.expect_download() as fetched:
        page.locator("[class*=st-key-export-fetch] button").click()
    exported = tmp_path / "exported.zip"
    fetched.value.save_as(exported)
    page.locator(".st-key-lib-files").get_by_role("button", name="Back up").click()
    with page.expect_download() as fetched:
        page.get_by_role("button", name="Download the backup").click()
    backup = tmp_path / "backup.zip"
    fetched.value.save_as(backup)
    leave(page)
    bad = tmp_path / "bad.json"
    bad.write_text(json.dumps({"format": "else"}))
    with running_app(tmp_path / "there.duckdb") as there:
        page = open_page(browser, f"{there}/library")
        page.get_by_role("button", name="Import").click()
        page.locator("input[type=file]").first.set_input_files([str(exported), str(bad)])
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_text("2 of 3 saved.")).to_be_visible()
        expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)  # it would lie across the report
        expect(dialog.get_by_text("not a scenario exported by this program")).to_be_visible()
        dialog.get_by_role("button", name="Close").last.click()
        expect(page.locator(".list .name").nth(1)).to_have_text("series 00")
        page.get_by_role("button", name="Back up").click()
        page.locator("input[type=file]").last.set_input_files(str(backup))
        page.get_by_role("button", name="Restore backup").click()
        expect(dialog.get_by_text(re.compile("3[0-9] scenarios were restored"))).to_be_visible()
        expect(dialog.get_by_text(re.compile("“series 00” is now “series 00 \\(2\\)”"))).to_be_visible()
        leave(page)


@pytest.mark.parametrize("locale", ["en-US", pytest.param("zh-CN", marks=pytest.mark.thorough)])
def test_every_window_shows_the_list_without_sideways_scrolling(browser, filled, locale):
    address, ids = filled
    windows = [(390, 844), (820, 1180), (1280, 720), (1920, 1080)]
    page = open_library(browser, address, size=windows[0], locale=locale, dark=locale == "zh-CN")
    wide = "() => document.querySelector('[data-testid=stMain]').scrollWidth"

    def look(shown: str) -> None:
        for width, height in windows:
            page.set_viewport_size({"width": width, "height": height})
            still(page)
            assert page.evaluate(wide) <= width, page.url
            expect(page.locator(shown).first).to_be_visible()

    look(".list .go")
    page.goto(f"{address}/library?scenario={ids['lean']}")
    expect(page.locator(".rd-sentence")).to_contain_text("Lean build-out")
    look(".rd-sentence")
    leave(page)


def test_steps_back_and_forward_never_cost_the_connection(browser, filled):
    """A browser that has dropped a large message must not be answered with a reference to it."""
    address, _ = filled
    page = open_library(browser, address)
    box = page.locator(".list input[type=search], input[placeholder^=Search]").first
    box.fill("series")
    page.wait_for_url(re.compile("text=series"))
    page.get_by_text("Favourites", exact=True).first.click()
    page.wait_for_url(re.compile("show=favourite"))
    for step, text in (("back", "series"), ("back", ""), ("forward", "series"), ("back", ""), ("forward", "series")):
        page.go_back() if step == "back" else page.go_forward()
        expect(box).to_have_value(text)
        expect(page.get_by_text("Connection error")).to_have_count(0)
    leave(page)
