"""The tool that compares what the product says and writes before and after a change of its inside."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.sameness.comparing import compare
from tests.sameness.files import store


def packed(text: str, year: int = 2025, saved: str = "2025-03-03T09:00:00Z") -> bytes:
    """Make a container of one part and of the moment at which it was saved."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr("xl/sheet.xml", f"<row><cell>{text}</cell></row>")
        archive.writestr("docProps/core.xml", f'<dcterms:modified xsi:type="x">{saved}</dcterms:modified>')
        archive.getinfo("xl/sheet.xml").date_time = (year, 1, 1, 0, 0, 0)
    return buffer.getvalue()


def collected(folder: Path, **files: bytes | str) -> Path:
    for name, content in files.items():
        store(folder, name, content)
    return folder


def test_the_same_differs_in_nothing_but_the_clock(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = collected(tmp_path / "one", said="Twelve\n", book=packed("9"))
    other = collected(tmp_path / "other", said="Twelve\n", book=packed("9", 1999, "1999-01-01T00:00:00Z"))
    assert compare(one, other) == 0
    assert capsys.readouterr().out == "0 of 4 files differ.\n"


def test_what_differs_is_named_and_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = collected(tmp_path / "one", said="Twelve\nare late\n", book=packed("9"), gone="x")
    other = collected(tmp_path / "other", said="Eleven\nare late\n", book=packed("8"), new=b"\xff")
    assert compare(one, other) == 1
    told = capsys.readouterr().out
    for words in (
        "! said",
        "-Twelve",
        "+Eleven",
        "book.parts/xl_sheet.xml",
        "+<cell>8</cell>",
        ": gone",
        ": new",
    ):
        assert words in told
    assert told.endswith("5 of 6 files differ.\n")


def test_a_collection_of_nothing_is_no_sameness(tmp_path: Path) -> None:
    assert compare(collected(tmp_path / "one", said="x"), tmp_path / "none") == 2


def test_no_file_is_written_over_another(tmp_path: Path) -> None:
    store(tmp_path, "said: this", "x")
    with pytest.raises(FileExistsError):
        store(tmp_path, "said/ this", "y")
