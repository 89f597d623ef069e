"""Cells whose format shows a percentage, in .xlsx and .ods."""

import io
import shutil
import subprocess
from pathlib import Path

import pytest
import xlsxwriter

from loaders.files.raw_workbook import RawCell
from loaders.files.read_file import read_workbook


def with_formats(*formats: str) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    page = book.add_worksheet("Figures")
    for row, code in enumerate(formats):
        page.write_number(row, 0, 0.953, book.add_format({"num_format": code}))
    page.write_string(len(formats), 0, "95.3%", book.add_format({"num_format": "0%"}))
    page.write_boolean(len(formats) + 1, 0, True, book.add_format({"num_format": "0%"}))
    book.close()
    return target.getvalue()


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("0%", "95%"),
        ("0.00%", "95.30%"),
        ("0.0%;[Red]-0.0%", "95.3%"),
        ('0.0%" of cases"', "95.3% of cases"),
        ("# ##0.0 %", "95.3 %"),
    ],
)
def test_a_percent_format_is_seen(code: str, shown: str) -> None:
    rows = read_workbook("a.xlsx", with_formats(code)).sheets[0].rows
    assert rows[1][1] == RawCell(0.953, is_percent=True, shown=shown)


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("General", ""),
        ("0.0", "1.0"),
        ('0.0"%"', "1.0%"),
        ("0.0\\%", "1.0%"),
        ("[$%-809]0.0", "%1.0"),
    ],
)
def test_a_quoted_percent_sign_is_only_a_letter(code: str, shown: str) -> None:
    rows = read_workbook("a.xlsx", with_formats(code)).sheets[0].rows
    assert rows[1][1] == RawCell(0.953, shown=shown)


def test_only_numbers_are_percentages() -> None:
    rows = read_workbook("a.xlsx", with_formats("0%")).sheets[0].rows
    assert [rows[row][1].is_percent for row in (1, 2, 3)] == [True, False, False]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_keeps_percentages(tmp_path: Path) -> None:
    (tmp_path / "figures.xlsx").write_bytes(with_formats("0.0%", "0.0"))
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(tmp_path / 'office').as_uri()}",
            "--headless",
            "--convert-to",
            "ods",
            "--outdir",
            str(tmp_path),
            str(tmp_path / "figures.xlsx"),
        ],
        check=True,
        capture_output=True,
        timeout=600,
    )
    rows = read_workbook("figures.ods", (tmp_path / "figures.ods").read_bytes()).sheets[0].rows
    assert rows[1][1] == RawCell(0.953, is_percent=True, shown="95.3%")
    assert rows[2][1] == RawCell(0.953, shown="1.0")
