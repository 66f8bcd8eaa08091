"""The law over plans of any shape: the model's own laws, every command, every export and every page, on one plan."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from sim.assumptions.calibration import missed_fits
from sim.cli import main
from sim.model import evaluate
from sim.plan import Plan
from sim.scenario import Scenario
from sim.store import open_store

ROOT = Path(__file__).resolve().parent.parent
PAGES = tuple(sorted(path.stem for path in (ROOT / "pages").glob("*.py")))
REFUSALS = ("solve",)
"""Commands that may say that a question has no answer here: every future reaches the target, or none."""
BASE = "base of the law"
"""Name that the plan's baseline is saved under."""
CLOSE = 1e-9
LONGEST = 600
"""Seconds that one calculation of a page may take: the dearest takes ten on a quiet machine, far more on a busy one."""


def check_laws(plan: Plan, seed: int = 0) -> None:
    """Check what must hold of every admissible plan; AssertionError where it does not."""
    for preset in plan.presets:
        for name in plan.assumption_sets:
            _check_run(plan, Scenario.of(plan, preset, name))
    scenario = Scenario.of(plan)
    assert Scenario.from_dict(scenario.to_dict(), lambda _: plan) == scenario, "a scenario read back is the same"
    _check_draws(plan, scenario, seed)
    _check_directions(plan, scenario)
    fit = [one for one in missed_fits(plan, plan.promise_set) if one.assumption == "realisation"]
    if not fit and any(one.fit for one in plan.assumption_sets[plan.promise_set].values()):
        target = plan.headline
        reached = float(scenario.run().annual(target.metric)[plan.years.index(target.year), 0])
        assert abs(reached - target.value) <= 1e-6 * abs(target.value), "the fit meets its target"


def _check_run(plan: Plan, scenario: Scenario) -> None:
    run = scenario.run()
    assert np.isfinite(run.revenue).all() and (run.revenue >= 0).all(), "revenue is a number, and not negative"
    assert np.isfinite(run.operating_profit).all()
    assert run.revenue.shape == (plan.quarter_count, len(plan.regions), 1)
    whole = run.revenue.sum()
    parts = sum(run.product_revenue(product).sum() for product in plan.products)
    assert abs(whole - parts) <= CLOSE * max(whole, 1e-9), "products make up revenue"
    assert abs(whole - run.annual("revenue").sum()) <= CLOSE * max(whole, 1e-9), "quarters make up years"
    assert ((run.new_share >= 0) & (run.new_share <= 1)).all() and (run.churn_rate >= 0).all()
    budgets = sum(float(scenario.levers.get(one.id, one.base)) for one in plan.family("budget"))
    spent = float(sum(np.broadcast_to(one, (plan.quarter_count, 1)).sum() for one in run.spend))
    assert abs(budgets - spent) <= CLOSE * max(budgets, 1e-9), "what is budgeted is spent, once"
    for region, entry in plan.entries.items():
        place = plan.regions.index(region)
        assert not run.run_rate[: entry.quarter, place].any(), "nothing is sold before the first quarter"


def _check_draws(plan: Plan, scenario: Scenario, seed: int) -> None:
    """Many draws give what each gives alone."""
    random = np.random.default_rng(seed)
    values: dict[str, Any] = {
        id: random.choice(np.array(lever.choices), 5) if lever.is_choice else random.uniform(lever.low, lever.high, 5)
        for id, lever in plan.levers.items()
    }
    for ids in plan.simplexes.values():
        shares = random.dirichlet(np.ones(len(ids)), 5)
        values |= {id: shares[:, place] for place, id in enumerate(ids)}
    assumptions = scenario.promised_assumptions()
    together = evaluate(plan, values, assumptions).total_revenue
    for draw in range(5):
        alone = evaluate(plan, {id: one[draw] for id, one in values.items()}, assumptions).total_revenue[:, 0]
        assert (together[:, min(draw, together.shape[1] - 1)] == alone).all(), "a draw alone is the same bits"


def _check_directions(plan: Plan, scenario: Scenario) -> None:
    """No lever lowers the last year's revenue where it promises to raise it: never may better conversion hurt."""
    if plan.model == "1.1":
        return
    before = scenario.run().annual("revenue")[-1, 0]
    for id, lever in plan.levers.items():
        if lever.is_choice or lever.simplex or not lever.direction:
            continue
        better = lever.high if lever.direction > 0 else lever.low
        after = scenario.with_levers({id: better}).run().annual("revenue")[-1, 0]
        assert after >= before * (1 - CLOSE), f"{id}: {before} → {after}"


def commands(plan: Plan, folder: Path) -> Iterator[list[str]]:
    """Give everything that can be asked of a plan on the command line; files go to `folder`."""
    plan_option = ["--plan", plan.id]
    actuals = folder / "actuals.csv"
    share = float(plan.base_revenue[0]) / 4
    actuals.write_text(
        f"measure,region,item,unit,{plan.quarters[0]}\nrevenue,{plan.regions[0]},,{plan.money},{share:.6f}\n",
        encoding="utf-8",
    )
    target = f"{plan.headline.value * 0.95:.6f}"
    yield ["plans"]
    for words in (
        ["levers"], ["levers", "--json"], ["run"], ["run", "--json"],
        ["run", "--preset", "baseline", "--csv", str(folder / "run.csv")], ["risk", "--draws", "128"],
        ["risk", "--assumptions", "evidence", "--draws", "128", "--json"], ["stress", "--draws", "128"],
        ["compare", "preset:plan", "preset:baseline", "preset:plan:evidence"],
        ["compare", "preset:plan", "preset:baseline", "--metric", "p_target", "--json"],
        ["track", "--actuals", str(actuals), "--draws", "512"],
        ["track", "--actuals", str(actuals), "--draws", "512", "--json"], ["audit"], ["audit", "--json"],
        ["sources", "--json"], ["sources", "metric:revenue"], ["assumptions", "list"],
        ["solve", "cheapest", "--target", target], ["solve", "discover", "--target", target],
        ["scenarios", "save", plan.id, "--draws", "256"],
        ["scenarios", "save", BASE, "--preset", "baseline", "--draws", "256"],
    ):  # fmt: skip
        yield [*words, *plan_option]
    yield ["scenarios", "show", plan.id]
    yield ["scenarios", "list"]
    for ending in ("pptx", "xlsx", "csv", "parquet", "json"):
        yield ["export", plan.id, "--to", str(folder / f"one.{ending}")]
    yield ["export", "preset:plan", "preset:baseline", *plan_option, "--to", str(folder / "two.csv")]
    yield ["export", plan.id, BASE, "--to", str(folder / "two.pptx")]


def run_command(words: list[str], language: str) -> str:
    """Run a command; AssertionError where it fails, or prints what is no JSON where that was asked for.

    Returns
    -------
    out : what it printed
    """
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([*words, "--language", language])
    refused = code == 2 and words[0] in REFUSALS and err.getvalue().strip()
    assert refused or (code, err.getvalue()) == (0, ""), f"{' '.join(words)}: {code} {err.getvalue()}"
    if "--json" in words and not refused:
        json.loads(out.getvalue(), parse_constant=_no_number)
    return out.getvalue()


def _no_number(constant: str) -> None:
    raise AssertionError(f"{constant} in what --json prints")


def run_out(app: Any) -> None:
    """Run a page, and once more when what it began to calculate is there; AssertionError where it shows an exception.

    Parameters
    ----------
    app : streamlit.testing.v1.AppTest
    """
    from pages.parts.uncertainty import jobs

    there = jobs.calculations(finished=True)
    app.run()
    if jobs.calculations() - there:
        jobs.wait(LONGEST)
        app.run()
    shown = [f"{one.message}\n{''.join(one.stack_trace)}" for one in app.exception]
    assert not shown, shown


def turn_to(app: Any, page: str) -> None:
    """Open a page as `run_out` does."""
    app.switch_page(f"pages/{page}.py")
    run_out(app)


def open_pages(
    plan: Plan,
    language: str,
    visited: Callable[[Any, str], None] = lambda _app, _page: None,
    pages: Iterable[str] = PAGES,
) -> None:
    """Open every page on a plan, or some; AssertionError where one shows an exception or another plan.

    Parameters
    ----------
    visited : called with the app and the page's name after each
    """
    from streamlit.testing.v1 import AppTest

    from pages.parts import session
    from sim.scenario.history import History

    scenario = Scenario.of(plan, draws=256)
    work = session.Workspace(scenario, Scenario.of(plan, "baseline", draws=256), "baseline")
    open_store().save(scenario, "Saved")
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params["lang"] = language
    app.session_state[session.SLOT] = History.start(work)
    app.run()
    for page in pages:
        turn_to(app, page)
        assert app.session_state[session.SLOT].now.scenario.plan is plan, page
        visited(app, page)
    open_store().close()
