"""Reads .csv and its kin into one raw sheet of texts.

Owns: finding the encoding and the delimiter from the content, never from the machine's settings; quotation
marks inside a quoted text that are not doubled, where the row's other cells show what was meant.
Refuses: binary content; quotation marks that do not close, because the rest of the file would silently become
one cell; numbers and dates, since a text file has only text.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import PurePath

from loaders.files.issues import (
    FILE_DAMAGED,
    FILE_EMPTY,
    FILE_NOT_WORKBOOK,
    FILE_TOO_LARGE,
    Issue,
    UnreadableFile,
)
from loaders.files.lenient_csv import lenient_rows
from loaders.files.raw_workbook import RawCell, RawSheet, RawWorkbook
from loaders.files.read_package import MAX_CELLS, MAX_COLUMN, MAX_ROW, MAX_TEXT, refuse

DELIMITERS = (",", ";", "\t", "|")
_ROWS_LOOKED_AT = 200
_BYTES_WEIGHED = 1_000_000
_USUAL_MARKS = "‘’“”–—…•£€°½"
_USUAL_LETTERS = "áàâäãåçéèêëíîïñóôöõúùûüæøÉ\xa0¼¾×±²³·ŵŷ"
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32", "utf-32"),
    (b"\xff\xfe", "utf-16", "utf-16"),
    (b"\xfe\xff", "utf-16", "utf-16"),
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")
# Bytes that are a letter or punctuation mark of UTF-8 and hardly ever neighbours in Windows text.
_UTF8_PAIR = re.compile(rb"[\xc3-\xf4][\x80-\xbf]")


def read_csv(file_name: str, content: bytes) -> RawWorkbook:
    """Read the text as one sheet named after the file; its encoding is told in the workbook. Raises
    UnreadableFile for content that is no text, or is damaged or too large."""
    text, encoding = decode(content)
    if _CONTROLS.search(text):
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


def decode(content: bytes) -> tuple[str, str]:
    """Decode text and name its encoding: by its byte order mark, as UTF-16 when every other byte is NUL, as
    UTF-8, else as Windows-1252 or Mac Roman, whichever reads better. Raises UnreadableFile when none fits."""
    for mark, codec, name in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _decoded(content, codec), name
    codec = _utf16_without_mark(content[:4096])
    if codec:
        return _decoded(content, codec), "utf-16"
    if b"\x00" in content:
        refuse(FILE_NOT_WORKBOOK, "binary content")
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        if _is_mac_roman(content):
            return content.decode("mac_roman"), "mac-roman"
        text = _decoded(content, "cp1252")
        return text, "windows-1252, parts of it perhaps utf-8" if _UTF8_PAIR.search(
            content
        ) else "windows-1252"


def _is_mac_roman(content: bytes) -> bool:
    """Say whether text that is no UTF-8 reads better as Excel for Mac writes it than as Windows does."""
    special = Counter(byte for byte in content[:_BYTES_WEIGHED] if byte > 127)
    weights = {
        codec: sum(count * _weight(bytes([byte]).decode(codec, "replace")) for byte, count in special.items())
        for codec in ("mac_roman", "cp1252")
    }
    return weights["mac_roman"] > max(0, weights["cp1252"])


def _weight(letter: str) -> int:
    """Weigh how usual a letter is in an English plan: marks of punctuation most, other symbols not at all."""
    return 3 if letter in _USUAL_MARKS else 1 if letter in _USUAL_LETTERS else -1


def _decoded(content: bytes, codec: str) -> str:
    try:
        return content.decode(codec)
    except UnicodeDecodeError as problem:
        seen = f"the text is neither UTF-8 nor {codec}: byte {problem.start + 1:,}"
        raise UnreadableFile(Issue(FILE_DAMAGED, seen=seen)) from problem


def _utf16_without_mark(start: bytes) -> str:
    half = len(start) // 2
    first, second = start[0 : half * 2 : 2].count(0), start[1 : half * 2 : 2].count(0)
    if half and second > half * 0.7 and not first:
        return "utf-16-le"
    if half and first > half * 0.7 and not second:
        return "utf-16-be"
    return ""


def _delimiter(text: str) -> tuple[str, str]:
    """Choose the delimiter under which most cells stand in rows of one width: a mark inside the texts, such
    as the ";#" of a list of people, may stand once in more rows than there are. A first line "sep=;", which
    Excel reads as an instruction, decides and is taken off."""
    told = re.match(r"sep=(.)\r?\n", text)
    if told and told[1] != '"':
        return text[told.end() :], told[1]
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
