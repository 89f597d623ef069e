"""Many writers on few actions at once: what was accepted is in the history, what was refused was told so."""

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from benchmarks.writers import hold_to_account, make_plan, write_at_once


def test_twenty_writers_on_ten_actions_lose_nothing(sessions: sessionmaker[Session], engine: Engine) -> None:
    actions = make_plan(sessions, 10)
    url = engine.url.render_as_string(hide_password=False)
    outcome = write_at_once(url, actions, writers=20, seconds=0, at_least=15)
    assert outcome.failed == ()
    assert outcome.accepted > 20
    assert outcome.refused > 0
    assert hold_to_account(sessions, outcome) == []


def test_the_account_notices_a_change_that_nobody_was_told_of(
    sessions: sessionmaker[Session], engine: Engine
) -> None:
    actions = make_plan(sessions, 2)
    url = engine.url.render_as_string(hide_password=False)
    outcome = write_at_once(url, actions, writers=2, seconds=0, at_least=5)
    short = outcome.__class__(outcome.actions, outcome.attempts, outcome.changes[1:], outcome.refused, ())
    lost = outcome.changes[0].action_id
    assert hold_to_account(sessions, short) == [
        "somebody was told nothing",
        f"action {lost}: the history is not what was accepted",
    ]
