"""Comments on an action, and the challenges that nobody has answered."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, exists, select
from sqlalchemy.orm import Session, aliased

from data_model.plan.queries.responsible.version_people import is_of
from data_model.plan.rows_updates import ChallengeRow, CommentKind, CommentRow
from data_model.plan.tables import Action, Responsibility
from data_model.plan.tables_updates import Comment
from data_model.shared.permissions import Role

_answer = aliased(Comment)
_COLUMNS = tuple(name for name in CommentRow.__dataclass_fields__ if name != "is_open")


def list_comments(session: Session, action_id: int) -> list[CommentRow]:
    """List everything written on an action, in the order in which it was written."""
    chosen = _select_comments().where(Comment.action_id == action_id).order_by(Comment.id)
    return [_comment_row(row) for row in session.execute(chosen)]


def list_open_challenges(
    session: Session, plan_id: int, person_id: int | None = None, *, by: datetime | None = None
) -> list[ChallengeRow]:
    """List the challenges without an answer, the oldest first; with a person, on the actions they hold now.

    `by` leaves out challenges and answers written after that moment. Retired actions are left out.
    """
    chosen = (
        _select_comments(by)
        .add_columns(Action.ref, Action.text.label("action_text"))
        .join(Action, Action.id == Comment.action_id)
        .where(is_open_challenge(by), Action.plan_id == plan_id, Action.retired.is_(False))
        .order_by(Comment.id)
    )
    if person_id is not None:
        chosen = chosen.where(
            exists().where(Responsibility.statement_id == Action.statement_id, is_of(person_id))
        )
    return [ChallengeRow(_comment_row(row), row.ref, row.action_text) for row in session.execute(chosen)]


def is_open_challenge(by: datetime | None = None) -> ColumnElement[bool]:
    """Say whether a comment is a challenge that nobody has answered, by a moment where one is given."""
    made, answered = (() if by is None else (comment.recorded_at <= by,) for comment in (Comment, _answer))
    return and_(
        Comment.kind == CommentKind.CHALLENGE.value,
        *made,
        ~exists().where(_answer.answers_id == Comment.id, *answered),
    )


def _select_comments(by: datetime | None = None) -> Select[Any]:
    columns: list[Any] = [getattr(Comment, name) for name in _COLUMNS]
    return select(*columns, is_open_challenge(by).label("is_open"))


def _comment_row(row: Row[Any]) -> CommentRow:
    values = {name: getattr(row, name) for name in _COLUMNS}
    values["kind"], values["role"] = CommentKind(row.kind), Role(row.role)
    return CommentRow(**values, is_open=bool(row.is_open))
