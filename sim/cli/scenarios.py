"""`python -m sim scenarios …`: the scenario library."""

from __future__ import annotations

from sim.cli.author import BY
from sim.cli.command import Argument, Command, Option
from sim.cli.inputs import SCENARIO_EXCLUSIVE, SCENARIO_OPTIONS
from sim.cli.owner import OWNERSHIP
from sim.cli.scenario_changes import annotate, delete, export, import_file, rename, restore, save, tag
from sim.cli.scenario_lists import history, list_scenarios, show
from sim.model.measures import saved_measures

SORTS = ("updated", "created", "name", "author", *(one.id for one in saved_measures()), "target_gap", "p_target")
"""`sim.store.records.sort_keys`; a test holds them equal, so that help needs no library."""
JSON = Option("json", "cli-option-json", kind="flag")
NAME = Argument("name")
REVISION = Option("revision", "cli-option-revision", kind="whole", value="N")
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
            options=(*SCENARIO_OPTIONS, NOTE, TAG, *OWNERSHIP, BY, JSON),
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
            "import",
            "cli-command-scenarios-import",
            import_file,
            arguments=(Argument("file"),),
            options=(*OWNERSHIP, BY, JSON),
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
