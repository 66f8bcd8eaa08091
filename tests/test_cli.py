"""The command line: what it prints is what the model says, and anything wrong is one line and exit code 2."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pandas as pd
import pytest
from command_line import printed
from patience import PATIENCE
from pyarrow import parquet

from sim.cli import BAD_INPUT, COMMANDS, main
from sim.cli.command import CliError, Command, Option, _read, wanted_language
from sim.cli.table import align, shorten, width
from sim.model.measures import measure
from sim.plan import Catalogue, Folder, load_plan
from sim.plan.catalogue import SHIPPED
from sim.scenario import Scenario
from sim.version import MODEL_VERSION

ROOT = Path(__file__).resolve().parent.parent
ANNUAL = {"revenue", "operating_profit", "margin", "market_share", "headcount", "programme_gross", "programme_net"}


@pytest.fixture(autouse=True)
def library(tmp_path, monkeypatch):
    path = tmp_path / "library" / "scenarios.duckdb"
    monkeypatch.setenv("SCENARIO_DB", str(path))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return path


@pytest.fixture
def sim(capsys):
    """Run a command that must succeed; return what it prints."""
    return partial(printed, capsys)


@pytest.fixture
def wrong(capsys):
    """Run a command that must fail; return its one line, which is in each language's own words."""

    def run(*words):
        lines = {}
        for language in ("en", "zh"):
            code = main([*(str(word) for word in words), "--language", language])
            out, err = capsys.readouterr()
            assert (code, out) == (BAD_INPUT, "")
            assert err.count("\n") == 1
            assert err.endswith("\n")
            lines[language] = err.strip()
        assert lines["en"] != lines["zh"]
        return lines["en"]

    return run


# -- run ------------------------------------------------------------------------------------------------------------
def test_json_has_the_promised_shape(sim):
    document = json.loads(sim("run", "--plan", "growth-2026", "--preset", "plan", "--json"))
    assert document["plan"] == "growth-2026"
    assert document["model_version"] == MODEL_VERSION
    assert document["unit"] == "CNY_m"
    assert list(document["annual"]) == ["2024", "2025", "2026"]
    for values in document["annual"].values():
        assert set(values) >= ANNUAL
    assert len(document["quarters"]) == 12
    for quarter in document["quarters"]:
        assert set(quarter) == {"quarter", "regions", *ANNUAL}
        assert list(quarter["regions"]) == ["east", "south", "north", "west", "northeast"]
        for region in quarter["regions"].values():
            assert set(region) == {"revenue", "core", "new", "headcount", "effective_reps"}
            assert region["revenue"] == pytest.approx(region["core"] + region["new"], rel=1e-12)
        total = sum(region["revenue"] for region in quarter["regions"].values())
        assert quarter["revenue"] == pytest.approx(total, rel=1e-12)


def test_json_gives_the_golden_numbers(sim):
    plan = json.loads(sim("run", "--preset", "plan", "--json"))
    base = json.loads(sim("run", "--preset", "baseline", "--json"))
    revenue = [plan["annual"][year]["revenue"] for year in ("2024", "2025", "2026")]
    assert revenue == pytest.approx([1657.9939, 1987.0444, 2500], rel=1e-6)
    assert plan["annual"]["2026"]["operating_profit"] == pytest.approx(382.13, abs=0.01)
    assert base["annual"]["2026"]["revenue"] == pytest.approx(1648.3973, rel=1e-6)
    assert plan["quarters"][0]["quarter"] == "2024Q1"


def test_json_defends_its_numbers(sim):
    document = json.loads(sim("run", "--json", "--assumptions", "evidence", "--assume", "momentum=0.01"))
    scenario = Scenario.of(load_plan(), assumption_set="evidence", own_assumptions={"momentum": 0.01})
    assumptions = document["assumptions"]
    assert assumptions["values"] == scenario.central_assumptions()
    assert (assumptions["set"], assumptions["has_spreads"], assumptions["stands_at"]) == ("evidence", True, "means")
    assert assumptions["overrides"] == {"momentum": 0.01}
    assert document["provenance"] == vars(scenario.provenance())
    assert document["levers"] == dict(scenario.levers)
    results, baseline = scenario.run(), scenario.baseline()
    assert document["roi"] == results.roi(baseline)[0]
    gained = measure("incremental_revenue").years(results, baseline)
    assert list(document["incremental_revenue"].values()) == gained[:, 0].tolist()
    assert document["cagr"] == results.annual("cagr")[-1, 0]
    assert document["gap_to_target"] == document["target"]["gap"] == document["target"]["result"] - 2500
    assert document["revenue_per_rep"]["2026"] == results.annual("revenue_per_rep")[2, 0]
    assert set(document["binding_limit"]) == set(load_plan().regions)
    assert assumptions["promised"] == scenario.promised_assumptions()
    calibrated = json.loads(sim("run", "--json", "--assumptions", "calibrated"))
    assert calibrated["assumptions"]["stands_at"] == "values"
    assert calibrated["annual"] == json.loads(sim("run", "--json"))["annual"]
    assert json.loads(sim("run", "--json", "--preset", "baseline"))["roi"] is None


def test_levers_move(sim):
    document = json.loads(
        sim("run", "--json", "--set", "headcount=300", "--set=pace=s_curve", "--set", "growth.west=-0.05")
    )
    expected = Scenario.of(load_plan()).with_levers({"headcount": 300, "pace": "s_curve", "growth.west": -0.05})
    assert document["provenance"]["scenario_hash"] == expected.hash
    assert document["annual"]["2026"]["revenue"] == expected.run().annual("revenue")[2, 0]


def test_shares_are_given_all_at_once(sim, wrong):
    text = "hire_mix=0.2,0.1,0.1,0.35,0.25"
    levers = json.loads(sim("run", "--json", "--set", text))["levers"]
    assert [levers[f"hire_mix.{region}"] for region in load_plan().regions] == [0.2, 0.1, 0.1, 0.35, 0.25]
    line = wrong("run", "--set", "hire_mix.west=0.5")
    assert "1.14" in line
    assert "east, south, north, west, northeast" in line
    example = line.rpartition("--set ")[2].rstrip(".")
    assert json.loads(sim("run", "--json", "--set", example))["levers"]["hire_mix.west"] == 0.5
    for shares in ("hire_mix.west=0.999", "hire_mix.east=0", "budget_phasing.2024=1", "budget_phasing.2025=0.111"):
        example = wrong("run", "--set", shares).rpartition("--set ")[2].rstrip(".")
        assert sim("run", "--set", example)
    wrong("run", "--set", "hire_mix=0.5,0.5")
    wrong("run", "--set", "hire_mix=0.2,0.1,0.1,0.35,x")
    wrong("run", "--set", "hire_mix=0.2,0.2,0.2,0.2,0.3")
    wrong("run", "--set", "hire_mix=1.2,-0.2,0,0,0")
    assert "--set headcount" in wrong("run", "--set", "headcount=310", "--set", "headcount=320")
    assert "--assume momentum" in wrong("run", "--assume", "momentum=0.03", "--assume", "momentum=0.04")


def test_target_seed_and_draws_are_part_of_the_scenario(sim):
    options = ["--target", "300", "--metric", "operating_profit", "--year", "2025", "--seed", "7", "--draws", "100"]
    document = json.loads(sim("run", "--json", *options))
    assert document["target"]["metric"] == "operating_profit"
    assert document["target"]["result"] == document["annual"]["2025"]["operating_profit"]
    assert (document["provenance"]["seed"], document["provenance"]["draws"]) == (7, 100)


def test_a_forced_risk_shows(sim):
    plain, hit = (json.loads(sim("run", "--json", *more)) for more in ((), ("--risk", "price_war=on")))
    assert hit["annual"]["2025"]["revenue"] < plain["annual"]["2025"]["revenue"]
    assert hit["risks"] == {"price_war": {"mode": "on"}}


def test_tables_speak_the_users_language(sim):
    english = sim("run")
    assert "Revenue 2026: CNY 2.50 bn." in english
    assert "meets the target" in english
    chinese = sim("run", "--language", "zh", "--assumptions", "evidence")
    assert "2026 年营收" in chinese
    assert "华东" in chinese
    assert "按承诺推算" in chinese and "93%" in chinese
    assert "spare" in sim("run", "--target", "2400")
    assert "short" in sim("run", "--set", "headcount=300")
    assert "%" in sim("run", "--metric", "market_share", "--target", "0.12")


# -- files ----------------------------------------------------------------------------------------------------------
def test_csv_and_parquet_are_tidy_and_carry_their_origin(sim, tmp_path):
    sim("run", "--csv", tmp_path / "a.csv")
    sim("run", "--parquet", tmp_path / "a.parquet")
    table = pd.read_csv(tmp_path / "a.csv")
    results = Scenario.of(load_plan()).run()
    assert len(table) == 12 * 5 * 2
    assert table["revenue"].sum() == pytest.approx(results.annual("revenue").sum())
    assert set(table["plan_hash"]) == {load_plan().hash}
    assert table["revenue"].tolist() == results.frame()["revenue"].tolist(), "CSV keeps every bit"
    stored = parquet.read_table(tmp_path / "a.parquet")
    assert stored.column("revenue").to_pylist() == table["revenue"].tolist()
    assert json.loads(stored.schema.metadata[b"units"])["revenue"] == "CNY_m"
    assert json.loads(stored.schema.metadata[b"provenance"])["model_version"] == MODEL_VERSION


def test_a_file_is_replaced_whole_or_not_at_all(sim, wrong, tmp_path, monkeypatch):
    target, link = tmp_path / "a.csv", tmp_path / "link.csv"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        assert "no space left" in wrong("run", "--csv", link)
    assert target.read_text() == "old"
    sim("run", "--csv", link)
    assert link.is_symlink()
    assert target.read_text().startswith("quarter,")
    assert target.stat().st_mode & 0o777 == 0o640
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_file()) == ["a.csv", "link.csv"]


@pytest.mark.parametrize("form", ["--csv", "--parquet"])
def test_files_that_cannot_be_written(wrong, tmp_path, form):
    (tmp_path / "file").write_text("x")
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    for target in (
        tmp_path,
        tmp_path / "file" / "a",
        tmp_path / "none" / "a",
        "/proc/self/a",
        "/dev/full",
        loop,
        "a\0b",
    ):
        wrong("run", form, target)
    wrong("run", form, tmp_path / ("x" * 300))


# -- bad input ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "words",
    [
        "",
        "nonsense",
        "rum",
        "run extra",
        "run --nonsense",
        "run --jso",
        "run --json=yes",
        "run --json --csv x",
        "run --preset",
        "run --preset --json",
        "run --preset plan --preset plan",
        "run --preset nix",
        "run --plan nix",
        "run --plan ../growth-2026",
        "run --preset plan --scenario x",
        "run --scenario nix",
        "run --set",
        "run --set headcount",
        "run --set headcount=",
        "run --set =3",
        "run --set headcont=3",
        "run --set headcount=many",
        "run --set headcount=nan",
        "run --set headcount=inf",
        "run --set headcount=-inf",
        "run --set headcount=1e999",
        "run --set headcount=1e18",
        "run --set headcount=119",
        "run --set pace=fast",
        "run --assumptions nix",
        "run --assume momentum",
        "run --assume momentum=nan",
        "run --assume momentum=5",
        "run --assume momentom=0.01",
        "run --risk nix=on",
        "run --risk price_war",
        "run --risk price_war=maybe",
        "run --target nan",
        "run --target x",
        "run --year 2099",
        "run --year x",
        "run --metric nix",
        "run --draws 0",
        "run --draws 1.5",
        "run --draws 99999999",
        "run --seed -1",
        "run --seed 1" + "0" * 400,
        "run --seed 1" + "0" * 5000,
        "levers --plan nix",
        "levers x",
        "plans --plan growth-2026",
        "scenarios",
        "scenarios nix",
        "scenarios save",
        "scenarios save a b",
        "scenarios show nix",
        "scenarios delete",
        "scenarios list --sort nix",
        "scenarios list --reached maybe",
        "scenarios import /nix",
        "scenarios import /",
        "assumptions save calibrated",
        "assumptions delete nix",
    ],
)
def test_bad_input_is_one_line(wrong, words):
    assert len(wrong(*words.split())) > 10


def test_bad_names_and_strange_characters_are_one_line(wrong, capsys):
    wrong("scenarios", "save", "x" * 10_000)
    wrong("scenarios", "save", " ")
    wrong("scenarios", "save", "a\x1b[31m")
    wrong("run", "--set", "a\nb=1")
    wrong("run", "--preset", "\ud800")
    assert main(["run", "--language", "fr"]) == BAD_INPUT
    assert "en, zh" in capsys.readouterr().err


def test_close_words_are_offered(wrong):
    assert "“headcount”" in wrong("run", "--set", "headcont=3")
    assert "“--json”" in wrong("run", "--jsn")
    assert "“scenarios”" in wrong("scenario")
    assert "“momentum”" in wrong("run", "--assume", "momentom=0")


# -- the rest -------------------------------------------------------------------------------------------------------
def test_levers_and_plans(sim):
    levers = json.loads(sim("levers", "--json"))
    assert [lever["id"] for lever in levers] == list(load_plan().levers)
    assert levers[0] | {"sources": 0} == levers[0] | {"sources": 0, "base": 200, "plan": 350, "range": [120, 500]}
    text = sim("levers", "--language", "zh")
    assert all(id in text for id in load_plan().levers)
    plans = json.loads(sim("plans", "--json"))
    assert plans[0]["id"] == "growth-2026"
    assert plans[0]["target"]["value"] == 2500
    assert "growth-2026" in sim("plans")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_there_in_both_languages(sim, command):
    english, chinese = sim(command, "--help"), sim("--language", "zh", command, "--help")
    assert english != chinese
    assert command in english
    assert command in sim("--help")


def test_every_module_with_a_command_can_be_called():
    """A module that `COMMANDS` does not list, and no other command has below it, is a command that nobody can give."""

    def below(command: Command) -> Iterator[Command]:
        yield command
        for one in command.commands:
            yield from below(one)

    called = [one for module, _ in COMMANDS.values() for one in below(importlib.import_module(module).COMMAND)]
    for path in sorted((ROOT / "sim" / "cli").glob("*.py")):
        command = getattr(importlib.import_module(f"sim.cli.{path.stem}"), "COMMAND", None)
        assert command is None or any(one is command for one in called), path.name


def test_every_command_and_option_has_its_help(sim):
    def walk(command: Command, path):
        if command.commands:
            for one in command.commands:
                walk(one, [*path, one.name])
        else:
            shown = sim(*path, "--help")
            assert all(f"--{option.name}" in shown for option in command.options)

    for name, (module, _) in COMMANDS.items():
        walk(importlib.import_module(module).COMMAND, [name])


def test_the_language_is_that_of_the_system_unless_chosen():
    assert wanted_language(["run"], {"LANG": "zh_CN.UTF-8"}) == "zh"
    assert wanted_language(["run"], {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}) == "en"
    assert wanted_language(["run"], {"LANG": "de_DE.UTF-8"}) == "en"
    assert wanted_language(["run", "--language", "zh"], {"LANG": "en_US"}) == "zh"
    assert wanted_language(["run", "--language=en"], {"LANG": "zh_CN"}) == "en"


def test_columns_align_with_wide_characters():
    assert width("a华e\u0301👍") == 6
    assert align([["华东", "1"], ["x", "22"]], "lr") == "华东   1\nx     22"
    assert shorten("华东华东", 5) == "华东…"
    assert shorten("a\nb", 5) == "a b"


def process(*words, **options):
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-W", "error", "-m", "sim", *words]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, timeout=PATIENCE, check=False, **options
    )


def test_as_a_process(library):
    done = process("run", "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["annual"]["2026"]["revenue"] == pytest.approx(2500)
    assert not library.parent.exists(), "running needs no library"
    failed = process("run", "--set", "headcount=9999")
    assert (failed.returncode, failed.stdout) == (2, b"")
    assert failed.stderr.decode().count("\n") == 1


@pytest.mark.parametrize("redirect", [">/dev/full", ">&-"])
def test_output_that_cannot_be_written(redirect):
    command = f"{sys.executable} -W error -m sim levers --json {redirect}"
    done = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_a_reader_that_has_gone_is_no_error():
    command = [sys.executable, "-W", "error", "-m", "sim", "levers", "--json"]
    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert running.stdout is not None
    running.stdout.close()
    assert running.stderr is not None
    assert running.stderr.read() == ""
    running.stderr.close()
    assert running.wait(PATIENCE) == 141


PLAIN_PACKAGES = {
    *("numpy", "pydantic", "pydantic_core", "annotated_types", "typing_extensions", "typing_inspection"),
    *("yaml", "babel", "pytz", "fluent", "attr"),
}
PLAIN_ROOMS = ("cli", "language", "reading", "plan", "model", "modules", "assumptions", "sampling", "risk", "version")
PLAIN_MODULES = {
    *(
        "sim.scenario",
        "sim.scenario.scenario",
        "sim.scenario.target",
        "sim.store",
        "sim.store.kpis",
        "sim.store.place",
        "sim.store.snapshot",
    ),
    *("sim.analysis", "sim.analysis.promise"),
}


@pytest.mark.parametrize("words", [["levers"], ["plans"], ["run"], ["run", "--set", "headcount=310"]], ids=" ".join)
def test_quick_commands_import_little(words, tmp_path):
    """Root finding, distributions, the library, tables, slides and servers are paid for by the commands that use them.

    Of packages only those that read a plan, compute and write texts; of the core no analysis of futures, no file, no
    library. The machinery of a start has an end too: no process pool, no event loop, no XML, no HTTP, no archives, and
    no search for plug-ins, which brings mail and sockets.
    """
    code = (
        f"import runpy, sys; sys.argv = ['sim', *{words!r}]\ntry: runpy.run_module('sim', run_name='__main__')\n"
        "except SystemExit as end: print(end.code, *sorted(name for name, module in sys.modules.items() if module), "
        "file=sys.stderr)"
    )
    environment = {**os.environ, "SCENARIO_DB": str(tmp_path / "none.duckdb")}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    exit_code, *names = done.stderr.split()
    assert exit_code == "0"
    installed = {path.name.partition(".")[0] for path in Path(sysconfig.get_path("purelib")).iterdir()}
    packages = {name.split(".")[0] for name in names if name.split(".")[0] in installed}
    assert packages <= PLAIN_PACKAGES | {"_distutils_hack", "_virtualenv"}
    core = [name for name in names if name.startswith("sim.") and name.split(".")[1] not in PLAIN_ROOMS]
    assert set(core) <= PLAIN_MODULES
    machinery = {"argparse", "asyncio", "concurrent", "email", "http", "importlib.metadata", "logging"}
    machinery |= {"multiprocessing", "socket", "ssl", "xml", "zipfile"}
    assert not machinery & set(names)


def test_a_command_at_its_end_looks_through_no_objects_again():
    """Whoever writes a start in Python pays for its end as well: what a command made is not searched for circles."""
    code = "import gc, runpy, sys; sys.argv = ['sim', 'levers']\ntry: runpy.run_module('sim', run_name='__main__')"
    code += "\nexcept SystemExit: print(gc.get_freeze_count(), gc.get_threshold()[0], file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    frozen, threshold = map(int, done.stderr.split())
    assert frozen > 10_000
    assert threshold >= 50_000


def test_a_plan_that_cannot_be_read_is_named_beside_the_others(tmp_path, monkeypatch, sim):
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "plan.yaml").write_text("id: broken", encoding="utf-8")
    plans = Catalogue([Folder(SHIPPED), Folder(tmp_path)])
    monkeypatch.setattr("sim.plan.catalogue.open_catalogue", lambda: plans)
    monkeypatch.setattr("sim.cli.plans.open_catalogue", lambda: plans)
    found = json.loads(sim("plans", "--json"))
    assert [one["id"] for one in found] == ["growth-2026", "digital-2026", "growth-2026-v2", "halfyear-2025", "broken"]
    assert set(found[-1]) == {"id", "problem"}
    for language in ("en", "zh"):
        text = sim("plans", "--language", language)
        assert "growth-2026" in text and "broken" in text and "levers.yaml" in text


@pytest.mark.parametrize(("value", "fits"), [(2**63 - 1, True), (1 - 2**63, True), (2**63, False), (-(2**63), False)])
def test_whole_numbers_are_read_as_far_as_the_library_can_hold_them(value, fits):
    """DuckDB's whole numbers have 64 bits; a larger one is refused in words, before any command sees it."""
    option = Option("seed", "cli-option-seed", kind="whole", value="S")
    if fits:
        assert _read(option, str(value)) == value
    else:
        with pytest.raises(CliError) as refused:
            _read(option, str(value))
        assert refused.value.key == "error-cli-whole" and refused.value.arguments["option"] == "--seed"


def test_heads_of_tables_and_what_commands_do_begin_with_a_capital(capsys):
    lines = printed(capsys, "--language", "en", "--help").splitlines()
    told = [line.split(maxsplit=1)[1] for line in lines if line.startswith("  ") and not line.startswith("  --")]
    assert told and [line for line in told if line[0].islower()] == []
    for words, head in (("levers", "Rests on"), ("sources", "Used by"), ("audit", "Severity")):
        assert head in printed(capsys, "--language", "en", words)
