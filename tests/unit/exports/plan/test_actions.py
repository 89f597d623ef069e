"""The filtered list of actions as .csv and .xlsx."""

import csv
from collections.abc import Callable
from datetime import date, datetime, time
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from data_model.plan.rows import ActionRow
from data_model.plan.status_looks import STATUS_LOOKS
from data_model.plan.statuses import Status
from exports.plan.actions import COLUMNS, actions_csv, actions_xlsx

AS_AT = date(2022, 12, 12)
HEADINGS = [
    "Ref",
    "Area",
    "Outcome",
    "Action",
    "Responsible",
    "Due date as written",
    "Due date",
    "Days overdue",
    "Original due date",
    "RAG",
    "Status",
    "Last update (as at)",
]
MakeAction = Callable[..., ActionRow]


def midnight(year: int, month: int, day: int) -> datetime:
    """Return a date as openpyxl reads it."""
    return datetime.combine(date(year, month, day), time())


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def read_sheet(content: bytes, sheet: str = "Actions"):
    return load_workbook(BytesIO(content))[sheet]


def test_the_csv_holds_every_column_of_each_action(action: MakeAction) -> None:
    assert read_csv(actions_csv([action()])) == [
        HEADINGS,
        [
            "2.08",
            "2 Management oversight",
            "Children are safe",
            "Review the procedures",
            "Ada Invented\nHead of Service",
            "End Nov 22",
            "2022-11-30",
            "12",
            "2022-11-07",
            "Late",
            "Delayed",
            "2022-12-02",
        ],
    ]


def test_the_csv_starts_with_the_mark_by_which_excel_knows_utf_8(action: MakeAction) -> None:
    content = actions_csv([action(text="Café 😀")])
    assert content.startswith(b"\xef\xbb\xbfRef,")
    assert "Café 😀".encode() in content


def test_the_same_rows_give_the_same_csv(action: MakeAction) -> None:
    assert actions_csv([action(), action(ref="2.09")]) == actions_csv([action(), action(ref="2.09")])


def test_without_actions_the_csv_holds_its_headings() -> None:
    assert read_csv(actions_csv([])) == [HEADINGS]


def test_no_text_of_the_csv_can_run_as_a_formula(action: MakeAction) -> None:
    evil = "=cmd|' /C calc'!A0"
    row = action(
        ref=evil,
        outcome=evil,
        text=evil,
        responsible=evil,
        due_text=evil,
        rag_label=evil,
        area_number="",
        area_short_name=evil,
    )
    cells = read_csv(actions_csv([row]))[1]
    assert [cell for cell in cells if cell.startswith("=")] == []
    assert cells.count("'" + evil) == 7


def test_missing_dates_are_blank_cells(action: MakeAction) -> None:
    row = action(due_date=None, original_due_date=None, days_overdue=0)
    assert read_csv(actions_csv([row]))[1][6:9] == ["", "0", ""]
    cells = next(read_sheet(actions_xlsx([row], "Plan", AS_AT, "")).iter_rows(min_row=2))
    assert [cell.value for cell in cells][6:9] == [None, 0, None]


def test_the_workbook_holds_text_as_text_and_dates_as_dates(action: MakeAction) -> None:
    sheet = read_sheet(actions_xlsx([action()], "Plan", AS_AT, ""))
    assert [cell.value for cell in sheet[1]] == HEADINGS
    assert [cell.value for cell in sheet[2]] == [
        "2.08",
        "2 Management oversight",
        "Children are safe",
        "Review the procedures",
        "Ada Invented\nHead of Service",
        "End Nov 22",
        midnight(2022, 11, 30),
        12,
        midnight(2022, 11, 7),
        "Late",
        "Delayed",
        midnight(2022, 12, 2),
    ]
    assert sheet["G2"].number_format == "dd/mm/yyyy"
    assert sheet["D2"].alignment.wrap_text is True


def test_the_heading_row_is_bold_frozen_and_filtered(action: MakeAction) -> None:
    sheet = read_sheet(actions_xlsx([action(), action()], "Plan", AS_AT, ""))
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:L3"
    assert sheet["A1"].font.bold is True
    assert sheet["A2"].font.bold is False
    assert sheet.column_dimensions["D"].width == 60


@pytest.mark.parametrize("status", list(Status))
def test_a_rating_is_the_plans_word_on_the_colour_of_its_status(action: MakeAction, status: Status) -> None:
    cell = read_sheet(actions_xlsx([action(status=status, rag_label="Our word")], "Plan", AS_AT, ""))["J2"]
    assert cell.value == "Our word"
    assert cell.fill.fgColor.rgb == "00" + STATUS_LOOKS[status].fill[1:]
    assert cell.font.color.rgb == "00" + STATUS_LOOKS[status].text[1:]


def test_a_rating_without_a_word_of_the_plan_shows_the_status(action: MakeAction) -> None:
    row = action(status=Status.NOT_RATED, rag_label="")
    assert read_csv(actions_csv([row]))[1][9:11] == ["Not rated", "Not rated"]


@pytest.mark.parametrize(
    "evil", ["=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@x", "\t=1", "#REF!", "12/12/2022"]
)
def test_no_text_of_the_workbook_is_a_formula_an_error_or_a_date(action: MakeAction, evil: str) -> None:
    cell = read_sheet(actions_xlsx([action(text=evil)], "Plan", AS_AT, ""))["D2"]
    assert (cell.value, cell.data_type) == (evil, "s")


def test_a_formula_start_stays_text_when_somebody_edits_the_cell(action: MakeAction) -> None:
    sheet = read_sheet(actions_xlsx([action(text="=1+1", outcome="plain")], "Plan", AS_AT, ""))
    assert (sheet["D2"].quotePrefix, sheet["C2"].quotePrefix) == (True, False)


def test_control_characters_are_replaced_and_other_scripts_survive(action: MakeAction) -> None:
    sheet = read_sheet(actions_xlsx([action(text="a\x07b", outcome="\u200fשלום 😀")], "Plan", AS_AT, ""))
    assert (sheet["D2"].value, sheet["C2"].value) == ("a\ufffdb", "\u200fשלום 😀")


def test_the_second_sheet_says_what_the_first_is(action: MakeAction) -> None:
    content = actions_xlsx([action()], "=Nottingshire plan", AS_AT, "Area 2; overdue")
    about = [[cell.value for cell in row] for row in read_sheet(content, "About").iter_rows(max_col=2)]
    assert about[:6] == [
        ["Plan", "=Nottingshire plan"],
        ["As at", midnight(2022, 12, 12)],
        ["Chosen", "Area 2; overdue"],
        ["Actions", 1],
        [None, None],
        ["Column", "What it means"],
    ]
    assert about[6:] == [[column.heading, column.meaning] for column in COLUMNS]


def test_without_a_filter_the_second_sheet_says_that_all_actions_are_there() -> None:
    sheet = read_sheet(actions_xlsx([], "Plan", AS_AT, ""), "About")
    assert (sheet["B3"].value, sheet["B4"].value) == ("All actions", 0)


def test_a_date_before_those_that_excel_knows_is_written_as_text(action: MakeAction) -> None:
    sheet = read_sheet(actions_xlsx([action(due_date=date(1202, 11, 7))], "Plan", AS_AT, ""))
    assert (sheet["G2"].value, sheet["G2"].data_type) == ("1202-11-07", "s")
