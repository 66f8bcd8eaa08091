"""The names analysts import from `sim`: README's example gives what it says, each name exists, and asking is cheap."""

from __future__ import annotations

import ast
import doctest
import importlib
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import sim
from sim.analysis.differences import Entrant
from sim.export.files import KINDS
from sim.language.errors import FormatError
from sim.plan import load_plan
from sim.scenario import Scenario

ROOT = Path(__file__).resolve().parent.parent
HOMES = {"sim.version", *sim._HOMES.values()}


def test_the_example_of_the_readme_gives_what_it_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert blocks, "README shows the names at work"
    for block in blocks:
        example = doctest.DocTestParser().get_doctest(block, {}, "README", "README.md", 0)
        assert example.examples
        assert not doctest.DocTestRunner().run(example).failed
    assert zipfile.is_zipfile(tmp_path / "lean.xlsx")


@pytest.mark.parametrize("name", sim.__all__)
def test_every_public_name_is_there(name):
    assert name in dir(sim)
    value = getattr(sim, name)
    if name != "MODEL_VERSION":
        assert value is getattr(importlib.import_module(sim._HOMES[name]), name)


def test_what_an_analyst_prints_can_be_read():
    """A scenario holds its plan; written out whole it was some 300,000 letters, in messages of failed tests too."""
    plan = sim.load_plan("growth-2026")
    assert repr(plan) == f"Plan('growth-2026', hash {plan.hash[:8]})"
    assert len(repr(sim.Scenario.of(plan))) < 2_000


def test_the_names_are_listed_once():
    assert set(sim.__all__) == {"MODEL_VERSION", *sim._HOMES}
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        sim.nonsense  # noqa: B018


@pytest.mark.parametrize("path", sorted((ROOT / "sim" / "cli").rglob("*.py")), ids=lambda path: path.stem)
def test_the_command_line_takes_public_names_from_the_package(path):
    """What analysts are offered is what commands are written with, so that no name of it goes unused or stale."""
    imports = [one for one in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(one, ast.ImportFrom)]
    deeper = [(one.lineno, name.name) for one in imports if one.module in HOMES for name in one.names]
    assert not [f"{path.name}:{line} {name}" for line, name in deeper if name in sim.__all__]


def test_importing_the_package_imports_nothing_heavy():
    """A command line that lists levers pays for levers alone."""
    code = "import sys, sim; print([name for name in ('numpy', 'scipy', 'pydantic', 'duckdb') if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_file_is_written(kind, tmp_path):
    target = tmp_path / f"one{kind}"
    sim.export_file({"One": Scenario.of(load_plan(), draws=256)}, target)
    start = {
        ".pptx": b"PK",
        ".pdf": b"%PDF",
        ".xlsx": b"PK",
        ".parquet": b"PAR1",
        ".csv": b"\xef\xbb\xbf",
        ".json": b"{",
    }[kind]
    assert target.read_bytes().startswith(start)
    assert [path.name for path in tmp_path.iterdir()] == [target.name], "no draft is left behind"


@pytest.mark.parametrize(
    ("target", "key"),
    [("one.doc", "error-export-kind"), ("two.json", "error-export-one"), ("nowhere/one.csv", "error-cli-file")],
)
def test_what_cannot_be_written_is_refused(target, key, tmp_path):
    scenario = Scenario.of(load_plan())
    two = [Entrant(name, scenario) for name in ("A", "B")]
    with pytest.raises(FormatError) as caught:
        sim.export_file(two, tmp_path / target)
    assert caught.value.key == key
    assert not list(tmp_path.iterdir())
