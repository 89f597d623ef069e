"""Finds the tables of a list of contacts, in a text or in a workbook that was read already.

Owns: those tables, and the rows of a sheet as texts. Refuses: meaning, and reading texts (`text_rows`).
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path, PurePath

from loaders.contacts.contact_columns import ContactColumns, find_contact_columns
from loaders.files.grid import as_text
from loaders.files.raw_workbook import RawCell, RawSheet, RawWorkbook
from loaders.files.text_rows import Rows, Text, first_rows

HEADINGS_WITHIN = 20  # rows from the top among which the headings are looked for
_NOT_CALCULATED = "#N/A"  # a formula without a value is not a blank cell

Content = Path | bytes


@dataclass(frozen=True, slots=True)
class ContactTable:
    """One table of contacts: its sheet, the row of its headings, its columns, how many cells a row may have.

    `width` is 0 where a row may be of any width, as in a workbook. `first_row` is the number of the first row
    that a reader of the file sees.
    """

    sheet: str
    heading_row: int
    columns: ContactColumns
    headings: tuple[tuple[int, str], ...]
    width: int = 0


def find_text_table(name: str, content: Content, text: Text) -> tuple[Text, ContactTable | None]:
    """Find the delimiter under which the first rows of a text have the headings of a list of contacts; return
    the text with its delimiter, and no table when there are none."""
    for parted, rows in first_rows(content, text, HEADINGS_WITHIN):
        for number, row in enumerate(rows, start=1):
            headings = {column: value for column, value in enumerate(row, start=1) if value.strip()}
            columns = find_contact_columns(headings)
            if columns:
                table = ContactTable(PurePath(name).stem, number, columns, tuple(headings.items()), len(row))
                return parted, table
    return text, None


def find_sheet_table(sheet: RawSheet) -> ContactTable | None:
    """Find the headings of a list of contacts among the first rows of a sheet."""
    for number, cells in islice(sorted(sheet.rows.items()), HEADINGS_WITHIN):
        headings = {column: text for column, cell in cells.items() if (text := as_text(cell.value))}
        columns = find_contact_columns(headings)
        if columns:
            return ContactTable(sheet.name, number, columns, tuple(sorted(headings.items())))
    return None


def sheet_rows(workbook: RawWorkbook, table: ContactTable) -> Rows:
    """Give the rows of a sheet below the headings as texts, days in ISO 8601."""
    for sheet in workbook.sheets:
        if sheet.name != table.sheet:
            continue
        for number, cells in sheet.rows.items():
            if number > table.heading_row and cells:
                row = [""] * max(cells)
                for column, cell in cells.items():
                    row[column - 1] = _as_written(cell)
                yield number, row
        return


def _as_written(cell: RawCell) -> str:
    if cell.problem:
        return as_text(cell.value) or _NOT_CALCULATED
    if isinstance(cell.value, datetime):
        # Excel keeps a time as a fraction of a day, which may fall just short of its second.
        return (cell.value + timedelta(microseconds=500_000)).strftime("%Y-%m-%d %H:%M:%S")
    return cell.value.isoformat() if isinstance(cell.value, date) else as_text(cell.value)
