"""Templates of any kind, and what no deck may take from one; properties are ours; no cell is a formula."""

from __future__ import annotations

import datetime as dt
import io
import os
import zipfile
from typing import Any

import pytest
from cases_of import usual
from openpyxl import load_workbook
from pptx import Presentation
from pptx.oxml.ns import qn
from spoken import spoken

from sim.analysis.differences import Entrant
from sim.export import template
from sim.export.deck import deck
from sim.export.properties import PROGRAM, shape_name
from sim.export.report import Report, make_report
from sim.export.slides import SlideDeck
from sim.language.errors import FormatError
from sim.plan import load_plan
from sim.scenario import Scenario

PLAN = load_plan("growth-2026")
MOMENT = dt.datetime(2026, 11, 22, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))
FORMULAS = ("=1+1", "+cmd|' /C calc'!A0", '=DDE("cmd";"/C calc";"x")', '=HYPERLINK("http://x","y")', "@SUM(1)", "-2+3")
LEFT_OVER = ("customXml/item1.xml", "docProps/custom.xml", "ppt/commentAuthors.xml", "ppt/vbaProject.bin")


@pytest.fixture(scope="module")
def report() -> Report:
    lean = Scenario.of(PLAN, "plan", draws=64).with_levers({"headcount": 310})
    return make_report([Entrant("Lean", lean, author="Bo")], spoken("en"), MOMENT)


def opened(content: bytes):
    return Presentation(io.BytesIO(content))


def used_template(content_type: bytes = template.PLAIN_TYPE) -> bytes:
    """A company's file after years of use: slides, sections, notes, comments, custom data, macros, a show."""
    file: Any = Presentation()
    for number in range(3):
        slide = file.slides.add_slide(file.slide_layouts[5])
        slide.shapes.title.text = f"Delete me {number}"
        slide.notes_slide.notes_text_frame.text = "secret of the template"
    file.core_properties.author = "Somebody else"
    file.core_properties.comments = "generated using python-pptx"
    plain = io.BytesIO()
    file.save(plain)
    rel = '<Relationship Id="rId9{n}" Type="http://x/relationships/{kind}" Target="{target}"/>'
    inserts = {
        "_rels/.rels": [("customXml", "customXml/item1.xml"), ("custom-properties", "docProps/custom.xml")],
        "ppt/_rels/presentation.xml.rels": [
            ("commentAuthors", "commentAuthors.xml"),
            ("vbaProject", "vbaProject.bin"),
        ],
    }
    sections = (
        '<p:custShowLst><p:custShow name="s" id="0"><p:sldLst/></p:custShow></p:custShowLst>'
        '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst '
        'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"><p14:section name="Old section" '
        'id="{7AF54A5C-6C9C-4D52-8A0C-1D1DB9A0F9F3}"><p14:sldIdLst><p14:sldId id="256"/></p14:sldIdLst>'
        "</p14:section></p14:sectionLst></p:ext></p:extLst>"
    )
    content = io.BytesIO()
    with zipfile.ZipFile(plain) as before, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            blob = before.read(name)
            for number, (kind, target) in enumerate(inserts.get(name, ())):
                line = rel.format(n=number, kind=kind, target=target)
                blob = blob.replace(b"</Relationships>", line.encode() + b"</Relationships>")
            if name == "ppt/presentation.xml":
                blob = blob[: blob.index(b"<p:extLst>")] if b"<p:extLst>" in blob else blob[: -len("</p:presentation>")]
                blob += f"{sections}</p:presentation>".encode()
            if name == template.TYPES:
                blob = blob.replace(template.PLAIN_TYPE, content_type)
                blob = blob.replace(b"</Types>", b'<Default Extension="bin" ContentType="application/x"/></Types>')
            after.writestr(name, blob)
        for name in LEFT_OVER:
            after.writestr(name, "<x/>")
    return content.getvalue()


@pytest.mark.parametrize(
    "kind",
    usual([template.PLAIN_TYPE, *template.OTHER_TYPES], (template.PLAIN_TYPE, template.OTHER_TYPES[0]).__contains__),
)
def test_every_kind_of_template_makes_a_plain_deck_without_leftovers(report: Report, kind: bytes) -> None:
    content = deck(report, used_template(kind))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert template.PLAIN_TYPE in package.read(template.TYPES)
        assert b"macroEnabled" not in package.read(template.TYPES)
        names = package.namelist()
        assert not [name for name in names if name in LEFT_OVER or "printerSettings" in name or "thumbnail" in name]
        assert len(names) == len(set(names))
        words = b"".join(package.read(name) for name in names)
        for left in (b"Delete me", b"Old section", b"secret of the template", b"Somebody else", b"python-pptx"):
            assert left not in words, left
    root = opened(content).part._element
    assert root.find(qn("p:extLst")) is None
    assert root.find(qn("p:custShowLst")) is None
    assert template.has_macros(used_template(kind))


@pytest.mark.parametrize("company", [False, True])
def test_properties_are_ours(report: Report, company: bool) -> None:
    made = opened(deck(report, used_template() if company else None))
    said = made.core_properties
    assert (said.author, said.last_modified_by) == ("Bo", "Bo")
    assert said.created == said.modified == MOMENT.astimezone(dt.UTC).replace(tzinfo=None)
    assert "Lean" in said.title
    assert not said.comments
    assert said.last_printed is None
    with zipfile.ZipFile(io.BytesIO(deck(report, used_template() if company else None))) as package:
        words = package.read("docProps/app.xml").decode()
    assert PROGRAM in words
    assert ("Widescreen" in words) is not company
    assert f"<Slides>{len(made.slides)}</Slides>" in words


def test_a_deck_without_an_author_names_the_program() -> None:
    report = make_report([Entrant("a", Scenario.of(PLAN, draws=16))], spoken("en"), MOMENT, futures=None)
    assert opened(deck(report)).core_properties.author == PROGRAM


@pytest.mark.parametrize(("ratio", "name"), [(16 / 9, "Widescreen"), (4 / 3, "On-screen Show (4:3)"), (1, "Custom")])
def test_shape_of_slides(ratio: float, name: str) -> None:
    assert shape_name(ratio) == name


def test_no_cell_of_an_embedded_workbook_is_a_formula() -> None:
    levers = [{"headcount": 300 + 5 * number} for number in range(len(FORMULAS))]
    lean = Scenario.of(PLAN, "plan", draws=64)
    entrants = [Entrant(name, lean.with_levers(one)) for name, one in zip(FORMULAS, levers, strict=True)]
    for subjects in (entrants, entrants[:1]):
        cells = []
        with zipfile.ZipFile(io.BytesIO(deck(make_report(subjects, spoken("en"), MOMENT)))) as package:
            books = [name for name in package.namelist() if name.endswith(".xlsx")]
            for name in books:
                book = load_workbook(io.BytesIO(package.read(name)))
                cells += [cell for sheet in book for row in sheet.iter_rows() for cell in row]
                with zipfile.ZipFile(io.BytesIO(package.read(name))) as inner:
                    assert not [part for part in inner.namelist() if "externalLink" in part or "hyperlink" in part]
                    assert b"<f>" not in inner.read("xl/worksheets/sheet1.xml")
        assert books
        assert {cell.data_type for cell in cells} <= {"s", "n"}
        assert any(cell.value in FORMULAS for cell in cells), "the names did reach a workbook"


def locked() -> bytes:
    return template.OLD_FORMAT + b"\0" * 2000 + template.ENCRYPTED + b"\0" * 2000


def lying_package() -> bytes:
    """A zip whose presentation is cut off."""
    content = used_template()
    return content[:2000] + content[-2000:]


def not_a_presentation() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr(template.TYPES, b'<Types xmlns="http://x"/>')
        package.writestr("_rels/.rels", b"<Relationships/>")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (locked(), "error-template-locked"),
        (template.OLD_FORMAT + b"\0" * 600, "error-template-unreadable"),
        (lying_package(), "error-template-unreadable"),
        (not_a_presentation(), "error-template-unreadable"),
        (b"\0" * (template.TEMPLATE_LIMIT + 1), "error-template-size"),
    ],
)
def test_what_is_no_template_ends_in_words(content: bytes, complaint: str) -> None:
    with pytest.raises(FormatError) as caught:
        SlideDeck(content, "en", "")
    assert caught.value.key == complaint
    for language in ("en", "zh"):
        assert caught.value.text(language)


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/null", "~nobody-here/x.pptx", "a\0b", "."])
def test_default_template_that_is_no_file(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", {**os.environ, "SCENARIO_TEMPLATE": name})
    with pytest.raises(FormatError) as caught:
        template.default_template()
    assert caught.value.key == "error-template-missing"
    assert not template.has_macros()
