"""Texts, numbers and dates in the reader's language, and errors that speak it."""

from sim.language.language import (
    FALLBACK,
    LOCALES,
    MINUS,
    Language,
    NumberFormat,
    get_language,
    key,
    languages,
    preferred_language,
)

__all__ = [
    "FALLBACK",
    "LOCALES",
    "MINUS",
    "Language",
    "NumberFormat",
    "get_language",
    "key",
    "languages",
    "preferred_language",
]
