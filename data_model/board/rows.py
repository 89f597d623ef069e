"""What the reads of the board cycle return: meetings, movement between two moments, checks, the board view.

Owns: their shape and the meaning of every figure. Refuses: queries, rules and drawing.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from data_model.inspections.rows import InspectionRow, VisitRow
from data_model.measures.assessment_rows import MeasureAssessment
from data_model.measures.rows import ComparisonRow, MilestoneRow, PerformanceSettings, Series
from data_model.money.for_boards.money_moves import MoneyMove
from data_model.money.for_boards.money_parts import NO_MONEY, BoardMoney
from data_model.plan.due_dates import DueKind
from data_model.plan.rows import ActionDetail, AreaRow, Headlines, KeyRow, PlanRow
from data_model.plan.rows_updates import ChallengeRow, EvidenceRow
from data_model.plan.statuses import Status
from data_model.published.rows import PublishedLine
from data_model.recommendations.rows import RecommendationRow


class BoardKind(StrEnum):
    """Which body meets; the value is shown."""

    EXECUTIVE = "executive improvement board"
    PARTNERSHIP = "partnership improvement board"
    CHALLENGE = "challenge panel"
    PROGRAMME = "programme board"
    SCRUTINY = "scrutiny committee"
    OTHER = "other"


class Recurrence(StrEnum):
    """How often a board meets."""

    NONE = "no fixed schedule"
    WEEKLY = "every week"
    FORTNIGHTLY = "every two weeks"
    MONTHLY = "every month"
    SIX_WEEKLY = "every six weeks"
    QUARTERLY = "every three months"


class FollowUpKind(StrEnum):
    """What a meeting left to be followed: it decided, it asked for something, or it challenged an owner."""

    DECISION = "decision"
    REQUEST = "request"
    CHALLENGE = "challenge"


@dataclass(frozen=True, slots=True)
class Moment:
    """A state of a plan: what was true at the end of `as_at`, as far as the dashboard knew by `known_by`.

    `known_by` None: everything known now. `words` names it for a reader, such as "the board of 14 Nov 2022".
    """

    as_at: date
    known_by: datetime | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A body that meets. `attendees` is one name or post a line."""

    id: int
    name: str
    kind: BoardKind
    chair: str
    attendees: str
    recurrence: Recurrence
    retired: bool


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting. It is frozen once closed: `frozen_as_at` is the day the board saw, `frozen_at` when."""

    id: int
    board_id: int
    board: str
    board_kind: BoardKind
    held_on: date
    place: str
    chair: str
    attendees: str
    notes: str
    frozen_at: datetime | None
    frozen_by: str
    frozen_as_at: date | None
    compared_with_id: int | None  # the meeting its movement was counted from
    open_follow_ups: int
    cancelled: bool

    @property
    def is_frozen(self) -> bool:
        return self.frozen_at is not None


@dataclass(frozen=True, slots=True)
class FollowUpEventRow:
    """One line in the history of a decision or request: "made", "note", "moved", "closed" or "reopened"."""

    kind: str
    words: str
    due_date: date | None
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """A decision, request or challenge of a meeting with its owner and date, followed until closed."""

    id: int
    kind: FollowUpKind
    meeting_id: int | None
    meeting: str
    made_on: date
    words: str
    owner: str
    owner_id: int | None
    area_id: int | None
    area: str
    action_id: int | None
    action_ref: str
    due_date: date | None
    closed_at: datetime | None
    closed_by: str
    outcome: str
    days_overdue: int
    events: tuple[FollowUpEventRow, ...]

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


@dataclass(frozen=True, slots=True)
class Said:
    """Who said something, when they recorded it, through what, and the reason given."""

    by: str
    at: datetime
    as_at: date
    through: str
    reason: str


@dataclass(frozen=True, slots=True)
class MovedAction:
    """An action of the difference between two moments; a side on which it is not there has None.

    `movement` is how it moved in words, as a board read it; None where that follows from today's rules.
    """

    id: int
    ref: str
    text: str
    area_id: int
    area: str
    people: str
    old_status: Status | None
    old_label: str
    new_status: Status | None
    new_label: str
    old_due: date | None
    new_due: date | None
    original_due: date | None
    said: Said | None  # the version that brought the newest change
    # What each due date is for; None in views that were frozen before it was kept.
    old_due_kind: DueKind | None = None
    new_due_kind: DueKind | None = None
    movement: str | None = None

    @property
    def slip(self) -> int:
        """Days that the due date in force moved later between the two moments; negative when earlier."""
        if self.old_due is None or self.new_due is None:
            return 0
        return (self.new_due - self.old_due).days


@dataclass(frozen=True, slots=True)
class FlowRow:
    """How many actions went from one status to another; "" is not in the plan on that side."""

    old: str
    old_label: str
    new: str
    new_label: str
    actions: int


@dataclass(frozen=True, slots=True)
class MovedMeasure:
    """A measure whose variation or assurance is another at the second moment, by the values of their enums.

    `figure` is its newest figure then, with its period; empty in views frozen before it was kept. `turns` say
    how it turned, as a board read it; None where that follows from today's rules.
    """

    id: int
    name: str
    old_variation: str
    new_variation: str
    old_assurance: str
    new_assurance: str
    sentence: str
    figure: str = ""
    turns: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class SlippageRow:
    """Actions by how far their due date now is from the original one: `days_from` to `days_to`, both
    included; None is without end. `days_from` None and `days_to` None: no date on one side."""

    words: str
    days_from: int | None
    days_to: int | None
    actions: int


@dataclass(frozen=True, slots=True)
class WhatChanged:
    """Everything that differs between two moments.

    An action stands in every list that fits it; `movement.told_in` leaves out of a list what another one
    tells, wherever they are shown. `improved` and `worsened` go by the order of statuses
    (see `data_model.board.movement`); `reopened` were complete or embedded at the earlier moment and are not
    at the later; `stale` had no news between the two and are neither complete, embedded nor paused;
    `narratives` had their progress or impact changed; `exceptions_opened` became delayed, `exceptions_closed`
    were delayed and are not; `rated_otherwise` were or became paused or not rated (None: a meeting frozen
    before it was listed). `due_next` are deadlines from the later day to the day of the next meeting. `money`
    is what moved in the plan's money. `sentence` sums it up as a board read it; None where
    that follows from today's rules.
    """

    earlier: Moment
    later: Moment
    actions_before: int
    actions_after: int
    flow: tuple[FlowRow, ...]
    improved: tuple[MovedAction, ...]
    worsened: tuple[MovedAction, ...]
    completed: tuple[MovedAction, ...]
    reopened: tuple[MovedAction, ...]
    slipped: tuple[MovedAction, ...]
    brought_forward: tuple[MovedAction, ...]
    added: tuple[MovedAction, ...]
    retired: tuple[MovedAction, ...]
    narratives: tuple[MovedAction, ...]
    stale: tuple[MovedAction, ...]
    exceptions_opened: tuple[MovedAction, ...]
    exceptions_closed: tuple[MovedAction, ...]
    slippage: tuple[SlippageRow, ...]
    measures: tuple[MovedMeasure, ...]
    due_next: tuple[MovedAction, ...]
    next_meeting: date | None
    sentence: str | None = None
    rated_otherwise: tuple[MovedAction, ...] | None = None
    money: tuple[MoneyMove, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckAnswerRow:
    """Why a check is accepted, until which day, and who said so."""

    id: int
    because: str
    until: date
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class RaisedCheck:
    """A check that an action raises on the as-at day: its code, and the facts as one sentence.

    `answer` is set while somebody's acceptance holds on that day. `action_id` is 0 where an area raises it as
    a whole. `since` is the day since which the facts are so; None where that is not known. A line of several
    actions holds them in `gathered` (see `check_lines`). A check of money is about neither action nor area:
    `about` says of what (`MoneySubject`), `about_id` of which, and `text` is its name.
    """

    code: str
    action_id: int
    ref: str
    text: str
    area_id: int
    area: str
    people: tuple[tuple[int | None, str], ...]  # id (None for a post) and name
    because: str
    answer: CheckAnswerRow | None = None
    since: date | None = None
    gathered: "tuple[RaisedCheck, ...]" = ()
    about: str = ""
    about_id: int = 0


@dataclass(frozen=True, slots=True)
class CheckWords:
    """What a check was called and how much it weighed."""

    code: str
    title: str
    weight: str


@dataclass(frozen=True, slots=True)
class AreaWords:
    """What moved in an area, and its plan beside its measures, in sentences; empty where there is nothing."""

    area_id: int
    movement: str
    measures: str


@dataclass(frozen=True, slots=True)
class BoardWords:
    """The sentences of a view, in plain text, empty where there is nothing to say; and its checks, in order.

    `flow` says how ratings moved, `attention` which measures need it, `follow_ups` how many are open, `brief`
    what a chair reads first (`board_brief`): what moved, what to challenge, the next meeting,
    `recommendations` how these go, `inspections` what inspectors last found; empty in a meeting frozen before
    it was said.
    """

    headline: str
    movement: str
    flow: str
    attention: str
    follow_ups: str
    areas: tuple[AreaWords, ...]
    checks: tuple[CheckWords, ...]
    brief: tuple[str, ...] = ()
    recommendations: str = ""
    inspections: str = ""

    def of_area(self, area_id: int) -> AreaWords:
        """Return what is said of an area; nothing of one that is not there."""
        return next((one for one in self.areas if one.area_id == area_id), AreaWords(area_id, "", ""))

    def check_title(self, code: str) -> str:
        """Return what a check is called; its code where it has no name."""
        return next((one.title for one in self.checks if one.code == code), code)


NO_WORDS = BoardWords("", "", "", "", "", (), ())


@dataclass(frozen=True, slots=True)
class BoardView:
    """All that a meeting sees, in figures and in words; a frozen one is kept whole and read back as it was.

    `assessments` are its measures in the catalogue's order.
    """

    plan: PlanRow
    moment: Moment
    meeting: MeetingRow | None
    key: tuple[KeyRow, ...]
    headlines: Headlines
    areas: tuple[AreaRow, ...]
    actions: tuple[ActionDetail, ...]
    evidence: tuple[EvidenceRow, ...]
    challenges: tuple[ChallengeRow, ...]
    changed: WhatChanged | None
    checks: tuple[RaisedCheck, ...]
    assessments: tuple[MeasureAssessment, ...]
    measure_links: tuple[tuple[int, int], ...]  # measure id, action id
    milestones: tuple[tuple[int, tuple[MilestoneRow, ...]], ...]  # by measure id
    settings: PerformanceSettings
    follow_ups: tuple[FollowUpRow, ...]
    visits: tuple[VisitRow, ...]
    sources: tuple[str, ...]  # where the figures come from, one sentence a file
    words: BoardWords
    comparisons: tuple[ComparisonRow, ...] = ()  # what others have, as files say it
    recommendations: tuple[RecommendationRow, ...] = ()
    money: BoardMoney = NO_MONEY
    inspections: tuple[InspectionRow, ...] = ()  # those with grades or findings, the newest first
    published: tuple[PublishedLine, ...] = ()  # where the council stands in national figures

    @property
    def series(self) -> tuple[Series, ...]:
        """The figures behind the measures, in their order."""
        return tuple(one.series for one in self.assessments)
