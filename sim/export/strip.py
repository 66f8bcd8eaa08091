"""Take out of a presentation what it was used for; masters, layouts, themes, fonts and table styles stay.

Parts that nothing points to are not written, so that a relationship dropped is a part gone.
"""

from __future__ import annotations

from typing import Any

from pptx.oxml.ns import qn

OF_PACKAGE = ("officeDocument", "core-properties", "extended-properties")
OF_PRESENTATION = ("slideMaster", "notesMaster", "handoutMaster", "theme", "tableStyles", "font")
FROM_LAYOUTS = ("slide", "tags", "customXml", "comments")
"""Last words of the relationship types that are kept, or in masters and layouts dropped."""

OF_USE = ("p:custShowLst", "p:photoAlbum", "p:custDataLst", "p:modifyVerifier", "p:smartTags", "p:extLst")
"""Elements of the presentation that speak of its slides and its readers: shows, tags, passwords, sections."""


def strip(deck: Any) -> None:
    """Drop slides, sections, notes, comments, macros, custom data, print and view settings, and the preview."""
    presentation = deck.part
    slides = deck.slides._sldIdLst
    for entry in list(slides):
        slides.remove(entry)
    _keep(presentation.package, OF_PACKAGE)
    _keep(presentation, OF_PRESENTATION)
    root = presentation._element
    for tag in OF_USE:
        for element in root.findall(qn(tag)):
            root.remove(element)
    size = root.find(qn("p:sldSz"))
    if size is not None:
        size.attrib.pop("type", None)  # a name such as "screen4x3" that may contradict the numbers
    for master in deck.slide_masters:
        for page in (master, *master.slide_layouts):
            _quiet(page.part)


def _kind(relation: Any) -> str:
    return relation.reltype.rpartition("/")[2]


def _keep(owner: Any, kinds: tuple[str, ...]) -> None:
    relations = owner._rels
    for id in [id for id, relation in relations.items() if _kind(relation) not in kinds]:
        relations.pop(id)


def _quiet(page: Any) -> None:
    """Drop what a master or layout holds of the template's slides: links to them, tags, custom data."""
    for id in [id for id, relation in page._rels.items() if _kind(relation) in FROM_LAYOUTS]:
        page._rels.pop(id)
        for element in [one for one in page._element.iter() if one.get(qn("r:id")) == id]:
            element.getparent().remove(element)
    for element in list(page._element.iter(qn("p:custDataLst"))):
        element.getparent().remove(element)
