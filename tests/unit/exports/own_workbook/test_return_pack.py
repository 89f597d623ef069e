"""Return workbooks of several people in one .zip: who gets one, with which actions, under which name."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from data_model.plan.rows import ActionDetail, PersonOnAction
from data_model.plan.statuses import Status
from exports.own_workbook.return_pack import open_actions_of, return_file_name, return_pack
from exports.own_workbook.return_workbook import ReturnSheet
from tests.unit.exports.conftest import MakeAction, MakeDetail

DAY = date(2025, 3, 10)
ADA, BEN = PersonOnAction(1, "Ada Invented", ""), PersonOnAction(2, "Ben Example", "Head of Service")
ABOUT = ReturnSheet("Borough plan", "", DAY)


@pytest.fixture
def details(action: MakeAction, detail: MakeDetail) -> list[ActionDetail]:
    """Ada's, hers with Ben, Ben's that is complete, and nobody's."""
    rows = (
        action(ref="1.01", people=(ADA,)),
        action(ref="1.02", people=(BEN, ADA)),
        action(ref="1.03", people=(BEN,), status=Status.COMPLETE),
        action(ref="1.04", people=()),
    )
    return [detail(row, identity=f"id {row.ref}") for row in rows]


def test_a_person_gets_what_is_open_and_theirs_in_the_order_given(details: list[ActionDetail]) -> None:
    assert [each.row.ref for each in open_actions_of(details, 1)] == ["1.01", "1.02"]
    assert [each.row.ref for each in open_actions_of(details, 2)] == ["1.02"]
    assert open_actions_of(details, 3) == []


def test_everybody_with_something_open_gets_a_workbook_of_their_own(details: list[ActionDetail]) -> None:
    packed = return_pack(details, {1: "Ada Invented", 2: "Ben Example", 3: "Cy Idle"}, ABOUT)
    with ZipFile(BytesIO(packed)) as archive:
        assert archive.namelist() == [
            "Ada Invented - actions as at 2025-03-10.xlsx",
            "Ben Example - actions as at 2025-03-10.xlsx",
        ]
        sheet = load_workbook(BytesIO(archive.read(archive.namelist()[1]))).worksheets[0]
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert "Borough plan: actions of Ben Example" in cells
    assert ("1.02" in cells, "1.01" in cells) == (True, False)


def test_two_people_of_one_name_get_two_files(details: list[ActionDetail]) -> None:
    packed = return_pack(details, {1: "A. Person", 2: "a. person"}, ABOUT)
    with ZipFile(BytesIO(packed)) as archive:
        assert archive.namelist() == [
            "A. Person - actions as at 2025-03-10.xlsx",
            "a. person (2) - actions as at 2025-03-10.xlsx",
        ]


@pytest.mark.parametrize(
    ("name", "tidy"),
    [
        ("../../etc/passwd", "etc passwd"),
        ("O'Dwyer / Ng", "O'Dwyer Ng"),
        ("\n", "Somebody"),
        ("x" * 300, "x" * 80),
        ("CON: <b>", "CON b"),
    ],
)
def test_a_name_becomes_a_file_name_that_every_computer_can_store(name: str, tidy: str) -> None:
    assert return_file_name(name, DAY) == f"{tidy} - actions as at 2025-03-10.xlsx"


def test_a_plan_without_open_actions_gives_an_empty_archive() -> None:
    with ZipFile(BytesIO(return_pack([], {1: "Ada Invented"}, ABOUT))) as archive:
        assert archive.namelist() == []
