"""One name in two plans: two people until somebody joins them, and apart again where that was wrong."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from data_model.access.changes.members import deactivate_member, save_member
from data_model.access.queries.members import list_members, list_people_to_add, list_person_names
from data_model.access.queries.sign_ins import list_access_events
from data_model.board.changes.follow_ups import NewFollowUp, add_follow_up
from data_model.board.rows import FollowUpKind
from data_model.board.tables import FollowUp
from data_model.money.benefits.benefit_content import BenefitContent
from data_model.money.benefits.benefit_profiles import Profile
from data_model.money.changes.benefits import add_benefit
from data_model.money.changes.saving_imports import record_savings
from data_model.money.savings.tables_savings import SavingVersion
from data_model.people.changes.joining import join_people, part_person
from data_model.people.changes.person_rows import of_plan, person_columns
from data_model.people.queries.joinings import (
    list_in_several_plans,
    list_joinings,
    list_namesakes,
    person_now,
)
from data_model.plan.action_content import NamedPerson
from data_model.plan.changes.drafts import keep_for_person
from data_model.plan.changes.hand_over import NewPerson, hand_over
from data_model.plan.changes.people import find_people
from data_model.plan.changes.plans import create_plan
from data_model.plan.changes.reminders import mark_reminded
from data_model.plan.changes.staff import set_person
from data_model.plan.queries.drafts import get_draft_of
from data_model.plan.queries.over_time.versions import list_versions
from data_model.plan.queries.plans import get_plan_version
from data_model.plan.queries.responsible.digests import list_digests
from data_model.plan.queries.responsible.my_actions import list_my_actions
from data_model.plan.queries.responsible.people import list_namesake_plans, list_people
from data_model.plan.queries.responsible.staff import list_staff
from data_model.plan.tables import Action, Person, PlanPerson, Post, Responsibility
from data_model.plan.tables_updates import Draft, Reminder
from data_model.recommendations.changes.recommendations import add_recommendation
from data_model.recommendations.recommendation_content import Origin, RecommendationContent
from data_model.recommendations.tables import RecommendationVersion
from data_model.shared.permissions import Role, person_key
from data_model.shared.refusals import Refused
from tests.integration.cast import HAL, OFFICE, batch, load, stated
from tests.integration.saving_up import saving_batch
from tests.integration.updating import JANUARY, MARCH, NOW, Cast

WHO: dict[str, Any] = {"actor": OFFICE, "recorded_at": NOW}
WHY = "Asked both services"
SPELT = NamedPerson("HAL PICKERING", "hal pickering", "Lead")
HERS = "Map the pathway of care"
BOTH_DROPPED = "the address h@x.org and gone from 31 Mar 2025"


@dataclass(frozen=True)
class Two:
    """Hal of the plan of the cast, and the Hal of another plan who holds one action in two posts."""

    cast: Cast
    other_plan: int
    action: int
    hal: int
    other_hal: int


@pytest.fixture
def two(sessions: sessionmaker[Session], cast: Cast) -> Two:
    with sessions.begin() as session:
        other_plan = create_plan(session, "Families First", False, **WHO)
    load(sessions, other_plan, batch(JANUARY, [stated(HERS, people=(SPELT, replace(HAL, name=SPELT.name)))]))
    with sessions() as session:
        action = session.scalars(select(Action.id).where(Action.text == HERS)).one()
        other_hal = list_people(session, other_plan, MARCH)[0].id
    assert cast.hal.person_id is not None
    return Two(cast, other_plan, action, cast.hal.person_id, other_hal)


def everything_of(sessions: sessionmaker[Session], two: Two) -> None:
    """Let the other plan say of its Hal all that can be said of a person."""
    with sessions.begin() as session:
        savings = [saving_batch(MARCH, "Less agency", owner="Hal Pickering")]
        version = get_plan_version(session, two.other_plan) or 0
        record_savings(session, two.other_plan, savings, plan_version=version, **WHO)
        hubs = BenefitContent("Hubs", owner_id=two.other_hal)
        add_benefit(session, two.other_plan, hubs, Profile(), as_at=MARCH, **WHO)
        content = RecommendationContent(Origin.PEER, "Meet monthly", lead_officer="Hal Pickering, Lead")
        add_recommendation(session, two.other_plan, content, as_at=MARCH, **WHO)
        decision = NewFollowUp(
            FollowUpKind.DECISION, "Report", "Hal", date(2025, 5, 1), MARCH, person_id=two.other_hal
        )
        add_follow_up(session, two.other_plan, decision, **WHO)
        keep_for_person(session, two.action, two.other_hal, {"progress": "x"}, 1, **WHO)
        for person_id, plan_id in ((two.hal, two.cast.plan_id), (two.other_hal, two.other_plan)):
            mark_reminded(session, person_id, plan_id, MARCH, **WHO)


def points_to(session: Session, plan_id: int) -> dict[str, set[int]]:
    """Whom the rows of one plan point to, by table."""
    found: dict[str, set[int]] = {}
    for column in person_columns():
        condition = of_plan(column.table, plan_id)
        if condition is not None:
            chosen = select(column).where(condition, column.is_not(None))
            found[column.table.name] = set(session.scalars(chosen))
    return {table: ids for table, ids in found.items() if ids}


def join(sessions: sessionmaker[Session], two: Two) -> None:
    with sessions.begin() as session:
        join_people(session, two.hal, two.other_hal, WHY, **WHO)


def test_a_name_of_another_plan_is_somebody_else_until_they_are_joined(
    sessions: sessionmaker[Session], two: Two
) -> None:
    assert two.hal != two.other_hal
    with sessions() as session:
        assert list_my_actions(session, two.other_plan, two.hal, MARCH) == []
        assert list_namesake_plans(session, two.cast.plan_id, [two.hal]) == {two.hal: ("Families First",)}
        assert [digest.namesake_plans for digest in list_digests(session, two.other_plan, MARCH)] == [
            ("Borough plan",)
        ]
        ((first, second),) = list_namesakes(session)
        assert (first.plans, second.posts) == (
            ((two.cast.plan_id, "Borough plan"),),
            ("Head of Service", "Lead"),
        )
        assert list_in_several_plans(session) == []
        names = list_person_names(session)
        assert names[two.hal] == "Hal Pickering (in Borough plan)"
        assert [one.plans for one in list_people_to_add(session, MARCH)] == [
            ("Borough plan",), ("Families First",), ()
        ]  # fmt: skip


def test_a_name_typed_at_a_hand_over_is_looked_for_in_its_plan_alone(
    sessions: sessionmaker[Session], two: Two
) -> None:
    with sessions.begin() as session:
        timed = {**WHO, "as_at": MARCH}
        assert (
            hand_over(session, two.other_plan, two.other_hal, NewPerson("Ivy Stanton"), "Left", **timed) == 1
        )
        with pytest.raises(Refused, match="no such person in this plan"):
            hand_over(session, two.other_plan, two.hal, NewPerson("Ada Invented"), "Left", **timed)
    with sessions() as session:
        ivy = next(one for one in list_staff(session, two.other_plan) if one.name == "Ivy Stanton")
        assert ivy.id != two.cast.ivy.person_id


def test_after_joining_everything_points_to_one_person_and_history_says_what_was_said(
    sessions: sessionmaker[Session], two: Two
) -> None:
    everything_of(sessions, two)
    with sessions() as session:
        before = list_versions(session, two.other_plan, [two.action], MARCH)
        apart = points_to(session, two.other_plan)
    assert all(ids == {two.other_hal} for ids in apart.values())
    assert apart.keys() == {
        "benefit_version", "plan_person", "recommendation_version", "saving_version",
        "follow_up", "reminder", "responsibility"
    }  # fmt: skip
    join(sessions, two)
    with sessions() as session:
        for column in person_columns():
            assert session.scalar(select(func.count()).where(column == two.other_hal)) == 0, str(column)
        assert all(ids == {two.hal} for ids in points_to(session, two.other_plan).values())
        assert [row.row.text for row in list_my_actions(session, two.other_plan, two.hal, MARCH)] == [HERS]
        assert get_draft_of(session, person_key(two.hal), two.action) is not None
        assert session.scalars(select(Reminder.person_id)).all() == [two.hal] * 2
        # One post of a title, and the two posts of the version still those of its holder.
        assert session.scalar(select(func.count()).where(Post.title == "Head of Service")) == 1
        holders = session.execute(
            select(Responsibility.person_id, Post.person_id).join(Post, Post.id == Responsibility.post_id)
        ).all()
        assert {tuple(row) for row in holders if row[0] is not None} == {(two.hal, two.hal)}
        after = list_versions(session, two.other_plan, [two.action], MARCH)
        assert after.keys() == before.keys() == {two.action}
        for was, now in zip(before[two.action], after[two.action], strict=True):
            assert replace(now, stated=replace(now.stated, people=was.stated.people)) == was
            assert [one.post for one in now.stated.people] == [one.post for one in was.stated.people]
        (said,) = list_joinings(session)
        assert (said.kind.value, said.name, said.plans, said.reason) == (
            "joined", "Hal Pickering", "Families First", WHY
        )  # fmt: skip
        assert list_namesakes(session) == []
        assert person_now(session, two.other_plan, two.other_hal) == two.hal
        assert list_person_names(session)[two.hal] == "Hal Pickering"
        assert two.other_hal not in list_person_names(session)
        assert list_access_events(session)[0].detail == "joined Hal Pickering of the plan Families First"


def test_two_spellings_that_one_plan_has_kept_as_two_are_offered_and_become_one(
    sessions: sessionmaker[Session], two: Two
) -> None:
    plan_id = two.cast.plan_id
    with sessions.begin() as session:
        # As an upgrade leaves whom an older version knew by "Dr Hal Pickering" beside "Hal Pickering".
        person = Person(key="hal pickering", name="Dr Hal Pickering")
        session.add(person)
        session.flush()
        titled = person.id
        session.add(
            PlanPerson(plan_id=plan_id, person_id=titled, key="dr hal pickering", name="Dr Hal Pickering")
        )
    with sessions() as session:
        ((*_, third),) = list_namesakes(session)
        assert (third.name, third.plans) == ("Dr Hal Pickering", ((plan_id, "Borough plan"),))
    with sessions.begin() as session:
        join_people(session, titled, two.hal, WHY, **WHO)
    with sessions() as session:
        assert points_to(session, plan_id)["plan_person"] >= {titled}
        assert list_in_several_plans(session) == []
        assert find_people(session, plan_id, ["hal pickering", "dr hal pickering"]) == {
            "hal pickering": titled
        }
    with sessions.begin() as session, pytest.raises(Refused, match="several plans"):
        part_person(session, plan_id, titled, WHY, **WHO)


def test_keeping_apart_gives_each_plan_its_own_again(sessions: sessionmaker[Session], two: Two) -> None:
    everything_of(sessions, two)
    join(sessions, two)
    with sessions.begin() as session:
        own = part_person(session, two.other_plan, two.hal, "They are two after all", **WHO)
    with sessions() as session:
        assert all(ids == {own} for ids in points_to(session, two.other_plan).values())
        assert own not in set().union(*points_to(session, two.cast.plan_id).values())
        assert session.get_one(Person, own).name == "HAL PICKERING"
        assert get_draft_of(session, person_key(own), two.action) is not None
        posts = set(session.execute(select(Post.person_id, Post.title).where(Post.person_id.is_not(None))))
        assert posts == {(two.hal, "Head of Service"), (own, "Head of Service"), (own, "Lead")}
        for number in (two.hal, two.other_hal):
            assert person_now(session, two.other_plan, number) == own
            assert person_now(session, two.cast.plan_id, number) == two.hal
        assert [one.kind.value for one in list_joinings(session)] == ["parted", "joined"]
        assert session.scalars(select(SavingVersion.owner_id)).all() == [own]
        assert session.scalars(select(RecommendationVersion.lead_person_id)).all() == [own]
        assert session.scalars(select(FollowUp.person_id)).all() == [own]
    with sessions.begin() as session, pytest.raises(Refused, match="several plans"):
        part_person(session, two.other_plan, own, WHY, **WHO)


def test_a_plan_loaded_again_finds_whom_it_was_joined_to(sessions: sessionmaker[Session], two: Two) -> None:
    join(sessions, two)
    load(sessions, two.other_plan, batch(MARCH, [stated("Ask young people", people=(SPELT,))]))
    with sessions() as session:
        assert [(one.id, one.actions) for one in list_people(session, two.other_plan, MARCH)] == [
            (two.hal, 2)
        ]
        assert (
            session.scalar(select(func.count()).where(Person.key == "hal pickering")) == 2
        )  # one is no more


@pytest.mark.parametrize(
    ("mine", "theirs", "kept", "dropped"),
    [
        (("", None), ("h@x.org", None), ("h@x.org", None), ""),
        (("a@x.org", None), ("h@x.org", MARCH), ("a@x.org", None), BOTH_DROPPED),
        (("", JANUARY), ("", MARCH), (None, MARCH), "gone from 31 Jan 2025"),
    ],
    ids=["an address is taken over", "another address, and gone in one plan", "gone in both"],
)  # fmt: skip
def test_what_is_known_of_a_person_is_kept_or_said(
    sessions: sessionmaker[Session],
    two: Two,
    mine: tuple[str, date | None],
    theirs: tuple[str, date | None],
    kept: tuple[str | None, date | None],
    dropped: str,
) -> None:
    with sessions.begin() as session:
        for person_id, (email, left_on) in ((two.hal, mine), (two.other_hal, theirs)):
            set_person(session, person_id, email=email, left_on=left_on, actor=OFFICE)
    join(sessions, two)
    with sessions() as session:
        person = session.get_one(Person, two.hal)
        assert ((person.email, person.left_on), list_joinings(session)[0].dropped) == (kept, dropped)


def test_two_who_both_sign_in_are_not_joined_and_one_sign_in_goes_along(
    sessions: sessionmaker[Session], two: Two
) -> None:
    with sessions.begin() as session:
        members = [
            save_member(session, "Hal", Role.HEAD_OF_SERVICE, email=email, person_id=person_id, **WHO)
            for email, person_id in (("hal@a.org", two.hal), ("hal@b.org", two.other_hal))
        ]
    with pytest.raises(Refused, match=r"hal@a\.org and hal@b\.org"):
        join(sessions, two)
    with sessions.begin() as session:
        deactivate_member(session, members[0], **WHO)
    join(sessions, two)
    with sessions() as session:
        assert {one.person_id for one in list_members(session)} == {two.hal}


def test_what_cannot_be_joined_is_refused_and_changes_nothing(
    sessions: sessionmaker[Session], two: Two
) -> None:
    ivy = two.cast.ivy.person_id or 0
    with sessions.begin() as session:
        for keep, other in ((two.hal, two.hal), (two.hal, ivy), (two.hal, 999)):
            with pytest.raises(Refused):
                join_people(session, keep, other, WHY, **WHO)
        with pytest.raises(Refused, match="reason"):
            join_people(session, two.hal, two.other_hal, " ", **WHO)
        keep_for_person(session, two.action, two.other_hal, {"progress": "x"}, 1, **WHO)
        # No write keeps a draft on another plan's action; an earlier version did.
        before = Draft(who=person_key(two.hal), action_id=two.action, fields="{}", based_on=1, saved_at=NOW)
        session.add(before)
        session.flush()
        with pytest.raises(Refused, match="not saved"):
            join_people(session, two.hal, two.other_hal, WHY, **WHO)
    with sessions() as session:
        assert len(list_namesakes(session)) == 1
        assert list_joinings(session) == []


def test_every_column_that_points_to_a_person_is_moved_with_its_plan_or_known_to_be_of_none() -> None:
    of_none = {str(column) for column in person_columns() if of_plan(column.table, 1) is None}
    assert of_none == {"member.person_id", "post.person_id"}
