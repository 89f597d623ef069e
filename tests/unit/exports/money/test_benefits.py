"""Benefits as files: every penny, a row a year, and nothing that a spreadsheet would run."""

import csv
import json
from datetime import date
from io import BytesIO, StringIO

from openpyxl import load_workbook

from data_model.money.benefits.rows_benefits import BenefitReadingKind
from exports.money.benefits import COLUMNS, benefits_csv, benefits_json, benefits_xlsx
from tests.benefit_rows import BEDS, benefit, came, net

AS_AT = date(2025, 5, 2)
HEADINGS = [column.heading for column in COLUMNS]
ROW = benefit(
    BEDS,
    net(30_000, 134_437),
    net(-20_050, 134_437, stretch=50_000),
    readings=(came(100), came(50, BenefitReadingKind.BANKED)),
    title="=Beds()",
)


def test_csv_has_a_row_a_year_to_the_penny_and_empty_where_nobody_knows() -> None:
    lines = list(csv.DictReader(StringIO(benefits_csv([ROW]).decode("utf-8-sig"))))
    assert [line["year"] for line in lines] == ["2025/26", "2026/27"]
    first, second = lines
    assert (first["benefit"], first["kind"]) == ("'=Beds()", "Cashable")
    assert [first[name] for name in ("volume", "first_target", "target_gross", "target_net", "stretch")] == [
        "10", "300.00", "", "-200.50", "500.00",
    ]  # fmt: skip
    assert [first[name] for name in ("realised", "banked", "profiles", "followed")] == [
        "1.00",
        "0.50",
        "2",
        "yes",
    ]
    assert (second["target_net"], second["realised"]) == ("1344.37", "")


def test_json_keeps_amounts_as_decimal_text_and_a_benefit_without_a_year() -> None:
    (first, _) = json.loads(benefits_json([ROW]))
    assert list(first) == HEADINGS
    assert first["target_net"] == "-200.50"
    (bare,) = json.loads(benefits_json([benefit(BEDS, retired=True)]))
    assert (bare["year"], bare["target_net"], bare["followed"]) == ("", None, "no")


def test_a_workbook_has_numbers_and_says_what_it_is() -> None:
    book = load_workbook(BytesIO(benefits_xlsx([ROW], "Plan", AS_AT)))
    rows = list(book["Benefits"].iter_rows(values_only=True))
    assert list(rows[0]) == HEADINGS
    assert float(rows[1][HEADINGS.index("target_net")]) == -200.5  # type: ignore[arg-type]
