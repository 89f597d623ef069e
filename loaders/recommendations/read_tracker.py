"""A tracker of recommendations understood: every sheet, its tables, and all that was not loaded.

Owns: which sheets are read, what stands around the tables, and gathering the issues. Refuses: single rows
(`tracker_rows`), and comparing with what is stored (`compare_tracker`).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from data_model.plan.rows import KeyRow
from data_model.recommendations.recommendation_content import ORIGIN_NAMES, Origin
from loaders.files import issues as file_issues
from loaders.files.grid import Grid
from loaders.files.issues import Issue
from loaders.files.raw_workbook import RawSheet, RawWorkbook, column_letters
from loaders.plan.ratings.rag import RagKey, fold
from loaders.recommendations import tracker_issues as kinds
from loaders.recommendations.tracker_rows import ReadRecommendation, RowReader
from loaders.recommendations.tracker_tables import TrackerTable, find_tables


@dataclass(frozen=True, slots=True)
class UnderstoodTracker:
    """What a tracker says. `sheets` are those that were read; `lacks_origin` asks who recommended."""

    recommendations: tuple[ReadRecommendation, ...]
    sheets: tuple[str, ...]
    issues: tuple[Issue, ...]

    @property
    def lacks_origin(self) -> bool:
        return any(not one.has_origin for one in self.recommendations)


def understand_tracker(
    workbook: RawWorkbook, key: Sequence[KeyRow] = (), origin: Origin | None = None
) -> UnderstoodTracker:
    """Read every recommendation of a workbook. `key` is the plan's; `origin` is who recommended where no cell
    says it, as a person chose."""
    reader = _TrackerReader(workbook, RagKey(tuple(key)), origin)
    return reader.read()


class _TrackerReader:
    def __init__(self, workbook: RawWorkbook, key: RagKey, origin: Origin | None) -> None:
        self.workbook, self.key, self.origin = workbook, key, origin
        self.issues: list[Issue] = []
        self.found: list[ReadRecommendation] = []
        self.sheets: list[str] = []

    def read(self) -> UnderstoodTracker:
        has_tables = False
        for sheet in self.workbook.sheets:
            grid = Grid(sheet)
            tables, above = find_tables(grid)
            if not tables:
                self._skip(sheet)
            elif sheet.hidden:
                self.issues.append(Issue(kinds.TRACKER_SHEET_HIDDEN, sheet.name, sheet.name))
            else:
                has_tables = True
                self.sheets.append(sheet.name)
                self._read_sheet(grid, tables, above)
        if not self.found:
            none = kinds.TRACKER_EMPTY if has_tables else kinds.NO_TRACKER
            self.issues.insert(0, Issue(none, ", ".join(sheet.name for sheet in self.workbook.sheets)))
        self._report_origins()
        self._report_refs()
        return UnderstoodTracker(tuple(self.found), tuple(self.sheets), tuple(self.issues))

    def _skip(self, sheet: RawSheet) -> None:
        if sheet.rows or sheet.text_boxes:
            self.issues.append(Issue(kinds.TRACKER_SHEET_SKIPPED, sheet.name, sheet.name))

    def _read_sheet(self, grid: Grid, tables: Sequence[TrackerTable], above: Sequence[int]) -> None:
        sheet = grid.sheet
        titles = [text for row in above for text in grid.own_texts(row).values()]
        around = (sheet.name, *titles, *sheet.margins, self.workbook.file_name)
        for row in above:
            for column, text in grid.own_texts(row).items():
                self._say(kinds.TRACKER_TEXT_LEFT, text, sheet, row, column)
        for table in tables:
            self._report_columns(sheet, table)
            is_csv = bool(self.workbook.encoding)
            reader = RowReader(grid, table, self.key, self.origin, around, is_csv)
            self.found += reader.read()
            self.issues += reader.issues
        self._report_around(sheet, tables)

    def _say(self, kind: file_issues.IssueType, seen: str, sheet: RawSheet, row: int, column: int) -> None:
        self.issues.append(Issue(kind, seen, sheet.name, sheet.place(row, column)))

    def _report_columns(self, sheet: RawSheet, table: TrackerTable) -> None:
        for column, heading in table.beside.items():
            twice = column in table.twice
            kind = kinds.TRACKER_COLUMN_TWICE if twice else kinds.TRACKER_COLUMN_BESIDE
            self._say(kind, heading, sheet, table.header_row, column)

    def _report_around(self, sheet: RawSheet, tables: Sequence[TrackerTable]) -> None:
        """Name what a sheet holds beside its cells, and what is hidden of its tables."""
        for place, text in sheet.comments.items():
            self.issues.append(Issue(file_issues.COMMENT_NOT_LOADED, text, sheet.name, place))
        for place, text in sheet.covered.items():
            self.issues.append(Issue(file_issues.COVERED_TEXT, text, sheet.name, place))
        for text in sheet.text_boxes:
            self.issues.append(Issue(file_issues.TEXT_BOX, text, sheet.name))
        for text in sheet.margins:
            self.issues.append(Issue(kinds.TRACKER_TEXT_LEFT, text, sheet.name))
        for row, cells in sheet.rows.items():
            for column, cell in cells.items():
                if cell.struck:
                    self._say(kinds.TRACKER_STRUCK, cell.struck, sheet, row, column)
        rows = {row for table in tables for row, _ in table.rows} & sheet.hidden_rows
        columns = {column for table in tables for column in table.every_column} & sheet.hidden_columns
        hidden = [f"row {row}" for row in sorted(rows)]
        hidden += [f"column {column_letters(column)}" for column in sorted(columns)]
        if hidden:
            self.issues.append(Issue(kinds.TRACKER_ROWS_HIDDEN, ", ".join(hidden[:60]), sheet.name))

    def _report_origins(self) -> None:
        unknown = [one for one in self.found if not one.has_origin]
        if unknown:
            seen = f"{len(unknown)} of {len(self.found)} recommendations"
            self.issues.append(Issue(kinds.ORIGIN_UNKNOWN, seen, unknown[0].sheet, unknown[0].cell))
        read = Counter(
            (one.origin_from, one.content.origin, one.sheet) for one in self.found if one.origin_from
        )
        for (text, origin, sheet), number in read.items():
            seen = f"{ORIGIN_NAMES[origin]} ({number:,}), from “{text}”"
            self.issues.append(Issue(kinds.ORIGIN_READ, seen, sheet))

    def _report_refs(self) -> None:
        held: dict[tuple[Origin, str, str], str] = {}
        for one in self.found:
            if not one.content.ref:
                continue
            name = (one.content.origin, fold(one.content.source), fold(one.content.ref))
            if name in held:
                seen = f"{one.content.ref}, also in {held[name]}"
                self.issues.append(Issue(kinds.TRACKER_REF_TWICE, seen, one.sheet, one.cell))
            held.setdefault(name, one.cell)
