"""A workbook as it stands: sheets, rows, cells, merges and colours, without any meaning.

Owns: the types that every file reader returns, and cell names such as "D33".
Refuses: headings, dates as words, statuses; those are for the modules that understand.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import NamedTuple

CellValue = str | int | float | bool | date | datetime | time | None


class RawCell(NamedTuple):
    """One cell. `fill` is the colour a person sees as "RRGGBB", or None for no fill; automatic and white
    fills count as none. `problem` is "" or "error" (value is the text such as "#REF!") or
    "formula-without-value" (value is None: the file holds a formula that was never calculated).
    `is_percent` says of a number that its format shows it times 100 with a percent sign: 0.953 is 95.3%."""

    value: CellValue
    fill: str | None = None
    problem: str = ""
    is_percent: bool = False


class Merge(NamedTuple):
    """A merged range, first and last row and column, counted from 1."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet: `rows` maps row number to {column number: cell}, holding only cells with a value, a problem
    or a fill, rows and columns ascending. Text is kept as written apart from line ends, which are "\\n".
    Hidden sheets, rows and columns are read and named here, never skipped."""

    name: str
    rows: dict[int, dict[int, RawCell]]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    filtered: bool = False
    comments: dict[str, str] = field(default_factory=dict)  # cell name -> text of a cell comment
    # Fills that a person sees and the reader could not work out, such as "G2:G40: icon set"; each once.
    unread_formats: tuple[str, ...] = ()
    # Merged ranges left out of `merges` because they overlap one that is in it; spreadsheets forbid that.
    overlapping_merges: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RawWorkbook:
    file_name: str
    sheets: tuple[RawSheet, ...]
    encoding: str = ""  # for .csv: how it was decoded


def column_letters(column: int) -> str:
    """Name a column counted from 1: 1 is "A", 27 is "AA"."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """Name a cell counted from 1: row 33, column 4 is "D33"."""
    return f"{column_letters(column)}{row}"
