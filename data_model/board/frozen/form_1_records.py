"""The records of form 1, which version 0.1.0 wrote, and the words of its enumerations.

Owns: what a document of form 1 holds below its outermost names; never changed again. Refuses: what today's
rows hold (they change), and reading (see `kinds`).
"""

from data_model.board.frozen.kinds import (
    DAY,
    NUMBER,
    TEXT,
    TIME,
    TRUTH,
    WHOLE,
    Fixed,
    Later,
    ListOf,
    Maybe,
    OneOf,
    Record,
    Word,
)
from data_model.board.rows import (
    BoardKind,
    CheckAnswerRow,
    FlowRow,
    FollowUpEventRow,
    FollowUpKind,
    FollowUpRow,
    MeetingRow,
    Moment,
    MovedAction,
    MovedMeasure,
    RaisedCheck,
    Said,
    SlippageRow,
    VisitKind,
    VisitRow,
    WhatChanged,
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
from data_model.plan.action_content import FieldChange
from data_model.plan.due_dates import DueKind
from data_model.plan.rows import (
    ActionDetail,
    ActionRow,
    ActionVersionRow,
    AreaRow,
    Headlines,
    KeyRow,
    PersonOnAction,
    PlanRow,
    StatusCount,
)
from data_model.plan.rows_updates import ChallengeRow, CommentKind, CommentRow, EvidenceKind, EvidenceRow
from data_model.plan.statuses import Status
from data_model.shared.permissions import Role

BOARD_KIND = OneOf(
    BoardKind,
    "executive improvement board",
    "partnership improvement board",
    "challenge panel",
    "programme board",
    "scrutiny committee",
    "other",
)
STATUS = OneOf(
    Status, "complete", "embedded", "on_track", "at_risk", "delayed", "paused", "not_started", "not_rated"
)
EVIDENCE_KIND = OneOf(EvidenceKind, "audit", "feedback", "measure", "document")
COMMENT_KIND = OneOf(CommentKind, "comment", "challenge", "answer", "sent-back")
ROLE = OneOf(Role, "board_member", "head_of_service", "programme_office")
DUE_KIND = OneOf(DueKind, "deadline", "review", "recurring", "none", "unclear")
UNIT = OneOf(Unit, "count", "percent", "days", "working_days", "hours", "ratio")
FOLLOW_UP_KIND = OneOf(FollowUpKind, "decision", "request", "challenge")
VISIT_KIND = OneOf(VisitKind, "inspection", "focused visit", "monitoring visit")
POLARITY = OneOf(Polarity, "higher", "lower", "info")
CLOCK = OneOf(Clock, "none", "elapsed", "working_days", "service_hours")
FREQUENCY = OneOf(Frequency, "day", "week", "month", "quarter", "year")
PART_KIND = OneOf(PartKind, "whole", "tier", "team")
READING_STATE = OneOf(ReadingState, "value", "suppressed", "missing")
VARIATION_WORD = Word(
    "improvement", "concern", "common cause", "special cause, high", "special cause, low", "too few points"
)
ASSURANCE_WORD = Word(
    "consistently passes", "consistently fails", "hit and miss", "no target", "too few points"
)
STATUS_OR_NONE = Word("", *STATUS.words)
PLAN = Record(
    PlanRow,
    id=WHOLE,
    name=TEXT,
    is_demo=TRUTH,
    actions=WHOLE,
    first_as_at=Maybe(DAY),
    latest_as_at=Maybe(DAY),
)
MOMENT = Record(
    Moment,
    as_at=DAY,
    known_by=Maybe(TIME),
    words=TEXT,
)
MEETING = Record(
    MeetingRow,
    id=WHOLE,
    board_id=WHOLE,
    board=TEXT,
    board_kind=BOARD_KIND,
    held_on=DAY,
    place=TEXT,
    chair=TEXT,
    attendees=TEXT,
    notes=TEXT,
    frozen_at=Maybe(TIME),
    frozen_by=TEXT,
    frozen_as_at=Maybe(DAY),
    compared_with_id=Maybe(WHOLE),
    open_follow_ups=WHOLE,
    cancelled=TRUTH,
)
KEY = Record(
    KeyRow,
    seen=TEXT,
    label=TEXT,
    status=STATUS,
    decided_by=TEXT,
    decided_at=Maybe(TIME),
)
STATUS_COUNT = Record(
    StatusCount,
    status=STATUS,
    label=TEXT,
    count=WHOLE,
)
HEADLINES = Record(
    Headlines,
    actions=WHOLE,
    statuses=ListOf(STATUS_COUNT),
    overdue=WHOLE,
    due_soon=WHOLE,
    not_rated=WHOLE,
    nobody_responsible=WHOLE,
    no_due_date=WHOLE,
)
AREA = Record(
    AreaRow,
    id=WHOLE,
    number=TEXT,
    title=TEXT,
    short_name=TEXT,
    actions=WHOLE,
    statuses=ListOf(STATUS_COUNT),
    overdue=WHOLE,
    due_soon=WHOLE,
    next_due=Maybe(DAY),
)
PERSON_ON_ACTION = Record(
    PersonOnAction,
    person_id=Maybe(WHOLE),
    name=TEXT,
    post=TEXT,
)
ACTION = Record(
    ActionRow,
    id=WHOLE,
    ref=TEXT,
    area_id=WHOLE,
    area_number=TEXT,
    area_short_name=TEXT,
    outcome=TEXT,
    text=TEXT,
    status=STATUS,
    rag_label=TEXT,
    people=ListOf(PERSON_ON_ACTION),
    responsible=TEXT,
    due_text=TEXT,
    due_date=Maybe(DAY),
    due_kind=TEXT,
    due_precision=TEXT,
    original_due_date=Maybe(DAY),
    days_overdue=WHOLE,
    is_due_soon=TRUTH,
    as_at=DAY,
    awaiting_sign_off=TRUTH,
)
FIELD_CHANGE = Record(
    FieldChange,
    field=TEXT,
    old=TEXT,
    new=TEXT,
)
ACTION_VERSION = Record(
    ActionVersionRow,
    version=WHOLE,
    as_at=DAY,
    recorded_at=TIME,
    recorded_by=TEXT,
    through=TEXT,
    file_name=TEXT,
    sheet=TEXT,
    cell=TEXT,
    status=STATUS,
    rag_label=TEXT,
    changes=ListOf(FIELD_CHANGE),
    reason=TEXT,
    identified=TEXT,
)
ACTION_DETAIL = Record(
    ActionDetail,
    row=ACTION,
    identity=TEXT,
    area_title=TEXT,
    progress=TEXT,
    impact=TEXT,
    measure=TEXT,
    assurance=TEXT,
    rag_as_seen=TEXT,
    due_repeats=TEXT,
    revised_due_text=TEXT,
    reason_for_delay=TEXT,
    mitigation=TEXT,
    exception_responsible=TEXT,
    file_name=TEXT,
    sheet=TEXT,
    cell=TEXT,
    version=WHOLE,
    previous_id=Maybe(WHOLE),
    next_id=Maybe(WHOLE),
    history=ListOf(ACTION_VERSION),
)
EVIDENCE = Record(
    EvidenceRow,
    id=WHOLE,
    action_id=WHOLE,
    kind=EVIDENCE_KIND,
    dated=DAY,
    finding=TEXT,
    link=TEXT,
    file_name=TEXT,
    media_type=TEXT,
    size=Maybe(WHOLE),
    recorded_at=TIME,
    recorded_by=TEXT,
    withdrawn_at=Maybe(TIME),
    withdrawn_by=TEXT,
)
COMMENT = Record(
    CommentRow,
    id=WHOLE,
    action_id=WHOLE,
    kind=COMMENT_KIND,
    text=TEXT,
    answers_id=Maybe(WHOLE),
    recorded_at=TIME,
    recorded_by=TEXT,
    role=ROLE,
    is_open=TRUTH,
)
CHALLENGE = Record(
    ChallengeRow,
    comment=COMMENT,
    ref=TEXT,
    action_text=TEXT,
)
FLOW = Record(
    FlowRow,
    old=STATUS_OR_NONE,
    old_label=TEXT,
    new=STATUS_OR_NONE,
    new_label=TEXT,
    actions=WHOLE,
)
SAID = Record(
    Said,
    by=TEXT,
    at=TIME,
    as_at=DAY,
    through=TEXT,
    reason=TEXT,
)
MOVED_ACTION = Record(
    MovedAction,
    id=WHOLE,
    ref=TEXT,
    text=TEXT,
    area_id=WHOLE,
    area=TEXT,
    people=TEXT,
    old_status=Maybe(STATUS),
    old_label=TEXT,
    new_status=Maybe(STATUS),
    new_label=TEXT,
    old_due=Maybe(DAY),
    new_due=Maybe(DAY),
    original_due=Maybe(DAY),
    said=Maybe(SAID),
    old_due_kind=Later(Maybe(DUE_KIND), None),
    new_due_kind=Later(Maybe(DUE_KIND), None),
)
SLIPPAGE = Record(
    SlippageRow,
    words=TEXT,
    days_from=Maybe(WHOLE),
    days_to=Maybe(WHOLE),
    actions=WHOLE,
)
MOVED_MEASURE = Record(
    MovedMeasure,
    id=WHOLE,
    name=TEXT,
    old_variation=VARIATION_WORD,
    new_variation=VARIATION_WORD,
    old_assurance=ASSURANCE_WORD,
    new_assurance=ASSURANCE_WORD,
    sentence=TEXT,
    figure=Later(TEXT, ""),
)
WHAT_CHANGED = Record(
    WhatChanged,
    earlier=MOMENT,
    later=MOMENT,
    actions_before=WHOLE,
    actions_after=WHOLE,
    flow=ListOf(FLOW),
    improved=ListOf(MOVED_ACTION),
    worsened=ListOf(MOVED_ACTION),
    completed=ListOf(MOVED_ACTION),
    reopened=ListOf(MOVED_ACTION),
    slipped=ListOf(MOVED_ACTION),
    brought_forward=ListOf(MOVED_ACTION),
    added=ListOf(MOVED_ACTION),
    retired=ListOf(MOVED_ACTION),
    narratives=ListOf(MOVED_ACTION),
    stale=ListOf(MOVED_ACTION),
    exceptions_opened=ListOf(MOVED_ACTION),
    exceptions_closed=ListOf(MOVED_ACTION),
    slippage=ListOf(SLIPPAGE),
    measures=ListOf(MOVED_MEASURE),
    due_next=ListOf(MOVED_ACTION),
    next_meeting=Maybe(DAY),
)
CHECK_ANSWER = Record(
    CheckAnswerRow,
    id=WHOLE,
    because=TEXT,
    until=DAY,
    recorded_at=TIME,
    recorded_by=TEXT,
)
RAISED_CHECK = Record(
    RaisedCheck,
    code=TEXT,
    action_id=WHOLE,
    ref=TEXT,
    text=TEXT,
    area_id=WHOLE,
    area=TEXT,
    people=ListOf(Fixed(Maybe(WHOLE), TEXT)),
    because=TEXT,
    answer=Maybe(CHECK_ANSWER),
)
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
FOLLOW_UP_EVENT = Record(
    FollowUpEventRow,
    kind=TEXT,
    words=TEXT,
    due_date=Maybe(DAY),
    recorded_at=TIME,
    recorded_by=TEXT,
)
FOLLOW_UP = Record(
    FollowUpRow,
    id=WHOLE,
    kind=FOLLOW_UP_KIND,
    meeting_id=Maybe(WHOLE),
    meeting=TEXT,
    made_on=DAY,
    words=TEXT,
    owner=TEXT,
    owner_id=Maybe(WHOLE),
    area_id=Maybe(WHOLE),
    area=TEXT,
    action_id=Maybe(WHOLE),
    action_ref=TEXT,
    due_date=Maybe(DAY),
    closed_at=Maybe(TIME),
    closed_by=TEXT,
    outcome=TEXT,
    days_overdue=WHOLE,
    events=ListOf(FOLLOW_UP_EVENT),
)
VISIT = Record(
    VisitRow,
    id=WHOLE,
    kind=VISIT_KIND,
    focus=TEXT,
    starts_on=DAY,
    ends_on=DAY,
    outcome=TEXT,
    published_on=Maybe(DAY),
    will_be_published=TRUTH,
    plan_due=Maybe(DAY),
    plan_due_known=TRUTH,
    recorded_by=TEXT,
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
LISTS_OF_MOVED = (
    "improved",
    "worsened",
    "completed",
    "reopened",
    "slipped",
    "brought_forward",
    "added",
    "retired",
    "narratives",
    "stale",
    "exceptions_opened",
    "exceptions_closed",
    "due_next",
)
