"""What was found in one sheet: its tables with their headers, titles, keys and notes.

Owns: these shapes. Refuses: finding them (`find_tables`).
"""

from dataclasses import dataclass, field

from data_model.plan.import_choices import ImportQuestion
from loaders.files.grid import Grid, split_number
from loaders.files.issues import Issue
from loaders.plan.heading_vocabulary import Field
from loaders.plan.headings import HeaderRow
from loaders.plan.ratings.key_shapes import KeyLine


@dataclass(slots=True)
class Title:
    """A text that may head a table."""

    row: int
    column: int
    text: str
    wide: bool

    @property
    def number(self) -> str:
        return split_number(self.text)[0]


@dataclass(slots=True)
class ActionTable:
    """One header and the rows under it. `area` is the title that heads it, or None."""

    header_row: int
    header: HeaderRow
    headings: dict[int, str]
    area: Title | None
    is_exception: bool = False
    rows: list[int] = field(default_factory=list)
    outcomes: dict[int, str] = field(default_factory=dict)  # row -> outcome from a row of its own

    @property
    def meanings(self) -> dict[int, Field]:
        """Every column that was understood, those by close spelling included."""
        return self.header.columns | self.header.close


@dataclass(slots=True)
class SheetScan:
    """All that was found in one sheet, in reading order."""

    grid: Grid
    tables: list[ActionTable] = field(default_factory=list)
    key_rows: list[int] = field(default_factory=list)
    key_columns: dict[int, int] = field(default_factory=dict)  # row -> where a key beside a table begins
    key_ends: dict[int, int] = field(default_factory=dict)  # row -> where something beside a key begins
    key_lines: list[KeyLine] = field(default_factory=list)  # of keys that no title announces
    titles: list[Title] = field(default_factory=list)  # the title block above the first table
    notes: list[tuple[str, str]] = field(default_factory=list)  # (cell, text) that belongs to no table
    questions: list[ImportQuestion] = field(default_factory=list)  # about the columns of its tables
    issues: list[Issue] = field(default_factory=list)  # about cells of its tables

    @property
    def action_tables(self) -> list[ActionTable]:
        return [table for table in self.tables if not table.is_exception]

    @property
    def exception_tables(self) -> list[ActionTable]:
        return [table for table in self.tables if table.is_exception]
