"""Due dates as an .ics calendar that Outlook and telephones read.

Owns: one all-day event for each deadline or review that is not complete. Refuses: reminders, and actions
without an understood due date.

An event keeps its UID for the life of the action, and its SEQUENCE is the action's version, so that a newer
calendar moves the event instead of adding a second one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event, vText

from data_model.plan.due_dates import DueKind
from data_model.plan.rows import ActionRow
from data_model.plan.statuses import STATUS_NAMES, Status
from exports.formats.safe_text import storable

_COMPLETE = frozenset({Status.COMPLETE, Status.EMBEDDED})
_WORDS = {DueKind.DEADLINE: "due", DueKind.REVIEW: "review", DueKind.RECURRING: "review"}
_SUMMARY_LENGTH = 80


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """An action with what its event must keep: its lasting identity, and its version, which only grows."""

    identity: str
    row: ActionRow
    version: int


def due_calendar(
    entries: Sequence[CalendarEntry], plan_name: str, as_at: date, recorded_at: datetime
) -> bytes:
    """Write the calendar; `as_at` is the day the dates are true of, `recorded_at` when it is made, with zone.

    Raises ValueError for a `recorded_at` without time zone.
    """
    if recorded_at.utcoffset() is None:
        raise ValueError("recorded_at needs a time zone")
    calendar = Calendar()
    calendar.add("prodid", "-//Improvement plan dashboard//Due dates//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    # icalendar does not know these two as text, so it would not escape them.
    calendar["x-wr-calname"] = vText(storable(plan_name))
    calendar["x-wr-caldesc"] = vText(f"Due dates as at {as_at:%d/%m/%Y}")
    for entry in entries:
        if entry.row.due_date is not None and _belongs(entry.row):
            calendar.add_component(_event(entry, entry.row.due_date, recorded_at.astimezone(UTC)))
    content: bytes = calendar.to_ical()
    return content


def _belongs(row: ActionRow) -> bool:
    return row.due_kind in _WORDS and row.status not in _COMPLETE


def _event(entry: CalendarEntry, due: date, recorded_at: datetime) -> Event:
    row = entry.row
    event = Event()
    event.add("uid", _uid(entry.identity))
    event.add("sequence", entry.version)
    event.add("dtstamp", recorded_at)
    event.add("dtstart", due)
    if due < date.max:  # without an end, an all-day event lasts one day just the same
        event.add("dtend", due + timedelta(days=1))  # the first day that is no longer part of the event
    event.add("summary", _summary(row))
    event.add("description", _description(row))
    event.add("categories", [storable(f"{row.area_number} {row.area_short_name}".strip())])
    event.add("transp", "TRANSPARENT")  # a due date does not make a person busy
    return event


def _uid(identity: str) -> str:
    # A UID is one word; letters and signs of an identity stay, white space would break the line.
    return "-".join(storable(f"{identity}@improvement-plan").split())


def _summary(row: ActionRow) -> str:
    text = " ".join(f"{row.ref} {row.text}".split())
    if len(text) > _SUMMARY_LENGTH:
        text = text[: _SUMMARY_LENGTH - 1].rstrip() + "…"
    return storable(f"{text} — {_WORDS[DueKind(row.due_kind)]}")


def _description(row: ActionRow) -> str:
    lines = [
        row.text,
        f"Responsible: {row.people_shown or row.responsible or 'nobody'}",
        f"Status: {row.rag_label or STATUS_NAMES[row.status]}",
        f"Due date as written: {row.due_text}",
    ]
    return storable("\n".join(lines))
