"""A file is told by its bytes, and nothing but UnreadableFile ever comes out of reading one."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.files.issues import UnreadableFile
from loaders.files.raw_workbook import RawCell
from loaders.files.read_file import read_workbook
from tests.workbooks import HEADINGS, build_csv, build_ods, build_xlsx

ROWS = [
    HEADINGS,
    ("Children are seen", "Visit weekly", "Farah Garvey", "30/09/23", "Begun", "Safer", "Green"),
]
SOUND = {"xlsx": build_xlsx({"plan": ROWS}), "ods": build_ods({"plan": ROWS}), "csv": build_csv(ROWS)}
CELLS = {
    row: {column: RawCell(text) for column, text in enumerate(values, start=1)}
    for row, values in enumerate(ROWS, start=1)
}


@pytest.mark.parametrize("ending", [".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".txt", ""])
@pytest.mark.parametrize("kind", list(SOUND))
def test_the_same_rows_come_out_of_every_kind_whatever_its_name_says(kind: str, ending: str) -> None:
    workbook = read_workbook(f"plan{ending}", SOUND[kind])
    assert workbook.file_name == f"plan{ending}"
    assert [(sheet.name, sheet.rows) for sheet in workbook.sheets] == [("plan", CELLS)]


@pytest.mark.parametrize(
    ("start", "seen"),
    [
        (b"<html><body>", "a web page, though its name says otherwise"),
        (
            b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>',
            "an XML spreadsheet of Excel 2003",
        ),
        (b'<?xml version="1.0"?><plan/>', "an XML document"),
        (b"%PDF-1.4", "a PDF document"),
        (b"PK\x05\x06" + bytes(18), "a zip archive without a workbook in it"),
    ],
)
def test_what_is_no_workbook_is_named(start: bytes, seen: str) -> None:
    with pytest.raises(UnreadableFile) as raised:
        read_workbook("plan.xlsx", start)
    assert (raised.value.issue.type.code, raised.value.issue.seen) == ("file-not-workbook", seen)


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_damaged_file_raises_nothing_but_unreadable_file(kind: str) -> None:
    outcomes = set()
    source = random.Random(kind)
    for _ in range(300):
        content = bytearray(SOUND[kind])
        for _ in range(source.randrange(1, 20)):
            content[source.randrange(len(content))] = source.randrange(256)
        try:
            read_workbook("plan.xlsx", bytes(content))
            outcomes.add("loads")
        except UnreadableFile as problem:
            outcomes.add(problem.issue.type.code)
    assert "file-damaged" in outcomes


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_load_or_raise_unreadable_file(content: bytes) -> None:
    try:
        outcome = f"{len(read_workbook('plan.csv', content).sheets)} sheet"
    except UnreadableFile as problem:
        outcome = problem.issue.type.code
    assert outcome == "1 sheet" or outcome.startswith("file-")
