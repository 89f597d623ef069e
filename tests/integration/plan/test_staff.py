"""What the programme office reads of people, posts, retired actions and versions, on both databases."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.changes.hand_over import rename_post
from data_model.plan.changes.reshaping import retire_action
from data_model.plan.changes.staff import set_person
from data_model.plan.queries.actions import get_action
from data_model.plan.queries.over_time.versions import list_current_versions
from data_model.plan.queries.responsible.staff import list_staff, list_vacant_posts
from data_model.plan.queries.retired import list_retired
from data_model.plan.rows_updates import LatestVersionRow, PostRow, RetiredRow, StaffRow
from data_model.shared.refusals import Refused
from tests.integration.cast import OFFICE, RECORDED_AT
from tests.integration.updating import JANUARY, MARCH, NOW, Cast, say

BY: dict[str, Any] = {"as_at": MARCH, "actor": OFFICE, "recorded_at": NOW}


def test_people_are_listed_with_posts_open_actions_address_and_last_day(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    assert cast.hal.person_id is not None
    with sessions.begin() as session:
        left = date(2025, 4, 1)
        set_person(session, cast.hal.person_id, email="Hal@Example.org", left_on=left, actor=OFFICE)
    with sessions() as session:
        hal, ivy = list_staff(session, cast.plan_id)
        assert hal == StaffRow(
            hal.id, "Hal Pickering", "hal@example.org", left, ("Head of Service",), hal.open_actions
        )
        assert (hal.id, hal.open_actions) == (cast.hal.person_id, 1)
        assert (ivy.name, ivy.email, ivy.left_on, ivy.posts, ivy.open_actions) == (
            "Ivy Stanton",
            "",
            None,
            (),
            1,
        )
        (post,) = list_vacant_posts(session, cast.plan_id)
        assert post == PostRow(post.id, "Duty Manager", 1)


def test_a_retired_action_is_listed_with_by_whom_and_why_and_counts_for_nobody(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    with sessions() as session:
        assert list_retired(session, cast.plan_id) == []
    with sessions.begin() as session:
        retire_action(session, cast.mine, "Done elsewhere", base_version=1, **BY)
    with sessions() as session:
        (row,) = list_retired(session, cast.plan_id)
        assert row == RetiredRow(
            cast.mine, 2, row.ref, "Train every social worker", MARCH, "Orla Finch", "Done elsewhere"
        )
        assert [person.open_actions for person in list_staff(session, cast.plan_id)] == [0, 1]


def test_the_newest_version_is_the_last_recorded_whatever_day_it_is_true_of(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    say(sessions, cast.mine, cast.hal, progress="Half are trained")
    with sessions() as session:
        first, second = list_current_versions(session, [cast.mine, cast.hers])
        assert first == LatestVersionRow(cast.mine, first.ref, 2, "Hal Pickering", NOW)
        assert second == LatestVersionRow(cast.hers, second.ref, 1, "Orla Finch", RECORDED_AT)
        assert list_current_versions(session, []) == []


def test_a_post_gets_another_title_on_open_actions_from_a_day_on(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    assert cast.hal.person_id is not None
    with sessions.begin() as session:
        moved = rename_post(
            session,
            cast.plan_id,
            cast.hal.person_id,
            "Head of Service",
            " Director  of Practice ",
            "Restructure",
            **BY,
        )
    assert moved == 1
    with sessions() as session:
        now = get_action(session, cast.plan_id, cast.mine, MARCH)
        before = get_action(session, cast.plan_id, cast.mine, JANUARY)
    assert now is not None
    assert before is not None
    assert [(one.name, one.post) for one in now.row.people] == [("Hal Pickering", "Director of Practice")]
    assert now.row.responsible == "Hal Pickering\nDirector of Practice"
    assert [one.post for one in before.row.people] == ["Head of Service"]
    assert (now.history[0].through, now.history[0].reason) == ("hand-over", "Restructure")


def test_a_post_without_a_new_title_or_a_reason_is_refused(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    assert cast.hal.person_id is not None
    for new, reason in ((" ", "Restructure"), ("Director", " ")):
        with sessions() as session, pytest.raises(Refused, match="Give"):
            rename_post(session, cast.plan_id, cast.hal.person_id, "Head of Service", new, reason, **BY)
