"""How a plan's charts are read, when its service is open, and how soon each tier must be decided.

Owns: the tiers and settings of a plan, each save a new row. Refuses: numbers that nothing can be counted by.
"""

from collections.abc import Sequence
from datetime import datetime
from math import isfinite

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.measures.control_charts import DEFAULT_SETTINGS
from data_model.measures.measure_vocabulary import Clock, Unit, measure_key
from data_model.measures.rows import PerformanceSettings
from data_model.measures.stated_measures import NewTier as NewTier
from data_model.measures.tables import PerformanceSetting, Tier
from data_model.plan.changes.plans import lock_plan
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import Refused
from data_model.shared.typed_text import typed_line

_LENGTHS = (6, 7, 8)
_MOST_FIXED = 100
_SAVED = (
    *("trend_length", "run_length", "screening", "opens", "closes", "service_days"),
    *("open_longer_than", "open_longer_unit", "fixed_after", "two_of_three_beyond"),
)


def save_tiers(
    session: Session, plan_id: int, tiers: Sequence[NewTier], *, actor: Actor, recorded_at: datetime
) -> None:
    """Save tiers in their order, each from its own day on; a tier that is not given stays as it is.

    A limit of None ends the tier from that day. Nothing is written of a tier that is so already. Raises
    Refused for a name that is empty or given twice, a limit that is not above 0, or a unit and a clock that
    do not go together; NoSuchPlan, NotPermitted.
    """
    require(actor, Permission.MEASURES)
    lock_plan(session, plan_id)
    keys = [measure_key(tier.name) for tier in tiers]
    if "" in keys or len(set(keys)) != len(keys):
        raise Refused("Give each tier a name of its own.")
    for tier in tiers:
        _check_tier(tier)
    stored = list(
        session.scalars(select(Tier).where(Tier.plan_id == plan_id).order_by(Tier.holds_from, Tier.id))
    )
    for position, tier in enumerate(tiers):
        row = Tier(
            plan_id=plan_id,
            name=typed_line(tier.name),
            position=position,
            within=tier.limit,
            unit=tier.unit.value,
            clock=tier.clock.value,
            holds_from=tier.holds_from,
            recorded_at=recorded_at,
            recorded_by=actor.name,
        )
        before = [
            one
            for one in stored
            if measure_key(one.name) == measure_key(tier.name) and one.holds_from <= tier.holds_from
        ]
        if not before or _what(before[-1]) != _what(row):
            session.add(row)
    session.flush()


def save_settings(
    session: Session, plan_id: int, settings: PerformanceSettings, *, actor: Actor, recorded_at: datetime
) -> None:
    """Save how charts are read and service hours are counted; who and when are taken from the write.

    Raises Refused for lengths other than 6, 7 or 8, limits fixed after fewer than 12 figures, hours
    that do not follow one another in a day, no service day, or a limit of open contacts below 1 or not in
    days; NoSuchPlan, NotPermitted.
    """
    require(actor, Permission.MEASURES)
    lock_plan(session, plan_id)
    if settings.trend_length not in _LENGTHS or settings.run_length not in _LENGTHS:
        raise Refused("A trend and a run have 6, 7 or 8 points.")
    fewest = DEFAULT_SETTINGS.fewest_points
    if settings.fixed_after and not fewest <= settings.fixed_after <= _MOST_FIXED:
        raise Refused(f"Limits can be fixed after {fewest} to {_MOST_FIXED} figures, or not at all.")
    if not 0 <= settings.opens < settings.closes <= 24 * 60:
        raise Refused("The service has to close after it opens, on the same day.")
    days = sorted(set(settings.service_days))
    if not days or not set(days) <= set(range(7)):
        raise Refused("Choose at least one day on which the service is open.")
    if settings.open_longer_than < 1 or settings.open_longer_unit not in (Unit.DAYS, Unit.WORKING_DAYS):
        raise Refused("Contacts are open too long after a number of days or working days, at least 1.")
    values = {name: getattr(settings, name) for name in _SAVED}
    values["service_days"] = "".join(str(day) for day in days)
    values["open_longer_unit"] = settings.open_longer_unit.value
    session.add(
        PerformanceSetting(plan_id=plan_id, **values, recorded_at=recorded_at, recorded_by=actor.name)
    )
    session.flush()


def _check_tier(tier: NewTier) -> None:
    if tier.limit is not None and not (isfinite(tier.limit) and tier.limit > 0):
        raise Refused(f"The limit of “{tier.name}” has to be above 0.")
    clocks = {
        Unit.HOURS: (Clock.ELAPSED, Clock.SERVICE_HOURS),
        Unit.WORKING_DAYS: (Clock.WORKING_DAYS,),
    }
    if tier.clock not in clocks.get(tier.unit, ()):
        raise Refused(
            f"“{tier.name}”: hours are counted as they elapse or in service hours, working days as such."
        )


def _what(tier: Tier) -> tuple[object, ...]:
    return tier.name, tier.position, tier.within, tier.unit, tier.clock
