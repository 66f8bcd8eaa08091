"""Read a plan pack from `data/plans/<id>/`, check it strictly, and return it as a frozen `Plan`."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError

from sim.errors import PlanError
from sim.plan import outside, risks, schema
from sim.plan.complaints import TwiceError, UniqueKeys, plan_error
from sim.plan.dependence import residual_mixing
from sim.plan.plan import Fact, Lever, Parameter, Plan, Target

PLANS = Path(__file__).resolve().parent.parent.parent / "data" / "plans"
FILES = (
    "plan.yaml",
    "levers.yaml",
    "assumptions.yaml",
    "references.yaml",
    "risks.yaml",
    "outside_view.yaml",
    "facts.csv",
    "documents.csv",
)
BUDGET_CATEGORIES = ("digital", "marketing", "training")
TOLERANCE = 1e-9

# Fact units that state the same quantity as a unit of the model, and the factor between them.
FACT_UNITS: dict[str, dict[str, float]] = {
    "fraction": {"pct": 0.01},
    "fraction_per_year": {"pct_per_year": 0.01, "pct": 0.01},
    "CNY_m": {"CNY_m": 1},
    "CNY_m_per_person": {"CNY_m": 1},
    "persons": {"persons": 1},
    "months": {"months": 1},
    "revenue_per_cost": {"revenue_per_cost": 1},
    "ratio": {"ratio": 1},
}

Model = TypeVar("Model", bound=BaseModel)


def plan_ids() -> tuple[str, ...]:
    """Return the ids of the plan packs there are, sorted."""
    return tuple(sorted(path.parent.name for path in PLANS.glob("*/plan.yaml")))


@lru_cache
def load_plan(id: str = "growth-2026") -> Plan:
    """Return the plan pack with this id.

    Raises
    ------
    PlanError
        No such plan, or a file of it that breaks a rule: names file, key, value found and what is allowed.
    """
    if not re.fullmatch(r"[a-z0-9-]+", id) or id not in plan_ids():
        raise PlanError("error-plan-unknown", plan=id, allowed=", ".join(plan_ids()))
    return read_plan(PLANS / id)


def read_plan(folder: Path) -> Plan:
    """Read and check the plan pack in `folder`; see `load_plan`."""
    texts = {}
    for name in FILES:
        try:
            texts[name] = (folder / name).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as problem:
            raise PlanError("error-plan-file", file=name, problem=type(problem).__name__) from problem
    # The hash covers the decoded text of every file, so that any edit of the pack is a different plan.
    digest = hashlib.sha256("\0".join(f"{name}\0{texts[name]}" for name in FILES).encode()).hexdigest()
    plan = _Reader(texts).plan(digest[:16])
    for name in plan.sets:
        residual_mixing(plan, name)  # correlations that cannot hold together are refused here, before anything runs
    return plan


class _Reader:
    """Turns the pack's texts into a `Plan`; every complaint names file and key."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = texts
        self.facts = {row["id"]: _fact(row) for row in csv.DictReader(io.StringIO(texts["facts.csv"]))}
        self.documents = {row["document"]: row for row in csv.DictReader(io.StringIO(texts["documents.csv"]))}
        self.references: dict[str, schema.Reference] = self.parse("references.yaml", dict[str, schema.Reference])
        self.file: schema.PlanFile = self.parse("plan.yaml", schema.PlanFile)
        self.members = {
            "region": tuple(self.file.regions),
            "year": tuple(str(year) for year in self.file.years),
            "category": BUDGET_CATEGORIES,
        }

    # -- reading and complaining ------------------------------------------------------------------------------------
    def parse(self, file: str, kind: Any) -> Any:
        try:
            content = yaml.load(self.texts[file], UniqueKeys)  # noqa: S506 (a safe loader that refuses doubled keys)
        except TwiceError as problem:
            raise PlanError("error-plan-duplicate", file=f"{file}:{problem.line}", key=problem.key) from problem
        except yaml.YAMLError as problem:
            raise PlanError("error-plan-yaml", file=file, problem=str(problem).replace("\n", " ")) from problem
        return self.check(kind, content, file, "")

    def check(self, kind: Any, content: Any, file: str, prefix: str) -> Any:
        try:
            return TypeAdapter(kind).validate_python(content)
        except ValidationError as problem:
            raise plan_error(problem, file, prefix) from problem

    def rests(self, item: Any, unit: str, value: float | None, file: str, key: str) -> None:
        """Check that every source exists, and that a value resting on one fact alone equals that fact."""
        for source in item.sources:
            if source not in self.facts and source not in self.references:
                raise PlanError("error-plan-source", file=file, key=key, value=source)
        if value is None or item.assumption or len(item.sources) != 1 or item.sources[0] not in self.facts:
            return
        fact = self.facts[item.sources[0]]
        factor = FACT_UNITS.get(unit, {}).get(fact.unit)
        if factor is None:
            raise PlanError(
                "error-plan-unit",
                file=file,
                key=key,
                value=unit,
                fact=fact.id,
                allowed=fact.unit,
            )
        if abs(fact.value * factor - value) > TOLERANCE * max(1, abs(value)):
            raise PlanError(
                "error-plan-fact-value",
                file=file,
                key=key,
                value=value,
                fact=fact.id,
                stated=fact.value,
                unit=fact.unit,
            )

    def table(self, name: str, members: tuple[str, ...]) -> tuple[np.ndarray, dict[str, schema.Quantity]]:
        """Read a value table of plan.yaml: `unit` and one sourced value a member."""
        content = dict(getattr(self.file, name))
        unit = content.pop("unit", None)
        self.complete(content, members, "plan.yaml", name)
        items: dict[str, schema.Quantity] = {}
        for member in members:
            key = f"{name}.{member}"
            entry = content[member] if isinstance(content[member], dict) else {"value": content[member]}
            items[key] = self.check(schema.Quantity, {"unit": unit, **entry}, "plan.yaml", key)
            self.rests(items[key], items[key].unit, items[key].value, "plan.yaml", key)
            if items[key].value <= 0:
                raise PlanError("error-plan-range", file="plan.yaml", key=key, value=items[key].value, low=0, high="∞")
        return np.array([item.value for item in items.values()]), items

    def complete(self, content: dict[str, Any], members: tuple[str, ...], file: str, key: str) -> None:
        for name in content:
            if name not in members:
                raise PlanError("error-plan-unknown-key", file=file, key=f"{key}.{name}", allowed=", ".join(members))
        for name in members:
            if name not in content:
                raise PlanError("error-plan-missing-key", file=file, key=f"{key}.{name}")

    def total(self, name: str, values: np.ndarray, total: float) -> None:
        if abs(values.sum() - total) > TOLERANCE * max(1, abs(total)):
            raise PlanError("error-plan-total", file="plan.yaml", key=name, value=float(values.sum()), allowed=total)

    # -- the parts of a plan ----------------------------------------------------------------------------------------
    def plan(self, digest: str) -> Plan:
        file = self.file
        regions = self.members["region"]
        revenue, revenue_items = self.table("revenue", regions)
        reps, reps_items = self.table("headcount", regions)
        season, season_items = self.table("seasonality", ("q1", "q2", "q3", "q4"))
        history_years = tuple(str(year) for year in range(file.base_year - 2, file.base_year + 1))
        history, history_items = self.table("history", history_years)
        self.total("revenue", revenue, file.revenue_total.value)
        self.total("headcount", reps, file.headcount_total.value)
        self.total("seasonality", season, 4)
        if len(set(file.years)) != len(file.years) or file.years[0] != file.base_year + 1:
            raise PlanError("error-plan-years", file="plan.yaml", key="years", value=str(file.years))
        if tuple(file.products) != ("core", "new"):
            raise PlanError(
                "error-plan-wrong-value",
                file="plan.yaml",
                key="products",
                value=str(file.products),
                allowed="[core, new]",
            )
        singles = {
            "revenue_total": file.revenue_total,
            "headcount_total": file.headcount_total,
            "market.share": file.market.share,
            "market.growth": file.market.growth,
            **{f"claims.{name}": claim for name, claim in file.claims.items()},
            **{f"targets.{target.metric}": target for target in file.targets},
        }
        for key, item in singles.items():
            self.rests(item, item.unit, item.value, "plan.yaml", key)
        for number, milestone in enumerate(file.milestones):
            if milestone.fact not in self.facts:
                raise PlanError(
                    "error-plan-source", file="plan.yaml", key=f"milestones.{number}.fact", value=milestone.fact
                )
        levers = self.levers()
        parameters, sets, factors, correlations = self.assumptions()
        file_of_risks: risks.RisksFile = self.parse("risks.yaml", risks.RisksFile)
        self.risk_sources(file_of_risks)
        cases = risks.build_cases(file_of_risks, regions, 4 * len(file.years), factors)
        return Plan(
            id=file.id,
            title=file.title,
            document=file.document,
            version=file.version,
            hash=digest,
            base_year=file.base_year,
            years=tuple(file.years),
            regions=regions,
            products=tuple(file.products),
            base_revenue=_frozen(revenue),
            base_reps=_frozen(reps),
            seasonality=_frozen(season),
            history={int(year): float(value) for year, value in zip(history_years, history, strict=True)},
            market_share=file.market.share.value,
            market_growth=file.market.growth.value,
            targets={t.metric: Target(t.metric, t.year, t.unit, t.value, t.sources) for t in file.targets},
            claims={name: claim.value for name, claim in file.claims.items()},
            milestones=tuple(file.milestones),
            levers=levers,
            parameters=parameters,
            sets=sets,
            factors=factors,
            facts=self.facts,
            documents=self.documents,
            references=self.references,
            quantities={**revenue_items, **reps_items, **season_items, **history_items, **singles},
            risks=cases,
            stress=risks.build_presets(file_of_risks, cases, parameters, 4 * len(file.years)),
            dimensions=risks.build_dimensions(file_of_risks, cases, parameters, factors),
            correlations=correlations,
            outside=self.outside(),
        )

    def levers(self) -> dict[str, Lever]:
        levers: dict[str, Lever] = {}
        for entry in self.parse("levers.yaml", list[schema.LeverEntry]):
            members = self.members[entry.each] if entry.each else ("",)
            base = self.lever_values(entry, "base", members)
            plan = base if entry.plan == "same" else self.lever_values(entry, "plan", members)
            for member in members:
                id = f"{entry.id}.{member}" if member else entry.id
                if id in levers:
                    raise PlanError("error-plan-duplicate", file="levers.yaml", key=id)
                levers[id] = self.lever(entry, id, member, base[member], plan[member])
            for former in entry.formerly:
                if former in {lever.family for lever in levers.values()}:
                    raise PlanError("error-plan-duplicate", file="levers.yaml", key=f"{entry.id}.formerly.{former}")
            if entry.simplex:
                for name, values in (("base", base), ("plan", plan)):
                    total = sum(float(value.value) for value in values.values())
                    if abs(total - 1) > TOLERANCE:
                        raise PlanError("error-plan-simplex", file="levers.yaml", key=f"{entry.id}.{name}", value=total)
        return levers

    def lever_values(self, entry: schema.LeverEntry, name: str, members: tuple[str, ...]) -> dict[str, Any]:
        content: dict[str, Any] = getattr(entry, name)
        if not entry.each:
            content = {"": content}
        self.complete(content, members, "levers.yaml", f"{entry.id}.{name}")
        kind = schema.Choice if entry.unit == "choice" else schema.Value
        values = {}
        for member in members:
            key = ".".join(part for part in (entry.id, name, member) if part)
            values[member] = item = self.check(kind, content[member], "levers.yaml", key)
            self.rests(item, entry.unit, None if entry.unit == "choice" else item.value, "levers.yaml", key)
        return values

    def lever(self, entry: schema.LeverEntry, id: str, member: str, base: Any, plan: Any) -> Lever:
        if entry.unit == "choice":
            if not entry.choices:
                raise PlanError("error-plan-missing-key", file="levers.yaml", key=f"{id}.choices")
            for name, item in (("base", base), ("plan", plan)):
                if item.value not in entry.choices:
                    raise PlanError(
                        "error-plan-wrong-value",
                        file="levers.yaml",
                        key=f"{id}.{name}",
                        value=item.value,
                        allowed=", ".join(entry.choices),
                    )
            low = high = step = 0.0
        else:
            span = entry.range.get(member) if isinstance(entry.range, dict) else entry.range
            if span is None or entry.step is None:
                missing = "range" if span is None else "step"
                raise PlanError("error-plan-missing-key", file="levers.yaml", key=f"{id}.{missing}")
            (low, high), step = span, entry.step
            if low >= high:
                raise PlanError("error-plan-range-order", file="levers.yaml", key=f"{id}.range", low=low, high=high)
            for name, item in (("base", base), ("plan", plan)):
                if not low <= item.value <= high:
                    raise PlanError(
                        "error-plan-range", file="levers.yaml", key=f"{id}.{name}", value=item.value, low=low, high=high
                    )
        return Lever(
            id=id,
            family=entry.id,
            member=member,
            group=entry.group,
            unit=entry.unit,
            format=entry.format,
            path=entry.path,
            low=low,
            high=high,
            step=step,
            choices=tuple(entry.choices or ()),
            direction=entry.direction,
            simplex=entry.simplex,
            advanced=entry.advanced,
            base=base.value,
            plan=plan.value,
            base_sources=base.sources,
            plan_sources=plan.sources,
            base_reason=base.assumption,
            plan_reason=plan.assumption,
            formerly=tuple(f"{former}.{member}" if member else former for former in entry.formerly),
        )

    def outside(self) -> outside.OutsideFile:
        file: outside.OutsideFile = self.parse(outside.FILE, outside.OutsideFile)
        singles = ("currency", "deflator", "inflation", "upper", "lower", "horizon_years", "universe")
        items = {name: getattr(file, name) for name in singles}
        items |= {f"classes.{number}": entry for number, entry in enumerate(file.classes)}
        items |= {f"ordinary.{number}": entry for number, entry in enumerate(file.ordinary)}
        for key, item in items.items():
            self.rests(item, item.unit, None, outside.FILE, key)
            # How sure a reference class is follows from its publication.
            if not key.startswith(("currency", "deflator", "inflation")) and not (
                item.sources and item.sources[0] in self.references
            ):
                raise PlanError("error-plan-source", file=outside.FILE, key=key, value=", ".join(item.sources) or "–")
        return file

    def risk_sources(self, file: risks.RisksFile) -> None:
        """Check that what the numbers of risks.yaml rest on exists, and that a number resting on one fact equals it."""
        for id, case in file.cases.items():
            key = f"cases.{id}"
            chance = case.probability
            self.rests(chance, chance.unit, chance.value, "risks.yaml", f"{key}.probability")
            for name in ("onset", "duration", "mitigation"):
                self.rests(getattr(case, name), "", None, "risks.yaml", f"{key}.{name}")
            for number, effect in enumerate(case.effects):
                value = effect.size[1] if effect.size[0] == effect.size[2] else None
                self.rests(effect, effect.unit, value, "risks.yaml", f"{key}.effects.{number}")
        for id, preset in file.presets.items():
            for name, value in preset.assumptions.items():
                self.rests(value, value.unit, value.value, "risks.yaml", f"presets.{id}.assumptions.{name}")
            for name, case in preset.cases.items():
                for item in (case.onset, case.size):
                    if item is not None:
                        self.rests(item, item.unit, None, "risks.yaml", f"presets.{id}.cases.{name}")

    def assumptions(
        self,
    ) -> tuple[
        dict[str, Parameter],
        dict[str, dict[str, schema.Belief]],
        dict[str, schema.Factor],
        tuple[schema.Correlation, ...],
    ]:
        file: schema.AssumptionsFile = self.parse("assumptions.yaml", schema.AssumptionsFile)
        parameters = {}
        for id, entry in file.parameters.items():
            self.rests(entry, entry.unit, entry.value, "assumptions.yaml", f"parameters.{id}")
            low, high = entry.range
            if not low <= entry.value <= high:
                raise PlanError(
                    "error-plan-range",
                    file="assumptions.yaml",
                    key=f"parameters.{id}",
                    value=entry.value,
                    low=low,
                    high=high,
                )
            parameters[id] = Parameter(
                id, entry.unit, entry.format, low, high, entry.value, entry.sources, entry.assumption
            )
        for name, beliefs in file.sets.items():
            for id, belief in beliefs.items():
                key = f"sets.{name}.{id}"
                if id not in parameters:
                    raise PlanError(
                        "error-plan-unknown-key", file="assumptions.yaml", key=key, allowed=", ".join(parameters)
                    )
                self.rests(belief, parameters[id].unit, None, "assumptions.yaml", key)
                factor = (belief.factor or "").removeprefix("-")
                if factor and factor not in file.factors:
                    raise PlanError(
                        "error-plan-wrong-value",
                        file="assumptions.yaml",
                        key=f"{key}.factor",
                        value=factor,
                        allowed=", ".join(file.factors),
                    )
        stated: set[frozenset[str]] = set()
        for number, pair in enumerate(file.correlations):
            key = f"correlations.{number}"
            both = frozenset(pair.between)
            if len(both) == 1 or both in stated:
                raise PlanError(
                    "error-plan-duplicate", file="assumptions.yaml", key=f"{key}.between: {', '.join(both)}"
                )
            stated.add(both)
            self.rests(pair, pair.unit, None, "assumptions.yaml", key)
            for id in pair.between:
                if id not in parameters:
                    raise PlanError(
                        "error-plan-wrong-value",
                        file="assumptions.yaml",
                        key=f"{key}.between",
                        value=id[:80],
                        allowed=", ".join(parameters),
                    )
        return parameters, file.sets, file.factors, tuple(file.correlations)


def _frozen(values: np.ndarray) -> np.ndarray:
    values.setflags(write=False)
    return values


def _fact(row: dict[str, str]) -> Fact:
    return Fact(
        id=row["id"],
        document=row["document"],
        section=row["section"],
        metric=row["metric"],
        scope=row["scope"],
        period=row["period"],
        kind=row["kind"],
        value=float(row["value"]),
        unit=row["unit"],
        note=row["note"],
    )
