"""What the linked measures of a plan compare with, and the links themselves."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import and_, func, or_, select, tuple_
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
    YearFigures,
)
from data_model.published.tables import (
    PublishedFigure,
    PublishedLink,
    PublishedMeasure,
    PublishedPlace,
    PublishedRelease,
)


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

    Releases published by the day count. For one measure every year is read, for all of them the newest alone.
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
            release_row(releases[link.published.id][0]),
            council,
            tuple(years[link.published.id]),
            tuple(one.neighbour for one in neighbours),
            edition,
        )
        for link in links
        if link.published.id in releases
    }


def _releases(session: Session, as_at: date, published: set[int]) -> dict[int, list[PublishedRelease]]:
    """Return each published measure's releases, the newest first."""
    numbered = newest_releases(as_at, published).subquery()
    rows = session.execute(
        select(numbered.c.measure_id, PublishedRelease)
        .join(PublishedRelease, PublishedRelease.id == numbered.c.release_id)
        .order_by(numbered.c.measure_id, numbered.c.place)
    )
    found: dict[int, list[PublishedRelease]] = defaultdict(list)
    for published_id, release in rows:
        found[published_id].append(release)
    return found


def _years(
    session: Session,
    releases: dict[int, list[PublishedRelease]],
    council: Place | None,
    *,
    whole: bool,
) -> dict[int, list[YearFigures]]:
    """Return the years of each measure's newest release, the newest first, but for years without a figure."""
    figures = _figures(session, releases, whole=whole)
    before = _before(session, releases, council) if whole and council else {}
    found: dict[int, list[YearFigures]] = {published: [] for published in releases}
    for (published, year, text), rows in sorted(figures.items(), key=lambda each: -each[0][1]):
        if all(one.value is None for one in rows):
            continue
        own = next((one.value for one in rows if council and one.place.code == council.code), None)
        earlier = before.get((published, year))
        restated = earlier if earlier is not None and earlier != own else None
        found[published].append(YearFigures(year, text, tuple(rows), restated))
    return found


def _figures(
    session: Session, releases: dict[int, list[PublishedRelease]], *, whole: bool
) -> dict[tuple[int, int, str], list[PlaceFigure]]:
    """Return the figures of each measure's newest release, by measure and year; the newest year or all."""
    figures: dict[tuple[int, int, str], list[PlaceFigure]] = defaultdict(list)
    if not releases:
        return figures
    newest = {} if whole else _newest_years(session, releases)
    conditions = [
        and_(
            PublishedFigure.measure_id == published,
            PublishedFigure.release_id == held[0].id,
            *([PublishedFigure.year == newest[published]] if published in newest else []),
        )
        for published, held in releases.items()
    ]
    rows = session.execute(
        select(
            *(PublishedFigure.measure_id, PublishedFigure.year, PublishedFigure.year_text),
            *(PublishedFigure.value, PublishedFigure.state, PublishedFigure.symbol, PublishedFigure.place_id),
        ).where(or_(*conditions))
    ).all()
    places = {row.id: place_of(row) for row in session.scalars(select(PublishedPlace))}
    for row in rows:
        figure = PlaceFigure(places[row.place_id], row.value, FigureState(row.state), row.symbol)
        figures[row.measure_id, row.year, row.year_text].append(figure)
    for held_rows in figures.values():
        held_rows.sort(key=lambda one: one.place.name)
    return figures


def _newest_years(session: Session, releases: dict[int, list[PublishedRelease]]) -> dict[int, int]:
    """Return the newest year for which each measure's newest release has a figure."""
    rows = session.execute(
        select(PublishedFigure.measure_id, func.max(PublishedFigure.year))
        .where(
            tuple_(PublishedFigure.measure_id, PublishedFigure.release_id).in_(
                [(published, held[0].id) for published, held in releases.items()]
            ),
            PublishedFigure.value.is_not(None),
        )
        .group_by(PublishedFigure.measure_id)
    )
    return {row[0]: row[1] for row in rows}


def _before(
    session: Session, releases: dict[int, list[PublishedRelease]], council: Place
) -> dict[tuple[int, int], float]:
    """Return what the release before the newest said of the council, by measure and year."""
    earlier: dict[tuple[int, int], float] = {}
    for published, held in releases.items():
        ids: Sequence[int] = [release.id for release in held[1:2]]
        rows = session.execute(
            select(PublishedFigure.year, PublishedFigure.value)
            .join(PublishedPlace, PublishedPlace.id == PublishedFigure.place_id)
            .where(
                PublishedFigure.measure_id == published,
                PublishedFigure.release_id.in_(ids),
                PublishedPlace.code == council.code,
                PublishedFigure.value.is_not(None),
            )
        )
        earlier.update({(published, year): value for year, value in rows if value is not None})
    return earlier


def _link_row(link: PublishedLink, measure: PublishedMeasure) -> PublishedLinkRow:
    return PublishedLinkRow(
        *(link.measure_id, measure_row(measure), link.note, link.linked_at, link.linked_by),
        *(link.removed_at, link.removed_by),
    )
