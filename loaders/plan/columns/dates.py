"""The due dates of a sheet, each read beside the others of its column.

Owns: the order of day and month that a column's texts show, and what a planning tool exports as a time.
Refuses: choosing an order where the column holds both.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from data_model.plan.due_date_parser import understand_due_date
from data_model.plan.due_dates import DueDate, DueKind, Precision
from loaders.files.grid import shown_text
from loaders.files.issues import Issue
from loaders.files.raw_workbook import RawCell, RawSheet
from loaders.plan import plan_issues as kinds

_NUMERIC = re.compile(r"\s*(\d{1,2})([/.\-])(\d{1,2})\2(\d{4}|\d{2})\s*")
_STAMP = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?(Z|\+00:?00)?\s*")
_FEWEST_REAL = 2


def read_dates(
    sheet: RawSheet, cells: Mapping[int, RawCell], column: int, by_tool: bool = False
) -> tuple[dict[int, DueDate], list[Issue]]:
    """Read the dates of one column, row by row, with what is odd about the column as a whole.

    `by_tool`: a planning tool wrote the column, and writes all dates in one order.
    """
    texts = {row: match for row, cell in cells.items() if (match := _numeric(cell)) is not None}
    first, second = _parts(texts.values(), 1), _parts(texts.values(), 3)
    month_first = any(b > 12 >= a for a, b in zip(first, second, strict=True))
    one_order = by_tool and not any(a > 12 for a in first)
    dates = {row: _read(cell, texts.get(row), month_first, one_order) for row, cell in cells.items()}
    return dates, _swapped(sheet, cells, [*first, *second], column)


def _numeric(cell: RawCell) -> re.Match[str] | None:
    return _NUMERIC.fullmatch(cell.value) if isinstance(cell.value, str) else None


def _parts(matches: Iterable[re.Match[str]], group: int) -> list[int]:
    return [int(match[group]) for match in matches]


def _read(cell: RawCell, match: re.Match[str] | None, month_first: bool, one_order: bool) -> DueDate:
    if cell.is_month and cell.shown:
        return understand_due_date(cell.shown)
    if isinstance(cell.value, str) and (stamp := _STAMP.fullmatch(cell.value)) is not None:
        return _read_stamp(cell.value, stamp)
    if match is None or not month_first:
        return understand_due_date(cell.value)
    a, b, year = int(match[1]), int(match[3]), int(match[4]) + (2000 if len(match[4]) == 2 else 0)
    text = match[0].strip()
    if a <= 12 and (b > 12 or one_order):
        return _day(text, year, a, b, "It was read month first, as its column is written.")
    if a <= 12 and b <= 12 and a != b:
        doubt = "Other dates of the column are month first; day and month may stand either way here."
        return DueDate(text, None, DueKind.UNCLEAR, Precision.NONE, doubt=doubt)
    return understand_due_date(cell.value)


def _day(text: str, year: int, month: int, day: int, doubt: str) -> DueDate:
    try:
        return DueDate(text, date(year, month, day), DueKind.DEADLINE, Precision.DAY, doubt=doubt)
    except ValueError:
        return understand_due_date(text)


def _read_stamp(text: str, stamp: re.Match[str]) -> DueDate:
    """Read a day with its time; eleven at night in universal time is the next day in a British summer."""
    due = _day(text.strip(), int(stamp[1]), int(stamp[2]), int(stamp[3]), "")
    if due.date is not None and stamp[6] and stamp[4] == "23":
        doubt = "It is an hour before midnight, as tools export a day of summer time; the next day was taken."
        return DueDate(due.text, due.date + timedelta(days=1), due.kind, due.precision, doubt=doubt)
    return due


def _swapped(sheet: RawSheet, cells: Mapping[int, RawCell], parts: list[int], column: int) -> list[Issue]:
    real = {row: cell.value for row, cell in cells.items() if isinstance(cell.value, date | datetime)}
    if len(real) < _FEWEST_REAL or not any(part > 12 for part in parts):
        return []
    if any(value.day > 12 for value in real.values()):
        return []
    seen = f"{len(real)} dates, such as {shown_text(cells[min(real)])}"
    where = sheet.place(min(real), column)
    return [Issue(kinds.DATES_SWAPPED, seen, sheet.name, where)]
