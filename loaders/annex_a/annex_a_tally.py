"""Counts the rows of one list by day, team and what became of them.

Owns: which rows are left out and why, and whether something was in time by the clock of working days.
Refuses: keeping a row: what stays is counts, the words for teams, and the first cells of what was left out,
by name.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from data_model.measures.clocks import deadline
from data_model.measures.measure_vocabulary import Clock, Unit
from data_model.measures.rows import PerformanceSettings
from loaders.annex_a import annex_a_issues as issues
from loaders.annex_a.annex_a_cells import BLANK, UNREADABLE, DayReader, Teams, holds_day, read_number
from loaders.annex_a.annex_a_lists import ListColumns, ListKind, Role
from loaders.annex_a.annex_a_rows import ListPlace, ListRow
from loaders.files.issues import IssueType
from loaders.files.raw_workbook import cell_name

CELLS_NAMED = 5
ASSESSMENT_DAYS, CONFERENCE_DAYS = 45, 15  # working days


class Became(StrEnum):
    """What became of what a row tells."""

    RECEIVED = "received"
    MET = "met"
    NOT_MET = "not met"


@dataclass(slots=True)
class LeftOut:
    """How many rows were left out for one reason, and the first cells that show it."""

    count: int = 0
    cells: list[str] = field(default_factory=list)


def day_of(day: int) -> date:
    """Return the day that `date.toordinal` counts so."""
    return date.fromordinal(day)


class DayLimit(dict[int, int]):
    """The last day, as `date.toordinal` counts it, within so many working days of a day, which is day 0."""

    def __init__(self, working_days: int) -> None:
        super().__init__()
        self._limit = working_days
        self.is_known = True

    def __missing__(self, day: int) -> int:
        start = datetime.combine(date.fromordinal(day), time())
        due = deadline(start, self._limit, Unit.WORKING_DAYS, Clock.WORKING_DAYS, PerformanceSettings())
        self.is_known = self.is_known and due.is_known
        self[day] = last = due.day.toordinal()
        return last


Key = tuple[int, int, Became]  # a day, the number of a team, what became of it


class ListTally:
    """The counts of one list. `events` are by the day of the list's first column: contact, referral,
    authorisation, strategy discussion; `conferences` by the day on which they were held."""

    def __init__(self, place: ListPlace, columns: ListColumns, latest: date) -> None:
        self.place, self.columns = place, columns
        self.events: Counter[Key] = Counter()
        self.conferences: Counter[Key] = Counter()
        self.teams = Teams()
        self.left_out: dict[tuple[IssueType, Role | None], LeftOut] = {}
        self.has_none_before = False  # a referral with 0 in the column of earlier ones
        # Referrals by day, team, and how many there were before: 0, 1, or 2 and more.
        self.earlier: Counter[tuple[int, int, int]] = Counter()
        self._latest = latest.toordinal()
        self.days = DayReader(place.epoch)
        self._assessed = DayLimit(ASSESSMENT_DAYS)
        self._conferred = DayLimit(CONFERENCE_DAYS)
        self._count = {
            ListKind.CONTACTS: self._count_contact,
            ListKind.REFERRALS: self._count_referral,
            ListKind.ASSESSMENTS: self._count_assessment,
            ListKind.SECTION_47: self._count_enquiry,
        }[columns.kind]

    @property
    def kind(self) -> ListKind:
        return self.columns.kind

    @property
    def holidays_known(self) -> bool:
        """Say whether every bank holiday that may matter is known."""
        return self._assessed.is_known and self._conferred.is_known

    def due(self, day: int) -> int:
        """Return the last day within the limit of a conference."""
        return self._conferred[day]

    def take(self, row: ListRow) -> None:
        """Count one row."""
        if row.is_too_long:
            self._leave_out(issues.ROW_TOO_LONG, row, None)
        else:
            self._count(row)

    def _count_contact(self, row: ListRow) -> None:
        if (day := self._needed_day(row, Role.CONTACT)) is not None:
            self.events[day, self._team(row), Became.RECEIVED] += 1

    def _count_referral(self, row: ListRow) -> None:
        day = self._needed_day(row, Role.REFERRAL)
        if day is None:
            return
        before = read_number(row.cells.get(Role.EARLIER_REFERRALS))
        self.events[day, self._team(row), Became.RECEIVED] += 1
        if before is None and Role.EARLIER_REFERRALS in self.columns.places:
            self._leave_out(issues.NUMBER_MISSING, row, Role.EARLIER_REFERRALS)
        elif before is not None:
            self.has_none_before = self.has_none_before or before == 0
            self.earlier[day, self._team(row), min(before, 2)] += 1

    def _count_assessment(self, row: ListRow) -> None:
        if not holds_day(row.cells.get(Role.AUTHORISED)) or Role.STARTED not in self.columns.places:
            return  # not authorised yet
        started, ended = self._needed_day(row, Role.STARTED), None
        if started is not None:
            ended = self._needed_day(row, Role.AUTHORISED, not_before=started)
        if started is not None and ended is not None:
            became = Became.MET if ended <= self._assessed[started] else Became.NOT_MET
            self.events[ended, self._team(row), became] += 1

    def _count_enquiry(self, row: ListRow) -> None:
        began = self._needed_day(row, Role.STRATEGY)
        if began is None or Role.CONFERENCE not in self.columns.places:
            return
        team = self._team(row)
        if not holds_day(row.cells.get(Role.CONFERENCE)):
            self.events[began, team, Became.NOT_MET] += 1
            return
        held = self._needed_day(row, Role.CONFERENCE, not_before=began)
        if held is not None:
            self.events[began, team, Became.MET] += 1
            in_time = held <= self._conferred[began]
            self.conferences[held, team, Became.MET if in_time else Became.NOT_MET] += 1

    def _team(self, row: ListRow) -> int:
        return self.teams.number(row.cells.get(Role.TEAM))

    def _needed_day(self, row: ListRow, role: Role, not_before: int = 0) -> int | None:
        day = self.days.read(row.cells.get(role))
        if day == BLANK:
            self._leave_out(issues.DATE_MISSING, row, role)
        elif day == UNREADABLE:
            self._leave_out(issues.DATE_UNREADABLE, row, role)
        elif day > self._latest:
            self._leave_out(issues.DATE_LATER, row, role)
        elif day < not_before:
            self._leave_out(issues.DATES_SWAPPED, row, role)
        else:
            return day
        return None

    def _leave_out(self, kind: IssueType, row: ListRow, role: Role | None) -> None:
        entry = self.left_out.setdefault((kind, role), LeftOut())
        entry.count += 1
        if len(entry.cells) < CELLS_NAMED:
            column = self.columns.places[role] if role is not None else 1
            entry.cells.append(cell_name(row.number, column))
