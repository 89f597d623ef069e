"""A return workbook as it came back: which cells somebody changed since it was sent.

Owns: finding each action's row again (sorted, among pasted rows, with columns hidden, moved or deleted) and
comparing its cells with the digests of what was sent. Refuses: the database, and what a change means.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from data_model.plan.stamps import LOCKED_COLUMNS, OPEN_COLUMNS, RETURN_COLUMNS, cell_digest, fold_cell
from loaders.files import issues as file_kinds
from loaders.files.grid import Grid
from loaders.files.issues import Issue, IssueType
from loaders.files.raw_workbook import RawSheet, RawWorkbook, cell_name
from loaders.plan.plan_stamp import StampLines
from loaders.return_workbook import returned_issues as kinds

_IDENTITY = "Do not change"
_IDENTIFYING = ("text", "area", "ref")
_FEWEST_HEADINGS = 3  # a row with fewer of the headings that were sent is not the row of headings


@dataclass(frozen=True, slots=True)
class SentAction:
    """An action as it was sent: its version, and the digest of each cell by column."""

    identity: str
    version: int
    digests: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ReturnStamp:
    """All that the stamp says of what was sent."""

    plan: str
    person: str
    as_at: date | None
    titles: frozenset[str]
    headings: Mapping[str, str]
    actions: Mapping[str, SentAction]


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """An action's row as it came back. `edits` holds the new text of every open cell that was changed,
    `texts` that of every open cell."""

    sent: SentAction
    sheet: str
    row: int
    edits: Mapping[str, str]
    cells: Mapping[str, str]  # column -> cell name
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    rows: tuple[ReturnedRow, ...] = ()
    issues: tuple[Issue, ...] = ()


def read_return_stamp(lines: StampLines) -> ReturnStamp:
    """Read the lines of a return workbook's stamp; lines that were damaged are left out."""
    values = {line[0]: line[1] for line in lines if len(line) > 1}
    headings = {line[2]: line[1] for line in lines if line[0] == "heading" and len(line) > 2}
    actions = {}
    for line in lines:
        # A workbook sent before a field was added has the columns of its day, one digest each.
        columns = tuple(headings) if len(headings) == len(line) - 3 else RETURN_COLUMNS
        if line[0] == "action" and len(line) > 2 and line[2].isdigit():
            digests = dict(zip(columns, (*line[3:], *("",) * len(columns)), strict=False))
            actions[line[1]] = SentAction(line[1], int(line[2]), digests)
    return ReturnStamp(
        plan=values.get("plan", ""),
        person=values.get("person", ""),
        as_at=_iso_day(values.get("as at", "")),
        titles=frozenset(fold_cell(line[1]) for line in lines if line[0] == "title" and len(line) > 1),
        headings=headings,
        actions=actions,
    )


def read_returned(workbook: RawWorkbook, stamp: ReturnStamp) -> ReturnedFile:
    """Find the rows and what was changed in them; every text that has no place there becomes an issue."""
    return _ReturnReader(workbook, stamp).read()


def _iso_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@dataclass(slots=True)
class _ReturnedTable:
    grid: Grid
    header_row: int
    columns: dict[str, int] = field(default_factory=dict)
    identity_column: int = 0


class _ReturnReader:
    def __init__(self, workbook: RawWorkbook, stamp: ReturnStamp) -> None:
        self.workbook, self.stamp = workbook, stamp
        self.issues: list[Issue] = []
        self.found: dict[str, list[ReturnedRow]] = {}
        self.headings = {fold_cell(text): name for name, text in stamp.headings.items()}

    def read(self) -> ReturnedFile:
        tables = [table for table in map(self._find_table, self.workbook.sheets) if table is not None]
        if not tables:
            names = ", ".join(sheet.name for sheet in self.workbook.sheets)
            return ReturnedFile(issues=(Issue(kinds.RETURN_HEADINGS_LOST, names),))
        for sheet in self.workbook.sheets:
            table = next((table for table in tables if table.grid.sheet is sheet), None)
            if table is None:
                self._report_sheet(sheet)
            else:
                self._read_table(table)
            for cell, text in sheet.comments.items():
                self._say(file_kinds.COMMENT_NOT_LOADED, text, sheet.name, cell)
        rows = [row for rows in self.found.values() if (row := self._only(rows)) is not None]
        for identity, sent in self.stamp.actions.items():
            if identity not in self.found:
                self.issues.append(Issue(kinds.RETURN_ROW_GONE, sent.identity))
        return ReturnedFile(tuple(rows), tuple(self.issues))

    def _say(self, kind: IssueType, seen: str, sheet: str, cell: str = "") -> None:
        self.issues.append(Issue(kind, seen, sheet, cell))

    def _find_table(self, sheet: RawSheet) -> _ReturnedTable | None:
        grid = Grid(sheet)
        best: _ReturnedTable | None = None
        for row in sheet.rows:
            table = _ReturnedTable(grid, row)
            for column, text in grid.own_texts(row).items():
                folded = fold_cell(text)
                if folded in self.headings:
                    table.columns.setdefault(self.headings[folded], column)
                elif folded == _IDENTITY:
                    table.identity_column = column
            if len(table.columns) > len(best.columns if best else ()):
                best = table
        return best if best and len(best.columns) >= min(_FEWEST_HEADINGS, len(self.headings)) else None

    def _report_sheet(self, sheet: RawSheet) -> None:
        grid = Grid(sheet)
        for row in sheet.rows:
            for column, text in grid.own_texts(row).items():
                self._say(kinds.RETURN_TEXT_OUTSIDE, text, sheet.name, cell_name(row, column))

    def _read_table(self, table: _ReturnedTable) -> None:
        sheet = table.grid.sheet
        for name in RETURN_COLUMNS:
            if name not in table.columns and name in self.stamp.headings:
                self._say(kinds.RETURN_COLUMN_GONE, f"“{self.stamp.headings[name]}”", sheet.name)
        for row in sorted(sheet.rows):
            texts = table.grid.own_texts(row)
            if row == table.header_row:
                self._report_beside(table, row, texts)
            elif row < table.header_row or self._is_header(texts):
                for column, text in texts.items():
                    folded = fold_cell(text)
                    if folded not in self.stamp.titles and folded not in self.headings and text != _IDENTITY:
                        self._say(kinds.RETURN_TEXT_OUTSIDE, text, sheet.name, cell_name(row, column))
            elif texts:
                self._read_row(table, row, texts)

    def _is_header(self, texts: dict[int, str]) -> bool:
        known = sum(1 for text in texts.values() if fold_cell(text) in self.headings)
        return known >= _FEWEST_HEADINGS

    def _report_beside(self, table: _ReturnedTable, row: int, texts: dict[int, str]) -> None:
        known = {*table.columns.values(), table.identity_column}
        for column, text in texts.items():
            if column not in known:
                self._say(kinds.RETURN_TEXT_OUTSIDE, text, table.grid.sheet.name, cell_name(row, column))

    def _read_row(self, table: _ReturnedTable, row: int, texts: dict[int, str]) -> None:
        sheet = table.grid.sheet.name
        values = {name: table.grid.text(row, column) for name, column in table.columns.items()}
        sent = self._identify(table, row, values)
        if sent is None:
            shown = " | ".join(text for column, text in texts.items() if column != table.identity_column)
            if shown:
                self._say(kinds.RETURN_ROW_UNKNOWN, shown, sheet, cell_name(row, min(texts)))
            return
        self._report_beside(table, row, texts)
        edits: dict[str, str] = {}
        for name, column in table.columns.items():
            text, cell = fold_cell(values[name]), table.grid.seen(row, column)
            if cell.problem:
                kind = file_kinds.CELL_ERROR if cell.problem == "error" else file_kinds.FORMULA_NO_VALUE
                self._say(kind, values[name], sheet, cell_name(row, column))
            elif cell_digest(text) == sent.digests.get(name, ""):
                continue
            elif name in OPEN_COLUMNS:
                edits[name] = text
            else:
                heading = self.stamp.headings.get(name, LOCKED_COLUMNS[name])
                seen = f"“{heading}”: {text or 'emptied'}"
                self._say(kinds.RETURN_LOCKED_CHANGED, seen, sheet, cell_name(row, column))
        cells = {name: cell_name(row, column) for name, column in table.columns.items()}
        open_texts = {name: fold_cell(text) for name, text in values.items() if name in OPEN_COLUMNS}
        self.found.setdefault(sent.identity, []).append(
            ReturnedRow(sent, sheet, row, edits, cells, open_texts)
        )

    def _identify(self, table: _ReturnedTable, row: int, values: dict[str, str]) -> SentAction | None:
        """Know a row by its hidden identity, else by its own words where they are those of one action."""
        if table.identity_column:
            identity = table.grid.text(row, table.identity_column)
            if identity in self.stamp.actions:
                return self.stamp.actions[identity]
        asked = {name: cell_digest(values[name]) for name in _IDENTIFYING if name in values}
        if not asked.get("text"):
            return None
        alike = [
            sent
            for sent in self.stamp.actions.values()
            if all(sent.digests.get(name, "") == digest for name, digest in asked.items())
        ]
        return alike[0] if len(alike) == 1 else None

    def _only(self, rows: list[ReturnedRow]) -> ReturnedRow | None:
        """Of several rows of one action take the edits only if all the rows say the same."""
        if all(row.edits == rows[0].edits for row in rows):
            return rows[0]
        for row in rows:
            seen = " | ".join(row.edits.values()) or "as it was sent"
            self._say(kinds.RETURN_ROW_TWICE, seen, row.sheet, f"{row.row}:{row.row}")
        return None
