"""An assistant asks: the tools as the protocol's own client sees them, answers, refusals, and what may be written."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from apart import run_apart
from assistant_client import assistant_client

from sim.cli.assistant.inputs import ScenarioInput
from sim.plan import load_plan
from sim.scenario import Scenario
from tests.command_line import printed

ROOT = Path(__file__).resolve().parent.parent


def call(tool: str, language: str = "en", write: bool = False, **arguments: Any) -> Any:
    """Return the result of one call, over the protocol but without a process."""

    async def talk() -> Any:
        async with assistant_client(language, write) as client:
            return await client.call_tool(tool, arguments)

    return run_apart(talk)


def json_of(capsys: pytest.CaptureFixture[str], *command: str) -> Any:
    return json.loads(printed(capsys, *command, "--json"))


def answer(tool: str, **arguments: Any) -> dict[str, Any]:
    found = call(tool, **arguments)
    assert not found.is_error, found.content
    return found.structured_content


def test_a_run_says_what_the_command_says_with_units_and_provenance(capsys):
    found = answer("run", scenario={"preset": "plan", "levers": {"headcount": 300}, "assume": {"realisation": 0.9}})
    command = json_of(capsys, "run", "--preset", "plan", "--set", "headcount=300", "--assume", "realisation=0.9")
    assert found["answer"] == command
    assert found["units"]["revenue"] == "CNY_m"
    assert found["units"]["headcount"] == "persons"
    scenario = Scenario.of(load_plan(), "plan").with_levers({**load_plan().presets["plan"], "headcount": 300.0})
    assert found["provenance"] == vars(scenario.with_own_assumptions({"realisation": 0.9}).provenance())


@pytest.mark.parametrize(
    ("tool", "arguments", "command"),
    [
        ("plans", {}, ["plans"]),
        ("levers", {"plan": "growth-2026"}, ["levers", "--plan", "growth-2026"]),
        ("sources", {"query": "D1-028"}, ["sources", "D1-028"]),
        ("audit", {"document": "D5"}, ["audit", "--document", "D5"]),
        (
            "stress",
            {"scenario": {"draws": 256, "levers": {"hire_mix": [0.2, 0.1, 0.1, 0.35, 0.25]}}},
            ["stress", "--draws", "256", "--set", "hire_mix=0.2,0.1,0.1,0.35,0.25"],
        ),
        (
            "risk",
            {"scenario": {"draws": 256, "risks": {"price_war": "on"}, "seed": 4}},
            ["risk", "--no-sobol", "--draws", "256", "--risk", "price_war=on", "--seed", "4"],
        ),
        (
            "compare",
            {"scenarios": ["preset:plan", "preset:baseline"], "metric": "operating_profit"},
            ["compare", "preset:plan", "preset:baseline", "--metric", "operating_profit"],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_tool_answers_as_its_command_does(tool, arguments, command, capsys):
    found = answer(tool, **arguments)
    assert found["answer"] == json_of(capsys, *command)
    assert found["units"]
    grounds = found["provenance"]
    if "plans" in grounds:
        assert grounds["model_version"] == {id: load_plan(id).model for id in grounds["plans"]}
    else:
        assert grounds["model_version"] == load_plan(grounds["plan"]).model


def test_solving_hands_on_every_bound(capsys):
    within = {"lock": ["pace"], "at_most": {"headcount": 330}, "effort": 1.1}
    found = answer("solve", question="lever", scenario={"target": 2400}, within=within)["answer"]
    options = ["--lock", "pace", "--at-most", "headcount=330", "--effort", "1.1"]
    command = json_of(capsys, "solve", "lever", "--target", "2400", *options)
    drop = {"seconds"}
    assert {k: v for k, v in found.items() if k not in drop} == {k: v for k, v in command.items() if k not in drop}


@pytest.mark.parametrize(
    ("language", "arguments", "said"),
    [
        ("en", {"scenario": {"levers": {"headcounts": 300}}}, "headcounts"),
        ("en", {"scenario": {"levers": {"headcount": 9000}}}, "500"),
        ("zh", {"scenario": {"plan": "--json"}}, "--json"),
        ("en", {"scenario": {"assume": {"x=1 --risk": 2.0}}}, "x"),
        ("en", {"scenario": {"no_such_field": 1}}, "no_such_field"),
        ("en", {"scenario": {"plan": "../../etc/passwd"}}, "There is no plan"),
        ("en", {"scenario": {"scenario": "' OR 1=1 --"}}, "no saved scenario"),
        ("en", {"scenario": {"draws": 10**9}}, "1048576"),
        ("en", {"scenario": {"levers": {"hire_mix": [0.2] * 10_000}}}, "5 shares"),
    ],
)
def test_a_wrong_question_is_refused_in_words(language, arguments, said):
    found = call("run", language, **arguments)
    assert found.is_error
    text = "".join(part.text for part in found.content)
    assert said in text
    assert "Traceback" not in text


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [("sources", {"query": "a " * 100_000}), ("audit", {"document": "x" * 100_000}), ("levers", {"plan": "x" * 1000})],
)
def test_what_is_endless_is_refused_before_it_is_looked_for(tool, arguments):
    found = call(tool, **arguments)
    assert found.is_error
    assert "at most 300 characters" in "".join(part.text for part in found.content)


def test_a_small_number_is_read_as_it_is_meant():
    small = ScenarioInput(assume={"realisation": 5e-05}, levers={"hire_mix": [1e-07, 0.5], "pace": "linear"}, seed=4)
    assert small.words() == [
        "--set=hire_mix=0.0000001,0.5", "--set=pace=linear", "--assume=realisation=0.00005", "--seed=4",
    ]  # fmt: skip


def test_it_only_reads_unless_told(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "library.duckdb"))

    async def tools(write: bool) -> dict[str, Any]:
        async with assistant_client("en", write) as client:
            return {tool.name: tool for tool in (await client.list_tools()).tools}

    reading, writing = run_apart(tools, False), run_apart(tools, True)
    assert set(writing) - set(reading) == {"save"}
    assert all(tool.annotations.read_only_hint for tool in reading.values())
    assert not writing["save"].annotations.read_only_hint
    saved = call("save", write=True, name="From the assistant", scenario={"levers": {"headcount": 320}})
    assert not saved.is_error, saved.content
    assert saved.structured_content["answer"]["name"] == "From the assistant"
    listed = json_of(capsys, "scenarios", "list")
    assert [one["name"] for one in listed["scenarios"]] == ["From the assistant"]
    opened = answer("run", scenario={"scenario": "From the assistant"})["answer"]
    assert opened["levers"]["headcount"] == 320


def test_the_process_speaks_the_protocol_on_its_standard_streams():
    from mcp import Client, StdioServerParameters, stdio_client

    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "sim", "mcp", "--language", "zh"],
        cwd=ROOT,
        env={key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "LANG")},
    )

    async def talk() -> tuple[set[str], Any]:
        async with Client(stdio_client(server, errlog=sys.__stderr__)) as client:
            names = {tool.name for tool in (await client.list_tools()).tools}
            return names, await client.call_tool("sources", {"query": "lever:headcount"})

    names, found = run_apart(talk)
    assert {"plans", "levers", "run", "compare", "risk", "solve", "audit", "sources"} <= names
    assert "人" in json.dumps(found.structured_content, ensure_ascii=False)
