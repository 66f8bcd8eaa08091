"""The plan with all modules, and three tiers of customers in it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import yaml_text

from sim.plan import Plan, load_plan
from sim.plan.load import read_pack

REASON = {"assumption": "reason-tiers"}
TIERS = (("key_accounts", 0.15, 0.40, 0.12), ("standard", 0.35, 0.40, 0.20), ("long_tail", 0.50, 0.20, 0.26))
"""Name, share of customers, share of revenue, churn today."""


def tier_entries(tiers: tuple[tuple[Any, ...], ...] = TIERS) -> dict[str, Any]:
    """What plan.yaml says of tiers."""
    return {
        name: {
            "customers": {"value": customers, "unit": "fraction", **REASON},
            "revenue": {"value": revenue, "unit": "fraction", **REASON},
            "churn": {"value": churn, "unit": "fraction_per_year", **REASON},
        }
        for name, customers, revenue, churn in tiers
    }


def tiered_files(entries: Mapping[str, Any] | None = None, lever: Mapping[str, Any] | None = None) -> dict[str, str]:
    """The files of the pack with tiers, which brings no texts; `lever` is the entry of levers.yaml."""
    files = {name: text for name, text in load_plan("growth-2026-v2").files.items() if not name.startswith("texts/")}
    content = yaml_text.read(files["plan.yaml"]) | {"tiers": tier_entries() if entries is None else dict(entries)}
    files["plan.yaml"] = yaml_text.write(content, sort_keys=False)
    if lever is not None:
        levers = [*yaml_text.read(files["levers.yaml"]), {"id": "churn_by_tier", **lever}]
        files["levers.yaml"] = yaml_text.write(levers, sort_keys=False)
    return files


NAMES = ("Key accounts", "Standard", "Long tail")


def named_files(names: tuple[str, ...] = NAMES) -> dict[str, str]:
    """The same with the texts of the shipped plan, in English, and the names of its tiers."""
    texts = yaml_text.read(load_plan("growth-2026-v2").files["texts/en.yaml"])
    texts["tiers"] = {tier: name for (tier, *_), name in zip(TIERS, names, strict=True)}
    texts["reasons"] |= {"reason-tiers": "A guess."}
    return tiered_files() | {"texts/en.yaml": yaml_text.write(texts, allow_unicode=True)}


@lru_cache
def tiered_plan() -> Plan:
    return read_pack(tiered_files())
