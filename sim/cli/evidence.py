"""`python -m sim evidence`: what became of other companies' revenue targets, and how the model's spread compares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.cli.command import Command, Context, Option
from sim.cli.inputs import SCENARIO_EXCLUSIVE, SCENARIO_OPTIONS, choose

if TYPE_CHECKING:
    from sim.trust.reference_class import Attainment, SpreadTest


def run(context: Context) -> None:
    """Write the class, the scenario's own spread beside it, and the test of one against the other."""
    import numpy as np

    from sim import simulate
    from sim.cli.table import align
    from sim.trust.reference_class import QUANTILES, attainment, cases, select, spread_test, studies

    scenario = choose(context).scenario
    chosen = select(lambda one: one.read) if context.given["read-only"] else cases()
    found = attainment(chosen)
    ratios = simulate(scenario).outcome() / scenario.target.value
    own = tuple(float(value) for value in np.quantile(ratios, QUANTILES))
    test = spread_test(ratios, chosen)
    if context.given["json"]:
        document = {"class": _class_document(found), "own": _quantiles(own), "test": _test_document(test)}
        document["cases"] = [
            {"company": one.company, "target": one.target, "actual": one.actual, "unit": one.unit, "ratio": one.ratio,
             "reached": one.reached, "target_year": one.target_year, "region": one.region, "sector": one.sector,
             "required_growth": one.required_growth, "read": one.read, "source": one.source}
            for one in chosen
        ]  # fmt: skip
        context.write_json(document | {"studies": list(studies())})
        return
    t, language = context.text, context.language

    def share(value: float) -> str:
        return language.quantity(value, "percent_whole")

    def verdict(holds: bool) -> str:
        return t("trust-holds" if holds else "trust-fails")

    context.write(t("reference-warning"))
    context.write()
    heads = ["", "P10", "P25", "P50", "P75", "P90"]
    rows = [
        [t("reference-own"), *(share(value) for value in own)],
        [t("reference-class", count=found.count, firms=found.firms), *(share(value) for value in found.quantiles)],
    ]
    context.write(align([heads, *rows], "lrrrrr"))
    context.write()
    heads = [t(f"trust-reference-column-{name}") for name in ("what", "found", "wanted")] + [t("trust-column-verdict")]
    rows = [
        [
            t("trust-reference-band", band=share(one.band)),
            share(one.share),
            t("trust-reference-limits", low=share(one.low), high=share(one.high)),
            verdict(one.holds),
        ]
        for one in test.coverage
    ]
    score = [
        t("trust-reference-score"),
        language.number(test.model, "plain"),
        t("trust-reference-score-wanted", reference=language.number(test.reference, "plain")),
        verdict(test.model <= test.reference),
    ]
    context.write(align([heads, *rows, score], "lrrl"))


def _quantiles(values: tuple[float, ...]) -> dict[str, float]:
    return dict(zip(("p10", "p25", "p50", "p75", "p90"), values, strict=True))


def _class_document(found: Attainment) -> dict[str, Any]:
    return {
        "count": found.count,
        "firms": found.firms,
        **_quantiles(found.quantiles),
        "reached": found.reached,
        "reached_by_any_year": found.reached_by_any_year,
        "random_sample": False,
    }


def _test_document(test: SpreadTest) -> dict[str, Any]:
    return {
        "coverage": [
            {"band": one.band, "share": one.share, "low": one.low, "high": one.high, "holds": one.holds}
            for one in test.coverage
        ],
        "below_median": test.below,
        "crps": {"model": test.model, "reference": test.reference, "naive": test.naive},
        "holds": test.holds,
    }


COMMAND = Command(
    "evidence",
    "cli-command-evidence",
    run,
    options=(
        *SCENARIO_OPTIONS,
        Option("read-only", "cli-option-read-only", kind="flag"),
        Option("json", "cli-option-json", kind="flag"),
    ),
    exclusive=SCENARIO_EXCLUSIVE,
)
