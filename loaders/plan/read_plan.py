"""What a workbook says: its actions with area, outcome, people, dates and ratings, and every doubt.

Owns: going from raw sheets to stated actions and issues. Refuses: the database, and filling what is blank.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from data_model.plan.action_content import ActionContent
from data_model.plan.due_dates import DueDate, Precision
from data_model.plan.earlier_statements import EarlierStatement
from data_model.plan.import_choices import ChoiceKind, ImportChoice, ImportQuestion
from data_model.plan.rows import KeyRow
from data_model.shared.days.date_parser import DateSpan, names_of_dates_in, read_day, tidy_text
from loaders.files import issues as file_kinds
from loaders.files.grid import split_number
from loaders.files.issues import Issue, IssueType
from loaders.files.raw_workbook import RawCell, RawWorkbook, column_letters
from loaders.files.text_encoding import encoding_issues
from loaders.plan import plan_issues as kinds
from loaders.plan.area_names import AreaNamer
from loaders.plan.choices import once
from loaders.plan.columns.dates import read_dates
from loaders.plan.columns.settle import JOINED
from loaders.plan.exceptions import apply_exceptions
from loaders.plan.heading_vocabulary import Field
from loaders.plan.headings import preset_of
from loaders.plan.offers import LinkInFile, StruckRow
from loaders.plan.people.known_people import KnownPeople
from loaders.plan.plausibility import find_doubts
from loaders.plan.ratings import rating_issues as rating_kinds
from loaders.plan.ratings.key_shapes import KeyLine, read_key_line
from loaders.plan.ratings.rag import RagKey
from loaders.plan.ratings.rag_key import read_key
from loaders.plan.ratings.ratings import Ratings
from loaders.plan.sheets.cards import cards_as_tables
from loaders.plan.sheets.choose_sheets import choose_sheets
from loaders.plan.tables.plan_so_far import PlanSoFar
from loaders.plan.tables.read_table import TableReader
from loaders.plan.tables.row_roles import struck_words
from loaders.plan.tables.scan import ActionTable, SheetScan, Title
from loaders.plan.tables.titles import is_label


@dataclass(slots=True)
class UnderstoodPlan:
    """All that a workbook says. `title` is the first line of its title block, `named_day` the one day that
    the block names (perhaps the day of which the file is true), `key` the RAG key that was used. `questions`
    are about its columns and sheets, `earlier` what columns say that a person gave to months before, by the
    action's place in `actions` and by month. `struck` and `links` are what an import may offer. `scans` are
    the sheets with what was found on them, those that were left out not among them; of two tables side by
    side each is one."""

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
    questions: tuple[ImportQuestion, ...] = ()
    earlier: Mapping[tuple[int, date], EarlierStatement] = field(default_factory=dict)
    struck: tuple[StruckRow, ...] = ()
    links: tuple[LinkInFile, ...] = ()
    scans: tuple[SheetScan, ...] = field(default=(), compare=False, repr=False)

    @property
    def outcomes(self) -> int:
        return len({(row.area_number, row.area, row.outcome) for row in self.actions if row.outcome})


def understand(
    workbook: RawWorkbook, decided: Sequence[KeyRow] = (), choices: Sequence[ImportChoice] = ()
) -> UnderstoodPlan:
    """Understand a workbook as an action plan.

    `decided` holds what persons decided about the key before, in this plan or just now; each stands before
    the workbook's own key, which stands before nothing: a colour without an explanation is not rated.
    `choices` holds what they decided about columns and sheets; each stands before what the reader thinks.
    """
    return _PlanReader(workbook, tuple(decided), choices).read()


class _PlanReader:
    def __init__(
        self, workbook: RawWorkbook, decided: tuple[KeyRow, ...], choices: Sequence[ImportChoice]
    ) -> None:
        self.decided = decided
        columns = {choice.about: choice.meaning for choice in choices if choice.kind is ChoiceKind.COLUMN}
        sheets = {choice.about: choice.meaning for choice in choices if choice.kind is ChoiceKind.SHEET}
        self.workbook = cards_as_tables(workbook, columns)
        chosen = choose_sheets(self.workbook, columns, sheets)
        self.scans, self.questions, self.issues = chosen.scans, chosen.questions, chosen.issues
        self.title: Title | None = None
        self.struck: list[StruckRow] = []

    def read(self) -> UnderstoodPlan:
        key = self._read_keys()
        plan = self.plan = PlanSoFar(
            Ratings(RagKey(tuple(key))), KnownPeople(self.workbook, self._responsible()), self.issues
        )
        with_tables = [scan for scan in self.scans if scan.action_tables]
        for scan in with_tables:
            self._read_sheet(scan, len(with_tables) > 1, _are_titled_apart(scan, with_tables))
        titles = [title for scan in with_tables for title in scan.titles]
        self.title = next(filter(None, map(_title_of, with_tables)), None)
        for scan in self.scans:
            self._report_sheet(scan)
        if plan.people.initials_used:
            told = "; ".join(f"{short}: {name}" for short, name in sorted(plan.people.initials_used.items()))
            self._say(kinds.INITIALS_READ, told)
        if plan.people.surname_first:
            self._say(kinds.SURNAME_FIRST_READ, "; ".join(plan.people.surname_first))
        self.issues += encoding_issues(self.workbook.encoding)
        actions, issues = apply_exceptions(plan.actions, self.scans)
        self.issues += issues + plan.ratings.issues() + find_doubts(actions)
        if not with_tables:
            self._say(kinds.NO_ACTION_TABLE, self._what_was_seen())
        elif not actions:
            self._say(kinds.NOTHING_TO_LOAD, ", ".join(scan.grid.sheet.name for scan in with_tables))
        return UnderstoodPlan(
            title=" ".join(self.title.text.split()) if self.title else "",
            sheets=tuple(scan.grid.sheet.name for scan in with_tables),
            actions=actions,
            areas=list(plan.areas),
            key=key,
            unexplained=plan.ratings.unexplained(),
            named_day=_named_day([title.text for title in titles]),
            issues=self.issues,
            questions=once(self.questions + [one for scan in self.scans for one in scan.questions]),
            earlier=plan.earlier,
            scans=tuple(self.scans),
            struck=tuple(self.struck),
            links=tuple(plan.links),
        )

    def _responsible(self) -> Iterator[str]:
        """Give what the columns of responsible people hold, when it is asked for."""
        for scan in self.scans:
            for table in scan.action_tables:
                for column, meaning in table.meanings.items():
                    if meaning is Field.RESPONSIBLE:
                        yield from (scan.grid.text(row, column) for row in table.rows)

    def _what_was_seen(self) -> str:
        """Name the sheets, and the headings where a row looks like a header."""
        sheets = ", ".join(sheet.name for sheet in self.workbook.sheets)
        headings = [f"“{one.written}”" for one in self.questions if one.kind is ChoiceKind.COLUMN]
        return f"{sheets}; headings seen: {', '.join(headings)}" if headings else sheets

    def _say(self, kind: IssueType, seen: str, sheet: str = "", cell: str = "") -> None:
        self.issues.append(Issue(kind, seen, sheet, cell))

    def _read_keys(self) -> list[KeyRow]:
        """Put the persons' decisions before the workbook's key; one decided again loses its issue."""
        entries: dict[str, KeyRow] = {entry.seen: entry for entry in self.decided if entry.decided_by}
        for scan in self.scans:
            read, issues = read_key(
                scan.grid, scan.key_rows, scan.key_columns, self._key_lines(scan), scan.key_ends
            )
            decided_labels = {entry.label for entry in entries.values()}
            self.issues += [issue for issue in issues if issue.seen not in decided_labels]
            for entry in read:
                decision = entries.setdefault(entry.seen, entry)
                if not decision.label:  # decided by colour alone: the workbook's own words name it
                    entries[entry.seen] = replace(decision, label=entry.label)
        for entry in self.decided:
            entries.setdefault(entry.seen, entry)
        return list(entries.values())

    def _key_lines(self, scan: SheetScan) -> list[KeyLine]:
        """Gather the lines of keys without a title, those in text boxes and around the tables too."""
        sheet = scan.grid.sheet
        boxes = [line for text in sheet.text_boxes for line in read_key_line(text, "text box")]
        around = [line for text in sheet.margins for line in read_key_line(text, "")]
        return [*scan.key_lines, *boxes, *around]

    def _report_sheet(self, scan: SheetScan) -> None:
        sheet = scan.grid.sheet
        titles = [
            (sheet.place(title.row, title.column), title.text)
            for title in scan.titles
            if title is not self.title
        ]
        for cell, text in titles + scan.notes:
            self._say(kinds.TEXT_NOT_LOADED, text, sheet.name, cell)
        for cell, text in sheet.comments.items():
            self._say(file_kinds.COMMENT_NOT_LOADED, text, sheet.name, cell)
        for cell, text in sheet.covered.items():
            self._say(file_kinds.COVERED_TEXT, text, sheet.name, cell)
        for text in sheet.text_boxes:
            if not read_key_line(text, ""):
                self._say(file_kinds.TEXT_BOX, text, sheet.name)
        for text in sheet.margins:
            if read_key_line(text, ""):
                continue
            self._say(kinds.TEXT_NOT_LOADED, text, sheet.name)
        self.issues += scan.issues
        issues, struck = struck_words(scan)
        self.issues += issues
        self.struck += struck
        for seen in sheet.unread_formats:
            self._say(rating_kinds.KEY_FORMAT_UNREAD, seen, sheet.name)
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

    def _read_sheet(self, scan: SheetScan, several_sheets: bool, beside: bool) -> None:
        namer = AreaNamer(scan, several_sheets, beside)
        dates = self._read_dates(scan)
        for table in scan.action_tables:
            self._report_header(scan, table)
            area = namer.name(table)
            if table.area is not None and not namer.uses_title(table) and table.area not in scan.titles:
                self._set_title_aside(scan, table.area)
            if table.rows and area is not None and area == namer.from_sheet and area not in self.plan.areas:
                kind = kinds.AREA_MISSING if namer.names_nothing else kinds.AREA_FROM_SHEET
                self._say(kind, scan.grid.sheet.name, scan.grid.sheet.name)
            TableReader(self.plan, scan, table, area, dates, namer.uses_title(table)).read()
        for title in {table.area.row: table.area for table in scan.action_tables if table.area}.values():
            if title not in scan.titles and _heads_the_plan(title, scan):
                scan.titles.insert(0, title)
            elif not self._is_told(scan, title) and split_number(title.text) not in self.plan.areas:
                self._say(
                    kinds.AREA_EMPTY,
                    title.text,
                    scan.grid.sheet.name,
                    scan.grid.sheet.place(title.row, title.column),
                )

    def _set_title_aside(self, scan: SheetScan, title: Title) -> None:
        """Keep a title that names no area: above the tables it may be the plan's."""
        if title.row < scan.tables[0].header_row:
            scan.titles.append(title)
            return
        if not self._is_told(scan, title):
            scan.notes.append((scan.grid.sheet.place(title.row, title.column), title.text))

    def _is_told(self, scan: SheetScan, title: Title) -> bool:
        place = scan.grid.sheet.place(title.row, title.column)
        return title in scan.titles or (place, title.text) in scan.notes

    def _read_dates(self, scan: SheetScan) -> dict[tuple[int, int], DueDate]:
        """Read the dates of each column of dates as a whole, over all the tables of a sheet."""
        columns: dict[int, dict[int, RawCell]] = {}
        exported = set[int]()
        for table in scan.action_tables:
            by_tool = bool(preset_of(table.headings))
            for column, meaning in table.meanings.items():
                if meaning in (Field.DUE, Field.REVISED_DUE):
                    exported |= {column} if by_tool else set()
                    cells = columns.setdefault(column, {})
                    cells.update({row: scan.grid.seen(row, column) for row in table.rows})
        found: dict[tuple[int, int], DueDate] = {}
        for column, cells in columns.items():
            dates, issues = read_dates(scan.grid.sheet, cells, column, by_tool=column in exported)
            self.issues += issues
            found.update({(row, column): due for row, due in dates.items()})
        return found

    def _report_header(self, scan: SheetScan, table: ActionTable) -> None:
        sheet, row, header = scan.grid.sheet.name, table.header_row, table.header
        for column, meaning in header.close.items():
            heading = table.headings.get(column, "")
            self._say(
                kinds.HEADING_CLOSE,
                f"“{heading}” as {meaning.value}",
                sheet,
                scan.grid.sheet.place(row, column),
            )
        for meaning, columns in header.duplicates.items():
            kind = kinds.HEADING_JOINED if meaning in JOINED else kinds.HEADING_TWICE
            for column in columns:
                self._say(kind, table.headings.get(column, ""), sheet, scan.grid.sheet.place(row, column))
        if Field.RAG not in table.meanings.values() and not header.ticked:
            self._say(
                rating_kinds.RAG_COLUMN_MISSING, "", sheet, scan.grid.sheet.place(row, min(table.meanings))
            )


def _are_titled_apart(scan: SheetScan, scans: Sequence[SheetScan]) -> bool:
    """Tell whether a sheet's tables stand side by side, and each has a title above it."""
    same = [one for one in scans if one.grid.sheet.name == scan.grid.sheet.name]
    return len(same) > 1 and all(table.area is not None for one in same for table in one.action_tables)


def _heads_the_plan(title: Title, scan: SheetScan) -> bool:
    """Tell the plan's title above the first headings, with the areas' titles below these, from an area."""
    under = [table for table in scan.action_tables if table.area is title]
    return not title.number and title.row < scan.tables[0].header_row and not any(one.rows for one in under)


def _title_of(scan: SheetScan) -> Title | None:
    """Choose the title of a sheet: its first line above the tables that is no label, nor behind one."""
    labelled = {title.row for title in scan.titles if title.text.rstrip().endswith(":")}
    lines = sorted(scan.titles, key=lambda one: (one.row, one.column))
    return next((one for one in lines if one.row not in labelled and not is_label(one.text)), None)


def _named_day(titles: Sequence[str]) -> date | None:
    """Find the day that a title block names; None when it names none or several."""
    days = set[date]()
    for title in titles:
        for words in names_of_dates_in(tidy_text(title[:300])):
            day = read_day(tidy_text(words))
            if isinstance(day, DateSpan) and day.precision is Precision.DAY:
                days.add(day.last)
    return days.pop() if len(days) == 1 else None
