"""Lists of contacts as text: encodings, delimiters, ways of writing a moment, and hostile files."""

from datetime import date
from pathlib import Path

import pytest

from data_model.measures.rows import PerformanceSettings
from loaders.contacts.contact_list import ContactMeasures, compute_contacts, read_contacts
from loaders.contacts.contact_times import NO_TIME, DaysRead, read_moment

LINES = ("Received,Decided,Team", "06/04/2023 16:50,11/04/2023 09:00,Cafés")
MANY = "\n".join((LINES[0], *[LINES[1]] * 200)) + "\n"


def measure(source: bytes | Path) -> ContactMeasures:
    return compute_contacts(
        read_contacts(source, "contacts.csv"), date(2023, 4, 30), PerformanceSettings(), ()
    )


def problem_of(content: bytes) -> str:
    """Name the problem of a file, found when it is looked at or when it is counted."""
    file = read_contacts(content, "contacts.csv")
    if file.problem or not file.columns:
        return file.problem.type.code if file.problem else "no list"
    found = compute_contacts(file, date(2023, 4, 30), PerformanceSettings(), ())
    return found.problem.type.code if found.problem else "none"


@pytest.mark.parametrize(
    ("codec", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("cp1252", b""),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-32", b""),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_encoding_gives_the_same_list(codec: str, mark: bytes, line_end: str) -> None:
    found = measure(mark + MANY.replace("\n", line_end).encode(codec))
    assert (found.used, found.rows) == (200, 200)
    assert {reading.part for reading in found.readings} == {"", "Cafés"}


def test_an_encoding_that_is_not_the_usual_one_is_said() -> None:
    for codec, said in (("cp1252", ["windows-1252"]), ("mac_roman", ["mac-roman"]), ("utf-8", [])):
        found = measure(MANY.encode(codec))
        assert [issue.seen for issue in found.issues if issue.type.code == "encoding"] == said
        assert {reading.part for reading in found.readings} == {"", "Cafés"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_delimiter_gives_the_same_list(delimiter: str) -> None:
    assert measure(MANY.replace(",", delimiter).encode()).used == 200
    assert measure(f"sep={delimiter}\r\n{MANY.replace(',', delimiter)}".encode()).used == 200


def test_a_letter_cut_by_the_end_of_a_block_is_read_whole() -> None:
    lines = [f"06/04/2023,06/04/2023,{'é' * (40 + number % 3)}" for number in range(40_000)]
    found = measure("\n".join(("Received,Decided,Team", *lines)).encode())
    assert len({reading.part for reading in found.readings}) == 4
    assert found.used == 40_000


def test_a_path_and_its_bytes_give_the_same(tmp_path: Path) -> None:
    path = tmp_path / "contacts.csv"
    path.write_bytes(MANY.encode())
    by_path, by_bytes = read_contacts(path), read_contacts(MANY.encode(), "contacts.csv")
    assert (by_path.name, by_path.sha256, by_path.size) == (by_bytes.name, by_bytes.sha256, by_bytes.size)
    assert measure(path) == measure(MANY.encode())


def test_a_file_that_changes_while_it_is_read_gives_nothing(tmp_path: Path) -> None:
    path = tmp_path / "contacts.csv"
    path.write_bytes(MANY.encode())
    file = read_contacts(path)
    path.write_bytes(MANY.encode() + b"06/04/2023,,\n")
    found = compute_contacts(file, date(2023, 4, 30), PerformanceSettings(), ())
    assert found.problem is not None
    assert (found.problem.type.code, found.readings) == ("contact-changed", ())


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (b"\xef\xbb\xbf \r\n\x1a", "file-empty"),
        (b"Received,Decided," + b"x" * 10_000_000, "file-too-large"),
        (MANY.encode() + b"y," * 5_000_000, "file-too-large"),
        (MANY.encode() + b'06/04/2023,"' + b"z\n" * 800_000, "file-too-large"),
        (MANY.encode() + b"06/04/2023\x00,,\n", "file-not-workbook"),
        (MANY.encode() + b"06/04/2023\x07,,\n", "file-not-workbook"),
        (MANY.encode("utf-16") + "\x07".encode("utf-16-le"), "file-not-workbook"),
        (MANY.encode("utf-16") + b"\x41", "file-damaged"),
        (MANY.encode() + b"\x81\xe9", "file-damaged"),
        (MANY.encode() + b'06/04/2023,"', "file-quotation-mark"),
        (MANY.encode() + b'06/04/2023,"a"b,\n', "file-quotation-mark"),
        (b"PK\x03\x04" + b"\x00" * 100, "file-damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, "file-old-xls"),
        (b"<html><body>Received,Decided</body></html>", "no list"),
    ],
)
def test_a_hostile_file_ends_in_one_issue(content: bytes, code: str) -> None:
    assert problem_of(content) == code


def test_formulas_are_texts_that_nobody_follows() -> None:
    rows = ['"=HYPERLINK(""http://example.org"")",,', "=1+1,,", "06/04/2023,=NOW(),", "06/04/2023,,=A1"]
    found = measure("\n".join((LINES[0], *rows)).encode())
    assert found.left_out == {"contact-received-unreadable": 2, "contact-decided-unreadable": 1}
    assert found.used == 1


def test_ragged_rows_are_counted_or_named() -> None:
    rows = [
        "06/04/2023",
        "06/04/2023,06/04/2023",
        "06/04/2023,,North Team,,",
        "06/04/2023,,North Team,Police",
    ]
    found = measure("\n".join((LINES[0], *rows)).encode())
    assert (found.rows, found.used, found.left_out) == (4, 3, {"contact-row-too-long": 1})


@pytest.mark.parametrize(
    ("written", "day", "second"),
    [
        ("06/04/2023 16:50", date(2023, 4, 6), 60_600),
        ("6/4/23 4:50 pm", date(2023, 4, 6), 60_600),
        ("2023-04-06T16:50:30", date(2023, 4, 6), 60_630),
        ("2023-04-06 16:50:30.123", date(2023, 4, 6), 60_630),
        ("2023-04-06T15:50:00Z", date(2023, 4, 6), 60_600),
        ("2023-04-06T23:30:00Z", date(2023, 4, 7), 1_800),
        ("2023-01-06T16:50:00+00:00", date(2023, 1, 6), 60_600),
        ("6 April 2023 16:50", date(2023, 4, 6), 60_600),
        ("Thu 6 Apr 2023, 16.50", date(2023, 4, 6), 60_600),
        ("12:30 am", None, 0),
        ("06/04/2023 12:30am", date(2023, 4, 6), 1_800),
        ("06/04/2023", date(2023, 4, 6), NO_TIME),
        ("06/04/2023 00:00", date(2023, 4, 6), NO_TIME),
        ("Fri 6 Apr 2023", None, 0),
        ("04/13/2023 10:00", None, 0),
        ("06/04/2023 25:00", None, 0),
        ("06/04/2023 13:00 pm", None, 0),
        ("April 2023", None, 0),
        ("45022", None, 0),
        ("6/" * 5_000, None, 0),
    ],
)
def test_a_moment_is_read_day_first_or_not_at_all(written: str, day: date | None, second: int) -> None:
    found = read_moment(written, DaysRead())
    assert found == (None if day is None else (day.toordinal(), second))
