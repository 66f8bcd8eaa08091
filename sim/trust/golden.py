"""The golden cases of a plan pack, run now: do the published numbers of this model version still come out?"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from sim.modules.rules import ON
from sim.plan import Plan
from sim.plan.complaints import plan_error
from sim.plan.pack import one_of
from sim.plan.schema import Strict
from sim.plan.yaml_text import read_yaml
from sim.scenario import Scenario

FILE = "golden.yaml"


class Series(Strict):
    unit: Literal["CNY_m"]
    tolerance: Annotated[float, Field(gt=0)]
    values: list[float]


class Fitted(Strict):
    assumption: Annotated[str, Field(alias="parameter")]
    value: float
    tolerance: Annotated[float, Field(gt=0)]
    unit: str


class Case(Strict):
    id: str
    preset: Literal["baseline", "plan"]
    add: dict[str, float] = Field(default_factory=dict)
    modules: list[str] | None = None  # those that are on; by default all that the plan switches on
    rules: list[str] = Field(default_factory=list)  # those that are switched on; by default none
    revenue: Series | None = None
    operating_profit: Series | None = None

    def series(self) -> Iterator[tuple[str, Series]]:
        """Give the measures that are published, with their numbers."""
        yield from ((name, value) for name, value in self if isinstance(value, Series))


class GoldenFile(Strict):
    plan: str
    model_version: str
    assumptions: str
    fitted: Fitted | None = None
    cases: list[Case]


def read_golden(plan: Plan) -> GoldenFile | None:
    """Return the golden cases that a pack holds of its own plan; cases copied with a pack speak of the other one."""
    content = read_yaml(plan.extras[FILE], FILE) if FILE in plan.extras else None
    if not isinstance(content, dict) or content.get("plan") != plan.id:
        return None
    try:
        file = GoldenFile.model_validate(content)
    except ValidationError as problem:
        raise plan_error(problem, FILE, "") from problem
    one_of(file.assumptions, plan.assumption_sets, FILE, "assumptions")
    if file.fitted:
        one_of(file.fitted.assumption, plan.assumptions, FILE, "fitted.parameter")
    for case in file.cases:
        for metric, series in case.series():
            one_of(len(series.values), (len(plan.years),), FILE, f"cases.{case.id}.{metric}.values")
        for family in case.add:
            one_of(family, {lever.family for lever in plan.levers.values()}, FILE, f"cases.{case.id}.add")
        for id in case.modules or ():
            one_of(id, plan.modules, FILE, f"cases.{case.id}.modules")
        for id in case.rules:
            one_of(id, plan.policies, FILE, f"cases.{case.id}.rules")
    return file


@dataclass(frozen=True)
class GoldenRow:
    """One published number and today's.

    Attributes
    ----------
    case : str
        Case id; "fit" for the fitted assumption.
    year : int or None
    """

    case: str
    metric: str
    year: int | None
    published: float
    computed: float
    tolerance: float

    @property
    def holds(self) -> bool:
        return abs(self.computed - self.published) <= self.tolerance


@lru_cache(maxsize=8)
def golden_rows(plan: Plan) -> tuple[GoldenRow, ...]:
    """Return every published number of the plan's golden cases; empty for a plan, or model version, without any.

    Raises
    ------
    PlanError
        The file breaks a rule: names the key and what is allowed.
    """
    file = read_golden(plan)
    if file is None or file.model_version != plan.model:
        return ()
    rows: list[GoldenRow] = []
    if file.fitted:
        found = Scenario.of(plan, "plan", file.assumptions).central_assumptions()[file.fitted.assumption]
        rows.append(GoldenRow("fit", file.fitted.assumption, None, file.fitted.value, found, file.fitted.tolerance))
    for case in file.cases:
        on = plan.modules if case.modules is None else {id: plan.modules[id] for id in case.modules}
        scenario = Scenario.of(
            dataclasses.replace(plan, modules=on) if on != plan.modules else plan, case.preset, file.assumptions
        )
        moved = {
            lever.id: float(scenario.levers[lever.id]) + change
            for family, change in case.add.items()
            for lever in plan.family(family)
        }
        switched = {f"rule.{id}": ON for id in case.rules}
        results = scenario.with_levers(moved | switched).run()
        for metric, series in case.series():
            for year, published, computed in zip(plan.years, series.values, results.annual(metric)[:, 0], strict=True):
                rows.append(GoldenRow(case.id, metric, year, published, float(computed), series.tolerance))
    return tuple(rows)
