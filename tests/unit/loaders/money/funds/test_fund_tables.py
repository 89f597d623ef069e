"""Tables of funds and ledgers as councils leave them: right or named with the cell, never guessed."""

from datetime import date
from typing import Any

import pytest

from loaders.files.issues import Issue
from loaders.files.raw_workbook import Merge, RawCell, RawSheet, RawWorkbook
from loaders.money.funds.fund_rows import FundRows
from loaders.money.funds.fund_tables import Layout, find_fund_tables
from loaders.money.funds.ledger_rows import LedgerRows

LINES = ["Fund", "Year", "Line", "Amount £"]
LEDGER = ["Fund", "Date", "Type", "Amount £", "Reference"]
DAY = date(2024, 5, 1)
Found = tuple[dict[str, dict[int, int]], list[int], list[Issue]]


def read(*rows: list[Any], **made: Any) -> Found:
    """Read rows of cells; return the amounts of each line in pounds, those of a ledger, and the issues."""
    cells = {
        number: {
            at: value if isinstance(value, RawCell) else RawCell(value)
            for at, value in enumerate(row, 1)
            if value is not None
        }
        for number, row in enumerate(rows, 1)
    }
    sheet = RawSheet("Grants", cells, **made)
    tables, issues = find_fund_tables(RawWorkbook("funds.xlsx", (sheet,)))
    lines, ledger = FundRows(), LedgerRows()
    for table in tables:
        (lines if table.layout is Layout.LINES else ledger).read(table)
    amounts = {
        line.activity: {year: pence // 100 for year, pence in line.amounts.items()}
        for fund in lines.funds.values()
        for line in fund.lines.values()
    }
    return amounts, [row.pence for row in ledger.rows], [*issues, *lines.issues, *ledger.issues]


def said(found: Found) -> list[tuple[str, str]]:
    return [(issue.type.code, issue.cell) for issue in found[2]]


def test_headings_that_say_other_years_below_begin_a_table_of_those_years() -> None:
    amounts, _, _ = read(
        ["Fund", "Line", "2023/24 £", "2024/25 £"],
        ["Grant", "Training", 1, 2],
        ["Fund", "Line", "2025/26 £", "2026/27 £"],
        ["Grant", "Training", 3, 4],
    )
    assert amounts == {"Training": {2023: 1, 2024: 2, 2025: 3, 2026: 4}}


def test_headings_that_say_another_unit_below_begin_a_table_in_that_unit() -> None:
    amounts, _, _ = read(
        ["Fund", "Line", "2023/24 £"],
        ["Grant", "Training", 1],
        ["Fund", "Line", "2023/24 £k"],
        ["Grant", "Systems", 3],
        ["Fund", "Line", "2023/24 £k"],
        ["Grant", "Beds", 4],
    )
    assert amounts == {"Training": {2023: 1}, "Systems": {2023: 3_000}, "Beds": {2023: 4_000}}


def test_thousands_and_millions_stand_side_by_side() -> None:
    amounts, _, _ = read(["Fund", "Line", "2023/24 £k", "2024/25 £m"], ["Grant", "Training", 85.8, 0.13])
    assert amounts == {"Training": {2023: 85_800, 2024: 130_000}}


def test_two_columns_of_one_year_are_named_and_the_first_is_taken() -> None:
    found = read(["Fund", "Line", "2024/25 £", "2024/25 £"], ["Grant", "Training", 1, 2])
    assert found[0] == {"Training": {2024: 1}}
    assert said(found) == [("fund-column-twice", "D1")]


def test_subtotals_and_totals_are_held_against_their_rows_and_never_loaded() -> None:
    found = read(
        LINES,
        ["Grant", "2024/25", "Training", 1_000],
        ["Grant", "2024/25", "Systems", 500],
        ["Sub-total", None, None, 1_500],
        ["Grant", "2024/25", "Beds", 100],
        ["Subtotal", None, None, 100],
        ["Grand total", None, None, 1_600],
        ["Overall", None, None, 1_600],
        ["Total", None, None, 1_700],
        ["Grant", "2024/25", "of which revenue", 900],
    )
    assert list(found[0]) == ["Training", "Systems", "Beds"]
    assert said(found) == [("fund-total-differs", "D9"), ("fund-text-left", "A10")]


def test_an_amount_merged_over_rows_or_years_is_nobodys_and_one_over_an_empty_column_is_its_own() -> None:
    merged = read(
        LINES, ["Grant", "2024/25", "Training", 9], ["Grant", "2024/25", "Beds"], merges=(Merge(2, 4, 3, 4),)
    )
    assert merged[0] == {}
    assert said(merged) == [("amount-merged", "D2"), ("amount-merged", "D3")]
    years = ["Fund", "Line", "2024/25 £", "2025/26 £"]
    across = read(years, ["Grant", "Training", 9], merges=(Merge(2, 3, 2, 4),))
    assert said(across) == [("amount-merged", "C2"), ("amount-merged", "D2")]
    wide = read(LINES, ["Grant", "2024/25", "Training", 9], merges=(Merge(2, 4, 2, 5),))
    assert wide[0] == {"Training": {2024: 9}}


def test_hidden_rows_and_columns_are_loaded_and_named() -> None:
    found = read(
        LINES,
        ["Grant", "2024/25", "Training", 9],
        hidden_rows=frozenset({2}),
        hidden_columns=frozenset({4}),
    )
    assert [issue.seen for issue in found[2]] == ["rows 2 and columns D"]


def test_pounds_among_millions_are_named() -> None:
    rows = [["Grant", name, amount] for name, amount in (("A", 0.2), ("B", 0.3), ("C", 0.1), ("D", 420))]
    assert said(read(["Fund", "Line", "2024/25 £m"], *rows)) == [("amount-out-of-scale", "C5")]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("(500)", "fund-amount-negative"),
        ("500 CR", "fund-amount-negative"),
        ("1,000 approx", "amount-unclear"),
        (RawCell(0.2, is_percent=True), "amount-unclear"),
        ("n/a", "fund-text-left"),
        (RawCell("#REF!", problem="error"), "amount-error"),
    ],
)
def test_what_is_no_amount_of_a_line_is_named_and_the_next_line_is_read(cell: Any, code: str) -> None:
    found = read(LINES, ["Grant", "2024/25", "Training", cell], ["Grant", "2024/25", "Beds", 1])
    assert found[0] == {"Beds": {2024: 1}}
    assert [each for each, _ in said(found)] == [code]


@pytest.mark.parametrize("year", ["2024", 2024, None, "2024/26", "2024/25 - 2025/26", "FY25"])
def test_a_year_that_is_not_plain_is_named(year: Any) -> None:
    found = read(LINES, ["Grant", year, "Training", 1])
    assert found[0] == {}
    assert said(found) == [("fund-year-unclear", "D2")]


@pytest.mark.parametrize(
    ("cell", "pence"),
    [
        ("100.50 CR", -100_50),
        ("100.50-", -100_50),
        ("\u2212100", -100_00),
        ("\u2013£100", -100_00),
        ("(100)", -100_00),
        ("1,000.00 DR", 1_000_00),
        ("£0.1m", 100_000_00),
        (100.005, 100_01),
        ("50p", 50),
    ],
)
def test_a_ledger_writes_what_is_below_nought_in_many_ways(cell: Any, pence: int) -> None:
    assert read(LEDGER, ["Grant", DAY, "spent", cell, "INV-1"])[1] == [pence]


@pytest.mark.parametrize("day", ["31/04/2024", "05/13/2024", "Apr-24", None, 45413])
def test_a_ledger_day_that_is_not_plain_is_named(day: Any) -> None:
    found = read(LEDGER, ["Grant", day, "spent", 1, "INV-1"])
    assert found[1] == []
    assert said(found) == [("movement-date-unclear", "D2")]


def test_an_amount_of_a_ledger_that_is_merged_over_rows_is_named() -> None:
    found = read(
        LEDGER, ["Grant", DAY, "spent", 1, "1"], ["Grant", DAY, "spent"], merges=(Merge(2, 4, 3, 4),)
    )
    assert (found[1], said(found)) == ([], [("amount-merged", "D2"), ("amount-merged", "D3")])
