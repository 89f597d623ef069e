"""What a person sees in an .ods sheet beyond the values of its cells."""

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import IconSetRule
from openpyxl.styles import Font

from loaders.files.raw_workbook import RawCell, RawSheet
from loaders.files.read_file import read_workbook
from tests.workbooks import GREEN, RED, build_ods, build_xlsx

STYLES = (
    '<style:style style:name="T1" style:family="text"><style:text-properties '
    'style:text-line-through-style="solid"/></style:style>'
    f'<style:style style:name="T2" style:family="text"><style:text-properties fo:color="#{GREEN.lower()}" '
    'style:font-name="Wingdings"/></style:style>'
    '<style:style style:name="T3" style:family="text"><style:text-properties fo:font-weight="bold"/>'
    "</style:style>"
    '<style:style style:name="gone" style:family="table-cell"><style:text-properties '
    'style:text-line-through-type="single"/></style:style>'
    '<style:style style:name="also" style:family="table-cell" style:parent-style-name="gone"/>'
    f'<style:style style:name="red" style:family="table-cell"><style:text-properties fo:color="#{RED}"/>'
    "</style:style>"
    '<number:date-style style:name="N1"><number:month number:textual="true"/><number:text>-</number:text>'
    "<number:year/></number:date-style>"
    '<number:date-style style:name="N2"><number:day/><number:month/></number:date-style>'
    '<style:style style:name="month" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="N2"/>'
)
TEXT = 'office:value-type="string"'
DAY = 'office:value-type="date" office:date-value="2025-09-01"'


def read(attributes: str, inside: str, after_rows: str = "") -> RawSheet:
    written = f"<table:table-cell {attributes}>{inside}</table:table-cell>"
    book = build_ods({"Plan": [[written]]}, styles=STYLES, after_rows=after_rows)
    return read_workbook("plan.ods", book).sheets[0]


@pytest.mark.parametrize(
    ("attributes", "inside", "cell"),
    [
        ('office:value-type="float" office:value="7"', "<text:p>007</text:p>", RawCell(7, shown="007")),
        ('office:value-type="float" office:value="7"', "<text:p>7</text:p>", RawCell(7)),
        (
            'office:value-type="currency" office:value="25000"',
            "<text:p>£25,000</text:p>",
            RawCell(25000, shown="£25,000"),
        ),
        (
            TEXT,
            '<text:p>Ola <text:span text:style-name="T1">Ravi</text:span></text:p>',
            RawCell("Ola", struck="Ravi"),
        ),
        (
            TEXT,
            '<text:p><text:span text:style-name="T2">l</text:span> on track</text:p>',
            RawCell("● on track", ink=GREEN),
        ),
        (
            f'{TEXT} table:style-name="red"',
            '<text:p><text:span text:style-name="T3">late</text:span></text:p>',
            RawCell("late", ink=RED),
        ),
        (f'{TEXT} table:style-name="also"', "<text:p>Ring</text:p>", RawCell(None, struck="Ring")),
        (
            'office:value-type="float" office:value="7" table:style-name="gone"',
            "<text:p>007</text:p>",
            RawCell(None, struck="007"),
        ),
        (
            TEXT,
            '<text:p>See <text:a xlink:href="https://files.example.org/a" xmlns:xlink="x">report</text:a>'
            "</text:p>",
            RawCell("See report", link="https://files.example.org/a"),
        ),
        (
            f'{TEXT} table:formula=\'of:=HYPERLINK("https://files.example.org/b";"x")\'',
            "<text:p>x</text:p>",
            RawCell("x", link="https://files.example.org/b"),
        ),
    ],
)
def test_a_cell_is_read_as_it_is_seen(attributes: str, inside: str, cell: RawCell) -> None:
    assert read(attributes, inside).rows == {1: {1: cell}}


def test_a_day_shown_without_its_day_is_a_month() -> None:
    month = read(f'{DAY} table:style-name="month"', "<text:p>Sep-25</text:p>").rows[1][1]
    assert (month.shown, month.is_month) == ("Sep-25", True)
    day = read(f'{DAY} table:style-name="day"', "<text:p>01/09</text:p>").rows[1][1]
    assert (day.shown, day.is_month) == ("", False)


def test_text_boxes_levels_and_covered_texts_are_told() -> None:
    box = (
        '<table:shapes xmlns:draw="d"><draw:frame><draw:text-box><text:p>RAG key</text:p>'
        "<text:p>Green</text:p></draw:text-box></draw:frame></table:shapes>"
    )
    group = (
        "<table:table-row-group><table:table-row><table:table-cell><text:p/></table:table-cell>"
        f"<table:table-cell {TEXT}><text:p>b</text:p></table:table-cell></table:table-row>"
        "</table:table-row-group>"
    )
    wide = f'{TEXT} table:number-columns-spanned="2"'
    covered = (
        f"</table:table-cell><table:covered-table-cell {TEXT}><text:p>old</text:p></table:covered-table-cell>"
    )
    sheet = read(wide, f"<text:p>a</text:p>{covered}<table:table-cell>", box + group)
    assert sheet.text_boxes == ("RAG key\nGreen",)
    assert sheet.outline == {2: 1}
    assert sheet.covered == {"B1": "old"}


def _put_looks(book: openpyxl.Workbook) -> None:
    sheet = book.active
    struck = InlineFont(strike=True)
    for row, code in enumerate(("000", '"CP"000', "0.00", "0%", "£#,##0", "mmm-yy", "dd/mm/yyyy"), start=1):
        sheet.cell(row, 1).number_format = code
    sheet["B1"] = CellRichText("Ola ", TextBlock(struck, "Ravi"))
    sheet["B2"].font = Font(strike=True)
    sheet["B3"].font = Font(name="Wingdings", color=f"FF{GREEN}")
    sheet["B4"].font = Font(color=f"FF{RED}")
    sheet["B5"].hyperlink = "https://files.example.org/a"
    sheet["B6"] = CellRichText(TextBlock(InlineFont(rFont="Wingdings", color=f"FF{RED}"), "n"), " late")
    sheet.conditional_formatting.add("C1:C4", IconSetRule("3TrafficLights1", "percent", [0, 33, 67]))
    sheet.row_dimensions[3].outlineLevel = 1


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_keeps_what_is_seen(tmp_path: Path) -> None:
    rows = [
        [7, None, 1],
        [12, "Ring", 2],
        [1.1, "l", 3],
        [0.85, "●", 4],
        [25000, "Report", None],
        [45901, None, None],
        [45901, None, None],
    ]
    book = build_xlsx({"Plan": rows}, change=_put_looks)
    (tmp_path / "plan.xlsx").write_bytes(book)
    office = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    subprocess.run(
        [
            "soffice",
            office,
            "--headless",
            "--convert-to",
            "ods",
            "--outdir",
            tmp_path,
            tmp_path / "plan.xlsx",
        ],
        check=True,
        capture_output=True,
        timeout=600,
    )
    wanted = read_workbook("plan.xlsx", book).sheets[0]
    found = read_workbook("plan.ods", (tmp_path / "plan.ods").read_bytes()).sheets[0]
    assert found.rows == wanted.rows
    assert found.outline == wanted.outline == {3: 1}
    assert [cells[3].icon for row, cells in found.rows.items() if row < 5] == [
        "red circle",
        "yellow circle",
        "yellow circle",
        "green circle",
    ]
