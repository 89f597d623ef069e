"""The tables of inspections: visits, their grades, and findings with the areas and actions they are about.

Owns: those tables. Refuses: queries, rules and permission.

Judgements, grades, frameworks and kinds of finding are texts with their words, never a closed list: the
inspectorate changes them (see `frameworks`). Nothing is deleted; what was said is added to.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

import data_model.plan.tables
import data_model.recommendations.tables  # noqa: F401 - these tables refer to those
from data_model.inspections.rows import VisitKind
from data_model.shared.base import Base, one_of


class VisitColumns:
    """What is said of an inspection or visit: as it stands, and in each line of its history."""

    kind: Mapped[str] = mapped_column(String(20))
    focus: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    outcome: Mapped[str]
    published_on: Mapped[date | None]
    will_be_published: Mapped[bool]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]


class Visit(VisitColumns, Base):
    """An inspection or visit of the inspectorate, as its newest version says."""

    __tablename__ = "visit"
    __table_args__ = (one_of("kind", VisitKind),)
    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    removed: Mapped[bool] = mapped_column(default=False)


class VisitVersion(VisitColumns, Base):
    """One append-only line of a visit's history: all that is said of it, as at which day, by whom, when, why.

    `removed` takes the visit off the lists.
    """

    __tablename__ = "visit_version"
    __table_args__ = (UniqueConstraint("visit_id", "version"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id", ondelete="CASCADE"))
    version: Mapped[int]
    removed: Mapped[bool]
    as_at: Mapped[date]
    reason: Mapped[str]


class VisitGrading(Base):
    """All grades of an inspection as recorded at once; the newest as at a day holds. Append-only.

    One without a grade takes back those before it.
    """

    __tablename__ = "visit_grading"
    __table_args__ = (UniqueConstraint("visit_id", "version"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id", ondelete="CASCADE"))
    version: Mapped[int]
    framework: Mapped[str] = mapped_column(String(40))
    framework_words: Mapped[str]
    as_at: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
    reason: Mapped[str]


class VisitGrade(Base):
    """One judgement of a grading with its grade, both by code and in their words."""

    __tablename__ = "visit_grade"
    __table_args__ = (UniqueConstraint("grading_id", "judgement"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    grading_id: Mapped[int] = mapped_column(ForeignKey("visit_grading.id", ondelete="CASCADE"))
    position: Mapped[int]
    judgement: Mapped[str] = mapped_column(String(60))
    judgement_words: Mapped[str]
    grade: Mapped[str] = mapped_column(String(60))
    grade_words: Mapped[str]


class Finding(Base):
    """A finding of a visit, in the order recorded. `version` counts its versions and locks it."""

    __tablename__ = "finding"
    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}


class FindingVersion(Base):
    """One append-only line of a finding's history: all that is said of it.

    `asks` says whether something has to get better, `withdrawn` takes it back.
    """

    __tablename__ = "finding_version"
    __table_args__ = (
        UniqueConstraint("finding_id", "version"),
        Index("ix_finding_version_latest", "finding_id", "as_at", "id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id", ondelete="CASCADE"))
    version: Mapped[int]
    paragraph: Mapped[str]
    kind: Mapped[str] = mapped_column(String(40))
    kind_words: Mapped[str]
    asks: Mapped[bool]
    words: Mapped[str]
    recommendation_id: Mapped[int | None] = mapped_column(
        ForeignKey("recommendation.id", ondelete="SET NULL"), index=True
    )
    withdrawn: Mapped[bool]
    as_at: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
    reason: Mapped[str]


class FindingArea(Base):
    """That a version of a finding is about an area."""

    __tablename__ = "finding_area"
    __table_args__ = (UniqueConstraint("version_id", "area_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("finding_version.id", ondelete="CASCADE"))
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id", ondelete="CASCADE"), index=True)


class FindingAction(Base):
    """That an action answers a finding, as a version of it says."""

    __tablename__ = "finding_action"
    __table_args__ = (UniqueConstraint("version_id", "action_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("finding_version.id", ondelete="CASCADE"))
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id", ondelete="CASCADE"), index=True)
