"""A file is told by its bytes, and nothing but UnreadableFile ever comes out of reading one."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.files.issues import UnreadableFile
from loaders.files.raw_workbook import RawCell
from loaders.files.read_file import read_workbook
from tests.documents import build_docx, heading, table
from tests.hostile_files import OLE
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


DOCUMENT = build_docx(heading("1. Front door") + table([("Action", "RAG"), ("Visit", "Green")] * 20))


def wide(text: str) -> bytes:
    return text.encode("utf-16-le")


@pytest.mark.parametrize("ending", [".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".txt", ""])
@pytest.mark.parametrize("kind", list(SOUND))
def test_the_same_rows_come_out_of_every_kind_whatever_its_name_says(kind: str, ending: str) -> None:
    workbook = read_workbook(f"plan{ending}", SOUND[kind])
    assert workbook.file_name == f"plan{ending}"
    assert [(sheet.name, sheet.rows) for sheet in workbook.sheets] == [("plan", CELLS)]


@pytest.mark.parametrize(
    ("start", "code", "seen"),
    [
        (b"<html><body>", "file-web-page", "a web page, though its name says otherwise"),
        (
            b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>',
            "file-not-workbook",
            "an XML spreadsheet of Excel 2003",
        ),
        (b'<?xml version="1.0"?><plan/>', "file-not-workbook", "an XML document"),
        (b"%PDF-1.4", "file-pdf", "a PDF document"),
        (b"PK\x05\x06" + bytes(18), "file-not-workbook", "a zip archive without a workbook in it"),
        (bytes(500), "file-not-downloaded", "500 bytes, all zero"),
        (OLE + wide("EncryptedPackage"), "file-password", "an encrypted workbook"),
        (
            OLE + wide("DRMEncryptedDataSpace EncryptedPackage"),
            "file-labelled",
            "encrypted by a sensitivity label",
        ),
        (
            OLE + wide("LabelInfo EncryptedPackage") + b"<OWNER><OBJECT><NAME>ida@example.org</NAME>",
            "file-labelled",
            "encrypted by a sensitivity label, set by ida@example.org",
        ),
        (OLE + wide("WordDocument"), "file-old-doc", "a document of Word 97 to 2003"),
        (
            b"[InternetShortcut]\r\nURL=https://plans.example.org/a\r\n",
            "file-link",
            "a link to https://plans.example.org/a",
        ),
        (
            b'<?xml version="1.0"?><plist><dict><key>URL</key><string>https://plans.example.org/b</string>',
            "file-link",
            "a link to https://plans.example.org/b",
        ),
        (b'{"": "WARNING", "doc_id": "x"}', "file-link", "a link to Google Drive"),
    ],
)
def test_what_is_no_workbook_is_named(start: bytes, code: str, seen: str) -> None:
    with pytest.raises(UnreadableFile) as raised:
        read_workbook("plan.xlsx", start)
    assert (raised.value.issue.type.code, raised.value.issue.seen) == (code, seen)


@pytest.mark.parametrize(
    ("name", "content", "seen"),
    [
        ("~$plan.xlsx", b"\x09Ola Brett" + b" " * 45 + wide("Ola Brett"), "open by Ola Brett"),
        ("C:\\plans\\~$plan.docx", b"\x00" * 3 + b"x", "it holds no plan"),
        (".~lock.plan.ods#", b",Ola Brett,desk,01.02.2026 10:00,file:///x;", "it holds no plan"),
    ],
)
def test_a_lock_file_is_told_from_the_workbook(name: str, content: bytes, seen: str) -> None:
    with pytest.raises(UnreadableFile) as raised:
        read_workbook(name, content)
    assert (raised.value.issue.type.code, raised.value.issue.seen) == ("file-lock", seen)


def test_a_workbook_may_be_named_like_a_lock() -> None:
    assert read_workbook("~$plan.xlsx", SOUND["xlsx"]).sheets


@pytest.mark.parametrize("kind", ["xlsx", "ods", "docx"])
def test_a_damaged_file_raises_nothing_but_unreadable_file(kind: str) -> None:
    outcomes = set()
    source = random.Random(kind)
    for _ in range(300):
        content = bytearray(SOUND.get(kind, DOCUMENT))
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
