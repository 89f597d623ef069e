"""Noting that somebody was sent their digest.

Owns: that nobody is sent two of one plan on one day. Refuses: mail.
"""

from datetime import date, datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from data_model.plan.tables_updates import Reminder
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.stored_rows import insert_once


def mark_reminded(
    session: Session, person_id: int, plan_id: int, day: date, *, actor: Actor, recorded_at: datetime
) -> bool:
    """Note that a person's digest of a plan and a day is sent, and say whether it is to be: False if it was.

    To be called before sending, in a transaction of its own: of two that run at once the second is told
    False. If the mail certainly did not go, `forget_reminded` takes it back. Raises NotPermitted.
    """
    require(actor, Permission.REMIND)
    row = {"person_id": person_id, "plan_id": plan_id, "sent_on": day, "recorded_at": recorded_at}
    return insert_once(session, Reminder.id, row)


def forget_reminded(session: Session, person_id: int, plan_id: int, day: date, *, actor: Actor) -> None:
    """Take back that a person's digest of a plan and a day is sent, as it was not. Raises NotPermitted."""
    require(actor, Permission.REMIND)
    of_plan = (Reminder.person_id == person_id, Reminder.plan_id == plan_id)
    session.execute(delete(Reminder).where(*of_plan, Reminder.sent_on == day))
