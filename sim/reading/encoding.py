"""Bytes as text: Unicode by its marks, else encodings of old spreadsheets, each only where the result reads sensibly.

A fallback that always succeeds garbles names without a word: almost any bytes are some text in GB 18030. So a text in
an old encoding must consist of what people write in it. Guessing libraries were tried (charset-normalizer takes short
German tables for Polish and Big5 for four others at once), a few dozen bytes are too few for statistics.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WESTERN_LETTERS = "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜßàáâãäåæçèéêëìíîïñòóôõöøùúûüÿŒœŸ"
WESTERN_SIGNS = "€£§°±²³µ·¢¥©®«»‘’“”–—…•‰ºª¼½¾¿¡\N{NO-BREAK SPACE}"
ODD_SIGNS = "£§°±²³µ·¢¥©®«»‰ºª¼½¾¿¡"
"""Signs that no word has inside."""
WESTERN_CAPITALS = "".join(one for one in WESTERN_LETTERS if one.isupper())
CHINESE_SIGNS = "\u3000，。：；、！？（）《》「」『』“”‘’—…％·￥＋－×÷～〇"
SAMPLE = 20


class UnreadableText(ValueError):
    """Bytes that are no text in any encoding known here."""


@dataclass(frozen=True)
class Decoded:
    """A text with the encoding it was read in; `doubtful` are words that would be others in a related encoding."""

    text: str
    encoding: str
    doubtful: tuple[str, ...] = ()


def decode_unicode(source: bytes) -> str:
    """Return bytes that carry a mark of Unicode, or are UTF-8, as text; a shell's `>` may write UTF-16.

    Raises
    ------
    UnicodeDecodeError
    """
    for mark, encoding in MARKS:
        if source.startswith(mark):
            return source.decode(encoding)
    return source.decode("utf-8")


def decode(source: bytes, encoding: str = "") -> Decoded:
    """Return bytes as text.

    Parameters
    ----------
    encoding : str
        What somebody says it is; otherwise it is found out.

    Raises
    ------
    UnreadableText
        In no encoding known here the bytes read sensibly.
    """
    try:
        if encoding:
            return _sound(Decoded(source.decode(encoding), encoding))
        return _sound(Decoded(decode_unicode(source), "utf-8"))
    except (UnicodeDecodeError, LookupError):
        if encoding or any(source.startswith(mark) for mark, _ in MARKS[1:]):
            raise UnreadableText from None
    found = [one for name in _OLD if (one := _read(source, name))]
    best = max((sense for sense, _ in found), default=NO)
    if best == NO:
        raise UnreadableText
    likely = [text for sense, text in found if sense == best]
    sure = best == YES and len(likely) == 1
    words = dict.fromkeys(word for word in re.findall(r"\w+", likely[0].text) if not word.isascii())
    return _sound(Decoded(likely[0].text, likely[0].encoding, () if sure else tuple(words)[:SAMPLE]))


def _sound(found: Decoded) -> Decoded:
    if "\x00" in found.text:
        raise UnreadableText
    return found


def _read(source: bytes, encoding: str) -> tuple[int, Decoded] | None:
    try:
        text = source.decode(encoding)
    except UnicodeDecodeError:
        return None
    return _OLD[encoding](text), Decoded(text, encoding)


HAN = range(0x4E00, 0xA000)
WIDE = range(0xFF01, 0xFF5F)
"""Full-width forms of ASCII."""
NO, PERHAPS, YES = 0, 1, 2
RARE = 0.2
"""Share of the Chinese characters that may be rare ones, as in names."""


def _is_simplified(text: str) -> int:
    """Tell whether a text is in the common characters of GB 2312 (its first level) and their signs."""
    return _chinese(text, lambda one: _encodes(one, "gb2312") and one.encode("gb2312")[0] <= 0xD7)


def _traditional(text: str) -> int:
    """Tell whether a text is in the common characters of Big5 (its first level)."""
    return _chinese(text, lambda one: _encodes(one, "big5") and one.encode("big5")[0] <= 0xC6)


def _chinese(text: str, common: Callable[[str], bool]) -> int:
    foreign = {one for one in text if not one.isascii()}
    han = {one for one in foreign if ord(one) in HAN}
    if not all(one in CHINESE_SIGNS or ord(one) in WIDE for one in foreign - han):
        return NO
    rare = sum(not common(one) for one in han) / max(1, len(han))
    return YES if not rare else PERHAPS if rare <= RARE else NO


def _encodes(one: str, standard: str) -> bool:
    try:
        one.encode(standard)
    except UnicodeEncodeError:
        return False
    return True


def _western(text: str) -> int:
    """Tell whether a text has the letters of Western European words, each beside plain letters, signs apart from them.

    It never is sure: Western and Central European code pages share most letters, and the bytes of one word are another
    word in the other.
    """
    foreign = {one for one in text if not one.isascii()}
    if not foreign <= set(WESTERN_LETTERS + WESTERN_SIGNS):
        return NO
    for match in re.finditer(f"[{WESTERN_LETTERS}{ODD_SIGNS}]+", text):
        run = match[0]
        beside = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
        letters = any(one in WESTERN_LETTERS for one in run)
        if letters and (len(run) > 2 or any(one in ODD_SIGNS for one in run) or not re.search("[A-Za-z]", beside)):
            return NO
    # A capital behind a small letter is a garbled one ("RegiÃ³n").
    return NO if re.search(f"[a-zß-ÿ][{WESTERN_CAPITALS}]", text) else PERHAPS


_OLD: dict[str, Callable[[str], int]] = {"gb18030": _is_simplified, "big5": _traditional, "cp1252": _western}
"""Encodings found out, with what tells whether a text in them reads sensibly; any other may be named."""
ENCODINGS = ("utf-8", "utf-16", *_OLD, "cp1250", "cp1251", "shift_jis", "euc_kr")
"""Encodings to choose from; any other that Python knows may be named too."""
