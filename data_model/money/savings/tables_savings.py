"""The tables of savings: their versions, amounts and actions, and what was loaded.

Owns: those tables. Refuses: queries, rules and permission.

Nothing is overwritten: each change of a saving is a version that holds it whole, with its amounts. `as_at` is
the day a version is true of, `recorded_at` when the dashboard learnt it. Amounts are whole pence.
"""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

import data_model.plan.tables  # noqa: F401 - these tables refer to those
from data_model.money.savings.saving_content import Brag, SavingAmount, SavingTerm
from data_model.shared.base import (
    Base,
    IssueAsShown,
    LinkedFromTo,
    LoadedFile,
    RowCounts,
    one_live_link,
    one_of,
)


class Saving(Base):
    """A saving of a plan. `key` is its title when it was first loaded, folded.

    `current_version` is the one in force, `version` the newest: a version that is true of an earlier day than
    the one in force goes into the history alone.
    """

    __tablename__ = "saving"
    __table_args__ = (UniqueConstraint("plan_id", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    key: Mapped[str]
    position: Mapped[int]
    version: Mapped[int]
    current_version: Mapped[int]


class SavingVersion(Base):
    """One version of a saving; it never changes."""

    __tablename__ = "saving_version"
    __table_args__ = (
        UniqueConstraint("saving_id", "version"),
        Index("ix_saving_version_saving_id_as_at", "saving_id", "as_at"),
        one_of("brag", Brag),
        one_of("term", SavingTerm),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    saving_id: Mapped[int] = mapped_column(ForeignKey("saving.id", ondelete="CASCADE"))
    version: Mapped[int]
    as_at: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
    through: Mapped[str]
    reason: Mapped[str]
    import_id: Mapped[int | None] = mapped_column(
        ForeignKey("saving_import.id", ondelete="CASCADE"), index=True
    )
    cell: Mapped[str]
    ref: Mapped[str]
    department: Mapped[str]
    service_area: Mapped[str]
    title: Mapped[str]
    narrative: Mapped[str]
    owner: Mapped[str]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    brag: Mapped[str] = mapped_column(String(20))
    brag_seen: Mapped[str]
    progress: Mapped[str]
    impact: Mapped[str]
    mitigation: Mapped[str]
    taken_into: Mapped[str]
    term: Mapped[str] = mapped_column(String(20))


class SavingYearAmount(Base):
    """An amount that a version says of a financial year, by the year's first calendar year; in pence."""

    __tablename__ = "saving_amount"
    __table_args__ = (one_of("kind", SavingAmount),)
    version_id: Mapped[int] = mapped_column(
        ForeignKey("saving_version.id", ondelete="CASCADE"), primary_key=True
    )
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    pence: Mapped[int] = mapped_column(BigInteger)


class SavingAction(LinkedFromTo, Base):
    """That an action brings a saving, from when to when."""

    __tablename__ = "saving_action"
    __table_args__ = (one_live_link("saving_action", "saving_id", "action_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    saving_id: Mapped[int] = mapped_column(ForeignKey("saving.id", ondelete="CASCADE"), index=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id", ondelete="CASCADE"), index=True)


class SavingImport(LoadedFile, RowCounts, Base):
    """One table of savings that was loaded, from one sheet of a file."""

    __tablename__ = "saving_import"
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)


class SavingImportIssue(IssueAsShown, Base):
    """One issue of a loaded table of savings."""

    __tablename__ = "saving_import_issue"
    import_id: Mapped[int] = mapped_column(ForeignKey("saving_import.id", ondelete="CASCADE"), index=True)
