"""Read a plan pack from its folder, check it strictly, and return it as a frozen `Plan`."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import numpy as np
from pydantic import Field

from sim.language.errors import PlanError
from sim.modules import MODULES
from sim.plan import schema
from sim.plan.alternatives import FILE as ALTERNATIVES
from sim.plan.alternatives import check_alternatives, read_alternatives
from sim.plan.assumptions import read_assumptions
from sim.plan.complaints import complain, read_as
from sim.plan.customer_classes import FILE as CUSTOMERS
from sim.plan.customer_classes import read_classes
from sim.plan.defaults import defaults_text, fill_assumptions
from sim.plan.dependence import residual_mixing
from sim.plan.dimensions import build_dimensions, with_offsets
from sim.plan.facts import FACTS
from sim.plan.files import EXTRAS, FILES, FORMER, folder_files, with_all_files
from sim.plan.growth import recent_growth
from sim.plan.levers import read_levers
from sim.plan.outside import read_outside
from sim.plan.pack import TOLERANCE, Pack, complete, inside, one_of
from sim.plan.plan import Assumption, Entry, Line, Plan, Target
from sim.plan.policies import read_policies, rules_text
from sim.plan.risk_file import RisksFile
from sim.plan.risks import build_cases, check_sources
from sim.plan.spreads import check_offsets, spread_out
from sim.plan.stress import build_presets
from sim.plan.texts_file import FOLDER, complete_texts, read_texts, texts_by_id
from sim.plan.tiers import read_tiers
from sim.plan.watched import FILE as TRACKING
from sim.plan.watched import check_watched, read_watched

WHOLES = ("company", "core", "new")
"""Scopes of a milestone that are no region; regions may stand together ("west+northeast")."""
ASSUMPTIONS = "assumptions.yaml"
LONGEST = 9  # years of history before the base year
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
    whole = with_all_files(files)
    extras = {FACTS: whole[FACTS]} | {name: files[name] for name in EXTRAS if name in files}
    pack = Pack({name: whole[name] for name in FILES})
    plan = _plan(pack, extras)
    check_alternatives(plan)
    for file, read in (
        (CUSTOMERS, read_classes),
        (ALTERNATIVES, read_alternatives),
    ):
        for place, value in read(extras.get(file, "")).values().items():
            pack.rests(value, "", None, file, place)
    check_watched(pack, plan)
    texts = {name: text for name, text in files.items() if name.startswith(f"{FOLDER}/")}
    if texts:
        texts_of = complete_texts(plan, read_texts(texts), pack.reasons)
    else:
        title = pack.file.title or ""
        texts_of = texts_by_id(plan, plan.id if re.fullmatch(r"[a-z0-9-]*", title) else title, pack.reasons)
    plan = dataclasses.replace(plan, texts=texts_of)
    found = digest(whole, bool(plan.defaults), rules=bool(plan.policies))
    vars(plan)["hash"] = hash or (former or {}).get(found, found)
    vars(plan)["files"] = dict(files)
    for name in plan.assumption_sets:
        residual_mixing(plan, name)  # correlations that cannot hold together are refused here, before anything runs
    return plan


def digest(files: Mapping[str, str], filled: bool = False, *, rules: bool = False) -> str:
    """Return what names a pack: sixteen hex digits of the decoded text of every file with numbers.

    Any edit of one is a different plan; what its things are called is not part of it. Where the program fills in what
    the pack leaves out (`filled`), its defaults count as well; where its model plays `rules`, so do those.
    """
    covered = "\0".join(f"{name}\0{files[name]}" for name in FILES)
    if filled:
        covered += f"\0{defaults_text()}"
    if rules:
        covered += f"\0{rules_text(read_watched(files[TRACKING]))}"
    return hashlib.sha256(covered.encode()).hexdigest()[:16]


def former_hashes(text: str) -> dict[str, str]:
    """Return by digest of a pack's files the hash it keeps: files that only say the same in other words."""
    return read_as(dict[Digest, Digest], text, FORMER)


def _plan(pack: Pack, extras: Mapping[str, str]) -> Plan:
    file, regions = pack.file, pack.members["region"]
    axis_items = _check_axes(pack)
    modules, module_items = _modules(pack)
    policies = {}
    if "rules" in modules:
        policies = read_policies(read_watched(extras.get(TRACKING, "")), regions, file.categories)
    pack.members["rule"] = tuple(policies)
    revenue, revenue_items = pack.table("revenue", regions, file.entries)
    reps, reps_items = pack.table("headcount", regions, file.entries)
    season, season_items = pack.table("seasonality", ("q1", "q2", "q3", "q4"))
    history, quarterly, history_items = _history(pack)
    _check_total("revenue", revenue, file.revenue_total.value)
    _check_total("headcount", reps, file.headcount_total.value)
    _check_total("seasonality", season, 4)
    singles = _check_singles(pack)
    levers, fixed = read_levers(pack)
    tiers, tier_items = read_tiers(pack, {**levers, **fixed})
    content, found = fill_assumptions(
        pack.in_model_units(pack.content(ASSUMPTIONS), ASSUMPTIONS),
        regions,
        file.years,
        file.targets[0].model_dump(exclude_none=True),
        float(revenue.sum() / reps.sum()),
        recent_growth(history),
    )
    pack.defaults |= found
    for region in file.entries:  # somebody has to sell there
        if reps[regions.index(region)] == 0 and not {"headcount", f"hire_mix.{region}"} <= levers.keys():
            raise PlanError("error-plan-range", file="plan.yaml", key=f"headcount.{region}", value=0, low=1, high="∞")
    stated = read_assumptions(pack, content)
    assumptions, factors = stated.assumptions, stated.factors
    own = tuple(assumptions)
    offsets = spread_out(pack, levers, stated)
    check_offsets(offsets, file.model, modules)
    risks: RisksFile = pack.parse("risks.yaml", RisksFile)
    check_sources(pack, risks)
    cases = build_cases(risks, regions, pack.quarter_count, factors, modules)
    _check_new_business(pack, {**levers, **fixed}["churn_rate"].base, assumptions)
    outside = read_outside(pack)
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
        history=history,
        market_share=file.market.share.value,
        market_growth=file.market.growth.value,
        targets={t.metric: Target(t.metric, t.year, t.unit, t.value, t.sources) for t in file.targets if not _part(t)},
        period_targets=tuple(
            Target(t.metric, t.year, t.unit, t.value, t.sources, t.period) for t in file.targets if _part(t)
        ),
        aims_within_year=_part(file.targets[0]),
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
        quantities={
            **revenue_items,
            **reps_items,
            **axis_items,
            **season_items,
            **history_items,
            **singles,
            **module_items,
            **tier_items,
        },
        risks=cases,
        stress=build_presets(risks, cases, assumptions, pack.quarter_count),
        dimensions=with_offsets(build_dimensions(risks, cases, own, factors), [one.id for one in offsets]),
        correlations=stated.correlations,
        outside=outside,
        extras=extras,
        quarter_count=pack.quarter_count,
        model=file.model,
        earlier=file.earlier,
        currency=file.currency,
        fiscal_start=file.fiscal_start,
        halves=file.halves,
        lines={id: Line(id, line.kind, line.value) for id, line in file.lines.items()},
        categories=dict(file.categories),
        entries={region: Entry(entry.quarter, entry.value) for region, entry in file.entries.items()},
        modules=modules,
        policies=policies,
        tiers=tiers,
        fixed=fixed,
        defaults=frozenset(pack.defaults),
        quarterly_history=quarterly,
        offsets=offsets,
        bases={f"{name}:{key}": one.basis for (name, key), one in pack.judged.items() if one.basis},
    )


def _check_axes(pack: Pack) -> dict[str, schema.Quantity]:
    """Check what plan.yaml says of the axes: years, quarters, product lines, regions that start from zero.

    Returns
    -------
    items : the shares of lines and the starts of regions, by key
    """
    items: dict[str, schema.Quantity] = {}
    file, where = pack.file, "plan.yaml"
    years = list(range(file.base_year + 1, file.base_year + 1 + len(file.years)))
    if not years or file.years != years:
        raise PlanError("error-plan-years", file=where, key="years", value=str(file.years))
    one_of(file.quarters, range(max(2, 4 * len(years) - 3), 4 * len(years) + 1), where, "quarters")
    for name in ("regions", "products", "years"):
        values = getattr(file, name)
        if len(set(values)) < len(values):
            raise PlanError("error-plan-duplicate", file=where, key=name)
    if pack.documents or file.document:
        one_of(file.document, pack.documents, where, "document")
    one_of(tuple(file.products), (("core", "new"), ("core",)), where, "products")
    for kind in file.products:
        shares = [line.value for line in file.lines.values() if line.kind == kind]
        if shares and (abs(sum(shares) - 1) > TOLERANCE or min(shares) < 0):
            raise PlanError("error-plan-simplex", file=where, key=f"lines ({kind})", value=sum(shares))
    for id, line in file.lines.items():
        pack.rests(line, line.unit, line.value, where, f"lines.{id}")
        items[f"lines.{id}"] = schema.Quantity.model_validate(line.model_dump(exclude={"kind"}))
    for region, entry in file.entries.items():
        key = f"entries.{region}"
        one_of(region, pack.members["region"], where, key)
        one_of(file.model, ("1.2", "2"), where, "model")
        inside(entry.quarter, 1, pack.quarter_count, where, f"{key}.quarter")
        if entry.value <= 0:
            raise PlanError("error-plan-range", file=where, key=f"{key}.value", value=entry.value, low=0, high="∞")
        pack.rests(entry, entry.unit, entry.value, where, key)
        items[key] = schema.Quantity.model_validate(entry.model_dump(exclude={"quarter"}))
    return items


def _modules(pack: Pack) -> tuple[dict[str, dict[str, float]], dict[str, schema.Quantity]]:
    """Return what the pack states of the modules that it switches on, and the items by key."""
    found: dict[str, dict[str, float]] = {}
    items: dict[str, schema.Quantity] = {}
    for id, stated in pack.file.modules.items():
        one_of(id, MODULES, "plan.yaml", f"modules.{id}")
        one_of(pack.file.model, ("2",), "plan.yaml", "model")
        inputs = MODULES[id].inputs
        complete(stated, tuple(inputs), "plan.yaml", f"modules.{id}")
        for name, item in stated.items():
            key = f"modules.{id}.{name}"
            one_of(item.unit, (inputs[name].unit,), "plan.yaml", f"{key}.unit")
            inside(item.value, inputs[name].low, inputs[name].high, "plan.yaml", key)
            pack.rests(item, item.unit, item.value, "plan.yaml", key)
            items[key] = item
        found[id] = {name: stated[name].value for name in inputs}
    return {id: found[id] for id in MODULES if id in found}, items


def _history(pack: Pack) -> tuple[dict[int, float], dict[str, float], dict[str, schema.Quantity]]:
    """Return actual revenue by year, by quarter where the pack states quarters, and the items by key.

    The years follow one another up to the base year, and a year stated by quarter states all four.
    """
    base = pack.file.base_year
    stated = [str(name) for name in pack.file.history if name != "unit"]
    years = sorted({name[:4] for name in stated if name[:4].isdigit()})
    first = max(int(years[0]) if years else base, base - LONGEST)
    members = []
    for year in range(min(first, base), base + 1):
        by_quarter = [f"{year}Q{quarter}" for quarter in (1, 2, 3, 4)]
        members += by_quarter if any(name in stated for name in by_quarter) else [str(year)]
    values, items = pack.table("history", tuple(members))
    found = dict(zip(members, (float(value) for value in values), strict=True))
    annual: dict[int, float] = {}
    for name, value in found.items():
        annual[int(name[:4])] = annual.get(int(name[:4]), 0.0) + value
    return annual, {name: value for name, value in found.items() if "Q" in name}, items


def _check_new_business(pack: Pack, churn: float, assumptions: Mapping[str, Assumption]) -> None:
    """Refuse a pack of model 1.1 whose base year needs no new customers: better conversion would lower its revenue."""
    momentum, followed = (assumptions[name].value for name in ("momentum", "market_passthrough"))
    share = momentum + churn - followed * pack.file.market.growth.value
    if pack.file.model == "1.1" and share <= 0:
        raise PlanError(
            "error-plan-new-business",
            file="plan.yaml",
            value=round(share, 4),
            momentum=momentum,
            churn=churn,
            followed=round(followed * pack.file.market.growth.value, 4),
        )


def _part(target: schema.Target) -> bool:
    """Tell whether a target is of a half or a quarter alone."""
    return "H" in target.period or "Q" in target.period


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
    for number, target in enumerate(file.targets):
        key = f"targets.{target.metric}" + (f".{target.period}" if _part(target) else "")
        if key in found:
            raise PlanError("error-plan-duplicate", file="plan.yaml", key=key)
        one_of(target.year, file.years, "plan.yaml", f"{key}.year")
        if target.period:
            one_of(target.period, pack.periods(target.year), "plan.yaml", f"{key}.period")
        if number == 0:  # what a scenario aims at unless somebody says otherwise
            allowed = schema.admissible()["headline_within_year" if _part(target) else "headline"]
            one_of(target.metric, allowed, "plan.yaml", "targets.0.metric")
        found[key] = target
    for key, item in found.items():
        pack.rests(item, item.unit, item.value, "plan.yaml", key)
    quarters = [f"{year}Q{quarter}" for year in file.years for quarter in (1, 2, 3, 4)][: file.quarters]
    for number, milestone in enumerate(file.milestones):
        one_of(milestone.period, (*map(str, file.years), *quarters), "plan.yaml", f"milestones.{number}.period")
        for scope in (milestone.scope,) if milestone.scope in WHOLES else milestone.scope.split("+"):
            one_of(scope, (*WHOLES, *pack.members["region"]), "plan.yaml", f"milestones.{number}.scope")
        if milestone.fact not in pack.facts:
            raise PlanError(
                "error-plan-source", file="plan.yaml", key=f"milestones.{number}.fact", value=milestone.fact
            )
    return found
