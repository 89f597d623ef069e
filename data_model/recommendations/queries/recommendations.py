"""Recommendations as they stood on a day, with the actions that carry them out and the checks they raise.

Owns: reading the newest statement by a day, and the history of one. Refuses: trackers that were loaded (see
`recommendation_imports`).
"""

import json
from collections.abc import Sequence
from dataclasses import fields
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from data_model.plan.queries.action_rows import fetch_first, plan_order
from data_model.plan.queries.as_at import actions_as_at
from data_model.plan.statuses import STATUS_NAMES, Status
from data_model.plan.tables import Area
from data_model.recommendations.recommendation_checks import days_unanswered, find_checks, response_due
from data_model.recommendations.recommendation_content import (
    Origin,
    RecommendationContent,
    Response,
    field_changes,
)
from data_model.recommendations.rows import (
    ActionOfRecommendation,
    RecommendationRow,
    RecommendationVersionRow,
    StoredRecommendation,
    has_clock,
)
from data_model.recommendations.tables import (
    Recommendation,
    RecommendationAction,
    RecommendationImport,
    RecommendationVersion,
)

CONTENT_NAMES = tuple(one.name for one in fields(RecommendationContent))
_KINDS = {"origin": Origin, "response": Response, "status": Status}


def list_recommendations(
    session: Session, plan_id: int, as_at: date, known_by: datetime | None = None
) -> list[RecommendationRow]:
    """List what was recommended by a day, in the trackers' order, each as its newest statement by then says
    it.

    `known_by` leaves out what was recorded after that moment. Actions are rated as on that day; those that
    the plan has not, or retired, are left out.
    """
    histories = _histories(session, plan_id, as_at, known_by)
    actions = _actions(session, plan_id, as_at, known_by)
    return [_row(rows, actions.get(key, ()), as_at) for key, rows in histories.items()]


def get_recommendation(
    session: Session, plan_id: int, recommendation_id: int, as_at: date
) -> RecommendationRow | None:
    """Return one recommendation as it stood on a day; None when the plan had none with this id by then."""
    histories = _histories(session, plan_id, as_at, None, recommendation_id)
    if recommendation_id not in histories:
        return None
    actions = _actions(session, plan_id, as_at, None).get(recommendation_id, ())
    return _row(histories[recommendation_id], actions, as_at)


def list_versions(session: Session, recommendation_id: int, as_at: date) -> list[RecommendationVersionRow]:
    """List what was said of a recommendation as at a day or earlier, newest first, with what each changed."""
    said = RecommendationVersion
    rows = session.execute(
        select(said.__table__, RecommendationImport.file_name)
        .outerjoin(RecommendationImport, RecommendationImport.id == said.import_id)
        .where(said.recommendation_id == recommendation_id, said.as_at <= as_at)
        .order_by(said.as_at, said.id)
    ).all()
    changes = [(), *(field_changes(_content(old), _content(new)) for old, new in pairwise(rows))]
    return [
        RecommendationVersionRow(
            row.version,
            row.as_at,
            row.recorded_at,
            row.recorded_by,
            row.through,
            row.reason,
            row.file_name or "",
            row.sheet,
            row.cell,
            changed,
        )
        for row, changed in zip(rows, changes, strict=True)
    ][::-1]


def list_stored(session: Session, plan_id: int, as_at: date) -> list[StoredRecommendation]:
    """List recommendations for a file true as at a day to be compared with.

    One that was first said of a later day is compared by its first statement. `file_says` is what the last
    tracker true of that day or an earlier one said.
    """
    said = RecommendationVersion
    histories: dict[int, list[Row[Any]]] = {}
    for row in session.execute(
        select(said.__table__, Recommendation.version.label("newest"))
        .join(Recommendation, Recommendation.id == said.recommendation_id)
        .where(Recommendation.plan_id == plan_id)
        .order_by(Recommendation.position, Recommendation.id, said.as_at, said.id)
    ):
        histories.setdefault(row.recommendation_id, []).append(row)
    found = []
    for key, rows in histories.items():
        by_then = [row for row in rows if row.as_at <= as_at] or rows[:1]
        files = [row.file_says for row in by_then if row.file_says]
        base = content_from(json.loads(files[-1])) if files else None
        now = by_then[-1]
        found.append(StoredRecommendation(key, now.newest, now.ref_given, _content(now), base))
    return found


def content_from(values: dict[str, Any]) -> RecommendationContent:
    """Make the content of stored values; a field that is not among them is as empty as it can be."""
    known: dict[str, Any] = {
        name: _KINDS[name](value) if name in _KINDS else value
        for name, value in values.items()
        if name in CONTENT_NAMES
    }
    return RecommendationContent(**known)


def _content(row: Row[Any]) -> RecommendationContent:
    return content_from({name: getattr(row, name) for name in CONTENT_NAMES})


def _histories(
    session: Session, plan_id: int, as_at: date, known_by: datetime | None, only: int | None = None
) -> dict[int, list[Row[Any]]]:
    """Return the statements by a day of each recommendation, oldest first, in the trackers' order."""
    said = RecommendationVersion
    asked = (
        select(said.__table__, Recommendation.version.label("newest"))
        .join(Recommendation, Recommendation.id == said.recommendation_id)
        .where(Recommendation.plan_id == plan_id, said.as_at <= as_at)
        .order_by(Recommendation.position, Recommendation.id, said.as_at, said.id)
    )
    if known_by is not None:
        asked = asked.where(said.recorded_at <= known_by)
    if only is not None:
        asked = asked.where(Recommendation.id == only)
    found: dict[int, list[Row[Any]]] = {}
    for row in session.execute(asked):
        found.setdefault(row.recommendation_id, []).append(row)
    return found


def _actions(
    session: Session, plan_id: int, as_at: date, known_by: datetime | None
) -> dict[int, tuple[ActionOfRecommendation, ...]]:
    """Return the actions linked to each recommendation, in the plan's order."""
    link = RecommendationAction
    asked = (
        select(link.recommendation_id, link.action_id, link.made, link.removed_at)
        .join(Recommendation, Recommendation.id == link.recommendation_id)
        .where(Recommendation.plan_id == plan_id)
    )
    if known_by is None:
        asked = asked.where(link.removed_at.is_(None))
    else:
        asked = asked.where(link.linked_at <= known_by)
    links = [
        row
        for row in session.execute(asked)
        if row.removed_at is None or (known_by is not None and row.removed_at > known_by)
    ]
    if not links:
        return {}
    state = actions_as_at(session, plan_id, as_at, known_by)
    chosen = (
        select(state.c.id)
        .join(Area, Area.id == state.c.area_id)
        .where(state.c.id.in_({row.action_id for row in links}))
        .order_by(*plan_order(state))
    )
    found: dict[int, list[ActionOfRecommendation]] = {}
    for action in fetch_first(session, state, as_at, chosen):
        for row in (each for each in links if each.action_id == action.id):
            found.setdefault(row.recommendation_id, []).append(
                ActionOfRecommendation(
                    action.id,
                    action.ref,
                    action.text,
                    action.area_id,
                    f"{action.area_number} {action.area_short_name}".strip(),
                    action.status,
                    action.rag_label or STATUS_NAMES[action.status],
                    action.due_date,
                    action.days_overdue,
                    row.made,
                )
            )
    return {key: tuple(actions) for key, actions in found.items()}


def _row(
    rows: Sequence[Row[Any]], actions: tuple[ActionOfRecommendation, ...], as_at: date
) -> RecommendationRow:
    now, content = rows[-1], _content(rows[-1])
    since = _words_since(rows)
    late = (as_at - now.due_date).days if now.due_date is not None and has_clock(content) else 0
    return RecommendationRow(
        **{name: getattr(content, name) for name in CONTENT_NAMES},
        id=now.recommendation_id,
        version=now.newest,
        made_on=now.made_on,
        responded_on=now.responded_on,
        due_date=now.due_date,
        closed_on=now.closed_on,
        lead_person_id=now.lead_person_id,
        as_at=now.as_at,
        recorded_at=now.recorded_at,
        recorded_by=now.recorded_by,
        words_since=since,
        response_due=response_due(now.made_on) if now.made_on is not None else None,
        days_unanswered=days_unanswered(content, now.made_on, as_at),
        days_overdue=max(0, late),
        actions=actions,
        checks=find_checks(
            content,
            made_on=now.made_on,
            responded_on=now.responded_on,
            words_since=since,
            actions=actions,
            as_at=as_at,
        ),
    )


def _words_since(rows: Sequence[Row[Any]]) -> date:
    """Return the day of the statement that last changed the action taken; the first one's where none did."""
    since: date = rows[0].as_at
    for old, new in pairwise(rows):
        if old.action_taken != new.action_taken:
            since = new.as_at
    return since
