"""Read a plan pack from its folder, check it strictly, and return it as a frozen `Plan`."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import numpy as np
from pydantic import Field, TypeAdapter, ValidationError

from sim.language.errors import PlanError
from sim.plan import schema
from sim.plan.assumptions import read_assumptions
from sim.plan.complaints import complain, plan_error, read_yaml
from sim.plan.dependence import residual_mixing
from sim.plan.dimensions import build_dimensions
from sim.plan.facts import FACTS
from sim.plan.files import EXTRAS, FILES, FORMER, folder_files
from sim.plan.levers import read_levers
from sim.plan.outside import read_outside
from sim.plan.pack import TOLERANCE, Pack, one_of
from sim.plan.plan import Plan, Target
from sim.plan.risk_file import RisksFile
from sim.plan.risks import build_cases, check_sources
from sim.plan.stress import build_presets
from sim.plan.texts_file import FOLDER, complete_texts, read_texts, texts_by_id

WHOLES = ("company", "core", "new")
"""Scopes of a milestone that are no region; regions may stand together ("west+northeast")."""

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]


def read_plan(folder: Path) -> Plan:
    """Return the plan pack in `folder`.

    Raises
    ------
    PlanError
        A file of it breaks a rule: names file, key, value found and what is allowed.
    """
    files = folder_files(folder, former=True)
    if (folder / FOLDER).is_dir() and not any(name.startswith(f"{FOLDER}/") for name in files):
        raise PlanError("error-plan-texts-original", file=FOLDER, found="–")
    return read_pack(files, former_hashes(files.get(FORMER, "")))


def read_pack(files: Mapping[str, str], former: Mapping[str, str] | None = None, *, hash: str = "") -> Plan:
    """Return the plan that a pack's files describe, by name (`texts/en.yaml`) and text.

    Parameters
    ----------
    former : mapping digest of files → hash, optional
        Hashes that files keep which only say the same in other words.
    hash : str
        The hash under which the pack is known where it is kept; by default it follows from the files.

    Raises
    ------
    PlanError
        A file breaks a rule or is missing: names file, key, value found and what is allowed.
    """
    for name in FILES:
        if name not in files:
            raise PlanError("error-plan-file", file=name, problem="FileNotFoundError")
    extras = {FACTS: files[FACTS]} | {name: files[name] for name in EXTRAS if name in files}
    pack = Pack({name: files[name] for name in FILES})
    plan = _plan(pack, extras)
    texts = {name: text for name, text in files.items() if name.startswith(f"{FOLDER}/")}
    if texts:
        texts_of = complete_texts(plan, read_texts(texts), pack.reasons)
    else:
        title = pack.file.title or ""
        texts_of = texts_by_id(plan, plan.id if re.fullmatch(r"[a-z0-9-]*", title) else title, pack.reasons)
    plan = dataclasses.replace(plan, texts=texts_of)
    found = digest(files)
    vars(plan)["hash"] = hash or (former or {}).get(found, found)
    vars(plan)["files"] = dict(files)
    for name in plan.assumption_sets:
        residual_mixing(plan, name)  # correlations that cannot hold together are refused here, before anything runs
    return plan


def digest(files: Mapping[str, str]) -> str:
    """Return what names a pack: sixteen hex digits of the decoded text of every file with numbers.

    Any edit of one is a different plan; what its things are called is not part of it.
    """
    return hashlib.sha256("\0".join(f"{name}\0{files[name]}" for name in FILES).encode()).hexdigest()[:16]


def former_hashes(text: str) -> dict[str, str]:
    """Return by digest of a pack's files the hash it keeps: files that only say the same in other words."""
    if not text:
        return {}
    try:
        return TypeAdapter(dict[Digest, Digest]).validate_python(read_yaml(text, FORMER))
    except ValidationError as problem:
        raise plan_error(problem, FORMER, "") from problem


def _plan(pack: Pack, extras: Mapping[str, str]) -> Plan:
    file, regions = pack.file, pack.members["region"]
    years = list(range(file.base_year + 1, file.base_year + 1 + len(file.years)))
    if not years or file.years != years:
        raise PlanError("error-plan-years", file="plan.yaml", key="years", value=str(file.years))
    one_of(file.document, pack.documents, "plan.yaml", "document")
    if tuple(file.products) != ("core", "new"):
        raise PlanError(
            "error-plan-wrong-value",
            file="plan.yaml",
            key="products",
            value=str(file.products),
            allowed="[core, new]",
        )
    revenue, revenue_items = pack.table("revenue", regions)
    reps, reps_items = pack.table("headcount", regions)
    season, season_items = pack.table("seasonality", ("q1", "q2", "q3", "q4"))
    past = tuple(str(year) for year in range(file.base_year - 2, file.base_year + 1))
    history, history_items = pack.table("history", past)
    _check_total("revenue", revenue, file.revenue_total.value)
    _check_total("headcount", reps, file.headcount_total.value)
    _check_total("seasonality", season, 4)
    singles = _check_singles(pack)
    levers = read_levers(pack)
    stated = read_assumptions(pack)
    assumptions, factors = stated.assumptions, stated.factors
    risks: RisksFile = pack.parse("risks.yaml", RisksFile)
    check_sources(pack, risks)
    cases = build_cases(risks, regions, pack.quarter_count, factors)
    return Plan(
        id=file.id,
        document=file.document,
        version=file.version,
        base_year=file.base_year,
        years=tuple(file.years),
        regions=regions,
        products=tuple(file.products),
        base_revenue=revenue,
        base_reps=reps,
        seasonality=season,
        history={int(year): float(value) for year, value in zip(past, history, strict=True)},
        market_share=file.market.share.value,
        market_growth=file.market.growth.value,
        targets={t.metric: Target(t.metric, t.year, t.unit, t.value, t.sources) for t in file.targets},
        claims={name: claim.value for name, claim in file.claims.items()},
        milestones=tuple(file.milestones),
        levers=levers,
        assumptions=assumptions,
        assumption_sets=stated.assumption_sets,
        promise_set=stated.promise_set,
        likely_set=stated.likely_set,
        factors=factors,
        facts=pack.facts,
        documents=pack.documents,
        references=pack.references,
        quantities={**revenue_items, **reps_items, **season_items, **history_items, **singles},
        risks=cases,
        stress=build_presets(risks, cases, assumptions, pack.quarter_count),
        dimensions=build_dimensions(risks, cases, assumptions, factors),
        correlations=stated.correlations,
        outside=read_outside(pack),
        extras=extras,
    )


def _check_total(name: str, values: np.ndarray, total: float) -> None:
    if abs(values.sum() - total) > TOLERANCE * max(1, abs(total)):
        complain("error-plan-total", file="plan.yaml", key=name, value=float(values.sum()), allowed=total)


def _check_singles(pack: Pack) -> Mapping[str, schema.Quantity]:
    """Return the single figures of plan.yaml by key: what they rest on exists, and targets are of years of the plan."""
    file = pack.file
    found = {
        "revenue_total": file.revenue_total,
        "headcount_total": file.headcount_total,
        "market.share": file.market.share,
        "market.growth": file.market.growth,
        **{f"claims.{name}": claim for name, claim in file.claims.items()},
    }
    for target in file.targets:
        key = f"targets.{target.metric}"
        if key in found:
            raise PlanError("error-plan-duplicate", file="plan.yaml", key=key)
        one_of(target.year, file.years, "plan.yaml", f"{key}.year")
        found[key] = target
    if "targets.revenue" not in found:  # what a scenario aims at unless somebody says otherwise
        raise PlanError("error-plan-missing-key", file="plan.yaml", key="targets.revenue")
    for key, item in found.items():
        pack.rests(item, item.unit, item.value, "plan.yaml", key)
    for number, milestone in enumerate(file.milestones):
        one_of(int(milestone.period[:4]), file.years, "plan.yaml", f"milestones.{number}.period")
        for scope in (milestone.scope,) if milestone.scope in WHOLES else milestone.scope.split("+"):
            one_of(scope, (*WHOLES, *pack.members["region"]), "plan.yaml", f"milestones.{number}.scope")
        if milestone.fact not in pack.facts:
            raise PlanError(
                "error-plan-source", file="plan.yaml", key=f"milestones.{number}.fact", value=milestone.fact
            )
    return found
