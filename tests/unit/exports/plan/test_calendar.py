"""Due dates as a calendar file, read back as a calendar program would."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from icalendar import Calendar

from data_model.plan.rows import ActionRow
from data_model.plan.rows_updates import EndedEventRow
from data_model.plan.statuses import Status
from exports.plan.calendar import CalendarEntry, due_calendar

MakeAction = Callable[..., ActionRow]
AS_AT = date(2022, 12, 12)
MADE = datetime(2022, 12, 13, 9, 14, tzinfo=UTC)


def read(*rows: ActionRow, plan: str = "Nottingshire plan", made: datetime = MADE) -> Calendar:
    entries = [CalendarEntry(f"identity-{number}", row, 3) for number, row in enumerate(rows)]
    return Calendar.from_ical(due_calendar(entries, plan, AS_AT, made))


def test_the_calendar_says_what_it_is(action: MakeAction) -> None:
    calendar = read(action())
    assert (calendar["version"], calendar["method"]) == ("2.0", "PUBLISH")
    assert calendar["x-wr-calname"] == "Nottingshire plan"
    assert calendar["x-wr-caldesc"] == "Due dates as at 12 Dec 2022"


def test_a_deadline_is_one_event_that_lasts_its_day(action: MakeAction) -> None:
    (event,) = read(action()).walk("VEVENT")
    assert event.decoded("dtstart") == date(2022, 11, 30)
    assert event.decoded("dtend") == date(2022, 12, 1)
    assert event["uid"] == "identity-0@improvement-plan"
    assert event["sequence"] == 3
    assert event.decoded("dtstamp") == MADE
    assert event["summary"] == "2.08 Review the procedures — due"
    assert event["categories"].cats == ["2 Management oversight"]


def test_the_description_says_who_and_what_as_written(action: MakeAction) -> None:
    (event,) = read(action()).walk("VEVENT")
    assert event["description"] == (
        "Review the procedures\nResponsible: Ada Invented, HR consultant\nStatus: Late\n"
        "Due date as written: End Nov 22"
    )


@pytest.mark.parametrize("kind", ["review", "recurring"])
def test_a_review_is_called_one(action: MakeAction, kind: str) -> None:
    (event,) = read(action(due_kind=kind)).walk("VEVENT")
    assert event["summary"] == "2.08 Review the procedures — review"


def test_complete_actions_and_actions_without_a_date_have_no_event(action: MakeAction) -> None:
    calendar = read(
        action(status=Status.COMPLETE),
        action(status=Status.EMBEDDED),
        action(due_date=None),
        action(due_kind="unclear"),
    )
    assert calendar.walk("VEVENT") == []


def test_a_paused_action_keeps_its_event(action: MakeAction) -> None:
    assert len(read(action(status=Status.PAUSED)).walk("VEVENT")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Commas, semicolons; and: colons",
        "Two\nlines",
        "Emoji 😀 and \u200fשלום",
        "A \\ backslash \\n",
        "x" * 300,
    ],
)
def test_every_text_survives(action: MakeAction, text: str) -> None:
    (event,) = read(action(text=text, area_short_name="A, B; C")).walk("VEVENT")
    assert event["description"].startswith(f"{text}\nResponsible:")
    assert event["categories"].cats == ["2 A, B; C"]


def test_a_long_action_is_shortened_in_the_summary_alone(action: MakeAction) -> None:
    (event,) = read(action(text="word " * 40)).walk("VEVENT")
    assert event["summary"] == "2.08 " + "word " * 14 + "word… — due"


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n"])
def test_a_text_cannot_add_parts_to_the_calendar(action: MakeAction, line_end: str) -> None:
    evil = f"x{line_end}END:VEVENT{line_end}BEGIN:VEVENT{line_end}SUMMARY:evil"
    row = action(text=evil, ref=evil, area_short_name=evil, due_text=evil, rag_label=evil)
    content = due_calendar([CalendarEntry(evil, row, 1)], evil, AS_AT, MADE)
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    assert lines.count(b"BEGIN:VEVENT") == 1
    assert len(Calendar.from_ical(content).walk("VEVENT")) == 1


def test_the_time_of_making_is_given_in_utc(action: MakeAction) -> None:
    summer = datetime(2022, 7, 1, 10, 0, tzinfo=timezone(timedelta(hours=1)))
    (event,) = read(action(), made=summer).walk("VEVENT")
    assert event.decoded("dtstamp") == datetime(2022, 7, 1, 9, 0, tzinfo=UTC)


def test_a_time_without_zone_is_refused(action: MakeAction) -> None:
    with pytest.raises(ValueError, match="time zone"):
        read(action(), made=MADE.replace(tzinfo=None))


def test_the_same_entries_give_the_same_bytes(action: MakeAction) -> None:
    entries = [CalendarEntry("a", action(), 1), CalendarEntry("b", action(ref="2.09"), 2)]
    assert due_calendar(entries, "Plan", AS_AT, MADE) == due_calendar(entries, "Plan", AS_AT, MADE)


def test_the_last_day_that_a_date_can_have_is_an_event_without_an_end(action: MakeAction) -> None:
    (event,) = read(action(due_date=date.max)).walk("VEVENT")
    assert (event.decoded("dtstart"), "dtend" in event) == (date.max, False)


def test_a_comma_in_the_plans_name_is_escaped(action: MakeAction) -> None:
    content = due_calendar([], "Plan, with; signs", AS_AT, MADE)
    assert b"X-WR-CALNAME:Plan\\, with\\; signs\r\n" in content


def test_what_ended_is_cancelled_under_the_same_uid_with_a_higher_sequence(action: MakeAction) -> None:
    shown, day = CalendarEntry("a", action(), 3), date(2022, 11, 30)
    words = ("2.08", "Review the procedures", "2", "Oversight", day, "deadline")
    (before,) = Calendar.from_ical(due_calendar([shown], "Plan", AS_AT, MADE)).walk("VEVENT")
    for is_done, handed_over, moved, why in (
        (True, False, False, "It is complete."),
        (False, False, False, "The plan has no date for it any more."),
        (False, True, False, "Somebody else answers for it now."),
        (False, False, True, "It is in another area now."),
    ):
        ended = EndedEventRow("a", 4, *words, is_done, handed_over, moved)
        (event,) = Calendar.from_ical(due_calendar([ended], "Plan", AS_AT, MADE)).walk("VEVENT")
        assert (event["uid"], event["status"]) == (before["uid"], "CANCELLED")
        assert event["sequence"] > before["sequence"]
        assert event["summary"] == "2.08 Review the procedures — due"
        assert event["description"] == f"Review the procedures\n{why}"
        assert event.decoded("dtstart") == day
