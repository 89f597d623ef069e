"""Tables of savings made in code: as councils send them, and as they go wrong. Every name is invented."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

GREEN, AMBER, RED, BLUE, PINK = "92D050", "FFC000", "FF0000", "0070C0", "FF66CC"
HEADINGS = ("Ref", "Service Area", "Title of Proposal", "2025/26 £m", "2026/27 £m", "RAG", "Progress")
AGREED = "Savings agreed 3 March 2025: position at 5 March 2025"
PROPOSED = "New savings proposals as at 4 November 2024"
BEDS = ("1", "Care", "Block beds", -0.4, -0.6, GREEN, "Four beds open")
HUBS = ("2", "Early help", "Family hubs", -0.05, -0.2, AMBER, "One lease delayed")
DUTY = (
    "3",
    "Care",
    "Duty carers",
    -0.1,
    -0.1,
    "",
    "Now part of the care programme, so it is not counted twice",
)
ROWS = (BEDS, HUBS, DUTY)


def savings_xlsx(
    rows: Sequence[Sequence[Any]] = ROWS,
    headings: Sequence[Any] = HEADINGS,
    title: str = AGREED,
    sheet: str = "Savings",
    more: Sequence[tuple[str, str, Sequence[Any], Sequence[Sequence[Any]]]] = (),
) -> bytes:
    """A workbook with a table a sheet; a six-letter colour in a row becomes the fill of an empty cell.

    `more` holds further sheets: name, title, headings, rows.
    """
    workbook = Workbook()
    first = workbook.active
    assert isinstance(first, Worksheet)
    first.title = sheet
    for at, (name, words, heads, lines) in enumerate([(sheet, title, headings, rows), *more]):
        _fill(first if at == 0 else workbook.create_sheet(name), words, heads, lines)
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def proposal_rows(rows: Sequence[Sequence[Any]] = ROWS, **changed: Sequence[float]) -> list[list[Any]]:
    """The same savings as they were proposed: amounts of a ref ("r1") may be others; without rating."""
    return [[*row[:3], *changed.get(f"r{row[0]}", row[3:5])] for row in rows]


def _fill(sheet: Worksheet, title: str, headings: Sequence[Any], rows: Sequence[Sequence[Any]]) -> None:
    sheet.append([title])
    sheet.append([])
    sheet.append(list(headings))
    for row in rows:
        colours = {at: cell for at, cell in enumerate(row, 1) if cell in (GREEN, AMBER, RED, BLUE, PINK)}
        sheet.append([None if cell in colours.values() else cell for cell in row])
        for at, colour in colours.items():
            sheet.cell(sheet.max_row, at).fill = PatternFill("solid", fgColor=colour)
