"""The tables of access: members, their sign-ins, the log of both, and that somebody was erased.

Owns: who may sign in and in which role, which sign-ins hold, what was done with access, and who erased when.
Refuses: what a role permits (see `shared.permissions`), and of whom an erasure was.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

import data_model.plan.tables  # noqa: F401 - a member may be a person of a plan
from data_model.access.rows import AccessKind
from data_model.shared.base import Base, one_of
from data_model.shared.permissions import Role


class Member(Base):
    """Somebody who may sign in or, on a laptop, be worked as. `email` is stored in lower case.

    `issuer` and `subject` are the account that they first signed in with, empty before that.
    """

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
    issuer: Mapped[str] = mapped_column(server_default="")
    subject: Mapped[str] = mapped_column(server_default="")


class SignIn(Base):
    """One sign-in of somebody's browser: what it is known by, when it began, was last used and was ended."""

    __tablename__ = "sign_in"
    __table_args__ = (Index("uq_sign_in_key", "key", unique=True),)
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64))
    email: Mapped[str]
    began_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str]


class AccessEvent(Base):
    """A line of the log of access, which is only ever added to: who did what, and to whom or with what."""

    __tablename__ = "access_event"
    __table_args__ = (one_of("kind", [kind.value for kind in AccessKind]),)
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(String(20))
    who: Mapped[str]
    through: Mapped[str]
    detail: Mapped[str]


class Erasure(Base):
    """That a person's data was erased: by whom, when, and the number of the pseudonym; never of whom."""

    __tablename__ = "erasure"
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
    through: Mapped[str]
