"""Every table behind a pack as a workbook."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from data_model.board.rows import BoardView
from data_model.plan.statuses import Status
from exports.pack.pack_choices import PackChoices
from exports.pack.pack_docx import pack_docx
from exports.pack.pack_xlsx import pack_tables, pack_xlsx
from tests.pack_views import action, board_view, draw, empty_view, tables

SHEETS = [
    "About", "RAG key", "Figures", "Ratings", "Movement", "Flow", "Moved actions", "Due next",
    "Turned measures", "Areas", "By exception", "Evidence", "Measures", "Readings", "Milestones",
    "Exceptions", "Slippage", "Slipped actions", "Check counts", "Checks", "Decisions and requests",
    "Challenges", "Visits", "Plan in full",
]  # fmt: skip
# The document has one of these for each area, or the ratings of an area in one cell.
IN_PARTS = {"Actions that moved", "Evidence of impact", "Measures", "Areas for improvement"}


def test_there_is_a_sheet_for_each_table() -> None:
    assert load_workbook(BytesIO(pack_xlsx(board_view(), PackChoices()))).sheetnames == SHEETS


def test_sheets_have_a_frozen_bold_head_filters_and_typed_cells() -> None:
    book = load_workbook(BytesIO(pack_xlsx(board_view(), PackChoices())))
    sheet = book["Moved actions"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet["A1"].font.bold) == ("A2", "A1:K4", True)
    assert sheet["H2"].value == datetime(2022, 11, 30)  # noqa: DTZ001
    assert (sheet["I2"].value, sheet["F2"].value) == (23, "Late")
    assert sheet["F2"].fill.fgColor.rgb == "00D4351C"
    assert len(list(book["Readings"].iter_rows())) == 1 + 17 + 3


def test_the_first_sheet_says_where_it_comes_from_and_what_columns_mean() -> None:
    rows = list(load_workbook(BytesIO(pack_xlsx(board_view(), PackChoices())))["About"].values)
    assert rows[0][2] == "Plan: Nottingshire improvement plan, as at 12 Dec 2022."
    assert ("Exceptions", "Reason for delay", "Why it is delayed.") in rows


@pytest.mark.parametrize("view", [board_view(), empty_view()])
def test_the_same_view_gives_the_same_bytes(view: BoardView) -> None:
    content = pack_xlsx(view, PackChoices())
    assert content == pack_xlsx(view, PackChoices())
    with ZipFile(BytesIO(content)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_it_is_dated_by_the_freezing() -> None:
    said = load_workbook(BytesIO(pack_xlsx(board_view(), PackChoices()))).properties
    frozen = datetime(2022, 12, 13, 9, 30)  # noqa: DTZ001
    assert (said.created, said.modified) == (frozen, frozen)


def test_a_plan_named_with_control_characters_has_its_tables() -> None:
    view = replace(board_view(), plan=replace(board_view().plan, name="a\x01b"))
    title = load_workbook(BytesIO(pack_xlsx(view, PackChoices()))).properties.title
    assert title == "a\ufffdb: board pack"


def test_text_that_begins_like_a_formula_is_text() -> None:
    view = replace(board_view(), actions=(action(1, 1, Status.DELAYED, text="=1+1", progress="-2"),))
    sheet = load_workbook(BytesIO(pack_xlsx(view, PackChoices())))["Plan in full"]
    cells = [sheet[place] for place in ("D2", "H2")]
    assert [(cell.value, cell.data_type, cell.quotePrefix) for cell in cells] == [
        ("=1+1", "s", True),
        ("-2", "s", True),
    ]


def test_areas_that_were_not_chosen_are_in_no_sheet() -> None:
    book = load_workbook(BytesIO(pack_xlsx(board_view(), PackChoices(areas=(2,)))))
    assert {row[2] for row in book["Plan in full"].values} == {"No.", "2.06", "2.07", "2.08", "2.09", "2.10"}


def test_every_table_of_the_document_is_a_sheet_with_its_columns_and_rows() -> None:
    view = board_view()
    sheets = {table.title: table for table in pack_tables(view)}
    written = tables(pack_docx(view, PackChoices(), draw))
    shared = [title for title in written if title in sheets and title not in IN_PARTS]
    assert len(shared) == 14
    for title in shared:
        head, *rows = written[title]
        assert set(head) <= {column.heading for column in sheets[title].columns}
        assert len(rows) == len(sheets[title].rows)
