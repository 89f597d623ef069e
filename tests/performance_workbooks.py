"""Workbooks of figures as performance teams send them, made in code with XlsxWriter, and read back.

Owns: the messy layouts that tests load. Every measure and figure is invented, apart from those published.
"""

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import xlsxwriter

from loaders.files.raw_workbook import RawCell, RawSheet, RawWorkbook

Rows = Sequence[Sequence[Any]]
Finish = Callable[[Any, Any], None]


class Percent(float):
    """A fraction that a cell shows as a percentage."""


class Formula(str):
    """A formula that was never calculated."""


def sheet(rows: Rows, name: str = "Front door") -> RawSheet:
    """Make a raw sheet of rows, None for an empty cell."""
    made: dict[int, dict[int, RawCell]] = {}
    for number, values in enumerate(rows, start=1):
        cells = {}
        for column, value in enumerate(values, start=1):
            if isinstance(value, RawCell):
                cells[column] = value
            elif isinstance(value, Percent):
                cells[column] = RawCell(float(value), is_percent=True)
            elif isinstance(value, Formula):
                cells[column] = RawCell(None, None, "formula-without-value")
            elif value is not None:
                cells[column] = RawCell(value)
        if cells:
            made[number] = cells
    return RawSheet(name, made)


def raw(*sheets: RawSheet) -> RawWorkbook:
    """Make a raw workbook of sheets."""
    return RawWorkbook("figures.xlsx", sheets)


def workbook(sheets: Mapping[str, Rows], finish: Finish | None = None) -> bytes:
    """Write an .xlsx of sheets; `finish` is handed the workbook and its sheets to merge and hide cells."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    day = book.add_format({"num_format": "mmm-yy"})
    percent = book.add_format({"num_format": "0.0%"})
    made = {}
    for name, rows in sheets.items():
        made[name] = book.add_worksheet(name)
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                if value is None:
                    continue
                if isinstance(value, date):
                    made[name].write_datetime(row, column, value, day)
                elif isinstance(value, Percent):
                    made[name].write_number(row, column, float(value), percent)
                elif isinstance(value, str):
                    made[name].write_string(row, column, value)
                else:
                    made[name].write(row, column, value)
    if finish is not None:
        finish(book, made)
    book.close()
    return target.getvalue()


# What the council reported: open contacts, those older than six days, and a dip sample.
PUBLISHED: dict[str, Rows] = {
    "Front door": (
        ("Front door performance 2022/23",),
        (),
        ("Measure", "Jun", "Oct", "Nov"),
        ("Open contacts", 603, 196, 196),
        ("Share of open contacts longer than 6 days", Percent(158 / 603), None, None),
        ("Numerator", 158, None, None),
        ("Denominator", 603, None, None),
    ),
    "Dip sample": (
        ("Measure", "Month", "Value", "Numerator", "Denominator"),
        ("Threshold decisions upheld at dip sample", "October 2022", "96.7%", 116, 120),
    ),
}
