"""Saving a filter under a name, for oneself or for everybody.

Owns: whose filter it is, that names differ, and its history. Refuses: meaning; what the page's address says
is kept as it is.
"""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import unquote_plus
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_model.plan.tables import Plan
from data_model.readers.queries.saved_filters import list_saved_filters
from data_model.readers.rows import FilterPage, SavedFilterRow
from data_model.readers.tables import SavedFilterVersion
from data_model.shared.permissions import Actor, NotPermitted, Permission, require
from data_model.shared.refusals import Refused

LONGEST_NAME = 60  # characters; it is the label of a button
_LONGEST = 2000  # characters of what an address says, as they were typed


def save_filter(
    session: Session,
    plan_id: int,
    page: FilterPage,
    name: str,
    asked: str,
    *,
    for_everybody: bool = False,
    actor: Actor,
    recorded_at: datetime,
) -> str:
    """Save what a page's address says (a query string) under a name and return the filter's identity.

    For everybody only by the programme office. Raises Refused for an empty or long name, one that the actor
    sees already on this page, for a filter that chooses nothing, and an unknown plan; NotPermitted.
    """
    require(actor, Permission.SHARE_FILTER if for_everybody else Permission.SAVE_FILTER)
    if session.get(Plan, plan_id) is None:
        raise Refused("There is no such plan.")
    if not asked:
        raise Refused("Choose a filter first, then save it.")
    if len(unquote_plus(asked)) > _LONGEST:
        raise Refused("This filter is too long to be saved.")
    tidy = _tidy_name(name, list_saved_filters(session, plan_id, page, actor.reader))
    row = SavedFilterVersion(
        identity=str(uuid4()),
        plan_id=plan_id,
        who="" if for_everybody else actor.reader,
        page=page.value,
        name=tidy,
        asked=asked,
        removed=False,
        recorded_at=recorded_at,
        recorded_by=actor.name,
        through=actor.through,
    )
    session.add(row)
    session.flush()
    return row.identity


def rename_filter(session: Session, identity: str, name: str, *, actor: Actor, recorded_at: datetime) -> None:
    """Give a saved filter another name.

    One for everybody only by the programme office, and nobody but its reader any other. Raises Refused for
    an unknown filter and for a name as in `save_filter`, NotPermitted.
    """
    row = _own(session, identity, actor)
    others = list_saved_filters(session, row.plan_id, FilterPage(row.page), actor.reader)
    tidy = _tidy_name(name, [each for each in others if each.identity != identity])
    _append(session, row, tidy, False, actor, recorded_at)


def remove_filter(session: Session, identity: str, *, actor: Actor, recorded_at: datetime) -> None:
    """Take a saved filter out of the lists; its history stays. Raises as `rename_filter`."""
    row = _own(session, identity, actor)
    _append(session, row, row.name, True, actor, recorded_at)


def _own(session: Session, identity: str, actor: Actor) -> SavedFilterVersion:
    """Return the newest version of a filter that the actor may change."""
    require(actor, Permission.SAVE_FILTER)
    row = session.scalars(
        select(SavedFilterVersion)
        .where(SavedFilterVersion.identity == identity)
        .order_by(SavedFilterVersion.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None or row.removed:
        raise Refused("There is no such saved filter any more.")
    if not row.who:
        require(actor, Permission.SHARE_FILTER)
    elif row.who != actor.reader:
        raise NotPermitted("You may not change somebody else's saved filter. Ask the programme office.")
    return row


def _append(
    session: Session, row: SavedFilterVersion, name: str, removed: bool, actor: Actor, recorded_at: datetime
) -> None:
    session.add(
        SavedFilterVersion(
            identity=row.identity,
            plan_id=row.plan_id,
            who=row.who,
            page=row.page,
            name=name,
            asked=row.asked,
            removed=removed,
            recorded_at=recorded_at,
            recorded_by=actor.name,
            through=actor.through,
        )
    )
    session.flush()


def _tidy_name(name: str, others: Sequence[SavedFilterRow]) -> str:
    tidy = " ".join(name.split())
    if not tidy:
        raise Refused("Give the filter a name.")
    if len(tidy) > LONGEST_NAME:
        raise Refused(f"The name is longer than {LONGEST_NAME} characters.")
    if tidy.casefold() in {each.name.casefold() for each in others}:
        raise Refused(f"There is a saved filter “{tidy}” already.")
    return tidy
