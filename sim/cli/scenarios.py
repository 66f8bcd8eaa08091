"""`python -m sim scenarios …`: the scenario library."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sim.cli.command import Argument, Command, Context, Option
from sim.cli.inputs import SCENARIO_EXCLUSIVE, SCENARIO_OPTIONS, choose
from sim.cli.people import BY, who
from sim.language import get_language

if TYPE_CHECKING:
    from sim.store import Entry

SORTS = (
    *("updated", "created", "name", "author"),
    *("revenue", "operating_profit", "margin", "market_share", "headcount", "programme_gross", "programme_net"),
    *("revenue_per_rep", "new_product_share", "cagr", "incremental_revenue", "roi", "target_gap", "p_target"),
)
"""All of sim.store.records.SORT_KEYS; a test holds them equal, so that help needs no library."""
JSON = Option("json", "cli-option-json", kind="flag")
NAME = Argument("name")
REVISION = Option("revision", "cli-option-revision", kind="whole", value="N")


def save(context: Context) -> None:
    """Save the scenario the options describe, with its chance: a new one, or a new revision of the one of this name."""
    from sim.analysis.uncertainty import simulate, target_probability
    from sim.cli.shelf import shelf
    from sim.errors import StoreError
    from sim.store import Chance

    values = context.given
    choice = choose(context)
    chance = target_probability(simulate(choice.scenario))
    store = shelf()
    try:
        id = store.resolve(values["name"])
    except StoreError as problem:
        if problem.key != "error-store-unknown":
            raise
        id = None
    entry = store.save(
        choice.scenario,
        values["name"] if id is None else None,
        id=id,
        note=values["note"],
        tags=values["tag"] or None,
        by=who(values),
        parent=choice.parent if id is None else None,
        assumption_set=choice.own_set,
        chance=Chance(chance.value, chance.error),
    )
    if values["json"]:
        context.write_json(entry_document(entry))
    else:
        context.write(context.text("cli-scenarios-saved", name=entry.name, id=entry.id, revision=entry.revision))


def list_scenarios(context: Context) -> None:
    """List scenarios, newest first."""
    from sim.cli.shelf import shelf
    from sim.cli.table import align, shorten
    from sim.store import Query

    values = context.given
    reached = None if values["reached"] is None else values["reached"] == "yes"
    page = shelf().find(
        Query(
            text=values["search"] or "",
            tags=tuple(values["tag"]),
            author=values["author"],
            plan_id=values["plan"],
            reached=reached,
            in_bin=values["bin"],
            sort=values["sort"],
            descending=values["sort"] not in ("name", "author"),
            limit=values["limit"],
        )
    )
    if values["json"]:
        context.write_json({"total": page.total, "scenarios": [entry_document(entry) for entry in page.entries]})
        return
    words = get_language(context.language)
    if not page.total:
        context.write(words.text("cli-scenarios-none"))
        return
    heads = ["cli-list-id", "cli-list-name", "cli-list-revenue", "cli-list-reached", "cli-list-chance"]
    rows = [[words.text(head) for head in (*heads, "cli-list-author", "cli-list-time")]]
    for entry in page.entries:
        rows.append(
            [
                entry.id,
                shorten(entry.name, 40),
                words.quantity(entry.kpis.revenue, "money"),
                words.text("cli-yes") if entry.kpis.target_reached else words.text("cli-no"),
                "–" if entry.kpis.p_target is None else words.quantity(entry.kpis.p_target, "percent"),
                shorten(entry.author, 16),
                words.time(entry.updated_at.astimezone()),
            ]
        )
    context.write(align(rows, "llrlrll"))
    if page.total > len(page.entries):
        context.write(words.text("cli-scenarios-more", shown=len(page.entries), total=page.total))


def show(context: Context) -> None:
    """Show a saved scenario: the numbers as stored, and what has changed since."""
    from sim.cli.report import write_headline, write_tables
    from sim.cli.shelf import shelf

    values = context.given
    store = shelf()
    opened = store.open(_any(values), values["revision"])
    if values["json"]:
        from sim.cli.document import result_document

        changes = opened.changes
        context.write_json(
            {
                **entry_document(opened.entry),
                "unit": "CNY_m",
                **result_document(opened.stored),
                "inputs": opened.inputs,
                "assumption_values": opened.beliefs,
                "since_saved": {
                    "identical": changes.identical,
                    "plan_hash": changes.plan,
                    "model_version": changes.model,
                    "assumptions": [vars(change) for change in changes.assumptions],
                    "assumption_set_edited": changes.set_edited,
                    "cannot_run": None if changes.problem is None else changes.problem.text(context.language),
                },
                "now": None if opened.now is None or changes.identical else result_document(opened.now),
            }
        )
        return
    words, entry = get_language(context.language), opened.entry
    context.write(words.text("cli-show-title", name=entry.name, id=entry.id, revision=entry.revision))
    context.write(
        words.text(
            "cli-show-origin",
            author=entry.author or "–",
            time=words.time(entry.updated_at.astimezone()),
            tags=", ".join(entry.tags) or "–",
        )
    )
    if entry.note:
        context.write(entry.note)
    for sentence in opened.statement(context.language):
        context.write(sentence)
    context.write()
    write_headline(context, opened.stored, entry.target.metric, entry.target.year, entry.target.value)
    context.write()
    write_tables(context, opened.stored)


def history(context: Context) -> None:
    """List the revisions of a scenario, newest first."""
    from sim.cli.shelf import shelf
    from sim.cli.table import align, shorten

    store = shelf()
    revisions = store.history(_any(context.given))
    words = get_language(context.language)
    actions = {
        "create": words.text("cli-action-create"),
        "save": words.text("cli-action-save"),
        "duplicate": words.text("cli-action-duplicate"),
        "import": words.text("cli-action-import"),
        "rename": words.text("cli-action-rename"),
        "annotate": words.text("cli-action-annotate"),
        "tag": words.text("cli-action-tag"),
        "favourite": words.text("cli-action-favourite"),
        "delete": words.text("cli-action-delete"),
        "restore": words.text("cli-action-restore"),
        "revert": words.text("cli-action-revert"),
    }
    heads = ["cli-history-revision", "cli-history-action", "cli-list-name", "cli-list-revenue", "cli-list-author"]
    rows = [[words.text(head) for head in (*heads, "cli-list-time")]]
    for one in revisions:
        rows.append(
            [
                str(one.revision),
                actions[one.action],
                shorten(one.name, 40),
                words.quantity(one.revenue, "money"),
                shorten(one.saved_by, 16),
                words.time(one.saved_at.astimezone()),
            ]
        )
    context.write(align(rows, "rllrll"))


def export(context: Context) -> None:
    """Write a scenario as JSON that `import` reads, to a file or to standard output."""
    from sim.cli.shelf import shelf

    values = context.given
    store = shelf()
    document = store.export(store.resolve(values["name"]), values["revision"])
    if values["to"] is None:
        context.write_json(document)
        return
    from sim.cli.files import write_file

    text = json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    write_file(values["to"], lambda file: file.write(text.encode()))
    context.write(context.text("cli-scenarios-exported", name=document["name"], file=values["to"]))


def import_file(context: Context) -> None:
    """Store a scenario from an exported file."""
    from sim.cli.files import read_file
    from sim.cli.shelf import shelf
    from sim.store.transfer import SIZE_LIMIT

    values = context.given
    imported = shelf().import_scenario(read_file(values["file"], SIZE_LIMIT), by=who(values))
    entry = imported.entry
    if values["json"]:
        context.write_json({**entry_document(entry), "renamed_from": imported.renamed_from})
        return
    context.write(context.text("cli-scenarios-imported", name=entry.name, id=entry.id))
    for sentence in imported.statement(context.language):
        context.write(sentence)


def delete(context: Context) -> None:
    """Move scenarios to the bin."""
    from sim.cli.shelf import shelf

    store = shelf()
    for id in [store.resolve(name) for name in context.given["name"]]:
        entry = store.delete(id, by=who(context.given))
        context.write(context.text("cli-scenarios-deleted", name=entry.name, id=entry.id))


def restore(context: Context) -> None:
    """Take scenarios out of the bin."""
    from sim.cli.shelf import shelf

    store = shelf()
    for id in [store.resolve(name, in_bin=True) for name in context.given["name"]]:
        entry = store.restore(id, by=who(context.given))
        context.write(context.text("cli-scenarios-restored", name=entry.name, id=entry.id))


def rename(context: Context) -> None:
    """Give a scenario another name."""
    from sim.cli.shelf import shelf

    store = shelf()
    entry = store.rename(store.resolve(context.given["name"]), context.given["new_name"], by=who(context.given))
    context.write(context.text("cli-scenarios-renamed", name=entry.name, id=entry.id))


def annotate(context: Context) -> None:
    """Give a scenario another note."""
    from sim.cli.shelf import shelf

    store = shelf()
    entry = store.annotate(store.resolve(context.given["name"]), context.given["note"], by=who(context.given))
    context.write(context.text("cli-scenarios-annotated", name=entry.name, id=entry.id))


def tag(context: Context) -> None:
    """Give a scenario exactly these tags."""
    from sim.cli.shelf import shelf

    store = shelf()
    entry = store.tag(store.resolve(context.given["name"]), context.given["tags"] or [], by=who(context.given))
    context.write(context.text("cli-scenarios-tagged", name=entry.name, tags=", ".join(entry.tags) or "–"))


def entry_document(entry: Entry) -> dict[str, Any]:
    """Return what the library says of a scenario as plain JSON values."""
    return {
        "id": entry.id,
        "name": entry.name,
        "revision": entry.revision,
        "note": entry.note,
        "tags": list(entry.tags),
        "author": entry.author,
        "favourite": entry.favourite,
        "in_bin": entry.in_bin,
        "plan": entry.plan_id,
        "assumption_set": entry.assumption_set,
        "target": vars(entry.target).copy(),
        "parent": None if entry.parent is None else vars(entry.parent).copy(),
        "created_at": entry.created_at.isoformat(),
        "updated_at": entry.updated_at.isoformat(),
        "headline": vars(entry.kpis).copy(),
        "provenance": {
            "plan_hash": entry.plan_hash,
            "scenario_hash": entry.scenario_hash,
            "model_version": entry.model_version,
            "seed": entry.seed,
            "draws": entry.draws,
        },
    }


def _any(values: Any) -> str:
    """Return the id of a scenario in the library or, with `--bin`, in the bin."""
    from sim.cli.shelf import shelf

    return shelf().resolve(values["name"], in_bin=values["bin"])


NOTE = Option("note", "cli-option-note", value="TEXT")
TAG = Option("tag", "cli-option-tag", value="TAG", repeat=True)
BIN = Option("bin", "cli-option-bin", kind="flag")

COMMAND = Command(
    "scenarios",
    "cli-command-scenarios",
    commands=(
        Command(
            "save",
            "cli-command-scenarios-save",
            save,
            arguments=(NAME,),
            options=(*SCENARIO_OPTIONS, NOTE, TAG, BY, JSON),
            exclusive=SCENARIO_EXCLUSIVE,
        ),
        Command(
            "list",
            "cli-command-scenarios-list",
            list_scenarios,
            options=(
                Option("search", "cli-option-search", value="WORDS"),
                TAG,
                Option("author", "cli-option-author", value="NAME"),
                Option("plan", "cli-option-plan", value="PLAN"),
                Option("reached", "cli-option-reached", choices=("yes", "no")),
                BIN,
                Option("sort", "cli-option-sort", choices=SORTS, default="updated"),
                Option("limit", "cli-option-limit", kind="whole", value="N", default=50),
                JSON,
            ),
        ),
        Command("show", "cli-command-scenarios-show", show, arguments=(NAME,), options=(REVISION, BIN, JSON)),
        Command("history", "cli-command-scenarios-history", history, arguments=(NAME,), options=(BIN,)),
        Command(
            "export",
            "cli-command-scenarios-export",
            export,
            arguments=(NAME,),
            options=(Option("to", "cli-option-to", value="FILE"), REVISION),
        ),
        Command(
            "import", "cli-command-scenarios-import", import_file, arguments=(Argument("file"),), options=(BY, JSON)
        ),
        Command(
            "delete", "cli-command-scenarios-delete", delete, arguments=(Argument("name", many=True),), options=(BY,)
        ),
        Command(
            "restore",
            "cli-command-scenarios-restore",
            restore,
            arguments=(Argument("name", many=True),),
            options=(BY,),
        ),
        Command(
            "rename", "cli-command-scenarios-rename", rename, arguments=(NAME, Argument("new_name")), options=(BY,)
        ),
        Command(
            "annotate", "cli-command-scenarios-annotate", annotate, arguments=(NAME, Argument("note")), options=(BY,)
        ),
        Command(
            "tag",
            "cli-command-scenarios-tag",
            tag,
            arguments=(NAME, Argument("tags", many=True, optional=True)),
            options=(BY,),
        ),
    ),
)
