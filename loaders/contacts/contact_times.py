"""Days and times of day as a list of contacts writes them, read once each.

Owns: parting "06/04/2023 16:50" into a day and seconds after midnight, local time, and keeping what was read,
because dates and times of day come again and again.
Refuses: month-first dates, days without a year, and 00:00 as a time: most systems write it for a day alone.
"""

import re
from datetime import UTC, date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from data_model.shared.days.date_parser import DateSpan, Precision, read_day, tidy_text

LONDON = ZoneInfo("Europe/London")
NO_TIME = -1  # the day is known and the time of day is not
_MOST_KEPT = 50_000  # different texts; a file made to fill the memory only becomes slower
_MOST_READ = 64  # characters
_TIME = re.compile(
    r"(?P<h>[01]?[0-9]|2[0-3])[:.](?P<m>[0-5][0-9])(?:[:.](?P<s>[0-5][0-9])(?:[.,][0-9]+)?)?"
    r" ?(?P<half>[ap]\.?m\.?)?"
)
_DAY_AND_TIME = re.compile(rf"(?P<day>.*?)(?:,? |t){_TIME.pattern}(?P<zone>z|[+-][0-9]{{2}}:?[0-9]{{2}})?")


class ContactTime(NamedTuple):
    """A day, as `date.toordinal` counts it, and the seconds after its midnight or NO_TIME."""

    day: int
    second: int


class DaysRead(dict[str, int]):
    """The days that texts stand for, by `date.toordinal`; 0 for a text that is no day."""

    def __missing__(self, text: str) -> int:
        if len(self) > _MOST_KEPT:
            self.clear()
        found = read_day(tidy_text(text)) if 6 <= len(text) <= _MOST_READ else None
        is_day = isinstance(found, DateSpan) and found.precision is Precision.DAY
        self[text] = day = found.first.toordinal() if is_day and isinstance(found, DateSpan) else 0
        return day


class TimesRead(dict[str, int]):
    """The seconds after midnight that texts stand for: NO_TIME for none and for 00:00, None of them below."""

    NOT_READ = -2

    def __missing__(self, text: str) -> int:
        if len(self) > _MOST_KEPT:
            self.clear()
        match = _TIME.fullmatch(text.strip().lower()[:_MOST_READ])
        self[text] = seconds = _seconds(match) if match else NO_TIME if not text.strip() else self.NOT_READ
        return seconds


def read_moment(text: str, days: DaysRead) -> ContactTime | None:
    """Read a day with or without a time of day, written in any way that a plan's dates may be, or with a time
    zone; None when it cannot be read."""
    tidy = tidy_text(text[: _MOST_READ * 2])
    if len(tidy) > _MOST_READ:
        return None
    match = _DAY_AND_TIME.fullmatch(tidy)
    if match is None:
        return ContactTime(days[tidy], NO_TIME) if days[tidy] else None
    day, seconds = days[match["day"]], _seconds(match)
    if not day or seconds == TimesRead.NOT_READ:
        return None
    if not match["zone"]:
        return ContactTime(day, seconds)
    zone = "+00:00" if match["zone"] == "z" else match["zone"]
    hours, minutes = divmod(max(seconds, 0) // 60, 60)
    written = f"{date.fromordinal(day).isoformat()}T{hours:02}:{minutes:02}:{max(seconds, 0) % 60:02}{zone}"
    local = datetime.fromisoformat(written).astimezone(UTC).astimezone(LONDON)
    return ContactTime(local.toordinal(), local.hour * 3600 + local.minute * 60 + local.second)


def _seconds(match: re.Match[str]) -> int:
    hour, minute, second = int(match["h"]), int(match["m"]), int(match["s"] or 0)
    half = (match["half"] or "")[:1]
    if half and not 1 <= hour <= 12:
        return TimesRead.NOT_READ
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour * 3600 + minute * 60 + second or NO_TIME
