"""Loading a published file: the report of what it would do, and applying that.

Owns: the four steps in their order (read, understand, compare, apply), which measures are stored when nobody
chooses, and the report that page and command line share. Refuses: doing any of the steps itself.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from data_model.published.changes.releases import (
    ReleaseBatch,
    StatedMeasureName,
    record_release,
)
from data_model.published.measure_suggestions import is_comparable
from data_model.published.published_vocabulary import PublishedUnit, ReleaseKind
from data_model.published.queries.releases import find_release, list_published_measures
from data_model.published.rows import ReleaseRow, StatedFigure
from data_model.shared.permissions import Actor
from data_model.shared.sentence_text import counted
from loaders.files.issues import Issue, has_error, issue_row
from loaders.files.workbook_file import NotLoadable as NotLoadable
from loaders.files.workbook_file import loaded_before_issue
from loaders.published import published_issues as kinds
from loaders.published.published_compare import (
    ComparedRelease,
    added_figures,
    compare_release,
    council_issues,
    what_is_stored,
)
from loaders.published.published_read import PublishedFile, ReadPublished, read_published


@dataclass(frozen=True, slots=True)
class ToldOfRelease:
    """What a person says of a release that its file does not: when it was published, what it is called, when
    the next is due, the month in which its years end, and the measures to store (none: the usual ones)."""

    published_on: date | None = None
    label: str = ""
    next_due: date | None = None
    year_ends: int | None = None
    measures: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PublishedReport:
    """What a published file says and would do. `read` is None where the file is none.

    `added` are the figures that would be stored: those that are not stored from the same bytes.
    """

    file: PublishedFile
    told: ToldOfRelease
    read: ReadPublished | None
    compared: ComparedRelease
    issues: tuple[Issue, ...]
    loaded_before: ReleaseRow | None = None
    added: tuple[StatedFigure, ...] = ()

    @property
    def can_load(self) -> bool:
        """Say whether nothing stands in the way."""
        return not has_error(self.issues)

    @property
    def asks_day(self) -> bool:
        """Say whether it waits for the day on which the release was published."""
        return any(issue.type is kinds.PUBLISHED_DAY_UNKNOWN for issue in self.issues)

    @property
    def changes_nothing(self) -> bool:
        """Say whether all that the file says is stored: of the same bytes, or of the releases before it."""
        return not (self.compared.new or self.compared.restated or self.compared.missing)

    @property
    def label(self) -> str:
        """Name the release: as a person did, else by its newest year, an edition by its month."""
        if self.told.label.strip():
            return self.told.label.strip()
        if self.read is not None and self.read.years:
            return str(self.read.years[-1])
        return self.told.published_on.strftime("%Y-%m") if self.told.published_on else ""

    @property
    def symbols(self) -> Counter[str]:
        """Count each symbol that stands in the place of a figure, in all measures of the file."""
        found: Counter[str] = Counter()
        for seen in self.read.measures if self.read else ():
            found.update(seen.symbols)
        return found


def check_published(
    session: Session | None, file: PublishedFile, told: ToldOfRelease | None = None
) -> PublishedReport:
    """Understand a file and compare it with what is stored, changing nothing.

    Unless measures are chosen, those are stored that plans usually measure, and those stored already.
    """
    told = told or ToldOfRelease()
    if file.kind is None:
        problems = (file.problem,) if file.problem is not None else ()
        return PublishedReport(file, told, None, ComparedRelease(), problems)
    names = _names_held(session, file.kind)

    def is_wanted(code: str, name: str, unit: PublishedUnit) -> bool:
        if told.measures:
            return code in told.measures
        return code in names or is_comparable(code, name, unit)

    read = read_published(file, is_wanted, names)
    before = find_release(session, file.kind, file.sha256) if session is not None else None
    stored = what_is_stored(session, file, told.published_on, is_loaded=before is not None)
    issues = [*_asked(file, told, read), *read.issues, *council_issues(read, stored)]
    if before is not None:
        issues.insert(0, loaded_before_issue(before.recorded_at, before.recorded_by))
    compared, added = compare_release(read, stored), added_figures(read, stored)
    return PublishedReport(file, told, read, compared, tuple(issues), before, added)


def apply_published(
    session: Session, report: PublishedReport, *, actor: Actor, recorded_at: datetime
) -> int | None:
    """Apply a checked file in the caller's transaction and return its release's id.

    A file that changes nothing writes nothing, and gives None. Raises NotLoadable for a report that cannot be
    loaded, Refused for a day still to come, NotPermitted.
    """
    read, file, told = report.read, report.file, report.told
    if not report.can_load or read is None or file.kind is None or told.published_on is None:
        raise NotLoadable
    if report.changes_nothing:
        return None
    of = {figure.place for figure in report.added}
    measures = {figure.measure for figure in report.added}
    batch = ReleaseBatch(
        file.kind,
        report.label,
        told.published_on,
        told.next_due,
        told.year_ends,
        file.name,
        file.sha256,
        file.size,
        tuple(
            StatedMeasureName(one.code, one.name if one.is_named else "", one.unit)
            for one in read.measures
            if one.code in measures
        ),
        tuple(place for code, place in read.places.items() if code in of or read.neighbours),
        report.added,
        read.neighbours,
        tuple(issue_row(issue) for issue in report.issues),
    )
    return record_release(session, batch, actor=actor, recorded_at=recorded_at)


def _names_held(session: Session | None, kind: ReleaseKind) -> dict[str, str]:
    if session is None:
        return {}
    return {row.code: row.name for row in list_published_measures(session) if row.kind is kind}


def _asked(file: PublishedFile, told: ToldOfRelease, read: ReadPublished) -> list[Issue]:
    """List what a person still has to say."""
    issues = []
    if told.published_on is None:
        issues.append(Issue(kinds.PUBLISHED_DAY_UNKNOWN, file.name))
    if not read.measures and not read.neighbours:
        return [*issues, Issue(kinds.PUBLISHED_NO_ROW, counted(read.rows, "row"))]
    unknown = sorted(told.measures - {seen.code for seen in read.measures})
    if unknown:
        issues.append(Issue(kinds.PUBLISHED_MEASURE_UNKNOWN, ", ".join(unknown)[:120]))
    elif not read.figures and not read.neighbours:
        seen = f"{len(read.measures):,} measures in {read.rows:,} rows"
        issues.append(Issue(kinds.PUBLISHED_NOTHING_CHOSEN, seen))
    return issues
