"""One person's actions, those that most need them first."""

from collections import Counter
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.plan.action_filter import ActionFilter
from data_model.plan.queries.actions import list_actions
from data_model.plan.queries.comments import list_open_challenges
from data_model.plan.queries.over_time.last_updates import last_news, sent_back
from data_model.plan.rows_updates import MyActionRow
from data_model.plan.statuses import CLOCK_STOPPED
from data_model.plan.tables import Action
from data_model.plan.tables_updates import Draft
from data_model.shared.permissions import Actor, Role


def list_my_actions(session: Session, plan_id: int, person_id: int, as_at: date) -> list[MyActionRow]:
    """List what a person is responsible for: sent back, overdue (longest first), stale (longest first), rest.

    What is complete, embedded, paused or awaits sign-off comes last. Challenges and drafts are as of now.
    """
    rows = list_actions(session, plan_id, as_at, ActionFilter(person_id=person_id))
    ids = [row.id for row in rows]
    news, back = last_news(session, ids, as_at), sent_back(session, ids)
    open_challenges = Counter(
        row.comment.action_id for row in list_open_challenges(session, plan_id, person_id)
    )
    who = Actor("", Role.HEAD_OF_SERVICE, "", person_id).key
    drafts = set(session.scalars(select(Draft.action_id).where(Draft.who == who)))
    found = session.execute(select(Action.id, Action.version).where(Action.id.in_(ids)))
    versions = {row.id: row.version for row in found}
    mine = [
        MyActionRow(
            row=row,
            version=versions[row.id],
            days_since_update=(as_at - news.get(row.id, row.as_at)).days,
            open_challenges=open_challenges[row.id],
            sent_back=row.id in back,
            has_draft=row.id in drafts,
        )
        for row in rows
    ]
    return sorted(mine, key=_urgency)


def _urgency(mine: MyActionRow) -> tuple[int, int]:
    row = mine.row
    if row.status in CLOCK_STOPPED or row.awaiting_sign_off:
        return (4, 0)
    if mine.sent_back:
        return (0, -row.days_overdue)
    if row.days_overdue:
        return (1, -row.days_overdue)
    if mine.is_stale:
        return (2, -mine.days_since_update)
    return (3, row.due_date.toordinal() if row.due_date is not None else date.max.toordinal())
