"""Workbooks of LibreOffice are read as they stand."""

from datetime import date, datetime

import pytest

from loaders.files.raw_workbook import Merge, RawCell, RawSheet
from loaders.files.read_file import read_workbook
from tests.workbooks import GREEN, RED, YELLOW, build_ods


def read(content: bytes) -> RawSheet:
    return read_workbook("plan.ods", content).sheets[0]


def read_cell(xml: str) -> RawCell | None:
    return read(build_ods({"Plan": [[xml]]})).rows.get(1, {}).get(1)


def test_values_keep_their_kind() -> None:
    values = ["two\nlines", 3, 2.5, 4.0, True, date(2022, 12, 5), datetime.fromisoformat("2022-12-05T10:30")]
    cells = read(build_ods({"Plan": [values]})).rows[1]
    assert [cell.value for cell in cells.values()] == values
    assert [type(cell.value) for cell in cells.values()] == [str, int, float, int, bool, date, datetime]


@pytest.mark.parametrize(
    ("attributes", "inside", "cell"),
    [
        (
            'office:value-type="string"',
            '<text:p>a <text:s text:c="2"/>b<text:tab/>c<text:line-break/>d</text:p>',
            RawCell("a   b\tc\nd"),
        ),
        (
            'office:value-type="string"',
            "<text:p>5\n  <text:span>th</text:span> May</text:p>",
            RawCell("5 th May"),
        ),
        (
            'office:value-type="percentage" office:value="0.95"',
            "<text:p>95%</text:p>",
            RawCell(0.95, is_percent=True, shown="95%"),
        ),
        (
            'office:value-type="time" office:time-value="PT26H05M00S"',
            "<text:p>26:05</text:p>",
            RawCell("26:05"),
        ),
        (
            'office:value-type="date" office:date-value="2022-13-45"',
            "<text:p>45/13</text:p>",
            RawCell("45/13", None, "error"),
        ),
        (
            'table:formula="of:=1/0" office:value-type="string" office:string-value="" '
            'calcext:value-type="error"',
            "<text:p>#DIV/0!</text:p>",
            RawCell("#DIV/0!", None, "error"),
        ),
        ('table:formula="of:=[.B1]"', "", RawCell(None, None, "formula-without-value")),
        ('table:formula="of:=&quot;&quot;"', "<text:p/>", None),
        (
            'office:value-type="string"',
            '<draw:frame xmlns:draw="d"><text:p>shape</text:p></draw:frame><text:p>a</text:p>',
            RawCell("a"),
        ),
    ],
)
def test_a_written_cell_is_read(attributes: str, inside: str, cell: RawCell | None) -> None:
    assert read_cell(f"<table:table-cell {attributes}>{inside}</table:table-cell>") == cell


def test_fills_merges_notes_and_what_is_hidden_are_recorded() -> None:
    workbook = read_workbook(
        "plan.ods",
        build_ods(
            {"Plan": [["a", "b"], ["c", None]], "Old": [["a"]]},
            merges={"A2": (3, 2)},
            fills={"B1": GREEN, "B2": "FFFFFF"},
            comments={"B1": "ask\nagain"},
            hidden=["Old"],
            hidden_rows=[2],
            after_sheets='<table:database-ranges><table:database-range table:display-filter-buttons="true" '
            'table:target-range-address="Plan.A1:Plan.B2"/></table:database-ranges>',
        ),
    )
    plan, old = workbook.sheets
    assert plan.rows == {1: {1: RawCell("a"), 2: RawCell("b", GREEN)}, 2: {1: RawCell("c")}}
    assert (plan.merges, plan.comments, plan.hidden_rows) == ((Merge(2, 1, 4, 2),), {"B1": "ask\nagain"}, {2})
    assert (plan.hidden, plan.filtered, old.hidden, old.filtered) == (False, True, True, False)


def test_a_fill_is_inherited_from_parents_rows_and_columns() -> None:
    styles = (
        '<style:style style:name="base" style:family="table-cell"><style:table-cell-properties '
        'fo:background-color="#ff0000"/></style:style>'
        '<style:style style:name="child" style:family="table-cell" '
        'style:parent-style-name="base"/><style:style style:name="clear" style:family="table-cell" '
        'style:parent-style-name="base"><style:table-cell-properties fo:background-color="transparent"/>'
        '</style:style><style:style style:name="circle" style:family="table-cell" '
        'style:parent-style-name="circle"/>'
    )
    column = '<table:table-column table:number-columns-repeated="2" table:default-cell-style-name="child"/>'
    cells = "".join(
        f'<table:table-cell{style} office:value-type="float" office:value="1"/>'
        for style in (
            "",
            ' table:style-name="clear"',
            ' table:style-name="child"',
            ' table:style-name="circle"',
        )
    )
    rows = [["<table:" + (cells[len("<table:") :])]]
    content = build_ods({"Plan": rows}, styles=styles)
    assert [cell.fill for cell in read(content).rows[1].values()] == [None, None, RED, None]
    content = build_ods(
        {"Plan": []}, styles=styles, after_rows=f"{column}<table:table-row>{cells}</table:table-row>"
    )
    assert [cell.fill for cell in read(content).rows[1].values()] == [RED, None, RED, None]


def test_repeated_cells_and_rows_are_expanded_only_where_they_hold_something() -> None:
    row = (
        '<table:table-row table:number-rows-repeated="2">'
        '<table:table-cell table:number-columns-repeated="3"/>'
        '<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="7"/>'
        '<table:table-cell table:number-columns-repeated="16379"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row>'
        '<table:table-row><table:table-cell office:value-type="float" office:value="8"/></table:table-row>'
    )
    sheet = read(build_ods({"Plan": [["a"]]}, after_rows=row))
    sevens = {4: RawCell(7), 5: RawCell(7)}
    assert sheet.rows == {1: {1: RawCell("a")}, 2: sevens, 3: sevens, 1_048_574: {1: RawCell(8)}}


def test_conditional_formats_paint_and_the_unreadable_are_named() -> None:
    styles = "".join(
        f'<style:style style:name="{name}" style:family="table-cell"><style:table-cell-properties '
        f'fo:background-color="#{colour}"/></style:style>'
        for name, colour in (("good", GREEN), ("fair", YELLOW), ("poor", RED))
    )
    conditions = "".join(
        f'<calcext:condition calcext:apply-style-name="{style}" calcext:value="{value}" '
        'calcext:base-cell-address="Plan.A1"/>'
        for style, value in (
            ("good", "contains-text(&quot;done&quot;)"),
            ("fair", "between(2,3)"),
            ("poor", "=&quot;late&quot;"),
            ("poor", "formula-is([.$B1]=&quot;x&quot;)"),
            ("poor", "duplicate"),
        )
    )
    formats = (
        "<calcext:conditional-formats>"
        '<calcext:conditional-format calcext:target-range-address="Plan.A1:Plan.A9">'
        f"{conditions}</calcext:conditional-format><calcext:conditional-format "
        "calcext:target-range-address=\"'A plan'.B1:'A plan'.B9\"><calcext:icon-set/>"
        "</calcext:conditional-format>"
        "</calcext:conditional-formats>"
    )
    rows = [["Done"], [2], ["Late"], ["other", "x"], ["other"]]
    sheet = read(build_ods({"Plan": rows}, styles=styles, after_rows=formats))
    assert [cells[1].fill for cells in sheet.rows.values()] == [GREEN, YELLOW, RED, RED, None]
    assert sheet.unread_formats == ("B1:B9: icon set", "A1:A9: duplicate")


def test_a_copy_of_another_files_table_is_no_sheet() -> None:
    copy = "<table:table table:name=\"'file:///x.ods'#Plan\"><table:table-source/></table:table>"
    workbook = read_workbook("plan.ods", build_ods({"Plan": [["a"]]}, after_sheets=copy))
    assert [sheet.name for sheet in workbook.sheets] == ["Plan"]
