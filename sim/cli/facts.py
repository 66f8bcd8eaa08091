"""`python -m sim facts`: what became of every fact of the planning documents that come with the program, and why."""

from __future__ import annotations

from sim.cli.command import CliError, Command, Context, Option


def run(context: Context) -> None:
    """Write how many facts of each document are what, and the facts of one document one by one."""
    from sim.track.fact_table import as_csv, by_document, columns, fact_table

    rows, document = fact_table(), context.given["document"]
    if document is not None:
        known = by_document(rows)
        if document not in known:
            raise CliError("error-cli-facts-document", document=document[:40], allowed=", ".join(known))
        rows = tuple(row for row in rows if row.fact.document == document)
    if (target := context.given["to"]) is not None:
        from sim.export.files import write_file

        if not target.lower().endswith(".csv"):
            raise CliError("error-cli-facts-file", file=target[:80])
        write_file(target, lambda file: file.write(as_csv(rows).encode()))
    if context.given["json"]:
        context.write_json({"documents": by_document(rows), "facts": [columns(row) for row in rows]})
        return
    _write(context, document is not None)


def _write(context: Context, each: bool) -> None:
    from sim.cli.table import align, shorten
    from sim.plan import load_plan
    from sim.plan.fact_text import value
    from sim.track.fact_table import ROLES, by_document, fact_table

    t, rows = context.text, fact_table()
    counts = by_document(rows)
    if each:
        document = context.given["document"]
        rows = tuple(row for row in rows if row.fact.document == document)
        context.plans = (load_plan(),)
        language = context.language
        lines = [[t(head) for head in ("cli-sources-id", "cli-facts-stated", "cli-facts-role", "cli-facts-why")]]
        for row in rows:
            said = f"{row.fact.metric} · {row.fact.scope} · {row.fact.period}: {value(row.fact, language)}"
            why = t(f"cli-facts-why-{row.why}", used=shorten("; ".join(row.used_by), 90) or "–")
            lines.append([row.fact.id, shorten(said, 78), t(f"cli-facts-role-{row.role}"), why])
        context.write(align(lines, "llll"))
        return
    context.write(t("cli-facts", count=len(rows)))
    heads = ["cli-facts-document", *(f"cli-facts-role-{role}" for role in ROLES)]
    table = [[t(head) for head in heads] + [t("cli-facts-all")]]
    for document, found in counts.items():
        table.append([document, *(str(found[role]) for role in ROLES), str(sum(found.values()))])
    table.append(
        [t("cli-facts-all"), *(str(sum(one[role] for one in counts.values())) for role in ROLES), str(len(rows))]
    )
    context.write(align(table, "l" + "r" * (len(ROLES) + 1)))
    context.write(t("cli-facts-hint"))


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
