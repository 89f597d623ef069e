"""Who was sent their digest on a day."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from data_model.plan.tables_updates import Reminder


def list_reminded(session: Session, plan_id: int, day: date) -> set[int]:
    """Return the ids of the persons who were sent their digest of a plan on a day."""
    of_plan = or_(Reminder.plan_id == plan_id, Reminder.plan_id.is_(None))
    return set(session.scalars(select(Reminder.person_id).where(of_plan, Reminder.sent_on == day)))
