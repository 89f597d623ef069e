"""Funds and movements as files: exact pounds, every line, text that stays text."""

import csv
import json
from datetime import UTC, date, datetime
from io import BytesIO, StringIO

from openpyxl import load_workbook

from data_model.money.funds.fund_sums import FundSums, position_of
from data_model.money.funds.fund_vocabulary import FundMovementKind
from data_model.money.funds.rows_funds import FundMovementRow
from exports.money.funds import (
    LINE_COLUMNS,
    MOVEMENT_COLUMNS,
    funds_csv,
    funds_json,
    funds_xlsx,
    movements_csv,
    movements_json,
    movements_xlsx,
)
from tests.unit.data_model.money.funds.test_fund_sums import DAY, fund, line

POSITION = position_of(
    fund(name="=1+1"),
    DAY,
    [line(amounts=((2024, 32_852_305),), spend_control_ids=("6894", "3132"), authority=1)],
    {7: FundSums(spent=-5, committed=10)},
)
MOVEMENT = FundMovementRow(
    9, 1, "Improvement funding", 7, "Training", FundMovementKind.SPENT, DAY, -123_405, "INV-1", "Refund", 8,
    None, None, DAY, datetime(2024, 10, 1, 9, 30, tzinfo=UTC), "Orla Finch", "import", "ledger.csv",
    "ledger", "E5",
)  # fmt: skip


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"))))


def test_a_csv_of_lines_holds_pounds_to_the_penny() -> None:
    (row,) = rows(funds_csv([POSITION]))
    assert list(row) == [column.heading for column in LINE_COLUMNS]
    assert (row["amount"], row["spent"], row["committed"], row["authority"]) == (
        "328523.05", "-0.05", "0.10", "0.01",
    )  # fmt: skip
    assert row["spend_control_ids"] == "6894; 3132"
    assert row["fund"] == "'=1+1"


def test_a_fund_without_lines_is_still_a_row() -> None:
    (row,) = rows(funds_csv([position_of(fund(), DAY, [], {})]))
    assert (row["fund"], row["accepted"], row["line"]) == ("Improvement funding", "10000.00", "")


def test_json_holds_whole_pence() -> None:
    (one,) = json.loads(funds_json([POSITION]))
    assert (one["spent"], one["lines"][0]["years"]) == (-5, {"2024/25": 32_852_305})
    (moved,) = json.loads(movements_json([MOVEMENT]))
    assert (moved["pence"], moved["reverses"], moved["source"]["cell"]) == (-123_405, 8, "E5")


def test_a_workbook_holds_numbers_and_says_what_each_column_means() -> None:
    book = load_workbook(BytesIO(funds_xlsx([POSITION], "Borough plan", DAY)))
    cells = dict(zip([c.value for c in book["Funds"][1]], book["Funds"][2], strict=True))
    assert cells["amount"].value == 328_523.05
    assert cells["fund"].data_type == "s"
    assert book["About"]["B1"].value == "Borough plan"


def test_movements_are_written_with_their_source() -> None:
    (row,) = rows(movements_csv([MOVEMENT]))
    assert list(row) == [column.heading for column in MOVEMENT_COLUMNS]
    assert (row["amount"], row["dated"], row["source_file"]) == ("-1234.05", "2024-09-30", "ledger.csv")
    book = load_workbook(BytesIO(movements_xlsx([MOVEMENT], "Borough plan", date(2024, 10, 1))))
    assert book["Movements"].max_row == 2
