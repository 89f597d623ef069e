"""Streams the rows of a list of contacts, from a file, from bytes or from a workbook that was read already.

Owns: finding the encoding and the tables of a list, and its rows as texts, one after the other, in memory
that does not grow with the file.
Refuses: meaning, and binary content, control characters and lines without end, as the reader of workbooks
does.
"""

import csv
import hashlib
import io
import re
from codecs import IncrementalDecoder, getincrementaldecoder
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from loaders.contacts.contact_columns import ContactColumns, find_contact_columns
from loaders.contacts.contact_issues import CONTACT_CHANGED
from loaders.files.grid import as_text
from loaders.files.issues import (
    FILE_DAMAGED,
    FILE_EMPTY,
    FILE_NOT_WORKBOOK,
    FILE_QUOTATION_MARK,
    FILE_TOO_LARGE,
    Issue,
    UnreadableFile,
)
from loaders.files.raw_workbook import RawCell, RawSheet, RawWorkbook
from loaders.files.read_csv import DELIMITERS
from loaders.files.read_package import MAX_TEXT, MEGABYTE, refuse

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

HEADINGS_WITHIN = 20  # rows from the top among which the headings are looked for
_BLOCK = 2 * MEGABYTE  # bytes read at a time; a line must end within so many
_HEAD = 128 * 1024
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1a")
_CONTROL_TEXT = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_NOT_CALCULATED = "#N/A"  # a formula without a value is not a blank cell

Content = Path | bytes
Rows = Iterator[tuple[int, list[str]]]


@dataclass(frozen=True, slots=True)
class ContactTable:
    """One table of contacts: its sheet, the row of its headings, its columns, how many cells a row may have.

    `width` is 0 where a row may be of any width, as in a workbook. `first_row` is the number of the first row
    that a reader of the file sees.
    """

    sheet: str
    heading_row: int
    columns: ContactColumns
    headings: tuple[tuple[int, str], ...]
    width: int = 0


@dataclass(frozen=True, slots=True)
class Text:
    """What is known of a text file once it was gone through: its sum, size and encoding."""

    sha256: str
    size: int
    codec: str
    delimiter: str = ","
    told_delimiter: bool = False  # by a first line "sep=;", which is no row


def examine_text(content: Content) -> Text:
    """Go through a text once: its sum, its size and its encoding, found from the bytes. Raises UnreadableFile
    for content that is no text, and for a line longer than two megabytes."""
    digest, size, decoding, blank = hashlib.sha256(), 0, _Decoding(), True
    with _opened(content) as source:
        while block := source.read(_BLOCK):
            digest.update(block)
            size += len(block)
            decoding.feed(block)
            blank = blank and not block.strip(b"\x00\xef\xbb\xbf\xff\xfe\x1a \t\r\n")
    if blank:
        refuse(FILE_EMPTY, "no text in the file")
    return Text(digest.hexdigest(), size, decoding.end())


def find_text_table(name: str, content: Content, text: Text) -> tuple[Text, ContactTable | None]:
    """Find the delimiter under which the first rows of a text have the headings of a list of contacts; return
    the text with its delimiter, and no table when there are none."""
    with _opened(content) as source:
        raw = source.read(_HEAD)
    head = getincrementaldecoder(text.codec)().decode(raw)
    told = re.match(r"sep=([^\"\r\n])\r?\n", head)
    for delimiter in (told[1],) if told else DELIMITERS:
        lines = io.StringIO(head[told.end() :] if told else head, newline="")
        try:
            csv.field_size_limit(MAX_TEXT)
            rows = list(islice(csv.reader(lines, delimiter=delimiter), HEADINGS_WITHIN))
        except csv.Error:
            continue
        for number, row in enumerate(rows, start=1):
            headings = {column: value for column, value in enumerate(row, start=1) if value.strip()}
            columns = find_contact_columns(headings)
            if columns:
                table = ContactTable(PurePath(name).stem, number, columns, tuple(headings.items()), len(row))
                return Text(text.sha256, text.size, text.codec, delimiter, told is not None), table
    return text, None


def find_sheet_table(sheet: RawSheet) -> ContactTable | None:
    """Find the headings of a list of contacts among the first rows of a sheet."""
    for number, cells in islice(sorted(sheet.rows.items()), HEADINGS_WITHIN):
        headings = {column: text for column, cell in cells.items() if (text := as_text(cell.value))}
        columns = find_contact_columns(headings)
        if columns:
            return ContactTable(sheet.name, number, columns, tuple(sorted(headings.items())))
    return None


def text_rows(content: Content, text: Text, heading_row: int) -> Rows:
    """Give the rows below the headings with their numbers, from 1; a blank line has no cells, a row may have
    fewer or more cells than there are headings. Raises UnreadableFile for a quotation mark without a partner,
    saying the line alone, and when the text is damaged or another than was examined."""
    csv.field_size_limit(MAX_TEXT)
    with _opened(content) as source:
        hashed = _Hashed(source)
        lines = io.TextIOWrapper(io.BufferedReader(hashed, _BLOCK), encoding=text.codec, newline="")
        if text.told_delimiter:
            lines.readline()
        reader = csv.reader(lines, delimiter=text.delimiter, strict=True)
        begins = 1 + text.told_delimiter  # the line on which the next row begins
        try:
            for number, row in enumerate(reader, start=1):
                begins = reader.line_num + 1 + text.told_delimiter
                if number > heading_row:
                    yield number, row
        except csv.Error as problem:
            kind = FILE_TOO_LARGE if "limit" in str(problem) else FILE_QUOTATION_MARK
            raise UnreadableFile(Issue(kind, seen=row_at(begins))) from problem
        except UnicodeDecodeError as problem:
            raise UnreadableFile(Issue(CONTACT_CHANGED)) from problem
        if hashed.digest.hexdigest() != text.sha256:
            refuse(CONTACT_CHANGED, f"{text.size:,} bytes at first")


def row_at(line: int) -> str:
    """Name a row of a text by the line on which it begins, which a text editor shows."""
    return f"the row that begins on line {line:,}"


def sheet_rows(workbook: RawWorkbook, table: ContactTable) -> Rows:
    """Give the rows of a sheet below the headings as texts, days in ISO 8601."""
    for sheet in workbook.sheets:
        if sheet.name != table.sheet:
            continue
        for number, cells in sheet.rows.items():
            if number > table.heading_row and cells:
                row = [""] * max(cells)
                for column, cell in cells.items():
                    row[column - 1] = _as_written(cell)
                yield number, row
        return


def _as_written(cell: RawCell) -> str:
    if cell.problem:
        return as_text(cell.value) or _NOT_CALCULATED
    if isinstance(cell.value, datetime):
        # Excel keeps a time as a fraction of a day, which may fall just short of its second.
        return (cell.value + timedelta(microseconds=500_000)).strftime("%Y-%m-%d %H:%M:%S")
    return cell.value.isoformat() if isinstance(cell.value, date) else as_text(cell.value)


def _opened(content: Content) -> io.RawIOBase | io.BytesIO:
    return io.BytesIO(content) if isinstance(content, bytes) else io.FileIO(content)


class _Hashed(io.RawIOBase):
    """Passes bytes on and adds them up, so that what was counted is what was examined."""

    def __init__(self, source: io.RawIOBase | io.BytesIO) -> None:
        self.digest = hashlib.sha256()
        self._source = source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        place = memoryview(buffer)
        block = self._source.read(len(place)) or b""
        self.digest.update(block)
        place[: len(block)] = block
        return len(block)


class _Decoding:
    """Decodes blocks by every encoding that a text may have until all but one fail."""

    def __init__(self) -> None:
        self._left: list[tuple[str, IncrementalDecoder]] = []

    def feed(self, block: bytes) -> None:
        """Decode one more block. Raises UnreadableFile for binary content, and when no encoding is left."""
        if not self._left:
            self._left = [(codec, getincrementaldecoder(codec)()) for codec in _codecs(block[:4096])]
        if len(block) == _BLOCK and b"\n" not in block and b"\r" not in block:
            refuse(FILE_TOO_LARGE, f"a line of more than {_BLOCK // MEGABYTE} MB")
        is_wide = self._left[0][0].startswith(("utf-16", "utf-32"))
        if not is_wide and len(block.translate(None, _CONTROLS)) != len(block):
            seen = "binary content" if b"\x00" in block else "text with control characters in it"
            refuse(FILE_NOT_WORKBOOK, seen)
        text = self._decode(block, final=False)
        if is_wide and _CONTROL_TEXT.search(text):
            refuse(FILE_NOT_WORKBOOK, "text with control characters in it")

    def end(self) -> str:
        """Return the likeliest encoding that fits to the last byte."""
        self._decode(b"", final=True)
        return self._left[0][0]

    def _decode(self, block: bytes, *, final: bool) -> str:
        left, texts = [], [""]
        for codec, decoder in self._left:
            try:
                texts.append(decoder.decode(block, final))
                left.append((codec, decoder))
            except UnicodeDecodeError:
                continue
        if not left:
            refuse(FILE_DAMAGED, f"the text is not {' or '.join(codec for codec, _ in self._left)}")
        self._left = left
        return texts[1]


def _codecs(start: bytes) -> list[str]:
    """List the encodings that a text may have by its first bytes, the likeliest first."""
    for mark, codec in _MARKS:
        if start.startswith(mark):
            return [codec]
    half = len(start) // 2
    first, second = start[0 : half * 2 : 2].count(0), start[1 : half * 2 : 2].count(0)
    if second > half * 0.7 and not first:
        return ["utf-16-le"]
    if first > half * 0.7 and not second:
        return ["utf-16-be"]
    return ["utf-8", "cp1252"]
