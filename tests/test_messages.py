"""Messages that are parsed one by one are those of the whole file."""

from __future__ import annotations

import pytest
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message, Term

from sim.language import LOCALES
from sim.language.messages import ENTRY, Messages


@pytest.mark.parametrize("path", sorted(LOCALES.glob("*/*.ftl")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_each_piece_is_the_entry_of_the_whole(path):
    text, parser = path.read_text(encoding="utf-8"), FluentParser(with_spans=False)
    whole = {}
    for entry in parser.parse(text).body:
        if isinstance(entry, Message | Term):
            entry.comment = None
            whole[("-" if isinstance(entry, Term) else "") + entry.id.name] = entry
    starts = [found.start() for found in ENTRY.finditer(text)]
    names = [found.group(1) for found in ENTRY.finditer(text)]
    assert names == list(whole)
    for name, start, end in zip(names, starts, [*starts[1:], len(text)], strict=True):
        assert parser.parse(text[start:end]).body[0].equals(whole[name]), name


HARD = """\
# A comment of a = sign
plain = One
    .hint = An attribute
choice = { $count ->
[one] one = 1
*[other] { $count }, as -brand said
}
mention = { plain }, { plain.hint }, { -brand }, { choice }

## A section
-brand = Lab
several =
    a = 1
    b = 2
plain = Two
"""


def test_hard_cases_read_as_fluent_reads_them():
    ours, theirs = Messages("en"), FluentBundle(["en"], use_isolating=False)
    ours.add(HARD)
    theirs.add_resource(FluentResource(HARD))
    for name in ("mention", "several", "plain", "choice"):
        for arguments in ({"count": 1}, {"count": 2}):
            one, other = (
                bundle.format_pattern(bundle.get_message(name).value, arguments)[0] for bundle in (ours, theirs)
            )
            assert one == other
    assert ours.get_message("plain").value is not None
    assert not ours.has_message("a")
    assert not ours.has_message("brand")


def test_what_is_no_message_is_not_there():
    bundle = Messages("en")
    bundle.add("broken = { $\nwhole = Yes\n")
    assert not bundle.has_message("broken")
    assert bundle.has_message("whole")
