"""Where the actions of a plan stand in the workbook they came from.

Owns: the plain values that a reader of workbooks hands to whoever writes the plan back into one.
Refuses: reading and writing; rows and columns count from 1.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

WHOLE_WIDTH = (1, 16_384)


@dataclass(frozen=True, slots=True)
class TablePlace:
    """One table of actions. `columns` maps a field ("ref", "area", "outcome", "text", "responsible",
    "due_text", "revised_due_text", "rag", "progress", …) to its columns, the first being its own and further
    ones joined to it. `area` is number and title, None where each row names its own; `title` is the cell that
    names it. `own_outcomes`: outcomes stand in rows of their own. `span` are the first and last column that
    are its own, where another table stands beside it on the sheet. `stand_for` maps the row and column of a
    cell that says "as above" to those of the cell that it means."""

    sheet: str
    header_row: int
    header_rows: int
    rows: tuple[int, ...]
    columns: Mapping[str, tuple[int, ...]]
    headings: Mapping[str, str]
    area: tuple[str, str] | None
    title: tuple[int, int] | None = None
    own_outcomes: bool = False
    span: tuple[int, int] = WHOLE_WIDTH
    stand_for: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    @property
    def last_row(self) -> int:
        return max(self.rows, default=self.header_row + self.header_rows - 1)


@dataclass(frozen=True, slots=True)
class ActionPlace:
    """One action of the file. `action_id` is None where the plan has no such action now; `rows` are all the
    rows it covers; `said` is the text that the file holds of each field, `rating` its status and label."""

    action_id: int | None
    table: int
    rows: tuple[int, ...]
    said: Mapping[str, str]
    rating: tuple[str, str]
    area: tuple[str, str]


@dataclass(frozen=True, slots=True)
class ExceptionTable:
    """An exception table. `rows` maps a row to the place of its action in `WorkbookLayout.actions`, None for
    instructions and for rows that belong to no action."""

    sheet: str
    header_row: int
    columns: Mapping[str, int]
    rows: Mapping[int, int | None]


@dataclass(frozen=True, slots=True)
class WorkbookLayout:
    """Everything of a workbook that matters for writing the plan back into it."""

    tables: tuple[TablePlace, ...] = ()
    actions: tuple[ActionPlace, ...] = ()
    exceptions: tuple[ExceptionTable, ...] = ()
    lost: tuple[str, ...] = field(default=())
