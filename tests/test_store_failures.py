"""What can go wrong with the file: each case says what to do, touches no data, and the program goes on."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb
import pytest
from store_child import Children

from sim.language.errors import StoreError
from sim.plan import load_plan
from sim.scenario import Scenario
from sim.store import DuckStore
from sim.store.problems import PATTERNS, is_conflict, store_error


@pytest.fixture(scope="module")
def scenario():
    return Scenario.of(load_plan())


@pytest.fixture(scope="module")
def children():
    one = Children()
    yield one
    one.close()


@pytest.fixture
def filled(tmp_path, scenario):
    """The path of a closed library with some scenarios."""
    path = tmp_path / "scenarios.duckdb"
    store = DuckStore(path)
    for number in range(3):
        store.save(scenario, f"scenario {number}", note="x" * 1000)
    store.close()
    return path


def digests(folder):
    if not os.path.isdir(folder):  # noqa: PTH112 - unlike Path.is_dir this bears impossible names
        return {}
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir() if p.is_file()}


def refused(path, key, scenario):
    """Check that a library is refused with `key` on every way in, and that nothing in its folder changes."""
    before = digests(path.parent)
    store = DuckStore(path)
    status = store.status
    assert not status.ready
    assert status.problem.key == key
    for call in (store.find, store.facets, lambda: store.save(scenario, "A"), lambda: store.open("x")):
        with pytest.raises(StoreError) as caught:
            call()
        assert caught.value.key == key
    for language in ("en", "zh"):
        text = status.problem.text(language)
        assert str(path.parent) in text
        assert "\n" not in text
    assert scenario.run().draws == 1, "the simulator works on"
    assert digests(path.parent) == before
    store.close()
    return status.problem


# -- the file itself ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("content", [b"", b"abc", b"hello world, this is text", b"SQLite format 3\x00" + bytes(4096)])
def test_a_file_that_is_no_library(tmp_path, scenario, content):
    path = tmp_path / "scenarios.duckdb"
    path.write_bytes(content)
    refused(path, "error-store-not-a-library", scenario)


def test_a_pipe_is_no_library_and_is_not_waited_for(tmp_path, scenario):
    path = tmp_path / "scenarios.duckdb"
    os.mkfifo(path)
    refused(path, "error-store-not-a-library", scenario)


def test_a_damaged_header(filled, scenario):
    content = bytearray(filled.read_bytes())
    content[4096:4200] = b"\x55" * 104
    content[8192:8296] = b"\x55" * 104
    filled.write_bytes(content)
    refused(filled, "error-store-corrupt", scenario)


def test_damage_in_the_middle(filled, scenario):
    content = bytearray(filled.read_bytes())
    content[3 * 4096 :: 4096] = b"\x55" * len(content[3 * 4096 :: 4096])
    filled.write_bytes(content)
    refused(filled, "error-store-corrupt", scenario)


def test_a_truncated_file(filled, scenario):
    """A file cut off anywhere is refused, at the latest when what is missing is needed; it is never changed."""
    content = filled.read_bytes()
    refusals = 0
    for length in [*range(3 * 4096, len(content), 2**18), len(content) - 1]:
        filled.write_bytes(content[:length])
        store = DuckStore(filled)
        if not store.status.ready:
            refused(filled, "error-store-corrupt", scenario)
            refusals += 1
            continue
        for use in (lambda store: store.save(scenario, "more"), lambda store: store.open(store.resolve("scenario 1"))):
            with pytest.raises(StoreError) as caught:
                use(store)
            assert caught.value.key == "error-store-corrupt"
        store.close()
        assert filled.read_bytes() == content[:length]
    assert refusals > len(content) // 2**19
    filled.write_bytes(content)
    store = DuckStore(filled)
    assert store.find().total == 3
    store.close()


def test_a_damaged_log(tmp_path, scenario):
    path = tmp_path / "live" / "scenarios.duckdb"
    store = DuckStore(path)
    for number in range(5):
        store.save(scenario, f"scenario {number}")
    copy = tmp_path / "copy" / "scenarios.duckdb"
    copy.parent.mkdir()
    for suffix in ("", ".wal"):
        shutil.copy(f"{path}{suffix}", f"{copy}{suffix}")
    store.close()
    log = Path(f"{copy}.wal")
    content = bytearray(log.read_bytes())
    content[len(content) // 4 : len(content) // 4 + 200] = b"\x55" * 200
    log.write_bytes(content)
    problem = refused(copy, "error-store-wal", scenario)
    assert str(log) in problem.text("en")
    log.rename(tmp_path / "moved.wal")
    assert DuckStore(copy).status.ready, "doing what the message says helps"


# -- the place ------------------------------------------------------------------------------------------------------
def test_the_path_is_a_folder(tmp_path, scenario):
    (tmp_path / "scenarios.duckdb").mkdir()
    refused(tmp_path / "scenarios.duckdb", "error-store-directory", scenario)


def test_the_folder_cannot_be_made(tmp_path, scenario):
    (tmp_path / "file").write_text("not a folder")
    refused(tmp_path / "file" / "below" / "scenarios.duckdb", "error-store-folder", scenario)
    refused(tmp_path / "file" / "scenarios.duckdb", "error-store-folder", scenario)


def test_a_name_too_long_for_the_disk(tmp_path, scenario):
    refused(tmp_path / ("x" * 300) / "scenarios.duckdb", "error-store-folder", scenario)


def test_a_folder_where_nothing_can_be_made(scenario):
    """No account, not even the administrator's, may make files in /proc."""
    problem = store_error_of(DuckStore(Path("/proc/self/scenarios.duckdb")))
    assert problem.key in ("error-store-folder", "error-store-not-writable")
    problem.text("zh")


def store_error_of(store):
    problem = store.status.problem
    assert problem is not None
    return problem


def test_a_library_that_may_only_be_read(filled, children):
    """Root may write to files without permission, so the child gives its rights up where it has them.

    The folder stands apart: every run of pytest closes the folders of its account to others.
    """
    with tempfile.TemporaryDirectory() as folder:
        place = Path(shutil.copy(filled, folder))
        place.chmod(0o444)
        place.parent.chmod(0o555)
        before = digests(place.parent)
        said = children.value(
            f"""
            store = DuckStore(Path({str(place)!r}))
            if os.getuid() == 0:
                os.setgroups([]); os.setgid(65534); os.setuid(65534)
            try:
                store.save(scenario, "no")
            except SimError as problem:
                print(json.dumps([problem.key, store.status.ready, store.find().total]))
            """
        )
        assert said == ["error-store-not-writable", True, 3], "it can be read, and says that it cannot be written"
        assert digests(place.parent) == before
        place.parent.chmod(0o755)


# -- other processes ------------------------------------------------------------------------------------------------
def test_a_second_process_on_the_file(filled, scenario, children):
    store = DuckStore(filled)
    assert store.status.ready
    said = children.value(
        f"""
        store = DuckStore(Path({str(filled)!r}))
        problem = store.status.problem
        print(json.dumps([problem.key, problem.text("en"), problem.text("zh")]))
        """
    )
    assert said[0] == "error-store-locked"
    assert str(os.getpid()) in said[1]
    assert str(os.getpid()) in said[2]
    store.save(scenario, "still works")
    store.close()
    found = children.value(f"print(DuckStore(Path({str(filled)!r})).find().total)")
    assert found == 4, "it opens when the other has closed"


def test_waiting_helps_without_a_restart(filled, scenario):
    """The store of a process that was refused works as soon as the file is free."""
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"import duckdb; c = duckdb.connect({str(filled)!r}); print('open', flush=True); input()",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout.readline() == "open\n"
    store = DuckStore(filled)
    assert store.status.problem.key == "error-store-locked"
    holder.communicate("\n")
    assert store.status.ready
    assert store.save(scenario, "after").revision == 1
    store.close()


# -- a full disk ----------------------------------------------------------------------------------------------------
def test_a_full_disk_loses_nothing_that_was_saved(tmp_path, children):
    """A limit on file size stands for the full disk: the write fails in the same place, for every account."""
    path = tmp_path / "scenarios.duckdb"
    saved, key, after, ready = children.value(
        f"""
        import resource
        path = Path({str(path)!r})
        store = DuckStore(path)
        store.save(scenario, "before")
        store.close()
        room = path.stat().st_size + 60_000
        resource.setrlimit(resource.RLIMIT_FSIZE, (min(room, 60_000), resource.RLIM_INFINITY))
        saved, key = ["before"], None
        for number in range(1000):
            try:
                store.save(scenario, f"scenario {{number}}")
            except SimError as problem:
                key = problem.key
                problem.text("zh")
                break
            saved.append(f"scenario {{number}}")
        after = scenario.run().draws
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        store.save(scenario, "room again")
        print(json.dumps([saved + ["room again"], key, after, store.status.ready]))
        """
    )
    assert key == "error-store-full"
    assert len(saved) > 3
    assert after == 1
    assert ready
    store = DuckStore(path)
    found = {entry.name: entry for entry in store.find().entries}
    assert set(saved) <= set(found)
    for entry in found.values():
        assert store.open(entry.id).changes.identical
    store.close()


def test_a_library_cannot_be_made_on_a_full_disk(tmp_path, children):
    path = tmp_path / "scenarios.duckdb"
    key, ready = children.value(
        f"""
        import resource
        store = DuckStore(Path({str(path)!r}))
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, resource.RLIM_INFINITY))
        key = store.status.problem.key
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        print(json.dumps([key, store.status.ready]))
        """
    )
    assert key == "error-store-full"
    assert ready
    assert [p.name for p in tmp_path.iterdir()] == ["scenarios.duckdb"], "nothing half-made is left"


def test_a_fatal_error_is_survived(tmp_path, scenario, children):
    """When DuckDB gives a database up, the next call opens it anew with every finished save."""
    path = tmp_path / "scenarios.duckdb"
    keys, total = children.value(
        f"""
        import resource
        path = Path({str(path)!r})
        store = DuckStore(path)
        for number in range(3):
            store.save(scenario, f"scenario {{number}}", note="y" * 10_000)
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 1000, resource.RLIM_INFINITY))
        keys = []
        try:
            with store.database.read() as cursor:
                cursor.execute("CHECKPOINT")
        except SimError as problem:
            keys.append(problem.key)
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        print(json.dumps([keys, store.find().total]))
        """
    )
    assert keys == ["error-store-full"]
    assert total == 3


# -- messages -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("key", sorted({key for _, key in PATTERNS} | {"error-store-failed"}))
def test_every_message_is_complete_in_both_languages(key, tmp_path):
    pattern = next((pattern for pattern, found in PATTERNS if found == key), "something else")
    problem = store_error(duckdb.IOException(pattern.split("|")[0]), tmp_path / "x.duckdb")
    assert problem.key == key
    assert problem.text("en") != problem.text("zh")


def test_only_real_conflicts_are_tried_again():
    assert is_conflict(duckdb.TransactionException("TransactionContext Error: Conflict on update!"))
    assert is_conflict(duckdb.ConstraintException('Duplicate key "id: 5" violates primary key constraint.'))
    assert not is_conflict(duckdb.ConstraintException("NOT NULL constraint failed: runs.name"))
    assert not is_conflict(duckdb.TransactionException("Failed to commit: No space left on device"))
    assert not is_conflict(duckdb.IOException("Conflicting lock is held"))
