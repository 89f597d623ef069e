"""Sign-ins: noted once, ended for good, and bound to one account."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.access.changes.members import deactivate_member, save_member
from data_model.access.changes.sign_ins import end_sign_in, end_sign_ins, note_sign_in, release_account
from data_model.access.queries.members import find_member, get_member
from data_model.access.queries.sign_ins import find_sign_in, list_access_events
from data_model.access.rows import AccessKind, MemberRow
from data_model.access.sign_in_rules import read_token
from data_model.shared.permissions import Actor, NotPermitted, Role
from data_model.shared.refusals import Refused
from tests.integration.cast import BOARD, OFFICE, RECORDED_AT

Sessions = sessionmaker[Session]
BEA = "bea@example.org"
FIRST = read_token({"iss": "https://id.example.org", "sub": "1", "email": BEA, "nonce": "a"})
SECOND = read_token({"iss": "https://id.example.org", "sub": "1", "email": BEA, "nonce": "b"})
OTHER = read_token({"iss": "https://elsewhere.example", "sub": "1", "email": BEA, "nonce": "c"})
LATER = RECORDED_AT + timedelta(minutes=5)


@pytest.fixture
def bea(sessions: Sessions) -> int:
    """A member who may sign in."""
    with sessions.begin() as session:
        return save_member(
            session, "Bea Marlow", Role.BOARD_MEMBER, email=BEA, actor=OFFICE, recorded_at=RECORDED_AT
        )


def row(session: Session) -> MemberRow:
    found = find_member(session, BEA)
    assert found is not None
    return found


def test_a_sign_in_is_noted_once_and_its_use_moves_on(sessions: Sessions, bea: int) -> None:
    with sessions.begin() as session:
        note_sign_in(session, FIRST, row(session), actor=BOARD, recorded_at=RECORDED_AT)
        note_sign_in(session, FIRST, row(session), actor=BOARD, recorded_at=LATER)
    with sessions() as session:
        times = find_sign_in(session, FIRST.key)
        assert times is not None
        assert (times.began_at, times.seen_at, times.ended_at) == (RECORDED_AT, LATER, None)
        kinds = [event.kind for event in list_access_events(session)]
        assert kinds == [AccessKind.SIGN_IN, AccessKind.GRANT]
        assert find_sign_in(session, SECOND.key) is None


def test_a_sign_in_that_was_ended_stays_so_whoever_uses_its_cookie(sessions: Sessions, bea: int) -> None:
    with sessions.begin() as session:
        note_sign_in(session, FIRST, row(session), actor=BOARD, recorded_at=RECORDED_AT)
        end_sign_in(session, FIRST, actor=BOARD, recorded_at=RECORDED_AT)
        note_sign_in(session, FIRST, row(session), actor=BOARD, recorded_at=LATER)
    with sessions() as session:
        times = find_sign_in(session, FIRST.key)
        assert times is not None
        assert (times.seen_at, times.ended_at) == (RECORDED_AT, RECORDED_AT)


def test_the_office_ends_every_sign_in_of_a_member(sessions: Sessions, bea: int) -> None:
    with sessions.begin() as session:
        for token in (FIRST, SECOND):
            note_sign_in(session, token, row(session), actor=BOARD, recorded_at=RECORDED_AT)
        assert end_sign_ins(session, bea, actor=OFFICE, recorded_at=LATER) == 2
        assert end_sign_ins(session, bea, actor=OFFICE, recorded_at=LATER) == 0
        with pytest.raises(Refused):
            end_sign_ins(session, bea + 99, actor=OFFICE, recorded_at=LATER)
    with sessions() as session:
        assert all(find_sign_in(session, each.key).ended_at == LATER for each in (FIRST, SECOND))  # type: ignore[union-attr]


def test_a_member_is_the_account_that_they_first_signed_in_with(sessions: Sessions, bea: int) -> None:
    with sessions.begin() as session:
        note_sign_in(session, FIRST, row(session), actor=BOARD, recorded_at=RECORDED_AT)
        note_sign_in(session, SECOND, row(session), actor=BOARD, recorded_at=RECORDED_AT)
        with pytest.raises(NotPermitted, match="another account"):
            note_sign_in(session, OTHER, row(session), actor=BOARD, recorded_at=RECORDED_AT)
        assert find_sign_in(session, OTHER.key) is None
        release_account(session, bea, actor=OFFICE, recorded_at=LATER)
        note_sign_in(session, OTHER, row(session), actor=BOARD, recorded_at=LATER)
        assert (row(session).issuer, row(session).subject) == ("https://elsewhere.example", "1")


def test_a_new_address_and_the_command_line_let_another_account_in(sessions: Sessions, bea: int) -> None:
    server = Actor("ops", Role.PROGRAMME_OFFICE, "command line")
    with sessions.begin() as session:
        for actor, email in ((OFFICE, "b.marlow@example.org"), (server, "b.marlow@example.org")):
            member = get_member(session, bea)
            assert member is not None
            note_sign_in(session, FIRST, member, actor=BOARD, recorded_at=RECORDED_AT)
            save_member(
                session,
                "Bea Marlow",
                Role.BOARD_MEMBER,
                email=email,
                member_id=bea,
                actor=actor,
                recorded_at=LATER,
            )
            renewed = get_member(session, bea)
            assert renewed is not None
            assert renewed.subject == ""


def test_what_is_granted_and_taken_away_stands_in_the_log(sessions: Sessions, bea: int) -> None:
    with sessions.begin() as session:
        deactivate_member(session, bea, actor=OFFICE, recorded_at=LATER)
    with sessions() as session:
        said = [(event.who, event.detail) for event in list_access_events(session)]
    assert said == [
        (OFFICE.name, f"ended the right of Bea Marlow <{BEA}>"),
        (OFFICE.name, f"Bea Marlow <{BEA}> as board member"),
    ]
