"""`python -m sim learn FILE`: what a company's own quarters say of the assumptions, and how near forecasts came."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING

from sim.cli.author import BY, who
from sim.cli.command import Argument, CliError, Command, Context, Option
from sim.cli.inputs import find_plan
from sim.cli.tables import AS_READ, PERCENT, READING_OPTIONS, read_confirmed

if TYPE_CHECKING:
    from sim.learn.backtest import Backtest
    from sim.learn.learn import Learnt
    from sim.plan import Plan


def run(context: Context) -> None:
    """Learn from a file of quarters; write what follows, and keep it as a set where `--as` says of which plan."""
    from sim.cli.files import read_file
    from sim.learn.backtest import rolling_backtest
    from sim.learn.history import read_history
    from sim.learn.learn import document, learn
    from sim.learn.text import backtest_document
    from sim.track.reading import LIMITS

    values = context.given
    plan = find_plan(values["plan"]) if values["plan"] else None
    if plan is None and values["as"]:
        raise CliError("error-cli-learn-plan")
    source = values["file"]
    content = read_file(source, LIMITS.bytes)
    history = read_confirmed(context, source, lambda choices: read_history(content, source, plan, choices))
    context.plans = (history.plan,)
    set_name = values["assumptions"] or history.plan.likely_set
    if set_name not in history.plan.assumption_sets:
        allowed = [*history.plan.assumption_sets]
        raise CliError("error-cli-choice", option="--assumptions", value=set_name[:80], allowed=allowed)
    found = learn(history, set_name, seed=values["seed"] or 0)
    backtest = None if values["no-backtest"] else rolling_backtest(history, set_name, progress=_progress)
    kept = _keep(context, plan, found, backtest) if plan is not None and values["as"] else None
    if values["json"]:
        told = document(found) | {"backtest": backtest_document(backtest)}
        context.write_json(told | ({} if kept is None else {"kept": kept}))
        return
    write(context, found, backtest)
    if kept is not None:
        context.write()
        context.write(context.text("learn-kept", **kept))


def _progress(share: float) -> None:
    """Show on a terminal how far the backtest is; Ctrl-C stops it."""
    if sys.stderr is not None and sys.stderr.isatty():
        print(f"\r{share:4.0%}" if share < 1 else "\r    \r", end="", file=sys.stderr, flush=True)


def _keep(context: Context, plan: Plan, found: Learnt, backtest: Backtest | None) -> dict[str, str]:
    """Keep what was learnt as a set of a plan of the library; return the plan's id and the set's."""
    from sim.cli.open_library import open_library
    from sim.learn.keep import pack_with_set, set_id
    from sim.plan.brought import check_files

    files = pack_with_set(plan, found, backtest, dt.date.today())
    brought = check_files(files, context.given["as"])
    if brought.plan is None:
        raise brought.problems[0]
    kept = open_library().plans.keep(brought.plan, by=who(context.given))
    return {"plan": kept.id, "set": set_id(found)}


def write(context: Context, found: Learnt, backtest: Backtest | None) -> None:
    """Write what was learnt for people."""
    from sim.cli.table import align
    from sim.learn import text

    language = context.language
    context.write(text.sentence(found, language))
    context.write(text.diagnosis(found, language))
    context.write()
    context.write(align([text.estimate_heads(language), *text.estimate_rows(found, language)], "lrrl"))
    for line in (
        text.season_text(found, language),
        *text.level_texts(found, language),
        text.silent_text(found, language),
    ):
        if line:
            context.write(line)
    if backtest is not None:
        context.write()
        context.write(text.backtest_sentence(backtest, language))
        heads = text.backtest_heads(backtest, language)
        context.write(align([heads, *text.backtest_rows(backtest, language)], "l" + "r" * (len(heads) - 1)))


COMMAND = Command(
    "learn",
    "cli-command-learn",
    run,
    arguments=(Argument("file"),),
    options=(
        Option("plan", "cli-option-plan", value="PLAN"),
        Option("as", "cli-option-learn-as", value="ID"),
        Option("assumptions", "cli-option-learn-set", value="SET"),
        Option("no-backtest", "cli-option-no-backtest", kind="flag"),
        Option("seed", "cli-option-seed", kind="whole", value="S"),
        *READING_OPTIONS,
        PERCENT,
        AS_READ,
        BY,
        Option("json", "cli-option-json", kind="flag"),
    ),
)
