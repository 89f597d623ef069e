"""Answers to assurance checks, and the numbers a plan sets for them.

Owns: who may accept a check, why and until when. Refuses: changing a declared rating; an answer never does.
"""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from data_model.board.assurance_checks import CHECKS
from data_model.board.tables import CheckAnswer, CheckSettingVersion
from data_model.plan.changes.plans import lock_plan
from data_model.plan.tables import Action
from data_model.shared.days.days_ahead import require_not_ahead
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import NoSuchAction, Refused
from data_model.shared.typed_text import typed

_LONGEST = 366  # days for which a check may be accepted


def answer_check(
    session: Session,
    action_id: int,
    code: str,
    because: str,
    *,
    as_at: date,
    until: date,
    actor: Actor,
    recorded_at: datetime,
) -> int:
    """Accept a check that an action raises, from a day until another (both included), and return its id.

    Raises Refused without a reason, for an unknown check or a day in the past or more than a year away,
    NoSuchAction, NotPermitted.
    """
    require(actor, Permission.ANSWER_CHECK)
    if code not in CHECKS:
        raise Refused(f"There is no check “{code}”.")
    if not typed(because):
        raise Refused("Say why it is accepted.")
    require_not_ahead(session, as_at)
    if until < as_at:
        raise Refused("Choose a day that is still to come.")
    if (until - as_at).days > _LONGEST:
        raise Refused("Accept it for a year at most; it can be accepted again.")
    action = session.get(Action, action_id)
    if action is None:
        raise NoSuchAction(f"no action {action_id}")
    lock_plan(session, action.plan_id)
    row = {
        "action_id": action_id,
        "code": code,
        "because": typed(because),
        "as_at": as_at,
        "until": until,
        "recorded_at": recorded_at,
        "recorded_by": actor.name,
        "withdrawn_by": "",
    }
    return session.scalars(insert(CheckAnswer).returning(CheckAnswer.id), [row]).one()


def withdraw_answer(session: Session, answer_id: int, *, actor: Actor, recorded_at: datetime) -> None:
    """Take an acceptance back; the check stands open again. Raises Refused, NotPermitted."""
    require(actor, Permission.ANSWER_CHECK)
    answer = session.get(CheckAnswer, answer_id)
    if answer is None or answer.withdrawn_at is not None:
        raise Refused("That answer was withdrawn already.")
    plan_id = session.scalars(select(Action.plan_id).where(Action.id == answer.action_id)).one()
    lock_plan(session, plan_id)
    answer.withdrawn_at, answer.withdrawn_by = recorded_at, actor.name
    session.flush()


def save_check_settings(
    session: Session,
    plan_id: int,
    code: str,
    values: Mapping[str, int],
    *,
    actor: Actor,
    recorded_at: datetime,
) -> None:
    """Set the numbers of a check, and {"off": 1} to ask it no more; what is left out stays.

    Raises Refused for a number out of its bounds or of an unknown name, NotPermitted.
    """
    require(actor, Permission.ANSWER_CHECK)
    check = CHECKS.get(code)
    if check is None:
        raise Refused(f"There is no check “{code}”.")
    bounds = {"off": (0, 1)} | {one.name: (one.least, one.most) for one in check.settings}
    for name, value in values.items():
        if name not in bounds:
            raise Refused(f"“{check.title}” has no setting “{name}”.")
        least, most = bounds[name]
        if not least <= value <= most:
            raise Refused(f"Choose a number from {least} to {most}.")
    lock_plan(session, plan_id)
    rows = [
        {
            "plan_id": plan_id,
            "code": code,
            "name": name,
            "value": value,
            "recorded_at": recorded_at,
            "recorded_by": actor.name,
        }
        for name, value in values.items()
    ]
    if rows:
        session.execute(insert(CheckSettingVersion), rows)
