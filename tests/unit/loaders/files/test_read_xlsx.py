"""Workbooks of Excel are read as they stand: values, colours, merges, what is hidden, what is unclear."""

import io
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, FormulaRule, IconSetRule, Rule
from openpyxl.styles import GradientFill, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.table import Table, TableStyleInfo

from benchmarks.inputs.large_workbook import large_workbook
from loaders.files.issues import UnreadableFile
from loaders.files.raw_workbook import Merge, RawCell, RawSheet
from loaders.files.read_file import read_workbook
from tests.hostile_files import SHEET, text_cell, with_sheet
from tests.places import REAL_PLAN
from tests.workbooks import GREEN, RED, YELLOW, build_xlsx, replace_parts


def read(content: bytes) -> RawSheet:
    return read_workbook("plan.xlsx", content).sheets[0]


def read_cells(inside: str) -> dict[int, RawCell]:
    """Read the first row of a sheet written as XML."""
    return read(with_sheet(f'<sheetData><row r="1">{inside}</row></sheetData>')).rows[1]


def test_values_keep_their_kind() -> None:
    values = [
        *("text", 3, 2.5, 4.0, True, False),
        *(date(2022, 12, 5), datetime.fromisoformat("2022-12-05T10:30"), time(9, 15), "=1+1"),
    ]
    cells = read(build_xlsx({"Plan": [values]})).rows[1]
    assert [cell.value for cell in cells.values()] == [*values[:-1], None]
    assert [type(cell.value) for cell in cells.values()][1:7] == [int, float, int, bool, bool, date]
    assert cells[10] == RawCell(None, None, "formula-without-value")


def test_durations_are_text_as_shown() -> None:
    assert read(build_xlsx({"Plan": [[timedelta(hours=26, minutes=5)]]})).rows[1][1].value == "26:05:00"


def test_dates_counted_from_1904_are_right() -> None:
    assert read(build_xlsx({"Plan": [[date(2022, 12, 5)]]}, epoch_1904=True)).rows[1][1].value == date(
        2022, 12, 5
    )


def test_serials_that_are_no_dates_are_kept_as_errors() -> None:
    def as_dates(book: Workbook) -> None:
        for cell in book.active[1]:
            cell.number_format = "dd/mm/yyyy"

    cells = read(build_xlsx({"Plan": [[-5, 10**9]]}, change=as_dates)).rows[1]
    assert list(cells.values()) == [RawCell("-5", None, "error"), RawCell("1000000000", None, "error")]


@pytest.mark.parametrize(
    ("written", "cell"),
    [
        ('<c r="A1" t="e"><f>B1</f><v>#REF!</v></c>', RawCell("#REF!", None, "error")),
        ('<c r="A1" t="str"><f>B1</f><v>done</v></c>', RawCell("done")),
        ('<c r="A1"><f>B1</f><v>2</v></c>', RawCell(2)),
        ('<c r="A1"><f>B1</f></c>', RawCell(None, None, "formula-without-value")),
        ('<c r="A1" t="b"><v>1</v></c>', RawCell(True)),
        ('<c r="A1" t="d"><v>2022-12-05T00:00:00</v></c>', RawCell(date(2022, 12, 5))),
        ('<c r="A1"><v>1E3</v></c>', RawCell(1000)),
        ('<c r="A1"><v>NaN</v></c>', RawCell("NaN", None, "error")),
        ('<c r="A1"><v>abc</v></c>', RawCell("abc")),
        ('<c t="inlineStr"><is><r><t>5 </t></r><r><t>th</t></r></is></c>', RawCell("5 th")),
        ('<c t="inlineStr"><is><t>a</t><rPh sb="0" eb="1"><t>reading</t></rPh></is></c>', RawCell("a")),
        ('<c t="inlineStr"><is><t>a_x000D_&#13;\nb_x005F_x000D_</t></is></c>', RawCell("a\n\nb_x000D_")),
        ('<c t="inlineStr"><is><t>a_x0000_b</t></is></c>', RawCell("a_x0000_b")),
    ],
)
def test_a_written_cell_is_read(written: str, cell: RawCell) -> None:
    assert read_cells(written) == {1: cell}


def test_a_formula_with_an_empty_result_is_blank_and_no_problem() -> None:
    assert read_cells('<c r="A1" t="str"><f>B1</f><v></v></c><c r="B1"><v>1</v></c>') == {2: RawCell(1)}


def test_fills_are_what_a_person_sees() -> None:
    def more(book: Workbook) -> None:
        book.active["D1"].fill = GradientFill(stop=("FFFF0000", "FF00B050"))
        book.active["E1"].fill = PatternFill("solid", fgColor="FFFFFFFF")
        book.active["F1"].fill = PatternFill("solid", fgColor="FF0000FF")

    sheet = read(
        build_xlsx({"Plan": [["a"]]}, fills={"B1": GREEN}, theme_fills={"C1": (4, 0.0)}, change=more)
    )
    assert {column: cell.fill for column, cell in sheet.rows[1].items()} == {
        1: None,
        2: GREEN,
        3: "4F81BD",
        6: "0000FF",
    }
    assert sheet.unread_formats == ("D1 and cells like it: a gradient of several colours",)


def test_sheets_rows_columns_filters_and_notes_are_recorded_as_they_are() -> None:
    rows = [["a", "b", "c"]] * 4
    content = build_xlsx(
        {"Plan": rows, "Old": rows},
        merges={"Plan": ["B2:C3"]},
        comments={"Plan": {"A1": "ask\nagain"}},
        hidden=["Old"],
        hidden_rows={"Plan": [3]},
        hidden_columns={"Plan": ["B"]},
        filters={"Plan": "A1:C4"},
    )
    plan, old = read_workbook("plan.xlsx", content).sheets
    assert (plan.name, plan.hidden, plan.hidden_rows, plan.hidden_columns) == ("Plan", False, {3}, {2})
    assert (plan.merges, plan.filtered, plan.comments) == ((Merge(2, 2, 3, 3),), True, {"A1": "ask\nagain"})
    assert (old.name, old.hidden, old.merges, old.filtered, old.comments) == ("Old", True, (), False, {})


def test_a_tables_unused_filter_buttons_are_no_filter() -> None:
    def add_table(book: Workbook) -> None:
        book.active.add_table(Table(displayName="Plan1", ref="A1:B2", tableStyleInfo=TableStyleInfo()))

    assert not read(build_xlsx({"Plan": [["a", "b"], [1, 2]]}, change=add_table)).filtered


def test_chart_sheets_are_skipped() -> None:
    content = build_xlsx({"Plan": [["a"]]}, change=lambda book: book.create_chartsheet("Chart"))
    assert [sheet.name for sheet in read_workbook("plan.xlsx", content).sheets] == ["Plan"]


def test_overlapping_merges_are_left_out_and_named_and_huge_ones_kept_whole() -> None:
    areas = "".join(f'<mergeCell ref="{area}"/>' for area in ("A1:B2", "B2:C3", "D1:D1", "E1:XFD1048576"))
    sheet = read(with_sheet(f"{text_cell('a')}<mergeCells>{areas}</mergeCells>"))
    assert sheet.merges == (Merge(1, 1, 2, 2), Merge(1, 5, 1_048_576, 16_384))
    assert sheet.overlapping_merges == ("B2:C3",)


def test_rows_and_columns_out_of_order_come_back_in_order() -> None:
    row = '<row r="{}"><c r="B{}"><v>2</v></c><c r="A{}"><v>1</v></c></row>'
    sheet = read(with_sheet(f"<sheetData>{row.format(3, 3, 3)}{row.format(1, 1, 1)}</sheetData>"))
    assert [(number, list(cells)) for number, cells in sheet.rows.items()] == [(1, [1, 2]), (3, [1, 2])]


def test_a_cell_named_for_another_row_is_damage() -> None:
    with pytest.raises(UnreadableFile, match="a cell named A7 in row 1"):
        read_cells('<c r="A7"><v>1</v></c>')


def test_prefixed_and_strict_workbooks_are_read() -> None:
    def prefixed(xml: bytes) -> bytes:
        text = (
            xml.decode()
            .replace("<worksheet xmlns=", "<x:worksheet xmlns:x=")
            .replace("</worksheet>", "</x:worksheet>")
        )
        for name in ("sheetData", "row", "c", "is", "t", "v"):
            for old, new in (
                (f"<{name}>", f"<x:{name}>"),
                (f"<{name} ", f"<x:{name} "),
                (f"</{name}>", f"</x:{name}>"),
            ):
                text = text.replace(old, new)
        return text.encode()

    def strict(xml: bytes) -> bytes:
        text = xml.decode().replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "http://purl.oclc.org/ooxml/spreadsheetml/main",
        )
        return text.replace(
            "http://schemas.openxmlformats.org/officeDocument/2006",
            "http://purl.oclc.org/ooxml/officeDocument",
        ).encode()

    content = build_xlsx({"Plan": [["a", 1]]}, fills={"A1": GREEN})
    assert read(replace_parts(content, {SHEET: prefixed})).rows == {
        1: {1: RawCell("a", GREEN), 2: RawCell(1)}
    }
    parts = ("_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", SHEET)
    assert read(replace_parts(content, dict.fromkeys(parts, strict))).rows == {
        1: {1: RawCell("a", GREEN), 2: RawCell(1)}
    }


def dxf(colour: str) -> DifferentialStyle:
    return DifferentialStyle(fill=PatternFill(bgColor=f"FF{colour}"))


def test_conditional_formats_paint_and_the_unreadable_are_named() -> None:
    def add_rules(book: Workbook) -> None:
        formats: Any = book.active.conditional_formatting
        formats.add(
            "A1:A9",
            Rule(
                "containsText",
                operator="containsText",
                text="done",
                dxf=dxf(GREEN),
                formula=['NOT(ISERROR(SEARCH("done",A1)))'],
            ),
        )
        formats.add("A1:A9", Rule("beginsWith", operator="beginsWith", text="am", dxf=dxf(YELLOW)))
        formats.add("A1:A9", CellIsRule("equal", ['"late"'], fill=PatternFill(bgColor=f"FF{RED}")))
        formats.add("B1:B9", CellIsRule("notBetween", ["2", "3"], fill=PatternFill(bgColor=f"FF{RED}")))
        formats.add("B1:B9", FormulaRule(["$A1=2"], fill=PatternFill(bgColor=f"FF{YELLOW}")))
        formats.add("C1:C9", IconSetRule("3TrafficLights1", "num", [1, 2, 3]))
        formats.add("C1:C9", ColorScaleRule("min", None, "FFFF0000", "max", None, "FF00FF00"))
        formats.add("C1:C9", FormulaRule(["C1<TODAY()"], fill=PatternFill(bgColor=f"FF{RED}")))
        formats.add("C1:C9", CellIsRule("equal", ["1"], font=openpyxl.styles.Font(bold=True)))

    rows = [["Done", 1, 1], ["amber", 2, 2], ["LATE", 4, 3], [2, 3, 4]]
    sheet = read(build_xlsx({"Plan": rows}, change=add_rules))
    assert [[cell.fill for cell in cells.values()] for cells in sheet.rows.values()] == [
        [GREEN, RED, None],
        [YELLOW, None, None],
        [RED, RED, None],
        [None, YELLOW, None],
    ]
    assert sheet.unread_formats == ("C1:C9: colour scale", "C1:C9: expression C1<TODAY()")
    assert [cells[3].icon for cells in sheet.rows.values()] == [
        "red circle",
        "yellow circle",
        "green circle",
        "green circle",
    ]


def test_a_rule_kept_in_the_newer_part_of_a_sheet_paints_too() -> None:
    rule = (
        '<extLst><ext xmlns:x14="x14" xmlns:xm="xm"><x14:conditionalFormattings><x14:conditionalFormatting>'
        '<x14:cfRule type="containsText" priority="1" operator="containsText">'
        '<xm:f>NOT(ISERROR(SEARCH("done",A1)))</xm:f><x14:dxf><fill><patternFill><bgColor rgb="FF00B050"/>'
        "</patternFill></fill></x14:dxf></x14:cfRule><xm:sqref>A1:A9</xm:sqref></x14:conditionalFormatting>"
        "</x14:conditionalFormattings></ext></extLst>"
    )
    assert read(with_sheet(text_cell("done") + rule)).rows == {1: {1: RawCell("done", GREEN)}}


def assert_same_as_the_library(content: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    sheet, ours = book.active, read(content)
    theirs = {(c.row, c.column): c.value for row in sheet.iter_rows() for c in row if c.value is not None}
    values = {(row, column): cell.value for row, cells in ours.rows.items() for column, cell in cells.items()}
    as_moments = {
        place: datetime.combine(value, time()) if type(value) is date else value
        for place, value in values.items()
        if value is not None
    }
    assert as_moments == theirs
    fills = {(r, c): cell.fill for r, cells in ours.rows.items() for c, cell in cells.items() if cell.fill}
    assert fills == {
        (cell.row, cell.column): cell.fill.fgColor.rgb[2:]
        for row in sheet.iter_rows()
        for cell in row
        if cell.fill.fill_type == "solid" and cell.fill.fgColor.type == "rgb"
    }
    assert set(ours.merges) == {
        Merge(area.min_row, area.min_col, area.max_row, area.max_col) for area in sheet.merged_cells.ranges
    }


def test_a_large_workbook_reads_as_the_library_reads_it() -> None:
    assert_same_as_the_library(large_workbook(250))


@pytest.mark.skipif(not REAL_PLAN.exists(), reason="shared real data file absent")
def test_a_published_plan_reads_as_the_library_reads_it() -> None:
    assert_same_as_the_library(REAL_PLAN.read_bytes())
