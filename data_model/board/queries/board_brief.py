"""The figures of the block that a chair reads first, counted by the database as at a day.

Owns: how many actions moved since the last board, in the plan and in each area, what falls due before the
next one, and how many checks stand in each area. Refuses: the lists behind the numbers (`movement_between`,
`checks`), which lead to the same rows.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session

from data_model.board.board_brief import GRAVEST, Moves
from data_model.board.check_lines import count_lines, gravest_first, lines_of
from data_model.board.movement import DONE, WORST_FIRST
from data_model.board.queries.board_moments import meeting_before, moment_of, next_meeting_day
from data_model.board.queries.checks import list_checks
from data_model.board.rows import Moment, RaisedCheck
from data_model.plan.queries.as_at import State, actions_as_at
from data_model.plan.queries.sql_conditions import due_from

DUE_NEXT = timedelta(days=31)  # what is due next where no meeting is planned


@dataclass(frozen=True, slots=True)
class SinceBoard:
    """What moved since the last frozen meeting of the plan's own board, and what falls due before its next.

    `meeting_id`, `since` and `by_area` are empty before the first meeting.
    """

    meeting_id: int | None
    since: Moment | None
    moves: Moves
    by_area: tuple[tuple[int, Moves], ...]
    next_day: date | None
    due_next: int


@dataclass(frozen=True, slots=True)
class StandingChecks:
    """How many lines of checks stand in the plan and in each area, and the gravest of them."""

    number: int
    by_area: tuple[tuple[int, int], ...]
    gravest: tuple[RaisedCheck, ...]


def get_since_board(session: Session, plan_id: int, as_at: date) -> SinceBoard:
    """Count what moved since the last board and what falls due before the next, each in one query."""
    meeting = meeting_before(session, plan_id, as_at)
    since = moment_of(meeting) if meeting is not None else None
    by_area = _moves(session, plan_id, since, as_at) if since is not None else ()
    next_day = next_meeting_day(session, plan_id, as_at)
    state = actions_as_at(session, plan_id, as_at)
    until = next_day if next_day is not None else as_at + DUE_NEXT
    due = select(func.count()).select_from(state).where(due_from(state, as_at), state.c.due_date <= until)
    names = Moves.__dataclass_fields__
    return SinceBoard(
        meeting_id=meeting.id if meeting is not None else None,
        since=since,
        moves=Moves(**{name: sum(getattr(one, name) for _, one in by_area) for name in names}),
        by_area=by_area,
        next_day=next_day,
        due_next=session.scalar(due) or 0,
    )


def get_standing_checks(session: Session, plan_id: int, as_at: date) -> StandingChecks:
    """Count the lines of checks that stand, in the plan and in each area, and find the gravest."""
    standing = [one for one in list_checks(session, plan_id, as_at) if one.answer is None]
    areas: dict[int, list[RaisedCheck]] = {}
    for one in standing:
        areas.setdefault(one.area_id, []).append(one)
    lines = lines_of(standing)
    return StandingChecks(
        number=len(lines),
        by_area=tuple((area_id, count_lines(found)) for area_id, found in areas.items()),
        gravest=tuple(gravest_first(lines)[:GRAVEST]),
    )


def _moves(session: Session, plan_id: int, since: Moment, as_at: date) -> tuple[tuple[int, Moves], ...]:
    """Count by area of now the actions that are in the plan at both moments and moved between them."""
    before = actions_as_at(session, plan_id, since.as_at, since.known_by, name="before")
    after = actions_as_at(session, plan_id, as_at, name="after")
    old, new = _place(before), _place(after)
    was_done, is_done = before.c.status.in_(sorted(DONE)), after.c.status.in_(sorted(DONE))
    reopened, completed = and_(was_done, ~is_done), and_(~was_done, is_done)
    counted: dict[str, ColumnElement[bool]] = {
        "worsened": and_(new < old, ~reopened),
        "reopened": reopened,
        "slipped": after.c.due_date > before.c.due_date,
        "completed": completed,
        "improved": and_(new > old, ~completed),
    }
    rows = session.execute(
        select(
            after.c.area_id, *(func.count(case((holds, 1))).label(name) for name, holds in counted.items())
        )
        .join(before, before.c.id == after.c.id)
        .group_by(after.c.area_id)
    )
    return tuple((row.area_id, Moves(**{name: getattr(row, name) for name in counted})) for row in rows)


def _place(state: State) -> ColumnElement[int]:
    """Return the place of a rating in the order from the worst; null outside it, which compares with none."""
    return case({status.value: place for place, status in enumerate(WORST_FIRST)}, value=state.c.status)
