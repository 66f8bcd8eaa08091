"""`python -m sim compare A B [C…]`: scenarios side by side, what differs, why, and the chance of doing better."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from sim.cli.command import Argument, CliError, Command, Context, Option
from sim.cli.inputs import given_plan
from sim.cli.named import named_scenarios

if TYPE_CHECKING:
    from sim.analysis.bridge import Bar, Bridge
    from sim.analysis.compare import Comparison
    from sim.language import Language
    from sim.model.measure_base import Measure


def run(context: Context) -> None:
    """Compare the named scenarios."""
    from sim import compare

    values = context.given
    comparison = compare(named_scenarios(values["name"], given_plan(context)), values["base"])
    context.plans = tuple(one.scenario.plan for one in comparison.entrants)
    if values["json"]:
        context.write_json(comparison_document(comparison, values))
    else:
        _write(context, comparison, values)


def _bridges(comparison: Comparison, values: Any) -> dict[str, Bridge]:
    """Return a bridge from the base to every other scenario of its plan."""
    base = comparison.entrants[comparison.base].scenario
    options: dict[str, Any] = {"drill": True, "region": values["region"]}
    if values["year"] is not None:
        options["year"] = values["year"]
    chance = values["metric"] == "p_target"
    if chance and (values["region"] is not None or values["year"] not in (None, base.target.year)):
        raise CliError("error-bridge-chance", year=str(base.target.year))
    return {
        entrant.name: comparison.chance_bridge(place)
        if chance
        else comparison.bridge(place, values["metric"], **options)
        for place, entrant in enumerate(comparison.entrants)
        if place != comparison.base and entrant.scenario.plan == base.plan
    }


def comparison_document(comparison: Comparison, values: Any) -> dict[str, Any]:
    """Return the comparison as plain JSON values."""
    names = comparison.names
    bridges = {name: bridge_document(one) for name, one in _bridges(comparison, values).items()}
    return {
        "base": names[comparison.base],
        "year": comparison.year,
        "scenarios": [
            {"name": entrant.name, **vars(entrant.scenario.provenance()), "inputs": entrant.scenario.to_dict()}
            for entrant in comparison.entrants
        ],
        "differences": [
            {"kind": row.kind, "id": row.id, "unit": row.unit, "values": dict(zip(names, row.values, strict=True))}
            for row in comparison.differences
        ],
        "headline": {
            row.metric: {
                "unit": row.unit,
                "values": dict(zip(names, row.values, strict=True)),
                "absolute": dict(zip(names, row.absolute, strict=True)),
                "relative": dict(zip(names, row.relative, strict=True)),
            }
            for row in comparison.headline
        },
        "bridge": next(iter(bridges.values()), None),
        "bridges": bridges,
        **_chances_document(comparison),
        "notes": [key for key, _ in comparison.notes],
    }


def bridge_document(bridge: Bridge) -> dict[str, Any]:
    """Return a bridge as plain JSON values."""

    def bar_document(bar: Bar) -> dict[str, Any]:
        content: dict[str, Any] = {"id": bar.id, "kind": bar.kind, "value": bar.value, "alone": bar.alone}
        content |= {"last": bar.last, "error": bar.error}
        if bar.kind == "group":
            content["parts"] = [bar_document(part) for part in bar.parts]
        return content

    return {
        "metric": bridge.metric,
        "unit": bridge.unit,
        "year": bridge.year,
        "region": bridge.region,
        "start": bridge.start,
        "end": bridge.end,
        "groups": {bar.id: bar.value for bar in bridge.bars},
        "total": bridge.total,
        "residual": bridge.residual,
        "interaction": bridge.interaction,
        "bars": [bar_document(bar) for bar in bridge.bars],
    }


def _chances_document(comparison: Comparison) -> dict[str, Any]:
    chances, names = comparison.chances, comparison.names
    if chances is None:
        return {"p_target": None, "p_beats": None}

    def estimate(value: float, error: float) -> dict[str, float] | None:
        return None if math.isnan(value) else {"value": float(value), "error": float(error)}

    return {
        "target": vars(chances.target).copy(),
        "draws": chances.draws,
        "seed": chances.seed,
        "p_target": {
            name: estimate(value, error)
            for name, value, error in zip(names, chances.reach, chances.reach_error, strict=True)
        },
        "p_beats": {
            name: {
                other: estimate(chances.beats[i, j], chances.beats_error[i, j])
                for j, other in enumerate(names)
                if i != j
            }
            for i, name in enumerate(names)
        },
    }


def _write(context: Context, comparison: Comparison, values: Any) -> None:
    from sim.analysis.text import bar_name, bridge_sentence, difference_name, difference_text, interaction_sentence
    from sim.cli.table import align, shorten
    from sim.model.quantities import CHANCE

    language = context.language

    names = [shorten(name, 24) for name in comparison.names]
    base = comparison.names[comparison.base]
    context.write(language.text("compare-cli-title", base=base, year=str(comparison.year or "–")))
    rows = [["", *names]]
    for row in comparison.headline:
        cells = [row.measure.name(language)]
        for place, value in enumerate(row.values):
            shown = row.measure.format(language, value)
            difference = row.absolute[place]
            if place != comparison.base and difference is not None:
                shown += f" ({row.measure.format_change(language, difference)})"
            cells.append(shown)
        rows.append(cells)
    chances = comparison.chances
    if chances is not None:
        for name, shares, errors in (
            (language.text("outcome-p-target"), chances.reach, chances.reach_error),
            (
                language.text("export-beats", base=base),
                chances.beats[:, comparison.base],
                chances.beats_error[:, comparison.base],
            ),
        ):
            rows.append([name])
            for place, (value, error) in enumerate(zip(shares, errors, strict=True)):
                same = shares is not chances.reach and place == comparison.base
                rows[-1].append("–" if same else CHANCE.estimate(language, float(value), float(error)))
    context.write(align(rows, "l" + "r" * len(names)))
    for note, arguments in comparison.notes:
        context.write(language.text(note, **arguments))
    if comparison.differences:
        context.write()
        rows = [[language.text("compare-cli-differences"), *names]]
        for one in comparison.differences:
            rows.append(
                [difference_name(one, language), *(difference_text(one, value, language) for value in one.values)]
            )
        context.write(align(rows, "l" + "r" * len(names)))
    for name, bridge in _bridges(comparison, values).items():
        context.write()
        context.write(bridge_sentence(bridge, base, name, language))
        rows = [
            ["  " * depth + bar_name(bar, language), _amount(bar, bridge.measure, language)]
            for group in bridge.bars
            for depth, bar in ((1, group), *((2, part) for part in group.parts))
        ]
        if rows:
            context.write(align(rows, "lr"))
        context.write(interaction_sentence(bridge, language))


def _amount(bar: Bar, measure: Measure, language: Language) -> str:
    """Return a bar's amount, with its standard error where it has one."""
    text = measure.format_change(language, bar.value)
    return text if not bar.error else f"{text} ± {measure.number_change(language, bar.error, signed=False)}"


COMMAND = Command(
    "compare",
    "cli-command-compare",
    run,
    arguments=(Argument("name", many=True),),
    options=(
        Option("plan", "cli-option-plan", value="PLAN"),
        Option("base", "cli-option-base", value="NAME"),
        Option("metric", "cli-option-bridge-metric", value="MEASURE", default="revenue"),
        Option("year", "cli-option-bridge-year", kind="whole", value="YEAR"),
        Option("region", "cli-option-bridge-region", value="REGION"),
        Option("json", "cli-option-json", kind="flag"),
    ),
)
