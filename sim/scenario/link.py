"""A state as a short text that stands in an address: plan, inputs, base of comparison, page and language.

    2.<base64url(zlib(lines))>

Each line is a name, a tab and a JSON value; only what differs from a preset of the plan is written, the first line
says which preset and which version of the plan. Lines stand alone, so a link that was cut off, or that speaks of
things this plan does not have, restores all the rest, and a newer program may add lines. Reading goes through
`Scenario.from_dict`; nothing is unpickled, and no more than `MAX_BYTES` are unpacked.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from sim.language import get_language
from sim.language.errors import FormatError, SimError
from sim.plan import Plan, load_plan
from sim.plan.catalogue import find_version
from sim.reading.writing import narrow
from sim.scenario import Scenario

VERSION = 2
"""2: a link without a set means the plan's likely set; in 1 it meant the set of the plan's promise, as it did then."""
LIMIT = 2000
MAX_BYTES = 16_384
MAX_LINES = 400
# A dictionary of strings that occur in links. Links hold references into it: it never changes within a version.
WORDS = Path(__file__).resolve().parents[2] / "data" / "link" / "words-1.txt"
SHAPE = re.compile(r"(\d{1,3})\.([A-Za-z0-9_-]{1,2000})")
IDENTIFIER = re.compile(r"[a-z][a-z0-9_-]{0,39}")
SAVED_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
MAX_REVISION = 2**31 - 1
"""The largest number that the library's column of revisions takes."""


@dataclass(frozen=True)
class LinkState:
    """What a link restores.

    Attributes
    ----------
    base : Scenario
        What changes are measured against; `base_id` is a preset, or the id of a saved scenario, under `base_name`.
    page : str
        Id of the page; empty if the link does not say.
    language : str
        Id of the language; empty if the link does not say.
    saved : (id, revision) or None
        The saved scenario that is open, as it was saved or changed since.
    """

    scenario: Scenario
    base: Scenario
    base_id: str = "plan"
    base_name: str = ""
    page: str = ""
    language: str = ""
    saved: tuple[str, int] | None = None


@dataclass(frozen=True)
class Note:
    """One thing a link could not restore: a text key with its arguments."""

    key: str
    arguments: Mapping[str, str | Sequence[str]] = field(default_factory=dict)

    def text(self, language: str) -> str:
        """Return the note in `language`."""
        return get_language(language).text(self.key, **self.arguments)


@dataclass(frozen=True)
class Restored:
    """What came of reading a link: the state, or None where nothing of it could be read, and what is missing."""

    state: LinkState | None
    notes: tuple[Note, ...] = ()


@lru_cache
def dictionary() -> bytes:
    return WORDS.read_bytes()


# -- writing --------------------------------------------------------------------------------------------------------
def encode(state: LinkState) -> str:
    """Return the state as a text of at most `LIMIT` characters that may stand in an address as it is.

    Raises
    ------
    FormatError
        The state differs from every preset in so much that no link can hold it; it must be saved instead.
    """
    text = "\n".join(f"{name}\t{_json(value)}" for name, value in _lines(state)).encode()
    packer = zlib.compressobj(9, zlib.DEFLATED, 15, 9, zlib.Z_DEFAULT_STRATEGY, dictionary())
    packed = packer.compress(text) + packer.flush()
    link = f"{VERSION}.{base64.urlsafe_b64encode(packed).decode('ascii').rstrip('=')}"
    if len(link) > LIMIT or len(text) > MAX_BYTES:
        raise FormatError("error-link-too-long", length=str(len(link)), limit=str(LIMIT))
    return link


_json = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode
"""Write a value; `json.dumps` would make such an encoder for every line."""


def nearest_preset(plan: Plan, levers: Mapping[str, Any]) -> str:
    """Return the preset from which the fewest levers differ."""
    return min(plan.presets, key=lambda id: sum(levers[lever] != value for lever, value in plan.presets[id].items()))


def _lines(state: LinkState) -> Iterator[tuple[str, Any]]:
    """Yield the lines, the most telling first: they survive when a link is cut off."""
    scenario, base = state.scenario, state.base
    plan = scenario.plan
    preset = nearest_preset(plan, scenario.levers)
    yield "v", [plan.id, preset, plan.hash[:8]]
    if state.language:
        yield "lang", state.language
    if state.page:
        yield "page", state.page
    if state.saved:
        yield "saved", [*state.saved]
    yield from _inputs(scenario, Scenario.of(plan, preset), "")
    if state.base_id in plan.presets:
        if state.base_id != "plan":
            yield "b", state.base_id
        yield from _inputs(base, preset_base(scenario, state.base_id), "b.")
    else:
        yield "b", [state.base_id, state.base_name]
        yield from _inputs(base, scenario, "b.")


def preset_base(scenario: Scenario, preset: str) -> Scenario:
    """Return the base of comparison that a preset stands for, seen from a scenario."""
    return Scenario.of(scenario.plan, preset, scenario.assumption_set)


def _inputs(scenario: Scenario, usual: Scenario, prefix: str) -> Iterator[tuple[str, Any]]:
    """Yield what differs from `usual`; null takes something away that `usual` has."""
    if scenario.assumption_set != usual.assumption_set:
        yield f"{prefix}set", scenario.assumption_set
    for kind, ours, theirs in (
        ("l", scenario.levers, usual.levers),
        ("o", scenario.own_assumptions, usual.own_assumptions),
        ("r", scenario.risks, usual.risks),
    ):
        for id, value in ours.items():
            plain = dict(value) if isinstance(value, Mapping) else value
            if id not in theirs or plain != theirs[id]:
                yield f"{prefix}{kind}.{id}", plain
        for id in theirs:
            if id not in ours:
                yield f"{prefix}{kind}.{id}", None
    if scenario.target != usual.target:
        yield f"{prefix}target", [scenario.target.metric, scenario.target.year, scenario.target.value]
    if scenario.seed != usual.seed:
        yield f"{prefix}seed", scenario.seed
    if scenario.draws != usual.draws:
        yield f"{prefix}draws", scenario.draws


# -- reading --------------------------------------------------------------------------------------------------------
def decode(link: str) -> Restored:
    """Return what a link restores, and notes about what it does not. Never raises, whatever the text.

    What a sentence, a mail or a chat puts round a link (a full stop, brackets, line breaks) takes nothing from it.
    """
    link = _bare(link)
    match = SHAPE.fullmatch(link) if len(link) <= LIMIT else None
    if not match:
        return Restored(None, (Note("link-foreign"),))
    written = int(match[1])
    notes = [Note("link-newer")] if written > VERSION else []
    text, whole = _unpack(match[2])
    if text is None:
        return Restored(None, (*notes, Note("link-broken")))
    rows = text.decode("utf-8", "ignore").split("\n")
    if not whole:
        rows.pop()  # the line in which the link was cut off
        notes.append(Note("link-cut"))
    lines: dict[str, Any] = {}
    for row in rows[:MAX_LINES]:
        name, tab, value = row.partition("\t")
        try:
            lines[name] = json.loads(value, parse_constant=_refuse)
        except (ValueError, RecursionError):
            notes.append(Note("link-line", {"name": name[:40] if tab else "?"}))
    return _restore(lines, notes, written)


def query_value(query: Mapping[str, str], name: str) -> str | None:
    """Return a parameter of an address, also where HTML was taken for text and "&s=" became "&amp;s="."""
    return query.get(name) or query.get(f"amp;{name}")


def _bare(link: str) -> str:
    """Return a link without blanks, line breaks and invisible characters in it, and without signs round it."""
    if len(link) > 2 * LIMIT:
        return link
    return re.sub(r"^[^0-9]{0,3}(?=\d)|[^A-Za-z0-9_-]{1,8}$", "", re.sub(r"\s", "", narrow(link)))


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


def _unpack(text: str) -> tuple[bytes | None, bool]:
    """Return the unpacked lines and whether the link is whole; None for what is not our packing."""
    text = text[:-1] if len(text) % 4 == 1 else text
    unpacker = zlib.decompressobj(15, dictionary())
    try:
        packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        content = unpacker.decompress(packed, MAX_BYTES)
    except (zlib.error, binascii.Error):
        return None, False
    if unpacker.unconsumed_tail or unpacker.unused_data or not content:
        return None, False
    return content, unpacker.eof


def _restore(lines: dict[str, Any], notes: list[Note], written: int) -> Restored:
    head = lines.pop("v", None)
    if not (isinstance(head, list) and len(head) == 3 and all(isinstance(part, str) for part in head)):
        return Restored(None, (*notes, Note("link-broken")))
    plan_id, preset, version = head
    try:
        if not IDENTIFIER.fullmatch(plan_id):
            raise FormatError("link-foreign")
        plan = find_version(plan_id, version) or load_plan(plan_id)
    except SimError:
        return Restored(None, (*notes, Note("link-plan-unknown", {"plan": plan_id[:40]})))
    if version != plan.hash[:8]:
        notes.append(Note("link-plan-changed"))
    if preset not in plan.presets:
        notes.append(Note("link-line", {"name": preset[:40]}))
        preset = "plan"
    page = _word(lines.pop("page", ""), "page", notes)
    language = _word(lines.pop("lang", ""), "lang", notes)
    saved = _read_saved(lines.pop("saved", None), notes)
    base_id = lines.pop("b", "plan")
    mine = {name: value for name, value in lines.items() if not name.startswith("b.")}
    theirs = {name.removeprefix("b."): value for name, value in lines.items() if name.startswith("b.")}
    usual = Scenario.of(plan, preset, plan.promise_set if written == 1 else plan.likely_set)
    scenario = _apply(plan, usual, mine, notes)
    base_name, start = "", scenario
    if isinstance(base_id, list) and len(base_id) == 2 and all(isinstance(part, str) for part in base_id):
        base_id, base_name = base_id
        known = bool(SAVED_ID.fullmatch(base_id))
    else:
        known = isinstance(base_id, str) and base_id in plan.presets
    if not known:
        notes.append(Note("link-base"))
        base_id, base_name, theirs = "plan", "", {}
    if base_id in plan.presets:
        start = preset_base(scenario, base_id)
    base = _apply(plan, start, theirs, notes)
    return Restored(LinkState(scenario, base, str(base_id), base_name[:120], page, language, saved), tuple(notes))


def _word(value: Any, name: str, notes: list[Note]) -> str:
    if value == "" or (isinstance(value, str) and IDENTIFIER.fullmatch(value)):
        return value
    notes.append(Note("link-line", {"name": name}))
    return ""


def _read_saved(value: Any, notes: list[Note]) -> tuple[str, int] | None:
    match value:
        case None:
            return None
        case [str(id), revision] if SAVED_ID.fullmatch(id) and type(revision) is int and 0 < revision <= MAX_REVISION:
            return id, revision
    notes.append(Note("link-line", {"name": "saved"}))
    return None


def _apply(plan: Plan, start: Scenario, lines: Mapping[str, Any], notes: list[Note]) -> Scenario:
    """Return `start` with everything in `lines` that the plan admits; what it refuses is noted and left out."""
    whole = start.to_dict()
    for group in _groups(plan, lines):
        _put(whole, group)
    scenario = _scenario(whole, plan)
    if scenario is not None:
        return scenario
    # Something is refused: find out what, one thing at a time; members of a share stand or fall together.
    scenario = start
    for group in _groups(plan, lines):
        content = scenario.to_dict()
        known = _put(content, group)
        better = _scenario(content, plan) if known else None
        if better is None:
            names = [(name[2:] if name[1:2] == "." else name)[:80] for name, _ in group]
            notes.append(Note("link-line", {"name": names}))
        else:
            scenario = better
    return scenario


def _groups(plan: Plan, lines: Mapping[str, Any]) -> Iterator[Sequence[tuple[str, Any]]]:
    """Yield the lines that have to be taken over together: shares that must sum to one, and everything else alone."""
    family = {f"l.{id}": name for name, ids in plan.simplexes.items() for id in ids}
    shares: dict[str, list[tuple[str, Any]]] = {}
    for name, value in lines.items():
        if name in family:
            shares.setdefault(family[name], []).append((name, value))
        else:
            yield [(name, value)]
    yield from shares.values()


def _put(content: dict[str, Any], group: Sequence[tuple[str, Any]]) -> bool:
    """Write lines into a scenario's plain values; tell whether all of them are known."""
    for name, value in group:
        kind, _, id = name.partition(".")
        if kind in ("l", "o", "r") and id:
            part = content[{"l": "levers", "o": "overrides", "r": "risks"}[kind]]
            if value is None:
                part.pop(id, None)
            else:
                part[id] = value
        elif name == "target" and isinstance(value, list) and len(value) == 3:
            content["target"] = dict(zip(("metric", "year", "value"), value, strict=True))
        elif name in ("seed", "draws"):
            content[name] = value
        elif name == "set":
            content["assumptions"] = value
        else:
            content["?"] = name
            return False
    return True


def _scenario(content: Mapping[str, Any], plan: Plan) -> Scenario | None:
    try:
        return Scenario.from_dict(content, lambda _: plan)
    except SimError:
        return None
