"""`python -m sim export A [B…] --to FILE`: slides, workbook, tidy table or scenario; the file's ending says which."""

from __future__ import annotations

from dataclasses import replace

from sim import export_file
from sim.analysis.differences import Entrant
from sim.cli.command import Argument, CliError, Command, Context, Option
from sim.cli.files import read_file
from sim.cli.inputs import given_plan
from sim.cli.named import PREFIX, named_scenarios
from sim.export.files import KINDS, check_kind


def run(context: Context) -> None:
    """Write the named scenarios to a file."""
    values = context.given
    target, template = values["to"], values["template"]
    if target is None:
        raise CliError("error-export-target", allowed=[*KINDS])
    if check_kind(target) != ".pptx" and template is not None:
        raise CliError("error-export-template", option="--template")
    found = named_scenarios(values["name"], given_plan(context))
    context.plans = tuple(one.scenario.plan for one in found)
    subjects = [_with_title(one, context) for one in found]
    base = values["base"]
    if base is not None and base.startswith(PREFIX):
        base = next((one.name for one, word in zip(subjects, values["name"], strict=True) if word == base), base)
    slides = None if template is None else _template(template)
    export_file(subjects, target, base=base, language=context.language_id, template=slides)
    if check_kind(target) == ".pptx":
        from sim.export.template import has_macros

        if has_macros(slides):
            context.write(context.text("export-template-macros"))
    context.write(context.text("cli-export-done", file=target, count=len(subjects)))


def _template(source: str) -> bytes:
    from sim.export.template import TEMPLATE_LIMIT

    return read_file(source, TEMPLATE_LIMIT)


def _with_title(entrant: Entrant, context: Context) -> Entrant:
    """Give a preset its name in the reader's language; names of saved scenarios are kept."""
    if not entrant.name.startswith(PREFIX):
        return entrant
    preset, _, assumptions = entrant.name.removeprefix(PREFIX).partition(":")
    name = context.text(f"preset-{preset}")
    if assumptions:
        name = context.text("with-note", name=name, note=context.text(f"set-{assumptions}"))
    return replace(entrant, name=name)


COMMAND = Command(
    "export",
    "cli-command-export",
    run,
    arguments=(Argument("name", many=True),),
    options=(
        Option("to", "cli-option-export-to", value="FILE"),
        Option("plan", "cli-option-plan", value="PLAN"),
        Option("base", "cli-option-base", value="NAME"),
        Option("template", "cli-option-template", value="FILE"),
    ),
)
