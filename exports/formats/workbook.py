"""An .xlsx file as a person wants to open it: heading row in bold and frozen, filters, widths, real dates.

Owns: how a table and its "About" sheet are written. Refuses: which columns there are, and formulas: text is
always typed as text. It never merges cells, which is slow in large files.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from data_model.plan.status_looks import STATUS_LOOKS
from data_model.shared.cell_text import cell_safe
from exports.formats.cells import CellContent, Rated, TableColumn
from exports.formats.safe_text import starts_formula

DATE_FORMAT = "dd/mm/yyyy"

_WRAPPED = Alignment(vertical="top", wrap_text=True)
_TOP = Alignment(vertical="top")
_BOLD = Font(bold=True)
_FILLS = {status: PatternFill("solid", fgColor=look.fill[1:]) for status, look in STATUS_LOOKS.items()}
_FONTS = {status: Font(color=look.text[1:]) for status, look in STATUS_LOOKS.items()}


def write_workbook(
    sheet_name: str,
    columns: Sequence[TableColumn],
    rows: Iterable[Sequence[CellContent]],
    about: Sequence[tuple[str, CellContent]],
    as_at: date,
) -> bytes:
    """Write a table and an "About" sheet of `about` and the columns' meanings; `as_at` dates the file itself.

    The file's properties hold the time of saving, so two files of the same rows differ there alone.
    """
    workbook = Workbook(write_only=True)
    workbook.properties.creator = "Improvement plan dashboard"
    workbook.properties.created = datetime.combine(as_at, time())
    sheet = workbook.create_sheet(sheet_name)
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    append_row(sheet, [column.heading for column in columns], bold=True)
    last_row = 1
    for row in rows:
        append_row(sheet, row)
        last_row += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{last_row}"
    _write_about(workbook.create_sheet("About"), columns, about)
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _write_about(
    sheet: Any, columns: Sequence[TableColumn], about: Sequence[tuple[str, CellContent]]
) -> None:
    sheet.column_dimensions["A"].width = 28
    sheet.column_dimensions["B"].width = 90
    for name, content in about:
        append_row(sheet, [name, content])
    append_row(sheet, [])
    append_row(sheet, ["Column", "What it means"], bold=True)
    for column in columns:
        append_row(sheet, [column.heading, column.meaning])


def append_row(sheet: Any, row: Sequence[CellContent], bold: bool = False) -> None:
    """Write a row below the last one, its texts as text and never as formulas."""
    sheet.append([_cell(sheet, content, bold) for content in row])


def _cell(sheet: Any, content: CellContent, bold: bool) -> Any:
    if content is None or content == "":
        return None
    if isinstance(content, Rated):
        cell = _text_cell(sheet, content.word)
        cell.fill, cell.font = _FILLS[content.status], _FONTS[content.status]
        return cell
    if isinstance(content, date) and content.year < 1900:
        content = content.isoformat()  # Excel knows no earlier dates and would show "####"
    if isinstance(content, str):
        cell = _text_cell(sheet, content)
        if bold:
            cell.font = _BOLD
        return cell
    cell = WriteOnlyCell(sheet, content)
    cell.alignment = _TOP
    if isinstance(content, date):
        cell.number_format = DATE_FORMAT
    return cell


def _text_cell(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, cell_safe(text))
    cell.data_type = "s"  # openpyxl takes "=1+1" for a formula and "#REF!" for an error
    if starts_formula(text):
        cell.quotePrefix = True  # it stays text when somebody edits the cell in Excel
    cell.alignment = _WRAPPED
    return cell
