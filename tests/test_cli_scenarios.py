"""The library on the command line."""

from __future__ import annotations

import io
import json
import sys
from functools import partial

import pytest
from command_line import printed

from sim.cli import BAD_INPUT, main
from sim.cli.scenarios import SORTS
from sim.scenario import MAX_DRAWS
from sim.store import open_store
from sim.store.records import sort_keys
from sim.store.revisions import IMPORT_DRAWS
from sim.store.transfer import SIZE_LIMIT


@pytest.fixture(autouse=True)
def library(tmp_path, monkeypatch):
    path = tmp_path / "library" / "scenarios.duckdb"
    monkeypatch.setenv("SCENARIO_DB", str(path))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    yield path
    open_store().close()


@pytest.fixture
def sim(capsys):
    return partial(printed, capsys, "scenarios")


@pytest.fixture
def wrong(capsys):
    def run(*words):
        assert main(["scenarios", *(str(word) for word in words)]) == BAD_INPUT
        out, err = capsys.readouterr()
        assert out == ""
        assert err.count("\n") == 1
        return err

    return run


def listed(sim, *options):
    return [entry["name"] for entry in json.loads(sim("list", "--json", *options))["scenarios"]]


def test_save_show_and_the_same_numbers_as_run(sim, capsys):
    sim("save", "A", "--set", "headcount=300", "--note", "n", "--tag", "x", "--tag", "y", "--by", "Ann")
    shown = json.loads(sim("show", "A", "--json"))
    assert main(["run", "--set", "headcount=300", "--json"]) == 0
    run = json.loads(capsys.readouterr().out)
    for key in ("annual", "quarters", "cagr", "roi", "binding_limit", "incremental_revenue", "gap_to_target"):
        assert shown[key] == run[key], key
    assert shown["assumption_values"] == run["assumptions"]["values"]
    assert shown["since_saved"]["identical"]
    assert shown["now"] is None
    assert (shown["author"], shown["tags"], shown["note"]) == ("Ann", ["x", "y"], "n")
    text = sim("show", "A", "--language", "zh")
    assert "作者：Ann" in text
    assert "2026 年营收" in text


def test_saving_under_a_name_again_adds_a_revision(sim):
    assert json.loads(sim("save", "A", "--json"))["revision"] == 1
    again = json.loads(sim("save", "a", "--set", "headcount=300", "--json"))
    assert (again["revision"], again["name"]) == (2, "A")
    assert json.loads(sim("show", "A", "--revision", "1", "--json"))["inputs"]["levers"]["headcount"] == 350
    assert "inputs saved" in sim("history", "A")


def test_a_saved_scenario_is_a_starting_point(sim, capsys):
    first = json.loads(sim("save", "A", "--set", "headcount=300", "--json"))
    second = json.loads(sim("save", "B", "--scenario", "A", "--set", "pace=s_curve", "--json"))
    assert second["parent"] == {"id": first["id"], "revision": 1}
    assert main(["run", "--scenario", "B", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["levers"]["headcount"], document["levers"]["pace"]) == (300, "s_curve")
    assert (document["scenario"], document["preset"]) == ("B", None)


def test_list_finds_and_sorts(sim):
    sim("save", "West push", "--set", "headcount=400", "--tag", "west", "--by", "Ann")
    sim("save", "东部", "--set", "headcount=200", "--by", "Bob")
    assert listed(sim) == ["东部", "West push"]
    assert listed(sim, "--search", "push") == ["West push"]
    assert listed(sim, "--tag", "west") == listed(sim, "--author", "Ann") == listed(sim, "--reached", "yes")
    assert listed(sim, "--reached", "no") == ["东部"]
    assert listed(sim, "--sort", "revenue") == ["West push", "东部"]
    assert "2" in sim("list", "--limit", "1").splitlines()[-1]
    for number in sort_keys():
        assert set(listed(sim, "--sort", number)) == {"West push", "东部"}
    assert "No scenario" in sim("list", "--search", "nothing")
    assert "东部" in sim("list", "--language", "zh")


def test_a_list_may_be_sorted_by_every_headline_number_that_the_library_knows():
    assert sort_keys() == SORTS


def test_saved_and_imported_scenarios_carry_the_chance_of_their_target(sim, capsys, tmp_path):
    sim("save", "Likely", "--set", "headcount=500", "--set", "conversion_rate=0.3", "--draws", "300")
    sim("save", "Unlikely", "--preset", "baseline", "--draws", "300")
    assert main(["risk", "--set", "headcount=500", "--set", "conversion_rate=0.3", "--draws", "300", "--json"]) == 0
    risk = json.loads(capsys.readouterr().out)
    listed_now = {entry["name"]: entry for entry in json.loads(sim("list", "--json"))["scenarios"]}
    saved = {name: entry["headline"] for name, entry in listed_now.items()}
    assert listed_now["Likely"]["likely"] == risk["likely"]
    assert listed_now["Likely"]["headline_run"] == "promise"
    for one in listed_now.values():
        assert one["promise"]["revenue"] == one["headline"]["target_result"]
        assert one["promise"]["gap_to_target"] == one["headline"]["target_gap"]
    assert saved["Likely"]["p_target"] == risk["p_target"] > 0.1
    assert saved["Likely"]["p_target_se"] == risk["p_target_se"]
    assert saved["Unlikely"]["p_target"] == 0
    assert listed(sim, "--sort", "p_target") == ["Likely", "Unlikely"]
    sim("export", "Likely", "--to", tmp_path / "a.json")
    brought = json.loads(sim("import", tmp_path / "a.json", "--json"))
    assert brought["headline"]["p_target"] == risk["p_target"]
    for key in ("set", "metric", "year", "chance", "chance_se", "draws"):
        assert brought["likely"][key] == risk["likely"][key], key
    assert "%" in sim("list").splitlines()[1]


def test_a_file_may_ask_for_many_futures_but_not_for_their_time(sim, tmp_path, monkeypatch):
    from sim.analysis import uncertainty

    asked = []

    def watched(scenario, draws=None, workers=None):
        asked.append(draws)
        return real(scenario, 64, workers)

    real = uncertainty.simulate
    sim("save", "A", "--draws", "300")
    document = json.loads(sim("export", "A"))
    document["inputs"]["draws"] = MAX_DRAWS
    (tmp_path / "many.json").write_text(json.dumps(document))
    monkeypatch.setattr(uncertainty, "simulate", watched)
    sim("import", tmp_path / "many.json")
    assert asked == [IMPORT_DRAWS]


def test_an_oversized_file_is_refused_and_says_how_large_one_may_be(sim, wrong, tmp_path, monkeypatch):
    sim("save", "A")
    document = json.loads(sim("export", "A"))
    document["note"] = "x" * SIZE_LIMIT  # all right but for its size
    content = json.dumps(document).encode()
    (tmp_path / "huge.json").write_bytes(content)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    for source in (tmp_path / "huge.json", "-"):
        assert f"{SIZE_LIMIT // 1_000_000} MB" in wrong("import", source)
    assert listed(sim) == ["A"]


def test_delete_and_restore(sim, wrong):
    sim("save", "A")
    sim("save", "B")
    assert "A" in sim("delete", "A", "B")
    assert listed(sim) == []
    assert sorted(listed(sim, "--bin")) == ["A", "B"]
    assert "A" in sim("show", "A", "--bin")
    wrong("show", "A")
    wrong("delete", "A")
    sim("save", "A")
    assert "A (2)" in sim("restore", "A")
    wrong("restore", "A")
    wrong("delete", "A", "nix")
    assert "A" in listed(sim), "nothing is deleted when one name is wrong"


def test_rename_annotate_and_tag(sim, wrong):
    sim("save", "A")
    sim("save", "B")
    sim("rename", "A", "C")
    sim("annotate", "C", "a note\nof two lines")
    assert "x, y" in sim("tag", "C", "x", "y")
    shown = json.loads(sim("show", "C", "--json"))
    assert (shown["note"], shown["tags"], shown["revision"]) == ("a note\nof two lines", ["x", "y"], 4)
    wrong("rename", "C", "B")


def test_export_and_import(sim, wrong, tmp_path, monkeypatch):
    sim("save", "计划 A", "--set", "headcount=300")
    sim("export", "计划 A", "--to", tmp_path / "a.json")
    assert json.loads(sim("export", "计划 A")) == json.loads((tmp_path / "a.json").read_text())
    text = sim("import", tmp_path / "a.json")
    assert "计划 A (2)" in text
    assert "was taken" in text
    content = (tmp_path / "a.json").read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert json.loads(sim("import", "-", "--json"))["renamed_from"] == "计划 A"
    (tmp_path / "cut.json").write_bytes(content[:500])
    (tmp_path / "huge.json").write_bytes(b" " * 3_000_000)
    wrong("import", tmp_path / "cut.json")
    assert "2 MB" in wrong("import", tmp_path / "huge.json")
    wrong("import", tmp_path)
    wrong("export", "计划 A", "--to", tmp_path / "none" / "a.json")
    assert len(listed(sim)) == 3


def test_own_assumption_sets(sim, wrong, capsys):
    assert main(["assumptions", "save", "Careful", "--base", "evidence", "--assume", "momentum=0"]) == 0
    assert main(["assumptions", "list", "--json"]) == 0
    sets = json.loads(capsys.readouterr().out.partition("\n")[2])
    assert [one["name"] for one in sets] == ["calibrated", "evidence", "Careful"]
    entry = json.loads(sim("save", "A", "--assumptions", "careful", "--json"))
    assert entry["assumption_set"] == "Careful"
    assert main(["run", "--assumptions", "Careful", "--assume", "elasticity=0.2", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["assumptions"]["set"], document["assumptions"]["base_set"]) == ("Careful", "evidence")
    assert document["assumptions"]["overrides"] == {"momentum": 0, "elasticity": 0.2}
    assert main(["assumptions", "save", "Careful", "--base", "evidence", "--assume", "momentum=0.01"]) == 0
    assert "edited since" in sim("show", "A")
    assert main(["assumptions", "list"]) == 0
    assert main(["assumptions", "delete", "Careful"]) == 0
    capsys.readouterr()
    wrong("save", "B", "--assumptions", "Careful")


def test_a_broken_library_is_one_line_and_running_goes_on(wrong, library, capsys):
    library.parent.mkdir()
    library.write_text("not a library at all")
    for words in (("list",), ("save", "A"), ("show", "A"), ("delete", "A")):
        assert str(library) in wrong(*words)
    assert library.read_text() == "not a library at all"
    assert main(["run", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["annual"]
