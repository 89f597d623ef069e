"""Savings as files: every penny, a row a year, and nothing that a spreadsheet would run."""

import csv
import json
from datetime import UTC, date, datetime
from io import BytesIO, StringIO

from openpyxl import load_workbook

from data_model.money.financial_years import FinancialYear
from data_model.money.savings.rows_savings import SavingRow
from data_model.money.savings.saving_content import AmountOf, Brag, SavingAmount, SavingContent, in_order
from exports.money.savings import COLUMNS, savings_csv, savings_json, savings_xlsx

YEARS = FinancialYear(2025), FinancialYear(2026)
AS_AT = date(2025, 3, 5)
HEADINGS = [column.heading for column in COLUMNS]


def row(title: str = "=Beds()", **pence: int) -> SavingRow:
    amounts = in_order(
        {AmountOf(year, SavingAmount(kind)): amount for kind, amount in pence.items() for year in YEARS}
    )
    content = SavingContent(title, ref="1", brag=Brag.AT_RISK, amounts=amounts)
    return SavingRow(
        1, 1, 1, content, AS_AT, datetime(2025, 3, 6, tzinfo=UTC), "Fin", "s.xlsx", "Savings", "C4"
    )


def test_csv_has_a_row_a_year_to_the_penny_and_empty_where_nobody_knows() -> None:
    lines = list(csv.DictReader(StringIO(savings_csv([row(agreed=-134_437)]).decode("utf-8-sig"))))
    assert [line["year"] for line in lines] == ["2025/26", "2026/27"]
    assert {(line["agreed"], line["forecast"]) for line in lines} == {("-1344.37", "")}
    assert lines[0]["title"] == "'=Beds()"
    assert lines[0]["rating"] == "At risk"


def test_json_keeps_amounts_as_decimal_text() -> None:
    (first, _) = json.loads(savings_json([row(agreed=100_000_000_001)]))
    assert list(first) == HEADINGS
    assert (first["agreed"], first["proposed"], first["as_at"]) == ("1000000000.01", None, "2025-03-05")


def test_xlsx_has_numbers_and_real_dates_and_says_what_it_holds() -> None:
    book = load_workbook(BytesIO(savings_xlsx([row(agreed=134_437)], "Borough plan", AS_AT)))
    sheet = book["Savings"]
    said = dict(zip(HEADINGS, [cell.value for cell in sheet[2]], strict=True))
    assert (said["agreed"], said["title"]) == (1344.37, "=Beds()")
    assert said["as_at"].date() == AS_AT
    assert sheet["B2"].data_type == "s"
    assert book["About"]["B1"].value == "Borough plan"


def test_a_saving_without_any_amount_still_has_its_row() -> None:
    lines = list(csv.DictReader(StringIO(savings_csv([row()]).decode("utf-8-sig"))))
    assert [(line["year"], line["agreed"]) for line in lines] == [("", "")]
