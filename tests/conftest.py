"""What several tests share."""

from __future__ import annotations

import atexit
import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Generator, Iterator
from functools import cache
from pathlib import Path

import pytest
from browser import running_app, running_browser
from compiled_once import compile_once
from hypothesis import HealthCheck, settings
from in_order import in_order
from patience import PATIENCE
from playwright.sync_api import Browser, expect
from postgres_server import Server, running_server
from shared_app import shared_app, stop_shared_app
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import local_script_runner

from sim.plan import Plan, catalogue, load_plan
from sim.store import DuckStore, Store
from sim.store.postgres import PostgresDatabase

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("default")
expect.set_options(timeout=PATIENCE * 1000)

# No test may touch a real library, also not one that forgets to choose its own place; each test process has its own.
OWN_PLACE = Path(tempfile.mkdtemp(prefix="scenario-tests-"))
os.environ["SCENARIO_DB"] = str(OWN_PLACE / "scenarios.duckdb")

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # else each server and command compiles all anew

sys.unraisablehook = lambda told: None
"""A socket left open is told of when it is collected: in a test, and on a stream, that know nothing of it."""

manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
"""Each app test looks through every installed package for components; they stay the same while the tests run."""

_read_plan = catalogue.read_plan
_read_shipped = cache(catalogue.read_plan)
catalogue.read_plan = lambda folder: (_read_shipped if folder.parent == catalogue.SHIPPED else _read_plan)(folder)
"""Tests make catalogues of their own; what the program brings stays the same while they run."""

_outcome = local_script_runner.require_widgets_deltas


def _wait_for_script(runner: local_script_runner.LocalScriptRunner, timeout: float = 3) -> None:
    """Wait for the end of a run by sleeping until it comes: AppTest asks a thousand times a second."""
    if runner._script_thread is not None:
        runner._script_thread.join(timeout)
    _outcome(runner, timeout=0.1)


local_script_runner.require_widgets_deltas = _wait_for_script


@pytest.fixture(scope="session")
def plan() -> Plan:
    return load_plan("growth-2026")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server of this test process."""
    with running_server() as one:
        yield one


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what a module states of every library on both kinds: its tests say `ON_A_SERVER_TOO = True`."""
    if "store" in metafunc.fixturenames and getattr(metafunc.module, "ON_A_SERVER_TOO", False):
        metafunc.parametrize("store", ["file", "server"], indirect=True)


@pytest.fixture(scope="session")
def empty_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a library that holds nothing: a copy costs a third of one that is made anew, step by step."""
    path = tmp_path_factory.mktemp("empty") / "scenarios.duckdb"
    one = DuckStore(path)
    assert one.find().total == 0
    one.close()
    return path


@pytest.fixture
def store(request: pytest.FixtureRequest, tmp_path: Path, empty_library: Path) -> Iterator[Store]:
    """An empty library of this test's own."""
    if getattr(request, "param", "file") == "file":
        path = tmp_path / "library" / "scenarios.duckdb"
        path.parent.mkdir()
        shutil.copyfile(empty_library, path)
        one = DuckStore(path)
    else:
        one = Store(PostgresDatabase(request.getfixturevalue("server").empty_database()))
    yield one
    one.close()


@pytest.fixture(scope="module")
def quick() -> Iterator[None]:
    """Search and split the spread the same way with fewer futures: what is shown does not depend on how many."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sim.decide.frontier.frontier.__defaults__", ("cost", 3))
        patch.setattr("sim.decide.frontier.likeliest.__defaults__", (64, 4, 5e-3))
        patch.setattr("sim.decide.cheapest.SEARCH_DRAWS", 256)
        patch.setattr("sim.decide.approach.SEARCH_DRAWS", 256)
        patch.setattr("sim.analysis.variance.variance_split.__defaults__", (None, 64, None, None))
        yield


@pytest.fixture
def only_kept_charts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse a chart of a kind and size that is not kept ready: Altair builds it while the first visitor waits."""
    from pages.parts.charts import base

    class Kept(dict[str, base.Spec]):
        def get(self, name: str) -> base.Spec:  # type: ignore[override]
            assert name in self, f"{name} is not kept ready: add its size to SIZES in tests/test_compiled.py"
            return self[name]

    read = base._read
    monkeypatch.setattr(base, "_read", lambda path: Kept(read(path)) if path == base.SPECIFICATIONS else read(path))


@pytest.fixture(autouse=True)
def nothing_goes_on() -> Iterator[None]:
    """Stop what a page still calculates when its test ends: nobody looks at it, and the next test would wait longer."""
    yield
    if jobs := sys.modules.get("pages.parts.uncertainty.jobs"):
        for job in jobs.calculations():
            if not job.finished.is_set():
                job.stop.set()


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """Address of a running app with a library that other tests save into as well; all test processes share one."""
    own = tmp_path_factory.getbasetemp()
    if worker_id == "master":
        with running_app(own / "scenarios.duckdb", ahead=True) as address:
            yield address
    else:
        yield shared_app(own.parent)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with running_browser() as one:
        yield one


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--thorough", action="store_true", help="also run what is marked `thorough`: the exhaustive forms")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Two processes more than cores: more than half of a browser test is waiting, and most of a long one."""
    return len(os.sched_getaffinity(0)) + 2


def pytest_xdist_setupnodes(config: pytest.Config) -> None:
    compile_once(config)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind; when all test processes have ended, however they did, the first of them stops their app."""
    shutil.rmtree(OWN_PLACE, ignore_errors=True)
    if config.pluginmanager.hasplugin("dsession"):
        stop_shared_app(config._tmp_path_factory.getbasetemp())  # type: ignore[attr-defined]


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is collected stays to the end: looking through it for circles again and again was a third of collecting."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()  # nor while the tests run
        gc.set_threshold(10_000)  # a tenth of the tests' time went into looking again and again through what they hold
        atexit.register(gc.unfreeze)  # else DuckDB takes what is kept for lost, and says so
        gc.enable()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark browser tests, and give each one further try: a browser may end by itself. Order them all.

    A retry is reported as one ("rerun"); a test that never passes still fails. What is marked `thorough` belongs to a
    run of its own (`--thorough`).
    """
    if not config.getoption("thorough"):
        items[:] = [item for item in items if not item.get_closest_marker("thorough")]
        _try_half(items)
    for item in items:
        if item.path.name.startswith("test_browser_"):
            item.add_marker("browser")
            item.add_marker(pytest.mark.flaky(reruns=1))
    items[:] = in_order(items)


def _try_half(items: list[pytest.Item]) -> None:
    """Let each law be tried on half of its examples: others in every run, and all of them with `--thorough`."""
    tests = {getattr(item, "obj", None) for item in items}  # one for all its parameters
    for test in tests:
        if own := getattr(test, "_hypothesis_internal_use_settings", None):  # no public way; the version is pinned
            test._hypothesis_internal_use_settings = settings(own, max_examples=(own.max_examples + 1) // 2)
