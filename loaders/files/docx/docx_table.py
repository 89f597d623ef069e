"""One table of a Word document as it is read: its rows, its merged cells, and what stands beside it.

Owns: where a cell comes to stand, and which cells a merged range covers. Refuses: the document's marks, and
what is too much (`read_docx_tables`).
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from loaders.files.docx.read_docx_text import TextPlace
from loaders.files.raw_workbook import Merge, RawCell


class Heading(NamedTuple):
    """A heading above a table; 0 is the document's title, 1 the broadest."""

    level: int
    text: str


@dataclass(slots=True)
class Between:
    """What stands between tables: paragraphs that are no headings, and text boxes."""

    paragraphs: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)

    def add(self, other: "Between") -> None:
        self.paragraphs += other.paragraphs
        self.boxes += other.boxes


class DocxCell(TextPlace):
    """A cell as it is read."""

    def __init__(self) -> None:
        super().__init__()
        self.columns = 1
        self.tall = ""  # "restart" begins a merged range, "continue" goes on with it
        self.fill: str | None = None
        self.paragraph_fills: set[str] = set()

    def shown_fill(self, has_words: bool) -> str | None:
        """Give the colour that a person sees: the cell's, else the one behind its paragraphs or its words."""
        if self.fill or not has_words:
            return self.fill
        return next(iter(self.paragraph_fills)) if len(self.paragraph_fills) == 1 else self.highlight


@dataclass(slots=True)
class DocxTable:
    """One table as it is read; rows and columns count from 1."""

    headings: tuple[Heading, ...]
    may_go_on: bool  # nothing stands between this table and the one above
    between: Between
    rows: dict[int, dict[int, RawCell]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    covered: dict[int, list[str]] = field(default_factory=dict)
    comments: dict[int, list[str]] = field(default_factory=dict)
    row: int = 0
    column: int = 1
    # Ranges that the next row may go on with, by their first column.
    tall: dict[int, Merge] = field(default_factory=dict)

    @property
    def first_texts(self) -> tuple[str, ...]:
        """The texts of the first row, which heads the table."""
        return tuple(str(cell.value) for cell in self.rows.get(1, {}).values() if cell.value)

    def take(self, other: "DocxTable") -> None:
        """Take the rows of a table that goes on with this one."""
        step = self.row
        self.rows |= {row + step: cells for row, cells in other.rows.items()}
        self.merges += [
            Merge(one.first_row + step, one.first_column, one.last_row + step, one.last_column)
            for one in other.merges
        ]
        self.covered |= {row + step: texts for row, texts in other.covered.items()}
        self.comments |= {row + step: numbers for row, numbers in other.comments.items()}
        self.between.add(other.between)
        self.row += other.row

    def put(self, cell: DocxCell, raw: RawCell) -> None:
        """Put in the next cell of the row. One that goes on with a merged range above is covered by it."""
        row, column = self.row, self.column
        last = column + cell.columns - 1
        self.column = last + 1
        if cell.comments:
            self.comments.setdefault(row, []).extend(cell.comments)
        above = self.tall.get(column)
        if cell.tall == "continue" and above and (above.last_row, above.last_column) == (row - 1, last):
            self.tall[column] = above._replace(last_row=row)
            if raw.value is not None or raw.struck:
                self.covered.setdefault(row, []).append(str(raw.value or raw.struck))
            return
        if above is not None:
            self._end_merge(self.tall.pop(column))
        whole = Merge(row, column, row, last)
        if cell.tall == "restart":
            self.tall[column] = whole
        else:
            self._end_merge(whole)
        if raw != RawCell(None):
            self.rows.setdefault(row, {})[column] = raw

    def end(self) -> None:
        """End the merged ranges that no further row goes on with."""
        for merge in self.tall.values():
            self._end_merge(merge)
        self.tall.clear()

    def _end_merge(self, merge: Merge) -> None:
        if merge[:2] != merge[2:]:
            self.merges.append(merge)
