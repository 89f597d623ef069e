"""A search reads what was said earlier too, and says where and when."""

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.action_filter import ActionFilter
from data_model.plan.changes.comments import add_comment
from data_model.plan.queries.actions import count_actions, list_actions, list_found_earlier
from data_model.plan.rows_updates import CommentKind, EarlierMention
from tests.integration.cast import BOARD
from tests.integration.updating import APRIL, JANUARY, MARCH, Cast, say


def found(
    sessions: sessionmaker[Session], cast: Cast, words: str, as_at: date = APRIL
) -> dict[str, EarlierMention | None]:
    """What a search finds by the action's first word; the earlier text where only that has the words."""
    with sessions() as session:
        chosen = ActionFilter(words=words)
        rows = list_actions(session, cast.plan_id, as_at, chosen)
        assert count_actions(session, cast.plan_id, as_at, chosen) == len(rows)
        earlier = list_found_earlier(session, cast.plan_id, as_at, words, [row.id for row in rows])
    return {row.text.split()[0]: earlier.get(row.id) for row in rows}


def test_an_earlier_progress_is_found_with_the_days_it_was_said_and_replaced(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    say(sessions, cast.mine, cast.hal, MARCH, progress="The Éva Hub has opened")
    say(sessions, cast.mine, cast.hal, APRIL, 2, impact="Fewer repeat referrals")
    say(sessions, cast.mine, cast.hal, APRIL, 3, progress="Forty were trained")
    mention = EarlierMention("Progress", MARCH, "Hal Pickering", APRIL, "The Éva Hub has opened")
    assert found(sessions, cast, "éva hub") == {"Train": mention}
    assert found(sessions, cast, "éva hub", MARCH) == {"Train": None}, "as at that day it still stands"
    assert found(sessions, cast, "éva hub", JANUARY) == {}
    assert found(sessions, cast, "repeat") == {"Train": None}
    assert found(sessions, cast, "100%") == {}


def test_words_may_be_partly_said_now_and_partly_earlier(sessions: sessionmaker[Session], cast: Cast) -> None:
    say(sessions, cast.mine, cast.hal, MARCH, progress="A hub has opened")
    mention = found(sessions, cast, "worker begun")["Train"]
    assert mention is not None
    assert (mention.said_on, mention.replaced_on, mention.excerpt) == (JANUARY, MARCH, "Begun")


def test_a_comment_is_found_and_has_not_been_replaced(sessions: sessionmaker[Session], cast: Cast) -> None:
    at = datetime(2025, 4, 2, 9, tzinfo=UTC)
    with sessions.begin() as session:
        add_comment(
            session, cast.hers, "Who checks the sample?", CommentKind.CHALLENGE, actor=BOARD, recorded_at=at
        )
    mention = EarlierMention("Comment", at.date(), BOARD.name, None, "Who checks the sample?")
    assert found(sessions, cast, "sample") == {"Audit": mention}
    assert found(sessions, cast, "sample", MARCH) == {}


def test_a_long_text_is_shown_around_the_word(sessions: sessionmaker[Session], cast: Cast) -> None:
    say(sessions, cast.mine, cast.hal, MARCH, progress=f"{'before ' * 40}needle{' after' * 40}")
    say(sessions, cast.mine, cast.hal, APRIL, 2, progress="Done")
    mention = found(sessions, cast, "needle")["Train"]
    assert mention is not None
    assert mention.excerpt.startswith("…")
    assert mention.excerpt.endswith("…")
    assert "needle" in mention.excerpt
    assert len(mention.excerpt) < 200
