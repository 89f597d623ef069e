"""A workbook row by row: the wanted columns alone, and nothing of the others but that something is there."""

import io
from datetime import date, datetime

import pytest
import xlsxwriter
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from loaders.files.issues import UnreadableFile
from loaders.files.raw_workbook import RawCell
from loaders.files.read_package import Package
from loaders.files.xlsx import read_xlsx_sheet
from loaders.files.xlsx.read_xlsx_book import ListedSheet
from loaders.files.xlsx.stream_xlsx import stream_xlsx


class Taken:
    """Keeps what it is handed; after the first row it wants these columns alone."""

    def __init__(self, then: frozenset[int] | None = None) -> None:
        self.rows: list[tuple[int, dict[int, object], bool]] = []
        self._then = then

    @property
    def wanted(self) -> frozenset[int] | None:
        return self._then if self.rows else None

    def take(self, row: int, cells: dict[int, RawCell], *, has_others: bool) -> None:
        self.rows.append((row, {column: cell.value for column, cell in cells.items()}, has_others))


def workbook(*, is_1904: bool = False) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "date_1904": is_1904})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for name in ("One", "Two"):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, ["Id", "Day", "Team"])
        sheet.write_row(1, 0, [7])
        sheet.write_datetime(1, 1, datetime(2022, 9, 5), day)  # noqa: DTZ001
        sheet.write(3, 0, "only here")
        sheet.write(4, 2, "North")
    book.close()
    return target.getvalue()


def streamed(content: bytes, then: frozenset[int] | None) -> tuple[list[str], list[datetime], list[Taken]]:
    names: list[str] = []
    epochs: list[datetime] = []
    takers: list[Taken] = []

    def begin(listed: ListedSheet, epoch: datetime) -> Taken:
        names.append(listed.name)
        epochs.append(epoch)
        takers.append(Taken(then))
        return takers[-1]

    with Package(content) as package:
        stream_xlsx(package, begin)
    return names, epochs, takers


def test_rows_of_every_sheet_with_the_wanted_columns() -> None:
    names, epochs, takers = streamed(workbook(), frozenset((2, 3)))
    assert (names, epochs) == (["One", "Two"], [WINDOWS_EPOCH] * 2)
    for taker in takers:
        assert taker.rows == [
            (1, {1: "Id", 2: "Day", 3: "Team"}, False),
            (2, {2: date(2022, 9, 5)}, True),
            (4, {}, True),
            (5, {3: "North"}, False),
        ]


def test_all_columns_and_the_other_epoch() -> None:
    _, epochs, takers = streamed(workbook(is_1904=True), None)
    assert epochs == [MAC_EPOCH] * 2
    assert takers[0].rows[1] == (2, {1: 7, 2: date(2022, 9, 5)}, False)


def test_cells_that_are_not_wanted_do_not_count_against_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    # Two sheets with three headings and two wanted cells each; nine cells are there besides.
    monkeypatch.setattr(read_xlsx_sheet, "MAX_CELLS", 10)
    streamed(workbook(), frozenset((2, 3)))
    with pytest.raises(UnreadableFile):
        streamed(workbook(), None)
