"""Storing a release of published figures beside the earlier ones.

Owns: who may, that a release is written whole or not at all, and its first version. Refuses: reading files,
and changing an earlier release (`release_corrections`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, exists, insert, select
from sqlalchemy.orm import Session

from data_model.plan.changes.loaded_files import insert_issues
from data_model.plan.rows import ImportIssueRow
from data_model.published.changes.release_corrections import append_release_version
from data_model.published.published_vocabulary import INVENTED_THROUGH, PublishedUnit, ReleaseKind
from data_model.published.rows import Place, ReleaseContent, StatedFigure, StatedNeighbour
from data_model.published.tables import (
    PlanCouncil,
    PublishedFigure,
    PublishedLink,
    PublishedMeasure,
    PublishedNeighbour,
    PublishedPlace,
    PublishedRelease,
    PublishedReleaseIssue,
)
from data_model.shared.chunks import chunks
from data_model.shared.days.days_ahead import require_not_ahead
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import Refused


@dataclass(frozen=True, slots=True)
class StatedMeasureName:
    """A published measure as a file names it; an extract without the names has an empty one."""

    code: str
    name: str
    unit: PublishedUnit


@dataclass(frozen=True, slots=True)
class ReleaseBatch:
    """A checked release: which file, published on which day, and all that is stored of it.

    `year_ends` is the month, 1 to 12, in which its years end; None where nobody said.
    """

    kind: ReleaseKind
    label: str
    published_on: date
    next_due: date | None
    year_ends: int | None
    file_name: str
    sha256: str
    size: int
    measures: tuple[StatedMeasureName, ...]
    places: tuple[Place, ...]
    figures: tuple[StatedFigure, ...]
    neighbours: tuple[StatedNeighbour, ...] = ()
    issues: tuple[ImportIssueRow, ...] = ()


def record_release(session: Session, batch: ReleaseBatch, *, actor: Actor, recorded_at: datetime) -> int:
    """Write a checked release and return its id.

    Raises Refused for a day that is still to come, NotPermitted.
    """
    require(actor, Permission.IMPORT)
    require_not_ahead(session, batch.published_on)
    if batch.year_ends is not None and not 1 <= batch.year_ends <= 12:
        raise Refused("A year ends in one of twelve months.")
    release = PublishedRelease(
        kind=batch.kind.value,
        label=batch.label,
        published_on=batch.published_on,
        next_due=batch.next_due,
        year_ends=batch.year_ends,
        file_name=batch.file_name,
        sha256=batch.sha256,
        size=batch.size,
        figures=len(batch.figures) or len(batch.neighbours),
        recorded_at=recorded_at,
        recorded_by=actor.name,
        through=actor.through,
    )
    session.add(release)
    session.flush()
    content = ReleaseContent(batch.label, batch.published_on, batch.next_due, batch.year_ends)
    append_release_version(session, release, content, "", actor=actor, recorded_at=recorded_at)
    insert_issues(session, PublishedReleaseIssue, "release_id", release.id, batch.issues)
    measures = _measures(session, batch.kind, batch.measures)
    _insert_figures(session, release.id, batch.figures, measures, _places(session, batch.places))
    for part in chunks(batch.neighbours):
        session.execute(
            insert(PublishedNeighbour),
            [
                {
                    "release_id": release.id,
                    "council": one.council,
                    "neighbour": one.neighbour,
                    "position": one.position,
                    "closeness": one.closeness,
                }
                for one in part
            ],
        )
    session.flush()
    return release.id


def remove_invented(session: Session) -> None:
    """Delete the releases of the demonstration, with the measures and places that nothing else names.

    Part of the one deletion of history there is (`remove_demo`), which asks for permission.
    """
    session.execute(delete(PublishedRelease).where(PublishedRelease.through == INVENTED_THROUGH))
    measured = exists().where(PublishedFigure.measure_id == PublishedMeasure.id)
    linked = exists().where(PublishedLink.published_id == PublishedMeasure.id)
    session.execute(delete(PublishedMeasure).where(~measured, ~linked))
    figured = exists().where(PublishedFigure.place_id == PublishedPlace.id)
    chosen = exists().where(PlanCouncil.place_id == PublishedPlace.id)
    neighbours = select(PublishedNeighbour.council).distinct()
    unnamed = PublishedPlace.code.not_in(neighbours)
    session.execute(delete(PublishedPlace).where(~figured, ~chosen, unnamed))


def _measures(session: Session, kind: ReleaseKind, stated: Iterable[StatedMeasureName]) -> dict[str, int]:
    """Find or make the measures of a file, by code; a name that it gives replaces the stored one."""
    rows = session.scalars(select(PublishedMeasure).where(PublishedMeasure.kind == kind.value))
    held = {row.code: row for row in rows}
    for one in stated:
        row = held.get(one.code)
        if row is None:
            name = one.name or one.code
            row = PublishedMeasure(kind=kind.value, code=one.code, name=name, unit=one.unit.value)
            held[one.code] = row
            session.add(row)
        elif one.name:
            row.name = one.name
    session.flush()
    return {code: row.id for code, row in held.items()}


def _places(session: Session, stated: Iterable[Place]) -> dict[str, int]:
    """Find or make places by code. A file that knows no region leaves the one that is known."""
    held = {row.code: row for row in session.scalars(select(PublishedPlace))}
    for one in stated:
        row = held.get(one.code)
        if row is None:
            row = PublishedPlace(code=one.code, name=one.name, kind=one.kind.value, region=one.region)
            held[one.code] = row
            session.add(row)
        elif one.region and not row.region:
            row.region = one.region
    session.flush()
    return {code: row.id for code, row in held.items()}


def _insert_figures(
    session: Session,
    release_id: int,
    figures: tuple[StatedFigure, ...],
    measures: dict[str, int],
    places: dict[str, int],
) -> None:
    for part in chunks(figures):
        session.execute(
            insert(PublishedFigure),
            [
                {
                    "release_id": release_id,
                    "measure_id": measures[one.measure],
                    "place_id": places[one.place],
                    "year": one.year,
                    "year_text": one.year_text,
                    "value": one.value,
                    "state": one.state.value,
                    "symbol": one.symbol,
                }
                for one in part
            ],
        )
