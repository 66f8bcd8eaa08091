"""The table of facts to fill in, as CSV or Excel."""

from __future__ import annotations

import csv
import datetime as dt
import io

from sim.audit.reading import REQUIRED
from sim.audit.registry import read_yaml
from sim.language import FALLBACK, get_language

COLUMNS = ("id", "document", "section", *REQUIRED, "note")


def facts_template(form: str = "xlsx", language: str = FALLBACK) -> bytes:
    """Return an empty table with three example rows, as "csv" or "xlsx" (with a sheet that explains each column)."""
    texts = get_language(language)
    year = dt.date.today().year
    examples = [
        [cell.format(this=year, next=year + 1) for cell in row] for row in read_yaml("columns.yaml")["examples"]
    ]
    if form == "csv":
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        writer.writerows(examples)
        return out.getvalue().encode("utf-8-sig")
    from openpyxl import Workbook  # slow to import, and whoever audits a plan asks for no table to fill in
    from openpyxl.styles import Font

    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = texts.text("audit-template-sheet")
    sheet.append(COLUMNS)
    for row in examples:
        sheet.append([float(cell) if column == "value" else cell for column, cell in zip(COLUMNS, row, strict=True)])
    sheet.freeze_panes = "A2"
    help_sheet = workbook.create_sheet(texts.text("audit-template-help"))
    for column in COLUMNS:
        help_sheet.append([column, texts.text(f"audit-column-{column}")])
    help_sheet.column_dimensions["B"].width = 110
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for column in "ABCDEFGHIJ":
        sheet.column_dimensions[column].width = 18
    out_bytes = io.BytesIO()
    workbook.save(out_bytes)
    return out_bytes.getvalue()
