"""Filters saved under a name: for oneself or for everybody, renamed, removed, with their history."""

from urllib.parse import urlencode

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.readers.changes.saved_filters import (
    LONGEST_NAME,
    remove_filter,
    rename_filter,
    save_filter,
)
from data_model.readers.queries.saved_filters import list_filter_history, list_saved_filters
from data_model.readers.rows import FilterPage
from data_model.shared.permissions import Actor, NotPermitted, Role
from data_model.shared.refusals import Refused
from tests.integration.cast import OFFICE
from tests.integration.updating import NOW

BEA = Actor("Bea Marlow", Role.BOARD_MEMBER, "sign-in", member_id=7)
NAMESAKE = Actor("Bea Marlow", Role.BOARD_MEMBER, "sign-in", member_id=8)
ACTIONS = FilterPage.ACTIONS


def save(
    session: Session, plan_id: int, name: str, actor: Actor = BEA, asked: str = "due=overdue", **more: bool
) -> str:
    return save_filter(session, plan_id, ACTIONS, name, asked, actor=actor, recorded_at=NOW, **more)


def names(session: Session, plan_id: int, who: Actor, page: FilterPage = ACTIONS) -> list[str]:
    return [each.name for each in list_saved_filters(session, plan_id, page, who.reader)]


def test_a_filter_is_ones_own_unless_it_is_for_everybody(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    with sessions.begin() as session:
        save(session, plan_id, "  Mine,   late ")
        save(session, plan_id, "All late", OFFICE, for_everybody=True)
        save(session, plan_id, "The office's", OFFICE)
        with pytest.raises(NotPermitted):
            save(session, plan_id, "Not mine to give", for_everybody=True)
    with sessions() as session:
        assert names(session, plan_id, BEA) == ["All late", "Mine, late"]
        assert names(session, plan_id, NAMESAKE) == ["All late"]
        assert names(session, plan_id, OFFICE) == ["All late", "The office's"]
        assert names(session, plan_id, BEA, FilterPage.MY_ACTIONS) == []


def test_a_filter_is_renamed_and_removed_and_its_history_stays(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    with sessions.begin() as session:
        mine = save(session, plan_id, "Late")
        rename_filter(session, mine, "Overdue", actor=BEA, recorded_at=NOW)
        assert names(session, plan_id, BEA) == ["Overdue"]
        remove_filter(session, mine, actor=BEA, recorded_at=NOW)
        assert names(session, plan_id, BEA) == []
        assert [(event.name, event.removed) for event in list_filter_history(session, mine)] == [
            ("Overdue", True),
            ("Overdue", False),
            ("Late", False),
        ]
        with pytest.raises(Refused, match="no such saved filter"):
            rename_filter(session, mine, "Again", actor=BEA, recorded_at=NOW)
        save(session, plan_id, "Overdue")  # the name is free again


def test_nobody_changes_somebody_elses(sessions: sessionmaker[Session], plan_id: int) -> None:
    with sessions.begin() as session:
        mine = save(session, plan_id, "Late")
        for other in (NAMESAKE, OFFICE):
            with pytest.raises(NotPermitted, match="somebody else's"):
                remove_filter(session, mine, actor=other, recorded_at=NOW)
        shared = save(session, plan_id, "All late", OFFICE, for_everybody=True)
        with pytest.raises(NotPermitted):
            rename_filter(session, shared, "Mine now", actor=BEA, recorded_at=NOW)
        assert names(session, plan_id, BEA) == ["All late", "Late"]


@pytest.mark.parametrize(
    ("name", "asked", "why"),
    [
        ("  ", "due=overdue", "a name"),
        ("LATE", "due=overdue", "already"),
        ("x" * (LONGEST_NAME + 1), "due=overdue", "longer than"),
        ("Nothing", "", "Choose a filter first"),
        ("Long", f"words={'x' * 2000}", "too long"),
    ],
)
def test_what_makes_no_sense_is_refused(
    sessions: sessionmaker[Session], plan_id: int, name: str, asked: str, why: str
) -> None:
    with sessions.begin() as session:
        save(session, plan_id, "Late")
        with pytest.raises(Refused, match=why):
            save(session, plan_id, name, asked=asked)
        assert names(session, plan_id, BEA) == ["Late"]


def test_how_long_a_filter_may_be_is_measured_in_what_was_typed(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    with sessions.begin() as session:
        save(session, plan_id, "Long", asked=urlencode({"words": "ж" * 1900}))
        assert names(session, plan_id, BEA) == ["Long"]
