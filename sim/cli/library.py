"""`python -m sim library backup FILE`, `… restore FILE`, `… check`, `… copy`, `… log`: the whole library at once."""

from __future__ import annotations

from pathlib import Path

from sim.cli.author import BY, who
from sim.cli.command import Argument, CliError, Command, Context, Option
from sim.export.files import write_file
from sim.export.text import one_line
from sim.language.errors import reason

FILE = Argument("file")


def backup(context: Context) -> None:
    """Write a backup; a file that stands there is replaced only when the backup is complete."""
    from sim.cli.open_library import open_library
    from sim.store.backup import write_backup

    target = context.given["file"]
    store = open_library()
    if store.status.problem is not None:
        raise store.status.problem
    if str(Path(target).resolve()) == store.place:
        raise CliError("error-backup-itself", file=target[:200])
    written = []
    write_file(target, lambda file: written.append(write_backup(store.database, file)))
    context.write(context.text("backup-written", count=written[0].scenarios, file=target))


def restore(context: Context) -> None:
    """Merge a backup into the library and say what that did."""
    from sim.cli.open_library import open_library
    from sim.store.backup import restore_backup
    from sim.store.statement_backup import restore_statement

    source = context.given["file"]
    if Path(source).exists() and not Path(source).is_file():  # a device never ends, a pipe may never begin
        raise CliError("error-backup-file", file=source[:200])
    try:
        file = Path(source).open("rb")  # noqa: SIM115 - closed below; only opening may complain about the file
    except (OSError, ValueError) as problem:
        raise CliError("error-cli-file-read", file=source[:200], problem=reason(problem)) from problem
    with file:
        restored = restore_backup(open_library().database, file, by=who(context.given))
    made = context.language.time(restored.created_at.astimezone())
    context.write(context.text("backup-restored", time=made))
    for sentence in restore_statement(restored, context.language_id):
        context.write(sentence)


def copy(context: Context) -> None:
    """Copy the library into an empty database or a new file, read both, and say what was compared."""
    import os

    from sim import open_store
    from sim.cli.open_library import open_library
    from sim.store.carry import copy_library
    from sim.store.place import is_url

    place = context.given["to"]
    source = open_library()
    if source.status.problem is not None:
        raise source.status.problem
    target = open_store(place)
    if target is source:
        raise CliError("error-copy-itself", place=source.place)
    new = not is_url(place) and not os.path.exists(place)  # noqa: PTH110
    try:
        carried = copy_library(source.database, target.database)
    except BaseException:
        target.close()
        if new:
            Path(place).unlink(missing_ok=True)
        raise
    target.close()
    if context.given["json"]:
        context.write_json({"place": target.place, "rows": dict(carried.rows)})
        return
    context.write(context.text("library-copied", place=target.place, rows=sum(carried.rows.values())))


def check(context: Context) -> None:
    """Look the library over; where something is wrong the command fails, after all of it has been said."""
    from dataclasses import asdict

    from sim.cli.open_library import open_library
    from sim.store.check import check as look

    found = look(open_library().database)
    if context.given["json"]:
        context.write_json(asdict(found))
        return
    if found.findings:
        told = (context.text(f"library-check-{one.kind}", what=one.what) for one in found.findings)
        raise CliError("error-library-check", count=len(found.findings), findings=" ".join(told))
    context.write(
        context.text("library-check-sound", scenarios=found.scenarios, revisions=found.revisions, runs=found.runs)
    )


def log(context: Context) -> None:
    """Say who changed what, the latest first."""
    from sim.cli.open_library import open_library
    from sim.store.deeds import deeds

    found = deeds(open_library().database, context.given["limit"])
    if context.given["json"]:
        context.write_json({"deeds": [{**vars(one), "at": one.at.isoformat()} for one in found]})
        return
    for one in found:
        when = context.language.time(one.at.astimezone())
        context.write("  ".join([when, one.by or "–", one.kind, one.action, one_line(one.what)]))


COMMAND = Command(
    "library",
    "cli-command-library",
    commands=(
        Command("backup", "cli-command-backup", backup, arguments=(FILE,)),
        Command("check", "cli-command-library-check", check, options=(Option("json", "cli-option-json", kind="flag"),)),
        Command(
            "copy",
            "cli-command-library-copy",
            copy,
            options=(
                Option("to", "cli-option-copy-to", value="PLACE"),
                Option("json", "cli-option-json", kind="flag"),
            ),
        ),
        Command(
            "log",
            "cli-command-library-log",
            log,
            options=(
                Option("limit", "cli-option-log-limit", kind="whole", value="N", default=200),
                Option("json", "cli-option-json", kind="flag"),
            ),
        ),
        Command("restore", "cli-command-restore", restore, arguments=(FILE,), options=(BY,)),
    ),
)
