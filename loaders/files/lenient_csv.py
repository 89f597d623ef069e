"""Rows of a .csv whose quotation marks inside a text are not doubled.

Owns: where such a text ends: at a mark with a delimiter or the end of its line behind it.
Refuses: a row that then has another number of cells than the first, and a mark that never closes; the message
names the line, because nobody can say what was meant.
"""

import re
from collections.abc import Iterator

from loaders.files.issues import FILE_QUOTATION_MARK, FILE_TOO_LARGE
from loaders.files.read_package import MAX_COLUMN, MAX_TEXT, refuse


def lenient_rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Give the line on which each row ends, and its fields. Raises UnreadableFile as said above."""
    plain_end = re.compile(rf"{re.escape(delimiter)}|\r\n|\r|\n|\Z")
    mark = re.compile(rf'"(?:(")|(?={re.escape(delimiter)}|\r|\n|\Z))')
    at, line, width = 0, 1, 0
    fields: list[str] = []
    doubtful = False
    while at <= len(text):
        begun = line
        if text.startswith('"', at):
            field, at, odd = _quoted(text, at + 1, mark, begun)
            doubtful = doubtful or odd
            line += len(re.findall(r"\r\n|\r|\n", field))
        else:
            field = ""
        end = plain_end.search(text, at)
        assert end is not None
        field += text[at : end.start()]
        at = end.end()
        if len(field) > MAX_TEXT or len(fields) > MAX_COLUMN:
            refuse(FILE_TOO_LARGE, f"line {begun:,}: a text, or a row, without end")
        fields.append(field)
        if end[0] == delimiter:
            continue
        width = width or len(fields)
        if doubtful and len(fields) != width:
            seen = "a quotation mark inside a text is not doubled, and where its cell ends cannot be told"
            refuse(FILE_QUOTATION_MARK, f"line {begun:,}: {seen}")
        if fields != [""] or end[0]:
            yield line, [] if fields == [""] else fields
        line += 1
        fields, doubtful = [], False
        if not end[0]:
            return


def _quoted(text: str, at: int, mark: re.Pattern[str], line: int) -> tuple[str, int, bool]:
    """Give a quoted text, the place behind it, and whether a mark inside it is not doubled."""
    pieces: list[str] = []
    start, odd = at, False
    while True:
        found = mark.search(text, at)
        if found is None:
            refuse(FILE_QUOTATION_MARK, f"line {line:,}: a quotation mark that is never closed")
        between = text[at : found.start()]
        odd = odd or '"' in between
        pieces.append(between)
        at = found.end()
        if found.end() - start > 2 * MAX_TEXT:
            refuse(FILE_TOO_LARGE, f"line {line:,}: a text of more than {MAX_TEXT:,} characters")
        if not found[1]:
            return "".join(pieces), at, odd
        pieces.append('"')
