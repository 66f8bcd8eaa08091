"""`python -m sim sources`: from a number to its source, and from a source to what rests on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sim.cli.command import Argument, CliError, Command, Context, Option
from sim.cli.inputs import given_plan

if TYPE_CHECKING:
    from sim.language import Language
    from sim.plan import Plan
    from sim.provenance import Origin, Source

TITLE_PLACES = 96
"""Places of a terminal for the words of a source; JSON has all of them."""


def run(context: Context) -> None:
    """List the sources that hold every word of the query, or those of the numbers it names (`lever:headcount`)."""
    from sim.provenance import find_origins, search

    plan = given_plan(context)
    context.plans = (plan,)
    language = context.language
    if context.given["use"]:
        _write_use(context, plan)
        return
    query = " ".join(context.given["query"])
    found = search(plan, query, language)
    numbers = [origin for word in context.given["query"] for origin in find_origins(plan, word)]
    if context.given["json"]:
        context.write_json(
            [{"kind": "number", **number_document(plan, origin, language)} for origin in numbers]
            + [source_document(plan, source, language) for source in found]
        )
        return
    for origin in numbers:
        _write_number(context, plan, origin, language)
        context.write()
    if not found and not numbers:
        raise CliError("error-cli-sources-none", query=query[:80])
    if found:
        _write(context, plan, found, language, all=not numbers)


def _write_use(context: Context, plan: Plan) -> None:
    """Write how many facts feed the model, are compared with it, followed, checked by the audit alone, or only read."""
    from sim.cli.table import align
    from sim.track.fact_use import fact_use

    found = fact_use(plan)
    if context.given["json"]:
        counts = {"stated": found.stated, "used": found.use_count, "audited": found.audited}
        by_use = {name: {"count": len(ids), "facts": list(ids)} for name, ids in found.first.items()}
        context.write_json({**counts, "by_use": by_use})
        return
    t = context.text
    rows = [[t(f"cli-fact-use-{name}"), str(len(ids))] for name, ids in found.first.items()]
    context.write(t("cli-fact-use", used=found.use_count, stated=found.stated, audited=found.audited))
    context.write(align(rows, "lr"))


def source_document(plan: Plan, source: Source, language: Language) -> dict[str, Any]:
    """Return one source as plain JSON values, with every number that rests on it and where else that comes from."""
    from sim import provenance

    document: dict[str, Any] = {
        "kind": source.kind,
        "id": source.id,
        "title": provenance.source_title(plan, source.id, language),
        "place": provenance.source_place(plan, source.id, language),
    }
    if source.kind == "fact":
        fact = plan.facts[source.id]
        names = ("document", "section", "metric", "scope", "period", "value", "unit", "note")
        document |= {name: getattr(fact, name) for name in names} | {"statement": fact.kind}
    if source.kind == "publication":
        document["read"] = plan.references[source.id].read
    document["used_by"] = [number_document(plan, origin, language) for origin in source.used_by]
    return document


def number_document(plan: Plan, origin: Origin, language: Language) -> dict[str, Any]:
    """Return one number as plain JSON values: what it is, who is answerable, and every source in words."""
    from sim import provenance

    return {
        "item": origin.item,
        "name": provenance.item_name(origin, language),
        "value": origin.value,
        "unit": origin.unit,
        "set_by": origin.set_by,
        "sources": list(origin.sources),
        "equations": [equation.id for equation in origin.equations],
        "lines": provenance.lines(plan, origin, language),
    }


def _write(context: Context, plan: Plan, found: Sequence[Source], language: Language, all: bool) -> None:
    """Write a table; with `all`, of a single source everything that rests on it, each with all its sources."""
    from sim import provenance
    from sim.cli.table import align, shorten

    t = context.text
    rows = [[t(head) for head in ("cli-sources-id", "cli-sources-title", "cli-sources-place", "cli-sources-used")]]
    for source in found:
        rows.append(
            [
                source.id if source.kind != "reason" else t("cli-sources-judgement"),
                shorten(provenance.source_title(plan, source.id, language), TITLE_PLACES),
                provenance.source_place(plan, source.id, language),
                str(len(source.used_by)),
            ]
        )
    context.write(align(rows, "lllr"))
    if len(found) > 1 or not all:
        return
    (source,) = found
    for origin in source.used_by:
        context.write()
        _write_number(context, plan, origin, language)


def _write_number(context: Context, plan: Plan, origin: Origin, language: Language) -> None:
    """Write a number's name and value, and below it every source."""
    from sim import provenance

    name = provenance.item_name(origin, language)
    value = provenance.value_text(plan, origin, language)
    context.write(language.text("cli-sources-value", name=name, value=value) if value else name)
    for line in provenance.lines(plan, origin, language):
        context.write(f"  {line}")


COMMAND = Command(
    "sources",
    "cli-command-sources",
    run,
    arguments=(Argument("query", many=True, optional=True),),
    options=(
        Option("plan", "cli-option-plan", value="PLAN"),
        Option("use", "cli-option-fact-use", kind="flag"),
        Option("json", "cli-option-json", kind="flag"),
    ),
)
