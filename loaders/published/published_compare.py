"""What a published file says beside what is stored: new, restated and missing figures, and its councils.

Owns: against which release a file is compared, and naming the councils that came or went. Refuses: reading
the file (`published_read`), and storing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from data_model.published.published_vocabulary import PlaceKind, ReleaseKind
from data_model.published.queries.releases import (
    list_councils,
    list_measures_of_file,
    list_neighbours,
    list_newest_figures,
)
from data_model.published.rows import Place, StatedFigure, StatedNeighbour
from loaders.files.issues import Issue
from loaders.published import published_issues as kinds
from loaders.published.published_read import IssueList, PublishedFile, ReadPublished

Figures = Mapping[tuple[str, str, int], StatedFigure]


@dataclass(frozen=True, slots=True)
class Stored:
    """What is stored before a file: the figures and neighbours that hold on its day, the councils, and the
    measures that came from the same bytes, `is_loaded` whether anything did."""

    figures: Figures
    neighbours: tuple[StatedNeighbour, ...]
    councils: tuple[Place, ...]
    measures: frozenset[str]
    is_loaded: bool


@dataclass(frozen=True, slots=True)
class ComparedRelease:
    """How the figures that would be stored differ from those that hold on its day; of neighbours, whether the
    edition differs. `restated` are figures of a year that an earlier release gave otherwise; `missing` counts
    those that the file lacks of a year that it has."""

    new: int = 0
    restated: tuple[tuple[StatedFigure, StatedFigure], ...] = ()
    unchanged: int = 0
    missing: int = 0


def what_is_stored(
    session: Session | None, file: PublishedFile, day: date | None, *, is_loaded: bool
) -> Stored:
    """Return what is stored before a file that was published on a day; None stands for the newest of all."""
    if session is None or file.kind is None:
        return Stored({}, (), (), frozenset(), is_loaded=False)
    day = day or date.max
    of_neighbours = file.kind is ReleaseKind.NEIGHBOURS
    return Stored(
        {} if of_neighbours else list_newest_figures(session, file.kind, day),
        list_neighbours(session, day)[0] if of_neighbours else (),
        tuple(list_councils(session)),
        list_measures_of_file(session, file.kind, file.sha256) if is_loaded else frozenset(),
        is_loaded,
    )


def added_figures(read: ReadPublished, stored: Stored) -> tuple[StatedFigure, ...]:
    """Return the figures that would be stored: not those of measures that the same bytes brought before."""
    return tuple(figure for figure in read.figures if figure.measure not in stored.measures)


def compare_release(read: ReadPublished, stored: Stored) -> ComparedRelease:
    """Say how a file differs from what is stored. What the same bytes brought before is unchanged."""
    if read.neighbours:
        held, said = set(stored.neighbours), set(read.neighbours)
        if stored.is_loaded:
            return ComparedRelease(unchanged=len(said))
        return ComparedRelease(len(said - held), (), len(said & held), len(held - said))
    added = added_figures(read, stored)
    # A year that the file has nothing of is not missing: it stays as the earlier release has it.
    covered = {(figure.measure, figure.year) for figure in added}
    known = {key: one for key, one in stored.figures.items() if (one.measure, one.year) in covered}
    new, unchanged = 0, len(read.figures) - len(added)
    restated = []
    for figure in added:
        before = known.pop(figure.key, None)
        if before is None:
            new += 1
        elif before == figure:
            unchanged += 1
        else:
            restated.append((before, figure))
    return ComparedRelease(new, tuple(restated), unchanged, len(known))


def council_issues(read: ReadPublished, stored: Stored) -> tuple[Issue, ...]:
    """Name the councils that are new, those without a figure in the newest year, and those that are gone."""
    found = IssueList()
    known = {place.code for place in stored.councils}
    councils = {code: one for code, one in read.places.items() if one.kind is PlaceKind.COUNCIL}
    # Where none is known, as beside the demonstration's, the file is the first and all of them are new.
    if known & councils.keys():
        for code, place in councils.items():
            if code not in known:
                found.add(kinds.PUBLISHED_COUNCIL_NEW, f"{place.name} ({code})")
    for said in _lacking(read, stored):
        found.add(kinds.PUBLISHED_COUNCIL_LACKING, said)
    by_year: dict[int, set[str]] = {}
    for figure in read.figures:
        if figure.value is not None and figure.place in councils:
            by_year.setdefault(figure.year, set()).add(figure.place)
    if by_year:
        newest = max(by_year)
        for code in sorted(by_year.get(newest - 1, set()) - by_year[newest]):
            found.add(kinds.PUBLISHED_COUNCIL_GONE, f"{councils[code].name} ({code}), {newest}")
    return found.all()


def _lacking(read: ReadPublished, stored: Stored) -> Sequence[str]:
    """Name the councils of the release before that the file lacks altogether, or in some of its measures."""
    gone: dict[str, list[str]] = {}
    before = {one.place for one in stored.figures.values()} | {pair.council for pair in stored.neighbours}
    if not before & {code for code, one in read.places.items() if one.kind is PlaceKind.COUNCIL}:
        return []  # the release before is the demonstration's, of councils that no publisher knows
    stated = {(figure.measure, figure.place) for figure in read.figures}
    newest: dict[str, int] = {measure: 0 for measure, _place in stated}
    held = [one for one in stored.figures.values() if one.value is not None and one.measure in newest]
    for one in held:
        newest[one.measure] = max(newest[one.measure], one.year)
    for one in held:
        if one.year == newest[one.measure] and (one.measure, one.place) not in stated:
            gone.setdefault(one.place, []).append(one.measure)
    for pair in stored.neighbours:
        if pair.council not in read.places:
            gone.setdefault(pair.council, [])
    places = [place for place in stored.councils if place.code in gone]
    return [
        ": ".join([f"{place.name} ({place.code})", *_measures_lacking(place, read, gone)]) for place in places
    ]


def _measures_lacking(place: Place, read: ReadPublished, gone: Mapping[str, Sequence[str]]) -> Sequence[str]:
    return [", ".join(gone[place.code])] if place.code in read.places else []
