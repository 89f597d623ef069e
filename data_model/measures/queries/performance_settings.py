"""How a plan's charts are read, when its service is open, and how soon each tier must be decided."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.measures.measure_vocabulary import Clock, Unit, measure_key
from data_model.measures.queries.measures import recorded_by
from data_model.measures.rows import PerformanceSettings, TierRow
from data_model.measures.tables import PerformanceSetting, Tier


def get_settings(
    session: Session, plan_id: int, *, recorded_by_moment: datetime | None = None
) -> PerformanceSettings:
    """Return the plan's settings as last saved by a moment (None: ever), or the ones that come with it."""
    row = session.scalars(
        select(PerformanceSetting)
        .where(
            PerformanceSetting.plan_id == plan_id,
            *recorded_by(PerformanceSetting.recorded_at, recorded_by_moment),
        )
        .order_by(PerformanceSetting.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return PerformanceSettings()
    values = {name: getattr(row, name) for name in PerformanceSettings.__dataclass_fields__}
    values["service_days"] = tuple(int(day) for day in row.service_days)
    values["open_longer_unit"] = Unit(row.open_longer_unit)
    return PerformanceSettings(**values)


def list_tiers(
    session: Session, plan_id: int, on: date, *, recorded_by_moment: datetime | None = None
) -> list[TierRow]:
    """List the tiers in force on a day, in their order; one that has ended is left out."""
    stored = session.scalars(
        select(Tier)
        .where(
            Tier.plan_id == plan_id, Tier.holds_from <= on, *recorded_by(Tier.recorded_at, recorded_by_moment)
        )
        .order_by(Tier.holds_from, Tier.id)
    )
    by_name = {measure_key(row.name): row for row in stored}
    return [
        TierRow(
            name=row.name,
            position=row.position,
            limit=row.within,
            unit=Unit(row.unit),
            clock=Clock(row.clock),
            holds_from=row.holds_from,
            recorded_by=row.recorded_by,
            recorded_at=row.recorded_at,
        )
        for row in sorted(by_name.values(), key=lambda row: (row.position, row.id))
        if row.within is not None
    ]
