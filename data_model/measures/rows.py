"""What the reads of measures return: frozen rows that pages, charts and exports draw from.

Owns: their shape and the meaning of every figure. Refuses: queries and drawing.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from data_model.measures.measure_vocabulary import (
    Clock,
    Frequency,
    PartKind,
    Period,
    Polarity,
    ReadingState,
    Unit,
)


class MilestoneKind(StrEnum):
    """What a milestone is; a completed action is told by the action's own history alone."""

    ACTION_COMPLETED = "action completed"
    POST_FILLED = "post filled"
    POLICY_INTRODUCED = "policy introduced"
    SYSTEM_CHANGED = "system changed"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class DefinitionRow:
    """One version of a measure's definition, holding for periods that start on or after `holds_from`.

    `marks_break`: figures before and after it cannot be compared, so that charts begin a new phase.
    `reason` says why it was changed; the first version needs none.
    """

    version: int
    holds_from: date
    meaning: str
    numerator: str
    denominator: str
    unit: Unit
    polarity: Polarity
    clock: Clock
    frequency: Frequency
    source_system: str
    answers: str
    marks_break: bool
    reason: str
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target for periods that start on or after `holds_from`; `value` None withdraws the target.

    `tolerance` is how far from the target still counts as near it, in the measure's unit; None without one.
    It is of the whole measure unless a part is named; a part has the whole's until its own first one holds.
    """

    holds_from: date
    value: float | None
    tolerance: float | None
    reason: str
    recorded_at: datetime
    recorded_by: str
    file_name: str = ""
    sheet: str = ""
    cell: str = ""
    part_kind: PartKind = PartKind.WHOLE
    part: str = ""


@dataclass(frozen=True, slots=True)
class LinkedActionRow:
    """An action that is meant to move a measure, as it stood on the as-at day."""

    id: int
    ref: str
    text: str
    status: str  # data_model.plan.statuses.Status
    rag_label: str
    due_date: date | None
    completed_on: date | None  # the as-at day of the version that made it complete; None while it is not


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure with the definition and the target in force on the day; the first definition before that.

    `area_id` is the area it is meant to move. `target` is of the whole measure; None also when withdrawn.
    """

    id: int
    name: str
    position: int
    is_front_door: bool
    area_id: int | None
    area: str  # the area's number and short name; empty without one
    outcome_id: int | None
    retired: bool
    definition: DefinitionRow
    target: TargetRow | None
    links: int  # actions linked to it


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One reading as it holds on the as-at day. `value` is None unless `state` is VALUE.

    `as_at` is the day the figure was true of, `as_written` what the source has in the cell. `restated_from`
    is what the reading said before, as written, the newest first; empty when it was never restated. A figure
    that was only said again in other words or of an earlier day is not among them.
    """

    id: int
    measure_id: int
    part_kind: PartKind
    part: str
    period: Period
    state: ReadingState
    value: float | None
    numerator: float | None
    denominator: float | None
    as_written: str
    as_at: date
    recorded_at: datetime
    recorded_by: str
    through: str  # "import", "by hand"
    reason: str
    file_name: str
    sheet: str
    cell: str
    restated_from: tuple["EarlierReading", ...] = ()


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """What others have for a measure: `name` says who, `period` when, None where the file does not say."""

    measure_id: int
    name: str
    period: Period | None
    value: float
    as_written: str
    as_at: date
    recorded_at: datetime
    recorded_by: str
    file_name: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class EarlierReading:
    """What a restated reading said before."""

    state: ReadingState
    value: float | None
    numerator: float | None
    denominator: float | None
    as_written: str
    as_at: date
    recorded_at: datetime
    recorded_by: str
    file_name: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class ExportedReading:
    """A reading with what its measure is called and counts."""

    measure: str
    unit: Unit
    frequency: Frequency
    reading: ReadingRow


@dataclass(frozen=True, slots=True)
class RebaselineRow:
    """From this period on, limits are worked out afresh: why, and who said so."""

    id: int
    holds_from: date
    reason: str
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """Something that happened and may have moved a measure: an action completed, a post filled, a policy.

    `kind` is "action completed", "post filled", "policy introduced", "system changed" or "other";
    `action_id` is the action it belongs to. `id` is None for one that an action's history tells.
    """

    id: int | None
    dated: date
    kind: str
    words: str
    action_id: int | None
    recorded_by: str
    measure_id: int | None = None
    area_id: int | None = None
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """All that a control chart of a measure, or of one part of it, is drawn from, oldest period first.

    `breaks` are the first periods of new phases: re-baselines and definitions that mark a break.
    """

    measure: MeasureRow
    part_kind: PartKind
    part: str
    readings: tuple[ReadingRow, ...]
    definitions: tuple[DefinitionRow, ...]
    targets: tuple[TargetRow, ...]
    rebaselines: tuple[RebaselineRow, ...]

    @property
    def breaks(self) -> tuple[date, ...]:
        breaking = (row.holds_from for row in self.definitions[1:] if row.marks_break)
        return tuple(sorted({*breaking, *(row.holds_from for row in self.rebaselines)}))


@dataclass(frozen=True, slots=True)
class TierRow:
    """How soon a triage tier must be decided: `limit` hours or working days on a clock, from a day on."""

    name: str
    position: int
    limit: float
    unit: Unit  # HOURS or WORKING_DAYS
    clock: Clock
    holds_from: date
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class PerformanceSettings:
    """How charts are read and service hours are counted. Times are minutes after midnight, local time.

    `service_days` are weekdays, Monday 0. `open_longer_than` is the N of "contacts open longer than N".
    `fixed_after`: limits are those of the first so many figures of a phase; 0 for those of all.
    `two_of_three_beyond`: two of three close to a limit count points beyond it, too.
    """

    trend_length: int = 7
    run_length: int = 7
    screening: bool = True
    opens: int = 9 * 60
    closes: int = 17 * 60
    service_days: tuple[int, ...] = (0, 1, 2, 3, 4)
    open_longer_than: int = 5
    open_longer_unit: Unit = Unit.WORKING_DAYS
    recorded_by: str = ""
    recorded_at: datetime | None = None
    fixed_after: int = 0
    two_of_three_beyond: bool = False


@dataclass(frozen=True, slots=True)
class MeasureNameRow:
    """What somebody decided a name in a workbook means; `measure_id` None: it is not to be loaded."""

    written: str
    measure_id: int | None
    part_kind: PartKind
    part: str
    decided_by: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class PerformanceImportRow:
    """One applied performance import; `measures` of them got a reading.

    `first_period` and `last_period` are the first and the last day of the readings it wrote; None for none.
    """

    id: int
    file_name: str
    sha256: str
    size: int
    sheets: str
    layout: str
    as_at: date
    recorded_at: datetime
    recorded_by: str
    through: str
    added: int
    restated: int
    unchanged: int
    measures: int
    issues: int
    targets: int = 0
    first_period: date | None = None
    last_period: date | None = None
