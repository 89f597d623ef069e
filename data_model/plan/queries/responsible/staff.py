"""The people and posts of a plan as the programme office keeps them, as they are now.

Owns: who is named, how to write to them, when they left, what they hold. Refuses: figures as at a day (see
`people`).
"""

from collections import defaultdict

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data_model.plan.rows_updates import PostRow, StaffRow
from data_model.plan.tables import Action, ActionVersion, Person, Post, Responsibility
from data_model.plan.update_rules import DONE


def list_staff(session: Session, plan_id: int) -> list[StaffRow]:
    """List everybody the plan ever named by name; `open_actions` are neither done nor retired."""
    ever = (
        select(Responsibility.person_id)
        .join(ActionVersion, ActionVersion.id == Responsibility.statement_id)
        .join(Action, Action.id == ActionVersion.action_id)
        .where(Action.plan_id == plan_id)
    )
    people = session.execute(
        select(Person.id, Person.name, Person.email, Person.left_on)
        .where(Person.id.in_(ever))
        .order_by(func.lower(Person.name), Person.id)
    ).all()
    held: defaultdict[int, set[int]] = defaultdict(set)
    posts: defaultdict[int, set[str]] = defaultdict(set)
    for person_id, action_id, title in _open_responsibilities(session, plan_id):
        if person_id is not None:
            held[person_id].add(action_id)
            posts[person_id] |= {title} if title else set()
    return [
        StaffRow(
            row.id, row.name, row.email or "", row.left_on, tuple(sorted(posts[row.id])), len(held[row.id])
        )
        for row in people
    ]


def list_vacant_posts(session: Session, plan_id: int) -> list[PostRow]:
    """List the posts that open actions name without anybody in them, by title."""
    rows = session.execute(
        select(Post.id, Post.title, func.count(func.distinct(Action.id)).label("open_actions"))
        .join(Responsibility, Responsibility.post_id == Post.id)
        .join(Action, Action.statement_id == Responsibility.statement_id)
        .where(Action.plan_id == plan_id, Action.retired.is_(False), Post.person_id.is_(None))
        .where(Action.status.not_in(sorted(DONE)))
        .group_by(Post.id, Post.title)
        .order_by(func.lower(Post.title), Post.id)
    )
    return [PostRow(row.id, row.title, row.open_actions) for row in rows]


def _open_responsibilities(session: Session, plan_id: int) -> list[tuple[int | None, int, str | None]]:
    rows = session.execute(
        select(Responsibility.person_id, Action.id, Post.title)
        .join(Action, Action.statement_id == Responsibility.statement_id)
        .outerjoin(Post, Post.id == Responsibility.post_id)
        .where(Action.plan_id == plan_id, Action.retired.is_(False))
        .where(Action.status.not_in(sorted(DONE)))
    )
    return [(person_id, action_id, title) for person_id, action_id, title in rows]
