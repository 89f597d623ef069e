"""The tables of recommendations: what was said of each, the actions that carry it out, trackers loaded.

Owns: those tables. Refuses: queries, rules and permission.

A recommendation is what is said of it: every change adds a version, true as at a day and recorded at a time.
Links to actions are withdrawn with name and time, never deleted.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

import data_model.plan.tables  # noqa: F401 - these tables refer to those
from data_model.plan.statuses import Status
from data_model.recommendations.recommendation_content import Origin, Response
from data_model.shared.base import (
    Base,
    IssueAsShown,
    LinkedFromTo,
    LoadedFile,
    RowCounts,
    one_live_link,
    one_of,
)


def _values(kinds: type[StrEnum]) -> list[str]:
    return [kind.value for kind in kinds]


class Recommendation(Base):
    """A recommendation of a plan, in the order of the trackers. `version` counts its versions and locks
    it."""

    __tablename__ = "recommendation"
    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}


class RecommendationVersion(Base):
    """One append-only line of a recommendation's history: all that is said of it, by whom, through what.

    Dates stand as written and as understood. `file_says` is what a tracker itself said, as JSON, on versions
    that a tracker made; the dashboard may say otherwise.
    """

    __tablename__ = "recommendation_version"
    __table_args__ = (
        UniqueConstraint("recommendation_id", "version"),
        Index("ix_recommendation_version_latest", "recommendation_id", "as_at", "id"),
        one_of("origin", _values(Origin)),
        one_of("response", _values(Response)),
        one_of("status", _values(Status)),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id", ondelete="CASCADE"))
    version: Mapped[int]
    origin: Mapped[str] = mapped_column(String(20))
    ref: Mapped[str]
    ref_given: Mapped[bool]
    source: Mapped[str]
    made_text: Mapped[str]
    made_on: Mapped[date | None]
    words: Mapped[str]
    response: Mapped[str] = mapped_column(String(20))
    response_words: Mapped[str]
    responded_text: Mapped[str]
    responded_on: Mapped[date | None]
    lead_officer: Mapped[str]
    lead_person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL"), index=True
    )
    executive_member: Mapped[str]
    action_taken: Mapped[str]
    status: Mapped[str] = mapped_column(String(20))
    status_label: Mapped[str]
    due_text: Mapped[str]
    due_date: Mapped[date | None]
    closed: Mapped[bool]
    closed_text: Mapped[str]
    closed_on: Mapped[date | None]
    closing_words: Mapped[str]
    other: Mapped[str]
    as_at: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
    through: Mapped[str]
    reason: Mapped[str]
    import_id: Mapped[int | None] = mapped_column(
        ForeignKey("recommendation_import.id", ondelete="CASCADE"), index=True
    )
    sheet: Mapped[str]
    cell: Mapped[str]
    file_says: Mapped[str]


class RecommendationAction(LinkedFromTo, Base):
    """That an action carries a recommendation out, from when to when; `made` from it, or linked to it."""

    __tablename__ = "recommendation_action"
    __table_args__ = (one_live_link("recommendation_action", "recommendation_id", "action_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    recommendation_id: Mapped[int] = mapped_column(
        ForeignKey("recommendation.id", ondelete="CASCADE"), index=True
    )
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id", ondelete="CASCADE"), index=True)
    made: Mapped[bool]


class RecommendationImport(LoadedFile, RowCounts, Base):
    """One tracker that was loaded, and what it did."""

    __tablename__ = "recommendation_import"
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)


class RecommendationImportIssue(IssueAsShown, Base):
    """One issue of a tracker."""

    __tablename__ = "recommendation_import_issue"
    import_id: Mapped[int] = mapped_column(
        ForeignKey("recommendation_import.id", ondelete="CASCADE"), index=True
    )
