"""The stage in a real Chromium while what it fetches is late, foreign, lost, or not yet asked for."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from browser import leave, open_page
from patience import wait_until
from playwright.sync_api import Page, Route, WebSocketRoute, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from test_browser_simulator import headline, open_simulator, settle, type_lever

from pages.parts.stage import response_route
from sim.scenario import Scenario

pytestmark = pytest.mark.browser

TABLE = re.compile(r"/response\?")
FRAME = re.compile(r"/stage-frame\?")
REPS = "Sales reps, end 2026"


def grip(page: Page, name: str) -> tuple[float, float, float]:
    """Press the pointer on the middle of a slider; return left end, width and height of its middle."""
    box = page.get_by_role("slider", name=name, exact=True).bounding_box()
    assert box, name
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] / 2, middle)
    page.mouse.down()
    return box["x"], box["width"], middle


def said(page: Page, name: str) -> float:
    """Return the number that a slider says it stands on."""
    return float((page.get_by_role("slider", name=name, exact=True).get_attribute("aria-valuetext") or "").split()[0])


def reps(page: Page) -> float:
    return said(page, REPS)


def revenue(plan, **levers: float) -> str:
    return f"{Scenario.of(plan).with_levers(levers).run().annual('revenue')[-1, 0] / 1000:.2f}"


def test_a_drag_begun_before_the_table_has_come_shows_exact_numbers_when_it_comes(browser, app, plan):
    page = open_page(browser, "about:blank")
    held: list[Route] = []
    page.route(TABLE, lambda route: held.append(route))
    page.goto(app)
    stage = page.locator(".stage[data-ready]")
    stage.wait_for()
    left, width, middle = grip(page, REPS)
    page.mouse.move(left + 0.2 * width, middle, steps=6)
    expect(stage).to_have_class(re.compile("behind"))
    assert reps(page) < 250, "the lever follows the finger"
    assert headline(page) == "2.50", "no number is guessed"
    held.pop(0).continue_()
    expect(page.locator(".headline .cell b").first).to_have_text(revenue(plan, headcount=reps(page)))
    expect(stage).not_to_have_class(re.compile("behind"))
    page.mouse.up()
    page.unroute(TABLE)
    for route in held:
        route.continue_()
    settle(page)
    assert headline(page) == revenue(plan, headcount=reps(page))
    leave(page)


def test_a_lever_released_before_the_table_has_come_is_answered_all_the_same(browser, app, plan):
    page = open_page(browser, "about:blank")
    page.route(TABLE, lambda route: route.abort())
    page.goto(app)
    page.locator(".stage[data-ready]").wait_for()
    slider = page.get_by_role("slider", name=REPS)
    slider.focus()
    before = reps(page)
    for _ in range(3):
        slider.press("ArrowLeft")
    assert reps(page) == before - 3 * plan.levers["headcount"].step
    expect(page.get_by_role("button", name="Undo", exact=True)).to_be_enabled()
    expect(page.locator(".headline .cell b").first).to_have_text(revenue(plan, headcount=reps(page)))
    expect(page.locator(".stage")).not_to_have_class(re.compile("behind|pending"))
    leave(page)


def test_the_table_of_another_point_is_never_shown(browser, app, plan):
    other = Scenario.of(plan, "baseline")
    levers = tuple(id for id, lever in plan.levers.items() if not lever.advanced)
    page = open_page(browser, "about:blank")
    page.route(TABLE, lambda route: route.fulfill(body=response_route.body(other, levers)))
    page.goto(app)
    stage = page.locator(".stage[data-ready]")
    stage.wait_for()
    left, width, middle = grip(page, REPS)
    page.mouse.move(left + 0.3 * width, middle, steps=6)
    expect(stage).to_have_class(re.compile("behind"))
    assert headline(page) == "2.50"
    page.unroute(TABLE)
    page.mouse.up()
    settle(page)
    assert headline(page) == revenue(plan, headcount=reps(page))
    leave(page)


def test_folded_levers_are_fetched_when_they_are_unfolded(browser, app, plan):
    asked: list[set[str]] = []
    page = open_page(browser, "about:blank", own=True)
    page.on(
        "request",
        lambda request: (
            TABLE.search(request.url)
            and asked.append(set(parse_qs(urlsplit(request.url).query)["levers"][0].split(",")))
        ),
    )
    page.goto(app)
    page.locator(".stage[data-ready][data-table=true]").wait_for()
    assert asked == [{id for id, lever in plan.levers.items() if not lever.advanced}]
    page.get_by_role("button", name="People: 6 more").click()
    page.locator(".stage[data-table=true]").wait_for()
    folded = {
        id for id, lever in plan.levers.items() if lever.advanced and lever.group == plan.levers["headcount"].group
    }
    assert asked[1:] == [folded]
    name = "Hires to the west"
    left, width, middle = grip(page, name)
    page.mouse.move(left + 0.7 * width, middle, steps=6)
    expect(page.locator(".stage")).not_to_have_class(re.compile("behind"))
    assert said(page, "Hires to the east") < 20, "partners move along"
    during = headline(page)
    page.mouse.up()
    settle(page)
    assert headline(page) == during
    assert said(page, name) > 60
    page.context.close()


def test_a_point_that_the_server_has_dropped_is_offered_again(browser, app):
    page = open_page(browser, "about:blank")
    refused: list[str] = []

    def refuse_once(route: Route) -> None:
        if refused:
            route.continue_()
            return
        refused.append(route.request.url)
        route.fulfill(status=404, json={"error": "unknown key"})

    page.route(TABLE, refuse_once)
    page.goto(app)
    page.locator(".stage[data-ready][data-table=true]").wait_for()
    assert refused
    expect(page.get_by_role("button", name="Undo", exact=True)).to_be_disabled()
    leave(page)


def test_a_lost_frame_is_fetched_again(browser, app):
    page = open_page(browser, "about:blank")
    lost: list[str] = []

    def lose_once(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.request.url)
        route.abort()

    page.route(re.compile(r"/stage-frame\?"), lose_once)
    page.goto(app)
    page.locator(".stage[data-ready][data-table=true]").wait_for()
    assert lost
    assert headline(page) == "2.50"
    leave(page)


def test_after_a_move_the_next_drag_starts_from_its_own_table(browser, app, plan):
    page = open_simulator(browser, app)
    slider = page.get_by_role("slider", name="Customer churn")
    slider.focus()
    slider.press("ArrowRight")
    expect(page.get_by_role("button", name="Undo", exact=True)).to_be_enabled()
    settle(page)
    churn = said(page, "Customer churn") / 100
    left, width, middle = grip(page, REPS)
    page.mouse.move(left + 0.25 * width, middle, steps=6)
    expect(page.locator(".headline .cell b").first).to_have_text(revenue(plan, headcount=reps(page), churn_rate=churn))
    page.mouse.up()
    leave(page)


def test_trying_again_has_an_end_that_is_said_and_a_way_on(browser, app):
    page = open_page(browser, "about:blank", own=True)
    page.clock.install()
    page.route(FRAME, lambda route: route.abort())
    page.goto(app)
    lost = page.locator(".lost")
    for _ in range(60):
        page.clock.run_for(10_000)
        if lost.is_visible():
            break
        page.evaluate("() => fetch('_stcore/health')")  # a request of its own: what was refused has been heard of
    expect(lost).to_contain_text("The server has not answered.")
    asked: list[str] = []
    page.on("request", lambda request: FRAME.search(request.url) and asked.append(request.url))
    page.clock.run_for(60_000)
    assert not asked, "the end is an end"
    page.unroute(FRAME)
    page.clock.resume()
    lost.get_by_role("button", name="Try again").click()
    page.locator(".stage[data-ready]").wait_for()
    expect(lost).to_be_hidden()
    page.context.close()


def read(frame: str | bytes) -> ForwardMsg:
    assert isinstance(frame, bytes)
    message = ForwardMsg()
    message.ParseFromString(frame)
    return message


def test_a_stage_that_is_mounted_anew_in_the_middle_of_a_move_waits_for_its_futures(browser, app, plan):
    """The page is drawn without its stage after a lever was let go and before the answer, which comes without them."""
    first: list[bytes] = []
    held: list[bytes] = []
    sockets: list[WebSocketRoute] = []
    answering = False

    def between(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        socket.on_message(server.send)
        sockets.append(socket)

        def tell(frame: str | bytes) -> None:
            (held if answering else first).append(bytes(frame))  # type: ignore[arg-type]
            if not answering:
                socket.send(frame)

        server.on_message(tell)

    page = open_page(browser, "about:blank", own=True)
    page.route_web_socket(re.compile("/_stcore/stream"), between)
    page.goto(app)
    page.locator(".stage[data-ready][data-table=true][data-futures=true]").wait_for()
    answering = True
    box = page.get_by_role("textbox", name="Sales reps").first
    box.fill("290")
    box.press("Enter")
    done = ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY

    def answered() -> bool:
        page.evaluate("() => null")  # what the browser heard comes here
        return any(one.HasField("script_finished") and one.script_finished == done for one in map(read, held))

    wait_until(answered, "the answer")
    for frame in first:
        if not read(frame).delta.fragment_id:
            sockets[0].send(frame)
    expect(page.locator(".stage")).to_have_count(0)
    for frame in held:
        sockets[0].send(frame)
    answering = False
    page.locator(".stage[data-ready]").wait_for()
    settle(page)
    assert headline(page) == revenue(plan, headcount=290)
    expect(page.locator(".headline .cell", has_text="Chance")).not_to_contain_text("settling")
    type_lever(page, "Sales reps", "310")
    assert headline(page) == revenue(plan, headcount=310)
    page.context.close()
