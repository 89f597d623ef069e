"""Due dates as people write them: every form exactly, and what must hold for any text at all."""

import re
from datetime import date, datetime, time, timedelta
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.plan.due_date_parser import understand_due_date
from data_model.plan.due_dates import DueDate, DueKind, Precision, days_overdue, is_due_within, is_overdue
from data_model.plan.statuses import CLOCK_STOPPED, Status

MONTH_NAMES = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
DAY_DEADLINES = [
    ("16/09/22", date(2022, 9, 16)),
    ("5.12.22", date(2022, 12, 5)),
    ("5/12/22", date(2022, 12, 5)),
    ("05-12-2022", date(2022, 12, 5)),
    ("31 03 23", date(2023, 3, 31)),
    ("2022-04-30", date(2022, 4, 30)),
    ("2022-04-30 00:00:00", date(2022, 4, 30)),
    ("31st March 2023", date(2023, 3, 31)),
    ("5 th September 2022", date(2022, 9, 5)),
    ("the 5th of September, 2022", date(2022, 9, 5)),
    ("Friday 31 March 2023", date(2023, 3, 31)),
    ("Fri 31/03/23", date(2023, 3, 31)),
    ("31-Mar-23", date(2023, 3, 31)),
    ("31Mar2023", date(2023, 3, 31)),
    ("31\u00a0March\u00a02023", date(2023, 3, 31)),
    ("\u2018" + "31/03/23\u2019", date(2023, 3, 31)),
    ("31 March \u2019" + "23", date(2023, 3, 31)),
    ("31/03/23\u200b", date(2023, 3, 31)),
    ("- 31/03/23", date(2023, 3, 31)),
    ("-31/03/23", date(2023, 3, 31)),
    ("=31/03/23", date(2023, 3, 31)),
    ("31/03/23.", date(2023, 3, 31)),
    ("by 31/03/23", date(2023, 3, 31)),
    ("Due: 31/03/23", date(2023, 3, 31)),
    ("No later than 31/03/23", date(2023, 3, 31)),
    ("29/02/2024", date(2024, 2, 29)),
    ("March 31, 2023", date(2023, 3, 31)),
    ("1 - 5 December 2022", date(2022, 12, 5)),
    ("1st\u20135th December 2022", date(2022, 12, 5)),
    ("28 Nov - 2 Dec 2022", date(2022, 12, 2)),
    ("01/03/23 to 31/03/23", date(2023, 3, 31)),
]
WIDER_DEADLINES = [
    ("March 2023", date(2023, 3, 31), Precision.MONTH),
    ("Mar-23", date(2023, 3, 31), Precision.MONTH),
    ("03/2023", date(2023, 3, 31), Precision.MONTH),
    ("2023-03", date(2023, 3, 31), Precision.MONTH),
    ("February 2024", date(2024, 2, 29), Precision.MONTH),
    ("End Sept 25", date(2025, 9, 30), Precision.MONTH),
    ("By end of March 2023", date(2023, 3, 31), Precision.MONTH),
    ("early January 2023", date(2023, 1, 10), Precision.MONTH),
    ("mid-January 2023", date(2023, 1, 20), Precision.MONTH),
    ("late January 2023", date(2023, 1, 31), Precision.MONTH),
    ("Jan to March 2023", date(2023, 3, 31), Precision.MONTH),
    ("January - March 2023", date(2023, 3, 31), Precision.MONTH),
    ("Nov 2022 - Jan 2023", date(2023, 1, 31), Precision.MONTH),
    ("W/C 5.12.22", date(2022, 12, 11), Precision.WEEK),
    ("w/c/ 5 th December 2022", date(2022, 12, 11), Precision.WEEK),
    ("week commencing 5th December 2022", date(2022, 12, 11), Precision.WEEK),
    ("W/E 9.12.22", date(2022, 12, 9), Precision.WEEK),
    ("week ending 9 December 2022", date(2022, 12, 9), Precision.WEEK),
    ("Q1 FY26/27", date(2026, 6, 30), Precision.QUARTER),
    ("Q2 25/26", date(2025, 9, 30), Precision.QUARTER),
    ("Q3 25/26", date(2025, 12, 31), Precision.QUARTER),
    ("Q3 2025/26", date(2025, 12, 31), Precision.QUARTER),
    ("Quarter 3 2025-26", date(2025, 12, 31), Precision.QUARTER),
    ("end of Q4 2025/26", date(2026, 3, 31), Precision.QUARTER),
    ("Q1-Q2 25/26", date(2025, 9, 30), Precision.QUARTER),
    ("2025/26 Q3", date(2025, 12, 31), Precision.QUARTER),
    ("Spring 2023", date(2023, 5, 31), Precision.SEASON),
    ("Summer 2023", date(2023, 8, 31), Precision.SEASON),
    ("Autumn 2023", date(2023, 11, 30), Precision.SEASON),
    ("Winter 2023/24", date(2024, 2, 29), Precision.SEASON),
    ("2024", date(2024, 12, 31), Precision.YEAR),
    ("by end of 2024", date(2024, 12, 31), Precision.YEAR),
    ("2023/24", date(2024, 3, 31), Precision.YEAR),
    ("FY 2023/24", date(2024, 3, 31), Precision.YEAR),
    ("end of financial year 2023/24", date(2024, 3, 31), Precision.YEAR),
]
RECURRING = [
    ("Monthly", None, Precision.NONE, "monthly"),
    ("Quarterly", None, Precision.NONE, "quarterly"),
    ("weekly", None, Precision.NONE, "weekly"),
    ("Annually", None, Precision.NONE, "annually"),
    ("every 6 weeks", None, Precision.NONE, "every 6 weeks"),
    ("Six-weekly", None, Precision.NONE, None),
    ("Ongoing - reviewed monthly", None, Precision.NONE, "monthly"),
    ("On a monthly basis", None, Precision.NONE, "monthly"),
    ("Start Oct 22 and review every 6 weeks", date(2022, 10, 1), Precision.MONTH, "every 6 weeks"),
    ("Monthly from Jan 2023", date(2023, 1, 1), Precision.MONTH, "monthly"),
    ("from 31/03/23 monthly", date(2023, 3, 31), Precision.DAY, "monthly"),
    ("from 2022-04-30 monthly", date(2022, 4, 30), Precision.DAY, "monthly"),
    ("6 weekly", None, Precision.NONE, None),
    ("31/03/23 then monthly", date(2023, 3, 31), Precision.DAY, "monthly"),
]
NO_DATE = "- \u2013 n/a N/A TBC TBA tbd Ongoing On-going Continuous BAU".split() + [  # noqa: SIM905
    "to be confirmed",
    "On going",
    "Ongoing (BAU)",
    "Due: TBC",
    "Date to be confirmed",
    "- Ongoing",
]
TWO_DATES = [
    "31/01/23 and 31/03/23",
    "31/01/23 31/03/23",
    "31/01/23\n31/03/23",
    "31/01/23 / 31/03/23",
    "31/01/23 (extended to 31/03/23)",
    "was 31/01/23 now 31/03/23",
]
UNCLEAR = [
    ("31/02/23", "no such day"),
    ("29/02/23", "no such day"),
    ("03/25/23", "no such day"),
    ("00/01/23", "no such day"),
    ("13/2023", "no such month"),
    ("Thursday 31 March 2023", "is a Friday"),
    ("31 March", "year is missing"),
    ("end of March", "year is missing"),
    ("31/03", "year is missing"),
    ("March 31", "a day of the month or a year"),
    ("March 05", "a day of the month or a year"),
    ("22-23", "financial year"),
    ("2023-2024", "financial year"),
    ("44985", "bare number"),
    ("31/03/1999", "outside 2000 to 2099"),
    ("31/03/2100", "outside 2000 to 2099"),
    ("March 1999", "outside 2000 to 2099"),
    ("Q3 2025", "financial year"),
    ("Q3", "financial year"),
    ("Q3 25/27", "do not follow"),
    ("Winter 2023", "over a year's end"),
    ("end of summer term 2023", "school term"),
    ("autumn term", "school term"),
    ("11/12", "financial year"),
    ("Nov - Jan 2023", "ends before it starts"),
    ("Completed 31/03/23", "done"),
    ("Done 5/12/22", "done"),
    ("31/03/23 - completed", "done"),
    ("Start Oct 22", "a start"),
    ("from 31/03/23", "a start"),
    ("ASAP", "No day is named"),
    ("Immediate", "No day is named"),
    ("31/03/23 TBC", "31 March 2023 is written"),
    ("31/03/23?", "31 March 2023 is written"),
    ("before 31/03/23", "31 March 2023 is written"),
    ("not 31/03/23", "31 March 2023 is written"),
    ("31/03/23 onwards", "31 March 2023 is written"),
    ("1. December 2022", "December 2022 is written"),
    ("31/03/231", "could not be understood"),
    ("Date", "could not be understood"),
    ("When staffing allows", "could not be understood"),
    ("\u0663\u0661/\u0660\u0663/\u0662\u0663", "could not be understood"),
]


@pytest.mark.parametrize(("written", "day"), DAY_DEADLINES)
def test_a_day_as_written_is_a_deadline_on_that_day(written: str, day: date) -> None:
    assert understand_due_date(written) == DueDate(written, day, DueKind.DEADLINE, Precision.DAY)


@pytest.mark.parametrize(("written", "last", "precision"), WIDER_DEADLINES)
def test_words_that_say_less_than_a_day_give_the_last_day_they_allow(
    written: str, last: date, precision: Precision
) -> None:
    assert understand_due_date(written) == DueDate(written, last, DueKind.DEADLINE, precision)


@pytest.mark.parametrize(("written", "first", "precision", "repeats"), RECURRING)
def test_what_recurs_is_no_deadline_and_dates_from_its_start(
    written: str, first: date | None, precision: Precision, repeats: str | None
) -> None:
    expected = repeats or written.lower()
    assert understand_due_date(written) == DueDate(written, first, DueKind.RECURRING, precision, expected)


@pytest.mark.parametrize(
    "written", ["Monthly until 31/03/23", "Monthly to March 2023", "Monthly meetings until 31/03/23"]
)
def test_what_recurs_until_a_day_keeps_recurring_and_names_the_end(written: str) -> None:
    doubt = "It recurs only until 31 March 2023; no deadline was taken."
    assert understand_due_date(written) == DueDate(
        written, None, DueKind.RECURRING, Precision.NONE, "monthly", doubt
    )


def test_a_start_and_an_end_of_something_recurring_are_both_kept() -> None:
    for written in (
        "every 6 weeks from 1/2/23 until 31/03/23",
        "every 6 weeks from 1/2/23 to end March 2023",
    ):
        due = understand_due_date(written)
        assert (due.date, due.repeats) == (date(2023, 2, 1), "every 6 weeks")
        assert "31 March 2023" in due.doubt


def test_a_start_given_as_a_range_is_not_cut_down_to_its_first_day() -> None:
    assert understand_due_date("from Jan to March 2023 monthly").kind is DueKind.UNCLEAR


@pytest.mark.parametrize(
    ("written", "day", "precision"),
    [
        ("Review 30/09/23", date(2023, 9, 30), Precision.DAY),
        ("review by 30/09/23", date(2023, 9, 30), Precision.DAY),
        ("30/09/23 (review)", date(2023, 9, 30), Precision.DAY),
        ("to be reviewed March 2023", date(2023, 3, 31), Precision.MONTH),
    ],
)
def test_a_review_date_is_not_a_deadline(written: str, day: date, precision: Precision) -> None:
    assert understand_due_date(written) == DueDate(written, day, DueKind.REVIEW, precision)


@pytest.mark.parametrize("written", NO_DATE)
def test_words_in_place_of_a_date_set_none_and_say_so(written: str) -> None:
    due = understand_due_date(written)
    assert (due.text, due.date, due.kind, due.precision) == (written, None, DueKind.NONE, Precision.NONE)
    assert due.doubt.endswith(".")


@pytest.mark.parametrize("blank", [None, "", "  \n\t", "\u00a0", " " * 1000])
def test_a_blank_has_no_date_and_no_doubt(blank: str | None) -> None:
    assert understand_due_date(blank) == DueDate("", None, DueKind.NONE, Precision.NONE)


@pytest.mark.parametrize("written", TWO_DATES)
def test_two_dates_are_left_to_a_person_and_both_are_named(written: str) -> None:
    doubt = (
        "More than one date is written: 31 January 2023 and 31 March 2023. A person must say which counts."
    )
    assert understand_due_date(written) == DueDate(
        written, None, DueKind.UNCLEAR, Precision.NONE, doubt=doubt
    )


@pytest.mark.parametrize(("written", "why"), UNCLEAR)
def test_what_does_not_support_one_date_is_unclear_with_its_reason(written: str, why: str) -> None:
    due = understand_due_date(written)
    assert (due.text, due.date, due.kind, due.precision) == (written, None, DueKind.UNCLEAR, Precision.NONE)
    assert why in due.doubt


@pytest.mark.parametrize(
    "written", ["31/03/23 - funding agreed", "Policy to be sent to the board by 31/03/23"]
)
def test_harmless_words_beside_one_day_leave_a_deadline_with_a_doubt(written: str) -> None:
    doubt = "Other words stand beside the date."
    assert understand_due_date(written) == DueDate(
        written, date(2023, 3, 31), DueKind.DEADLINE, Precision.DAY, doubt=doubt
    )


def test_two_whole_days_with_a_dash_between_them_end_on_the_later_with_a_doubt() -> None:
    due = understand_due_date("31/01/23 - 31/03/23")
    assert (due.date, due.kind) == (date(2023, 3, 31), DueKind.DEADLINE)
    assert "dash" in due.doubt


def test_a_week_said_to_start_on_another_day_than_monday_is_pointed_out() -> None:
    due = understand_due_date("W/C 7.12.22")
    assert (due.date, due.precision) == (date(2022, 12, 13), Precision.WEEK)
    assert due.doubt == "The week is said to start on 7 December 2022, a Wednesday."


@pytest.mark.parametrize("cell", [date(2022, 4, 5), datetime(2022, 4, 5, 17, 30)])  # noqa: DTZ001
def test_a_real_date_cell_is_a_deadline_on_its_day(cell: date) -> None:
    expected = DueDate("05/04/2022", date(2022, 4, 5), DueKind.DEADLINE, Precision.DAY)
    due = understand_due_date(cell)
    assert due == expected
    assert type(due.date) is date


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (44985, "44985"),
        (44985.0, "44985"),
        (5.12, "5.12"),
        (-1, "-1"),
        (float("nan"), "nan"),
        (float("inf"), "inf"),
        (1e15 - 1, "999999999999999"),
        (1e15, "1000000000000000.0"),
        (1e300, "1e+300"),
        (True, "TRUE"),
        (False, "FALSE"),
        (time(9, 30), "09:30:00"),
        (date(1900, 1, 1), "01/01/1900"),
        (date(2100, 1, 1), "01/01/2100"),
    ],
)
def test_numbers_and_other_cells_are_unclear(cell: float | bool | time | date, text: str) -> None:
    due = understand_due_date(cell)
    assert (due.text, due.date, due.kind) == (text, None, DueKind.UNCLEAR)
    assert due.doubt


def test_a_number_too_long_to_print_is_unclear_all_the_same() -> None:
    assert understand_due_date(10**6000).kind is DueKind.UNCLEAR


def test_a_number_that_reads_as_a_year_is_that_year() -> None:
    assert understand_due_date(2024) == DueDate("2024", date(2024, 12, 31), DueKind.DEADLINE, Precision.YEAR)


def test_a_long_text_is_unclear_unless_it_is_long_only_by_blanks() -> None:
    assert understand_due_date("31/03/23 " + "and so on " * 10_000).kind is DueKind.UNCLEAR
    padded = " " * 50_000 + "31/03/23" + "\n" * 50_000
    assert understand_due_date(padded) == DueDate(padded, date(2023, 3, 31), DueKind.DEADLINE, Precision.DAY)


@pytest.mark.parametrize(
    "piece", ["(", "- ", "1/", "31/03/23 ", "the ", "due by ", "monthly ", "n/a ", "st", "ſ"]
)
def test_no_repeated_piece_takes_long_to_refuse(piece: str) -> None:
    """A pattern that goes back over a text takes thousands of times as long as plain words do."""
    assert least_time(piece) < 100 * least_time("word ")


def least_time(piece: str) -> float:
    """Return the processor time, in seconds, of reading texts made of a piece: the least of three tries."""
    times = []
    for _ in range(3):
        started = process_time()
        for length in (299, 300, 100_000):
            understand_due_date((piece * length)[:length])
        times.append(process_time() - started)
    return min(times)


def test_only_a_deadline_whose_clock_runs_is_overdue() -> None:
    due, day_after = date(2023, 3, 31), date(2023, 4, 1)
    for kind in DueKind:
        for status in Status:
            counts = kind is DueKind.DEADLINE and status not in CLOCK_STOPPED
            assert is_overdue(due, kind, status, day_after) is counts
            assert days_overdue(due, kind, status, date(2023, 4, 10)) == (10 if counts else 0)
            assert is_due_within(due, kind, status, date(2023, 3, 1), 30) is counts
    assert not is_overdue(due, DueKind.DEADLINE, Status.ON_TRACK, due)
    assert days_overdue(due, DueKind.DEADLINE, Status.ON_TRACK, date(2023, 3, 1)) == 0
    assert not is_overdue(None, DueKind.DEADLINE, Status.ON_TRACK, day_after)
    assert not is_due_within(None, DueKind.DEADLINE, Status.ON_TRACK, day_after, 30)


@pytest.mark.parametrize(("days_ahead", "soon"), [(-1, False), (0, True), (30, True), (31, False)])
def test_due_within_counts_both_ends(days_ahead: int, soon: bool) -> None:
    as_at = date(2023, 3, 1)
    due = as_at + timedelta(days=days_ahead)
    assert is_due_within(due, DueKind.DEADLINE, Status.AT_RISK, as_at, 30) is soon


PIECE_WORDS = """31 3 03 23 2023 22 / . - to and by of end mid- March Dec May W/C W/E Q3 2025/26 Winter Summer
    monthly every 6 weeks from until review Friday th 1 ( ) TBC ongoing was then 2022-04-30 31/03/23 ,"""
PIECES = st.sampled_from([*PIECE_WORDS.split(), " "])
LIKELY_TEXT = st.lists(PIECES, min_size=1, max_size=9).flatmap(
    lambda pieces: st.sampled_from(["".join(pieces), " ".join(pieces)])
)


@given(st.one_of(st.text(max_size=400), LIKELY_TEXT))
def test_any_text_is_kept_as_written_and_never_given_a_day_it_does_not_hold(written: str) -> None:
    due = understand_due_date(written)
    assert due.text == (written if written.strip() else "")
    assert (due.precision is Precision.NONE) == (due.date is None)
    if due.kind in (DueKind.NONE, DueKind.UNCLEAR):
        assert due.date is None
    if due.kind in (DueKind.DEADLINE, DueKind.REVIEW):
        assert due.date is not None
    assert bool(due.repeats) == (due.kind is DueKind.RECURRING)
    assert due.doubt == "" or due.doubt.endswith(".")
    assert due.doubt != "" or due.kind is not DueKind.UNCLEAR
    if due.date and due.precision is Precision.DAY:
        numbers = {int(digits) for digits in re.findall("[0-9]+", written)}
        assert due.date.day in numbers
        assert due.date.month in numbers or f"{due.date:%b}".lower() in written.lower()
        assert f"{due.date:%y}" in written


@given(st.one_of(st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes(), st.times()))
def test_any_cell_is_understood_or_refused_without_failing(
    cell: int | float | bool | date | datetime | time,
) -> None:
    due = understand_due_date(cell)
    assert (due.date is not None) == (due.kind is DueKind.DEADLINE)


def _ways_to_write(day: date) -> list[str]:
    d, m, name = day.day, day.month, MONTH_NAMES[day.month - 1]
    ordinal = f"{d}" + ("th" if 11 <= d <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(d % 10, "th"))
    short = [f"{d}{s}{m}{s}{day:%y}" for s in "/.- "] + [f"{d:02}{s}{m:02}{s}{day.year}" for s in "/.- "]
    named = [f"{d} {name} {day.year}", f"{d}{name[:3]}{day:%y}", f"{d:02}-{name[:3]}-{day:%y}"]
    named += [f"{ordinal} of {name}, {day.year}", f"{name} {ordinal}, {day.year}"]
    named += [f"{day:%A} {d} {name} {day:%y}", f"Due by {d} {name.upper()} {day.year}"]
    return [*short, *named, day.isoformat()]


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_written_in_every_usual_way_comes_back_as_itself(day: date) -> None:
    for written in _ways_to_write(day):
        assert understand_due_date(written) == DueDate(written, day, DueKind.DEADLINE, Precision.DAY)


# The forms gathered from real plans, together in one list.
@pytest.mark.parametrize(
    ("written", "day", "kind"),
    [
        ("16/09/22", date(2022, 9, 16), DueKind.DEADLINE),
        ("5.12.22", date(2022, 12, 5), DueKind.DEADLINE),
        ("W/C 5.12.22", date(2022, 12, 11), DueKind.DEADLINE),
        ("Review 30/09/23", date(2023, 9, 30), DueKind.REVIEW),
        ("Start Oct 22 and review every 6 weeks", date(2022, 10, 1), DueKind.RECURRING),
        ("mid-January 2023", date(2023, 1, 20), DueKind.DEADLINE),
        ("End Sept 25", date(2025, 9, 30), DueKind.DEADLINE),
        ("Q3 25/26", date(2025, 12, 31), DueKind.DEADLINE),
        ("Summer 2023", date(2023, 8, 31), DueKind.DEADLINE),
        ("Ongoing", None, DueKind.NONE),
        ("TBC", None, DueKind.NONE),
        ("Monthly", None, DueKind.RECURRING),
        ("", None, DueKind.NONE),
    ],
)
def test_every_form_seen_in_real_plans_is_understood(written: str, day: date | None, kind: DueKind) -> None:
    due = understand_due_date(written)
    assert (due.date, due.kind, due.doubt if due.date else "") == (day, kind, "")
