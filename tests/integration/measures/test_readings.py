"""Readings: what holds on a day, what was restated, and that no figure is lost or written twice."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event, func, select
from sqlalchemy.orm import Session, sessionmaker

from data_model.measures.changes.measures import NoSuchMeasure
from data_model.measures.changes.performance_imports import (
    NamedMeasure,
    NewMeasure,
    StalePlan,
    StatedReading,
    StatedTarget,
    record_performance,
)
from data_model.measures.measure_vocabulary import Frequency, PartKind, Period, ReadingState, Unit, period_of
from data_model.measures.queries.measures import list_measures, list_names, list_targets
from data_model.measures.queries.performance_imports import (
    find_performance_import,
    get_performance_import,
    list_performance_imports,
    list_performance_issues,
)
from data_model.measures.queries.readings import list_all_readings, list_current_readings, list_series
from data_model.measures.tables import CONFIRMED, Reading
from data_model.plan.changes.plans import create_plan
from data_model.plan.rows import ImportIssueRow
from data_model.plan.tables import Plan
from data_model.shared.permissions import NotPermitted, Permission
from data_model.shared.refusals import Refused
from tests.integration.cast import BOARD, HEAD_A, OFFICE, RECORDED_AT
from tests.integration.measuring import (
    A_COUNT,
    A_RATIO,
    A_SHARE,
    FEBRUARY,
    IN_APRIL,
    IN_FEBRUARY,
    IN_MARCH,
    JANUARY,
    LATER,
    LEARNT,
    by_hand,
    figures,
    loaded,
    measure,
    read,
    reading,
    series,
    values,
)

BETWEEN = datetime(2025, 2, 20, tzinfo=UTC)


def stored(sessions: sessionmaker[Session]) -> int:
    with sessions() as session:
        shown = select(func.count()).select_from(Reading).where(Reading.through != CONFIRMED)
        return session.scalar(shown) or 0


def test_a_reading_is_read_back_with_where_it_came_from(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    made = measure(sessions, plan_id, definition=A_SHARE)
    given = reading(
        made, 95.3, numerator=2860, denominator=3001, as_written="95.3%", sheet="Figures", cell="C4"
    )
    loaded(sessions, plan_id, IN_FEBRUARY, [given])
    (row,) = read(sessions, plan_id)
    assert (row.measure_id, row.part_kind, row.part, row.period) == (made, PartKind.WHOLE, "", JANUARY)
    assert (row.state, row.value, row.numerator, row.denominator) == (ReadingState.VALUE, 95.3, 2860, 3001)
    assert (row.as_written, row.file_name, row.sheet, row.cell) == ("95.3%", "figures.xlsx", "Figures", "C4")
    assert (row.as_at, row.recorded_at, row.recorded_by) == (IN_FEBRUARY, LEARNT, "Orla Finch")
    assert (row.through, row.reason, row.restated_from) == ("import", "", ())


def test_a_suppressed_or_missing_reading_is_never_a_number(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    made = measure(sessions, plan_id)
    suppressed = reading(made, None, state=ReadingState.SUPPRESSED, as_written="<5")
    loaded(sessions, plan_id, IN_MARCH, [suppressed, reading(made, None, FEBRUARY, as_written="n/a")])
    assert [(row.state, row.value, row.as_written) for row in read(sessions, plan_id)] == [
        *((ReadingState.SUPPRESSED, None, "<5"), (ReadingState.MISSING, None, "n/a")),
    ]


def test_a_restated_figure_holds_from_its_day_and_the_old_one_before_it(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    made = measure(sessions, plan_id)
    loaded(sessions, plan_id, IN_FEBRUARY, [reading(made, 196)])
    loaded(sessions, plan_id, IN_MARCH, [reading(made, 201)], LATER)
    days = (IN_FEBRUARY - timedelta(1), IN_FEBRUARY, IN_MARCH - timedelta(1), IN_MARCH)
    assert [values(sessions, plan_id, day) for day in days] == [[], [196], [196], [201]]
    (row,) = read(sessions, plan_id, restated=True)
    assert [(one.value, one.as_at, one.recorded_at, one.file_name) for one in row.restated_from] == [
        (196, IN_FEBRUARY, LEARNT, "figures.xlsx")
    ]
    assert read(sessions, plan_id, IN_FEBRUARY, restated=True)[0].restated_from == ()
    assert stored(sessions) == 2


def test_an_older_file_goes_under_the_newer_figure(sessions: sessionmaker[Session], plan_id: int) -> None:
    made = measure(sessions, plan_id)
    loaded(sessions, plan_id, IN_MARCH, [reading(made, 201)])
    loaded(sessions, plan_id, IN_FEBRUARY, [reading(made, 196)], LATER)
    assert (values(sessions, plan_id, IN_FEBRUARY), values(sessions, plan_id, IN_MARCH)) == ([196], [201])
    (row,) = read(sessions, plan_id, restated=True)
    assert [one.value for one in row.restated_from] == [196]


def test_of_two_files_of_one_day_the_one_recorded_last_holds(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    made = measure(sessions, plan_id)
    loaded(sessions, plan_id, IN_MARCH, [reading(made, 196)])
    loaded(sessions, plan_id, IN_MARCH, [reading(made, 201)])
    assert values(sessions, plan_id) == [201]


def test_what_only_says_the_same_again_is_no_restatement(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    made = measure(sessions, plan_id)
    for as_at, value in ((IN_APRIL, 201), (IN_MARCH, 201), (IN_FEBRUARY, 196), (date(2025, 2, 1), 196)):
        loaded(sessions, plan_id, as_at, [reading(made, value)])
    (row,) = read(sessions, plan_id, restated=True)
    assert [(one.value, one.as_at) for one in row.restated_from] == [(196, IN_FEBRUARY)]


def test_a_late_file_of_an_earlier_day_ends_where_a_later_file_confirmed_the_old_figure(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    made = measure(sessions, plan_id)
    loaded(sessions, plan_id, IN_FEBRUARY, [reading(made, 100)])
    loaded(sessions, plan_id, IN_MARCH, [reading(made, 100)], file_name="march.xlsx")
    loaded(sessions, plan_id, IN_APRIL, [reading(made, 100)])
    late = IN_MARCH - timedelta(9)
    loaded(sessions, plan_id, late, [reading(made, 90)], LATER)
    days = (IN_FEBRUARY, late, IN_MARCH - timedelta(1), IN_MARCH, IN_APRIL)
    assert [values(sessions, plan_id, day) for day in days] == [[100], [90], [90], [100], [100]]
    (row,) = read(sessions, plan_id, restated=True)
    assert (row.as_at, row.file_name, row.through) == (IN_MARCH, "march.xlsx", "import")
    assert [(one.value, one.as_at) for one in row.restated_from] == [(90, late), (100, IN_FEBRUARY)]
    loaded(sessions, plan_id, IN_APRIL - timedelta(1), [reading(made, 80)])
    assert [values(sessions, plan_id, day) for day in (IN_MARCH, IN_APRIL - timedelta(1), IN_APRIL)] == [
        *([100], [80], [100]),
    ]
    assert stored(sessions) == 5


def test_a_file_that_does_not_name_a_figure_does_not_confirm_it(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    made = measure(sessions, plan_id)
    loaded(sessions, plan_id, IN_FEBRUARY, [reading(made, 100)])
    loaded(sessions, plan_id, IN_APRIL, [reading(made, 7, FEBRUARY)])
    loaded(sessions, plan_id, IN_MARCH, [reading(made, 90)], LATER)
    assert values(sessions, plan_id, IN_APRIL) == [90, 7]


def test_a_late_reading_by_hand_ends_there_as_well(sessions: sessionmaker[Session], plan_id: int) -> None:
    made = measure(sessions, plan_id)
    loaded(sessions, plan_id, IN_FEBRUARY, [reading(made, 100)])
    loaded(sessions, plan_id, IN_APRIL, [reading(made, 100)])
    by_hand(sessions, reading(made, 90), IN_MARCH, "Counted by hand")
    assert [values(sessions, plan_id, day) for day in (IN_MARCH, IN_APRIL)] == [[90], [100]]


def test_a_confirmation_is_shown_nowhere_and_kept_once_for_a_day(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    made = measure(sessions, plan_id)
    loaded(sessions, plan_id, IN_FEBRUARY, [reading(made, 100)])
    for _ in range(3):
        second = loaded(sessions, plan_id, IN_MARCH, [], confirmed=[reading(made, 100)], unchanged=1)
    (row,) = read(sessions, plan_id, restated=True)
    assert (row.as_at, row.restated_from) == (IN_FEBRUARY, ())
    with sessions() as session:
        found = get_performance_import(session, second)
        every = session.scalar(select(func.count()).select_from(Reading))
    assert found is not None
    assert (found.unchanged, found.first_period, every) == (1, None, 2)


def test_a_figure_that_holds_is_counted_and_not_written(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    made = measure(sessions, plan_id)
    loaded(sessions, plan_id, IN_FEBRUARY, [reading(made, 196)])
    again = [reading(made, 196, as_written="196.0"), reading(made, 180, FEBRUARY)]
    second = loaded(sessions, plan_id, IN_MARCH, again, unchanged=7)
    third = loaded(sessions, plan_id, IN_APRIL, [reading(made, 190), reading(made, 180, FEBRUARY)])
    with sessions() as session:
        rows = [get_performance_import(session, one) for one in (second, third)]
    assert [(row.added, row.restated, row.unchanged, row.measures) for row in rows if row] == [
        *((1, 0, 8, 1), (0, 1, 1, 1)),
    ]
    assert stored(sessions) == 3


@pytest.mark.parametrize(
    "change", [{"numerator": 7.0}, {"denominator": 11.0}, {"state": ReadingState.SUPPRESSED, "value": None}]
)
def test_another_numerator_denominator_or_state_is_a_restatement(
    sessions: sessionmaker[Session], plan_id: int, change: dict[str, Any]
) -> None:
    made = measure(sessions, plan_id, definition=A_SHARE)
    first = reading(made, 80, numerator=8, denominator=10)
    loaded(sessions, plan_id, IN_FEBRUARY, [first])
    loaded(sessions, plan_id, IN_MARCH, [replace(first, **change)])
    assert stored(sessions) == 2
    assert len(read(sessions, plan_id, restated=True)[0].restated_from) == 1


def test_a_figure_that_comes_back_is_written_again(sessions: sessionmaker[Session], plan_id: int) -> None:
    made = measure(sessions, plan_id)
    for as_at, value in ((IN_FEBRUARY, 196), (IN_MARCH, 201), (IN_APRIL, 196)):
        loaded(sessions, plan_id, as_at, [reading(made, value)])
    (row,) = read(sessions, plan_id, restated=True)
    assert (row.value, [one.value for one in row.restated_from]) == (196, [201, 196])


def test_a_reading_may_have_a_day_of_its_own_in_one_file(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    made = measure(sessions, plan_id)
    loaded(
        sessions,
        plan_id,
        IN_APRIL,
        [reading(made, 201, as_at=IN_MARCH), reading(made, 196, as_at=IN_FEBRUARY)],
    )
    days = (IN_FEBRUARY, IN_MARCH, IN_APRIL)
    assert [values(sessions, plan_id, day) for day in days] == [[196], [201], [201]]


def test_a_frozen_view_leaves_out_what_was_recorded_later_also_of_an_earlier_day(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    made = measure(sessions, plan_id)
    loaded(sessions, plan_id, IN_FEBRUARY, [reading(made, 196)], LEARNT)
    loaded(sessions, plan_id, IN_FEBRUARY, [reading(made, 201), reading(made, 5, FEBRUARY)], LATER)
    assert values(sessions, plan_id) == [201, 5]
    for asked in ({"restated": True}, {"restated": False}):
        rows = read(sessions, plan_id, recorded_by_moment=BETWEEN, **asked)
        assert [(row.value, row.restated_from) for row in rows] == [(196, ())]
    with sessions() as session:
        held = list_current_readings(session, plan_id, IN_APRIL, recorded_by_moment=BETWEEN)
        told = list_all_readings(session, plan_id, IN_APRIL, recorded_by_moment=BETWEEN)
    assert [row.value for row in held.values()] == [row.reading.value for row in told] == [196]


def test_parts_are_series_of_their_own(sessions: sessionmaker[Session], plan_id: int) -> None:
    made = measure(sessions, plan_id, definition=A_SHARE)
    red, amber = ({"part_kind": PartKind.TIER, "part": part} for part in ("Red", "Amber"))
    north = {"part_kind": PartKind.TEAM, "part": "Red"}
    loaded(
        sessions,
        plan_id,
        IN_MARCH,
        [
            *(reading(made, 90), reading(made, 100, **red), reading(made, 80, **amber)),
            *(reading(made, 99, FEBRUARY, **red), reading(made, 70, **north)),
        ],
    )
    assert values(sessions, plan_id) == [90]
    found = series(sessions, plan_id, IN_APRIL, parts=True)
    assert [(one.part_kind, one.part, [row.value for row in one.readings]) for one in found] == [
        (PartKind.TEAM, "Red", [70]),
        (PartKind.TIER, "Amber", [80]),
        (PartKind.TIER, "Red", [100, 99]),
    ]
    with sessions() as session:
        assert (
            list_current_readings(session, plan_id, IN_APRIL)[made, PartKind.TIER, "Red", FEBRUARY].value
            == 99
        )
        assert [row.reading.value for row in list_all_readings(session, plan_id, IN_APRIL)] == [
            *(70, 80, 100, 99, 90),
        ]
        every = list_current_readings(session, plan_id, IN_APRIL)
        assert list_current_readings(session, plan_id, IN_APRIL, measure_id=made) == every
        assert list_current_readings(session, plan_id, IN_APRIL, measure_id=made + 1) == {}


def test_an_export_names_the_measure_its_unit_and_what_was_said_before(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    made = measure(sessions, plan_id)
    loaded(sessions, plan_id, IN_FEBRUARY, [reading(made, 196)])
    loaded(sessions, plan_id, IN_MARCH, [reading(made, 201)])
    with sessions() as session:
        (told,) = list_all_readings(session, plan_id, IN_APRIL)
    assert (told.measure, told.unit, told.frequency) == ("Open contacts", Unit.COUNT, Frequency.MONTH)
    assert [one.value for one in told.reading.restated_from] == [196]


def test_readings_of_another_plan_stay_there(sessions: sessionmaker[Session], plan_id: int) -> None:
    with sessions.begin() as session:
        other = create_plan(session, "Other plan", False, actor=OFFICE, recorded_at=RECORDED_AT)
    here, there = measure(sessions, plan_id), measure(sessions, other)
    loaded(sessions, plan_id, IN_MARCH, [reading(here, 196)])
    loaded(sessions, other, IN_MARCH, [reading(there, 7)])
    assert (values(sessions, plan_id), values(sessions, other)) == ([196], [7])
    with pytest.raises(NoSuchMeasure):
        loaded(sessions, plan_id, IN_MARCH, [reading(there, 8)])
    with pytest.raises(NoSuchMeasure):
        loaded(sessions, plan_id, IN_MARCH, [], names=[NamedMeasure("Other", there)])
    assert series(sessions, plan_id, IN_APRIL, measure_ids=[there]) == []


def test_an_import_keeps_the_file_its_issues_and_the_days_it_spans(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    made = measure(sessions, plan_id)
    issue = ImportIssueRow("no-period", "No period", "warning", "Figures", "A3", "Spring", "Give a month")
    first = loaded(
        sessions, plan_id, IN_MARCH, [reading(made, 1), reading(made, 2, FEBRUARY)], issues=[issue]
    )
    second = loaded(sessions, plan_id, IN_MARCH, [reading(made, 2, FEBRUARY)], sha256="c" * 64)
    with sessions() as session:
        newest, row = list_performance_imports(session, plan_id)
        assert (newest.id, row.id) == (second, first)
        assert (row.file_name, row.sha256, row.size, row.sheets, row.layout) == (
            *("figures.xlsx", "b" * 64, 321, "Figures", "wide"),
        )
        assert (row.as_at, row.recorded_at, row.recorded_by, row.through) == (
            *(IN_MARCH, LEARNT, "Orla Finch", "command line"),
        )
        assert (row.added, row.issues, row.first_period, row.last_period) == (
            *(2, 1, JANUARY.start, FEBRUARY.end),
        )
        assert (newest.unchanged, newest.issues, newest.first_period) == (1, 0, None)
        assert list_performance_issues(session, first) == [issue]
        assert find_performance_import(session, plan_id, "b" * 64) == row
        assert find_performance_import(session, plan_id, "d" * 64) is None
        assert get_performance_import(session, second + 1) is None


def test_a_file_compared_with_an_older_plan_writes_nothing(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    made = measure(sessions, plan_id)
    with sessions() as session:
        version = session.get_one(Plan, plan_id).version
    loaded(sessions, plan_id, IN_FEBRUARY, [reading(made, 196)], plan_version=version)
    with pytest.raises(StalePlan, match="Compare it again"):
        loaded(sessions, plan_id, IN_MARCH, [reading(made, 201)], plan_version=version)
    assert values(sessions, plan_id) == [196]


def test_a_file_brings_new_measures_with_it(sessions: sessionmaker[Session], plan_id: int) -> None:
    with sessions() as session:
        version = session.get_one(Plan, plan_id).version
    new = [NewMeasure("Audits", A_COUNT), NewMeasure("Decided in time", A_SHARE)]
    loaded(
        sessions,
        plan_id,
        IN_FEBRUARY,
        [reading(-2, 95), reading(-1, 40)],
        new_measures=new,
        targets=[StatedTarget(-2, JANUARY.start, 90)],
        names=[NamedMeasure("Decisions on time", -2), NamedMeasure("Remarks", None)],
        plan_version=version,
    )
    with sessions() as session:
        audits, decided = list_measures(session, plan_id, IN_APRIL)
        assert [(row.written, row.measure_id) for row in list_names(session, plan_id)] == [
            *(("Decisions on time", decided.id), ("Remarks", None)),
        ]
    assert decided.target is not None
    assert decided.target.value == 90
    found = series(sessions, plan_id, IN_APRIL)
    assert [(one.measure.id, one.readings[0].value) for one in found] == [(audits.id, 40), (decided.id, 95)]
    with pytest.raises(NoSuchMeasure):
        loaded(sessions, plan_id, IN_FEBRUARY, [reading(-1, 40)])


def test_a_target_of_a_file_is_written_when_it_is_another_and_keeps_the_tolerance(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    made = measure(sessions, plan_id, definition=A_SHARE)
    first = StatedTarget(made, JANUARY.start, 95, "Figures", "B2", tolerance=5)
    loaded(sessions, plan_id, IN_FEBRUARY, [], targets=[first])
    second = loaded(
        sessions,
        plan_id,
        IN_MARCH,
        [],
        targets=[StatedTarget(made, FEBRUARY.start, 95), StatedTarget(made, IN_APRIL, 90)],
    )
    with sessions() as session:
        found = list_targets(session, made)
        row = get_performance_import(session, second)
    assert row is not None
    assert row.targets == 1
    assert [(one.holds_from, one.value, one.tolerance, one.file_name, one.cell) for one in found] == [
        (IN_APRIL, 90, 5, "figures.xlsx", ""),
        (JANUARY.start, 95, 5, "figures.xlsx", "B2"),
    ]


def test_a_target_of_a_file_with_another_tolerance_is_written(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    made = measure(sessions, plan_id, definition=A_SHARE)
    loaded(sessions, plan_id, IN_FEBRUARY, [], targets=[StatedTarget(made, JANUARY.start, 20, tolerance=5)])
    loaded(sessions, plan_id, IN_MARCH, [], targets=[StatedTarget(made, FEBRUARY.start, 20, tolerance=2)])
    with sessions() as session:
        found = list_targets(session, made)
    assert [(one.holds_from, one.value, one.tolerance) for one in found] == [
        (FEBRUARY.start, 20, 2),
        (JANUARY.start, 20, 5),
    ]


def test_the_last_decision_about_a_name_replaces_the_one_before(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    made = measure(sessions, plan_id)
    loaded(sessions, plan_id, IN_FEBRUARY, [], names=[NamedMeasure("Waiting", None)])
    tier = NamedMeasure(" waiting", made, PartKind.TIER, "Red")
    loaded(sessions, plan_id, IN_MARCH, [], LATER, names=[tier])
    with sessions() as session:
        (row,) = list_names(session, plan_id)
    assert (row.written, row.measure_id, row.part_kind, row.part, row.decided_by, row.decided_at) == (
        *(" waiting", made, PartKind.TIER, "Red", "Orla Finch", LATER),
    )


def test_nobody_but_the_programme_office_loads_readings(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    for actor in (BOARD, HEAD_A):
        with sessions.begin() as session, pytest.raises(NotPermitted, match=Permission.IMPORT.value):
            record_performance(session, plan_id, figures(IN_MARCH, []), actor=actor, recorded_at=RECORDED_AT)


def test_a_reading_by_hand_says_why_it_changes_what_was_there(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    made = measure(sessions, plan_id)
    loaded(sessions, plan_id, IN_FEBRUARY, [reading(made, 196)])
    with pytest.raises(Refused, match="This figure is there already"):
        by_hand(sessions, reading(made, 196), IN_MARCH, "Why")
    with pytest.raises(Refused, match="say why it changes"):
        by_hand(sessions, reading(made, 201), IN_MARCH)
    by_hand(sessions, reading(made, 201), IN_MARCH, "  Five were\nlate ", LATER)
    (row,) = read(sessions, plan_id, restated=True)
    assert (row.value, row.through, row.reason, row.file_name) == (201, "by hand", "Five were late", "")
    assert [one.value for one in row.restated_from] == [196]


def test_a_share_or_ratio_by_hand_is_worked_out_from_its_parts(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    share = measure(sessions, plan_id, "Share", A_SHARE)
    ratio = measure(sessions, plan_id, "Ratio", A_RATIO)
    for made in (share, ratio):
        given = reading(made, None, state=ReadingState.VALUE, numerator=30, denominator=40)
        by_hand(sessions, given, IN_FEBRUARY)
    found = series(sessions, plan_id, IN_APRIL)
    assert [one.readings[0].value for one in found] == [75, 0.75]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"period": Period(date(2025, 1, 1), date(2025, 1, 7))}, "read by the month: give the period from"),
        ({"period": Period(date(2025, 1, 31), date(2025, 1, 1))}, "before it starts"),
        ({"period": period_of(IN_MARCH, Frequency.MONTH)}, "add the figure when it is over"),
        ({"value": float("nan")}, "not a number"),
        ({"value": -1.0}, "below 0"),
        ({"value": 101.0}, "above 100%"),
        ({"value": None}, "Give the figure"),
        ({"state": ReadingState.MISSING}, "take the number out"),
        ({"numerator": 9.0}, "both the numerator and the denominator"),
        ({"numerator": 9.0, "denominator": 8.0}, "9 of 8 is more than all"),
        ({"numerator": 0.0, "denominator": 0.0}, "denominator has to be above 0"),
        ({"numerator": 9.0, "denominator": 10.0}, "9 of 10 is 90.0%, but 95% is stated"),
        ({"part_kind": PartKind.TEAM}, "Name the team"),
        ({"part": "Red"}, "Say whether “Red” is a tier or a team"),
    ],
)
def test_a_reading_by_hand_that_makes_no_sense_is_refused(
    sessions: sessionmaker[Session], plan_id: int, fields: dict[str, Any], why: str
) -> None:
    made = measure(sessions, plan_id, definition=A_SHARE)
    with pytest.raises(Refused, match=why):
        by_hand(sessions, replace(reading(made, 95), **fields), IN_MARCH)
    assert stored(sessions) == 0


def test_a_reading_by_hand_needs_a_measure(sessions: sessionmaker[Session], plan_id: int) -> None:
    with pytest.raises(NoSuchMeasure):
        by_hand(sessions, reading(99, 95), IN_MARCH)


def months(count: int) -> list[Period]:
    return [period_of(date(2020 + place // 12, place % 12 + 1, 1), Frequency.MONTH) for place in range(count)]


def test_five_queries_read_the_series_of_any_number_of_measures(
    engine: Engine, sessions: sessionmaker[Session], plan_id: int
) -> None:
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))

    def queries(**options: Any) -> int:
        with sessions() as session:
            list_series(session, plan_id, IN_APRIL, **options)
        count = sum(one.startswith("SELECT") for one in asked)
        asked.clear()
        return count

    made = [measure(sessions, plan_id, f"Measure {number}") for number in range(25)]
    readings: list[StatedReading] = [reading(one, 1, period) for one in made for period in months(60)]
    loaded(sessions, plan_id, IN_FEBRUARY, readings)
    loaded(sessions, plan_id, IN_MARCH, [reading(one, 2, months(1)[0]) for one in made])
    asked.clear()
    assert [queries(), queries(restated=True), queries(parts=True), queries(measure_ids=made[:1])] == [5] * 4
    found = series(sessions, plan_id, IN_APRIL)
    assert [len(one.readings) for one in found] == [60] * 25
    assert {one.readings[0].value for one in found} == {2}


def test_more_measures_than_one_question_may_name_are_read_as_well(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    made = [measure(sessions, plan_id, f"Measure {number}") for number in range(55)]
    loaded(sessions, plan_id, IN_MARCH, [reading(one, number) for number, one in enumerate(made)])
    found = series(sessions, plan_id, IN_APRIL)
    assert [one.readings[0].value for one in found] == list(range(55))
