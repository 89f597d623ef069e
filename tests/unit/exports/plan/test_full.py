"""Everything known of each action as records, .json, .csv and .xlsx."""

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO, StringIO

from openpyxl import load_workbook

from data_model.money.for_boards.plan_money import PlanMoney
from data_model.money.funds.fund_sums import FundSums
from data_model.money.funds.rows_funds import PaidAction
from data_model.plan.rows import ActionDetail, ActionRow
from data_model.plan.statuses import Status
from exports.plan.full import COLUMNS, full_csv, full_json, full_records, full_xlsx
from tests.unit.data_model.money.funds.test_fund_sums import line, position
from tests.unit.data_model.money.test_board_money import saving

MakeAction = Callable[..., ActionRow]
MakeDetail = Callable[..., ActionDetail]
RECORD = {
    "ref": "2.08",
    "area_number": "2",
    "area": "Management oversight of practice",
    "outcome": "Children are safe",
    "action": "Review the procedures",
    "responsible": "Ada Invented\nHead of Service",
    "people": [{"name": "Ada Invented", "post": "Head of Service"}, {"name": "", "post": "HR consultant"}],
    "due_text": "End Nov 22",
    "due_date": "2022-11-30",
    "due_kind": "deadline",
    "due_precision": "month",
    "original_due_date": "2022-11-07",
    "status": "delayed",
    "rag_label": "Late",
    "rag_as_seen": "fill:FF0000",
    "progress": "Drafted",
    "impact": "Anticipated: fewer delays",
    "source": {"file": "plan.xlsx", "sheet": "Action plan", "cell": "D33"},
    "version": 3,
    "measure": "Audit",
    "assurance": "Board",
    "reason_for_delay": "Vacancy",
    "mitigation": "Agency cover",
    "exception_responsible": "Ben Example",
    "other": "",
    "revised_due_text": "Jan 23",
    "as_at": "2022-12-02",
    "paid_by": [],
    "should_save": [],
    "should_bring": [],
}


def midnight(year: int, month: int, day: int) -> datetime:
    """Return a date as openpyxl reads it."""
    return datetime.combine(date(year, month, day), time())


def test_a_record_has_exactly_these_keys_in_this_order(detail: MakeDetail) -> None:
    (record,) = full_records([detail()])
    assert record == RECORD
    assert list(record) == list(RECORD)


def test_a_missing_date_is_null(detail: MakeDetail, action: MakeAction) -> None:
    (record,) = full_records([detail(action(due_date=None, original_due_date=None))])
    assert (record["due_date"], record["original_due_date"]) == (None, None)


def test_the_json_is_the_list_of_records_with_every_text_as_written(
    detail: MakeDetail, action: MakeAction
) -> None:
    content = full_json([detail(), detail(action(text="=1+1 😀 \x07\r\n", status=Status.NOT_RATED))])
    records = json.loads(content)
    assert records[0] == RECORD
    assert (records[1]["action"], records[1]["status"]) == ("=1+1 😀 \x07\r\n", "not_rated")
    assert "😀".encode() in content


def test_half_a_surrogate_pair_is_still_valid_json(detail: MakeDetail) -> None:
    assert json.loads(full_json([detail(progress="a\ud83db")]))[0]["progress"] == "a\ud83db"


def test_the_same_details_give_the_same_json(detail: MakeDetail) -> None:
    assert full_json([detail()]) == full_json([detail()])
    assert full_json([]) == b"[]\n"


def test_the_csv_has_the_same_keys_with_people_in_one_column_and_the_source_in_three(
    detail: MakeDetail,
) -> None:
    (row,) = csv.DictReader(StringIO(full_csv([detail()]).decode("utf-8-sig"), newline=""))
    flat = {name: str(value) for name, value in RECORD.items() if name != "source"}
    flat["people"] = "Ada Invented (Head of Service); (HR consultant)"
    flat |= {"source_file": "plan.xlsx", "source_sheet": "Action plan", "source_cell": "D33"}
    flat |= {"paid_by": "", "should_save": "", "should_bring": ""}
    assert row == flat


def test_the_columns_are_the_keys_in_their_order(detail: MakeDetail) -> None:
    expected = []
    for name in RECORD:
        expected += ["source_file", "source_sheet", "source_cell"] if name == "source" else [name]
    assert [column.heading for column in COLUMNS] == expected


def test_no_text_of_the_csv_can_run_as_a_formula(detail: MakeDetail, action: MakeAction) -> None:
    content = full_csv([detail(action(text="@x"), progress="-1", file_name="=1.xlsx", mitigation="\t=1")])
    (row,) = csv.DictReader(StringIO(content.decode("utf-8-sig"), newline=""))
    assert (row["action"], row["progress"], row["source_file"], row["mitigation"]) == (
        "'@x",
        "'-1",
        "'=1.xlsx",
        "'\t=1",
    )


def test_the_workbook_has_real_dates_coloured_ratings_and_text_that_never_runs(
    detail: MakeDetail, action: MakeAction
) -> None:
    content = full_xlsx([detail(action(text="=1+1"))], "Nottingshire plan", date(2022, 12, 12))
    book = load_workbook(BytesIO(content))
    sheet = book["Actions in full"]
    cells = dict(zip((cell.value for cell in sheet[1]), sheet[2], strict=True))
    assert list(cells) == [column.heading for column in COLUMNS]
    assert (cells["action"].value, cells["action"].data_type) == ("=1+1", "s")
    assert (cells["due_date"].value, cells["as_at"].value) == (midnight(2022, 11, 30), midnight(2022, 12, 2))
    assert (cells["rag_label"].value, cells["rag_label"].fill.fgColor.rgb) == ("Late", "00D4351C")
    assert (cells["version"].value, cells["people"].value) == (
        3,
        "Ada Invented (Head of Service); (HR consultant)",
    )
    about = book["About"]
    assert [about["B1"].value, about["B2"].value, about["B3"].value] == [
        "Nottingshire plan",
        midnight(2022, 12, 12),
        1,
    ]


def test_a_text_longer_than_a_cell_is_cut_in_the_workbook_alone_and_says_so(detail: MakeDetail) -> None:
    long = detail(progress="x" * 40_000)
    sheet = load_workbook(BytesIO(full_xlsx([long], "Plan", date(2022, 12, 12))))["Actions in full"]
    assert sheet["P2"].value.endswith(" characters]")
    assert len(sheet["P2"].value) <= 32_767
    assert full_records([long])[0]["progress"] == "x" * 40_000
    assert b"x" * 40_000 in full_csv([long])


def test_what_pays_for_an_action_and_what_it_should_save_stands_with_it(detail: MakeDetail) -> None:
    one = detail()
    paid = PaidAction(one.row.id, one.row.ref, one.row.text, "delayed", "Late")
    fund = position(FundSums(spent=1_000), line(actions=(paid,)))
    saved = replace(saving(agreed=50_000), actions=(paid,))
    money = PlanMoney(date(2024, 9, 30), (fund,), (saved,))
    (record,) = full_records([one], money)
    assert record["paid_by"] == ["Improvement funding, Training: £10 of £10,000 spent"]
    assert record["should_save"] == ["S1 Fewer agency staff: £500 agreed for 2024/25"]
    (row,) = csv.DictReader(StringIO(full_csv([one], money).decode("utf-8-sig")))
    assert row["paid_by"] == "Improvement funding, Training: £10 of £10,000 spent"
