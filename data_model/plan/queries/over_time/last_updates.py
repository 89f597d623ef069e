"""When each action last had news, and whether it was sent back since.

Owns: which kinds of change are news (see `action_content.NEWS`). Refuses: choosing which actions.
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from data_model.plan.action_content import NEWS, Through
from data_model.plan.rows_updates import CommentKind
from data_model.plan.tables import ActionVersion
from data_model.plan.tables_updates import Comment
from data_model.shared.chunks import chunks

_NEWS = sorted(through.value for through in NEWS)
_SETTLED = sorted({*_NEWS, Through.UNDO.value})
# Made once: what a query takes from it is worked out anew for each that is made.
_later = aliased(ActionVersion)


def last_news(session: Session, action_ids: Sequence[int], as_at: date) -> dict[int, date]:
    """Return for each action the day of its last update, import or sign-off by a day, by its id."""
    found: dict[int, date] = {}
    for some in chunks(action_ids):
        rows = session.execute(
            select(ActionVersion.action_id, func.max(ActionVersion.as_at))
            .where(
                ActionVersion.action_id.in_(some),
                ActionVersion.as_at <= as_at,
                ActionVersion.through.in_(_NEWS),
            )
            .group_by(ActionVersion.action_id)
        )
        found.update((action_id, day) for action_id, day in rows)
    return found


def sent_back(session: Session, action_ids: Sequence[int]) -> set[int]:
    """Return the actions whose proposal was sent back and of which nothing new was said since."""
    found: set[int] = set()
    # Few actions are ever sent back, so the comments are asked first.
    with_comment = select(Comment.action_id).where(Comment.kind == CommentKind.SENT_BACK.value)
    settled = select(_later.id).where(
        _later.action_id == ActionVersion.action_id,
        _later.version > ActionVersion.version,
        _later.through.in_(_SETTLED),
    )
    for some in chunks(action_ids):
        found.update(
            session.scalars(
                select(ActionVersion.action_id)
                .where(
                    ActionVersion.action_id.in_(with_comment),
                    ActionVersion.action_id.in_(some),
                    ActionVersion.through == Through.SENT_BACK.value,
                    ~settled.exists(),
                )
                .distinct()
            )
        )
    return found
