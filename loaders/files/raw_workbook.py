"""A workbook as it stands: sheets, rows, cells, merges and colours, without any meaning.

Owns: the types that every file reader returns, and cell names such as "D33".
Refuses: headings, dates as words, statuses; those are for the modules that understand.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import NamedTuple

CellValue = str | int | float | bool | date | datetime | time | None


class RawCell(NamedTuple):
    """One cell as a person sees it.

    `fill` is the colour behind it as "RRGGBB", or None for no fill; automatic and white fills count as none.
    `problem` is "" or "error" (value is the text such as "#REF!") or "formula-without-value" (value is None:
    the file holds a formula that was never calculated).
    `is_percent` says of a number that its format shows it times 100 with a percent sign: 0.953 is 95.3%.
    `shown` is the text on screen where a number format makes it differ from as_text(value): "007", "1.10",
    "£25,000", "Sep-25"; "" otherwise. `is_month` says of a date that it is shown without a day, so that
    "Sep-25" is a month and not its 1st.
    `struck` holds the words struck through; `value` holds the live ones alone, None when all are struck.
    `ink` is the colour of the letters as "RRGGBB" where a person sees one; black, grey of nearly black,
    automatic and white count as none.
    `link` is the address behind the cell, and `icon` what a format by rule draws in it: "green circle".
    Letters of symbol fonts (Wingdings) stand in `value` as the symbol that is seen."""

    value: CellValue
    fill: str | None = None
    problem: str = ""
    is_percent: bool = False
    shown: str = ""
    is_month: bool = False
    struck: str = ""
    ink: str | None = None
    link: str = ""
    icon: str = ""


class Merge(NamedTuple):
    """A merged range, first and last row and column, counted from 1."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet: `rows` maps row number to {column number: cell}, holding only cells with a value, a problem,
    struck words, an icon, a link or a fill, rows and columns ascending. Text is kept as written apart from
    line ends, which are "\\n". Hidden sheets, rows and columns are read and named here, never skipped.

    A table of a document (`is_document`) is a sheet too, named "table 3". The headings that stand above the
    table are its first `rows_above` rows; the rows that a person counts in the table follow them. Name a cell
    to a person by place(), which answers "row 5" for a document and "D33" for a sheet. `places` names the
    cells of a sheet that was put into the form of a table by where they stand in the file."""

    name: str
    rows: dict[int, dict[int, RawCell]]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    filtered: bool = False
    comments: dict[str, str] = field(default_factory=dict)  # place -> text of a cell comment
    # Fills that a person sees and the reader could not work out, such as "G2:G40: icon set"; each once.
    unread_formats: tuple[str, ...] = ()
    # Merged ranges left out of `merges` because they overlap one that is in it; spreadsheets forbid that.
    overlapping_merges: tuple[str, ...] = ()
    # Texts of text boxes and shapes; of headers, footers and paragraphs outside a document's tables.
    text_boxes: tuple[str, ...] = ()
    margins: tuple[str, ...] = ()
    covered: dict[str, str] = field(default_factory=dict)  # place -> text that a merge covers
    outline: dict[int, int] = field(default_factory=dict)  # row -> outline level, where above 0
    total_rows: frozenset[int] = frozenset()  # totals rows of the sheet's own tables
    is_document: bool = False
    rows_above: int = 0
    places: dict[tuple[int, int], str] = field(default_factory=dict)

    def place(self, row: int, column: int) -> str:
        """Name a cell as a person finds it: "D33" in a sheet, "row 5" in a document's table."""
        if (found := self.places.get((row, column))) is not None:
            return found
        if not self.is_document:
            return cell_name(row, column)
        return f"row {row - self.rows_above}" if row > self.rows_above else "above the table"


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
