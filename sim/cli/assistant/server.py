"""The server: one tool a question, over standard input and output. It writes nothing unless started to write."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from sim import MODEL_VERSION, SimError
from sim.cli.assistant.answers import Answer, ask
from sim.cli.assistant.inputs import ScenarioInput, SolveInput, options

READING = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
WRITING = ToolAnnotations(read_only_hint=False, destructive_hint=False, idempotent_hint=False, open_world_hint=False)

INSTRUCTIONS = """\
A simulator of a company's sales plan. `promise` is one run in which the measures bring what the plan needs of them;
`likely` is what simulated futures say, with a chance and its standard error. Never quote the promise as a forecast.
Every answer names the unit of each measure and lever under `units`, and under `provenance` what reproduces it.
Ids of facts lead to documents: ask `sources` with them. Where documents contradict each other, `audit` says so."""

Question = Literal["lever", "cheapest", "frontier", "allocate", "discover"]
LONGEST = 300
"""Characters of a question in words: what is longer takes minutes to look for, and says no more."""
PlanId = Annotated[
    str | None,
    Field(max_length=LONGEST, description="Plan id; the tool `plans` lists them. Without it, the usual plan."),
]


def make_server(language: str, write: bool = False) -> MCPServer:
    """Return the server with its tools.

    Parameters
    ----------
    language
        Id of the language of sentences and complaints.
    write
        Whether there is a tool that saves scenarios in the library.
    """
    server = MCPServer("scenario-lab", version=MODEL_VERSION, instructions=INSTRUCTIONS, log_level="ERROR")

    def answer(make: Callable[[], Answer]) -> Answer:
        try:
            return make()
        except SimError as problem:
            raise ToolError(problem.text(language)) from problem

    @server.tool(annotations=READING)
    def plans() -> Answer:
        """List the plans: years, regions, presets, assumption sets, risk cases."""
        return answer(lambda: ask(["plans"], language))

    @server.tool(annotations=READING)
    def levers(plan: PlanId = None) -> Answer:
        """List the levers of a plan: unit, range, step, value today and as planned, and the facts they come from."""
        return answer(lambda: ask(["levers"], language, options({"plan": plan})))

    @server.tool(annotations=READING)
    def run(scenario: ScenarioInput) -> Answer:
        """Run a scenario: by year and quarter as promised, and the chance of its target over simulated futures."""
        return answer(lambda: ask(["run"], language, scenario=scenario.words()))

    @server.tool(annotations=READING)
    def compare(
        scenarios: Annotated[
            list[str], Field(min_length=2, description="Names of saved scenarios, or preset:plan, preset:baseline.")
        ],
        base: Annotated[str | None, Field(description="The one to measure against; the first by default.")] = None,
        metric: Annotated[str | None, Field(description="Measure the bridge explains; revenue by default.")] = None,
        year: Annotated[int | None, Field(description="Year the bridge explains; the last by default.")] = None,
        region: Annotated[str | None, Field(description="Region the bridge explains; else the company.")] = None,
        plan: PlanId = None,
    ) -> Answer:
        """Compare scenarios: what differs, what it does to each measure, why, and the chance of doing better."""
        said = options({"base": base, "metric": metric, "year": year, "region": region, "plan": plan})
        return answer(lambda: ask(["compare"], language, said, arguments=scenarios))

    @server.tool(annotations=READING)
    def risk(
        scenario: ScenarioInput,
        variance_split: Annotated[bool, Field(description="Also split the variance by cause; takes seconds.")] = False,
    ) -> Answer:
        """Say how likely the target is, the spread, what each risk case costs, and which countermeasures pay."""
        said = [] if variance_split else ["--no-sobol"]
        return answer(lambda: ask(["risk"], language, said, scenario=scenario.words()))

    @server.tool(annotations=READING)
    def stress(scenario: ScenarioInput) -> Answer:
        """Run a scenario under every stress preset, such as a subsidy cut."""
        return answer(lambda: ask(["stress"], language, scenario=scenario.words()))

    @server.tool(annotations=READING)
    def solve(question: Question, scenario: ScenarioInput, within: SolveInput | None = None) -> Answer:
        """Ask what the scenario's target would take.

        lever: each lever alone. cheapest: the cheapest set of decisions. frontier: what more safety costs. allocate:
        where people and money should go at the same totals, and what to cut first. discover: when it fails.
        """
        said = within.words() if within else []
        return answer(lambda: ask(["solve", question], language, said, scenario=scenario.words()))

    @server.tool(annotations=READING)
    def audit(
        plan: PlanId = None,
        document: Annotated[str | None, Field(max_length=LONGEST, description="Only this document, by its id.")] = None,
    ) -> Answer:
        """Say which numbers in the plan's documents cannot all hold, and why the rest was not checked."""
        return answer(lambda: ask(["audit"], language, options({"plan": plan, "document": document})))

    @server.tool(annotations=READING)
    def sources(
        query: Annotated[
            str, Field(max_length=LONGEST, description="Words to find, the id of a fact, or lever:headcount.")
        ],
        plan: PlanId = None,
    ) -> Answer:
        """Find where a number comes from, and what rests on a source."""
        return answer(lambda: ask(["sources"], language, options({"plan": plan}), arguments=query.split()))

    @server.tool(annotations=READING)
    def scenarios() -> Answer:
        """List the scenarios saved in the library."""
        return answer(lambda: ask(["scenarios", "list"], language))

    if write:

        @server.tool(annotations=WRITING)
        def save(
            name: Annotated[str, Field(description="Its name; an existing one gets a new revision, nothing is lost.")],
            scenario: ScenarioInput,
            note: Annotated[str | None, Field(description="Why it exists.")] = None,
        ) -> Answer:
            """Save a scenario in the library under a name."""
            said = options({"note": note})
            return answer(
                lambda: ask(["scenarios", "save"], language, said, scenario=scenario.words(), arguments=[name])
            )

    return server
