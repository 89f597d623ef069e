"""Setting one thing of several actions at once: all or nothing, each refusal named by its row."""

from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.changes.drafts import save_draft
from data_model.plan.changes.several import set_for_several
from data_model.plan.queries.drafts import get_draft
from data_model.plan.statuses import Status
from data_model.plan.update_rules import ActionUpdate
from data_model.shared.refusals import Refused, RowsRefused
from tests.integration.cast import IVY, OFFICE
from tests.integration.updating import APRIL, DUE, JANUARY, MARCH, NOW, Cast, begin, read, say

ABOUT: dict[str, Any] = {"as_at": MARCH, "actor": OFFICE, "recorded_at": NOW}


@pytest.fixture
def cast(sessions: sessionmaker[Session], plan_id: int) -> Cast:
    return begin(sessions, plan_id)


def test_a_revised_date_of_two_stands_in_the_history_of_each(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    update = ActionUpdate(revised_due_text="30/09/2025", reason="The supplier is late")
    with sessions.begin() as session:
        assert set_for_several(session, {cast.mine: 1, cast.hers: 1}, update, **ABOUT) == {
            cast.mine: 2,
            cast.hers: 2,
        }
    for number in (cast.mine, cast.hers):
        found = read(sessions, cast, number)
        assert found.row.revised_due_text == "30/09/2025"
        newest = found.history[0]
        assert (newest.recorded_by, newest.reason, newest.as_at) == (OFFICE.name, update.reason, MARCH)
    assert read(sessions, cast, cast.mine).row.original_due_date == DUE


def test_people_of_several_are_handed_over_and_a_rating_of_both_set(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    chosen = {cast.mine: 1, cast.nobodys: 1}
    with sessions.begin() as session:
        versions = set_for_several(session, chosen, ActionUpdate(), people=[IVY], **ABOUT)
        set_for_several(session, versions, ActionUpdate(status=Status.PAUSED), **ABOUT)
    for number in chosen:
        row = read(sessions, cast, number).row
        assert ([person.name for person in row.people], row.status) == (["Ivy Stanton"], Status.PAUSED)


def test_what_one_row_lacks_keeps_all_of_them_back_and_each_is_named(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    say(sessions, cast.hers, OFFICE, progress="Meanwhile")
    late = ActionUpdate(rag_label="Late", revised_due_text="30/09/2025", reason="Why")
    with (
        pytest.raises(RowsRefused) as refused,
        sessions.begin() as session,
    ):
        set_for_several(session, {cast.mine: 1, cast.hers: 1, cast.nobodys: 1}, late, **ABOUT)
    by_row = {row.id: row for row in refused.value.rows}
    assert by_row.keys() == {cast.mine, cast.hers, cast.nobodys}
    assert "Say why the action is delayed." in by_row[cast.mine].sentence
    assert by_row[cast.hers].sentence == "Somebody else changed this action after you opened it."
    assert all(row.name and f"{row.name}: {row.sentence}" in str(refused.value) for row in by_row.values())
    assert read(sessions, cast, cast.mine).version == 1


def test_one_refused_row_takes_the_others_back(sessions: sessionmaker[Session], cast: Cast) -> None:
    say(sessions, cast.hers, OFFICE, progress="Meanwhile")
    with pytest.raises(RowsRefused, match="Somebody else"), sessions.begin() as session:
        set_for_several(session, {cast.mine: 1, cast.hers: 1}, ActionUpdate(status=Status.PAUSED), **ABOUT)
    assert read(sessions, cast, cast.mine).row.status is Status.ON_TRACK


def test_a_day_before_the_newest_version_moves_no_people(sessions: sessionmaker[Session], cast: Cast) -> None:
    say(sessions, cast.mine, OFFICE, APRIL, progress="In April")
    with pytest.raises(RowsRefused, match="choose no day before"), sessions.begin() as session:
        set_for_several(session, {cast.mine: 2}, ActionUpdate(), people=[IVY], **ABOUT)


@pytest.mark.parametrize(
    ("chosen", "update", "words"),
    [(False, ActionUpdate(progress="x"), "Choose at least"), (True, ActionUpdate(reason="x"), "what to set")],
)
def test_nothing_chosen_or_nothing_to_set_is_refused(
    sessions: sessionmaker[Session], cast: Cast, chosen: bool, update: ActionUpdate, words: str
) -> None:
    with pytest.raises(Refused, match=words), sessions.begin() as session:
        set_for_several(session, {cast.mine: 1} if chosen else {}, update, **ABOUT)


def test_what_the_office_typed_into_a_form_of_one_of_them_stays(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    with sessions.begin() as session:
        save_draft(session, cast.mine, {"progress": "Half"}, 1, actor=OFFICE, recorded_at=NOW)
        set_for_several(session, {cast.mine: 1}, ActionUpdate(status=Status.PAUSED), **ABOUT)
        draft = get_draft(session, OFFICE, cast.mine)
    assert draft is not None
    assert (draft.fields, draft.based_on) == ({"progress": "Half"}, 1)


def test_said_of_an_earlier_day_it_goes_into_the_history_alone(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    say(sessions, cast.mine, OFFICE, APRIL, progress="In April")
    with sessions.begin() as session:
        set_for_several(session, {cast.mine: 2}, ActionUpdate(status=Status.PAUSED), **ABOUT)
    assert read(sessions, cast, cast.mine).row.status is Status.ON_TRACK
    assert read(sessions, cast, cast.mine, MARCH).row.status is Status.PAUSED
    assert read(sessions, cast, cast.mine, JANUARY).row.status is Status.ON_TRACK
