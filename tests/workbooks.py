"""Messy workbooks, made in code, as bytes; every sentence and person in them is invented.

Owns: `build_xlsx`, `build_ods` and `build_csv`, which take plain rows and the troubles wanted.
Refuses: damaged or hostile files; those are in tests/hostile_files.py.
"""

import csv
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color
from openpyxl.utils.datetime import MAC_EPOCH
from openpyxl.worksheet.worksheet import Worksheet

HEADINGS = (
    "Outcomes for children and families",
    "Action needed",
    "Responsible",
    "Due Date",
    "Progress including evidence",
    "Impact",
    "RAG",
)
GREEN, YELLOW, RED, GREY = "00B050", "FFFF00", "FF0000", "D9D9D9"

Rows = Sequence[Sequence[Any]]
# What applies to one sheet is given as {sheet name: ...}, or without the name when there is one sheet.


def build_xlsx(
    sheets: Mapping[str, Rows],
    *,
    merges: Any = (),
    fills: Any = None,
    theme_fills: Any = None,
    comments: Any = None,
    hidden: Sequence[str] = (),
    hidden_rows: Any = (),
    hidden_columns: Any = (),
    filters: Any = None,
    epoch_1904: bool = False,
    change: Callable[[Workbook], None] | None = None,
) -> bytes:
    """Make an .xlsx. `merges` are ranges; `fills` {"G6": "00B050"}; `theme_fills` {"G6": (theme, tint)};
    `comments` {"D3": text}; `hidden` names of hidden sheets; `hidden_rows` numbers; `hidden_columns` letters;
    `filters` a range; `change` may do anything else to the workbook before it is saved."""
    book = Workbook()
    book.remove(book.active)
    if epoch_1904:
        book.epoch = MAC_EPOCH
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row, values in enumerate(rows, start=1):
            for column, value in enumerate(values, start=1):
                if value is not None:
                    sheet.cell(row, column, value)
        _fill(sheet, _for_sheet(fills, name, sheets) or {}, _for_sheet(theme_fills, name, sheets) or {})
        for cell, text in (_for_sheet(comments, name, sheets) or {}).items():
            sheet[cell].comment = Comment(text, "Hester Dunmore")
        for area in _for_sheet(merges, name, sheets) or ():
            sheet.merge_cells(area)
        for row in _for_sheet(hidden_rows, name, sheets) or ():
            sheet.row_dimensions[row].hidden = True
        for letters in _for_sheet(hidden_columns, name, sheets) or ():
            sheet.column_dimensions[letters].hidden = True
        sheet.auto_filter.ref = _for_sheet(filters, name, sheets)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    if change:
        change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _for_sheet(given: Any, name: str, sheets: Mapping[str, Rows]) -> Any:
    return (
        given[name] if isinstance(given, Mapping) and name in given else given if len(sheets) == 1 else None
    )


def _fill(sheet: Worksheet, fills: Mapping[str, str], theme_fills: Mapping[str, tuple[int, float]]) -> None:
    for cell, colour in fills.items():
        sheet[cell].fill = PatternFill("solid", fgColor=f"FF{colour}")
    for cell, (theme, tint) in theme_fills.items():
        sheet[cell].fill = PatternFill("solid", fgColor=Color(theme=theme, tint=tint))


def replace_parts(package: bytes, changes: Mapping[str, bytes | Callable[[bytes], bytes] | None]) -> bytes:
    """Make a package again with some parts replaced by bytes, changed by a function, added, or (None) left
    out."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in [*old.namelist(), *(name for name in changes if name not in old.namelist())]:
            change = changes.get(name, old.read(name) if name in old.namelist() else None)
            if change is not None:
                new.writestr(name, change(old.read(name)) if callable(change) else change)
    return buffer.getvalue()


def build_csv(
    rows: Rows, *, delimiter: str = ",", encoding: str = "utf-8", line_end: str = "\r\n", mark: bytes = b""
) -> bytes:
    """Make a .csv of the rows; `mark` is put before the text as a byte order mark."""
    buffer = io.StringIO(newline="")
    # With other line ends than its own, the writer forgets to quote texts of several lines.
    if line_end == "\r":
        writer = csv.writer(buffer, delimiter=delimiter, lineterminator=line_end, quoting=csv.QUOTE_ALL)
    else:
        writer = csv.writer(buffer, delimiter=delimiter, lineterminator=line_end)
    writer.writerows(rows)
    return mark + buffer.getvalue().encode(encoding)


ODS_NAMESPACES = (
    " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in {
            "office": "office",
            "style": "style",
            "text": "text",
            "table": "table",
            "number": "datastyle",
            "fo": "xsl-fo-compatible",
            "dc": "dublin",
        }.items()
    )
    + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
)
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def build_ods(
    sheets: Mapping[str, Rows],
    *,
    merges: Mapping[str, tuple[int, int]] | None = None,
    fills: Mapping[str, str] | None = None,
    comments: Mapping[str, str] | None = None,
    hidden: Sequence[str] = (),
    hidden_rows: Sequence[int] = (),
    after_rows: str = "",
    after_sheets: str = "",
    styles: str = "",
) -> bytes:
    """Make an .ods. `merges` {"A2": (rows, columns)}; `fills`, `comments` and `hidden_rows` apply to every
    sheet; `after_rows`, `after_sheets` and `styles` are XML put into each table, after the tables, and among
    the styles. A value may be XML itself when it begins with "<table:"."""
    fills, comments, merges = fills or {}, comments or {}, merges or {}
    tables = []
    for name, rows in sheets.items():
        body = "".join(
            _ods_row(number, values, merges, fills, comments, number in hidden_rows)
            for number, values in enumerate(rows, start=1)
        )
        style = ' table:style-name="hidden"' if name in hidden else ""
        tables.append(f"<table:table table:name={quoteattr(name)}{style}>{body}{after_rows}</table:table>")
    colours = "".join(
        f'<style:style style:name="fill{colour}" style:family="table-cell"><style:table-cell-properties '
        f'fo:background-color="#{colour.lower()}"/></style:style>'
        for colour in dict.fromkeys(fills.values())
    )
    hide = (
        '<style:style style:name="hidden" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    content = (
        f"<office:document-content {ODS_NAMESPACES}><office:automatic-styles>{hide}{colours}{styles}"
        f"</office:automatic-styles><office:body><office:spreadsheet>{''.join(tables)}{after_sheets}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return ods_package({"content.xml": content})


def ods_package(parts: Mapping[str, str]) -> bytes:
    """Make an .ods of the parts given, with its type and manifest."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", ODS_TYPE, zipfile.ZIP_STORED)
        if "META-INF/manifest.xml" not in parts:
            package.writestr("META-INF/manifest.xml", _MANIFEST.format(kind=ODS_TYPE))
        for name, text in parts.items():
            package.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
    return buffer.getvalue()


def _ods_row(
    number: int,
    values: Sequence[Any],
    merges: Mapping[str, tuple[int, int]],
    fills: Mapping[str, str],
    comments: Mapping[str, str],
    hidden: bool,
) -> str:
    cells = []
    for column, value in enumerate(values):
        name = f"{chr(65 + column)}{number}"
        more = ""
        if name in merges:
            rows, columns = merges[name]
            more += f' table:number-rows-spanned="{rows}" table:number-columns-spanned="{columns}"'
        if name in fills:
            more += f' table:style-name="fill{fills[name]}"'
        note = comments.get(name)
        cells.append(_ods_cell(value, more, note))
    state = ' table:visibility="collapse"' if hidden else ""
    return f"<table:table-row{state}>{''.join(cells)}</table:table-row>"


def _ods_cell(value: Any, more: str, note: str | None) -> str:
    if isinstance(value, str) and value.startswith("<table:"):
        return value
    inside = "" if note is None else f"<office:annotation>{_paragraphs(note)}</office:annotation>"
    if isinstance(value, bool):
        more += f' office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
    elif isinstance(value, int | float):
        more += f' office:value-type="float" office:value="{value}"'
    elif isinstance(value, date):
        more += f' office:value-type="date" office:date-value="{value.isoformat()}"'
    elif value is not None:
        more += ' office:value-type="string"'
        inside += _paragraphs(str(value))
    return f"<table:table-cell{more}>{inside}</table:table-cell>"


def _paragraphs(text: str) -> str:
    return "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
