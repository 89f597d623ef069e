"""Comments and challenges on an action, and their answers.

Owns: who may ask and who may answer. Refuses: changing or deleting what somebody wrote.
"""

from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from data_model.plan.changes.version_writes import require_on_action
from data_model.plan.rows_updates import CommentKind
from data_model.plan.tables import Action
from data_model.plan.tables_updates import Comment
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import NoSuchAction, Refused
from data_model.shared.typed_text import typed

_ASKED = (CommentKind.COMMENT, CommentKind.CHALLENGE)


def add_comment(
    session: Session, action_id: int, text: str, kind: CommentKind, *, actor: Actor, recorded_at: datetime
) -> int:
    """Add a comment, or a challenge that stays open until it is answered, and return its id.

    Raises Refused for an empty text or another kind, NoSuchAction, NotPermitted.
    """
    require(actor, Permission.COMMENT)
    if kind not in _ASKED:
        raise Refused("A comment is a comment or a challenge.")
    if session.get(Action, action_id) is None:
        raise NoSuchAction(f"no action {action_id}")
    return insert_comment(session, action_id, text, kind, actor=actor, recorded_at=recorded_at)


def answer_challenge(
    session: Session, comment_id: int, text: str, *, actor: Actor, recorded_at: datetime
) -> int:
    """Answer a challenge, which closes it, and return the answer's id; more may be added later.

    Only whoever is responsible for the action now, or the programme office. Raises Refused for an empty text
    or a comment that is no challenge, NoSuchAction for an unknown comment, NotPermitted.
    """
    require(actor, Permission.ANSWER)
    asked = session.get(Comment, comment_id)
    if asked is None:
        raise NoSuchAction(f"no comment {comment_id}")
    require_on_action(session, actor, Permission.ANSWER, asked.action_id)
    if asked.kind != CommentKind.CHALLENGE:
        raise Refused("Only a challenge can be answered.")
    return insert_comment(
        session, asked.action_id, text, CommentKind.ANSWER, comment_id, actor=actor, recorded_at=recorded_at
    )


def insert_comment(
    session: Session,
    action_id: int,
    text: str,
    kind: CommentKind,
    answers_id: int | None = None,
    *,
    actor: Actor,
    recorded_at: datetime,
) -> int:
    """Store a comment of any kind for a write that has checked who asks. Raises Refused when it is empty."""
    if not typed(text):
        raise Refused("Write something first.")
    row = {
        "action_id": action_id,
        "kind": kind.value,
        "text": typed(text),
        "answers_id": answers_id,
        "recorded_at": recorded_at,
        "recorded_by": actor.name,
        "role": actor.role.value,
        "through": actor.through,
    }
    return session.scalars(insert(Comment).returning(Comment.id), [row]).one()
