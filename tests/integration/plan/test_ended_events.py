"""What a calendar showed once and shows no more: found in the history, cancelled in the file."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar
from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.changes.reshaping import retire_action
from data_model.plan.queries.actions import list_actions, list_stated
from data_model.plan.queries.over_time.ended_events import list_ended_events
from data_model.plan.queries.over_time.versions import list_identities
from data_model.plan.queries.responsible.people import list_people
from data_model.plan.rows_updates import EndedEventRow
from data_model.plan.statuses import Status
from exports.plan.calendar import CalendarEntry, due_calendar
from tests.integration.cast import HAL, IVY, NO_DATE, OFFICE, batch, due_on, load, stated

FIRST, LATER = date(2025, 1, 31), date(2025, 2, 28)
DUE = date(2025, 3, 31)
Sessions = sessionmaker[Session]
DATED = [
    stated(text, due=due_on(DUE), people=(IVY if text == "of Ivy" else HAL,))
    for text in ("stays", "done", "undated", "retired", "of Ivy")
]
NEVER = [stated("no date"), stated("always done", due=due_on(DUE), status=Status.COMPLETE)]


@pytest.fixture
def begun(sessions: Sessions, plan_id: int) -> dict[str, int]:
    """Five dated actions and two that never had an event: their ids by text."""
    load(sessions, plan_id, batch(FIRST, [*DATED, *NEVER]))
    with sessions() as session:
        return {row.stated.text: row.id for row in list_stated(session, plan_id, FIRST).values()}


@pytest.fixture
def worked(sessions: Sessions, plan_id: int, begun: dict[str, int]) -> int:
    """Of the dated actions only the first stays."""
    go_on(sessions, plan_id, begun)
    return plan_id


def go_on(sessions: Sessions, plan_id: int, ids: dict[str, int]) -> None:
    changed = [
        (ids["done"], replace(DATED[1], status=Status.COMPLETE)),
        (ids["undated"], replace(DATED[2], due=NO_DATE, due_text="")),
        (ids["of Ivy"], replace(DATED[4], status=Status.EMBEDDED)),
    ]
    load(sessions, plan_id, batch(LATER, changed=changed, sha256="b" * 64))
    with sessions.begin() as session:
        retire_action(
            session,
            ids["retired"],
            base_version=1,
            reason="Not needed",
            as_at=LATER,
            actor=OFFICE,
            recorded_at=datetime(2025, 2, 28, tzinfo=UTC),
        )


def ended(sessions: Sessions, plan_id: int, as_at: date = LATER, person: str = "") -> list[EndedEventRow]:
    with sessions() as session:
        people = {row.name: row.id for row in list_people(session, plan_id, FIRST)}
        return list_ended_events(session, plan_id, as_at, person_id=people[person] if person else None)


def test_what_is_complete_retired_or_undated_since_has_ended(sessions: Sessions, worked: int) -> None:
    found = ended(sessions, worked)
    assert [(row.text, row.version, row.due_date, row.is_done) for row in found] == [
        ("done", 2, DUE, True),
        ("undated", 2, DUE, False),
        ("retired", 2, DUE, False),
        ("of Ivy", 2, DUE, True),
    ]


def test_nothing_had_ended_on_an_earlier_day(sessions: Sessions, worked: int) -> None:
    assert ended(sessions, worked, FIRST) == []


def test_a_persons_calendar_cancels_their_own_alone(sessions: Sessions, worked: int) -> None:
    assert [row.text for row in ended(sessions, worked, person="Ivy Stanton")] == ["of Ivy"]


def test_what_was_handed_over_ends_in_the_former_persons_calendar_alone(
    sessions: Sessions, plan_id: int, begun: dict[str, int]
) -> None:
    changed = [(begun["stays"], replace(DATED[0], people=(IVY,)))]
    load(sessions, plan_id, batch(LATER, changed=changed, sha256="b" * 64))
    (gone,) = ended(sessions, plan_id, person="Hal Pickering")
    assert (gone.text, gone.version, gone.due_date, gone.is_handed_over) == ("stays", 2, DUE, True)
    assert ended(sessions, plan_id, person="Ivy Stanton") == []
    assert ended(sessions, plan_id) == []
    # Given back, it is shown again; complete in other hands, it stays cancelled and says why.
    load(sessions, plan_id, batch(date(2025, 3, 7), changed=[(begun["stays"], DATED[0])], sha256="c" * 64))
    assert ended(sessions, plan_id, date(2025, 3, 7), "Hal Pickering") == []
    done = replace(DATED[0], people=(IVY,), status=Status.COMPLETE)
    load(sessions, plan_id, batch(date(2025, 3, 9), changed=[(begun["stays"], done)], sha256="d" * 64))
    (gone,) = ended(sessions, plan_id, date(2025, 3, 9), "Hal Pickering")
    assert (gone.is_handed_over, gone.is_done) == (False, True)


def test_what_moved_to_another_area_ends_in_the_former_areas_calendar_alone(
    sessions: Sessions, plan_id: int, begun: dict[str, int]
) -> None:
    with sessions() as session:
        former = list_actions(session, plan_id, FIRST)[0].area_id
    moved = replace(DATED[0], area_number="9", area="Practice")
    load(sessions, plan_id, batch(LATER, changed=[(begun["stays"], moved)], sha256="b" * 64))
    with sessions() as session:
        (gone,) = list_ended_events(session, plan_id, LATER, area_ids=[former])
        assert (gone.text, gone.version, gone.is_moved, gone.is_handed_over) == ("stays", 2, True, False)
        now = next(row.area_id for row in list_actions(session, plan_id, LATER) if row.text == "stays")
        assert now != former
        assert list_ended_events(session, plan_id, LATER, area_ids=[now]) == []
        assert list_ended_events(session, plan_id, LATER, area_ids=[now, former]) == []
        assert list_ended_events(session, plan_id, LATER) == []


def test_areas_narrow_it_too(sessions: Sessions, worked: int) -> None:
    with sessions() as session:
        area_id = list_actions(session, worked, LATER)[0].area_id
        assert len(list_ended_events(session, worked, LATER, area_ids=[area_id])) == 4
        assert list_ended_events(session, worked, LATER, area_ids=[area_id + 1]) == []


def test_a_newer_calendar_cancels_the_events_of_an_older_one(
    sessions: Sessions, plan_id: int, begun: dict[str, int]
) -> None:
    made = datetime(2025, 3, 1, tzinfo=UTC)

    def calendar(as_at: date) -> dict[str, tuple[int, str]]:
        with sessions() as session:
            known = list_identities(session, plan_id, as_at)
            rows = list_actions(session, plan_id, as_at)
            gone = list_ended_events(session, plan_id, as_at)
        entries = [CalendarEntry(known[row.id][0], row, known[row.id][1]) for row in rows]
        read = Calendar.from_ical(due_calendar([*entries, *gone], "Plan", as_at, made))
        events = read.walk("VEVENT")
        return {str(one["uid"]): (one["sequence"], str(one.get("status", ""))) for one in events}

    before = calendar(FIRST)
    go_on(sessions, plan_id, begun)
    after = calendar(LATER)
    assert {status for _, status in before.values()} == {""}
    assert before.keys() == after.keys()
    cancelled = {uid for uid, (_, status) in after.items() if status == "CANCELLED"}
    assert len(cancelled) == 4
    assert all(after[uid][0] > before[uid][0] for uid in cancelled)
