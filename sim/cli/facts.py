"""`python -m sim facts`: what became of every fact of the planning documents that come with the program, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.cli.command import CliError, Command, Context, Option

if TYPE_CHECKING:
    from sim.track.fact_table import FactRow


def run(context: Context) -> None:
    """Write how many facts of each document are what, and the facts of one document one by one."""
    from sim import load_plan
    from sim.plan.catalogue import shipped_ids
    from sim.track.fact_table import as_csv, by_document, columns, fact_table

    rows, document = fact_table(map(load_plan, shipped_ids())), context.given["document"]
    if document is not None:
        known = by_document(rows)
        if document not in known:
            raise CliError("error-cli-facts-document", document=document[:40], allowed=[*known])
        rows = tuple(row for row in rows if row.fact.document == document)
    if (target := context.given["to"]) is not None:
        from sim.export.files import write_file

        if not target.lower().endswith(".csv"):
            raise CliError("error-cli-facts-file", file=target[:80])
        write_file(target, lambda file: file.write(as_csv(rows).encode()))
    if context.given["json"]:
        context.write_json({"documents": by_document(rows), "facts": [columns(row) for row in rows]})
        return
    if document is None:
        _write_counts(context, rows)
    else:
        _write_each(context, rows)


def _write_each(context: Context, rows: tuple[FactRow, ...]) -> None:
    from sim import load_plan
    from sim.cli.table import align, shorten
    from sim.plan.fact_text import value

    context.plans = (load_plan(),)
    t, language = context.text, context.language
    lines = [[t(head) for head in ("cli-sources-id", "cli-facts-stated", "cli-facts-role", "cli-facts-why")]]
    for row in rows:
        said = f"{row.fact.metric} · {row.fact.scope} · {row.fact.period}: {value(row.fact, language)}"
        why = t(f"cli-facts-why-{row.why}", used=shorten(language.join(row.used_by, "groups"), 90) or "–")
        lines.append([row.fact.id, shorten(said, 78), t(f"cli-facts-role-{row.role}"), why])
    context.write(align(lines, "llll"))


def _write_counts(context: Context, rows: tuple[FactRow, ...]) -> None:
    from sim.cli.table import align
    from sim.track.fact_table import ROLES, by_document

    t, counts = context.text, by_document(rows)
    context.write(t("cli-facts", count=len(rows)))
    heads = ["cli-facts-document", *(f"cli-facts-role-{role}" for role in ROLES)]
    table = [[t(head) for head in heads] + [t("cli-facts-all")]]
    for document, found in counts.items():
        table.append([document, *(str(found[role]) for role in ROLES), str(sum(found.values()))])
    table.append(
        [t("cli-facts-all"), *(str(sum(one[role] for one in counts.values())) for role in ROLES), str(len(rows))]
    )
    context.write(align(table, "l" + "r" * (len(ROLES) + 1)))
    context.write(t("cli-facts-hint", document=next(iter(counts))))


COMMAND = Command(
    "facts",
    "cli-command-facts",
    run,
    options=(
        Option("document", "cli-option-facts-document", value="DOCUMENT"),
        Option("to", "cli-option-facts-to", value="FILE"),
        Option("json", "cli-option-json", kind="flag"),
    ),
)
