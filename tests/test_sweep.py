"""Sweeps: rows are those of single scenarios, bit for bit on every pool; a worker that dies or a stop loses nothing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import types
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from patience import PATIENCE, wait_until

from sim.analysis.uncertainty import quantiles, replicated_error, simulate, target_probability
from sim.cli import main
from sim.language.errors import ScenarioError
from sim.plan import load_plan
from sim.scenario import MAX_DRAWS, Scenario
from sim.scenario.ensemble import CHUNK, Cancelled
from sim.sweep import grid, make_pool, read_axis, run_sweep, sample
from sim.sweep import ranges as ranges_module
from sim.sweep import sweep as sweep_module
from sim.sweep.folder import Folder
from sim.sweep.pools import Cluster, Done, Threads
from sim.sweep.ranges import BATCH_DRAWS, Work, batches, point_ranges, scramble_seed, scrambles
from sim.sweep.sweep import Sweep, read_rows
from tests.command_line import printed
from tests.own_plans import own_plan

PLAN = load_plan()
ROOT = Path(__file__).resolve().parent.parent
POINTS = grid([read_axis(PLAN, "headcount=250:350:3"), read_axis(PLAN, "pace=linear,front_loaded")])


@pytest.fixture(autouse=True)
def no_script(monkeypatch):
    """Let new processes start from nothing: a test of a page leaves its script as main module, and they run it."""
    monkeypatch.setitem(sys.modules, "__main__", types.ModuleType("__main__"))


def small(draws: int = 512, points: list | None = None) -> Sweep:
    return Sweep(Scenario.of(PLAN).with_settings(seed=7), POINTS if points is None else points, draws)


@pytest.fixture
def threads() -> Iterator[Threads]:
    pool = Threads(PLAN, 2)
    yield pool
    pool.close()


def test_every_row_is_its_scenario_run_alone(threads):
    sweep = small(4096)
    rows = run_sweep(sweep, threads)
    assert [row["point"] for row in rows] == list(range(len(POINTS)))
    for row in rows:
        scenario = sweep.scenario(row["point"]).with_settings(draws=4096)
        ensemble = simulate(scenario)
        alone = target_probability(ensemble)
        assert (row["chance"], row["chance_se"], row["draws"]) == (alone.value, alone.error, 4096)
        assert {end: row[f"revenue_{end}"] for end in ("p10", "p50", "p90")} == quantiles(ensemble)
        assert row["promise"] == scenario.run().annual("revenue")[-1, 0]
        assert row["headcount"] == scenario.levers["headcount"]


@settings(max_examples=20, deadline=None)
@given(draws=st.integers(1, 3 * BATCH_DRAWS), held=st.integers(1, 2 * BATCH_DRAWS))
def test_ranges_cover_every_draw_once_in_whole_chunks(draws, held):
    ranges = list(point_ranges(3, Scenario.of(PLAN), draws))
    assert [one.start for one in ranges] == [0, *(one.stop for one in ranges[:-1])]
    assert ranges[-1].stop == draws
    assert all(one.start % CHUNK == 0 for one in ranges)
    handed = [one for batch in batches(ranges, held) for one in batch]
    assert handed == ranges


def test_processes_and_threads_give_the_same_bits(threads):
    sweep = small(300)
    pool = make_pool("processes", PLAN, 2)
    try:
        assert run_sweep(sweep, pool) == run_sweep(sweep, threads)
    finally:
        pool.close()


def test_a_plan_that_only_a_library_has_is_swept_in_processes_too():
    """A child process knows no library of ours: the pack goes along with the work."""
    plan = own_plan("only-ours", plan=("value: 0.098, source: D1-005", "value: 0.09, assumption: reason-west-split"))
    sweep = Sweep(Scenario.of(plan).with_settings(seed=7), [{"headcount": 300.0}, {"headcount": 340.0}], 256)
    here, there = Threads(plan, 1), make_pool("processes", plan, 1)
    try:
        assert run_sweep(sweep, there) == run_sweep(sweep, here)
    finally:
        here.close()
        there.close()


@pytest.mark.thorough
def test_a_cluster_gives_the_same_bits_when_a_node_dies_in_between(threads, tmp_path):
    """A scheduler and two workers as processes of their own; one is killed once the first rows are there."""
    scheduler_file = tmp_path / "scheduler.json"
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard"]
    command += ["--host", "127.0.0.1", "--scheduler-file", str(scheduler_file)]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(scheduler_file)]
    worker += ["--no-dashboard", "--nthreads", "1", "--no-nanny", "--local-directory", str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": environment, "cwd": tmp_path}
    scheduler = subprocess.Popen(command, **quiet)
    nodes = [subprocess.Popen(worker, **quiet) for _ in range(2)]
    try:
        wait_until(
            lambda: (
                scheduler.poll() is not None
                or (scheduler_file.exists() and scheduler_file.read_text().strip().endswith("}"))
            ),
            "the scheduler's address",
        )
        assert scheduler.poll() is None
        pool = Cluster(json.loads(scheduler_file.read_text())["address"])
        pool.client.wait_for_workers(2, timeout=PATIENCE)
        points = grid([read_axis(PLAN, "headcount=200:400:40")])
        sweep = small(4096, points)

        def kill(done: int, total: int) -> None:
            if done >= 3 and nodes[0].poll() is None:
                nodes[0].send_signal(signal.SIGKILL)
                nodes[0].wait(PATIENCE)

        found = run_sweep(sweep, pool, progress=kill)
        assert nodes[0].poll() == -signal.SIGKILL
        assert nodes[1].poll() is None
        pool.close()
        assert found == run_sweep(sweep, threads)
    finally:
        for process in (*nodes, scheduler):
            process.kill()
            process.wait(PATIENCE)


class Stops(Threads):
    """Threads that stop in the middle."""

    def __init__(self, after: int):
        super().__init__(PLAN, 1)
        self.after, self.given = after, 0

    def run(self, works: Iterable[tuple[int, Work]]) -> Iterator[Done]:
        for done in super().run(works):
            if self.given == self.after:
                raise Cancelled
            self.given += 1
            yield done


def test_a_sweep_that_stopped_computes_only_what_is_missing(tmp_path, threads, monkeypatch):
    monkeypatch.setattr(sweep_module, "PART_POINTS", 2)
    monkeypatch.setattr(ranges_module, "BATCH_DRAWS", 512)
    monkeypatch.setattr(sweep_module, "batches", lambda ranges: batches(ranges, 512))
    sweep = small()
    folder = tmp_path / "sweep"
    with pytest.raises(Cancelled):
        run_sweep(sweep, Stops(3), Folder(folder, sweep.manifest()))
    kept = sorted(path.name for path in folder.glob("*.parquet"))
    assert kept == ["part-00000.parquet"]
    before = (folder / kept[0]).stat().st_mtime_ns
    steps: list[int] = []
    rest = run_sweep(sweep, threads, Folder(folder, sweep.manifest()), lambda done, total: steps.append(done))
    assert [row["point"] for row in rest] == [2, 3, 4, 5]
    assert steps == [3, 4, 5, 6]
    assert (folder / kept[0]).stat().st_mtime_ns == before
    assert read_rows(folder).to_pylist() == run_sweep(sweep, threads)
    assert run_sweep(sweep, threads, Folder(folder, sweep.manifest())) == []


def test_a_cancelled_sweep_stops(threads):
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        run_sweep(small(), threads, cancelled=stop)


def test_a_folder_of_something_else_is_left_alone(tmp_path):
    sweep = small()
    folder = tmp_path / "sweep"
    Folder(folder, sweep.manifest())
    with pytest.raises(ScenarioError, match="another sweep: draws differ"):
        Folder(folder, small(1024).manifest())
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (foreign / "thesis.txt").write_text("mine")
    with pytest.raises(ScenarioError, match="something else"):
        Folder(foreign, sweep.manifest())
    assert [path.name for path in foreign.iterdir()] == ["thesis.txt"]
    with pytest.raises(ScenarioError, match="something else"):
        Folder(foreign / "thesis.txt", sweep.manifest())


def test_columns_carry_their_units(tmp_path, threads):
    sweep = small()
    run_sweep(sweep, threads, Folder(tmp_path / "s", sweep.manifest()))
    schema = read_rows(tmp_path / "s").schema
    assert schema.field("revenue_p10").metadata[b"unit"] == b"CNY_m"
    assert schema.field("headcount").metadata[b"unit"] == b"persons"
    assert schema.field("chance").metadata[b"unit"] == b"fraction"


def test_more_draws_than_one_scramble_has_are_taken_from_independent_ones(threads, monkeypatch):
    """The measured error is that between scrambles, and of the size that `replicated_error` measures."""
    assert scrambles(MAX_DRAWS) == [MAX_DRAWS]
    assert scrambles(MAX_DRAWS + 1) == [2**19 + 1, 2**19]
    assert sum(scrambles(10**7)) == 10**7
    seeds = [scramble_seed(5, place) for place in range(1000)]
    assert seeds[0] == 5
    assert len(set(seeds)) == 1000
    monkeypatch.setattr(ranges_module, "MAX_DRAWS", 1024)
    sweep = small(8 * 1024, [{}])
    (row,) = run_sweep(sweep, threads)
    shares = []
    for place in range(8):
        scenario = sweep.base.with_settings(seed=scramble_seed(sweep.base.seed, place), draws=1024)
        shares.append(target_probability(simulate(scenario)).value)
    assert row["scrambles"] == 8
    assert row["draws"] == 8 * 1024
    assert row["chance"] == pytest.approx(np.mean(shares), abs=1e-15)
    assert row["chance_se"] == pytest.approx(np.std(shares, ddof=1) / np.sqrt(8), abs=1e-15)
    binomial = np.sqrt(row["chance"] * (1 - row["chance"]) / row["draws"])
    assert 0 < row["chance_se"] < 1.5 * binomial
    assert replicated_error(sweep.base.with_settings(draws=1024)) < 1.5 * binomial * np.sqrt(8)


def test_sampled_points_fill_the_ranges_and_repeat():
    axes = [read_axis(PLAN, "headcount=200:400:2"), read_axis(PLAN, "pace=linear,front_loaded,s_curve")]
    points = sample(axes, 300, 3)
    assert points == sample(axes, 300, 3) != sample(axes, 300, 4)
    values = np.array([point["headcount"] for point in points])
    assert 200 <= values.min() < 203
    assert 397 < values.max() <= 400
    counts = {name: sum(point["pace"] == name for point in points) for name in ("linear", "front_loaded", "s_curve")}
    assert all(90 <= count <= 110 for count in counts.values())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--vary", "headcounts=1,2"], "headcounts"),
        (["--vary", "hire_mix.east=0.1,0.2"], "--from"),
        (["--vary", "pace=sideways"], "linear"),
        (["--vary", "headcount=400:200:3"], "LOW:HIGH:N"),
        (["--vary", "headcount=200:400:1"], "LOW:HIGH:N"),
        (["--vary", "headcount"], "LOW:HIGH:N"),
        (["--vary", "headcount=100:9000:3"], "500"),
        (["--vary", "headcount=many"], "many"),
        (["--vary", "headcount=200,300", "--vary", "headcount=200,300"], "headcount"),
        (["--vary", "headcount=200,300", "--pool", "goblins"], "processes"),
        (["--vary", "headcount=200,300", "--draws", "99999999999"], "99999999999"),
        (["--vary", "headcount=200:300:5000", "--vary", "conversion_rate=0.1:0.2:5000"], "25000000"),
        (["--vary", "headcount=200,300", "--sample", "0"], "0"),
        ([], "--vary"),
    ],
)
def test_what_cannot_be_swept_is_refused_in_one_line(words, said, capsys):
    assert main(["sweep", *words, "--language", "en"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1


def test_scenarios_of_a_file_and_the_command_itself(tmp_path, capsys):
    shares = {
        f"hire_mix.{region}": share for region, share in zip(PLAN.regions, (0.2, 0.2, 0.2, 0.2, 0.2), strict=True)
    }
    lines = tmp_path / "points.jsonl"
    lines.write_text("\n".join(json.dumps(one) for one in ({"headcount": 300}, shares)) + "\n")
    folder = tmp_path / "kept"
    found = json.loads(
        printed(capsys, "sweep", "--from", lines, "--draws", "256", "--to", folder, "--json", "--language", "en")
    )
    assert (found["computed"], found["folder"]) == (2, str(folder))
    rows = read_rows(folder).to_pylist()
    assert [row["headcount"] for row in rows] == [300.0, PLAN.presets["plan"]["headcount"]]
    assert rows[1]["hire_mix.west"] == 0.2
    text = printed(capsys, "sweep", "--from", lines, "--draws", "256", "--to", folder, "--language", "zh")
    assert "本次计算 0 个" in text
    lines.write_text('{"headcount": 300}\n[1]\n')
    assert main(["sweep", "--from", str(lines), "--language", "en"]) == 2
    assert "Line 2" in capsys.readouterr().err
