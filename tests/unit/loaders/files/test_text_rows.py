"""Long texts row by row: from each source alike, whatever their encoding, and nothing of one that changed."""

import io
from pathlib import Path

import pytest

from loaders.files.issues import FILE_DAMAGED, UnreadableFile
from loaders.files.read_csv import read_csv
from loaders.files.text_rows import Content, examine_text, first_rows, text_rows

LINES = "Place;Figure\nHillé —;1\nLow;2\n"
ROWS = [["Hillé —", "1"], ["Low", "2"]]


def read(content: Content) -> tuple[str, list[list[str]]]:
    text = examine_text(content)
    parted = next(one for one, rows in first_rows(content, text, 5) if rows[0] == ["Place", "Figure"])
    return text.encoding, [row for _number, row in text_rows(content, parted, 1, FILE_DAMAGED)]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252", "mac_roman"])
def test_a_long_text_and_a_short_one_are_told_the_same_encoding(codec: str) -> None:
    content = LINES.encode(codec)
    encoding, rows = read(content)
    assert rows == ROWS
    assert read_csv("f.csv", content).encoding == encoding


def test_a_path_bytes_and_an_upload_give_the_same_and_the_upload_stays_open(tmp_path: Path) -> None:
    path, upload = tmp_path / "f.csv", io.BytesIO(LINES.encode())
    path.write_bytes(LINES.encode())
    upload.read()
    assert read(path) == read(upload) == read(LINES.encode()) == ("utf-8", ROWS)
    assert read(upload) == ("utf-8", ROWS)


def test_a_first_line_that_tells_the_delimiter_is_no_row() -> None:
    content = b"sep=;\r\n" + LINES.encode()
    assert read(content) == ("utf-8", ROWS)


def test_a_text_that_changed_meanwhile_ends_in_the_issue_of_its_reader(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_bytes(LINES.encode())
    text = examine_text(path)
    path.write_bytes(LINES.encode() + b"More;3\n")
    with pytest.raises(UnreadableFile) as refused:
        list(text_rows(path, text, 1, FILE_DAMAGED))
    assert refused.value.issue.type is FILE_DAMAGED
