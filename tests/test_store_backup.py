"""Backups of the whole library: everything comes back, nothing here is lost, and no file can do harm."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import zipfile
from dataclasses import replace
from functools import cache

import duckdb
import pytest
from old_library import stored, write_old_library
from own_plans import own_plan
from patience import PATIENCE

from sim.cli import main
from sim.language import languages
from sim.language.errors import FormatError, StoreError
from sim.plan import load_plan
from sim.plan.check import check_pack
from sim.scenario import Scenario
from sim.store import DuckStore, Query, backup_check, open_store
from sim.store.backup import DESCRIPTION, LIBRARY, read_description, restore_backup, write_backup
from sim.store.merge import VERSIONED
from sim.store.rooms import Rooms
from sim.store.snapshot import same_bits
from sim.store.statement_backup import restore_statement
from sim.store.stories import Stories, new_step

QUESTION = {"kind": "vote", "text": "Which?", "options": [{"label": "A"}, {"label": "B"}]}
STRANGE = '<b>西部</b> 🚀 =HYPERLINK("x") \u202eabc\'; DROP TABLE runs; --'


@pytest.fixture
def scenario():
    return Scenario.of(load_plan())


@pytest.fixture
def other(tmp_path, empty_library):
    shutil.copyfile(empty_library, tmp_path / "two.duckdb")
    two = DuckStore(tmp_path / "two.duckdb")
    yield two
    two.close()


def backup_of(store: DuckStore) -> bytes:
    file = io.BytesIO()
    write_backup(store.database, file)
    return file.getvalue()


def restore(store: DuckStore, content: bytes, by: str = ""):
    return restore_backup(store.database, io.BytesIO(content), by=by)


def everything(store: DuckStore) -> dict[str, list]:
    with store.database.read() as cursor:
        tables = [name for (name,) in cursor.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        return {
            name: sorted(map(str, cursor.execute(f"SELECT * FROM {name}").fetchall()))
            for name in tables
            if name not in ("schema_versions", "deeds")  # a library tells of its own deeds alone
        }


def filled(store: DuckStore, scenario: Scenario) -> dict[str, str]:
    """Fill every table; return ids by name."""
    first = store.save(scenario, STRANGE, note="n" * 10_000, tags=["west", "<i>"], by="Ann", favourite=True)
    store.save(scenario.with_levers({"headcount": 310}), id=first.id, by="Bo")
    copy = store.save_as(first.id, "copy", by="Bo")
    gone = store.save(scenario, "gone")
    store.delete(gone.id)
    store.save_assumption_set(scenario.plan, "careful", "calibrated", {"elasticity": 0.3}, note="why", by="Ann")
    state = {"scenario": scenario.to_dict(), "base": scenario.to_dict(), "base_id": "plan", "base_name": ""}
    stories = Stories(store.database)
    stories.keep_bookmarks("desk", [new_step("start", state)])
    stories.save("board", [new_step("one", state, "say this"), new_step("two", state)])
    with store.database.read() as cursor:
        cursor.execute(
            "INSERT INTO all_actual_changes SELECT nextval('actual_change_ids'), 'growth-2026', 'revenue', 'east', '', "
            "'2024Q1', NULL, 300.0, now()::TIMESTAMP, 'Ann', '', NULL"
        )
        cursor.execute("INSERT INTO spaces VALUES ('scenario', ?, 'ann@example.com', 'Ann', '@board')", [first.id])
    store.plans.keep(own_plan(), by="Ann")
    rooms = Rooms(store.database)
    rooms.add(rooms.open("Workshop", scenario.plan, by="Ann").id, 1, [("seat", {"token": "x"}), ("ask", QUESTION)])
    return {"first": first.id, "copy": copy.id, "gone": gone.id}


def test_a_new_library_gets_everything_back(store, other, scenario):
    ids = filled(store, scenario)
    content = backup_of(store)
    assert read_description(io.BytesIO(content)).scenarios == 3
    done = restore(other, content)
    assert (done.added, done.known, done.copied, done.renamed) == (3, 0, 0, ())
    assert (done.sets, done.stories, done.rooms, done.bookmarks, done.actuals, done.kept) == (1, 1, 1, 1, 1, 0)
    assert everything(other) == everything(store)
    here, there = store.open(ids["first"]), other.open(ids["first"])
    assert same_bits(here.stored, there.stored)
    assert there.changes.identical
    assert other.find(Query(text="西部 rocket")).total == 0
    assert other.find(Query(text="西部 west")).total == 1
    assert other.entry(ids["copy"]).parent == store.entry(ids["copy"]).parent
    new = other.save(scenario, "afterwards")
    assert new.run_id not in {revision.run_id for id in ids.values() for revision in other.history(id)}


def test_every_table_is_taken_care_of(store, scenario):
    """A new table of the schema must be merged too, or a backup would silently lose it."""
    filled(store, scenario)
    apart = {"all_revisions", "all_actual_changes", "all_story_steps", "all_plan_versions"}
    handled = {"runs", "results", "bookmarks", "spaces"} | apart | set(VERSIONED)
    assert set(everything(store)) == handled
    assert all(everything(store).values())


def test_restoring_twice_changes_nothing(store, scenario):
    filled(store, scenario)
    content, before = backup_of(store), everything(store)
    done = restore(store, content)
    assert (done.added, done.extended, done.copied, done.known, done.kept) == (0, 0, 0, 3, 0)
    assert everything(store) == before
    assert restore_statement(done, "en") == ("Every scenario in the backup is already here.",)


def test_later_revisions_join_and_newer_ones_here_stay(store, other, scenario):
    ids = filled(store, scenario)
    early = backup_of(store)
    restore(other, early)
    store.rename(ids["copy"], "copy, renamed")
    store.save(scenario.with_levers({"headcount": 290}), id=ids["first"], by="Ann")
    late = backup_of(store)
    done = restore(other, late)
    assert (done.extended, done.known, done.added) == (2, 1, 0)
    assert everything(other) == everything(store)
    done = restore(other, early)
    assert (done.known, done.extended) == (3, 0)
    assert everything(other) == everything(store)


def test_what_went_on_differently_is_kept_beside(store, other, scenario):
    one = store.save(scenario, "shared")
    restore(other, backup_of(store))
    store.save(scenario.with_levers({"headcount": 300}), id=one.id)
    other.save(scenario.with_levers({"headcount": 400}), id=one.id)
    done = restore(other, backup_of(store), by="Cy")
    assert (done.copied, done.renamed) == (1, (("shared", "shared (2)"),))
    assert other.open(one.id).inputs["levers"]["headcount"] == 400
    copy = other.resolve("shared (2)")
    assert other.open(copy).inputs["levers"]["headcount"] == 300
    newest = other.history(copy)[0]
    assert (newest.action, newest.saved_by, newest.revision) == ("rename", "Cy", 3)
    assert [revision.name for revision in other.history(copy)] == ["shared (2)", "shared", "shared"]


def test_clashing_names_get_numbers_also_among_themselves(store, other, scenario):
    store.save(scenario, "Board")
    mine = other.save(scenario, "ｂｏａｒｄ")
    other.save(scenario, "board (2)")
    done = restore(other, backup_of(store))
    assert done.renamed == (("Board", "Board (3)"),)
    assert other.entry(mine.id).name == "ｂｏａｒｄ"
    for language in languages():
        assert "Board (3)" in " ".join(restore_statement(done, language))


def test_what_was_deleted_here_stays_deleted_and_what_was_purged_comes_back(store, scenario):
    one, two = store.save(scenario, "one"), store.save(scenario, "two")
    content = backup_of(store)
    store.delete(one.id)
    store.delete(two.id)
    store.purge([two.id])
    done = restore(store, content)
    assert (done.known, done.in_bin, done.added) == (1, 1, 1)
    assert store.entry(one.id).in_bin
    assert not store.entry(two.id).in_bin
    assert store.open(two.id).changes.identical


def test_foreign_plans_and_other_editions_are_said(store, other, scenario):
    one, two = store.save(scenario, "one"), store.save(scenario, "two")
    with store.database.read() as cursor:
        cursor.execute("UPDATE runs SET plan_id = 'elsewhere' WHERE run_id = ?", [one.run_id])
        cursor.execute("UPDATE runs SET plan_hash = 'other' WHERE run_id = ?", [two.run_id])
    done = restore(other, backup_of(store))
    assert done.foreign_plans == {"elsewhere": 1}
    assert done.other_plan_edition == 1
    opened = other.open(one.id)
    assert opened.scenario is None
    assert opened.changes.problem is not None
    assert opened.stored.kpis["revenue"] == one.kpis["revenue"]
    for language in languages():
        assert "elsewhere" in " ".join(restore_statement(done, language))


@pytest.mark.parametrize("version", [2, 4])
def test_an_older_library_is_brought_up_to_date(tmp_path, other, version):
    path = tmp_path / "old.duckdb"
    write_old_library(path, version)
    done = restore(other, packed(path.read_bytes(), schema=version, scenarios=2))
    assert done.added == 2
    for row in stored("revisions"):
        assert other.open(row["scenario_id"]).changes.identical


def packed(library: bytes, **changes) -> bytes:
    """Return a backup around some bytes, with a description that fits them."""
    description = {
        "format": "scenario-lab-library",
        "version": 1,
        "created_at": "2026-11-22T10:00:00+00:00",
        "schema": 4,
        "model_version": "1",
        "scenarios": 1,
        "size": len(library),
        "sha256": hashlib.sha256(library).hexdigest(),
    } | changes
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(DESCRIPTION, json.dumps({k: v for k, v in description.items() if v is not None}))
        archive.writestr(LIBRARY, library)
    return file.getvalue()


def library_of(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(LIBRARY)


def refused(store: DuckStore, content: bytes, key: str) -> None:
    before = everything(store)
    with pytest.raises(FormatError) as problem:
        restore(store, content)
    assert problem.value.key == key, problem.value
    assert all(problem.value.text(language) for language in languages())
    assert everything(store) == before
    with store.database.read() as cursor:
        cursor.execute("SELECT count(*) FROM duckdb_databases() WHERE NOT internal")
        assert cursor.fetchone() == (1,)


def test_damaged_foreign_and_newer_files_are_refused(store, other, scenario, tmp_path):
    filled(store, scenario)
    other.save(scenario, "mine")
    content = backup_of(store)
    library = library_of(content)
    for foreign in (b"", b"x", b"PK\x03\x04 nonsense", (b"{}" * 1000), store.path.read_bytes()):
        refused(other, foreign, "error-backup-foreign")
    refused(other, content[: len(content) // 2], "error-backup-foreign")
    start = content.index(LIBRARY.encode()) + 200
    for place in range(start, len(content) - 400, (len(content) - start) // 12):
        broken = bytearray(content)
        broken[place] ^= 0xFF
        refused(other, bytes(broken), "error-backup-damaged")
    refused(other, packed(library[:-4096]), "error-backup-damaged")
    refused(other, packed(b"DUCK" * 5000), "error-backup-damaged")
    refused(other, packed(library, version=2), "error-backup-newer")
    refused(other, packed(library, version=True), "error-backup-damaged")
    refused(other, packed(library, format="else"), "error-backup-foreign")
    refused(other, packed(library, sha256="0" * 64), "error-backup-damaged")
    refused(other, packed(library, size=len(library) + 1), "error-backup-damaged")
    refused(other, packed(library, size=10**13), "error-backup-size")
    refused(other, packed(library, created_at="yesterday"), "error-backup-damaged")
    refused(other, packed(library, extra="key"), "error-backup-damaged")
    refused(other, packed(library, schema=None), "error-backup-damaged")
    file = io.BytesIO(content)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("../outside.txt", "x")
    refused(other, file.getvalue(), "error-backup-damaged")


def test_a_newer_library_inside_is_refused(store, other, scenario, tmp_path):
    store.save(scenario, "one")
    with store.database.read() as cursor:
        cursor.execute("INSERT INTO schema_versions VALUES (99, 'later', now()::TIMESTAMP)")
    refused(other, backup_of(store), "error-backup-newer")


TAMPERED = {
    "a table too many": "CREATE TABLE more (x INTEGER)",
    "a column too many": "ALTER TABLE runs ADD COLUMN more INTEGER",
    "a view that reads files": "CREATE OR REPLACE VIEW scenarios AS SELECT * FROM read_text('/etc/hostname')",
    "a macro": "CREATE MACRO name_of(x) AS x",
    "no run": "DELETE FROM runs",
    "results missing": "DELETE FROM results WHERE quarter = '2024Q1'",
    "results of nobody": "INSERT INTO results SELECT * REPLACE (77 AS run_id) FROM results",
    "an infinite result": "UPDATE results SET revenue = 'inf' WHERE quarter = '2024Q1'",
    "a foreign quarter": "UPDATE results SET quarter = '1999Q1' WHERE quarter = '2024Q1'",
    "no measures": "UPDATE runs SET annual = MAP {}",
    "inputs that are no inputs": "UPDATE runs SET inputs = '{}'",
    "inputs that are no JSON": "UPDATE runs SET inputs = 'x'",
    "inputs nested without end": f"UPDATE runs SET inputs = '{'[' * 100_000}'",
    "assumptions that are no numbers": 'UPDATE runs SET beliefs = \'{"momentum": "high"}\'',
    "a hole in the history": "DELETE FROM all_revisions WHERE revision = 1",
    "a name with control codes": "UPDATE all_revisions SET name = chr(7) || name",
    "a note without end": "UPDATE all_revisions SET note = repeat('x', 100000)",
    "an unknown action": "UPDATE all_revisions SET action = 'explode'",
    "a bookmark that is none": "UPDATE bookmarks SET state = '{}'",
    "a room without an opening": "DELETE FROM room_events WHERE revision = 1",
    "a room with a hole": "DELETE FROM room_events WHERE revision = 2",
    "a room that answers itself": "UPDATE room_events SET kind = 'answer' WHERE kind = 'ask'",
    "a seat without a token": "UPDATE room_events SET content = '{}' WHERE kind = 'seat'",
    "seen by nobody that can be": "INSERT INTO spaces VALUES ('scenario', 'x', 'a', 'A', 'all')",
    "a set that is none": "UPDATE all_assumption_sets SET overrides = '[]'",
}


@cache
def checked(files: tuple[tuple[str, str], ...]):
    return check_pack(dict(files))


def pack_checked_once(files):
    return checked(tuple(files.items()))


@pytest.fixture(scope="module")
def libraries(tmp_path_factory):
    """A filled library as a file's bytes, and one with a scenario, which refuses whatever was tampered with."""
    folder, scenario = tmp_path_factory.mktemp("tampered"), Scenario.of(load_plan())
    one, two = DuckStore(folder / "one.duckdb"), DuckStore(folder / "two.duckdb")
    filled(one, scenario)
    two.save(scenario, "mine")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(backup_check, "check_pack", pack_checked_once)  # it is one plan in all of them
        yield library_of(backup_of(one)), two
    one.close()
    two.close()


@pytest.mark.parametrize("sql", TAMPERED.values(), ids=TAMPERED.keys())
def test_tampered_contents_are_refused(libraries, tmp_path, sql):
    library, other = libraries
    path = tmp_path / "tampered.duckdb"
    path.write_bytes(library)
    with duckdb.connect(str(path)) as connection:
        connection.execute(sql)
    refused(other, packed(path.read_bytes()), "error-backup-damaged")


def test_lying_keys_are_made_anew(store, other, scenario, tmp_path):
    """What is looked up by is computed here: a backup cannot hide a scenario or give two the same name."""
    store.save(scenario, "Board")
    path = tmp_path / "tampered.duckdb"
    path.write_bytes(library_of(backup_of(store)))
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE all_revisions SET name_key = 'else', search_text = 'else'")
    other.save(scenario, "board")
    assert restore(other, packed(path.read_bytes())).renamed == (("Board", "Board (2)"),)
    assert other.find(Query(text="board (2)")).total == 1


def test_a_failure_half_way_leaves_nothing(store, other, scenario, monkeypatch):
    filled(store, scenario)
    content, before = backup_of(store), everything(other)

    def fail(*_):
        raise StoreError("error-store-name-empty")

    monkeypatch.setattr("sim.store.merge._take_actuals", fail)
    with pytest.raises(StoreError):
        restore(other, content)
    assert everything(other) == before
    monkeypatch.undo()
    assert restore(other, content).added == 3


def test_saving_goes_on_while_a_backup_is_written(store, scenario):
    import threading

    store.save(scenario, "one")
    problems = []

    def save(number: int) -> None:
        try:
            for place in range(10):
                store.save(scenario, f"{number} {place}")
        except StoreError as problem:
            problems.append(problem)

    threads = [threading.Thread(target=save, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    contents = [backup_of(store) for _ in range(3)]
    for thread in threads:
        thread.join(PATIENCE)
    assert not problems
    assert store.find(Query()).total == 21
    for content in contents:
        assert 1 <= read_description(io.BytesIO(content)).scenarios <= 21


def test_on_the_command_line(tmp_path, monkeypatch, capsys, scenario):
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "here.duckdb"))
    entry = open_store().save(scenario, "one")
    file = str(tmp_path / "library.zip")
    assert main(["library", "backup", file]) == 0
    assert capsys.readouterr().out == f"One scenario written to {file}.\n"
    assert main(["library", "backup", str(tmp_path / "here.duckdb")]) == 2
    assert "is the library itself" in capsys.readouterr().err
    open_store().close()
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "there.duckdb"))
    assert main(["library", "restore", file, "--language", "zh"]) == 0
    assert "已恢复 1 个情景" in capsys.readouterr().out
    assert open_store().open(entry.id).changes.identical
    (tmp_path / "bad.zip").write_bytes(b"PK")
    assert main(["library", "restore", str(tmp_path / "bad.zip")]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err == "The file is not a backup of a scenario library.\n"
    assert main(["library", "restore", str(tmp_path / "none.zip")]) == 2
    open_store().close()


def test_every_sentence_about_a_restore_exists(store, scenario):
    store.save(scenario, "one")
    done = restore(store, backup_of(store))
    for count in (1, 2):
        full = replace(
            done,
            **dict.fromkeys(("added", "extended", "known", "copied", "in_bin", "sets", "stories"), count),
            **dict.fromkeys(("bookmarks", "actuals", "kept", "other_plan_edition"), count),
            renamed=tuple((f"a{n}", f"b{n}") for n in range(5)),
            foreign_plans={"x": count},
        )
        for language in languages():
            assert len(restore_statement(full, language)) == 13
