"""`python -m sim sweep`: thousands of scenarios, each over its futures, into Parquet; goes on where it stopped."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.cli.command import CliError, Command, Context, Option
from sim.cli.inputs import SCENARIO_EXCLUSIVE, SCENARIO_OPTIONS, choose

if TYPE_CHECKING:
    from sim.cli.inputs import Choice

SHOWN = 10
"""Rows that the table lists; JSON and the folder have all of them."""
MOST_BYTES = 64 * 2**20


def run(context: Context) -> None:
    """Run the scenarios that the options vary; keep them in a folder, list the likeliest."""
    from sim.scenario import MAX_DRAWS
    from sim.sweep import make_pool, run_sweep
    from sim.sweep.folder import Folder
    from sim.sweep.sweep import Sweep, read_rows

    given = dict(context.given)
    asked: int | None = given["draws"]
    many = asked if asked is not None and asked > MAX_DRAWS else None
    context.given = given | ({} if many is None else {"draws": None})
    choice = choose(context)
    draws = choice.scenario.draws if many is None else many
    sweep = Sweep(choice.scenario, _points(context, choice), draws)
    folder = None if given["to"] is None else Folder(Path(given["to"]), sweep.manifest())
    pool = make_pool(given["pool"], choice.plan, given["workers"])
    try:
        rows = run_sweep(sweep, pool, folder, _progress(context))
    finally:
        pool.close()
    computed = len(rows)
    if folder is not None:
        rows = read_rows(folder.path).to_pylist()
    if context.given["json"]:
        content: dict[str, Any] = {"sweep": sweep.manifest(), "units": sweep.units(), "computed": computed}
        context.write_json(content | ({"rows": rows} if folder is None else {"folder": str(folder.path)}))
        return
    _write(context, choice, sweep.lever_ids, rows, computed)


def _points(context: Context, choice: Choice) -> list[dict[str, Any]]:
    from sim.sweep import grid, read_axis, sample

    given = context.given
    if given["from"] is not None:
        points = _read_points(given["from"])
        for point in points:
            choice.scenario.with_levers(point)  # refused before anything is computed
        return points
    axes = [read_axis(choice.plan, text) for text in given["vary"]]
    if not axes:
        raise CliError("error-sweep-nothing")
    doubled = [axis.id for place, axis in enumerate(axes) if axis.id in [one.id for one in axes[:place]]]
    if doubled:
        raise CliError("error-cli-twice", option=f"--vary {doubled[0]}")
    return grid(axes) if given["sample"] is None else sample(axes, given["sample"], choice.scenario.seed)


def _read_points(source: str) -> list[dict[str, Any]]:
    """Return the points of a file with one JSON object of lever values a line; raises `CliError` naming the line."""
    from sim.cli.files import read_file

    points = []
    for number, line in enumerate(read_file(source, MOST_BYTES).decode("utf-8-sig", "replace").splitlines(), 1):
        if not line.strip():
            continue
        try:
            point = json.loads(line)
        except (ValueError, RecursionError) as problem:
            raise CliError("error-sweep-line", file=source[:80], line=number) from problem
        if not isinstance(point, dict):
            raise CliError("error-sweep-line", file=source[:80], line=number)
        points.append(point)
    if not points:
        raise CliError("error-sweep-nothing")
    return points


def _progress(context: Context) -> Any:
    """Return what writes progress to the terminal, where there is one."""
    if not sys.stderr.isatty():
        return None
    shown = -1

    def write(done: int, total: int) -> None:
        nonlocal shown
        share = 100 * done // total
        if share != shown:
            shown = share
            end = "\n" if done == total else ""
            print(
                f"\r{context.text('cli-sweep-progress', done=done, total=total)}", end=end, file=sys.stderr, flush=True
            )

    return write


def _write(context: Context, choice: Choice, ids: Sequence[str], rows: list[dict[str, Any]], computed: int) -> None:
    from sim.cli.table import align
    from sim.language import key
    from sim.model.quantities import CHANCE

    language, target = context.language, choice.scenario.target
    measure = target.measure
    draws = language.number(rows[0]["draws"], "count")
    context.write(language.text("cli-sweep-title", count=len(rows), computed=computed, draws=draws))
    heads = [language.text(key("lever", id)) for id in ids]
    heads += [language.text(one) for one in ("cli-sweep-promise", "cli-sweep-range", "cli-sweep-chance")]
    table = [heads]
    for row in sorted(rows, key=lambda one: (-one["chance"], one["point"]))[:SHOWN]:
        lever = [row[id] if isinstance(row[id], str) else f"{row[id]:g}" for id in ids]
        low, high = (measure.format(language, row[f"{target.metric}_{end}"]) for end in ("p10", "p90"))
        error = CHANCE.number_change(language, row["chance_se"], signed=False)
        chance = f"{CHANCE.format(language, row['chance'])} ± {error}"
        table.append([*lever, measure.format(language, row["promise"]), f"{low} – {high}", chance])
    context.write(align(table, "r" * len(heads)))
    if len(rows) > SHOWN:
        context.write(language.text("cli-sweep-more", count=len(rows) - SHOWN))
    if context.given["to"] is not None:
        context.write(language.text("cli-sweep-kept", folder=context.given["to"]))


COMMAND = Command(
    "sweep",
    "cli-command-sweep",
    run,
    options=(
        *SCENARIO_OPTIONS,
        Option("vary", "cli-option-sweep-vary", value="LEVER=LOW:HIGH:N|A,B,…", repeat=True),
        Option("sample", "cli-option-sweep-sample", kind="whole", value="N"),
        Option("from", "cli-option-sweep-from", value="FILE"),
        Option("to", "cli-option-sweep-to", value="FOLDER"),
        Option("pool", "cli-option-sweep-pool", value="threads|processes|tcp://HOST:PORT", default="threads"),
        Option("workers", "cli-option-sweep-workers", kind="whole", value="N"),
        Option("json", "cli-option-json", kind="flag"),
    ),
    exclusive=(*SCENARIO_EXCLUSIVE, ("vary", "from"), ("sample", "from")),
)
