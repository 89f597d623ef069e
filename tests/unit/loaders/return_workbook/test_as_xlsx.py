"""A workbook of another kind as .xlsx shows what it showed."""

from datetime import date

import pytest

from loaders.files.grid import shown_text
from loaders.files.raw_workbook import RawCell, RawSheet, RawWorkbook
from loaders.files.read_file import read_workbook
from loaders.return_workbook.as_xlsx import as_xlsx


@pytest.mark.parametrize(
    "cell",
    [
        RawCell(1, is_percent=True, shown="100%"),
        RawCell(0.953, is_percent=True, shown="95.3%"),
        RawCell(7, shown="007"),
        RawCell(1.1, shown="1.10"),
        RawCell(date(2025, 9, 1), shown="Sep-25", is_month=True),
        RawCell(date(2025, 9, 1)),
        RawCell("=as typed"),
        RawCell("Audit", link="https://example.org/audit"),
    ],
)
def test_a_cell_shows_the_same_and_leads_to_the_same_address(cell: RawCell) -> None:
    workbook = RawWorkbook("plan.csv", (RawSheet("Plan", {1: {1: RawCell("Heading")}, 2: {1: cell}}),))
    content, _ = as_xlsx("plan.csv", b"Heading", workbook)
    read = read_workbook("plan.xlsx", content).sheets[0].rows[2][1]
    assert (shown_text(read), read.link, read.is_percent) == (shown_text(cell), cell.link, cell.is_percent)
