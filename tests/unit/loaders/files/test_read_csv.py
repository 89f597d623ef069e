"""Text files are read by their content: encoding, delimiter, rows."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.files.issues import UnreadableFile
from loaders.files.lenient_csv import lenient_rows
from loaders.files.raw_workbook import RawCell
from loaders.files.read_csv import read_csv
from tests.workbooks import build_csv

ROWS = [("Action", "Due"), ("Visit “weekly”, then review", "30/09/23"), (), ("Ring\nthe family", "TBC")]
CELLS = {
    1: {1: RawCell("Action"), 2: RawCell("Due")},
    2: {1: RawCell("Visit “weekly”, then review"), 2: RawCell("30/09/23")},
    4: {1: RawCell("Ring\nthe family"), 2: RawCell("TBC")},
}


@pytest.mark.parametrize(
    ("codec", "mark", "encoding"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8"),
        ("cp1252", b"", "windows-1252"),
        ("utf-16-le", b"\xff\xfe", "utf-16"),
        ("utf-16-be", b"\xfe\xff", "utf-16"),
        ("utf-16-le", b"", "utf-16"),
        ("utf-16-be", b"", "utf-16"),
        ("utf-32", b"", "utf-32"),
    ],
)
def test_an_encoding_is_recognised_and_told(codec: str, mark: bytes, encoding: str) -> None:
    workbook = read_csv("plan.csv", build_csv(ROWS, encoding=codec, mark=mark))
    assert (workbook.encoding, workbook.sheets[0].rows) == (encoding, CELLS)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_delimiter_is_recognised_whatever_the_line_ends(delimiter: str, line_end: str) -> None:
    workbook = read_csv("plan.csv", build_csv(ROWS, delimiter=delimiter, line_end=line_end))
    assert workbook.sheets[0].rows == CELLS


def test_commas_in_the_text_do_not_outvote_semicolons() -> None:
    content = b"Action;Due\nVisit, ring, write;Monday\nReview, then close;Friday\nAsk;Sunday"
    assert read_csv("plan.csv", content).sheets[0].rows[2] == {
        1: RawCell("Visit, ring, write"),
        2: RawCell("Monday"),
    }


def test_excels_instruction_on_the_delimiter_is_followed_and_is_no_row() -> None:
    assert read_csv("plan.csv", b"sep=;\r\na;b\r\n").sheets[0].rows == {1: {1: RawCell("a"), 2: RawCell("b")}}


def test_the_sheet_is_named_after_the_file() -> None:
    assert read_csv("Action plan v1.2.csv", b"a,b\n").sheets[0].name == "Action plan v1.2"


def test_everything_stays_text_as_written() -> None:
    cells = read_csv("plan.csv", b"007, 1.50 ,TRUE,=1+1,05/12/2022\n").sheets[0].rows[1]
    assert [cell.value for cell in cells.values()] == ["007", " 1.50 ", "TRUE", "=1+1", "05/12/2022"]


def test_windows_text_with_traces_of_utf8_says_so() -> None:
    content = "Café".encode() + b",\x93quoted\x94\n"
    assert read_csv("plan.csv", content).encoding == "windows-1252, parts of it perhaps utf-8"


def test_an_open_quotation_mark_is_refused_rather_than_swallowing_the_rest() -> None:
    with pytest.raises(UnreadableFile) as raised:
        read_csv("plan.csv", b'a,b\nc,"d\ne,f\n')
    assert raised.value.issue.type.code == "file-quotation-mark"
    assert raised.value.issue.seen == "line 2: a quotation mark that is never closed"


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        (b'1,"Agree the "step down" protocol, now",Ola', ["1", 'Agree the "step down" protocol, now', "Ola"]),
        (b'1,Action 6" gap,Ola', ["1", 'Action 6" gap', "Ola"]),
        (b'1,"A "b" and ""c""",Ola', ["1", 'A "b" and "c"', "Ola"]),
        (b'1,"Two\nlines "x" here","Ola"', ["1", 'Two\nlines "x" here', "Ola"]),
        (b'1,"",""', ["1"]),
    ],
)
def test_marks_inside_a_text_not_doubled_are_loaded_as_written(line: bytes, cells: list[str]) -> None:
    content = b'Ref,Action,Who\n\n"0","x "y" z",Ida\n' + line + b"\n2,Ring,Ida"
    rows = read_csv("plan.csv", content).sheets[0].rows
    assert [cell.value for cell in rows[4].values()] == cells
    assert list(rows) == [1, 3, 4, 5]


def test_a_mark_that_leaves_the_cells_in_doubt_is_refused_with_its_line() -> None:
    with pytest.raises(UnreadableFile) as raised:
        read_csv("plan.csv", b'a,b\n1,"x\ny"\n2,"He said "yes", then left"\n')
    assert raised.value.issue.type.code == "file-quotation-mark"
    assert raised.value.issue.seen.startswith("line 4: a quotation mark inside a text is not doubled")


@given(st.lists(st.lists(st.text('ab", \n', max_size=6), min_size=2, max_size=4), min_size=1, max_size=4))
def test_what_is_written_soundly_is_read_the_same_by_both_ways(rows: list[list[str]]) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerows(rows)
    assert [fields for _, fields in lenient_rows(buffer.getvalue(), ",")] == rows


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [
        ("Children’s plan – “café”;x", "mac_roman", "mac-roman"),
        ("Zoë’s résumé;x", "mac_roman", "mac-roman"),
        ("Children’s plan – “café –”;x", "cp1252", "windows-1252"),
        ("Cost £5;x", "mac_roman", "windows-1252"),  # £ is the same byte in both
        ("Ŵyn’s – x;y", "utf-8", "utf-8"),
    ],
)
def test_excel_for_mac_is_told_from_windows(text: str, encoding: str, named: str) -> None:
    read = read_csv("plan.csv", f"Action;Due\n{text}\n".encode(encoding))
    assert read.sheets[0].rows[2][1].value == text.partition(";")[0]
    assert read.encoding == named


def test_a_list_of_people_on_every_row_is_no_delimiter() -> None:
    rows = [("Title", "Assigned To", "Comments")]
    rows += [
        (f"Action {at}", f"Ola Brett;#{at}", f"9 May: begun; £{at}k agreed\nMore\n") for at in range(1, 6)
    ]
    read = read_csv("plan.csv", build_csv(rows))
    assert [len(cells) for cells in read.sheets[0].rows.values()] == [3] * 6
