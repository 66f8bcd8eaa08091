"""Two processes behind a proxy act as one: below a path, over TLS, with the library on a server."""

from __future__ import annotations

import json

import pytest
from browser import open_page
from patience import wait_until
from playwright.sync_api import expect
from service import PATH, running_service
from starlette.routing import Route
from streamlit import config
from test_browser_library import save_as
from test_browser_simulator import open_simulator, type_lever

from pages.parts import server as app_server


@pytest.fixture(scope="module")
def service(tmp_path_factory, server):
    folder = tmp_path_factory.mktemp("service")
    with running_service(folder, server.new_database(), SCENARIO_AHEAD="off") as one:
        yield one


def process_of(page):
    return next(one["value"] for one in page.context.cookies() if one.get("name") == "LAB_PROCESS")  # pyright: ignore[reportTypedDictNotRequiredAccess]


def listed(service, process):
    return [row["name"] for row in json.loads(service.get("/library-list?lang=en", process)[1])["rows"]]


def test_every_route_of_ours_answers_below_the_path_over_tls(service):
    """A route that is added is asked here too: 404 alone would say that the proxy or the path lost it."""
    before = config.get_option("server.baseUrlPath")
    config.set_option("server.baseUrlPath", PATH)
    try:
        routes = [one for one in app_server.routes() if isinstance(one, Route) and "{" not in one.path]
    finally:
        config.set_option("server.baseUrlPath", before)
    assert len(routes) > 8
    for route in routes:
        assert route.path.startswith(PATH)
        status, text, headers = service.get(route.path.removeprefix(PATH))
        # Ours say what they know nothing of; a path that nobody serves is answered in other words.
        assert status in (200, 400, 405) or text.startswith('{"error"'), (route.path, status, text[:200])
        assert headers["x-content-type-options"] == "nosniff"


def test_a_save_in_one_process_is_seen_in_the_other_and_outlives_it(service, browser, tmp_path):
    name = tmp_path.name[-12:]  # its own at each try: what one before has saved is still there
    page = open_simulator(browser, service.address, own=True, ignore_https_errors=True)
    process = process_of(page)
    other = "b" if process == "a" else "a"
    assert name not in listed(service, other)
    type_lever(page, "Sales reps", "320")
    save_as(page, name)
    wait_until(lambda: name in listed(service, other), "the save in the other process")
    type_lever(page, "Sales reps", "290")
    shown = page.locator(".headline").inner_text()
    link = page.url
    service.kill(process)
    page.goto(link)
    page.locator(".stage[data-ready]").wait_for()
    assert process_of(page) == other
    expect(page.locator(".headline")).to_have_text(shown, use_inner_text=True)
    assert name in listed(service, other)
    page.context.close()
    again = open_page(browser, f"{service.address}/library", own=True, ignore_https_errors=True)
    expect(again.locator(".list .name").get_by_text(name, exact=True)).to_be_visible()
    again.context.close()
