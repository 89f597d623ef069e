"""The exception table of a plan that is written back: the rows of delayed actions.

Owns: which rows change, go or are added, and an exception table where the workbook has none. Refuses: fields
that the action's own table has columns for; those are written there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from openpyxl.styles import Alignment, Font

from data_model.plan.action_content import ActionContent
from data_model.plan.action_fields import EXCEPTION_FIELDS, FIELD_BY_NAME
from data_model.plan.statuses import Status
from data_model.plan.workbook_layout import ExceptionTable, WorkbookLayout
from data_model.shared.cell_text import TOO_LONG, is_too_long
from exports.formats.typed_text import put_text
from exports.own_workbook.row_moves import RowMoves

_HEADINGS = {
    "text": "Outstanding action",
    **{name: FIELD_BY_NAME[name].exception_heading for name in EXCEPTION_FIELDS},
}
# Those for which a plan's own table may have a column as well.
OWN_COLUMNS = tuple(name for name in EXCEPTION_FIELDS if FIELD_BY_NAME[name].heading)


@dataclass(slots=True)
class _Line:
    """A row of an exception table: `row` is None for one that is new."""

    action_id: int
    table: ExceptionTable | None
    row: int | None


class ExceptionRows:
    """Works out the rows before other rows move, and writes them afterwards."""

    def __init__(
        self,
        book: Any,
        layout: WorkbookLayout,
        current: Mapping[int, ActionContent],
        refs: Mapping[int, str],
        places: Mapping[int, int],
    ) -> None:
        self.book, self.layout, self.current, self.refs, self.places = book, layout, current, refs, places
        self.lines: list[_Line] = []
        self.gone: list[tuple[ExceptionTable, int]] = []
        self.starts: dict[str, int] = {}
        self.main = layout.exceptions[-1] if layout.exceptions else None
        listed = self._find_rows()
        for action_id, action in current.items():
            if action_id not in listed and self._needs_row(action_id, action):
                self.lines.append(_Line(action_id, self.main, None))

    def removed(self, sheet: str) -> list[tuple[int, tuple[int, int]]]:
        """Return the rows of a sheet that no action needs, with the first and last column of its table."""
        return [
            (row, (min(table.columns.values()), max(table.columns.values())))
            for table, row in self.gone
            if table.sheet == sheet
        ]

    def added(self, sheet: str) -> dict[int, int]:
        """Return after which rows of a sheet how many rows are needed."""
        count = sum(1 for line in self.lines if line.row is None)
        if self.main is None or self.main.sheet != sheet or not count:
            return {}
        return {_last_row(self.main): count}

    def moved(self, sheet: str, moves: RowMoves) -> None:
        """Follow the rows of a sheet."""
        for line in self.lines:
            if line.table is not None and line.table.sheet == sheet and line.row is not None:
                line.row = moves.new(line.row)
        if self.main is not None and self.main.sheet == sheet:
            new = [line for line in self.lines if line.row is None]
            last = _last_row(self.main)
            for place, line in enumerate(new):
                line.row = moves.end(last) - len(new) + 1 + place

    def write(self, rows_of: Mapping[int, tuple[int, ...]]) -> list[str]:
        """Write every row and return sentences on what found no column."""
        lost: list[str] = []
        for line in self.lines:
            if line.table is None or line.row is None:
                continue
            action, sheet = self.current[line.action_id], self.book[line.table.sheet]
            asked = "text" if "text" in line.table.columns else "ref"
            _put(sheet.cell(line.row, line.table.columns[asked]), str(getattr(action, asked)))
            for name in EXCEPTION_FIELDS:
                text = str(getattr(action, name))
                if name in line.table.columns:
                    _put(sheet.cell(line.row, line.table.columns[name]), text)
                    lost += self._too_long(line.action_id, name)
                elif text:
                    lost.append(
                        f"{self.refs[line.action_id]}: the exception table has no column for "
                        f"“{_HEADINGS[name].lower()}”."
                    )
        if self.main is None and self.lines:
            lost += self._write_table()
        return lost

    def _find_rows(self) -> set[int]:
        """Keep the rows of actions that still have an exception, and mark those that changed."""
        listed: set[int] = set()
        by_place = {at: action_id for action_id, at in self.places.items()}
        for table in self.layout.exceptions:
            for row, at in table.rows.items():
                if at is None:
                    continue
                action_id = by_place.get(at)
                action = self.current.get(action_id) if action_id is not None else None
                if action_id is None or action is None or not _has_exception(action):
                    self.gone.append((table, row))
                    continue
                listed.add(action_id)
                said = self.layout.actions[at].said
                if any(
                    str(getattr(action, name)) != said.get(name, "") for name in ("text", *EXCEPTION_FIELDS)
                ):
                    self.lines.append(_Line(action_id, table, row))
        return listed

    def _needs_row(self, action_id: int, action: ActionContent) -> bool:
        """Tell whether an action says something that only an exception table has a column for."""
        at = self.places.get(action_id)
        said = self.layout.actions[at].said if at is not None else {}
        table = self.layout.tables[self.layout.actions[at].table] if at is not None else None
        changed = [
            name
            for name in EXCEPTION_FIELDS
            if str(getattr(action, name)) and str(getattr(action, name)) != said.get(name, "")
        ]
        homeless = [
            name for name in changed if table is None or name not in table.columns or name not in OWN_COLUMNS
        ]
        return bool(homeless) and (action.status is Status.DELAYED or homeless != ["revised_due_text"])

    def _write_table(self) -> list[str]:
        """Add an exception table below everything on the first table's sheet; return what to say of it."""
        lost: list[str] = []
        sheet = self.book[self.layout.tables[0].sheet]
        row = sheet.max_row + 2
        for column, heading in enumerate(_HEADINGS.values(), start=1):
            put_text(sheet.cell(row, column), heading)
            sheet.cell(row, column).font = Font(bold=True)
        for line in self.lines:
            row += 1
            for column, name in enumerate(_HEADINGS, start=1):
                _put(sheet.cell(row, column), str(getattr(self.current[line.action_id], name)))
                lost += self._too_long(line.action_id, name)
        said = f"An exception table was added below the tables of {sheet.title}; the file had none."
        return [said, *lost]

    def _too_long(self, action_id: int, name: str) -> list[str]:
        """Say that a text is cut where it is longer than a cell holds."""
        if not is_too_long(str(getattr(self.current[action_id], name))):
            return []
        return [f"{self.refs[action_id]}: {_HEADINGS[name].lower()} {TOO_LONG}"]


def _has_exception(action: ActionContent) -> bool:
    return any(str(getattr(action, name)) for name in EXCEPTION_FIELDS)


def _last_row(table: ExceptionTable) -> int:
    return max(table.rows, default=table.header_row)


def _put(cell: Any, text: str) -> None:
    put_text(cell, text)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
