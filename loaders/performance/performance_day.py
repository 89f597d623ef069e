"""The day of which a workbook of figures says that it is true.

Owns: finding it in cells such as "As at 9 December 2022", or beside a cell "As at". Refuses: a guess where
the sheets name several days, and the days of rows in a column "As at", which hold for their own row.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime

from data_model.shared.days.date_parser import DateSpan, Precision, names_of_dates_in, read_day, tidy_text
from loaders.files.raw_workbook import CellValue, RawCell, RawWorkbook

_LONGEST = 300  # characters of a cell that are looked at
_SAYS = re.compile(r"\b(?:as at|as of|correct at|position at|snapshot|extracted)\b(?P<rest>.*)")
_NO_WORDS = re.compile(r"[\s:.,;-]*(?:date|on)?[\s:.,;-]*")


def stated_day(workbook: RawWorkbook | None) -> date | None:
    """Find the one day that a workbook says it is true of; None where it names none or several."""
    if workbook is None:
        return None
    days = {
        day
        for sheet in workbook.sheets
        for row in sheet.rows.values()
        for column, cell in row.items()
        for day in _days_of(cell, row.get(column + 1))
    }
    return days.pop() if len(days) == 1 else None


def _days_of(cell: RawCell, beside: RawCell | None) -> Iterator[date]:
    if not isinstance(cell.value, str) or len(cell.value) > _LONGEST:
        return
    said = _SAYS.search(tidy_text(cell.value))
    if said is None:
        return
    if _NO_WORDS.fullmatch(said["rest"]):
        yield from _day(beside.value if beside is not None else None)
        return
    for words in names_of_dates_in(said["rest"]):
        yield from _day(words)


def _day(value: CellValue) -> Iterator[date]:
    if isinstance(value, datetime):
        yield value.date()
    elif isinstance(value, date):
        yield value
    elif isinstance(value, str):
        found = read_day(tidy_text(value))
        if isinstance(found, DateSpan) and found.precision is Precision.DAY:
            yield found.last
