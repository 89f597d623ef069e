"""Which answers to checks hold at a moment: the newest of each, while it runs and is not withdrawn.

Owns: that rule. Refuses: which checks are raised (`checks`).
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.board.rows import CheckAnswerRow, Moment
from data_model.board.tables import CheckAnswer
from data_model.plan.tables import Action


def read_answers(session: Session, plan_id: int, moment: Moment) -> dict[tuple[int, str], CheckAnswerRow]:
    """Return the answers that hold on the day by action and code; the newest given by then alone can."""
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
