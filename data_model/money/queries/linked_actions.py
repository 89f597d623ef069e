"""The actions that something of the programme's money is tied to, as they stood on a day.

Owns: reading such ties, whose tables have an action and the times at which it was tied and let go. Refuses:
knowing what is tied (`funds`, `saving_actions`).
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from data_model.money.funds.rows_funds import PaidAction
from data_model.money.queries.fund_versions import recorded_by
from data_model.plan.tables import ActionVersion
from data_model.shared.chunks import chunks


def linked_then(links: Any, moment: datetime | None) -> list[ColumnElement[bool]]:
    """Return the conditions that a tie was there at a moment; that it is there now without one."""
    live: ColumnElement[bool] = links.removed_at.is_(None)
    if moment is None:
        return [live]
    return [or_(live, links.removed_at > moment), *recorded_by(links.linked_at, moment)]


def linked_actions(
    session: Session, links: Any, as_at: date, moment: datetime | None
) -> dict[int, list[PaidAction]]:
    """Return the actions of some ties by what they are tied to, in the plan's order; not retired ones.

    `links` selects the id of what is tied, and that of the action.
    """
    pairs = session.execute(links).all()
    stated: dict[int, Any] = {}
    said = ActionVersion
    for some in chunks(sorted({row[1] for row in pairs})):
        columns: list[Any] = [
            *(said.action_id, said.ref, said.text, said.status, said.rag_label, said.retired, said.position)
        ]
        asked = (
            select(*columns)
            .where(said.action_id.in_(some), said.as_at <= as_at, *recorded_by(said.recorded_at, moment))
            .order_by(said.action_id, said.as_at, said.id)
        )
        stated |= {row.action_id: row for row in session.execute(asked)}
    known = [(tied, stated[action]) for tied, action in pairs if action in stated]
    found: dict[int, list[PaidAction]] = {}
    for tied, row in sorted(known, key=lambda pair: (pair[1].position, pair[1].action_id)):
        if not row.retired:
            paid = PaidAction(row.action_id, row.ref, row.text, row.status, row.rag_label)
            found.setdefault(tied, []).append(paid)
    return found
