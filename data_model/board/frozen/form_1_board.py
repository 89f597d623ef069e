"""The records of form 1 that are of a board: meetings, movement, checks, decisions and visits.

Owns: what a document of form 1, which version 0.1.0 wrote, holds of a board, and the words of its
enumerations; never changed again. Refuses: what rows hold today (they change), and reading (see `kinds`).
"""

from data_model.board.frozen.form_1_plan import STATUS
from data_model.board.frozen.kinds import (
    DAY,
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
    WhatChanged,
)
from data_model.inspections.rows import VisitKind, VisitRow
from data_model.plan.due_dates import DueKind

BOARD_KIND = OneOf(
    BoardKind,
    "executive improvement board",
    "partnership improvement board",
    "challenge panel",
    "programme board",
    "scrutiny committee",
    "other",
)
DUE_KIND = OneOf(DueKind, "deadline", "review", "recurring", "none", "unclear")
FOLLOW_UP_KIND = OneOf(FollowUpKind, "decision", "request", "challenge")
VISIT_KIND = OneOf(VisitKind, "inspection", "focused visit", "monitoring visit")
VARIATION_WORD = Word(
    "improvement", "concern", "common cause", "special cause, high", "special cause, low", "too few points"
)
ASSURANCE_WORD = Word(
    "consistently passes", "consistently fails", "hit and miss", "no target", "too few points"
)
STATUS_OR_NONE = Word("", *STATUS.words)
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
