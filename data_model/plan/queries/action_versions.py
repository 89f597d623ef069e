"""The lasting identity and the version of actions, which calendars carry."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.plan.queries.as_at import actions_as_at


def list_identities(session: Session, plan_id: int, as_at: date) -> dict[int, tuple[str, int]]:
    """Return identity and version of every action by its id, as at a day."""
    state = actions_as_at(session, plan_id, as_at)
    rows = session.execute(select(state.c.id, state.c.identity, state.c.version))
    return {row.id: (row.identity, row.version) for row in rows}
