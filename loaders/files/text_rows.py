"""Streams the rows of a long text file, from a file, from bytes or from an upload that stays open.

Owns: going through a text once for its sum, size and encoding, its first rows under each delimiter, and its
rows one after the other, in memory that does not grow with the file. Refuses: meaning, lines without end, and
a text that changes while it is read. Short texts are read whole (`read_csv`).
"""

import csv
import hashlib
import io
from codecs import getincrementaldecoder
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from loaders.files.issues import (
    FILE_EMPTY,
    FILE_QUOTATION_MARK,
    FILE_TOO_LARGE,
    Issue,
    IssueType,
    UnreadableFile,
)
from loaders.files.read_package import MAX_TEXT, MEGABYTE, refuse
from loaders.files.text_encoding import DELIMITERS, Decoding, encoding_name, told_delimiter

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BLOCK = 2 * MEGABYTE  # bytes read at a time; a line must end within so many
_HEAD = 128 * 1024

Content = Path | bytes | BinaryIO
Rows = Iterator[tuple[int, list[str]]]
_Source = io.RawIOBase | io.BytesIO | BinaryIO


@dataclass(frozen=True, slots=True)
class Text:
    """What is known of a text file once it was gone through: its sum, size and encoding."""

    sha256: str
    size: int
    codec: str
    delimiter: str = ","
    told_delimiter: bool = False  # by a first line "sep=;", which is no row

    @property
    def encoding(self) -> str:
        """Name its encoding for people."""
        return encoding_name(self.codec)


def examine_text(content: Content) -> Text:
    """Go through a text once: its sum, its size and its encoding, found from the bytes. Raises UnreadableFile
    for content that is no text, and for a line longer than two megabytes."""
    digest, size, decoding, blank = hashlib.sha256(), 0, Decoding(), True
    with _opened(content) as source:
        while block := source.read(_BLOCK):
            digest.update(block)
            size += len(block)
            if len(block) == _BLOCK and b"\n" not in block and b"\r" not in block:
                refuse(FILE_TOO_LARGE, f"a line of more than {_BLOCK // MEGABYTE} MB")
            decoding.feed(block)
            blank = blank and not block.strip(b"\x00\xef\xbb\xbf\xff\xfe\x1a \t\r\n")
    if blank:
        refuse(FILE_EMPTY, "no text in the file")
    return Text(digest.hexdigest(), size, decoding.end())


def first_rows(
    content: Content, text: Text, number: int, *, quoted: bool = True
) -> Iterator[tuple[Text, list[list[str]]]]:
    """Give the first rows as each delimiter parts them, with the text told of it, the likeliest first.

    A first line "sep=;" decides and is no row. Unless `quoted`, a quotation mark is a sign as any other.
    """
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    with _opened(content) as source:
        head = getincrementaldecoder(text.codec)().decode(source.read(_HEAD) or b"")
    told, begins = told_delimiter(head)
    for delimiter in (told,) if told else DELIMITERS:
        csv.field_size_limit(MAX_TEXT)
        try:
            lines = io.StringIO(head[begins:], newline="")
            rows = list(islice(csv.reader(lines, delimiter=delimiter, quoting=quoting), number))
        except csv.Error:
            continue
        if len(rows) < number and text.size > _HEAD:
            rows = rows[:-1]  # cut by the end of what was read
        yield replace(text, delimiter=delimiter, told_delimiter=bool(told)), rows


def text_rows(content: Content, text: Text, heading_row: int, changed: IssueType) -> Rows:
    """Give the rows below the headings with their numbers, from 1; a blank line has no cells, a row may have
    fewer or more cells than there are headings. Raises UnreadableFile for a quotation mark without a partner,
    saying the line alone, and of the kind `changed` when the text is another than was examined."""
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
            raise UnreadableFile(Issue(changed)) from problem
        if hashed.digest.hexdigest() != text.sha256:
            refuse(changed, f"{text.size:,} bytes at first")


def row_at(line: int) -> str:
    """Name a row of a text by the line on which it begins, which a text editor shows."""
    return f"the row that begins on line {line:,}"


@contextmanager
def _opened(content: Content) -> Iterator[_Source]:
    """Open what is to be read from its beginning; an upload is left open for whoever opened it."""
    if isinstance(content, bytes):
        yield io.BytesIO(content)
    elif isinstance(content, Path):
        with io.FileIO(content) as source:
            yield source
    else:
        content.seek(0)
        yield content


class _Hashed(io.RawIOBase):
    """Passes bytes on and adds them up, so that what was counted is what was examined."""

    def __init__(self, source: _Source) -> None:
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
