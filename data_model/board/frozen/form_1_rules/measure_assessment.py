"""How a measure was read as a whole when form 1 was written.

Owns: which readings, target and breaks counted and how much a measure needed, by which meetings of form 1 are
read. Refuses: to change (today's is `data_model.measures.measure_assessment`), and the rules of charts.
"""

import math
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from data_model.board.frozen.form_1_rules.control_charts import (
    assurance,
    control_chart,
    meets,
)
from data_model.measures.assessment_rows import AttentionRank, MeasureAssessment
from data_model.measures.control_charts import Assurance, ChartSettings, Variation
from data_model.measures.measure_vocabulary import (
    Frequency,
    Period,
    Polarity,
    ReadingState,
    next_period,
    period_of,
)
from data_model.measures.rows import PerformanceSettings, ReadingRow, Series, TargetRow
from data_model.shared.days.working_days import is_working_day

# A year of weeks: the same weekday, so that a Monday is held against a Monday.
_WEEKS_OF_A_YEAR = timedelta(weeks=52)
# No service has figures outside these years; a slip such as year 1 must not be a row of 24,000 gaps.
_GAPS_FROM, _GAPS_UNTIL = 1900, 2199


def assess(series: Series, settings: PerformanceSettings) -> MeasureAssessment:
    """Read a series as a whole, by the newest definition's frequency, polarity and unit.

    A period between two readings that has none is a gap; for a daily measure a day off is none. Breaks start
    a phase with the first period that begins on or after them. Raises ValueError for values not finite.
    """
    definition = series.measure.definition
    held, left_out = _by_period(series)
    periods = _periods(sorted(held), definition.frequency)
    readings = tuple(held.get(period) for period in periods)
    chart = control_chart(
        [_value(reading) for reading in readings],
        breaks=_break_indexes(series, periods),
        polarity=definition.polarity,
        settings=ChartSettings(settings.trend_length, settings.run_length, settings.screening),
    )
    latest = readings[-1] if readings else None
    target = _target_for(series.targets, latest.period) if latest else None
    aimed = target.value if target else None
    at = chart.latest_index
    figure = None if at is None else readings[at]
    assured = assurance(chart.limits, aimed, definition.polarity)
    return MeasureAssessment(
        series=series,
        chart=chart,
        periods=tuple(periods),
        readings=readings,
        latest=latest,
        target=target,
        assurance=assured,
        variation=chart.variation,
        since_month=_since(series, held, latest, periods[-2] if len(periods) > 1 else None),
        since_year=_since(series, held, latest, _year_before(latest, definition.frequency)),
        need=_need(chart.variation, assured, _met(figure, aimed, definition.polarity), figure),
        is_met=_met(latest, aimed, definition.polarity),
        figure=figure,
        left_out=left_out,
    )


def _target_for(targets: Sequence[TargetRow], period: Period) -> TargetRow | None:
    """Return the target in force for a period: of those that hold from its start or before, the newest.

    The one recorded last wins where two hold from one day. None without any and where it was withdrawn.
    """
    begun = [target for target in targets if target.holds_from <= period.start]
    newest = max(begun, key=lambda target: (target.holds_from, target.recorded_at), default=None)
    return newest if newest is not None and newest.value is not None else None


def _by_period(series: Series) -> tuple[dict[Period, ReadingRow], int]:
    """Return the readings of the frequency in force, and how many there are of another."""
    frequency = series.measure.definition.frequency
    held = {
        row.period: row for row in series.readings if row.period == period_of(row.period.start, frequency)
    }
    return held, len(series.readings) - len(held)


def _periods(known: list[Period], frequency: Frequency) -> list[Period]:
    if not known:
        return []
    found = [known[0]]
    for before, period in pairwise(known):
        at = next_period(before, frequency)
        while at.start < period.start and _GAPS_FROM <= at.start.year <= _GAPS_UNTIL:
            if frequency is not Frequency.DAY or is_working_day(at.start):
                found.append(at)
            at = next_period(at, frequency)
        found.append(period)
    return found


def _break_indexes(series: Series, periods: Sequence[Period]) -> set[int]:
    """Return where phases start; a break after the last period starts none."""
    firsts = (next((at for at, one in enumerate(periods) if one.start >= day), 0) for day in series.breaks)
    return {at for at in firsts if at}


def _value(reading: ReadingRow | None) -> float | None:
    return reading.value if reading is not None and reading.state is ReadingState.VALUE else None


def _met(reading: ReadingRow | None, target: float | None, polarity: Polarity) -> bool | None:
    value = _value(reading)
    return None if value is None or target is None else meets(value, target, polarity)


def _year_before(latest: ReadingRow | None, frequency: Frequency) -> Period | None:
    if latest is None or latest.period.start.year == date.min.year:
        return None
    start = latest.period.start
    if frequency in (Frequency.DAY, Frequency.WEEK):
        return period_of(start - _WEEKS_OF_A_YEAR, frequency)
    return period_of(date(start.year - 1, start.month, 1), frequency)


def _since(
    series: Series, held: dict[Period, ReadingRow], latest: ReadingRow | None, earlier: Period | None
) -> float | None:
    now, then = _value(latest), _value(held.get(earlier)) if earlier is not None else None
    if latest is None or earlier is None or now is None or then is None:
        return None
    breaking = (row.holds_from for row in series.definitions[1:] if row.marks_break)
    if any(earlier.start < day <= latest.period.start for day in breaking):
        return None
    change = now - then
    return change if math.isfinite(change) else None


def _need(
    variation: Variation, assured: Assurance, is_met: bool | None, figure: ReadingRow | None
) -> AttentionRank:
    if figure is None:
        return AttentionRank.NO_FIGURES
    if variation is Variation.TOO_FEW:
        return AttentionRank.TOO_FEW
    fails = assured is Assurance.FAILS
    if variation is Variation.CONCERN:
        return AttentionRank.CONCERN_AND_FAILS if fails else AttentionRank.CONCERN
    if fails:
        return AttentionRank.FAILS_BUT_IMPROVES if variation is Variation.IMPROVEMENT else AttentionRank.FAILS
    if assured is Assurance.HIT_AND_MISS:
        return AttentionRank.HIT_AND_MISS if is_met else AttentionRank.MISSED
    rest = {Variation.COMMON: AttentionRank.STEADY, Variation.IMPROVEMENT: AttentionRank.IMPROVEMENT}
    return rest.get(variation, AttentionRank.CHANGED)
