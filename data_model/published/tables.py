"""The tables of published statistics: releases, measures, places, figures, neighbours, links.

Owns: those tables. Refuses: queries, rules and permission.

The figures of a release are never changed: a later one stands beside it. What it was said to be (its name,
its days) can be corrected and it can be taken back: each time is a version, whose newest holds and stands in
the release too. Which council a plan is of is a history whose newest row holds; a link is withdrawn with name
and time.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

import data_model.measures.tables  # noqa: F401 - these tables refer to those
from data_model.published.published_vocabulary import FigureState, PlaceKind, PublishedUnit, ReleaseKind
from data_model.shared.base import Base, IssueAsShown, LinkedFromTo, one_of


class PublishedRelease(Base):
    """A file of one release that was loaded, true as at the day it was published."""

    __tablename__ = "published_release"
    __table_args__ = (
        one_of("kind", [kind.value for kind in ReleaseKind]),
        CheckConstraint("year_ends between 1 and 12", name="year_ends"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    label: Mapped[str]
    published_on: Mapped[date]
    next_due: Mapped[date | None]
    year_ends: Mapped[int | None]
    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    figures: Mapped[int]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
    through: Mapped[str]
    withdrawn_at: Mapped[datetime | None]


class PublishedReleaseVersion(Base):
    """What a release was said to be, from when on, by whom and why; the first is of its loading."""

    __tablename__ = "published_release_version"
    __table_args__ = (
        UniqueConstraint("release_id", "version"),
        CheckConstraint("year_ends between 1 and 12", name="year_ends"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("published_release.id", ondelete="CASCADE"))
    version: Mapped[int]
    label: Mapped[str]
    published_on: Mapped[date]
    next_due: Mapped[date | None]
    year_ends: Mapped[int | None]
    withdrawn: Mapped[bool]
    reason: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
    through: Mapped[str]


class PublishedReleaseIssue(IssueAsShown, Base):
    """One issue of a loaded release."""

    __tablename__ = "published_release_issue"
    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(
        ForeignKey("published_release.id", ondelete="CASCADE"), index=True
    )


class PublishedMeasure(Base):
    """A measure as it is published, under the file's own word for it."""

    __tablename__ = "published_measure"
    __table_args__ = (
        UniqueConstraint("kind", "code"),
        one_of("kind", [kind.value for kind in ReleaseKind]),
        one_of("unit", [unit.value for unit in PublishedUnit]),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    code: Mapped[str]
    name: Mapped[str]
    unit: Mapped[str] = mapped_column(String(20))


class PublishedPlace(Base):
    """A council, region or nation, as the first file that had it names it."""

    __tablename__ = "published_place"
    __table_args__ = (one_of("kind", [kind.value for kind in PlaceKind]),)
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(String(20))
    region: Mapped[str]


class PublishedFigure(Base):
    """What a release says of a measure for one place and one year."""

    __tablename__ = "published_figure"
    __table_args__ = (
        Index("uq_published_figure", *("measure_id", "release_id", "year", "place_id"), unique=True),
        one_of("state", [state.value for state in FigureState]),
        CheckConstraint("(state = 'value') = (value is not null)", name="value"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(
        ForeignKey("published_release.id", ondelete="CASCADE"), index=True
    )
    measure_id: Mapped[int] = mapped_column(ForeignKey("published_measure.id", ondelete="CASCADE"))
    place_id: Mapped[int] = mapped_column(ForeignKey("published_place.id", ondelete="CASCADE"))
    year: Mapped[int]
    year_text: Mapped[str]
    value: Mapped[float | None]
    state: Mapped[str] = mapped_column(String(20))
    symbol: Mapped[str]


class PublishedNeighbour(Base):
    """One statistical neighbour of a council, in one edition."""

    __tablename__ = "published_neighbour"
    __table_args__ = (UniqueConstraint("release_id", "council", "position"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    release_id: Mapped[int] = mapped_column(ForeignKey("published_release.id", ondelete="CASCADE"))
    council: Mapped[str] = mapped_column(String(40))
    neighbour: Mapped[str] = mapped_column(String(40))
    position: Mapped[int]
    closeness: Mapped[str]


class PlanCouncil(Base):
    """Whose plan it is, as a person said; the newest row holds."""

    __tablename__ = "plan_council"
    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("published_place.id", ondelete="CASCADE"), index=True)
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]


class PublishedLink(LinkedFromTo, Base):
    """That a measure of a plan compares with a published one, from when to when, and how they differ."""

    __tablename__ = "published_link"
    __table_args__ = (
        Index(
            "uq_published_link_live",
            "measure_id",
            unique=True,
            sqlite_where=text("removed_at IS NULL"),
            postgresql_where=text("removed_at IS NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"), index=True)
    published_id: Mapped[int] = mapped_column(
        ForeignKey("published_measure.id", ondelete="CASCADE"), index=True
    )
    note: Mapped[str]
