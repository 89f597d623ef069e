"""Loading figures of measures in its steps: read, find tables, name measures, understand, compare, apply.

Owns: running the steps in order, the report that shows what they found, and handing one batch to one write.
Refuses: doing any of the steps itself. Checking changes nothing; applying is one transaction.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from data_model.measures.changes.comparisons import comparison_key
from data_model.measures.changes.readings import (
    NamedMeasure,
    PerformanceBatch,
    StatedReading,
    record_performance,
)
from data_model.measures.measure_vocabulary import PartKind
from data_model.measures.queries.comparisons import list_comparisons
from data_model.measures.queries.measures import list_measures, list_names, list_targets
from data_model.measures.queries.performance_imports import find_performance_import
from data_model.measures.queries.performance_settings import list_tiers
from data_model.measures.queries.readings import list_current_readings
from data_model.measures.rows import (
    ComparisonRow,
    MeasureNameRow,
    MeasureRow,
    PerformanceImportRow,
    ReadingRow,
)
from data_model.measures.stated_measures import NewMeasure
from data_model.plan.queries.plans import get_plan_version
from data_model.plan.rows import PlanRow
from data_model.shared.permissions import Actor
from loaders.contacts.contact_list import ContactFile
from loaders.files import issues as file_kinds
from loaders.files.issues import Issue, Severity, UnreadableFile
from loaders.files.raw_workbook import RawWorkbook
from loaders.files.read_file import read_workbook
from loaders.performance import performance_issues as kinds
from loaders.performance.measure_names import Answer, NameBook, UnknownName
from loaders.performance.performance_beside import PlacedComparison, find_comparisons, polarity_issues
from loaders.performance.performance_contacts import (
    CONTACT_LAYOUT,
    find_contacts,
    read_contact_figures,
    without_contacts,
)
from loaders.performance.performance_figures import ReadFigures, SheetLayout, read_figures
from loaders.performance.performance_plausibility import (
    ReadingKey,
    Restated,
    compare,
    neighbours,
    one_each,
    with_known_parts,
)
from loaders.performance.performance_targets import InForce, PlacedTarget, find_targets, names_its_own
from loaders.plan.plan_import import NotLoadable as NotLoadable
from loaders.plan.plan_import import issue_row

Progress = Callable[[str, float], None]
_PACKAGES = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True, slots=True)
class PerformanceFile:
    """A file after the first step. `workbook` is None, and `problem` says why, when nothing can be read.

    `contacts` is a list of single contacts; `workbook` then holds the other sheets, or is None for a text.
    """

    name: str
    sha256: str
    size: int
    workbook: RawWorkbook | None
    problem: Issue | None = None
    contacts: ContactFile | None = None


@dataclass(frozen=True, slots=True)
class PerformanceApplied:
    """What an import became: its own id and its plan's."""

    import_id: int
    plan_id: int


@dataclass(frozen=True, slots=True)
class PerformanceReport:
    """What a file would do to the measures of a plan; `plan` is None where there is none to compare with.

    `measures` names every measure that readings and targets are of by its id; one that is still to be made is
    -1, -2 … in the order of `new_measures`. `loaded_before` is the earlier import of the same bytes.
    """

    file: PerformanceFile
    as_at: date
    plan: PlanRow | None
    plan_version: int | None
    layouts: tuple[SheetLayout, ...] = ()
    added: tuple[StatedReading, ...] = ()
    restated: tuple[Restated, ...] = ()
    confirmed: tuple[StatedReading, ...] = ()
    targets: tuple[PlacedTarget, ...] = ()
    comparisons: tuple[PlacedComparison, ...] = ()
    unknown: tuple[UnknownName, ...] = ()
    new_measures: tuple[NewMeasure, ...] = ()
    names: tuple[NamedMeasure, ...] = ()
    measures: Mapping[int, str] | None = None
    issues: tuple[Issue, ...] = ()
    loaded_before: PerformanceImportRow | None = None

    @property
    def unchanged(self) -> int:
        return len(self.confirmed)

    @property
    def can_load(self) -> bool:
        return all(issue.type.severity is not Severity.ERROR for issue in self.issues)

    @property
    def changes_nothing(self) -> bool:
        changed = self.added or self.restated or self.targets or self.comparisons
        return not (changed or self.names or self.new_measures)

    def name_of(self, measure_id: int) -> str:
        """Name a measure that a reading or a target is of."""
        return (self.measures or {}).get(measure_id, "")


@dataclass(frozen=True, slots=True)
class _Held:
    """What the plan holds before the file is loaded."""

    measures: tuple[MeasureRow, ...] = ()
    names: tuple[MeasureNameRow, ...] = ()
    tiers: tuple[str, ...] = ()
    version: int | None = None
    before: PerformanceImportRow | None = None


def read_performance_file(file_name: str, content: bytes) -> PerformanceFile:
    """Read a file's bytes, once for all the checks that follow; never raises for what the bytes hold."""
    digest, size = hashlib.sha256(content).hexdigest(), len(content)
    try:
        if content[:4] not in _PACKAGES:
            contacts = find_contacts(content, file_name)
            if contacts is not None:
                return PerformanceFile(file_name, digest, size, None, contacts.problem, contacts)
        workbook = read_workbook(file_name, content)
        contacts = find_contacts(workbook, file_name)
        if contacts is None:
            return PerformanceFile(file_name, digest, size, workbook)
        # Nothing of a list that names people is kept, not even its other sheets.
        others = without_contacts(workbook, contacts) if contacts.problem is None else None
        return PerformanceFile(file_name, digest, size, others, contacts.problem, contacts)
    except UnreadableFile as unreadable:
        return PerformanceFile(file_name, digest, size, None, unreadable.issue)


def check_performance(
    session: Session | None,
    plan: PlanRow | None,
    file: PerformanceFile,
    as_at: date,
    *,
    answers: Mapping[str, Answer] | None = None,
    on_progress: Progress | None = None,
) -> PerformanceReport:
    """Understand a file and compare its figures with a plan's, changing nothing.

    `as_at` is the day the file is true of. `answers` say by the name as written which measure is meant: its
    id, a measure to be made, or None for one that is not to be loaded. Without a plan only the catalogue's
    names are known.
    """
    tell = on_progress or (lambda _step, _done: None)
    if file.problem is not None or (file.workbook is None and file.contacts is None):
        problems = (file.problem,) if file.problem is not None else ()
        return PerformanceReport(file, as_at, plan, None, issues=problems)
    tell("Finding the tables", 0.1)
    held = _held(session, plan, file, as_at)
    book = NameBook(held.measures, held.names, answers or {}, held.tiers)
    found = _found(session, plan, file, book, as_at)
    tell("Comparing it with the plan", 0.7)
    report = _compared(session, plan, file, as_at, held, book, found)
    tell("Done", 1.0)
    return report


def apply_performance(
    session: Session, report: PerformanceReport, *, actor: Actor, recorded_at: datetime
) -> PerformanceApplied:
    """Apply a checked file in the caller's transaction and return the ids of its import and plan.

    The same bytes again, when they change nothing, write nothing: the earlier import's id comes back. Names
    that nobody has answered for stay unloaded. Raises NotLoadable for a report that cannot be loaded or has
    no plan, StalePlan when the plan changed since the check, NotPermitted.
    """
    if not report.can_load:
        raise NotLoadable("The file cannot be loaded; see the report.")
    if report.plan is None:
        raise NotLoadable("Choose the plan whose measures the figures belong to.")
    if report.loaded_before is not None and report.changes_nothing:
        return PerformanceApplied(report.loaded_before.id, report.plan.id)
    batch = PerformanceBatch(
        file_name=report.file.name,
        sha256=report.file.sha256,
        size=report.file.size,
        sheets=tuple(dict.fromkeys(one.sheet for one in report.layouts)),
        layout="; ".join(dict.fromkeys(one.layout for one in report.layouts)),
        as_at=report.as_at,
        readings=(*report.added, *(one.new for one in report.restated)),
        unchanged=report.unchanged,
        confirmed=report.confirmed,
        targets=[target.stated for target in report.targets],
        comparisons=[one.stated for one in report.comparisons],
        names=report.names,
        issues=[issue_row(issue) for issue in report.issues],
        plan_version=report.plan_version,
        new_measures=report.new_measures,
    )
    import_id = record_performance(session, report.plan.id, batch, actor=actor, recorded_at=recorded_at)
    return PerformanceApplied(import_id, report.plan.id)


def _held(session: Session | None, plan: PlanRow | None, file: PerformanceFile, as_at: date) -> _Held:
    if session is None or plan is None:
        return _Held()
    return _Held(
        tuple(list_measures(session, plan.id, as_at, retired=True)),
        tuple(list_names(session, plan.id)),
        tuple(tier.name for tier in list_tiers(session, plan.id, as_at)),
        get_plan_version(session, plan.id),
        find_performance_import(session, plan.id, file.sha256),
    )


def _found(
    session: Session | None, plan: PlanRow | None, file: PerformanceFile, book: NameBook, as_at: date
) -> ReadFigures:
    """Read the tables of the sheets, and the figures of a list of contacts beside them."""
    found = read_figures(file.workbook, book, as_at) if file.workbook is not None else ReadFigures()
    if file.contacts is None:
        return found
    made = read_contact_figures(session, plan.id if plan is not None else None, file.contacts, book, as_at)
    layouts = tuple(
        SheetLayout(
            *(table.sheet, CONTACT_LAYOUT, table.heading_row, table.heading_row, made.series),
            told=made.told if place == 0 else "more of the same list",
        )
        for place, table in enumerate(file.contacts.tables)
    )
    found.layouts = (*layouts, *found.layouts)
    found.readings = [*made.readings, *found.readings]
    found.unknown = (*made.unknown, *found.unknown)
    found.answered |= dict(made.answered)
    others = [issue for issue in found.issues if issue.type is not kinds.NO_PERFORMANCE_TABLE]
    new = set(book.described) - {one for one in book.described if one > 0}
    told = {issue.seen for issue in others if issue.type is kinds.MEASURE_FROM_CATALOGUE}
    others += [
        Issue(kinds.MEASURE_FROM_CATALOGUE, book.described[one].name)
        for one in sorted(new & book.from_catalogue, reverse=True)
        if book.described[one].name not in told
    ]
    found.issues = [*made.issues, *others]
    return found


def _compared(
    session: Session | None,
    plan: PlanRow | None,
    file: PerformanceFile,
    as_at: date,
    held: _Held,
    book: NameBook,
    found: ReadFigures,
) -> PerformanceReport:
    names = {measure_id: told.name for measure_id, told in book.described.items()}
    frequencies = {measure_id: told.definition.frequency for measure_id, told in book.described.items()}
    units = {measure_id: told.definition.unit for measure_id, told in book.described.items()}
    new = [_without_usual(one, -place, found) for place, one in enumerate(book.new, 1)]
    stored: dict[date | None, Mapping[ReadingKey, ReadingRow]] = {None: {}}
    in_force: InForce = {-place: [one.target] for place, one in enumerate(new, 1) if one.target is not None}
    others: list[ComparisonRow] = []
    if session is not None and plan is not None:
        stored = {
            day: list_current_readings(session, plan.id, day or as_at)
            for day in {None, *(reading.as_at for reading in found.readings)}
        }
        concerned = {reader.meant.measure_id for reader, _ in found.readers}
        others = list_comparisons(session, [one for one in concerned if one is not None], as_at)
        in_force |= {one: list_targets(session, one) for one in concerned if one is not None and one > 0}
    parts = (key for held_then in stored.values() for key in held_then)
    readings, doubts = one_each(with_known_parts(found.readings, parts), names)
    added, restated, unchanged = compare(readings, stored)
    targets, target_issues = find_targets(found.readers, in_force)
    doubts += neighbours(readings, stored[None], frequencies, units, names)
    comparisons, comparison_issues = find_comparisons(found.readers)
    held_then = {comparison_key(row.measure_id, row.name, row.period): row.value for row in others}
    comparisons = [one for one in comparisons if held_then.get(one.key) != one.stated.value]
    doubts += polarity_issues(found.readers)
    issues = [*found.issues, *doubts, *target_issues, *comparison_issues]
    if held.before is not None:
        seen = f"on {held.before.recorded_at:%d/%m/%Y} by {held.before.recorded_by}"
        issues.insert(0, Issue(file_kinds.LOADED_BEFORE, seen))
    if found.layouts and not (readings or found.unknown):
        issues.append(Issue(kinds.NO_FIGURES, file.name))
    return PerformanceReport(
        file, as_at, plan, held.version, found.layouts, tuple(added), tuple(restated), tuple(unchanged),
        tuple(targets), tuple(comparisons), found.unknown, tuple(new), _decided(book, found), names,
        tuple(issues), held.before,
    )  # fmt: skip


def _without_usual(new: NewMeasure, place: int, found: ReadFigures) -> NewMeasure:
    """Take the usual target off a measure to be added where the file states one of its own."""
    if new.target is None or not names_its_own(found.readers, new.target, place):
        return new
    return replace(new, target=None)


def _decided(book: NameBook, found: ReadFigures) -> tuple[NamedMeasure, ...]:
    """List the answers that are to be remembered: those for names of this file which nobody gave before."""
    known = {row.written: row.measure_id for row in book.remembered}
    decided = []
    for written, meant in found.answered.items():
        if written in known and known[written] == meant.measure_id:
            continue
        decided.append(NamedMeasure(written, meant.measure_id, PartKind.WHOLE, ""))
    return tuple(decided)
