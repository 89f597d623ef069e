"""One table's rows of figures: what wide tables, long tables and lists have in common.

Owns: finding the cells of a row that are a table's own, its parts, and naming what belongs to no series.
Refuses: what a name or a figure means.
"""

from abc import ABC, abstractmethod
from dataclasses import replace
from datetime import date

from data_model.measures.measure_vocabulary import PartKind, measure_key
from loaders.files.grid import Grid, as_text
from loaders.files.issues import IssueType
from loaders.files.raw_workbook import RawCell
from loaders.performance import performance_issues as kinds
from loaders.performance.layouts.performance_layouts import week_heading
from loaders.performance.measure_names import WHOLE_WORDS
from loaders.performance.performance_headings import BESIDE_ROLES, FIGURE_ROLES, ColumnRole
from loaders.performance.performance_tables import (
    Beside,
    FiguresEntry,
    FiguresLayout,
    FiguresTable,
    Header,
    Known,
    Placed,
    RawSeries,
    SheetTables,
    cell_range,
    issue_at,
    tidy_name,
)
from loaders.performance.periods.period_parser import (
    PeriodKind,
    PeriodWords,
    is_month_first,
    may_be_month_first,
)

SeriesKey = tuple[str, str, PartKind, str]


class TableBody(ABC):
    """Reads the rows of one table in order."""

    def __init__(
        self, grid: Grid, header: Header, found: SheetTables, start: int, limit: int, known: Known
    ) -> None:
        self.grid, self.header, self.found, self.known = grid, header, found, known
        self.start, self.limit = start, limit
        self.series: dict[SeriesKey, RawSeries] = {}
        self.rows: list[RawSeries] = []
        self.entries: dict[tuple[int, PeriodWords], list[FiguresEntry]] = {}
        self.section = ""
        self.current: RawSeries | None = None
        self.left: dict[
            int, tuple[ColumnRole, int, int]
        ] = {}  # column -> role, first and last row with something
        self.axis: set[date] = set()
        self.starts_week = week_heading(header)
        is_wide = header.layout is FiguresLayout.WIDE
        self.figures = {
            number: column
            for number, column in header.columns.items()
            if column.role in FIGURE_ROLES and (column.words is not None or not is_wide)
        }
        self.name_column = self._find_name_column() if header.layout is not FiguresLayout.LIST else None
        if header.layout is FiguresLayout.WIDE:
            self.axis = {
                c.words.period.start
                for c in self.figures.values()
                if c.words is not None and c.words.kind is PeriodKind.DAY and c.words.period is not None
            }

    def read(self, row: int) -> None:
        cells = {
            column: cell
            for column, cell in self.grid.sheet.rows[row].items()
            if self.start <= column <= self.limit and holds(cell) and self._is_own(row, column)
        }
        if cells:
            self.read_cells(row, cells)

    @abstractmethod
    def read_cells(self, row: int, cells: dict[int, RawCell]) -> None:
        """Read the cells that a row holds itself."""

    def finished(self, last_row: int) -> FiguresTable:
        self._report_left()
        self._doubt_month_first()
        series = [one for one in (*self.rows, *self.series.values()) if one.entries or one.target]
        header = self.header
        return FiguresTable(
            header.layout, self.found.name, header.row, last_row, series, tuple(sorted(self.axis))
        )

    def _doubt_month_first(self) -> None:
        """Doubt the days that can be read either way once another date of the table is month first."""
        entries = [entry for one in (*self.rows, *self.series.values()) for entry in one.entries]
        wrong = next((e.words.written for e in entries if is_month_first(e.words)), None)
        if wrong is None:
            return
        for entry in entries:
            if may_be_month_first(entry.words):
                doubt = f"“{wrong}” of the same table is month first, so this may be too"
                entry.words = replace(entry.words, kind=PeriodKind.UNCLEAR, period=None, doubt=doubt)

    def _is_own(self, row: int, column: int) -> bool:
        merge = self.grid.merge_at(row, column)
        return merge is None or (merge.first_row, merge.first_column) == (row, column)

    def say(self, kind: IssueType, seen: str, cell: str) -> None:
        self.found.issues.append(issue_at(kind, seen, self.found.name, cell))

    def without_merged_figures(self, row: int, cells: dict[int, RawCell]) -> dict[int, RawCell]:
        """Leave out figures that are merged over several periods or measures: whose they are is not said."""
        label = self.name_column or self.header.column_of(ColumnRole.PERIOD)
        kept = dict(cells)
        for column in [c for c in cells if c in self.figures]:
            merge = self.grid.merge_at(row, column)
            if merge is None:
                continue
            beside = self.grid.merge_at(row, label) if label is not None else None
            down = beside is not None and (beside.first_row, beside.last_row) == (
                merge.first_row,
                merge.last_row,
            )
            across = sum(1 for c in self.figures if merge.first_column <= c <= merge.last_column)
            if across > 1 or not (down or merge.first_row == merge.last_row):
                text_across = isinstance(cells[column].value, str) and len(cells) == 1
                kind = kinds.PERFORMANCE_TEXT_LEFT if text_across else kinds.FIGURE_MERGED
                self.say(kind, as_text(cells[column].value), cell_range(*merge))
                del kept[column]
        return kept

    def name_at(self, row: int) -> Placed | None:
        if self.name_column is None:
            return None
        merge = self.grid.merge_at(row, self.name_column)
        at_row, at_column = (merge.first_row, merge.first_column) if merge else (row, self.name_column)
        cell = self.grid.own(at_row, at_column)
        return Placed(at_row, at_column, cell) if holds(cell) and at_row >= self.header.body else None

    def _find_name_column(self) -> int | None:
        named = self.header.column_of(ColumnRole.NAME)
        if named is not None:
            return named
        first = min(self.figures)
        rows = [r for r in sorted(self.grid.sheet.rows) if r >= self.header.body][:100]
        for column in range(1 if self.start == 1 else self.start, first):
            known = self.header.columns.get(column)
            if known is not None and known.role is not ColumnRole.UNKNOWN:
                continue
            if any(isinstance(self.grid.own(row, column).value, str) for row in rows):
                return column
        return None

    def text_at(self, row: int, role: ColumnRole) -> str:
        column = self.header.column_of(role)
        return self.grid.text(row, column) if column is not None else ""

    def placed(self, row: int, role: ColumnRole, cells: dict[int, RawCell]) -> Placed | None:
        column = self.header.column_of(role)
        if column is None:
            return None
        if column in cells:
            return Placed(row, column, cells[column])
        merge = self.grid.merge_at(row, column)
        if merge is None:
            return None
        cell = self.grid.own(merge.first_row, merge.first_column)
        return Placed(merge.first_row, merge.first_column, cell) if holds(cell) else None

    def part_at(self, row: int) -> tuple[PartKind, str]:
        for role, kind in ((ColumnRole.TIER, PartKind.TIER), (ColumnRole.TEAM, PartKind.TEAM)):
            text = tidy_name(self.text_at(row, role))
            if text and measure_key(text) not in WHOLE_WORDS:
                return kind, text
        return PartKind.WHOLE, ""

    def beside_at(self, row: int, cells: dict[int, RawCell]) -> list[Beside]:
        """Gather what stands beside a measure's figures in a row: targets, thresholds, what others have."""
        found = []
        for column, heading in sorted(self.header.columns.items()):
            if heading.role not in BESIDE_ROLES or (heading.role is ColumnRole.TARGET and heading.words):
                continue
            cell = cells.get(column) or self.merged_down(row, column)
            if cell is not None:
                found.append(Beside(heading.role, heading.heading, Placed(row, column, cell), heading.words))
        return found

    def merged_down(self, row: int, column: int) -> RawCell | None:
        """Give the cell that is merged over a row's column from above, in the body of the table."""
        merge = self.grid.merge_at(row, column)
        if merge is None or merge.first_row == row or merge.first_row < self.header.body:
            return None
        cell = self.grid.own(merge.first_row, merge.first_column)
        return cell if holds(cell) else None

    def say_beside(self, row: int, cells: dict[int, RawCell]) -> None:
        """Name what stands in the columns beside the figures of a row that is no measure."""
        beside = [c for c in cells if (h := self.header.columns.get(c)) and h.role in BESIDE_ROLES]
        if beside:
            said = " | ".join(as_text(cells[c].value) or "a formula" for c in beside)
            self.say(kinds.PERFORMANCE_TEXT_LEFT, said, cell_range(row, min(beside), row, max(beside)))

    def set_aside(self, row: int, cells: dict[int, RawCell], used: set[int]) -> None:
        """Remember the cells of columns that are not loaded, to be named once for each column."""
        for column in cells:
            if column in used:
                continue
            known = self.header.columns.get(column)
            role = known.role if known is not None else ColumnRole.UNKNOWN
            is_known = role in BESIDE_ROLES or role in (ColumnRole.REF, ColumnRole.LEFT)
            role = ColumnRole.LEFT if is_known else ColumnRole.UNKNOWN
            _, first, _ = self.left.get(column, (role, row, row))
            self.left[column] = (role, first, row)

    def _report_left(self) -> None:
        for column, (role, first, last) in sorted(self.left.items()):
            known = self.header.columns.get(column)
            heading = known.heading if known is not None else ""
            is_left = role is ColumnRole.LEFT
            kind = kinds.PERFORMANCE_COLUMN_LEFT if is_left else kinds.PERFORMANCE_COLUMN_UNKNOWN
            self.say(kind, heading or "a column without a heading", cell_range(first, column, last, column))

    def say_unnamed(self, row: int, cells: dict[int, RawCell], columns: set[int]) -> None:
        said = " | ".join(as_text(cells[c].value) or "a formula" for c in sorted(columns))
        self.say(kinds.PERFORMANCE_ROW_UNNAMED, said, cell_range(row, min(columns), row, max(columns)))

    def say_text(self, row: int, cells: dict[int, RawCell]) -> None:
        said = " | ".join(as_text(cell.value) for cell in cells.values())
        place = cell_range(row, min(cells), row, max(cells))
        self.say(kinds.PERFORMANCE_TEXT_LEFT, said, place)


def holds(cell: RawCell) -> bool:
    if isinstance(cell.value, str):
        return bool(cell.value.strip()) or bool(cell.problem)
    return cell.value is not None or bool(cell.problem)
