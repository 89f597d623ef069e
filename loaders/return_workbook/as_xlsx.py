"""A workbook that was read, as the bytes of an .xlsx.

Owns: writing .ods, .csv and .docx files, and sheets of another form, as .xlsx with their values, merges and
fills; any other .xlsx comes back as it is.
Refuses: anything else of how such a file looked; what is not kept is named.
"""

from datetime import datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter

from data_model.shared.cell_text import TOO_LONG, cell_safe, is_too_long
from loaders.files.raw_workbook import RawCell, RawWorkbook

_XLSX = b"PK\x03\x04"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
# Excel knows no dates before this year.
_FIRST_YEAR = 1900


def as_xlsx(
    file_name: str, content: bytes, workbook: RawWorkbook, anew: str = ""
) -> tuple[bytes, tuple[str, ...]]:
    """Return the file as .xlsx, and sentences that say what of it is not kept.

    `anew` says why a workbook is not kept as it is: its sheets have another form now.
    """
    is_document = any(sheet.is_document for sheet in workbook.sheets)
    if content.startswith(_XLSX) and _ODS not in content[:200] and not (anew or is_document):
        return content, ()
    kind = "OpenDocument" if content.startswith(_XLSX) else "CSV"
    what = "is a Word document; its tables are sheets" if is_document else f"is a file of the kind {kind}"
    said = (
        f"{file_name} {anew or what}; the plan is written as .xlsx, with its values, merges and colours, and "
        "without its fonts, widths and formulas."
    )
    content, cut = _written(workbook)
    return content, (said, *cut)


def _written(workbook: RawWorkbook) -> tuple[bytes, list[str]]:
    cut: list[str] = []
    book = Workbook()
    book.remove(book.active)
    for raw in workbook.sheets:
        sheet = book.create_sheet(raw.name[:31])
        sheet.sheet_state = "hidden" if raw.hidden else "visible"
        for row, cells in raw.rows.items():
            for column, found in cells.items():
                cell = sheet.cell(row, column)
                _put(cell, found)
                if isinstance(found.value, str) and is_too_long(found.value):
                    cut.append(f"The text in {raw.name} {cell.coordinate} {TOO_LONG}")
        for merge in raw.merges:
            sheet.merge_cells(None, merge.first_row, merge.first_column, merge.last_row, merge.last_column)
        for row in raw.hidden_rows:
            sheet.row_dimensions[row].hidden = True
        for column in raw.hidden_columns:
            sheet.column_dimensions[get_column_letter(column)].hidden = True
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue(), cut


def _put(cell: Any, found: RawCell) -> None:
    """Put what a cell holds into another, so that it shows the same."""
    if isinstance(found.value, str):
        cell.value = cell_safe(found.value)
        cell.data_type = "s"
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    elif found.shown and not found.is_percent:
        cell.value, cell.data_type = cell_safe(found.shown), "s"  # "007", "Sep-25"
    elif not isinstance(found.value, datetime) or found.value.year >= _FIRST_YEAR:
        cell.value = found.value
    if found.is_percent:
        decimals = len(found.shown.partition(".")[2].rstrip("% "))
        cell.number_format = f"0.{'0' * decimals}%" if decimals else "0%"
    if found.link:
        cell.hyperlink = found.link
    if found.fill:
        cell.fill = PatternFill("solid", fgColor=found.fill)
