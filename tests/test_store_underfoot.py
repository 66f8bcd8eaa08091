"""The library under our feet: deleted, replaced, lent, passed over, looked over, half-made, at odds with the clock."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from cases_of import usual
from store_child import Children

from sim.language.errors import StoreError
from sim.plan import load_plan
from sim.scenario import Scenario
from sim.store import DuckStore, revisions
from sim.store.check import check
from sim.store.lend import lend

ROOT = Path(__file__).resolve().parent.parent
PLANNED = Scenario.of(load_plan("growth-2026"))


@pytest.fixture(scope="module")
def children():
    one = Children()
    yield one
    one.close()


def run_sim(path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sim", *words], cwd=ROOT, env={**os.environ, "SCENARIO_DB": str(path), "LANG": "en"},
        capture_output=True, text=True,
    )  # fmt: skip


# -- deleted or replaced --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("replaced", [False, True])
def test_a_library_that_vanishes_is_saved_elsewhere_and_said(tmp_path, replaced):
    path = tmp_path / "scenarios.duckdb"
    store = DuckStore(path)
    for number in range(4):
        store.save(PLANNED, f"scenario {number}")
    path.unlink()
    Path(f"{path}.wal").unlink(missing_ok=True)
    if replaced:
        other = DuckStore(tmp_path / "other.duckdb")
        other.save(PLANNED, "theirs")
        other.close()
        (tmp_path / "other.duckdb").rename(path)
    with pytest.raises(StoreError) as caught:
        store.save(PLANNED, "the fifth")
    assert caught.value.key == "error-store-replaced"
    (copy,) = tmp_path.glob("scenarios-rescued-*.duckdb")
    assert str(copy) in caught.value.text("zh")
    rescued = DuckStore(copy)
    assert rescued.find().total == 4
    assert not check(rescued.database).findings
    rescued.close()
    assert [one.name for one in store.find().entries] == (["theirs"] if replaced else [])
    store.save(PLANNED, "after")
    store.close()
    again = DuckStore(path)
    assert again.find().total == 1 + replaced
    again.close()


# -- the log --------------------------------------------------------------------------------------------------------
def copied_while_open(tmp_path: Path) -> tuple[Path, Path]:
    """Return a library as a kill leaves it: the file, and its log with everything that was saved."""
    store = DuckStore(tmp_path / "live" / "scenarios.duckdb")
    store.save(PLANNED, "kept")
    store.close()
    for number in range(3):
        store.save(PLANNED, f"in the log {number}")
    copy = tmp_path / "copy" / "scenarios.duckdb"
    copy.parent.mkdir()
    for suffix in ("", ".wal"):
        shutil.copy(f"{store.path}{suffix}", f"{copy}{suffix}")
    store.close()
    return copy, Path(f"{copy}.wal")


@pytest.mark.parametrize("place", usual([0, 3, 5, 7, 10, 20], lambda place: place in (0, 5, 20)))
def test_a_log_with_a_damaged_head_is_kept_and_said(tmp_path, place):
    path, log = copied_while_open(tmp_path)
    content = bytearray(log.read_bytes())
    content[place] ^= 0xFF
    log.write_bytes(content)
    before = path.read_bytes()
    store = DuckStore(path)
    problem = store.status.problem
    assert problem is not None
    assert problem.key == "error-store-wal"
    store.close()
    assert log.read_bytes() == content
    assert path.read_bytes() == before


def test_a_log_of_another_kind_is_kept_and_said(tmp_path):
    path, log = copied_while_open(tmp_path)
    log.write_bytes(b"hello world\n" * 100)
    problem = DuckStore(path).status.problem
    assert problem is not None
    assert problem.key == "error-store-wal"
    assert log.read_bytes() == b"hello world\n" * 100


def test_a_log_that_ends_before_its_first_change_is_what_a_kill_leaves(tmp_path):
    """Nobody was told that anything in it was saved."""
    path, log = copied_while_open(tmp_path)
    whole = log.read_bytes()
    for length in (60, 100, 400):
        log.write_bytes(whole[:length])
        store = DuckStore(path)
        assert store.find().total == 1, length
        store.close()
    kept = [one.stat().st_size for one in log.parent.glob("*.unread-*")]
    assert kept, "damage there looks the same, so a copy stays"


DAMAGES, SHARES = ("flipped", "zeroed", "zeroed to the end"), (0.35, 0.6, 0.95)


@pytest.mark.parametrize(
    ("damage", "share"), usual(itertools.product(DAMAGES, SHARES), [*zip(DAMAGES, SHARES, strict=True)].__contains__)
)
def test_a_log_with_a_damaged_later_record_is_kept_and_said(tmp_path, damage, share):
    path, log = copied_while_open(tmp_path)
    content = bytearray(log.read_bytes())
    place = int(share * len(content))
    if damage == "flipped":
        content[place] ^= 0xFF
    else:
        end = len(content) if damage == "zeroed to the end" else place + 64
        content[place:end] = bytes(len(content[place:end]))
    log.write_bytes(content)
    before = path.read_bytes()
    store = DuckStore(path)
    problem = store.status.problem
    assert problem is not None and problem.key == "error-store-wal"
    assert str(log) in problem.text("zh")
    store.close()
    assert (log.read_bytes(), path.read_bytes()) == (content, before)


LEAVE = """
import os, sys
from pathlib import Path
from sim.plan import load_plan
from sim.scenario import Scenario
from sim.store import DuckStore
store = DuckStore(Path(sys.argv[1]))
for name in sys.argv[2:]:
    store.save(Scenario.of(load_plan("growth-2026")), name)
    print(os.path.getsize(sys.argv[1] + ".wal"))
sys.stdout.flush()
os.kill(os.getpid(), 9)
"""


@pytest.fixture(scope="module")
def killed(tmp_path_factory) -> tuple[Path, list[int]]:
    """Return a library whose process was killed after three saves, and how long its log was after each."""
    path = tmp_path_factory.mktemp("killed") / "scenarios.duckdb"
    first = DuckStore(path)
    first.save(PLANNED, "in the file")
    first.close()
    assert not Path(f"{path}.saved").exists(), "all of it is in the file"
    left = subprocess.run(
        [sys.executable, "-c", LEAVE, str(path), "one", "two", "three"], cwd=ROOT, capture_output=True, text=True
    )
    return path, [int(line) for line in left.stdout.split()]


@pytest.mark.parametrize("place", ["between saves", "within the last save", "all"])
def test_a_log_cut_short_is_kept_and_said(killed, tmp_path, place):
    source, lengths = killed
    for suffix in ("", ".wal", ".saved"):
        shutil.copy2(f"{source}{suffix}", tmp_path)
    path = tmp_path / source.name
    log = Path(f"{path}.wal")
    left = {"between saves": lengths[1], "within the last save": lengths[2] - 40, "all": 0}[place]
    os.truncate(log, left)
    store = DuckStore(path)
    problem = store.status.problem
    assert problem is not None and problem.key == "error-store-cut"
    for language in ("en", "zh"):
        assert str(lengths[2] - left) in problem.text(language).replace(",", "")
    with pytest.raises(StoreError):
        store.save(PLANNED, "on top")
    assert log.stat().st_size == left
    Path(f"{path}.saved").unlink()  # what it says to do to go on
    assert store.find().total == 1 + (place != "all") * 2
    store.save(PLANNED, "on top")
    store.close()


def test_a_library_left_by_a_kill_opens_whole_and_leaves_no_note_when_it_is_closed(killed, tmp_path):
    source, _ = killed
    for suffix in ("", ".wal", ".saved"):
        shutil.copy2(f"{source}{suffix}", tmp_path)
    for _ in range(2):
        store = DuckStore(tmp_path / source.name)
        assert store.find().total == 4
        store.close()
    assert sorted(one.name for one in tmp_path.iterdir()) == [source.name]


def test_a_sound_log_is_read(tmp_path):
    path, _ = copied_while_open(tmp_path)
    store = DuckStore(path)
    assert store.find().total == 4
    store.close()


# -- lent -----------------------------------------------------------------------------------------------------------
def test_reading_commands_work_while_an_app_has_the_library(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    path = tmp_path / "scenarios.duckdb"
    store = DuckStore(path)
    store.save(PLANNED, "first")
    lender = lend(store.database)
    assert lender is not None
    try:
        listed = run_sim(path, "scenarios", "list", "--json")
        assert listed.returncode == 0, listed.stderr
        assert [one["name"] for one in json.loads(listed.stdout)["scenarios"]] == ["first"]
        store.save(PLANNED, "second")
        sound = run_sim(path, "library", "check", "--json")
        assert sound.returncode == 0, sound.stderr
        assert json.loads(sound.stdout) == {"scenarios": 2, "revisions": 2, "runs": 2, "findings": []}
        refused = run_sim(path, "scenarios", "save", "third", "--preset", "plan")
        assert refused.returncode == 2
        assert "in use" in refused.stderr
    finally:
        lender.close()
        store.close()
    assert not list(tmp_path.glob("scenario-lab-*/*")), "nothing lent is left behind"


# -- looked over ----------------------------------------------------------------------------------------------------
def test_what_does_not_belong_is_found(tmp_path):
    path = tmp_path / "scenarios.duckdb"
    store = DuckStore(path)
    ids = [store.save(PLANNED, f"scenario {number}").id for number in range(3)]
    assert run_sim(path, "library", "check").returncode == 2  # open here, and nobody lends
    store.close()
    assert run_sim(path, "library", "check").returncode == 0
    with duckdb.connect(str(path)) as raw:
        raw.execute("DELETE FROM results WHERE run_id = 1")
        raw.execute("UPDATE runs SET seed = seed, inputs = replace(inputs, '\"seed\"', '\"seeds\"') WHERE run_id = 2")
        raw.execute("DELETE FROM runs WHERE run_id = 3")
        raw.execute("UPDATE all_revisions SET revision = 2 WHERE scenario_id = ?", [ids[0]])
    found = {(one.kind, one.what) for one in check(DuckStore(path).database).findings}
    assert found == {
        ("runs", "1"), ("hash", "2"), ("revisions", f"{ids[2]} 1"), ("results", "3"), ("gaps", ids[0])
    }  # fmt: skip


# -- half-made, and the clock ---------------------------------------------------------------------------------------
def test_drafts_of_a_kill_are_cleared_and_others_left_alone(tmp_path):
    path = tmp_path / "scenarios.duckdb"
    old = [tmp_path / f".scenarios.duckdb.0123abcd{suffix}" for suffix in ("", ".wal")]
    young, mine = tmp_path / ".scenarios.duckdb.89abcdef", tmp_path / ".scenarios.duckdb.notes"
    for one in (*old, young, mine):
        one.write_bytes(b"x")
    for one in (*old, mine):
        os.utime(one, (time.time() - 3600, time.time() - 3600))
    store = DuckStore(path)
    assert store.status.ready
    store.close()
    assert not any(one.exists() for one in old)
    assert young.exists()
    assert mine.exists()


def test_a_clock_set_back_disturbs_no_order(store, monkeypatch):
    clock = dt.datetime(2026, 5, 1, 12)
    monkeypatch.setattr(revisions, "now", lambda: clock)
    first = store.save(PLANNED, "first")
    clock -= dt.timedelta(days=300)
    store.save(PLANNED, "second")
    store.rename(first.id, "first again")
    assert [one.name for one in store.find().entries] == ["first again", "second"]
    history = store.history(first.id)
    assert [one.revision for one in history] == [2, 1]
    assert history[0].saved_at > history[1].saved_at
