"""The table of what is typed into forms of money and not saved.

Owns: that table, which funds, savings and benefits share. Refuses: queries, rules and permission.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

import data_model.plan.tables  # noqa: F401 - this table refers to a plan
from data_model.shared.base import Base


class MoneyDraft(Base):
    """What one author (`permissions.Actor.key`) has typed into a form of money and not saved, as JSON.

    `based_on` is the version of the thing that the form was opened on, 0 where a form adds something.
    """

    __tablename__ = "money_draft"
    __table_args__ = (UniqueConstraint("who", "plan_id", "form"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    who: Mapped[str]
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    form: Mapped[str]
    fields: Mapped[str]
    based_on: Mapped[int]
    saved_at: Mapped[datetime]
