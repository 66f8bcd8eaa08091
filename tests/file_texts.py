"""What a reader of a file finds in it: the texts of slides, workbooks, archives, tables and pictures."""

from __future__ import annotations

import csv
import html
import io
import re
import zipfile
from pathlib import PurePath

import openpyxl
import pandas as pd

OFFICE = ("xl/", "ppt/", "docProps/")
"""Folders of Office files with texts in them."""


def file_text(name: str, content: bytes) -> str:
    """Return everything that a file says; of a picture in dots or a PDF, whose texts are drawn, what it is about."""
    match PurePath(name).suffix:
        case ".xlsx":
            return _workbook(content) + _archive(content)
        case ".pptx" | ".zip":
            return _archive(content)
        case ".parquet":
            return pd.read_parquet(io.BytesIO(content)).to_csv(sep="\t")
        case ".csv":
            rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
            return "\n".join("\t".join(row) for row in rows)  # a comma between cells is none between digits
        case ".png" | ".pdf":
            return " ".join(re.findall(r"[\x20-\x7e]{4,}", content[:2000].decode("latin-1")))
        case _:
            return content.decode("utf-8-sig")


def _workbook(content: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    said = [str(cell.value) for cell in cells if cell.value is not None]
    said += [cell.comment.text for cell in cells if cell.comment is not None]
    return "\n".join([*said, *book.sheetnames])


def _archive(content: bytes) -> str:
    """Return what the members of an archive say; of a workbook's cells, which are read as cells, nothing again."""
    said = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith(("xl/worksheets/", "xl/sharedStrings", "xl/styles", "xl/calcChain")):
                continue
            if name.endswith((".xml", ".rels")):
                said.append(_markup(archive.read(name).decode("utf-8")))
            elif not name.endswith((".jpeg", ".bin", ".duckdb")):
                said.append(file_text(name, archive.read(name)))
    return "\n".join(said)


def _markup(text: str) -> str:
    text = re.sub(r"</(a:p|c:v|text|tspan)>", "\n", text)
    return html.unescape(re.sub(r"<[^>]+>", "", text))
