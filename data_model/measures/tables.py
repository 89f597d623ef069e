"""The tables of performance: measures, their definitions and targets, readings, and what was loaded.

Owns: those tables (see `tables` for the plan itself). Refuses: queries, rules and permission.

Nothing is overwritten: what a measure is, means and aims at, each reading, the tiers and the settings are
append-only, links, re-baselines and milestones are withdrawn with name and time. So any past board view can
be read again from `recorded_at`, and any past day from `as_at`.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

import data_model.plan.tables  # noqa: F401 - these tables refer to those
from data_model.measures.measure_vocabulary import Clock, Frequency, PartKind, Polarity, ReadingState, Unit
from data_model.measures.rows import MilestoneKind
from data_model.shared.base import Base, IssueAsShown, LinkedFromTo, LoadedFile, one_live_link, one_of


def _values(kinds: type[StrEnum]) -> list[str]:
    return [kind.value for kind in kinds]


class Measure(Base):
    """A measure of a plan. `key` is its name now, folded; everything else that may change is stated."""

    __tablename__ = "measure"
    __table_args__ = (UniqueConstraint("plan_id", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    key: Mapped[str]
    position: Mapped[int]


class MeasureVersion(Base):
    """What a measure is called, which area or outcome it is meant to move, and whether it is retired.

    The newest row holds.
    """

    __tablename__ = "measure_statement"
    __table_args__ = (UniqueConstraint("measure_id", "version"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"))
    version: Mapped[int]
    name: Mapped[str]
    is_front_door: Mapped[bool]
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id", ondelete="SET NULL"), index=True)
    outcome_id: Mapped[int | None] = mapped_column(ForeignKey("outcome.id", ondelete="SET NULL"), index=True)
    retired: Mapped[bool]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]


class MeasureDefinition(Base):
    """One version of a definition; of those that hold from the same day the newest holds."""

    __tablename__ = "measure_definition"
    __table_args__ = (
        UniqueConstraint("measure_id", "version"),
        one_of("unit", _values(Unit)),
        one_of("polarity", _values(Polarity)),
        one_of("clock", _values(Clock)),
        one_of("frequency", _values(Frequency)),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"))
    version: Mapped[int]
    holds_from: Mapped[date]
    meaning: Mapped[str]
    numerator: Mapped[str]
    denominator: Mapped[str]
    unit: Mapped[str] = mapped_column(String(20))
    polarity: Mapped[str] = mapped_column(String(20))
    clock: Mapped[str] = mapped_column(String(20))
    frequency: Mapped[str] = mapped_column(String(20))
    source_system: Mapped[str]
    answers: Mapped[str]
    marks_break: Mapped[bool]
    reason: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]


class MeasureTarget(Base):
    """A target of a measure or of one part of it; `value` NULL withdraws it from that day on."""

    __tablename__ = "measure_target"
    __table_args__ = (
        Index("ix_measure_target_measure_id_holds_from", "measure_id", "holds_from"),
        one_of("part_kind", _values(PartKind)),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"))
    part_kind: Mapped[str] = mapped_column(String(20))
    part: Mapped[str]
    holds_from: Mapped[date]
    value: Mapped[float | None]
    tolerance: Mapped[float | None]
    reason: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
    import_id: Mapped[int | None] = mapped_column(
        ForeignKey("performance_import.id", ondelete="CASCADE"), index=True
    )
    sheet: Mapped[str] = mapped_column(default="")
    cell: Mapped[str] = mapped_column(default="")


class MeasureLink(LinkedFromTo, Base):
    """That an action is meant to move a measure, from when to when."""

    __tablename__ = "measure_link"
    __table_args__ = (one_live_link("measure_link", "measure_id", "action_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"), index=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id", ondelete="CASCADE"), index=True)


CONFIRMED = "confirmed"


class Reading(Base):
    """What a source says of a measure, or of one part of it, for one period.

    It never changes: a later row restates it.

    On a day the reading holds that is the newest by (as_at, id) with `as_at` no later than the day. `through`
    is "import" or "by hand"; `reason` is why a reading entered by hand differs from what held. A row through
    "confirmed" says that a later file had the figure that held: it is shown nowhere, and becomes an "import"
    when a file of a day in between puts another figure before it.
    """

    __tablename__ = "reading"
    __table_args__ = (
        Index(
            "ix_reading_holds",
            *(
                "measure_id",
                "part_kind",
                "part",
                "period_start",
                "period_end",
                "forecast_month",
                "as_at",
                "id",
            ),
        ),
        one_of("part_kind", _values(PartKind)),
        one_of("state", _values(ReadingState)),
        CheckConstraint("(part_kind = 'whole') = (part = '')", name="named_part"),
        CheckConstraint("(state = 'value') = (value IS NOT NULL)", name="value_if_value"),
        CheckConstraint("period_start <= period_end", name="period"),
        CheckConstraint("forecast_month between 0 and 12", name="forecast_month"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"))
    part_kind: Mapped[str] = mapped_column(String(20))
    part: Mapped[str]
    period_start: Mapped[date]
    period_end: Mapped[date]
    # 1 to 12: the forecast of the year at that month's end, April being 1; 0 an outturn.
    forecast_month: Mapped[int] = mapped_column(default=0, server_default="0")
    state: Mapped[str] = mapped_column(String(20))
    value: Mapped[float | None]
    numerator: Mapped[float | None]
    denominator: Mapped[float | None]
    as_written: Mapped[str]
    as_at: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
    through: Mapped[str]
    reason: Mapped[str]
    import_id: Mapped[int | None] = mapped_column(
        ForeignKey("performance_import.id", ondelete="CASCADE"), index=True
    )
    sheet: Mapped[str]
    cell: Mapped[str]


class Comparison(Base):
    """What others have for a measure, as a file says it: England, neighbours, the council's own last year.

    It is no reading. The newest row by (as_at, id) holds for its name and period; a file that names no period
    leaves both days NULL. `value` is in the measure's unit.
    """

    __tablename__ = "comparison"
    __table_args__ = (CheckConstraint("(period_start IS NULL) = (period_end IS NULL)", name="whole_period"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    period_start: Mapped[date | None]
    period_end: Mapped[date | None]
    value: Mapped[float]
    as_written: Mapped[str]
    as_at: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
    import_id: Mapped[int | None] = mapped_column(
        ForeignKey("performance_import.id", ondelete="CASCADE"), index=True
    )
    sheet: Mapped[str]
    cell: Mapped[str]


class MeasureName(Base):
    """What somebody decided a name in a workbook means; `measure_id` NULL: it is not to be loaded."""

    __tablename__ = "measure_name"
    __table_args__ = (UniqueConstraint("plan_id", "key"), one_of("part_kind", _values(PartKind)))
    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    key: Mapped[str]
    written: Mapped[str]
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"), index=True)
    part_kind: Mapped[str] = mapped_column(String(20))
    part: Mapped[str]
    decided_by: Mapped[str]
    decided_at: Mapped[datetime]


class Tier(Base):
    """How soon a tier must be decided from a day on; `within` NULL ends the tier. The newest row holds."""

    __tablename__ = "tier"
    __table_args__ = (
        Index("ix_tier_plan_id_holds_from", "plan_id", "holds_from"),
        one_of("unit", _values(Unit)),
        one_of("clock", _values(Clock)),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    name: Mapped[str]
    position: Mapped[int]
    within: Mapped[float | None]
    unit: Mapped[str] = mapped_column(String(20))
    clock: Mapped[str] = mapped_column(String(20))
    holds_from: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]


class PerformanceSetting(Base):
    """How charts are read and service hours counted; the newest row holds, whole.

    `service_days` are the digits of the weekdays, Monday 0: "01234".
    """

    __tablename__ = "performance_settings"
    __table_args__ = (one_of("open_longer_unit", _values(Unit)),)
    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    trend_length: Mapped[int]
    run_length: Mapped[int]
    screening: Mapped[bool]
    opens: Mapped[int]
    closes: Mapped[int]
    service_days: Mapped[str] = mapped_column(String(7))
    open_longer_than: Mapped[int]
    open_longer_unit: Mapped[str] = mapped_column(String(20))
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
    fixed_after: Mapped[int] = mapped_column(default=0, server_default="0")
    two_of_three_beyond: Mapped[bool] = mapped_column(default=False, server_default=false())


class Rebaseline(Base):
    """From which period on limits are worked out afresh, why, and who said so or took it back."""

    __tablename__ = "rebaseline"
    id: Mapped[int] = mapped_column(primary_key=True)
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"), index=True)
    holds_from: Mapped[date]
    reason: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[str] = mapped_column(default="")


class Milestone(Base):
    """Something that happened and may have moved measures: those of its area, action or name, or all."""

    __tablename__ = "milestone"
    __table_args__ = (
        Index("ix_milestone_plan_id_dated", "plan_id", "dated"),
        one_of("kind", _values(MilestoneKind)),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    dated: Mapped[date]
    kind: Mapped[str] = mapped_column(String(20))
    words: Mapped[str]
    # Without what it is about, a milestone would seem to be one of the whole plan: it goes with it.
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"), index=True)
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id", ondelete="CASCADE"), index=True)
    action_id: Mapped[int | None] = mapped_column(ForeignKey("action.id", ondelete="CASCADE"), index=True)
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[str] = mapped_column(default="")


class PerformanceImport(LoadedFile, Base):
    """One applied import of readings, and what it did."""

    __tablename__ = "performance_import"
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    layout: Mapped[str]
    added: Mapped[int]
    restated: Mapped[int]
    unchanged: Mapped[int]
    targets: Mapped[int]
    measures: Mapped[int]


class PerformanceImportIssue(IssueAsShown, Base):
    """One issue of an import of readings."""

    __tablename__ = "performance_import_issue"
    import_id: Mapped[int] = mapped_column(
        ForeignKey("performance_import.id", ondelete="CASCADE"), index=True
    )


class PerformanceChoiceUsed(Base):
    """That an import of readings was read with a choice, made for it or remembered from before."""

    __tablename__ = "performance_choice_used"
    import_id: Mapped[int] = mapped_column(
        ForeignKey("performance_import.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    choice_id: Mapped[int] = mapped_column(
        ForeignKey("import_choice.id", ondelete="CASCADE"), primary_key=True, autoincrement=False, index=True
    )
