"""The records of form 1 that are of a plan: areas, actions, evidence and challenges.

Owns: what a document of form 1, which version 0.1.0 wrote, holds of a plan, and the words of its
enumerations; never changed again. Refuses: what rows hold today (they change), and reading (see `kinds`).
"""

from data_model.board.frozen.kinds import DAY, TEXT, TIME, TRUTH, WHOLE, ListOf, Maybe, OneOf, Record
from data_model.plan.action_content import FieldChange
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

STATUS = OneOf(
    Status, "complete", "embedded", "on_track", "at_risk", "delayed", "paused", "not_started", "not_rated"
)
EVIDENCE_KIND = OneOf(EvidenceKind, "audit", "feedback", "measure", "document")
COMMENT_KIND = OneOf(CommentKind, "comment", "challenge", "answer", "sent-back")
ROLE = OneOf(Role, "board_member", "head_of_service", "programme_office")
PLAN = Record(
    PlanRow,
    id=WHOLE,
    name=TEXT,
    is_demo=TRUTH,
    actions=WHOLE,
    first_as_at=Maybe(DAY),
    latest_as_at=Maybe(DAY),
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
