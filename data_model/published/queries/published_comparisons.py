"""What the linked measures of a plan compare with, and the links themselves."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from data_model.measures.tables import Measure
from data_model.published.published_vocabulary import FigureState
from data_model.published.queries.releases import (
    get_plan_council,
    list_neighbours,
    measure_row,
    newest_releases,
    place_of,
    release_row,
)
from data_model.published.rows import (
    Place,
    PlaceFigure,
    PublishedComparison,
    PublishedLinkRow,
    ReleaseRow,
    YearFigures,
)
from data_model.published.tables import (
    PublishedFigure,
    PublishedLink,
    PublishedMeasure,
    PublishedPlace,
    PublishedRelease,
)

# By published measure and year, the newest year first: the releases that have it, the newest first.
_Releases = dict[int, dict[int, list[ReleaseRow]]]


def list_published_links(session: Session, measure_id: int) -> list[PublishedLinkRow]:
    """List what a measure was ever said to compare with, the newest first; the history of its links."""
    rows = session.execute(
        select(PublishedLink, PublishedMeasure)
        .join(PublishedMeasure, PublishedMeasure.id == PublishedLink.published_id)
        .where(PublishedLink.measure_id == measure_id)
        .order_by(PublishedLink.id.desc())
    )
    return [_link_row(link, measure) for link, measure in rows]


def list_published_comparisons(
    session: Session, plan_id: int, as_at: date, measure_id: int | None = None
) -> dict[int, PublishedComparison]:
    """Return what each linked measure of a plan compares with, by the measure's id.

    Releases published by the day count, for each year the newest that has it. For one measure every year is
    read, for all of them the newest alone.
    """
    wanted = (
        select(PublishedLink, PublishedMeasure)
        .join(PublishedMeasure, PublishedMeasure.id == PublishedLink.published_id)
        .join(Measure, Measure.id == PublishedLink.measure_id)
        .where(Measure.plan_id == plan_id, PublishedLink.removed_at.is_(None))
    )
    if measure_id is not None:
        wanted = wanted.where(PublishedLink.measure_id == measure_id)
    links = [_link_row(link, measure) for link, measure in session.execute(wanted)]
    if not links:
        return {}
    council = get_plan_council(session, plan_id)
    neighbours, edition = list_neighbours(session, as_at, council.code) if council else ((), "")
    releases = _releases(session, as_at, {link.published.id for link in links})
    years = _years(session, releases, council, whole=measure_id is not None)
    return {
        link.measure_id: PublishedComparison(
            link,
            _newest_release(years[link.published.id], releases[link.published.id]),
            council,
            tuple(years[link.published.id]),
            tuple(one.neighbour for one in neighbours),
            edition,
        )
        for link in links
        if link.published.id in releases
    }


def _newest_release(years: Sequence[YearFigures], releases: Mapping[int, Sequence[ReleaseRow]]) -> ReleaseRow:
    """Return the release of the newest year that has a figure; without any that of the newest year."""
    return years[0].release if years else next(iter(releases.values()))[0]


def _releases(session: Session, as_at: date, published: set[int]) -> _Releases:
    """Return the releases that have each year of each published measure."""
    numbered = newest_releases(as_at, published).subquery()
    rows = session.execute(
        select(numbered.c.measure_id, numbered.c.year, PublishedRelease)
        .join(PublishedRelease, PublishedRelease.id == numbered.c.release_id)
        .order_by(numbered.c.measure_id, numbered.c.year.desc(), numbered.c.place)
    )
    found: _Releases = {}
    for published_id, year, release in rows:
        found.setdefault(published_id, {}).setdefault(year, []).append(release_row(release))
    return found


def _years(
    session: Session, releases: _Releases, council: Place | None, *, whole: bool
) -> dict[int, list[YearFigures]]:
    """Return the years of each measure, the newest first, but for years without a figure; `whole` or the
    newest alone."""
    before = _before(session, releases, council) if whole and council else {}
    found: dict[int, list[YearFigures]] = {published: [] for published in releases}
    waiting = {published: [*years] for published, years in releases.items()}
    while any(waiting.values()):
        asked = {published: years if whole else years[:1] for published, years in waiting.items()}
        figures = _figures(session, releases, asked)
        for published, year in ((published, year) for published, years in asked.items() for year in years):
            text, rows = figures[published, year]
            if all(one.value is None for one in rows):
                continue
            own = next((one.value for one in rows if council and one.place.code == council.code), None)
            earlier = before.get((published, year))
            said_before = earlier if earlier != own else None
            release = releases[published][year][0]
            found[published].append(YearFigures(year, text, tuple(rows), release, said_before))
        # A year without any figure leaves its place to the one before.
        waiting = {one: years[1:] for one, years in waiting.items() if not (whole or found[one])}
    return found


def _figures(
    session: Session, releases: _Releases, asked: Mapping[int, Sequence[int]]
) -> dict[tuple[int, int], tuple[str, list[PlaceFigure]]]:
    """Return by measure and year the year as written, and its figures in the newest release that has it."""
    conditions = [
        _is_of(published, releases[published][year][0], year)
        for published, years in asked.items()
        for year in years
    ]
    rows = session.execute(
        select(
            *(PublishedFigure.measure_id, PublishedFigure.year, PublishedFigure.year_text),
            *(PublishedFigure.value, PublishedFigure.state, PublishedFigure.symbol, PublishedFigure.place_id),
        ).where(or_(*conditions))
    ).all()
    places = {row.id: place_of(row) for row in session.scalars(select(PublishedPlace))}
    figures: dict[tuple[int, int], tuple[str, list[PlaceFigure]]] = {}
    for row in rows:
        figure = PlaceFigure(places[row.place_id], row.value, FigureState(row.state), row.symbol)
        figures.setdefault((row.measure_id, row.year), (row.year_text, []))[1].append(figure)
    for _text, held in figures.values():
        held.sort(key=lambda one: one.place.name)
    return figures


def _before(session: Session, releases: _Releases, council: Place) -> dict[tuple[int, int], float]:
    """Return what the release before the one that holds said of the council, by measure and year."""
    conditions = [
        _is_of(published, held[1], year)
        for published, years in releases.items()
        for year, held in years.items()
        if len(held) > 1
    ]
    if not conditions:
        return {}
    rows = session.execute(
        select(PublishedFigure.measure_id, PublishedFigure.year, PublishedFigure.value)
        .join(PublishedPlace, PublishedPlace.id == PublishedFigure.place_id)
        .where(PublishedPlace.code == council.code, or_(*conditions))
    )
    return {(row.measure_id, row.year): row.value for row in rows if row.value is not None}


def _is_of(published: int, release: ReleaseRow, year: int) -> ColumnElement[bool]:
    return and_(
        PublishedFigure.measure_id == published,
        PublishedFigure.release_id == release.id,
        PublishedFigure.year == year,
    )


def _link_row(link: PublishedLink, measure: PublishedMeasure) -> PublishedLinkRow:
    return PublishedLinkRow(
        *(link.measure_id, measure_row(measure), link.note, link.linked_at, link.linked_by),
        *(link.removed_at, link.removed_by),
    )
