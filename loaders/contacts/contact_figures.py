"""Turns the counts of a list of contacts into monthly readings of measures.

Owns: which months have figures, what stands above and below the line of each share, and the teams that are
named.
Refuses: a month that is not over, one without any contact received, and a share of nothing.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from data_model.measures.measure_catalogue import CATALOGUE
from data_model.measures.measure_vocabulary import Frequency, PartKind, Period, Unit, period_of
from data_model.measures.rows import PerformanceSettings, TierRow
from loaders.contacts.contact_deadlines import LATE, MET
from loaders.contacts.contact_privacy import is_like_a_name
from loaders.contacts.contact_tally import IN_TIME, OPEN, WITHIN, Tally, received_of
from loaders.contacts.contact_vocabulary import Ending, ending_of

FEWEST_OF_A_TEAM = 5  # contacts, below which what is like a person's name is not taken as a team
_NAMES = {entry.code: entry.name for entry in CATALOGUE}
CONTACTS, OPEN_CONTACTS = _NAMES["contacts"], _NAMES["open_contacts"]
DECISION, TRIAGE = _NAMES["decided_in_time"], _NAMES["triage_in_time"]
REFERRAL, NO_ACTION = _NAMES["to_referral"], _NAMES["no_further_action"]
_NOUNS = {Unit.WORKING_DAYS: "working day", Unit.DAYS: "day"}


class ContactReading(NamedTuple):
    """One figure of a measure of the catalogue: of the whole, a tier or a team, and of one calendar month.
    Shares are percentage points with what they are a share of; counts have neither part of a fraction."""

    measure: str
    part_kind: PartKind
    part: str
    period: Period
    value: float
    numerator: float | None
    denominator: float | None


@dataclass
class Counts:
    """What one month holds of the whole, a team or a tier."""

    received: int = 0
    judged: int = 0
    in_time: int = 0
    met: int = 0
    triaged: int = 0
    with_outcome: int = 0
    of_outcome: int = 0
    referrals: int = 0
    no_action: int = 0

    def add(self, cell: list[int], ending: Ending) -> None:
        """Add the contacts of one cell of the tally, which all end alike. A contact that was decided and has
        no outcome is in no share of outcomes; one that is open is."""
        received = received_of(cell)
        self.received += received
        self.judged += received - cell[WITHIN]
        self.in_time += cell[IN_TIME]
        self.met += cell[MET]
        self.triaged += cell[MET] + cell[LATE]
        self.with_outcome += received if ending is not Ending.BLANK else 0
        self.of_outcome += cell[OPEN] if ending is Ending.BLANK else received
        self.referrals += received if ending is Ending.REFERRAL else 0
        self.no_action += received if ending is Ending.NO_ACTION else 0


@dataclass
class CountedPart:
    """The months of the whole, a tier or a team; `opened` and `longer` change the counts at a month's end."""

    months: dict[int, Counts] = field(default_factory=lambda: defaultdict(Counts))
    opened: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    longer: dict[int, int] = field(default_factory=lambda: defaultdict(int))


class MonthRange(NamedTuple):
    """The months that have figures, and those between them that have none because no contact was received."""

    months: tuple[int, ...]
    empty: tuple[int, ...]


def open_longer_name(settings: PerformanceSettings) -> str:
    """Name the measure that the settings make of "contacts open longer than N", as the catalogue does."""
    noun = _NOUNS[settings.open_longer_unit]
    plural = "" if settings.open_longer_than == 1 else "s"
    return f"Contacts open longer than {settings.open_longer_than} {noun}{plural}"


def month_period(month: int) -> Period:
    """Return the period of a month by its number."""
    return period_of(date(month // 12, month % 12 + 1, 1), Frequency.MONTH)


def months_with_figures(tally: Tally) -> MonthRange:
    """Tell the months that are over as at the as-at day, from the first contact received to the last thing
    that the list tells; after it the list may merely have stopped."""
    received = {month for month, _, _ in tally.cells}
    if not received:
        return MonthRange((), ())
    last = max(received | {month for month, _ in tally.closed})
    over = [
        month
        for month in range(min(received), last + 1)
        if month_period(month).end.toordinal() <= tally.as_at
    ]
    return MonthRange(
        tuple(month for month in over if month in received),
        tuple(month for month in over if month not in received),
    )


def teams_taken(tally: Tally) -> dict[int, str]:
    """Name the teams by number: what is like a person's name and stands beside few contacts is none."""
    return {
        number: tally.team.names[number]
        for number, count in tally.contacts_by_word(2).items()
        if number and not (count < FEWEST_OF_A_TEAM and is_like_a_name(tally.team.names[number]))
    }


def make_readings(
    tally: Tally, settings: PerformanceSettings, tiers: dict[int, TierRow]
) -> tuple[ContactReading, ...]:
    """Make the readings of every month that is over, by measure, part and month. `tiers` are those that a
    limit was found for, by number."""
    parts: dict[tuple[PartKind, str], CountedPart] = {(PartKind.WHOLE, ""): CountedPart()}
    teams = teams_taken(tally)
    endings = [ending_of(name) for name in tally.outcome.names]
    for month, (tier, outcome, team), cell in tally.cells:
        for place in _places(teams, team):
            part = parts.setdefault(place, CountedPart())
            part.months[month].add(cell, endings[outcome])
            part.opened[month] += received_of(cell)
        if tier in tiers:
            place = PartKind.TIER, tiers[tier].name
            parts.setdefault(place, CountedPart()).months[month].add(cell, endings[outcome])
    for changes, name in ((tally.closed, "opened"), (tally.longer, "longer")):
        for (month, team), count in changes.items():
            for place in _places(teams, team):
                getattr(parts[place], name)[month] += -count if name == "opened" else count
    found = [
        reading for place, part in parts.items() for reading in _part_readings(tally, settings, place, part)
    ]
    order = {reading.measure: number for number, reading in reversed(list(enumerate(found)))}
    kinds = list(PartKind)
    found.sort(key=lambda each: (order[each.measure], kinds.index(each.part_kind), each.part, each.period))
    return tuple(found)


def _places(teams: dict[int, str], team: int) -> Iterator[tuple[PartKind, str]]:
    yield PartKind.WHOLE, ""
    if team in teams:
        yield PartKind.TEAM, teams[team]


def _part_readings(
    tally: Tally, settings: PerformanceSettings, place: tuple[PartKind, str], part: CountedPart
) -> Iterator[ContactReading]:
    figured = months_with_figures(tally)
    if not figured.months:
        return
    first = min(part.months)
    is_open = is_longer = 0
    longer_name = open_longer_name(settings)
    all_months = sorted({*figured.months, *figured.empty})
    for month in all_months:
        is_open += part.opened.get(month, 0)
        is_longer += part.longer.get(month, 0)
        if month < first or month not in figured.months:
            continue
        period, counts = month_period(month), part.months.get(month, Counts())
        if place[0] is not PartKind.TIER:
            yield ContactReading(CONTACTS, *place, period, counts.received, None, None)
            yield ContactReading(OPEN_CONTACTS, *place, period, is_open, None, None)
            yield ContactReading(longer_name, *place, period, is_longer, None, None)
            yield from _share(DECISION, place, period, counts.in_time, counts.judged)
        yield from _share(TRIAGE, place, period, counts.met, counts.triaged)
        if place[0] is not PartKind.TIER and counts.with_outcome:
            yield from _share(REFERRAL, place, period, counts.referrals, counts.of_outcome)
            yield from _share(NO_ACTION, place, period, counts.no_action, counts.of_outcome)


def _share(
    measure: str, place: tuple[PartKind, str], period: Period, numerator: int, denominator: int
) -> Iterator[ContactReading]:
    if denominator:
        value = 100 * numerator / denominator
        yield ContactReading(measure, *place, period, value, float(numerator), float(denominator))
