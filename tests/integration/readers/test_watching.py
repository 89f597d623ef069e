"""Watching an action or an area, and being told once what changed since."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.changes.comments import add_comment
from data_model.plan.changes.plan_edits import NewAction, add_action
from data_model.plan.changes.updates import record_update
from data_model.plan.queries.overview import list_areas
from data_model.plan.rows_updates import CommentKind, WatchedChange
from data_model.plan.update_rules import ActionUpdate
from data_model.readers.changes.watching import forget_told, mark_told, set_watching
from data_model.readers.queries.watch_news import list_watch_news
from data_model.readers.queries.watching import get_watching, list_told, list_watched_actions
from data_model.readers.rows import WatchedThing
from data_model.shared.permissions import Actor, Role
from data_model.shared.refusals import NoSuchAction, Refused
from tests.integration.cast import OFFICE
from tests.integration.updating import APRIL, MARCH, Cast

BEA = Actor("Bea Marlow", Role.BOARD_MEMBER, "sign-in", member_id=7)
NAMESAKE = Actor("Bea Marlow", Role.BOARD_MEMBER, "sign-in", member_id=8)
NINE = datetime(2025, 4, 1, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def area_of(sessions: sessionmaker[Session], cast: Cast) -> int:
    with sessions() as session:
        return list_areas(session, cast.plan_id, APRIL)[0].id


def watch(
    sessions: sessionmaker[Session], at: datetime, watches: bool = True, actor: Actor = BEA, **thing: int
) -> None:
    with sessions.begin() as session:
        set_watching(session, WatchedThing(**thing), watches, actor=actor, recorded_at=at)


def update(
    sessions: sessionmaker[Session], action_id: int, actor: Actor, at: datetime, version: int, words: str
) -> None:
    with sessions.begin() as session:
        record_update(
            session,
            action_id,
            ActionUpdate(progress=words),
            base_version=version,
            as_at=MARCH,
            actor=actor,
            recorded_at=at,
        )


def told(
    sessions: sessionmaker[Session],
    cast: Cast,
    until: datetime,
    who: Actor = BEA,
    own_names: Mapping[str, str] = MappingProxyType({}),
) -> tuple[WatchedChange, ...]:
    with sessions() as session:
        return list_watch_news(session, cast.plan_id, until, own_names).get(who.reader, ())


def test_what_is_watched_is_whose_and_since_when(sessions: sessionmaker[Session], cast: Cast) -> None:
    watch(sessions, NINE, action_id=cast.mine)
    watch(sessions, NINE + HOUR, action_id=cast.mine)  # pressed twice
    watch(sessions, NINE, action_id=cast.hers)
    watch(sessions, NINE + HOUR, watches=False, action_id=cast.hers)
    with sessions() as session:
        watching = get_watching(session, cast.plan_id, BEA.reader)
        assert watching.actions == {cast.mine: NINE}
        assert not watching.holds(WatchedThing(action_id=cast.hers))
        assert list_watched_actions(session, cast.plan_id, BEA.reader, APRIL) == (cast.mine,)
        assert list_watched_actions(session, cast.plan_id, NAMESAKE.reader, APRIL) == ()


def test_an_area_stands_for_all_its_actions(sessions: sessionmaker[Session], cast: Cast) -> None:
    watch(sessions, NINE, area_id=area_of(sessions, cast))
    with sessions() as session:
        watched = list_watched_actions(session, cast.plan_id, BEA.reader, APRIL)
        assert sorted(watched) == sorted(cast.ids.values())
        assert not get_watching(session, cast.plan_id, BEA.reader).holds(WatchedThing(action_id=cast.mine))


def test_what_is_not_there_cannot_be_watched(sessions: sessionmaker[Session], cast: Cast) -> None:
    with pytest.raises(NoSuchAction):
        watch(sessions, NINE, action_id=9999)
    with pytest.raises(Refused, match="no such area"):
        watch(sessions, NINE, area_id=9999)


def test_only_what_changed_since_the_watching_began_is_told(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    update(sessions, cast.mine, cast.hal, NINE - HOUR, 1, "Before anybody watched")
    watch(sessions, NINE, action_id=cast.mine)
    assert told(sessions, cast, NINE + HOUR) == ()
    update(sessions, cast.mine, cast.hal, NINE + HOUR, 2, "Forty are trained")
    update(sessions, cast.hers, cast.ivy, NINE + HOUR, 1, "Of no interest")
    (one,) = told(sessions, cast, NINE + HOUR)
    assert (one.action_id, one.by, one.is_new) == (cast.mine, ("Hal Pickering",), False)
    assert [(change.field, change.old, change.new) for change in one.changes] == [
        ("progress", "Before anybody watched", "Forty are trained")
    ]
    assert told(sessions, cast, NINE) == (), "what came after the run began waits for the next one"
    assert told(sessions, cast, NINE + HOUR, NAMESAKE) == ()


def test_what_was_told_is_not_told_again(sessions: sessionmaker[Session], cast: Cast) -> None:
    watch(sessions, NINE, action_id=cast.mine)
    update(sessions, cast.mine, cast.hal, NINE + HOUR, 1, "First")
    with sessions.begin() as session:
        sent = {"actor": OFFICE, "recorded_at": NINE + 2 * HOUR}
        assert mark_told(session, BEA.reader, cast.plan_id, APRIL, **sent)
        assert not mark_told(session, BEA.reader, cast.plan_id, APRIL, **sent)
        assert list_told(session, cast.plan_id, APRIL) == {BEA.reader}
    assert told(sessions, cast, NINE + 3 * HOUR) == ()
    update(sessions, cast.mine, cast.hal, NINE + 3 * HOUR, 2, "Second")
    (one,) = told(sessions, cast, NINE + 3 * HOUR)
    assert [(change.old, change.new) for change in one.changes] == [("First", "Second")]
    with sessions.begin() as session:
        forget_told(session, BEA.reader, cast.plan_id, APRIL, actor=OFFICE)  # it was not sent after all
    (again,) = told(sessions, cast, NINE + 3 * HOUR)
    assert [(change.old, change.new) for change in again.changes] == [("Begun", "Second")]


def test_new_actions_comments_and_evidence_are_told_too(sessions: sessionmaker[Session], cast: Cast) -> None:
    area = area_of(sessions, cast)
    watch(sessions, NINE, area_id=area)
    with sessions.begin() as session:
        late = {"actor": OFFICE, "recorded_at": NINE + HOUR}
        new = add_action(session, cast.plan_id, NewAction(area, "Open a hub"), as_at=MARCH, **late)
        add_comment(session, cast.hers, "How?", CommentKind.CHALLENGE, **late)
    found = {one.action_id: one for one in told(sessions, cast, NINE + HOUR)}
    assert set(found) == {new, cast.hers}
    assert (found[new].is_new, found[new].action_text) == (True, "Open a hub")
    assert (found[cast.hers].comments, found[cast.hers].changes) == (1, ())


def test_an_update_that_changes_nothing_is_no_news(sessions: sessionmaker[Session], cast: Cast) -> None:
    watch(sessions, NINE, action_id=cast.mine)
    update(sessions, cast.mine, cast.hal, NINE + HOUR, 1, "Begun")
    assert told(sessions, cast, NINE + HOUR) == ()


def test_nobody_is_told_of_what_they_changed_themselves(sessions: sessionmaker[Session], cast: Cast) -> None:
    head = replace(cast.hal, member_id=9)
    watch(sessions, NINE - HOUR, actor=head, action_id=cast.mine)
    watch(sessions, NINE - HOUR, action_id=cast.mine)
    own = {head.reader: head.name}
    update(sessions, cast.mine, head, NINE, 1, "Written by the one who watches.")
    assert told(sessions, cast, NINE + HOUR, head, own) == ()
    assert len(told(sessions, cast, NINE + HOUR, head)) == 1
    assert len(told(sessions, cast, NINE + HOUR, BEA, own)) == 1
    update(sessions, cast.mine, OFFICE, NINE + HOUR, 2, "Written by the office.")
    update(sessions, cast.mine, head, NINE + 2 * HOUR, 3, "Written by the one who watches, again.")
    (change,) = told(sessions, cast, NINE + 3 * HOUR, head, own)
    assert [(one.old, one.new) for one in change.changes] == [
        ("Written by the one who watches.", "Written by the office.")
    ]
    assert change.by == (OFFICE.name,)
    with sessions.begin() as session:
        add_comment(
            session, cast.mine, "My own.", CommentKind.COMMENT, actor=head, recorded_at=NINE + 4 * HOUR
        )
    (change,) = told(sessions, cast, NINE + 5 * HOUR, head, own)
    assert change.comments == 0
