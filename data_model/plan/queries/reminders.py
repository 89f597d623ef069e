"""Who was sent their digest on a day."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.plan.tables_updates import Reminder


def list_reminded(session: Session, day: date) -> set[int]:
    """Return the ids of the persons who were sent their digest on a day."""
    return set(session.scalars(select(Reminder.person_id).where(Reminder.sent_on == day)))
