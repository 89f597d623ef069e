"""Checking figures against a plan: find tables, name measures, understand, compare; nothing is written.

Owns: running these steps in order for one file, and finding its tables once however often it is asked again.
Refuses: doing any of the steps itself, and applying (`performance_import`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from data_model.measures.changes.comparisons import comparison_key
from data_model.measures.changes.performance_imports import NamedMeasure
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
from data_model.plan.import_choices import ChoiceFiles, ImportChoice
from data_model.plan.queries.import_choices import list_choices
from data_model.plan.queries.plans import get_plan_version
from data_model.plan.rows import PlanRow
from loaders.files.issues import Issue
from loaders.files.workbook_file import loaded_before_issue
from loaders.performance import performance_issues as kinds
from loaders.performance.measure_names import Answer, NameBook
from loaders.performance.performance_beside import find_comparisons, polarity_issues
from loaders.performance.performance_bodies import TablesOfFile
from loaders.performance.performance_choices import ToldOfFile
from loaders.performance.performance_contacts import CONTACT_LAYOUT, read_contact_figures
from loaders.performance.performance_figures import ReadFigures, SheetLayout, read_figures
from loaders.performance.performance_import import PerformanceFile, PerformanceReport
from loaders.performance.performance_plausibility import (
    ReadingKey,
    compare,
    neighbours,
    one_each,
    with_known_parts,
)
from loaders.performance.performance_targets import InForce, find_targets, names_its_own
from loaders.plan.choices import choices_used, lay_choices, new_choices

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class _Held:
    """What the plan holds before the file is loaded."""

    measures: tuple[MeasureRow, ...] = ()
    names: tuple[MeasureNameRow, ...] = ()
    tiers: tuple[str, ...] = ()
    version: int | None = None
    before: PerformanceImportRow | None = None


def check_performance(
    session: Session | None,
    plan: PlanRow | None,
    file: PerformanceFile,
    as_at: date,
    *,
    answers: Mapping[str, Answer] | None = None,
    choices_made: Sequence[ImportChoice] = (),
    on_progress: Progress | None = None,
) -> PerformanceReport:
    """Understand a file and compare it with a plan, changing nothing: a `PerformanceCheck` asked once."""
    check = PerformanceCheck(session, plan, file, on_progress)
    return check.report(as_at, answers=answers, choices_made=choices_made)


class PerformanceCheck:
    """One file against the measures of one plan, changing nothing; asked again, it finds no table again.

    What was decided before of the columns and sheets of the plan's workbooks of figures (`remembered`) stands
    until it is decided anew. `session` and `plan` are None where there is nothing to compare with: then only
    the catalogue's names are known. All reports of one check are made within the session.
    """

    def __init__(
        self,
        session: Session | None,
        plan: PlanRow | None,
        file: PerformanceFile,
        on_progress: Progress | None = None,
    ) -> None:
        self.file = file
        self.plan = plan
        self._session = session
        self._tell = on_progress or (lambda _step, _done: None)
        self.remembered: tuple[ImportChoice, ...] = ()
        if session is not None and plan is not None:
            self.remembered = tuple(list_choices(session, plan.id, ChoiceFiles.PERFORMANCE))
        self._tables: dict[tuple[ImportChoice, ...], TablesOfFile] = {}

    def report(
        self,
        as_at: date,
        *,
        answers: Mapping[str, Answer] | None = None,
        choices_made: Sequence[ImportChoice] = (),
    ) -> PerformanceReport:
        """Say what the file would do to the measures. `as_at` is the day the file is true of.

        `answers` say by the name as written which measure is meant: its id, a measure to be made, or None for
        one that is not to be loaded. `choices_made` holds what a person just decided of columns and sheets;
        an empty meaning takes back what is remembered.
        """
        file = self.file
        if not file.is_read:
            problems = (file.problem,) if file.problem is not None else ()
            return PerformanceReport(file, as_at, self.plan, None, issues=problems)
        self._tell("Finding the tables", 0.1)
        held = _held(self._session, self.plan, file, as_at)
        book = NameBook(held.measures, held.names, answers or {}, held.tiers)
        read_with = lay_choices(self.remembered, choices_made)
        found = self._found(book, as_at, read_with)
        self._tell("Comparing it with the plan", 0.7)
        report = _compared(self._session, self.plan, file, as_at, held, book, found)
        self._tell("Done", 1.0)
        return replace(
            report,
            asked=found.asked,
            questions=found.questions,
            told=new_choices(choices_made, self.remembered, found.questions),
            choices=choices_used(read_with, found.questions),
        )

    def _found(self, book: NameBook, as_at: date, choices: tuple[ImportChoice, ...]) -> ReadFigures:
        """Read the tables of the sheets, and the figures of a list of contacts beside them."""
        file, found = self.file, ReadFigures()
        if file.workbook is not None:
            if choices not in self._tables:
                self._tables[choices] = TablesOfFile(file.workbook, ToldOfFile(choices))
            found = read_figures(self._tables[choices], book, as_at)
        if file.contacts is not None:
            _add_contacts(self._session, self.plan, file, book, as_at, found)
        return found


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


def _add_contacts(
    session: Session | None,
    plan: PlanRow | None,
    file: PerformanceFile,
    book: NameBook,
    as_at: date,
    found: ReadFigures,
) -> None:
    """Put the figures of a list of contacts before what other sheets hold."""
    assert file.contacts is not None
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
    found.asked = (*made.asked, *found.asked)
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
    found.questions = tuple(replace(one, must_answer=False) for one in found.questions)


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
        issues.insert(0, loaded_before_issue(held.before.recorded_at, held.before.recorded_by))
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
