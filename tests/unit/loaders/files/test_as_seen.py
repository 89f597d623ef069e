"""What a person sees in an .xlsx sheet beyond the values of its cells."""

from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import FormulaRule, IconSetRule
from openpyxl.styles import Font
from openpyxl.worksheet.table import Table

from loaders.files.raw_workbook import RawCell, RawSheet
from loaders.files.read_file import read_workbook
from tests.hostile_files import SHEET, plain_xlsx, sheet_xml, with_drawing, with_sheet
from tests.workbooks import GREEN, RED, YELLOW, build_xlsx, replace_parts

STRUCK = InlineFont(strike=True)


def read(rows: Any, change: Any = None, **wanted: Any) -> RawSheet:
    return read_workbook("a.xlsx", build_xlsx({"Plan": rows}, change=change, **wanted)).sheets[0]


def with_text_box(*paragraphs: str) -> bytes:
    """Make a workbook with one text box on its sheet."""
    lines = "".join(f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>" for text in paragraphs)
    return with_drawing(f"<xdr:sp><xdr:txBody>{lines}</xdr:txBody></xdr:sp>")


def test_refs_are_read_as_they_are_shown() -> None:
    def change(book: openpyxl.Workbook) -> None:
        for cell, code in {
            "A1": "000",
            "A2": '"CP"000',
            "A4": "0.00",
            "A6": "mmm-yy",
            "A7": "dd/mm/yyyy",
        }.items():
            book.active[cell].number_format = code

    rows = read([[7], [12], [3.3], [1.1], [1.1], [45901], [45901]], change).rows
    assert [rows[row][1].shown for row in range(1, 8)] == ["007", "CP012", "", "1.10", "", "Sep-25", ""]
    assert [rows[row][1].is_month for row in (6, 7)] == [True, False]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        (
            CellRichText("Ola Brett ", TextBlock(STRUCK, "Ravi Olden"), " and Ida Fell"),
            RawCell("Ola Brett and Ida Fell", struck="Ravi Olden"),
        ),
        (
            CellRichText(TextBlock(STRUCK, "Ravi "), TextBlock(STRUCK, "Olden")),
            RawCell(None, struck="Ravi Olden"),
        ),
        (
            CellRichText(TextBlock(InlineFont(rFont="Wingdings", color="FF00B050"), "l"), " on track"),
            RawCell("● on track", ink=GREEN),
        ),
        (
            CellRichText(
                TextBlock(InlineFont(color="FF00B050"), "a"), TextBlock(InlineFont(color="FFFF0000"), "b")
            ),
            RawCell("ab"),
        ),
        (CellRichText(TextBlock(InlineFont(b=True), "Visit"), " weekly"), RawCell("Visit weekly")),
    ],
)
def test_words_are_read_with_their_runs(text: CellRichText, cell: RawCell) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book.active["A1"] = text

    assert read([["x"]], change).rows[1][1] == cell


@pytest.mark.parametrize(
    ("value", "font", "cell"),
    [
        ("Ring", Font(strike=True), RawCell(None, struck="Ring")),
        (3.5, Font(strike=True), RawCell(None, struck="3.5")),
        ("l", Font(name="Wingdings", color=f"FF{YELLOW}"), RawCell("●", ink=YELLOW)),
        ("ü", Font(name="Wingdings"), RawCell("✓")),
        ("p", Font(name="Wingdings 3", color=f"FF{RED}"), RawCell("▲", ink=RED)),
        ("n", Font(name="Webdings"), RawCell("●")),
        ("l", Font(name="Calibri", color="FF000000"), RawCell("l")),
        ("l", Font(color="FFFFFFFF"), RawCell("l")),
    ],
)
def test_letters_are_read_as_their_font_shows_them(value: Any, font: Font, cell: RawCell) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book.active["A1"].font = font

    assert read([[value]], change).rows[1][1] == cell


def test_links_stay_with_their_words() -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book.active
        sheet["A1"].hyperlink = "https://files.example.org/a"
        sheet["A1"].font = Font(color="FF0563C1", underline="single")
        sheet["B1"] = '=HYPERLINK("https://files.example.org/b","Report")'

    rows = read([["Report"]], change).rows
    assert rows[1][1] == RawCell("Report", link="https://files.example.org/a")
    assert rows[1][2].link == "https://files.example.org/b"


def test_a_link_leads_to_a_place_in_the_workbook() -> None:
    inside = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><hyperlinks>{}</hyperlinks>'
    sheet = read_workbook(
        "a.xlsx",
        with_sheet(
            inside.format('<hyperlink ref="A1:B2" location="Key!A1"/><hyperlink ref="C3" location="Key!A2"/>')
        ),
    ).sheets[0]
    assert sheet.rows == {1: {1: RawCell(1, link="#Key!A1")}, 3: {3: RawCell(None, link="#Key!A2")}}


def test_text_boxes_headers_covered_cells_levels_and_totals_are_told() -> None:
    assert read_workbook("a.xlsx", with_text_box("RAG key", "Green: on track")).sheets[0].text_boxes == (
        "RAG key\nGreen: on track",
    )

    def change(book: openpyxl.Workbook) -> None:
        sheet = book.active
        sheet.oddHeader.center.text = "Draft & private"
        sheet.oddFooter.left.text = "Page &P of &N"
        sheet.row_dimensions[2].outlineLevel = 1
        table = Table(displayName="Plan", ref="A1:B4", totalsRowCount=1)
        sheet.add_table(table)

    sheet = read([["Action", "RAG"], ["Visit", "Green"], ["Ring", "Red"], ["Total", 2]], change)
    assert sheet.margins == ("Draft & private", "Page of")
    assert sheet.outline == {2: 1}
    assert sheet.total_rows == {4}
    merged = '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="A2"/>'
    merged += '<c r="B2"><v>3</v></c><c r="C2"><v>4</v></c></row></sheetData>'
    covered = read_workbook(
        "a.xlsx", with_sheet(f'{merged}<mergeCells><mergeCell ref="A1:B2"/></mergeCells>')
    )
    assert covered.sheets[0].covered == {"B1": "2", "B2": "3"}


@pytest.mark.parametrize(
    ("kind", "values", "reverse", "icons"),
    [
        ("num", [0, 2, 3], False, ["red circle", "yellow circle", "green circle", "green circle"]),
        ("percent", [0, 33, 67], True, ["green circle", "yellow circle", "yellow circle", "red circle"]),
        ("percentile", [0, 50, 100], False, ["red circle", "red circle", "yellow circle", "green circle"]),
        ("formula", [0, 2, "$F$1"], False, ["", "", "", ""]),
    ],
)
def test_icons_are_worked_out(kind: str, values: list[Any], reverse: bool, icons: list[str]) -> None:
    def change(book: openpyxl.Workbook) -> None:
        rule = IconSetRule("3TrafficLights1", kind, values, reverse=reverse)
        book.active.conditional_formatting.add("A1:A9", rule)

    sheet = read([[1], [2], [3], [4], ["TBC"]], change)
    assert [cells[1].icon for cells in sheet.rows.values()] == [*icons, ""]
    assert sheet.unread_formats == (("A1:A9: icon set",) if kind == "formula" else ())


def test_icons_of_newer_workbooks_are_worked_out() -> None:
    thresholds = "".join(
        f'<x14:cfvo type="num"{more}><xm:f>{value}</xm:f></x14:cfvo>'
        for value, more in ((0, ""), (2, ""), (3, ' gte="0"'))
    )
    own = '<x14:cfIcon iconSet="NoIcons" iconId="0"/><x14:cfIcon iconSet="3Flags" iconId="1"/>'
    own += '<x14:cfIcon iconSet="3Stars" iconId="2"/>'
    rule = (
        "<extLst><ext><x14:conditionalFormattings><x14:conditionalFormatting>"
        '<x14:cfRule type="iconSet" priority="1"><x14:iconSet iconSet="3Stars"{0}>{1}</x14:iconSet>'
        "</x14:cfRule>"
        "<xm:sqref>A1:A4</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>"
    )
    names = 'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" xmlns:xm="xm"'
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, 5))

    def icons(attributes: str, inside: str) -> list[str]:
        written = f"<sheetData>{rows}</sheetData>{rule.format(attributes, inside)}"
        part = sheet_xml(written).replace(b"xmlns=", names.encode() + b" xmlns=")
        content = replace_parts(plain_xlsx(), {SHEET: part})
        return [cells[1].icon for cells in read_workbook("a.xlsx", content).sheets[0].rows.values()]

    assert icons("", thresholds) == ["empty star", "half star", "half star", "full star"]
    assert icons(' custom="1"', thresholds + own) == ["", "yellow flag", "yellow flag", "full star"]


def test_formats_by_rule_colour_and_strike_letters() -> None:
    def change(book: openpyxl.Workbook) -> None:
        formats = book.active.conditional_formatting
        formats.add("A1:A9", FormulaRule(['A1="late"'], font=Font(color=f"FF{RED}")))
        formats.add("A1:A9", FormulaRule(['A1="dropped"'], font=Font(strike=True)))

    rows = read([["late"], ["dropped"], ["done"]], change).rows
    assert [rows[row][1] for row in (1, 2, 3)] == [
        RawCell("late", ink=RED),
        RawCell(None, struck="dropped"),
        RawCell("done"),
    ]
