"""A run as a table people read: headline, measures by year, regions, and what the numbers stand on."""

from __future__ import annotations

from sim import Scenario
from sim.analysis.promise import Promise, promise_of
from sim.assumptions.calibration import missed_fit_text, missed_fits
from sim.cli.command import Context
from sim.cli.inputs import Choice
from sim.cli.table import align
from sim.cli.titles import label
from sim.language import Language, key
from sim.model.measures import measure, measures
from sim.model.quantities import NONE
from sim.model.rounding import add_up
from sim.plan import Plan
from sim.plan.alternatives import own_reading
from sim.store.snapshot import Snapshot


def write_report(context: Context, choice: Choice, snapshot: Snapshot) -> None:
    """Write a run for people."""
    language = context.language
    start = choice.name if choice.name is not None else label(language, "preset", choice.preset or "")
    changed = 0
    if choice.preset is not None:
        preset = choice.plan.presets[choice.preset]
        changed = sum(choice.scenario.levers[id] != value for id, value in preset.items())
    context.write(language.text("cli-run-title", plan=language.text("plan-title"), start=start, changed=changed))
    write_results(context, choice.plan, choice.scenario, snapshot, choice.own_set.name if choice.own_set else None)


def write_results(context: Context, plan: Plan, scenario: Scenario, snapshot: Snapshot, own_set: str | None) -> None:
    """Write results, assumptions and provenance."""
    language = context.language
    set_name, replaced = own_set or label(language, "set", scenario.assumption_set), len(scenario.own_assumptions)
    if not own_set and (reading := own_reading(plan, scenario.own_assumptions)):
        set_name, replaced = language.text("likely-reading", set=set_name, reading=language.text(reading)), 0
    context.write(language.text("cli-run-assumptions", set=set_name, replaced=replaced))
    context.write(promise_text(language, scenario, promise_of(scenario)))
    for one in missed_fits(plan, plan.promise_set, scenario.own_assumptions):
        context.write(missed_fit_text(plan, one, language))
    context.write()
    write_headline(context, snapshot, scenario.target.metric, scenario.target.year, scenario.target.value)
    context.write()
    write_tables(context, snapshot)
    context.write()
    origin = scenario.provenance()
    context.write(
        language.text(
            "cli-run-provenance",
            plan=origin.plan_hash,
            scenario=origin.scenario_hash,
            model=origin.model_version,
            seed=str(origin.seed),
            draws=language.number(origin.draws, "count"),
        )
    )
    context.write(language.text("cli-sources-hint"))


def promise_text(language: Language, scenario: Scenario, promise: Promise) -> str:
    """Return what the numbers of a run stand on: what the measures have to bring, and that no case occurs but these."""
    share = next(iter(promise.needed.values()), None)
    forced = language.join(language.text(key("risk", id)) for id in promise.forced)
    return language.text(
        "promise-takes",
        fit="none" if share is None else "fit",
        share="" if share is None else language.quantity(share, "percent_whole"),
        full="" if promise.full is None else scenario.target.measure.format(language, promise.full),
        risks="forced" if forced else "none",
        forced=forced,
    )


def write_headline(context: Context, snapshot: Snapshot, metric: str, year: int, value: float) -> None:
    """Write the one sentence that matters: the result against the target."""
    language = context.language
    kpis = snapshot.kpis
    one = measure(metric)
    gap = abs(kpis.target_gap)
    side = "met" if one.is_nothing(language, gap) else "reached" if kpis.target_reached else "missed"
    side = "over" if side == "missed" and kpis.target_gap > 0 else side
    context.write(
        language.text(
            "cli-run-headline",
            year=str(year),
            measure=one.name(language),
            result=one.format(language, kpis.target_result),
            target=one.format(language, value),
            side=side,
            gap=one.format_change(language, gap, signed=False),
        )
    )
    roi = measure("roi")
    if kpis["roi"] is not None:
        context.write(language.text("cli-run-roi", roi=roi.number(language, kpis["roi"])))


def write_tables(context: Context, snapshot: Snapshot) -> None:
    """Write the measures by year, and the regions of the last year."""
    language = context.language
    rows = [["", *map(language.year, snapshot.years)]]
    for one in measures(years=True):
        unit = one.quantity.name_of_unit(language)
        numbers = [one.number(language, float(value)) for value in snapshot.annual[one.id]]
        rows.append([language.text("with-note", name=one.name(language), note=unit), *numbers])
    context.write(align(rows, "l" + "r" * len(snapshot.years)))
    context.write()
    year = snapshot.years[-1]
    unit = language.unit("money")
    heads = [
        language.text("cli-region-title", year=str(year)),
        language.text("with-note", name=language.text("outcome-revenue"), note=unit),
        language.text("cli-region-new"),
        language.text("cli-region-reps"),
        language.text("cli-region-effective"),
        language.text("cli-region-limit"),
    ]
    limits = {"people": language.text("cli-limit-people"), "demand": language.text("cli-limit-demand")}
    last = snapshot.revenue[4 * (len(snapshot.years) - 1) :].sum(axis=0)
    table = [heads]
    shown = add_up(dict(enumerate(last.sum(axis=1).tolist())), language.formats["money"].step)
    for place, region in enumerate(snapshot.regions):
        money = float(last[place].sum())
        new = float(last[place, snapshot.products.index("new")]) if "new" in snapshot.products else 0.0
        table.append(
            [
                label(language, "region", region),
                language.number(shown[place], "money"),
                language.quantity(new / money, "percent") if money else NONE,
                *(language.number(float(values[-1, place]), "count") for values in snapshot.people.values()),
                limits[snapshot.binding_limits[region]],
            ]
        )
    context.write(align(table, "lrrrrl"))
