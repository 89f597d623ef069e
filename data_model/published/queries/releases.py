"""Which releases were loaded, what they are of, and what the newest one of a kind says."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import Session

from data_model.published.published_vocabulary import (
    INVENTED_THROUGH,
    FigureState,
    PlaceKind,
    PublishedUnit,
    ReleaseKind,
)
from data_model.published.rows import (
    Place,
    PublishedMeasureRow,
    ReleaseContent,
    ReleaseRow,
    ReleaseVersionRow,
    StatedFigure,
    StatedNeighbour,
)
from data_model.published.tables import (
    PlanCouncil,
    PublishedFigure,
    PublishedMeasure,
    PublishedNeighbour,
    PublishedPlace,
    PublishedRelease,
    PublishedReleaseVersion,
)


def list_releases(session: Session) -> list[ReleaseRow]:
    """List all that was loaded, the newest release first, those taken back too."""
    rows = session.scalars(
        select(PublishedRelease).order_by(PublishedRelease.published_on.desc(), PublishedRelease.id.desc())
    )
    return [release_row(row) for row in rows]


def list_release_measures(session: Session) -> dict[int, list[str]]:
    """Return the names of the measures of which each release has figures, in their order, by its id."""
    rows = session.execute(
        select(PublishedRelease.id, PublishedMeasure.name)
        .join(PublishedMeasure, PublishedMeasure.kind == PublishedRelease.kind)
        .where(_has_figures())
        .order_by(PublishedRelease.id, PublishedMeasure.name)
    )
    found: dict[int, list[str]] = {}
    for release, name in rows:
        found.setdefault(release, []).append(name)
    return found


def list_release_versions(session: Session) -> dict[int, list[ReleaseVersionRow]]:
    """List what each release was said to be, the newest first, by the release's id."""
    rows = session.scalars(select(PublishedReleaseVersion).order_by(PublishedReleaseVersion.version.desc()))
    found: dict[int, list[ReleaseVersionRow]] = {}
    for row in rows:
        content = ReleaseContent(row.label, row.published_on, row.next_due, row.year_ends, row.withdrawn)
        one = ReleaseVersionRow(row.version, content, row.reason, row.recorded_at, row.recorded_by)
        found.setdefault(row.release_id, []).append(one)
    return found


def find_release(session: Session, kind: ReleaseKind, sha256: str) -> ReleaseRow | None:
    """Find the newest release that was loaded from the same bytes and not taken back."""
    row = session.scalar(
        select(PublishedRelease)
        .where(
            PublishedRelease.kind == kind.value,
            PublishedRelease.sha256 == sha256,
            PublishedRelease.withdrawn_at.is_(None),
        )
        .order_by(PublishedRelease.id.desc())
        .limit(1)
    )
    return release_row(row) if row is not None else None


def list_measures_of_file(session: Session, kind: ReleaseKind, sha256: str) -> frozenset[str]:
    """Return the codes of the measures whose figures came from the same bytes and were not taken back."""
    rows = session.scalars(
        select(PublishedMeasure.code)
        .join(PublishedRelease, PublishedRelease.kind == PublishedMeasure.kind)
        .where(
            PublishedMeasure.kind == kind.value,
            PublishedRelease.sha256 == sha256,
            PublishedRelease.withdrawn_at.is_(None),
            _has_figures(),
        )
    )
    return frozenset(rows)


def list_published_measures(session: Session) -> list[PublishedMeasureRow]:
    """List every published measure that is stored, by kind of file and name."""
    rows = session.scalars(select(PublishedMeasure).order_by(PublishedMeasure.kind, PublishedMeasure.name))
    return [measure_row(row) for row in rows]


def list_councils(session: Session) -> list[Place]:
    """List the councils that a release named, by name."""
    rows = session.scalars(
        select(PublishedPlace)
        .where(PublishedPlace.kind == PlaceKind.COUNCIL.value)
        .order_by(PublishedPlace.name, PublishedPlace.code)
    )
    return [place_of(row) for row in rows]


def get_plan_council(session: Session, plan_id: int) -> Place | None:
    """Return the council that a plan is of; None where nobody said."""
    row = session.scalar(
        select(PublishedPlace)
        .join(PlanCouncil, PlanCouncil.place_id == PublishedPlace.id)
        .where(PlanCouncil.plan_id == plan_id)
        .order_by(PlanCouncil.id.desc())
        .limit(1)
    )
    return place_of(row) if row is not None else None


def list_newest_figures(
    session: Session, kind: ReleaseKind, as_at: date
) -> dict[tuple[str, str, int], StatedFigure]:
    """Return the figures that hold on a day, of each year those of the newest release that has it.

    They are by measure, place and year.
    """
    newest = newest_releases(as_at).where(PublishedMeasure.kind == kind.value).subquery()
    rows = session.execute(
        select(
            *(PublishedMeasure.code, PublishedPlace.code, PublishedFigure.year, PublishedFigure.year_text),
            *(PublishedFigure.value, PublishedFigure.state, PublishedFigure.symbol),
        )
        .join(PublishedMeasure, PublishedMeasure.id == PublishedFigure.measure_id)
        .join(PublishedPlace, PublishedPlace.id == PublishedFigure.place_id)
        .join(
            newest,
            (newest.c.measure_id == PublishedFigure.measure_id)
            & (newest.c.release_id == PublishedFigure.release_id)
            & (newest.c.year == PublishedFigure.year),
        )
        .where(newest.c.place == 1)
    )
    stated = (StatedFigure(*row[:5], FigureState(row.state), row.symbol) for row in rows)
    return {one.key: one for one in stated}


def newest_releases(
    as_at: date, measures: Collection[int] | None = None
) -> Select[tuple[int, int, int, int]]:
    """Select the releases published by a day that have each year of each measure.

    They are numbered in `place` from the newest, which is 1: a release with the newest year alone leaves the
    earlier years to those before it. `measures` are the ids of the published measures that are wanted; None
    wants all.
    """
    every = select(PublishedFigure.measure_id, PublishedFigure.release_id, PublishedFigure.year).distinct()
    if measures is not None:
        every = every.where(PublishedFigure.measure_id.in_(measures))
    held = every.subquery()
    order = (PublishedRelease.published_on.desc(), PublishedRelease.id.desc())
    return (
        select(
            held.c.measure_id,
            held.c.release_id,
            held.c.year,
            func.row_number()
            .over(partition_by=(held.c.measure_id, held.c.year), order_by=order)
            .label("place"),
        )
        .join(PublishedRelease, PublishedRelease.id == held.c.release_id)
        .join(PublishedMeasure, PublishedMeasure.id == held.c.measure_id)
        .where(PublishedRelease.published_on <= as_at, PublishedRelease.withdrawn_at.is_(None))
    )


def list_neighbours(
    session: Session, as_at: date, council: str | None = None
) -> tuple[tuple[StatedNeighbour, ...], str]:
    """Return the neighbours, of one council where it is named, in the newest edition by a day, and its name.

    Of one council the newest edition that names it counts. Both are empty where none was published by then.
    """
    editions = select(PublishedRelease).where(
        PublishedRelease.kind == ReleaseKind.NEIGHBOURS.value,
        PublishedRelease.published_on <= as_at,
        PublishedRelease.withdrawn_at.is_(None),
    )
    if council is not None:
        naming = exists().where(
            PublishedNeighbour.release_id == PublishedRelease.id, PublishedNeighbour.council == council
        )
        editions = editions.where(naming)
    newest = (PublishedRelease.published_on.desc(), PublishedRelease.id.desc())
    edition = session.scalar(editions.order_by(*newest).limit(1))
    if edition is None:
        return (), ""
    wanted = select(PublishedNeighbour).where(PublishedNeighbour.release_id == edition.id)
    if council is not None:
        wanted = wanted.where(PublishedNeighbour.council == council)
    rows = session.scalars(wanted.order_by(PublishedNeighbour.council, PublishedNeighbour.position))
    found = (StatedNeighbour(row.council, row.neighbour, row.position, row.closeness) for row in rows)
    return tuple(found), edition.label


def _has_figures() -> ColumnElement[bool]:
    """Ask whether a release has a figure of a measure, which is one look at an index."""
    return exists().where(
        PublishedFigure.measure_id == PublishedMeasure.id,
        PublishedFigure.release_id == PublishedRelease.id,
    )


def release_row(row: PublishedRelease) -> ReleaseRow:
    """Return a stored release as a row."""
    return ReleaseRow(
        *(row.id, ReleaseKind(row.kind), row.label, row.published_on, row.next_due, row.year_ends),
        *(row.file_name, row.sha256, row.recorded_at, row.recorded_by, row.figures),
        is_invented=row.through == INVENTED_THROUGH,
        withdrawn_at=row.withdrawn_at,
    )


def measure_row(row: PublishedMeasure) -> PublishedMeasureRow:
    """Return a stored published measure as a row."""
    return PublishedMeasureRow(row.id, ReleaseKind(row.kind), row.code, row.name, PublishedUnit(row.unit))


def place_of(row: PublishedPlace) -> Place:
    """Return a stored place."""
    return Place(row.code, row.name, PlaceKind(row.kind), row.region)
