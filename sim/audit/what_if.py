"""What believing one side of a finding means for the model: the lever, base value, target or assumption it sets.

A finding has two sides, what is stated and what follows from the other figures. Where the quantity is one the model
has, each side becomes a setting that the app can apply in one click; where it is not, there is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from sim.audit.ledger import Finding
from sim.audit.registry import get_registry
from sim.audit.scopes import WHOLE
from sim.audit.table import FactTable
from sim.language.errors import PlanError
from sim.plan import Plan
from sim.plan.complaints import plan_error
from sim.plan.growth import compound_growth
from sim.plan.yaml_text import UniqueKeys
from sim.reading.periods import Period, read_period, year

Setting = dict[str, object]
FILE = "audit.yaml"
"""The map among a pack's optional files."""


class LeverMap(BaseModel):
    """Which quantity of the model a quantity of a plan document is: audit.yaml of a pack."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    document: str
    base_year: int
    end_year: int
    regions: dict[str, str]
    new_products: list[str]
    budget: dict[str, str]
    levers: dict[str, str]
    momentum: str


USUAL_LEVERS = {
    "headcount": "headcount",
    "lead_conversion_rate": "conversion_rate",
    "churn_rate": "churn_rate",
    "attrition_rate": "attrition_rate",
    "average_deal_size": "deal_size",
    "subsidy_rate": "subsidy_rate",
}
"""Metrics of fact tables that are levers as they stand, where a pack does not say."""


@lru_cache
def lever_map(plan: Plan) -> LeverMap:
    """Return the map that a plan's pack brings, or the one that follows from its ids.

    Raises
    ------
    PlanError
        audit.yaml breaks a rule.
    """
    text = plan.extras.get(FILE)
    if text is None:
        return LeverMap(
            document=plan.document,
            base_year=plan.base_year,
            end_year=plan.years[-1],
            regions={region: region for region in plan.regions},
            new_products=["new products"],
            budget={category: category for category in plan.categories},
            levers={metric: lever for metric, lever in USUAL_LEVERS.items() if lever in plan.levers},
            momentum="momentum",
        )
    try:
        return LeverMap.model_validate(yaml.load(text, UniqueKeys))  # noqa: S506 (a safe loader)
    except yaml.YAMLError as problem:
        raise PlanError("error-plan-yaml", file=FILE, problem=str(problem).replace("\n", " ")) from problem
    except ValidationError as problem:
        raise plan_error(problem, FILE, "") from problem


def what_if(table: FactTable, finding: Finding, spec: LeverMap | None) -> tuple[dict[str, object], ...] | None:
    """Return the settings of the stated and of the implied side, or None where the model has no such quantity.

    Parameters
    ----------
    spec : the plan that the figures are believed in; without one there is nothing to set

    Returns
    -------
    tuple of {"side": "stated" | "implied", "facts": ids, "set": [{"kind", "id", "value"}]}
        kind: lever, base (revenue of the base year by region), target or assumption; values in the model's units
        (fractions, CNY_m, persons). Values may lie outside a lever's range: the side asks for just that.
    """
    claim = finding.claim
    if (
        spec is None
        or spec.document != claim.facts[0].document
        or finding.identity
        in (
            "two-dates",
            "dated-early",
            "date-passed",
            "date-future",
            "date-impossible",
            "value-range",
        )
    ):
        return None
    reader = _Reader(table, claim.subject.entity, spec)
    metric = get_registry().metric(claim.subject.metric, claim.subject.unit).id
    period = read_period(claim.subject.period)
    sides: list[dict[str, object]] = []
    for side, figure in (("stated", claim.stated), ("implied", claim.implied)):
        settings = reader.settings(metric, claim.subject.node, period, claim.subject.kind, figure.value)
        if settings:
            sides.append({"side": side, "facts": [fact.id for fact in figure.facts], "set": settings})
    return tuple(sides) or None


@dataclass(frozen=True)
class _Reader:
    """Turns quantities of one plan document into settings of the model."""

    table: FactTable
    entity: str
    spec: LeverMap

    @property
    def base(self) -> Period:
        return year(self.spec.base_year)

    @property
    def end(self) -> Period:
        return year(self.spec.end_year)

    def _regions(self, node: str) -> list[str]:
        """Return the model's regions that a scope ("west", "northeast+west") takes in; [] if it names anything else."""
        names = [self.spec.regions.get(part) for part in node.split("+")]
        return [name for name in names if name] if all(names) else []

    def figure(self, metric: str, node: str, period: Period, *statuses: str) -> float | None:
        found = self.table.amounts(self.entity, metric, node, period, statuses)
        return found[0].value if found else None

    def settings(self, metric: str, node: str, period: Period, kind: str, value: float) -> list[Setting] | None:
        """Return what sets this quantity to `value` in the model."""
        at_end = period == self.end or (period.form == "span" and period.last_year == self.spec.end_year)
        goal = self.figure("revenue", WHOLE, self.end, "target")
        if metric in ("revenue", "revenue_contribution"):
            return self._revenue(node, period, value, goal)
        if metric in ("revenue_share", "revenue_share_change") and at_end and goal:
            if metric == "revenue_share_change":
                start = self.figure("revenue_share", node, self.base, "actual")
                if start is None:
                    return None
                value += start
            return self._revenue(node, self.end, value * goal, goal)
        if metric in ("revenue_growth", "revenue_growth_total"):
            return self._growth(metric, node, period, value, at_end)
        if metric == "revenue_per_rep" and at_end and goal and node == WHOLE:
            return [_lever("headcount", goal / value)]
        if metric == "headcount_added" and node == WHOLE and at_end:
            start = self.figure("headcount", WHOLE, self.base, "actual")
            return [_lever("headcount", start + value)] if start is not None else None
        return self._spending(metric, node, value) or self._direct(metric, node, at_end, kind, value)

    def _revenue(self, node: str, period: Period, value: float, goal: float | None) -> list[Setting] | None:
        regions = self._regions(node)
        if node == WHOLE and period == self.end:
            return [{"kind": "target", "id": "target", "value": value}]
        if period == self.base and len(regions) == 1:
            return [{"kind": "base", "id": f"revenue.{regions[0]}", "value": value}]
        if period == self.end and node in self.spec.new_products and goal:
            return [_lever("new_product_share", value / goal)]
        start = self.figure("revenue", node, self.base, "actual")
        if start is None and regions and len(parts := node.split("+")) > 1:
            figures = [self.figure("revenue", part, self.base, "actual") for part in parts]
            start = sum(f for f in figures if f is not None) if all(f is not None for f in figures) else None
        if period == self.end and regions and start and value > 0:
            years = self.spec.end_year - self.spec.base_year
            return [_lever(f"growth.{region}", compound_growth(value, start, years)) for region in regions]
        return None

    def _growth(self, metric: str, node: str, period: Period, value: float, at_end: bool) -> list[Setting] | None:
        if node == WHOLE and period == self.base:
            return [{"kind": "assumption", "id": self.spec.momentum, "value": value}]
        start = self.figure("revenue", WHOLE, self.base, "actual")
        if node == WHOLE and at_end and start is not None and period.form == "span":
            years = 1 if metric == "revenue_growth_total" else self.spec.end_year - self.spec.base_year
            return [{"kind": "target", "id": "target", "value": start * (1 + value) ** years}]
        regions = self._regions(node)
        return [_lever(f"growth.{region}", value) for region in regions] if at_end and regions else None

    def _spending(self, metric: str, node: str, value: float) -> list[Setting] | None:
        category = self.spec.budget.get(node)
        horizon = [s for s in self.table.metrics.get((self.entity, "budget"), ()) if s.scope.key == WHOLE]
        overall = next((s.estimate.value for s in horizon if s.period.form == "span"), None)
        if metric == "budget" and category:
            return [_lever(f"budget.{category}", value)]
        if metric == "budget_share" and category and overall:
            return [_lever(f"budget.{category}", value * overall)]
        if metric == "extra_cost":
            rates = [s for s in self.table.metrics.get((self.entity, "subsidy_rate"), ()) if s.status == "policy"]
            savings = self.table.metrics.get((self.entity, "subsidy_saving"), ())
            spent = [self.figure("budget", s.scope.node, s.period, "target") for s in savings]
            if rates and spent and spent[0]:
                return [_lever("subsidy_rate", rates[0].estimate.value - value / spent[0])]
        return None

    def _direct(self, metric: str, node: str, at_end: bool, kind: str, value: float) -> list[Setting] | None:
        lever = self.spec.levers.get(metric)
        if lever and node == WHOLE and at_end and kind != "benchmark":
            return [_lever(lever, value)]
        return None


def _lever(id: str, value: float) -> Setting:
    return {"kind": "lever", "id": id, "value": value}
