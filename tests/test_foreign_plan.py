"""A plan of another company: no page, file or command shows a name, year or amount of the first plan."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import nordwind
import numpy as np
import pytest
from apart import run_apart
from assistant_client import assistant_client
from command_line import printed
from file_texts import file_text
from first_plan import ROOT, clean, forbidden, shared_texts
from page_text import PLANS, drawn, shown
from patience import wait_until
from spoken import spoken
from streamlit.elements.widgets.button import ButtonMixin
from streamlit.testing.v1 import AppTest

from bench.shape_law import run_out, turn_to
from pages.parts.export_files import KEPT, KINDS, SLOT
from pages.parts.navigation import PAGES
from pages.parts.plans import new
from pages.parts.room import console
from pages.parts.room.hall import hall
from pages.parts.session import fresh
from pages.parts.stage.frame import content
from sim.analysis.differences import Entrant
from sim.audit import template as audit_template
from sim.cli import load_command, program
from sim.cli.command import Command
from sim.export.board import Board
from sim.export.brief import drawing
from sim.export.report import make_report
from sim.language import languages
from sim.plan import Plan, catalogue, load_plan, questions
from sim.room import outcome
from sim.room.room import Room, digest
from sim.scenario import Scenario
from sim.scenario.history import History
from sim.store import open_store
from sim.track.ledger import Ledger
from sim.track.measures import Series

DRAWS = 256
MOMENT = dt.datetime(2056, 2, 1, tzinfo=dt.UTC)
pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture(scope="module")
def other(tmp_path_factory) -> Iterator[Plan]:
    """Return the second plan, at home in this process beside the first; its library holds what pages speak of."""
    folder = nordwind.make_plan(tmp_path_factory.mktemp("plans"))
    nordwind.add_modules(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(catalogue.FOLDERS, str(folder))
        # Other tests of this process save what speaks of the first plan.
        patch.setenv("SCENARIO_DB", str(tmp_path_factory.mktemp("library") / "scenarios.duckdb"))
        catalogue.open_catalogue.cache_clear()
        plan = load_plan(nordwind.ID)
        open_store().save(lean(plan), "Lean")
        Ledger(open_store().database).record(plan, figures(plan), by="Nora")
        yield plan
        open_store().close()
    catalogue.open_catalogue.cache_clear()


def lean(plan: Plan) -> Scenario:
    return Scenario.of(plan, "plan").with_settings(draws=DRAWS, seed=1).with_levers({"headcount": 310.0})


def figures(plan: Plan) -> list[tuple[Series, str, float | None]]:
    """Return what was reported of two quarters."""
    path = lean(plan).run().revenue[:2, :, 0]
    return [
        (Series("revenue", region, ""), plan.quarters[quarter], round(float(path[quarter, place]), 3))
        for quarter in range(2)
        for place, region in enumerate(plan.regions)
    ]


def test_the_first_plan_would_be_noticed():
    """The search finds what it looks for, so that silence means something."""
    for text in ("Sales reps, end 2026", "in the West", "by 2026", "2026.", "CNY 2.50 bn", "25.00 亿元", "华东", "D3"):
        assert [*forbidden().places(text)], text
    for text in ("growth-2026", "§4.3 of D1-017", "1520"):
        assert [*forbidden().places(text)], text
    assert [*forbidden().places(file_text("a.csv", b"revenue,2026,1\n"))]
    assert not [*forbidden().places("0.2026 D6 20260 12024 1.2500")]


def test_no_shared_text_names_the_first_plan():
    """Also those that no page and no command shows in this test: complaints, what is rarely the case."""
    text = shared_texts().replace("North America", "")
    assert not {
        match[0]: match.string[match.start() - 60 : match.end()]
        for match in forbidden().numbers_and_names.finditer(text)
    }


# -- pages ------------------------------------------------------------------------------------------------------------
OPENED = {
    "plans": ("plans-new", "plans-target-nordwind", "plans-target-close", "plans-edit-nordwind"),
    "customers": ("customers-example",),
}
"""Buttons that open what a page shows only when asked, one after the other."""
FILES = {
    "MODEL.md": "the document of the model, with the numbers of the plan it ships with",
    **dict.fromkeys((f"{id}.{ending}" for id in PLANS for ending in ("zip", "xlsx")), "the other plans of the list"),
}
"""Files that speak of the first plan, and why they may."""


@pytest.fixture
def in_their_time(monkeypatch) -> None:
    """Let what begins with a year of the clock begin in the second plan's."""

    class Later(dt.date):
        @classmethod
        def today(cls) -> dt.date:
            return MOMENT.date()

    clock = SimpleNamespace(**vars(dt) | {"date": Later})
    for module in (questions, new, audit_template):
        monkeypatch.setattr(module, "dt", clock)


@pytest.fixture
def offered(monkeypatch) -> dict[str, Any]:
    """Return the files that pages offer while they run, by name: their content, what makes it, None when read."""
    files: dict[str, Any] = {}
    draw = ButtonMixin._download_button

    def keep(self, label, data, file_name=None, *rest, **options):
        if not options.get("disabled") and file_name not in FILES:
            files.setdefault(file_name, data)
        return draw(self, label, data, file_name, *rest, **options)

    monkeypatch.setattr(ButtonMixin, "_download_button", keep)
    return files


def look(app: AppTest, offered: dict[str, Any], where: str) -> None:
    """Fail where what a page shows, or a file that it offers, names the first plan."""
    clean(shown(app), where)
    for name, data in offered.items():
        if data is not None:
            content = data() if callable(data) else data
            content = content.read() if hasattr(content, "read") else content
            clean(file_text(name, content if isinstance(content, bytes) else content.encode()), f"{where}: {name}")
            offered[name] = None


@pytest.mark.parametrize("language", languages())
def test_no_page_or_file_shows_the_first_plan(other, language, offered, in_their_time):
    """Every page in every language, what its buttons open, and every file that it offers."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.query_params["lang"] = language
    work = dataclasses.replace(fresh(other), scenario=lean(other))
    app.session_state["workspace"] = History.start(work)
    app.session_state[console.SHOWN] = workshop(other).id
    app.run()
    assert not app.exception, app.exception
    assert app.session_state["workspace"].now.scenario.plan_id == nordwind.ID
    for page in (one.id for one in PAGES):
        offered.clear()
        turn_to(app, page)
        assert len(shown(app)) > 500, page
        look(app, offered, f"{page} ({language})")
        for button in OPENED.get(page, ()):
            app.button(key=button).click()
            run_out(app)
            look(app, offered, f"{page}, {button} ({language})")
        if any(one.key == "export-pptx" for one in app.button):
            make_files(app, offered, [*KINDS] if page == "risk" else ["pptx", "xlsx"], f"{page} ({language})")
    report = make_report([Entrant("Lean", lean(other))], spoken(language, other), MOMENT)
    clean(file_text("brief.svg", drawing(report, Board(report)).svg().encode()), f"brief ({language})")
    stage = drawn(content(other, "revenue", spoken(language, other)))
    clean(json.dumps(stage, ensure_ascii=False), "stage")


def make_files(app: AppTest, offered: dict[str, Any], kinds: Sequence[str], where: str) -> None:
    """Ask a page for files of its scenarios; its tray offers them."""
    for start in range(0, len(kinds), KEPT):
        some = kinds[start : start + KEPT]
        for kind in some:
            app.button(key=f"export-{kind}").click()
        app.run()
        jobs = app.session_state[SLOT]
        wait_until(lambda jobs=jobs: not any(job.running for job in jobs), where)
        assert [job.content is not None for job in jobs] == [True] * len(some), [job.problem for job in jobs]
        app.run()
        assert offered.keys() >= {job.file_name for job in jobs}
        look(app, offered, where)
        jobs.clear()


def workshop(plan: Plan) -> Room:
    """Open a room in which two people have answered a question of each kind."""
    live = hall.live(hall.rooms().open("Review", plan).id)
    scenario = lean(plan)
    for number in range(2):
        hall.happen(live, "seat", {"token": digest(f"{live.room.id} {number}")})
    asked: list[tuple[Any, dict[str, Any]]] = [
        (outcome.predict_question(scenario), {"value": 30000.0}),
        (
            outcome.estimate_question(plan, "assumption", "elasticity"),
            {"low": 0.1, "best": 0.2, "high": 0.3, "sure": 0.8},
        ),
        (outcome.levers_question(scenario, ["headcount"]), {"levers": {"headcount": 300.0}, "result": 30000.0}),
    ]
    for number, (question, given) in enumerate(asked, start=1):
        hall.happen(live, "ask", question.model_dump(mode="json"))
        for seat in (1, 2):
            hall.happen(live, "answer", {"round": number, "seat": seat, "answer": given})
        hall.happen(live, "reveal", {})
    return live.room


# -- commands ---------------------------------------------------------------------------------------------------------
def leaves(command: Command, path: tuple[str, ...] = ()) -> Iterator[str]:
    """Give every command that can be run by its words: "plans", "plans check"."""
    command = load_command(command) if path else command
    if command.run is not None:
        yield " ".join(path)
    for one in command.commands:
        yield from leaves(one, (*path, one.name))


OF_PLAN = ["--plan", nordwind.ID]
FEW = [*OF_PLAN, "--draws", str(DRAWS)]
ASK = [*FEW, "--target", "30000"]
CASES: dict[str, list[list[str]]] = {
    "run": [FEW, [*FEW, "--json"], [*FEW, "--csv", "run.csv"], [*FEW, "--parquet", "run.parquet"]],
    "levers": [OF_PLAN, [*OF_PLAN, "--json"]],
    "plans": [[]],
    "plans check": [["packs/nordwind"]],
    "plans import": [["packs/nordwind", "--as", "north-wind"]],
    "plans export": [["nordwind", "--to", "plan.zip"], ["nordwind", "--to", "plan.xlsx"]],
    "plans template": [["--to", "template.xlsx"]],
    "plans next": [["nordwind"], ["nordwind", "--json"]],
    "plans target": [["nordwind"], ["nordwind", "--json"], ["nordwind", "--pacing", "d3"]],
    "plans remove": [["north-wind"]],
    "scenarios save": [["Lean", *FEW, "--set", "headcount=310"]],
    "scenarios list": [[], ["--json"]],
    "scenarios show": [["Lean"], ["Lean", "--json"]],
    "scenarios history": [["Lean"]],
    "scenarios export": [["Lean", "--to", "lean.json"]],
    "scenarios import": [["lean.json"]],
    "scenarios rename": [["Lean", "Leaner"]],
    "scenarios annotate": [["Leaner", "A note"]],
    "scenarios tag": [["Leaner", "a"]],
    "scenarios delete": [["Leaner"]],
    "scenarios restore": [["Leaner"]],
    "library check": [[], ["--json"]],
    "library log": [[], ["--json"]],
    "library backup": [["library.zip"]],
    "library copy": [["--to", "copy.duckdb"]],
    "library restore": [["library.zip"]],
    "assumptions save": [["Mine", *OF_PLAN, "--assume", "elasticity=0.3"]],
    "assumptions list": [OF_PLAN, [*OF_PLAN, "--json"]],
    "assumptions delete": [["Mine", *OF_PLAN]],
    "compare": [["preset:plan", "preset:baseline", *OF_PLAN], ["preset:plan", "preset:baseline", *OF_PLAN, "--json"]],
    "export": [
        ["preset:plan", *OF_PLAN, "--to", f"file.{kind}"] for kind in ("pptx", "xlsx", "csv", "parquet", "json")
    ],
    "risk": [FEW, [*FEW, "--json"]],
    "solve lever": [ASK, [*ASK, "--json"]],
    "solve cheapest": [ASK],
    "solve frontier": [[*ASK, "--points", "2"]],
    "solve allocate": [ASK],
    "solve strategies": [ASK],
    "solve discover": [ASK],
    "stress": [FEW, [*FEW, "--subsidy"], [*FEW, "--json"]],
    "rules": [["--plan", nordwind.WITH_MODULES, "--draws", str(DRAWS)]],
    "track": [[*FEW, "--actuals", "actuals.csv"], [*FEW, "--actuals", "actuals.csv", "--json"]],
    "learn": [["earlier.csv", *OF_PLAN, "--as-read"]],
    "customers": [["list.csv", *OF_PLAN, "--money", "millions", "--as-read", "--to", "customers.xlsx"]],
    "audit": [OF_PLAN, [*OF_PLAN, "--json"], [*OF_PLAN, "--document", "N2"]],
    "evidence": [FEW],
    "sources": [OF_PLAN, ["headcount", *OF_PLAN], ["--use", *OF_PLAN], [*OF_PLAN, "--json"]],
    "facts": [],
    "sweep": [[*FEW, "--vary", "headcount=250:350:2", "--to", "sweep"]],
    "mcp": [],
}
APART = {
    "facts": "what became of the documents that come with the program; it takes no plan",
    "mcp": "speaks on standard streams: asked over the protocol",
}
"""Commands that run otherwise than the others, and why."""
WRITTEN = {".xlsx", ".csv", ".json", ".parquet", ".pptx", ".zip"}
"""Endings of what commands write."""
INPUTS = ("actuals.csv", "earlier.csv", "list.csv")


@pytest.fixture
def at_work(other, tmp_path, monkeypatch) -> Path:
    """Stand in a folder of one's own, with a library of its own and files to bring."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCENARIO_DB", str(tmp_path / "library.duckdb"))
    nordwind.make_plan(tmp_path / "packs")
    rows = [f"{one.measure},{one.region},,CNY_m,{quarter},{value}" for one, quarter, value in figures(other)]
    Path("actuals.csv").write_text("\n".join(["measure,region,item,unit,period,value", *rows]), encoding="utf-8")
    quarters = [
        f"{year}Q{quarter}" for year in range(other.base_year - 2, other.base_year + 1) for quarter in (1, 2, 3, 4)
    ]
    values = [f"{value}" for value in 250 + 5 * np.arange(12)]
    rows = [",".join(("revenue", region, "", "CNY_m", *values)) for region in other.regions]
    Path("earlier.csv").write_text(
        "\n".join([",".join(("measure,region,item,unit", *quarters)), *rows]), encoding="utf-8"
    )
    Path("list.csv").write_text("customer,date,amount\nA,2011-03-01,5\nB,2011-04-01,6\n", encoding="utf-8")
    return tmp_path


def test_every_command_has_a_case():
    assert sorted(leaves(program())) == sorted(CASES)
    assert [command for command, cases in CASES.items() if not cases] == sorted(APART)


@pytest.mark.parametrize("language", languages())
def test_no_command_shows_the_first_plan(other, language, capsys, at_work, in_their_time):
    """What every command prints, its help, and the files that it writes."""
    cited = tuple(word for id, one in other.references.items() for word in (id, one.citation, one.finding))
    for command, cases in CASES.items():
        for words in ([*command.split(), *case] for case in (["--help"], *cases)):
            said = printed(capsys, *words, "--language", language)
            if command == "plans":
                said = "\n".join(line for line in said.splitlines() if not line.startswith(PLANS))
            clean(said, f"{' '.join(words)} ({language})", cited)
    clean(run_apart(lambda: asked(language)), f"mcp ({language})", cited)
    written = [path for path in at_work.rglob("*") if path.suffix in WRITTEN]
    assert {path.suffix for path in written} == WRITTEN
    for path in written:
        clean(file_text(path.name, path.read_bytes()), f"{path.name} ({language})", cited)


async def asked(language: str) -> str:
    """Return what an assistant hears: which tools there are, and an answer to a question."""
    async with assistant_client(language, write=True) as client:
        tools = await client.list_tools()
        answer = await client.call_tool("run", {"scenario": {"plan": nordwind.ID, "draws": DRAWS}})
        assert not answer.is_error, answer.content
        return f"{tools.model_dump_json(indent=1)}\n{answer.model_dump_json(indent=1)}"
