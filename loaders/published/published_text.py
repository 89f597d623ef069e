"""A published file as text: which kind it is, and how its cells are parted and its numbers written.

Owns: telling the kind by the headings, and decimal commas, which a spreadsheet of another country writes
where semicolons part the cells. Refuses: encodings and rows (`text_rows`), and the meaning of cells.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from data_model.published.published_vocabulary import ReleaseKind
from data_model.shared.sentence_text import counted, listed
from loaders.files.issues import Issue, UnreadableFile
from loaders.files.kinds_of_file import refuse_other_kinds
from loaders.files.text_rows import Text, examine_text, first_rows, text_rows
from loaders.published import published_issues as kinds
from loaders.published.published_rows import LONG_COLUMNS, STATISTICS_COLUMNS, folded

_LOOKED_AT = 200  # rows by which decimal commas are known
_DECIMAL_COMMA = re.compile(r"[-+]?\d+,\d+")
_NO_THOUSANDS = re.compile(r"[-+]?\d+,(?!\d{3}$)\d+")
_DECIMAL_POINT = re.compile(r"[-+]?\d*\.\d+")
_PARTED_BY = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright lines"}
_BEGINNINGS = (
    ("time_period", STATISTICS_COLUMNS, ReleaseKind.STATISTICS),
    ("short desc", LONG_COLUMNS, ReleaseKind.LONG_DATA),
)


@dataclass(frozen=True, slots=True)
class PublishedText:
    """A text of a known kind; `decimal_commas` says that 27,2 is a number with one decimal."""

    kind: ReleaseKind
    text: Text
    decimal_commas: bool

    @property
    def recognised(self) -> str:
        """Say what is not as publishers write it; empty for UTF-8 with commas."""
        parted = _PARTED_BY.get(self.text.delimiter, f"“{self.text.delimiter}”")
        said = [
            *([f"{self.text.encoding} text"] if self.text.encoding != "utf-8" else []),
            *([f"cells parted by {parted}"] if self.text.delimiter != "," else []),
            *(["decimal commas"] if self.decimal_commas else []),
        ]
        return listed(said)


def read_text_kind(name: str, stream: BinaryIO, begins: bytes) -> PublishedText:
    """Tell which published file a text is. Raises UnreadableFile for one that is none, and for what is no
    text."""
    try:
        refuse_other_kinds(name, begins)
        text = examine_text(stream)
    except UnreadableFile as unreadable:
        raise UnreadableFile(_as_published(unreadable.issue)) from None
    widest = 0
    for parted, rows in first_rows(stream, text, _LOOKED_AT):
        heading = folded(rows[0]) if rows else []
        widest = max(widest, len(heading))
        for first, needed, kind in _BEGINNINGS:
            if first in heading:
                lacking = [column for column in needed if column not in heading]
                if lacking:
                    raise UnreadableFile(Issue(kinds.PUBLISHED_COLUMN_MISSING, ", ".join(lacking)))
                return PublishedText(kind, parted, _has_decimal_commas(parted, rows))
    raise UnreadableFile(Issue(kinds.NOT_PUBLISHED_FILE, f"{counted(widest, 'column')} in its first line"))


def published_lines(stream: BinaryIO, found: PublishedText) -> Iterator[list[str]]:
    """Read the cells row by row, the headings first, numbers with a point. Raises UnreadableFile."""
    try:
        for _number, row in text_rows(stream, found.text, 0, kinds.PUBLISHED_NOT_READABLE):
            yield [_with_point(cell) for cell in row] if found.decimal_commas else row
    except UnreadableFile as unreadable:
        raise UnreadableFile(_as_published(unreadable.issue)) from None


def _as_published(issue: Issue) -> Issue:
    """Say of a text what to do about a published file; another kind of file has its own advice."""
    if issue.type.code in ("file-not-workbook", "file-damaged", "file-too-large"):
        return Issue(kinds.PUBLISHED_NOT_READABLE, issue.seen)
    return issue


def _has_decimal_commas(text: Text, rows: list[list[str]]) -> bool:
    cells = [cell.strip() for row in rows[1:] for cell in row] if text.delimiter != "," else []
    return any(map(_NO_THOUSANDS.fullmatch, cells)) and not any(map(_DECIMAL_POINT.fullmatch, cells))


def _with_point(cell: str) -> str:
    return cell.replace(",", ".") if _DECIMAL_COMMA.fullmatch(cell.strip()) else cell
