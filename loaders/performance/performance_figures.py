"""The figures of a whole workbook: each sheet's tables, what their names mean, and what is read of them.

Owns: going through the sheets in order, asking for each name's meaning once, and telling what was not read.
Refuses: comparing with what is stored.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from data_model.measures.measure_vocabulary import PartKind, Polarity, Unit, measure_key
from data_model.measures.stated_measures import NewDefinition, StatedReading
from data_model.plan.import_choices import ChoiceKind, ImportQuestion
from data_model.shared.sentence_text import counted
from loaders.files import issues as file_kinds
from loaders.files.grid import as_text
from loaders.files.issues import Issue, IssueType
from loaders.files.raw_workbook import RawSheet, RawWorkbook
from loaders.files.text_encoding import encoding_issues
from loaders.performance import performance_issues as kinds
from loaders.performance.measure_names import Meant, NameBook, UnknownName, written_name
from loaders.performance.performance_beside import better_way
from loaders.performance.performance_bodies import TablesOfFile
from loaders.performance.performance_changes import check_changes, check_unit_costs
from loaders.performance.performance_choices import ToldOfFile, ask_of_sheet
from loaders.performance.performance_headings import ColumnRole
from loaders.performance.performance_series import SeriesReader
from loaders.performance.performance_tables import FiguresTable, RawSeries, SheetTables, compressed, issue_at
from loaders.performance.said_units import frequency_said, unit_said
from loaders.performance.series_scale import holds_bare_points
from loaders.plan.choices import once

# A name as written, its cell, the cells of its figures, and all of its cells.
_Waiting = tuple[str, str, list[str], list[str]]


class SheetLayout(NamedTuple):
    """A table that was read: its sheet, its layout in words, its rows, and its number of series.

    `told` says what was read of it where its rows say nothing, as of a list of contacts.
    """

    sheet: str
    layout: str
    first_row: int
    last_row: int
    series: int
    told: str = ""


@dataclass(slots=True)
class _Asked:
    """Where each name stands that is asked for or was answered, by its folded words, sheet by sheet.

    `waiting` are those that mean no measure yet, `ways` which way is better as the file says it.
    """

    places: dict[str, dict[str, list[_Waiting]]] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)
    series: dict[str, list[RawSeries]] = field(default_factory=dict)
    ways: dict[str, set[Polarity | None]] = field(default_factory=dict)

    def add(self, written: str, table: FiguresTable, series: RawSeries, *, waits: bool) -> None:
        key = measure_key(written)
        one = (written, series.place, _cells(series), _all_cells(series))
        self.places.setdefault(key, {}).setdefault(table.sheet, []).append(one)
        self.series.setdefault(key, []).append(series)
        said = (one for one in series.beside if one.role is ColumnRole.POLARITY)
        self.ways.setdefault(key, set()).update(better_way(as_text(one.placed.cell.value)) for one in said)
        if waits:
            self.waiting.add(key)

    def unit(self, key: str) -> Unit | None:
        """Return the unit where the file says one of all that bears the name."""
        units = {unit_said(one) for one in self.series[key]}
        return next(iter(units)) if len(units) == 1 else None

    def way(self, key: str) -> Polarity | None:
        """Return which way is better where the file says one for all that bears the name."""
        ways = self.ways[key]
        return next(iter(ways)) if len(ways) == 1 else None


@dataclass(slots=True)
class ReadFigures:
    """All that was read of a workbook. `asked` are the names that mean no measure yet (`unknown`) and those
    that were answered, in the order of the file."""

    readings: list[StatedReading] = field(default_factory=list)
    readers: list[tuple[SeriesReader, NewDefinition]] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    layouts: tuple[SheetLayout, ...] = ()
    unknown: tuple[UnknownName, ...] = ()
    asked: tuple[UnknownName, ...] = ()
    answered: dict[str, Meant] = field(default_factory=dict)
    questions: tuple[ImportQuestion, ...] = ()


def read_figures(tables_of_file: TablesOfFile, book: NameBook, as_at: date) -> ReadFigures:
    """Read every figure of a workbook whose measure is known; whatever is not read is an issue.

    What its columns and sheets were read as, and what is asked of them, are `questions`.
    """
    workbook, told = tables_of_file.workbook, tables_of_file.told
    found = ReadFigures()
    questions: list[ImportQuestion] = []
    layouts: list[SheetLayout] = []
    asked = _Asked()
    found.issues += encoding_issues(workbook.encoding)
    for number, sheet in enumerate(workbook.sheets):
        tables = tables_of_file.of_sheet(number, book.is_known)
        questions += _of_sheet(sheet, tables, told)
        if not _is_read(sheet, tables, told, found.issues):
            continue
        found.issues += tables.issues
        for table in tables.tables:
            layouts.append(
                SheetLayout(
                    sheet.name, table.layout.value, table.first_row, table.last_row, len(table.series)
                )
            )
            _read_table(table, book, as_at, found, asked)
            found.issues += check_changes(table)
        found.issues += _looks(sheet)
    found.issues += check_unit_costs([reader for reader, _ in found.readers])
    found.layouts = tuple(layouts)
    names = {
        key: replace(
            _unknown(book, places, asked.way(key)),
            unit=asked.unit(key),
            frequency=frequency_said(asked.series[key]),
        )
        for key, places in asked.places.items()
    }
    found.asked = tuple(names.values())
    waiting = [key for key in names if key in asked.waiting]
    found.unknown = tuple(names[key] for key in waiting)
    found.issues += _issues_of_names(found.unknown, [asked.places[key] for key in waiting], book)
    found.questions = once(questions)
    if not layouts:
        # Without an answer nothing of the file can be loaded.
        found.questions = tuple(replace(one, must_answer=one.asks) for one in found.questions)
        found.issues.append(Issue(kinds.NO_PERFORMANCE_TABLE, _what_was_seen(workbook, found.questions)))
    return found


def _what_was_seen(workbook: RawWorkbook, questions: Sequence[ImportQuestion]) -> str:
    """Name the file, and the headings where a row looks like those of figures."""
    headings = [f"“{one.written}”" for one in questions if one.kind is ChoiceKind.COLUMN]
    return f"{workbook.file_name}; headings seen: {', '.join(headings)}" if headings else workbook.file_name


def _of_sheet(sheet: RawSheet, tables: SheetTables, told: ToldOfFile) -> list[ImportQuestion]:
    """List what a sheet and its columns were read as; of one that is left out the columns do not matter."""
    if not sheet.rows:
        return []
    names = [series.name for table in tables.tables for series in table.series]
    asked = ask_of_sheet(sheet, list(dict.fromkeys(names)), told)
    is_out = told.is_left_out(sheet)
    return [asked, *([] if is_out else tables.questions)]


def _is_read(sheet: RawSheet, tables: SheetTables, told: ToldOfFile, issues: list[Issue]) -> bool:
    is_out = told.is_left_out(sheet)
    if tables.tables and not is_out:
        return True
    if any(cell.value is not None for cells in sheet.rows.values() for cell in cells.values()):
        kind = kinds.PERFORMANCE_SHEET_SKIPPED
        if is_out and tables.tables:
            is_told = measure_key(sheet.name) in told.sheets
            kind = kinds.PERFORMANCE_SHEET_LEFT if is_told else kinds.PERFORMANCE_SHEET_HIDDEN
        issues.append(Issue(kind, sheet.name, sheet.name))
    return False


def _read_table(
    table: FiguresTable,
    book: NameBook,
    as_at: date,
    found: ReadFigures,
    asked: _Asked,
) -> None:
    with_points = [id(one) for one in table.series if holds_bare_points(one)]
    percent_points: set[int] = set()
    readers: list[SeriesReader] = []
    in_doubt = _under_several_sections(table, book) | _parts_of_parts(table, book)
    for series in table.series:
        written = written_name(series.name, series.section)
        meant = None if id(series) in in_doubt else book.find(series.name, series.section)
        if meant is None:
            asked.add(written, table, series, waits=True)
            continue
        for name in (written, series.name):
            if book.is_answered(name):
                found.answered[name] = meant
                asked.add(name, table, series, waits=False)
                break
        if meant.measure_id is None:
            found.issues.append(_left_out(kinds.MEASURE_LEFT_OUT, written, table.sheet, series))
            continue
        told = book.described[meant.measure_id]
        if told.retired:
            found.issues.append(_left_out(kinds.MEASURE_RETIRED, told.name, table.sheet, series))
            continue
        meant = _with_part(meant, series, book)
        rule = told.definition
        reader = SeriesReader(table, series, meant, told.name, rule.unit, rule.frequency, as_at)
        if rule.unit.value == "percent" and id(series) in with_points:
            percent_points.add(id(series))
        readers.append(reader)
        found.readers.append((reader, rule))
    for reader in readers:
        reader.holds_points = bool(percent_points - {id(reader.series)})
        reader.read()
        found.readings += reader.readings
        found.issues += reader.issues


def _under_several_sections(table: FiguresTable, book: NameBook) -> set[int]:
    """Find the series whose name stands under several sections with other figures.

    The sections may be areas or services, so that none of the figures is the whole's: they are asked for.
    """
    groups: dict[tuple[str, PartKind, str], list[RawSeries]] = {}
    for series in table.series:
        if series.section and not book.is_settled(series.name, series.section):
            key = (measure_key(series.name), series.part_kind, measure_key(series.part))
            groups.setdefault(key, []).append(series)
    return {
        id(series)
        for group in groups.values()
        if len({measure_key(one.section) for one in group}) > 1
        and not all(_same_figures(group[0], one) for one in group[1:])
        for series in group
    }


def _parts_of_parts(table: FiguresTable, book: NameBook) -> set[int]:
    """Find the series of a tier or team that stand under another: a tier of a team is neither of the two."""
    return {
        id(series)
        for series in table.series
        if series.part_kind is not PartKind.WHOLE and book.part_of(series.section)[0] is not PartKind.WHOLE
    }


def _same_figures(one: RawSeries, other: RawSeries) -> bool:
    """Say whether two series have a period in common and never differ in one."""
    figures = [
        {
            (entry.words, role): placed.cell.value
            for entry in series.entries
            for role, placed in entry.cells.items()
        }
        for series in (one, other)
    ]
    shared = figures[0].keys() & figures[1].keys()
    return bool(shared) and all(figures[0][key] == figures[1][key] for key in shared)


def _with_part(meant: Meant, series: RawSeries, book: NameBook) -> Meant:
    """Add the tier or team that stands in a column of its own to what the name means."""
    if series.part_kind is PartKind.WHOLE or meant.part_kind is not PartKind.WHOLE:
        return meant
    part = series.part
    if series.part_kind is PartKind.TIER:
        kind, known = book.part_of(part)
        part = known if kind is PartKind.TIER else part
    return Meant(meant.measure_id, series.part_kind, part)


def _cells(series: RawSeries) -> list[str]:
    return [placed.name for entry in series.entries for placed in entry.cells.values()]


def _all_cells(series: RawSeries) -> list[str]:
    """List every cell of a series, so that whatever is not loaded with it is named."""
    beside = [one.placed for one in series.beside] + ([series.target] if series.target else [])
    others = [placed for entry in series.entries for _, placed in entry.others]
    return [*_cells(series), *(placed.name for placed in (*beside, *others))]


def _left_out(kind: IssueType, name: str, sheet: str, series: RawSeries) -> Issue:
    return issue_at(kind, name, sheet, compressed(_all_cells(series)) or series.place)


def _unknown(book: NameBook, places: dict[str, list[_Waiting]], polarity: Polarity | None) -> UnknownName:
    listed = [one for in_sheet in places.values() for one in in_sheet]
    sheet = next(iter(places))
    written, place = listed[0][:2]
    name = written.rpartition(": ")[2] if book.proposals(written) == () else written
    return UnknownName(
        written,
        sum(len(cells) for _, _, cells, _ in listed),
        sheet,
        place,
        book.proposals(name),
        polarity,
    )


def _issues_of_names(
    unknown: tuple[UnknownName, ...],
    asked: Sequence[Mapping[str, list[_Waiting]]],
    book: NameBook,
) -> list[Issue]:
    issues = []
    for name, places in zip(unknown, asked, strict=True):
        close = ", ".join(f"“{one.name}” ({one.likeness}% alike)" for one in name.proposals)
        number = counted(name.figures, "figure")
        for sheet, listed in places.items():
            cells = [cell for *_, own in listed for cell in own]
            seen = f"“{name.written}”, {number}" + (f"; close to {close}" if close else "")
            issues.append(issue_at(kinds.MEASURE_UNKNOWN, seen, sheet, compressed(cells) or name.cell))
    for number_of_new in sorted(book.from_catalogue, reverse=True):
        issues.append(Issue(kinds.MEASURE_FROM_CATALOGUE, book.described[number_of_new].name))
    return issues


def _looks(sheet: RawSheet) -> list[Issue]:
    """Tell what a person cannot see at a glance: hidden rows and columns, and comments."""
    issues = []
    rows = [row for row in sorted(sheet.hidden_rows) if row in sheet.rows]
    used = {column for cells in sheet.rows.values() for column in cells}
    columns = sorted(sheet.hidden_columns & used)
    if rows or columns:
        said = []
        if rows:
            said.append(f"rows {rows[0]} to {rows[-1]}" if len(rows) > 1 else f"row {rows[0]}")
        if columns:
            said.append(counted(len(columns), "column"))
        issues.append(Issue(kinds.PERFORMANCE_ROWS_HIDDEN, " and ".join(said), sheet.name))
    for cell, text in sheet.comments.items():
        issues.append(issue_at(file_kinds.COMMENT_NOT_LOADED, text, sheet.name, cell))
    return issues
