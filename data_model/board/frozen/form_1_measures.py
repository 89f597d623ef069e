"""The records of form 1 that are of measures: series, readings, targets, milestones and settings.

Owns: what a document of form 1, which version 0.1.0 wrote, holds of measures, and the words of its
enumerations; never changed again. Refuses: what rows hold today (they change), and reading (see `kinds`).
"""

from data_model.board.frozen.kinds import (
    DAY,
    NUMBER,
    TEXT,
    TIME,
    TRUTH,
    WHOLE,
    Later,
    ListOf,
    Maybe,
    OneOf,
    Record,
)
from data_model.measures.measure_vocabulary import (
    Clock,
    Frequency,
    PartKind,
    Period,
    Polarity,
    ReadingState,
    Unit,
)
from data_model.measures.rows import (
    DefinitionRow,
    EarlierReading,
    MeasureRow,
    MilestoneRow,
    PerformanceSettings,
    ReadingRow,
    RebaselineRow,
    Series,
    TargetRow,
)

# The words after "ratio" came later: no document of form 1 has them, and none is refused for them.
UNIT = OneOf(
    Unit,
    *("count", "percent", "days", "working_days", "hours", "ratio"),
    *("average", "weeks", "per_10000", "pounds", "pounds_a_week"),
)
POLARITY = OneOf(Polarity, "higher", "lower", "info")
CLOCK = OneOf(Clock, "none", "elapsed", "working_days", "service_hours")
FREQUENCY = OneOf(Frequency, "day", "week", "month", "quarter", "year")
PART_KIND = OneOf(PartKind, "whole", "tier", "team")
READING_STATE = OneOf(ReadingState, "value", "suppressed", "missing")
MILESTONE = Record(
    MilestoneRow,
    id=Maybe(WHOLE),
    dated=DAY,
    kind=TEXT,
    words=TEXT,
    action_id=Maybe(WHOLE),
    recorded_by=TEXT,
    measure_id=Maybe(WHOLE),
    area_id=Maybe(WHOLE),
    recorded_at=Maybe(TIME),
)
PERFORMANCE_SETTINGS = Record(
    PerformanceSettings,
    trend_length=WHOLE,
    run_length=WHOLE,
    screening=TRUTH,
    opens=WHOLE,
    closes=WHOLE,
    service_days=ListOf(WHOLE),
    open_longer_than=WHOLE,
    open_longer_unit=UNIT,
    recorded_by=TEXT,
    recorded_at=Maybe(TIME),
)
DEFINITION = Record(
    DefinitionRow,
    version=WHOLE,
    holds_from=DAY,
    meaning=TEXT,
    numerator=TEXT,
    denominator=TEXT,
    unit=UNIT,
    polarity=POLARITY,
    clock=CLOCK,
    frequency=FREQUENCY,
    source_system=TEXT,
    answers=TEXT,
    marks_break=TRUTH,
    reason=TEXT,
    recorded_at=TIME,
    recorded_by=TEXT,
)
TARGET = Record(
    TargetRow,
    holds_from=DAY,
    value=Maybe(NUMBER),
    tolerance=Maybe(NUMBER),
    reason=TEXT,
    recorded_at=TIME,
    recorded_by=TEXT,
    file_name=TEXT,
    sheet=TEXT,
    cell=TEXT,
    part_kind=PART_KIND,
    part=TEXT,
)
MEASURE = Record(
    MeasureRow,
    id=WHOLE,
    name=TEXT,
    position=WHOLE,
    is_front_door=TRUTH,
    area_id=Maybe(WHOLE),
    area=TEXT,
    outcome_id=Maybe(WHOLE),
    retired=TRUTH,
    definition=DEFINITION,
    target=Maybe(TARGET),
    links=WHOLE,
)
PERIOD = Record(
    Period,
    start=DAY,
    end=DAY,
    # No document of form 1 has it, and form 2 came to have it: a period of before is no forecast.
    forecast_month=Later(WHOLE, 0),
)
EARLIER_READING = Record(
    EarlierReading,
    state=READING_STATE,
    value=Maybe(NUMBER),
    numerator=Maybe(NUMBER),
    denominator=Maybe(NUMBER),
    as_written=TEXT,
    as_at=DAY,
    recorded_at=TIME,
    recorded_by=TEXT,
    file_name=TEXT,
    sheet=TEXT,
    cell=TEXT,
)
READING = Record(
    ReadingRow,
    id=WHOLE,
    measure_id=WHOLE,
    part_kind=PART_KIND,
    part=TEXT,
    period=PERIOD,
    state=READING_STATE,
    value=Maybe(NUMBER),
    numerator=Maybe(NUMBER),
    denominator=Maybe(NUMBER),
    as_written=TEXT,
    as_at=DAY,
    recorded_at=TIME,
    recorded_by=TEXT,
    through=TEXT,
    reason=TEXT,
    file_name=TEXT,
    sheet=TEXT,
    cell=TEXT,
    restated_from=ListOf(EARLIER_READING),
)
REBASELINE = Record(
    RebaselineRow,
    id=WHOLE,
    holds_from=DAY,
    reason=TEXT,
    recorded_at=TIME,
    recorded_by=TEXT,
)
SERIES = Record(
    Series,
    measure=MEASURE,
    part_kind=PART_KIND,
    part=TEXT,
    readings=ListOf(READING),
    definitions=ListOf(DEFINITION),
    targets=ListOf(TARGET),
    rebaselines=ListOf(REBASELINE),
)
