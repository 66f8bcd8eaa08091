"""`python -m sim run`: one deterministic run as a table, JSON, CSV or Parquet."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from sim.cli.command import Command, Context, Option
from sim.cli.inputs import SCENARIO_EXCLUSIVE, SCENARIO_OPTIONS, choose

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from sim.cli.inputs import Choice
    from sim.model import Results


def run(context: Context) -> None:
    """Run the scenario the options describe and write it in the form they ask for."""
    from sim.store.snapshot import take_snapshot

    choice = choose(context)
    results = choice.scenario.run()
    for form, write in (("csv", _write_csv), ("parquet", _write_parquet)):
        if context.given[form] is not None:
            _to_file(context, choice, results, context.given[form], write)
            return
    snapshot = take_snapshot(choice.scenario, results)
    if context.given["json"]:
        from sim.cli.document import run_document

        context.write_json(run_document(choice, snapshot, results))
    else:
        from sim.cli.report import write_report

        write_report(context, choice, snapshot)


def tidy(choice: Choice, results: Results) -> pd.DataFrame:
    """Return quarter x region x product with the provenance beside every row, because a CSV file has no other place."""
    provenance = choice.scenario.provenance()
    table = results.frame(provenance).drop(columns="draw")
    for name in ("plan", "plan_hash", "scenario_hash", "model_version"):
        table[name] = getattr(provenance, name)
    return table


def _to_file(
    context: Context, choice: Choice, results: Results, target: str, write: Callable[[pd.DataFrame, BinaryIO], object]
) -> None:
    from sim.export.files import write_file

    table = tidy(choice, results)
    write_file(target, lambda file: write(table, file))
    context.write(context.text("cli-run-written", count=len(table), file=target))


def _write_csv(table: pd.DataFrame, file: BinaryIO) -> None:
    table.to_csv(file, index=False, lineterminator="\n", encoding="utf-8")


def _write_parquet(table: pd.DataFrame, file: BinaryIO) -> None:
    """Write Parquet whose schema carries units and provenance."""
    import json

    import pyarrow as pa
    from pyarrow import parquet

    columns = pa.Table.from_pandas(table, preserve_index=False)
    notes = {str(key).encode(): json.dumps(value).encode() for key, value in table.attrs.items()}
    buffer = pa.BufferOutputStream()
    parquet.write_table(columns.replace_schema_metadata({**(columns.schema.metadata or {}), **notes}), buffer)
    file.write(buffer.getvalue().to_pybytes())


COMMAND = Command(
    "run",
    "cli-command-run",
    run,
    options=(
        *SCENARIO_OPTIONS,
        Option("json", "cli-option-json", kind="flag"),
        Option("csv", "cli-option-csv", value="FILE"),
        Option("parquet", "cli-option-parquet", value="FILE"),
    ),
    exclusive=(*SCENARIO_EXCLUSIVE, ("json", "csv", "parquet")),
)
