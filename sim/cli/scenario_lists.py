"""Looking into the scenario library: what there is, one scenario, and how it came about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.cli.command import Context
from sim.model.measures import REVENUE
from sim.model.quantities import CHANCE
from sim.store.kpis import MEANS, PROMISE

if TYPE_CHECKING:
    from sim.store import Entry


def list_scenarios(context: Context) -> None:
    """List scenarios, newest first."""
    from sim.cli.open_library import open_library
    from sim.cli.table import align, shorten
    from sim.store import Query

    values = context.given
    reached = None if values["reached"] is None else values["reached"] == "yes"
    page = open_library().find(
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
        from sim.store.outlooks import complete

        entries = complete(open_library(), page.entries)
        context.write_json({"total": page.total, "scenarios": [entry_document(entry) for entry in entries]})
        return
    language = context.language
    if not page.total:
        context.write(language.text("cli-scenarios-none"))
        return
    heads = ["cli-list-id", "cli-list-name", "cli-list-revenue", "cli-list-reached", "cli-list-chance"]
    rows = [[language.text(head) for head in (*heads, "cli-list-author", "cli-list-time")]]
    for entry in page.entries:
        rows.append(
            [
                entry.id,
                shorten(entry.name, 40),
                REVENUE.format(entry.vocabulary(language), entry.kpis["revenue"]),
                language.text("cli-yes") if entry.kpis.target_reached else language.text("cli-no"),
                CHANCE.format(language, entry.kpis.p_target),
                shorten(entry.author, 16),
                language.time(entry.updated_at.astimezone()),
            ]
        )
    context.write(align(rows, "llrlrll"))
    if page.total > len(page.entries):
        context.write(language.text("cli-scenarios-more", shown=len(page.entries), total=page.total))


def show(context: Context) -> None:
    """Show a saved scenario: the numbers as stored, and what has changed since."""
    from sim.cli.open_library import open_library
    from sim.cli.report import write_headline, write_tables
    from sim.store.statement import statement

    values = context.given
    store = open_library()
    opened = store.open(any_of(values), values["revision"])
    if not context.plans and opened.entry.plan is not None:
        context.plans = (opened.entry.plan,)
    if values["json"]:
        from sim.cli.document import result_document
        from sim.store.outlooks import complete

        changes = opened.changes
        context.write_json(
            {
                **entry_document(complete(store, (opened.entry,))[0]),
                "unit": "CNY_m",
                **result_document(opened.stored),
                "inputs": opened.inputs,
                "assumption_values": opened.assumptions,
                "since_saved": {
                    "identical": changes.identical,
                    "stored_at_means": changes.at_means,
                    "plan_hash": changes.plan,
                    "model_version": changes.model,
                    "assumptions": [vars(change) for change in changes.assumptions],
                    "assumption_set_edited": changes.set_edited,
                    "cannot_run": None if changes.problem is None else changes.problem.text(context.language_id),
                },
                "now": result_document(opened.now) if opened.now is not None and opened.differs_now else None,
            }
        )
        return
    language, entry = context.language, opened.entry
    context.write(language.text("cli-show-title", name=entry.name, id=entry.id, revision=entry.revision))
    context.write(
        language.text(
            "cli-show-origin",
            author=entry.author or "–",
            time=language.time(entry.updated_at.astimezone()),
            tags=entry.tags,
        )
    )
    if entry.note:
        context.write(entry.note)
    for sentence in statement(opened, context.language_id):
        context.write(sentence)
    context.write()
    write_headline(context, opened.stored, entry.target.metric, entry.target.year, entry.target.value)
    context.write()
    write_tables(context, opened.stored)


def history(context: Context) -> None:
    """List the revisions of a scenario, newest first."""
    from sim.cli.open_library import open_library
    from sim.cli.table import align, shorten

    store = open_library()
    revisions = store.history(any_of(context.given))
    language = context.language
    actions = {
        "create": language.text("cli-action-create"),
        "save": language.text("cli-action-save"),
        "duplicate": language.text("cli-action-duplicate"),
        "import": language.text("cli-action-import"),
        "rename": language.text("cli-action-rename"),
        "annotate": language.text("cli-action-annotate"),
        "tag": language.text("cli-action-tag"),
        "favourite": language.text("cli-action-favourite"),
        "delete": language.text("cli-action-delete"),
        "restore": language.text("cli-action-restore"),
        "revert": language.text("cli-action-revert"),
    }
    heads = ["cli-history-revision", "cli-history-action", "cli-list-name", "cli-list-revenue", "cli-list-author"]
    rows = [[language.text(head) for head in (*heads, "cli-list-time")]]
    for one in revisions:
        rows.append(
            [
                str(one.revision),
                actions[one.action],
                shorten(one.name, 40),
                REVENUE.format(language, one.revenue),
                shorten(one.saved_by, 16),
                language.time(one.saved_at.astimezone()),
            ]
        )
    context.write(align(rows, "rllrll"))


RUN_KINDS = {PROMISE: "promise", MEANS: "single run at the means"}
"""What the numbers under `headline` are of; libraries of older programs kept the latter."""


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
        "headline": entry.kpis.document(),
        "headline_run": RUN_KINDS.get(entry.kpis.run_kind or ""),
        "promise": entry.kpis.promise,
        "likely": entry.kpis.likely,
        "provenance": {
            "plan_hash": entry.plan_hash,
            "scenario_hash": entry.scenario_hash,
            "model_version": entry.model_version,
            "seed": entry.seed,
            "draws": entry.draws,
        },
    }


def any_of(values: Any) -> str:
    """Return the id of a scenario in the library or, with `--bin`, in the bin."""
    from sim.cli.open_library import open_library

    return open_library().resolve(values["name"], in_bin=values["bin"])
