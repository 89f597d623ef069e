"""Figures for the small plan, loaded through the public writes: what tests of the performance pages share.

Every figure is invented. They end in February 2025, the month before the pages' today.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session, sessionmaker

from data_model.measures.changes.measures import start_catalogue
from data_model.measures.changes.performance_imports import PerformanceBatch, record_performance
from data_model.measures.measure_vocabulary import Frequency, PartKind, Period, ReadingState, period_of
from data_model.measures.queries.measures import list_measures
from data_model.measures.stated_measures import StatedReading
from data_model.plan.queries.plans import get_plan_version
from tests.integration.cast import OFFICE
from tests.pages.conftest import TODAY

Sessions = sessionmaker[Session]
LOADED_ON = date(2025, 3, 5)
LOADED_AT = datetime(2025, 3, 5, 9, 14, tzinfo=UTC)
OPEN, DECIDED, RE_REFERRALS = (
    "Open contacts",
    "Contact decision within 1 working day",
    "Re-referrals within 12 months",
)
TRIAGE, CONTACTS = "Triage within the tier’s time", "Contacts received"
# Steady about 400, then far below: an improvement, since fewer are better.
FALLING = [400.0 + (-1) ** month * (month % 5) * 4 for month in range(28)] + [
    300,
    280,
    260,
    250,
    240,
    235,
    230,
    220,
]
# Steady about 20, then far above: a concern, and above a target of 20 all the while at the end.
RISING = [20.0 + (-1) ** month * (month % 4) * 0.4 for month in range(28)] + [
    26,
    27,
    28,
    28.5,
    29,
    29.4,
    30,
    31.5,
]


def months(count: int) -> list[Period]:
    """The last so many months before today's, oldest first."""
    last = TODAY.year * 12 + TODAY.month - 2
    return [
        period_of(date(number // 12, number % 12 + 1, 1), Frequency.MONTH)
        for number in range(last - count + 1, last + 1)
    ]


def series(measure_id: int, values: Sequence[float], row: int, **part: Any) -> list[StatedReading]:
    """One row of a workbook: a value a month, the last one February 2025."""
    where = {"part_kind": PartKind.WHOLE, "part": "", **part}
    return [
        StatedReading(
            measure_id=measure_id,
            period=period,
            state=ReadingState.VALUE,
            value=value,
            as_written=f"{value:g}",
            sheet="Data",
            cell=f"{chr(66 + at % 25)}{row}",
            **where,
        )
        for at, (period, value) in enumerate(zip(months(len(values)), values, strict=True))
    ]


def load_figures(
    sessions: Sessions, plan_id: int, readings: Sequence[StatedReading], as_at: date = LOADED_ON
) -> None:
    """Load a workbook of figures that were true as at a day."""
    with sessions.begin() as session:
        batch = PerformanceBatch(
            file_name="front-door.xlsx",
            sha256="b" * 64,
            size=2048,
            sheets=("Data",),
            layout="months across",
            as_at=as_at,
            readings=readings,
            unchanged=0,
            targets=(),
            names=(),
            issues=(),
            plan_version=get_plan_version(session, plan_id),
        )
        record_performance(session, plan_id, batch, actor=OFFICE, recorded_at=LOADED_AT)


def start_measures(sessions: Sessions, plan_id: int) -> dict[str, int]:
    """Give the plan the catalogue of 19 measures, none with a figure; return their ids by name."""
    with sessions.begin() as session:
        start_catalogue(session, plan_id, actor=OFFICE, recorded_at=LOADED_AT)
        return {row.name: row.id for row in list_measures(session, plan_id, TODAY)}


def load_all(sessions: Sessions, plan_id: int) -> dict[str, int]:
    """Give the plan the catalogue with 36 months of two measures, six of a third, and triage by tier."""
    ids = start_measures(sessions, plan_id)
    triage = [
        reading
        for row, tier in enumerate(("Red", "Amber"), 6)
        for reading in series(
            ids[TRIAGE], [90.0 + month for month in range(6)], row, part_kind=PartKind.TIER, part=tier
        )
    ]
    load_figures(
        sessions,
        plan_id,
        [
            *series(ids[OPEN], FALLING, 2),
            *series(ids[RE_REFERRALS], RISING, 3),
            *series(ids[DECIDED], [80, 82, 81, 84, 83, 85.5], 4),
            *series(ids[TRIAGE], [91.0 + month for month in range(6)], 5),
            *triage,
        ],
    )
    return ids
