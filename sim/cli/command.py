"""Commands, their arguments and options, and how a command line is read. Texts and complaints in the user's language.

The standard library's argument parser writes several lines, in English only; hence this small one. Options take
their value as `--option VALUE` or `--option=VALUE`, a value may begin with a dash, and abbreviations are refused.
"""

from __future__ import annotations

import errno
import json
import locale
import math
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from sim import SimError
from sim.language import get_language, languages, preferred_language
from sim.language.errors import reason

if TYPE_CHECKING:
    from sim.language import Language
    from sim.plan import Plan

Kind = Literal["flag", "text", "number", "whole"]


class CliError(SimError):
    """A command line that cannot be understood, or output that cannot be written."""


@dataclass(frozen=True)
class Option:
    """`--name VALUE`.

    Attributes
    ----------
    text : str
        Key of its help.
    kind : "flag" has no value; "text", "number" and "whole" are read accordingly
    value : str
        What stands for the value in help, such as `LEVER=VALUE`.
    repeat : bool
        May be given several times; the command gets a list.
    many : bool
        Takes all words up to the next option; only with `repeat`.
    choices : allowed values of a text
    default : what the command gets if the option is not given (flags False, repeated ones [])
    """

    name: str
    text: str
    kind: Kind = "text"
    value: str = "VALUE"
    repeat: bool = False
    many: bool = False
    choices: tuple[str, ...] = ()
    default: Any = None


@dataclass(frozen=True)
class Argument:
    """A value that stands for itself; `many` takes one or more and gives a list, `optional` gives None if missing."""

    name: str
    many: bool = False
    optional: bool = False


@dataclass(frozen=True)
class Command:
    """A command, or a group of commands; a group with a `run` of its own may stand alone.

    Attributes
    ----------
    text : str
        Key of its one-line description.
    run : called with the context
    exclusive : groups of options of which at most one may be given
    """

    name: str
    text: str
    run: Callable[[Context], None] | None = None
    arguments: tuple[Argument, ...] = ()
    options: tuple[Option, ...] = ()
    commands: tuple[Command, ...] = ()
    exclusive: tuple[tuple[str, ...], ...] = ()


@dataclass
class Context:
    """What a command gets: the values given, the language, and where its output goes.

    Output is collected and written when the command has succeeded, so that a failure leaves nothing on stdout.
    """

    language_id: str
    given: Mapping[str, Any] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    plans: tuple[Plan, ...] = ()
    code: int = 0
    """Exit code of a command that ran and has bad news."""

    @property
    def language(self) -> Language:
        """Return the language, with the texts of the plans that the command speaks of."""
        language = get_language(self.language_id)
        if not self.plans:
            return language
        from sim.plan.texts import vocabulary

        return vocabulary(language, *self.plans)

    def text(self, key: str, /, **arguments: Any) -> str:
        return self.language.text(key, **arguments)

    def write(self, line: str = "") -> None:
        """Add a line, or several, to the output."""
        self.lines.append(line)

    def write_json(self, content: Any) -> None:
        """Add a JSON object to the output; what is not a number becomes null before, never NaN.

        Units of money are those of the one plan that the command speaks of.
        """
        if {plan.money for plan in self.plans} not in (set(), {"CNY_m"}) and len(set(self.plans)) == 1:
            content = _in_money_of(self.plans[0], content)
        readable = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") == "utf8"
        self.lines.append(json.dumps(content, indent=2, ensure_ascii=not readable, allow_nan=False))

    def deliver(self) -> int:
        """Write the output; return the exit code.

        Raises
        ------
        CliError
            Standard output is closed or full.
        """
        if not self.lines:
            return self.code
        if sys.stdout is None:
            raise CliError("error-cli-output", problem=reason(errno.EBADF))
        try:
            sys.stdout.write("\n".join(self.lines) + "\n")
            sys.stdout.flush()
        except BrokenPipeError:
            raise
        except (OSError, ValueError) as problem:
            _abandon_output()
            raise CliError("error-cli-output", problem=reason(problem)) from problem
        return self.code


LANGUAGE = Option("language", "cli-option-language", value="LANGUAGE")
HELP = Option("help", "cli-option-help", kind="flag")


def _in_money_of(plan: Plan, content: Any) -> Any:
    """Return a document with the model's units of money in words of the plan's currency."""
    if isinstance(content, Mapping):
        return {
            name: plan.unit(one) if name == "unit" and isinstance(one, str) else _in_money_of(plan, one)
            for name, one in content.items()
        }
    return [_in_money_of(plan, one) for one in content] if isinstance(content, list | tuple) else content


def wanted_language(words: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the language of the command line: `--language`, else the system's, else English."""
    for place, word in enumerate(words):
        name, separator, value = word.partition("=")
        if name == "--language":
            value = value if separator else "".join(words[place + 1 : place + 2])
            if value in languages():
                return value
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return preferred_language(environment[name])
    return preferred_language(locale.getlocale()[0])


def parse(command: Command, words: Sequence[str], context: Context, load: Callable[[Command], Command]) -> None:
    """Read a command line and run the command it names, or write its help.

    Raises
    ------
    CliError
        Says which word is wrong and what is allowed.
    """
    path = ["python -m", command.name]
    rest = list(words)
    while command.commands:
        rest, skipped = _without_language(rest)
        if rest[:1] == ["--help"]:
            write_help(command, path, context)
            return
        if command.run is not None and (not rest or rest[0].startswith("--")):
            break
        if not rest:
            raise CliError("error-cli-command-missing", allowed=_names(command))
        known = {one.name: one for one in command.commands}
        if rest[0] not in known:
            raise CliError("error-cli-command", word=rest[0][:80], **guess(rest[0], known), allowed=_names(command))
        command = load(known[rest[0]])
        path.append(command.name)
        rest = skipped + rest[1:]
    if "--help" in rest:
        write_help(command, path, context)
        return
    context.given = read_values(command, rest)
    assert command.run is not None
    command.run(context)


def read_values(command: Command, words: Sequence[str]) -> dict[str, Any]:
    """Return the values of a command's arguments and options; raises `CliError`."""
    options = {option.name: option for option in (*command.options, LANGUAGE)}
    values: dict[str, Any] = {
        option.name: [] if option.repeat else False if option.kind == "flag" else option.default
        for option in options.values()
    }
    given: set[str] = set()
    plain: list[str] = []
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if word == "--":
            plain += rest
            break
        if not word.startswith("--"):
            plain.append(word)
            continue
        option, texts = _take_option(options, word, rest)
        name = option.name
        if name in given and not option.repeat and option.kind != "flag":
            raise CliError("error-cli-twice", option=f"--{name}")
        given.add(name)
        found = [_read(option, text) for text in texts]
        values[name] = True if option.kind == "flag" else values[name] + found if option.repeat else found[0]
    _check_exclusive(command, given)
    return values | _arguments(command, plain)


def _take_option(options: Mapping[str, Option], word: str, rest: list[str]) -> tuple[Option, list[str]]:
    """Return the option that a word names, and its values as they were typed, taken off what follows the word."""
    name, separator, value = word[2:].partition("=")
    if name not in options:
        raise CliError("error-cli-option", option=f"--{name}"[:80], **guess(name, options, "--"))
    option = options[name]
    if option.kind == "flag":
        if separator:
            raise CliError("error-cli-flag", option=f"--{name}")
        return option, []
    if not separator:
        if not rest or (rest[0].startswith("--") and len(rest[0]) > 2):
            raise CliError("error-cli-value-missing", option=f"--{name}", value=option.value)
        value = rest.pop(0)
    texts = [value]
    while option.many and rest and not rest[0].startswith("--"):
        texts.append(rest.pop(0))
    return option, texts


def _check_exclusive(command: Command, given: set[str]) -> None:
    for group in command.exclusive:
        both = [name for name in group if name in given]
        if len(both) > 1:
            raise CliError("error-cli-exclusive", first=f"--{both[0]}", second=f"--{both[1]}")


def _arguments(command: Command, plain: Sequence[str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    rest = list(plain)
    for argument in command.arguments:
        if not rest and not argument.optional:
            raise CliError("error-cli-argument-missing", name=argument.name.upper())
        if argument.many:
            values[argument.name], rest = rest, []
        else:
            values[argument.name] = rest.pop(0) if rest else None
    if rest:
        raise CliError("error-cli-argument-extra", word=rest[0][:80])
    return values


def _read(option: Option, value: str) -> Any:
    choices = languages() if option is LANGUAGE else option.choices
    if choices and value not in choices:
        raise CliError("error-cli-choice", option=f"--{option.name}", value=value[:80], allowed=choices)
    if option.kind == "number":
        return number(value, f"--{option.name}")
    if option.kind == "whole":
        return _whole(value, f"--{option.name}")
    if not value:
        raise CliError("error-cli-value-missing", option=f"--{option.name}", value=option.value)
    return value


def _whole(text: str, what: str) -> int:
    try:
        found = int(text)
    except ValueError as problem:
        raise CliError("error-cli-whole", option=what, value=text[:80]) from problem
    if abs(found) >= 2**63:
        raise CliError("error-cli-whole", option=what, value=text[:80])
    return found


def number(text: str, what: str) -> float:
    """Return a finite number; raises `CliError` naming `what`."""
    from sim.reading.numbers import read_typed

    found = read_typed(text, -math.inf, math.inf)
    if len(found) > 1:
        readings = {"first": f"{found[0]:.12g}", "second": f"{found[1]:.12g}"}
        raise CliError("error-cli-number-two", option=what[:80], value=text[:80], **readings)
    if not found:
        raise CliError("error-cli-number", option=what[:80], value=text[:80])
    return found[0]


def write_help(command: Command, path: Sequence[str], context: Context) -> None:
    """Write what a command does, its arguments and its options."""
    from sim.cli.table import align

    parts = [*path]
    for argument in command.arguments:
        name = argument.name.upper() + (" …" if argument.many else "")
        parts.append(f"[{name}]" if argument.optional else name)
    if command.commands:
        parts.append("…")
    if command.options:
        parts.append(context.text("cli-help-options-mark"))
    context.write(f"{context.text('cli-help-usage')} {' '.join(parts)}")
    context.write()
    context.write(context.text(command.text))
    if command.commands:
        context.write()
        rows = [[f"  {one.name}", context.text(one.text)] for one in command.commands]
        context.write(align(rows, "ll"))
    context.write()
    rows: list[list[Any]] = []
    for option in (*command.options, LANGUAGE, HELP):
        shown = f"  --{option.name}" + ("" if option.kind == "flag" else f" {'|'.join(option.choices) or option.value}")
        rows.append([shown + (" …" if option.repeat else ""), context.text(option.text)])
    context.write(align(rows, "ll"))


def _without_language(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Split off a `--language` that stands before the command."""
    if words and words[0] == "--language":
        return list(words[2:]), list(words[:2])
    if words and words[0].startswith("--language="):
        return list(words[1:]), list(words[:1])
    return list(words), []


def _names(command: Command) -> list[str]:
    return [one.name for one in command.commands]


def guess(word: str, known: Iterable[str], prefix: str = "") -> dict[str, str]:
    """Return the arguments `guessed` and `guess` of a message that offers the known word closest to `word`."""
    import difflib

    closest = "".join(difflib.get_close_matches(word, list(known), n=1))
    return {"guessed": "yes" if closest else "no", "guess": prefix + closest}


def _abandon_output() -> None:
    """Point stdout at nothing, so that the interpreter does not fail again when it flushes at exit."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        return
