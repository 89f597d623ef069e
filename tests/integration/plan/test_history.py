"""Past days read back as they were, whatever arrived since and in whatever order."""

from datetime import date

from sqlalchemy import select, update
from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.action_content import FieldChange
from data_model.plan.queries.actions import get_action, list_actions, list_stated
from data_model.plan.queries.overview import get_headlines
from data_model.plan.queries.responsible.people import list_people
from data_model.plan.statuses import Status
from data_model.plan.tables import Action, ActionVersion
from tests.integration.cast import HAL, IVY, batch, due_on, load, stated

DECEMBER, JANUARY, FEBRUARY, MARCH = (
    date(2024, 12, 31),
    date(2025, 1, 31),
    date(2025, 2, 28),
    date(2025, 3, 31),
)
DUE, LATER, EARLIER = date(2025, 2, 14), date(2025, 6, 30), date(2025, 1, 10)


def one_action_changed_in_march(sessions: sessionmaker[Session], plan_id: int) -> int:
    load(sessions, plan_id, batch(JANUARY, [stated("a", due=due_on(DUE), people=(HAL,))]))
    with sessions() as session:
        (action_id,) = list_stated(session, plan_id, JANUARY)
    now = stated("a", due=due_on(LATER), people=(IVY,), status=Status.DELAYED, rag_label="Red")
    load(sessions, plan_id, batch(MARCH, [stated("b")], changed=[(action_id, now)]))
    return action_id


def test_a_past_day_shows_the_action_its_date_and_its_people_as_they_were(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    one_action_changed_in_march(sessions, plan_id)
    with sessions() as session:
        seen = {
            day: [
                (row.text, row.status, row.due_date, row.people_shown, row.days_overdue, row.as_at)
                for row in list_actions(session, plan_id, day)
            ]
            for day in (DECEMBER, JANUARY, FEBRUARY, MARCH)
        }
        people = {day: [row.name for row in list_people(session, plan_id, day)] for day in (FEBRUARY, MARCH)}
    before = ("a", Status.ON_TRACK, DUE, "Hal Pickering")
    assert seen == {
        DECEMBER: [],
        JANUARY: [(*before, 0, JANUARY)],
        FEBRUARY: [(*before, 14, JANUARY)],
        MARCH: [
            ("a", Status.DELAYED, LATER, "Ivy Stanton", 0, MARCH),
            ("b", Status.ON_TRACK, None, "", 0, MARCH),
        ],
    }
    assert people == {FEBRUARY: ["Hal Pickering"], MARCH: ["Ivy Stanton"]}


def test_an_action_keeps_its_original_date_and_its_history_says_what_changed(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    action_id = one_action_changed_in_march(sessions, plan_id)
    with sessions() as session:
        now = get_action(session, plan_id, action_id, MARCH)
        before = get_action(session, plan_id, action_id, FEBRUARY)
        assert get_action(session, plan_id, action_id, DECEMBER) is None
        assert get_action(session, plan_id + 1, action_id, MARCH) is None
    assert now is not None
    assert before is not None
    assert (now.row.original_due_date, now.row.due_date, now.row.days_slipped) == (DUE, LATER, 136)
    assert [(line.version, line.as_at, line.changes) for line in now.history] == [
        (
            2,
            MARCH,
            (
                FieldChange("due_text", "14/02/2025", "30/06/2025"),
                FieldChange("status", "On track", "Delayed"),
                FieldChange("rag_label", "Green", "Red"),
            ),
        ),
        (1, JANUARY, ()),
    ]
    assert [line.version for line in before.history] == [1]
    assert now.version == 2


def test_what_arrives_late_takes_its_place_in_the_past_and_leaves_the_present_alone(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    action_id = one_action_changed_in_march(sessions, plan_id)
    late = stated("a", due=due_on(EARLIER), status=Status.AT_RISK, people=(HAL, IVY))
    load(sessions, plan_id, batch(DECEMBER, changed=[(action_id, late)]))
    with sessions() as session:
        detail = get_action(session, plan_id, action_id, MARCH)
        past = list_actions(session, plan_id, DECEMBER)
        action = session.scalars(select(Action).where(Action.id == action_id)).one()
        current = session.scalars(select(ActionVersion).where(ActionVersion.version == 2)).one()
    assert detail is not None
    assert (detail.row.status, detail.row.due_date, detail.row.original_due_date) == (
        Status.DELAYED,
        LATER,
        EARLIER,
    )
    assert (action.statement_id, action.version, action.as_at) == (current.id, 3, MARCH)
    assert [(row.status, row.people_shown) for row in past] == [
        (Status.AT_RISK, "Hal Pickering, Ivy Stanton")
    ]
    assert [(line.version, line.as_at) for line in detail.history] == [
        (2, MARCH),
        (1, JANUARY),
        (3, DECEMBER),
    ]
    assert detail.history[1].changes == (
        FieldChange("due_text", "10/01/2025", "14/02/2025"),
        FieldChange("status", "At risk", "On track"),
    )


def test_of_two_statements_true_of_one_day_the_later_recorded_stands(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    load(sessions, plan_id, batch(JANUARY, [stated("a")]))
    with sessions() as session:
        (action_id,) = list_stated(session, plan_id, JANUARY)
    load(sessions, plan_id, batch(JANUARY, changed=[(action_id, stated("a", progress="Corrected"))]))
    load(sessions, plan_id, batch(MARCH, [stated("b")]))
    with sessions() as session:
        stored = list_stated(session, plan_id, JANUARY)
    assert {key: row.stated.progress for key, row in stored.items()} == {action_id: "Corrected"}


def test_an_original_date_that_came_later_is_not_shown_on_days_before_it(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    load(sessions, plan_id, batch(JANUARY, [stated("a")]))
    with sessions() as session:
        (action_id,) = list_stated(session, plan_id, JANUARY)
    load(sessions, plan_id, batch(MARCH, changed=[(action_id, stated("a", due=due_on(LATER)))]))
    with sessions() as session:
        dates = [list_actions(session, plan_id, day)[0].original_due_date for day in (FEBRUARY, MARCH)]
    assert dates == [None, LATER]


def test_a_retired_action_is_left_out_from_the_day_it_was_retired(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    action_id = one_action_changed_in_march(sessions, plan_id)
    with sessions.begin() as session:
        session.execute(update(ActionVersion).where(ActionVersion.version == 2).values(retired=True))
        session.execute(update(Action).where(Action.id == action_id).values(retired=True))
    with sessions() as session:
        counts = [get_headlines(session, plan_id, day).actions for day in (FEBRUARY, MARCH)]
        texts = [row.text for row in list_actions(session, plan_id, MARCH)]
    assert (counts, texts) == ([1, 1], ["b"])


def test_the_kept_state_and_the_history_give_the_same_on_the_newest_day(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    one_action_changed_in_march(sessions, plan_id)
    with sessions() as session:
        kept = list_stated(session, plan_id, MARCH)
    load(sessions, plan_id, batch(date(2025, 4, 30), [stated("c")]))
    with sessions() as session:
        assert list_stated(session, plan_id, MARCH) == kept


def test_a_date_revised_before_the_first_import_still_counts_as_slipped(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    revised = stated("a", due=due_on(LATER), due_text="14/02/2025", revised_due_text="30/06/2025")
    load(sessions, plan_id, batch(JANUARY, [revised]))
    load(sessions, plan_id, batch(MARCH, [stated("b")]))
    with sessions() as session:
        rows = [list_actions(session, plan_id, day)[0] for day in (JANUARY, MARCH)]
    assert [(row.due_date, row.original_due_date, row.days_slipped) for row in rows] == [
        (LATER, DUE, 136)
    ] * 2
