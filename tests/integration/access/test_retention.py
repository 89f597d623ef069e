"""Old sign-ins and lines of the log go, and nothing that a browser may still hold."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.access.changes.retention import NEWEST, Removed, remove_old_access
from data_model.access.queries.sign_ins import find_sign_in, list_access_events
from data_model.access.tables import AccessEvent, SignIn
from data_model.shared.permissions import NotPermitted
from data_model.shared.refusals import Refused
from tests.integration.cast import BOARD, OFFICE
from tests.integration.updating import NOW


def test_what_was_used_before_a_moment_goes_and_the_log_says_so(sessions: sessionmaker[Session]) -> None:
    before = NOW - NEWEST
    with sessions.begin() as session:
        for key, began, seen in (("old", 90, 60), ("kept", 90, 59), ("new", 1, 0)):
            times = {"began_at": NOW - timedelta(days=began), "seen_at": NOW - timedelta(days=seen)}
            session.add(SignIn(key=key, email="a@x.org", ended_by="", **times))
            line = {"kind": "export", "who": "A", "through": "sign-in", "detail": key}
            session.add(AccessEvent(at=NOW - timedelta(days=began), **line))
    with sessions.begin() as session:
        removed = remove_old_access(session, before, actor=OFFICE, recorded_at=NOW)
    assert removed == Removed(sign_ins=1, lines=2)
    with sessions() as session:
        assert [bool(find_sign_in(session, key)) for key in ("old", "kept", "new")] == [False, True, True]
        newest, left = list_access_events(session)
    assert newest.detail == "1 sign-in and 2 lines of this log from before 1 February 2025"
    assert left.detail == "new"
    with sessions.begin() as session:
        assert not any(remove_old_access(session, before, actor=OFFICE, recorded_at=NOW))
        assert len(list_access_events(session)) == 2


def test_what_is_new_stays_and_only_the_programme_office_removes(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        with pytest.raises(Refused, match="kept for 59 days at least"):
            remove_old_access(session, NOW - NEWEST + timedelta(seconds=1), actor=OFFICE, recorded_at=NOW)
        with pytest.raises(NotPermitted):
            remove_old_access(session, NOW - 2 * NEWEST, actor=BOARD, recorded_at=NOW)
