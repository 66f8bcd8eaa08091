"""What people may write: names, notes, tags. Any script, any emoji; clear limits; no control codes."""

from __future__ import annotations

import unicodedata

from sim.language.errors import StoreError
from sim.reading.writing import shows_nothing

NAME_LIMIT = 200
NOTE_LIMIT = 20_000
TAG_LIMIT = 50
TAG_COUNT = 30
AUTHOR_LIMIT = 100


def clean_name(name: str) -> str:
    """Return a name in one line, normalised (NFC), blanks trimmed.

    Raises
    ------
    StoreError
        Nothing of it can be seen, it is too long, or it holds control codes.
    """
    text = _clean("name", " ".join(name.split()), NAME_LIMIT)
    if shows_nothing(text):
        raise StoreError("error-store-name-empty")
    return text


def clean_note(note: str) -> str:
    """Return a note, normalised; it may have lines and tabs."""
    return _clean("note", note.replace("\r\n", "\n").strip(), NOTE_LIMIT, allowed="\n\t")


def clean_author(author: str) -> str:
    return _clean("author", " ".join(author.split()), AUTHOR_LIMIT)


def clean_tags(tags: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """Return tags without blanks around them, empty ones and repeats, in the order given."""
    cleaned = [_clean("tag", " ".join(tag.split()), TAG_LIMIT) for tag in tags]
    unique = tuple(dict.fromkeys(tag for tag in cleaned if tag))
    if len(unique) > TAG_COUNT:
        raise StoreError("error-store-tags", limit=TAG_COUNT, count=len(unique))
    return unique


def name_key(name: str) -> str:
    """Return what makes two names the same: case and width of letters do not count."""
    return unicodedata.normalize("NFKC", storable(name)).casefold()


def storable(text: str) -> str:
    """Return text that may be looked up: halves of broken characters, which no file can hold, become "?"."""
    return text.encode("utf-8", "replace").decode("utf-8")


def search_text(name: str, note: str, tags: tuple[str, ...], author: str) -> str:
    """Return the text that `Query.text` is looked up in."""
    return name_key("\n".join([name, *tags, author, note]))


def number_name(name: str, number: int) -> str:
    """Return "name (2)", shortened where the limit demands it."""
    suffix = f" ({number})"
    return name[: NAME_LIMIT - len(suffix)].rstrip() + suffix


def _clean(what: str, text: str, limit: int, allowed: str = "") -> str:
    text = unicodedata.normalize("NFC", text)
    for character in text:
        # Cc are control codes, Cs halves of broken characters, which no file can hold.
        if character not in allowed and unicodedata.category(character) in ("Cc", "Cs"):
            raise StoreError("error-store-characters", what=what, code=f"U+{ord(character):04X}")
    if len(text) > limit:
        raise StoreError("error-store-long", what=what, limit=limit, length=len(text))
    return text
