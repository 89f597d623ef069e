"""Reads .csv and its kin into one raw sheet of texts.

Owns: choosing the delimiter by the rows; quotation marks inside a quoted text that are not doubled, where the
row's other cells show what was meant. Encodings are found by `text_encoding`.
Refuses: binary content; quotation marks that do not close, because the rest of the file would silently become
one cell; numbers and dates, since a text file has only text.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import PurePath

from loaders.files.issues import FILE_EMPTY, FILE_NOT_WORKBOOK, FILE_TOO_LARGE
from loaders.files.lenient_csv import lenient_rows
from loaders.files.raw_workbook import RawCell, RawSheet, RawWorkbook
from loaders.files.read_package import MAX_CELLS, MAX_COLUMN, MAX_ROW, MAX_TEXT, refuse
from loaders.files.text_encoding import CONTROLS, DELIMITERS, decode, told_delimiter

_ROWS_LOOKED_AT = 200


def read_csv(file_name: str, content: bytes) -> RawWorkbook:
    """Read the text as one sheet named after the file; its encoding is told in the workbook. Raises
    UnreadableFile for content that is no text, or is damaged or too large."""
    text, encoding = decode(content)
    if CONTROLS.search(text):
        refuse(FILE_NOT_WORKBOOK, "text with control characters in it")
    if not text.strip("\ufeff\x1a \t\r\n"):
        refuse(FILE_EMPTY, "no text in the file")
    text, delimiter = _delimiter(text.rstrip("\x1a"))
    try:
        rows = _rows(_strict_rows(text, delimiter))
    except csv.Error:
        rows = _rows(lenient_rows(text, delimiter))
    return RawWorkbook(file_name, (RawSheet(PurePath(file_name).stem, rows),), encoding=encoding)


def _rows(records: Iterator[tuple[int, list[str]]]) -> dict[int, dict[int, RawCell]]:
    """Make rows of (line, fields); raises UnreadableFile for more than a sheet can hold."""
    rows: dict[int, dict[int, RawCell]] = {}
    count = 0
    for number, (line, fields) in enumerate(records, start=1):
        count += len(fields)
        if len(fields) > MAX_COLUMN or number > MAX_ROW or count > MAX_CELLS:
            refuse(FILE_TOO_LARGE, f"more cells than a sheet can hold, at line {line:,}")
        cells = {place: RawCell(_plain(value)) for place, value in enumerate(fields, start=1) if value}
        if cells:
            rows[number] = cells
    return rows


def _strict_rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Read text in which every quotation mark inside a quoted text is doubled; raises csv.Error otherwise."""
    csv.field_size_limit(MAX_TEXT)
    source = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    for fields in source:
        yield source.line_num, fields


def _delimiter(text: str) -> tuple[str, str]:
    """Choose the delimiter under which most cells stand in rows of one width: a mark inside the texts, such
    as the ";#" of a list of people, may stand once in more rows than there are. A first line "sep=;", which
    Excel reads as an instruction, decides and is taken off."""
    told, begins = told_delimiter(text)
    if told:
        return text[begins:], told
    return text, max(DELIMITERS, key=lambda delimiter: _cells_in_line(*_regularity(text, delimiter)))


def _cells_in_line(rows: int, width: int) -> tuple[int, int]:
    return rows * max(width - 1, 0), rows


def has_columns(content: bytes) -> bool:
    """Say whether a text parts into at least two columns on at least two rows."""
    text = decode(content)[0]
    return max(_regularity(text, delimiter)[0] for delimiter in DELIMITERS) > 1


def _regularity(text: str, delimiter: str) -> tuple[int, int]:
    """Count the rows that have the commonest number of cells above one, and that number."""
    csv.field_size_limit(MAX_TEXT)
    widths: Counter[int] = Counter()
    try:
        for fields in islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), _ROWS_LOOKED_AT):
            if len(fields) > 1:
                widths[len(fields)] += 1
    except csv.Error:
        return 0, 0
    width, rows = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return rows, width


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
