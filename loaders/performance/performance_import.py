"""Loading figures of measures: the file as read, the report of what it would do, and applying that.

Owns: the report that shows what the steps found, and handing one batch to one write. Refuses: the steps
between reading and applying (`performance_check`). Applying is one transaction.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from data_model.measures.changes.performance_imports import (
    NamedMeasure,
    PerformanceBatch,
    StatedReading,
    record_performance,
)
from data_model.measures.rows import (
    PerformanceImportRow,
)
from data_model.measures.stated_measures import NewMeasure
from data_model.plan.import_choices import ImportChoice, ImportQuestion
from data_model.plan.rows import PlanRow
from data_model.shared.permissions import Actor
from loaders.annex_a.annex_a_refusal import refuse_annex_a
from loaders.contacts.contact_list import ContactFile
from loaders.files.issues import Issue, UnreadableFile, has_error, issue_row
from loaders.files.raw_workbook import RawWorkbook
from loaders.files.read_file import read_workbook
from loaders.files.workbook_file import NotLoadable as NotLoadable
from loaders.files.workbook_file import plan_to_load
from loaders.performance.measure_names import UnknownName
from loaders.performance.performance_beside import PlacedComparison
from loaders.performance.performance_contacts import (
    find_contacts,
    without_contacts,
)
from loaders.performance.performance_figures import SheetLayout
from loaders.performance.performance_plausibility import (
    Restated,
)
from loaders.performance.performance_targets import PlacedTarget

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

    @property
    def is_read(self) -> bool:
        """Say whether there is anything to understand."""
        return self.problem is None and (self.workbook is not None or self.contacts is not None)


@dataclass(frozen=True, slots=True)
class PerformanceApplied:
    """What an import became: its own id and its plan's."""

    import_id: int
    plan_id: int


@dataclass(frozen=True, slots=True)
class PerformanceReport:
    """What a file would do to the measures of a plan; `plan` is None where there is none to compare with.

    `measures` names every measure that readings and targets are of by its id; one that is still to be made is
    -1, -2 … in the order of `new_measures`. `asked` are the names that wait (`unknown`) and those answered.
    `loaded_before` is the earlier import of the same bytes. `questions` are about columns and sheets,
    `choices` all that the file was read with, `told` those of them that the plan does not hold yet.
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
    asked: tuple[UnknownName, ...] = ()
    questions: tuple[ImportQuestion, ...] = ()
    told: tuple[ImportChoice, ...] = ()
    choices: tuple[ImportChoice, ...] = ()

    @property
    def unchanged(self) -> int:
        return len(self.confirmed)

    @property
    def can_load(self) -> bool:
        return not has_error(self.issues)

    @property
    def changes_nothing(self) -> bool:
        changed = self.added or self.restated or self.targets or self.comparisons
        return not (changed or self.names or self.new_measures or self.told)

    @property
    def unanswered(self) -> int:
        """Count the questions about columns and sheets without whose answer nothing can be loaded."""
        return sum(1 for each in self.questions if each.must_answer and each.asks)

    def name_of(self, measure_id: int) -> str:
        """Name a measure that a reading or a target is of."""
        return (self.measures or {}).get(measure_id, "")


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
        if contacts is None and (problem := refuse_annex_a(workbook)) is not None:
            return PerformanceFile(file_name, digest, size, None, problem)
        if contacts is None:
            return PerformanceFile(file_name, digest, size, workbook)
        # Nothing of a list that names people is kept, not even its other sheets.
        others = without_contacts(workbook, contacts) if contacts.problem is None else None
        return PerformanceFile(file_name, digest, size, others, contacts.problem, contacts)
    except UnreadableFile as unreadable:
        return PerformanceFile(file_name, digest, size, None, unreadable.issue)


def apply_performance(
    session: Session, report: PerformanceReport, *, actor: Actor, recorded_at: datetime
) -> PerformanceApplied:
    """Apply a checked file in the caller's transaction and return the ids of its import and plan.

    The same bytes again, when they change nothing, write nothing: the earlier import's id comes back. Names
    that nobody has answered for stay unloaded. Raises NotLoadable for a report that cannot be loaded or has
    no plan, StalePlan when the plan changed since the check, NotPermitted.
    """
    plan = plan_to_load(report.can_load, report.plan, "Choose the plan whose measures the figures belong to.")
    if report.unanswered:
        raise NotLoadable(f"{report.unanswered} columns or sheets wait for an answer: what they mean")
    if report.loaded_before is not None and report.changes_nothing:
        return PerformanceApplied(report.loaded_before.id, plan.id)
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
        choices=(*report.told, *report.choices),
    )
    import_id = record_performance(session, plan.id, batch, actor=actor, recorded_at=recorded_at)
    return PerformanceApplied(import_id, plan.id)
