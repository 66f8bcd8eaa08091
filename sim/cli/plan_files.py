"""`python -m sim plans check|import|export|remove`: plans that people bring, keep and give away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.cli.author import BY, who
from sim.cli.command import Argument, CliError, Command, Context, Option
from sim.cli.inputs import find_plan
from sim.cli.owner import OWNERSHIP, ownership
from sim.cli.plan_target import COMMAND as TARGET

if TYPE_CHECKING:
    from sim import SimError
    from sim.language import Language
    from sim.plan import Plan
    from sim.plan.brought import Brought
    from sim.plan.changes import PlanChange

JSON = Option("json", "cli-option-json", kind="flag")
KINDS = (".zip", ".xlsx")
LISTED = 10
SHOWN = 40
"""Differences that are listed in words; JSON holds all of them."""


def check(context: Context) -> None:
    """Say that a plan is fine, or everything that is wrong with it; the exit code says which."""
    brought = _read(context)
    plan = brought.plan
    if plan is None:
        _complain(context, brought)
    elif context.given["json"]:
        context.write_json({"ok": True, "problems": [], **_identity(plan)})
    else:
        context.write(context.text("cli-plans-fine", **_names(context, plan)))


def import_plan(context: Context) -> None:
    """Keep a plan in the library, as a new one or as the next version of one; say what differs from the last."""
    from sim.cli.open_library import open_library
    from sim.plan.changes import plan_changes

    brought = _read(context)
    plan = brought.plan
    if plan is None:
        first, *others = brought.problems
        if not others:
            raise first
        raise CliError("error-cli-plans-problems", first=first.text(context.language_id), count=len(others))
    store = open_library()
    before = store.plans.find(plan.id)
    changes = () if before is None else plan_changes(store.plans.newest(plan.id), plan)
    with ownership(context.given) as space:
        kept = before if context.given["dry-run"] else store.plans.keep(plan, by=who(context.given), space=space)
    if context.given["json"]:
        told = [_change(one, plan.vocabulary(context.language)) for one in changes]
        context.write_json({**_identity(plan), "number": None if kept is None else kept.number, "changes": told})
        return
    _write_changes(context, plan, changes)
    if context.given["dry-run"] or kept is None:
        context.write(context.text("cli-plans-dry", **_names(context, plan)))
    elif before is not None and before.revision == kept.revision:
        context.write(context.text("cli-plans-known", number=kept.number, **_names(context, plan)))
    else:
        context.write(context.text("cli-plans-imported", number=kept.number, **_names(context, plan)))


def export(context: Context) -> None:
    """Write a plan into a file that `import` reads."""
    from sim.export.files import write_file
    from sim.plan.zipped import pack_zip

    plan, target = find_plan(context.given["id"]), context.given["to"]
    if target is None:
        raise CliError("error-cli-plans-to", allowed=[*KINDS])
    kind = Path(target).suffix.lower()
    if kind not in KINDS:
        raise CliError("error-cli-plans-kind", file=target[:200], allowed=[*KINDS])
    content = _workbook(plan, context) if kind == ".xlsx" else pack_zip(plan.files, plan.id)
    write_file(target, lambda file: file.write(content))
    context.write(context.text("cli-plans-exported", file=target, **_names(context, plan)))


def _workbook(plan: Plan, context: Context) -> bytes:
    from sim.language import get_language
    from sim.plan.workbook.writer import plan_workbook

    return plan_workbook(plan, get_language(context.language_id))


def template(context: Context) -> None:
    """Write a workbook to fill in: a small plan, everything not asked for at the program's own values."""
    from sim.export.files import write_file
    from sim.language import get_language
    from sim.plan.schema import is_currency
    from sim.plan.workbook.template import template_plan
    from sim.plan.workbook.writer import plan_workbook

    target, t = context.given["to"], context.text
    if target is None:
        raise CliError("error-cli-plans-to", allowed=".xlsx")
    if Path(target).suffix.lower() != ".xlsx":
        raise CliError("error-cli-plans-kind", file=target[:200], allowed=".xlsx")
    currency = context.given["currency"] or "CNY"
    if not is_currency(currency):
        raise CliError("error-cli-currency", value=currency[:40])
    plan = template_plan(context.language, currency, context.given["regions"] or "")
    content = plan_workbook(plan, get_language(context.language_id))
    write_file(target, lambda file: file.write(content))
    context.write(t("cli-plans-exported", file=target, **_names(context, plan)))


def next_number(context: Context) -> None:
    """Say which number would narrow the range of the headline target most, and what each would leave of it."""
    from sim import Scenario
    from sim.analysis.next_number import next_numbers
    from sim.language import key
    from sim.model.measures import measure
    from sim.plan.spreads import BASIS_TEXTS, basis_of

    word = context.given["plan"]
    if Path(word).suffix.lower() in KINDS or Path(word).is_dir():
        from sim.plan.brought import read_brought

        brought = read_brought(Path(word))
        if brought.plan is None:
            _complain(context, brought)
            return
        plan = brought.plan
    else:
        plan = find_plan(word)
    found = next_numbers(Scenario.of(plan))
    shown = found.numbers[: context.given["most"] or LISTED]
    aimed = measure(found.target.metric)
    if context.given["json"]:
        context.write_json(
            {
                **_identity(plan), "metric": found.target.metric, "year": found.target.year,
                "unit": plan.unit(aimed.unit), "p10": found.low, "p90": found.high, "draws": found.draws,
                "numbers": [
                    {**vars(one), "unit": plan.unit(plan.assumptions[one.id].unit), "basis": basis_of(plan, one.id)}
                    for one in shown
                ],
            }
        )  # fmt: skip
        return
    language = plan.vocabulary(context.language)
    t = language.text
    ends = {"low": found.low, "high": found.high, "width": found.width}
    told = {name: aimed.format(language, value) for name, value in ends.items()}
    year = str(found.target.year)
    context.write(
        t("next-command-range", title=t("plan-title"), year=year, draws=language.number(found.draws, "count"), **told)
    )
    for place, one in enumerate(shown, 1):
        context.write(
            t(
                "next-command",
                place=place,
                name=t(key("assumption", one.id)),
                id=one.id,
                width=aimed.format(language, one.width),
                share=language.quantity(one.share, "percent_whole"),
                error=language.quantity(one.error / found.width, "percent_whole"),
                basis=t(BASIS_TEXTS[basis_of(plan, one.id)]),
            )
        )


def remove(context: Context) -> None:
    """Take a plan off the list; what was saved under it still opens."""
    from sim.cli.open_library import open_library

    gone = open_library().plans.archive(context.given["id"], by=who(context.given))
    context.write(context.text("cli-plans-removed", plan=gone.id))


def _read(context: Context) -> Brought:
    from sim.plan.brought import read_brought

    return read_brought(Path(context.given["file"]), context.given.get("as") or "")


def _complain(context: Context, brought: Brought) -> None:
    """Write everything that is wrong; the command then ends with the exit code for bad input."""
    context.code = 2
    if context.given["json"]:
        problems = [_problem(one, context.language_id) for one in brought.problems]
        context.write_json({"ok": False, "problems": problems})
        return
    for one in brought.problems:
        context.write(one.text(context.language_id))
    context.write(context.text("cli-plans-problems", count=len(brought.problems)))


def _problem(problem: SimError, language: str) -> dict[str, Any]:
    from sim.language import FALLBACK, get_language
    from sim.language.errors import spell

    said = spell(problem.arguments, get_language(FALLBACK))  # what a program reads is the same in every language
    told = {name: str(said[name]) for name in ("file", "key", "value", "allowed") if name in said}
    return {"error": problem.key, **told, "text": problem.text(language)}


def _change(change: PlanChange, language: Language) -> dict[str, Any]:
    from sim.plan.change_text import change_name

    told = {"file": change.file, "key": change.key, "name": change_name(change, language)}
    return {**told, "before": change.before, "after": change.after, "unit": change.unit}


def _write_changes(context: Context, plan: Plan, changes: tuple[PlanChange, ...]) -> None:
    from sim.plan.change_text import change_text

    language = plan.vocabulary(context.language)
    for one in changes[:SHOWN]:
        context.write(change_text(one, language))
    if len(changes) > SHOWN:
        context.write(context.text("cli-plans-more", count=len(changes) - SHOWN))


def _identity(plan: Plan) -> dict[str, Any]:
    return {"id": plan.id, "hash": plan.hash, "years": list(plan.years), "regions": list(plan.regions)}


def _names(context: Context, plan: Plan) -> dict[str, str]:
    spoken = plan.vocabulary(context.language)
    years = spoken.years(plan.years[0], plan.years[-1])
    return {"plan": plan.id, "title": spoken.text("plan-title"), "years": years, "hash": plan.hash}


FILE, ID = Argument("file"), Argument("id")
COMMANDS = (
    Command("check", "cli-command-plans-check", check, arguments=(FILE,), options=(JSON,)),
    Command(
        "import",
        "cli-command-plans-import",
        import_plan,
        arguments=(FILE,),
        options=(
            Option("as", "cli-option-as", value="ID"),
            Option("dry-run", "cli-option-dry-run", kind="flag"),
            *OWNERSHIP,
            BY,
            JSON,
        ),
    ),
    Command(
        "export",
        "cli-command-plans-export",
        export,
        arguments=(ID,),
        options=(Option("to", "cli-option-to", value="FILE"),),
    ),
    Command(
        "template",
        "cli-command-plans-template",
        template,
        options=(
            Option("to", "cli-option-to", value="FILE"),
            Option("currency", "cli-option-currency", value="CODE"),
            Option("regions", "cli-option-regions", value="NAMES"),
        ),
    ),
    Command(
        "next",
        "cli-command-plans-next",
        next_number,
        arguments=(Argument("plan"),),
        options=(Option("most", "cli-option-most", kind="whole", value="N"), JSON),
    ),
    TARGET,
    Command("remove", "cli-command-plans-remove", remove, arguments=(ID,), options=(BY,)),
)
