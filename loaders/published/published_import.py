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
from data_model.published.published_vocabulary import PlaceKind, PublishedUnit, ReleaseKind
from data_model.published.queries.releases import (
    find_release,
    list_councils,
    list_neighbours,
    list_newest_figures,
    list_published_measures,
)
from data_model.published.rows import ReleaseRow, StatedFigure
from data_model.shared.permissions import Actor
from loaders.files.issues import Issue, Severity
from loaders.files.workbook_file import loaded_before_issue
from loaders.plan.plan_import import NotLoadable as NotLoadable
from loaders.plan.plan_import import issue_row
from loaders.published import published_issues as kinds
from loaders.published.published_read import (
    IssueList,
    PublishedFile,
    ReadPublished,
    read_published,
)


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
class ComparedRelease:
    """How the figures that would be stored differ from the newest ones that are; of neighbours, whether the
    edition differs. `restated` are figures of a year that an earlier release gave otherwise."""

    new: int = 0
    restated: tuple[tuple[StatedFigure, StatedFigure], ...] = ()
    unchanged: int = 0
    missing: int = 0


@dataclass(frozen=True, slots=True)
class PublishedReport:
    """What a published file says and would do. `read` is None where the file is none."""

    file: PublishedFile
    told: ToldOfRelease
    read: ReadPublished | None
    compared: ComparedRelease
    issues: tuple[Issue, ...]
    loaded_before: ReleaseRow | None = None

    @property
    def can_load(self) -> bool:
        """Say whether nothing stands in the way."""
        return all(issue.type.severity is not Severity.ERROR for issue in self.issues)

    @property
    def asks_day(self) -> bool:
        """Say whether it waits for the day on which the release was published."""
        return any(issue.type is kinds.PUBLISHED_DAY_UNKNOWN for issue in self.issues)

    @property
    def changes_nothing(self) -> bool:
        """Say whether all that the file says is stored: of the same bytes, or of the newest release."""
        if self.loaded_before is not None and self.read is not None:
            # The same bytes: as many figures are the same ones.
            return self.loaded_before.figures == len(self.read.figures or self.read.neighbours)
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
    held = _codes_held(session, file.kind)

    def is_wanted(code: str, name: str, unit: PublishedUnit) -> bool:
        if told.measures:
            return code in told.measures
        return code in held or is_comparable(code, name, unit)

    read = read_published(file, is_wanted)
    issues = [*_asked(file, told, read), *read.issues, *_council_issues(session, read)]
    before = find_release(session, file.kind, file.sha256) if session is not None else None
    compared = _compare(session, file.kind, read)
    if before is not None:
        issues.insert(0, loaded_before_issue(before.recorded_at, before.recorded_by))
    return PublishedReport(file, told, read, compared, tuple(issues), before)


def apply_published(
    session: Session, report: PublishedReport, *, actor: Actor, recorded_at: datetime
) -> int | None:
    """Apply a checked file in the caller's transaction and return its release's id.

    A file that changes nothing writes nothing, and gives None. Raises NotLoadable for a report that cannot be
    loaded, Refused for a day still to come, NotPermitted.
    """
    read, file, told = report.read, report.file, report.told
    if not report.can_load or read is None or file.kind is None or told.published_on is None:
        raise NotLoadable("The file cannot be loaded; see the report.")
    if report.changes_nothing:
        return None
    of = {figure.place for figure in read.figures}
    batch = ReleaseBatch(
        file.kind,
        report.label,
        told.published_on,
        told.next_due,
        told.year_ends,
        file.name,
        file.sha256,
        file.size,
        tuple(StatedMeasureName(one.code, one.name, one.unit) for one in read.measures if one.is_wanted),
        tuple(place for code, place in read.places.items() if code in of or read.neighbours),
        read.figures,
        read.neighbours,
        tuple(issue_row(issue) for issue in report.issues),
    )
    return record_release(session, batch, actor=actor, recorded_at=recorded_at)


def _codes_held(session: Session | None, kind: ReleaseKind) -> set[str]:
    if session is None:
        return set()
    return {row.code for row in list_published_measures(session) if row.kind is kind}


def _asked(file: PublishedFile, told: ToldOfRelease, read: ReadPublished) -> list[Issue]:
    """List what a person still has to say."""
    issues = []
    if told.published_on is None:
        issues.append(Issue(kinds.PUBLISHED_DAY_UNKNOWN, file.name))
    unknown = sorted(told.measures - {seen.code for seen in read.measures})
    if unknown:
        issues.append(Issue(kinds.PUBLISHED_MEASURE_UNKNOWN, ", ".join(unknown)[:120]))
    elif not read.figures and not read.neighbours:
        seen = f"{len(read.measures):,} measures in {read.rows:,} rows"
        issues.append(Issue(kinds.PUBLISHED_NOTHING_CHOSEN, seen))
    return issues


def _compare(session: Session | None, kind: ReleaseKind, read: ReadPublished) -> ComparedRelease:
    if kind is ReleaseKind.NEIGHBOURS:
        held = set(list_neighbours(session, date.max)[0]) if session is not None else set()
        stated = set(read.neighbours)
        return ComparedRelease(len(stated - held), (), len(stated & held), len(held - stated))
    figures = list_newest_figures(session, kind, date.max) if session is not None else {}
    # A year that the file has nothing of is not missing: it stays as the earlier release has it.
    covered = {(figure.measure, figure.year) for figure in read.figures}
    known = {key: one for key, one in figures.items() if (one.measure, one.year) in covered}
    new, unchanged = 0, 0
    restated = []
    for figure in read.figures:
        before = known.pop(figure.key, None)
        if before is None:
            new += 1
        elif before == figure:
            unchanged += 1
        else:
            restated.append((before, figure))
    return ComparedRelease(new, tuple(restated), unchanged, len(known))


def _council_issues(session: Session | None, read: ReadPublished) -> tuple[Issue, ...]:
    """Name the councils that are new, and those that have no figure in the newest year any more."""
    found = IssueList()
    known = {place.code for place in list_councils(session)} if session is not None else set()
    councils = {code: one for code, one in read.places.items() if one.kind is PlaceKind.COUNCIL}
    # Where none is known, as beside the demonstration's, the file is the first and all of them are new.
    if known & councils.keys():
        for code, place in councils.items():
            if code not in known:
                found.add(kinds.PUBLISHED_COUNCIL_NEW, f"{place.name} ({code})")
    by_year: dict[int, set[str]] = {}
    for figure in read.figures:
        if figure.value is not None and figure.place in councils:
            by_year.setdefault(figure.year, set()).add(figure.place)
    if by_year:
        newest = max(by_year)
        for code in sorted(by_year.get(newest - 1, set()) - by_year[newest]):
            found.add(kinds.PUBLISHED_COUNCIL_GONE, f"{councils[code].name} ({code}), {newest}")
    return found.all()
