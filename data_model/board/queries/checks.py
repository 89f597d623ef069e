"""The assurance checks that a plan's actions raise as at a day, with the answers that hold.

Owns: running them for any day, and their counts over time. Refuses: the rules (`assurance_checks`).
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.board.assurance_checks import CHECKS, raise_checks
from data_model.board.queries.board_moments import find_own_board
from data_model.board.queries.check_facts import PlanHistory, list_action_facts
from data_model.board.rows import CheckAnswerRow, Moment, RaisedCheck
from data_model.board.tables import CheckAnswer, CheckSettingVersion, Meeting
from data_model.plan.queries.action_rows import fetch_actions, plan_order, select_actions
from data_model.plan.queries.as_at import actions_as_at
from data_model.plan.tables import Action


def run_checks(
    session: Session, plan_id: int, moment: Moment, *, action_id: int | None = None
) -> list[RaisedCheck]:
    """Return every check raised at a moment, in the plan's order and heaviest first in each action.

    With `action_id` those of one action alone, without reading the history of the others.
    """
    settings = get_check_settings(session, plan_id, known_by=moment.known_by)
    board = last_board_day(session, plan_id, moment)
    facts = list_action_facts(session, plan_id, moment, last_board=board, action_id=action_id)
    raised = {one.id: found for one in facts if (found := raise_checks(one, moment.as_at, settings))}
    if not raised:
        return []
    state = actions_as_at(session, plan_id, moment.as_at, moment.known_by)
    one = () if action_id is None else (state.c.id == action_id,)
    chosen = select_actions(state).where(*one).order_by(*plan_order(state))
    rows = fetch_actions(session, chosen, moment.as_at)
    answers = _answers(session, plan_id, moment)
    return [
        RaisedCheck(
            code=code,
            action_id=row.id,
            ref=row.ref,
            text=row.text,
            area_id=row.area_id,
            area=f"{row.area_number} {row.area_short_name}".strip(),
            people=tuple((person.person_id, person.shown) for person in row.people),
            because=because,
            answer=answers.get((row.id, code)),
        )
        for row in rows
        for code, because in raised.get(row.id, ())
    ]


def list_checks_of_action(session: Session, plan_id: int, as_at: date, action_id: int) -> list[RaisedCheck]:
    """Return the checks that one action raises as at a day, as far as is known now."""
    return run_checks(session, plan_id, Moment(as_at), action_id=action_id)


def list_checks(session: Session, plan_id: int, as_at: date) -> list[RaisedCheck]:
    """Return every check raised as at a day, as far as is known now; see `run_checks`."""
    return run_checks(session, plan_id, Moment(as_at))


def count_checks(session: Session, plan_id: int, days: Sequence[date]) -> list[tuple[date, dict[str, int]]]:
    """Count the checks raised and not answered on each day, by code; every code is there.

    Each day is as it is known now, with the settings of now.
    """
    if not days:
        return []
    settings = get_check_settings(session, plan_id)
    history = PlanHistory(session, plan_id, Moment(max(days)))
    counted = []
    for day in days:
        moment = Moment(day)
        board = last_board_day(session, plan_id, moment)
        facts = list_action_facts(session, plan_id, moment, last_board=board, history=history)
        answers = _answers(session, plan_id, moment)
        found = Counter(
            code
            for one in facts
            for code, _ in raise_checks(one, day, settings)
            if (one.id, code) not in answers
        )
        counted.append((day, {code: found[code] for code in CHECKS}))
    return counted


def get_check_settings(
    session: Session, plan_id: int, *, known_by: datetime | None = None
) -> dict[str, dict[str, int]]:
    """Return the numbers that a plan set for its checks, by code and name; defaults are left out."""
    known = () if known_by is None else (CheckSettingVersion.recorded_at <= known_by,)
    rows = session.execute(
        select(CheckSettingVersion.code, CheckSettingVersion.name, CheckSettingVersion.value)
        .where(CheckSettingVersion.plan_id == plan_id, *known)
        .order_by(CheckSettingVersion.id)
    )
    settings: dict[str, dict[str, int]] = {}
    for code, name, value in rows:
        settings.setdefault(code, {})[name] = value
    return settings


def last_board_day(session: Session, plan_id: int, moment: Moment) -> date | None:
    """Return the day of the last frozen meeting of the plan's own board before the moment's day, or None."""
    board_id = find_own_board(session, plan_id, moment.as_at, known_by=moment.known_by)
    known = () if moment.known_by is None else (Meeting.frozen_at < moment.known_by,)
    return session.scalar(
        select(Meeting.held_on)
        .where(
            Meeting.board_id == board_id,
            Meeting.frozen_at.is_not(None),
            Meeting.held_on < moment.as_at,
            *known,
        )
        .order_by(Meeting.held_on.desc())
        .limit(1)
    )


def _answers(session: Session, plan_id: int, moment: Moment) -> dict[tuple[int, str], CheckAnswerRow]:
    """Return the answers that hold on the day; the newest given by then alone can hold."""
    known = () if moment.known_by is None else (CheckAnswer.recorded_at <= moment.known_by,)
    rows = session.scalars(
        select(CheckAnswer)
        .join(Action, Action.id == CheckAnswer.action_id)
        .where(Action.plan_id == plan_id, CheckAnswer.as_at <= moment.as_at, *known)
        .order_by(CheckAnswer.id)
        .execution_options(populate_existing=True)
    )
    newest = {(row.action_id, row.code): row for row in rows}
    return {
        place: CheckAnswerRow(row.id, row.because, row.until, row.recorded_at, row.recorded_by)
        for place, row in newest.items()
        if row.until >= moment.as_at and not _is_withdrawn(row, moment)
    }


def _is_withdrawn(row: CheckAnswer, moment: Moment) -> bool:
    if row.withdrawn_at is None:
        return False
    return moment.known_by is None or row.withdrawn_at <= moment.known_by
