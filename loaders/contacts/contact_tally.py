"""Counts the contacts of a list, row by row, into months, tiers, outcomes and teams.

Owns: which contacts are left out and why, and the counts that figures are made of.
Refuses: keeping a contact. What stays is counts, the different words of three columns, and the first few
cells of what was left out, by name.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NoReturn

from data_model.measures.rows import PerformanceSettings
from loaders.contacts import contact_issues as issues
from loaders.contacts.contact_columns import OUTCOME, TEAM, TIER, identifying_issue
from loaders.contacts.contact_deadlines import NO_LIMIT, VERDICTS, Day, TierLimit, TierLimits
from loaders.contacts.contact_privacy import (
    YEARS_BEFORE,
    ColumnWatch,
    NoColumn,
    Words,
    is_column_of_names,
    is_like_a_name,
)
from loaders.contacts.contact_rows import ContactTable
from loaders.contacts.contact_times import NO_TIME, DaysRead, TimesRead, read_moment
from loaders.files.issues import IssueType, UnreadableFile
from loaders.files.raw_workbook import cell_name
from loaders.files.text_rows import Rows

CELLS_NAMED = 5
_NEVER = 10**7  # a day after every other: the contact is open
_UNREADABLE, _BLANK = 0, -1

# Places among the counts of one month, tier, outcome and team, after the verdicts, of which every contact
# has one.
IN_TIME, OPEN, WITHIN = range(VERDICTS, VERDICTS + 3)
_PLACES = VERDICTS + 3


@dataclass
class LeftOut:
    """How many contacts were left out for one reason, and the first cells that show it."""

    count: int = 0
    sheet: str = ""
    cells: list[str] = field(default_factory=list)


def received_of(cell: Sequence[int]) -> int:
    """Count the contacts of one month, tier, outcome and team."""
    return sum(cell[:VERDICTS])


class Days(dict[int, Day]):
    """The days that a list has contacts of, each worked out when it is first met, and the counts of their
    months: by month received, then tier, outcome and team; and the decided ones by month decided, then
    team."""

    def __init__(self, settings: PerformanceSettings, limits: TierLimits, keys: Mapping[int, str]) -> None:
        super().__init__()
        self.cells: dict[int, dict[tuple[int, int, int], list[int]]] = {}
        self.closed: dict[int, dict[int, int]] = {}
        self._settings, self._limits, self._keys = settings, limits, keys

    def __missing__(self, ordinal: int) -> Day:
        self[ordinal] = day = Day(ordinal, self._settings)
        day.limits = _LimitsOfDay(date.fromordinal(ordinal), self._limits, self._keys)
        day.cells = self.cells.setdefault(day.month, defaultdict(lambda: [0] * _PLACES))
        day.closed = self.closed.setdefault(day.month, defaultdict(int))
        return day


class _LimitsOfDay(dict[int, TierLimit | None]):
    """The limits in force on one day, by the number of a tier."""

    def __init__(self, day: date, limits: TierLimits, keys: Mapping[int, str]) -> None:
        super().__init__()
        self._day, self._limits, self._keys = day, limits, keys

    def __missing__(self, number: int) -> TierLimit | None:
        self[number] = limit = self._limits.limit_of(self._keys[number], self._day)
        return limit


class Tally:
    """The counts of one file; its tables are added one after the other."""

    def __init__(self, as_at: date, settings: PerformanceSettings, limits: TierLimits) -> None:
        self.as_at = as_at.toordinal()
        self.after = Day(self.as_at + 1, settings)
        self.beyond_holidays = 0
        self.undated_outcomes = 0
        self.left_out: dict[IssueType, LeftOut] = {}
        # By month and team: how many become too long open at its end, less those that are so no more.
        self.longer: dict[tuple[int, int], int] = defaultdict(int)
        self.tier, self.outcome, self.team = (Words(self._refuser(name)) for name in (TIER, OUTCOME, TEAM))
        self.days = Days(settings, limits, self.tier.folded)
        self._days_read, self._times_read = DaysRead(), TimesRead()
        self._old = 0  # days decided that lie years before the day received
        self._table: ContactTable
        self._read_places: frozenset[int]
        self._watches: dict[int, ColumnWatch]
        self._unread: dict[int, ColumnWatch]

    @property
    def cells(self) -> Iterator[tuple[int, tuple[int, int, int], list[int]]]:
        """Give the counts by month received and by the numbers of tier, outcome and team."""
        for month, cells in self.days.cells.items():
            for words, cell in cells.items():
                yield month, words, cell

    @property
    def closed(self) -> dict[tuple[int, int], int]:
        """Count the contacts decided, by month decided and team."""
        return {(month, team): n for month, teams in self.days.closed.items() for team, n in teams.items()}

    def add(self, table: ContactTable, rows: Rows) -> None:
        """Count the rows of a table. Raises UnreadableFile when its content tells of a person."""
        self._begin(table)
        columns, as_at, least = table.columns, self.as_at, max(place for _, place in table.columns.read)
        received_at, decided_at = columns.received - 1, columns.decided - 1
        tier_of, tier_at = self._words_of(self.tier, columns.tier)
        outcome_of, outcome_at = self._words_of(self.outcome, columns.outcome)
        team_of, team_at = self._words_of(self.team, columns.team)
        days, times, count = self._days_read, self._times_read, self._count
        is_watched = table.width != len(columns.read)
        for number, row in rows:
            if len(row) < least:
                row += [""] * (least - len(row))
            day_text, _, time_text = row[received_at].partition(" ")
            day, second = days[day_text], times[time_text]
            if not day or second < NO_TIME:
                day, second = self._moment(row[received_at])
            closed, closed_second = _NEVER, NO_TIME
            if row[decided_at]:
                day_text, _, time_text = row[decided_at].partition(" ")
                closed, closed_second = days[day_text], times[time_text]
                if not closed or closed_second < NO_TIME:
                    closed, closed_second = self._moment(row[decided_at])
                    closed = _NEVER if closed == _BLANK else closed
            if (is_watched or len(row) != table.width) and self._is_no_row(number, row, day):
                continue
            words = tier_of[row[tier_at]], outcome_of[row[outcome_at]], team_of[row[team_at]]
            is_sound = 0 < day <= closed and day <= as_at and (closed <= as_at or closed == _NEVER)
            if is_sound and (day != closed or closed_second == NO_TIME or second <= closed_second):
                count(day, second, closed, closed_second, words)
            else:
                self._doubt(number, row, (day, second, closed, closed_second), words)
        self._judge_columns()

    def _begin(self, table: ContactTable) -> None:
        self._table = table
        self._read_places = frozenset(place for _, place in table.columns.read)
        self._watches = defaultdict(ColumnWatch)
        self._unread = defaultdict(ColumnWatch)

    def _words_of(self, words: Words, column: int | None) -> tuple[Words, int]:
        # Without a column every row has a blank there, whatever the cell that is looked at instead.
        return (words, column - 1) if column else (NoColumn(words.refuse), self._table.columns.received - 1)

    def _count(
        self, at: int, second: int, closed_at: int, closed_second: int, words: tuple[int, int, int]
    ) -> None:
        day = self.days[at]
        day.is_received = True
        cell = day.cells[words]
        limit = day.limits[words[0]]
        if not (day.is_known and (limit is None or limit.is_known)):
            self.beyond_holidays += 1
        if closed_at == _NEVER:
            cell[OPEN] += 1
            if day.decide_by > self.as_at:
                cell[WITHIN] += 1
            if words[1]:
                self.undated_outcomes += 1
            self.longer[day.longer_from, words[2]] += 1
            verdict = limit.of_open(day, second, self.after) if limit else NO_LIMIT
        else:
            closed = self.days[closed_at]
            closed.closed[words[2]] += 1
            if closed_at <= day.decide_by:
                cell[IN_TIME] += 1
            if closed.month > day.longer_from:
                self.longer[day.longer_from, words[2]] += 1
                self.longer[closed.month, words[2]] -= 1
            verdict = limit.of_decided(day, second, closed, closed_second) if limit else NO_LIMIT
        cell[verdict] += 1

    def _moment(self, written: str) -> tuple[int, int]:
        text = written.strip()
        if not text:
            return _BLANK, NO_TIME
        found = read_moment(text, self._days_read)
        return found or (_UNREADABLE, NO_TIME)

    def _is_no_row(self, number: int, row: list[str], day: int) -> bool:
        """Look at the cells of columns that are not read; say whether the row is blank or too long to be
        one."""
        received = date.fromordinal(day) if day > 0 else None
        for column, value in enumerate(row, start=1):
            if column not in self._read_places and (text := value.strip("\x1a \t\r\n")):
                self._unread[column].see(text, received)
                if self._unread[column].kind:
                    self._refuse(column, self._unread[column].kind)
        width = self._table.width
        if width and any(value.strip() for value in row[width:]):
            self._leave_out(issues.ROW_TOO_LONG, number, width + 1)
            return True
        return False

    def _doubt(
        self, number: int, row: list[str], moments: tuple[int, int, int, int], words: tuple[int, int, int]
    ) -> None:
        """Say why a contact is left out, unless it is sound for all that."""
        day, second, closed, closed_second = moments
        columns = self._table.columns
        if day == _BLANK:
            if any(value.strip("\x1a \t\r\n") for value in row):
                self._leave_out(issues.RECEIVED_BLANK, number, columns.received)
        elif day == _UNREADABLE:
            self._look_at(row, columns.received)
            self._leave_out(issues.RECEIVED_UNREADABLE, number, columns.received)
        elif closed == _UNREADABLE:
            self._look_at(row, columns.decided)
            self._leave_out(issues.DECIDED_UNREADABLE, number, columns.decided)
        elif day > self.as_at:
            self._leave_out(issues.RECEIVED_LATER, number, columns.received)
        elif closed == day and self._falls_back(day, second, closed_second):
            self._count(*moments, words)
        elif closed <= day:
            self._old += day - closed >= YEARS_BEFORE
            self._leave_out(issues.DECIDED_FIRST, number, columns.decided)
        else:
            self._leave_out(issues.DECIDED_LATER, number, columns.decided)

    def _falls_back(self, day: int, second: int, closed_second: int) -> bool:
        # On the night the clocks go back the hour from 1 to 2 comes twice: 01:50 may be before 01:10.
        twice = range(3600, 7200)
        return self.days[day].offset is None and second in twice and closed_second in twice

    def _leave_out(self, kind: IssueType, number: int, column: int) -> None:
        entry = self.left_out.setdefault(kind, LeftOut(sheet=self._table.sheet))
        entry.count += 1
        if len(entry.cells) < CELLS_NAMED and entry.sheet == self._table.sheet:
            entry.cells.append(cell_name(number, column))

    def _look_at(self, row: list[str], column: int) -> None:
        watch = self._watches[column]
        watch.see(row[column - 1].strip(), None)
        if watch.kind:
            self._refuse(column, watch.kind)

    def _judge_columns(self) -> None:
        """Refuse the list when one of its columns as a whole tells of a person."""
        for column, watch in self._unread.items():
            if kind := watch.looks_like():
                self._refuse(column, kind)
        for column, watch in self._watches.items():
            if watch.holds_names:
                self._refuse(column, "a name")
        if self._old * 2 > self.rows:
            self._refuse(self._table.columns.decided, "a date of birth")
        for place, words in enumerate((self.tier, self.outcome, self.team)):
            counts = self.contacts_by_word(place)
            like = [number for number in counts if is_like_a_name(words.names[number])]
            values = sum(count for number, count in counts.items() if number)
            if is_column_of_names(sum(counts[number] for number in like), len(like), values):
                words.refuse("a name")

    def contacts_by_word(self, place: int) -> dict[int, int]:
        """Count the contacts of each word of a column: 0 the tier, 1 the outcome, 2 the team."""
        counts: dict[int, int] = defaultdict(int)
        for _, words, cell in self.cells:
            counts[words[place]] += received_of(cell)
        return counts

    @property
    def used(self) -> int:
        return sum(received_of(cell) for _, _, cell in self.cells)

    @property
    def rows(self) -> int:
        return self.used + sum(entry.count for entry in self.left_out.values())

    def _refuser(self, name: str) -> Callable[[str], None]:
        return lambda kind: self._refuse(dict(self._table.columns.read)[name], kind)

    def _refuse(self, column: int, kind: str) -> NoReturn:
        heading = dict(self._table.headings).get(column, "")
        raise UnreadableFile(identifying_issue(heading, column, kind, self._table.sheet))
