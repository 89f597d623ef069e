"""What a workbook says: its actions with area, outcome, people, dates and ratings, and every doubt.

Owns: going from raw sheets to stated actions and issues. Refuses: the database, and filling what is blank.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from data_model.plan.action_content import ActionContent, NamedPerson
from data_model.plan.action_fields import LONG_TEXTS, TEXT_FIELDS
from data_model.plan.due_dates import DueDate, DueKind, Precision, understand_due_date
from data_model.plan.rows import KeyRow
from data_model.shared.colour_text import describe
from data_model.shared.date_parser import DateSpan, names_of_dates_in, read_day, tidy_text
from loaders.files import issues as kinds
from loaders.files.grid import as_text, split_number
from loaders.files.issues import Issue, IssueType
from loaders.files.raw_workbook import CellValue, RawWorkbook, cell_name, column_letters
from loaders.plan.exceptions import apply_exceptions
from loaders.plan.find_tables import ActionTable, SheetScan, scan_sheet
from loaders.plan.heading_vocabulary import Field
from loaders.plan.headings import NAME_OF_COLUMN
from loaders.plan.plausibility import find_doubts
from loaders.plan.rag import RagKey, ReadRating
from loaders.plan.rag_key import read_key
from loaders.plan.ratings import Ratings
from loaders.plan.responsible import person_key, understand_responsible

# Columns whose absence leaves a stored value standing.
_MAY_LACK = {
    meaning: name
    for meaning, name in NAME_OF_COLUMN.items()
    if meaning not in (Field.AREA, Field.REF, Field.ACTION)
}
# Fields that no column of a plan's own tables holds; an exception table may.
_WITHOUT_COLUMN = frozenset(field.name for field in TEXT_FIELDS if not field.heading)
_TEXT_COLUMNS: dict[Field, str] = {Field(field.heading): field.name for field in TEXT_FIELDS if field.heading}
_LONG_TEXTS = frozenset(meaning for meaning, name in _TEXT_COLUMNS.items() if name in LONG_TEXTS)


@dataclass(slots=True)
class UnderstoodPlan:
    """All that a workbook says. `title` is the first line of its title block, `named_day` the one day that
    the block names (perhaps the day of which the file is true), `key` the RAG key that was used."""

    title: str
    sheets: tuple[str, ...]
    actions: list[ActionContent] = field(default_factory=list)
    areas: list[tuple[str, str]] = field(default_factory=list)
    key: list[KeyRow] = field(default_factory=list)
    named_day: date | None = None
    unexplained: dict[str, int] = field(
        default_factory=dict
    )  # what was seen -> actions, for a person to decide
    issues: list[Issue] = field(default_factory=list)

    @property
    def outcomes(self) -> int:
        return len({(row.area_number, row.area, row.outcome) for row in self.actions if row.outcome})


def understand(workbook: RawWorkbook, decided: tuple[KeyRow, ...] = ()) -> UnderstoodPlan:
    """Understand a workbook as an action plan.

    `decided` holds what persons decided about the key before, in this plan or just now; each stands before
    the workbook's own key, which stands before nothing: a colour without an explanation is not rated.
    """
    return _PlanReader(workbook, decided).read()


class _PlanReader:
    def __init__(self, workbook: RawWorkbook, decided: tuple[KeyRow, ...]) -> None:
        self.workbook = workbook
        self.decided = decided
        self.scans: list[SheetScan] = []
        self.issues: list[Issue] = []
        self.actions: list[ActionContent] = []
        self.areas: dict[tuple[str, str], None] = {}
        self.absent: dict[int, frozenset[str]] = {}

    def read(self) -> UnderstoodPlan:
        for sheet in self.workbook.sheets:
            scan = scan_sheet(sheet)
            if sheet.hidden and scan.tables:
                self._say(kinds.SHEET_HIDDEN, sheet.name, sheet.name)
            elif scan.tables or scan.key_rows:
                self.scans.append(scan)
            elif scan.titles or scan.notes:
                self._say(kinds.SHEET_SKIPPED, sheet.name, sheet.name)
        key = self._read_keys()
        self.ratings = Ratings(RagKey(tuple(key)))
        with_tables = [scan for scan in self.scans if scan.action_tables]
        for scan in with_tables:
            self._read_sheet(scan, several_sheets=len(with_tables) > 1)
        for scan in self.scans:
            self._report_sheet(scan)
        if "windows" in self.workbook.encoding:
            self._say(kinds.ENCODING, self.workbook.encoding)
        actions, issues = apply_exceptions(self.actions, self.scans)
        self.issues += issues + self.ratings.issues() + find_doubts(actions)
        if not with_tables:
            self._say(kinds.NO_ACTION_TABLE, ", ".join(sheet.name for sheet in self.workbook.sheets))
        elif not actions:
            self._say(kinds.NOTHING_TO_LOAD, ", ".join(scan.grid.sheet.name for scan in with_tables))
        titles = [title.text for scan in with_tables for title in scan.titles]
        return UnderstoodPlan(
            title=" ".join(titles[0].split()) if titles else "",
            sheets=tuple(scan.grid.sheet.name for scan in with_tables),
            actions=actions,
            areas=list(self.areas),
            key=key,
            unexplained=self.ratings.unexplained(),
            named_day=_named_day(titles),
            issues=self.issues,
        )

    def _say(self, kind: IssueType, seen: str, sheet: str = "", cell: str = "") -> None:
        self.issues.append(Issue(kind, seen, sheet, cell))

    def _read_keys(self) -> list[KeyRow]:
        """Put the persons' decisions before the workbook's key; one decided again loses its issue."""
        entries: dict[str, KeyRow] = {entry.seen: entry for entry in self.decided if entry.decided_by}
        for scan in self.scans:
            read, issues = read_key(scan.grid, scan.key_rows, scan.key_columns)
            decided_labels = {entry.label for entry in entries.values()}
            self.issues += [issue for issue in issues if issue.seen not in decided_labels]
            for entry in read:
                decision = entries.setdefault(entry.seen, entry)
                if not decision.label:  # decided by colour alone: the workbook's own words name it
                    entries[entry.seen] = replace(decision, label=entry.label)
        for entry in self.decided:
            entries.setdefault(entry.seen, entry)
        return list(entries.values())

    def _report_sheet(self, scan: SheetScan) -> None:
        sheet = scan.grid.sheet
        titles = [(cell_name(title.row, title.column), title.text) for title in scan.titles]
        for cell, text in (titles[1:] if scan is self.scans[0] else titles) + scan.notes:
            self._say(kinds.TEXT_NOT_LOADED, text, sheet.name, cell)
        for cell, text in sheet.comments.items():
            self._say(kinds.COMMENT_NOT_LOADED, text, sheet.name, cell)
        for seen in sheet.unread_formats:
            self._say(kinds.KEY_FORMAT_UNREAD, seen, sheet.name)
        for seen in sheet.overlapping_merges:
            self._say(kinds.MERGES_OVERLAP, seen, sheet.name, seen)
        used = {row for table in scan.action_tables for row in table.rows}
        hidden = sorted(used & sheet.hidden_rows)
        if hidden:
            self._say(kinds.ROWS_HIDDEN, f"{len(hidden)} rows", sheet.name, f"{hidden[0]}:{hidden[-1]}")
        columns = {column for table in scan.action_tables for column in table.meanings}
        for column in sorted(columns & sheet.hidden_columns):
            self._say(
                kinds.COLUMNS_HIDDEN,
                column_letters(column),
                sheet.name,
                f"{column_letters(column)}:{column_letters(column)}",
            )

    def _read_sheet(self, scan: SheetScan, several_sheets: bool) -> None:
        namer = _AreaNamer(scan, several_sheets)
        for table in scan.action_tables:
            self._report_header(scan, table)
            area = namer.name(table)
            if table.area is not None and not namer.uses_title(table) and table.area not in scan.titles:
                scan.titles.append(table.area)
            if table.rows and area is not None and area == namer.from_sheet and area not in self.areas:
                self._say(kinds.AREA_FROM_SHEET, scan.grid.sheet.name, scan.grid.sheet.name)
            _TableReader(self, scan, table, area).read()
        for title in {table.area.row: table.area for table in scan.action_tables if table.area}.values():
            if title not in scan.titles and split_number(title.text) not in self.areas:
                self._say(
                    kinds.AREA_EMPTY, title.text, scan.grid.sheet.name, cell_name(title.row, title.column)
                )

    def _report_header(self, scan: SheetScan, table: ActionTable) -> None:
        sheet, row, header = scan.grid.sheet.name, table.header_row, table.header
        for column, meaning in header.close.items():
            heading = table.headings.get(column, "")
            self._say(kinds.HEADING_CLOSE, f"“{heading}” as {meaning.value}", sheet, cell_name(row, column))
        for meaning, columns in header.duplicates.items():
            kind = kinds.HEADING_JOINED if meaning in _LONG_TEXTS else kinds.HEADING_TWICE
            for column in columns:
                self._say(kind, table.headings.get(column, ""), sheet, cell_name(row, column))
        if Field.RAG not in table.meanings.values():
            self._say(kinds.RAG_COLUMN_MISSING, "", sheet, cell_name(row, min(table.meanings)))


def _named_day(titles: Sequence[str]) -> date | None:
    """Find the day that a title block names; None when it names none or several."""
    days = set[date]()
    for title in titles:
        for words in names_of_dates_in(tidy_text(title[:300])):
            day = read_day(tidy_text(words))
            if isinstance(day, DateSpan) and day.precision is Precision.DAY:
                days.add(day.last)
    return days.pop() if len(days) == 1 else None


class _AreaNamer:
    """Which area a table is about, when no area column says it."""

    def __init__(self, scan: SheetScan, several_sheets: bool) -> None:
        number, title = split_number(scan.grid.sheet.name)
        self.from_sheet = (number, title)
        titles = {table.area.text for table in scan.action_tables if table.area is not None}
        # A lone title without a number above the only table is the title of the sheet or of the plan.
        self.titles_are_areas = (
            scan.grid.sheet.is_document
            or len(titles) > 1
            or not several_sheets
            and any(
                table.area is not None and (table.area.wide or table.area.number)
                for table in scan.action_tables
            )
        )

    def name(self, table: ActionTable) -> tuple[str, str] | None:
        if Field.AREA in table.meanings.values():
            return None
        if table.area is not None and self.uses_title(table):
            return split_number(table.area.text)
        return self.from_sheet

    def uses_title(self, table: ActionTable) -> bool:
        if table.area is None or Field.AREA in table.meanings.values():
            return False
        return bool(table.area.number) or self.titles_are_areas


class _TableReader:
    """Reads the rows under one header."""

    def __init__(
        self, reader: _PlanReader, scan: SheetScan, table: ActionTable, area: tuple[str, str] | None
    ) -> None:
        self.reader, self.grid, self.table, self.area = reader, scan.grid, table, area
        self.key_columns = scan.key_columns
        self.sheet = scan.grid.sheet.name
        self.columns = {meaning: column for column, meaning in table.meanings.items()}
        self.absent = (
            frozenset(name for meaning, name in _MAY_LACK.items() if meaning not in self.columns)
            | _WITHOUT_COLUMN
        )
        if self.table.outcomes:
            self.absent -= {"outcome"}
        # The columns whose texts are loaded: those with a meaning, and those joined to one of them.
        joined = {c for meaning in _LONG_TEXTS for c in table.header.duplicates.get(meaning, ())}
        self.known = table.meanings.keys() | joined
        self.no_outcome: list[str] = []
        self.stray: dict[int, list[int]] = {}

    def read(self) -> None:
        for row in self.table.rows:
            self._read_row(row)
        if self.no_outcome and "outcome" not in self.absent:
            seen = f"{len(self.no_outcome)} actions" if len(self.no_outcome) > 1 else "1 action"
            self.reader._say(kinds.OUTCOME_MISSING, seen, self.sheet, ", ".join(self.no_outcome[:40]))
        for column, rows in self.stray.items():
            heading = self.table.headings.get(column) or f"column {column_letters(column)}, without a heading"
            seen = f"“{heading}”, {len(rows)} cells" if len(rows) > 1 else f"“{heading}”, 1 cell"
            where = f"{cell_name(rows[0], column)}:{cell_name(rows[-1], column)}" if len(rows) > 1 else ""
            self.reader._say(kinds.COLUMN_NOT_LOADED, seen, self.sheet, where or cell_name(rows[0], column))

    def _value(self, row: int, meaning: Field) -> CellValue:
        column = self.columns.get(meaning)
        return None if column is None else self.grid.seen(row, column).value

    def _text(self, row: int, meaning: Field) -> str:
        return as_text(self._value(row, meaning))

    def _texts(self, row: int) -> dict[str, Any]:
        """Read the plain texts of an action by field."""
        return {
            name: self._long_text(row, meaning) if meaning in _LONG_TEXTS else self._text(row, meaning)
            for meaning, name in _TEXT_COLUMNS.items()
        }

    def _long_text(self, row: int, meaning: Field) -> str:
        """Read a text with what further columns of the same meaning add, each under its own heading."""
        parts = [self._text(row, meaning)]
        for column in self.table.header.duplicates.get(meaning, ()):
            further = self.grid.text(row, column)
            if further:
                parts.append(f"{self.table.headings.get(column, '')}: {further}")
        return "\n".join(part for part in parts if part)

    def _read_row(self, row: int) -> None:
        column = self.columns[Field.ACTION]
        self._check_cells(row)
        merge = self.grid.merge_at(row, column)
        text = self._text(row, Field.ACTION)
        if text and merge is not None and merge.first_row < row and self.reader.actions:
            self._continue_action(row)
            return
        if not text:
            self._report_without_action(row)
            return
        area = self._area(row)
        self.reader.areas.setdefault(area)
        outcome = self._text(row, Field.OUTCOME) or self.table.outcomes.get(row, "")
        if not outcome:
            self.no_outcome.append(cell_name(row, column))
        responsible = self._responsible(row)
        due = self._due(row)
        rating = self._rating(row)
        self.reader.actions.append(
            ActionContent(
                area_number=area[0],
                area=area[1],
                outcome=outcome,
                ref=self._text(row, Field.REF),
                text=text,
                responsible=responsible[0],
                people=responsible[1],
                due_text=self._text(row, Field.DUE),
                due=due,
                revised_due_text=self._text(row, Field.REVISED_DUE),
                status=rating.status,
                rag_label=rating.label,
                rag_as_seen=rating.seen,
                sheet=self.sheet,
                cell=cell_name(row, column),
                due_cell=cell_name(row, self.columns[Field.DUE]) if Field.DUE in self.columns else "",
                absent=self.absent,
                **self._texts(row),
            )
        )

    def _area(self, row: int) -> tuple[str, str]:
        if self.area is not None:
            return self.area
        number, title = split_number(self._text(row, Field.AREA))
        if not title:
            self.reader._say(
                kinds.AREA_MISSING,
                self._text(row, Field.ACTION),
                self.sheet,
                cell_name(row, self.columns[Field.AREA]),
            )
            return "", "No area given"
        return number, title

    def _responsible(self, row: int) -> tuple[str, tuple[NamedPerson, ...]]:
        text = self._text(row, Field.RESPONSIBLE)
        understood = understand_responsible(text)
        cell = cell_name(row, self.columns.get(Field.RESPONSIBLE, self.columns[Field.ACTION]))
        if understood.doubt:
            self.reader._say(kinds.RESPONSIBLE_DOUBT, f"“{text}”: {understood.doubt}", self.sheet, cell)
        if not understood.people and Field.RESPONSIBLE in self.columns:
            self.reader._say(kinds.NOBODY_RESPONSIBLE, self._text(row, Field.ACTION), self.sheet, cell)
        people = tuple(
            NamedPerson(person.name, person_key(person.name) if person.name else "", person.post)
            for person in understood.people
        )
        return text, people

    def _due(self, row: int) -> DueDate:
        """Understand the date in force: the revised one where there is one that was understood."""
        due = understand_due_date(self._value(row, Field.DUE))
        self._report_due(due, row, Field.DUE)
        revised_value = self._value(row, Field.REVISED_DUE)
        if revised_value is None:
            return due
        revised = understand_due_date(revised_value)
        self._report_due(revised, row, Field.REVISED_DUE)
        return revised if revised.date is not None else due

    def _report_due(self, due: DueDate, row: int, meaning: Field) -> None:
        if not due.doubt or meaning not in self.columns:
            return
        kind = kinds.DUE_UNCLEAR if due.kind is DueKind.UNCLEAR else kinds.DUE_DOUBT
        self.reader._say(
            kind, f"“{due.text}”: {due.doubt}", self.sheet, cell_name(row, self.columns[meaning])
        )

    def _rating(self, row: int) -> ReadRating:
        if Field.RAG not in self.columns:
            return self.reader.ratings.key.rate("", None)
        column = self.columns[Field.RAG]
        cell = self.grid.seen(row, column)
        return self.reader.ratings.rate(as_text(cell.value), cell.fill, self.sheet, cell_name(row, column))

    def _check_cells(self, row: int) -> None:
        for column, cell in self.grid.sheet.rows.get(row, {}).items():
            if column not in self.known:
                in_key = column >= self.key_columns.get(row, column + 1)
                if cell.value is not None and as_text(cell.value) and not in_key:
                    self.stray.setdefault(column, []).append(row)
            elif cell.problem == "error":
                self.reader._say(kinds.CELL_ERROR, as_text(cell.value), self.sheet, cell_name(row, column))
            elif cell.problem:
                heading = self.table.headings.get(column, "")
                self.reader._say(kinds.FORMULA_NO_VALUE, heading, self.sheet, cell_name(row, column))

    def _report_without_action(self, row: int) -> None:
        texts = {column: text for column, text in self.grid.own_texts(row).items() if column in self.known}
        if not texts or row in self.table.outcomes and len(texts) == 1:
            return
        alone = set(texts) == {self.columns.get(Field.OUTCOME)}
        kind = kinds.OUTCOME_WITHOUT_ACTION if alone else kinds.ROW_WITHOUT_ACTION
        seen = " | ".join(texts.values())
        self.reader._say(kind, seen, self.sheet, cell_name(row, min(texts)))

    def _continue_action(self, row: int) -> None:
        """Give a merged action the texts of its further rows; a second date or rating is only reported."""
        action = self.reader.actions[-1]
        own = self.grid.own_texts(row)
        grown: dict[str, Any] = {}
        for meaning, column in self.columns.items():
            text = own.get(column, "")
            if meaning in _LONG_TEXTS:
                name = NAME_OF_COLUMN[meaning]
                further = (own.get(c, "") for c in self.table.header.duplicates.get(meaning, ()))
                parts = [getattr(action, name), text, *further]
                grown[name] = "\n".join(part for part in parts if part)
                continue
            if meaning is Field.RAG:
                merge = self.grid.merge_at(row, column)
                fill = self.grid.own(row, column).fill if merge is None else None
                text = text or (describe(f"fill:{fill}") if fill else "")
                differs = bool(text) and (bool(own.get(column)) or text != action.rag_as_seen)
            elif meaning in (Field.ACTION, Field.AREA):
                continue
            else:
                differs = bool(text) and text != getattr(action, NAME_OF_COLUMN[meaning])
            if differs:
                self.reader._say(kinds.MERGED_ROW_DIFFERS, text, self.sheet, cell_name(row, column))
        if grown:
            self.reader.actions[-1] = replace(action, **grown)
