"""Every saving of a plan with its amounts by year, a row for each saving and year: .json, .csv and .xlsx.

Owns: the columns and their order. Refuses: choosing savings, and amounts that nobody knows: they are empty.
Amounts are pounds with pence as decimal text in .csv and .json ("-1344.37"), so that no penny is lost in a
float, and numbers in .xlsx. A saving is positive; a negative amount costs.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from data_model.money.financial_years import FinancialYear
from data_model.money.savings.rows_savings import SavingRow
from data_model.money.savings.saving_content import BRAG_NAMES, SavingAmount
from exports.formats.cells import CellContent, TableColumn
from exports.formats.workbook import write_workbook
from exports.money.pounds import as_numbers, pounds_text, table_csv, table_json

COLUMNS: tuple[TableColumn, ...] = (
    TableColumn("ref", "The council's own number.", 8),
    TableColumn("title", "What is saved.", 44),
    TableColumn("department", "The department.", 16),
    TableColumn("service_area", "The service area.", 22),
    TableColumn("year", "The financial year, April to March; empty for a saving without any amount.", 10),
    *(
        TableColumn(kind.value, f"What is {words} in that year, in pounds; empty where nobody knows.", 12)
        for kind, words in (
            (SavingAmount.PROPOSED, "proposed to be saved"),
            (SavingAmount.AGREED, "agreed to be saved"),
            (SavingAmount.FORECAST, "forecast to be saved"),
            (SavingAmount.DELIVERED, "saved"),
            (SavingAmount.PRESSURE, "a pressure: what the service costs more"),
        )
    ),
    TableColumn("rating", "Delivered, On track, At risk, Not deliverable or Not rated.", 16),
    TableColumn(
        "taken_into", "The programme that counts the saving now; empty where it is counted here.", 24
    ),
    TableColumn("term", "one-off or recurring; empty where nobody said.", 12),
    TableColumn("owner", "Who answers for it.", 24),
    TableColumn("progress", "How it goes.", 44),
    TableColumn("impact", "What it means for children.", 44),
    TableColumn("mitigation", "What is done about what is at risk.", 44),
    TableColumn("as_at", "The day of which this is true.", 12),
    TableColumn(
        "source_file", "The file that stated it last; empty where it was changed in the dashboard.", 28
    ),
    TableColumn("source_sheet", "The sheet in that file.", 18),
    TableColumn("source_cell", "The cell of its title.", 8),
)


def savings_json(rows: Sequence[SavingRow]) -> bytes:
    """Write the rows as a JSON list in UTF-8, a record a saving and year."""
    return table_json(COLUMNS, _cells(rows))


def savings_csv(rows: Sequence[SavingRow]) -> bytes:
    """Write the rows as .csv in UTF-8 with a byte order mark."""
    return table_csv(COLUMNS, _cells(rows))


def savings_xlsx(rows: Sequence[SavingRow], plan_name: str, as_at: date) -> bytes:
    """Write the rows as .xlsx with real dates and numbers; `as_at` is the day they were asked for."""
    about: list[tuple[str, CellContent]] = [
        ("Plan", plan_name),
        ("As at", as_at),
        ("Savings", len(rows)),
        ("Amounts", "In pounds. A saving is positive; a negative amount costs."),
    ]
    return write_workbook("Savings", COLUMNS, as_numbers(_cells(rows)), about, as_at)


def _cells(rows: Sequence[SavingRow]) -> Iterator[list[CellContent]]:
    for row in rows:
        for year in row.content.years or (None,):
            yield _row(row, year)


def _row(row: SavingRow, year: FinancialYear | None) -> list[CellContent]:
    said = row.content
    return [
        said.ref,
        said.title,
        said.department,
        said.service_area,
        year.text if year is not None else "",
        *(pounds_text(said.amount(kind, year) if year is not None else None) for kind in SavingAmount),
        BRAG_NAMES[said.brag],
        said.taken_into,
        said.term.value,
        said.owner,
        said.progress,
        said.impact,
        said.mitigation,
        row.as_at,
        row.file_name,
        row.sheet,
        row.cell,
    ]
