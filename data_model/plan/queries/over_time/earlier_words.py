"""What was said of an action earlier, and comments on it: where a search finds what stands there no longer.

Owns: which earlier words are searched (progress, impact, comments) and which of them a reader is shown.
Refuses: what an action says now (see `sql_conditions`).
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, aliased

from data_model.plan.action_fields import FIELD_BY_NAME, NARRATIVES
from data_model.plan.queries.as_at import State
from data_model.plan.queries.contains import contains
from data_model.plan.rows_updates import EarlierMention
from data_model.plan.tables import ActionVersion
from data_model.plan.tables_updates import Comment
from data_model.shared.chunks import chunks

_AROUND = 90  # characters of an earlier text that are shown before and after the word


class _Said(NamedTuple):
    """A text, what it was, the day it was first said on, by whom, and the day it was replaced."""

    text: str
    what: str
    on: date
    by: str
    replaced_on: date | None


def said_earlier(state: State, word: str, as_at: date) -> ColumnElement[bool]:
    """Say whether a word occurs in any version's progress or impact up to a day, or in a comment of then.

    The versions are read through once, in the order in which they lie: going to those of each action by an
    index takes three times as long where a word is rare.
    """
    earlier = aliased(ActionVersion)
    narratives = (contains(getattr(earlier, name), word) for name in NARRATIVES)
    commented = select(Comment.action_id).where(
        Comment.recorded_at < _end_of(as_at), contains(Comment.text, word)
    )
    return or_(
        state.c.id.in_(commented),
        state.c.id.in_(select(earlier.action_id).where(earlier.as_at <= as_at, or_(*narratives))),
    )


def list_earlier_mentions(
    session: Session, action_ids: Collection[int], words: Sequence[str], as_at: date
) -> dict[int, EarlierMention]:
    """Return for each of these actions the newest earlier text that has the most of these words.

    Texts that still stand as at the day are left out, and so are actions without any of the words.
    """
    said: defaultdict[int, list[_Said]] = defaultdict(list)
    for some in chunks(list(action_ids)):
        for action_id, one in _replaced(session, some, as_at):
            said[action_id].append(one)
        comments = select(Comment).where(Comment.action_id.in_(some), Comment.recorded_at < _end_of(as_at))
        for comment in session.scalars(comments.order_by(Comment.id)):
            on = comment.recorded_at.date()
            said[comment.action_id].append(_Said(comment.text, "Comment", on, comment.recorded_by, None))
    lowered = [word.lower() for word in words]
    found: dict[int, EarlierMention] = {}
    for action_id, texts in said.items():
        counts = [(sum(word in one.text.lower() for word in lowered), one.on, one) for one in texts]
        count, _, best = max(counts, key=lambda each: each[:2])
        if count:
            excerpt = _excerpt(best.text, lowered)
            found[action_id] = EarlierMention(best.what, best.on, best.by, best.replaced_on, excerpt)
    return found


def _replaced(session: Session, ids: Sequence[int], as_at: date) -> Iterator[tuple[int, _Said]]:
    """Yield each progress and impact that was said by a day and stands no longer."""
    version = ActionVersion
    rows = session.execute(
        select(version.action_id, version.as_at, version.recorded_by)
        .add_columns(*(getattr(version, name) for name in NARRATIVES))
        .where(version.action_id.in_(ids), version.as_at <= as_at)
        .order_by(version.action_id, version.as_at, version.id)
    )
    standing: dict[tuple[int, str], _Said] = {}
    for row in rows:
        for name in NARRATIVES:
            text: str = getattr(row, name)
            before = standing.get((row.action_id, name))
            if before is not None and before.text == text:
                continue
            if before is not None and before.text.strip():
                yield row.action_id, before._replace(replaced_on=row.as_at)
            label = FIELD_BY_NAME[name].label
            standing[row.action_id, name] = _Said(text, label, row.as_at, row.recorded_by, None)


def _excerpt(text: str, words: Sequence[str]) -> str:
    """Return the words around the first one that was looked for, in one line."""
    folded = " ".join(text.split())
    places = [place for word in words if (place := folded.lower().find(word)) >= 0]
    begin = max(0, min(places, default=0) - _AROUND)
    end = min(places, default=0) + _AROUND
    return f"{'…' if begin else ''}{folded[begin:end].strip()}{'…' if end < len(folded) else ''}"


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), UTC)
