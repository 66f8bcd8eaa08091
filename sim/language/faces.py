"""The faces that pages, charts and files are written in."""

from __future__ import annotations

from sim.language.language import get_language, languages

HOUSE = "Inter"
"""Ships with the program, in static/fonts; it has Latin letters and figures."""


def font_stack(own: str = "") -> str:
    """Return the faces to look a letter up in, as CSS lists them: the house's, those of languages, any other.

    Names are in any writing, so every language's faces are there.

    Parameters
    ----------
    own : the language whose faces come before those of the others, for one letter may look otherwise in another
    """
    ids = sorted(languages(), key=lambda id: id != own)
    faces = dict.fromkeys(face for id in ids for face in get_language(id).document.faces)
    return ", ".join([HOUSE, *(f"'{face}'" for face in faces), "sans-serif"])
