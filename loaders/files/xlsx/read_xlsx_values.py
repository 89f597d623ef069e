"""Written forms of .xlsx values: column letters, ranges, numbers and dates.

Owns: what one written value means. Refuses: guessing; a serial that is no date stays what was written.
"""

import math
import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from openpyxl.utils.datetime import from_excel, from_ISO8601

from loaders.files.issues import FILE_DAMAGED
from loaders.files.raw_workbook import CellValue, Merge
from loaders.files.read_package import MAX_COLUMN, MAX_ROW, refuse
from loaders.files.xlsx.read_xlsx_styles import CellStyle

_AREA = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?\Z")
_EXACT_INTEGERS = 1e15  # above this a float no longer tells neighbouring whole numbers apart


@lru_cache(maxsize=MAX_COLUMN)
def column_number(letters: str) -> int:
    """Number a column named by letters: "A" is 1, "AA" is 27; raises UnreadableFile for anything else."""
    number = 0
    for letter in letters:
        if not "A" <= letter <= "Z" or number > MAX_COLUMN:
            refuse(FILE_DAMAGED, f"a cell named {letters[:20]}")
        number = number * 26 + ord(letter) - 64
    if not number:
        refuse(FILE_DAMAGED, "a cell without a column")
    return number


@lru_cache(maxsize=4096)
def read_area(text: str) -> Merge:
    """Read "A1:B2" or "A1"; parts outside a sheet are cut off. Raises UnreadableFile for anything else."""
    match = _AREA.match(text)
    if not match:
        refuse(FILE_DAMAGED, f"a range written {text[:40]!r}")
    letters, digits, other_letters, other_digits = match.groups()
    column, row = min(column_number(letters), MAX_COLUMN), max(1, min(int(digits), MAX_ROW))
    if other_letters is None:
        return Merge(row, column, row, column)
    other, lower = min(column_number(other_letters), MAX_COLUMN), max(1, min(int(other_digits), MAX_ROW))
    return Merge(min(row, lower), min(column, other), max(row, lower), max(column, other))


def whole(number: float) -> int | float:
    """Give a whole number as an int, as long as that is exact."""
    return int(number) if abs(number) < _EXACT_INTEGERS and number == int(number) else number


def read_number(text: str, style: CellStyle, epoch: datetime) -> tuple[CellValue, str]:
    """Read a number, as a date when the style shows dates. A serial that is no date is kept as its text with
    the problem "error"; what is no number is kept as text."""
    try:
        number = whole(float(text))
    except ValueError:
        return text, ""
    if not math.isfinite(number):
        return text, "error"
    if not style.is_date and not style.is_duration:
        return number, ""
    try:
        return _date_of(number, style.is_duration, epoch)
    except (OverflowError, ValueError):
        return str(number), "error"


@lru_cache(maxsize=4096)
def _date_of(number: int | float, is_duration: bool, epoch: datetime) -> tuple[CellValue, str]:
    if number < 0:
        return str(number), "error"
    moment = from_excel(number, epoch, timedelta=is_duration)
    if isinstance(moment, timedelta):
        minutes, seconds = divmod(round(moment.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}", ""
    return as_day(moment), ""


def as_day(moment: date | time) -> date | time:
    """Give a moment at midnight as its day alone."""
    return moment.date() if isinstance(moment, datetime) and moment.time() == time() else moment


def iso_date(text: str) -> tuple[CellValue, str]:
    """Read a date written in ISO 8601; what is none is kept as text with the problem "error"."""
    try:
        moment = from_ISO8601(text)
    except ValueError:
        return text, "error"
    return (text, "") if isinstance(moment, timedelta) else (as_day(moment), "")
