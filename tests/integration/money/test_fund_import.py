"""Loading workbooks of grants and ledger extracts: what is understood, what is new, and what is named."""

import csv
from datetime import date
from io import BytesIO, StringIO
from random import Random
from typing import Any

import pytest
from openpyxl import Workbook
from sqlalchemy.orm import Session, sessionmaker

from data_model.money.changes.fund_conditions import add_claim, add_condition
from data_model.money.changes.fund_movements import reverse_movement
from data_model.money.changes.funds import edit_fund, edit_line, retire_fund
from data_model.money.funds.fund_checks import find_all
from data_model.money.funds.fund_sums import FundSums
from data_model.money.funds.fund_text import authority_text, fund_sentence
from data_model.money.funds.fund_vocabulary import ConditionState, FundKind, FundMovementKind, HowPaid
from data_model.money.funds.stated_funds import StatedClaim, StatedCondition, StatedFund, StatedLine
from data_model.money.queries.fund_imports import list_fund_import_issues, list_fund_imports
from data_model.plan.changes.loaded_files import StalePlan
from data_model.plan.queries.plans import list_plans
from loaders.files.workbook_file import read_workbook_file
from loaders.money.funds.fund_import import FundReport, NotLoadable, apply_funds, check_funds
from loaders.money.funds.fund_report import fund_report_json, fund_report_sentence, fund_report_text
from tests.integration.cast import OFFICE
from tests.integration.money.funding import (
    A_FUND,
    APRIL,
    FIRST,
    JUNE,
    LATE,
    SECOND,
    a_fund,
    moved,
    movements,
    noted,
    position,
    positions,
)
from tests.integration.updating import Cast
from tests.places import REAL_MONEY

Sessions = sessionmaker[Session]
HEADINGS = ["Fund", "Decision ref", "Funder", "Year", "Line", "Amount £", "Spend control ID", "Responsible"]
ROWS: list[list[Any]] = [
    ["Grant A", "49", "Department", "2024/25", "Training", 35000, "11; 12", "Head of Service"],
    ["Grant A", "49", "Department", "2024/25", "Systems", "£130,000", "", ""],
    ["Grant B", "", "Department", "2023/24", "Council costs", 48268, "", ""],
    ["Grant B", "", "Department", "2024/25", "Council costs", 75083.5, "", ""],
]
LEDGER = ["Date", "Kind", "Fund", "Line", "Amount", "Reference", "Description"]
MOVES: list[list[Any]] = [
    ["02/05/2024", "Received", "Improvement funding", "", "70,000.00", "REM-1", "First instalment"],
    ["09/05/2024", "Committed", "Improvement funding", "Training", "12000", "PO-1", ""],
    ["20/05/2024", "Spent", "Improvement funding", "Training", "4,500.25", "INV-1", "Trainers"],
    ["20/05/2024", "Spent", "Improvement funding", "Training", "4,500.25", "INV-1", "Trainers"],
    ["03/06/2024", "Spent", "Improvement funding", "Systems", "800", "INV-2", ""],
]


def sheet(*rows: list[Any], name: str = "Grants") -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = name
    for row in rows:
        page.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def text(*rows: list[Any]) -> bytes:
    stream = StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode()


def checked(sessions: Sessions, content: bytes, as_at: date = JUNE, name: str = "f.xlsx") -> FundReport:
    with sessions() as session:
        return check_funds(session, list_plans(session)[0], read_workbook_file(name, content), as_at)


def loaded(
    sessions: Sessions, content: bytes, as_at: date = JUNE, name: str = "f.xlsx", at: Any = FIRST
) -> FundReport:
    report = checked(sessions, content, as_at, name)
    with sessions.begin() as session:
        apply_funds(session, report, actor=OFFICE, recorded_at=at)
    return report


def codes(report: FundReport) -> list[str]:
    return sorted({issue.type.code for issue in report.issues})


def said(report: FundReport, code: str) -> list[tuple[str, str]]:
    return [(issue.cell, issue.seen) for issue in report.issues if issue.type.code == code]


def test_a_workbook_of_grants_is_read_line_by_line(sessions: Sessions, plan_id: int) -> None:
    report = loaded(sessions, sheet(HEADINGS, *ROWS))
    assert fund_report_sentence(report) == (
        "Read: 2 new funds, 3 new lines of £288,351.50; 0 things to look at."
    )
    a, b = positions(sessions, plan_id)
    assert (a.fund.decision, a.fund.funder, a.accepted) == ("49", "Department", 165_000_00)
    assert (a.fund.starts_on, a.fund.ends_on) == (date(2024, 4, 1), date(2025, 3, 31))
    assert a.lines[0].line.spend_control_ids == ("11", "12")
    assert (a.lines[0].line.owner, a.lines[1].line.owner) == ("Head of Service", "")
    assert b.by_year == {2023: 48_268_00, 2024: 75_083_50}
    assert (b.fund.starts_on, b.fund.kind) == (date(2023, 4, 1), FundKind.NOT_SAID)
    assert (a.fund.stamp.sheet, a.lines[1].line.stamp.cell) == ("Grants", "E3")


def test_loading_twice_changes_nothing(sessions: Sessions, plan_id: int) -> None:
    content = sheet(HEADINGS, *ROWS)
    loaded(sessions, content)
    again = loaded(sessions, content, at=SECOND)
    assert again.changes_nothing
    assert again.unchanged == 3
    assert "loaded-before" in codes(again)
    with sessions() as session:
        assert len(list_fund_imports(session, plan_id)) == 1
    assert all(one.fund.stamp.version == 1 for one in positions(sessions, plan_id))


def test_columns_in_any_order_and_a_column_for_each_year_say_the_same(
    sessions: Sessions, plan_id: int
) -> None:
    wide = [["2024/25 £", "Line", "2023/24 £", "Fund"], [75083.5, "Council costs", 48268, "Grant B"]]
    loaded(sessions, sheet(["Grants of the programme"], *wide))
    (found,) = positions(sessions, plan_id)
    assert found.by_year == {2023: 48_268_00, 2024: 75_083_50}


def test_only_what_changed_is_recorded_and_the_rest_stays(sessions: Sessions, plan_id: int) -> None:
    loaded(sessions, sheet(HEADINGS, *ROWS))
    newer = [["Grant B", "77", "", "2024/25", "Council costs", 80000, "3132", ""]]
    report = loaded(sessions, sheet(HEADINGS, *newer), LATE, at=SECOND)
    assert [one.name for one in report.funds[0].differences] == ["decision"]
    assert [one.name for one in report.lines[0].differences] == ["amounts", "spend control ids"]
    _, b = positions(sessions, plan_id)
    assert (b.fund.decision, b.fund.funder) == ("77", "Department")
    assert b.by_year == {2023: 48_268_00, 2024: 80_000_00}
    assert positions(sessions, plan_id, JUNE)[1].by_year[2024] == 75_083_50


def test_a_line_that_the_file_lacks_is_named_and_stays(sessions: Sessions, plan_id: int) -> None:
    loaded(sessions, sheet(HEADINGS, *ROWS))
    report = loaded(sessions, sheet(HEADINGS, ROWS[0]), LATE)
    assert said(report, "fund-line-missing") == [("A2", "Grant A: Systems")]
    assert len(positions(sessions, plan_id)[0].lines) == 2


def test_a_full_workbook_says_all_that_a_fund_is(sessions: Sessions, cast: Cast) -> None:
    ref = "1.01; 99.99"
    headings = [*HEADINGS, "Maximum sum (£)", "Spend by", "Type", "How paid", "Unspent", "SRO",
                "Decision amount £", "Revenue/capital", "Actions", "Evidence wanted"]  # fmt: skip
    row = ["Grant A", "49", "Department", "2024/25", "Training", 85800, "6894", "Lead", 90000, "31/12/2024",
           "Section 31", "Lump sum", "Returned", "Director", 85000, "Revenue", ref, "Invoices"]  # fmt: skip
    report = loaded(sessions, sheet(headings, row))
    (found,) = positions(sessions, cast.plan_id, date(2025, 3, 31))
    fund, line = found.fund, found.lines[0].line
    assert (fund.maximum, fund.spend_by, fund.kind, fund.owner) == (
        90_000_00, date(2024, 12, 31), FundKind.SECTION_31, "Director",
    )  # fmt: skip
    assert (line.authority, line.evidence_wanted, line.spending.value) == (85_000_00, "Invoices", "revenue")
    assert [one.ref for one in line.actions] == ["1.01"]
    assert said(report, "fund-action-unknown") == [("E2", "Training: 99.99")]
    assert authority_text(found.lines[0]) == ("The decision itself names £85,000: £800 has no authority.")


@pytest.mark.parametrize(
    ("rows", "code", "cell"),
    [
        ([["", "", "", "2024/25", "Training", 5]], "fund-unnamed", "F2"),
        ([["Grant A", "", "", "2024/25", "", 5]], "fund-line-unnamed", "F2"),
        ([["Grant A", "", "", "2024", "Training", 5]], "fund-year-unclear", "F2"),
        ([["Grant A", "", "", "2024/25", "Training", 5]] * 2, "fund-line-twice", "F3"),
        ([["Grant A", "", "", "2024/25", "Training", "(5)"]], "fund-amount-negative", "F2"),
        ([["Grant A", "", "", "2024/25", "Training", "soon"]], "amount-unclear", "F2"),
        ([["Grant A", "", "", "2024/25", "Training", "=1/0"]], "amount-no-value", "F2"),
        ([["A note"]], "fund-text-left", "A2"),
        ([["Grant A", "1", "", "2024/25", "X", 5], ["Grant A", "2", "", "2024/25", "Y", 5]],
         "fund-says-two-things", "A3"),
        ([["Grant A", "", "", "2024/25", "Training", 5], ["", "", "", "", "Total", 6]],
         "fund-total-differs", "F3"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_taken_is_named_with_its_cell(
    sessions: Sessions, plan_id: int, rows: list[list[Any]], code: str, cell: str
) -> None:
    report = checked(sessions, sheet(HEADINGS, *rows))
    assert [at for at, _ in said(report, code)] == [cell]


def test_amounts_without_a_unit_are_not_guessed(sessions: Sessions, plan_id: int) -> None:
    headings = ["Fund", "Year", "Line", "Amount"]
    report = checked(sessions, sheet(headings, ["Grant A", "2024/25", "Training", 85]))
    assert codes(report) == ["amount-no-unit"]
    thousands = checked(sessions, sheet([*headings[:3], "Amount £000"], ["A", "2024/25", "Training", 85.8]))
    assert thousands.lines[0].stated.amount == 85_800_00


def test_a_total_that_adds_up_is_no_line(sessions: Sessions, plan_id: int) -> None:
    report = checked(sessions, sheet(HEADINGS, *ROWS[:2], ["Total", "", "", "", "", 165000]))
    assert (codes(report), len(report.lines)) == ([], 2)


def test_a_fund_whose_lines_exceed_its_maximum_is_named_and_the_others_load(
    sessions: Sessions, plan_id: int
) -> None:
    loaded(sessions, sheet(HEADINGS, ROWS[0]))
    fund_id = positions(sessions, plan_id)[0].fund.id
    with sessions.begin() as session:
        edit_fund(session, fund_id, StatedFund("Grant A", maximum=40_000_00), as_at=JUNE, **noted())
    report = loaded(sessions, sheet(HEADINGS, *ROWS), LATE)
    assert said(report, "fund-over-maximum") == [("A2", "Grant A: £165,000 of £40,000")]
    assert [one.fund.name for one in positions(sessions, plan_id)] == ["Grant A", "Grant B"]
    assert positions(sessions, plan_id)[0].of_lines == 35_000_00


def test_a_retired_fund_is_named_and_not_filled(sessions: Sessions, plan_id: int) -> None:
    fund_id, *_ = a_fund(sessions, plan_id)
    with sessions.begin() as session:
        retire_fund(session, fund_id, as_at=APRIL, **noted())
    row = [A_FUND.name, "", "", "2024/25", "Training", 5]
    assert "fund-retired" in codes(checked(sessions, sheet(HEADINGS, row)))


def test_a_ledger_extract_becomes_movements(sessions: Sessions, plan_id: int) -> None:
    fund_id, training, _ = a_fund(sessions, plan_id)
    report = loaded(sessions, text(LEDGER, *MOVES), name="ledger.csv")
    assert codes(report) == ["ledger-in-pounds"]
    found = position(sessions, plan_id, fund_id)
    assert found.sums == FundSums(received=70_000_00, committed=12_000_00, spent=9_800_50)
    row = movements(sessions, plan_id)[2]
    assert (row.line_id, row.ledger_reference, row.words) == (training, "INV-1", "Trainers")
    assert (row.file_name, row.cell, row.through) == ("ledger.csv", "E4", "import")
    assert row.as_at == row.dated == date(2024, 5, 20)


def test_an_extract_loaded_twice_in_any_order_of_rows_and_columns_changes_nothing(
    sessions: Sessions, plan_id: int
) -> None:
    fund_id, *_ = a_fund(sessions, plan_id)
    loaded(sessions, text(LEDGER, *MOVES), name="ledger.csv")
    before = position(sessions, plan_id, fund_id).sums
    chance = Random(3)
    for _ in range(3):
        order = chance.sample(range(len(LEDGER)), len(LEDGER))
        rows = [[row[at] for at in order] for row in chance.sample(MOVES, len(MOVES))]
        report = loaded(sessions, text([LEDGER[at] for at in order], *rows), name="ledger.csv")
        assert (report.changes_nothing, report.ledger.unchanged) == (True, 5)
    assert position(sessions, plan_id, fund_id).sums == before


def test_a_later_extract_adds_what_is_new_and_a_third_equal_row_is_a_third_movement(
    sessions: Sessions, plan_id: int
) -> None:
    a_fund(sessions, plan_id)
    loaded(sessions, text(LEDGER, *MOVES), name="ledger.csv")
    report = loaded(sessions, text(LEDGER, *MOVES, MOVES[2]), name="ledger.csv")
    assert (report.new_movements, report.ledger.unchanged) == (1, 5)


def test_a_reversal_of_the_ledger_is_a_reversal(sessions: Sessions, plan_id: int) -> None:
    fund_id, *_ = a_fund(sessions, plan_id)
    back = ["05/06/2024", "Spent", "Improvement funding", "Systems", "(800.00)", "INV-2", "Wrong code"]
    loaded(sessions, text(LEDGER, *MOVES), name="ledger.csv")
    report = loaded(sessions, text(LEDGER, *MOVES, back), name="ledger.csv")
    assert (report.ledger.reversals, report.new_movements) == (1, 1)
    rows = movements(sessions, plan_id)
    assert (rows[-1].reverses_id, rows[-1].pence) == (rows[4].id, -800_00)
    assert position(sessions, plan_id, fund_id).sums.spent == 9_000_50
    assert loaded(sessions, text(LEDGER, *MOVES, back), name="ledger.csv").changes_nothing


def test_a_reversal_may_stand_in_the_same_file_as_what_it_takes_back(
    sessions: Sessions, plan_id: int
) -> None:
    a_fund(sessions, plan_id)
    back = ["05/06/2024", "Spent", "Improvement funding", "Systems", "-800", "INV-2", ""]
    loaded(sessions, text(LEDGER, back, *MOVES), name="ledger.csv")
    reversed_rows = [row for row in movements(sessions, plan_id) if row.reverses_id is not None]
    assert [row.pence for row in reversed_rows] == [-800_00]


def test_a_reversal_names_what_it_takes_back_by_a_column(sessions: Sessions, plan_id: int) -> None:
    fund_id, *_ = a_fund(sessions, plan_id)
    loaded(sessions, text(LEDGER, *MOVES), name="ledger.csv")
    row = ["06/06/2024", "Reversal", "Improvement funding", "", "800", "JNL-9", "", "INV-2"]
    loaded(sessions, text([*LEDGER, "Reverses"], row), name="ledger.csv")
    found = movements(sessions, plan_id)
    assert (found[-1].kind, found[-1].reverses_id) == (FundMovementKind.SPENT, found[4].id)
    assert position(sessions, plan_id, fund_id).sums.spent == 9_000_50


def test_what_was_reversed_by_hand_is_not_taken_back_twice(sessions: Sessions, plan_id: int) -> None:
    fund_id, *_ = a_fund(sessions, plan_id)
    loaded(sessions, text(LEDGER, *MOVES), name="ledger.csv")
    with sessions.begin() as session:
        reverse_movement(session, movements(sessions, plan_id)[4].id, JUNE, "Wrong", **noted())
    back = ["07/06/2024", "Spent", "Improvement funding", "Systems", "-800", "INV-2", ""]
    report = loaded(sessions, text(LEDGER, *MOVES, back), name="ledger.csv")
    assert "movement-reversed-before" in codes(report)
    assert position(sessions, plan_id, fund_id).sums.spent == 9_000_50


def test_an_amount_below_nought_that_takes_nothing_back_is_a_credit_and_named(
    sessions: Sessions, plan_id: int
) -> None:
    fund_id, *_ = a_fund(sessions, plan_id)
    credit = ["07/06/2024", "Spent", "Improvement funding", "Training", "-20.10", "CR-1", ""]
    report = loaded(sessions, text(LEDGER, *MOVES, credit), name="ledger.csv")
    assert said(report, "movement-unmatched-credit") == [("E7", "CR-1: −£20.10")]
    assert position(sessions, plan_id, fund_id).sums.spent == 9_780_40


def test_an_amount_that_the_ledger_corrected_is_a_reversal_and_a_new_movement(
    sessions: Sessions, plan_id: int
) -> None:
    fund_id, *_ = a_fund(sessions, plan_id)
    loaded(sessions, text(LEDGER, *MOVES), name="ledger.csv")
    corrected = [*MOVES[:4], [*MOVES[4][:4], "900", "INV-2", ""]]
    report = loaded(sessions, text(LEDGER, *corrected), name="ledger.csv")
    assert said(report, "movement-differs") == [("E6", "INV-2: £800 before, £900 now")]
    assert position(sessions, plan_id, fund_id).sums.spent == 9_900_50
    assert [row.pence for row in movements(sessions, plan_id)[-2:]] == [-800_00, 900_00]
    assert loaded(sessions, text(LEDGER, *corrected), name="ledger.csv").changes_nothing


def test_an_entry_of_the_whole_fund_that_gets_a_line_is_not_counted_twice(
    sessions: Sessions, plan_id: int
) -> None:
    fund_id, *_ = a_fund(sessions, plan_id)
    whole = [*MOVES[:4], [*MOVES[4][:3], "", *MOVES[4][4:]]]
    loaded(sessions, text(LEDGER, *whole), name="ledger.csv")
    report = loaded(sessions, text(LEDGER, *MOVES), name="ledger.csv")
    assert said(report, "movement-differs") == [
        ("E6", "INV-2: £800 of the whole fund before, on Systems now")
    ]
    assert position(sessions, plan_id, fund_id).sums.spent == 9_800_50
    assert [(row.line, row.pence) for row in movements(sessions, plan_id)[-2:]] == [
        ("", -800_00),
        ("Systems", 800_00),
    ]
    assert loaded(sessions, text(LEDGER, *MOVES), name="ledger.csv").changes_nothing


def test_the_same_invoice_on_another_line_is_another_movement(sessions: Sessions, plan_id: int) -> None:
    fund_id, *_ = a_fund(sessions, plan_id)
    loaded(sessions, text(LEDGER, *MOVES), name="ledger.csv")
    other = [*MOVES[4][:3], "Training", *MOVES[4][4:]]
    report = loaded(sessions, text(LEDGER, other), name="ledger.csv")
    assert said(report, "movement-differs") == []
    assert position(sessions, plan_id, fund_id).sums.spent == 10_600_50


def test_what_an_extract_lacks_within_its_days_is_named_and_stays(sessions: Sessions, plan_id: int) -> None:
    fund_id, *_ = a_fund(sessions, plan_id)
    loaded(sessions, text(LEDGER, *MOVES), name="ledger.csv")
    report = loaded(sessions, text(LEDGER, MOVES[0], *MOVES[2:]), name="ledger.csv")
    assert [seen for _, seen in said(report, "movement-missing")] == [
        "Improvement funding, 9 May 2024, £12,000 PO-1"
    ]
    assert position(sessions, plan_id, fund_id).sums.committed == 12_000_00


def test_a_cost_centre_or_a_spend_control_id_finds_the_line(sessions: Sessions, plan_id: int) -> None:
    _, training, systems = a_fund(sessions, plan_id)
    headings = ["Cost centre", "Amount £", "Posting date", "Type", "Spend control ID", "Date"]
    rows = [
        ["C100", 5, "30/06/2024", "Invoice", "", "20/06/2024"],
        ["", 6, "", "Invoice", "12", "21/06/2024"],
    ]
    loaded(sessions, text(headings, *rows), name="ledger.csv")
    found = movements(sessions, plan_id)
    assert [(row.line_id, row.pence) for row in found] == [(systems, 500), (training, 600)]
    assert (found[0].dated, found[0].as_at) == (date(2024, 6, 20), date(2024, 6, 30))


def test_a_column_for_each_kind_and_income_with_a_minus_are_understood(
    sessions: Sessions, plan_id: int
) -> None:
    fund_id, *_ = a_fund(sessions, plan_id)
    headings = ["Date", "Fund", "Line", "Committed £", "Actual £", "Income £"]
    rows = [["01/05/2024", "Improvement funding", "Training", 10, 5, ""],
            ["02/05/2024", "Improvement funding", "", "", "", -70]]  # fmt: skip
    report = loaded(sessions, text(headings, *rows), name="ledger.csv")
    assert codes(report) == ["income-sign-taken"]
    assert position(sessions, plan_id, fund_id).sums == FundSums(received=7000, committed=1000, spent=500)


def test_debit_and_credit_columns_tell_the_sign(sessions: Sessions, plan_id: int) -> None:
    fund_id, *_ = a_fund(sessions, plan_id)
    headings = ["Date", "Fund", "Type", "Debit £", "Credit £", "Reference"]
    rows = [["01/05/2024", "Improvement funding", "Income", "", 70, "R1"],
            ["02/05/2024", "Improvement funding", "Invoice", 30, "", "I1"],
            ["03/05/2024", "Improvement funding", "Invoice", "", 30, "I1"]]  # fmt: skip
    report = loaded(sessions, text(headings, *rows), name="ledger.csv")
    assert report.ledger.reversals == 1
    assert position(sessions, plan_id, fund_id).sums == FundSums(received=7000)


def test_a_virement_of_the_ledger_needs_both_its_sides(sessions: Sessions, plan_id: int) -> None:
    fund_id, *_ = a_fund(sessions, plan_id)
    out = ["01/06/2024", "Virement out", "Improvement funding", "Training", "-500", "V1", ""]
    into = ["01/06/2024", "Virement in", "Improvement funding", "Systems", "500", "V1", ""]
    assert "virement-unbalanced" in codes(checked(sessions, text(LEDGER, out), name="ledger.csv"))
    less = [*into[:4], "499", *into[5:]]
    assert checked(sessions, text(LEDGER, out, less), name="ledger.csv").changes_nothing
    loaded(sessions, text(LEDGER, out, into), name="ledger.csv")
    assert [one.budget for one in position(sessions, plan_id, fund_id).lines] == [59_500_00, 40_500_00]
    assert len({row.virement_id for row in movements(sessions, plan_id)}) == 1
    assert loaded(sessions, text(LEDGER, out, into), name="ledger.csv").changes_nothing


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["soon", "Spent", "Improvement funding", "", "5", "", ""], "movement-date-unclear"),
        (["01/05/2024", "Pondered", "Improvement funding", "", "5", "", ""], "movement-kind-unknown"),
        (["01/05/2024", "", "Improvement funding", "", "5", "", ""], "movement-kind-unknown"),
        (["01/05/2024", "Spent", "Another", "", "5", "", ""], "movement-unplaced"),
        (["01/05/2024", "Spent", "", "", "5", "", ""], "movement-unplaced"),
        (["01/05/2024", "Spent", "Improvement funding", "Cake", "5", "", ""], "movement-line-unknown"),
        (["01/05/2024", "Spent", "Improvement funding", "", "much", "", ""], "amount-unclear"),
        (["", "", "Opening balance", "", "", "", ""], "fund-text-left"),
    ],
)
def test_a_movement_that_cannot_be_placed_is_named_and_the_rest_loads(
    sessions: Sessions, plan_id: int, row: list[Any], code: str
) -> None:
    a_fund(sessions, plan_id)
    report = checked(sessions, text(LEDGER, row, MOVES[0]), name="ledger.csv")
    assert code in codes(report)
    assert report.new_movements == 1


def test_a_movement_after_the_files_day_counts_from_its_own(sessions: Sessions, plan_id: int) -> None:
    fund_id, *_ = a_fund(sessions, plan_id)
    row = ["01/07/2024", "Spent", "Improvement funding", "", "5", "", ""]
    report = loaded(sessions, text(LEDGER, row), name="ledger.csv")
    assert "movement-ahead" in codes(report)
    assert position(sessions, plan_id, fund_id, JUNE).sums.used == 0
    assert position(sessions, plan_id, fund_id, date(2024, 7, 1)).sums.used == 500


def test_lines_and_their_ledger_may_stand_in_one_workbook(sessions: Sessions, plan_id: int) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in (HEADINGS, *ROWS):
        page.append(row)
    ledger = book.create_sheet("Ledger")
    for row in (LEDGER, ["01/05/2024", "Spent", "Grant A", "Training", 5, "X", ""]):
        ledger.append(row)
    stream = BytesIO()
    book.save(stream)
    loaded(sessions, stream.getvalue())
    assert positions(sessions, plan_id)[0].lines[0].sums.used == 500


def test_a_plan_that_changed_meanwhile_is_compared_anew(sessions: Sessions, plan_id: int) -> None:
    fund_id, *_ = a_fund(sessions, plan_id)
    report = checked(sessions, text(LEDGER, *MOVES), name="ledger.csv")
    moved(sessions, fund_id, FundMovementKind.SPENT, 5)
    with pytest.raises(StalePlan), sessions.begin() as session:
        apply_funds(session, report, actor=OFFICE, recorded_at=FIRST)
    assert len(movements(sessions, plan_id)) == 1


def test_an_import_keeps_its_issues_as_they_were_shown(sessions: Sessions, plan_id: int) -> None:
    loaded(sessions, sheet(HEADINGS, *ROWS, ["A note"]))
    with sessions() as session:
        (made,) = list_fund_imports(session, plan_id)
        (issue,) = list_fund_import_issues(session, made.id)
    assert (made.funds, made.lines, made.movements, made.layout) == (2, 3, 0, "lines of funds")
    assert (issue.code, issue.cell) == ("fund-text-left", "A6")


HOSTILE: dict[str, bytes] = {
    "empty.xlsx": b"",
    "noise.xlsx": bytes(range(256)) * 40,
    "torn.xlsx": sheet(HEADINGS, *ROWS)[:900],
    "words.csv": b"just,some,words\n1,2,3\n",
    "page.xls": b"<html><table><tr><td>Fund</td></tr></table></html>",
    "headings.csv": text(HEADINGS),
    "formulas.csv": text(HEADINGS, ["=1+1", "@x", "+y", "2024/25", "-z", "£5", "=HYPERLINK(1)", ""]),
    "digits.csv": text(HEADINGS, ["A", "", "", "2024/25", "B", "9" * 400, "", ""]),
    "exponent.csv": text(LEDGER, ["01/05/2024", "Spent", "Improvement funding", "", "1e999999", "", ""]),
    "ages.csv": text(LEDGER, ["01/05/0024", "Spent", "Improvement funding", "", "5", "", ""]),
    "nul.csv": text(HEADINGS, ["A\x00b", "", "", "2024/25", "C\x00", "£5", "\x00", ""]),
    "long.csv": text(HEADINGS, ["A" * 40_000, "", "", "2024/25", "B" * 40_000, "£5", "1," * 9_000, ""]),
    "twice.csv": text([*HEADINGS, *HEADINGS], [*ROWS[0], *ROWS[0]]),
    "hidden.csv": text(LEDGER, *[["01/05/2024", "Spent", "Improvement funding", "", "-1", "R", ""]] * 300),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_right_or_named_and_never_a_traceback(
    sessions: Sessions, plan_id: int, name: str
) -> None:
    fund_id, *_ = a_fund(sessions, plan_id)
    before = position(sessions, plan_id, fund_id)
    report = checked(sessions, HOSTILE[name], name=name)
    assert fund_report_text(report)
    assert fund_report_json(report)["can_load"] is report.can_load
    if not report.can_load:
        assert report.issues
        with pytest.raises(NotLoadable), sessions.begin() as session:
            apply_funds(session, report, actor=OFFICE, recorded_at=FIRST)
        return
    with sessions.begin() as session:
        apply_funds(session, report, actor=OFFICE, recorded_at=FIRST)
    assert checked(sessions, HOSTILE[name], name=name).changes_nothing
    assert position(sessions, plan_id, fund_id).of_lines == before.of_lines


@pytest.mark.skipif(not REAL_MONEY.exists(), reason="the published workbook is not here")
def test_the_published_grants_come_out_to_the_penny(sessions: Sessions, plan_id: int) -> None:
    report = loaded(sessions, REAL_MONEY.read_bytes(), name=REAL_MONEY.name)
    assert [issue.type.code for issue in report.issues] == ["fund-sheet-skipped"] * 6
    last, this, digital = positions(sessions, plan_id)
    assert last.accepted == 328_523_00
    assert [one.line.amount for one in this.lines] == [85_800_00, 130_000_00, 91_952_00, 35_000_00]
    assert this.accepted == 342_752_00
    assert [one.line.spend_control_ids for one in this.lines] == [("6894",), ("3132",), (), ()]
    assert digital.by_year == {2022: 153_568_00, 2023: 165_583_00}
    assert fund_sentence(this).startswith("£342,752 accepted for 2024/25: no movement")
    # The decision itself names £85,000 for the first line.
    line = this.lines[0].line
    known = StatedLine(line.activity, line.amounts, spend_control_ids=("6894",), authority=85_000_00)
    with sessions.begin() as session:
        edit_line(session, line.id, known, as_at=JUNE, **noted(SECOND))
    found = positions(sessions, plan_id)[1]
    assert authority_text(found.lines[0]).endswith("£800 has no authority.")
    assert "fund-no-authority" in [one.code for one in find_all([found])]


@pytest.mark.skipif(not REAL_MONEY.exists(), reason="the published workbook is not here")
def test_the_second_year_of_the_digital_grant_waits_for_ten_deliverables_of_the_first(
    sessions: Sessions, plan_id: int
) -> None:
    loaded(sessions, REAL_MONEY.read_bytes(), date(2023, 3, 1), name=REAL_MONEY.name)
    fund_id = positions(sessions, plan_id, date(2023, 3, 1))[2].fund.id
    by_then: dict[str, Any] = {"as_at": date(2023, 3, 1), **noted()}
    arrears = StatedFund(
        "Data and digital solutions 2a",
        kind=FundKind.IN_ARREARS,
        how_paid=HowPaid.ARREARS,
        starts_on=date(2022, 4, 1),
        ends_on=date(2024, 3, 31),
    )
    with sessions.begin() as session:
        edit_fund(session, fund_id, arrears, **by_then)
        for number in range(10):
            wanted = StatedCondition(f"Deliverable {number}", date(2023, 3, 31), year_depending=2023)
            add_condition(session, fund_id, wanted, **by_then)
        claim = StatedClaim(date(2022, 4, 1), date(2023, 3, 31), 153_568_00, due=date(2023, 4, 15))
        add_claim(session, fund_id, claim, **by_then)
    late = position(sessions, plan_id, fund_id, date(2023, 4, 16))
    found = [one.code for one in find_all([late])]
    assert found.count("fund-condition-due") == 10
    assert "fund-claim-late" in found
    assert all(one.state is ConditionState.NOT_DUE for one in late.conditions)
