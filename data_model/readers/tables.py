"""The tables of readers: what they watch, what of it they were told, and the filters they saved.

Owns: those tables. Refuses: queries, rules and permission; and keeping a reader's address, which their
membership has.

`who` is `permissions.Actor.reader`. Nothing here is changed: the newest row holds, and the others are its
history.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

import data_model.plan.tables  # noqa: F401 - these tables refer to those
from data_model.readers.rows import FilterPage
from data_model.shared.base import Base, one_of


class WatchEntry(Base):
    """That a reader began (`watches`) or stopped watching an action or an area; the newest of each holds."""

    __tablename__ = "watch"
    __table_args__ = (
        Index("ix_watch_plan_id_who", "plan_id", "who"),
        CheckConstraint("(action_id IS NULL) <> (area_id IS NULL)", name="one_thing"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    who: Mapped[str]
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    action_id: Mapped[int | None] = mapped_column(ForeignKey("action.id", ondelete="CASCADE"), index=True)
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id", ondelete="CASCADE"), index=True)
    watches: Mapped[bool]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
    through: Mapped[str]


class WatchTold(Base):
    """That a reader's digest of a day told what changed of what they watch; nobody gets two of a plan.

    What was recorded by `recorded_at` is told with it.
    """

    __tablename__ = "watch_told"
    __table_args__ = (UniqueConstraint("who", "plan_id", "sent_on"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    who: Mapped[str]
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    sent_on: Mapped[date]
    recorded_at: Mapped[datetime]


class SavedFilterVersion(Base):
    """One version of a saved filter; the newest of an `identity` holds.

    `who` is empty where it is for everybody. `asked` is what the page's address says, as a query string: it
    is kept as it was, whatever a later page understands of it.
    """

    __tablename__ = "saved_filter"
    __table_args__ = (
        Index("ix_saved_filter_plan_id_page", "plan_id", "page"),
        Index("ix_saved_filter_identity", "identity"),
        one_of("page", [page.value for page in FilterPage]),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    identity: Mapped[str] = mapped_column(String(36))
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    who: Mapped[str]
    page: Mapped[str] = mapped_column(String(20))
    name: Mapped[str]
    asked: Mapped[str]
    removed: Mapped[bool]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
    through: Mapped[str]
