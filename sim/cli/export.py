"""`python -m sim export A [B…] --to FILE`: slides, workbook, tidy table or scenario; the file's ending says which."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from sim.analysis.differences import Entrant
from sim.cli.command import Argument, CliError, Command, Context, Option
from sim.cli.files import read_file, write_file
from sim.cli.named import PREFIX, named_scenarios
from sim.language import get_language

KINDS = (".pptx", ".xlsx", ".parquet", ".csv", ".json")


def run(context: Context) -> None:
    """Write the named scenarios to a file."""
    values = context.given
    target = values["to"]
    if target is None:
        raise CliError("error-export-target", allowed=", ".join(KINDS))
    kind = Path(target).suffix.lower()
    if kind not in KINDS:
        raise CliError("error-export-kind", file=target[:200], allowed=", ".join(KINDS))
    if values["template"] is not None and kind != ".pptx":
        raise CliError("error-export-template", option="--template")
    subjects = [_with_title(one, context) for one in named_scenarios(values["name"])]
    base = values["base"]
    if base is not None and base.startswith(PREFIX):
        base = next((one.name for one, word in zip(subjects, values["name"], strict=True) if word == base), base)
    content = _content(kind, subjects, base, values["template"], context)
    write_file(target, lambda file: file.write(content))
    context.write(context.text("cli-export-done", file=target, count=len(subjects)))


def _with_title(entrant: Entrant, context: Context) -> Entrant:
    """Give a preset its name in the reader's language; names of saved scenarios are kept."""
    if not entrant.name.startswith(PREFIX):
        return entrant
    preset, _, assumptions = entrant.name.removeprefix(PREFIX).partition(":")
    name = context.text(f"preset-{preset}")
    if assumptions:
        name = context.text("export-with-unit", name=name, unit=context.text(f"set-{assumptions}"))
    return replace(entrant, name=name)


def _content(kind: str, subjects: list[Entrant], base: str | None, template: str | None, context: Context) -> bytes:
    moment = dt.datetime.now().astimezone()
    if kind == ".json":
        from sim.export.document import scenario_json

        if len(subjects) > 1:
            raise CliError("error-export-json-one")
        return scenario_json(subjects[0], moment)
    if kind in (".csv", ".parquet"):
        from sim.export.tidy import csv_file, parquet_file

        return (csv_file if kind == ".csv" else parquet_file)(subjects, moment)
    from sim.export.report import make_report

    report = make_report(subjects, get_language(context.language), moment, base=base)
    if kind == ".xlsx":
        from sim.export.workbook import workbook

        return workbook(report)
    from sim.export.deck import deck
    from sim.export.template import TEMPLATE_LIMIT

    return deck(report, None if template is None else read_file(template, TEMPLATE_LIMIT))


COMMAND = Command(
    "export",
    "cli-command-export",
    run,
    arguments=(Argument("name", many=True),),
    options=(
        Option("to", "cli-option-export-to", value="FILE"),
        Option("base", "cli-option-base", value="NAME"),
        Option("template", "cli-option-template", value="FILE"),
    ),
)
