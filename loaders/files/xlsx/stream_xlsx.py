"""Reads the sheets of an .xlsx row by row, and of each row the wanted columns alone.

Owns: handing each row on as it passes, so that memory does not grow with the rows; a cell of another column
is never read, only that something stands in it.
Refuses: merges, formats by rule, comments, links and drawings.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from loaders.files.raw_workbook import RawCell
from loaders.files.read_package import Package
from loaders.files.read_xml import Attributes
from loaders.files.xlsx.read_xlsx_book import ListedSheet, open_book
from loaders.files.xlsx.read_xlsx_sheet import SheetWalker, WorkbookParts


class RowTaker(Protocol):
    """What is asked of whoever reads a sheet row by row."""

    @property
    def wanted(self) -> frozenset[int] | None:
        """The columns that are read from the next row on, counted from 1; None for all."""

    def take(self, row: int, cells: dict[int, RawCell], *, has_others: bool) -> None:
        """Take a row's wanted cells; `has_others` says that something stands in other columns of it."""


def stream_xlsx(package: Package, begin: Callable[[ListedSheet, datetime], RowTaker]) -> None:
    """Walk every worksheet once. `begin` is asked for each who takes its rows, and told the day that bare
    numbers of its dates count from. Raises UnreadableFile for what cannot be read, and what takers raise."""
    book = open_book(package)
    cells = 0
    for listed in book.sheets:
        walker = _RowsWalker(book.parts, cells, begin(listed, book.parts.epoch))
        with package.open(listed.part) as source:
            walker.walk(source)
        cells = walker.cells


class _RowsWalker(SheetWalker):
    """Hands rows on and keeps none. Cells that are not wanted are not counted: they cost no memory."""

    def __init__(self, parts: WorkbookParts, cells_so_far: int, taker: RowTaker) -> None:
        super().__init__(parts, cells_so_far)
        self._taker = taker
        self._wanted: frozenset[int] | None = None
        self._has_others = False

    def _start_row(self, written: Attributes) -> None:
        super()._start_row(written)
        self._wanted, self._has_others = self._taker.wanted, False

    def _keep_cell(self, column: int) -> None:
        if self._wanted is None or column in self._wanted:
            super()._keep_cell(column)
        else:
            self._has_others = self._has_others or bool(self._value or self._runs)

    def _end_row(self) -> None:
        if self._current or self._has_others:
            self._taker.take(self._row, self._current, has_others=self._has_others)
        self._current = {}
