"""Reads a list of contacts and computes the measures of the front door from it.

Owns: telling a list of contacts from other files, refusing it as a whole, and what a person is told about it.
Refuses: keeping anything about one contact: what leaves this module is counts, and the cells of what was left
out.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path

from data_model.measures.measure_vocabulary import Unit
from data_model.measures.rows import PerformanceSettings, TierRow
from loaders.contacts.contact_columns import (
    ContactColumns,
    identifying_issue,
    identifying_kind,
    refuse_identifying,
)
from loaders.contacts.contact_deadlines import TierLimits
from loaders.contacts.contact_figures import ContactReading, make_readings
from loaders.contacts.contact_findings import findings_of, tiers_with_limit
from loaders.contacts.contact_issues import CONTACT_CHANGED, CONTACT_COLUMN_NOT_READ
from loaders.contacts.contact_rows import (
    ContactTable,
    Content,
    find_sheet_table,
    find_text_table,
    sheet_rows,
)
from loaders.contacts.contact_tally import Tally
from loaders.files.grid import as_text
from loaders.files.issues import Issue, Severity, UnreadableFile
from loaders.files.raw_workbook import RawWorkbook, column_letters
from loaders.files.read_file import read_workbook
from loaders.files.text_encoding import encoding_issues
from loaders.files.text_rows import Rows, Text, examine_text, text_rows

_LOOKED_AT = 50  # rows by which counts are told from days
_NUMBER = re.compile(r"[0-9,]+(\.[0-9]+)?")
_PACKAGES = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
_STRONG = frozenset(("a date of birth", "an NHS number", "a unique pupil number", "a postcode"))


@dataclass(frozen=True, slots=True)
class ContactFile:
    """A file that may be a list of contacts. `columns` None: it is none, and `problem` may say why it cannot
    be read. A `problem` besides columns ends it: nothing of it is kept. `sha256` is empty and `size` 0 for a
    workbook that was read elsewhere."""

    name: str
    sha256: str
    size: int
    columns: ContactColumns | None
    problem: Issue | None
    tables: tuple[ContactTable, ...] = ()
    content: Content | RawWorkbook | None = None
    text: Text | None = None


@dataclass(frozen=True, slots=True)
class ContactMeasures:
    """What a list of contacts says. `rows` = `used` + the sum of `left_out`, which counts by the code of the
    issue that names the first cells. `problem` is the error that ends the list; then there is nothing
    else."""

    readings: tuple[ContactReading, ...]
    rows: int
    used: int
    left_out: dict[str, int]
    issues: tuple[Issue, ...]
    problem: Issue | None = None


def read_contacts(source: Path | bytes | RawWorkbook, file_name: str = "") -> ContactFile:
    """Look at a file, its bytes or a workbook that was read already: whether it is a list of contacts, and
    whether its headings end it. A text is gone through once and never held; its rows are read
    by `compute_contacts`. `file_name` names bytes. Raises OSError when a path cannot be opened."""
    name = file_name or (source.name if isinstance(source, Path) else "")
    if isinstance(source, RawWorkbook):
        return _of_workbook(ContactFile(name or source.file_name, "", 0, None, None), source)
    start = source[:4] if isinstance(source, bytes) else _start(source)
    try:
        if start.startswith(_PACKAGES):
            content = source if isinstance(source, bytes) else source.read_bytes()
            found = ContactFile(name, hashlib.sha256(content).hexdigest(), len(content), None, None)
            return _of_workbook(found, read_workbook(name, content))
        return _of_text(name, source)
    except UnreadableFile as problem:
        return ContactFile(name, "", 0, None, problem.issue)


def compute_contacts(
    file: ContactFile, as_at: date, settings: PerformanceSettings, tiers: Sequence[TierRow]
) -> ContactMeasures:
    """Compute the measures of every month that was over at the end of the as-at day, of which the list is
    true. `tiers` are the limits of triage with the days from which they hold; the newest that holds on the
    day a contact was received counts. A list that cannot be used ends in `problem`. Raises ValueError for a
    file that is no list of contacts, for settings that count open contacts in neither days nor working
    days, and for a limit that no clock counts."""
    if not file.columns and not file.problem:
        raise ValueError("the file is no list of contacts")
    if settings.open_longer_unit not in (Unit.DAYS, Unit.WORKING_DAYS):
        raise ValueError("open contacts are counted in days or working days")
    if file.problem:
        return _ended(file.problem)
    tally = Tally(as_at, settings, TierLimits(tiers, settings))
    try:
        for table in file.tables:
            tally.add(table, _rows(file, table))
    except UnreadableFile as problem:
        return _ended(problem.issue)
    limited = tiers_with_limit(tally, tiers)
    told = file.text.encoding if file.text is not None else ""
    issues = (*encoding_issues(told), *_columns_not_read(file), *findings_of(tally, file.tables, limited))
    left_out = {kind.code: entry.count for kind, entry in tally.left_out.items()}
    ending = next((issue for issue in issues if issue.type.severity is Severity.ERROR), None)
    return ContactMeasures(
        make_readings(tally, settings, limited), tally.rows, tally.used, left_out, issues, ending
    )


def _ended(problem: Issue) -> ContactMeasures:
    return ContactMeasures((), 0, 0, {}, (problem,), problem)


def _start(path: Path) -> bytes:
    with path.open("rb") as source:
        return source.read(4)


def _of_text(name: str, content: Content) -> ContactFile:
    text = examine_text(content)
    text, table = find_text_table(name, content, text)
    file = ContactFile(name, text.sha256, text.size, None, None, content=content, text=text)
    return _with_tables(file, (table,) if table else ())


def _of_workbook(file: ContactFile, workbook: RawWorkbook) -> ContactFile:
    found = [table for sheet in workbook.sheets if (table := find_sheet_table(sheet))]
    file = _with_tables(replace(file, content=workbook), tuple(found))
    if file.columns and not file.problem:
        return replace(file, problem=_refuse_other_sheets(workbook, {table.sheet for table in file.tables}))
    return file


def _with_tables(file: ContactFile, tables: tuple[ContactTable, ...]) -> ContactFile:
    """Keep the tables of days, not of counts, and look at the headings of each."""
    kept = tuple(table for table in tables if _has_days(file, table))
    if not kept:
        return file
    file = replace(file, columns=kept[0].columns, tables=kept)
    for table in kept:
        problem = refuse_identifying(dict(table.columns.unread), table.sheet)
        if problem:
            return replace(file, problem=problem)
    return file


def _has_days(file: ContactFile, table: ContactTable) -> bool:
    # A sheet of daily counts may be headed Received and Decided, too; its cells hold numbers.
    place = table.columns.received - 1
    values = [row[place] for _, row in islice(_rows(file, table), _LOOKED_AT) if len(row) > place]
    written = [value.strip() for value in values if value.strip()]
    return not written or not all(_NUMBER.fullmatch(value) for value in written)


def _refuse_other_sheets(workbook: RawWorkbook, contacts: set[str]) -> Issue | None:
    for sheet in workbook.sheets:
        if sheet.name in contacts:
            continue
        for _, cells in islice(sheet.rows.items(), _LOOKED_AT):
            headings = {column: text for column, cell in cells.items() if (text := as_text(cell.value))}
            for column, heading in headings.items() if len(headings) > 1 else ():
                if (kind := identifying_kind(heading)) in _STRONG:
                    return identifying_issue(heading, column, kind, sheet.name)
    return None


def _rows(file: ContactFile, table: ContactTable) -> Rows:
    if isinstance(file.content, RawWorkbook):
        return sheet_rows(file.content, table)
    assert file.content is not None
    assert file.text is not None
    return text_rows(file.content, file.text, table.heading_row, CONTACT_CHANGED)


def _columns_not_read(file: ContactFile) -> list[Issue]:
    return [
        Issue(
            CONTACT_COLUMN_NOT_READ,
            f"“{' '.join(heading.split())[:80]}”",
            table.sheet,
            f"{column_letters(column)}{table.heading_row}",
        )
        for table in file.tables
        for column, heading in table.columns.unread
    ]
