"""A company's own plan: entries in New, a workbook, a long list, the widest shape, ten years of history, the switch."""

from __future__ import annotations

import datetime as dt
import json
import sys
import tempfile
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np

from bench.measure import cost, report, times
from pages.parts.plans.listing import plan_rows
from sim.language import get_language
from sim.learn.calibration import drawn_history
from sim.learn.learn import learn
from sim.plan import Plan, load_plan
from sim.plan.brought import read_upload
from sim.plan.from_numbers import pack_from_numbers
from sim.plan.load import read_pack
from sim.plan.questions import ASKED, Form, numbers_of
from sim.plan.workbook.writer import plan_workbook
from sim.scenario import Scenario
from sim.scenario.response import response_table
from sim.store import DuckStore
from sim.store.plans import summary

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

PLANS, VERSIONS = 200, 50
busy = partial(times, clock=time.process_time)
LISTED = "pages.parts.plans.listing.open_store"
PROBE = """id => {
  const pick = document.querySelector(`.st-key-plan-pick-${id} button`);
  const old = document.querySelector('.st-key-plan-picker').innerText;
  window.painted = 0;
  const began = performance.now();
  const look = () => {
    const host = [...document.querySelectorAll('*')].find(one => one.shadowRoot?.querySelector('.stage[data-ready]'));
    const text = host?.shadowRoot.querySelector('h1, .sentence, .verdict')?.textContent ?? '';
    if (document.querySelector('.st-key-plan-picker').innerText !== old && text && text !== window.verdict)
      requestAnimationFrame(() => requestAnimationFrame(() => { window.painted = performance.now() - began; }));
    else requestAnimationFrame(look);
  };
  const host = [...document.querySelectorAll('*')].find(one => one.shadowRoot?.querySelector('.stage[data-ready]'));
  window.verdict = host.shadowRoot.querySelector('h1, .sentence, .verdict')?.textContent ?? '';
  look();
  pick.click();
}"""


def main() -> None:
    """Measure what somebody waits for who brings a plan."""
    wide = _wide()
    _entries()
    _workbook(wide)
    _list(wide)
    _dragging(wide)
    _history(wide)
    _switch()


def _form(regions: int, lines: int) -> Form:
    said = {one.id: one.usual for one in ASKED}
    said["regions"] = "; ".join(f"Region {place:c} {place}" for place in range(65, 65 + regions))
    said["target"] = str(90 * regions)
    names = [f"Line {place:c}" for place in range(65, 65 + lines)]
    kinds = {"core": ", ".join(names[: lines // 2]), "new": ", ".join(names[lines // 2 :])}
    return Form("Wide", said, lines=kinds if lines else {})


def _plan(form: Form) -> Plan:
    numbers, problems = numbers_of(form)
    assert numbers is not None, problems
    return read_pack(pack_from_numbers(numbers, "wide"))


def _wide() -> Plan:
    """Return the widest plan there may be: 12 regions, 8 lines."""
    plan = _plan(_form(12, 8))
    assert (len(plan.regions), len(plan.lines)) == (12, 8)
    return plan


def _entries() -> None:
    """An entry in New: read everything that was typed, make a plan of it, run it and its baseline."""
    numbers = iter(range(1, 10_000))

    def entry(regions: int, lines: int) -> None:
        form = _form(regions, lines)
        scenario = Scenario.of(_plan(replace(form, said={**form.said, "reps": str(100 + next(numbers))})))
        scenario.run()
        scenario.baseline()

    report("an entry in New, two regions → trajectory", 1000 * busy(lambda: entry(2, 0), 30), median=300)
    report("an entry in New, 12 regions × 8 lines → trajectory", 1000 * busy(lambda: entry(12, 8), 15), median=300)


def _workbook(wide: Plan) -> None:
    """Check and import a workbook, a shipped plan's and the widest one's."""
    for plan in (load_plan(), wide):
        content = plan_workbook(plan, get_language("zh"))
        with tempfile.TemporaryDirectory() as folder:
            store = DuckStore(Path(folder) / "library.duckdb")

            def bring(content: bytes = content, store: DuckStore = store) -> None:
                found = read_upload("plan.xlsx", content, "brought").plan
                assert found is not None
                store.plans.keep(found)

            report(f"check and import the workbook of {plan.id}", 1000 * busy(bring, 8, warm=1), median=4_000)
            store.close()


def _list(wide: Plan) -> None:
    """List 200 plans of 50 versions each, as the page does first after a change."""
    told = json.dumps(summary(wide))
    moment = dt.datetime(2026, 1, 1)
    with tempfile.TemporaryDirectory() as folder:
        store = DuckStore(Path(folder) / "library.duckdb")
        named = [(f"plan-{plan}", number) for plan in range(PLANS) for number in range(1, VERSIONS + 1)]
        versions = [(id, f"{number:016x}", number, "{}", told, moment) for id, number in named]
        revisions = [(id, number, "import", f"{number:016x}", False, "", "", moment) for id, number in named]
        for table, found in (("plan_versions", versions), ("plan_revisions", revisions)):
            store.database.write(partial(_fill, table, found))

        def list_plans() -> None:
            store.plans._listed.clear()
            with mock.patch(LISTED, lambda: store):
                assert len([row for row in plan_rows() if row.own is not None]) == PLANS

        report(f"list {PLANS} plans × {VERSIONS} versions", 1000 * busy(list_plans, 20), median=200)
        store.close()


def _fill(table: str, found: list[tuple[Any, ...]], cursor: Any) -> None:
    columns = {
        "plan_versions": "plan_id, plan_hash, number, files, summary, kept_at",
        "plan_revisions": "plan_id, revision, action, plan_hash, archived, note, saved_by, saved_at",
    }[table]
    marks = ", ".join("?" * len(found[0]))
    for place in range(0, len(found), 500):
        part = found[place : place + 500]
        rows = ", ".join([f"({marks})"] * len(part))
        cursor.execute(f"INSERT INTO all_{table} ({columns}) VALUES {rows}", [value for row in part for value in row])


def _dragging(wide: Plan) -> None:
    """Evaluate every position of one lever, which is what a drag needs first: of the widest plan beside today's."""
    for plan in (load_plan(), wide):
        scenario, numbers = Scenario.of(plan), iter(np.linspace(0.2, 0.3, 200))

        def drag(scenario: Scenario = scenario, numbers: Any = numbers) -> None:
            moved = scenario.with_levers({"conversion_rate": float(next(numbers))})
            response_table(moved, ["conversion_rate"])

        report(f"answers for a drag, {plan.id}", 1000 * busy(drag, 30), median=100)


def _history(wide: Plan) -> None:
    """Learn from 40 quarters of 12 regions."""
    history, _, _ = drawn_history(wide, wide.likely_set, 40, 12, 1)
    assert history.revenue.shape == (40, 12)
    cost("learn from 40 quarters × 12 regions", 1000 * float(busy(lambda: learn(history), 1, 0)[0]), most=40_000)


def _switch() -> None:
    """Switch the plan in the Simulator of a real browser: from the click to the other plan's picture."""
    from browser import idle, open_page  # pyright: ignore[reportMissingImports]

    from bench.sessions import server_and_browser

    with server_and_browser() as (address, browser):
        page = open_page(browser, address)
        page.locator(".stage[data-ready]").wait_for()
        taken = []
        for place in range(8):
            id = ("digital-2026", "growth-2026")[place % 2]
            offer = page.locator(f".st-key-plan-pick-{id} button")
            if not offer.is_visible():  # the list stays open after a choice
                page.locator(".st-key-plan-picker button").first.click()
            offer.wait_for(timeout=20_000)
            page.evaluate(PROBE, id)
            page.wait_for_function("() => window.painted > 0", timeout=30_000)
            taken.append(float(page.evaluate("() => window.painted")))
            idle(page)
        report("switch the plan → first paint", np.array(taken[2:]), median=2_000)
