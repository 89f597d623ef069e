"""Every benefit of a plan, a row for each benefit and year: .json, .csv and .xlsx.

Owns: the columns and their order. Refuses: choosing benefits, and amounts that nobody knows: they are empty.
Amounts are pounds with pence as decimal text in .csv and .json, so that no penny is lost in a float, and
numbers in .xlsx. A disbenefit is negative.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from data_model.money.benefits.benefit_content import KIND_NAMES
from data_model.money.benefits.benefit_profiles import ProfileAmount, ProfileLevel
from data_model.money.benefits.benefit_sums import benefit_year, years_of_benefits
from data_model.money.benefits.rows_benefits import BenefitRow
from data_model.money.financial_years import FinancialYear
from exports.formats.cells import CellContent, TableColumn
from exports.formats.workbook import write_workbook
from exports.money.pounds import as_numbers, pounds_text, table_csv, table_json

_IN_POUNDS = "in that year, in pounds; empty where nobody knows."

COLUMNS: tuple[TableColumn, ...] = (
    TableColumn("ref", "The council's own number.", 8),
    TableColumn("benefit", "The benefit.", 44),
    TableColumn("kind", "Cashable, Cost avoidance, Non-cashable, Disbenefit or Kind not said.", 16),
    TableColumn("service", "The service that owns it.", 22),
    TableColumn("owner", "Who answers for it.", 22),
    TableColumn("volumes", "What is counted, each volume on a line of its own.", 44),
    TableColumn("year", "The financial year, April to March; empty for a benefit without any.", 10),
    TableColumn("volume", "How many of the first volume are the target of that year.", 10),
    TableColumn("first_target", f"The target of the first profile {_IN_POUNDS}", 14),
    TableColumn("target_gross", f"The target gross {_IN_POUNDS}", 14),
    TableColumn("target_cost", f"What the target costs {_IN_POUNDS}", 14),
    TableColumn("target_net", "The target net, worked out from gross and cost where it is not stated.", 14),
    TableColumn("stretch", f"The stretch {_IN_POUNDS}", 14),
    TableColumn("realised", f"What its owner says is realised {_IN_POUNDS}", 14),
    TableColumn("banked", f"What finance agreed and took from the budget {_IN_POUNDS}", 14),
    TableColumn("profiles", "How many profiles there are.", 8),
    TableColumn("followed", "no where it is not followed any more.", 8),
    TableColumn("as_at", "The day of which this is true.", 12),
    TableColumn("source_file", "The file that stated it last; empty where the dashboard did.", 28),
    TableColumn("source_sheet", "The sheet in that file.", 18),
    TableColumn("source_cell", "The cell of its name.", 8),
)


def benefits_json(rows: Sequence[BenefitRow]) -> bytes:
    """Write the rows as a JSON list in UTF-8, a record a benefit and year."""
    return table_json(COLUMNS, _cells(rows))


def benefits_csv(rows: Sequence[BenefitRow]) -> bytes:
    """Write the rows as .csv in UTF-8 with a byte order mark."""
    return table_csv(COLUMNS, _cells(rows))


def benefits_xlsx(rows: Sequence[BenefitRow], plan_name: str, as_at: date) -> bytes:
    """Write the rows as .xlsx with real dates and numbers; `as_at` is the day they were asked for."""
    about: list[tuple[str, CellContent]] = [
        ("Plan", plan_name),
        ("As at", as_at),
        ("Benefits", len(rows)),
        ("Amounts", "In pounds. A disbenefit is negative."),
    ]
    return write_workbook("Benefits", COLUMNS, as_numbers(_cells(rows)), about, as_at)


def _cells(rows: Sequence[BenefitRow]) -> Iterator[list[CellContent]]:
    for row in rows:
        for year in years_of_benefits([row]) or (None,):
            yield _row(row, year)


def _row(row: BenefitRow, year: FinancialYear | None) -> list[CellContent]:
    said = row.content
    return [
        said.ref,
        said.title,
        KIND_NAMES[said.kind],
        said.service,
        said.owner,
        "\n".join(volume.words for volume in said.volumes),
        *(_of_year(row, year) if year is not None else ("", "", *[None] * 7)),
        len(row.profiles),
        "no" if said.retired else "yes",
        row.as_at,
        row.file_name,
        row.sheet,
        row.cell,
    ]


def _of_year(row: BenefitRow, year: FinancialYear) -> list[CellContent]:
    one = benefit_year(row, year)
    target = ProfileLevel.TARGET
    return [
        year.text,
        row.profile.volume(year, target),
        pounds_text(one.first),
        pounds_text(row.profile.amount(year, target, ProfileAmount.GROSS)),
        pounds_text(row.profile.amount(year, target, ProfileAmount.COST)),
        pounds_text(one.target),
        pounds_text(one.stretch),
        pounds_text(one.realised),
        pounds_text(one.banked),
    ]
