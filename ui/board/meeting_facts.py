"""What the screens of a meeting shown in the room say, as it was kept or as it stands.

Owns: finding the meeting, and reading what its screens say. Refuses: which screens there are and how they are
drawn (`meeting_slides`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data_model.board.board_words import words_for
from data_model.board.check_lines import gravest_first
from data_model.board.queries.board_moments import moment_before, next_meeting_day
from data_model.board.queries.checks import list_check_lines
from data_model.board.queries.meetings import get_meeting, get_plan_of_meeting, list_follow_ups
from data_model.board.queries.movement_between import what_changed
from data_model.board.rows import (
    BoardView,
    BoardWords,
    FollowUpRow,
    MeetingRow,
    Moment,
    RaisedCheck,
    WhatChanged,
)
from data_model.measures.measure_assessment import MeasureAssessment
from data_model.measures.queries.assessments import list_assessments
from data_model.plan.queries.details import list_details
from data_model.plan.queries.overview import get_headlines, list_areas
from data_model.plan.queries.plans import get_plan
from data_model.plan.rows import ActionDetail, AreaRow, Headlines, PlanRow
from ui.board.challenge_slides import (
    exceptions_of,
)
from ui.board.frozen_view import assessments_of
from ui.shell.database import Session
from ui.shell.dates import short_day


@dataclass(frozen=True)
class RoomFacts:
    """What the screens say; `assessments` worst first, `follow_ups` as they stood on `seen_on`.

    A frozen meeting has the screens it had: no `exceptions` and no `checks`.
    """

    as_at: date
    seen_on: date
    headlines: Headlines
    areas: Sequence[AreaRow]
    changed: WhatChanged | None
    assessments: Sequence[MeasureAssessment]
    follow_ups: Sequence[FollowUpRow]
    words: BoardWords
    exceptions: Sequence[ActionDetail] = ()
    checks: Sequence[RaisedCheck] = ()


def find_meeting(session: Session, number: int | None) -> tuple[PlanRow, MeetingRow] | None:
    """Find a meeting whichever plan it is of; None without it."""
    if number is None:
        return None
    plan_id = get_plan_of_meeting(session, number)
    plan = get_plan(session, plan_id) if plan_id is not None else None
    found = get_meeting(session, plan.id, number) if plan is not None else None
    return (plan, found) if plan is not None and found is not None else None


def kept_facts(view: BoardView) -> RoomFacts:
    """Take what the screens say from what a meeting was frozen with."""
    as_at = view.moment.as_at
    seen_on = max(as_at, view.meeting.held_on) if view.meeting is not None else as_at
    return RoomFacts(
        as_at,
        seen_on,
        view.headlines,
        view.areas,
        view.changed,
        assessments_of(view),
        view.follow_ups,
        view.words,
    )


def read_facts(session: Session, plan_id: int, as_at: date, meeting_id: int, on: date) -> RoomFacts:
    """Read what the screens of a meeting that is not frozen say as at a day, shown on another; for `kept`."""
    meeting = get_meeting(session, plan_id, meeting_id)
    since = moment_before(session, plan_id, as_at, meeting)
    # The same board's next meeting, and what was decided up to this one: as when it is frozen.
    held = meeting.held_on if meeting is not None else as_at
    then = next_meeting_day(session, plan_id, as_at, meeting)
    later = Moment(as_at, None, short_day(as_at))
    # Of a meeting still to come nothing is overdue yet that will be by then.
    seen_on = max(as_at, min(held, on))
    said = (
        get_headlines(session, plan_id, as_at),
        list_areas(session, plan_id, as_at),
        what_changed(session, plan_id, since, later, next_meeting=then) if since is not None else None,
        list_assessments(session, plan_id, as_at),
        list_follow_ups(session, plan_id, seen_on),
    )
    exceptions = exceptions_of(list_details(session, plan_id, as_at))
    checks = gravest_first(list_check_lines(session, plan_id, as_at))
    return RoomFacts(as_at, seen_on, *said, words_for(as_at, *said), exceptions, checks)
