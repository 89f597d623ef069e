"""What each responsible person is to be reminded of.

Owns: what goes into a digest. Refuses: words and mail.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.plan.due_dates import DueKind, is_due_within
from data_model.plan.queries.actions import list_actions
from data_model.plan.queries.comments import list_open_challenges
from data_model.plan.queries.over_time.last_updates import last_news, sent_back
from data_model.plan.queries.responsible.people import list_namesake_plans
from data_model.plan.rows import ActionRow
from data_model.plan.rows_updates import STALE_DAYS, ChallengeRow, Digest
from data_model.plan.statuses import CLOCK_STOPPED
from data_model.plan.tables import Person

DUE_DAYS = 14  # "due in 14 days" is as_at to as_at + 14 days, both included


def list_digests(session: Session, plan_id: int, as_at: date) -> list[Digest]:
    """List a digest for everybody who holds an action that needs something of them, by name.

    What awaits sign-off waits for others and is left out, save its challenges. Whoever left is listed without
    an address, so that the programme office can see whose actions nobody answers for.
    """
    rows = list_actions(session, plan_id, as_at)
    held: defaultdict[int, list[ActionRow]] = defaultdict(list)
    for row in rows:
        for person_id in {one.person_id for one in row.people if one.person_id is not None}:
            held[person_id].append(row)
    ids = [row.id for row in rows]
    news, back = last_news(session, ids, as_at), sent_back(session, ids)
    asked: defaultdict[int, list[ChallengeRow]] = defaultdict(list)
    for challenge in list_open_challenges(session, plan_id):
        asked[challenge.comment.action_id].append(challenge)
    people = session.scalars(select(Person).where(Person.id.in_(held)))
    digests = [_digest(person, held[person.id], as_at, news, back, asked) for person in people]
    apart = list_namesake_plans(session, plan_id, held)
    found = [
        replace(digest, namesake_plans=apart.get(digest.person_id or 0, ()))
        for digest in digests
        if not digest.is_empty
    ]
    return sorted(found, key=lambda digest: (digest.name.casefold(), digest.person_id or 0))


def _digest(
    person: Person,
    rows: Sequence[ActionRow],
    as_at: date,
    news: dict[int, date],
    back: set[int],
    asked: dict[int, list[ChallengeRow]],
) -> Digest:
    open_rows = [row for row in rows if row.status not in CLOCK_STOPPED and not row.awaiting_sign_off]
    stale = [row for row in open_rows if (as_at - news.get(row.id, row.as_at)).days > STALE_DAYS]
    has_left = person.left_on is not None and person.left_on <= as_at
    return Digest(
        person_id=person.id,
        name=person.name,
        email="" if has_left else person.email or "",
        left_on=person.left_on,
        overdue=tuple(row for row in open_rows if row.days_overdue),
        due_14=tuple(row for row in open_rows if _is_due(row, as_at)),
        stale_35=tuple(stale),
        challenges=tuple(challenge for row in rows for challenge in asked.get(row.id, ())),
        sent_back=tuple(row for row in open_rows if row.id in back),
    )


def _is_due(row: ActionRow, as_at: date) -> bool:
    return is_due_within(row.due_date, DueKind(row.due_kind), row.status, as_at, DUE_DAYS)
