"""`python -m sim customers`: a list of purchases, scored by recency, frequency and money; nothing of it is kept."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sim.cli.command import Argument, CliError, Command, Context, Option
from sim.cli.inputs import given_plan
from sim.cli.tables import AS_READ, DAYS, MONEY, READING_OPTIONS, read_confirmed

if TYPE_CHECKING:
    from sim.customers import CustomerBook
    from sim.customers.reading import Purchases
    from sim.plan import Plan


def run(context: Context) -> None:
    """Score a list and write its classes."""
    from sim.cli.files import read_file
    from sim.customers import LIMITS, read_list, score_list
    from sim.customers.files import document

    plan, source = given_plan(context), context.given["file"]
    context.plans = (plan,)
    target = context.given["to"]
    if (wanted := context.given["tiers"]) is not None and not wanted.lower().endswith((".xlsx", ".zip")):
        raise CliError("error-cli-plans-kind", file=wanted[:200], allowed=".zip, .xlsx")
    if target is not None and not target.lower().endswith((".xlsx", ".csv")):
        raise CliError("error-customers-format", file=target[:80])
    content = read_file(source, LIMITS.bytes)
    purchases = read_confirmed(context, source, lambda choices: read_list(plan, content, source, choices))
    book = score_list(plan, purchases, context.given["classes"] or "", _day(context.given["as-of"]))
    if target is not None:
        _write_file(context, plan, purchases, book, target)
    tiers = context.given["tiers"]
    if tiers is not None:
        _write_tiers(context, plan, book, tiers)
    if context.given["json"]:
        context.write_json(document(plan, book))
    else:
        _write(context, plan, book)
        if tiers is not None:
            context.write(context.text("customers-tiers-written", file=tiers, command=f"plans import {tiers}"))


def _day(text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise CliError("error-customers-day-option", value=text[:40]) from None


def _write_file(context: Context, plan: Plan, purchases: Purchases, book: CustomerBook, target: str) -> None:
    from sim.customers.files import as_csv, as_excel
    from sim.export.files import write_file

    table = target.lower().endswith(".csv")
    language = context.language
    content = as_csv(plan, purchases, book, language) if table else as_excel(plan, book, language)
    write_file(target, lambda file: file.write(content))


def _write_tiers(context: Context, plan: Plan, book: CustomerBook, target: str) -> None:
    """Write the plan with the classes as its tiers; a plan of the program under another id."""
    from sim.customers.tiers import with_tiers
    from sim.export.files import write_file
    from sim.plan import open_catalogue
    from sim.plan.workbook.writer import plan_workbook
    from sim.plan.zipped import pack_zip

    shipped = plan.id in open_catalogue().folder_ids()
    brought = with_tiers(plan, book, f"{plan.id[:34]}-tiers" if shipped else "")
    if brought.plan is None:
        raise brought.problems[0]
    changed = brought.plan
    zipped = target.lower().endswith(".zip")
    content = pack_zip(changed.files, changed.id) if zipped else plan_workbook(changed, context.language)
    write_file(target, lambda file: file.write(content))


def _write(context: Context, plan: Plan, book: CustomerBook) -> None:
    import re

    from sim.cli.table import align
    from sim.customers import text
    from sim.customers.take import COUNT, counts

    language = context.language
    context.write(re.sub(r"</?(b|em)>", "", text.sentence(plan, book, language)))
    context.write()
    table = [text.headings(book, language), *text.rows(plan, book, language)]
    context.write(align(table, "l" + "r" * len(text.COLUMNS)))
    context.write()
    for note in text.notes(plan, book, language):
        context.write(note)
    if counts(plan):
        context.write(context.text("customers-option-hint", option=f"--assume {COUNT}={book.total.customers}"))


COMMAND = Command(
    "customers",
    "cli-command-customers",
    run,
    arguments=(Argument("file"),),
    options=(
        Option("classes", "cli-option-classes", value="CLASSES"),
        Option("as-of", "cli-option-as-of", value="DAY"),
        Option("plan", "cli-option-plan", value="PLAN"),
        MONEY,
        DAYS,
        *READING_OPTIONS,
        AS_READ,
        Option("to", "cli-option-customers-to", value="FILE"),
        Option("tiers", "cli-option-customers-tiers", value="FILE"),
        Option("json", "cli-option-json", kind="flag"),
    ),
)
