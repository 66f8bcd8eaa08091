"""Slides from a template: placeholders filled, text and native tables in the theme's colours and fonts.

Everything refers to theme colours, so the company's palette takes over; only "short of target" keeps its vermilion.
"""

from __future__ import annotations

import copy
import datetime as dt
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from sim.export.house import EAST_ASIAN, LAYOUT, WIDTH
from sim.export.properties import set_properties
from sim.export.template import has_east_asian_font, layout_of, open_template
from sim.export.text import clean, display_width, line_count, one_line
from sim.export.xml import make, sub

LONG_TITLE = 120
"""Width of a title, in Latin letters, that no longer fits two lines at its normal size."""

SMALLEST = 7.0
"""Letters of a table are never set smaller, in points."""

STAMP_SIZE, STAMP_SMALLEST = 9.0, 5.5
"""Letters of the line of origin, in points."""

LETTER, BOLD_LETTER = 0.52, 0.56
"""Width of a letter as a share of its size, on average; East Asian letters take two."""

SHORTFALL = RGBColor(0xC7, 0x46, 0x1F)
LINE = "E2DFD7"
ANCHORS = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}
ALIGNMENTS = {"left": PP_ALIGN.LEFT, "right": PP_ALIGN.RIGHT, "center": PP_ALIGN.CENTER}
COLOURS = {
    "ink": MSO_THEME_COLOR.TEXT_1,
    "muted": MSO_THEME_COLOR.TEXT_2,
    "surface": MSO_THEME_COLOR.BACKGROUND_1,
    "paper": MSO_THEME_COLOR.BACKGROUND_2,
    "current": MSO_THEME_COLOR.ACCENT_1,
    "current_light": MSO_THEME_COLOR.ACCENT_2,
    "baseline": MSO_THEME_COLOR.ACCENT_4,
}


@dataclass(frozen=True)
class Box:
    """A rectangle on a slide, in EMU."""

    left: int
    top: int
    width: int
    height: int

    def part(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """Return a part of it, edges as fractions."""
        return Box(
            round(self.left + x0 * self.width),
            round(self.top + y0 * self.height),
            round((x1 - x0) * self.width),
            round((y1 - y0) * self.height),
        )


@dataclass(frozen=True)
class Cell:
    """A table cell: text and how it is set."""

    text: str
    bold: bool = False
    colour: str = "ink"


class SlideDeck:
    """A presentation that grows slide by slide."""

    def __init__(self, template: bytes | None, tag: str, stamp: str, subject: str = "") -> None:
        self.file: Any = open_template(template)
        self.language, self.stamp, self.subject = tag, stamp, subject
        self.layout = layout_of(self.file)
        self.scale = min(1.0, self.file.slide_width / WIDTH)
        self.inch = round(self.file.slide_height / 7.5)
        self.east_asian = "+mn-ea" if has_east_asian_font(self.file) else EAST_ASIAN
        self.cells: dict[tuple[object, ...], Any] = {}
        """A cell of a table of each look, as an element that others are copied from."""

    def save(self, title: str, author: str, moment: dt.datetime) -> bytes:
        """Return the file; title, author and moment become its properties."""
        set_properties(self.file, title, author, moment)
        file = io.BytesIO()
        self.file.save(file)
        return file.getvalue()

    def slide(self, title: str, subtitle: str, subject: str | None = None) -> Page:
        """Add a slide; the title says the message, the subtitle measure, unit and period.

        Parameters
        ----------
        subject : whose slide it is, the deck's by default; the subtitle begins with it unless the title names it
        """
        name = one_line(self.subject if subject is None else subject)
        if name and name not in title and name not in subtitle:
            subtitle = f"{name} · {subtitle}" if subtitle else name
        return Page(self, title, subtitle)


class Page:
    """One slide and the space for content below its title."""

    def __init__(self, deck: SlideDeck, title: str, subtitle: str) -> None:
        self.deck = deck
        self.slide: Any = deck.file.slides.add_slide(deck.layout)
        width, height = deck.file.slide_width, deck.file.slide_height
        margin = round(0.045 * width)
        under_title = self._fill_title(title)
        top = self._fill_subtitle(subtitle, Box(margin, under_title, width - 2 * margin, round(0.05 * height)))
        for one in list(self.slide.placeholders):
            if not one.has_text_frame or not one.text_frame.text:
                one._element.getparent().remove(one._element)
        bottom = self._footer(margin)
        top += round(0.02 * height)
        self.box = Box(margin, top, width - 2 * margin, bottom - top - round(0.015 * height))

    def _fill_title(self, title: str) -> int:
        """Write the title in its place; return where that ends."""
        heading = self.slide.shapes.title
        heading.text_frame.text = clean(title)
        self.dress_runs(heading.text_frame)
        size = self._title_size(heading, title)
        if size is not None:
            heading.text_frame.paragraphs[0].font.size = Pt(size)
            for run in heading.text_frame.paragraphs[0].runs:
                run.font.size = Pt(size)
        return heading.top + heading.height

    def _fill_subtitle(self, subtitle: str, otherwise: Box) -> int:
        """Write the subtitle in the layout's place for it, or in a box where there is none; return where that ends."""
        places = (one for one in self.slide.placeholders if one.placeholder_format.type == PP_PLACEHOLDER.BODY)
        below = next(places, None)
        if below is None:
            self.text(otherwise, subtitle, 13, colour="muted")
            return otherwise.top + otherwise.height
        below.text_frame.text = clean(subtitle)
        self.dress_runs(below.text_frame)
        return below.top + below.height

    def _title_size(self, heading: Any, title: str) -> float | None:
        """Return a size at which the title fits its place; None where the house layout's own does."""
        house = self.deck.layout.name == LAYOUT
        if house and display_width(title) <= LONG_TITLE:
            return None
        for size in (20 if house else 24, 20, 18, 16, 14):
            letters = heading.width / Pt(size * 0.56)
            lines = max(1, int(heading.height / Pt(size * 1.25)))
            if display_width(title) <= letters * lines * 0.9:
                return size
        return 12

    def _footer(self, margin: int) -> int:
        """Fill the layout's footer and page number, or make a footer; return where content must end."""
        width, height = self.deck.file.slide_width, self.deck.file.slide_height
        footer_top = None
        for place in self.deck.layout.placeholders:
            kind = place.placeholder_format.type
            if kind not in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
                continue
            if kind == PP_PLACEHOLDER.FOOTER and place.width < 0.6 * width:
                continue  # too narrow for the stamp, which gets a line of its own
            element = copy.deepcopy(place._element)
            self.slide.shapes._spTree.append(element)
            if kind == PP_PLACEHOLDER.FOOTER:
                shape = next(one for one in self.slide.placeholders if one._element is element)
                shape.text_frame.text = clean(self.deck.stamp)
                self.dress_runs(shape.text_frame)
                for run in shape.text_frame.paragraphs[0].runs:
                    run.font.size = Pt(self._stamp_size(place.width))
                footer_top = place.top
        if footer_top is None:
            footer_top = round(0.93 * height)
            box = Box(margin, footer_top, round(0.84 * width), round(0.05 * height))
            self.text(box, self.deck.stamp, self._stamp_size(box.width) / self.deck.scale, colour="muted")
        return min(footer_top, round(0.97 * height))

    def _stamp_size(self, width: int) -> float:
        """Return a size at which the line of origin stays one line, in points."""
        letters = max(1, display_width(self.deck.stamp)) * LETTER
        return max(STAMP_SMALLEST, min(STAMP_SIZE, math.floor(2 * width / Pt(1) / letters) / 2))

    # -- text -------------------------------------------------------------------------------------------------------
    def dress_runs(self, frame: Any) -> None:
        """Give every run its language and an East Asian font, so that line breaks and glyphs are right everywhere."""
        for paragraph in frame.paragraphs:
            for run in paragraph.runs:
                properties = run._r.get_or_add_rPr()
                properties.set("lang", self.deck.language)
                properties.set("altLang", "en-US")
                for old in properties.findall(qn("a:ea")):
                    properties.remove(old)
                mark = properties.find(qn("a:latin"))
                font = make(properties, "a:ea", typeface=self.deck.east_asian)
                if mark is not None:
                    mark.addnext(font)
                else:
                    followers = [properties.find(qn(tag)) for tag in ("a:cs", "a:sym", "a:hlinkClick")]
                    follower = next((one for one in followers if one is not None), None)
                    follower.addprevious(font) if follower is not None else properties.append(font)

    def text(
        self,
        box: Box,
        paragraphs: str | Sequence[str],
        size: float,
        *,
        bold: bool = False,
        colour: str = "ink",
        align: str = "left",
        anchor: str = "top",
        spacing: float = 0,
    ) -> Any:
        """Add a text box; returns its shape."""
        shape = self.slide.shapes.add_textbox(Emu(box.left), Emu(box.top), Emu(box.width), Emu(box.height))
        frame = shape.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.vertical_anchor = ANCHORS[anchor]
        lines = [paragraphs] if isinstance(paragraphs, str) else list(paragraphs)
        for number, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.alignment = ALIGNMENTS[align]
            if number:
                paragraph.space_before = Pt(spacing)
            run = paragraph.add_run()
            run.text = clean(line)
            run.font.size, run.font.bold = Pt(size * self.deck.scale), bold
            paint(run.font.color, colour)
        self.dress_runs(frame)
        return shape

    def notes(self, content: str) -> None:
        """Write the speaker's notes of this slide."""
        self.slide.notes_slide.notes_text_frame.text = clean(content)

    def card(self, box: Box, label: str, value: str, unit: str, change: str, colour: str) -> None:
        """Add a headline number: label, large number with its unit small beside it, change."""
        self.rule(Box(box.left, box.top, box.width, 0), "ink", 1.0)
        self.text(box.part(0, 0.08, 1, 0.30), label, 12, colour="muted")
        shape = self.text(box.part(0, 0.30, 1, 0.72), value, 30, bold=True, anchor="middle")
        run = shape.text_frame.paragraphs[0].add_run()
        run.text = f" {unit}" if unit else ""
        run.font.size = Pt(13 * self.deck.scale)
        paint(run.font.color, "muted")
        self.dress_runs(shape.text_frame)
        self.text(box.part(0, 0.74, 1, 1), change, 12, colour=colour)

    def rule(self, box: Box, colour: str, points: float) -> None:
        """Add a horizontal line along the top of a box."""
        line = self.slide.shapes.add_connector(1, box.left, box.top, box.left + box.width, box.top)
        paint(line.line.color, colour)
        line.line.width = Pt(points)

    # -- tables -----------------------------------------------------------------------------------------------------
    def table(
        self,
        box: Box,
        header: Sequence[str],
        rows: Sequence[Sequence[str | Cell]],
        widths: Sequence[float],
        *,
        size: float = 12,
        left: Sequence[int] = (0,),
        row_height: float = 0.3,
    ) -> Any:
        """Add a native table; columns `left` are flush left, numbers flush right.

        Parameters
        ----------
        widths : share of each column; normalised
        row_height : inches
        """
        columns = [box.width * share / sum(widths) for share in widths]
        lines = [[one if isinstance(one, Cell) else Cell(one) for one in row] for row in (header, *rows)]
        size, heights = self._fit_rows(lines, columns, size, round(row_height * self.deck.inch), box.height)
        frame = self.slide.shapes.add_table(len(lines), len(header), box.left, box.top, box.width, sum(heights))
        table = frame.table
        properties = table._tbl.tblPr
        properties.set("bandRow", "0")
        style = properties.find(qn("a:tableStyleId"))
        style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no style, no grid
        for number, width in enumerate(columns):
            table.columns[number].width = round(width)
        for number, (row, drawn) in enumerate(zip(lines, table.rows, strict=True)):
            drawn._tr.h = heights[number]
            # all cells of a row at once: asked for one by one, each is looked for among all of the table
            for column, (content, cell) in enumerate(zip(row, drawn.cells, strict=True)):
                one = Cell(content.text, True, "muted") if number == 0 else content
                self._cell(cell, one, size, column not in left, number == 0)
                if column in left and column and column - 1 not in left:
                    cell.margin_left = Pt(14)  # words right of a column of numbers stand clear of it
        table.notify_height_changed()  # once: told row by row, the table adds up all rows again each time
        return table

    def _fit_rows(
        self, rows: Sequence[Sequence[Cell]], columns: Sequence[float], size: float, wanted: int, room: int
    ) -> tuple[float, list[int]]:
        """Return the size of letters with which rows fit into a height, and how high each row is then.

        Every row is as high as wanted, or as the room that is left allows.
        """
        while size > SMALLEST and sum(self._row_heights(rows, columns, size)) > room:
            size -= 0.5
        least = self._row_heights(rows, columns, size)
        less = round(0.01 * self.deck.inch)
        while wanted and sum(max(wanted, one) for one in least) > room:
            wanted = max(0, wanted - less)
        return size, [max(wanted, one) for one in least]

    def _row_heights(self, rows: Sequence[Sequence[Cell]], columns: Sequence[float], size: float) -> list[int]:
        """Return how high each row must be for its longest cell, in EMU; estimated from letter widths."""
        points = size * self.deck.scale
        found = []
        for row in rows:
            lines = 1
            for cell, width in zip(row, columns, strict=True):
                room = max(width - Pt(10), Pt(points))
                letter = Pt(points * (BOLD_LETTER if cell.bold else LETTER))
                lines = max(lines, line_count(cell.text, room / letter))
            found.append(round(Pt(lines * points * 1.2 + 4)))
        return found

    def _cell(self, cell: Any, content: Cell, size: float, right: bool, header: bool) -> None:
        """Fill a cell. Of cells that look alike the first is drawn, which takes longest; the others are its copies."""
        look = (size, right, header, bool(content.text), content.bold, content.colour)
        if (drawn := self.deck.cells.get(look)) is None:
            self._draw_cell(cell, content, size, right, header)
            self.deck.cells[look] = copy.deepcopy(cell._tc)
            return
        cell._tc[:] = copy.deepcopy(drawn)[:]
        if content.text:
            cell.text_frame.paragraphs[0].runs[0].text = clean(content.text)

    def _draw_cell(self, cell: Any, content: Cell, size: float, right: bool, header: bool) -> None:
        cell.margin_left = cell.margin_right = Pt(4)
        cell.margin_top = cell.margin_bottom = Pt(1.5)
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE
        frame = cell.text_frame
        frame.word_wrap = True
        paragraph = frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
        points = (size - (1 if header else 0)) * self.deck.scale
        if content.text:
            run = paragraph.add_run()
            run.text = clean(content.text)
            run.font.size, run.font.bold = Pt(points), content.bold
            paint(run.font.color, content.colour)
            self.dress_runs(frame)
        else:  # an empty cell is as high as the letters of its end, which are large unless told
            paragraph._p.get_or_add_endParaRPr().set("sz", str(round(100 * points)))
        properties = cell._tc.get_or_add_tcPr()
        border = sub(properties, "a:lnB", w=str(Pt(1.25 if header else 0.5)))
        fill = sub(border, "a:solidFill")
        if header:
            sub(fill, "a:schemeClr", val="tx1")
        else:
            sub(fill, "a:srgbClr", val=LINE)


def paint(target: Any, colour: str) -> None:
    """Set a colour by token; "target" is the one that does not follow the theme."""
    if colour == "target":
        target.rgb = SHORTFALL
    else:
        target.theme_color = COLOURS[colour]
