"""Changing the scenario library: saving, naming, the bin, and files in and out."""

from __future__ import annotations

import json

from sim.cli.author import who
from sim.cli.command import Context
from sim.cli.inputs import choose
from sim.cli.owner import ownership
from sim.cli.scenario_lists import entry_document


def save(context: Context) -> None:
    """Save the scenario the options describe, with its chance: a new one, or a new revision of the one of this name."""
    from sim.analysis.outlook import likely_of
    from sim.cli.open_library import open_library
    from sim.language.errors import StoreError
    from sim.store import Chance

    values = context.given
    choice = choose(context)
    store = open_library()
    try:
        id = store.resolve(values["name"])
    except StoreError as problem:
        if problem.key != "error-store-unknown":
            raise
        id = None
    chance = Chance.of(likely_of(choice.scenario), choice.own_set.name if choice.own_set else None)
    with ownership(values) as space:
        entry = store.save(
            choice.scenario,
            values["name"] if id is None else None,
            id=id,
            note=values["note"],
            tags=values["tag"] or None,
            by=who(values),
            parent=choice.parent if id is None else None,
            assumption_set=choice.own_set,
            chance=chance,
            space=space,
        )
    if values["json"]:
        context.write_json(entry_document(entry))
    else:
        context.write(context.text("cli-scenarios-saved", name=entry.name, id=entry.id, revision=entry.revision))


def export(context: Context) -> None:
    """Write a scenario as JSON that `import` reads, to a file or to standard output."""
    from sim.cli.open_library import open_library

    values = context.given
    store = open_library()
    document = store.export(store.resolve(values["name"]), values["revision"])
    if values["to"] is None:
        context.write_json(document)
        return
    from sim.export.files import write_file

    text = json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    write_file(values["to"], lambda file: file.write(text.encode()))
    context.write(context.text("cli-scenarios-exported", name=document["name"], file=values["to"]))


def import_file(context: Context) -> None:
    """Store a scenario from an exported file."""
    from sim.cli.files import read_file
    from sim.cli.open_library import open_library
    from sim.store.statement import import_statement
    from sim.store.transfer import SIZE_LIMIT

    values = context.given
    content = read_file(values["file"], SIZE_LIMIT)
    with ownership(values) as space:
        imported = open_library().import_scenario(content, by=who(values), space=space)
    entry = imported.entry
    if values["json"]:
        context.write_json({**entry_document(entry), "renamed_from": imported.renamed_from})
        return
    context.write(context.text("cli-scenarios-imported", name=entry.name, id=entry.id))
    for sentence in import_statement(imported, context.language_id):
        context.write(sentence)


def delete(context: Context) -> None:
    """Move scenarios to the bin."""
    from sim.cli.open_library import open_library

    store = open_library()
    for id in [store.resolve(name) for name in context.given["name"]]:
        entry = store.delete(id, by=who(context.given))
        context.write(context.text("cli-scenarios-deleted", name=entry.name, id=entry.id))


def restore(context: Context) -> None:
    """Take scenarios out of the bin."""
    from sim.cli.open_library import open_library

    store = open_library()
    for id in [store.resolve(name, in_bin=True) for name in context.given["name"]]:
        entry = store.restore(id, by=who(context.given))
        context.write(context.text("cli-scenarios-restored", name=entry.name, id=entry.id))


def rename(context: Context) -> None:
    """Give a scenario another name."""
    from sim.cli.open_library import open_library

    store = open_library()
    entry = store.rename(store.resolve(context.given["name"]), context.given["new_name"], by=who(context.given))
    context.write(context.text("cli-scenarios-renamed", name=entry.name, id=entry.id))


def annotate(context: Context) -> None:
    """Give a scenario another note."""
    from sim.cli.open_library import open_library

    store = open_library()
    entry = store.annotate(store.resolve(context.given["name"]), context.given["note"], by=who(context.given))
    context.write(context.text("cli-scenarios-annotated", name=entry.name, id=entry.id))


def tag(context: Context) -> None:
    """Give a scenario exactly these tags."""
    from sim.cli.open_library import open_library

    store = open_library()
    entry = store.tag(store.resolve(context.given["name"]), context.given["tags"] or [], by=who(context.given))
    context.write(context.text("cli-scenarios-tagged", name=entry.name, tags=entry.tags))
