"""Days and moments as the pages write them and as addresses hold them.

Owns: nothing for no day, moments in this computer's time zone, and the ISO forms in addresses. Refuses: the
locale of the computer, and sentences (see `data_model.shared.sentence_text`).
"""

from datetime import date, datetime

from data_model.shared import sentence_text

DATE_INPUT = "DD/MM/YYYY"
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)


def short_day(day: date | None) -> str:
    """Write a day for tables: 4 Jun 2017; nothing for no day."""
    return sentence_text.short_day(day) if day else ""


def moment(at: datetime) -> str:
    """Write a moment in this computer's time zone: 4 Jun 2017, 09:14."""
    local = at.astimezone()
    return f"{short_day(local.date())}, {local:%H:%M}"


def read_iso_day(text: str) -> date | None:
    """Read 2017-06-04 from an address; None unless it is such a day between 2000 and 2099."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None


def read_month(text: str) -> date | None:
    """Read 2017-06 from an address as the first day of that month; None unless it is such a month."""
    return read_iso_day(f"{text}-01") if len(text) == 7 else None
