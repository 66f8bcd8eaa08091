"""The object `--json` prints: results, and everything that defends them."""

from __future__ import annotations

from typing import Any

from sim import Scenario, provenance
from sim.analysis.outlook import likely_document, likely_of
from sim.analysis.promise import promise_document, promise_of
from sim.assumptions.calibration import missed_fits
from sim.assumptions.central import has_spread
from sim.cli.inputs import Choice
from sim.explain.equations import explained_measures
from sim.model.axes import year_ends, year_totals
from sim.model.kinds import Growth, Return
from sim.model.measures import measures, module_measures
from sim.model.results import Results
from sim.modules.customers import tier_churn, tier_losses
from sim.plan import Plan
from sim.provenance import Origin
from sim.store.snapshot import Snapshot, plain


def run_document(choice: Choice, snapshot: Snapshot, results: Results) -> dict[str, Any]:
    """Return one run as plain JSON values; money in CNY_m, rates as fractions, people in persons.

    `annual`, `quarters` and `promise` are as promised; `likely` is what futures under the likely set say.
    """
    scenario = choice.scenario
    own_set = choice.own_set.name if choice.own_set else None
    return {
        "plan": choice.plan.id,
        "preset": choice.preset,
        "scenario": choice.name,
        "model_version": choice.plan.model,
        "unit": "CNY_m",
        **result_document(snapshot),
        **({"modules": module_document(choice.plan, results)} if choice.plan.modules else {}),
        **({"tiers": tier_document(choice.plan, results)} if choice.plan.tiers else {}),
        "promise": promise_document(promise_of(scenario, results)),
        "likely": likely_document(likely_of(scenario), own_set),
        "target": target_document(scenario, snapshot),
        "levers": dict(scenario.levers),
        "assumptions": assumption_document(choice.plan, scenario, own_set),
        "missed_fits": [
            one._asdict() for one in missed_fits(choice.plan, choice.plan.promise_set, scenario.own_assumptions)
        ],
        "risks": {id: dict(settings) for id, settings in scenario.risks.items()},
        "sources": sources_document(choice.plan, scenario),
        "provenance": vars(scenario.provenance()).copy(),
    }


def module_document(plan: Plan, results: Results) -> dict[str, Any]:
    """Return what the modules of a plan say of a run: by measure its unit, and its values by year and quarter."""
    return {
        one.id: {
            "unit": plan.unit(one.unit),
            "annual": dict(zip(map(str, plan.years), map(plain, one.years(results)[:, 0]), strict=True)),
            "quarters": [plain(value) for value in one.quarters(results)[:, 0]],
        }
        for one in module_measures(plan)
    }


def tier_document(plan: Plan, results: Results) -> dict[str, Any]:
    """Return what a run loses of each tier of customers: its shares today, its churn, and the revenue that leaves."""
    found, paths = {}, zip(plan.tiers.items(), tier_churn(results), tier_losses(results), strict=True)
    for (id, tier), churn, lost in paths:
        found[id] = {
            "share_of_customers": tier.customers,
            "share_of_revenue": tier.revenue,
            "churn_rate": dict(zip(map(str, plan.years), map(plain, year_ends(churn)[:, 0]), strict=True)),
            "revenue_lost": dict(zip(map(str, plan.years), map(plain, year_totals(lost)[:, 0]), strict=True)),
        }
    return found


def sources_document(plan: Plan, scenario: Scenario) -> dict[str, Any]:
    """Return what every number of a run rests on: who set it, and ids that `python -m sim sources ID` puts in words."""

    def entry(origin: Origin) -> dict[str, Any]:
        equations = {"equations": [one.id for one in origin.equations]} if origin.equations else {}
        return {"set_by": origin.set_by, "sources": list(origin.sources), **equations}

    set_name, own_assumptions = scenario.assumption_set, scenario.own_assumptions
    return {
        "levers": {id: entry(provenance.lever_value(plan, id, value)) for id, value in scenario.levers.items()},
        "assumptions": {
            id: entry(provenance.assumption(plan, id, set_name, own_assumptions)) for id in plan.assumptions
        },
        "risks": {
            id: list(dict.fromkeys(s for one in provenance.risk(plan, id) for s in one.sources))
            for id in scenario.risks
        },
        "results": {metric: entry(provenance.metric(plan, metric)) for metric in explained_measures()},
    }


def result_document(snapshot: Snapshot) -> dict[str, Any]:
    """Return the results: by year, by quarter, over the whole horizon, and per region what holds it back."""
    kpis = snapshot.kpis
    return {
        **snapshot.document(),
        **{one.id: kpis[one.id] for one in measures() if isinstance(one, Growth | Return)},
        "gap_to_target": kpis.target_gap,
        **{
            one.id: _by_year(snapshot, one.id)
            for one in measures(years=True, quarters=False)
            if not isinstance(one, Growth)
        },
        "binding_limit": dict(snapshot.binding_limits),
    }


def target_document(scenario: Scenario, snapshot: Snapshot) -> dict[str, Any]:
    kpis = snapshot.kpis
    return {
        **vars(scenario.target),
        "result": kpis.target_result,
        "gap": kpis.target_gap,
        "reached": kpis.target_reached,
    }


def assumption_document(plan: Plan, scenario: Scenario, own_set: str | None) -> dict[str, Any]:
    """Return what the run assumes.

    `values` are the middle of the likely set (`stands_at` "means" where it has a spread); the results by year and
    quarter stand at `promised`.
    """
    spread = has_spread(plan, scenario.assumption_set, scenario.own_assumptions)
    return {
        "set": own_set or scenario.assumption_set,
        "base_set": scenario.assumption_set,
        "overrides": dict(scenario.own_assumptions),
        "has_spreads": spread,
        "stands_at": "means" if spread else "values",
        "values": scenario.central_assumptions(),
        "promise_set": plan.promise_set,
        "promised": scenario.promised_assumptions(),
    }


def _by_year(snapshot: Snapshot, metric: str) -> dict[str, float | None]:
    return {str(year): plain(value) for year, value in zip(snapshot.years, snapshot.annual[metric], strict=True)}
