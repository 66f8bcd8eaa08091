"""A language's messages, each parsed when it is first wanted.

A language has some 1,500 messages and a command uses a few dozen; parsing them all costs more than a run of the model.
A message begins with its name at the start of a line, which no line of a pattern can look like, so the text is cut
there and `fluent.runtime` reads the pieces one by one.
"""

from __future__ import annotations

import re

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.resolver import Message

ENTRY = re.compile(r"^(-?[A-Za-z][A-Za-z0-9_-]*) *=", re.MULTILINE)
VARIANT = re.compile(r"\[([A-Za-z][A-Za-z0-9_-]*)\]")


class Messages(FluentBundle):
    """A bundle of one language; of a name that stands twice the first holds, as in any bundle."""

    def __init__(self, locale: str) -> None:
        super().__init__([locale], use_isolating=False)
        self._unread: dict[str, str] = {}
        self.variants: set[str] = set()  # words by which a message chooses what it says

    def add(self, text: str) -> None:
        """Add the messages and terms of one file, unparsed."""
        starts = [(found.group(1), found.start()) for found in ENTRY.finditer(text)]
        ends = [start for _, start in starts[1:]] + [len(text)]
        for (name, start), end in zip(starts, ends, strict=True):
            self._unread.setdefault(name, text[start:end])
        self.variants.update(VARIANT.findall(text))

    def has_message(self, message_id: str) -> bool:
        self._read(message_id)
        return super().has_message(message_id)

    def _lookup(self, entry_id: str, term: bool = False) -> Message:
        # Messages and terms that a pattern mentions are looked up here as well.
        self._read(f"-{entry_id}" if term else entry_id)
        return super()._lookup(entry_id, term)

    def _read(self, name: str) -> None:
        text = self._unread.get(name)
        if text is not None:
            self.add_resource(FluentResource(text))
            self._unread.pop(name, None)  # after, never before: another thread may ask meanwhile
