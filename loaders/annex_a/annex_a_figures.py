"""Turns the counts of the lists into monthly figures of measures, small ones withheld.

Owns: what stands above and below the line of each share, and which teams have figures.
Refuses: a figure of a month that is not whole, a share without both its parts, and every small count.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from data_model.measures.measure_catalogue import entry_of
from data_model.measures.measure_vocabulary import Period
from loaders.annex_a.annex_a_lists import ListKind
from loaders.annex_a.annex_a_months import CountedMonths, Stretch, month_of, months_of_list
from loaders.annex_a.annex_a_suppression import FEWEST, Cell, teams_written
from loaders.annex_a.annex_a_tally import Became, ListTally, day_of

CONTACTS, RE_REFERRALS = entry_of("contacts").name, entry_of("re_referrals").name
ASSESSMENTS = entry_of("assessments_in_time").name
SECTION_47, CONFERENCES = entry_of("s47_to_conference").name, entry_of("conference_in_time").name
MEASURES_OF: dict[ListKind, tuple[str, ...]] = {
    ListKind.CONTACTS: (CONTACTS,),
    ListKind.REFERRALS: (RE_REFERRALS,),
    ListKind.ASSESSMENTS: (ASSESSMENTS,),
    ListKind.SECTION_47: (SECTION_47, CONFERENCES),
}

Counted = Iterable[tuple[int, int, int, int]]  # a day, a team, the place in a cell, how many


class AnnexAFigure(NamedTuple):
    """One figure of a measure of the catalogue: of the whole ("") or a team, and of one calendar month.

    `cell` is one count, or a numerator and the rest of its denominator; None where it is withheld.
    """

    measure: str
    team: str
    month: Period
    cell: Cell | None


@dataclass(frozen=True, slots=True)
class TeamsOfList:
    """The teams of one list that have figures, by number; how many words were not taken as teams; whether the
    column seems to hold something else."""

    names: Mapping[int, str]
    left: int = 0
    looks_wrong: bool = False


def teams_of(tally: ListTally) -> TeamsOfList:
    """Choose the teams of a list: words that stand in fewer than 5 rows are none, nor is what looks like a
    person; a column in which half of the rows hold such words has no teams at all."""
    rows: dict[int, int] = {}
    for (_, team, _), count in tally.events.items():
        rows[team] = rows.get(team, 0) + count
    rows.pop(0, None)
    names = tally.teams.names
    strange = sum(count for team, count in rows.items() if not names[team])
    if tally.teams.looks_wrong or (strange and strange * 2 >= sum(rows.values())):
        return TeamsOfList({}, looks_wrong=True)
    taken = {team: names[team] for team, count in rows.items() if names[team] and count >= FEWEST}
    return TeamsOfList(taken, len(rows) - len(taken))


def figures_of(
    tally: ListTally, counted: CountedMonths, stretch: Stretch, *, counts_itself: bool
) -> Iterator[AnnexAFigure]:
    """Make the figures of one list, which has every column that they need."""
    months = months_of_list((day for day, _, _ in tally.events), counted, stretch)
    teams = teams_of(tally).names
    if tally.kind is ListKind.CONTACTS:
        yield from _written(CONTACTS, _contacts(tally), 1, months, teams)
    elif tally.kind is ListKind.REFERRALS:
        if counts_itself != tally.has_none_before:
            yield from _written(RE_REFERRALS, _re_referrals(tally, counts_itself), 2, months, teams)
    elif tally.kind is ListKind.ASSESSMENTS:
        yield from _written(ASSESSMENTS, _met(tally.events.items()), 2, months, teams)
    else:
        over = section_47_months(tally, months, stretch)
        yield from _written(SECTION_47, _met(tally.events.items()), 2, over, teams)
        held = conference_months(tally, counted, stretch)
        yield from _written(CONFERENCES, _met(tally.conferences.items()), 2, held, teams)


def conference_months(tally: ListTally, counted: CountedMonths, stretch: Stretch) -> tuple[Period, ...]:
    """Return the months of conferences: those after the month in which the list begins, because it lacks the
    conferences of that month whose strategy discussion was held before."""
    inside = [day for day, _, _ in tally.events if day >= stretch.first.toordinal()]
    if not inside:
        return ()
    first = month_of(day_of(min(inside)))
    return tuple(month for month in counted.months if month.start > first.start)


def section_47_months(tally: ListTally, months: Sequence[Period], stretch: Stretch) -> tuple[Period, ...]:
    """Return those months of enquiries by whose last day 15 working days are over: of later ones those that
    need no conference are known sooner than the others, so that their share would be too low."""
    last = stretch.last.toordinal()
    return tuple(month for month in months if tally.due(month.end.toordinal()) <= last)


def _contacts(tally: ListTally) -> Counted:
    return ((day, team, 0, count) for (day, team, _), count in tally.events.items())


def _re_referrals(tally: ListTally, counts_itself: bool) -> Counted:
    least = 2 if counts_itself else 1
    return (
        (day, team, 0 if before >= least else 1, count)
        for (day, team, before), count in tally.earlier.items()
    )


def _met(counts: Iterable[tuple[tuple[int, int, Became], int]]) -> Counted:
    return ((day, team, 0 if became is Became.MET else 1, count) for (day, team, became), count in counts)


def _written(
    measure: str, counts: Counted, parts: int, months: Sequence[Period], teams: Mapping[int, str]
) -> Iterator[AnnexAFigure]:
    """Put counts into months and teams and withhold the small ones; a team without any figure is left out."""
    wholes = {month: [0] * parts for month in months}
    of_teams = {team: {month: [0] * parts for month in months} for team in teams}
    for day, team, place, count in counts:
        month = month_of(day_of(day))
        if month in wholes:
            wholes[month][place] += count
            if team in of_teams:
                of_teams[team][month][place] += count
    found: dict[str, list[AnnexAFigure]] = {"": []}
    for month in months:
        whole = tuple(wholes[month])
        cells = {name: tuple(of_teams[team][month]) for team, name in teams.items()}
        written = teams_written(whole, cells)
        found[""].append(AnnexAFigure(measure, "", month, None if written is None else whole))
        for name, cell in cells.items():
            shown = cell if written is not None and name in written else None
            found.setdefault(name, []).append(AnnexAFigure(measure, name, month, shown))
    for name in sorted(found):
        if not name or any(figure.cell is not None for figure in found[name]):
            yield from found[name]
