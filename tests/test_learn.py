"""Learning from history: against truths that were drawn, against known statistics, and on others' data."""

from __future__ import annotations

import datetime as dt
import json
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from command_line import printed
from quantities import plain
from scipy.stats import genpareto, multivariate_normal
from streamlit.testing.v1 import AppTest

from pages.parts import session
from sim.cli import main
from sim.language import get_language
from sim.language.errors import PlanError
from sim.learn import backtest as backtests
from sim.learn import text
from sim.learn.backtest import MODEL, origins_of, rolling_backtest
from sim.learn.calibration import ACTUAL_SHARES, truth_ranks
from sim.learn.errors import Sizes, covariances, log_likelihood, rotation
from sim.learn.hindcast import Hindcast, moving_inputs
from sim.learn.history import History, history_of, read_history
from sim.learn.keep import learnt_of, nearest_pert, pack_with_set
from sim.learn.learn import Learnt, learn
from sim.learn.posterior import Prior, forecast, posterior
from sim.learn.rivals import RIVALS, SHARES, naive, seasonal_naive, smoothing
from sim.learn.smoothing import pareto_fit, smooth
from sim.learn.template import template_csv
from sim.plan.brought import check_files
from sim.scenario.ensemble import Cancelled
from sim.scenario.history import History as ScenarioHistory
from sim.store import open_store
from sim.track.actuals import Actuals
from sim.track.measures import Series
from sim.trust.calibration import held_bands

EXAMPLES = sorted((Path(__file__).parent.parent / "data" / "examples").glob("*.csv"))
NIGHTS = next(path for path in EXAMPLES if "nights" in path.name)


def example(path: Path = NIGHTS) -> History:
    return read_history(path.read_bytes(), path.name).sure(path.name)


@pytest.fixture(scope="module")
def learnt() -> Learnt:
    return learn(example())


def known(plan, quarters: int = 16, reps: bool = False, **truth: float) -> History:
    """A history that the model itself made of some assumptions, with no error but a small one."""
    values: dict[Series, dict[str, float]] = {}
    moved_plan = replace(
        plan, years=tuple(range(2014, 2014 + quarters // 4)), quarter_count=quarters, entries={}, milestones=()
    )
    rng = np.random.default_rng(4)
    people = np.cumprod(1 + 0.06 * rng.standard_normal((quarters, len(plan.regions))) + 0.05, axis=0) * plan.base_reps
    rows = {(region, quarter): 100.0 for region in plan.regions for quarter in moved_plan.quarters}
    for region in plan.regions:
        values[Series("revenue", region)] = {quarter: rows[region, quarter] for quarter in moved_plan.quarters}
        if reps:
            place = plan.regions.index(region)
            values[Series("reps", region)] = dict(zip(moved_plan.quarters, people[:, place], strict=True))
    empty = history_of(moved_plan, Actuals(values))
    prior = Prior(empty, plan.likely_set)
    model = Hindcast(empty).log_revenue(prior.all_values({id: np.array([one]) for id, one in truth.items()}))[:, :, 0]
    noise = 0.004 * rng.standard_normal(model.shape)
    return replace(empty, revenue=np.exp(model + noise))


# -- reading ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_that_others_collected_are_read_whole_and_name_their_source_and_licence(path):
    history = example(path)
    assert history.count == 40 and (history.revenue > 0).all()
    head = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    assert any("Source:" in line for line in head) and any("GPL-3" in line for line in head)


def test_a_gap_too_few_and_too_many_quarters_are_refused_by_name(plan):
    lines = NIGHTS.read_text(encoding="utf-8").splitlines()
    row = next(place for place, line in enumerate(lines) if line.startswith("revenue,QLD"))
    cells = lines[row].split(",")
    cells[7] = ""
    holed = "\n".join([*lines[:row], ",".join(cells), *lines[row + 1 :]])
    with pytest.raises(PlanError) as told:
        read_history(holed.encode(), "holed.csv")
    assert told.value.arguments["quarter"] == "2008Q1" and told.value.arguments["region"] == "qld"
    short = "\n".join(",".join(line.split(",")[:8]) for line in lines if not line.startswith("#"))
    with pytest.raises(PlanError) as few:
        read_history(short.encode(), "short.csv")
    assert few.value.arguments["count"] == 5 and "8" in few.value.text("en")
    with pytest.raises(PlanError):
        read_history(b"measure,unit,1990Q1,2024Q4\nrevenue,index,1,2\n", "wide.csv")


def test_history_of_a_plan_takes_its_regions_people_and_lines(plan):
    history = known(plan, reps=True, momentum=0.03)
    assert history.regions == plan.regions and history.reps is not None
    assert moving_inputs(history) == ("reps",) and moving_inputs(history.until(8)) == ("reps",)
    assert history.labels[0] == "2014Q1" and history.until(8).count == 8


def test_a_company_known_as_a_whole_is_learnt_under_a_plan_of_several_regions(plan):
    """Of revenue by region only the sum is known: the regions' market growth counts by their size."""
    cafes = next(path for path in EXAMPLES if "cafes" in path.name)
    content = cafes.read_text(encoding="utf-8").replace("AUD_m", "CNY_m").replace(",company,", ",,")
    history = read_history(content.encode(), "whole.csv", plan, {"size": "as-written"}).sure("whole.csv")
    assert history.regions == ("",)
    assert learn(history.until(20)).of("momentum").told


# -- the statistics ---------------------------------------------------------------------------------------------------
def test_pareto_fit_finds_the_shape_of_a_sample():
    rng = np.random.default_rng(0)
    for k in (0.1, 0.5, 0.9):
        sample = np.sort(genpareto.rvs(k, size=20_000, random_state=rng))
        found, scale = pareto_fit(sample)
        assert found == pytest.approx(k, abs=0.05) and scale == pytest.approx(1, abs=0.05)
        assert found == pytest.approx(genpareto.fit(sample, floc=0)[0], abs=0.03)


def test_smoothing_keeps_good_weights_and_tells_bad_ones():
    rng = np.random.default_rng(1)
    z = rng.standard_normal(4000)
    good, k = smooth(-0.5 * (z - 0.1) ** 2 + 0.5 * z**2)
    assert k < 0.5 and good.sum() == pytest.approx(1)
    assert good @ z == pytest.approx(0.1, abs=0.05)
    _, bad = smooth(3 * z**2)
    assert bad > 0.7


def test_the_likelihood_of_regions_is_that_of_the_whole_covariance():
    rng = np.random.default_rng(2)
    seasons, trend = np.arange(9) % 4, np.linspace(0, 0.2, 9)
    sizes = Sizes(*(np.array([one]) for one in (0.02, 0.03, 0.01, 0.05)))
    shared, own = covariances(seasons, sizes, trend)
    residuals = rng.normal(0, 0.1, (2, 9, 3))
    whole = np.kron(shared[0], np.ones((3, 3))) + np.kron(own[0], np.eye(3))
    wanted = [multivariate_normal.logpdf(one.ravel(), np.zeros(27), whole, allow_singular=False) for one in residuals]
    found = [log_likelihood(one[:, :, None], seasons, sizes, trend)[0] for one in residuals]
    assert found[0] - found[1] == pytest.approx(wanted[0] - wanted[1], rel=1e-6)
    assert rotation(3).T @ rotation(3) == pytest.approx(np.eye(3))


# -- the posterior ----------------------------------------------------------------------------------------------------
def test_momentum_and_season_of_a_known_company_are_found(plan):
    season = np.array([0.8, 0.96, 1.04, 1.2])
    truth = known(plan, 24, momentum=0.09, growth_shock=-0.01)
    truth = replace(truth, revenue=truth.revenue * season[truth.seasons][:, None])
    found = learn(truth)
    assert found.sound
    assert np.abs(found.season - season).max() < 4 * found.season_error.max() < 0.05
    start = found.posterior.weights @ found.posterior.values["momentum"]
    assert start == pytest.approx(0.09, abs=0.02)
    assert found.of("momentum").told and found.of("momentum").narrowed < 0.4


def test_a_region_that_grows_apart_is_told(plan):
    history = known(plan, 24, momentum=0.03)
    faster = np.exp(0.03 / 4 * np.arange(24))  # three per cent a year more than the others
    found = learn(replace(history, revenue=history.revenue * np.where(np.arange(5) == 1, faster[:, None], 1)))
    own = {one.id: one.mean for one in found.estimates if one.id.startswith("growth_shock.")}
    assert own["growth_shock.south"] > max(0.008, 3 * abs(own["growth_shock.east"]))
    assert found.of("growth_shock.south").told


def test_elasticity_is_told_where_reps_moved_and_only_there(plan):
    still = learn(known(plan, 16, momentum=0.03))
    assert "elasticity" in still.silent and still.silent["elasticity"] == "reps"
    own = {f"growth_shock.{region}" for region in plan.regions}
    assert {one.id for one in still.estimates} == {"momentum", "growth_shock", *own}
    high, low = (learn(known(plan, 24, reps=True, momentum=0.03, elasticity=one)) for one in (0.45, 0.2))
    assert high.of("elasticity").told and low.of("elasticity").told
    assert high.of("elasticity").mean > 0.38 and low.of("elasticity").mean < 0.27


def test_bands_hold_what_they_say_over_truths_drawn_from_the_prior(plan):
    found = truth_ranks(plan, truths=60, quarters=10, regions=2, draws=256, seed=3)
    for band, (low, high) in ACTUAL_SHARES.items():
        assert low <= found.shares()[float(band)] <= high, found.ranks
    assert 0.3 < found.ranks.mean() < 0.7 and 0.3 < found.momentum.mean() < 0.7


def test_learning_repeats_bit_for_bit_and_can_be_stopped(learnt):
    again = learn(example())
    assert again.posterior.weights.tobytes() == learnt.posterior.weights.tobytes()
    stop, shares = threading.Event(), []

    def progress(share: float) -> None:
        shares.append(share)
        stop.set()

    with pytest.raises(Cancelled):
        posterior(example(), "evidence", progress=progress, cancelled=stop)
    assert len(shares) == 1


def test_the_largest_history_is_learnt_within_the_time(plan):
    """40 quarters of 12 regions: some two seconds of processor; the figure itself stands in bench."""
    rng = np.random.default_rng(0)
    rows = {f"r{place}": 100 * np.exp(0.01 * np.arange(40) + 0.03 * rng.standard_normal(40)) for place in range(12)}
    labels = [f"{2015 + place // 4}Q{place % 4 + 1}" for place in range(40)]
    lines = ["measure,region,unit," + ",".join(labels)]
    lines += [f"revenue,{name},index," + ",".join(f"{one:.3f}" for one in row) for name, row in rows.items()]
    history = read_history("\n".join(lines).encode(), "twelve.csv").sure("twelve.csv")
    found = posterior(history, history.plan.likely_set, draws=256)
    assert history.revenue.shape == (40, 12) and found.tempering == 1


# -- forecasts --------------------------------------------------------------------------------------------------------
def test_rivals_are_what_they_say():
    revenue = np.array([100.0, 80, 90, 120] * 4) * np.repeat([1, 1.1, 1.2, 1.3], 4)
    middle = SHARES.index(0.5)
    assert naive(revenue, 3)[:, middle] == pytest.approx(revenue[-1])
    assert seasonal_naive(revenue, 8)[:, middle] == pytest.approx([*revenue[-4:], *revenue[-4:]])
    season = smoothing(revenue, 4)[:, middle]
    assert season[0] == season.max() * (season[0] / season.max()) and season[3] > season[1]
    assert season == pytest.approx(np.array([100, 80, 90, 120]) * 1.4, rel=0.06)
    for rival in RIVALS.values():
        bands = rival(revenue, 5)
        assert bands.shape == (5, len(SHARES)) and (np.diff(bands, axis=1) >= 0).all()


def test_a_backtest_uses_nothing_of_the_future_and_says_where_the_model_loses(monkeypatch):
    assert origins_of(11) == () and origins_of(12) == (8, 9, 10, 11)
    monkeypatch.setattr(backtests, "ORIGINS", 3)
    history = example().until(24)
    found = rolling_backtest(history, history.plan.likely_set)
    assert found is not None and found.origins == (12, 18, 23)
    assert {one.id for one in found.methods} == {MODEL, *RIVALS}
    assert np.isnan(found.of(MODEL).errors[-1, 1:]).all() and not np.isnan(found.of(MODEL).errors[0]).any()
    # The last four quarters change: what was said before them does not.
    other = replace(history, revenue=np.concatenate([history.revenue[:20], history.revenue[20:] * 3]))
    monkeypatch.setattr(backtests, "RIVALS", {})
    again = rolling_backtest(other, history.plan.likely_set)
    assert again is not None
    assert again.of(MODEL).errors[0, :8] == pytest.approx(found.of(MODEL).errors[0, :8])
    for language in map(get_language, ("en", "zh")):
        told = text.backtest_sentence(found, language)
        for rival in found.loses_to:
            assert text.method_name(rival, language) in told
        assert len(text.backtest_rows(found, language)[0]) == len(text.backtest_heads(found, language))


def test_a_forecast_repeats_and_widens(learnt):
    paths = forecast(learnt.posterior, 8)
    assert paths.shape[:2] == (8, 6) and (paths > 0).all()
    assert (forecast(learnt.posterior, 8) == paths).all()
    spread = np.log(paths.sum(axis=1)).std(axis=1)
    assert spread[4] > spread[0] and spread[7] > spread[3]  # the same season, a year on


# -- keeping ----------------------------------------------------------------------------------------------------------
def test_what_was_learnt_is_kept_as_a_set_of_the_plan(plan, monkeypatch):
    monkeypatch.setattr(backtests, "ORIGINS", 2)
    history = known(plan, 16, momentum=0.03)
    found = learn(history)
    backtest = rolling_backtest(history, plan.likely_set)
    brought = check_files(pack_with_set(plan, found, backtest, dt.date(2026, 11, 26)), "mine")
    assert brought.problems == () and brought.plan is not None
    kept = brought.plan
    assert kept.promise_set == plan.promise_set and kept.likely_set == plan.likely_set
    entries = kept.assumption_sets["history-2017q4"]
    momentum = entries["momentum"].distribution
    wanted = found.of("momentum")
    u = np.array([0.1, 0.5, 0.9])
    assert momentum.quantile(u) == pytest.approx(wanted.after, abs=0.25 * wanted.deviation)
    assert entries["elasticity"] == kept.assumption_sets["evidence"]["elasticity"]
    assert "2026-11-26" in kept.texts.of("en")["set-history-2017q4.help"]
    file = learnt_of(kept)
    assert file is not None and backtest is not None
    told = file.backtest
    assert told is not None and told.of(MODEL).coverage == backtest.of(MODEL).coverage and file.sound == found.sound
    assert told.loses_to == backtest.loses_to and told.of(MODEL).by_quarter == backtest.of(MODEL).by_quarter
    assert learnt_of(plan) is None


def test_a_momentum_that_the_plan_does_not_admit_is_refused(plan, learnt):
    limits = replace(plan.assumptions["momentum"], low=0.19, high=0.2)
    with pytest.raises(PlanError) as told:
        nearest_pert(learnt.of("momentum"), limits)
    assert "momentum" in told.value.text("en")


# -- the command ------------------------------------------------------------------------------------------------------
def test_the_command_learns_and_says_so_in_both_languages(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "library.duckdb"))
    told = json.loads(printed(capsys, "learn", str(NIGHTS), "--no-backtest", "--json"))
    assert told["quarters"]["count"] == 40 and told["backtest"] is None and told["diagnostics"]["sound"]
    assert sum(told["season"]["values"]) == pytest.approx(4)
    for language in ("en", "zh"):
        assert "2016Q4" in printed(capsys, "learn", str(NIGHTS), "--no-backtest", "--language", language)
    assert main(["learn", str(NIGHTS), "--as", "mine"]) == 2
    assert "--plan" in capsys.readouterr().err
    assert main(["learn", str(NIGHTS), "--plan", "digital-2026", "--language", "zh"]) == 2
    assert "无法使用。第 4 行" in capsys.readouterr().err


# -- pages ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["en", "zh"])
def test_trust_leads_with_the_backtest_of_a_plan_that_learnt(plan, language, monkeypatch, tmp_path):
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "library.duckdb"))
    monkeypatch.setattr(backtests, "ORIGINS", 2)
    monkeypatch.setattr(backtests, "RIVALS", {"seasonal": seasonal_naive})
    history = known(plan, 16, momentum=0.03)
    kept = pack_with_set(plan, learn(history), rolling_backtest(history, plan.likely_set), dt.date(2026, 11, 26))
    mine = check_files(kept, "mine").plan
    assert mine is not None
    app = AppTest.from_file(str(Path(__file__).parent.parent / "app.py"), default_timeout=120)
    app.query_params["lang"] = language
    app.session_state[session.SLOT] = ScenarioHistory.start(session.fresh(mine))
    app.switch_page("pages/trust.py").run()
    assert not app.exception, app.exception
    titles = [one.proto.body for one in app.get("html") if 'class="rd-title"' in one.proto.body]
    backtest = learnt_of(mine)
    assert backtest is not None and backtest.backtest is not None
    assert text.backtest_sentence(backtest.backtest, get_language(language))[:12] in plain(titles[0])
    bands = [one.proto.body for one in app.get("html") if 'class="tr-bars"' in one.proto.body]
    assert len(bands) == 1 and bands[0].count("tr-even") == len(held_bands().held)


def test_the_page_keeps_what_was_learnt_and_says_why_it_cannot(plan, monkeypatch, tmp_path):
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "library.duckdb"))
    found = learn(known(plan, 16, momentum=0.03))

    def card(plan, found) -> None:
        import streamlit as st

        from pages.parts import session
        from pages.parts.track.learn import Told, _show_outcome
        from sim.language import get_language

        _show_outcome(plan, Told(found, None), plan.vocabulary(get_language("en")))
        st.text(str(session.announcement()))

    app = AppTest.from_function(card, args=(plan, found), default_timeout=120).run()
    assert not app.exception, app.exception
    assert "Momentum" in app.get("html")[0].proto.body
    app.text_input("learn-as").set_value("growth-2026")
    app.button("learn-keep").click().run()
    assert not app.exception and "growth-2026" in app.text[0].value and "error" in app.text[0].value
    app.text_input("learn-as").set_value("mine")
    app.button("learn-keep").click().run()
    assert not app.exception and "history-2017q4" in app.text[0].value
    kept = open_store().plans.newest("mine")
    assert "history-2017q4" in kept.assumption_sets and learnt_of(kept) is not None


def test_the_published_bands_are_of_these_equations(plan):
    found = held_bands()
    assert (found.plan, found.model, found.truths) == (plan.id, plan.model, 500)
    assert {(one.of, one.known) for one in found.held} == {
        ("reforecast", 1), ("reforecast", 4), ("reforecast", 8), ("history", 12)
    }  # fmt: skip
    for one in found.held:
        assert sum(one.ranks) == found.truths
        assert abs(one.shares["80%"] - 0.8) < 0.09 and abs(one.shares["50%"] - 0.5) < 0.09


def test_the_template_comes_back_as_a_history(plan):
    lines = template_csv(plan).decode("utf-8-sig").splitlines()
    filled = [lines[0], *(line.replace(",,", "", 0).rstrip(",") + ",100" * 16 for line in lines[1:6])]
    history = read_history("\n".join(filled).encode(), "filled.csv", plan).sure("filled.csv")
    assert history.count == 16 and history.labels[-1] == f"{plan.base_year}Q4" and history.regions == plan.regions
