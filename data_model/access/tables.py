"""The table of members.

Owns: who may sign in and in which role. Refuses: what a role permits (see `shared.permissions`).
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

import data_model.plan.tables  # noqa: F401 - a member may be a person of a plan
from data_model.shared.base import Base, one_of
from data_model.shared.permissions import Role


class Member(Base):
    """Somebody who may sign in or, on a laptop, be worked as. `email` is stored in lower case."""

    __tablename__ = "member"
    __table_args__ = (
        Index("uq_member_email", "email", unique=True),
        one_of("role", [role.value for role in Role]),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str | None]
    name: Mapped[str]
    role: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    active: Mapped[bool]
    granted_by: Mapped[str]
    granted_at: Mapped[datetime]
