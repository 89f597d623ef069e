"""The tables of benefits: what they are, profiles, readings, the programme's return, what was loaded.

Owns: those tables. Refuses: queries, rules and permission.

Nothing is overwritten: content, profiles, readings and returns are each only added to. `as_at` is the day a
row is true of, `recorded_at` when the dashboard learnt it. Amounts are whole pence; volumes are plain digits,
as text, because a volume may have decimals and must come back as it was written.
"""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

import data_model.measures.tables  # noqa: F401 - these tables refer to those
import data_model.money.savings.tables_savings  # noqa: F401
import data_model.plan.tables  # noqa: F401
from data_model.money.benefits.benefit_content import BenefitKind
from data_model.money.benefits.benefit_profiles import ProfileAmount, ProfileLevel
from data_model.money.benefits.rows_benefits import BenefitReadingKind
from data_model.shared.base import Base, IssueAsShown, LoadedFile, RowCounts, one_of

_BENEFIT, _VERSION = "benefit.id", "benefit_version.id"


class Stamped:
    """The day a row is true of, when and by whom it was recorded, and where a file says it."""

    as_at: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
    through: Mapped[str]
    cell: Mapped[str]


class Benefit(Base):
    """A benefit of a plan. `key` is the title that it was last given, folded.

    `version` and `profile` number the newest of each. Which counts is told by the days they are true of.
    """

    __tablename__ = "benefit"
    __table_args__ = (UniqueConstraint("plan_id", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    key: Mapped[str]
    position: Mapped[int]
    version: Mapped[int]
    profile: Mapped[int]


class BenefitVersion(Stamped, Base):
    """One version of what a benefit is; it never changes."""

    __tablename__ = "benefit_version"
    __table_args__ = (UniqueConstraint("benefit_id", "version"), one_of("kind", BenefitKind))
    id: Mapped[int] = mapped_column(primary_key=True)
    benefit_id: Mapped[int] = mapped_column(ForeignKey(_BENEFIT, ondelete="CASCADE"))
    version: Mapped[int]
    reason: Mapped[str]
    import_id: Mapped[int | None] = mapped_column(
        ForeignKey("benefit_import.id", ondelete="CASCADE"), index=True
    )
    ref: Mapped[str]
    title: Mapped[str]
    kind: Mapped[str] = mapped_column(String(20))
    description: Mapped[str]
    service: Mapped[str]
    owner: Mapped[str]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    retired: Mapped[bool]


class BenefitVolume(Base):
    """A volume of a version, in its place from 0."""

    __tablename__ = "benefit_volume"
    version_id: Mapped[int] = mapped_column(ForeignKey(_VERSION, ondelete="CASCADE"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    words: Mapped[str]
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measure.id", ondelete="SET NULL"), index=True)
    baseline: Mapped[str]
    baseline_day: Mapped[date | None]
    unit_pence: Mapped[int | None] = mapped_column(BigInteger)
    unit_source: Mapped[str]


class BenefitAction(Base):
    """An action that brings a benefit, as a version says it."""

    __tablename__ = "benefit_action"
    version_id: Mapped[int] = mapped_column(ForeignKey(_VERSION, ondelete="CASCADE"), primary_key=True)
    action_id: Mapped[int] = mapped_column(
        ForeignKey("action.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class BenefitSaving(Base):
    """A saving that is the same pounds, as a version says it."""

    __tablename__ = "benefit_saving"
    version_id: Mapped[int] = mapped_column(ForeignKey(_VERSION, ondelete="CASCADE"), primary_key=True)
    saving_id: Mapped[int] = mapped_column(
        ForeignKey("saving.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class BenefitProfile(Stamped, Base):
    """One profile of a benefit; it never changes, and the first stays."""

    __tablename__ = "benefit_profile"
    __table_args__ = (UniqueConstraint("benefit_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    benefit_id: Mapped[int] = mapped_column(ForeignKey(_BENEFIT, ondelete="CASCADE"))
    number: Mapped[int]
    reason: Mapped[str]
    approved_by: Mapped[str]
    import_id: Mapped[int | None] = mapped_column(
        ForeignKey("benefit_import.id", ondelete="CASCADE"), index=True
    )


class BenefitProfileAmount(Base):
    """An amount that a profile says of a financial year, by the year's first calendar year; in pence."""

    __tablename__ = "benefit_profile_amount"
    __table_args__ = (one_of("level", ProfileLevel), one_of("kind", ProfileAmount))
    profile_id: Mapped[int] = mapped_column(
        ForeignKey("benefit_profile.id", ondelete="CASCADE"), primary_key=True
    )
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    level: Mapped[str] = mapped_column(String(20), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    pence: Mapped[int] = mapped_column(BigInteger)


class BenefitProfileVolume(Base):
    """A volume that a profile says of a financial year."""

    __tablename__ = "benefit_profile_volume"
    __table_args__ = (one_of("level", ProfileLevel),)
    profile_id: Mapped[int] = mapped_column(
        ForeignKey("benefit_profile.id", ondelete="CASCADE"), primary_key=True
    )
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    level: Mapped[str] = mapped_column(String(20), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[str]


class BenefitReading(Stamped, Base):
    """What was realised or banked in a year so far; a later one of the same year and kind counts instead.

    `pence` is None where an earlier reading is taken away.
    """

    __tablename__ = "benefit_reading"
    __table_args__ = (
        Index("ix_benefit_reading_benefit_id_as_at", "benefit_id", "as_at"),
        one_of("kind", BenefitReadingKind),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    benefit_id: Mapped[int] = mapped_column(ForeignKey(_BENEFIT, ondelete="CASCADE"))
    year: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    pence: Mapped[int | None] = mapped_column(BigInteger)
    volume: Mapped[str]
    words: Mapped[str]
    import_id: Mapped[int | None] = mapped_column(
        ForeignKey("benefit_import.id", ondelete="CASCADE"), index=True
    )


class BenefitReturn(Stamped, Base):
    """One return profile of a plan's programme; it never changes, and the first stays."""

    __tablename__ = "benefit_return"
    __table_args__ = (UniqueConstraint("plan_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    number: Mapped[int]
    invested: Mapped[int | None] = mapped_column(BigInteger)
    invested_source: Mapped[str]
    reason: Mapped[str]
    approved_by: Mapped[str]
    import_id: Mapped[int | None] = mapped_column(
        ForeignKey("benefit_import.id", ondelete="CASCADE"), index=True
    )


class BenefitReturnAmount(Base):
    """An amount that a return profile says of a financial year, in pence."""

    __tablename__ = "benefit_return_amount"
    __table_args__ = (one_of("kind", ProfileAmount),)
    return_id: Mapped[int] = mapped_column(
        ForeignKey("benefit_return.id", ondelete="CASCADE"), primary_key=True
    )
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    pence: Mapped[int] = mapped_column(BigInteger)


class BenefitStatedSum(Stamped, Base):
    """A sum that a paper states of several years; None of `pence` takes an earlier one away."""

    __tablename__ = "benefit_stated_sum"
    __table_args__ = (one_of("kind", ProfileAmount),)
    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    of_benefits: Mapped[bool]
    kind: Mapped[str] = mapped_column(String(20))
    first_year: Mapped[int]
    last_year: Mapped[int]
    pence: Mapped[int | None] = mapped_column(BigInteger)
    source: Mapped[str]
    import_id: Mapped[int | None] = mapped_column(
        ForeignKey("benefit_import.id", ondelete="CASCADE"), index=True
    )


class BenefitImport(LoadedFile, RowCounts, Base):
    """One sheet of benefits or returns that was loaded."""

    __tablename__ = "benefit_import"
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)


class BenefitImportIssue(IssueAsShown, Base):
    """One issue of a loaded sheet of benefits or returns."""

    __tablename__ = "benefit_import_issue"
    import_id: Mapped[int] = mapped_column(ForeignKey("benefit_import.id", ondelete="CASCADE"), index=True)
