"""Due dates as an .ics calendar that Outlook and telephones read.

Owns: one all-day event for each deadline or review that is not complete, and the cancelling of those that an
earlier calendar had and that are complete, retired, undated, handed over or in another area now.
Refuses: reminders, and actions without an understood due date that never had one.

An event keeps its UID for the life of the action, and its SEQUENCE is the action's version, so that a newer
calendar moves the event instead of adding a second one, and takes it out once it is cancelled.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event, vText

from data_model.plan.due_dates import DATED_KINDS, DueKind
from data_model.plan.due_text import due_as_written
from data_model.plan.rows import ActionRow
from data_model.plan.rows_updates import EndedEventRow
from data_model.plan.statuses import STATUS_NAMES
from data_model.plan.update_rules import DONE
from data_model.shared.cell_text import storable
from data_model.shared.sentence_text import short_day

_WORDS = {DueKind.DEADLINE: "due", DueKind.REVIEW: "review", DueKind.RECURRING: "review"}
_SUMMARY_LENGTH = 80


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """An action with what its event must keep: its lasting identity, and its version, which only grows."""

    identity: str
    row: ActionRow
    version: int


def due_calendar(
    entries: Sequence[CalendarEntry | EndedEventRow], plan_name: str, as_at: date, recorded_at: datetime
) -> bytes:
    """Write the calendar; `as_at` is the day the dates are true of, `recorded_at` when it is made, with zone.

    An entry that has ended becomes a cancelled event, which a calendar program takes out. Raises ValueError
    for a `recorded_at` without time zone.
    """
    if recorded_at.utcoffset() is None:
        raise ValueError("recorded_at needs a time zone")
    calendar = Calendar()
    calendar.add("prodid", "-//Improvement plan dashboard//Due dates//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    # icalendar does not know these two as text, so it would not escape them.
    calendar["x-wr-calname"] = vText(storable(plan_name))
    calendar["x-wr-caldesc"] = vText(f"Due dates as at {short_day(as_at)}")
    made_at = recorded_at.astimezone(UTC)
    for entry in entries:
        if isinstance(entry, EndedEventRow):
            calendar.add_component(_cancelled(entry, made_at))
        elif entry.row.due_date is not None and _belongs(entry.row):
            calendar.add_component(_event(entry, entry.row.due_date, made_at))
    content: bytes = calendar.to_ical()
    return content


def _belongs(row: ActionRow) -> bool:
    return row.due_kind in DATED_KINDS and row.status not in DONE


def _event(entry: CalendarEntry, due: date, recorded_at: datetime) -> Event:
    row = entry.row
    event = _all_day(entry.identity, entry.version, due, recorded_at)
    event.add("summary", _summary(row.ref, row.text, row.due_kind))
    event.add("description", _description(row))
    event.add("categories", [storable(f"{row.area_number} {row.area_short_name}".strip())])
    event.add("transp", "TRANSPARENT")  # a due date does not make a person busy
    return event


def _cancelled(ended: EndedEventRow, recorded_at: datetime) -> Event:
    event = _all_day(ended.identity, ended.version, ended.due_date, recorded_at)
    event.add("status", "CANCELLED")
    event.add("summary", _summary(ended.ref, ended.text, ended.due_kind))
    event.add("description", storable(f"{ended.text}\n{_why(ended)}"))
    event.add("categories", [storable(f"{ended.area_number} {ended.area_short_name}".strip())])
    event.add("transp", "TRANSPARENT")
    return event


def _why(ended: EndedEventRow) -> str:
    if ended.is_handed_over:
        return "Somebody else answers for it now."
    if ended.is_moved:
        return "It is in another area now."
    return "It is complete." if ended.is_done else "The plan has no date for it any more."


def _all_day(identity: str, version: int, day: date, recorded_at: datetime) -> Event:
    event = Event()
    event.add("uid", _uid(identity))
    event.add("sequence", version)
    event.add("dtstamp", recorded_at)
    event.add("dtstart", day)
    if day < date.max:  # without an end, an all-day event lasts one day just the same
        event.add("dtend", day + timedelta(days=1))  # the first day that is no longer part of the event
    return event


def _uid(identity: str) -> str:
    # A UID is one word; letters and signs of an identity stay, white space would break the line.
    return "-".join(storable(f"{identity}@improvement-plan").split())


def _summary(ref: str, text: str, kind: str) -> str:
    text = " ".join(f"{ref} {text}".split())
    if len(text) > _SUMMARY_LENGTH:
        text = text[: _SUMMARY_LENGTH - 1].rstrip() + "…"
    return storable(f"{text} — {_WORDS[DueKind(kind)]}")


def _description(row: ActionRow) -> str:
    lines = [
        row.text,
        f"Responsible: {row.people_shown or row.responsible or 'nobody'}",
        f"Status: {row.rag_label or STATUS_NAMES[row.status]}",
        f"Due date as written: {due_as_written(row)}",
    ]
    return storable("\n".join(lines))
