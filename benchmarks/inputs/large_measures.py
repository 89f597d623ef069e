"""Invented measures of a plan with years of figures, the same on every run.

Owns: the measures, their figures, and which actions are to move them. Refuses: files; the loaders are timed
elsewhere.
"""

import random
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session, sessionmaker

from benchmarks.inputs.large_database import ACTOR
from data_model.measures.changes.measure_targets import link_actions
from data_model.measures.changes.measures import add_measure, start_catalogue
from data_model.measures.changes.performance_imports import PerformanceBatch, record_performance
from data_model.measures.measure_vocabulary import (
    Frequency,
    PartKind,
    Period,
    Polarity,
    ReadingState,
    Unit,
    period_of,
)
from data_model.measures.queries.measures import list_measures
from data_model.measures.rows import MeasureRow
from data_model.measures.stated_measures import NewDefinition, StatedReading
from data_model.plan.queries.actions import list_actions
from data_model.plan.queries.plans import get_plan_version

MEASURES, MONTHS = 25, 60  # as many as many_charts.py draws
RECORDED_AT = datetime(2025, 3, 3, 9, tzinfo=UTC)


def fill_measures(sessions: sessionmaker[Session], plan_id: int, newest: date) -> None:
    """Give a plan so many measures with a figure of each of the last so many periods, true as at a day."""
    with sessions.begin() as session:
        held = start_catalogue(session, plan_id, actor=ACTOR, recorded_at=RECORDED_AT)
        own = NewDefinition("Invented for a benchmark.", Unit.COUNT, Polarity.LOWER, Frequency.MONTH)
        for number in range(MEASURES - held):
            name = f"Invented measure {number + 1}"
            add_measure(session, plan_id, name, own, actor=ACTOR, recorded_at=RECORDED_AT)
    with sessions.begin() as session:
        measures = list_measures(session, plan_id, newest)
        readings = [
            each for row, measure in enumerate(measures, 2) for each in _readings(measure, row, newest)
        ]
        batch = PerformanceBatch(
            file_name="figures.xlsx",
            sha256="f" * 64,
            size=1,
            sheets=("Data",),
            layout="months across",
            as_at=newest,
            readings=readings,
            unchanged=0,
            targets=(),
            names=(),
            issues=(),
            plan_version=get_plan_version(session, plan_id),
        )
        record_performance(session, plan_id, batch, actor=ACTOR, recorded_at=RECORDED_AT)


def link_every_tenth(sessions: sessionmaker[Session], plan_id: int, newest: date) -> None:
    """Let every tenth action of a plan move a measure, each measure as many as the others."""
    with sessions.begin() as session:
        measures = [each.id for each in list_measures(session, plan_id, newest)]
        moving = [each.id for each in list_actions(session, plan_id, newest)][::10]
        for place, measure_id in enumerate(measures):
            some = moving[place :: len(measures)]
            link_actions(session, measure_id, some, actor=ACTOR, recorded_at=RECORDED_AT)


def _readings(measure: MeasureRow, row: int, newest: date) -> list[StatedReading]:
    """Make figures that move by chance about a level and, for every third measure, shift in the last year."""
    chance = random.Random(row)
    level = 70.0 if measure.definition.unit is Unit.PERCENT else 240.0
    made = []
    for at, period in enumerate(_periods(measure.definition.frequency, newest)):
        shift = 20 if row % 3 == 0 and at >= MONTHS - 8 else 0
        value = round(level + shift + chance.uniform(-6, 6), 1)
        made.append(
            StatedReading(
                measure_id=measure.id,
                part_kind=PartKind.WHOLE,
                part="",
                period=period,
                state=ReadingState.VALUE,
                value=value,
                as_written=f"{value:g}",
                sheet="Data",
                cell=f"B{row}",
            )
        )
    return made


def _periods(frequency: Frequency, newest: date) -> list[Period]:
    """List the last so many periods that were over, oldest first."""
    found: list[Period] = []
    last = period_of(newest, frequency)
    while len(found) < MONTHS:
        last = period_of(date.fromordinal(last.start.toordinal() - 1), frequency)
        found.append(last)
    return found[::-1]
