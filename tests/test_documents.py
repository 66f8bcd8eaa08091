"""What README, CONTRIBUTING, SECURITY and the notes beside the code tell people to type and to open is there."""

from __future__ import annotations

import json
import re
import shlex
import sysconfig
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from apart import run_apart
from assistant_client import assistant_client

from pages.parts.room.lan import PORT, USUAL_PORT
from sim import cli
from sim.cli.command import Command, Context, parse
from sim.cli.inputs import choose
from sim.language.errors import SimError
from sim.plan import load_plan
from sim.scenario import MAX_DRAWS

ROOT = Path(__file__).resolve().parent.parent
NOTES = (*(ROOT / "deploy").glob("*.md"), ROOT / "pages" / "parts" / "stage" / "README.md")
DOCUMENTS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")] + list(NOTES)
TOOLS = Path(sysconfig.get_path("scripts"))
SETTING = re.compile(r"([A-Z][A-Z_]+)=.*")
PROGRAM = re.compile(r"(?:\.venv/bin/)?(python3?|pytest|streamlit|ruff|pyright|lint-imports|uv|pip|pip-audit|haproxy)")
TYPED = re.compile(rf"{PROGRAM.pattern} \S.*|\.venv/bin/\S+.*|\.ci/\S+.*|[A-Z][A-Z_]+=\S+")


def commands(text: str) -> Iterator[list[str]]:
    """Yield the words of every command line that a document shows: in its blocks, in its sentences, as JSON."""
    blocks = re.findall(r"```bash\n(.*?)```", text, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    lines += [one for one in re.findall(r"`([^`\n]+)`", prose) if TYPED.fullmatch(one)]
    for line in lines:
        for one in line.split("&&"):
            if words := shlex.split(one, comments=True):
                yield words
    for block in re.findall(r"```json\n(.*?)```", text, re.DOTALL):
        for server in json.loads(block)["mcpServers"].values():
            yield [server["command"], *server["args"]]


def cases() -> list[pytest.param]:  # type: ignore[valid-type]
    found = [(path, words) for path in DOCUMENTS for words in commands(path.read_text(encoding="utf-8"))]
    return [pytest.param(words, id=f"{path.relative_to(ROOT)}: {' '.join(words)}") for path, words in found]


@cache
def code() -> str:
    """Return the program and its tests as one text, without the documents and this module."""
    folders = [ROOT / name for name in ("sim", "pages", "tests", "deploy")]
    paths = [path for folder in folders for path in folder.rglob("*") if path.suffix in (".py", ".cfg")]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths if path != Path(__file__))


def names_of_tests() -> list[str]:
    return re.findall(r"def (test_\w+)", code()) + [path.stem for path in (ROOT / "tests").glob("test_*.py")]


# -- what each program takes ----------------------------------------------------------------------------------------
def check_sim(words: list[str]) -> None:
    """Read a command of `python -m sim` as the program does, up to where it would begin its work."""

    def load(command: Command) -> Command:
        found = cli.load_command(command)
        scenario = any(option.name == "preset" for option in found.options)
        begin = (lambda context: choose(context)) if scenario else (lambda context: None)
        return replace(found, run=begin if found.run else None)

    parse(cli.program(), words, Context("en"), load)
    for word in words:
        assert not word.startswith("data/") or (ROOT / word).exists(), word


def check_bench(words: list[str]) -> None:
    assert not [word for word in words if not (ROOT / "bench" / f"bench_{word}.py").is_file()]


def check_pytest(words: list[str], config: pytest.Config) -> None:
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if not word.startswith("-"):
            assert (ROOT / word.partition("::")[0]).exists(), word
            continue
        config.getoption(word)  # raises where there is none of this name
        if word in ("-n", "-m", "-k", "-p", "--dist"):
            value = rest.pop(0)
            names = set(re.findall(r"\w+", value)) - {"not", "and", "or"}
            known = {marker.partition(":")[0] for marker in config.getini("markers")}
            assert word != "-m" or names <= known, value
            assert word != "-k" or all(any(name in one for one in names_of_tests()) for name in names), value


def check_python(words: list[str], config: pytest.Config) -> None:
    if words[:1] != ["-m"]:
        assert (ROOT / words[0]).is_file(), words[0]
        return
    module, *rest = words[1:]
    match module:
        case "sim":
            check_sim(rest)
        case "bench":
            check_bench(rest)
        case "pytest":
            check_pytest(rest, config)
        case "venv":
            assert rest == [".venv"]
        case _:
            assert not rest and (ROOT / f"{module.replace('.', '/')}.py").is_file(), module


def check(words: list[str], config: pytest.Config) -> None:
    """Check one command; raises where a word of it means nothing to the program."""
    while words and (setting := SETTING.fullmatch(words[0])):
        assert re.search(rf"\b{setting[1]}\b", code()), setting[1]
        words = words[1:]
    if not words:
        return
    program, rest = words[0].removeprefix(".venv/bin/"), words[1:]
    if program in ("python", "python3"):
        return check_python(rest, config)
    if program == "pytest":
        return check_pytest(rest, config)
    own = program.startswith(".ci/")
    assert (ROOT / program).is_file() if own else (TOOLS / program).is_file() or PROGRAM.fullmatch(program), program
    files = [word for word in rest if re.search(r"\.(py|txt|lock|cfg|toml)$", word)]
    assert all((ROOT / word).is_file() for word in files), files


@pytest.mark.parametrize("words", cases())
def test_every_command_that_a_document_shows_is_understood(words, pytestconfig):
    check(words, pytestconfig)


def test_documents_show_commands():
    found = [words for path in DOCUMENTS for words in commands(path.read_text(encoding="utf-8"))]
    lines = [" ".join(words) for words in found]
    assert sum("-m sim " in line for line in lines) >= 20
    for part in (
        "-m bench",
        "pytest -n auto",
        "streamlit run app.py",
        "install_packages.py",
        "-m sim mcp",
        "DATABASE_URL=",
    ):
        assert any(part in line for line in lines), part


@pytest.mark.parametrize(
    "line",
    [
        ".venv/bin/python -m sim run --preset plan --sett headcount=310",
        ".venv/bin/python -m sim run --preset plan --set headcounts=310",
        "python -m sim rn",
        "python -m sim risk --risk subsidy_halfed=on",
        "python -m sim learn data/examples/nowhere.csv",
        "python -m bench modell",
        ".venv/bin/pytest -q tests/test_nothing.py",
        ".venv/bin/pytest --throughly",
        '.venv/bin/pytest -m "not browsers"',
        ".venv/bin/pytest -k no_such_test_anywhere",
        "streamlit run apps.py",
        "python tests/install_all.py",
        "SCENARIO_DBS=/path/to/file streamlit run app.py",
        ".venv/bin/lint-import",
        ".ci/runs",
    ],
)
def test_a_slip_in_a_command_is_found(line, pytestconfig):
    with pytest.raises((AssertionError, SimError, ValueError)):
        check(shlex.split(line), pytestconfig)


# -- what README states -----------------------------------------------------------------------------------------------
def stated(pattern: str) -> tuple[str, ...]:
    """Return the parts of README's one sentence of this form."""
    text = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    (found,) = re.finditer(pattern, text)
    return found.groups()


def test_the_plan_that_readme_begins_with_is_the_shipped_one():
    plan = load_plan()
    base, first, goal, last = stated(r"from CNY ([\d.]+) bn \((\d{4})\) to ([\d.]+) bn \((\d{4})\)")
    assert (int(first), int(last)) == (plan.base_year, plan.headline.year)
    assert float(base) == round(plan.base_revenue.sum() / 1000, 2)
    assert (float(goal), plan.headline.metric) == (plan.headline.value / 1000, "revenue")


def test_the_app_opens_where_readme_says_and_on_this_machine_alone():
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["server"]
    assert stated(r"open http://(\S+):(\d+)\.") == (settings["address"], str(settings["port"]))
    assert settings["address"] == "127.0.0.1"


def test_a_room_is_opened_at_the_port_that_readme_names():
    assert stated(r"`(SCENARIO_ROOM_\w+)`, (\d+)\)") == (PORT, str(USUAL_PORT))


def test_scenarios_take_as_many_futures_as_readme_says():
    (power,) = stated(r"past 2\^(\d+) futures")
    assert 2 ** int(power) == MAX_DRAWS


def test_readme_names_the_tools_of_the_assistant():
    async def names() -> set[str]:
        async with assistant_client("en", False) as client:
            return {tool.name for tool in (await client.list_tools()).tools}

    (listed,) = stated(r"standard streams: ([\w, ]+) as typed tools")
    words = listed.replace(" and saved scenarios", ", scenarios").split(", ")
    assert set(words) == run_apart(names)


def test_the_whole_test_command_is_the_one_that_a_clean_checkout_runs():
    (command,) = stated(r"<!-- test command --> ```bash (.*?) ```")
    assert re.search(r"tests/install\.py && \.venv/bin/pytest -n auto", command)
    assert "<!-- test command -->" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_parts_of_the_picture_are_folders():
    picture = re.findall(r"```mermaid\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)[0]
    parts = [part.split("/") for part in re.findall(r"\b(?:sim|pages)/[\w/]+(?: · \w+)*", picture)]
    folders = [Path(top, *inner[:-1], name) for top, *inner in parts for name in inner[-1].split(" · ")]
    assert len(folders) > 10
    assert not [folder for folder in folders if not (ROOT / folder).is_dir()]


# -- options and files that sentences name --------------------------------------------------------------------------
def in_sentences(pattern: str) -> list[tuple[str, str]]:
    """Return what stands in code marks and has this form, each with the document that says it."""
    return [
        (path.name, one)
        for path in DOCUMENTS
        for one in re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", path.read_text("utf-8"), flags=re.DOTALL))
        if re.fullmatch(pattern, one)
    ]


def option_names(command: Command) -> set[str]:
    own = cli.load_command(command)
    return {option.name for option in own.options}.union(*(option_names(one) for one in own.commands))


def test_every_option_that_a_sentence_names_is_one(pytestconfig):
    known = set().union(*(option_names(command) for command in cli.program().commands))
    named = in_sentences(r"--[a-z-]+( .*)?")
    assert named
    for document, text in named:
        name = text.split()[0]
        if name.removeprefix("--") not in known:
            pytestconfig.getoption(name)  # raises where there is none of this name
            assert document == "CONTRIBUTING.md"


def test_every_setting_that_a_sentence_names_is_read_somewhere():
    named = in_sentences(r"[A-Z]+_[A-Z_]+(=.*)?")
    assert len(named) > 10
    assert not [one for one in named if not re.search(rf"\b{one[1].partition('=')[0]}\b", code())]


def test_every_file_that_a_sentence_names_is_there():
    made = {"data/store/"}  # by the program, when it saves
    named = in_sentences(r"(?:sim|pages|data|tests|bench|deploy|static)/[\w./*-]*")
    assert len(named) > 80
    missing = [
        (document, path) for document, path in named if path not in made and not list(ROOT.glob(path.rstrip("/")))
    ]
    assert not missing
